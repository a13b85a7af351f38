//! `/v1/shops/{slug}/program`: the programme as its owner edits it, for keys of that shop with the scope `program`.

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use store::{Fault, Reply, programme};
use utoipa::IntoParams;
use wire::{Code, Problem, ProgramDraft, ProgramVersion, ProgramVersions, PublishRequest};

use crate::answer;
use crate::app::App;
use crate::auth::Editor;
use crate::body::Json;
use crate::pages::lang;
use crate::problem::Refused;

/// The draft, or the programme in force when nothing is being edited, with what customers would read and what the owner should think about.
/// Words of faults and warnings are in French or English, by `Accept-Language`.
#[utoipa::path(get, path = "/v1/shops/{slug}/program/draft", tag = "owner", security(("key" = [])), params(("slug" = String, Path, description = "The shop's part of the link")), responses(
    (status = 200, description = "The draft", body = ProgramDraft),
    (status = "4XX", description = "`key_refused`, `unknown_shop`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn draft(
    State(app): State<App>,
    Editor(key): Editor,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (ctx, lang) = (app.context(), lang(&headers));
    let draft: Result<ProgramDraft, Fault> =
        app.store.read(move |tx| programme::draft(tx, &ctx, key.shop, &slug, lang)).await;
    answer::json(&draft?)
}

/// How a draft is kept.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Keep {
    /// Keep it though it has faults: they come with the answer, and it can't be published before they are put right.
    #[serde(default)]
    unfinished: bool,
}

/// Keeps a draft in the place of the one before. One with faults is refused with all of them (`faults`: where, which, in words), unless it
/// is kept as unfinished.
#[utoipa::path(put, path = "/v1/shops/{slug}/program/draft", tag = "owner", security(("key" = [])), params(("slug" = String, Path, description = "The shop's part of the link"), Keep), request_body = loyalty::Program, responses(
    (status = 200, description = "The draft as it is kept", body = ProgramDraft),
    (status = "4XX", description = "`invalid_program` (`faults`), `key_refused`, `unknown_shop`, `invalid_request`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn put_draft(
    State(app): State<App>,
    Editor(key): Editor,
    Path(slug): Path<String>,
    keep: Result<Query<Keep>, QueryRejection>,
    headers: HeaderMap,
    Json(definition): Json<loyalty::Program>,
) -> Result<Response, Refused> {
    let keep = keep.map_err(|error| Problem::from(Code::InvalidRequest).detail(error.body_text()))?.0;
    let (ctx, lang) = (app.context(), lang(&headers));
    let put = move |tx: &mut dyn store::Tx| {
        programme::put_draft(tx, &ctx, key.shop, &slug, definition.clone(), keep.unfinished, lang)
    };
    let draft: Result<ProgramDraft, Fault> = app.store.write(put).await;
    answer::json(&draft?)
}

/// Publishes the draft as the next version, in force for every card from now on. What was issued stays valid.
#[utoipa::path(post, path = "/v1/shops/{slug}/program/publish", tag = "owner", security(("key" = [])), params(("slug" = String, Path, description = "The shop's part of the link")), request_body = PublishRequest, responses(
    (status = 201, description = "The version", body = ProgramVersion),
    (status = "4XX", description = "`no_draft`, `draft_changed` (`at`), `invalid_program` (`faults`), `left_behind` (`faults`), `key_refused`, `unknown_shop`, `invalid_request`, `id_reused`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn publish(
    State(app): State<App>,
    Editor(key): Editor,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Json(request): Json<PublishRequest>,
) -> Result<Response, Refused> {
    let (ctx, lang) = (app.context(), lang(&headers));
    let publish = move |tx: &mut dyn store::Tx| programme::publish(tx, &ctx, key.shop, &slug, &request, lang);
    let reply: Result<Reply, Fault> = app.store.write(publish).await;
    Ok(answer::written(&app, &mut reply?))
}

/// Every version that was published, newest first; the first is in force.
#[utoipa::path(get, path = "/v1/shops/{slug}/program/versions", tag = "owner", security(("key" = [])), params(("slug" = String, Path, description = "The shop's part of the link")), responses(
    (status = 200, description = "The versions", body = ProgramVersions),
    (status = "4XX", description = "`key_refused`, `unknown_shop`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn versions(
    State(app): State<App>,
    Editor(key): Editor,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let lang = lang(&headers);
    let versions: Result<ProgramVersions, Fault> =
        app.store.read(move |tx| programme::versions(tx, key.shop, &slug, lang)).await;
    answer::json(&versions?)
}

/// One version, whole: its rules and what customers read while it was in force.
#[utoipa::path(get, path = "/v1/shops/{slug}/program/versions/{version}", tag = "owner", security(("key" = [])), params(("slug" = String, Path, description = "The shop's part of the link"), ("version" = u32, Path, description = "Its number")), responses(
    (status = 200, description = "The version", body = ProgramVersion),
    (status = "4XX", description = "`unknown_version`, `key_refused`, `unknown_shop`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn version(
    State(app): State<App>,
    Editor(key): Editor,
    path: Result<Path<(String, u32)>, PathRejection>,
) -> Result<Response, Refused> {
    let Path((slug, number)) = path.map_err(|_| Code::UnknownVersion)?;
    let version: Result<ProgramVersion, Fault> =
        app.store.read(move |tx| programme::version(tx, key.shop, &slug, number)).await;
    answer::json(&version?)
}
