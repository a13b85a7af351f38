//! What a purchase or an action earns: stamps by quantity or tag, points and credit by amount.

use crate::change::Basis;
use crate::draft::Draft;
use crate::{
    CREDIT, Carry, Change, Counting, OncePer, POINTS, Program, PurseKind, Rate, Reason, Refusal, StampCard, StampEarn,
    TierBasis,
};

/// What staff or a till says of a purchase.
pub(crate) struct Purchase<'a> {
    pub stamp_card: Option<&'a str>,
    pub quantity: u32,
    pub amount: Option<i64>,
    pub paid_by_credit: i64,
    pub tags: &'a [(&'a str, u32)],
}

impl Purchase<'_> {
    /// Items that carry a tag.
    fn tagged(&self, tag: &str) -> i64 {
        self.tags.iter().filter(|(name, _)| *name == tag).map(|(_, items)| i64::from(*items)).sum()
    }

    /// The largest count in it.
    fn items(&self) -> i64 {
        let tagged = self.tags.iter().map(|(_, items)| i64::from(*items)).sum();
        i64::from(self.quantity).max(tagged)
    }
}

/// Units that are about to be earned in one purse.
pub(crate) struct Gain {
    pub purse: String,
    pub kind: PurseKind,
    pub units: i64,
    /// How money became units, and what is carried on top of before.
    pub money: Option<(Basis, Carry)>,
}

impl Program {
    /// The rate of points by amount.
    pub(crate) fn points_rate(&self) -> Option<Rate> {
        let (points, per_minor) = self.points.as_ref()?.by_amount()?;
        Some(Rate { numerator: i64::from(points), denominator: i64::from(per_minor) })
    }

    /// The rate of cashback.
    pub(crate) fn cashback_rate(&self) -> Option<Rate> {
        let cashback = self.cashback.as_ref()?;
        Some(Rate { numerator: i64::from(cashback.basis_points), denominator: 10_000 })
    }

    /// Whether it must be told what was paid.
    fn counts_money(&self) -> bool {
        let by_spend = self.tiers.as_ref().is_some_and(|tiers| tiers.basis == TierBasis::Spend);
        by_spend || self.points_rate().is_some() || self.cashback_rate().is_some()
    }

    /// Which stamp cards a purchase fills, by what, and how much.
    fn stamps_of(&self, purchase: &Purchase<'_>) -> Result<Vec<(&StampCard, Counting, i64)>, Refusal> {
        let quantity = i64::from(purchase.quantity);
        if let Some(id) = purchase.stamp_card {
            let card = self.stamp_card(id).ok_or(Refusal::UnknownStampCard)?;
            return match &card.earn {
                StampEarn::Visit => Err(Refusal::EarnedByVisit),
                StampEarn::Tag(tag) if !purchase.tags.is_empty() => {
                    Ok(vec![(card, Counting::Tag(tag.clone()), purchase.tagged(tag))])
                }
                // Staff chose the card by hand: what they count is what it counts.
                StampEarn::Tag(_) | StampEarn::Quantity => Ok(vec![(card, Counting::Quantity, quantity)]),
            };
        }
        let mut cards = self.stamp_cards.iter();
        if purchase.tags.is_empty() {
            let main = cards.find(|card| card.earn != StampEarn::Visit);
            return Ok(main.map(|card| (card, Counting::Quantity, quantity)).into_iter().collect());
        }
        let main = cards.clone().find(|card| card.earn == StampEarn::Quantity);
        let counted = main.map(|card| (card, Counting::Quantity, quantity)).into_iter();
        let tagged = cards.filter_map(|card| match &card.earn {
            StampEarn::Tag(tag) => Some((card, Counting::Tag(tag.clone()), purchase.tagged(tag))),
            StampEarn::Quantity | StampEarn::Visit => None,
        });
        Ok(counted.chain(tagged).collect())
    }

    /// Whether a visit earns by itself.
    fn counts_visits(&self) -> bool {
        let stamps = self.stamp_cards.iter().any(|card| card.earn == StampEarn::Visit);
        stamps || self.points.as_ref().is_some_and(|points| points.by_visit().is_some())
    }
}

impl Draft<'_> {
    pub(crate) fn earn(&mut self, purchase: &Purchase<'_>) -> Result<(), Refusal> {
        self.check_purchase(purchase)?;
        let mut gains = Vec::new();
        for (card, rule, quantity) in self.program.stamps_of(purchase)? {
            gains.extend(self.gain_counted(&card.id, PurseKind::Stamps, rule, quantity, quantity));
        }
        if gains.is_empty() && purchase.amount.is_none() {
            return Err(self.earns_nothing());
        }
        self.decision.totals.earns = 1;
        if let Some(bill) = purchase.amount {
            let amount = self.earning_part(bill, purchase.paid_by_credit);
            self.decision.totals.spend = amount;
            self.decision.totals.not_earning = bill - amount;
            for (purse, kind, rate) in [
                (POINTS, PurseKind::Points, self.program.points_rate()),
                (CREDIT, PurseKind::Credit, self.program.cashback_rate()),
            ] {
                if let Some(rate) = rate {
                    gains.push(self.gain_by_amount(purse, kind, rate, amount)?);
                }
            }
        }
        self.check_day(&gains)?;
        self.collect(gains)
    }

    fn check_purchase(&mut self, purchase: &Purchase<'_>) -> Result<(), Refusal> {
        let below_zero = purchase.amount.is_some_and(|amount| amount < 0) || purchase.paid_by_credit < 0;
        if purchase.quantity == 0 || below_zero {
            return Err(Refusal::NothingToDo);
        }
        let limits = &self.program.limits;
        self.limit("quantity_max", purchase.items() > i64::from(limits.quantity_max), None)?;
        let earns = self.state.earns_by_till_today + 1;
        self.day_limit("earns_per_till_day_max", earns, limits.earns_per_till_day_max)?;
        if purchase.amount.is_none() && purchase.stamp_card.is_none() && self.program.counts_money() {
            return Err(Refusal::AmountRequired);
        }
        Ok(())
    }

    fn earns_nothing(&self) -> Refusal {
        match (self.program.counts_money(), self.program.counts_visits()) {
            (true, _) => Refusal::AmountRequired,
            (false, true) => Refusal::EarnedByVisit,
            (false, false) => Refusal::NothingToDo,
        }
    }

    /// The part of a bill that earns: what was paid with credit or a reward does not.
    fn earning_part(&mut self, bill: i64, paid_by_credit: i64) -> i64 {
        let paid_otherwise = paid_by_credit.max(self.state.visit.credit_spent).clamp(0, bill);
        if paid_otherwise > 0 {
            self.because(Reason::NotEarning { bill, paid_otherwise });
        }
        bill - paid_otherwise
    }

    /// Units for what was counted; nothing for nothing.
    pub(crate) fn gain_counted(
        &mut self,
        purse: &str,
        kind: PurseKind,
        rule: Counting,
        quantity: i64,
        base: i64,
    ) -> Option<Gain> {
        if base == 0 {
            return None;
        }
        self.because(Reason::Counted { purse: purse.into(), rule, quantity, base });
        let (percent, addition) = self.on_top(purse, kind, base);
        let units = self.multiplied(purse, base, percent) + addition;
        Some(Gain { purse: purse.into(), kind, units, money: None })
    }

    fn gain_by_amount(&mut self, purse: &str, kind: PurseKind, rate: Rate, amount: i64) -> Result<Gain, Refusal> {
        let carry_before = self.state.purse(purse).map(|purse| purse.carry).unwrap_or_default();
        let carry_before = carry_before.over(rate.denominator)?;
        let (base, carry_after) = rate.earn(amount, carry_before)?;
        self.because(Reason::ByAmount { purse: purse.into(), amount, rate, carry_before, base, carry_after });
        let (percent, addition) = self.on_top(purse, kind, base);
        self.multiplied(purse, base, percent);
        let basis = Basis { purse: purse.into(), kind, n: None, rate, amount, carry_before, percent, addition };
        let units = basis.units(amount)?;
        Ok(Gain { purse: purse.into(), kind, units, money: Some((basis, carry_after)) })
    }

    /// The limits of a day, on what would be earned.
    pub(crate) fn check_day(&mut self, gains: &[Gain]) -> Result<(), Refusal> {
        let sum = |kind| -> i64 { gains.iter().filter(|gain| gain.kind == kind).map(|gain| gain.units).sum() };
        let (stamps, points, credit) = (sum(PurseKind::Stamps), sum(PurseKind::Points), sum(PurseKind::Credit));
        let (limits, state) = (&self.program.limits, &self.state);
        let checks = [
            ("stamps_per_day_max", stamps, state.stamps_today, Some(limits.stamps_per_day_max)),
            ("points_per_day_max", points, state.points_today, limits.points_per_day_max),
            ("credit_per_day_max", credit, state.credit_today, limits.credit_per_day_max),
        ];
        for (limit, units, today, max) in checks {
            if units > 0 {
                self.day_limit(limit, today.saturating_add(units), max)?;
            }
        }
        Ok(())
    }

    /// Writes down what is earned.
    pub(crate) fn collect(&mut self, gains: Vec<Gain>) -> Result<(), Refusal> {
        for gain in gains {
            let n = if gain.units > 0 { Some(self.grant(&gain.purse, gain.kind, gain.units)?) } else { None };
            self.decision.totals.add(gain.kind, gain.units);
            if let Some((basis, carry_after)) = gain.money {
                let now = self.state.purse(&gain.purse).map(|purse| purse.carry).unwrap_or_default();
                self.carry(&gain.purse, gain.kind, carry_after.minus(now.over(carry_after.denominator)?)?)?;
                self.change(Change::Basis(Basis { n, ..basis }));
            }
        }
        Ok(())
    }

    /// Points for something the customer did.
    pub(crate) fn action(&mut self, action: &str) -> Result<(), Refusal> {
        let points = self.program.points.as_ref().and_then(|points| points.by_action(action));
        let (points, once_per) = points.ok_or(Refusal::UnknownAction)?;
        let used = self.state.actions.iter().find(|used| used.action == action);
        let (today, ever) = used.map_or((0, 0), |used| (used.today, used.ever));
        match once_per {
            OncePer::Day if today > 0 => return Err(Refusal::ActionDone { until: Some(self.ctx.day_ends_at) }),
            OncePer::Ever if ever > 0 => return Err(Refusal::ActionDone { until: None }),
            OncePer::Never | OncePer::Day | OncePer::Ever => {}
        }
        let units = i64::from(points);
        let (purse, rule) = (POINTS.to_owned(), Counting::Action(action.into()));
        self.because(Reason::Counted { purse: purse.clone(), rule, quantity: 1, base: units });
        let gains = vec![Gain { purse, kind: PurseKind::Points, units, money: None }];
        self.check_day(&gains)?;
        self.collect(gains)?;
        self.change(Change::Action { action: action.into(), times: 1 });
        Ok(())
    }
}

impl Basis {
    /// Units that a part of the money earns, all multipliers and additions in.
    pub(crate) fn units(&self, part: i64) -> Result<i64, Refusal> {
        let (base, _) = self.rate.earn(part, self.carry_before)?;
        let multiplied = crate::carry::narrow(i128::from(base) * i128::from(self.percent) / 100)?;
        multiplied.checked_add(self.addition).ok_or(Refusal::Overflow)
    }

    /// What a part of the money adds to the carry.
    pub(crate) fn carried(&self, part: i64) -> Result<Carry, Refusal> {
        let (_, after) = self.rate.earn(part, self.carry_before)?;
        after.minus(self.carry_before)
    }
}
