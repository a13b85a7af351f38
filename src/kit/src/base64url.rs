//! Bytes as base64url without padding (RFC 4648, section 5): thirty lines, where the crate's many alphabets are 4 KB of the app.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..=group.len() {
            text.push(char::from(ALPHABET[(bits >> (18 - 6 * at) & 63) as usize]));
        }
    }
    text
}

/// Reads; none if it is not base64url without padding.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![];
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for letter in group {
            bits = bits << 6 | ALPHABET.iter().position(|known| known == letter)?;
        }
        // Two letters hold one byte, three hold two; one alone holds none.
        let whole = group.len() * 6 / 8;
        let spare = group.len() * 6 - whole * 8;
        if whole == 0 || bits & ((1 << spare) - 1) != 0 {
            return None;
        }
        bits >>= spare;
        bytes.extend((0..whole).rev().map(|at| (bits >> (8 * at)) as u8));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_rfc() {
        for (bytes, text) in
            [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(encode(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn every_text_has_one_form() {
        for bad in ["Zg==", "Zh", "Z", "Zm9v+", "Zm9v/w", "Zm 9v"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
