//! The shared test vectors, made by an independent implementation: every row comes out as it says, by both verifiers.

use pass::{CardId, Pass, PassError, PublicKey, Purpose, SigningKey, Slot, Step, Verifier};
use pass::{CardNumber, Header, TypedCode, signed_bytes, typed_code};
use serde::Deserialize;

use crate::{array, bytes, verifiers};

#[derive(Deserialize)]
struct Vectors {
    valid: Vec<Valid>,
    same_code: SameCode,
    invalid: Vec<Invalid>,
    typed_codes: Vec<Typed>,
}

#[derive(Deserialize)]
struct Valid {
    secret_key: String,
    public_key: String,
    host: String,
    card_id: String,
    step: u32,
    slot: u8,
    purpose: u8,
    signed_bytes: String,
    payload: String,
    digits: String,
}

#[derive(Deserialize)]
struct SameCode {
    first: String,
    second: String,
}

#[derive(Deserialize)]
struct Invalid {
    why: String,
    error: String,
    public_key: String,
    host: String,
    digits: String,
}

#[derive(Deserialize)]
struct Typed {
    secret: String,
    number: String,
    unix_s: i64,
    code: String,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors/pass.json")).unwrap()
}

impl Valid {
    fn header(&self) -> Header {
        let purpose = if self.purpose == 1 { Purpose::Redeem } else { Purpose::Show };
        Header {
            card: self.card_id.parse().unwrap(),
            slot: Slot::new(self.slot).unwrap(),
            purpose,
            step: Step(self.step),
        }
    }
}

/// What a reader of this host does: read the text, then check the signature.
fn read(verifier: &dyn Verifier, key: &PublicKey, host: &str, text: &str) -> Result<Pass, PassError> {
    let pass = Pass::parse(text)?;
    pass.verify(verifier, key, [host])?;
    Ok(pass)
}

#[test]
fn there_are_rows_of_every_kind() {
    let v = vectors();
    assert_eq!((v.valid.len(), v.invalid.len(), v.typed_codes.len()), (6, 12, 5));
}

#[test]
fn valid_rows_are_read_as_what_they_say_and_verify() {
    for row in vectors().valid {
        let key = PublicKey::parse(&bytes(&row.public_key)).unwrap();
        for (name, verifier) in verifiers() {
            let pass = read(&*verifier, &key, &row.host, &row.digits).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(pass.header(), row.header());
            assert_eq!(pass.card.to_string(), row.card_id);
            assert_eq!(pass.to_bytes().to_vec(), bytes(&row.payload));
            assert_eq!(pass.to_digits(), row.digits);
            let link = pass.link(&format!("https://{}", row.host));
            assert_eq!(read(&*verifier, &key, &row.host, &link).unwrap().code(), pass.code());
        }
    }
}

#[test]
fn what_is_signed_is_byte_for_byte_as_written() {
    for row in vectors().valid {
        assert_eq!(signed_bytes(&row.host, &row.header()), bytes(&row.signed_bytes));
    }
}

#[test]
fn the_secret_keys_make_the_public_keys_and_passes_that_both_verifiers_take() {
    for row in vectors().valid {
        let secret = SigningKey::from_bytes(array(&row.secret_key)).unwrap();
        let key = secret.public_key();
        assert_eq!(key.compressed().to_vec(), bytes(&row.public_key));
        assert_eq!(key, PublicKey::parse(&bytes(&row.public_key)).unwrap());
        let pass = secret.pass(&row.host, row.header());
        for (name, verifier) in verifiers() {
            assert_eq!(pass.verify(&*verifier, &key, [row.host.as_str()]), Ok(()), "{name}");
        }
    }
}

#[test]
fn invalid_rows_are_refused_with_their_code() {
    for row in vectors().invalid {
        let digits = match row.digits.strip_prefix("0*") {
            Some(count) => "0".repeat(count.parse().unwrap()),
            None => row.digits,
        };
        let key = PublicKey::parse(&bytes(&row.public_key)).unwrap();
        for (name, verifier) in verifiers() {
            let bare = read(&*verifier, &key, &row.host, &digits).unwrap_err();
            let link = read(&*verifier, &key, &row.host, &format!("https://{}/s#{digits}", row.host)).unwrap_err();
            assert_eq!((bare.code(), link.code()), (&*row.error, &*row.error), "{name}: {}", row.why);
        }
    }
}

#[test]
fn the_other_signature_of_a_pair_verifies_and_is_the_same_code() {
    let v = vectors();
    let owner = v.valid.iter().find(|row| row.digits == v.same_code.first).unwrap();
    let key = PublicKey::parse(&bytes(&owner.public_key)).unwrap();
    for (name, verifier) in verifiers() {
        let first = read(&*verifier, &key, &owner.host, &v.same_code.first).unwrap();
        let second = read(&*verifier, &key, &owner.host, &v.same_code.second).unwrap();
        assert_ne!(first.signature, second.signature);
        assert_eq!(first.code(), second.code(), "{name}");
    }
}

#[test]
fn typed_codes_come_out_and_are_read_back() {
    for row in vectors().typed_codes {
        let secret = array(&row.secret);
        let number: CardNumber = row.number.parse().unwrap();
        assert_eq!(typed_code(number, &secret, row.unix_s), row.code);
        let typed = TypedCode::parse(&row.code).unwrap();
        assert_eq!(typed.number, number);
        assert_eq!(typed.matches(&secret, row.unix_s), Some(row.unix_s as u64 / 30));
    }
}

#[test]
fn card_ids_are_sixteen_hexadecimal_digits() {
    assert_eq!("24385CA3dfc20663".parse(), Ok(CardId([0x24, 0x38, 0x5c, 0xa3, 0xdf, 0xc2, 0x06, 0x63])));
    assert_eq!(CardId([0, 0, 0, 0, 0, 0, 0, 9]).to_string(), "0000000000000009");
    for wrong in
        ["", "24385ca3dfc2066", "24385ca3dfc206633", "+4385ca3dfc20663", "24385ca3dfc2066g", "24385ca3dfc2066é"]
    {
        assert!(wrong.parse::<CardId>().is_err(), "{wrong}");
    }
}
