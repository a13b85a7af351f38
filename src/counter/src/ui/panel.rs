//! An open visit: what was done, large enough to read from a metre; how many; rewards; undo.

use kit::{
    browser::clock,
    i18n::{self, Said, format, lang},
    ui::{Button, Look},
};
use leptos::prelude::*;
use wire::{Flag, Purse, PurseKind};

use super::{Saying, gift::Gift, stepper::Stepper};
use crate::{
    desk::Desk,
    panel::{Headline, Offer, Panel, Trouble},
    texts::{refusal, texts},
    when,
};

/// The headline in words.
pub fn headline_words(panel: &Panel) -> String {
    let words = texts();
    match panel.headline() {
        Headline::Stamps(count) => (words.plus)((i18n::texts().stamps)(count.into())),
        Headline::Points(count) => (words.plus)((i18n::texts().points)(count)),
        Headline::Used(_) => words.used.to_owned(),
        Headline::Gift(_) => words.gifted.to_owned(),
        Headline::Undone => words.undone.to_owned(),
        Headline::Same => words.same.to_owned(),
        Headline::Choose => words.choose.to_owned(),
    }
}

fn detail_words(panel: &Panel) -> String {
    match panel.headline() {
        Headline::Used(title) | Headline::Gift(title) => title,
        Headline::Same => (texts().same_hint)(when::seconds_ago(&panel.visit.opened_at, clock::now_ms())),
        _ => String::new(),
    }
}

/// The panel of the open visit.
#[component]
pub fn PanelView(
    /// The counter.
    desk: Desk,
) -> impl IntoView {
    let read =
        move |read: fn(&Panel) -> String| desk.scanner.with(|scanner| scanner.panel().map(read).unwrap_or_default());
    let is = move |test: fn(&Panel) -> bool| desk.scanner.with(|scanner| scanner.panel().is_some_and(test));
    let busy = Signal::derive(move || is(|panel| panel.busy));
    let purse = Memo::new(move |_| desk.scanner.with(|scanner| scanner.panel().and_then(Panel::purse).cloned()));
    let closes = Memo::new(move |_| desk.scanner.with(crate::scanner::Scanner::closes_ms));
    let closing = move || {
        let left = closes.get()? - clock::now_ms();
        let left = [&left.to_string(), "ms"].concat();
        Some(view! { <span class="closing" aria-hidden="true" style:animation-duration=left></span> })
    };
    let undoable = move || is(|panel| !panel.undoable().is_empty());
    let earning = move || is(|panel| !panel.redeem_requested() || panel.headline() != Headline::Choose);
    let gone = move || is(|panel| panel.is_empty());
    let open = move || !gone();
    let rewards = move || view! { <Rewards desk/> };
    let first = move || is(|panel| panel.visit.flags.contains(&Flag::RedeemRequested)).then(rewards);
    let later = move || (!is(|panel| panel.visit.flags.contains(&Flag::RedeemRequested))).then(rewards);
    view! {
        <section class="panel" aria-busy=move || busy.get().to_string()>
            <div class="said">
                <p class="headline">{move || read(headline_words)}</p>
                <p class="detail">{move || read(detail_words)}</p>
                {move || purse.get().map(|purse| view! { <PurseView purse/> })}
                <p class="whose">{move || read(whose)}</p>
            </div>
            <TroubleView desk/>
            <Show when=open>
                <div class="doings">
                    {first}
                    <Show when=move || earning() || is(|panel| panel.offers().is_empty())><Stepper desk/></Show>
                    {later}
                    <Gift desk/>
                </div>
            </Show>
            <div class="ends">
                <Show when=undoable>
                    <Button label=Signal::derive(|| i18n::texts().undo.to_owned()) look=Look::Plain busy on_press=move || desk.undo()/>
                </Show>
                <button type="button" class="button main next" on:click=move |_| desk.close()>
                    {closing}
                    <span>{move || texts().next}</span>
                </button>
            </div>
        </section>
    }
}

fn whose(panel: &Panel) -> String {
    let card = (texts().card)(&panel.card.number);
    match &panel.card.member.first_name {
        Some(name) => [name, " · ", &card].concat(),
        None => card,
    }
}

/// What the card holds now: stamps as dots, other units as a number.
#[component]
fn PurseView(
    /// The purse.
    purse: Purse,
) -> impl IntoView {
    let balance = purse.balance;
    match (purse.kind, purse.goal) {
        (PurseKind::Stamps, Some(goal)) => {
            let left = i64::from(goal) - balance;
            let stamped = move |n: u32| i64::from(n) < balance;
            let dots = (0..goal).map(|n| view! { <i class:on=stamped(n)></i> }).collect_view();
            view! {
                <p class="stamps" aria-hidden="true">{dots}</p>
                <p class="balance">
                    <strong>{move || (texts().of_goal)(balance, goal)}</strong>
                    <span>{move || (left > 0).then(|| (texts().to_go)(left))}</span>
                </p>
            }
            .into_any()
        }
        (PurseKind::Stamps, None) => {
            view! { <p class="balance"><strong>{move || (i18n::texts().stamps)(balance)}</strong></p> }.into_any()
        }
        (PurseKind::Points, _) => {
            view! { <p class="balance"><strong>{move || (i18n::texts().points)(balance)}</strong></p> }.into_any()
        }
        (PurseKind::Credit, _) => {
            view! { <p class="balance"><strong>{purse.name} " " {move || format::number(balance)}</strong></p> }
                .into_any()
        }
    }
}

/// What can be given now.
#[component]
fn Rewards(desk: Desk) -> impl IntoView {
    let offers =
        Memo::new(move |_| desk.scanner.with(|scanner| scanner.panel().map(Panel::offers).unwrap_or_default()));
    let busy = Signal::derive(move || desk.scanner.with(|scanner| scanner.panel().is_some_and(|panel| panel.busy)));
    let row = move |offer: Offer| {
        let (title, cost) = (offer.title.clone(), offer.cost);
        let name = title.clone();
        view! {
            <li>
                <span><strong>{title}</strong>{move || cost.map(|cost| view! { <small>{(texts().costs)(cost)}</small> })}</span>
                <button type="button" class="button redeem" aria-label=move || (texts().redeem)(&name)
                    aria-busy=move || busy.get().then_some("true") on:click=move |_| desk.redeem(&offer, false)>
                    {move || texts().redeem_go}
                </button>
            </li>
        }
    };
    move || {
        let offers = offers.get();
        (!offers.is_empty()).then(|| {
            view! {
                <section class="rewards">
                    <h2>{move || texts().rewards_ready}</h2>
                    <ul>{offers.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

/// What the last request met, and what can be done about it.
#[component]
fn TroubleView(desk: Desk) -> impl IntoView {
    let trouble =
        Memo::new(move |_| desk.scanner.with(|scanner| scanner.panel().and_then(|panel| panel.trouble.clone())));
    let shown = move || {
        let trouble = trouble.get()?;
        let no = move || desk.dismiss();
        Some(match trouble {
            Trouble::Refused(problem) => {
                let said = Signal::derive(move || refusal(&problem, lang(), clock::now_ms()));
                let close = Signal::derive(|| i18n::texts().close.to_owned());
                view! { <Saying said/> <Button label=close look=Look::Plain on_press=no/> }.into_any()
            }
            Trouble::Unsent(request) => {
                let said = Signal::derive(|| texts().unsent.clone());
                let (again, leave) =
                    (Signal::derive(|| i18n::texts().retry.to_owned()), Signal::derive(|| texts().give_up.to_owned()));
                view! {
                    <Saying said/>
                    <Button label=again on_press=move || desk.request(request.clone())/>
                    <Button label=leave look=Look::Plain on_press=no/>
                }
                .into_any()
            }
            Trouble::Confirm(offer) => {
                let title = offer.title.clone();
                let said =
                    Signal::derive(move || Said { what: (texts().confirm_what)(&title).into(), todo: "".into() });
                let (yes, not) = (
                    Signal::derive(|| texts().confirm_go.to_owned()),
                    Signal::derive(|| texts().confirm_no.to_owned()),
                );
                view! {
                    <Saying said/>
                    <Button label=yes on_press=move || desk.redeem(&offer, true)/>
                    <Button label=not look=Look::Plain on_press=no/>
                }
                .into_any()
            }
        })
    };
    view! { <div class="trouble" role="alert">{shown}</div> }
}
