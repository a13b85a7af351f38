//! What is good to know but not needed at the counter: what the level gives, and all that points buy. Under the code, which has to be seen without
//! scrolling.

use kit::{
    dom::{El, el},
    i18n,
};
use wire::PurseKind;

use crate::{session::Session, shop::Reward, texts::t, views::vouchers::use_now};

/// What there is of it.
pub fn more(session: Session) -> El {
    el("div").class("more").live(move || {
        let card = session.card.read();
        let Some(card) = card.as_ref() else { return vec![] };
        let benefits = card.level.as_ref().map(|level| {
            panel("benefits", &level.name, level.benefits.iter().map(|benefit| el("li").text(benefit)).collect())
        });
        let points = card.purses.iter().find(|purse| purse.kind == PurseKind::Points);
        let shop = session.shop.read();
        let menu = points.zip(shop.as_ref()).map(|(points, shop)| {
            let rewards = shop.program.rewards.iter().filter_map(|reward| on_menu(session, reward, points.balance));
            panel("menu", t().menu, rewards.collect())
        });
        benefits.into_iter().chain(menu).flatten().collect()
    })
}

/// A list under its name, unless it is empty.
fn panel(class: &str, name: &str, lines: Vec<El>) -> Option<El> {
    let list = |lines| el("section").class(class).add(el("h2").text(name)).add(el("ul").all(lines));
    (!lines.is_empty()).then(|| list(lines))
}

/// A reward that points buy, and how far they reach; far enough, it can be had.
fn on_menu(session: Session, reward: &Reward, balance: i64) -> Option<El> {
    let cost = reward.cost?;
    let missing = cost - balance;
    let points = &i18n::texts().points;
    let last = match missing {
        1.. => el("small").text(&t().to_go.with([&points.of(missing, [])])),
        _ => use_now(session, &reward.title),
    };
    let bar = el("progress").attr("max", &cost.to_string()).attr("value", &balance.clamp(0, cost).to_string());
    let line = el("li").class(if missing > 0 { "" } else { "have" });
    Some(line.all([
        el("strong").text(&reward.title),
        el("span").text(&points.of(cost, [])),
        bar.attr("aria-label", &reward.title),
        last,
    ]))
}
