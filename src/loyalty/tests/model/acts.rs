//! The naive model's rules: what each command does to the heap of tokens, written from the words of the programme and not from the crate.

use jiff::ToSpan;
use jiff::civil;
use loyalty::{
    Gives, Group, Hours, MembershipState, MembershipStep, OncePer, PromotionKind, PurseKind, Refusal, Review, Reward,
    StampEarn, TierBasis, Unavailable, Validity, VoucherStatus,
};

use crate::naive::{Answer, Earned, Issued, Naive, Now, Op, Tier, Voucher, kind_of, purse_of};

/// A purchase in the test.
#[derive(Clone, Debug)]
pub struct Bought {
    pub stamp_card: Option<String>,
    pub quantity: u32,
    pub amount: Option<i64>,
    pub paid_by_credit: i64,
    pub tags: Vec<(&'static str, u32)>,
}

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

    fn sum(&self, which: impl Fn(&Op) -> bool, what: impl Fn(&Op) -> i64) -> i64 {
        self.ops.iter().filter(|op| !op.voided && which(op)).map(what).sum()
    }

    fn limit(&self, now: &Now<'_>, limit: &'static str, over: bool, day: bool) -> Answer {
        if !over || now.overridden {
            return Ok(());
        }
        Err(Refusal::LimitReached { limit, until: day.then(|| now.day_ends()) })
    }

    fn day_limit(&self, now: &Now<'_>, limit: &'static str, count: i64, max: Option<u32>) -> Answer {
        self.limit(now, limit, max.is_some_and(|max| count > i64::from(max)), true)
    }

    pub fn visits(&self) -> i64 {
        self.sum(|_| true, |op| op.visits)
    }

    pub fn is_member(&self, now: &Now<'_>) -> bool {
        self.membership.is_some_and(|membership| membership.valid_until.is_none_or(|until| now.at < until))
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

    pub fn earn(&mut self, now: &Now<'_>, bought: &Bought) -> Answer {
        let program = now.program;
        if bought.quantity == 0 {
            return Err(Refusal::NothingToDo);
        }
        let tagged: u32 = bought.tags.iter().map(|(_, items)| items).sum();
        self.limit(now, "quantity_max", bought.quantity.max(tagged) > program.limits.quantity_max, false)?;
        let earns = self.sum(|op| op.day == now.day_number(), |op| op.earns) + 1;
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

    fn stamps(&self, now: &Now<'_>, bought: &Bought) -> Answer<Vec<(String, i64)>> {
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

    fn check_day(&self, now: &Now<'_>, gains: &[(usize, i64, Option<Earned>)]) -> Answer {
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
    fn on_top(&self, now: &Now<'_>, purse: usize) -> (i64, i64) {
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
                PromotionKind::Multiplier { pct, when, who, on } if *on == kind_of(purse) => {
                    if open(now, when) && self.belongs(now, who) {
                        best = best.max(i64::from(*pct) - 100);
                    }
                }
                PromotionKind::Addition { units, of, when, who } if purse_of(of) == purse => {
                    if open(now, when) && self.belongs(now, who) {
                        added += i64::from(*units);
                    }
                }
                _ => {}
            }
        }
        (percent + best, added)
    }

    fn belongs(&self, now: &Now<'_>, who: &Group) -> bool {
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

    pub fn visit(&mut self, now: &Now<'_>) -> Answer {
        let today = self.sum(|op| op.day == now.day_number(), |op| op.visits);
        self.day_limit(now, "visits_per_day_max", today + 1, now.program.limits.visits_per_day_max)?;
        let before = self.visits();
        self.visit += 1;
        (self.op.visits, self.op.visit) = (1, self.visit);
        let mut gains = Vec::new();
        for card in now.program.stamp_cards.iter().filter(|card| card.earn == StampEarn::Visit) {
            gains.push((purse_of(&card.id), 1));
        }
        let points = now.program.points.as_ref().and_then(|points| points.by_visit());
        gains.extend(points.map(|points| (2, i64::from(points))));
        let gains: Vec<(usize, i64)> = (gains.into_iter())
            .map(|(purse, base)| {
                let (percent, added) = self.on_top(now, purse);
                (purse, base * percent / 100 + added)
            })
            .collect();
        for (purse, units) in gains {
            self.grant(now, purse, units);
            self.op.counted[kind_of(purse) as usize] += units;
        }
        for promotion in now.program.promotions.iter().filter(|promotion| runs(now, promotion.from, promotion.until)) {
            let (occasion, gives) = match &promotion.kind {
                PromotionKind::Welcome { gives } if before == 0 => (0, gives),
                PromotionKind::Milestone { visits, gives } if before + 1 == i64::from(*visits) => (0, gives),
                PromotionKind::Birthday { gives, days_before, days_after } => {
                    match birthday_year(now, *days_before, *days_after) {
                        Some(year) => (year, gives),
                        None => continue,
                    }
                }
                PromotionKind::Referral { gives_friend, .. } if before == 0 && now.brought == Some(false) => {
                    (0, gives_friend)
                }
                _ => continue,
            };
            if self.given.contains(&(promotion.id.clone(), occasion)) {
                continue;
            }
            let given = self.give(now, gives, &format!("p:{}", promotion.id));
            if given || matches!(promotion.kind, PromotionKind::Referral { .. }) {
                self.given.push((promotion.id.clone(), occasion));
                self.op.promotions.push((promotion.id.clone(), occasion));
            }
        }
        self.after_earning(now)
    }

    fn after_earning(&mut self, now: &Now<'_>) -> Answer {
        self.turn(now)?;
        self.step_up(now);
        self.renew(now);
        Ok(())
    }

    pub fn give(&mut self, now: &Now<'_>, gives: &Gives, from: &str) -> bool {
        match gives {
            Gives::Units { units, of } => {
                let purse = purse_of(of);
                if now.expiry(purse).is_none() {
                    return false;
                }
                self.grant(now, purse, i64::from(*units));
                self.op.counted[kind_of(purse) as usize] += i64::from(*units);
                true
            }
            Gives::Reward(id) => self.give_reward(now, id, from),
        }
    }

    fn give_reward(&mut self, now: &Now<'_>, id: &str, from: &str) -> bool {
        let reward = reward(now, id).expect("a reward of the test");
        let had = self.in_stock(now, reward).is_ok();
        if had {
            self.issue(now, reward, from, None, Vec::new());
        }
        had
    }

    pub fn issue(&mut self, now: &Now<'_>, reward: &Reward, from: &str, paid_by: Option<usize>, choices: Vec<String>) {
        *self.pieces.entry(reward.id.clone()).or_default() += 1;
        let last = reward.valid_days.map(|days| now.today().saturating_add(i64::from(days).days()));
        self.op.issued.push(Issued { voucher: self.vouchers.len(), paid_by, from: from.into() });
        self.vouchers.push(Voucher {
            reward: reward.id.clone(),
            choices,
            status: VoucherStatus::Issued,
            expires: last.map(|last| now.end_of(last)),
            confirm: reward.confirm,
        });
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
        let sooner = |token: &crate::naive::Token| token.expires.is_some_and(|expires| expires < until);
        let free = self.free(purse).into_iter().map(|i| self.tokens[i]);
        let lots: Vec<_> = free.filter(sooner).map(|token| token.born).collect();
        for token in self.tokens.iter_mut().filter(|token| lots.contains(&token.born)) {
            (token.expires, token.warned) = (Some(until), None);
        }
        !lots.is_empty()
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

    pub fn referred(&mut self, now: &Now<'_>, promotion: &str) -> Answer {
        let found = now.program.promotions.iter().find(|found| found.id == promotion);
        let Some(PromotionKind::Referral { gives_referrer, max_per_referrer, .. }) = found.map(|found| &found.kind)
        else {
            return Err(Refusal::UnknownPromotion);
        };
        let key = (promotion.to_owned(), loyalty::promotions::REFERRER);
        let times = self.given.iter().filter(|given| **given == key).count();
        self.limit(now, "max_per_referrer", times >= *max_per_referrer as usize, false)?;
        if self.give(now, gives_referrer, &format!("p:{promotion}")) {
            self.given.push(key.clone());
            self.op.promotions.push(key);
        }
        self.turn(now)?;
        self.step_up(now);
        Ok(())
    }

    pub fn membership(&mut self, now: &Now<'_>, step: MembershipStep) -> Answer {
        let membership = now.program.membership.as_ref().ok_or(Refusal::NoMembership)?;
        let before = self.membership;
        let active = self.is_member(now);
        let ends = |from: civil::Date| match membership.valid {
            Validity::Months(months) => Some(now.end_of(from.saturating_add(i64::from(months).months()))),
            Validity::Days(days) => Some(now.end_of(from.saturating_add(i64::from(days).days()))),
            Validity::Forever => None,
        };
        let until = before.and_then(|before| before.valid_until);
        let after = match step {
            MembershipStep::Enrol if active => return Err(Refusal::AlreadyMember { until }),
            MembershipStep::Enrol => MembershipState { since: now.at, valid_until: ends(now.today()) },
            MembershipStep::Renew if !membership.renewable => return Err(Refusal::NotRenewable),
            MembershipStep::Renew => match (before, until) {
                (None, _) => return Err(Refusal::NotAMember),
                (Some(_), None) => return Err(Refusal::AlreadyMember { until: None }),
                (Some(before), Some(until)) if active => {
                    let last = Now { at: until - 1, ..*now }.today();
                    MembershipState { since: before.since, valid_until: ends(last) }
                }
                _ => MembershipState { since: now.at, valid_until: ends(now.today()) },
            },
            MembershipStep::Cancel => match before {
                Some(before) if active => MembershipState { valid_until: Some(now.at), ..before },
                _ => return Err(Refusal::NotAMember),
            },
        };
        self.membership = Some(after);
        self.op.membership = Some((before, Some(after)));
        if let Some(gives) = membership.gives.as_ref().filter(|_| step != MembershipStep::Cancel) {
            self.give(now, gives, "");
        }
        self.turn(now)
    }

    pub fn by_hand(&mut self, now: &Now<'_>) -> Answer {
        let made = self.sum(|op| op.day == now.day_number(), |op| op.by_hand) + 1;
        self.day_limit(now, "manual_per_staff_day_max", made, now.program.limits.manual_per_staff_day_max)?;
        self.op.by_hand = 1;
        Ok(())
    }

    pub fn gift(&mut self, now: &Now<'_>, id: &str) -> Answer {
        let reward = reward(now, id).ok_or(Refusal::UnknownReward)?;
        self.in_stock(now, reward).map_err(|why| Refusal::RewardUnavailable { why })?;
        let made = self.sum(|op| op.day == now.day_number(), |op| op.gifts_made) + 1;
        self.day_limit(now, "gifts_per_day_max", made, Some(now.program.limits.gifts_per_day_max))?;
        self.op.gifts_made = 1;
        self.issue(now, reward, "", None, Vec::new());
        Ok(())
    }

    pub fn earned_here(&self) -> i64 {
        self.sum(|op| op.visit == self.visit, |op| op.money_left())
    }
}

impl Op {
    /// Whether a purse got units.
    pub fn grew(&self, purse: usize) -> bool {
        self.gave_back.contains(&purse)
            || self.acts.iter().any(|act| matches!(act, crate::naive::Act::Granted { purse: p, .. } if *p == purse))
    }
}

pub fn reward<'a>(now: &Now<'a>, id: &str) -> Option<&'a Reward> {
    now.program.rewards.iter().find(|reward| reward.id == id)
}

fn runs(now: &Now<'_>, from: Option<loyalty::Date>, until: Option<loyalty::Date>) -> bool {
    let today = now.day_number();
    from.is_none_or(|from| from.0 <= today) && until.is_none_or(|until| today <= until.0)
}

/// Walks the minutes of the window from each of the last two midnights, as a person with a finger on a calendar would.
fn open(now: &Now<'_>, when: &Option<Hours>) -> bool {
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

fn birthday_year(now: &Now<'_>, before: u32, after: u32) -> Option<i64> {
    let (month, day) = now.birthday?;
    let first = now.today().saturating_sub(i64::from(after).days());
    let last = now.today().saturating_add(i64::from(before).days());
    let mut date = first;
    while date <= last {
        let leaps = month == 2 && day == 29 && !date.in_leap_year() && date.month() == 2 && date.day() == 28;
        if (date.month(), date.day()) == (month, day) || leaps {
            return Some(i64::from(date.year()));
        }
        date = date.tomorrow().expect("a day after");
    }
    None
}
