//! What takes something back, alone or with what belongs to it.

use loyalty::{Command, Refusal, Transfer, Voider, Zone};
use store::{Actor, params};
use uuid::Uuid;
use wire::Money;

use super::acts::euros;
use super::life::{Life, Place};

impl Life<'_> {
    /// Takes back the operation that is so many places from the end.
    pub fn void(&mut self, card: usize, back: usize, by: Voider) {
        if let Some(number) = self.ledgers[card].written.len().checked_sub(back + 1) {
            self.take_back(card, number, by);
        }
    }

    /// Takes back an operation with those that go with it; nothing when it is only counted.
    pub fn take_back(&mut self, card: usize, number: usize, by: Voider) {
        let Some(operation) = self.operation(card, number) else { return };
        let (actor, voider) = self.who(card, number, by);
        let undone = self.world.take_back(&actor, operation, None);
        let ruled = self.whole(|life| {
            life.undo(card, number, voider)?;
            life.undo_linked((card, number), voider)
        });
        if self.alike(card, undone.map(|done| done.card), ruled, &("void", card, number)) {
            let parted = self.ledgers[card].card.records[number].transfer.is_some();
            self.merged = self.merged.filter(|_| !parted);
        }
    }

    /// Who takes it back, and what they are to it.
    fn who(&self, card: usize, number: usize, by: Voider) -> (Actor, Voider) {
        match by {
            Voider::Manager => (self.manager.clone(), Voider::Manager),
            Voider::Maker if self.ledgers[card].by_maker[number] => (self.maker.clone(), Voider::Maker),
            Voider::Maker => (self.maker.clone(), Voider::Colleague),
            Voider::Colleague => (self.colleague.clone(), Voider::Colleague),
        }
    }

    fn undo(&mut self, card: usize, number: usize, voider: Voider) -> Result<(), Refusal> {
        let past = self.ledgers[card].card.records[number].clone();
        self.is_still_here(card, number)?;
        self.decide_due(card, false);
        self.decide_one(card, Command::Void { operation: &past, voider }, true)?;
        if self.ledgers[card].lapsed[number] {
            self.give_time_again(card);
        }
        Ok(())
    }

    /// What went to another card can't be taken from this one.
    fn is_still_here(&self, card: usize, number: usize) -> Result<(), Refusal> {
        let left = self.ledgers[card].card.records[number].transfer == Some(Transfer::Out);
        if self.merged == Some(card) && !left { Err(Refusal::Superseded) } else { Ok(()) }
    }

    /// Units whose lapse was taken back get time again.
    fn give_time_again(&mut self, card: usize) {
        let days = i64::from(self.program.warning_days).max(7);
        let until = self.zone.midnight(self.zone.local(self.world.now()).date.add_days(days + 1));
        let entries = self.ledgers[card].card.records.last().expect("the void").entries.clone();
        for entry in entries {
            // Whatever lapses later than that keeps its day.
            let _ = self.decide_one(card, Command::Prolong { purse: &entry.purse, until }, false);
        }
    }

    fn undo_linked(&mut self, of: Place, voider: Voider) -> Result<(), Refusal> {
        let mut others = self.linked.get(&of).cloned().unwrap_or_default();
        others.sort_by_key(|(card, number)| self.operation(*card, *number));
        for (card, number) in others {
            let is_move = self.ledgers[card].card.records[number].transfer.is_some();
            match self.undo(card, number, voider) {
                // What a friend's visit gave is gone already: the visit is taken back all the same.
                Err(_) if !is_move => {}
                undone => undone?,
            }
        }
        Ok(())
    }

    /// Takes back a part of the money of the earning that is so many earnings from the end.
    pub fn refund(&mut self, card: usize, back: usize, amount: i64) {
        let records = self.ledgers[card].card.records.iter().enumerate();
        let earnings: Vec<usize> =
            records.filter(|(_, past)| past.amount.is_some()).map(|(number, _)| number).collect();
        let Some(number) = earnings.iter().rev().nth(back).copied() else { return };
        let operation = self.operation(card, number).expect("an earning is written");
        let past = self.ledgers[card].card.records[number].clone();
        let money: Money = serde_json::from_value(euros(amount)).unwrap();
        let undone = self.world.take_back(&self.manager, operation, Some(money));
        let command = Command::Refund { operation: &past, amount, voider: Voider::Manager };
        let ruled = self.is_still_here(card, number).and_then(|()| self.decide(card, command, true));
        self.alike(card, undone.map(|done| done.card), ruled, &command);
    }

    /// The id that an operation has in the store.
    pub fn operation(&self, card: usize, number: usize) -> Option<Uuid> {
        let (seq, card) = (self.ledgers[card].written[number]?, self.held[card].card);
        let id = "SELECT operation_id FROM operation WHERE card_id = $1 AND seq = $2";
        let row = self.world.read(move |tx| Ok(tx.query_one(id, &params![card, seq])?)).unwrap();
        Some(row.expect("an operation that was written").get(0).unwrap())
    }
}
