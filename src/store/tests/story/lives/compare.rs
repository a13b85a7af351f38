//! The store's rows and the rules' state side by side, read without the store's own ways of reading.

use std::collections::BTreeMap;

use loyalty::{MembershipState, Micros, TierState, VoucherStatus};
use store::{Row, params};

use super::life::Life;

/// A purse: name, balance, debt, lifetime, carry, next expiry.
type Purse = (String, i64, i64, i64, (i64, i64), Option<Micros>);
/// A lot with units left: purse, units, when they lapse, when the customer was told.
type Lot = (String, i64, Option<Micros>, Option<Micros>);
/// A voucher: id, reward, status, until when, whether its use is confirmed.
type Voucher = ([u8; 16], String, String, Option<Micros>, bool);
/// What was given: kind, name, occasion, how often.
type Given = (String, String, i64, i64);

impl Life<'_> {
    pub fn compare(&self, card: usize) {
        self.compare_purses(card);
        self.compare_status(card);
        let state = &self.ledgers[card].card.state;
        let vouchers = "SELECT voucher_id, reward, status, expires_at, confirm FROM voucher WHERE card_id = $1 ORDER BY voucher_id";
        let stored: Vec<Voucher> = self.rows(card, vouchers, |row| {
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), row.get(3).unwrap(), row.get(4).unwrap())
        });
        let known = state.vouchers.iter();
        let mut ruled: Vec<Voucher> =
            known.map(|v| (v.id, v.reward.clone(), status(v.status).into(), v.expires_at, v.confirm)).collect();
        ruled.sort();
        assert_eq!(stored, ruled, "vouchers");
        self.compare_given(card);
    }

    fn compare_purses(&self, card: usize) {
        let state = &self.ledgers[card].card.state;
        let purses = "SELECT purse, balance, debt, lifetime, carry_numerator, carry_denominator, next_expiry FROM purse
            WHERE card_id = $1 ORDER BY purse";
        let read = |row: &Row| -> Purse {
            let carry = (row.get(4).unwrap(), row.get(5).unwrap());
            (
                row.get(0).unwrap(),
                row.get(1).unwrap(),
                row.get(2).unwrap(),
                row.get(3).unwrap(),
                carry,
                row.get(6).unwrap(),
            )
        };
        let something = |purse: &Purse| (purse.1, purse.2, purse.3, purse.4.0, purse.5) != (0, 0, 0, 0, None);
        let stored: Vec<Purse> = self.rows(card, purses, read).into_iter().filter(something).collect();
        let ruled = state.purses.iter().map(|purse| {
            let carry = (purse.carry.numerator, purse.carry.denominator);
            (purse.id.clone(), purse.balance, purse.debt, purse.lifetime, carry, purse.next_expiry())
        });
        let mut ruled: Vec<Purse> = ruled.filter(something).collect();
        ruled.sort();
        assert_eq!(stored, ruled, "balance, debt, lifetime, carry and next expiry of each purse");

        let lots = "SELECT purse, remaining, expires_at, warned_at FROM lot WHERE card_id = $1 AND remaining > 0
            ORDER BY purse, seq, n";
        let stored: Vec<Lot> = self.rows(card, lots, |row| {
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), row.get(3).unwrap())
        });
        let mut purses: Vec<_> = state.purses.iter().collect();
        purses.sort_by_key(|purse| &purse.id);
        let mut ruled: Vec<Lot> = Vec::new();
        for purse in purses {
            let mut lots: Vec<_> = purse.lots.iter().filter(|lot| lot.remaining > 0).collect();
            lots.sort_by_key(|lot| (lot.id.seq, lot.id.n));
            ruled.extend(lots.iter().map(|lot| (purse.id.clone(), lot.remaining, lot.expires_at, lot.warned_at)));
        }
        assert_eq!(stored, ruled, "lots, in the order of their birth");
    }

    fn compare_status(&self, card: usize) {
        let ledger = &self.ledgers[card];
        let status = "SELECT tier, tier_since, tier_review_at, tier_in_grace, member_since, member_until, seq FROM card
            WHERE card_id = $1";
        let rows = self.rows(card, status, |row| {
            let level: Option<String> = row.get(0).unwrap();
            let tier = level.map(|level| TierState {
                level,
                since: loyalty::Date(row.get(1).unwrap()),
                review_at: row.get(2).unwrap(),
                in_grace: row.get(3).unwrap(),
            });
            let since: Option<Micros> = row.get(4).unwrap();
            let membership = since.map(|since| MembershipState { since, valid_until: row.get(5).unwrap() });
            (tier, membership, row.get::<i64>(6).unwrap())
        });
        let state = &ledger.card.state;
        assert_eq!(rows, [(state.tier.clone(), state.membership, ledger.count())], "level, membership and operations");
    }

    fn compare_given(&self, card: usize) {
        let state = &self.ledgers[card].card.state;
        let given = "SELECT kind, name, occasion, CAST(SUM(times) AS BIGINT) FROM given WHERE card_id = $1
            GROUP BY kind, name, occasion HAVING SUM(times) <> 0 ORDER BY kind, name, occasion";
        let stored: Vec<Given> = self.rows(card, given, |row| {
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), row.get(3).unwrap())
        });
        let actions = state.actions.iter().map(|used| ("action".to_owned(), used.action.clone(), 0, used.ever));
        let promotions = state
            .promotions
            .iter()
            .map(|used| ("promotion".to_owned(), used.promotion.clone(), used.occasion, used.times));
        // Pieces are counted for rewards that have a stock or a limit.
        let counts = |reward: &str| {
            self.program.reward(reward).is_some_and(|reward| reward.stock.is_some() || reward.per_person.is_some())
        };
        let rewards = state.rewards.iter().filter(|count| counts(&count.reward));
        let rewards = rewards.map(|count| ("reward".to_owned(), count.reward.clone(), 0, count.by_card));
        let gifts = state.tier_gifts.iter().map(|level| ("tier_gift".to_owned(), level.clone(), 0, 1));
        let mut sums = BTreeMap::new();
        for (kind, name, occasion, times) in actions.chain(promotions).chain(rewards).chain(gifts) {
            *sums.entry((kind, name, occasion)).or_insert(0) += times;
        }
        sums.retain(|_, times| *times != 0);
        let ruled: Vec<Given> =
            sums.into_iter().map(|((kind, name, occasion), times)| (kind, name, occasion, times)).collect();
        assert_eq!(stored, ruled, "actions, promotions, pieces of rewards and gifts of levels");
    }

    fn rows<T>(&self, card: usize, statement: &'static str, read: impl Fn(&Row) -> T) -> Vec<T> {
        let card = self.held[card].card;
        let rows = self.world.read(move |tx| Ok(tx.query(statement, &params![card])?)).unwrap();
        rows.iter().map(read).collect()
    }
}

fn status(status: VoucherStatus) -> &'static str {
    match status {
        VoucherStatus::Issued => "issued",
        VoucherStatus::Used => "used",
        VoucherStatus::Cancelled => "cancelled",
        VoucherStatus::Expired => "expired",
        VoucherStatus::Moved => "moved",
    }
}
