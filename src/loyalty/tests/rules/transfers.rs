//! Moving a card's contents to another card, and back.

use loyalty::{Command, Expiry, POINTS, Program, Refusal, StampCard, Voider, VoucherStatus};

use crate::stamps::{bought, coffee};
use crate::support::{Card, RealZone, at, moment};

fn shop() -> Program {
    let card = StampCard { expiry: Expiry::Days(90), ..coffee().stamp_cards[0].clone() };
    Program { stamp_cards: vec![card], ..coffee() }
}

#[test]
fn two_half_cards_make_a_full_one_and_an_undo_parts_them_again() {
    let zone = RealZone::named("Europe/Paris");
    let march = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let april = moment(&zone, at(&zone, "2026-04-02T10:00"));
    let (mut old, mut new) = (Card::default(), Card::default());
    old.run_due(&shop(), bought(5), &march).expect("five coffees");
    new.run_due(&shop(), bought(6), &april).expect("six coffees");
    let before = (old.state.purses.clone(), new.state.purses.clone());
    old.move_to(&mut new, &shop(), &april).expect("a move");
    assert_eq!((old.state.balance("coffee"), new.state.balance("coffee")), (0, 2));
    assert_eq!(new.ready(april.now).len(), 1, "eleven stamps are a coffee and two stamps");
    let left: Vec<_> = new.state.purses[0].lots.iter().filter(|lot| lot.remaining > 0).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(
        left[0].expires_at,
        Some(at(&zone, "2026-07-02T00:00")),
        "the older stamps, from March, were used first"
    );
    let (came, left) = (new.records.len() as i64, old.records.len() as i64);
    new.void(&shop(), came, Voider::Manager, &april).expect("the new card's side");
    old.void(&shop(), left, Voider::Manager, &april).expect("the old card's side");
    assert_eq!((&old.state.purses[0].lots, old.state.balance("coffee")), (&before.0[0].lots, 5));
    assert_eq!((new.state.balance("coffee"), new.ready(april.now).len()), (before.1[0].balance, 0));
}

#[test]
fn what_was_used_after_the_move_is_owed_after_its_undo_whatever_the_shop_bears_otherwise() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let shop = Program { below_zero: loyalty::BelowZero::Floor, ..shop() };
    let (mut old, mut new) = (Card::default(), Card::default());
    old.run_due(&shop, bought(5), &ctx).expect("five coffees");
    new.run_due(&shop, bought(4), &ctx).expect("four coffees");
    old.move_to(&mut new, &shop, &ctx).expect("a move");
    new.run_due(&shop, Command::RedeemReward { reward: "free", confirmed: true }, &ctx).expect("the free coffee");
    new.void(&shop, 2, Voider::Manager, &ctx).expect("the new card's side");
    old.void(&shop, 2, Voider::Manager, &ctx).expect("the old card's side");
    assert_eq!((old.state.balance("coffee"), new.state.balance("coffee")), (5, -5), "nine stamps are spent once");
}

#[test]
fn a_voucher_is_on_one_card_only() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let (mut old, mut new, mut third) = (Card::default(), Card::default(), Card::default());
    old.run_due(&shop(), bought(9), &ctx).expect("a full card");
    old.move_to(&mut new, &shop(), &ctx).expect("a move");
    assert_eq!(old.state.vouchers[0].status, VoucherStatus::Moved);
    let voucher = old.state.vouchers[0].id;
    let use_it = Command::RedeemVoucher { voucher, choice: None, confirmed: true };
    assert_eq!(old.run_due(&shop(), use_it, &ctx), Err(Refusal::UnknownVoucher));
    new.move_to(&mut third, &shop(), &ctx).expect("a move on");
    assert_eq!(new.void(&shop(), 1, Voider::Manager, &ctx), Err(Refusal::Superseded), "it went on: void that first");
    third.run_due(&shop(), Command::RedeemReward { reward: "free", confirmed: true }, &ctx).expect("used");
    assert_eq!(third.void(&shop(), 1, Voider::Manager, &ctx), Err(Refusal::VoucherUsed));
}

#[test]
fn what_is_owed_moves_along_and_comes_back() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let (mut old, mut new) = (Card::default(), Card::default());
    old.run_due(&shop(), bought(1), &ctx).expect("a coffee");
    old.run_due(&shop(), bought(8), &ctx).expect("eight more");
    old.run_due(&shop(), Command::RedeemReward { reward: "free", confirmed: true }, &ctx).expect("the free one");
    old.void(&shop(), 1, Voider::Maker, &ctx).expect("the first was a mistake");
    new.run_due(&shop(), bought(3), &ctx).expect("three coffees");
    assert_eq!((old.state.balance("coffee"), new.state.balance("coffee")), (-1, 3));
    old.move_to(&mut new, &shop(), &ctx).expect("a move");
    assert_eq!((old.state.balance("coffee"), new.state.balance("coffee")), (0, 2));
    let (came, left) = (new.records.len() as i64, old.records.len() as i64);
    new.void(&shop(), came, Voider::Manager, &ctx).expect("the new card's side");
    old.void(&shop(), left, Voider::Manager, &ctx).expect("the old card's side");
    assert_eq!((old.state.balance("coffee"), new.state.balance("coffee")), (-1, 3));
}

#[test]
fn a_remainder_moves_without_an_entry_of_nothing() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let shop = Program { cashback: None, ..crate::money::shop() };
    let (mut old, mut new) = (Card::default(), Card::default());
    old.run_due(&shop, crate::money::paid(300), &ctx).expect("three euros of the ten");
    old.move_to(&mut new, &shop, &ctx).expect("a move");
    let left = old.records.last().expect("the move");
    assert_eq!(left.entries.len(), 0, "no unit left: {:?}", left.entries);
    new.run_due(&shop, crate::money::paid(700), &ctx).expect("the rest of the ten");
    assert_eq!(new.state.balance(POINTS), 3);
}
