//! What lapses in the naive model, and what the customer is told of before.

use std::collections::BTreeMap;

use loyalty::{Micros, Refusal, VoucherStatus};

use super::now::Now;
use super::{Answer, Naive, Place, Token};
use crate::programs::PURSES;

impl Naive {
    pub fn due(&self, now: &Now<'_>, token: &Token) -> bool {
        token.place == Place::Free && now.may_lapse(token, self.has_channel).is_some_and(|at| at <= now.at)
    }

    pub fn units_are_due(&self, now: &Now<'_>) -> bool {
        self.tokens.iter().any(|token| self.due(now, token))
    }

    pub fn review_is_due(&self, now: &Now<'_>) -> bool {
        self.tier.as_ref().is_some_and(|tier| tier.review <= now.at)
    }

    /// Units of each purse that should have lapsed and wait for a warning, and until when.
    pub fn waiting(&self, now: &Now<'_>) -> Vec<(String, i64, Option<i64>)> {
        let mut waiting = Vec::new();
        for (purse, name) in PURSES.iter().enumerate() {
            let late = |token: &&Token| {
                let over = token.expires.is_some_and(|expires| expires <= now.at);
                token.purse == purse && token.place == Place::Free && over && !self.due(now, token)
            };
            let late: Vec<&Token> = self.tokens.iter().filter(late).collect();
            if !late.is_empty() {
                let until = late.iter().filter_map(|token| now.may_lapse(token, self.has_channel)).max();
                waiting.push(((*name).to_owned(), late.len() as i64, until));
            }
        }
        waiting
    }

    pub fn expire(&mut self, now: &Now<'_>) -> Answer {
        for purse in 0..4 {
            let lapse: Vec<usize> = self.free(purse).into_iter().filter(|i| self.due(now, &self.tokens[*i])).collect();
            if !lapse.is_empty() {
                self.take_tokens(purse, &lapse, 0);
            }
        }
        if !self.op.acts.is_empty() {
            return Ok(());
        }
        if let Some((purse, units, until)) = self.waiting(now).into_iter().next() {
            return Err(Refusal::WarnFirst { purse, units, until });
        }
        let free = self.tokens.iter().filter(|token| token.place == Place::Free);
        Err(Refusal::NotDue { at: free.filter_map(|token| now.may_lapse(token, self.has_channel)).min() })
    }

    pub fn expire_vouchers(&mut self, now: &Now<'_>) -> Answer {
        let late: Vec<usize> = (0..self.vouchers.len())
            .filter(|i| self.vouchers[*i].status == VoucherStatus::Issued && !self.is_ready(now, &self.vouchers[*i]))
            .collect();
        if late.is_empty() {
            let issued = self.vouchers.iter().filter(|voucher| voucher.status == VoucherStatus::Issued);
            return Err(Refusal::NotDue { at: issued.filter_map(|voucher| voucher.expires).min() });
        }
        for number in late {
            self.vouchers[number].status = VoucherStatus::Expired;
            let reward = self.vouchers[number].reward.clone();
            self.piece(&reward, -1);
        }
        self.op.is_final = true;
        Ok(())
    }

    pub fn give_time(&mut self, now: &Now<'_>, purse: usize, until: i64) -> Answer {
        if now.expiry(purse).is_none() && !self.was_used(purse) {
            return Err(Refusal::UnknownPurse);
        }
        self.op.is_final = true;
        if self.prolong(purse, until) { Ok(()) } else { Err(Refusal::NothingToDo) }
    }

    /// The customer is told of what lapses soon; says how many units of each purse.
    pub fn warn(&mut self, now: &Now<'_>) -> BTreeMap<String, i64> {
        let soonest = now.told(now.at);
        let mut told = BTreeMap::new();
        for token in self.tokens.iter().filter(|token| untold(token, soonest)) {
            *told.entry(PURSES[token.purse].to_owned()).or_default() += 1;
        }
        for purse in 0..PURSES.len() {
            self.tell(purse, soonest, |token| token.warned = Some(now.at));
        }
        told
    }

    /// Marks the units of a purse that lapse until then and of which nobody was told. Units that were earned together stay together: those
    /// that are spent and come back have been told of with the others.
    pub fn tell(&mut self, purse: usize, until: Micros, mark: impl Fn(&mut Token)) {
        let told = self.tokens.iter().filter(|token| token.purse == purse && untold(token, until));
        let lots: Vec<_> = told.map(|token| token.born).collect();
        self.tokens.iter_mut().filter(|token| lots.contains(&token.born)).for_each(mark);
    }
}

fn untold(token: &Token, until: Micros) -> bool {
    token.place == Place::Free && token.warned.is_none() && token.expires.is_some_and(|expires| expires <= until)
}
