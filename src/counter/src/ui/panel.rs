//! An open visit: what was done, large enough to read from a metre; what was bought; rewards; undo.

use kit::dom::El;
use kit::{
    browser::clock,
    i18n::{self, Said},
};

use wire::Code;

use super::{
    extras::extras,
    more::more,
    offers::rewards,
    saying,
    sheet::sheet,
    status::status,
    stepper::stepper,
    words::{detail_words, headline_words},
};
use crate::{
    desk::Desk,
    dom::{More, button, el},
    panel::{Panel, Trouble},
    scanner::Scanner,
    texts::{refusal, texts},
};

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
        .all(status(desk));
    let doings = move || {
        // A scan that gave a stamp at once: − and + say how many it shall be.
        let adjust = el("div", "").when(move || desk.is(|panel| panel.adjusts()), move || vec![stepper(desk)]);
        let (rewards, bought) = (rewards(desk), el("div", "bought").add(sheet(desk)).add(adjust));
        let ordered = if desk.is(Panel::redeem_requested) { [rewards, bought] } else { [bought, rewards] };
        let reward_asked = move || desk.is(|panel| panel.redeem_requested() && !panel.offers().is_empty());
        let [first, second] = ordered.map(|part| part.live_class("asked", reward_asked));
        vec![first, second, extras(desk), more(desk)]
    };
    let undo = move || vec![button("button", |_| i18n::till().undo, move || desk.undo())];
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

/// What the last request met, and what can be done about it.
fn trouble_view(desk: Desk) -> El {
    let now = move || desk.scanner.with(|scanner| scanner.panel().and_then(|panel| panel.trouble.clone()));
    let key = |panel: &Panel| match &panel.trouble {
        None => String::new(),
        Some(Trouble::Refused(problem, _)) => problem.title.clone(),
        Some(Trouble::Confirm(_)) => "confirm".to_owned(),
        Some(Trouble::Unsent(_)) => "unsent".to_owned(),
    };
    let shown = move || {
        let Some(trouble) = now() else { return vec![] };
        let no = move || desk.dismiss();
        let (said, buttons) = match trouble {
            Trouble::Refused(problem, request) => {
                let paused = problem.code == Code::RedeemPaused;
                let over = move || if paused { desk.lift_pause(&request) } else { desk.override_limit(&request) };
                let over = ((paused || problem.code == Code::LimitReached) && desk.manager)
                    .then(|| button("button main", |words| words.override_limit, over));
                let close = button("button", |_| i18n::texts().close, no);
                let said = saying(move || refusal(&problem, clock::now_ms()));
                (said, over.into_iter().chain([close]).collect())
            }
            Trouble::Unsent(request) => {
                let again = move || desk.request(request.clone());
                let again = button("button main", |_| i18n::texts().retry, again);
                (saying(|| texts().unsent.said()), vec![again, button("button", |words| words.give_up, no)])
            }
            Trouble::Confirm(offer) => {
                let title = offer.title.clone();
                let asked = move || Said { what: texts().confirm_what.with([&title]), todo: String::new() };
                let yes = button("button main", |words| words.confirm_go, move || desk.redeem(&offer, true));
                (saying(asked), vec![yes, button("button", |words| words.confirm_no, no)])
            }
        };
        said.into_iter().chain(buttons).collect()
    };
    el("div", "trouble").attr("role", "alert").swap(move || desk.read(key), shown)
}
