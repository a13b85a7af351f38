//! Both models side by side: every balance, lot, voucher, level and promotion.

use std::collections::BTreeMap;

use loyalty::{CardState, PurseKind, Totals};

use super::{Naive, Op, Place, Token};
use crate::programs::PURSES;
use crate::support::Card;

/// Both say the same of a card.
pub fn compare(card: &Card, naive: &Naive) {
    let real = &card.state;
    for (number, name) in PURSES.iter().enumerate() {
        let purse = real.purse(name);
        let facts = purse.map_or((0, 0, 0), |purse| (purse.balance, purse.debt, purse.carry.numerator));
        let (owed, carry) = (naive.owed[number], naive.carry[number]);
        assert_eq!(facts, (naive.balance(number), owed, carry), "balance, debt and carry of {name}");
        let mut lots = BTreeMap::new();
        for lot in purse.iter().flat_map(|purse| &purse.lots).filter(|lot| lot.remaining > 0) {
            *lots.entry((lot.expires_at, lot.warned_at)).or_insert(0) += lot.remaining;
        }
        let mut tokens = BTreeMap::new();
        let free = |token: &&Token| token.purse == number && token.place == Place::Free;
        for token in naive.tokens.iter().filter(free) {
            *tokens.entry((token.expires, token.warned)).or_insert(0) += 1;
        }
        assert_eq!(lots, tokens, "lots of {name}");
    }
    compare_status(real, naive);
    // Each command is an operation.
    assert_eq!(card.records.len(), naive.ops.len(), "operations");
    compare_totals(card, naive);
}

/// All that was ever counted and not taken back.
fn compare_totals(card: &Card, naive: &Naive) {
    let sum = |what: fn(&Op) -> i64| naive.sum(|_| true, what);
    let counted = Totals {
        visits: sum(|op| op.visits),
        stamps: sum(|op| op.counts(PurseKind::Stamps)),
        points: sum(|op| op.counts(PurseKind::Points)),
        credit: sum(|op| op.counts(PurseKind::Credit)),
        spend: sum(Op::money_left),
        not_earning: sum(|op| op.bill.map_or(0, |bill| bill - op.money)),
        credit_spent: sum(|op| op.credit_spent),
        earns: sum(|op| op.earns),
        gifts: sum(|op| op.gifts_made),
        manual: sum(|op| op.by_hand),
    };
    assert_eq!(card.sum(|_| true), counted, "totals");
}

fn compare_status(real: &CardState, naive: &Naive) {
    let mine: Vec<_> = real.vouchers.iter().map(|v| (&v.reward, v.status, v.expires_at, v.confirm)).collect();
    let other: Vec<_> = naive.vouchers.iter().map(|v| (&v.reward, v.status, v.expires, v.confirm)).collect();
    assert_eq!(mine, other, "vouchers");
    let level = real.tier.as_ref().map(|tier| (tier.level.clone(), tier.review_at, tier.in_grace));
    let naive_level = naive.tier.as_ref().map(|tier| (format!("l{}", tier.level), tier.review, tier.grace));
    assert_eq!(level, naive_level, "level");
    assert_eq!(real.membership, naive.membership, "membership");
    let mut given = BTreeMap::new();
    for used in &real.promotions {
        *given.entry((used.promotion.clone(), used.occasion)).or_insert(0) += used.times;
    }
    given.retain(|_, times| *times != 0);
    let mut naively = BTreeMap::new();
    for given in &naive.given {
        *naively.entry(given.clone()).or_insert(0) += 1;
    }
    assert_eq!(given, naively, "promotions given");
    for count in &real.rewards {
        assert_eq!(count.by_card, *naive.pieces.get(&count.reward).unwrap_or(&0), "pieces of {}", count.reward);
    }
}
