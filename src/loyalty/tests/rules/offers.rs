//! What a customer is offered, and what credit can pay.

use loyalty::{
    CREDIT, CardState, Command, Offer, OfferBy, POINTS, Program, PurseKind, PurseState, Unavailable, VisitState,
    VoucherState, VoucherStatus, offers, payable,
};

use crate::full::{full, only};
use crate::stamps::bought;
use crate::support::{Card, RealZone, at, moment, voucher_id};

fn said(offers: &[Offer]) -> Vec<(String, i64, Option<Unavailable>)> {
    let one = |offer: &Offer| {
        let by = match &offer.by {
            OfferBy::Voucher { voucher, .. } => format!("voucher {}", voucher[15]),
            OfferBy::StampCard { stamp_card, goal } => format!("{goal} of {stamp_card}"),
            OfferBy::Menu { cost } => format!("{cost} points"),
            OfferBy::Credit { payable, least } => format!("pay {least} to {payable}"),
        };
        (format!("{by}: {}", offer.reward.as_deref().unwrap_or("credit")), offer.missing, offer.unavailable.clone())
    };
    offers.iter().map(one).collect()
}

fn line(text: &str, missing: i64) -> (String, i64, Option<Unavailable>) {
    (text.to_owned(), missing, None)
}

#[test]
fn the_menu_is_offered_from_the_cheapest_with_what_is_missing_and_without_what_is_retired() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = only("points");
    let mut card = Card::default();
    card.run_due(&shop, Command::Opening { balances: &[(POINTS, 50)] }, &ctx).expect("an import");
    shop.rewards[2].members_only = true;
    let menu = offers(&shop, &card.state, &ctx);
    let off = ("20 points: off".to_owned(), 0, Some(Unavailable::MembersOnly));
    let rest = [line("50 points: cake", 0), line("80 points: box", 30), line("90 points: ten", 40)];
    assert_eq!(said(&menu), [&[off][..], &rest].concat());
}

#[test]
fn vouchers_come_first_each_with_its_choices_and_those_that_end_first_in_front() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let voucher = |number, expires_at| VoucherState {
        id: voucher_id(number),
        reward: "free".into(),
        choices: vec!["cake".into(), "old".into(), "gone".into()],
        expires_at,
        confirm: number == 3,
        ..VoucherState::default()
    };
    let used = VoucherState { status: VoucherStatus::Used, ..voucher(4, None) };
    let vouchers = vec![
        voucher(1, None),
        voucher(2, Some(ctx.now + 2)),
        voucher(3, Some(ctx.now + 1)),
        used,
        // Its time is over at this very moment.
        voucher(5, Some(ctx.now)),
    ];
    let state = CardState { vouchers, ..CardState::default() };
    let shop = Program { stamp_cards: full().stamp_cards, rewards: only("coffee").rewards, ..Program::default() };
    let offered = offers(&shop, &state, &ctx);
    let lines = [3, 2, 1].into_iter().flat_map(|n| ["free", "cake"].map(|id| line(&format!("voucher {n}: {id}"), 0)));
    assert_eq!(said(&offered), lines.collect::<Vec<_>>());
    let confirmed: Vec<_> = offered.iter().map(|offer| offer.confirm).collect();
    assert_eq!(confirmed, [true, false, false, false, false, false], "what it was issued with");
}

#[test]
fn stamps_that_add_up_are_offered_with_what_is_missing() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let mut shop = only("coffee");
    shop.stamp_cards[0].automatic = false;
    shop.stamp_cards[0].choices.push("old".into());
    let mut card = Card::default();
    for (stamps, missing) in [(7, 2), (2, 0), (1, 0)] {
        card.run_due(&shop, bought(stamps), &ctx).expect("coffees");
        let both = [line("9 of coffee: free", missing), line("9 of coffee: cake", missing)];
        assert_eq!(said(&offers(&shop, &card.state, &ctx)), both, "what is retired is not offered");
    }
}

#[test]
fn credit_pays_from_the_least_to_all_of_it_until_the_bill_has_earned() {
    let zone = RealZone::named("Europe/Paris");
    let ctx = moment(&zone, at(&zone, "2026-03-02T10:00"));
    let with = |balance, earned_on| {
        let purse = PurseState { balance, ..PurseState::empty(CREDIT, PurseKind::Credit) };
        let visit = VisitState { earned_on, ..VisitState::default() };
        CardState { purses: vec![purse], visit, ..CardState::default() }
    };
    let mut shop = only("credit");
    assert_eq!(payable(&shop, &with(99, 0)), None, "the least is 100");
    assert_eq!(payable(&shop, &with(100, 0)), Some((100, 100)));
    assert_eq!(payable(&shop, &with(250, 0)), Some((250, 100)));
    assert_eq!(payable(&shop, &with(250, 1)), None, "the bill has earned");
    assert_eq!(said(&offers(&shop, &with(60, 0), &ctx)).last(), Some(&line("pay 100 to 60: credit", 40)));
    shop.cashback.as_mut().expect("credit").pay_min = None;
    assert_eq!(payable(&shop, &with(1, 0)), Some((1, 1)));
    assert_eq!(payable(&shop, &with(0, 0)), None);
    assert_eq!(payable(&shop, &CardState::default()), None);
}
