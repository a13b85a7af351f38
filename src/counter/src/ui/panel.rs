//! An open visit: what was done, large enough to read from a metre; how many; rewards; undo.

use crate::signals::*;
use kit::dom::El;
use kit::{
    browser::clock,
    i18n::{self, Said, format, lang},
};
use wire::{Purse, PurseKind};

use super::{gift::gift, saying, stepper::stepper};
use crate::{
    desk::Desk,
    dom::{More, button, el},
    panel::{Headline, Offer, Panel, Trouble},
    scanner::Scanner,
    texts::{refusal, texts},
    when,
};

/// The headline in words.
pub fn headline_words(panel: &Panel) -> String {
    let words = texts();
    match panel.headline() {
        Headline::Stamps(count) => (words.plus)((i18n::texts().stamps)(count.into())),
        Headline::Points(count) => (words.plus)((i18n::texts().points)(count)),
        Headline::Used(_) => words.used.to_owned(),
        Headline::Gift(_) => words.gifted.to_owned(),
        Headline::Undone => words.undone.to_owned(),
        Headline::Same => words.same.to_owned(),
        Headline::Choose => words.choose.to_owned(),
    }
}

fn detail_words(panel: &Panel) -> String {
    match panel.headline() {
        Headline::Used(title) | Headline::Gift(title) => title,
        Headline::Same => (texts().same_hint)(when::seconds_ago(&panel.visit.opened_at, clock::now_ms())),
        _ => String::new(),
    }
}

fn whose(panel: &Panel) -> String {
    let card = (texts().card)(&panel.card.number);
    match &panel.card.member.first_name {
        Some(name) => [name, " · ", &card].concat(),
        None => card,
    }
}

impl Desk {
    /// Something about the open panel; tracked.
    pub fn read(self, read: fn(&Panel) -> String) -> String {
        self.scanner.with(|scanner| scanner.panel().map(read).unwrap_or_default())
    }

    /// Whether something holds of the open panel; tracked.
    pub fn is(self, test: fn(&Panel) -> bool) -> bool {
        self.scanner.with(|scanner| scanner.panel().is_some_and(test))
    }
}

/// The panel of the open visit.
pub fn panel_view(desk: Desk) -> El {
    let said = el("div", "said")
        .add(el("p", "headline").live_text(move || desk.read(headline_words)))
        .add(el("p", "detail").live_text(move || desk.read(detail_words)))
        .add(
            el("div", "purse")
                .swap(move || desk.read(purse_key), move || desk_purse(desk).map(purse_view).unwrap_or_default()),
        )
        .add(el("p", "whose").live_text(move || desk.read(whose)));
    let doings = move || {
        let (rewards, more) = (rewards(desk), stepper(desk));
        let ordered = if desk.is(Panel::redeem_requested) { [rewards, more] } else { [more, rewards] };
        let reward_asked = move || desk.is(|panel| panel.redeem_requested() && !panel.offers().is_empty());
        let [first, second] = ordered.map(|part| part.live_class("asked", reward_asked));
        vec![first, second, gift(desk)]
    };
    let undo = move || vec![button("button", |_| i18n::texts().undo, move || desk.undo())];
    let next = el("button", "button main next").attr("type", "button").on("click", move || desk.close());
    let closes = move || desk.scanner.with(Scanner::closes_ms);
    let key = move || closes().map_or_else(String::new, |ms| ms.to_string());
    let closing = move || closes().map(|ms| vec![closing(ms - clock::now_ms())]).unwrap_or_default();
    let next = next
        .add(el("span", "timer").attr("aria-hidden", "true").swap(key, closing))
        .add(el("span", "").say(|words| words.next));
    el("section", "panel")
        .live_attr("aria-busy", move || Some(desk.is(|panel| panel.busy).to_string()))
        .add(said)
        .add(trouble_view(desk))
        .add(el("div", "doings").when(move || !desk.is(Panel::is_empty), doings))
        .add(
            el("div", "ends")
                .add(el("div", "undo").when(move || desk.is(|p| !p.undoable().is_empty()), undo))
                .add(next),
        )
}

/// The bar that runs out with the panel's time.
fn closing(left_ms: i64) -> El {
    let bar = el("span", "closing");
    let style = wasm_bindgen::JsCast::unchecked_ref::<web_sys::HtmlElement>(bar.node()).style();
    let _ = style.set_property("animation-duration", &[&left_ms.to_string(), "ms"].concat());
    bar
}

fn purse_key(panel: &Panel) -> String {
    panel.purse().map(|purse| [&purse.id, "=", &purse.balance.to_string()].concat()).unwrap_or_default()
}

fn desk_purse(desk: Desk) -> Option<Purse> {
    desk.scanner.with(|scanner| scanner.panel().and_then(Panel::purse).cloned())
}

/// What the card holds now: stamps as dots, other units as a number.
fn purse_view(purse: Purse) -> Vec<El> {
    let balance = purse.balance;
    let counted = move |count: fn(i64) -> String| {
        vec![el("p", "balance").add(el("strong", "").live_text(move || count(balance)))]
    };
    match (purse.kind, purse.goal) {
        (PurseKind::Stamps, Some(goal)) => {
            let left = i64::from(goal) - balance;
            let dot = |n: u32| el("i", if i64::from(n) < balance { "on" } else { "" });
            let to_go = move || if left > 0 { (texts().to_go)(left) } else { String::new() };
            vec![
                el("p", "stamps").attr("aria-hidden", "true").all((0..goal).map(dot)),
                el("p", "balance")
                    .add(el("strong", "").live_text(move || (texts().of_goal)(balance, goal)))
                    .add(el("span", "").live_text(to_go)),
            ]
        }
        (PurseKind::Stamps, None) => counted(|balance| (i18n::texts().stamps)(balance)),
        (PurseKind::Points, _) => counted(|balance| (i18n::texts().points)(balance)),
        (PurseKind::Credit, _) => counted(format::number),
    }
}

/// What can be given now.
fn rewards(desk: Desk) -> El {
    let offers = move || desk.scanner.with(|scanner| scanner.panel().map(Panel::offers).unwrap_or_default());
    let key = |panel: &Panel| {
        let ids = panel.offers().into_iter().map(|offer| offer.voucher.map_or(offer.reward, |id| id.to_string()));
        ids.collect::<Vec<_>>().join(" ")
    };
    el("div", "rewards").swap(
        move || desk.read(key),
        move || {
            let offers = offers();
            if offers.is_empty() {
                return vec![];
            }
            let rows = offers.into_iter().map(|offer| offer_row(desk, offer));
            vec![el("h2", "").say(|words| words.rewards_ready), el("ul", "").all(rows)]
        },
    )
}

fn offer_row(desk: Desk, offer: Offer) -> El {
    let name = offer.title.clone();
    let cost = offer.cost;
    let what = el("span", "")
        .add(el("strong", "").text(&offer.title))
        .add(el("small", "").live_text(move || cost.map(|cost| (texts().costs)(cost)).unwrap_or_default()));
    let redeem = button("button redeem", |words| words.redeem_go, move || desk.redeem(&offer, false));
    let redeem = redeem.label(move || (texts().redeem)(&name)).busy(move || desk.is(|panel| panel.busy));
    el("li", "").add(what).add(redeem)
}

/// What the last request met, and what can be done about it.
fn trouble_view(desk: Desk) -> El {
    let now = move || desk.scanner.with(|scanner| scanner.panel().and_then(|panel| panel.trouble.clone()));
    let key = |panel: &Panel| match &panel.trouble {
        None => String::new(),
        Some(Trouble::Refused(problem)) => problem.title.clone(),
        Some(Trouble::Confirm(_)) => "confirm".to_owned(),
        Some(Trouble::Unsent(_)) => "unsent".to_owned(),
    };
    let shown = move || {
        let Some(trouble) = now() else { return vec![] };
        let no = move || desk.dismiss();
        let (said, buttons) = match trouble {
            Trouble::Refused(problem) => (
                saying(move || refusal(&problem, lang(), clock::now_ms())),
                vec![button("button", |_| i18n::texts().close, no)],
            ),
            Trouble::Unsent(request) => {
                let again = move || desk.request(request.clone());
                let again = button("button main", |_| i18n::texts().retry, again);
                (saying(|| texts().unsent.clone()), vec![again, button("button", |words| words.give_up, no)])
            }
            Trouble::Confirm(offer) => {
                let title = offer.title.clone();
                let asked = move || Said { what: (texts().confirm_what)(&title).into(), todo: "".into() };
                let yes = button("button main", |words| words.confirm_go, move || desk.redeem(&offer, true));
                (saying(asked), vec![yes, button("button", |words| words.confirm_no, no)])
            }
        };
        said.into_iter().chain(buttons).collect()
    };
    el("div", "trouble").attr("role", "alert").swap(move || desk.read(key), shown)
}
