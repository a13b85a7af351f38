//! What is drawn of a shop: its icons, and pictures of its card for whoever installs it. Each is drawn once.

use std::borrow::Cow;
use std::hash::Hash;
use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use quick_cache::sync::Cache;
use wire::Code;

use super::{Bytes, Face};
use crate::app::App;
use crate::assets::{Encoded, send};
use crate::auth;
use crate::icons::{self, Shape};
use crate::problem::Refused;
use crate::screenshot::{self, Form, Subject};

/// A picture is asked for again after an hour.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Pictures as they were last drawn.
pub(super) struct Pictures {
    icons: Cache<(String, String, Shape, u32), Bytes>,
    screenshots: Cache<(Subject, Form), Bytes>,
}

impl Pictures {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { icons: Cache::new(128), screenshots: Cache::new(32) }
    }
}

/// The picture of this name; `not_found` if there is none.
pub(super) fn picture(app: &App, request: &HeaderMap, face: &Face, file: &str) -> Result<Response, Refused> {
    let icon = |shape, side_px| {
        let key = (icons::initials(&face.name), face.color.clone(), shape, side_px);
        drawn(&app.pages.pictures.icons, key, |(initials, color, ..)| icons::draw(initials, color, shape, side_px))
    };
    let screenshot = |form| {
        let subject = Subject {
            initials: icons::initials(&face.name),
            color: face.color.clone(),
            goal: face.goal,
            link: auth::origin(request, app).unwrap_or_default() + &face.base,
        };
        drawn(&app.pages.pictures.screenshots, (subject, form), |(subject, _)| screenshot::draw(subject, form))
    };
    let png = match file {
        "card-narrow.png" => screenshot(Form::Narrow),
        "card-wide.png" => screenshot(Form::Wide),
        "icon-192.png" => icon(Shape::Square, 192),
        "icon-512.png" => icon(Shape::Rounded, 512),
        "icon-maskable-512.png" => icon(Shape::Maskable, 512),
        _ => return Err(Code::NotFound.into()),
    }?;
    let found = Encoded { encoding: None, bytes: Cow::Owned(png.as_ref().clone()) };
    Ok(send("image/png", found, request, KEPT))
}

/// As it was drawn before, or drawn now.
fn drawn<K: Hash + Eq>(
    cache: &Cache<K, Bytes>,
    key: K,
    draw: impl FnOnce(&K) -> Option<Vec<u8>>,
) -> Result<Bytes, Refused> {
    if let Some(png) = cache.get(&key) {
        return Ok(png);
    }
    let png = Arc::new(draw(&key).ok_or(Code::Internal)?);
    cache.insert(key, png.clone());
    Ok(png)
}
