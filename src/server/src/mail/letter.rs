//! A letter as a mail server takes it: plain text without a link, in a language, from a shop.

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};

/// A letter in words.
pub struct Letter {
    /// The address.
    pub to: String,
    /// The name of the shop that it is from.
    pub shop: String,
    /// What it is about, in a line. It shows on a locked screen.
    pub subject: String,
    /// What it says.
    pub body: String,
}

impl Letter {
    /// The letter as a mail server takes it; none if the address is none for it.
    pub fn message(self, from: &Mailbox) -> Option<Message> {
        let from = Mailbox::new(from.name.clone().or_else(|| Some(line(&self.shop))), from.email.clone());
        let to = Mailbox::new(None, self.to.parse().ok()?);
        let builder: MessageBuilder =
            Message::builder().from(from).to(to).subject(line(&self.subject)).message_id(None);
        let mut message = builder.header(ContentType::TEXT_PLAIN).body(self.body).ok()?;
        // Nobody's holiday notice has to answer it.
        let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into());
        message.headers_mut().insert_raw(automatic);
        Some(message)
    }
}

/// A header is one line, and so is a name.
pub fn line(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, shop: &str) -> Option<String> {
        let letter =
            Letter { to: to.into(), shop: shop.into(), subject: format!("Your code for {shop}"), body: "Hello".into() };
        let message = letter.message(&"cards@example.org".parse().unwrap())?;
        String::from_utf8(message.formatted()).ok()
    }

    #[test]
    fn a_letter_is_from_the_shop_and_says_that_nobody_wrote_it() {
        let text = letter("lea@example.org", "Bar").unwrap();
        assert!(text.contains("From: Bar <cards@example.org>") && text.contains("To: lea@example.org"), "{text}");
        assert!(text.contains("Subject: Your code for Bar\r\n"), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated") && text.ends_with("\r\n\r\nHello"), "{text}");
    }

    #[test]
    fn a_name_or_an_address_adds_no_lines_of_its_own() {
        for shop in ["Bar\r\nBcc: all@example.org", "Café \"Lumière\"", "☕, Bar; <x@example.org>", ""] {
            let text = letter("lea@example.org", shop).unwrap();
            assert!(
                !text.contains("\nBcc:") && text.contains("<cards@example.org>\r\nTo: lea@example.org\r\n"),
                "{text}"
            );
        }
        assert_eq!(letter("lea@example.org\r\nBcc: all@example.org", "Bar"), None);
    }
}
