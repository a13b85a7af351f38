//! How the numbers of an operation came about: read back from the ledger, in words of a language and as data.

mod facts;
mod read;

use loyalty::{Act, Change, Decision, Language, Program, Reason, Receipt, ReceiptLine};
use uuid::Uuid;
use wire::{Code, Done, Explanation, Fact, Line, Money, OperationKind};

use crate::auth::ShopId;
use crate::context::time;
use crate::ledger;
use crate::moment::Moment;
use crate::outcome::Outcome;
use crate::shops::{self, ShopRow};
use crate::{Lang, Tx, money, params};

pub(crate) mod sql {
    crate::statements::statements! {
        OPERATION = "SELECT card_id, seq, program_version, visit_id, occurred_at, quantity, amount, reason, external_ref, overrides,
                       coalesce(void_of, refund_of), kind FROM operation WHERE shop_id = $1 AND operation_id = $2";
        REASONS = "SELECT reasons FROM operation_reason WHERE shop_id = $1 AND card_id = $2 AND seq = $3";
        GRANTED = "SELECT purse, granted, expires_at FROM lot WHERE shop_id = $1 AND card_id = $2 AND seq = $3 ORDER BY n";
        ENTRIES = "SELECT n, purse, delta FROM entry WHERE shop_id = $1 AND card_id = $2 AND seq = $3 ORDER BY n";
        LOT_USES = "SELECT lot_use.n, lot_use.lot_seq, lot_use.lot_n, lot_use.units FROM lot_use
                     JOIN lot ON lot.shop_id = lot_use.shop_id AND lot.card_id = lot_use.card_id AND lot.seq = lot_use.lot_seq
                       AND lot.n = lot_use.lot_n
                     WHERE lot_use.shop_id = $1 AND lot_use.card_id = $2 AND lot_use.seq = $3
                     ORDER BY lot_use.n, coalesce(lot.expires_at, 9223372036854775807), lot_use.lot_seq, lot_use.lot_n";
        PAID_FOR = "SELECT issued_n, source FROM voucher WHERE shop_id = $1 AND card_id = $2 AND issued_seq = $3 AND issued_n IS NOT NULL";
    }
}

/// How an operation of the shop came about; `unknown_operation` when it has none of this id.
pub fn explain(tx: &mut dyn Tx, shop: ShopId, operation: Uuid, lang: Lang) -> Outcome<Explanation> {
    let shop = ShopRow::by_id(tx, shop)?;
    let row = tx.query_one(sql::OPERATION, &params![shop.id.0, operation])?.ok_or(Code::UnknownOperation)?;
    let (card, seq) = (pass::CardId(row.get(0)?), row.get(1)?);
    let (program_version, occurred_at) = (row.get(2)?, row.get(4)?);
    let (amount, overrides): (Option<i64>, Option<String>) = (row.get(6)?, row.get(9)?);
    let program = shops::program_then(tx, shop.id, program_version)?;
    let moment = shop.moment(occurred_at)?;
    let done = ledger::done(tx, shop.id, card, seq)?;
    let story = Story {
        kind: done.kind,
        amount,
        reason: row.get(7)?,
        used: done.voucher_used.as_ref().map(|used| used.title.clone()),
        takes_back: row.get(10)?,
        reasons: read::reasons(tx, shop.id, card, seq, done.kind, row.get(5)?)?,
        granted: read::granted(tx, shop.id, card, seq)?,
    };
    Ok(Explanation {
        card_id: card.to_string(),
        visit_id: row.get(3)?,
        program_version,
        occurred_at: time(occurred_at),
        quantity: row.get(5)?,
        amount: amount.map(|minor| Money { minor, currency: shop.currency.clone() }),
        reason: row.get(7)?,
        external_ref: row.get(8)?,
        overrides: overrides.iter().flat_map(|names| names.split(' ')).map(str::to_owned).collect(),
        lines: lines(&shop, &program, &moment, lang, &story),
        operation: done,
    })
}

/// All that is told of an operation.
pub(crate) struct Story {
    kind: OperationKind,
    amount: Option<i64>,
    reason: Option<String>,
    used: Option<String>,
    /// The number of the operation it takes back.
    takes_back: Option<i64>,
    reasons: Vec<Reason>,
    granted: Vec<Granted>,
}

/// Units that came into a purse.
struct Granted {
    purse: String,
    units: i64,
    lapses_at: Option<i64>,
}

impl Story {
    /// Of an operation that was just decided.
    pub(crate) fn of(
        done: &Done,
        amount: Option<i64>,
        reason: Option<String>,
        takes_back: Option<i64>,
        decision: Decision,
    ) -> Story {
        let granted = decision.changes.iter().filter_map(|change| match change {
            Change::Entry(entry) => entry.grant.map(|lot| (entry.purse.clone(), lot)),
            _ => None,
        });
        Story {
            kind: done.kind,
            amount,
            reason,
            used: done.voucher_used.as_ref().map(|used| used.title.clone()),
            takes_back,
            granted: granted
                .map(|(purse, lot)| Granted { purse, units: lot.units, lapses_at: lot.expires_at })
                .collect(),
            reasons: decision.reasons,
        }
    }

    fn act(&self) -> Act<'_> {
        use OperationKind as K;
        let (amount, reason) = (self.amount.unwrap_or(0), self.reason.as_deref().unwrap_or("–"));
        let number = self.takes_back.unwrap_or(0);
        match self.kind {
            K::Visit => Act::Visit,
            K::Earn | K::Unknown => Act::Purchase(self.amount),
            K::Action => Act::Action,
            K::Redeem => Act::Used(self.used.as_deref().unwrap_or("–")),
            K::Spend => Act::Paid(amount),
            K::Gift => Act::Gift(reason),
            K::Adjust => Act::Correction(reason),
            K::Referred => Act::Referred,
            K::Membership => Act::Membership,
            K::Prolong => Act::MoreTime,
            K::Expire => Act::Lapsed,
            K::ExpireVouchers => Act::RewardsLapsed,
            K::Review => Act::Review,
            K::Opening => Act::Opening,
            K::TransferOut => Act::MovedOut,
            K::TransferIn => Act::MovedIn,
            K::Void => Act::Void(number),
            K::Refund => Act::Refund(number, amount),
        }
    }
}

/// A story line by line: what was done, why, and what came into the purses.
pub(crate) fn lines(shop: &ShopRow, program: &Program, moment: &Moment, lang: Lang, story: &Story) -> Vec<Line> {
    let language = Language::from(lang);
    let say_money = |minor| money::say(minor, &shop.currency, language);
    let rules = moment.rules(false);
    let receipt = Receipt::new(program, language, &say_money, rules.zone);
    let act = Line { text: receipt.say(ReceiptLine::Act(story.act())), fact: Fact::Act };
    let reasons = story.reasons.iter().map(|reason| {
        let text = receipt.say(ReceiptLine::Reason(reason));
        Line { text, fact: facts::fact(reason) }
    });
    let granted = story.granted.iter().map(|lot| {
        let (purse, units, lapses_at) = (lot.purse.as_str(), lot.units, lot.lapses_at);
        let fact = Fact::Granted { purse: lot.purse.clone(), units, expires_at: lapses_at.map(time) };
        Line { text: receipt.say(ReceiptLine::Granted { purse, units, lapses_at }), fact }
    });
    [act].into_iter().chain(reasons).chain(granted).collect()
}
