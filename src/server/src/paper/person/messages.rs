//! What customers may be written to for: a box each, ticked only by them.

use std::fmt::Write as _;

use axum::response::Response;
use store::HolderId;
use store::members::How;
use store::paper::Person;
use wire::{Channel, Code, Consent, ConsentChange, ConsentRequest, Purpose, TextShown};
use words::paper::Person as Words;

use super::{back, button};
use crate::app::App;
use crate::pages::escape;
use crate::paper::form::{Form, form, hidden};
use crate::paper::frame::Reader;
use crate::paper::when::day;
use crate::routes::person as api;

const PURPOSES: [Purpose; 2] = [Purpose::News, Purpose::Reminders];
const CHANNELS: [Channel; 3] = [Channel::Email, Channel::Sms, Channel::Push];

/// The part of the page.
pub fn section(app: &App, person: &Person, card: &str, reader: Reader) -> String {
    let words = &reader.words().paper.person;
    let given = person.consents.iter().filter(|consent| consent.given);
    let ticked: Vec<&str> = given.map(|consent| field(consent.purpose, consent.channel)).collect();
    let mut fields = hidden("card", card) + &hidden("ticked", &ticked.join(" "));
    if let Some(first) = person.consents.first() {
        fields += &(hidden("version", &first.text.version.to_string()) + &hidden("language", &first.text.language));
    }
    for purpose in PURPOSES {
        let _ = write!(fields, "<fieldset><legend>{}</legend>", escape(legend(purpose, words)));
        for consent in person.consents.iter().filter(|consent| consent.purpose == purpose) {
            fields += &tick(person, consent, reader);
        }
        fields.push_str("</fieldset>");
    }
    let action = reader.address(&person.shop.slug, "profile/consents");
    super::section(words.messages, words.what_messages, &form(app, &action, &fields, &button(words.save_choices)))
}

/// What one may be written to for.
fn legend(purpose: Purpose, words: &Words) -> &'static str {
    match purpose {
        Purpose::News => words.news,
        Purpose::Reminders => words.reminders,
    }
}

/// The name of a field for what is said of one purpose by one channel.
fn field(purpose: Purpose, channel: Channel) -> &'static str {
    match (purpose, channel) {
        (Purpose::News, Channel::Email) => "news-email",
        (Purpose::News, Channel::Sms) => "news-sms",
        (Purpose::News, Channel::Push) => "news-push",
        (Purpose::Reminders, Channel::Email) => "reminders-email",
        (Purpose::Reminders, Channel::Sms) => "reminders-sms",
        (Purpose::Reminders, Channel::Push) => "reminders-push",
    }
}

fn tick(person: &Person, consent: &Consent, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.person;
    let since = consent.since.as_ref().filter(|_| consent.given);
    let since = since.map(|at| words.since.with([&day(&at.0, &person.zone, &paper.dates)])).unwrap_or_default();
    let missing = match consent.channel {
        _ if !consent.given => "",
        Channel::Email if person.profile.email.is_none() => words.no_email,
        Channel::Sms if person.profile.phone.is_none() => words.no_phone,
        Channel::Email | Channel::Sms | Channel::Push => "",
    };
    let more = [since.as_str(), missing].join(" ");
    let more = match more.trim() {
        "" => String::new(),
        more => format!(" <small>{}</small>", escape(more)),
    };
    format!(
        "<label class=\"tick\"><input type=\"checkbox\" name=\"{}\" value=\"yes\"{}><span>{}{more}</span></label>",
        field(consent.purpose, consent.channel),
        if consent.given { " checked" } else { "" },
        escape(&consent.words),
    )
}

/// Changes what a customer may be written to for.
pub async fn consent(app: &App, form: &Form, slug: &str, holder: Option<HolderId>, reader: Reader) -> Response {
    let said = async {
        let holder = holder.ok_or(Code::HolderRequired)?;
        let version = form.get("version").parse().map_err(|_| Code::InvalidRequest)?;
        let text = TextShown { version, language: form.get("language").to_owned() };
        let request = ConsentRequest { id: form.id()?, changes: changes(form, &text) };
        let place = (How::Page, reader.lang);
        api::said(app, holder, form.get("card").to_owned(), request, place).await.map(|_| "said")
    };
    back(said.await, slug, reader)
}

/// What somebody ticked or unticked. What stands as the page had it is left as it is: another phone may have changed it meanwhile.
fn changes(form: &Form, text: &TextShown) -> Vec<ConsentChange> {
    let all = PURPOSES.iter().flat_map(|purpose| CHANNELS.map(|channel| (*purpose, channel)));
    let changed = all.filter_map(|(purpose, channel)| {
        let name = field(purpose, channel);
        let (given, before) = (form.get(name) == "yes", form.get("ticked").split(' ').any(|one| one == name));
        let text = Some(text.clone()).filter(|_| given);
        (given != before).then_some(ConsentChange { purpose, channel, given, text })
    });
    changed.collect()
}
