//! One line of a card's history in words: what it was, what it gave or took, when, and by whom.

use store::Lang;
use store::paper::{self, History};
use wire::{Card, Done, Entry, OperationKind, PurseKind, Voucher};
use words::paper::History as Words;

use super::when::when;

/// What a customer reads of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What it was.
    pub what: String,
    /// Units more and less: `+2 stamps (Coffee card)`.
    pub moved: Vec<String>,
    /// Rewards that came onto the card.
    pub rewards: Vec<String>,
    /// When, for machines.
    pub at: String,
    /// When, in the shop's own time.
    pub when: String,
    /// Who did it.
    pub by: String,
    /// It was taken back.
    pub undone: bool,
}

impl Receipt {
    /// Of an operation on a card.
    pub fn of(done: &Done, card: &Card, history: &History, lang: Lang) -> Receipt {
        let paper = &words::of(lang).paper;
        let words = &paper.history;
        let title = |voucher: &Voucher| title(voucher, history);
        let (issued, used) = (done.vouchers_issued.iter().map(title), done.voucher_used.iter().map(title));
        let (about, rewards) = match done.kind {
            OperationKind::Gift => (issued.chain(used).next(), vec![]),
            OperationKind::Redeem => ({ used }.next(), vec![]),
            _ => (None, issued.map(|title| words.ready.with([&title])).collect()),
        };
        let moved = done.entries.iter().filter(|entry| entry.delta != 0);
        Receipt {
            what: what(done.kind, about.as_deref().unwrap_or_default(), words),
            moved: moved.map(|entry| said(entry, card, history, lang)).collect(),
            rewards,
            at: done.at.0.clone(),
            when: when(&done.at.0, &history.zone, &paper.dates),
            by: done.by.clone(),
            undone: done.voided_by.is_some(),
        }
    }
}

/// A reward in the reader's language where the programme still has it, else as it was issued.
fn title(voucher: &Voucher, history: &History) -> String {
    let known = history.shop.program.rewards.iter().find(|reward| reward.id == voucher.reward);
    known.map_or(&voucher.title, |reward| &reward.title).clone()
}

/// What an operation is called; `about`: the reward it is about.
fn what(kind: OperationKind, about: &str, words: &Words) -> String {
    let what = match kind {
        OperationKind::Visit => words.visit,
        OperationKind::Earn => words.purchase,
        OperationKind::Action => words.action,
        OperationKind::Redeem => return words.used.with([about]),
        OperationKind::Spend => words.spent,
        OperationKind::Gift => return words.gift.with([about]),
        OperationKind::Adjust => words.adjusted,
        OperationKind::Referred => words.referred,
        OperationKind::Membership => words.membership,
        OperationKind::Prolong => words.prolonged,
        OperationKind::Expire => words.lapsed,
        OperationKind::ExpireVouchers => words.rewards_lapsed,
        OperationKind::Review => words.reviewed,
        OperationKind::Opening => words.opening,
        OperationKind::TransferOut => words.moved_out,
        OperationKind::TransferIn => words.moved_in,
        OperationKind::Void => words.voided,
        OperationKind::Refund => words.refunded,
        OperationKind::Unknown => words.unknown,
    };
    what.to_owned()
}

/// `+2 stamps`, `−10 points`, `+€1.20`; with the name of the stamp card where there are several.
fn said(entry: &Entry, card: &Card, history: &History, lang: Lang) -> String {
    let words = &words::of(lang).shared;
    let purse = card.purses.iter().find(|purse| purse.id == entry.purse);
    let sign = if entry.delta < 0 { "−" } else { "+" };
    let units = entry.delta.saturating_abs();
    let counted = match purse.map_or(PurseKind::Stamps, |purse| purse.kind) {
        PurseKind::Stamps => words.stamps.of(units, []),
        PurseKind::Points => words.points.of(units, []),
        PurseKind::Credit => paper::say_money(units, &history.shop.currency, lang),
    };
    let stamp_cards = &history.shop.program.stamp_cards;
    let named = stamp_cards.iter().find(|card| card.id == entry.purse).filter(|_| stamp_cards.len() > 1);
    let name = named.map(|card| format!(" ({})", card.name)).unwrap_or_default();
    [sign, &counted, &name].concat()
}
