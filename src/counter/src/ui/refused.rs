//! A code on its way, and a code refused: what happened, and what to do.

use crate::signals::*;
use kit::dom::El;
use kit::i18n;
use wire::Code;

use super::saying;
use crate::{
    desk::Desk,
    dom::{button, el},
    scanner::{Phase, Refused, Sending},
    send::TRIES_MAX,
    texts::{refusal, texts},
};

/// "Sending …", try by try; when there is no answer at all, staff decides.
pub fn sending_view(desk: Desk) -> El {
    let state = move || {
        desk.scanner.with(|scanner| match scanner.phase() {
            Phase::Sending(Sending { attempt, gave_up, .. }) => (*attempt, *gave_up),
            _ => (1, false),
        })
    };
    let words = move || match state().0 {
        1 => texts().sending.to_owned(),
        attempt => texts().sending_again.with([&attempt.to_string(), &TRIES_MAX.to_string()]),
    };
    let shown = move || {
        if !state().1 {
            return vec![el("div", "said").add(el("p", "headline small").live_text(words))];
        }
        let leave = button("button", |words| words.give_up, move || desk.close());
        let again = button("button main", |_| i18n::texts().retry, move || desk.again());
        vec![el("div", "said").all(saying(|| texts().unsent.said())), el("div", "ends").add(leave).add(again)]
    };
    el("section", "panel").swap(move || state().1.to_string(), shown)
}

/// Why not, and what now.
pub fn refused_view(desk: Desk, typing: Held<bool>) -> El {
    let refused = desk.scanner.with(|scanner| match scanner.phase() {
        Phase::Refused(Refused { problem, at_ms, .. }) => Some((problem.clone(), *at_ms)),
        _ => None,
    });
    let Some((problem, at_ms)) = refused else { return el("section", "panel") };
    let code = problem.code;
    let type_it = move || {
        desk.close();
        typing.set(true);
    };
    let mut ends = vec![];
    if code == Code::Cooldown {
        ends.push(button("button", |words| words.another_purchase, move || desk.another_purchase()));
    }
    if code == Code::LimitReached && desk.manager {
        ends.push(button("button", |words| words.override_limit, move || desk.override_visit()));
    }
    if matches!(code, Code::Malformed | Code::UnsupportedVersion | Code::BadSignature) {
        ends.push(button("button", |words| words.type_code, type_it));
    }
    ends.push(button("button main next", |words| words.next, move || desk.close()));
    el("section", "panel")
        .add(el("div", "said").all(saying(move || refusal(&problem, at_ms))))
        .add(el("div", "ends").all(ends))
}
