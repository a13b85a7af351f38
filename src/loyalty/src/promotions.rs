//! How promotions and multipliers combine. One rule, the same for every purse:
//!
//! 1. The base is rounded down first: `floor(amount × rate + carry)`, or the items counted.
//! 2. Multipliers are added, not multiplied: 100 plus what the level, the membership and the *single best* promotion each have above 100.
//!    A level of 150 and a double-points hour make 250, not 300. `units = floor(base × percent / 100)`, rounded once. Levels and memberships
//!    multiply points and credit, never stamps.
//! 3. Additions of all promotions that run are added up, if the base is not zero.
//!
//! The level is the one the card had before the operation. Gifts, actions, adjustments and opening balances are not multiplied.

use crate::draft::Draft;
use crate::{
    Birthday, CardState, Change, Context, Counting, Date, Gives, Group, POINTS, Program, Promotion, PromotionKind,
    PurseKind, Reason, Refusal, Source, StampEarn, is_leap,
};

/// Whether a card belongs to a group at the moment `ctx`.
fn belongs(group: &Group, state: &CardState, ctx: &Context<'_>) -> bool {
    let days_since = |date: Date| ctx.today().0 - date.0;
    match group {
        Group::All => true,
        Group::Tier { ids } => state.tier.as_ref().is_some_and(|tier| ids.contains(&tier.level)),
        Group::Members => state.is_member(ctx.now),
        Group::Tag { tag } => state.tags.contains(tag),
        Group::New { days } => days_since(state.joined_on) < i64::from(*days),
        Group::Sleeping { days } => state.last_visit_on.is_some_and(|last| days_since(last) >= i64::from(*days)),
        Group::List { name } => state.lists.contains(name),
    }
}

/// The birthday's year when `today` is within so many days of it.
fn birthday_around(birthday: Birthday, before: u32, after: u32, today: Date) -> Option<i64> {
    let (this_year, _, _) = today.year_month_day();
    (this_year - 1..=this_year + 1).find(|year| {
        let on_29_february = birthday.month == 2 && birthday.day == 29;
        let day = if on_29_february && !is_leap(*year) { 28 } else { birthday.day };
        let date = Date::new(*year, birthday.month, day);
        date.is_some_and(|date| date.add_days(-i64::from(before)) <= today && today <= date.add_days(i64::from(after)))
    })
}

/// Promotions that ran when the customer was there.
fn running<'p>(program: &'p Program, ctx: &Context<'_>) -> impl Iterator<Item = &'p Promotion> {
    let day = ctx.there().date;
    program.promotions.iter().filter(move |promotion| promotion.runs_on(day))
}

impl Draft<'_> {
    /// All multipliers together in percent, and what comes on top after them.
    pub(crate) fn on_top(&mut self, purse: &str, kind: PurseKind, base: i64) -> (i64, i64) {
        if base == 0 {
            return (100, 0);
        }
        (self.percent(purse, kind), self.additions(purse))
    }

    fn percent(&mut self, purse: &str, kind: PurseKind) -> i64 {
        let (program, ctx) = (self.program, self.ctx);
        let mut standing = Vec::new();
        if kind != PurseKind::Stamps {
            let level = self.state.tier.as_ref().and_then(|tier| program.level(&tier.level));
            standing.extend(level.map(|(_, level)| (Source::Tier(level.id.clone()), level.multiplier_pct)));
            let member = program.membership.as_ref().filter(|_| self.state.is_member(ctx.now));
            standing.extend(member.map(|membership| (Source::Membership, membership.multiplier_pct)));
        }
        let offered = running(program, ctx).filter_map(|promotion| match &promotion.kind {
            PromotionKind::Multiplier { pct, when, who, on } if *on == kind => {
                let open = when.as_ref().is_none_or(|hours| hours.contain(ctx.there()));
                (open && belongs(who, &self.state, ctx)).then(|| (Source::Promotion(promotion.id.clone()), *pct))
            }
            _ => None,
        });
        let offered: Vec<_> = offered.collect();
        let best = offered.iter().map(|(_, pct)| *pct).max().unwrap_or(100).max(100);
        let mut percent = 100;
        for (source, pct) in standing.into_iter().filter(|(_, pct)| *pct > 100) {
            percent += i64::from(pct) - 100;
            self.because(Reason::Multiplier { purse: purse.into(), source, percent: i64::from(pct), counts: true });
        }
        let mut taken = false;
        for (source, pct) in offered {
            let counts = !taken && pct == best;
            taken |= counts;
            self.because(Reason::Multiplier { purse: purse.into(), source, percent: i64::from(pct), counts });
        }
        percent + i64::from(best) - 100
    }

    fn additions(&mut self, purse: &str) -> i64 {
        let (program, ctx) = (self.program, self.ctx);
        let mut sum = 0;
        for promotion in running(program, ctx) {
            let PromotionKind::Addition { units, of, when, who } = &promotion.kind else { continue };
            let open = when.as_ref().is_none_or(|hours| hours.contain(ctx.there()));
            if of == purse && open && belongs(who, &self.state, ctx) {
                let units = i64::from(*units);
                sum += units;
                self.because(Reason::Added { purse: purse.into(), promotion: promotion.id.clone(), units });
            }
        }
        sum
    }

    /// Rounds once, and says so when there was something to multiply.
    pub(crate) fn multiplied(&mut self, purse: &str, base: i64, percent: i64) -> i64 {
        let units = (i128::from(base) * i128::from(percent) / 100).min(i128::from(i64::MAX)) as i64;
        if percent != 100 {
            self.because(Reason::Multiplied { purse: purse.into(), base, percent, units });
        }
        units
    }

    /// What comes with a visit.
    pub(crate) fn visit(&mut self) -> Result<(), Refusal> {
        let program = self.program;
        self.day_limit("visits_per_day_max", self.state.visits_today + 1, program.limits.visits_per_day_max)?;
        self.decision.totals.visits = 1;
        let mut gains = Vec::new();
        for card in program.stamp_cards.iter().filter(|card| card.earn == StampEarn::Visit) {
            gains.extend(self.gain_counted(&card.id, PurseKind::Stamps, Counting::Visit, 1, 1));
        }
        if let Some(points) = program.points.as_ref().and_then(|points| points.by_visit()) {
            gains.extend(self.gain_counted(POINTS, PurseKind::Points, Counting::Visit, 1, i64::from(points)));
        }
        self.collect(gains)?;
        for promotion in running(program, self.ctx) {
            self.occasion(promotion)?;
        }
        Ok(())
    }

    /// Gives what a promotion gives with this visit, if it is the occasion and it wasn't given yet.
    fn occasion(&mut self, promotion: &Promotion) -> Result<(), Refusal> {
        let first = self.state.visits == 0;
        let (occasion, gives) = match &promotion.kind {
            PromotionKind::Welcome { gives } if first => (0, gives),
            PromotionKind::Milestone { visits, gives } if self.state.visits + 1 == i64::from(*visits) => (0, gives),
            PromotionKind::Birthday { gives, days_before, days_after } => {
                let Some(birthday) = self.state.birthday else { return Ok(()) };
                match birthday_around(birthday, *days_before, *days_after, self.ctx.today()) {
                    Some(year) => (year, gives),
                    None => return Ok(()),
                }
            }
            PromotionKind::Referral { gives_friend, .. } if first => match self.state.referral {
                Some(referral) if referral.same_holder => {
                    self.because(Reason::SelfReferral);
                    return Ok(());
                }
                Some(_) => (0, gives_friend),
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        if self.state.promotion_uses(&promotion.id, occasion) > 0 {
            return Ok(());
        }
        let given = self.give(gives, Source::Promotion(promotion.id.clone()))?;
        let brought = matches!(promotion.kind, PromotionKind::Referral { .. });
        if given || brought {
            self.change(Change::Promotion { promotion: promotion.id.clone(), occasion, times: 1 });
        }
        if brought {
            self.change(Change::Refer { promotion: promotion.id.clone() });
        }
        Ok(())
    }

    /// The side of a referral of the card that brought the friend.
    pub(crate) fn referred(&mut self, promotion: &str) -> Result<(), Refusal> {
        let found = self.program.promotion(promotion).ok_or(Refusal::UnknownPromotion)?;
        let PromotionKind::Referral { gives_referrer, max_per_referrer, .. } = &found.kind else {
            return Err(Refusal::UnknownPromotion);
        };
        let times = self.state.promotion_uses(promotion, REFERRER);
        self.limit("max_per_referrer", times >= i64::from(*max_per_referrer), None)?;
        if self.give(gives_referrer, Source::Promotion(promotion.into()))? {
            self.change(Change::Promotion { promotion: promotion.into(), occasion: REFERRER, times: 1 });
        }
        Ok(())
    }

    /// Gives units or a reward; says whether it could be given.
    pub(crate) fn give(&mut self, gives: &Gives, source: Source) -> Result<bool, Refusal> {
        let program = self.program;
        match gives {
            Gives::Units { units, of } => {
                let Some((kind, _)) = program.purse(of).filter(|_| *units > 0) else { return Ok(false) };
                let units = i64::from(*units);
                self.because(Reason::Given { source, what: of.clone(), units });
                self.grant(of, kind, units)?;
                self.decision.totals.add(kind, units);
                Ok(true)
            }
            Gives::Reward(id) => Ok(self.give_reward(id, source)),
        }
    }

    /// Gives a reward if there is a piece left; says whether there was.
    pub(crate) fn give_reward(&mut self, id: &str, source: Source) -> bool {
        let reward = self.program.reward(id).filter(|reward| self.in_stock(reward).is_ok());
        let Some(reward) = reward else {
            self.because(Reason::NotGiven { source, reward: id.into() });
            return false;
        };
        self.because(Reason::Given { source: source.clone(), what: id.into(), units: 1 });
        self.issue(reward, source, None, Vec::new(), false);
        true
    }
}

/// The occasion under which the friends a card brought are counted; its own being brought is occasion 0.
pub const REFERRER: i64 = 1;
