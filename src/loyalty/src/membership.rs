//! Membership: begins, is renewed from where it ends, ends.

use crate::draft::Draft;
use crate::{Change, Context, Date, MembershipState, MembershipStep, Micros, Refusal, Source, Validity};

impl Validity {
    /// When a period ends that is counted from a local day: the end of that day so much later; never when it is for ever.
    fn ends_at(self, from: Date, ctx: &Context<'_>) -> Option<Micros> {
        let last_day = match self {
            Validity::Months(months) => from.add_months(i64::from(months)),
            Validity::Days(days) => from.add_days(i64::from(days)),
            Validity::Forever => return None,
        };
        Some(ctx.end_of(last_day))
    }
}

impl Draft<'_> {
    pub(crate) fn membership(&mut self, step: MembershipStep) -> Result<(), Refusal> {
        let (program, ctx) = (self.program, self.ctx);
        let membership = program.membership.as_ref().ok_or(Refusal::NoMembership)?;
        let before = self.state.membership;
        let active = before.filter(|state| state.is_active(ctx.now));
        let after = match step {
            MembershipStep::Enrol => {
                if let Some(state) = active {
                    return Err(Refusal::AlreadyMember { until: state.valid_until });
                }
                MembershipState { since: ctx.now, valid_until: membership.valid.ends_at(ctx.today(), ctx) }
            }
            MembershipStep::Renew => {
                if !membership.renewable {
                    return Err(Refusal::NotRenewable);
                }
                let state = before.ok_or(Refusal::NotAMember)?;
                let (since, from) = match active {
                    Some(MembershipState { valid_until: None, .. }) => {
                        return Err(Refusal::AlreadyMember { until: None });
                    }
                    Some(MembershipState { valid_until: Some(until), .. }) => {
                        (state.since, ctx.zone.local(until - 1).date)
                    }
                    None => (ctx.now, ctx.today()),
                };
                MembershipState { since, valid_until: membership.valid.ends_at(from, ctx) }
            }
            MembershipStep::Cancel => {
                let state = active.ok_or(Refusal::NotAMember)?;
                MembershipState { valid_until: Some(ctx.now), ..state }
            }
        };
        self.state.membership = Some(after);
        self.change(Change::Membership { before, after: Some(after) });
        if let Some(gives) = membership.gives.as_ref().filter(|_| step != MembershipStep::Cancel) {
            self.give(gives, Source::Membership)?;
        }
        Ok(())
    }
}
