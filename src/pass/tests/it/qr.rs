//! The QR: its size for each length of host, and that an independent reader finds the link in it.

use pass::qr::{Matrix, QUIET_ZONE, TooLong};
use pass::{Pass, PassError, PublicKey};
use proptest::prelude::*;
use qrcode::bits::Bits;
use qrcode::{EcLevel, Version};

use crate::{headers, secrets, verifiers};

fn some_pass() -> Pass {
    let header = pass::Header {
        card: pass::CardId([7; 8]),
        slot: pass::Slot::FIRST,
        purpose: pass::Purpose::Show,
        step: pass::Step(119_500_000),
    };
    pass::SigningKey::from_bytes([9; 32]).unwrap().pass("c.example.org", header)
}

fn origin(host_len: usize) -> String {
    format!("https://{}", "h".repeat(host_len))
}

/// Whether the link fits this version and level, by the segments written out here once more.
fn fits(pass: &Pass, origin: &str, version: i16, level: EcLevel) -> bool {
    let mut bits = Bits::new(Version::Normal(version));
    bits.push_byte_data(format!("{origin}/s#").as_bytes()).unwrap();
    bits.push_numeric_data(pass.to_digits().as_bytes()).unwrap();
    bits.push_terminator(level).is_ok()
}

#[test]
fn hosts_up_to_42_characters_make_version_6_and_up_to_14_version_5() {
    let pass = some_pass();
    for host_len in 1..=42 {
        let code = pass.qr(&origin(host_len)).unwrap();
        let version = if host_len <= 14 { 5 } else { 6 };
        assert_eq!(code.version, version, "a host of {host_len}");
        assert!(fits(&pass, &origin(host_len), version, EcLevel::L));
        assert!(!fits(&pass, &origin(host_len), version, EcLevel::M), "level M was to be had for nothing");
        assert_eq!(code.size, 17 + 4 * version as usize);
        assert_eq!(code.modules.len(), code.size * code.size);
        assert_eq!(fits(&pass, &origin(host_len), 6, EcLevel::M), host_len <= 14, "6-M, a host of {host_len}");
    }
    assert_eq!(pass.qr(&origin(43)).unwrap().version, 7);
}

#[test]
fn longer_hosts_still_get_a_code_until_it_would_be_too_fine() {
    let pass = some_pass();
    for host_len in [43, 63, 100, 179] {
        let link = pass.link(&origin(host_len));
        assert_eq!(read(&pass.qr(&origin(host_len)).unwrap()), link, "a host of {host_len}");
    }
    assert_eq!(pass.qr(&origin(180)), Err(TooLong));
}

/// What a camera's reader finds, from four grey pixels a module and the quiet zone around.
fn read(code: &Matrix) -> String {
    const PIXELS: usize = 4;
    let side = (code.size + 2 * QUIET_ZONE) * PIXELS;
    let mut grey = vec![255; side * side];
    for (at, _) in code.modules.iter().enumerate().filter(|(_, black)| **black) {
        let (x, y) = (at % code.size + QUIET_ZONE, at / code.size + QUIET_ZONE);
        for row in y * PIXELS..(y + 1) * PIXELS {
            grey[row * side + x * PIXELS..][..PIXELS].fill(0);
        }
    }
    let mut reader = quircs::Quirc::default();
    let found: Vec<_> = reader.identify(side, side, &grey).collect();
    assert_eq!(found.len(), 1);
    let data = found[0].as_ref().unwrap().decode().unwrap();
    String::from_utf8(data.payload).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_reader_finds_the_link_and_the_pass_in_it_verifies(secret in secrets(), header in headers(), port in 1_u16..) {
        let host = format!("localhost:{port}");
        prop_assume!(port != 80);
        let pass = secret.pass(&host, header);
        let text = read(&pass.qr(&format!("http://{host}")).unwrap());
        prop_assert_eq!(&text, &pass.link(&format!("http://{host}")));
        let key: PublicKey = secret.public_key();
        for (name, verifier) in verifiers() {
            let seen: Result<Pass, PassError> = Pass::parse(&text);
            prop_assert_eq!(seen.unwrap().verify(&*verifier, &key, [pass::host_in(&text).unwrap().as_str()]), Ok(()), "{}", name);
        }
    }
}
