//! Each thing that happens, done to both models.

use crate::life::Life;
use crate::programs::{PURSES, REWARDS, reward_name};
use crate::steps::{Do, Step};
use crate::support::{Card, voucher_id};
use loyalty::{Command, PromotionKind, Voider, Zone, moved, to_warn};
use std::collections::BTreeMap;

impl<'a> Life<'a> {
    pub fn dispatch(&mut self, card: usize, step: &Step) {
        let over = step.overridden;
        match &step.what {
            Do::Visit => self.visit(card, over),
            Do::Earn(bought) => {
                let command = Command::Earn {
                    stamp_card: bought.stamp_card.as_deref(),
                    quantity: bought.quantity,
                    amount: bought.amount,
                    paid_by_credit: bought.paid_by_credit,
                    tags: &bought.tags,
                };
                self.both(card, over, command, |naive, now| naive.earn(now, bought));
            }
            Do::Action(number) => {
                let action = format!("a{number}");
                self.both(card, over, Command::Action { action: &action }, |naive, now| naive.action(now, &action));
            }
            Do::RedeemVoucher { nth, choice, confirmed } => self.redeem_voucher(card, *nth, *choice, *confirmed),
            Do::RedeemReward { reward, confirmed } => {
                let id = if *reward == REWARDS { "none".to_owned() } else { reward_name(*reward) };
                let command = Command::RedeemReward { reward: &id, confirmed: *confirmed };
                self.both(card, over, command, |naive, now| naive.redeem_reward(now, &id, *confirmed));
            }
            Do::Spend { amount, bill } => {
                let command = Command::Spend { amount: *amount, bill: *bill };
                self.both(card, over, command, |naive, now| naive.spend(now, *amount, *bill));
            }
            Do::Gift(reward) => {
                let id = reward_name(*reward);
                self.both(card, over, Command::Gift { reward: &id }, |naive, now| naive.gift(now, &id));
            }
            Do::Adjust { purse, units, reasoned } => {
                let command = Command::Adjust { purse: PURSES[*purse], units: *units, reasoned: *reasoned };
                self.both(card, over, command, |naive, now| naive.adjust(now, *purse, *units, *reasoned));
            }
            Do::Open(balances) => {
                let named: Vec<(&str, i64)> = balances.iter().map(|(purse, units)| (PURSES[*purse], *units)).collect();
                let command = Command::Opening { balances: &named };
                self.both(card, over, command, |naive, now| naive.open(now, balances));
            }
            Do::Membership(step) => {
                self.both(card, over, Command::Membership(*step), |naive, now| naive.membership(now, *step));
            }
            Do::Prolong { purse, days } => {
                let until = self.now + days * loyalty::DAY;
                let command = Command::Prolong { purse: PURSES[*purse], until };
                self.both(card, over, command, |naive, now| naive.give_time(now, *purse, until));
            }
            Do::Expire => {
                self.both(card, over, Command::Expire, |naive, now| naive.expire(now));
            }
            Do::ExpireVouchers => {
                self.both(card, over, Command::ExpireVouchers, |naive, now| naive.expire_vouchers(now));
            }
            Do::Review => {
                self.both(card, over, Command::ReviewTier, |naive, now| naive.review(now));
            }
            Do::Move => self.move_all(card),
            Do::Void { back, by } => self.void(card, *back, *by),
            Do::Refund { back, amount } => self.refund(card, *back, *amount),
            Do::Warn => self.warn(card),
            Do::Channel(there) => {
                self.cards[card].state.has_channel = *there;
                self.naive[card].has_channel = *there;
            }
        }
    }

    pub fn visit(&mut self, card: usize, over: bool) {
        if !self.both(card, over, Command::Visit, |naive, now| naive.visit(now)) {
            return;
        }
        self.visits[card].push(self.zone.local(self.now).date);
        let brings = |promotion: &loyalty::Promotion| matches!(promotion.kind, PromotionKind::Referral { .. });
        let given = self.cards[card].records.last().expect("the visit").promotions.clone();
        for promotion in self.program.promotions.iter().filter(|promotion| brings(promotion)) {
            if given.iter().any(|(id, _)| *id == promotion.id) {
                self.clear_due(1 - card);
                let id = promotion.id.as_str();
                self.both(1 - card, over, Command::Referred { promotion: id }, |naive, now| naive.referred(now, id));
            }
        }
    }

    pub fn redeem_voucher(&mut self, card: usize, nth: usize, choice: Option<usize>, confirmed: bool) {
        let known = &self.cards[card].state.vouchers;
        let (number, voucher) = match known.len() {
            0 => (usize::MAX, voucher_id(u64::MAX)),
            some => (nth % some, known[nth % some].id),
        };
        let choice = choice.map(reward_name);
        let command = Command::RedeemVoucher { voucher, choice: choice.as_deref(), confirmed };
        self.both(card, false, command, |naive, now| naive.redeem_voucher(now, number, choice.as_deref(), confirmed));
    }

    pub fn move_all(&mut self, card: usize) {
        let other = 1 - card;
        self.clear_due(other);
        let mut leaves = moved(&self.cards[card].state);
        let load = self.naive[card].load();
        if !self.both(card, false, Command::TransferOut, |naive, _| naive.leave()) {
            return;
        }
        for voucher in &mut leaves.vouchers {
            voucher.id = self.cards[other].next_voucher();
        }
        let command = Command::TransferIn { moved: &leaves };
        assert!(self.both(other, false, command, |naive, now| naive.arrive(now, &load)), "what left must arrive");
        let number = |card: &Card| card.records.len() - 1;
        self.moves.push((card, number(&self.cards[card]), number(&self.cards[other])));
    }

    pub fn void(&mut self, card: usize, back: usize, by: Voider) {
        let Some(number) = self.cards[card].records.len().checked_sub(back + 1) else { return };
        let pair = self
            .moves
            .iter()
            .find(|(from, out, came)| (*from == card && *out == number) || (*from != card && *came == number));
        let Some((from, out, came)) = pair.copied() else {
            self.void_one(card, number, by);
            return;
        };
        self.clear_due(1 - card);
        if self.void_one(1 - from, came, by) {
            assert!(self.void_one(from, out, by), "both sides of a move are voided");
        }
    }

    pub fn void_one(&mut self, card: usize, number: usize, by: Voider) -> bool {
        let operation = self.cards[card].records[number].clone();
        let command = Command::Void { operation: &operation, voider: by };
        self.both(card, false, command, |naive, now| naive.void(now, number, by))
    }

    pub fn refund(&mut self, card: usize, back: usize, amount: i64) {
        let earnings = |(_, record): &(usize, &loyalty::OperationRecord)| record.amount.is_some();
        let numbers: Vec<usize> =
            self.cards[card].records.iter().enumerate().filter(earnings).map(|(number, _)| number).collect();
        let Some(number) = numbers.iter().rev().nth(back).copied() else { return };
        let operation = self.cards[card].records[number].clone();
        let command = Command::Refund { operation: &operation, amount, voider: Voider::Manager };
        self.both(card, false, command, |naive, now| naive.refund(now, number, amount));
    }

    /// Shows the customer what lapses soon.
    pub fn warn(&mut self, card: usize) {
        let ctx = self.ctx(false);
        let others = BTreeMap::new();
        let now = self.naive_now(card, false, &others, false);
        let naive = self.naive[card].warn(&now);
        let told = to_warn(self.program, &self.cards[card].state, &ctx);
        let real: BTreeMap<String, i64> = told.iter().map(|told| (told.purse.clone(), told.units)).collect();
        assert_eq!(real, naive, "units to be warned of");
        for told in told {
            let purse = self.cards[card].state.purses.iter_mut().find(|purse| purse.id == told.purse);
            for lot in &mut purse.expect("a purse that was named").lots {
                let soon = lot.expires_at.is_some_and(|at| at <= told.expires_at);
                if lot.remaining > 0 && lot.warned_at.is_none() && soon {
                    lot.warned_at = Some(self.now);
                }
            }
        }
    }
}
