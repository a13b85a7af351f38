//! What customers read when they give a consent. A proof names the version and the language, so that the words can be found again: words that were
//! shown once stay in [`words`] under their version, and new ones get the next.

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
    if lang == Lang::Fr { french(shop, purpose, channel) } else { english(shop, purpose, channel) }
}

fn english(shop: &str, purpose: Purpose, channel: Channel) -> String {
    let by = match channel {
        Channel::Email => "by e-mail",
        Channel::Sms => "by text message",
        Channel::Push => "by notifications on my phone",
    };
    match purpose {
        Purpose::News => format!("{shop} may send me its news and offers {by}, until I say otherwise."),
        Purpose::Reminders => format!(
            "{shop} may remind me {by} of rewards that wait for me and of what is about to lapse, until I say otherwise."
        ),
    }
}

fn french(shop: &str, purpose: Purpose, channel: Channel) -> String {
    let by = match channel {
        Channel::Email => "par e-mail",
        Channel::Sms => "par SMS",
        Channel::Push => "par des notifications sur mon téléphone",
    };
    match purpose {
        Purpose::News => {
            format!("{shop} peut m’envoyer ses nouvelles et ses offres {by}, jusqu’à ce que j’en décide autrement.")
        }
        Purpose::Reminders => format!(
            "{shop} peut me rappeler {by} les récompenses qui m’attendent et ce qui va expirer, jusqu’à ce que j’en décide autrement."
        ),
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

/// The tag of the language that a reader gets the text in.
pub(super) fn tag(lang: Lang) -> &'static str {
    if lang == Lang::Fr { "fr" } else { "en" }
}

/// Whether there is a text in the language of this tag.
pub(super) fn is_in(language: &str) -> bool {
    ["en", "fr"].contains(&language)
}
