//! The card itself, as an object: the shop's band with the customer's level, its stamps, what is left to the reward, points and credit.

use kit::dom::{El, el};
use wire::StampCard;

use crate::{
    art,
    session::{Session, seen},
    texts::t,
    views::{
        purses::purses,
        stamp_grid::{Grid, grid},
        standing::standing,
    },
};

/// The card's face.
pub fn card_face(session: Session) -> El {
    let band = el("header").class("band").all([
        el("p").class("kind").live_text(|| t().loyalty_card.to_owned()),
        el("h1").live_text(|| session.face.read().name.clone()),
        el("p").class("rule").live_text(|| session.face.read().headline.clone()),
        el("p")
            .class("level")
            .live_text(move || session.card.read().as_ref().and_then(|card| card.tier.clone()).unwrap_or_default()),
    ]);
    let number = move || session.card.read().as_ref().map(|card| (t().card_number)(&card.number)).unwrap_or_default();
    let paper = el("div").class("paper").all([
        stamp_cards(session),
        purses(session),
        standing(session),
        el("p").class("number").live_text(number),
    ]);
    el("article").class("card").add(band).add(paper)
}

/// The stamp cards of the programme. Made anew when there are others, or the card is another; how full they are is the grid's own matter.
fn stamp_cards(session: Session) -> El {
    let which = kit::dom::derived(move || {
        let cards = session.shop.read().as_ref().map(|shop| shop.program.stamp_cards.clone());
        let seed = session.card.read().as_ref().map(|card| card.id.clone()).unwrap_or_default();
        (cards, seed, art::initials(&session.face.read().name))
    });
    el("div").live(move || {
        let (cards, seed, initials) = which.get();
        match cards {
            // A shop without stamps has no grid, nor had the skeleton.
            None if session.face.peek().goal == 0 => vec![],
            None => vec![grid(Grid {
                seed,
                initials,
                goal: session.face.peek().goal,
                seen: Box::new(|| None),
                words: Box::new(|_| "\u{a0}".to_owned()),
            })],
            Some(cards) => {
                let named = cards.len() > 1;
                cards.iter().flat_map(|card| stamp_card(session, card, &seed, &initials, named)).collect()
            }
        }
    })
}

/// One stamp card.
fn stamp_card(session: Session, card: &StampCard, seed: &str, initials: &str, named: bool) -> Vec<El> {
    let StampCard { id, name, goal, reward, .. } = card.clone();
    let reward_of = reward.clone();
    let title = move || session.reward_title(&reward_of).unwrap_or_default();
    let words = move |stamps: u32| match stamps {
        0 => (t().first_stamp)(goal, &title()),
        full if full >= goal => (t().card_full)(&title()),
        some => (t().left)(i64::from(goal) - i64::from(some), &title()),
    };
    let seen = move || session.card.read().as_ref().map(|card| seen(card, &id, &reward));
    let grid = grid(Grid {
        seed: seed.to_owned(),
        initials: initials.to_owned(),
        goal,
        seen: Box::new(seen),
        words: Box::new(words),
    });
    let name = named.then(|| el("h2").class("which").text(&name));
    name.into_iter().chain([grid]).collect()
}
