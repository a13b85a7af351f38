//! What each thing that a customer may tell has to be.

use wire::{Birthday, Code, Problem, ProfileRequest};

use crate::outcome::Outcome;

/// Digits of a phone number, at least and at most.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 4..=20;
/// A leap year: birthdays have no year, and 29 February is one.
const LEAP_YEAR: i64 = 2024;

/// One of the things a customer may tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// First name.
    FirstName,
    /// Birthday.
    Birthday,
    /// E-mail address.
    Email,
    /// Phone number.
    Phone,
    /// Language.
    Language,
}

impl Field {
    /// What it has to be, for whoever reads the API.
    pub(crate) fn rule(self) -> &'static str {
        match self {
            Field::FirstName => "`first_name` has 1 to 40 characters.",
            Field::Birthday => "A birthday is a day of the year: month 1 to 12, and a day that month has.",
            Field::Email => "`email` is an address such as lea@example.org, of at most 254 characters.",
            Field::Phone => "`phone` has 4 to 20 digits, and no letters.",
            Field::Language => "`language` is a tag such as fr or de-CH.",
        }
    }
}

/// The first thing in a request that is not as it has to be.
pub fn fault(req: &ProfileRequest) -> Option<Field> {
    let wrong = |said: &Option<Option<String>>, good: fn(&str) -> bool| {
        said.iter().flatten().any(|text| text.chars().any(char::is_control) || !good(text.trim()))
    };
    if wrong(&req.first_name, is_name) {
        Some(Field::FirstName)
    } else if req.birthday.flatten().is_some_and(|day| check_day(day).is_err()) {
        Some(Field::Birthday)
    } else if wrong(&req.email, is_email) {
        Some(Field::Email)
    } else if wrong(&req.phone, is_phone) {
        Some(Field::Phone)
    } else if wrong(&req.language, is_language) {
        Some(Field::Language)
    } else {
        None
    }
}

/// A birthday is a day of the year; else what it has to be.
pub(crate) fn check_day(Birthday { month, day }: Birthday) -> Result<(), &'static str> {
    let good = (1..=12).contains(&month) && day > 0 && day <= loyalty::days_in_month(LEAP_YEAR, month);
    if good { Ok(()) } else { Err(Field::Birthday.rule()) }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= wire::FIRST_NAME_CHARS_MAX
}

/// An address without what surrounds it; refused if it is none.
pub(crate) fn address(text: &str) -> Outcome<&str> {
    let address = text.trim();
    if is_email(address) && !text.chars().any(char::is_control) {
        return Ok(address);
    }
    Err(Problem::from(Code::InvalidRequest).detail(Field::Email.rule()).into())
}

/// Only what every address has; whether it is somebody's, a message to it tells.
fn is_email(text: &str) -> bool {
    let Some((who, domain)) = text.rsplit_once('@') else { return false };
    let parts_are_there =
        !who.is_empty() && domain.split('.').count() > 1 && domain.split('.').all(|part| !part.is_empty());
    parts_are_there && text.chars().count() <= wire::EMAIL_CHARS_MAX && !text.contains(char::is_whitespace)
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let typed =
        |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' | '/');
    PHONE_DIGITS.contains(&digits) && text.chars().count() <= wire::PHONE_CHARS_MAX && text.chars().all(typed)
}

fn is_language(text: &str) -> bool {
    let tagged =
        text.split('-').all(|part| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()));
    tagged && text.len() <= wire::LANGUAGE_CHARS_MAX && text.split('-').next().is_some_and(|first| first.len() >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_is_any_day_that_some_year_has() {
        for (month, day, good) in [
            (2, 29, true),
            (2, 30, false),
            (4, 31, false),
            (12, 31, true),
            (0, 1, false),
            (13, 1, false),
            (1, 0, false),
        ] {
            assert_eq!(check_day(Birthday { month, day }).is_ok(), good, "{day}.{month}.");
        }
    }

    #[test]
    fn only_what_is_said_is_looked_at_and_the_first_fault_is_named() {
        assert_eq!(fault(&ProfileRequest::default()), None);
        let taken_back = ProfileRequest {
            first_name: Some(None),
            birthday: Some(None),
            email: Some(None),
            ..ProfileRequest::default()
        };
        assert_eq!(fault(&taken_back), None, "everything may be taken back");
        let said = |text: &str| Some(Some(text.to_owned()));
        let two = ProfileRequest { phone: said("?"), email: said("?"), ..ProfileRequest::default() };
        assert_eq!(fault(&two), Some(Field::Email));
        let hidden =
            ProfileRequest { email: said("lea@example.org\r\nBcc: all@example.org"), ..ProfileRequest::default() };
        assert_eq!(fault(&hidden), Some(Field::Email), "no line of a message can be smuggled in");
    }

    #[test]
    fn addresses_and_numbers_are_taken_as_people_type_them() {
        for good in ["lea@example.org", "lea+cafe@mail.example.co.uk", "o'hara@example.ie"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "lea", "lea@", "@example.org", "lea@example", "lea @example.org", "lea@example..org"] {
            assert!(!is_email(bad), "{bad}");
        }
        for good in ["06 12 34 56 78", "+33 6 12 34 56 78", "(030) 123-456", "1234"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "123", "call me", "+33 6 12 34 56 78 ext 4", "123456789012345678901"] {
            assert!(!is_phone(bad), "{bad}");
        }
        for (tag, good) in
            [("fr", true), ("de-CH", true), ("zh-Hant-TW", true), ("", false), ("f", false), ("fr_CH", false)]
        {
            assert_eq!(is_language(tag), good, "{tag}");
        }
    }
}
