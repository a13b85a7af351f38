//! Secrets that people write down.

use pass::{Misspelled, Spelled};

#[test]
fn a_secret_is_read_as_people_type_it() {
    let code = Spelled::<24>::from_random(std::array::from_fn(|at| (at * 11) as u8));
    assert_eq!(code.to_string(), "0BP1-CQ2D-R3ES-4FT5-GV6H-W7JX");
    assert_eq!("0bp1 cq2d r3es 4ft5 gv6h w7jx".parse(), Ok(code));
    assert_eq!("oBPI-cq2dr3es-4FT5gv6h—w7jx".parse::<Spelled<24>>(), Err(Misspelled), "a long dash is none");
    assert_eq!("oBPl-cq2dr3es-4FT5gv6h-w7jx".parse(), Ok(code), "O is 0, L is 1");
    for wrong in ["", "0BP1", "0BP1-CQ2D-R3ES-4FT5-GV6H-W7JXX", "0BP1-CQ2D-R3ES-4FT5-GV6H-W7JU"] {
        assert_eq!(wrong.parse::<Spelled<24>>(), Err(Misspelled), "{wrong}");
    }
    assert!(code.ends_with::<4>("w7j X") && !code.ends_with::<4>("W7JY") && !code.ends_with::<4>("7JX"));
    assert_eq!(format!("{code:?}"), "Spelled(24 letters)", "no secret in a log");
}
