//! What happened, in the counter's words: the headline of a visit, and each operation in a list.

use kit::{
    browser::clock,
    i18n::{self, format},
};
use wire::{Card, Done, Money, OperationKind, PurseKind};

use crate::{
    headline::{Headline, Moved, moved},
    panel::Panel,
    texts::{texts, when_used},
};

/// The headline in words.
pub fn headline_words(panel: &Panel) -> String {
    let words = texts();
    match panel.headline() {
        Headline::Given(moved) if moved.is_empty() => words.counted.to_owned(),
        Headline::Given(moved) | Headline::Corrected(moved) => signed(&moved, &panel.rules.currency),
        Headline::Paid(minor) => words.paid.with([&money(minor, &panel.rules.currency)]),
        Headline::Used(_) => words.used.to_owned(),
        Headline::Gift(_) => words.gifted.to_owned(),
        Headline::Member => words.member.to_owned(),
        Headline::Undone => words.undone.to_owned(),
        Headline::Same => words.same.to_owned(),
        Headline::Choose => words.choose.to_owned(),
    }
}

/// What stands under the headline.
pub fn detail_words(panel: &Panel) -> String {
    let words = texts();
    match panel.headline() {
        Headline::Used(title) | Headline::Gift(title) => title,
        Headline::Same => words.same_hint.with([&when_used(Some(&panel.visit.opened_at), clock::now_ms())]),
        Headline::Corrected(_) => words.corrected.to_owned(),
        Headline::Given(_) => {
            let left = panel.left_to_pay.map(|left| words.left_to_pay.with([&money(left, &panel.rules.currency)]));
            left.unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Whose card it is.
pub fn whose(panel: &Panel) -> String {
    let card = texts().card.with([&panel.card.number]);
    match &panel.card.member.first_name {
        Some(name) => [name, " · ", &card].concat(),
        None => card,
    }
}

/// An operation in a list: "+ 2 stamps", "Reward used: One free coffee".
pub fn done_words(done: &Done, card: &Card, currency: &str) -> String {
    let words = texts();
    let titled = |what: &str, voucher: Option<&wire::Voucher>| match voucher {
        Some(voucher) => [what, ": ", &voucher.title].concat(),
        None => what.to_owned(),
    };
    let moved = |up| moved(std::iter::once(done), card, up);
    match done.kind {
        OperationKind::Redeem => titled(words.used, done.voucher_used.as_ref()),
        OperationKind::Gift => titled(words.gifted, done.vouchers_issued.first().or(done.voucher_used.as_ref())),
        OperationKind::Spend => {
            let paid = moved(false).iter().map(|sum| -sum.units).sum();
            words.paid.with([&money(paid, currency)])
        }
        OperationKind::Membership => words.member.to_owned(),
        OperationKind::Refund => [words.refunded, ": ", &signed(&moved(false), currency)].concat(),
        OperationKind::Adjust => {
            let both = [moved(true), moved(false)].concat();
            [words.corrected, ": ", &signed(&both, currency)].concat()
        }
        _ => match &moved(true)[..] {
            [] => words.counted.to_owned(),
            moved => signed(moved, currency),
        },
    }
}

/// "+ 3 stamps, + 40 points"
fn signed(moved: &[Moved], currency: &str) -> String {
    let each = moved.iter().map(|sum| {
        let counted = counted(Moved { units: sum.units.abs(), ..*sum }, currency);
        [if sum.units < 0 { "− " } else { "+ " }, &counted].concat()
    });
    each.collect::<Vec<_>>().join(", ")
}

/// "3 stamps", "40 points", "1.20 €"
pub fn counted(sum: Moved, currency: &str) -> String {
    match sum.kind {
        PurseKind::Stamps => i18n::texts().stamps.of(sum.units, []),
        PurseKind::Points => i18n::texts().points.of(sum.units, []),
        PurseKind::Credit => money(sum.units, currency),
    }
}

fn money(minor: i64, currency: &str) -> String {
    format::money(&Money { minor, currency: currency.to_owned() })
}
