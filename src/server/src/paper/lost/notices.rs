//! What a manager reads of the moves of the shop, with the button that ends a pause.

use std::fmt::Write as _;

use store::auth::Actor;
use wire::CardMove;
use wire::paths::LOST_PHONE;

use super::Desk;
use crate::pages::escape;
use crate::paper::form::{form, hidden};
use crate::paper::when::when;
use crate::problem::Refused;
use crate::routes::moves;

/// Moves on the page; the API has all of them.
const SHOWN: usize = 10;

/// The last moves, newest first.
pub async fn section(desk: &Desk) -> Result<String, Refused> {
    let words = &desk.words().moves;
    let all = moves::listed(&desk.app, Actor::Staff(desk.staff.clone()), None).await?.moves;
    let mut html = format!("<section><h2>{}</h2>", escape(words.moves));
    if all.is_empty() {
        let _ = write!(html, "<p class=\"soft\">{}</p>", escape(words.no_moves));
    }
    let rows: String = all.iter().take(SHOWN).map(|one| row(desk, one)).collect();
    if !rows.is_empty() {
        let _ = write!(html, "<ul class=\"phones\">{rows}</ul>");
    }
    Ok(html + "</section>")
}

fn row(desk: &Desk, one: &CardMove) -> String {
    let words = &desk.words().moves;
    let on = |at: &wire::Time| when(&at.0, &desk.zone, &desk.words().paper.dates);
    let waits = one.paused_until.as_ref().filter(|until| one.lifted_at.is_none() && desk.is_ahead(until));
    let stands = match (&one.used_at, waits, &one.lifted_by) {
        (None, ..) => words.unused.to_owned(),
        (_, Some(until), _) => words.waits.with([&on(until)]),
        (_, None, Some(name)) => words.lifted_by.with([name]),
        (_, None, None) => words.free.to_owned(),
    };
    let number = desk.words().counter.card.with([&one.number]);
    let lines = [Some(on(&one.given_at)), Some(words.by.with([&one.by, &one.till])), one.reason.clone(), Some(stands)];
    let lines = lines.iter().flatten().map(|line| format!("<p class=\"soft\">{}</p>", escape(line)));
    let lift = waits.map(|_| {
        let label = format!("{}<span class=\"unseen\">: {}</span>", escape(words.lift), escape(&number));
        let button = format!("<button class=\"button\">{label}</button>");
        form(&desk.app, LOST_PHONE, &(hidden("card", &one.card_id) + &hidden("lift", "1")), &button)
    });
    format!("<li><h3>{}</h3>{}{}</li>", escape(&number), lines.collect::<String>(), lift.unwrap_or_default())
}
