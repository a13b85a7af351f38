//! What happened to the card, newest first.

use kit::{
    api,
    i18n::{self, format},
    ui::{Button, Look},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wire::{Done, OperationKind, PurseKind};

use crate::{session::Session, texts::t, views::notice::Notice};

/// Entries read at once.
const PAGE: u32 = 30;

/// What was read so far.
#[derive(Clone, Copy)]
struct Pages {
    done: RwSignal<Vec<Done>>,
    cursor: RwSignal<Option<String>>,
    failure: RwSignal<Option<api::Failure>>,
    loaded: RwSignal<bool>,
}

impl Pages {
    fn load(self, card: String) {
        spawn_local(async move {
            let cursor = self.cursor.try_get_untracked().flatten();
            let answer = api::my_card_operations(&card, cursor.as_deref(), PAGE).await;
            // The person may have gone back meanwhile.
            if self.done.is_disposed() {
                return;
            }
            match answer {
                Ok(page) => {
                    self.done.update(|done| done.extend(page.operations));
                    self.cursor.set(page.next_cursor);
                    self.failure.set(None);
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
            self.loaded.set(true);
        });
    }
}

/// The screen.
#[component]
pub fn HistoryScreen(
    /// Whose.
    session: Session,
    /// The address of the card.
    back: String,
) -> impl IntoView {
    let pages = Pages {
        done: RwSignal::new(vec![]),
        cursor: RwSignal::new(None),
        failure: RwSignal::new(None),
        loaded: RwSignal::new(false),
    };
    let card = Memo::new(move |_| session.card.with(|card| card.as_ref().map(|card| card.id.clone())));
    let load = move || {
        if let Some(card) = card.get_untracked() {
            pages.load(card);
        }
    };
    Effect::new(move |_| {
        if card.with(Option::is_some) {
            load();
        }
    });
    let lines = move || pages.done.get().into_iter().map(|done| view! { <Line session done/> }).collect_view();
    let failed = move || {
        pages.failure.get().map(|failure| {
            let said = Signal::derive(move || i18n::failure_text(&failure, i18n::lang()));
            let retry = (Signal::derive(|| i18n::texts().retry.to_owned()), Callback::new(move |()| load()));
            view! { <Notice said action=retry/> }
        })
    };
    let empty = move || pages.loaded.get() && pages.failure.with(Option::is_none) && pages.done.with(Vec::is_empty);
    view! {
        <div class="history">
            <a class="button quiet back" href=back>"‹ " {move || i18n::texts().back}</a>
            <h1>{move || t().history}</h1>
            <p class="hint">{move || session.face.with(|face| face.name.clone())}</p>
            {failed}
            <Show when=empty><p class="hint">{move || t().history_empty}</p></Show>
            <ol>{lines}</ol>
            <Show when=move || pages.cursor.with(Option::is_some)>
                <Button look=Look::Plain label=Signal::derive(|| t().more.to_owned()) on_press=load/>
            </Show>
        </div>
    }
}

/// One thing that happened.
#[component]
fn Line(session: Session, done: Done) -> impl IntoView {
    let at_ms = format::ms_of(&done.at).unwrap_or_default();
    let taken_back = done.voided_by.is_some();
    let what = {
        let done = done.clone();
        move || describe(&done, |purse| kind_of(session, purse))
    };
    let issued = {
        let issued = done.vouchers_issued.clone();
        let gift = done.kind == OperationKind::Gift;
        move || {
            issued
                .iter()
                .filter(|_| !gift)
                .map(|v| view! { <span class="reward">{(t().earned_reward)(&v.title)}</span> })
                .collect_view()
        }
    };
    view! {
        <li class:taken-back=taken_back>
            <span class="what">{what}</span>
            {issued}
            <span class="when">{move || format::moment(at_ms)}</span>
            {taken_back.then(|| view! { <span class="mark">{move || t().undone}</span> })}
        </li>
    }
}

fn kind_of(session: Session, purse: &str) -> PurseKind {
    session.card.with_untracked(|card| {
        let purses = card.as_ref().map(|card| card.purses.as_slice()).unwrap_or_default();
        purses.iter().find(|p| p.id == purse).map_or(PurseKind::Stamps, |p| p.kind)
    })
}

/// An operation in words.
fn describe(done: &Done, kind_of: impl Fn(&str) -> PurseKind) -> String {
    let used = done.voucher_used.as_ref().map(|voucher| voucher.title.as_str());
    match done.kind {
        OperationKind::Earn => {
            let earned: i64 = done.entries.iter().map(|entry| entry.delta).filter(|delta| *delta > 0).sum();
            let points = done.entries.first().is_some_and(|entry| kind_of(&entry.purse) == PurseKind::Points);
            let words = i18n::texts();
            let counted = if points { (words.points)(earned) } else { (words.stamps)(earned) };
            ["+", &counted].concat()
        }
        OperationKind::Redeem => (t().used)(used.unwrap_or_default()),
        OperationKind::Spend => t().spent.to_owned(),
        OperationKind::Gift => {
            let title = done.vouchers_issued.first().map(|voucher| voucher.title.as_str()).unwrap_or_default();
            [t().gift, " : ", title].concat()
        }
        OperationKind::Void => t().undone.to_owned(),
    }
}
