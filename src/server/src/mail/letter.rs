//! What a letter says: a code, what it does, and what to do when nobody asked for it. Plain text, and no link: mail scanners would use it up.

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};
use store::Lang;
use store::email::{For, Letter};
use words::paper::Letters;

/// The letter as a mail server takes it; none if the address is none for it.
pub fn message(letter: &Letter, from: &Mailbox, lang: Lang) -> Option<Message> {
    // A header is one line.
    let shop = letter.shop.chars().filter(|letter| !letter.is_control()).collect();
    let letter = &Letter { shop, ..letter.clone() };
    let shop = &letter.shop;
    let from = Mailbox::new(from.name.clone().or_else(|| Some(shop.clone())), from.email.clone());
    let to = Mailbox::new(None, letter.to.parse().ok()?);
    let words = &words::of(lang).paper.letters;
    let (subject, body) = (words.subject.with([shop]), body(letter, words));
    let builder: MessageBuilder = Message::builder().from(from).to(to).subject(subject).message_id(None);
    let mut message = builder.header(ContentType::TEXT_PLAIN).body(body).ok()?;
    // Nobody's holiday notice has to answer it.
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into());
    message.headers_mut().insert_raw(automatic);
    Some(message)
}

fn body(Letter { shop, code, why, .. }: &Letter, words: &Letters) -> String {
    let does = match why {
        For::Confirming => words.confirming.with([shop]),
        For::Recovering => words.recovering.with([shop]),
    };
    let Letters { your_code, type_it, not_asked, .. } = words;
    format!("{your_code}\n\n    {code}\n\n{type_it} {does}\n\n{not_asked}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str, shop: &str, why: For) -> Option<String> {
        let letter = Letter { to: to.into(), shop: shop.into(), code: "K7M2-9QXA".into(), why };
        let message = message(&letter, &"cards@example.org".parse().unwrap(), Lang::En)?;
        String::from_utf8(message.formatted()).ok()
    }

    #[test]
    fn a_letter_is_short_and_leads_nowhere() {
        let text = letter("lea@example.org", "Bar", For::Recovering).unwrap();
        assert!(text.contains("From: Bar <cards@example.org>") && text.contains("To: lea@example.org"), "{text}");
        assert!(text.contains("Auto-Submitted: auto-generated") && text.contains("K7M2-9QXA"), "{text}");
        assert!(!text.contains("http") && text.len() < 1_000, "{text}");
        let subject = text.lines().find(|line| line.starts_with("Subject:")).unwrap();
        assert_eq!(subject, "Subject: Your code for Bar", "what shows on a locked screen has no code in it");
    }

    #[test]
    fn each_language_says_the_same_in_words_of_its_own() {
        let mut bodies = std::collections::BTreeSet::new();
        for (lang, why) in Lang::ALL.into_iter().flat_map(|lang| [(lang, For::Confirming), (lang, For::Recovering)]) {
            let letter = Letter { to: String::new(), shop: "Bar".into(), code: "K7M2-9QXA".into(), why };
            let body = body(&letter, &words::of(lang).paper.letters);
            assert!(body.contains("\n\n    K7M2-9QXA\n\n") && body.contains("Bar"), "{lang:?} {body}");
            assert!(!body.contains("http") && body.contains("10") && body.len() < 600, "{lang:?} {body}");
            bodies.insert(body);
        }
        assert_eq!(bodies.len(), 2 * Lang::ALL.len());
    }

    #[test]
    fn a_name_or_an_address_adds_no_lines_of_its_own() {
        for shop in ["Bar\r\nBcc: all@example.org", "Café \"Lumière\"", "☕, Bar; <x@example.org>", ""] {
            let text = letter("lea@example.org", shop, For::Confirming).unwrap();
            assert!(
                !text.contains("\nBcc:") && text.contains("<cards@example.org>\r\nTo: lea@example.org\r\n"),
                "{text}"
            );
        }
        assert_eq!(letter("lea@example.org\r\nBcc: all@example.org", "Bar", For::Confirming), None);
    }
}
