//! Opening a visit: when is a card at the counter, and when has it just been there?

use crate::{Limits, Micros, Refusal, SECOND};

/// A card comes to the counter.
#[derive(Clone, Copy, Debug)]
pub struct VisitRequest {
    /// When the card was last here.
    pub last_visit_at: Option<Micros>,
    /// Staff says that the customer buys again.
    pub another_purchase: bool,
    /// Now.
    pub now: Micros,
}

/// Whether the visit may be opened. A shop never asks a regular to wait without saying how long.
pub fn open_visit(limits: &Limits, visit: VisitRequest) -> Result<(), Refusal> {
    let Some(last) = visit.last_visit_at else { return Ok(()) };
    let until = last + Micros::from(limits.cooldown_s) * SECOND;
    if visit.now < until && !visit.another_purchase {
        return Err(Refusal::Cooldown { until });
    }
    Ok(())
}
