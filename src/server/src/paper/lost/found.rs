//! Looking for a card, and the question that only its customer can answer.

use std::fmt::Write as _;

use store::moves::Looked;
use store::paper::say_money;
use wire::paths::LOST_PHONE;
use wire::{LostCard, Purse, PurseKind};

use super::Desk;
use crate::pages::escape;
use crate::paper::form::{form, hidden};
use crate::paper::when::when;

/// The two ways to look for a card; `looked` stands in its field again.
pub fn fields(desk: &Desk, looked: Option<&Looked>) -> String {
    let words = &desk.words().moves;
    let (number, around) = match looked {
        Some(Looked::Number(number)) => (number.as_str(), ""),
        Some(Looked::Around(around)) => ("", around.as_str()),
        None => ("", ""),
    };
    let one = |label: &str, field: &str| {
        format!(
            "<form method=\"get\" action=\"{LOST_PHONE}\"><label>{} {field}</label><button class=\"button\">{}<span class=\"unseen\">: {}</span></button></form>",
            escape(label),
            escape(words.find),
            escape(label),
        )
    };
    let number = format!(
        "<input name=\"number\" maxlength=\"16\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" required \
         value=\"{}\">",
        escape(number)
    );
    let around = format!("<input name=\"around\" type=\"datetime-local\" required value=\"{}\">", escape(around));
    format!("<section>{}{}</section>", one(words.around, &around), one(words.number, &number))
}

/// The cards that were found.
pub fn list(desk: &Desk, cards: &[LostCard]) -> String {
    let words = &desk.words().moves;
    if cards.is_empty() {
        return format!("<p role=\"status\">{}</p>", escape(words.none));
    }
    let mut html = format!("<section><p>{}</p><ul class=\"phones\">", escape(words.found));
    for card in cards {
        let number = desk.words().counter.card.with([&card.number]);
        let _ = write!(
            html,
            "<li><h2>{number}</h2>{}<a class=\"button\" href=\"{LOST_PHONE}?card={}\">{}<span class=\"unseen\">: {number}</span></a></li>",
            facts(desk, card),
            escape(&card.number),
            escape(words.choose),
            number = escape(&number),
        );
    }
    html + "</ul></section>"
}

/// When a card was here, and what is on it.
fn facts(desk: &Desk, card: &LostCard) -> String {
    let (words, dates) = (&desk.words().moves, &desk.words().paper.dates);
    let on = |at: &wire::Time| when(&at.0, &desk.zone, dates);
    let here = card.here_at.as_ref().map(|at| words.here.with([&on(at)]));
    let last = match &card.last_visit_at {
        Some(at) if Some(at) == card.here_at.as_ref() => None,
        Some(at) => Some(words.last.with([&on(at)])),
        None => Some(words.never.to_owned()),
    };
    let purses = card.purses.iter().map(|purse| holds(desk, purse));
    let rewards = (card.rewards > 0).then(|| words.rewards.of(card.rewards.into(), []));
    let on_it: Vec<String> = purses.chain(rewards).collect();
    let visits: Vec<String> = here.into_iter().chain(last).collect();
    let waits = card.redeem_paused_until.as_ref().map(|at| words.waits.with([&on(at)]));
    let lines = [visits.join(" · "), on_it.join(" · "), waits.unwrap_or_default()];
    let lines = lines.iter().filter(|line| !line.is_empty());
    lines.map(|line| format!("<p class=\"soft\">{}</p>", escape(line))).collect()
}

/// "Coffee card: 7 of 9"
fn holds(desk: &Desk, purse: &Purse) -> String {
    let (shared, counter) = (&desk.words().shared, &desk.words().counter);
    let held = match (purse.kind, purse.goal) {
        (PurseKind::Credit, _) => {
            let credit = say_money(purse.balance, &desk.shop.currency, desk.lang);
            return [counter.by_credit, ": ", &credit].concat();
        }
        (PurseKind::Stamps, Some(goal)) => counter.of_goal.with([&purse.balance.to_string(), &goal.to_string()]),
        (PurseKind::Stamps, None) => shared.stamps.of(purse.balance, []),
        (PurseKind::Points, _) => return shared.points.of(purse.balance, []),
    };
    [&purse.name, ": ", &held].concat()
}

/// Before a code is made: the card, what a code does, and how staff knows whose it is.
pub fn question(desk: &Desk, card: &LostCard, reason: &str) -> String {
    let words = &desk.words().moves;
    let fields = format!(
        "{}{}<label>{} <input name=\"reason\" maxlength=\"{}\" autocomplete=\"off\" required value=\"{}\"></label>",
        hidden("card", &card.card_id),
        hidden("number", &card.number),
        escape(words.reason),
        wire::REASON_CHARS_MAX,
        escape(reason),
    );
    let button = format!("<button class=\"button main\">{}</button>", escape(words.give));
    format!(
        "<section><h2>{}</h2>{}<p>{}</p></section><section><p>{}</p>{}</section><a class=\"button\" href=\"{LOST_PHONE}\">{}</a>",
        escape(&desk.words().counter.card.with([&card.number])),
        facts(desk, card),
        escape(words.found),
        escape(words.means),
        form(&desk.app, LOST_PHONE, &fields, &button),
        escape(words.other),
    )
}
