//! A shop's screen: the card, and beside or under it what to do with it now.

use kit::{
    api::Failure,
    browser::document,
    i18n::{self, Said, format},
    ui::Button,
};
use leptos::prelude::*;
use wire::CardStatus;

use crate::{
    session::{Session, Stage},
    texts::t,
    views::{card_face::CardFace, code::Code, notice::Notice, offer::Offer, vouchers::Vouchers},
};

/// The screen.
#[component]
pub fn ShopScreen(
    /// Whose.
    session: Session,
) -> impl IntoView {
    Effect::new(move |_| {
        let name = session.face.with(|face| face.name.clone());
        if !name.is_empty() {
            document().set_title(&name);
        }
    });
    let screen = move || match session.trouble.get() {
        Some(failure) => view! { <Trouble session failure/> }.into_any(),
        None => view! { <Both session/> }.into_any(),
    };
    view! { {screen} }
}

/// No such shop.
#[component]
fn Trouble(session: Session, failure: Failure) -> impl IntoView {
    let said = Signal::derive(move || i18n::failure_text(&failure, i18n::lang()));
    let retry = (Signal::derive(|| i18n::texts().retry.to_owned()), Callback::new(move |()| session.retry()));
    view! { <div class="alone"><h1 class="unseen">"Comptoir"</h1><Notice said action=retry/></div> }
}

/// The card, and what is beside it.
#[component]
fn Both(session: Session) -> impl IntoView {
    let blocked = move || session.card.with(|card| card.as_ref().is_some_and(|card| card.status != CardStatus::Active));
    let stage = Memo::new(move |_| session.stage.get());
    let beside = move || match stage.get() {
        Stage::Arriving => view! { <Arriving session/> }.into_any(),
        Stage::Welcome => view! { <Welcome session/> }.into_any(),
        Stage::Ready if blocked() => view! { <Notice said=Signal::derive(|| t().blocked.clone())/> }.into_any(),
        Stage::Ready => view! { <Code session/> }.into_any(),
        Stage::NoCode => view! { <Again session said=Signal::derive(|| t().no_code.clone())/> }.into_any(),
        Stage::Stranded => view! { <Again session said=Signal::derive(|| t().stranded.clone())/> }.into_any(),
        Stage::Lost => view! { <Anew session said=Signal::derive(|| t().lost.clone())/> }.into_any(),
    };
    view! {
        <div class="shop">
            <div class="left-side">
                <CardFace session/>
                <Vouchers session/>
            </div>
            <div class="right-side">
                {beside}
                <Below session/>
            </div>
        </div>
        <p class="unseen" aria-live="polite">{move || session.said.get()}</p>
    }
}

/// The place where the code or the button will be, as the skeleton had it.
#[component]
fn Arriving(session: Session) -> impl IntoView {
    match session.card.get_untracked() {
        Some(_) => view! { <section class="code waiting" aria-busy="true"><div class="qr"></div></section> }.into_any(),
        None => view! { <section class="welcome waiting" aria-busy="true"></section> }.into_any(),
    }
}

/// One tap, no field.
#[component]
fn Welcome(session: Session) -> impl IntoView {
    view! {
        <section class="welcome">
            <Button label=Signal::derive(|| t().get_card.to_owned()) busy=session.joining on_press=move || session.join()/>
            <p class="hint">{move || t().no_form}</p>
        </section>
    }
}

/// Something that another try can mend.
#[component]
fn Again(session: Session, said: Signal<Said<'static>>) -> impl IntoView {
    let retry = (Signal::derive(|| i18n::texts().retry.to_owned()), Callback::new(move |()| session.retry()));
    view! { <Notice said action=retry/> }
}

/// Something that only a new card can mend, if the person wants one.
#[component]
fn Anew(session: Session, said: Signal<Said<'static>>) -> impl IntoView {
    let join = (Signal::derive(|| t().new_card.to_owned()), Callback::new(move |()| session.join()));
    view! { <Notice said action=join/> }
}

/// What is small: how old this is, the history, the home screen.
#[component]
fn Below(session: Session) -> impl IntoView {
    let has_card = move || session.card.with(Option::is_some);
    let stale = move || session.offline.get() && session.as_of_ms.get() > 0.0;
    let history = move || session.card.with(|card| card.as_ref().map(|card| ["/", &card.shop, "/history"].concat()));
    view! {
        <div class="below">
            <Show when=stale>
                <p class="offline" role="status">{move || (t().offline_as_of)(&format::time_of_day(session.as_of_ms.get()))}</p>
            </Show>
            <Show when=move || session.detached.get()>
                <Anew session said=Signal::derive(|| t().detached.clone())/>
            </Show>
            <Show when=has_card>
                <a class="button quiet" href=move || history()>{move || t().history}</a>
            </Show>
            <Offer session/>
        </div>
    }
}
