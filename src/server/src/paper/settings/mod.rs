//! `/{slug}/settings`: the phones of a card, each with a name if its customer likes, and taken off where it is gone.

mod words;

use std::fmt::Write as _;

use axum::response::Response;
use store::HolderId;
use store::paper::Settings;
use wire::{CardKey, Code, NameKeyRequest, RevokeKeyRequest};

use super::form::{self, Form, form, hidden, see};
use super::frame::{Reader, frame};
use super::when::{day, lately};
use super::words::words as common;
use super::{Paper, recovery};
use crate::app::App;
use crate::pages::escape;
use crate::problem::Refused;
use crate::routes::keys;
use words::{Words, words};

/// The page. `said` is the key of what was just done.
pub fn page(app: &App, settings: &Settings, said: &str, reader: Reader) -> String {
    let (words, common) = (words(reader.lang), common(reader.lang));
    let kept = (said == "saved").then_some(recovery::words(reader.lang).saved);
    let mut body = form::notice(words.done(said).or(kept), form::refusal(said, common));
    match &settings.card {
        None => {
            let _ = write!(body, "<p>{}</p>", escape(common.no_card));
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
    frame(&settings.shop, Some(Paper::Settings), words.title, reader, &body)
}

/// One phone, and what can be done with it.
fn phone(app: &App, settings: &Settings, card: &str, key: &CardKey, reader: Reader) -> String {
    let words = words(reader.lang);
    let (slug, name) = (&settings.shop.slug, called(key, words));
    let here = if is_here(key, reader) { format!(" <em>{}</em>", escape(words.this_phone)) } else { String::new() };
    let fields = format!(
        "{}<label>{} <input name=\"name\" maxlength=\"{}\" autocomplete=\"off\" value=\"{}\"></label>",
        hidden("card", card) + &hidden("key", &key.slot.to_string()),
        escape(words.name),
        wire::KEY_NAME_CHARS_MAX,
        escape(key.name.as_deref().unwrap_or_default()),
    );
    let save = format!("<button class=\"button\">{}</button>", escape(words.save));
    let naming = form(app, &reader.address(slug, "settings/name"), &fields, &save);
    let revoke = format!("{}&key={}", reader.address(slug, Paper::Revoke.path()), key.slot);
    format!(
        "<li><h3>{shown}{here}</h3><p class=\"soft\">{since}</p><p class=\"soft\">{kept}</p>\
         <details><summary>{rename}<span class=\"unseen\">: {shown}</span></summary>{naming}</details>\
         <a class=\"button\" href=\"{href}\">{off}<span class=\"unseen\">: {shown}</span></a></li>",
        shown = escape(&name),
        since = escape(&since(app, settings, key, reader)),
        kept = escape(words.kept(key.storage)),
        rename = escape(words.rename),
        href = escape(&revoke),
        off = escape(words.take_off),
    )
}

/// What a phone is called: by its customer, else by its place.
fn called(key: &CardKey, words: &Words) -> String {
    key.name.clone().unwrap_or_else(|| (words.phone_no)(key.slot + 1))
}

fn is_here(key: &CardKey, reader: Reader) -> bool {
    key.same_browser && reader.slot == Some(key.slot)
}

/// Since when it has the card, and when it was last at the counter.
fn since(app: &App, settings: &Settings, key: &CardKey, reader: Reader) -> String {
    let (words, common) = (words(reader.lang), common(reader.lang));
    let added = (words.added)(&day(&key.added_at.0, &settings.zone, common));
    let used = match &key.last_used_at {
        Some(at) => (words.last_used)(&lately(&at.0, app.clock.now_us(), &settings.zone, common)),
        None => words.never_used.to_owned(),
    };
    format!("{added} · {used}")
}

/// The page that asks before a phone is taken off, and says what that means. A phone that is gone already has no question.
pub fn question(app: &App, settings: &Settings, slot: u8, reader: Reader) -> String {
    let words = words(reader.lang);
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
    let button = format!("<button class=\"button bad\">{}</button>", escape(words.do_take_off));
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
