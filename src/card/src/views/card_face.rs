//! The card itself, as an object: the shop's band, its stamps, what is left to the reward.

use leptos::prelude::*;
use wire::{Card, PurseKind, StampCard};

use crate::{art, session::Session, texts::t, views::stamp_grid::StampGrid};

/// Stamps drawn while the shop's own number is not known; as in index.html.
const GOAL_UNKNOWN: u32 = 9;

/// The card's face.
#[component]
pub fn CardFace(
    /// Whose.
    session: Session,
) -> impl IntoView {
    let name = move || session.face.with(|face| face.name.clone());
    let headline = move || session.face.with(|face| face.headline.clone());
    // Which stamp cards there are changes with the programme only; how full they are is the grid's own matter.
    let grids =
        Memo::new(move |_| session.shop.with(|shop| shop.as_ref().map(|shop| shop.program.stamp_cards.clone())));
    let body = move || match grids.get() {
        None => view! { <Empty session/> }.into_any(),
        Some(cards) => {
            let many = cards.len() > 1;
            cards.into_iter().map(|card| view! { <Stamps session card named=many/> }).collect_view().into_any()
        }
    };
    view! {
        <article class="card">
            <header class="band">
                <p class="kind">{move || t().loyalty_card}</p>
                <h1>{name}</h1>
                <p class="rule">{headline}</p>
            </header>
            <div class="paper">
                {body}
                <Others session/>
                <p class="number">{move || session.card.with(|card| card.as_ref().map(|card| (t().card_number)(&card.number)))}</p>
            </div>
        </article>
    }
}

/// The grid before anything is known of the shop, as the skeleton drew it.
#[component]
fn Empty(session: Session) -> impl IntoView {
    let initials = art::initials(&session.face.get_untracked().name);
    view! {
        <StampGrid seed=String::new() initials goal=GOAL_UNKNOWN seen=Signal::stored(None)/>
        <p class="left">"\u{a0}"</p>
    }
}

/// One stamp card of the programme.
#[component]
fn Stamps(session: Session, card: StampCard, named: bool) -> impl IntoView {
    let StampCard { id, name, goal, reward } = card;
    let reward_title = {
        let reward = reward.clone();
        Memo::new(move |_| {
            session.shop.with(|shop| {
                let rewards = shop.as_ref().map(|shop| shop.program.rewards.as_slice()).unwrap_or_default();
                rewards.iter().find(|r| r.id == reward).map(|r| r.title.clone()).unwrap_or_default()
            })
        })
    };
    let seen = Memo::new(move |_| {
        session.card.with(|card| card.as_ref().map(|card| crate::session::seen(card, &id, &reward)))
    });
    let left = move || {
        let balance = seen.get().map_or(0, |seen| seen.balance);
        let title = reward_title.get();
        match balance {
            // Below zero too: what was taken back has to be earned again.
            balance if balance <= 0 => (t().first_stamp)(goal, &title),
            balance => (t().left)(i64::from(goal) - balance, &title),
        }
    };
    let seed = session.card.get_untracked().map(|card| card.id).unwrap_or_default();
    let initials = art::initials(&session.face.get_untracked().name);
    view! {
        {named.then(|| view! { <h2 class="which">{name}</h2> })}
        <StampGrid seed initials goal seen=seen.into()/>
        <p class="left">{left}</p>
    }
}

/// Points and credit, where the programme has them.
#[component]
fn Others(session: Session) -> impl IntoView {
    let lines = move || {
        let words = kit::i18n::texts();
        session.card.with(|card: &Option<Card>| {
            let purses = card.as_ref().map(|card| card.purses.as_slice()).unwrap_or_default();
            let line = |purse: &wire::Purse| match purse.kind {
                PurseKind::Stamps => None,
                PurseKind::Points => Some((words.points)(purse.balance)),
                PurseKind::Credit => {
                    let currency = session.shop.with(|shop| shop.as_ref().map(|shop| shop.currency.clone()))?;
                    Some(kit::i18n::format::money(&wire::Money { minor: purse.balance, currency }))
                }
            };
            purses.iter().filter_map(line).map(|line| view! { <p class="purse">{line}</p> }).collect_view()
        })
    };
    view! { {lines} }
}
