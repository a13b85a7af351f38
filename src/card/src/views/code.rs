//! The code to be shown: the QR with its ring, the typed code under it, and both large over the whole screen.

use kit::{
    browser::wake_lock::WakeLock,
    ui::{Button, Dialog, Look},
};
use leptos::prelude::*;

use crate::{session::Session, texts::t, ticker::Shown};

/// The code.
#[component]
pub fn Code(
    /// Whose.
    session: Session,
) -> impl IntoView {
    // The screen stays awake while a code is on it.
    let awake = StoredValue::new_local(Some(WakeLock::hold()));
    on_cleanup(move || {
        awake.try_update_value(Option::take);
    });
    let large = RwSignal::new(false);
    let shown = session.shown;
    view! {
        <section class="code" aria-label=move || t().show_this>
            <h2>{move || t().show_this}</h2>
            <div class="qr" on:click=move |_| large.set(true)>
                <Qr shown/>
            </div>
            <Typed shown/>
            <Button look=Look::Quiet label=Signal::derive(|| t().enlarge.to_owned()) on_press=move || large.set(true)/>
            <Dialog open=large class="large" closes_on_tap=true label=Signal::derive(|| t().show_this.to_owned())>
                <p class="shop-name">{move || session.face.with(|face| face.name.clone())}</p>
                <div class="qr"><Qr shown/></div>
                <Typed shown/>
                <button type="button" class="button">{move || t().tap_to_close}</button>
            </Dialog>
        </section>
    }
}

/// Black on white with its quiet zone, in the dark too, and a ring that runs down with the step.
#[component]
fn Qr(shown: RwSignal<Option<Shown>>) -> impl IntoView {
    let drawn = move || {
        let Shown { path, size, elapsed_ms, link, .. } = shown.get()?;
        let square = ["0 0 ", &size.to_string(), " ", &size.to_string()].concat();
        let side = size.to_string();
        let delay = ["-", &elapsed_ms.to_string(), "ms"].concat();
        Some(view! {
            <svg class="modules" viewBox=square shape-rendering="crispEdges" role="img" aria-label=move || t().qr_label data-link=link>
                <rect width=side.clone() height=side fill="#fff"/>
                <path d=path fill="#000"/>
            </svg>
            <svg class="ring" viewBox="0 0 100 100" aria-hidden="true">
                <rect class="track" x="1.5" y="1.5" width="97" height="97" rx="7"/>
                <rect class="rest" x="1.5" y="1.5" width="97" height="97" rx="7" pathLength="100" style:animation-delay=delay/>
            </svg>
        })
    };
    view! { {drawn} }
}

/// The code to say aloud.
#[component]
fn Typed(shown: RwSignal<Option<Shown>>) -> impl IntoView {
    let typed = move || shown.with(|shown| shown.as_ref().map(|shown| shown.typed.clone()));
    view! { <p class="typed"><span>{move || t().typed_code}</span> " " <strong>{typed}</strong></p> }
}
