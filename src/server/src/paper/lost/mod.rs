//! `/counter/lost-phone`: staff brings a card to another phone. It is done once a month and needs a network, so it is a page and not a part of the counter's app.

mod found;
mod given;
mod notices;

use std::fmt::Write as _;

use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use store::auth::{Actor, StaffAuth};
use store::moves::Looked;
use store::{Fault, Lang, paper};
use wire::paths::LOST_PHONE;
use wire::{Code, GiveMove, LiftPause, LostCard, LostCards, Shop};
use words::Words;

use super::form::{self, Form, see};
use super::frame::{Back, query, sheet, with_forms};
use crate::app::App;
use crate::auth::Staff;
use crate::pages::{escape, spoken};
use crate::problem::Refused;
use crate::routes::moves;

/// Who stands before the page, and where.
pub struct Desk {
    app: App,
    staff: StaffAuth,
    shop: Shop,
    /// IANA name of the shop's time zone.
    zone: String,
    lang: Lang,
}

impl Desk {
    async fn of(app: &App, staff: StaffAuth, headers: &HeaderMap) -> Result<Desk, Refused> {
        let (lang, till) = (spoken(headers), staff.till.clone());
        let (shop, zone) = app.store.read::<_, Fault>(move |tx| paper::counter(tx, &till, lang)).await?;
        Ok(Desk { app: app.clone(), staff, shop, zone, lang })
    }

    fn words(&self) -> &'static Words {
        words::of(self.lang)
    }

    fn frame(&self, body: &str) -> Response {
        let words = self.words();
        let back = Back { to: "/counter", says: words.moves.back };
        with_forms(sheet(&self.shop, &back, words.counter.lost_phone, self.lang, ("", &format!("<main>{body}</main>"))))
    }

    /// What was refused, on the page and with the status of the refusal.
    fn refused(&self, refused: &Refused, body: &str) -> Response {
        let mut response = self.frame(&(form::notice(None, Some(&self.why(refused))) + body));
        *response.status_mut() = StatusCode::from_u16(refused.0.status).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
        response
    }

    fn why(&self, refused: &Refused) -> String {
        let (words, problem) = (self.words(), &refused.0);
        match (problem.code, problem.limit.as_deref()) {
            (Code::LimitReached, Some("moves_per_till_day")) => words.moves.till_full.to_owned(),
            (Code::LimitReached, Some("moves_per_card_day")) => words.moves.moved_today.to_owned(),
            (Code::InvalidRequest, _) => words.paper.common.invalid.to_owned(),
            (Code::IdReused, _) => words.paper.common.again.to_owned(),
            (code, _) => {
                let known = words.till.refusal(code).map(|said| said.said());
                known.map_or_else(
                    || words.paper.common.failed.to_owned(),
                    |said| [&*said.what, " ", &said.todo].concat(),
                )
            }
        }
    }

    /// Whether a moment is still to come.
    fn is_ahead(&self, at: &wire::Time) -> bool {
        at.0.parse::<jiff::Timestamp>().is_ok_and(|at| at.as_microsecond() > self.app.clock.now_us())
    }

    async fn looked(&self, looked: Looked) -> Result<LostCards, Refused> {
        moves::found(&self.app, self.staff.clone(), looked).await
    }

    /// The card of a number, as it is shown before its code is made.
    async fn card(&self, number: &str) -> Result<LostCard, Refused> {
        let found = self.looked(Looked::Number(number.to_owned())).await?;
        Ok(found.cards.into_iter().next().ok_or(Code::UnknownCard)?)
    }
}

/// `GET /counter/lost-phone`: looks for a card (`?around=`, `?number=`) or asks about the one that was found (`?card=`, its number). Nobody signed in: the counter asks who is
/// there.
pub async fn page(State(app): State<App>, staff: Result<Staff, Refused>, headers: HeaderMap, uri: Uri) -> Response {
    let Ok(Staff(staff, _)) = staff else { return see("/counter") };
    let shown = async {
        let desk = Desk::of(&app, staff, &headers).await?;
        Ok::<_, Refused>(show(&desk, &uri).await)
    };
    shown.await.unwrap_or_else(IntoResponse::into_response)
}

async fn show(desk: &Desk, uri: &Uri) -> Response {
    let asked = |name| query(uri, name).map(decoded).filter(|value| !value.is_empty());
    if let Some(number) = asked("card") {
        return match desk.card(&number).await {
            Ok(card) => desk.frame(&found::question(desk, &card, "")),
            Err(refused) => begin(desk, "", Some(&refused)).await,
        };
    }
    let looked = asked("number").map(Looked::Number).or_else(|| asked("around").map(Looked::Around));
    let Some(looked) = looked else {
        let said = (query(uri, "said") == Some("lifted")).then_some(desk.words().moves.lifted);
        return begin(desk, &form::notice(said, None), None).await;
    };
    match desk.looked(looked.clone()).await {
        Ok(cards) => desk.frame(&(found::fields(desk, Some(&looked)) + &found::list(desk, &cards.cards))),
        Err(refused) => begin(desk, "", Some(&refused)).await,
    }
}

/// The page as it begins: the fields, and for managers what was done before.
async fn begin(desk: &Desk, said: &str, refused: Option<&Refused>) -> Response {
    let mut body = said.to_owned();
    let _ = write!(body, "<p class=\"lead\">{}</p>{}", escape(desk.words().moves.about), found::fields(desk, None));
    if desk.staff.manager {
        match notices::section(desk).await {
            Ok(section) => body.push_str(&section),
            Err(refused) => return refused.into_response(),
        }
    }
    match refused {
        Some(refused) => desk.refused(refused, &body),
        None => desk.frame(&body),
    }
}

/// `POST /counter/lost-phone`: makes the code of a card, or with `lift` ends its pause.
pub async fn answer(State(app): State<App>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let Ok(Staff(staff, _)) = Staff::from_request_parts(&mut parts, &app).await else { return see("/counter") };
    done(&app, staff, &parts.headers, body).await.unwrap_or_else(IntoResponse::into_response)
}

async fn done(app: &App, staff: StaffAuth, headers: &HeaderMap, body: Body) -> Result<Response, Refused> {
    let form = Form::read(headers, body).await?;
    let desk = Desk::of(app, staff, headers).await?;
    let card = form.get("card").to_owned();
    if !form.get("lift").is_empty() {
        let request = LiftPause { id: form.id()? };
        return Ok(match moves::lifted(app, Actor::Staff(desk.staff.clone()), card, request).await {
            Ok(_) => see(&format!("{LOST_PHONE}?said=lifted")),
            Err(refused) => begin(&desk, "", Some(&refused)).await,
        });
    }
    let request = GiveMove { id: form.id()?, reason: form.get("reason").to_owned() };
    Ok(match moves::given(app, desk.staff.clone(), card, request).await {
        // In the answer itself and not on a page behind it, so that no address leads to it.
        Ok(reply) => desk.frame(&given::code(&desk, headers, &reply.json)?),
        Err(refused) => match desk.card(form.get("number")).await {
            Ok(card) => desk.refused(&refused, &found::question(&desk, &card, form.get("reason"))),
            Err(_) => begin(&desk, "", Some(&refused)).await,
        },
    })
}

/// A value of an address as it was typed.
fn decoded(value: &str) -> String {
    let pair = format!("v={value}");
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}
