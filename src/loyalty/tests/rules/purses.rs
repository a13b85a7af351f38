//! What entries say of a purse: which lots they touch, what is owed, and what a receipt says of that.

use loyalty::{
    BelowZero, Command, Decision, Expiry, LotGrant, LotId, LotState, LotUse, POINTS, Program, PurseKind, PurseState,
    Reason, Totals, Voider,
};

use crate::full::only;
use crate::money::{paid, shop};
use crate::stamps::{bought, coffee};
use crate::support::{Card, RealZone, at, moment};

/// What is said of debts and lots.
fn said(decision: &Decision) -> Vec<Reason> {
    let of_purses = |reason: &&Reason| {
        matches!(reason, Reason::PaidDebt { .. } | Reason::Owes { .. } | Reason::Forgiven { .. } | Reason::Lots { .. })
    };
    decision.reasons.iter().filter(of_purses).cloned().collect()
}

fn points() -> String {
    POINTS.to_owned()
}

fn give(units: i64) -> Command<'static> {
    match units {
        5 => Command::Opening { balances: &[(POINTS, 5)] },
        7 => Command::Opening { balances: &[(POINTS, 7)] },
        _ => Command::Opening { balances: &[(POINTS, 2)] },
    }
}

fn less(units: i64) -> Command<'static> {
    Command::Adjust { purse: POINTS, units: -units, reasoned: true }
}

fn used(seq: i64, units: i64) -> LotUse {
    LotUse { lot: LotId { seq, n: 0 }, units }
}

#[test]
fn the_law_of_a_purse() {
    let lot = |remaining| LotState { id: LotId::default(), remaining, expires_at: None, warned_at: None };
    let purse = |balance, debt, lots: &[i64]| {
        let lots = lots.iter().map(|remaining| lot(*remaining)).collect();
        PurseState { balance, debt, lots, ..PurseState::empty(POINTS, PurseKind::Points) }
    };
    for right in [purse(0, 0, &[]), purse(3, 0, &[1, 2]), purse(-2, 2, &[]), purse(1, 2, &[3, 0])] {
        assert!(right.holds(), "{right:?}");
    }
    for wrong in [purse(1, 0, &[]), purse(2, -1, &[1]), purse(2, 0, &[3, -1]), purse(3, 1, &[3])] {
        assert!(!wrong.holds(), "{wrong:?}");
    }
}

#[test]
fn units_come_from_the_oldest_lots_and_go_back_to_them() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    let mut run = |command| card.run_due(&shop(), command, &ctx).expect("done");
    assert_eq!(said(&run(give(5))), []);
    run(give(7));
    let lots = |uses| vec![Reason::Lots { purse: points(), uses }];
    // The lot that is used up is not touched again.
    assert_eq!(said(&run(less(5))), lots(vec![used(1, 5)]));
    assert_eq!(said(&run(less(3))), lots(vec![used(2, 3)]));
    run(give(2));
    assert_eq!(said(&run(less(5))), lots(vec![used(2, 4), used(5, 1)]));
    let back = card.void(&shop(), 6, Voider::Maker, &ctx).expect("an undo");
    assert_eq!(said(&back), lots(vec![used(2, -4), used(5, -1)]));
    let purse = card.state.purse(POINTS).expect("points");
    assert_eq!((purse.balance, purse.lifetime), (6, 14), "what was spent was earned once");
}

#[test]
fn what_is_owed_is_said_when_it_arises_and_when_it_is_paid() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), give(5), &ctx).expect("five points");
    card.run_due(&shop(), less(3), &ctx).expect("three are gone");
    let undo = card.void(&shop(), 1, Voider::Maker, &ctx).expect("the five were a mistake");
    let lots = Reason::Lots { purse: points(), uses: vec![used(1, 2)] };
    assert_eq!(said(&undo), [Reason::Owes { purse: points(), units: 3 }, lots]);
    let purse = card.state.purse(POINTS).expect("points");
    assert_eq!((purse.balance, purse.debt, purse.lifetime), (-3, 3, 0));
    let paid = card.run_due(&shop(), give(2), &ctx).expect("two points");
    assert_eq!(said(&paid), [Reason::PaidDebt { purse: points(), units: 2 }]);
    assert_eq!(paid.entries().map(|entry| entry.grant).collect::<Vec<_>>(), [None], "all of it pays");
    assert_eq!(card.state.purse(POINTS).map(|purse| purse.lots.len()), Some(1), "no lot with nothing in it");
    let paid = card.run_due(&shop(), give(5), &ctx).expect("five points");
    assert_eq!(said(&paid), [Reason::PaidDebt { purse: points(), units: 1 }]);
    let grant = LotGrant { units: 4, expires_at: None, warned_at: None };
    assert_eq!(paid.entries().map(|entry| entry.grant).collect::<Vec<_>>(), [Some(grant)]);
}

#[test]
fn what_the_shop_bears_is_said_and_moves_nothing() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let shop = Program { below_zero: BelowZero::Floor, ..shop() };
    let forgiven = |units| Reason::Forgiven { purse: points(), units };
    let mut card = Card::default();
    card.run_due(&shop, paid(2000), &ctx).expect("six points and a euro");
    card.run_due(&shop, less(6), &ctx).expect("the points are gone");
    let undo = card.void(&shop, 1, Voider::Maker, &ctx).expect("an undo");
    assert_eq!(said(&undo)[1..], [forgiven(6)], "the euro goes first");
    assert_eq!(undo.entries().map(|entry| (entry.n, entry.delta)).collect::<Vec<_>>(), [(0, -100)]);
    assert_eq!((card.state.balance(POINTS), card.state.balance(loyalty::CREDIT)), (0, 0));
    let mut card = Card::default();
    card.run_due(&shop, give(5), &ctx).expect("five points");
    card.run_due(&shop, less(3), &ctx).expect("three are gone");
    let undo = card.void(&shop, 1, Voider::Maker, &ctx).expect("an undo");
    let lots = Reason::Lots { purse: points(), uses: vec![used(1, 2)] };
    assert_eq!(said(&undo), [forgiven(3), lots]);
    assert_eq!(card.state.purse(POINTS).map(|purse| (purse.balance, purse.lifetime)), Some((0, 3)));
}

#[test]
fn lots_that_are_used_up_neither_lapse_nor_tell_of_it() {
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let mut shop = only("points");
    shop.points.as_mut().expect("points").expiry = Expiry::Days(10);
    let mut card = Card::default();
    for (day, command) in [("2026-03-01", give(5)), ("2026-03-02", give(7)), ("2026-03-03", less(5))] {
        card.run_due(&shop, command, &on(&format!("{day}T10:00"))).expect("done");
    }
    let later = [(7, at(&zone, "2026-03-13T00:00"))];
    let lapsing = loyalty::to_lapse(&shop, &card.state, &on("2026-03-03T10:00"));
    assert_eq!(lapsing.iter().map(|lapse| (lapse.units, lapse.at)).collect::<Vec<_>>(), later);
    assert_eq!(card.state.purses[0].next_expiry(), Some(later[0].1));
    let lapsed = card.run(&shop, Command::Expire, &on("2026-03-13T00:00")).expect("they lapse");
    assert_eq!(said(&lapsed), [Reason::Lots { purse: points(), uses: vec![used(2, 7)] }]);
    assert_eq!(card.state.purses[0].next_expiry(), None);
}

#[test]
fn a_debt_that_moved_and_was_paid_in_part_comes_back_in_part() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let (mut old, mut new) = (Card::default(), Card::default());
    old.run_due(&coffee(), bought(3), &ctx).expect("three coffees");
    let three_less = Command::Adjust { purse: "coffee", units: -3, reasoned: true };
    old.run_due(&coffee(), three_less, &ctx).expect("three less");
    old.void(&coffee(), 1, Voider::Maker, &ctx).expect("they were a mistake");
    old.move_to(&mut new, &coffee(), &ctx).expect("a move");
    assert_eq!((old.state.balance("coffee"), new.state.balance("coffee")), (0, -3));
    new.run_due(&coffee(), bought(1), &ctx).expect("a coffee, which pays");
    new.void(&coffee(), 1, Voider::Manager, &ctx).expect("the new card's side");
    old.void(&coffee(), 4, Voider::Manager, &ctx).expect("the old card's side");
    assert_eq!((old.state.balance("coffee"), new.state.balance("coffee")), (-3, 1), "the stamp that paid is there");
}

#[test]
fn a_refund_takes_back_what_it_counted() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), paid(2000), &ctx).expect("six points and a euro");
    let counted = |points, credit, spend, earns| Totals { points, credit, spend, earns, ..Totals::default() };
    assert_eq!(card.refund(&shop(), 1, 500, &ctx).expect("a quarter").totals, counted(-2, -25, -500, 0));
    assert_eq!(card.refund(&shop(), 1, 500, &ctx).expect("a quarter").totals, counted(-1, -25, -500, 0));
    assert_eq!(card.void(&shop(), 1, Voider::Maker, &ctx).expect("the rest").totals, counted(-3, -50, -1000, -1));
    assert_eq!(card.sum(|_| true), Totals::default());
}

#[test]
fn a_card_that_leaves_with_as_much_as_it_owes_pays_nothing_on_the_way() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut card = Card::default();
    card.run_due(&shop(), give(5), &ctx).expect("five points");
    card.run_due(&shop(), less(5), &ctx).expect("five less");
    card.void(&shop(), 1, Voider::Maker, &ctx).expect("the five were a mistake");
    card.void(&shop(), 2, Voider::Maker, &ctx).expect("so was taking them");
    assert_eq!(card.state.purse(POINTS).map(|purse| (purse.balance, purse.debt)), Some((0, 5)));
    let leaves = card.run_due(&shop(), Command::TransferOut, &ctx).expect("a move");
    assert_eq!(said(&leaves), [Reason::Lots { purse: points(), uses: vec![used(1, 5)] }]);
}

#[test]
fn what_the_shop_bears_leaves_no_gap_among_the_entries() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let shop = Program { below_zero: BelowZero::Floor, ..shop() };
    let mut card = Card::default();
    card.run_due(&shop, paid(2000), &ctx).expect("six points and a euro");
    let less = Command::Adjust { purse: loyalty::CREDIT, units: -100, reasoned: true };
    card.run_due(&shop, less, &ctx).expect("the euro is gone");
    let undo = card.void(&shop, 1, Voider::Maker, &ctx).expect("an undo, of the euro first");
    assert_eq!(undo.entries().map(|entry| (entry.n, entry.delta)).collect::<Vec<_>>(), [(0, -6)]);
}
