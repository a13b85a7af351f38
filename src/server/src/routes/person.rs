//! `/v1/me/cards/{card_id}/…`: the person behind a card, as they themselves see it: profile, consents, export, erasure.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use pass::CardId;
use store::members::{self, How};
use store::{Fault, HolderId, Lang, Reply};
use wire::{ConsentRequest, Consents, EraseRequest, Erased, Export, Problem, Profile, ProfileRequest};

use crate::app::App;
use crate::auth::Holder;
use crate::body::Json;
use crate::pages::lang;
use crate::problem::Refused;
use crate::{answer, erased};

/// What the customer told about themselves.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/profile", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), responses(
    (status = 200, description = "The profile; empty by default", body = Profile),
    (status = "4XX", description = "`holder_required`, `unknown_card`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn profile(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
) -> Result<Response, Refused> {
    let vault = app.vault;
    let told: Result<Profile, Fault> = app.store.read(move |tx| members::profile(tx, &vault, holder, &card)).await;
    answer::json(&told?)
}

/// Changes what the customer told: what is left out stays, null removes. A birthday is the one the shop may have noted (`/v1/cards/{card_id}`).
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/profile", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = ProfileRequest, responses(
    (status = 200, description = "The profile as it is then", body = Profile),
    (status = "4XX", description = "`holder_required`, `unknown_card`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn change_profile(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    Json(request): Json<ProfileRequest>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut told(&app, holder, card, request).await?))
}

/// Changes a profile, for the API and for the page.
pub async fn told(app: &App, holder: HolderId, card: String, request: ProfileRequest) -> Result<Reply, Refused> {
    let (ctx, vault) = (app.context(), app.vault);
    let change = move |tx: &mut dyn store::Tx| members::change_profile(tx, &ctx, &vault, holder, &card, &request);
    Ok(app.store.write::<Reply, Fault>(change).await?)
}

/// What the customer may be written to for, each purpose and channel by itself, in the language of `Accept-Language`. Nothing is given by default.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/consents", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), responses(
    (status = 200, description = "Every consent there is to give", body = Consents),
    (status = "4XX", description = "`holder_required`, `unknown_card`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn consents(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let lang = lang(&headers);
    let consents: Result<Consents, Fault> = app.store.read(move |tx| members::consents(tx, holder, &card, lang)).await;
    answer::json(&consents?)
}

/// Gives or withdraws consents; what is not named stays. Each change is kept with its time and with the text that was read.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/consents", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = ConsentRequest, responses(
    (status = 200, description = "All consents as they are then", body = Consents),
    (status = "4XX", description = "`holder_required`, `unknown_card`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn change_consents(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    headers: HeaderMap,
    Json(request): Json<ConsentRequest>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut said(&app, holder, card, request, (How::Api, lang(&headers))).await?))
}

/// Changes consents, for the API and for the page.
pub async fn said(
    app: &App,
    holder: HolderId,
    card: String,
    request: ConsentRequest,
    place: (How, Lang),
) -> Result<Reply, Refused> {
    let (ctx, vault) = (app.context(), app.vault);
    let change =
        move |tx: &mut dyn store::Tx| members::change_consents(tx, &ctx, &vault, holder, &card, &request, place);
    Ok(app.store.write::<Reply, Fault>(change).await?)
}

/// Everything that is kept about the card and its person, as one file.
#[utoipa::path(get, path = "/v1/me/cards/{card_id}/export", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), responses(
    (status = 200, description = "All of it, to be saved as a file", body = Export),
    (status = "4XX", description = "`holder_required`, `unknown_card`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn export(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (vault, now_us, lang) = (app.vault, app.clock.now_us(), lang(&headers));
    let export: Result<Export, Fault> =
        app.store.read(move |tx| members::export(tx, &vault, holder, &card, now_us, lang)).await;
    let export = export?;
    let mut response = answer::json(&export)?;
    // A number is letters and digits.
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"comptoir-{}.json\"", export.card.number)) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Forgets the person behind the card and closes it: the balance is gone, movements stay in the shop's books as nobody's. There is no way back.
#[utoipa::path(post, path = "/v1/me/cards/{card_id}/erase", tag = "card", security(("holder" = [])), params(("card_id" = String, Path, description = "16 hex digits")), request_body = EraseRequest, responses(
    (status = 200, description = "It is done", body = Erased),
    (status = "4XX", description = "`holder_required`, `unknown_card`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn erase(
    State(app): State<App>,
    Holder(holder): Holder,
    Path(card): Path<String>,
    Json(request): Json<EraseRequest>,
) -> Result<Response, Refused> {
    Ok(answer::written(&app, &mut forgotten(&app, holder, card, request).await?))
}

/// Forgets a person, for the API and for the page. Whoever shows the card hears of it, and then nothing more.
pub async fn forgotten(app: &App, holder: HolderId, card: String, request: EraseRequest) -> Result<Reply, Refused> {
    let (ctx, listened) = (app.context(), card.parse::<CardId>());
    let erase = move |tx: &mut dyn store::Tx| members::erase(tx, &ctx, holder, &card, &request);
    let mut reply = app.store.write::<Reply, Fault>(erase).await?;
    reply.changed.drain(..).for_each(|changed| app.hub.publish(changed));
    if let Ok(card) = listened {
        app.hub.end(card);
    }
    erased::note(app).await;
    Ok(reply)
}
