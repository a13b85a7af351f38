//! Letting units lapse: when, and only if the customer could know.
//!
//! Units lapse at the end of a local day. With a way to tell the customer, a lot lapses at its own time if they were told at least
//! [`Program::warning_days`] days before, so many days after they were told if that is later, and not at all while they were not told.

use crate::draft::Draft;
use crate::{
    CardState, Change, Command, Context, Expiry, LotState, Micros, Program, Reason, Refusal, VoucherStatus, Zone,
};

impl Expiry {
    /// When units earned now lapse: the first instant of the day after their last.
    pub fn lapses_at(self, ctx: &Context<'_>) -> Option<Micros> {
        let today = ctx.today();
        let (_, month, _) = today.year_month_day();
        let month = i64::from(month);
        let last_day = match self {
            Expiry::Never => return None,
            Expiry::Days(days) | Expiry::Sliding { days } => today.add_days(i64::from(days)),
            Expiry::Months(months) => today.add_months(i64::from(months)),
            Expiry::EndOfMonth { grace_months } => today.add_months(i64::from(grace_months)).end_of_month(),
            Expiry::EndOfQuarter { grace_months } => {
                today.add_months(2 - (month - 1) % 3 + i64::from(grace_months)).end_of_month()
            }
            Expiry::EndOfYear { grace_months } => today.add_months(12 - month + i64::from(grace_months)).end_of_month(),
        };
        Some(ctx.end_of(last_day))
    }

    pub(crate) fn is_sliding(self) -> bool {
        matches!(self, Expiry::Sliding { .. })
    }
}

/// When a lot may lapse.
enum Lapse {
    /// Never.
    Never,
    /// Then.
    At(Micros),
    /// So many days after a warning that was not given yet.
    AfterWarning,
}

fn lapse(program: &Program, state: &CardState, lot: &LotState, zone: &dyn Zone) -> Lapse {
    let Some(expires_at) = lot.expires_at else { return Lapse::Never };
    if !state.has_channel || program.warning_days == 0 {
        return Lapse::At(expires_at);
    }
    match lot.warned_at {
        Some(warned_at) => Lapse::At(expires_at.max(told_at(program, warned_at, zone))),
        None => Lapse::AfterWarning,
    }
}

/// When units may lapse at the soonest of which the customer was told at `at`.
fn told_at(program: &Program, at: Micros, zone: &dyn Zone) -> Micros {
    zone.midnight(zone.local(at).date.add_days(i64::from(program.warning_days) + 1))
}

fn is_due(program: &Program, state: &CardState, lot: &LotState, ctx: &Context<'_>) -> bool {
    lot.remaining > 0 && matches!(lapse(program, state, lot, ctx.zone), Lapse::At(at) if at <= ctx.now)
}

/// What must be written before any other command, because its time has come: units that lapse, then a review of the level. Ask again after
/// it was written, until there is none.
pub fn due(program: &Program, state: &CardState, ctx: &Context<'_>) -> Option<Command<'static>> {
    let mut lots = state.purses.iter().flat_map(|purse| &purse.lots);
    if lots.any(|lot| is_due(program, state, lot, ctx)) {
        return Some(Command::Expire);
    }
    let tier = state.tier.as_ref().filter(|tier| program.level(&tier.level).is_some())?;
    (tier.review_at <= ctx.now).then_some(Command::ReviewTier)
}

/// Units that the customer should be told about now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToWarn {
    /// The purse.
    pub purse: String,
    /// Units.
    pub units: i64,
    /// When they lapse if the customer is told now.
    pub expires_at: Micros,
}

/// Units that lapse within [`Program::warning_days`] (or should have) and of which the customer was not told, by purse and time. Whoever
/// tells it writes the time into [`LotState::warned_at`] of the lots with units left whose `expires_at` is not after the one said here.
pub fn to_warn(program: &Program, state: &CardState, ctx: &Context<'_>) -> Vec<ToWarn> {
    let soonest = told_at(program, ctx.now, ctx.zone);
    let mut told: Vec<ToWarn> = Vec::new();
    for purse in &state.purses {
        let quiet = purse.lots.iter().filter(|lot| lot.warned_at.is_none());
        let units: i64 =
            quiet.filter(|lot| lot.expires_at.is_some_and(|at| at <= soonest)).map(|lot| lot.remaining).sum();
        if units > 0 {
            told.push(ToWarn { purse: purse.id.clone(), units, expires_at: soonest });
        }
    }
    told
}

/// Units that lapse together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToLapse {
    /// The purse.
    pub purse: String,
    /// Units.
    pub units: i64,
    /// When.
    pub at: Micros,
}

/// When units lapse as things stand, by time and purse: those the customer was not told of, as if they were told now. Units whose time is over
/// are [`due`] and not among them.
pub fn to_lapse(program: &Program, state: &CardState, ctx: &Context<'_>) -> Vec<ToLapse> {
    let if_told_now = told_at(program, ctx.now, ctx.zone);
    let mut lapsing: Vec<ToLapse> = Vec::new();
    for purse in &state.purses {
        for lot in purse.lots.iter().filter(|lot| lot.remaining > 0) {
            let at = match lapse(program, state, lot, ctx.zone) {
                Lapse::Never => continue,
                Lapse::At(at) => at,
                Lapse::AfterWarning => lot.expires_at.map_or(if_told_now, |at| at.max(if_told_now)),
            };
            match lapsing.iter_mut().find(|known| known.purse == purse.id && known.at == at) {
                Some(known) => known.units += lot.remaining,
                None if at <= ctx.now => {}
                None => lapsing.push(ToLapse { purse: purse.id.clone(), units: lot.remaining, at }),
            }
        }
    }
    lapsing.sort_by(|a, b| (a.at, &a.purse).cmp(&(b.at, &b.purse)));
    lapsing
}

impl Draft<'_> {
    /// Lots that are due lapse, one entry for each purse; those that wait for a warning stay, and it is said why.
    pub(crate) fn expire(&mut self) -> Result<(), Refusal> {
        let (program, ctx) = (self.program, self.ctx);
        let before = self.state.clone();
        for purse in &before.purses {
            if purse.lots.iter().any(|lot| is_due(program, &before, lot, ctx)) {
                let n = self.next_entry();
                let entry = self.purse(&purse.id, purse.kind).expire(n, |lot| is_due(program, &before, lot, ctx));
                self.write(entry);
            }
            let waits = purse.lots.iter().filter(|lot| {
                lot.remaining > 0
                    && lot.expires_at.is_some_and(|at| at <= ctx.now)
                    && !is_due(program, &before, lot, ctx)
            });
            let (mut units, mut until) = (0, None);
            for lot in waits {
                units += lot.remaining;
                until = match lapse(program, &before, lot, ctx.zone) {
                    Lapse::At(at) => until.max(Some(at)),
                    Lapse::Never | Lapse::AfterWarning => until,
                };
            }
            if units > 0 {
                self.because(Reason::Prolonged { purse: purse.id.clone(), units, until });
            }
        }
        if self.entries > 0 { Ok(()) } else { Err(self.nothing_lapses(&before)) }
    }

    /// Why no unit lapses: the customer must be warned first, or it is too soon.
    fn nothing_lapses(&self, state: &CardState) -> Refusal {
        let prolonged = self.decision.reasons.iter().find_map(|reason| match reason {
            Reason::Prolonged { purse, units, until } => Some((purse.clone(), *units, *until)),
            _ => None,
        });
        if let Some((purse, units, until)) = prolonged {
            return Refusal::WarnFirst { purse, units, until };
        }
        let lots = state.purses.iter().flat_map(|purse| &purse.lots).filter(|lot| lot.remaining > 0);
        let times = lots.filter_map(|lot| match lapse(self.program, state, lot, self.ctx.zone) {
            Lapse::At(at) => Some(at),
            Lapse::Never | Lapse::AfterWarning => None,
        });
        Refusal::NotDue { at: times.min() }
    }

    /// Vouchers whose time is over lapse, and return to the stock.
    pub(crate) fn expire_vouchers(&mut self) -> Result<(), Refusal> {
        let now = self.ctx.now;
        let issued: Vec<_> =
            self.state.vouchers.iter().filter(|voucher| voucher.status == VoucherStatus::Issued).cloned().collect();
        for voucher in issued.iter().filter(|voucher| !voucher.is_ready(now)) {
            self.change(Change::Expire { voucher: voucher.id });
            self.stock(&voucher.reward, -1);
        }
        if self.decision.changes.is_empty() {
            return Err(Refusal::NotDue { at: issued.iter().filter_map(|voucher| voucher.expires_at).min() });
        }
        Ok(())
    }

    /// The owner gives the units of a purse more time.
    pub(crate) fn give_time(&mut self, purse: &str, until: Micros) -> Result<(), Refusal> {
        if self.state.purse(purse).is_none() && self.program.purse(purse).is_none() {
            return Err(Refusal::UnknownPurse);
        }
        if self.prolong(purse, until) { Ok(()) } else { Err(Refusal::NothingToDo) }
    }
}
