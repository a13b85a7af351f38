//! What customers tell: all in one form, each field by itself.

use std::fmt::Write as _;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use store::members::{self, Field};
use store::paper::Person;
use store::{HolderId, Lang};
use wire::{Birthday, Code, Profile, ProfileRequest};

use super::{back, button, sections};
use crate::app::App;
use crate::pages::escape;
use crate::paper::Paper;
use crate::paper::form::{self, Form, form, hidden};
use crate::paper::frame::{self, Reader, frame};
use crate::problem::Refused;
use crate::routes::person as api;

/// What was filled in and could not be taken.
pub struct Draft {
    typed: Profile,
    wrong: Field,
}

/// The part of the page.
pub fn section(app: &App, person: &Person, card: &str, draft: Option<&Draft>, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.person;
    let told = &person.profile;
    let shown = draft.map_or(told, |draft| &draft.typed);
    let wrong = draft.map(|draft| draft.wrong);
    let text = |field: Field, label: &str, kind: &str, told: &Option<String>, shown: &Option<String>| {
        let name = name(field);
        let said = |value: &Option<String>| value.as_deref().unwrap_or_default().to_owned();
        format!(
            "{}<label>{} <input name=\"{name}\" {kind} value=\"{}\"{}></label>",
            was(name, &said(told)),
            escape(label),
            escape(&said(shown)),
            mark(wrong == Some(field)),
        )
    };
    let limit = |kind: &str, max: usize| format!("{kind} maxlength=\"{max}\"");
    let (first_name, email, phone) = (
        limit("autocomplete=\"given-name\"", wire::FIRST_NAME_CHARS_MAX),
        limit("type=\"email\" autocomplete=\"email\"", wire::EMAIL_CHARS_MAX),
        limit("type=\"tel\" autocomplete=\"tel\"", wire::PHONE_CHARS_MAX),
    );
    let fields = [
        hidden("card", card),
        text(Field::FirstName, words.first_name, &first_name, &told.first_name, &shown.first_name),
        birthday(told.birthday, shown.birthday, wrong == Some(Field::Birthday), reader),
        text(Field::Email, words.email, &email, &told.email, &shown.email),
        text(Field::Phone, words.phone, &phone, &told.phone, &shown.phone),
        language(
            told.language.as_deref(),
            draft.map(|draft| draft.typed.language.as_deref().unwrap_or_default()),
            reader,
        ),
    ];
    let action = reader.address(&person.shop.slug, Paper::Person.path());
    super::section(words.you, words.what_for, &form(app, &action, &fields.concat(), &button(paper.common.save)))
}

/// The name of a field in the form.
fn name(field: Field) -> &'static str {
    match field {
        Field::FirstName => "first_name",
        Field::Birthday => "birthday",
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Language => "language",
    }
}

/// What the shop knew when the page was made. Only what is something else then is told: another phone may have changed the rest meanwhile.
fn was(name: &str, value: &str) -> String {
    hidden(&format!("was_{name}"), value)
}

/// Leads to what has to be corrected, and to the words that say why.
fn mark(wrong: bool) -> &'static str {
    if wrong { " aria-invalid=\"true\" aria-describedby=\"said\" autofocus" } else { "" }
}

/// A choice among values, the first of which is none.
fn select(label: &str, name: &str, none: &str, options: &[(String, String)], chosen: &str, mark: &str) -> String {
    let (label, none) = (escape(label), escape(none));
    let mut html = format!("<label>{label} <select name=\"{name}\"{mark}><option value=\"\">{none}</option>");
    for (value, text) in options {
        let selected = if value == chosen { " selected" } else { "" };
        let _ = write!(html, "<option value=\"{}\"{selected}>{}</option>", escape(value), escape(text));
    }
    html + "</select></label>"
}

fn birthday(told: Option<Birthday>, shown: Option<Birthday>, wrong: bool, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.person;
    let text =
        |told: Option<Birthday>, part: fn(Birthday) -> u8| told.map(|day| part(day).to_string()).unwrap_or_default();
    let (day, month) = (|birthday: Birthday| birthday.day, |birthday: Birthday| birthday.month);
    let days: Vec<_> = (1..=31).map(|day: u8| (day.to_string(), day.to_string())).collect();
    let named = paper.dates.months.iter().enumerate();
    let months: Vec<_> = named.map(|(at, month)| ((at + 1).to_string(), (*month).to_owned())).collect();
    format!(
        "{}{}<fieldset><legend>{}</legend>{}{}</fieldset>",
        was("birth_day", &text(told, day)),
        was("birth_month", &text(told, month)),
        escape(words.birthday),
        select(words.day, "birth_day", words.not_told, &days, &text(shown, day), mark(wrong)),
        select(words.month, "birth_month", words.not_told, &months, &text(shown, month), ""),
    )
}

/// The language: one of ours, or the tag that a phone named when it joined. `chosen`: what was chosen in a draft.
fn language(told: Option<&str>, chosen: Option<&str>, reader: Reader) -> String {
    let words = reader.words();
    let told = told.unwrap_or_default();
    let ours = Lang::of_tag(told);
    let told = ours.map_or(told, |lang| lang.tag());
    let other = Some((told, told)).filter(|_| ours.is_none() && !told.is_empty());
    let options = Lang::ALL
        .map(|lang| (lang.tag(), lang.name()))
        .into_iter()
        .chain(other)
        .map(|(tag, name)| (tag.to_owned(), name.to_owned()));
    let options: Vec<_> = options.collect();
    was("language", told)
        + &select(words.shared.language, "language", words.paper.person.not_told, &options, chosen.unwrap_or(told), "")
}

/// Changes what a customer tells: an emptied field is taken back. What can't be taken stays filled in, with the reason.
pub async fn tell(app: &App, form: &Form, slug: &str, holder: Option<HolderId>, reader: Reader) -> Response {
    let told = async {
        let request = request(form)?;
        if let Some(wrong) = members::fault(&request) {
            return refuse(app, form, slug, holder, wrong, reader).await;
        }
        let holder = holder.ok_or(Code::HolderRequired)?;
        let mut reply = api::told(app, holder, form.get("card").to_owned(), request).await?;
        reply.changed.drain(..).for_each(|changed| app.hub.publish(changed));
        Ok(back(Ok("told"), slug, reader))
    };
    told.await.unwrap_or_else(|refused| back(Err(refused), slug, reader))
}

/// The page once more, with what was filled in.
async fn refuse(
    app: &App,
    form: &Form,
    slug: &str,
    holder: Option<HolderId>,
    wrong: Field,
    reader: Reader,
) -> Result<Response, Refused> {
    let person = super::read(app, slug.to_owned(), holder, reader.lang).await?;
    let card = person.card.as_deref().ok_or(Code::HolderRequired)?;
    let why = why(wrong, reader);
    let draft = Draft { typed: typed(form), wrong };
    let body = form::notice(None, Some(why)) + &sections(app, &person, card, (Some(&draft), None), reader);
    let html = frame(&person.shop, Some(Paper::Person), reader.words().card.about_you, reader, &body);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, frame::with_forms(html)).into_response())
}

/// What can't be told as it was typed; a language is only ever chosen.
fn why(wrong: Field, reader: Reader) -> &'static str {
    let paper = &reader.words().paper;
    match wrong {
        Field::FirstName => paper.person.bad_name,
        Field::Birthday => paper.person.bad_birthday,
        Field::Email => paper.person.bad_email,
        Field::Phone => paper.person.bad_phone,
        Field::Language => paper.common.invalid,
    }
}

/// What the form changes.
fn request(form: &Form) -> Result<ProfileRequest, Refused> {
    let changed = |name: &str| form.get(name) != form.get(&format!("was_{name}"));
    let said = |name: &str| changed(name).then(|| filled(form, name));
    Ok(ProfileRequest {
        id: form.id()?,
        first_name: said("first_name"),
        birthday: (changed("birth_day") || changed("birth_month")).then(|| day(form)),
        email: said("email"),
        phone: said("phone"),
        language: said("language"),
    })
}

fn filled(form: &Form, name: &str) -> Option<String> {
    Some(form.get(name).to_owned()).filter(|text| !text.is_empty())
}

/// A part that is no number, or missing beside the other, makes a day that does not exist.
fn day(form: &Form) -> Option<Birthday> {
    let part = |name: &str| form.get(name).parse::<u8>().unwrap_or_default();
    let there = !form.get("birth_day").is_empty() || !form.get("birth_month").is_empty();
    there.then(|| Birthday { month: part("birth_month"), day: part("birth_day") })
}

fn typed(form: &Form) -> Profile {
    Profile {
        first_name: filled(form, "first_name"),
        birthday: day(form),
        email: filled(form, "email"),
        email_confirmed_at: None,
        phone: filled(form, "phone"),
        language: filled(form, "language"),
    }
}
