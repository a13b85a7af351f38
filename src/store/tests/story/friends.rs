//! Friends bring friends, and what belongs to both sides goes together.

use loyalty::{Gives, Program, Promotion, PromotionKind};
use pass::Purpose;
use store::testing::Scratch;
use store::{Actor, demo, params};
use wire::{Card, OperationKind};

use crate::kinds::publish;
use crate::world::{MINUTE, Phone, World};

/// Nine coffees; who brings a friend gets two stamps, the friend one, three friends at most.
fn program() -> Program {
    let units = |units| Gives::Units { units, of: "coffee".into() };
    let kind = PromotionKind::Referral { gives_friend: units(1), gives_referrer: units(2), max_per_referrer: 3 };
    let friends = Promotion { id: "friends".into(), name: "Friends".into(), from: None, until: None, kind };
    Program { promotions: vec![friends], ..demo::program() }
}

fn stamps(card: &Card) -> i64 {
    card.purses[0].balance
}

/// The friend's first stamp; the news that others hear.
fn comes(world: &World, till: &Actor, phone: &Phone) -> Vec<(pass::CardId, i64)> {
    world.pass_time(2 * MINUTE);
    let req = crate::world::visit(world.id());
    let reply = world.send_scan(till, phone.pass_at(world.step(), Purpose::Show), req).unwrap();
    let heard = |changed: &store::Changed| (changed.card, stamps(&changed.seen_in(store::Lang::En)));
    reply.changed.iter().map(heard).collect()
}

pub fn friends_bring_friends(scratch: &Scratch) {
    let world = World::new(scratch);
    let (till, anna) = (world.till(), world.phone());
    publish(&world, 2, &program());
    let ben = world.join_friend(None, Some(&anna.number.to_lowercase()));

    // Nothing at joining; with the first visit both get theirs, and whoever watches Anna's card hears of it.
    assert_eq!((stamps(&world.card(&anna)), stamps(&world.card(&ben))), (0, 0));
    let heard = comes(&world, &till, &ben);
    assert_eq!(heard.iter().find(|(card, _)| *card == anna.card), Some(&(anna.card, 2)));
    assert_eq!(heard.iter().find(|(card, _)| *card == ben.card), Some(&(ben.card, 1)));
    assert_eq!((stamps(&world.card(&anna)), stamps(&world.card(&ben))), (2, 1));
    assert_eq!(comes(&world, &till, &ben).len(), 1, "once");
    world.assert_clean();

    // A link that leads nowhere is no reason to keep anybody out.
    for nowhere in ["00000", "nonsense", "", &"x".repeat(5_000)] {
        let phone = world.join_friend(None, Some(nowhere));
        assert_eq!(comes(&world, &till, &phone), [(phone.card, 0)], "{nowhere}");
    }
    // Nobody brings themselves: their own link gives the card they have.
    let again = world.join_friend(Some(anna.holder), Some(&anna.number));
    assert_eq!(again.card, anna.card);

    // Three friends, then no more for Anna; the fourth gets theirs.
    let others = [(); 3].map(|()| world.join_friend(None, Some(&anna.number)));
    let got: Vec<_> =
        others.iter().map(|friend| (comes(&world, &till, friend).len(), stamps(&world.card(friend)))).collect();
    assert_eq!((got, stamps(&world.card(&anna))), (vec![(2, 1), (2, 1), (1, 1)], 6));

    // The first visit was a mistake: both sides go. That Anna's side is gone already is nothing to Ben's.
    let visit_of = |phone: &Phone| {
        let history = world.history(phone);
        history.into_iter().find(|done| done.kind == OperationKind::Visit).unwrap().id
    };
    let undone = world.void(&till, visit_of(&others[0])).unwrap();
    assert_eq!((stamps(&undone.card), stamps(&world.card(&anna))), (0, 4));
    let hers = world.history(&anna).into_iter().rfind(|done| done.kind == OperationKind::Referred).unwrap();
    world.void(&till, hers.id).unwrap();
    world.void(&till, visit_of(&ben)).unwrap();
    assert_eq!((stamps(&world.card(&ben)), stamps(&world.card(&anna))), (0, 2));
    world.assert_clean();

    // A card that is stopped gets nothing, and the friend theirs all the same.
    let (carl, block) =
        (world.join_friend(None, Some(&anna.number)), "UPDATE card SET status = 'blocked' WHERE card_id = $1");
    let card = anna.card;
    world.write(move |tx| Ok(tx.execute(block, &params![card.0])?)).unwrap();
    assert_eq!(comes(&world, &till, &carl), [(carl.card, 1)]);
    world.assert_clean();
}
