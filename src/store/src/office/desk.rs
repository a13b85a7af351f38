//! A card on the desk: taken, worked on, and put back.

use loyalty::{Command, Decision, Program, Refusal, decide};
use uuid::Uuid;
use wire::{Done, OperationKind};

use crate::Tx;
use crate::auth::Actor;
use crate::cards;
use crate::context::Context;
use crate::ledger::{AtHand, CardRow, Place, Record, close_day, close_staff_day, settle};
use crate::moment::Moment;
use crate::outcome::{Changed, Outcome};
use crate::shops::ShopRow;

/// Who works, when and under which rules.
pub(crate) struct Desk<'a> {
    pub ctx: &'a Context,
    pub actor: &'a Actor,
    pub shop: &'a ShopRow,
    pub program: &'a Program,
    pub moment: &'a Moment,
}

impl Desk<'_> {
    /// Takes a card. Its manual operations of the day are counted for a member of staff; an import may have as many lines as it likes.
    pub(super) fn take(&self, tx: &mut dyn Tx, card: CardRow) -> Outcome<AtHand> {
        AtHand::take(tx, self.program, card, self.moment, Place { staff: self.actor.staff(), ..Place::default() })
    }

    /// Takes a card, and writes what is due on it.
    pub(super) fn take_settled(&self, tx: &mut dyn Tx, card: CardRow) -> Outcome<AtHand> {
        let mut taken = self.take(tx, card)?;
        settle(tx, self.ctx, self.shop, self.program, self.moment, &mut taken)?;
        Ok(taken)
    }

    /// Decides a command and writes it down. A move of nothing is written too: the card was merged all the same.
    pub(super) fn work(
        &self,
        tx: &mut dyn Tx,
        on: &mut AtHand,
        id: Uuid,
        (kind, command): (OperationKind, Command<'_>),
        external_ref: Option<&str>,
    ) -> Outcome<(Done, Decision)> {
        let decided = decide(self.program, &on.state, command, &self.moment.rules(false));
        let decision = match (decided, kind) {
            (Err(Refusal::NothingToDo), OperationKind::TransferOut | OperationKind::TransferIn) => Decision::default(),
            (decided, _) => decided?,
        };
        let today = self.moment.business_day;
        let entry = Record {
            ctx: self.ctx,
            actor: Some(self.actor),
            visit: None,
            id,
            kind,
            program: self.program,
            program_version: self.shop.program_version,
            business_day: today,
            counted_on: today,
            occurred_at: self.ctx.now_us,
            quantity: None,
            amount: None,
            reason: None,
            takes_back: None,
            external_ref,
        };
        let done = on.record(tx, &entry, &decision)?;
        on.state.count_for_levels(self.program, &decision.totals, today, today);
        close_day(tx, &on.card, today, &decision.totals)?;
        close_staff_day(tx, self.shop.id, self.actor.staff().or(self.actor.key()), today, &decision.totals)?;
        Ok((done, decision))
    }

    /// Puts a card back as its next version.
    pub(crate) fn put_back(&self, tx: &mut dyn Tx, mut on: AtHand) -> Outcome<Changed> {
        on.card.touch(tx)?;
        cards::news(tx, self.shop, on, self.moment)
    }
}
