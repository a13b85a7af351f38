//! How many: − and +.

use js_sys::{Array, Object, Reflect};
use kit::{browser::call0, dom::El};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    desk::Desk,
    dom::{More, button, el},
    panel::Panel,
    quantity::QUANTITY_MAX,
};

/// − 1 +, which follows at once when something was given already.
pub fn stepper(desk: Desk) -> El {
    let quantity = move || desk.of_panel(Panel::quantity).unwrap_or(1);
    let less = button("step", |_| "−", move || desk.adjust(-1)).say_label(|words| words.less);
    let more = button("step", |_| "+", move || desk.adjust(1)).say_label(|words| words.more);
    let steps = el("div", "stepper").attr("role", "group").say_label(|words| words.quantity);
    steps
        .add(less.flag("disabled", move || quantity() <= 1))
        .add(el("output", "").attr("aria-live", "polite").live_text(move || quantity().to_string()))
        .add(more.flag("disabled", move || quantity() >= QUANTITY_MAX))
}

/// How many decimals a currency has; the browser knows.
pub fn decimals(currency: &str) -> u32 {
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
