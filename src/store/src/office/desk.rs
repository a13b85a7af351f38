//! A card on the desk: loaded, worked on, and put back.

use loyalty::{CardState, Command, Decision, Program, Refusal, decide};
use uuid::Uuid;
use wire::{Card, Done, OperationKind};

use crate::Tx;
use crate::auth::Actor;
use crate::cards;
use crate::context::Context;
use crate::ledger::{self, CardRow, Place, Record, Standing, close_day, close_staff_day, record, settle, voucher_id};
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

/// A card with all that is known of it.
pub(crate) struct OnDesk {
    pub card: CardRow,
    pub state: CardState,
    pub standing: Standing,
}

impl OnDesk {
    pub(crate) fn held(&self) -> (&CardState, &Standing) {
        (&self.state, &self.standing)
    }
}

impl Desk<'_> {
    /// Takes a card. Its manual operations of the day are counted for a member of staff; an import may have as many lines as it likes.
    pub(super) fn take(&self, tx: &mut dyn Tx, card: CardRow) -> Outcome<OnDesk> {
        let place = Place { staff: self.actor.staff(), ..Place::default() };
        let (state, standing) = ledger::load(tx, self.program, &card, self.moment, place)?;
        Ok(OnDesk { card, state, standing })
    }

    /// Takes a card, and writes what is due on it.
    pub(super) fn take_settled(&self, tx: &mut dyn Tx, card: CardRow) -> Outcome<OnDesk> {
        let mut taken = self.take(tx, card)?;
        let OnDesk { card, state, standing } = &mut taken;
        settle(tx, self.ctx, self.shop, self.program, self.moment, card, state, standing)?;
        Ok(taken)
    }

    /// Decides a command and writes it down. A move of nothing is written too: the card was merged all the same.
    pub(super) fn work(
        &self,
        tx: &mut dyn Tx,
        on: &mut OnDesk,
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
        let done = record(tx, &mut on.card, &mut on.standing, &entry, &decision)?;
        on.state.apply(&decision, |index| *voucher_id(self.ctx, id, index).as_bytes());
        on.state.count_for_levels(self.program, &decision.totals, today, today);
        close_day(tx, &on.card, today, &decision.totals)?;
        close_staff_day(tx, self.shop.id, self.actor.staff().or(self.actor.key()), today, &decision.totals)?;
        Ok((done, decision))
    }

    /// Puts a card back as its next version.
    pub(crate) fn put_back(&self, tx: &mut dyn Tx, on: &mut OnDesk) -> Outcome<(Card, Changed)> {
        on.card.touch(tx)?;
        cards::news(self.shop, self.program, &on.card, on.held(), self.moment)
    }
}
