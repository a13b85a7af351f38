//! The server's keys for what is personal. They come from its secret, which is not in the database: whoever has the database alone reads none of it.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::Sha256;

use crate::context::hmac_key;
use crate::{Context, Error, ShopId};

/// Bytes that are laid around what is sealed: the nonce in front, the tag behind.
const TAG_BYTES: usize = 16;

/// Keys derived from the server's secret, each for one thing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Vault {
    /// Seals the members' own keys.
    wrap: [u8; 32],
    /// Marks requests that carry something personal.
    mark: [u8; 32],
    /// Finds a card by an e-mail address.
    address: [u8; 32],
    /// Seals where the owners of shops are written to.
    owner: [u8; 32],
}

impl fmt::Debug for Vault {
    /// Without the keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// The vault of a server with this secret.
    pub fn new(secret: &[u8; 32]) -> Vault {
        Vault {
            wrap: keyed(secret, &[b"comptoir member keys"]),
            mark: keyed(secret, &[b"comptoir member requests"]),
            address: keyed(secret, &[b"comptoir member addresses"]),
            owner: keyed(secret, &[b"comptoir owner addresses"]),
        }
    }

    /// Seals a member's key.
    pub(super) fn wrap(&self, key: &[u8; 32], nonce: [u8; NONCE_LEN], about: &[u8]) -> Result<Vec<u8>, Error> {
        seal(&self.wrap, nonce, about, key)
    }

    /// A member's key, if it was sealed by this vault for what it is about.
    pub(super) fn unwrap(&self, sealed: &[u8], about: &[u8]) -> Result<[u8; 32], Error> {
        let key = open(&self.wrap, about, sealed)?;
        key.try_into().map_err(|_| unreadable())
    }

    /// A hash that only this server can make: a plain one of a phone number is found by trying them all.
    pub(crate) fn mark(&self, hash: &[u8; 32]) -> [u8; 32] {
        keyed(&self.mark, &[hash])
    }

    /// What stands for an e-mail address of a shop's member: the same however it is written in capitals, another one in each shop.
    pub(crate) fn address(&self, shop: ShopId, email: &str) -> [u8; 32] {
        keyed(&self.address, &[shop.0.as_bytes(), email.trim().to_lowercase().as_bytes()])
    }

    /// Seals where a shop's owner is written to.
    pub(crate) fn seal_owner(&self, ctx: &Context, shop: ShopId, email: &str) -> Result<Vec<u8>, Error> {
        seal(&self.owner, nonce(ctx, "owner nonce"), shop.0.as_bytes(), email.as_bytes())
    }

    /// Where a shop's owner is written to, if this vault sealed it for that shop.
    pub(crate) fn open_owner(&self, shop: ShopId, sealed: &[u8]) -> Result<String, Error> {
        text(open(&self.owner, shop.0.as_bytes(), sealed)?)
    }
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new(&hmac_key(key).into());
    parts.iter().for_each(|part| mac.update(part));
    mac.finalize().into_bytes().into()
}

/// Seals with ChaCha20-Poly1305: the nonce, what was sealed, the tag. It opens only with the same `about`.
pub(super) fn seal(key: &[u8; 32], nonce: [u8; NONCE_LEN], about: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
    let mut text = Vec::with_capacity(plain.len() + TAG_BYTES);
    text.extend_from_slice(plain);
    let sealed =
        cipher(key)?.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(about), &mut text);
    sealed.map_err(|_| Error::Corrupt("a personal value can't be sealed".into()))?;
    Ok([&nonce[..], &text].concat())
}

/// Opens what [`seal`] sealed.
pub(super) fn open(key: &[u8; 32], about: &[u8], sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let (nonce, text) = sealed.split_at_checked(NONCE_LEN).ok_or_else(unreadable)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unreadable())?;
    let mut text = text.to_vec();
    let plain = cipher(key)?.open_in_place(nonce, Aad::from(about), &mut text).map_err(|_| unreadable())?;
    Ok(plain.to_vec())
}

/// What [`open`] opened, where a text was sealed.
pub(super) fn text(plain: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(plain).map_err(|_| Error::Corrupt("a personal value is no text".into()))
}

/// A nonce of this request's own. A request seals once for each `purpose`.
pub(super) fn nonce(ctx: &Context, purpose: &str) -> [u8; NONCE_LEN] {
    let mut nonce = [0; NONCE_LEN];
    nonce.copy_from_slice(&ctx.random(purpose)[..NONCE_LEN]);
    nonce
}

fn cipher(key: &[u8; 32]) -> Result<LessSafeKey, Error> {
    UnboundKey::new(&CHACHA20_POLY1305, key).map(LessSafeKey::new).map_err(|_| unreadable())
}

/// Sealed under another secret or another member's key, or changed.
fn unreadable() -> Error {
    Error::Corrupt("a personal value is not of this server's secret, or was changed".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_key_and_place_open_what_was_sealed() {
        let sealed = seal(&[1; 32], [2; NONCE_LEN], b"email of a", b"lea@example.org").unwrap();
        assert_eq!(open(&[1; 32], b"email of a", &sealed).unwrap(), b"lea@example.org");
        assert!(open(&[3; 32], b"email of a", &sealed).is_err(), "another key");
        assert!(open(&[1; 32], b"email of b", &sealed).is_err(), "moved to another member");
        let mut changed = sealed.clone();
        *changed.last_mut().unwrap() ^= 1;
        assert!(open(&[1; 32], b"email of a", &changed).is_err(), "changed");
        assert!(open(&[1; 32], b"email of a", &sealed[..5]).is_err(), "cut short");
        assert!(!sealed.windows(3).any(|part| part == b"lea"), "nothing shows through");
    }

    #[test]
    fn another_secret_is_another_vault() {
        let (ours, theirs) = (Vault::new(&[7; 32]), Vault::new(&[8; 32]));
        let wrapped = ours.wrap(&[5; 32], [0; NONCE_LEN], b"card").unwrap();
        assert_eq!(ours.unwrap(&wrapped, b"card"), Ok([5; 32]));
        assert!(theirs.unwrap(&wrapped, b"card").is_err());
        assert_ne!(ours.mark(&[1; 32]), theirs.mark(&[1; 32]));
        let (shop, other) = (ShopId(uuid::Uuid::from_u128(1)), ShopId(uuid::Uuid::from_u128(2)));
        let address = ours.address(shop, "lea@example.org");
        assert_eq!(ours.address(shop, " Lea@Example.org "), address);
        assert_ne!(ours.address(other, "lea@example.org"), address, "two shops can't tell that it is the same person");
        assert_ne!(theirs.address(shop, "lea@example.org"), address);
    }

    #[test]
    fn an_owners_address_is_read_for_its_own_shop_only() {
        let (ours, theirs) = (Vault::new(&[7; 32]), Vault::new(&[8; 32]));
        let (shop, other) = (ShopId(uuid::Uuid::from_u128(1)), ShopId(uuid::Uuid::from_u128(2)));
        let sealed = ours.seal_owner(&Context { now_us: 0, seed: [1; 32] }, shop, "owner@example.org").unwrap();
        assert_eq!(ours.open_owner(shop, &sealed).unwrap(), "owner@example.org");
        assert!(ours.open_owner(other, &sealed).is_err() && theirs.open_owner(shop, &sealed).is_err());
    }
}
