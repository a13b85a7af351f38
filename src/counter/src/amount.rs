//! What was paid, as people type it, in the minor units of the shop's currency.

/// `4,50`, `4.5`, `€ 12` as minor units of a currency with so many decimals; `None` for anything that is not a plain amount above zero.
pub fn parse(text: &str, decimals: u32) -> Option<i64> {
    let text: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-')).collect();
    let (whole, fraction) = text.split_once([',', '.']).unwrap_or((&text, ""));
    let fraction_ok = fraction.len() <= decimals as usize && fraction.bytes().all(|b| b.is_ascii_digit());
    if whole.len() > 9 || !whole.bytes().all(|b| b.is_ascii_digit()) || !fraction_ok {
        return None;
    }
    let padded = format!("{whole}{fraction:0<width$}", width = decimals as usize);
    padded.parse().ok().filter(|minor| *minor > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_type_them() {
        for (text, minor) in [("4,50", 450), ("4.5", 450), ("€ 12", 1200), ("0,05", 5), (" 1200 ", 120_000), (",5", 50)]
        {
            assert_eq!(parse(text, 2), Some(minor), "{text}");
        }
        assert_eq!(parse("450", 0), Some(450), "yen");
        assert_eq!(parse("1.234", 3), Some(1234), "dinar");
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for text in ["", "0", "4,505", "-3", "1.000,00", "abc", "9999999999"] {
            assert_eq!(parse(text, 2), None, "{text}");
        }
        assert_eq!(parse("4,5", 0), None);
    }
}
