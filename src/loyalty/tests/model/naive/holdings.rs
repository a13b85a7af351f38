//! What the naive model's card holds: rewards with their bounds, full cards, levels, and time that is renewed.

use jiff::ToSpan;
use jiff::civil;
use loyalty::{PurseKind, Refusal, Review, Reward, TierBasis, Unavailable, VoucherStatus};

use super::now::Now;
use super::{Answer, Issued, Naive, Op, Tier, Voucher, purse_of};

impl Naive {
    pub fn issue(&mut self, now: &Now<'_>, reward: &Reward, from: &str, paid_by: Option<usize>, choices: Vec<String>) {
        *self.pieces.entry(reward.id.clone()).or_default() += 1;
        let last = reward.valid_days.map(|days| now.today().saturating_add(i64::from(days).days()));
        self.op.issued.push(Issued { voucher: self.vouchers.len(), paid_by, from: from.into() });
        self.vouchers.push(Voucher {
            place: crate::support::voucher_id(self.vouchers.len() as u64),
            reward: reward.id.clone(),
            choices,
            status: VoucherStatus::Issued,
            expires: last.map(|last| now.end_of(last)),
            confirm: reward.confirm,
        });
    }

    pub fn piece(&mut self, reward: &str, pieces: i64) {
        *self.pieces.entry(reward.into()).or_default() += pieces;
    }

    pub fn cancel(&mut self, voucher: usize) {
        self.vouchers[voucher].status = VoucherStatus::Cancelled;
        let reward = self.vouchers[voucher].reward.clone();
        self.piece(&reward, -1);
    }

    pub fn in_stock(&self, now: &Now<'_>, reward: &Reward) -> Result<(), Unavailable> {
        let pieces = self.pieces.get(&reward.id).unwrap_or(&0) + now.others.get(&reward.id).unwrap_or(&0);
        match reward.stock {
            _ if reward.retired => Err(Unavailable::Retired),
            Some(stock) if pieces >= i64::from(stock) => Err(Unavailable::OutOfStock),
            _ => Ok(()),
        }
    }

    pub fn can_have(&self, now: &Now<'_>, reward: &Reward) -> Result<(), Unavailable> {
        self.in_stock(now, reward)?;
        let today = now.day_number();
        match (reward.from, reward.until) {
            (Some(from), _) if today < from.0 => return Err(Unavailable::From(from)),
            (_, Some(until)) if today > until.0 => return Err(Unavailable::Until(until)),
            _ => {}
        }
        if reward.members_only && !self.is_member(now) {
            return Err(Unavailable::MembersOnly);
        }
        if let Some(level) = &reward.min_tier {
            let high_enough = now.program.tiers.is_some() && self.tier.as_ref().is_some_and(|tier| tier.level >= 1);
            if !high_enough {
                return Err(Unavailable::Tier(level.clone()));
            }
        }
        match reward.per_person {
            Some(max) if *self.pieces.get(&reward.id).unwrap_or(&0) >= i64::from(max) => {
                Err(Unavailable::PerPerson { max })
            }
            _ => Ok(()),
        }
    }

    /// Full cards that got stamps in this operation turn into their first reward that can be had.
    pub fn turn(&mut self, now: &Now<'_>) -> Answer {
        for card in now.program.stamp_cards.iter().filter(|card| card.automatic) {
            let purse = purse_of(&card.id);
            let goal = i64::from(card.goal);
            if !self.op.grew(purse) {
                continue;
            }
            while self.balance(purse) >= goal {
                let all: Vec<String> = card.rewards().map(String::from).collect();
                let had = all.iter().filter_map(|id| reward(now, id)).find(|reward| self.can_have(now, reward).is_ok());
                let Some(had) = had else { break };
                let paid_by = self.take(purse, goal)?;
                let choices = all.iter().filter(|id| **id != had.id).cloned().collect();
                self.issue(now, had, "", Some(paid_by), choices);
            }
        }
        Ok(())
    }

    pub fn gift(&mut self, now: &Now<'_>, id: &str) -> Answer {
        let reward = reward(now, id).ok_or(Refusal::UnknownReward)?;
        self.in_stock(now, reward).map_err(|why| Refusal::RewardUnavailable { why })?;
        let made = self.sum(|op| op.day == now.day_number(), |op| op.gifts_made) + now.elsewhere.gifts + 1;
        self.day_limit(now, "gifts_per_day_max", made, Some(now.program.limits.gifts_per_day_max))?;
        self.op.gifts_made = 1;
        self.issue(now, reward, "", None, Vec::new());
        Ok(())
    }

    /// What levels count over the period.
    pub fn level_count(&self, now: &Now<'_>) -> i64 {
        let Some(tiers) = &now.program.tiers else { return 0 };
        let from = now.today().saturating_sub(i64::from(tiers.period_months).months());
        let from = i64::from((from - civil::date(1970, 1, 1)).get_days());
        let basis = tiers.basis;
        let counts = move |op: &Op| match basis {
            TierBasis::Spend => op.money_left(),
            TierBasis::Visits => op.visits,
            TierBasis::Points => op.counts(PurseKind::Points),
        };
        let making = if self.op.day > from { counts(&self.op) } else { 0 };
        self.sum(|op| op.day > from, counts) + making
    }

    pub fn step_up(&mut self, now: &Now<'_>) {
        let Some(tiers) = &now.program.tiers else { return };
        let count = self.level_count(now);
        let here = self.tier.as_ref().map(|tier| tier.level);
        let Some(top) = (0..tiers.levels.len()).rev().find(|level| tiers.levels[*level].from <= count) else { return };
        if here.is_some_and(|here| here >= top) {
            return;
        }
        self.op.tier = Some(self.tier.clone());
        self.tier = Some(self.level(now, top));
        for level in here.map_or(0, |here| here + 1)..=top {
            let Some(gift) = &tiers.levels[level].entry_gift else { continue };
            if !self.tier_gifts.contains(&level) && self.give_reward(now, gift, &format!("t:{level}")) {
                self.tier_gifts.push(level);
                self.op.gifts.push(level);
            }
        }
    }

    /// A level that begins today.
    pub fn level(&self, now: &Now<'_>, level: usize) -> Tier {
        let since = now.today();
        Tier { level, since, review: self.next_review(now, since), grace: false }
    }

    pub fn next_review(&self, now: &Now<'_>, since: civil::Date) -> i64 {
        let today = now.today();
        let monthly = now.program.tiers.as_ref().is_some_and(|tiers| tiers.review == Review::Monthly);
        if monthly {
            return now.midnight(today.first_of_month().saturating_add(1.month()));
        }
        let mut years = 1;
        while since.saturating_add(years.years()) <= today {
            years += 1;
        }
        now.midnight(since.saturating_add(years.years()))
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
            Some(super::Tier { review, grace: false, ..tier })
        } else if tiers.grace_days > 0 && !tier.grace {
            let mut end = now.today();
            for _ in 0..tiers.grace_days {
                end = end.tomorrow().expect("a day after");
            }
            Some(super::Tier { review: now.midnight(end), grace: true, ..tier })
        } else {
            let lower = (0..tier.level).rev().find(|level| tiers.levels[*level].from <= count);
            lower.map(|level| self.level(now, level))
        };
        Ok(())
    }

    /// Activity moves tokens that lapse after silence.
    pub fn renew(&mut self, now: &Now<'_>) {
        for purse in 0..4 {
            if let Some(expiry @ loyalty::Expiry::Sliding { .. }) = now.expiry(purse) {
                let until = now.lapses(expiry).expect("a day");
                self.prolong(purse, until);
            }
        }
    }

    pub fn prolong(&mut self, purse: usize, until: i64) -> bool {
        let sooner = |token: &super::Token| token.expires.is_some_and(|expires| expires < until);
        let free = self.free(purse).into_iter().map(|i| self.tokens[i]);
        let lots: Vec<_> = free.filter(sooner).map(|token| token.born).collect();
        for token in self.tokens.iter_mut().filter(|token| lots.contains(&token.born)) {
            (token.expires, token.warned) = (Some(until), None);
        }
        !lots.is_empty()
    }
}

impl Op {
    /// Whether a purse got units.
    pub fn grew(&self, purse: usize) -> bool {
        self.gave_back.contains(&purse)
            || self.acts.iter().any(|act| matches!(act, super::Act::Granted { purse: p, .. } if *p == purse))
    }
}

pub fn reward<'a>(now: &Now<'a>, id: &str) -> Option<&'a Reward> {
    now.program.rewards.iter().find(|reward| reward.id == id)
}
