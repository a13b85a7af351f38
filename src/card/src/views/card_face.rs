//! The card itself, as an object: the shop's band with the customer's level, its stamps, what is left to the reward, points and credit.

use crate::{
    art,
    face::Face,
    session::{Session, seen},
    shop::StampCard,
    texts::t,
    views::{
        purses::purses,
        stamp_grid::{Grid, grid, wear},
        standing::standing,
    },
};
use kit::{
    dom::{El, el, svg},
    i18n,
};

/// The card's face.
pub fn card_face(session: Session) -> El {
    let kind = move || match session.card.read().as_ref() {
        Some(card) => [t().loyalty_card, " · ", &t().card_number.with([&card.number])].concat(),
        None => t().loyalty_card.to_owned(),
    };
    let level = move || session.card.read().as_ref().and_then(|card| card.tier.clone()).unwrap_or_default();
    let band = el("header").class("band").all([
        el("p")
            .class("kind")
            .add(el("span").live_text(kind))
            .add(el("span").class("level").live_text(level).live_class("reached", || session.reached.get())),
        el("h1").live_text(|| session.face.read().name.clone()),
        el("p").class("rule").live_text(|| session.face.read().headline.clone()),
    ]);
    let paper = el("div").class("paper").live_class("many", move || holds(session) > 1).all([
        stamp_cards(session),
        purses(session),
        standing(session),
    ]);
    el("article").class("card").add(band).add(paper)
}

/// How many purses there are: what is one of many is told in a line or a strip, for the code has to be seen without scrolling. Tracked.
pub fn holds(session: Session) -> usize {
    let card = session.card.read();
    let shop = session.shop.read();
    let promised = shop.as_ref().map_or(0, |shop| shop.program.stamp_cards.len());
    card.as_ref().map_or(promised, |card| card.purses.len())
}

/// The stamp cards of the programme. Made anew when there are others, or the card is another; how full they are is the grid's own matter.
fn stamp_cards(session: Session) -> El {
    let which = kit::dom::derived(move || {
        let cards = session.shop.read().as_ref().map(|shop| shop.program.stamp_cards.clone());
        let seed = session.card.read().as_ref().map(|card| card.id.clone()).unwrap_or_default();
        (cards, seed, art::initials(&session.face.read().name), holds(session) > 1)
    });
    let grids = el("div").class("stamp-cards").live(move || {
        let (cards, seed, initials, strip) = which.get();
        match cards {
            // A shop without stamps has no grid, nor had the skeleton.
            None if session.face.peek().goal == 0 => vec![],
            None => {
                let Face { goal, left, .. } = session.face.peek().clone();
                let words = Box::new(move |_| left.clone());
                vec![grid(Grid { seed, initials, goal, name: None, seen: Box::new(|| None), words })]
            }
            Some(cards) => cards.iter().map(|card| stamp_card(session, card, &seed, &initials, strip)).collect(),
        }
    });
    el("div").add(svg("svg").class("unseen").attr("aria-hidden", "true").add(wear())).add(grids)
}

/// One stamp card: large, or a strip among others.
fn stamp_card(session: Session, card: &StampCard, seed: &str, initials: &str, strip: bool) -> El {
    let StampCard { id, name, goal, reward, .. } = card.clone();
    let reward_of = reward.clone();
    let title = move || session.reward_title(&reward_of).unwrap_or_default();
    let words = move |stamps: u32| match stamps {
        full if full >= goal => t().card_full.with([&title()]),
        some if strip => t().to_level.with([&i18n::texts().stamps.of(i64::from(goal - some), []), &title()]),
        0 => t().first_stamp.of(goal.into(), [&title()]),
        some => t().left.of(i64::from(goal - some), [&title()]),
    };
    let seen = move || session.card.read().as_ref().map(|card| seen(card, &id, &reward));
    grid(Grid {
        seed: seed.to_owned(),
        initials: initials.to_owned(),
        goal,
        name: strip.then_some(name),
        seen: Box::new(seen),
        words: Box::new(words),
    })
}
