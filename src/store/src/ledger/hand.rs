//! A card at hand: its row, what the rules know of it and how it is shown, kept together while it is worked on.

use loyalty::{CardState, Decision, Program};
use wire::Done;

use super::load::load;
use super::write::record;
use super::{CardRow, Place, Record, Standing, voucher_id};
use crate::Tx;
use crate::moment::Moment;
use crate::outcome::Outcome;

/// A card with all that is known of it.
#[derive(Debug)]
pub(crate) struct AtHand {
    pub card: CardRow,
    pub state: CardState,
    pub standing: Standing,
}

impl AtHand {
    /// Takes a card, with what the rules ask about it.
    pub(crate) fn take(
        tx: &mut dyn Tx,
        program: &Program,
        card: CardRow,
        moment: &Moment,
        place: Place,
    ) -> Outcome<AtHand> {
        let (state, standing) = load(tx, program, &card, moment, place)?;
        Ok(AtHand { card, state, standing })
    }

    /// Writes an operation down as the card's next, and is the card after it.
    pub(crate) fn record(&mut self, tx: &mut dyn Tx, op: &Record<'_>, decision: &Decision) -> Outcome<Done> {
        let done = record(tx, &mut self.card, &mut self.standing, op, decision)?;
        self.state.apply(decision, |index| *voucher_id(op.ctx, op.id, index).as_bytes());
        Ok(done)
    }

    /// What the rules know of it, and how it is shown.
    pub(crate) fn held(&self) -> (&CardState, &Standing) {
        (&self.state, &self.standing)
    }
}
