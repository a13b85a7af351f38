//! Rewards that are ready, as tickets torn off the card.

use kit::{
    dom::{El, derived, el},
    i18n::format,
    ui::{Look, button},
};

use crate::{content::Voucher, session::Session, texts::t};

/// The tickets.
pub fn vouchers(session: Session) -> El {
    let vouchers = derived(move || ready(session).unwrap_or_default());
    let (none, several) = (vouchers.clone(), vouchers.clone());
    el("section")
        .class("tickets")
        .live_class("unseen", move || none.read().is_empty())
        .live_attr("aria-label", || Some(t().ready.to_owned()))
        // Several lie side by side and are swiped through, also by keyboard.
        .live_attr("tabindex", move || (several.read().len() > 1).then(|| "0".to_owned()))
        .live(move || vouchers.read().iter().map(|voucher| ticket(session, voucher)).collect())
}

/// The vouchers, and one for each full stamp card that is exchanged when the customer likes; tracked.
fn ready(session: Session) -> Option<Vec<Voucher>> {
    let (card, shop) = (session.card.read(), session.shop.read());
    let card = card.as_ref()?;
    let mut ready = card.vouchers.clone();
    for stamp_card in shop.as_ref().map_or(&[][..], |shop| &shop.program.stamp_cards) {
        let full = card.purses.iter().any(|purse| purse.id == stamp_card.id && purse.balance >= stamp_card.goal.into());
        if let Some(title) = session.reward_title(&stamp_card.reward).filter(|_| full) {
            let (id, reward) = (stamp_card.id.clone(), stamp_card.reward.clone());
            ready.push(Voucher { id, reward, title, expires_at: None, choices: vec![] });
        }
    }
    Some(ready)
}

fn ticket(session: Session, voucher: &Voucher) -> El {
    let until = voucher.expires_at.as_ref().and_then(format::ms_of);
    let how = move || until.map(|ms| t().valid_until.with([&format::day(ms)])).unwrap_or_default();
    el("div").class("ticket").all([
        el("p").class("ready").live_text(|| t().ready.to_owned()),
        el("p").class("title").text(&voucher.title),
        el("p")
            .class("choices")
            .all(voucher.choices.iter().map(|choice| el("span").text(&t().or.with([&choice.title])))),
        el("p").class("how").live_text(how),
        use_now(session, &voucher.title),
    ])
}

/// Says that the customer wants this reward now: its code is signed so, and the counter is asked for nothing else.
pub fn use_now(session: Session, title: &str) -> El {
    let (title, of) = (title.to_owned(), title.to_owned());
    let button = button(Look::Plain, || t().use_now.to_owned(), move || session.use_now(&title));
    // There may be several.
    button.live_attr("aria-label", move || Some([t().use_now, ": ", &of].concat()))
}
