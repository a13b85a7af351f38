//! The code, as the customer's new phone reads it from the counter's screen.

use axum::http::HeaderMap;
use wire::{Code, MoveGiven};

use super::Desk;
use crate::auth::origin;
use crate::pages::escape;
use crate::paper::qr;
use crate::paper::when::when;
use crate::problem::Refused;

/// The code in letters and as a QR; the link in it has the code behind `#`, which browsers don't send.
pub fn code(desk: &Desk, headers: &HeaderMap, json: &str) -> Result<String, Refused> {
    let words = &desk.words().moves;
    let given: MoveGiven = serde_json::from_str(json).map_err(|_| Code::Internal)?;
    let place = origin(headers, &desk.app).map(|origin| format!("{origin}/{}/recover", desk.shop.slug));
    let place = place.unwrap_or_default();
    let picture = pass::qr::of_text(&format!("{place}#{}", given.code)).map(|matrix| qr::svg(&matrix, words.qr_label));
    let groups: Vec<String> = given.code.split('-').map(|group| format!("<span>{}</span>", escape(group))).collect();
    let until = when(&given.expires_at.0, &desk.zone, &desk.words().paper.dates);
    Ok(format!(
        "<section class=\"kept\"><h2>{}</h2><p class=\"code\">{}</p>{}<p>{}</p><p class=\"soft\">{}</p></section>",
        escape(words.code),
        groups.join(" "),
        picture.unwrap_or_default(),
        escape(&words.use_it.with([&place])),
        escape(&words.until.with([&until])),
    ))
}
