//! `/{slug}/settings`: the phones of a card, each with a name if its customer likes, and taken off where it is gone.

use std::fmt::Write as _;

use axum::response::Response;
use store::HolderId;
use store::paper::Settings;
use wire::{CardKey, Code, KeyStorage, NameKeyRequest, RevokeKeyRequest};
use words::paper::Settings as Words;

use super::form::{self, Form, form, hidden, see};
use super::frame::{Reader, frame};
use super::when::{day, lately};
use super::{Paper, recovery};
use crate::app::App;
use crate::pages::escape;
use crate::problem::Refused;
use crate::routes::keys;

/// The page. `said` is the key of what was just done.
pub fn page(app: &App, settings: &Settings, said: &str, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.settings;
    let mut body = form::notice(done(said, reader), form::refusal(said, &paper.common));
    match &settings.card {
        None => {
            let _ = write!(body, "<p>{}</p>", escape(paper.common.no_card));
        }
        Some(card) => {
            let _ = write!(body, "<section><h2>{}</h2><p>{}</p>", escape(words.phones), escape(words.what_phones_are));
            body.push_str("<ul class=\"phones\">");
            for key in &settings.keys {
                body.push_str(&phone(app, settings, card, key, reader));
            }
            body.push_str("</ul></section>");
            body.push_str(&recovery::section(app, settings, card, reader));
        }
    }
    frame(&settings.shop, Some(Paper::Settings), reader.words().card.phones, reader, &body)
}

/// What was done, by its key in the address.
fn done(said: &str, reader: Reader) -> Option<&'static str> {
    let paper = &reader.words().paper;
    match said {
        "named" => Some(paper.settings.named),
        "revoked" => Some(paper.settings.revoked),
        "saved" => Some(paper.recovery.saved),
        _ => None,
    }
}

/// One phone, and what can be done with it.
fn phone(app: &App, settings: &Settings, card: &str, key: &CardKey, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.settings;
    let (slug, name) = (&settings.shop.slug, called(key, words));
    let here = if is_here(key, reader) { format!(" <em>{}</em>", escape(words.this_phone)) } else { String::new() };
    let fields = format!(
        "{}<label>{} <input name=\"name\" maxlength=\"{}\" autocomplete=\"off\" value=\"{}\"></label>",
        hidden("card", card) + &hidden("key", &key.slot.to_string()),
        escape(words.name),
        wire::KEY_NAME_CHARS_MAX,
        escape(key.name.as_deref().unwrap_or_default()),
    );
    let save = format!("<button class=\"button\">{}</button>", escape(paper.common.save));
    let naming = form(app, &reader.address(slug, "settings/name"), &fields, &save);
    let revoke = format!("{}&key={}", reader.address(slug, Paper::Revoke.path()), key.slot);
    format!(
        "<li><h3>{shown}{here}</h3><p class=\"soft\">{since}</p><p class=\"soft\">{kept}</p>\
         <details><summary>{rename}<span class=\"unseen\">: {shown}</span></summary>{naming}</details>\
         <a class=\"button\" href=\"{href}\">{off}<span class=\"unseen\">: {shown}</span></a></li>",
        shown = escape(&name),
        since = escape(&since(app, settings, key, reader)),
        kept = escape(kept(key.storage, words)),
        rename = escape(words.rename),
        href = escape(&revoke),
        off = escape(words.take_off),
    )
}

/// What a phone is called: by its customer, else by its place.
fn called(key: &CardKey, words: &Words) -> String {
    key.name.clone().unwrap_or_else(|| words.phone_no.with([&(key.slot + 1).to_string()]))
}

/// Where a phone keeps its key.
fn kept(storage: KeyStorage, words: &Words) -> &'static str {
    match storage {
        KeyStorage::Webcrypto => words.webcrypto,
        KeyStorage::Memory => words.memory,
        KeyStorage::Raw => words.raw,
    }
}

fn is_here(key: &CardKey, reader: Reader) -> bool {
    key.same_browser && reader.slot == Some(key.slot)
}

/// Since when it has the card, and when it was last at the counter.
fn since(app: &App, settings: &Settings, key: &CardKey, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let (words, dates) = (&paper.settings, &paper.dates);
    let added = words.added.with([&day(&key.added_at.0, &settings.zone, dates)]);
    let used = match &key.last_used_at {
        Some(at) => words.last_used.with([&lately(&at.0, app.clock.now_us(), &settings.zone, dates)]),
        None => words.never_used.to_owned(),
    };
    format!("{added} · {used}")
}

/// The page that asks before a phone is taken off, and says what that means. A phone that is gone already has no question.
pub fn question(app: &App, settings: &Settings, slot: u8, reader: Reader) -> String {
    let words = &reader.words().paper.settings;
    let found = settings.keys.iter().find(|key| key.slot == slot);
    let (Some(key), Some(card)) = (found, &settings.card) else { return page(app, settings, "gone", reader) };
    let means = match key.same_browser {
        true if is_here(key, reader) => words.means_here,
        true => words.means_this_browser,
        false => words.means_elsewhere,
    };
    let mut body = format!(
        "<section><h2>{}</h2><p class=\"soft\">{}</p><p>{}</p><p>{}</p>",
        escape(&called(key, words)),
        escape(&since(app, settings, key, reader)),
        escape(means),
        escape(words.means_always),
    );
    if settings.keys.len() == 1 {
        let _ = write!(body, "<p><strong>{}</strong></p>", escape(words.the_only_one));
    }
    let slug = &settings.shop.slug;
    let fields = hidden("card", card) + &hidden("key", &slot.to_string());
    let button = format!("<button class=\"button bad\">{}</button>", escape(words.take_off));
    body.push_str("</section><div class=\"choice\">");
    body.push_str(&form(app, &reader.address(slug, Paper::Revoke.path()), &fields, &button));
    let keep = escape(&reader.address(slug, Paper::Settings.path()));
    let _ = write!(body, "<a class=\"button\" href=\"{keep}\">{}</a></div>", escape(words.keep));
    frame(&settings.shop, None, words.question, reader, &body)
}

/// Names a phone.
pub async fn name(app: &App, form: &Form, slug: &str, holder: Option<HolderId>, reader: Reader) -> Response {
    let named = async {
        let (id, card, slot) = asked(form)?;
        let name = Some(form.get("name").to_owned()).filter(|name| !name.is_empty());
        keys::named(app, holder.ok_or(Code::HolderRequired)?, card, slot, NameKeyRequest { id, name }).await
    };
    back(named.await.map(|_| "named"), slug, reader)
}

/// Takes a phone off.
pub async fn revoke(app: &App, form: &Form, slug: &str, holder: Option<HolderId>, reader: Reader) -> Response {
    let revoked = async {
        let (id, card, slot) = asked(form)?;
        keys::revoked(app, holder.ok_or(Code::HolderRequired)?, card, slot, RevokeKeyRequest { id }).await
    };
    back(revoked.await.map(|_| "revoked"), slug, reader)
}

/// The request's id, the card and the key's slot.
fn asked(form: &Form) -> Result<(uuid::Uuid, String, u8), Refused> {
    let slot = form.get("key").parse().map_err(|_| Code::InvalidRequest)?;
    Ok((form.id()?, form.get("card").to_owned(), slot))
}

fn back(done: Result<&'static str, Refused>, slug: &str, reader: Reader) -> Response {
    let said = done.unwrap_or_else(|refused| form::said(&refused));
    see(&format!("{}&said={said}", reader.address(slug, Paper::Settings.path())))
}
