//! What is done to both cards at once: everything on one moves to the other, and a friend's first visit gives to whoever brought them.

use loyalty::{Command, Moved, PromotionKind, Voider, moved};
use serde_json::json;
use store::{Row, office, params};
use wire::{MergeRequest, Merged};

use super::life::{Life, Place};
use crate::world::refused;

/// A voucher that came: reward, until when, whether its use is confirmed, what may be chosen in its place, and its id here.
type Came = (String, Option<i64>, bool, Vec<String>, [u8; 16]);

impl Life<'_> {
    /// Everything goes to the other card; or, when it did, comes back.
    pub fn move_or_part(&mut self, card: usize) {
        match self.merged {
            None => self.merge(card),
            Some(from) => {
                let is_move = |record: &&loyalty::OperationRecord| record.transfer.is_some() && !record.voided;
                let left = self.ledgers[from].card.records.iter().rfind(is_move).expect("the move").seq as usize - 1;
                // From either side.
                let (side, number) = if card == from { (from, left) } else { self.linked[&(from, left)][0] };
                self.take_back(side, number, Voider::Manager);
            }
        }
    }

    fn merge(&mut self, from: usize) {
        let into = 1 - from;
        let req = json!({ "id": self.world.id(), "into": self.held[into].number });
        let req: MergeRequest = serde_json::from_value(req).unwrap();
        let (ctx, manager, whose) = (self.world.context(), self.manager.clone(), pass::CardId(self.held[from].card));
        let merged = self.world.write(move |tx| office::merge(tx, &ctx, &manager, &whose.to_string(), &req));
        let merged: Merged = serde_json::from_str(&refused(merged).expect("two cards that are in use").json).unwrap();

        self.decide_due(from, false);
        self.decide_due(into, false);
        let mut leaves = moved(&self.ledgers[from].card.state);
        leaves.purses.sort_by(|a, b| a.id.cmp(&b.id));
        self.rename(into, &mut leaves);
        self.decide_one(from, Command::TransferOut, false).expect("it is written even if nothing leaves");
        self.decide_one(into, Command::TransferIn { moved: &leaves }, false).expect("what left arrives");
        let (left, came) = (self.last(from), self.last(into));
        self.linked.insert(left, vec![came]);
        self.linked.insert(came, vec![left]);
        self.merged = Some(from);
        self.is_shown(into, merged.card);
        self.is_shown(from, merged.merged);
    }

    /// Where the last thing done with a card is.
    fn last(&self, card: usize) -> Place {
        (card, self.ledgers[card].written.len() - 1)
    }

    /// Gives the vouchers that leave the ids that the store gave them on the other card. Those that are alike may change places.
    fn rename(&self, into: usize, leaves: &mut Moved) {
        let (card, number) = (self.held[into].card, self.ledgers[into].count() + 1);
        let came = "SELECT voucher.reward, voucher.expires_at, voucher.confirm, voucher.choices, voucher.voucher_id FROM voucher_event
            JOIN voucher ON voucher.card_id = voucher_event.card_id AND voucher.voucher_id = voucher_event.voucher_id
            WHERE voucher_event.card_id = $1 AND voucher_event.seq = $2 AND what = 'moved_in' ORDER BY voucher.voucher_id";
        let rows = self.world.read(move |tx| Ok(tx.query(came, &params![card, number])?)).unwrap();
        let read = |row: &Row| -> Came {
            let choices = row.get::<Option<&str>>(3).unwrap();
            let choices = choices.map(|json| serde_json::from_str(json).unwrap()).unwrap_or_default();
            (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), choices, row.get(4).unwrap())
        };
        let mut came: Vec<Came> = rows.iter().map(read).collect();
        for voucher in &mut leaves.vouchers {
            let alike = |(reward, expires_at, confirm, choices, _): &Came| {
                (reward, expires_at, confirm, choices)
                    == (&voucher.reward, &voucher.expires_at, &voucher.confirm, &voucher.choices)
            };
            let place = came.iter().position(alike).expect("a voucher that came");
            voucher.id = came.remove(place).4;
        }
        assert_eq!(came, [], "vouchers that never left");
    }

    /// The first customer gets their side, if the second was brought and has just come for the first time.
    pub fn refer(&mut self, card: usize) {
        // What was on the first card is on the friend's own: nobody brings themselves.
        if !self.brought || card != 1 || self.merged.is_some() {
            return;
        }
        let visit = self.last(1);
        let given = self.ledgers[1].card.records[visit.1].promotions.clone();
        let brings = |kind: &PromotionKind| matches!(kind, PromotionKind::Referral { .. });
        for promotion in self.program.promotions.iter().filter(|promotion| brings(&promotion.kind)) {
            if !given.iter().any(|(id, _)| *id == promotion.id) {
                continue;
            }
            self.decide_due(0, false);
            let by_maker = !self.overridden;
            if self.decide_one(0, Command::Referred { promotion: &promotion.id }, by_maker).is_err() {
                continue;
            }
            let theirs = self.last(0);
            if self.ledgers[0].written[theirs.1].is_some() {
                self.linked.entry(visit).or_default().push(theirs);
            }
        }
    }
}
