//! What people type: the pairing code of a till and the customer's typed code, however they write them.

/// Letters and digits of a pairing code, without its dash.
pub const PAIRING_LEN: usize = 8;
/// Letters and digits of a typed code, without its dash.
pub const TYPED_LEN: usize = 8;

/// `abcd 2345` as `ABCD-2345`, as far as it is typed.
pub fn pairing(text: &str) -> String {
    grouped(text, PAIRING_LEN, 4)
}

/// `k7m2qf1e` as `K7M2Q-F1E`, as far as it is typed; I and L become 1, O becomes 0.
pub fn typed(text: &str) -> String {
    let read = text.to_ascii_uppercase().replace(['I', 'L'], "1").replace('O', "0");
    grouped(&read, TYPED_LEN, 5)
}

/// Whether all characters are there.
pub fn is_whole(text: &str, len: usize) -> bool {
    text.chars().filter(char::is_ascii_alphanumeric).count() == len
}

fn grouped(text: &str, len: usize, dash_after: usize) -> String {
    let kept: String = text.to_ascii_uppercase().chars().filter(char::is_ascii_alphanumeric).take(len).collect();
    if kept.len() > dash_after { format!("{}-{}", &kept[..dash_after], &kept[dash_after..]) } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pairing_code_is_understood_however_it_is_written() {
        for text in ["DEMO-2345", "demo2345", " demo 2345 ", "De-mo-23-45", "demo–2345"] {
            assert_eq!(pairing(text), "DEMO-2345", "{text}");
            assert!(is_whole(&pairing(text), PAIRING_LEN));
        }
    }

    #[test]
    fn the_dash_comes_when_it_is_needed() {
        assert_eq!(pairing("demo"), "DEMO");
        assert_eq!(pairing("demo-"), "DEMO");
        assert_eq!(pairing("demo2"), "DEMO-2");
    }

    #[test]
    fn a_typed_code_reads_what_looks_alike() {
        assert_eq!(typed("k7m2o-fle"), "K7M20-F1E");
        assert!(!is_whole(&typed("k7m2o"), TYPED_LEN));
        assert!(pass::TypedCode::parse(&typed("k7m2o fie")).is_ok());
    }
}
