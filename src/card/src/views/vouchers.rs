//! Rewards that are ready, as tickets torn off the card.

use kit::{
    dom::{El, derived, el},
    i18n::format,
};

use crate::{content::Voucher, session::Session, texts::t};

/// The tickets.
pub fn vouchers(session: Session) -> El {
    let vouchers = derived(move || session.card.read().as_ref().map(|card| card.vouchers.clone()).unwrap_or_default());
    let (none, several) = (vouchers.clone(), vouchers.clone());
    el("section")
        .class("tickets")
        .live_class("unseen", move || none.read().is_empty())
        .live_attr("aria-label", || Some(t().ready.to_owned()))
        // Several lie side by side and are swiped through, also by keyboard.
        .live_attr("tabindex", move || (several.read().len() > 1).then(|| "0".to_owned()))
        .live(move || vouchers.read().iter().map(ticket).collect())
}

fn ticket(voucher: &Voucher) -> El {
    let until = voucher.expires_at.as_ref().and_then(format::ms_of);
    let how = move || match until {
        Some(ms) => t().valid_until.with([&format::day(ms)]),
        None => t().show_to_use.to_owned(),
    };
    el("div").class("ticket").all([
        el("p").class("ready").live_text(|| t().ready.to_owned()),
        el("p").class("title").text(&voucher.title),
        el("p")
            .class("choices")
            .all(voucher.choices.iter().map(|choice| el("span").text(&t().or.with([&choice.title])))),
        el("p").class("how").live_text(how),
    ])
}
