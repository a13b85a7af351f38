//! What was signed verifies, and what was changed does not; two independent verifiers always agree.

use p256::ecdsa::Signature;
use pass::{Pass, PassError, PublicKey};
use proptest::prelude::*;

use crate::{headers, hosts, secrets, verifiers};

/// The verdict both verifiers give; fails if they differ.
fn verdict(pass: &Pass, key: &PublicKey, host: &str) -> Result<(), PassError> {
    let [p256, ring] = verifiers().map(|(_, verifier)| pass.verify(&*verifier, key, [host]));
    assert_eq!(p256, ring, "p256 and ring differ on {pass:?} {key:?} {host}");
    p256
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn signed_passes_verify_and_with_one_bit_changed_they_do_not(
        secret in secrets(), header in headers(), host in hosts(), bit in 0_usize..78 * 8,
    ) {
        let pass = secret.pass(&host, header);
        let key = secret.public_key();
        prop_assert_eq!(verdict(&pass, &key, &host), Ok(()));

        let mut bytes = pass.to_bytes();
        bytes[bit / 8] ^= 1 << (bit % 8);
        match Pass::from_bytes(&bytes) {
            Ok(changed) => prop_assert_eq!(verdict(&changed, &key, &host), Err(PassError::BadSignature)),
            Err(error) => prop_assert!(bit < 16, "{} in bit {}", error, bit),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn both_signatures_of_a_pair_verify_and_are_one_code(secret in secrets(), header in headers(), host in hosts()) {
        let pass = secret.pass(&host, header);
        let signature = Signature::from_slice(&pass.signature).unwrap();
        let other = Signature::from_scalars(*signature.r(), -*signature.s()).unwrap();
        let other = Pass::new(header, other.to_bytes().into());
        prop_assert_ne!(other.signature, pass.signature);
        prop_assert_eq!(verdict(&other, &secret.public_key(), &host), Ok(()));
        prop_assert_eq!(other.code(), pass.code());
    }

    #[test]
    fn a_pass_is_for_its_key_and_its_hosts_only(
        secret in secrets(), stranger in secrets(), header in headers(), host in hosts(), other in hosts(),
    ) {
        prop_assume!(host != other);
        let pass = secret.pass(&host, header);
        prop_assert_eq!(verdict(&pass, &stranger.public_key(), &host), Err(PassError::BadSignature));
        prop_assert_eq!(verdict(&pass, &secret.public_key(), &other), Err(PassError::BadSignature));
        for (name, verifier) in verifiers() {
            let own = [other.as_str(), host.as_str()];
            prop_assert_eq!(pass.verify(&*verifier, &secret.public_key(), own), Ok(()), "{}", name);
            prop_assert_eq!(pass.verify(&*verifier, &secret.public_key(), []), Err(PassError::BadSignature), "{}", name);
        }
    }

    #[test]
    fn signing_needs_no_chance(secret in secrets(), header in headers(), host in hosts()) {
        prop_assert_eq!(secret.sign(&host, &header), secret.sign(&host, &header));
    }

    #[test]
    fn a_trusted_key_that_is_no_point_verifies_nothing(secret in secrets(), header in headers(), at in 0_usize..65, bit in 0_u8..8) {
        let pass = secret.pass("c.example.org", header);
        let mut bytes = *secret.public_key().uncompressed();
        bytes[at] ^= 1 << bit;
        let wrong = PublicKey::from_trusted_uncompressed(bytes);
        prop_assert_eq!(verdict(&pass, &wrong, "c.example.org"), Err(PassError::BadSignature));
    }
}

#[test]
fn numbers_out_of_range_are_no_signature() {
    let secret = pass::SigningKey::from_bytes([1; 32]).unwrap();
    let header = pass::Header {
        card: pass::CardId([1; 8]),
        slot: pass::Slot::FIRST,
        purpose: pass::Purpose::Show,
        step: pass::Step(1),
    };
    let good = secret.sign("h", &header);
    let order = crate::array::<32>("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    for number in [[0; 32], order, [0xff; 32]] {
        for half in [0, 32] {
            let mut signature = good;
            signature[half..half + 32].copy_from_slice(&number);
            assert_eq!(verdict(&Pass::new(header, signature), &secret.public_key(), "h"), Err(PassError::BadSignature));
        }
    }
}
