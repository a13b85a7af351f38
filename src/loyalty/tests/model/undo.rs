//! The naive model's redemptions, payments, expiry, and what takes an operation back.

use std::collections::BTreeMap;

use loyalty::{BelowZero, DAY, MembershipState, Refusal, Reward, SECOND, Unavailable, Voider, VoucherStatus};

use crate::acts::reward;
use crate::naive::{Act, Answer, Naive, Now, Op, Place, Token, Voucher};
use crate::programs::PURSES;

/// Everything that goes from one naive card to another.
#[derive(Clone, Debug, Default)]
pub struct Load {
    /// Tokens by purse, as they are spent; tokens of one lot are next to each other.
    tokens: Vec<Token>,
    owed: [i64; 4],
    carry: [i64; 4],
    vouchers: Vec<Voucher>,
}

impl Naive {
    fn is_ready(&self, now: &Now<'_>, voucher: &Voucher) -> bool {
        voucher.status == VoucherStatus::Issued && voucher.expires.is_none_or(|expires| now.at < expires)
    }

    pub fn redeem_voucher(&mut self, now: &Now<'_>, number: usize, choice: Option<&str>, confirmed: bool) -> Answer {
        let voucher = self.vouchers.get(number).ok_or(Refusal::UnknownVoucher)?.clone();
        match voucher.status {
            VoucherStatus::Used => return Err(Refusal::VoucherUsed),
            VoucherStatus::Expired => return Err(Refusal::VoucherExpired),
            VoucherStatus::Cancelled | VoucherStatus::Moved => return Err(Refusal::UnknownVoucher),
            VoucherStatus::Issued if !self.is_ready(now, &voucher) => return Err(Refusal::VoucherExpired),
            VoucherStatus::Issued => {}
        }
        let mut confirm = voucher.confirm;
        if let Some(choice) = choice.filter(|choice| *choice != voucher.reward) {
            if !voucher.choices.contains(&choice.to_owned()) {
                return Err(Refusal::UnknownChoice);
            }
            let reward = reward(now, choice).ok_or(Refusal::UnknownReward)?;
            self.can_have(now, reward).map_err(|why| Refusal::RewardUnavailable { why })?;
            confirm = reward.confirm;
            self.op.choice = Some((voucher.reward.clone(), choice.to_owned()));
        }
        if confirm && !confirmed {
            return Err(Refusal::ConfirmRequired);
        }
        if let Some((issued, taken)) = self.op.choice.clone() {
            self.piece(&issued, -1);
            self.piece(&taken, 1);
        }
        self.vouchers[number].status = VoucherStatus::Used;
        self.op.used = Some(number);
        self.renew(now);
        Ok(())
    }

    fn piece(&mut self, reward: &str, pieces: i64) {
        *self.pieces.entry(reward.into()).or_default() += pieces;
    }

    pub fn redeem_reward(&mut self, now: &Now<'_>, id: &str, confirmed: bool) -> Answer {
        let mut ready: Vec<usize> =
            (0..self.vouchers.len()).filter(|i| self.is_ready(now, &self.vouchers[*i])).collect();
        ready.sort_by_key(|i| (self.vouchers[*i].expires.is_none(), self.vouchers[*i].expires));
        let as_issued = ready.iter().find(|i| self.vouchers[**i].reward == id);
        let as_choice = ready.iter().find(|i| self.vouchers[**i].choices.contains(&id.to_owned()));
        if let Some(number) = as_issued.or(as_choice) {
            return self.redeem_voucher(now, *number, Some(id), confirmed);
        }
        let reward = reward(now, id).ok_or(Refusal::UnknownReward)?;
        self.can_have(now, reward).map_err(|why| Refusal::RewardUnavailable { why })?;
        let (purse, price) = self.price(now, reward)?;
        if reward.confirm && !confirmed {
            return Err(Refusal::ConfirmRequired);
        }
        let paid_by = self.take(purse, price)?;
        self.op.used = Some(self.vouchers.len());
        self.issue(now, reward, "", Some(paid_by), Vec::new());
        self.vouchers.last_mut().expect("the one just issued").status = VoucherStatus::Used;
        self.renew(now);
        Ok(())
    }

    fn price(&self, now: &Now<'_>, reward: &Reward) -> Answer<(usize, i64)> {
        let mut missing = Vec::new();
        for card in now.program.stamp_cards.iter().filter(|card| card.rewards().any(|id| id == reward.id)) {
            let purse = crate::naive::purse_of(&card.id);
            let goal = i64::from(card.goal);
            if self.balance(purse) >= goal {
                return Ok((purse, goal));
            }
            missing.push(goal - self.balance(purse));
        }
        let cost = reward.cost.map(i64::from);
        match (missing.iter().min(), cost) {
            (_, Some(cost)) if self.balance(2) >= cost => Ok((2, cost)),
            (Some(missing), _) => Err(Refusal::InsufficientBalance { missing: *missing }),
            (None, Some(cost)) => Err(Refusal::InsufficientBalance { missing: cost - self.balance(2) }),
            (None, None) => Err(Refusal::RewardUnavailable { why: Unavailable::NotForSale }),
        }
    }

    pub fn spend(&mut self, now: &Now<'_>, amount: i64, bill: Option<i64>) -> Answer {
        let least = now.program.cashback.and_then(|cashback| cashback.pay_min).map_or(0, i64::from);
        match bill {
            _ if amount <= 0 => return Err(Refusal::NothingToDo),
            _ if self.earned_here() > 0 => return Err(Refusal::EarnedFirst),
            Some(bill) if amount > bill => return Err(Refusal::MoreThanBill { bill }),
            _ if amount < least => return Err(Refusal::LessThanMinimum { least }),
            _ => {}
        }
        self.take(3, amount)?;
        self.op.credit_spent = amount;
        self.renew(now);
        Ok(())
    }

    pub fn adjust(&mut self, now: &Now<'_>, purse: usize, units: i64, reasoned: bool) -> Answer {
        let known = now.expiry(purse).is_some() || self.was_used(purse);
        match units {
            _ if !known => return Err(Refusal::UnknownPurse),
            0 => return Err(Refusal::NothingToDo),
            _ if !reasoned => return Err(Refusal::ReasonRequired),
            _ => self.by_hand(now)?,
        }
        if units > 0 {
            self.grant(now, purse, units);
        } else {
            self.take(purse, -units)?;
        }
        self.turn(now)
    }

    fn was_used(&self, purse: usize) -> bool {
        self.tokens.iter().any(|token| token.purse == purse)
    }

    pub fn open(&mut self, now: &Now<'_>, balances: &[(usize, i64)]) -> Answer {
        if balances.is_empty() || balances.iter().any(|(_, units)| *units <= 0) {
            return Err(Refusal::NothingToDo);
        }
        self.by_hand(now)?;
        for (purse, units) in balances {
            if now.expiry(*purse).is_none() && !self.was_used(*purse) {
                return Err(Refusal::UnknownPurse);
            }
            self.grant(now, *purse, *units);
        }
        self.turn(now)
    }

    fn due(&self, now: &Now<'_>, token: &Token) -> bool {
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

    pub fn review(&mut self, now: &Now<'_>) -> Answer {
        let (Some(tiers), Some(tier)) = (&now.program.tiers, self.tier.clone()) else {
            return Err(Refusal::NotDue { at: None });
        };
        if now.at < tier.review {
            return Err(Refusal::NotDue { at: Some(tier.review) });
        }
        let count = self.level_count(now);
        self.op.is_final = true;
        self.tier = if count >= tiers.levels[tier.level].from {
            let review = self.next_review(now, tier.since);
            Some(crate::naive::Tier { review, grace: false, ..tier })
        } else if tiers.grace_days > 0 && !tier.grace {
            let mut end = now.today();
            for _ in 0..tiers.grace_days {
                end = end.tomorrow().expect("a day after");
            }
            Some(crate::naive::Tier { review: now.midnight(end), grace: true, ..tier })
        } else {
            let lower = (0..tier.level).rev().find(|level| tiers.levels[*level].from <= count);
            lower.map(|level| self.level(now, level))
        };
        Ok(())
    }

    pub fn give_time(&mut self, now: &Now<'_>, purse: usize, until: i64) -> Answer {
        if now.expiry(purse).is_none() && !self.was_used(purse) {
            return Err(Refusal::UnknownPurse);
        }
        self.op.is_final = true;
        if self.prolong(purse, until) { Ok(()) } else { Err(Refusal::NothingToDo) }
    }

    /// What leaves.
    pub fn load(&self) -> Load {
        let mut load = Load { owed: self.owed, carry: self.carry, ..Load::default() };
        for purse in 0..4 {
            load.tokens.extend(self.free(purse).into_iter().map(|i| self.tokens[i]));
        }
        let ready = self.vouchers.iter().filter(|voucher| voucher.status == VoucherStatus::Issued);
        load.vouchers = ready.cloned().collect();
        load
    }

    pub fn leave(&mut self) -> Answer {
        for purse in 0..4 {
            let free = self.free(purse);
            let owed = std::mem::take(&mut self.owed[purse]);
            if !free.is_empty() || owed > 0 {
                self.take_tokens(purse, &free, -owed);
            }
            let carry = std::mem::take(&mut self.carry[purse]);
            self.op.carried.push((purse, -carry));
        }
        for number in 0..self.vouchers.len() {
            if self.vouchers[number].status == VoucherStatus::Issued {
                self.vouchers[number].status = VoucherStatus::Moved;
                self.op.vouchers_moved.push(number);
            }
        }
        (self.op.went_out, self.op.moved) = (true, true);
        let nothing = self.op.acts.is_empty() && self.op.vouchers_moved.is_empty();
        if nothing && self.op.carried.iter().all(|(_, carry)| *carry == 0) {
            return Err(Refusal::NothingToDo);
        }
        Ok(())
    }

    pub fn arrive(&mut self, now: &Now<'_>, load: &Load) -> Answer {
        for purse in 0..4 {
            let mut lots: Vec<(Token, i64)> = Vec::new();
            for token in load.tokens.iter().filter(|token| token.purse == purse) {
                match lots.last_mut() {
                    Some((lot, units)) if lot.born == token.born => *units += 1,
                    _ => lots.push((*token, 1)),
                }
            }
            for (lot, units) in lots {
                self.grant_as(purse, units, lot.expires, lot.warned);
            }
            if load.owed[purse] > 0 {
                self.take_some(purse, load.owed[purse]);
            }
            self.carry[purse] += load.carry[purse];
            self.op.carried.push((purse, load.carry[purse]));
        }
        for voucher in &load.vouchers {
            self.op.vouchers_moved.push(self.vouchers.len());
            self.vouchers.push(voucher.clone());
        }
        self.op.moved = true;
        self.turn(now)
    }

    /// Takes what there is of `units`, and owes the rest.
    fn take_some(&mut self, purse: usize, units: i64) {
        let free: Vec<usize> = self.free(purse).into_iter().take(units as usize).collect();
        let owed = units - free.len() as i64;
        self.owed[purse] += owed;
        self.take_tokens(purse, &free, owed);
    }

    fn may_void(&self, now: &Now<'_>, op: &Op, by: Voider) -> Answer {
        let limits = &now.program.limits;
        match by {
            _ if op.is_void || op.is_final => Err(Refusal::NotVoidable),
            _ if op.voided => Err(Refusal::AlreadyVoided),
            Voider::Colleague => Err(Refusal::ManagerRequired),
            Voider::Maker if now.at - op.at > i64::from(limits.void_window_s) * SECOND => Err(Refusal::VoidWindowOver),
            Voider::Manager if now.at - op.at > i64::from(limits.manager_void_days) * DAY => {
                Err(Refusal::VoidWindowOver)
            }
            _ => Ok(()),
        }
    }

    pub fn void(&mut self, now: &Now<'_>, number: usize, by: Voider) -> Answer {
        let op = self.ops[number].clone();
        self.may_void(now, &op, by)?;
        self.op.is_void = true;
        self.take_back(now, number, &op)?;
        self.turn(now)?;
        self.renew(now);
        Ok(())
    }

    pub fn refund(&mut self, now: &Now<'_>, number: usize, amount: i64) -> Answer {
        let op = self.ops[number].clone();
        self.may_void(now, &op, Voider::Manager)?;
        let left = op.bill.unwrap_or(0) - op.refunded;
        if amount <= 0 {
            return Err(Refusal::NothingToDo);
        }
        if amount > left {
            return Err(Refusal::MoreThanPaid { left });
        }
        self.op.is_void = true;
        if amount == left {
            self.ops[number].refunded += amount;
            self.take_back(now, number, &op)?;
        } else {
            self.ops[number].refunded += amount;
            let money_left = self.ops[number].money_left();
            for earned in &op.earned {
                let (before, carried_before) = earned.of(op.money_left());
                let (after, carried_after) = earned.of(money_left);
                if let Some(act) = earned.act {
                    let owes = now.program.below_zero == BelowZero::Debt;
                    self.ungrant(act, earned.purse, before - after, owes);
                }
                self.carry[earned.purse] += carried_after - carried_before;
            }
            self.step_back(now, &op);
        }
        self.turn(now)?;
        self.renew(now);
        Ok(())
    }

    fn take_back(&mut self, now: &Now<'_>, number: usize, op: &Op) -> Answer {
        self.ops[number].voided = true;
        let mut nothing = op.used.is_none();
        if let Some((before, after)) = op.membership {
            if !same_membership(self.membership, after) {
                return Err(Refusal::Superseded);
            }
            self.membership = before;
            nothing = false;
        }
        for voucher in &op.vouchers_moved {
            let voucher = &mut self.vouchers[*voucher];
            match voucher.status {
                VoucherStatus::Moved if op.went_out => voucher.status = VoucherStatus::Issued,
                VoucherStatus::Moved => return Err(Refusal::Superseded),
                VoucherStatus::Issued if !op.went_out => voucher.status = VoucherStatus::Cancelled,
                VoucherStatus::Used if !op.went_out => return Err(Refusal::VoucherUsed),
                _ => {}
            }
        }
        if let Some(used) = op.used {
            let bought = op.issued.iter().any(|issued| issued.voucher == used);
            self.vouchers[used].status = if bought { VoucherStatus::Cancelled } else { VoucherStatus::Issued };
            if bought {
                let reward = self.vouchers[used].reward.clone();
                self.piece(&reward, -1);
            }
            if let Some((issued, taken)) = &op.choice {
                self.piece(issued, 1);
                self.piece(taken, -1);
            }
        }
        let mut kept = Vec::new();
        let mut stays_given = Vec::new();
        for issued in op.issued.iter().filter(|issued| op.used != Some(issued.voucher)) {
            let gone = matches!(self.vouchers[issued.voucher].status, VoucherStatus::Used | VoucherStatus::Moved);
            if issued.from.starts_with("t:") {
                continue;
            }
            if gone {
                kept.extend(issued.paid_by);
                stays_given.push(issued.from.clone());
            } else if self.vouchers[issued.voucher].status == VoucherStatus::Issued {
                self.cancel(issued.voucher);
                nothing = false;
            }
        }
        for act in op.acts.iter().rev() {
            match *act {
                Act::Granted { id, purse, units } => {
                    let earned = op.earned.iter().find(|earned| earned.act == Some(id));
                    let units = earned.map_or(units, |earned| earned.of(op.money_left()).0);
                    self.ungrant(id, purse, units, op.moved || now.program.below_zero == BelowZero::Debt);
                }
                Act::Took { id, purse, debt } if !kept.contains(&id) => {
                    let before = self.balance(purse);
                    self.untake(now, id, purse, debt);
                    if self.balance(purse) > before {
                        self.op.gave_back.push(purse);
                    }
                }
                Act::Took { .. } => {}
            }
        }
        for earned in &op.earned {
            self.carry[earned.purse] -= earned.of(op.money_left()).1 - earned.carry;
        }
        for (purse, carry) in &op.carried {
            self.carry[*purse] -= carry;
        }
        for given in &op.promotions {
            if !stays_given.contains(&format!("p:{}", given.0)) {
                let place = self.given.iter().position(|other| other == given);
                self.given.remove(place.expect("a promotion that was given"));
                nothing = false;
            }
        }
        let tier_before = (self.tier.clone(), self.tier_gifts.clone());
        self.step_back(now, op);
        nothing &= tier_before == (self.tier.clone(), self.tier_gifts.clone());
        let counted = op.visits + op.earns + op.by_hand + op.credit_spent > 0 || op.counted != [0; 3];
        nothing &= op.acts.is_empty() && op.actions.is_empty() && !counted;
        if nothing && !op.issued.is_empty() { Err(Refusal::VoucherUsed) } else { Ok(()) }
    }

    fn cancel(&mut self, voucher: usize) {
        self.vouchers[voucher].status = VoucherStatus::Cancelled;
        let reward = self.vouchers[voucher].reward.clone();
        self.piece(&reward, -1);
    }

    /// Back to the level that what is left reaches, but no lower than before the operation, and never up.
    fn step_back(&mut self, now: &Now<'_>, op: &Op) {
        let (Some(tiers), Some(before)) = (&now.program.tiers, &op.tier) else { return };
        let count = self.level_count(now);
        let reached = (0..tiers.levels.len()).rev().find(|level| tiers.levels[*level].from <= count);
        let floor = before.as_ref().map(|tier| tier.level);
        let target = reached.max(floor);
        if target < self.tier.as_ref().map(|tier| tier.level) {
            self.tier = if target == floor { before.clone() } else { target.map(|level| self.level(now, level)) };
        }
        for level in &op.gifts {
            if Some(*level) <= self.tier.as_ref().map(|tier| tier.level) {
                continue;
            }
            let gift = op.issued.iter().find(|issued| issued.from == format!("t:{level}")).expect("the gift");
            match self.vouchers[gift.voucher].status {
                VoucherStatus::Issued => self.cancel(gift.voucher),
                VoucherStatus::Expired => {}
                _ => continue,
            }
            self.tier_gifts.retain(|given| given != level);
        }
    }

    /// The customer is told of what lapses soon; says how many units of each purse.
    pub fn warn(&mut self, now: &Now<'_>) -> BTreeMap<String, i64> {
        let soonest = now.told(now.at);
        let mut told = BTreeMap::new();
        let mut lots = Vec::new();
        for token in &self.tokens {
            let soon = token.expires.is_some_and(|expires| expires <= soonest);
            if token.place == Place::Free && token.warned.is_none() && soon {
                lots.push(token.born);
                *told.entry(PURSES[token.purse].to_owned()).or_default() += 1;
            }
        }
        // Units that were earned together stay together: those that are spent and come back have been told of with the others.
        for token in self.tokens.iter_mut().filter(|token| lots.contains(&token.born)) {
            token.warned = Some(now.at);
        }
        told
    }
}

fn same_membership(a: Option<MembershipState>, b: Option<MembershipState>) -> bool {
    a.map(|state| (state.since, state.valid_until)) == b.map(|state| (state.since, state.valid_until))
}
