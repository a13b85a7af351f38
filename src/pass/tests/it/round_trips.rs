//! What is written is read back the same, and what is read has one text only.

use pass::layout::{HEADER_LEN, PASS_LEN};
use pass::{Header, Pass, PassError, digits};
use proptest::prelude::*;

use crate::{headers, hosts};

fn passes() -> impl Strategy<Value = Pass> {
    (headers(), any::<[u8; 32]>(), any::<[u8; 32]>()).prop_map(|(header, r, s)| {
        let signature = [r, s].concat().try_into().unwrap();
        Pass::new(header, signature)
    })
}

proptest! {
    #[test]
    fn any_bytes_survive_their_digits(front in any::<[u8; 32]>(), middle in any::<[u8; 32]>(), back in any::<[u8; 14]>()) {
        let bytes: [u8; PASS_LEN] = [&front[..], &middle, &back].concat().try_into().unwrap();
        let text = digits::encode(&bytes);
        prop_assert_eq!(text.len(), 190);
        prop_assert!(text.bytes().all(|b| b.is_ascii_digit()));
        prop_assert_eq!(digits::decode(&text), Ok(bytes));
    }

    #[test]
    fn digits_that_are_read_are_the_only_text_of_their_bytes(text in "([0-7][0-9]{16}){11}[0-2][0-9]{2}") {
        if let Ok(bytes) = digits::decode(&text) {
            prop_assert_eq!(digits::encode(&bytes), text);
        }
    }

    #[test]
    fn headers_survive_their_bytes(header in headers()) {
        prop_assert_eq!(Header::from_bytes(&header.to_bytes()), Ok(header));
    }

    #[test]
    fn header_bytes_that_are_read_are_the_only_ones(bytes in any::<[u8; HEADER_LEN]>(), version in 0_u8..3) {
        let mut bytes = bytes;
        bytes[0] = version;
        match Header::from_bytes(&bytes) {
            Ok(header) => prop_assert_eq!(header.to_bytes(), bytes),
            Err(PassError::UnsupportedVersion) => prop_assert_ne!(version, 1),
            Err(error) => {
                prop_assert_eq!(error, PassError::Malformed);
                prop_assert!(bytes[1] >= 0b1_0000, "flags {:#010b} are none of ours", bytes[1]);
            }
        }
    }

    #[test]
    fn passes_survive_digits_and_links(pass in passes(), host in hosts(), space in "[ \t\r\n]{0,3}") {
        let digits = pass.to_digits();
        let link = pass.link(&format!("https://{host}"));
        prop_assert_eq!(&link, &format!("https://{host}/s#{digits}"));
        for text in [digits, link] {
            let back = Pass::parse(&format!("{space}{text}{space}")).unwrap();
            prop_assert_eq!(back.to_bytes(), pass.to_bytes());
        }
    }

    #[test]
    fn one_digit_more_less_or_other_is_never_the_same_pass(pass in passes(), at in 0_usize..190, digit in 0_u8..10) {
        let digits = pass.to_digits();
        let longer = format!("{}{digit}{}", &digits[..at], &digits[at..]);
        let shorter = format!("{}{}", &digits[..at], &digits[at + 1..]);
        prop_assert_eq!(Pass::parse(&longer).unwrap_err(), PassError::Malformed);
        prop_assert_eq!(Pass::parse(&shorter).unwrap_err(), PassError::Malformed);
        let other = format!("{}{digit}{}", &digits[..at], &digits[at + 1..]);
        if let (true, Ok(read)) = (other != digits, Pass::parse(&other)) {
            prop_assert_ne!(read.to_bytes(), pass.to_bytes());
        }
    }

    #[test]
    fn any_text_is_answered_without_panic(text in "\\PC{0,300}", digits in "[0-9#/s:é]{180,200}") {
        for text in [&text, &digits, &format!("https://c.example.org/s#{digits}")] {
            if let Err(error) = Pass::parse(text) {
                prop_assert!(matches!(error, PassError::Malformed | PassError::UnsupportedVersion));
            }
        }
    }
}

#[test]
fn digits_of_other_scripts_are_no_digits() {
    // U+0663 is a digit for Unicode, and two bytes long: 95 of them have the right length in bytes.
    assert_eq!(Pass::parse(&"٣".repeat(95)).unwrap_err(), PassError::Malformed);
    assert_eq!(Pass::parse(&"٣".repeat(190)).unwrap_err(), PassError::Malformed);
}
