//! How many, and how much: − and +, and the amount where the programme counts money.

use crate::signals::*;
use js_sys::{Array, Object, Reflect};
use kit::browser::call0;
use kit::dom::El;
use wasm_bindgen::{JsCast, JsValue};
use wire::Money;

use super::enter::{field, plain_text};
use crate::{
    amount,
    desk::Desk,
    dom::{More, button, el, value_of},
    panel::Panel,
    quantity::QUANTITY_MAX,
    texts::texts,
};

/// − 1 +, which follows at once when something was given already; else with the button that gives.
pub fn stepper(desk: Desk) -> El {
    let quantity = move || desk.scanner.with(|scanner| scanner.panel().map_or(1, Panel::quantity));
    let in_points = move || desk.program.with(|shop| shop.as_ref().is_some_and(|shop| shop.program.points.is_some()));
    let steps = move || {
        let less = button("step", |_| "−", move || desk.adjust(-1)).say_label(|words| words.less);
        let more = button("step", |_| "+", move || desk.adjust(1)).say_label(|words| words.more);
        let steps = el("div", "stepper").attr("role", "group").say_label(|words| words.quantity);
        vec![
            steps
                .add(less.flag("disabled", move || quantity() <= 1))
                .add(el("output", "").attr("aria-live", "polite").live_text(move || quantity().to_string()))
                .add(more.flag("disabled", move || quantity() >= QUANTITY_MAX)),
        ]
    };
    let give = move || if untrack(in_points) { give_points(desk) } else { vec![give_stamps(desk)] };
    el("div", "steps")
        .add(el("div", "").when(move || !in_points(), steps))
        .add(el("div", "give").when(move || desk.is(|panel| panel.given_sum() == 0), give))
}

fn give_stamps(desk: Desk) -> El {
    let words = |panel: &Panel| (texts().give_stamps)(panel.quantity().into());
    let give = el("button", "button main").attr("type", "button").live_text(move || desk.read(words));
    give.on("click", move || desk.give(None))
}

fn give_points(desk: Desk) -> Vec<El> {
    let paid = RwSignal::new(String::new());
    let input =
        plain_text(el("input", "")).attr("inputmode", "decimal").on_event("input", move |e| paid.set(value_of(&e)));
    let money = move || {
        let currency = desk.shop.with_value(|shop| shop.currency.clone());
        paid.with(|paid| amount::parse(paid, decimals(&currency))).map(|minor| Money { minor, currency })
    };
    let give = move || {
        if let Some(money) = untrack(money) {
            desk.give(Some(money));
        }
    };
    let go = button("button main", |words| words.give_points, give).flag("disabled", move || money().is_none());
    vec![field(|words| words.amount, input), go]
}

/// How many decimals a currency has; the browser knows.
fn decimals(currency: &str) -> u32 {
    let known = || -> Result<f64, JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
        let class: js_sys::Function = Reflect::get(&intl, &"NumberFormat".into())?.dyn_into()?;
        let options = Object::new();
        Reflect::set(&options, &"style".into(), &"currency".into())?;
        Reflect::set(&options, &"currency".into(), &currency.into())?;
        let format = Reflect::construct(&class, &Array::of2(&"en".into(), &options))?;
        let resolved = call0(&format, "resolvedOptions")?;
        Ok(Reflect::get(&resolved, &"maximumFractionDigits".into())?.as_f64().unwrap_or(2.0))
    };
    known().map_or(2, |decimals| decimals as u32)
}
