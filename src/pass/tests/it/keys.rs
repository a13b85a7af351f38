//! Public keys: what is enrolled, what is refused.

use pass::key::{BadPublicKey, UNCOMPRESSED_LEN};
use pass::{PublicKey, SigningKey};
use proptest::prelude::*;

use crate::{array, bytes, secrets};

/// The field's prime: no coordinate reaches it.
const PRIME: &str = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
/// The order of the curve: no secret key reaches it.
const ORDER: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
/// The base point, from SEC 2.
const GX: &str = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
const GY: &str = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

#[test]
fn the_base_point_is_read_in_both_its_forms() {
    let key = PublicKey::parse(&bytes(&format!("03{GX}"))).unwrap();
    assert_eq!(key.uncompressed().to_vec(), bytes(&format!("04{GX}{GY}")));
    assert_eq!(key.compressed().to_vec(), bytes(&format!("03{GX}")));
    let mirrored = PublicKey::parse(&bytes(&format!("02{GX}"))).unwrap();
    assert_eq!(mirrored.compressed().to_vec(), bytes(&format!("02{GX}")));
    assert_ne!(mirrored, key);
}

#[test]
fn what_is_no_compressed_point_is_refused() {
    let zeros = "00".repeat(32);
    for wrong in [
        String::new(),
        "00".into(),
        format!("00{zeros}"),
        format!("00{GX}"),
        format!("01{GX}"),
        format!("04{GX}"),
        format!("05{GX}"),
        format!("82{GX}"),
        GX.into(),
        format!("03{GX}00"),
        format!("04{GX}{GY}"),
        format!("02{PRIME}"),
        format!("03{}", "ff".repeat(32)),
        // x³ − 3x + b is no square here.
        format!("02{}01", "00".repeat(31)),
    ] {
        assert_eq!(PublicKey::parse(&bytes(&wrong)), Err(BadPublicKey), "{wrong}");
    }
    assert_eq!(BadPublicKey.code(), "bad_public_key");
}

#[test]
fn secret_keys_are_one_up_to_the_order() {
    let one = array(&format!("{}01", "00".repeat(31)));
    assert_eq!(
        SigningKey::from_bytes(one).unwrap().public_key(),
        PublicKey::parse(&bytes(&format!("03{GX}"))).unwrap()
    );
    assert!(SigningKey::from_bytes(array(&ORDER.replace("2551", "2550"))).is_ok());
    assert!(SigningKey::from_bytes([0; 32]).is_err());
    assert!(SigningKey::from_bytes(array(ORDER)).is_err());
    assert!(SigningKey::from_bytes([0xff; 32]).is_err());
}

#[test]
fn a_secret_key_does_not_print_itself() {
    let secret = [7; 32];
    let printed = format!("{:?}", SigningKey::from_bytes(secret).unwrap());
    assert!(!printed.contains("0707") && !printed.contains("7, 7"), "{printed}");
}

proptest! {
    #[test]
    fn keys_survive_both_forms(secret in secrets()) {
        let key = secret.public_key();
        prop_assert_eq!(PublicKey::parse(&key.compressed()), Ok(key));
        prop_assert_eq!(PublicKey::from_trusted_uncompressed(*key.uncompressed()), key);
        prop_assert_eq!(SigningKey::from_bytes(secret.to_bytes()).unwrap().public_key(), key);
    }

    #[test]
    fn any_bytes_are_answered_without_panic(any in proptest::collection::vec(any::<u8>(), 0..70), x in any::<[u8; 32]>()) {
        let _ = PublicKey::parse(&any);
        let point = [&[2], &x[..]].concat();
        if let Ok(key) = PublicKey::parse(&point) {
            prop_assert_eq!(key.compressed().to_vec(), point);
            prop_assert_eq!(key.uncompressed().len(), UNCOMPRESSED_LEN);
        }
    }
}
