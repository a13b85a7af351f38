//! The QR: its size for each length of host, and that an independent reader finds the link in it.

use pass::qr::{self, Matrix, QUIET_ZONE, TooLong};
use pass::{Pass, PassError, PublicKey};
use proptest::prelude::*;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

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

/// The link's segments in this version and level by another maker of QR codes, if they fit.
fn bits(pass: &Pass, origin: &str, version: usize, level: EcLevel) -> Option<Bits> {
    let mut bits = Bits::new(Version::Normal(version as i16));
    bits.push_byte_data(format!("{origin}/s#").as_bytes()).unwrap();
    bits.push_numeric_data(pass.to_digits().as_bytes()).unwrap();
    bits.push_terminator(level).ok().map(|()| bits)
}

fn fits(pass: &Pass, origin: &str, version: usize, level: EcLevel) -> bool {
    bits(pass, origin, version, level).is_some()
}

/// What a mask leaves alone or turns over alike: two modules with the same of these are turned over together by each of the eight masks.
fn mask_class(x: usize, y: usize) -> (usize, usize) {
    (x % 6, y % 12)
}

/// Both makers' codes differ by nothing but their masks. Checked without knowing either: modules that every mask treats alike differ all or
/// not at all.
#[test]
fn another_maker_draws_the_same_code() {
    let pass = some_pass();
    for (host_len, version) in [(1, 5), (15, 6), (43, 7), (70, 8), (110, 9), (150, 10)] {
        let ours = pass.qr(&origin(host_len)).unwrap();
        assert_eq!(ours.version, version);
        let bits = bits(&pass, &origin(host_len), version, EcLevel::L).unwrap();
        let theirs = QrCode::with_bits(bits, EcLevel::L).unwrap();
        assert_eq!(theirs.width(), ours.size);
        let theirs: Vec<bool> = theirs.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        // The corners with the format between them, and the timing, are no mask's.
        let data = |x: usize, y: usize| {
            let end = ours.size - 11;
            x.min(y) > 8 && x.max(y) < end
        };
        let mut turned = std::collections::BTreeMap::new();
        for (at, (ours_black, theirs_black)) in ours.modules.iter().zip(&theirs).enumerate() {
            let (x, y) = (at % ours.size, at / ours.size);
            if data(x, y) && !near_alignment(x, y, ours.size, version) {
                let differs = ours_black != theirs_black;
                assert_eq!(*turned.entry(mask_class(x, y)).or_insert(differs), differs, "version {version}, {x} {y}");
            }
        }
        assert!(turned.len() > 60, "enough was compared");
        // What a reader looks for is the same in both: the corners, the timing, and from version 7 on the version.
        let size = ours.size;
        let corner = |x: usize, y: usize| (x < 8 || x >= size - 8) && (y < 8 || y >= size - 8) && (x < 8 || y < 8);
        let version_bits = |x: usize, y: usize| version >= 7 && (size - 11..size - 8).contains(&x) && y < 6;
        let format = |x: usize, y: usize| x == 8 || y == 8;
        for (at, (ours_black, theirs_black)) in ours.modules.iter().zip(&theirs).enumerate() {
            let (x, y) = (at % size, at / size);
            let timing = (x == 6 || y == 6) && !format(x, y);
            if corner(x, y) || timing || version_bits(x, y) || version_bits(y, x) {
                assert_eq!(ours_black, theirs_black, "version {version}, {x} {y}");
            }
        }
    }
}

/// The formats of level L with masks 0 to 7, as the standard lists them.
const FORMATS: [usize; 8] = [0x77c4, 0x72f3, 0x7daa, 0x789d, 0x662f, 0x6318, 0x6c41, 0x6976];

/// Level and mask are written around the first corner and again along the edges of the others, for who can't read one of them.
#[test]
fn the_format_is_there_twice() {
    let pass = some_pass();
    let mut seen = std::collections::BTreeSet::new();
    for host_len in 1..20 {
        let code = pass.qr(&origin(host_len)).unwrap();
        let last = code.size - 1;
        let black = |x: usize, y: usize| code.modules[y * code.size + x];
        let down = (0..9).filter(|y| *y != 6).map(|y| black(8, y));
        let first: Vec<bool> = down.chain([7, 5, 4, 3, 2, 1, 0].map(|x| black(x, 8))).collect();
        let right = (0..8).map(|at| black(last - at, 8));
        let second: Vec<bool> = right.chain((0..7).map(|at| black(8, last - 6 + at))).collect();
        assert_eq!(first, second, "a host of {host_len}");
        assert!(black(8, last - 7), "the module that is always black");
        let format = first.iter().rev().fold(0, |format, black| 2 * format + usize::from(*black));
        assert!(FORMATS.contains(&format), "{format:x} is no format of level L");
        seen.insert(format);
    }
    assert!(seen.len() > 3, "enough masks were seen: {}", seen.len());
}

fn near_alignment(x: usize, y: usize, size: usize, version: usize) -> bool {
    let lines = if version < 7 { vec![6, size - 7] } else { vec![6, size / 2, size - 7] };
    let near = |at: usize| lines.iter().any(|line| at.abs_diff(*line) <= 2);
    near(x) && near(y)
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
        assert_eq!(code.size, 17 + 4 * version);
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

#[test]
fn any_text_has_a_code_until_it_would_be_too_fine() {
    for bytes in [1, 60, 106, 150, 200, 271] {
        let text = "é-".repeat(bytes / 3) + &"x".repeat(bytes % 3);
        assert_eq!(read(&qr::of_text(&text).unwrap()), text);
    }
    assert_eq!(qr::of_text(&"x".repeat(272)), Err(TooLong));
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
