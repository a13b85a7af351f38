//! What takes an operation of the naive model back.

use loyalty::{BelowZero, DAY, MembershipState, Refusal, SECOND, Voider, VoucherStatus};

use super::now::Now;
use super::{Act, Answer, Naive, Op};

impl Naive {
    pub fn may_void(&self, now: &Now<'_>, op: &Op, by: Voider) -> Answer {
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

    pub fn take_back(&mut self, now: &Now<'_>, number: usize, op: &Op) -> Answer {
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

    /// Back to the level that what is left reaches, but no lower than before the operation, and never up.
    pub fn step_back(&mut self, now: &Now<'_>, op: &Op) {
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
}

pub fn same_membership(a: Option<MembershipState>, b: Option<MembershipState>) -> bool {
    a.map(|state| (state.since, state.valid_until)) == b.map(|state| (state.since, state.valid_until))
}
