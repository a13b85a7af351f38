//! The PIN pad: six digits, then it is complete and takes nothing until it is cleared.

/// Digits of a PIN.
pub const PIN_LEN: usize = 6;

/// What was typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pin {
    digits: String,
}

/// A key of the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// 0 to 9.
    Digit(u8),
    /// The last digit goes.
    Delete,
    /// All go.
    Clear,
}

impl Key {
    /// The key of a keyboard event's `key`.
    pub fn from_keyboard(key: &str) -> Option<Key> {
        match key {
            "Backspace" => Some(Key::Delete),
            "Delete" => Some(Key::Clear),
            _ => key.parse().ok().filter(|digit| *digit <= 9 && key.len() == 1).map(Key::Digit),
        }
    }
}

impl Pin {
    /// Presses a key; the PIN when this completed it.
    pub fn press(&mut self, key: Key) -> Option<&str> {
        match key {
            Key::Digit(digit) if self.digits.len() < PIN_LEN => {
                self.digits.push(char::from(b'0' + digit));
                (self.digits.len() == PIN_LEN).then_some(self.digits.as_str())
            }
            Key::Digit(_) => None,
            Key::Delete => {
                self.digits.pop();
                None
            }
            Key::Clear => {
                self.digits.clear();
                None
            }
        }
    }

    /// How many digits stand there.
    pub fn len(&self) -> usize {
        self.digits.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> (Pin, Option<String>) {
        let mut pin = Pin::default();
        let mut complete = None;
        for key in keys.chars() {
            let key = if key == '<' { Key::Delete } else { Key::from_keyboard(&key.to_string()).unwrap() };
            complete = pin.press(key).map(str::to_owned).or(complete);
        }
        (pin, complete)
    }

    #[test]
    fn the_sixth_digit_completes_it() {
        assert_eq!(typed("24681").1, None);
        assert_eq!(typed("246810").1.as_deref(), Some("246810"));
    }

    #[test]
    fn a_slip_is_taken_back() {
        assert_eq!(typed("2469<810").1.as_deref(), Some("246810"));
    }

    #[test]
    fn a_seventh_digit_changes_nothing() {
        assert_eq!(typed("2468109").0.len(), PIN_LEN);
    }

    #[test]
    fn only_digits_and_delete_are_keys() {
        for key in ["a", "Enter", "10", "-", " ", "٣"] {
            assert_eq!(Key::from_keyboard(key), None, "{key}");
        }
        assert_eq!(Key::from_keyboard("7"), Some(Key::Digit(7)));
    }
}
