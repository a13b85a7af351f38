//! Levels: up at once, down only at a review and after its grace, and back when the operation that raised them is taken back.

use crate::draft::Draft;
use crate::{
    CardState, Change, Context, Date, Micros, OperationRecord, Program, Reason, Refusal, Review, Source, TierBasis,
    TierState, Tiers, Totals, VoucherStatus,
};

impl Tiers {
    /// The place of the highest level that a count reaches.
    pub(crate) fn reached(&self, count: i64) -> Option<usize> {
        self.levels.iter().rposition(|level| level.from <= count)
    }

    /// When a level that was reached on `since` is looked at again: on the first of the next month, or on the next anniversary.
    pub(crate) fn next_review(&self, since: Date, ctx: &Context<'_>) -> Micros {
        let today = ctx.today();
        let date = match self.review {
            Review::Monthly => today.end_of_month().add_days(1),
            Review::Yearly => {
                let years = (1..).find(|years| since.add_months(12 * years) > today).unwrap_or(1);
                since.add_months(12 * years)
            }
        };
        ctx.zone.midnight(date)
    }

    fn counted(&self, totals: &Totals) -> i64 {
        match self.basis {
            TierBasis::Spend => totals.spend,
            TierBasis::Visits => totals.visits,
            TierBasis::Points => totals.points,
        }
    }
}

impl CardState {
    /// Keeps [`CardState::tier_count`] up with totals of a business day that were just written: what comes next in the same visit counts on.
    pub fn count_for_levels(&mut self, program: &Program, totals: &Totals, day: Date, today: Date) {
        if let Some(tiers) = program.tiers.as_ref().filter(|tiers| day >= tiers.period_start(today)) {
            self.tier_count = self.tier_count.saturating_add(tiers.counted(totals));
        }
    }
}

impl Draft<'_> {
    /// Rises to the level that the count reaches now, with the gifts of the levels passed; never falls.
    pub(crate) fn step_up(&mut self) {
        let program = self.program;
        let Some(tiers) = &program.tiers else { return };
        let count = self.state.tier_count.saturating_add(tiers.counted(&self.decision.totals));
        let place = self.state.level(program);
        let Some(reached) = tiers.reached(count).filter(|reached| place.is_none_or(|place| *reached > place)) else {
            return;
        };
        let first_new = place.map_or(0, |place| place + 1);
        self.set_level(Some(reached), count);
        for level in &tiers.levels[first_new..=reached] {
            let Some(gift) = &level.entry_gift else { continue };
            if !self.state.tier_gifts.contains(&level.id) && self.give_reward(gift, Source::Tier(level.id.clone())) {
                self.state.tier_gifts.push(level.id.clone());
                self.change(Change::TierGift { level: level.id.clone(), times: 1 });
            }
        }
    }

    /// Puts the card on a level from today.
    fn set_level(&mut self, place: Option<usize>, count: i64) {
        let (program, ctx) = (self.program, self.ctx);
        let Some(tiers) = &program.tiers else { return };
        let after = place.map(|place| TierState {
            level: tiers.levels[place].id.clone(),
            since: ctx.today(),
            review_at: tiers.next_review(ctx.today(), ctx),
            in_grace: false,
        });
        self.move_level(after, count);
    }

    fn move_level(&mut self, after: Option<TierState>, count: i64) {
        let id = |tier: &Option<TierState>| tier.as_ref().map(|tier| tier.level.clone());
        let before = std::mem::replace(&mut self.state.tier, after.clone());
        if id(&before) != id(&after) {
            self.because(Reason::Level { from: id(&before), to: id(&after), count });
        }
        self.change(Change::Tier { before, after });
    }

    /// Looks at the level when that is due.
    pub(crate) fn review_tier(&mut self) -> Result<(), Refusal> {
        let (program, ctx) = (self.program, self.ctx);
        let (Some(tiers), Some(tier)) = (&program.tiers, self.state.tier.clone()) else {
            return Err(Refusal::NotDue { at: None });
        };
        let Some((_, level)) = program.level(&tier.level) else { return Err(Refusal::NotDue { at: None }) };
        if ctx.now < tier.review_at {
            return Err(Refusal::NotDue { at: Some(tier.review_at) });
        }
        let count = self.state.tier_count;
        if count >= level.from {
            let review_at = tiers.next_review(tier.since, ctx);
            self.move_level(Some(TierState { review_at, in_grace: false, ..tier }), count);
        } else if tiers.grace_days > 0 && !tier.in_grace {
            let until = ctx.zone.midnight(ctx.today().add_days(i64::from(tiers.grace_days)));
            self.because(Reason::Grace { level: tier.level.clone(), count, until });
            self.move_level(Some(TierState { review_at: until, in_grace: true, ..tier }), count);
        } else {
            self.set_level(tiers.reached(count), count);
        }
        Ok(())
    }

    /// Takes back the step up that an operation made, unless what is left still reaches the level; and the gifts of the levels that are
    /// no longer there, unless they were used. The card falls no lower than it was before the operation.
    pub(crate) fn step_back(&mut self, operation: &OperationRecord) {
        let program = self.program;
        let (Some(tiers), Some((before, _))) = (&program.tiers, &operation.tier) else { return };
        let counts = operation.business_day >= tiers.period_start(self.ctx.business_day);
        let taken = if counts { tiers.counted(&self.decision.totals) } else { 0 };
        let count = self.state.tier_count.saturating_add(taken);
        let place = self.state.level(program);
        let floor = before.as_ref().and_then(|tier| program.level(&tier.level)).map(|(place, _)| place);
        let target = tiers.reached(count).max(floor);
        if target < place {
            if target == floor { self.move_level(before.clone(), count) } else { self.set_level(target, count) }
        }
        for id in &operation.tier_gifts {
            let level = program.level(id).map(|(place, _)| place);
            if level > self.state.level(program) {
                self.take_back_gift(operation, id);
            }
        }
    }

    fn take_back_gift(&mut self, operation: &OperationRecord, level: &str) {
        let from_level = |source: &Source| matches!(source, Source::Tier(id) if id == level);
        let Some(issued) = operation.issued.iter().find(|issued| from_level(&issued.source)) else { return };
        match status(&self.state, issued.voucher) {
            VoucherStatus::Issued => {
                self.change(Change::Cancel { voucher: issued.voucher });
                self.stock(&issued.reward, -1);
            }
            VoucherStatus::Expired => {}
            VoucherStatus::Used | VoucherStatus::Moved => {
                return self.because(Reason::StaysUsed { voucher: issued.voucher });
            }
            VoucherStatus::Cancelled => return,
        }
        self.change(Change::TierGift { level: level.into(), times: -1 });
    }
}

/// Where a voucher of the state stands; one that is not there was taken back.
pub(crate) fn status(state: &CardState, voucher: [u8; 16]) -> VoucherStatus {
    let found = state.vouchers.iter().find(|known| known.id == voucher);
    found.map_or(VoucherStatus::Cancelled, |known| known.status)
}
