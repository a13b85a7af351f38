//! A friend's first visit: whoever brought them gets their side, in the same transaction.

use loyalty::{Command, decide};
use uuid::Uuid;
use wire::{CardStatus, OperationKind};

use super::operate::At;
use crate::cards;
use crate::ledger::{self, AtHand, CardRow, Place, Record, close_day, link, settle};
use crate::outcome::{Changed, Outcome};
use crate::{Tx, params};

/// Merges that are followed from the card that brought a friend to the one that has its content now.
const MERGES_MAX: usize = 8;

impl At<'_> {
    /// The card that brought `friend` gets its side of a promotion, as an operation of its own that goes when the friend's visit is taken back.
    /// That it can't have it (its share is reached, the card is stopped) is nothing to the friend. Answers the news of it.
    pub(super) fn refer(
        &self,
        tx: &mut dyn Tx,
        friend: &CardRow,
        visit: Uuid,
        promotion: &str,
    ) -> Outcome<Option<Changed>> {
        let Some(card) = self.referrer(tx, friend)? else { return Ok(None) };
        let (program, moment) = (self.program, self.moment);
        let mut on = AtHand::take(tx, program, card, moment, Place::default())?;
        let settled = settle(tx, self.ctx, self.shop, program, moment, &mut on)?;
        let given = decide(program, &on.state, Command::Referred { promotion }, &moment.rules(false));
        let given = given.ok().filter(|decision| !decision.changes.is_empty());
        if settled == 0 && given.is_none() {
            return Ok(None);
        }
        if let Some(decision) = given {
            let id = self.ctx.id(&format!("referred {visit} {promotion}"));
            let entry = Record {
                ctx: self.ctx,
                actor: Some(self.actor),
                visit: None,
                id,
                kind: OperationKind::Referred,
                program,
                program_version: self.shop.program_version,
                business_day: moment.business_day,
                counted_on: moment.business_day,
                occurred_at: self.occurred_at,
                quantity: None,
                amount: None,
                reason: None,
                takes_back: None,
                external_ref: None,
            };
            on.record(tx, &entry, &decision)?;
            link(tx, self.shop.id, visit, id)?;
            on.state.count_for_levels(program, &decision.totals, moment.business_day, moment.business_day);
            close_day(tx, &on.card, moment.business_day, &decision.totals)?;
        }
        on.card.touch(tx)?;
        cards::news(tx, self.shop, on, moment).map(Some)
    }

    /// The card that brought a friend, or the one its content went to; nobody if it is stopped or is the friend's own holder's.
    fn referrer(&self, tx: &mut dyn Tx, friend: &CardRow) -> Outcome<Option<CardRow>> {
        let Some(id) = friend.brought_by else { return Ok(None) };
        let mut found = CardRow::find(tx, self.shop.id, id)?;
        for _ in 0..MERGES_MAX {
            let Some(number) = found.as_ref().and_then(|card| card.merged_into.clone()) else { break };
            found = CardRow::by_number(tx, self.shop.id, &number)?;
        }
        let Some(card) = found.filter(|card| card.status == CardStatus::Active && card.id != friend.id) else {
            return Ok(None);
        };
        let held = tx.query_one(ledger::sql::SAME_HOLDER, &params![self.shop.id.0, friend.id.0, card.id.0])?;
        let is_stranger = held.is_none_or(|row| row.get(0).is_ok_and(|held: i64| held == 0));
        Ok(Some(card).filter(|_| is_stranger))
    }
}
