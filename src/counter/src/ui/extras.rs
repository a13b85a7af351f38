//! What is done beside a purchase: points for something the customer did, and a membership that begins or goes on.

use kit::{browser::clock, dom::El, i18n, i18n::format};
use wire::{Card, MembershipStep, ProgramAction, ProgramMembership};

use crate::{desk::Desk, dom::el, panel::Panel, rules::Rules, signals::*, texts::texts};

/// The buttons, one for each thing.
pub fn extras(desk: Desk) -> El {
    let key = |panel: &Panel| {
        let ids = panel.rules.actions.iter().map(|action| action.id.as_str()).collect::<Vec<_>>().join(" ");
        let step = offered(&panel.rules, &panel.card, clock::now_ms() as f64);
        [
            &*ids,
            match step {
                Some(MembershipStep::Enrol) => " enrol",
                Some(MembershipStep::Renew) => " renew",
                Some(MembershipStep::Cancel) | None => "",
            },
        ]
        .concat()
    };
    el("div", "extras").swap(
        move || desk.read(key),
        move || {
            let facts =
                |panel: &Panel| (panel.rules.clone(), offered(&panel.rules, &panel.card, clock::now_ms() as f64));
            let Some((rules, step)) = untrack(|| desk.of_panel(facts)) else { return vec![] };
            let membership = rules.membership.zip(step).map(|(membership, step)| take_out(desk, membership, step));
            let actions = rules.actions.into_iter().map(|did| action(desk, did));
            actions.chain(membership).collect()
        },
    )
}

fn action(desk: Desk, action: ProgramAction) -> El {
    let ProgramAction { id, name, points } = action;
    let words = move || [&*name, " · + ", &i18n::texts().points.of(points, [])].concat();
    let done = el("button", "button").attr("type", "button").live_text(words);
    done.busy(move || desk.is(|panel| panel.busy)).on("click", move || desk.act(id.clone()))
}

fn take_out(desk: Desk, membership: ProgramMembership, step: MembershipStep) -> El {
    let ProgramMembership { name, price, .. } = membership;
    let words = move || {
        let what = if step == MembershipStep::Renew { &texts().renew } else { &texts().enrol };
        let price = price.map(|minor| [" · ", &desk.money(minor)].concat()).unwrap_or_default();
        what.with([&[&*name, &price].concat()])
    };
    let done = el("button", "button").attr("type", "button").live_text(words);
    done.busy(move || desk.is(|panel| panel.busy)).on("click", move || desk.membership(step))
}

/// What can be done with the membership now.
fn offered(rules: &Rules, card: &Card, now_ms: f64) -> Option<MembershipStep> {
    rules.membership.as_ref()?;
    let Some(membership) = &card.membership else { return Some(MembershipStep::Enrol) };
    // One without an end needs nothing.
    let until = format::ms_of(membership.valid_until.as_ref()?)?;
    Some(if until > now_ms { MembershipStep::Renew } else { MembershipStep::Enrol })
}
