//! Ids that the client makes before it first sends a request: UUIDv7 (RFC 9562, section 5.7), so that they sort by time.

use wire::Id;

/// A new id, from the phone's clock and its cryptographic random source.
pub fn new() -> Id {
    let mut random = [0; 10];
    crate::browser::random(&mut random);
    uuid7(js_sys::Date::now() as u64, random)
}

/// The UUIDv7 of this time (milliseconds since 1970) and these random bytes.
fn uuid7(now_ms: u64, random: [u8; 10]) -> Id {
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&now_ms.to_be_bytes()[2..]);
    bytes[6..].copy_from_slice(&random);
    bytes[6] = 0x70 | bytes[6] & 0x0f;
    bytes[8] = 0x80 | bytes[8] & 0x3f;
    Id::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_uuid_of_version_7_with_the_time_in_front() {
        // The example of RFC 9562, appendix A.6.
        let random = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
        let id = uuid7(0x017F_22E2_79B0, random);
        assert_eq!(id.to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        assert_eq!(id.get_version_num(), 7);
        assert!(uuid7(1, [255; 10]) < uuid7(2, [0; 10]), "later ids sort after earlier ones");
    }
}
