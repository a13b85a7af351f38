//! Money as people write it, for the sentences that are made on the server.

use loyalty::Language;

/// Digits after the point, by ISO 4217; two for what is not listed.
fn exponent(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

fn symbol(currency: &str, language: Language) -> Option<&'static str> {
    Some(match currency {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        "PLN" if language == Language::Pl => "zł",
        _ => return None,
    })
}

/// Minor units as `€4.50`, `4,50 €` or `€ 4,50`; whole amounts without their zeros.
pub(crate) fn say(minor: i64, currency: &str, language: Language) -> String {
    let digits = exponent(currency) as usize;
    let unit = 10_u64.pow(exponent(currency));
    let (whole, part) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let sign = if minor < 0 { "-" } else { "" };
    let point = language.decimal_point();
    let number = if part == 0 { whole.to_string() } else { format!("{whole}{point}{part:0digits$}") };
    match (symbol(currency, language), language) {
        (Some(symbol), Language::En) => format!("{sign}{symbol}{number}"),
        (Some(symbol), Language::Nl) => format!("{symbol}\u{a0}{sign}{number}"),
        (Some(symbol), _) => format!("{sign}{number}\u{a0}{symbol}"),
        (None, _) => format!("{sign}{number}\u{a0}{currency}"),
    }
}

#[cfg(test)]
mod tests {
    use loyalty::Language;

    use super::say;

    #[test]
    fn money_is_written_by_its_own_exponent() {
        assert_eq!(say(450, "EUR", Language::En), "€4.50");
        assert_eq!(say(450, "EUR", Language::Fr), "4,50\u{a0}€");
        assert_eq!(say(500, "EUR", Language::En), "€5");
        assert_eq!(say(450, "JPY", Language::En), "¥450");
        assert_eq!(say(-1050, "KWD", Language::En), "-1.050\u{a0}KWD");
    }

    #[test]
    fn money_is_written_as_the_reader_writes_it() {
        for language in [Language::De, Language::Es, Language::It, Language::Pl, Language::Pt] {
            assert_eq!(say(-450, "EUR", language), "-4,50\u{a0}€", "{language:?}");
        }
        assert_eq!(say(-450, "EUR", Language::Nl), "€\u{a0}-4,50");
        assert_eq!(say(1250, "PLN", Language::Pl), "12,50\u{a0}zł");
        assert_eq!(say(1250, "PLN", Language::De), "12,50\u{a0}PLN");
    }
}
