//! The counter: the camera on one side, what came of the last code on the other, and between customers the last visits.

use crate::signals::*;
use kit::browser::{clock, wake_lock::WakeLock, window};
use kit::dom::El;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use wire::Till;

use super::{
    camera_view::camera_view,
    menu::menu,
    panel::panel_view,
    refused::{refused_view, sending_view},
    typed::typed_code,
    visits::visits,
    words::headline_words,
};
use crate::{
    desk::Desk,
    dom::{More, button, el, on_window},
    headline::Headline,
    scanner::{Phase, Scanner},
    texts::{refusal, texts},
};

/// How often the panel looks whether its time is over.
const TICK_MS: i32 = 250;

/// The screen that staff looks at all day. `code` waits to be sent: from a link, or from before the session was over.
pub fn counter(
    till: &Till,
    code: Option<String>,
    signed_out: fn(Option<String>),
    on_leave: impl Fn() + Clone + 'static,
    on_pair_again: fn(),
) -> El {
    let desk = Desk::open(till, signed_out);
    // Whoever came by a link has scanned already: the camera waits until it is asked for.
    let looking = Held::new(code.is_none());
    let typing = Held::new(false);
    let awake = SendWrapper::new(WakeLock::hold());
    on_cleanup(move || drop(awake));
    tick(desk);
    on_window("keydown", move |event| {
        if event.unchecked_into::<web_sys::KeyboardEvent>().key() == "Escape" {
            typing.set(false);
            if !desk.scanner.with_untracked(|scanner| matches!(scanner.phase(), Phase::Sending(_))) {
                desk.close();
            }
        }
    });
    if let Some(code) = code {
        desk.see(&code);
    }
    let side = move || {
        desk.scanner.with(|scanner| match scanner.phase() {
            Phase::Armed if typing.get() => "typing".to_owned(),
            Phase::Armed => "armed".to_owned(),
            Phase::Sending(_) => "sending".to_owned(),
            Phase::Open(panel) => panel.visit.id.to_string(),
            Phase::Refused(refused) => refused.at_ms.to_string(),
        })
    };
    let shown = move || {
        let is = |test: fn(&Phase) -> bool| desk.scanner.with(|scanner| test(scanner.phase()));
        vec![if is(|phase| matches!(phase, Phase::Open(_))) {
            panel_view(desk)
        } else if is(|phase| matches!(phase, Phase::Sending(_))) {
            sending_view(desk)
        } else if is(|phase| matches!(phase, Phase::Refused(_))) {
            refused_view(desk, typing)
        } else if typing.get() {
            typed_code(desk, typing)
        } else {
            idle(desk, looking, typing)
        }]
    };
    let name = till.staff.as_ref().map(|staff| staff.name.clone()).unwrap_or_default();
    let bar = el("header", "bar").add(el("h1", "").text(&till.shop.name)).all(menu(name, on_leave, on_pair_again));
    el("div", "")
        .live_attr("class", move || Some(["counter ", desk.scanner.with(mood)].concat()))
        .add(bar)
        .add(camera_view(desk, looking))
        .add(el("main", "side").swap(side, shown))
        .add(
            el("p", "unseen")
                .attr("role", "status")
                .attr("aria-live", "assertive")
                .live_text(move || desk.scanner.with(announcement)),
        )
}

/// Lets time pass at the desk as long as the screen is there.
fn tick(desk: Desk) {
    let closure = Closure::<dyn FnMut()>::new(move || desk.tick());
    let callback = closure.as_ref().unchecked_ref();
    let handle = window().set_interval_with_callback_and_timeout_and_arguments_0(callback, TICK_MS).unwrap_or(0);
    let kept = SendWrapper::new(closure);
    on_cleanup(move || {
        window().clear_interval_with_handle(handle);
        drop(kept);
    });
}

/// What colour the moment has.
fn mood(scanner: &Scanner) -> &'static str {
    match scanner.phase() {
        Phase::Armed => "armed",
        Phase::Sending(sending) if sending.gave_up => "bad",
        Phase::Sending(_) => "sending",
        Phase::Refused(refused) if refused.problem.code == wire::Code::Cooldown => "calm",
        Phase::Refused(_) => "bad",
        Phase::Open(panel) if panel.waits() => "calm sheet-open",
        Phase::Open(panel) => match panel.headline() {
            Headline::Same | Headline::Choose | Headline::Undone => "calm",
            _ => "good",
        },
    }
}

/// Between two customers.
fn idle(desk: Desk, looking: Held<bool>, typing: Held<bool>) -> El {
    let open = move || vec![button("button main", |words| words.open_scanner, move || looking.set(true))];
    el("div", "idle")
        .add(el("p", "aim").say(|words| words.aim))
        .add(el("div", "").when(move || !looking.get(), open))
        .add(button("button", |words| words.type_code, move || typing.set(true)))
        .add(visits(desk))
}

/// What a screen reader says of each change.
fn announcement(scanner: &Scanner) -> String {
    let words = texts();
    match scanner.phase() {
        Phase::Armed => String::new(),
        Phase::Sending(sending) if sending.gave_up => words.unsent.said().what,
        Phase::Sending(_) => words.sending.to_owned(),
        Phase::Open(panel) => headline_words(panel),
        Phase::Refused(refused) => {
            let said = refusal(&refused.problem, clock::now_ms());
            [&*said.what, " ", &*said.todo].concat()
        }
    }
}
