//! The naive model's redemptions and payments, and what is done by hand.

use loyalty::{Refusal, Reward, Unavailable, VoucherStatus};

use super::holdings::reward;
use super::now::Now;
use super::{Answer, Naive, Voucher};

impl Naive {
    pub fn is_ready(&self, now: &Now<'_>, voucher: &Voucher) -> bool {
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

    pub fn redeem_reward(&mut self, now: &Now<'_>, id: &str, confirmed: bool) -> Answer {
        let mut ready: Vec<usize> =
            (0..self.vouchers.len()).filter(|i| self.is_ready(now, &self.vouchers[*i])).collect();
        ready.sort_by_key(|i| {
            let voucher = &self.vouchers[*i];
            (voucher.expires.is_none(), voucher.expires, voucher.place)
        });
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

    pub fn price(&self, now: &Now<'_>, reward: &Reward) -> Answer<(usize, i64)> {
        let mut missing = Vec::new();
        for card in now.program.stamp_cards.iter().filter(|card| card.rewards().any(|id| id == reward.id)) {
            let purse = super::purse_of(&card.id);
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

    pub fn was_used(&self, purse: usize) -> bool {
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

    pub fn by_hand(&mut self, now: &Now<'_>) -> Answer {
        let made = self.sum(|op| op.day == now.day_number(), |op| op.by_hand) + now.elsewhere.by_hand + 1;
        self.day_limit(now, "manual_per_staff_day_max", made, now.program.limits.manual_per_staff_day_max)?;
        self.op.by_hand = 1;
        Ok(())
    }
}
