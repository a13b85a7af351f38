//! When units lapse, and that nobody loses any without having been told.

use loyalty::{Command, Expiry, Program, Refusal, StampCard, ToLapse, due, to_lapse, to_warn};

use crate::stamps::{bought, coffee};
use crate::support::{Card, RealZone, at, moment};

fn lasting(expiry: Expiry, warning_days: u32) -> Program {
    let card = StampCard { expiry, ..coffee().stamp_cards[0].clone() };
    Program { stamp_cards: vec![card], warning_days, ..coffee() }
}

#[test]
fn units_lapse_at_the_end_of_the_local_day_that_the_rule_names() {
    let table = [
        ("Europe/Paris", "2026-03-28T23:30", Expiry::Days(1), "2026-03-30T00:00"),
        ("Europe/Paris", "2027-11-30T09:00", Expiry::Months(3), "2028-03-01T00:00"),
        ("Europe/Paris", "2026-11-30T09:00", Expiry::Months(3), "2027-03-01T00:00"),
        ("Asia/Kathmandu", "2026-02-10T09:00", Expiry::EndOfMonth { grace_months: 0 }, "2026-03-01T00:00"),
        ("Europe/Paris", "2026-02-10T09:00", Expiry::EndOfQuarter { grace_months: 0 }, "2026-04-01T00:00"),
        ("Europe/Paris", "2026-03-31T23:59", Expiry::EndOfQuarter { grace_months: 0 }, "2026-04-01T00:00"),
        ("Europe/Paris", "2026-04-01T00:00", Expiry::EndOfQuarter { grace_months: 1 }, "2026-08-01T00:00"),
        ("Pacific/Apia", "2026-12-31T23:59", Expiry::EndOfYear { grace_months: 0 }, "2027-01-01T00:00"),
        ("Pacific/Apia", "2026-06-30T10:00", Expiry::EndOfYear { grace_months: 3 }, "2027-04-01T00:00"),
        // The midnight that ends the day is skipped in São Paulo: the day ends at one.
        ("America/Sao_Paulo", "2018-11-02T10:00", Expiry::Days(1), "2018-11-04T01:00"),
        // 30 December 2011 never was in Apia: the 29th and what would last through the 30th end together.
        ("Pacific/Apia", "2011-12-28T10:00", Expiry::Days(1), "2011-12-31T00:00"),
        ("Pacific/Apia", "2011-12-28T10:00", Expiry::Days(2), "2011-12-31T00:00"),
    ];
    for (name, earned, expiry, lapses) in table {
        let zone = RealZone::named(name);
        let lapses_at = expiry.lapses_at(&moment(&zone, at(&zone, earned)));
        assert_eq!(lapses_at, Some(at(&zone, lapses)), "{expiry:?} from {earned} in {name}");
    }
}

#[test]
fn without_a_way_to_be_told_units_lapse_on_time_and_are_gone_before_anything_else_counts() {
    let shop = lasting(Expiry::Days(30), 14);
    let zone = RealZone::named("Europe/Paris");
    let mut card = Card::default();
    card.run_due(&shop, bought(8), &moment(&zone, at(&zone, "2026-03-01T10:00"))).expect("eight coffees");
    let last = moment(&zone, at(&zone, "2026-03-31T23:59"));
    let over = moment(&zone, at(&zone, "2026-04-01T00:00"));
    assert!(due(&shop, &card.state, &last).is_none());
    assert!(matches!(due(&shop, &card.state, &over), Some(Command::Expire)));
    assert_eq!(card.run(&shop, bought(1), &over), Err(Refusal::DueFirst), "the ninth stamp must not fill the card");
    card.run_due(&shop, bought(1), &over).expect("one coffee, after the old stamps lapsed");
    assert_eq!(card.state.balance("coffee"), 1);
    assert_eq!(card.state.vouchers, []);
}

#[test]
fn who_can_be_told_is_told_first() {
    let shop = lasting(Expiry::Days(30), 14);
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let mut card = Card::default();
    card.state.has_channel = true;
    card.run_due(&shop, bought(8), &on("2026-03-01T10:00")).expect("eight coffees");
    assert_eq!(to_warn(&shop, &card.state, &on("2026-03-16T23:59")), [], "fifteen days before is too soon");
    let told = to_warn(&shop, &card.state, &on("2026-03-17T00:00"));
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].units, told[0].expires_at), (8, at(&zone, "2026-04-01T00:00")));
    let refused = |until| Err(Refusal::WarnFirst { purse: "coffee".into(), units: 8, until });
    assert_eq!(card.run(&shop, Command::Expire, &on("2026-05-01T10:00")).map(|_| ()), refused(None));
    // Told a month late: fourteen days more from then.
    let lot = &mut card.state.purses[0].lots[0];
    lot.warned_at = Some(at(&zone, "2026-05-01T10:00"));
    let until = Some(at(&zone, "2026-05-16T00:00"));
    assert_eq!(card.run(&shop, Command::Expire, &on("2026-05-15T23:59")).map(|_| ()), refused(until));
    card.run(&shop, Command::Expire, &on("2026-05-16T00:00")).expect("now they lapse");
    assert_eq!(card.state.balance("coffee"), 0);
}

#[test]
fn a_card_says_what_lapses_next() {
    let shop = lasting(Expiry::Days(30), 14);
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let mut card = Card::default();
    for (day, stamps) in [("2026-03-01T10:00", 2), ("2026-03-01T18:00", 1), ("2026-03-03T10:00", 1)] {
        card.run_due(&shop, bought(stamps), &on(day)).expect("coffees");
    }
    let coffees = |units, wall| ToLapse { purse: "coffee".into(), units, at: at(&zone, wall) };
    let on_time = [coffees(3, "2026-04-01T00:00"), coffees(1, "2026-04-03T00:00")];
    assert_eq!(to_lapse(&shop, &card.state, &on("2026-03-03T12:00")), on_time);
    assert_eq!(to_lapse(&shop, &card.state, &on("2026-04-01T00:00")), on_time[1..], "what is due is no news");
    // Who can be told, and was not: as if told now; each of them fourteen days on, so all on one day.
    card.state.has_channel = true;
    assert_eq!(to_lapse(&shop, &card.state, &on("2026-03-03T12:00")), on_time, "in time for both");
    let late = on("2026-03-19T12:00");
    assert_eq!(to_lapse(&shop, &card.state, &late), [coffees(4, "2026-04-03T00:00")]);
    card.state.purses[0].lots[0].warned_at = Some(at(&zone, "2026-03-10T12:00"));
    let told = [coffees(2, "2026-04-01T00:00"), coffees(2, "2026-04-03T00:00")];
    assert_eq!(to_lapse(&shop, &card.state, &late), told);
    assert_eq!(to_lapse(&coffee(), &Card::default().state, &late), []);
}

#[test]
fn silence_ends_units_and_activity_renews_them_all() {
    let shop = lasting(Expiry::Sliding { days: 60 }, 0);
    let zone = RealZone::named("Europe/Paris");
    let mut card = Card::default();
    for (day, stamps) in [("2026-01-01", 1), ("2026-03-02", 2), ("2026-05-01", 3), ("2026-07-01", 1)] {
        card.run_due(&shop, bought(1), &moment(&zone, at(&zone, &format!("{day}T10:00")))).expect("a coffee");
        assert_eq!(card.state.balance("coffee"), stamps, "{day}");
    }
}

#[test]
fn the_owner_gives_time_even_to_what_is_due() {
    let shop = lasting(Expiry::Days(30), 0);
    let zone = RealZone::named("Europe/Paris");
    let mut card = Card::default();
    card.run_due(&shop, bought(8), &moment(&zone, at(&zone, "2026-03-01T10:00"))).expect("eight coffees");
    let later = moment(&zone, at(&zone, "2026-04-20T10:00"));
    let until = at(&zone, "2026-06-01T00:00");
    card.run(&shop, Command::Prolong { purse: "coffee", until }, &later).expect("grace");
    assert!(due(&shop, &card.state, &later).is_none());
    assert_eq!(card.state.purses[0].next_expiry(), Some(until));
    let shorter = Command::Prolong { purse: "coffee", until: until - 1 };
    assert_eq!(card.run(&shop, shorter, &later), Err(Refusal::NothingToDo), "grace never takes time away");
}

#[test]
fn who_was_told_is_not_told_again() {
    let shop = lasting(Expiry::Days(30), 14);
    let zone = RealZone::named("Europe/Paris");
    let on = |wall: &str| moment(&zone, at(&zone, wall));
    let mut card = Card::default();
    card.state.has_channel = true;
    card.run_due(&shop, bought(3), &on("2026-03-01T10:00")).expect("three coffees");
    card.run_due(&shop, bought(2), &on("2026-03-02T10:00")).expect("two coffees");
    card.state.purses[0].lots[0].warned_at = Some(at(&zone, "2026-03-17T10:00"));
    let told = on("2026-03-20T10:00");
    let units = |card: &Card| to_warn(&shop, &card.state, &told).iter().map(|told| told.units).sum::<i64>();
    assert_eq!(units(&card), 2, "the three were told of");
    card.state.purses[0].lots[1].warned_at = Some(at(&zone, "2026-03-18T10:00"));
    assert_eq!(units(&card), 0);
}

#[test]
fn the_same_time_again_is_no_grace() {
    let shop = lasting(Expiry::Days(30), 0);
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-01T10:00"));
    let mut card = Card::default();
    card.run_due(&shop, bought(8), &ctx).expect("eight coffees");
    let same = Command::Prolong { purse: "coffee", until: at(&zone, "2026-04-01T00:00") };
    assert_eq!(card.run(&shop, same, &ctx), Err(Refusal::NothingToDo));
}
