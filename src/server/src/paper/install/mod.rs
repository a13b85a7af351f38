//! `/{slug}/install`: how the card goes on the home screen, in pictures: the reader's own device first, the others folded. On an iPhone or iPad the page
//! brings the card's hand-off to the home screen, whose storage is another one there.

mod guides;
mod pictures;
mod scenes;

use std::fmt::Write as _;

use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use store::paper::Settings;
use store::{Fault, handoff};

use super::Paper;
use super::frame::{self, Reader, query};
use crate::app::App;
use crate::auth;
use crate::device::{self, Device};
use crate::inapp::InApp;
use crate::pages::escape;
use crate::problem::Refused;
use guides::{name, steps};

/// The page, and the code of its hand-off if there is one to make.
///
/// # Errors
/// Whatever the store refuses.
pub async fn page(
    app: &App,
    headers: &HeaderMap,
    uri: &Uri,
    settings: &Settings,
    reader: Reader,
) -> Result<Response, Refused> {
    let agent = device::agent(headers);
    let device = Device::of(agent, query(uri, "touch").is_some());
    let inside = InApp::of(agent);
    let mut handed = None;
    // What is inside another app goes on no home screen.
    if device.is_some_and(Device::is_ios)
        && inside.is_none()
        && let Some(holder) = auth::holder(headers, app).await?
    {
        let (ctx, slug) = (app.context(), settings.shop.slug.clone());
        handed = app.store.write::<_, Fault>(move |tx| handoff::make(tx, &ctx, &slug, holder)).await?;
    }
    let title = reader.words().paper.install.title;
    let head = head(settings, handed.as_deref());
    let body = body(settings, device, inside, handed.is_some(), reader);
    Ok(frame::with_manifest(frame::frame_with(&head, &settings.shop, Some(Paper::Install), title, reader, &body)))
}

/// What the home screen is told: the card's own manifest, with the code of the hand-off to be put where the card begins.
fn head(settings: &Settings, code: Option<&str>) -> String {
    let (slug, name) = (escape(&settings.shop.slug), escape(&settings.shop.name));
    let code = code.map(|code| format!("?handoff={}", escape(code))).unwrap_or_default();
    format!(
        "<link rel=\"manifest\" href=\"/{slug}/manifest.json{code}\"><link rel=\"apple-touch-icon\" href=\"/{slug}/icon-192.png\">\
         <meta name=\"mobile-web-app-capable\" content=\"yes\"><meta name=\"apple-mobile-web-app-capable\" content=\"yes\">\
         <meta name=\"apple-mobile-web-app-title\" content=\"{name}\">"
    )
}

fn body(settings: &Settings, device: Option<Device>, inside: Option<InApp>, handed: bool, reader: Reader) -> String {
    let paper = &reader.words().paper;
    let words = &paper.install;
    let slug = escape(&settings.shop.slug);
    let mut body = format!(
        "<p class=\"installed\">{} <a href=\"/{slug}\">{}</a></p><p class=\"lead\">{}</p>",
        escape(words.installed),
        escape(words.open_it),
        escape(words.what_for),
    );
    if settings.card.is_none() {
        let _ = write!(body, "<p class=\"said\">{}</p>", escape(paper.common.no_card));
    }
    if let Some(inside) = inside {
        let how = inside.how(reader.lang);
        let _ = write!(body, "<p class=\"said\">{} {}</p>", escape(words.browser_first), escape(&how));
    }
    match device {
        Some(device) => {
            let soon = if handed { format!("<p class=\"soft\">{}</p>", escape(words.soon)) } else { String::new() };
            let _ = write!(
                body,
                "<section><h2>{}</h2>{}{soon}</section>",
                escape(name(device, words)),
                list(device, settings, reader)
            );
        }
        None => {
            let _ = write!(body, "<p>{}</p>", escape(words.not_here));
        }
    }
    body.push_str(&others(device, settings, reader));
    body
}

/// The other devices, folded.
fn others(device: Option<Device>, settings: &Settings, reader: Reader) -> String {
    let words = &reader.words().paper.install;
    let others = Device::ALL.into_iter().filter(|other| Some(*other) != device).map(|other| {
        format!("<details><summary>{}</summary>{}</details>", escape(name(other, words)), list(other, settings, reader))
    });
    format!("<section class=\"others\"><h2>{}</h2>{}</section>", escape(words.others), others.collect::<String>())
}

/// The steps of a device, each with its picture.
fn list(device: Device, settings: &Settings, reader: Reader) -> String {
    let steps = steps(device, &reader.words().paper.install, &settings.shop.name);
    let steps = steps.iter().map(|step| {
        let class = if step.instead { " class=\"instead\"" } else { "" };
        format!("<li{class}>{}<p>{}</p></li>", step.picture.svg(), escape(&step.text))
    });
    format!("<ol class=\"steps\">{}</ol>", steps.collect::<String>())
}
