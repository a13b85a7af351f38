//! The counter: the camera on one side, what came of the last code on the other, and between customers the last visits.

use std::{cell::Cell, rc::Rc};

use kit::browser::{clock, wake_lock::WakeLock};
use leptos::{
    ev,
    leptos_dom::helpers::{set_interval_with_handle, window_event_listener},
    prelude::*,
};
use wire::Till;

use super::{
    camera_view::CameraView,
    menu::Menu,
    panel::PanelView,
    refused::{RefusedView, SendingView},
    typed::TypedCode,
    visits::Visits,
};
use crate::{
    desk::Desk,
    panel::Headline,
    scanner::{Phase, Scanner},
    texts::{refusal, texts},
};

/// How often the panel looks whether its time is over.
const TICK: std::time::Duration = std::time::Duration::from_millis(250);

/// What the side of the screen shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Armed,
    Sending,
    Open(wire::Id),
    Refused(i64),
}

/// What colour the moment has.
fn mood(scanner: &Scanner) -> &'static str {
    match scanner.phase() {
        Phase::Armed => "armed",
        Phase::Sending(sending) if sending.gave_up => "bad",
        Phase::Sending(_) => "sending",
        Phase::Refused(refused) if refused.problem.code == wire::Code::Cooldown => "calm",
        Phase::Refused(_) => "bad",
        Phase::Open(panel) => match panel.headline() {
            Headline::Same | Headline::Choose | Headline::Undone => "calm",
            _ => "good",
        },
    }
}

/// The screen that staff looks at all day.
#[component]
pub fn Counter(
    /// This till, somebody signed in.
    till: Till,
    /// A code that waits to be sent: from a link, or from before the session was over.
    code: Option<String>,
    /// The session is over; with the code that waits, if one does.
    signed_out: Callback<Option<String>>,
    /// They go.
    on_leave: impl Fn() + Clone + Send + Sync + 'static,
    /// The device shall belong to another shop.
    on_pair_again: impl Fn() + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let desk = Desk::open(till.shop.clone(), signed_out);
    // Whoever came by a link has scanned already: the camera waits until it is asked for.
    let looking = RwSignal::new(code.is_none());
    let typing = RwSignal::new(false);
    let awake = WakeLock::hold();
    let awake = Rc::new(Cell::new(Some(awake)));
    on_cleanup({
        let awake = send_wrapper::SendWrapper::new(awake);
        move || drop(awake.take())
    });
    if let Ok(ticking) = set_interval_with_handle(move || desk.tick(), TICK) {
        on_cleanup(move || ticking.clear());
    }
    let keys = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            typing.set(false);
            if !matches!(desk.scanner.with_untracked(|s| s.phase().clone()), Phase::Sending(_)) {
                desk.close();
            }
        }
    });
    on_cleanup(move || keys.remove());
    if let Some(code) = code {
        desk.see(&code);
    }
    let side = Memo::new(move |_| {
        desk.scanner.with(|scanner| match scanner.phase() {
            Phase::Armed => Side::Armed,
            Phase::Sending(_) => Side::Sending,
            Phase::Open(panel) => Side::Open(panel.visit.id),
            Phase::Refused(refused) => Side::Refused(refused.at_ms),
        })
    });
    let mood = Memo::new(move |_| desk.scanner.with(mood));
    let shown = move || match side.get() {
        Side::Armed if typing.get() => view! { <TypedCode desk typing/> }.into_any(),
        Side::Armed => view! { <Idle desk looking typing/> }.into_any(),
        Side::Sending => view! { <SendingView desk/> }.into_any(),
        Side::Open(_) => view! { <PanelView desk/> }.into_any(),
        Side::Refused(_) => view! { <RefusedView desk typing/> }.into_any(),
    };
    let name = till.staff.map(|staff| staff.name).unwrap_or_default();
    view! {
        <div class=move || ["counter ", mood.get()].concat()>
            <header class="bar">
                <h1>{till.shop.name}</h1>
                <Menu name on_leave on_pair_again/>
            </header>
            <CameraView desk looking/>
            <main class="side">{shown}</main>
            <p class="unseen" role="status" aria-live="assertive">{move || desk.scanner.with(announcement)}</p>
        </div>
    }
}

/// Between two customers.
#[component]
fn Idle(desk: Desk, looking: RwSignal<bool>, typing: RwSignal<bool>) -> impl IntoView {
    let scan = move || {
        (!looking.get()).then(|| {
            view! {
                <button type="button" class="button main" on:click=move |_| looking.set(true)>
                    {move || texts().open_scanner}
                </button>
            }
        })
    };
    view! {
        <div class="idle">
            <p class="aim">{move || texts().aim}</p>
            {scan}
            <button type="button" class="button" on:click=move |_| typing.set(true)>{move || texts().type_code}</button>
            <Visits desk/>
        </div>
    }
}

/// What a screen reader says of each change.
fn announcement(scanner: &Scanner) -> String {
    let words = texts();
    match scanner.phase() {
        Phase::Armed => String::new(),
        Phase::Sending(sending) if sending.gave_up => words.unsent.what.clone().into_owned(),
        Phase::Sending(_) => words.sending.to_owned(),
        Phase::Open(panel) => super::panel::headline_words(panel),
        Phase::Refused(refused) => {
            let said = refusal(&refused.problem, kit::i18n::lang(), clock::now_ms());
            [&*said.what, " ", &*said.todo].concat()
        }
    }
}
