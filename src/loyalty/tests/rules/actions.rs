//! Points for what a customer does, and what staff does by hand.

use loyalty::{
    ActionUse, CREDIT, CardState, Command, Earning, Gives, OncePer, POINTS, Points, Program, PromotionKind, Refusal,
    Reward, RewardCount, StampCard, StampEarn, Totals, decide,
};

use crate::full::{full, promotion};
use crate::support::{Card, RealZone, at, moment, voucher_id};

/// Three actions: each time for 2 points, once a day for 3, once a card for 5.
fn shop() -> Program {
    let action = |name: &str, points, once_per| {
        let (action, words) = (name.to_owned(), "something nice".into());
        Earning::ByAction { action, points, words, once_per }
    };
    let earn =
        vec![action("cup", 2, OncePer::Never), action("walk", 3, OncePer::Day), action("review", 5, OncePer::Ever)];
    Program { points: Some(Points { name: "Beans".into(), earn, ..Points::default() }), ..Program::default() }
}

fn act(action: &str) -> Command<'_> {
    Command::Action { action }
}

#[test]
fn an_action_counts_each_time_once_a_day_or_once_ever() {
    let zone = RealZone::named("Europe/Paris");
    let today = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let tomorrow = moment(&zone, at(&zone, "2026-03-03T00:00"));
    let mut card = Card::default();
    for (action, points) in [("cup", 2), ("cup", 4), ("walk", 7), ("review", 12)] {
        let done = card.run_due(&shop(), act(action), &today).expect("an action");
        assert_eq!((card.state.balance(POINTS), done.totals.points), (points, done.entries().map(|e| e.delta).sum()));
    }
    let until = Some(today.day_ends_at);
    assert_eq!(card.run_due(&shop(), act("walk"), &today), Err(Refusal::ActionDone { until }));
    assert_eq!(card.run_due(&shop(), act("review"), &today), Err(Refusal::ActionDone { until: None }));
    assert_eq!(card.run_due(&shop(), act("dance"), &today), Err(Refusal::UnknownAction));
    card.run_due(&shop(), act("walk"), &tomorrow).expect("another day");
    assert_eq!(card.state.balance(POINTS), 15);
    assert_eq!(card.run_due(&shop(), act("review"), &tomorrow), Err(Refusal::ActionDone { until: None }));
    card.void(&shop(), 4, loyalty::Voider::Manager, &tomorrow).expect("the review was none");
    card.run_due(&shop(), act("review"), &tomorrow).expect("a real one");
    assert_eq!(card.state.balance(POINTS), 15);
}

#[test]
fn a_state_counts_on_from_decision_to_decision() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = shop();
    shop.rewards.push(Reward { id: "hug".into(), title: "A hug".into(), stock: Some(2), ..Reward::default() });
    let mut state = CardState::default();
    for number in 0..2 {
        for command in [act("cup"), Command::Gift { reward: "hug" }] {
            let decision = decide(&shop, &state, command, &ctx).expect("a cup and a hug");
            state.apply(&decision, |_| voucher_id(number));
        }
    }
    assert_eq!(state.actions, [ActionUse { action: "cup".into(), today: 2, ever: 2 }]);
    assert_eq!(state.rewards, [RewardCount { reward: "hug".into(), by_all: 2, by_card: 2 }]);
    let none_left = Refusal::RewardUnavailable { why: loyalty::Unavailable::OutOfStock };
    assert_eq!(decide(&shop, &state, Command::Gift { reward: "hug" }, &ctx), Err(none_left));
}

#[test]
fn a_day_of_staff_has_so_many_gifts_and_corrections() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = full();
    (shop.limits.gifts_per_day_max, shop.limits.manual_per_staff_day_max) = (2, Some(2));
    let (gift, correction) =
        (Command::Gift { reward: "free" }, Command::Adjust { purse: POINTS, units: 5, reasoned: true });
    let opening = Command::Opening { balances: &[(POINTS, 5)] };
    let counted = |gifts, manual| Totals { gifts, manual, ..Totals::default() };
    for (commands, limit, totals) in [
        ([gift, gift], "gifts_per_day_max", counted(1, 0)),
        ([correction, opening], "manual_per_staff_day_max", counted(0, 1)),
    ] {
        let mut card = Card::default();
        for command in commands {
            assert_eq!(card.run_due(&shop, command, &ctx).expect("within the limit").totals, totals);
        }
        let refused = Err(Refusal::LimitReached { limit, until: Some(ctx.day_ends_at) });
        assert_eq!(card.run_due(&shop, commands[0], &ctx), refused);
    }
}

#[test]
fn a_correction_takes_as_well_as_it_gives() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let by = |units, reasoned| Command::Adjust { purse: POINTS, units, reasoned };
    let mut card = Card::default();
    card.run_due(&shop(), by(5, true), &ctx).expect("five more");
    card.run_due(&shop(), by(-4, true), &ctx).expect("four less");
    assert_eq!(card.state.balance(POINTS), 1);
    assert_eq!(card.run_due(&shop(), by(-2, true), &ctx), Err(Refusal::InsufficientBalance { missing: 1 }));
    assert_eq!(card.run_due(&shop(), by(0, true), &ctx), Err(Refusal::NothingToDo));
    assert_eq!(card.run_due(&shop(), by(1, false), &ctx), Err(Refusal::ReasonRequired));
    assert_eq!(card.run_due(&shop(), by(i64::MIN, true), &ctx), Err(Refusal::Overflow));
    for balances in [&[][..], &[(POINTS, 0)], &[(POINTS, -1)]] {
        assert_eq!(card.run_due(&shop(), Command::Opening { balances }, &ctx), Err(Refusal::NothingToDo));
    }
    let unknown = Command::Adjust { purse: "tea", units: 1, reasoned: true };
    assert_eq!(card.run_due(&shop(), unknown, &ctx), Err(Refusal::UnknownPurse));
}

#[test]
fn all_that_comes_with_one_visit_is_counted() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = full();
    shop.stamp_cards[0] = StampCard { earn: StampEarn::Visit, ..shop.stamp_cards[0].clone() };
    let gives = |units, of: &str| Gives::Units { units, of: of.into() };
    shop.promotions = [gives(2, "coffee"), gives(30, CREDIT), gives(12, CREDIT), gives(10, POINTS)]
        .into_iter()
        .enumerate()
        .map(|(number, gives)| promotion(&format!("p{number}"), "Hello", PromotionKind::Welcome { gives }))
        .collect();
    let done = Card::default().run_due(&shop, Command::Visit, &ctx).expect("a visit");
    assert_eq!(done.totals, Totals { visits: 1, stamps: 3, points: 12, credit: 42, ..Totals::default() });
}
