//! A code on its way, and a code refused: what happened, and what to do.

use kit::{
    i18n::{self, lang},
    ui::{Button, Look},
};
use leptos::prelude::*;
use wire::Code;

use super::Saying;
use crate::{
    desk::Desk,
    scanner::{Phase, Refused, Sending},
    send::TRIES_MAX,
    texts::{refusal, texts},
};

/// "Sending …", try by try; when there is no answer at all, staff decides.
#[component]
pub fn SendingView(
    /// The counter.
    desk: Desk,
) -> impl IntoView {
    let sending = Memo::new(move |_| {
        desk.scanner.with(|scanner| match scanner.phase() {
            Phase::Sending(Sending { attempt, gave_up, .. }) => (*attempt, *gave_up),
            _ => (1, false),
        })
    });
    let words = move || match sending.get().0 {
        1 => texts().sending.to_owned(),
        attempt => (texts().sending_again)(attempt, TRIES_MAX),
    };
    let (again, leave) =
        (Signal::derive(|| i18n::texts().retry.to_owned()), Signal::derive(|| texts().give_up.to_owned()));
    let lost = move || {
        view! {
            <div class="said"><Saying said=Signal::derive(|| texts().unsent.clone())/></div>
            <div class="ends">
                <Button label=leave look=Look::Plain on_press=move || desk.close()/>
                <Button label=again on_press=move || desk.again()/>
            </div>
        }
    };
    view! {
        <section class="panel">
            <Show when=move || sending.get().1 fallback=move || view! { <div class="said"><p class="headline small">{words}</p></div> }>
                {lost}
            </Show>
        </section>
    }
}

/// Why not, and what now.
#[component]
pub fn RefusedView(
    /// The counter.
    desk: Desk,
    /// Opens the field for a typed code.
    typing: RwSignal<bool>,
) -> impl IntoView {
    let refused = desk.scanner.with_untracked(|scanner| match scanner.phase() {
        Phase::Refused(Refused { problem, at_ms, .. }) => Some((problem.clone(), *at_ms)),
        _ => None,
    });
    refused.map(|(problem, at_ms)| {
        let code = problem.code;
        let said = Signal::derive(move || refusal(&problem, lang(), at_ms));
        let again = move || {
            (code == Code::Cooldown).then(|| {
                let words = Signal::derive(|| texts().another_purchase.to_owned());
                view! { <Button label=words look=Look::Plain on_press=move || desk.another_purchase()/> }
            })
        };
        let type_it = move || {
            desk.close();
            typing.set(true);
        };
        let unread = matches!(code, Code::Malformed | Code::UnsupportedVersion | Code::BadSignature);
        let typed = unread.then(|| {
            let words = Signal::derive(|| texts().type_code.to_owned());
            view! { <Button label=words look=Look::Plain on_press=type_it/> }
        });
        view! {
            <section class="panel">
                <div class="said"><Saying said/></div>
                <div class="ends">
                    {again}
                    {typed}
                    <button type="button" class="button main next" on:click=move |_| desk.close()>{move || texts().next}</button>
                </div>
            </section>
        }
    })
}
