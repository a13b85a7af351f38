//! The naive model of the rules' own tests, living along: what it says of each command is compared with the rules, whose state is compared with the
//! store's rows. It knows midnights only, so it stays away from shops whose days begin later.

use std::collections::BTreeMap;

use loyalty::{Command, Refusal, ToWarn};

use super::ledger::Ledger;
use super::life::Life;
use crate::naive::now::{Elsewhere, Now, civil_date};
use crate::naive::{Answer, Naive, Token, compare, purse_of};
use crate::steps::Bought;

impl Life<'_> {
    /// The naive model lives along.
    pub fn is_naive(&self) -> bool {
        self.hour == 0
    }

    /// Does a command that the rules decided naively too, from the ledger as it was before.
    pub fn naively(&mut self, card: usize, command: Command<'_>, before: &Ledger, ruled: &Result<(), Refusal>) {
        if !self.is_naive() {
            return;
        }
        let others = self.ledgers[1 - card].naive.pieces.clone();
        let mut naive = before.naive.clone();
        naive.has_channel = before.card.state.has_channel;
        let leaves = matches!(command, Command::TransferOut).then(|| naive.load());
        let now = self.naive_now(card, &command, &others);
        let waiting = naive.waiting(&now);
        let done = naive.whole(&now, |naive| self.act(naive, &now, &command, before));
        match (ruled, &done) {
            (Ok(()), Ok(())) => {}
            (Err(Refusal::WarnFirst { purse, units, until }), Err(Refusal::WarnFirst { .. })) => {
                assert!(waiting.contains(&(purse.clone(), *units, *until)), "{ruled:?} but {waiting:?}");
            }
            _ => assert_eq!(ruled, &done, "{command:?}: the rules, and the naive model"),
        }
        let ledger = &mut self.ledgers[card];
        ledger.naive = naive;
        for (naive, real) in ledger.naive.vouchers.iter_mut().zip(&ledger.card.state.vouchers) {
            naive.place = real.id;
        }
        self.under_way = leaves.or(self.under_way.take());
    }

    fn naive_now<'n>(&'n self, card: usize, command: &Command<'_>, others: &'n BTreeMap<String, i64>) -> Now<'n> {
        let (at, held) = (self.world.now(), &self.held[card]);
        let visiting = matches!(command, Command::Visit);
        let before = held.visits.len().checked_sub(if visiting { 1 } else { 2 });
        let mut now = Now {
            at,
            zone: &self.zone.0,
            program: self.program,
            overridden: self.is_overridden(command),
            birthday: self.birthday,
            joined: civil_date(loyalty::Zone::local(&self.zone, self.born).date),
            last_visit: before.map(|before| civil_date(held.visits[before])),
            brought: (self.brought && card == 1).then_some(false),
            others,
            elsewhere: Elsewhere::default(),
        };
        let (other, today) = (&self.ledgers[1 - card].naive, now.day_number());
        now.elsewhere = Elsewhere {
            earns: other.sum(|op| op.day == today, |op| op.earns),
            gifts: other.sum(|op| op.day == today, |op| op.gifts_made),
            by_hand: other.sum(|op| op.day == today, |op| op.by_hand),
        };
        now
    }

    fn act(&self, naive: &mut Naive, now: &Now<'_>, command: &Command<'_>, before: &Ledger) -> Answer {
        let place = |voucher: [u8; 16]| before.card.state.vouchers.iter().position(|known| known.id == voucher);
        use Command as C;
        match *command {
            C::Visit => naive.visit(now),
            C::Earn { stamp_card, quantity, amount, paid_by_credit, tags } => {
                let tags = tags.iter().map(|(tag, items)| (tag_of(tag), *items)).collect();
                let stamp_card = stamp_card.map(str::to_owned);
                naive.earn(now, &Bought { stamp_card, quantity, amount, paid_by_credit, tags })
            }
            C::Action { action } => naive.action(now, action),
            C::RedeemVoucher { voucher, choice, confirmed } => {
                naive.redeem_voucher(now, place(voucher).unwrap_or(usize::MAX), choice, confirmed)
            }
            C::RedeemReward { reward, confirmed } => naive.redeem_reward(now, reward, confirmed),
            C::Spend { amount, bill } => naive.spend(now, amount, bill),
            C::Gift { reward } => naive.gift(now, reward),
            C::Adjust { purse, units, reasoned } => naive.adjust(now, purse_of(purse), units, reasoned),
            C::Referred { promotion } => naive.referred(now, promotion),
            C::Membership(step) => naive.membership(now, step),
            C::Prolong { purse, until } => naive.give_time(now, purse_of(purse), until),
            C::Expire => naive.expire(now),
            C::ExpireVouchers => naive.expire_vouchers(now),
            C::ReviewTier => naive.review(now),
            C::Opening { balances } => {
                let balances: Vec<_> = balances.iter().map(|(purse, units)| (purse_of(purse), *units)).collect();
                naive.open(now, &balances)
            }
            // The store writes a move of nothing too.
            C::TransferOut => naive.leave().or_else(|refusal| match refusal {
                Refusal::NothingToDo => Ok(()),
                refusal => Err(refusal),
            }),
            C::TransferIn { .. } => naive.arrive(now, self.under_way.as_ref().expect("what left")),
            C::Void { operation, voider } => naive.void(now, operation.seq as usize - 1, voider),
            C::Refund { operation, amount, .. } => naive.refund(now, operation.seq as usize - 1, amount),
        }
    }

    /// What is due by the rules is due naively.
    pub fn is_due_naively(&self, card: usize, due: Option<&Command<'_>>) {
        if !self.is_naive() {
            return;
        }
        let (mut naive, others) = (self.ledgers[card].naive.clone(), BTreeMap::new());
        naive.has_channel = self.ledgers[card].card.state.has_channel;
        let now = self.naive_now(card, &Command::Expire, &others);
        let (units, review) = (naive.units_are_due(&now), naive.review_is_due(&now));
        match due {
            Some(Command::Expire) => assert!(units, "only one model lets units lapse"),
            Some(_) => assert!(!units && review, "only one model reviews the level"),
            None => assert!(!units && !review, "only the naive model has something due"),
        }
    }

    /// The customer could be told of all this, and is told of some of it: those units lapse at the moment that was shown.
    pub fn tell_naively(&mut self, card: usize, all: &[ToWarn], told: &[ToWarn]) {
        if !self.is_naive() {
            return;
        }
        let (mut naive, others, at) = (self.ledgers[card].naive.clone(), BTreeMap::new(), self.world.now());
        let naively = naive.warn(&self.naive_now(card, &Command::Expire, &others));
        let ruled: BTreeMap<String, i64> = all.iter().map(|told| (told.purse.clone(), told.units)).collect();
        assert_eq!(ruled, naively, "units to be warned of");
        for ToWarn { purse, expires_at, .. } in told {
            let mark = |token: &mut Token| (token.warned, token.expires) = (Some(at), Some(*expires_at));
            self.ledgers[card].naive.tell(purse_of(purse), *expires_at, mark);
        }
    }

    pub fn compare_naively(&self, card: usize) {
        if self.is_naive() {
            let ledger = &self.ledgers[card];
            compare(&ledger.card, &ledger.naive);
        }
    }
}

/// The tags of the test, which live as long as it.
fn tag_of(tag: &str) -> &'static str {
    ["tea", "cake", "soup"].into_iter().find(|known| *known == tag).expect("a tag of the test")
}
