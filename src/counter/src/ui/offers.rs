//! What can be given now: rewards that are ready, with what may be had in their place, and what points buy.

use kit::{dom::El, i18n};

use crate::{
    desk::Desk,
    dom::{More, button, el},
    offers::Offer,
    panel::Panel,
    signals::*,
    texts::texts,
};

/// The rewards, one row each.
pub fn rewards(desk: Desk) -> El {
    let offers = move || desk.of_panel(Panel::offers).unwrap_or_default();
    let key = |panel: &Panel| {
        let id = |offer: Offer| {
            let voucher = offer.voucher.map(|id| id.to_string()).unwrap_or_default();
            [&*voucher, "/", &offer.reward, "/", &offer.title].concat()
        };
        panel.offers().into_iter().map(id).collect::<Vec<_>>().join(" ")
    };
    el("div", "rewards").swap(
        move || desk.read(key),
        move || {
            let offers = untrack(offers);
            if offers.is_empty() {
                return vec![];
            }
            let rows = offers.into_iter().map(|offer| row(desk, offer));
            vec![el("h2", "").say(|words| words.rewards_ready), el("ul", "").all(rows)]
        },
    )
}

fn row(desk: Desk, offer: Offer) -> El {
    let name = offer.title.clone();
    let (cost, chosen) = (offer.cost, offer.choice.is_some());
    let how = move || match cost {
        Some(cost) => i18n::texts().points.of(cost, []),
        None if chosen => texts().instead.to_owned(),
        None => String::new(),
    };
    let what = el("span", "").add(el("strong", "").text(&offer.title)).add(el("small", "").live_text(how));
    let redeem = button("button redeem", |words| words.redeem_go, move || desk.redeem(&offer, false));
    let redeem = redeem.label(move || texts().redeem.with([&name])).busy(move || desk.is(|panel| panel.busy));
    el("li", "").add(what).add(redeem)
}
