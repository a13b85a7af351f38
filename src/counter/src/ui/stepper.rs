//! How many, and how much: − and +, and the amount where the programme counts money.

use js_sys::{Array, Object, Reflect};
use kit::{browser::call0, i18n, ui::Button};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wire::Money;

use crate::{amount, desk::Desk, panel::Panel, quantity::QUANTITY_MAX, texts::texts};

/// − 1 +, which follows at once when something was given already; else with the button that gives.
#[component]
pub fn Stepper(
    /// The counter.
    desk: Desk,
) -> impl IntoView {
    let panel = move |read: fn(&Panel) -> u32| desk.scanner.with(|scanner| scanner.panel().map_or(1, read));
    let quantity = Memo::new(move |_| panel(Panel::quantity));
    let given = Memo::new(move |_| panel(Panel::given_sum));
    let busy = Signal::derive(move || desk.scanner.with(|scanner| scanner.panel().is_some_and(|panel| panel.busy)));
    let in_points = move || desk.program.with(|shop| shop.as_ref().is_some_and(|shop| shop.program.points.is_some()));
    let paid = RwSignal::new(String::new());
    let money = move || {
        let currency = desk.shop.with_value(|shop| shop.currency.clone());
        amount::parse(&paid.get(), decimals(&currency)).map(|minor| Money { minor, currency })
    };
    let give = move || {
        if !in_points() || money().is_some() {
            desk.give(money());
        }
    };
    let give_words = Signal::derive(move || {
        if in_points() { texts().give_points.to_owned() } else { (texts().give_stamps)(quantity.get().into()) }
    });
    let shown = move || !in_points();
    let (at_least, at_most) = (move || quantity.get() <= 1, move || quantity.get() >= QUANTITY_MAX);
    view! {
        <Show when=shown>
            <div class="stepper" role="group" aria-label=move || texts().quantity>
                <span class="unseen">{move || texts().quantity}</span>
                <button type="button" class="step" aria-label=move || texts().less
                    disabled=at_least on:click=move |_| desk.adjust(-1)>"−"</button>
                <output aria-live="polite">{move || quantity.get()}</output>
                <button type="button" class="step" aria-label=move || texts().more
                    disabled=at_most on:click=move |_| desk.adjust(1)>"+"</button>
            </div>
        </Show>
        <Show when=move || given.get() == 0>
            <Show when=in_points>
                <label class="amount">
                    <span>{move || texts().amount}</span>
                    <input type="text" inputmode="decimal" autocomplete="off" prop:value=move || paid.get()
                        on:input=move |event| paid.set(event_target_value(&event))/>
                </label>
            </Show>
            <Button label=give_words busy on_press=give/>
        </Show>
        <p class="unseen" role="status">{move || if busy.get() { i18n::texts().wait } else { "" }}</p>
    }
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
