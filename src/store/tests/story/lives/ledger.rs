//! The rules' side of a life: each command is decided on the state that the rules' own ledger keeps, under the ids that the store gave.

use loyalty::{Change, Command, Context, Refusal, Source, due};
use store::params;

use super::life::{Life, moment};
use crate::naive::Naive;
use crate::support::Card;

/// A card as the rules' tests keep it, and what its operations are in the store.
#[derive(Clone, Default)]
pub struct Ledger {
    pub card: Card,
    /// The same card, counted by tokens.
    pub naive: Naive,
    /// Each operation's number in the store; a visit that nothing came with is only counted there.
    pub written: Vec<Option<i64>>,
    /// Whether the one who does everything did it.
    pub by_maker: Vec<bool>,
    /// Whether units lapsed by it.
    pub lapsed: Vec<bool>,
}

impl Ledger {
    /// Operations in the store.
    pub fn count(&self) -> i64 {
        self.written.iter().flatten().count() as i64
    }
}

/// A voucher as the store wrote it: where from, of what, by which entry, and its id.
type Issued = (String, String, Option<i64>, [u8; 16]);

impl Life<'_> {
    /// What is due, then the command; all of it or nothing, as in the store.
    pub fn decide(&mut self, card: usize, command: Command<'_>, by_maker: bool) -> Result<(), Refusal> {
        self.whole(|life| {
            life.decide_due(card, matches!(command, Command::Visit));
            life.decide_one(card, command, by_maker)
        })
    }

    /// All that is done, or nothing of it.
    pub fn whole(&mut self, act: impl FnOnce(&mut Self) -> Result<(), Refusal>) -> Result<(), Refusal> {
        let before = self.ledgers.clone();
        act(self).inspect_err(|_| self.ledgers = before)
    }

    /// What is due, each by itself.
    pub fn decide_due(&mut self, card: usize, visiting: bool) {
        let (zone, hour, now) = (self.zone.clone(), self.hour, self.world.now());
        let ctx = moment(&zone, hour, now);
        loop {
            self.set_facts(card, visiting);
            self.ledgers[card].card.load(self.program, &ctx);
            let first = due(self.program, &self.ledgers[card].card.state, &ctx);
            self.is_due_naively(card, first.as_ref());
            let Some(first) = first else { return };
            self.decide_one(card, first, false).expect("what is due can be done");
        }
    }

    pub fn decide_one(&mut self, card: usize, command: Command<'_>, by_maker: bool) -> Result<(), Refusal> {
        let before = self.ledgers[card].clone();
        let ruled = self.rule(card, command, by_maker);
        self.naively(card, command, &before, &ruled);
        ruled
    }

    /// A manager lets it pass the limits.
    pub fn is_overridden(&self, command: &Command<'_>) -> bool {
        use Command as C;
        let limited =
            matches!(command, C::Visit | C::Earn { .. } | C::Action { .. } | C::Gift { .. } | C::Adjust { .. });
        self.overridden && limited
    }

    fn rule(&mut self, card: usize, command: Command<'_>, by_maker: bool) -> Result<(), Refusal> {
        use Command as C;
        let (zone, hour, now) = (self.zone.clone(), self.hour, self.world.now());
        let ctx = Context { overridden: self.is_overridden(&command), ..moment(&zone, hour, now) };
        let number = self.ledgers[card].count() + 1;
        let issued = self.issued(card, number);
        let id_of = |_: usize, change: &Change| match change {
            Change::Issue(issue) => {
                let source = source(&issue.source);
                let found = issued
                    .iter()
                    .find(|(from, of, by, _)| *from == source && *of == issue.reward && *by == issue.entry);
                found.map_or([0; 16], |(.., id)| *id)
            }
            _ => [0; 16],
        };
        let ledger = &mut self.ledgers[card];
        let written = match ledger.card.run_as(self.program, command, &ctx, id_of) {
            // A visit that gives nothing is only counted, and a friend's that gives nothing to this card is nothing to it.
            Ok(decision) => !matches!(command, C::Visit | C::Referred { .. }) || !decision.changes.is_empty(),
            // The card was merged all the same.
            Err(Refusal::NothingToDo) if matches!(command, C::TransferOut | C::TransferIn { .. }) => {
                ledger.card.write_nothing(&command, &ctx);
                true
            }
            Err(refusal) => return Err(refusal),
        };
        ledger.written.push(written.then_some(number));
        ledger.by_maker.push(by_maker);
        ledger.lapsed.push(matches!(command, C::Expire));
        Ok(())
    }

    /// What the store's operation of this number issued, if there is one.
    fn issued(&self, card: usize, number: i64) -> Vec<Issued> {
        let card = self.held[card].card;
        let issued = "SELECT source, reward, issued_n, voucher_id FROM voucher WHERE card_id = $1 AND issued_seq = $2";
        let rows = self.world.read(move |tx| Ok(tx.query(issued, &params![card, number])?)).unwrap();
        let read =
            |row: &store::Row| (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap(), row.get(3).unwrap());
        rows.iter().map(read).collect()
    }
}

/// As it stands in a voucher's row.
fn source(source: &Source) -> String {
    match source {
        Source::StampCard(id) => format!("stamp_card:{id}"),
        Source::Promotion(id) => format!("promotion:{id}"),
        Source::Tier(id) => format!("tier:{id}"),
        Source::Menu => "menu".into(),
        Source::Gift => "gift".into(),
        Source::Membership => "membership".into(),
    }
}
