//! The typed code: how people type it, and when it counts.

use pass::typed::BadTypedCode;
use pass::{CardNumber, TypedCode, typed_code};
use proptest::prelude::*;

const SECRET: [u8; 32] = [42; 32];

#[test]
fn it_is_read_however_it_is_typed() {
    let number: CardNumber = "A101K".parse().unwrap();
    // A moment whose code has a 1 and a 0 in its last three, so that every reading is tried there too.
    let (at, shown) = (0..)
        .map(|step| (step * 30, typed_code(number, &SECRET, step * 30)))
        .find(|(_, code)| code[6..].contains('1') && code[6..].contains('0'))
        .unwrap();
    for typed in [
        shown.clone(),
        shown.to_lowercase(),
        shown.replace('-', ""),
        shown.replace('-', " "),
        shown.replace('1', "I"),
        shown.replace('1', "l"),
        shown.replace('0', "o").replace('1', "i"),
        format!("  {}\u{a0}", shown.chars().flat_map(|c| [c, ' ']).collect::<String>()),
    ] {
        let read = TypedCode::parse(&typed).unwrap_or_else(|_| panic!("{typed:?}"));
        assert_eq!(read.number, number, "{typed:?}");
        assert_eq!(read.number.to_string(), "A101K");
        assert_eq!(read.matches(&SECRET, at), Some(at as u64 / 30), "{typed:?}");
    }
}

#[test]
fn what_is_no_code_is_refused() {
    for wrong in ["", "-", "K7M2Q", "K7M2Q-F1", "K7M2Q-F1E2", "K7M2U-F1E", "K7M2Q-F1é", "K7M2Q_F1E", "K7M2Q-F1\u{2081}"]
    {
        assert_eq!(TypedCode::parse(wrong).unwrap_err(), BadTypedCode, "{wrong}");
    }
    assert!(TypedCode::parse(&"0".repeat(1 << 20)).is_err());
    for wrong in ["", "K7M2", "K7M2Q9", "K7M2U", "K7M2Ä"] {
        assert!(wrong.parse::<CardNumber>().is_err(), "{wrong}");
    }
}

#[test]
fn numbers_use_25_of_the_random_bits() {
    assert_eq!(CardNumber::from_random([0; 4]).to_string(), "00000");
    assert_eq!(CardNumber::from_random([0xff; 4]).to_string(), "ZZZZZ");
    for bit in 0..25 {
        let number = CardNumber::from_random((1_u32 << bit).to_be_bytes()).to_string();
        assert_ne!(number, "00000", "bit {bit} is not used");
    }
}

proptest! {
    #[test]
    fn it_counts_in_its_step_and_the_ones_beside_it(random in any::<[u8; 4]>(), secret in any::<[u8; 32]>(), made in 100_i64..4_000_000_000, late in -120_i64..120) {
        let number = CardNumber::from_random(random);
        let code = TypedCode::parse(&typed_code(number, &secret, made)).unwrap();
        prop_assert_eq!(code.number, number);
        let now = made + late;
        let made_step = (made / 30) as u64;
        let beside = (now / 30).abs_diff(made / 30) <= 1;
        // Fifteen bits collide once in ten thousand tries of three: another step's code may fit by chance, but then as that step.
        match code.matches(&secret, now) {
            Some(step) => prop_assert!(step.abs_diff((now / 30) as u64) <= 1 && (beside || step != made_step)),
            None => prop_assert!(!beside),
        }
    }

    #[test]
    fn numbers_survive_their_text(random in any::<[u8; 4]>()) {
        let number = CardNumber::from_random(random);
        let text = number.to_string();
        prop_assert!(text.bytes().all(|b| b"0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains(&b)));
        prop_assert_eq!(text.to_lowercase().parse(), Ok(number));
    }

    #[test]
    fn any_text_is_answered_without_panic(text in "\\PC{0,20}", at in any::<i64>()) {
        if let Ok(code) = TypedCode::parse(&text) {
            let _ = code.matches(&SECRET, at);
        }
        let _ = typed_code(CardNumber::from_random([1; 4]), &SECRET, at);
    }

    #[test]
    fn anothers_secret_does_not_fit(secret in any::<[u8; 32]>(), at in 0_i64..4_000_000_000) {
        prop_assume!(secret != SECRET);
        let shown = typed_code(CardNumber::from_random([0; 4]), &SECRET, at);
        let code = TypedCode::parse(&shown).unwrap();
        // By chance it does once in 32,768 tries a step: then the two codes are equal.
        if let Some(step) = code.matches(&secret, at) {
            prop_assert_eq!(typed_code(code.number, &secret, step as i64 * 30), shown);
        }
    }
}
