//! Rewards: choices, the menu, what bounds them, and what survives a change of the programme.

use loyalty::{
    Command, OfferBy, POINTS, Points, Program, Refusal, Reward, StampCard, StampEarn, Unavailable, Voider,
    VoucherStatus, offers,
};

use crate::stamps::{bought, coffee};
use crate::support::{Card, RealZone, at, moment};

fn redeem(reward: &str) -> Command<'_> {
    Command::RedeemReward { reward, confirmed: true }
}

/// Nine coffees for a coffee or a cake; a mug on the menu.
fn shop() -> Program {
    let mut shop = coffee();
    shop.stamp_cards[0].choices = vec!["cake".into()];
    shop.points = Some(Points { name: "Beans".into(), ..Points::default() });
    shop.rewards.push(Reward { id: "cake".into(), title: "A cake".into(), stock: Some(1), ..Reward::default() });
    shop.rewards.push(Reward { id: "mug".into(), title: "A mug".into(), cost: Some(50), ..Reward::default() });
    shop
}

#[test]
fn a_full_card_leaves_the_choice_and_an_undo_gives_it_back() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), bought(18), &ctx).expect("eighteen coffees");
    assert_eq!((card.state.balance("coffee"), card.ready(ctx.now).len()), (0, 2));
    card.run_due(&shop(), redeem("cake"), &ctx).expect("the cake");
    let gone = card.run_due(&shop(), redeem("cake"), &ctx);
    assert_eq!(gone, Err(Refusal::RewardUnavailable { why: Unavailable::OutOfStock }), "there was one");
    card.void(&shop(), 2, Voider::Maker, &ctx).expect("an undo");
    card.run_due(&shop(), redeem("cake"), &ctx).expect("the cake is back on the shelf");
    card.run_due(&shop(), redeem("free"), &ctx).expect("and the other card is a coffee");
    assert_eq!(card.ready(ctx.now).len(), 0);
}

#[test]
fn a_choice_that_asks_for_a_word_gets_one() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = shop();
    shop.rewards.iter_mut().filter(|reward| reward.id == "cake").for_each(|reward| reward.confirm = true);
    let mut card = Card::default();
    card.run_due(&shop, bought(9), &ctx).expect("nine coffees");
    let voucher = card.state.vouchers[0].id;
    let cake = |confirmed| Command::RedeemVoucher { voucher, choice: Some("cake"), confirmed };
    assert_eq!(card.run_due(&shop, cake(false), &ctx), Err(Refusal::ConfirmRequired));
    card.run_due(&shop, cake(true), &ctx).expect("the customer is here, and wants it now");
}

#[test]
fn the_menu_is_paid_with_points_and_an_undo_returns_them() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), Command::Opening { balances: &[(POINTS, 49)] }, &ctx).expect("an import");
    assert_eq!(card.run_due(&shop(), redeem("mug"), &ctx), Err(Refusal::InsufficientBalance { missing: 1 }));
    card.run_due(&shop(), Command::Adjust { purse: POINTS, units: 11, reasoned: true }, &ctx).expect("a correction");
    card.run_due(&shop(), redeem("mug"), &ctx).expect("the mug");
    assert_eq!((card.state.balance(POINTS), card.state.vouchers[0].status), (10, VoucherStatus::Used));
    card.void(&shop(), 3, Voider::Maker, &ctx).expect("an undo");
    assert_eq!((card.state.balance(POINTS), card.state.vouchers[0].status), (60, VoucherStatus::Cancelled));
}

#[test]
fn what_was_issued_stays_valid_when_the_reward_is_retired_or_gone() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&coffee(), bought(18), &ctx).expect("two full cards");
    let mut retired = coffee();
    retired.rewards[0].retired = true;
    card.run_due(&retired, redeem("free"), &ctx).expect("a voucher of a retired reward");
    let gone = Program { rewards: Vec::new(), stamp_cards: Vec::new(), ..coffee() };
    card.run_due(&gone, redeem("free"), &ctx).expect("a voucher of a reward that is no longer there");
    assert_eq!(card.run_due(&gone, redeem("free"), &ctx), Err(Refusal::UnknownReward));
}

#[test]
fn a_card_that_can_turn_into_nothing_keeps_its_stamps() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = coffee();
    shop.rewards[0].per_person = Some(1);
    let mut card = Card::default();
    card.run_due(&shop, bought(19), &ctx).expect("nineteen coffees");
    assert_eq!((card.state.balance("coffee"), card.ready(ctx.now).len()), (10, 1));
    let offered = offers(&shop, &card.state, &ctx);
    let stuck = offered.iter().find(|offer| matches!(offer.by, OfferBy::StampCard { .. })).expect("the full card");
    assert_eq!((stuck.missing, &stuck.unavailable), (0, &Some(Unavailable::PerPerson { max: 1 })));
    card.run_due(&coffee(), bought(1), &ctx).expect("the limit is gone, and the next stamp turns the card");
    assert_eq!((card.state.balance("coffee"), card.ready(ctx.now).len()), (2, 2));
}

#[test]
fn on_demand_stamps_add_up_until_the_customer_likes() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = coffee();
    shop.stamp_cards[0].automatic = false;
    let mut card = Card::default();
    card.run_due(&shop, bought(20), &ctx).expect("twenty coffees");
    assert_eq!((card.state.balance("coffee"), card.state.vouchers.len()), (20, 0));
    let offered = offers(&shop, &card.state, &ctx);
    assert_eq!((offered.len(), offered[0].missing, offered[0].reward.as_deref()), (1, 0, Some("free")));
    let unconfirmed = card.run_due(&shop, Command::RedeemReward { reward: "free", confirmed: false }, &ctx);
    assert_eq!(unconfirmed, Err(Refusal::ConfirmRequired));
    card.run_due(&shop, redeem("free"), &ctx).expect("one coffee");
    assert_eq!(card.state.balance("coffee"), 11);
    assert_eq!(offers(&shop, &card.state, &ctx)[0].missing, 0);
}

#[test]
fn stamps_go_by_tag_where_there_are_tags_and_by_visit_where_a_visit_counts() {
    let with = |id: &str, earn| StampCard { id: id.into(), earn, ..coffee().stamp_cards[0].clone() };
    let shop = Program {
        stamp_cards: vec![
            with("lunch", StampEarn::Tag("lunch".into())),
            with("drinks", StampEarn::Tag("drink".into())),
            with("visits", StampEarn::Visit),
        ],
        ..coffee()
    };
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop, Command::Visit, &ctx).expect("a visit");
    let tags = [("drink", 2), ("lunch", 1), ("cake", 3)];
    let bill = Command::Earn { stamp_card: None, quantity: 6, amount: None, paid_by_credit: 0, tags: &tags };
    card.run_due(&shop, bill, &ctx).expect("lunch for two");
    let held = |card: &Card| ["lunch", "drinks", "visits"].map(|purse| card.state.balance(purse));
    assert_eq!(held(&card), [1, 2, 1]);
    let by_hand = |stamp_card| Command::Earn {
        stamp_card: Some(stamp_card),
        quantity: 2,
        amount: None,
        paid_by_credit: 0,
        tags: &[],
    };
    card.run_due(&shop, by_hand("drinks"), &ctx).expect("two drinks, counted by hand");
    assert_eq!(held(&card), [1, 4, 1]);
    assert_eq!(card.run_due(&shop, by_hand("visits"), &ctx), Err(Refusal::EarnedByVisit));
}

#[test]
fn a_reward_has_a_first_and_a_last_day() {
    let zone = RealZone::named("Europe/Paris");
    let mut shop = shop();
    let (from, until) = (crate::support::day("2026-03-02"), crate::support::day("2026-03-04"));
    (shop.rewards[2].from, shop.rewards[2].until) = (Some(from), Some(until));
    let on = |wall: &str| {
        let ctx = moment(&zone, at(&zone, wall));
        let mut card = Card::default();
        card.run_due(&shop, Command::Opening { balances: &[(POINTS, 50)] }, &ctx).expect("an import");
        card.run_due(&shop, redeem("mug"), &ctx).map(|_| ())
    };
    let refused = |why| Err(Refusal::RewardUnavailable { why });
    assert_eq!(on("2026-03-01T23:59"), refused(Unavailable::From(from)));
    assert_eq!(on("2026-03-02T00:00"), Ok(()));
    assert_eq!(on("2026-03-04T23:59"), Ok(()));
    assert_eq!(on("2026-03-05T00:00"), refused(Unavailable::Until(until)));
}

#[test]
fn two_full_cards_at_once_take_one_piece_each() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    for (stock, per_person) in [(Some(2), None), (None, Some(2))] {
        let mut shop = coffee();
        (shop.rewards[0].stock, shop.rewards[0].per_person) = (stock, per_person);
        let mut card = Card::default();
        card.run_due(&shop, bought(9), &ctx).expect("a full card");
        card.run_due(&shop, bought(18), &ctx).expect("two more");
        assert_eq!((card.state.balance("coffee"), card.ready(ctx.now).len()), (9, 2), "one piece was left for two");
    }
}

#[test]
fn a_card_that_stayed_full_turns_with_the_next_stamp_and_with_nothing_else() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = shop();
    let sold_out = Program { rewards: Vec::new(), ..shop.clone() };
    shop.stamp_cards[0].choices.clear();
    let mut card = Card::default();
    card.run_due(&sold_out, bought(10), &ctx).expect("ten coffees");
    assert_eq!((card.state.balance("coffee"), card.ready(ctx.now).len()), (10, 0));
    card.run_due(&shop, Command::Opening { balances: &[(POINTS, 50)] }, &ctx).expect("points");
    assert_eq!(card.ready(ctx.now).len(), 0, "points fill no stamp card");
    card.run_due(&shop, Command::Adjust { purse: "coffee", units: -1, reasoned: true }, &ctx).expect("one less");
    assert_eq!(card.ready(ctx.now).len(), 0, "nor does what is taken");
    card.run_due(&shop, bought(1), &ctx).expect("a stamp");
    assert_eq!((card.state.balance("coffee"), card.ready(ctx.now).len()), (1, 1));
}

#[test]
fn a_gift_that_was_eaten_stays_given_and_a_visit_goes_without_what_was_eaten() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&coffee(), Command::Gift { reward: "free" }, &ctx).expect("a gift");
    card.run_due(&coffee(), redeem("free"), &ctx).expect("it is eaten");
    assert_eq!(card.void(&coffee(), 1, Voider::Maker, &ctx), Err(Refusal::VoucherUsed), "nothing would be undone");
    let kind = loyalty::PromotionKind::Welcome { gives: loyalty::Gives::Reward("free".into()) };
    let welcome = Program { promotions: vec![crate::full::promotion("hello", "Hello", kind)], ..coffee() };
    let mut card = Card::default();
    card.run_due(&welcome, Command::Visit, &ctx).expect("the first visit");
    card.run_due(&welcome, redeem("free"), &ctx).expect("its gift is eaten");
    let undo = card.void(&welcome, 1, Voider::Maker, &ctx).expect("the visit was none");
    assert_eq!((undo.totals.visits, undo.changes.len()), (-1, 0), "the gift stays given");
}
