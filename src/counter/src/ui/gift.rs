//! A gift out of goodwill: what, and why.

use kit::ui::{Button, Look};
use leptos::prelude::*;

use crate::{desk::Desk, texts::texts};

/// Folded away until it is wanted; opening it keeps the panel.
#[component]
pub fn Gift(
    /// The counter.
    desk: Desk,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let (what, why) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let rewards =
        move || desk.program.with(|shop| shop.as_ref().map(|shop| shop.program.rewards.clone()).unwrap_or_default());
    let chosen = move || what.get().or_else(|| rewards().first().map(|reward| reward.id.clone()));
    let unfold = move || {
        desk.scanner.update(crate::scanner::Scanner::hold);
        open.set(true);
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let reason = why.get_untracked().trim().to_owned();
        if let Some(reward) = untrack(chosen).filter(|_| !reason.is_empty()) {
            open.set(false);
            why.set(String::new());
            desk.gift(reward, reason);
        }
    };
    let options = move || {
        let option = |reward: wire::Reward| {
            let id = reward.id.clone();
            view! { <option value=reward.id selected=move || chosen().as_deref() == Some(&id)>{reward.title}</option> }
        };
        rewards().into_iter().map(option).collect_view()
    };
    let form = move || {
        view! {
            <form class="gift" on:submit=submit>
                <label>
                    <span>{move || texts().gift_what}</span>
                    <select on:change=move |event| what.set(Some(event_target_value(&event)))>{options}</select>
                </label>
                <label>
                    <span>{move || texts().gift_reason}</span>
                    <input type="text" required maxlength="200" autocomplete="off" prop:value=move || why.get()
                        on:input=move |event| why.set(event_target_value(&event))/>
                </label>
                <button type="submit" class="button">{move || texts().gift_go}</button>
            </form>
        }
    };
    let shut =
        move || view! { <Button label=Signal::derive(|| texts().gift.to_owned()) look=Look::Quiet on_press=unfold/> };
    let any = move || !rewards().is_empty();
    view! {
        <Show when=any>
            <Show when=move || open.get() fallback=shut>{form}</Show>
        </Show>
    }
}
