//! What customers read when they give a consent. A proof names the version and the language, so that the words can be found again: words that were
//! shown once stay under their version ([`words::paper::Consents`] is the first), and new ones get the next. A language more is no other version:
//! it adds a text that nobody has read before.

use wire::{Channel, Purpose};

use crate::Lang;

/// The version in force.
pub(super) const VERSION: u32 = 1;

/// Everything one can say yes to, in the order it is shown.
pub(super) const ASKED: [(Purpose, Channel); 6] = [
    (Purpose::News, Channel::Email),
    (Purpose::News, Channel::Sms),
    (Purpose::News, Channel::Push),
    (Purpose::Reminders, Channel::Email),
    (Purpose::Reminders, Channel::Sms),
    (Purpose::Reminders, Channel::Push),
];

/// The words in force, with the shop's name in them.
pub(super) fn words(shop: &str, purpose: Purpose, channel: Channel, lang: Lang) -> String {
    let words = &words::of(lang).paper.consents;
    let way = match channel {
        Channel::Email => words.by_email,
        Channel::Sms => words.by_sms,
        Channel::Push => words.by_push,
    };
    match purpose {
        Purpose::News => words.news.with([shop, way]),
        Purpose::Reminders => words.reminders.with([shop, way]),
    }
}

/// As it stands in the database.
pub(super) fn purpose_text(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::News => "news",
        Purpose::Reminders => "reminders",
    }
}

/// As it stands in the database.
pub(super) fn channel_text(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "email",
        Channel::Sms => "sms",
        Channel::Push => "push",
    }
}

/// Whether there is a text in the language of this tag.
pub(super) fn is_in(language: &str) -> bool {
    Lang::tagged(language).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was shown once can be found again: a line here never changes, other words get another version and a list of their own.
    #[test]
    fn what_was_agreed_to_stays_as_it_was() {
        let line = |lang: Lang, (purpose, channel)| {
            let (of, by) = (purpose_text(purpose), channel_text(channel));
            format!("{} {of} {by}: {}\n", lang.tag(), words("Café Lumière", purpose, channel, lang))
        };
        let said: String = Lang::ALL.iter().flat_map(|lang| ASKED.map(|asked| line(*lang, asked))).collect();
        assert_eq!((VERSION, said.as_str()), (1, include_str!("texts.v1.txt")));
    }
}
