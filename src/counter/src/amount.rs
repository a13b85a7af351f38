//! What was paid, as tills take it: each digit moves the ones before it one place up, the last one is the smallest unit. `4 5 0` is 4.50 €.

/// A key of the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// One digit.
    Digit(u8),
    /// Two zeros, for whole amounts.
    Zeros,
    /// The comma of a keyboard: what was typed so far was whole.
    Comma,
    /// The last digit goes.
    Delete,
}

impl Key {
    /// By the name a keyboard gives its keys.
    pub fn from_keyboard(name: &str) -> Option<Key> {
        match name {
            "Backspace" | "Delete" => Some(Key::Delete),
            "," | "." => Some(Key::Comma),
            _ => match name.as_bytes() {
                [digit @ b'0'..=b'9'] => Some(Key::Digit(digit - b'0')),
                _ => None,
            },
        }
    }
}

/// An amount being typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    minor: i64,
    /// Decimals that a comma left open.
    open: Option<u32>,
}

/// More than any bill at a counter: a key got stuck.
const MINOR_MAX: i64 = 99_999_999;

impl Typed {
    /// As if it had been typed.
    #[cfg(test)]
    pub fn of(minor: i64) -> Typed {
        Typed { minor, open: None }
    }

    /// Minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// What it is after one more key; `decimals` are the currency's.
    pub fn press(self, key: Key, decimals: u32) -> Typed {
        match key {
            Key::Digit(digit) => self.digit(i64::from(digit)),
            Key::Zeros => self.digit(0).digit(0),
            Key::Comma if self.open.is_none() => {
                let whole = 10_i64.pow(decimals).checked_mul(self.minor).filter(|minor| *minor <= MINOR_MAX);
                whole.map_or(self, |minor| Typed { minor, open: Some(decimals) })
            }
            Key::Comma => self,
            Key::Delete => Typed { minor: self.minor / 10, open: None },
        }
    }

    fn digit(self, digit: i64) -> Typed {
        let next = match self.open {
            // The comma's decimals are all there.
            Some(0) => self,
            Some(open) => Typed { minor: self.minor + digit * 10_i64.pow(open - 1), open: Some(open - 1) },
            None => Typed { minor: self.minor * 10 + digit, open: None },
        };
        if next.minor > MINOR_MAX { self } else { next }
    }
}

/// `4,50`, `4.5` or `4` as people write an amount into a field; other signs are passed over.
pub fn written(text: &str, decimals: u32) -> i64 {
    let keys = text.chars().filter_map(|sign| Key::from_keyboard(sign.encode_utf8(&mut [0; 4])));
    // Without a comma it is whole.
    keys.chain([Key::Comma]).fold(Typed::default(), |typed, key| typed.press(key, decimals)).minor()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str, decimals: u32) -> i64 {
        let press = |typed: Typed, key: char| match key {
            'z' => typed.press(Key::Zeros, decimals),
            '<' => typed.press(Key::Delete, decimals),
            key => typed.press(Key::from_keyboard(&key.to_string()).expect("a key of the pad"), decimals),
        };
        keys.chars().fold(Typed::default(), press).minor()
    }

    #[test]
    fn digits_move_up_from_the_smallest_unit() {
        assert_eq!(typed("450", 2), 450);
        assert_eq!(typed("12z", 2), 1200);
        assert_eq!(typed("451<0", 2), 450);
        assert_eq!(typed("0005", 2), 5);
        assert_eq!(typed("<<", 2), 0);
    }

    #[test]
    fn whoever_types_a_comma_means_whole_units_before_it() {
        assert_eq!(typed("4,5", 2), 450);
        assert_eq!(typed("4.50", 2), 450);
        assert_eq!(typed("12,", 2), 1200);
        assert_eq!(typed("4,509", 2), 450, "a third decimal is not guessed");
        assert_eq!(typed("4,,5", 2), 450);
        assert_eq!(typed("450,", 0), 450, "yen have no decimals");
        assert_eq!(typed("1,234", 3), 1234, "dinars have three");
    }

    #[test]
    fn a_field_takes_amounts_as_people_write_them() {
        for (text, minor) in [("4,50", 450), ("4.5", 450), ("€ 12", 1200), ("0,05", 5), (",5", 50), ("", 0), ("abc", 0)]
        {
            assert_eq!(written(text, 2), minor, "{text}");
        }
        assert_eq!(written("450", 0), 450);
    }

    #[test]
    fn a_stuck_key_ends_at_more_than_any_bill() {
        assert_eq!(typed("99999999999999", 2), 99_999_999);
        assert_eq!(typed("99999999,", 2), 99_999_999);
    }

    #[test]
    fn other_keys_are_not_the_pads() {
        for name in ["Enter", "a", "F1", "é", ""] {
            assert_eq!(Key::from_keyboard(name), None, "{name}");
        }
    }
}
