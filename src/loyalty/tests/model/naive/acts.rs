//! The naive model's purchases and actions, written from the words of the programme and not from the crate.

use jiff::ToSpan;
use jiff::civil;
use loyalty::{Group, Hours, OncePer, PromotionKind, PurseKind, Refusal, StampEarn, TierBasis};

use super::now::Now;
use super::{Answer, Earned, Naive, Op, kind_of, purse_of};
use crate::steps::Bought;

impl Naive {
    /// Does something whole or not at all.
    pub fn whole(&mut self, now: &Now<'_>, step: impl FnOnce(&mut Naive) -> Answer) -> Answer {
        let mut next = self.clone();
        next.op = Op { day: now.day_number(), at: now.at, visit: next.visit, ..Op::default() };
        step(&mut next)?;
        let op = std::mem::take(&mut next.op);
        next.ops.push(op);
        *self = next;
        Ok(())
    }

    pub fn sum(&self, which: impl Fn(&Op) -> bool, what: impl Fn(&Op) -> i64) -> i64 {
        self.ops.iter().filter(|op| !op.voided && which(op)).map(what).sum()
    }

    pub fn limit(&self, now: &Now<'_>, limit: &'static str, over: bool, day: bool) -> Answer {
        if !over || now.overridden {
            return Ok(());
        }
        Err(Refusal::LimitReached { limit, until: day.then(|| now.day_ends()) })
    }

    pub fn day_limit(&self, now: &Now<'_>, limit: &'static str, count: i64, max: Option<u32>) -> Answer {
        self.limit(now, limit, max.is_some_and(|max| count > i64::from(max)), true)
    }

    pub fn visits(&self) -> i64 {
        self.sum(|_| true, |op| op.visits)
    }

    pub fn is_member(&self, now: &Now<'_>) -> bool {
        self.membership.is_some_and(|membership| membership.valid_until.is_none_or(|until| now.at < until))
    }

    pub fn earn(&mut self, now: &Now<'_>, bought: &Bought) -> Answer {
        let program = now.program;
        if bought.quantity == 0 {
            return Err(Refusal::NothingToDo);
        }
        let tagged: u32 = bought.tags.iter().map(|(_, items)| items).sum();
        self.limit(now, "quantity_max", bought.quantity.max(tagged) > program.limits.quantity_max, false)?;
        let earns = self.sum(|op| op.day == now.day_number(), |op| op.earns) + now.elsewhere.earns + 1;
        self.day_limit(now, "earns_per_till_day_max", earns, program.limits.earns_per_till_day_max)?;
        let by_amount = program.points.as_ref().and_then(|points| points.by_amount());
        let by_spend = program.tiers.as_ref().is_some_and(|tiers| tiers.basis == TierBasis::Spend);
        let money = by_amount.is_some() || program.cashback.is_some() || by_spend;
        if money && bought.amount.is_none() && bought.stamp_card.is_none() {
            return Err(Refusal::AmountRequired);
        }
        let stamps = self.stamps(now, bought)?;
        let mut gains: Vec<(usize, i64, Option<Earned>)> = Vec::new();
        for (card, base) in stamps.into_iter().filter(|(_, base)| *base > 0) {
            let purse = purse_of(&card);
            let (percent, on_top) = self.on_top(now, purse);
            gains.push((purse, base * percent / 100 + on_top, None));
        }
        if gains.is_empty() && bought.amount.is_none() {
            let by_visit = program.stamp_cards.iter().any(|card| card.earn == StampEarn::Visit);
            let by_visit = by_visit || program.points.as_ref().is_some_and(|points| points.by_visit().is_some());
            return Err(match (money, by_visit) {
                (true, _) => Refusal::AmountRequired,
                (_, true) => Refusal::EarnedByVisit,
                _ => Refusal::NothingToDo,
            });
        }
        self.op.earns = 1;
        if let Some(bill) = bought.amount {
            let here = |op: &Op| op.visit == self.visit;
            let spent = self.sum(here, |op| op.credit_spent);
            let lowered = self.sum(here, |op| op.bill.map_or(0, |bill| bill - op.money));
            let paid = bought.paid_by_credit.max(spent - lowered).clamp(0, bill);
            (self.op.bill, self.op.money) = (Some(bill), bill - paid);
            let points = by_amount.map(|(points, per)| (2, i64::from(points), i64::from(per)));
            let credit = program.cashback.map(|cashback| (3, i64::from(cashback.basis_points), 10_000));
            for (purse, num, den) in points.into_iter().chain(credit) {
                let plain = Earned { purse, act: None, num, den, carry: self.carry[purse], percent: 100, on_top: 0 };
                let any = plain.of(self.op.money).0 > 0;
                let (percent, on_top) = if any { self.on_top(now, purse) } else { (100, 0) };
                let earned = Earned { percent, on_top, ..plain };
                gains.push((purse, earned.of(self.op.money).0, Some(earned)));
            }
        }
        self.check_day(now, &gains)?;
        for (purse, units, earned) in gains {
            let act = (units > 0).then(|| self.grant(now, purse, units));
            self.op.counted[kind_of(purse) as usize] += units;
            if let Some(earned) = earned {
                self.carry[purse] = earned.of(self.op.money).1;
                self.op.earned.push(Earned { act, ..earned });
            }
        }
        self.after_earning(now)
    }

    pub fn stamps(&self, now: &Now<'_>, bought: &Bought) -> Answer<Vec<(String, i64)>> {
        let tagged = |tag: &str| -> i64 {
            bought.tags.iter().filter(|(name, _)| *name == tag).map(|(_, items)| i64::from(*items)).sum()
        };
        let quantity = i64::from(bought.quantity);
        let cards = &now.program.stamp_cards;
        if let Some(id) = &bought.stamp_card {
            let card = cards.iter().find(|card| card.id == *id).ok_or(Refusal::UnknownStampCard)?;
            return match &card.earn {
                StampEarn::Visit => Err(Refusal::EarnedByVisit),
                StampEarn::Tag(tag) if !bought.tags.is_empty() => Ok(vec![(id.clone(), tagged(tag))]),
                _ => Ok(vec![(id.clone(), quantity)]),
            };
        }
        if bought.tags.is_empty() {
            let card = cards.iter().find(|card| card.earn != StampEarn::Visit);
            return Ok(card.map(|card| (card.id.clone(), quantity)).into_iter().collect());
        }
        let mut stamps = Vec::new();
        stamps
            .extend(cards.iter().find(|card| card.earn == StampEarn::Quantity).map(|card| (card.id.clone(), quantity)));
        for card in cards {
            if let StampEarn::Tag(tag) = &card.earn {
                stamps.push((card.id.clone(), tagged(tag)));
            }
        }
        Ok(stamps)
    }

    pub fn check_day(&self, now: &Now<'_>, gains: &[(usize, i64, Option<Earned>)]) -> Answer {
        let limits = &now.program.limits;
        for (kind, limit, max) in [
            (PurseKind::Stamps, "stamps_per_day_max", Some(limits.stamps_per_day_max)),
            (PurseKind::Points, "points_per_day_max", limits.points_per_day_max),
            (PurseKind::Credit, "credit_per_day_max", limits.credit_per_day_max),
        ] {
            let gained: i64 = gains.iter().filter(|gain| kind_of(gain.0) == kind).map(|gain| gain.1).sum();
            let today = self.sum(|op| op.day == now.day_number(), |op| op.counts(kind));
            if gained > 0 {
                self.day_limit(now, limit, today + gained, max)?;
            }
        }
        Ok(())
    }

    /// All multipliers in percent, and what promotions add.
    pub fn on_top(&self, now: &Now<'_>, purse: usize) -> (i64, i64) {
        let mut percent = 100;
        if kind_of(purse) != PurseKind::Stamps {
            if let (Some(tiers), Some(tier)) = (&now.program.tiers, &self.tier) {
                percent += i64::from(tiers.levels[tier.level].multiplier_pct) - 100;
            }
            if let Some(membership) = now.program.membership.as_ref().filter(|_| self.is_member(now)) {
                percent += i64::from(membership.multiplier_pct) - 100;
            }
        }
        let (mut best, mut added) = (0, 0);
        for promotion in now.program.promotions.iter().filter(|promotion| runs(now, promotion.from, promotion.until)) {
            match &promotion.kind {
                PromotionKind::Multiplier { pct, when, who, on } => {
                    let applies = *on == kind_of(purse) && open(now, when) && self.belongs(now, who);
                    best = best.max(if applies { i64::from(*pct) - 100 } else { 0 });
                }
                PromotionKind::Addition { units, of, when, who } => {
                    let applies = purse_of(of) == purse && open(now, when) && self.belongs(now, who);
                    added += if applies { i64::from(*units) } else { 0 };
                }
                _ => {}
            }
        }
        (percent + best, added)
    }

    pub fn belongs(&self, now: &Now<'_>, who: &Group) -> bool {
        let days_since = |date: civil::Date| i64::from((now.today() - date).get_days());
        match who {
            Group::All => true,
            Group::Tier { ids } => self.tier.as_ref().is_some_and(|tier| ids.contains(&format!("l{}", tier.level))),
            Group::Members => self.is_member(now),
            Group::Tag { tag } => tag == "regular",
            Group::New { days } => days_since(now.joined) < i64::from(*days),
            Group::Sleeping { days } => now.last_visit.is_some_and(|last| days_since(last) >= i64::from(*days)),
            Group::List { .. } => false,
        }
    }

    pub fn action(&mut self, now: &Now<'_>, name: &str) -> Answer {
        let points = now.program.points.as_ref().and_then(|points| points.by_action(name));
        let (points, once_per) = points.ok_or(Refusal::UnknownAction)?;
        let times = |op: &Op| op.actions.iter().filter(|action| *action == name).count() as i64;
        if once_per == OncePer::Day && self.sum(|op| op.day == now.day_number(), times) > 0 {
            return Err(Refusal::ActionDone { until: Some(now.day_ends()) });
        }
        if once_per == OncePer::Ever && self.sum(|_| true, times) > 0 {
            return Err(Refusal::ActionDone { until: None });
        }
        let units = i64::from(points);
        self.check_day(now, &[(2, units, None)])?;
        self.grant(now, 2, units);
        self.op.counted[PurseKind::Points as usize] += units;
        self.op.actions.push(name.into());
        self.after_earning(now)
    }

    pub fn earned_here(&self) -> i64 {
        self.sum(|op| op.visit == self.visit, |op| op.money_left())
    }

    pub fn after_earning(&mut self, now: &Now<'_>) -> Answer {
        self.turn(now)?;
        self.step_up(now);
        self.renew(now);
        Ok(())
    }
}

pub fn runs(now: &Now<'_>, from: Option<loyalty::Date>, until: Option<loyalty::Date>) -> bool {
    let today = now.day_number();
    from.is_none_or(|from| from.0 <= today) && until.is_none_or(|until| today <= until.0)
}

/// Walks the minutes of the window from each of the last two midnights, as a person with a finger on a calendar would.
pub fn open(now: &Now<'_>, when: &Option<Hours>) -> bool {
    let Some(hours) = when else { return true };
    let wall = now.wall();
    let minute = wall.hour() as i64 * 60 + wall.minute() as i64;
    let length = (i64::from(hours.to_minute) - i64::from(hours.from_minute) + 1439).rem_euclid(1440) + 1;
    [0, 1].into_iter().any(|days_ago| {
        let began = wall.date().saturating_sub(days_ago.days());
        let weekday = hours.weekdays.iter().any(|day| *day as i8 == began.weekday().to_monday_zero_offset());
        let since = minute + 1440 * days_ago - i64::from(hours.from_minute);
        (hours.weekdays.is_empty() || weekday) && (0..length).contains(&since)
    })
}
