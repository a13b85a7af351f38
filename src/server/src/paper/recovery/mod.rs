//! The recovery code on the pages: made and confirmed among the settings, used at `/{slug}/recover`.

mod by_email;
mod recover;

use std::fmt::Write as _;

use axum::http::HeaderMap;
use axum::response::Response;
use store::HolderId;
use store::paper::Settings;
use uuid::Uuid;
use wire::{Code, ConfirmRecovery, MadeRecovery, MakeRecovery};

use super::form::{self, Form, form, hidden, see};
use super::frame::{self, Reader};
use super::when::day;
use super::{Paper, qr};
use crate::app::App;
use crate::auth::origin;
use crate::pages::escape;
use crate::problem::Refused;
use crate::routes::recovery;

pub use by_email::ask;
pub use recover::{Tried, page as recover_page, recover};

/// Letters of the code that show that it was kept.
const LAST: usize = 4;
/// Blanks and dashes that somebody may type with them.
const BLANKS: usize = 4;

/// What the settings say of the code, and the button that makes one.
pub fn section(app: &App, settings: &Settings, card: &str, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.recovery;
    let state = &settings.recovery;
    let on = |at: &wire::Time| day(&at.0, &settings.zone, &paper.dates);
    let stands = match (&state.made_at, &state.confirmed_at) {
        (_, Some(at)) => words.saved_on.with([&on(at)]),
        (Some(at), None) => words.not_confirmed.with([&on(at)]),
        (None, None) => words.none_yet.to_owned(),
    };
    let label = if state.made_at.is_some() { words.make_another } else { words.make };
    let button = format!("<button class=\"button\">{}</button>", escape(label));
    let making = form(app, &reader.address(&settings.shop.slug, "settings/code"), &hidden("card", card), &button);
    let ends = state.made_at.as_ref().map(|_| format!("<p class=\"soft\">{}</p>", escape(words.ends_the_old)));
    format!(
        "<section><h2>{}</h2><p>{}</p><p><strong>{}</strong></p>{making}{}</section>",
        escape(words.section),
        escape(words.what_it_is),
        escape(&stands),
        ends.unwrap_or_default(),
    )
}

/// A form of the settings as it was sent: what is filled in, and by whom.
pub struct Sent<'a> {
    /// The fields.
    pub form: &'a Form,
    /// The headers of the request.
    pub headers: &'a HeaderMap,
    /// The settings as they stand.
    pub settings: &'a Settings,
    /// The holder and the token of their cookie.
    pub holder: Option<(HolderId, String)>,
    /// Who reads the answer.
    pub reader: Reader,
}

impl Sent<'_> {
    /// Makes a code. It is shown in the answer itself and not on a page behind it, so that no address leads to it.
    pub async fn make(self, app: &App) -> Response {
        let made = async { self.shown(app, self.form.id()?, None).await };
        made.await.unwrap_or_else(|refused| self.back(form::said(&refused)))
    }

    /// Takes the last four letters as the word of the customer that the code is kept; if they are others, shows it once more.
    pub async fn confirm(self, app: &App) -> Response {
        let confirmed = async {
            let request = ConfirmRecovery { id: self.form.id()?, last_four: self.form.get("last").to_owned() };
            recovery::confirmed(app, self.who()?, self.form.get("card").to_owned(), request).await
        };
        let refused = match confirmed.await {
            Ok(_) => return self.back("saved"),
            Err(refused) => refused,
        };
        if refused.0.code != Code::BadRecoveryCode {
            return self.back(form::said(&refused));
        }
        let again = async {
            let made = self.form.get("made").parse().map_err(|_| Code::InvalidRequest)?;
            self.shown(app, made, Some(self.reader.words().paper.recovery.wrong_last)).await
        };
        again.await.unwrap_or_else(|refused| self.back(form::said(&refused)))
    }

    fn who(&self) -> Result<(HolderId, String), Refused> {
        Ok(self.holder.clone().ok_or(Code::HolderRequired)?)
    }

    fn back(&self, said: &str) -> Response {
        see(&format!("{}&said={said}", self.reader.address(&self.settings.shop.slug, Paper::Settings.path())))
    }

    /// The page with the code that the request `made` makes; `wrong`: what was wrong with the last four letters.
    async fn shown(&self, app: &App, made: Uuid, wrong: Option<&str>) -> Result<Response, Refused> {
        let (words, card) = (&self.reader.words().paper.recovery, self.form.get("card"));
        let reply = recovery::made(app, self.who()?, card.to_owned(), MakeRecovery { id: made }).await?;
        let code = serde_json::from_str::<MadeRecovery>(&reply.json).map_err(|_| Code::Internal)?.code;
        let slug = &self.settings.shop.slug;
        let place = origin(self.headers, app).map(|origin| format!("{origin}/{slug}/recover")).unwrap_or_default();
        let picture = pass::qr::of_text(&format!("{place}#{code}")).map(|matrix| qr::svg(&matrix, words.qr_label));
        let groups: Vec<String> = code.split('-').map(|group| format!("<span>{}</span>", escape(group))).collect();
        let mut body = form::notice(None, wrong);
        let _ = write!(
            body,
            "<section class=\"kept\"><p>{}</p><p class=\"code\">{}</p>{}<p class=\"soft\">{}</p></section>",
            escape(words.write_it_down),
            groups.join(" "),
            picture.unwrap_or_default(),
            escape(&words.how_to_use.with([&place])),
        );
        let fields = format!(
            "{}<label>{} <input name=\"last\" maxlength=\"{}\" autocomplete=\"off\" autocapitalize=\"characters\" \
             spellcheck=\"false\" required></label>",
            hidden("card", card) + &hidden("made", &made.to_string()),
            escape(words.last_four),
            LAST + BLANKS,
        );
        let button = format!("<button class=\"button main\">{}</button>", escape(words.i_kept_it));
        let confirming = form(app, &self.reader.address(slug, "settings/code/confirm"), &fields, &button);
        let _ = write!(body, "<section class=\"screen\"><p>{}</p>{confirming}</section>", escape(words.why_confirm));
        Ok(frame::with_forms(frame::frame(&self.settings.shop, None, words.title, self.reader, &body)))
    }
}
