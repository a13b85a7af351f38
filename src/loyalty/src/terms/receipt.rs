//! Receipts: why each number of an operation came about, in words. The sentences are in the languages' own files.

use super::teller::Teller;
use super::{Language, SayMoney, Voice, voice};
use crate::{CREDIT, Earning, Micros, POINTS, Program, PurseKind, Reason, Source, Zone};

/// What an operation is, for the line on top of its receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act<'a> {
    /// The card came to the counter.
    Visit,
    /// A purchase, with its bill (minor units) if that is known.
    Purchase(Option<i64>),
    /// Something the customer did.
    Action,
    /// A reward was used: what the customer got.
    Used(&'a str),
    /// Credit paid, minor units.
    Paid(i64),
    /// A gift, and why.
    Gift(&'a str),
    /// A correction by hand, and why.
    Correction(&'a str),
    /// A friend came for the first time.
    Referred,
    /// A membership began, was renewed or ended.
    Membership,
    /// More time for units.
    MoreTime,
    /// Units lapsed.
    Lapsed,
    /// Rewards lapsed.
    RewardsLapsed,
    /// The level was looked at.
    Review,
    /// Balances from elsewhere.
    Opening,
    /// Everything left for another card.
    MovedOut,
    /// Everything came from another card.
    MovedIn,
    /// The operation of this number was taken back.
    Void(i64),
    /// So much money (minor units) of the operation of this number went back.
    Refund(i64, i64),
}

/// One line of a receipt.
#[derive(Clone, Copy, Debug)]
pub enum ReceiptLine<'a> {
    /// What was done.
    Act(Act<'a>),
    /// A step on the way to its numbers.
    Reason(&'a Reason),
    /// Units that came into a purse, and when they lapse.
    Granted {
        /// The purse.
        purse: &'a str,
        /// Units.
        units: i64,
        /// When they lapse; never when absent.
        lapses_at: Option<Micros>,
    },
}

/// Writes receipts of operations that were done under one programme.
pub struct Receipt<'a> {
    teller: Teller<'a>,
    zone: &'a dyn Zone,
}

impl<'a> Receipt<'a> {
    /// In a language, with a shop's way to write money and its time zone.
    pub fn new(program: &'a Program, language: Language, money: SayMoney<'a>, zone: &'a dyn Zone) -> Receipt<'a> {
        Receipt { teller: Teller { program, voice: voice(language), money }, zone }
    }

    /// One line in words.
    pub fn say(&self, line: ReceiptLine<'_>) -> String {
        match line {
            ReceiptLine::Act(act) => self.voice().act(act, self.teller.money),
            ReceiptLine::Reason(reason) => self.reason(reason),
            ReceiptLine::Granted { purse, units, lapses_at } => {
                let until = lapses_at.map(|until| self.last_day(until));
                self.of(purse, &self.voice().granted(&self.units(purse, units), until.as_deref()))
            }
        }
    }

    /// What a purse is called.
    pub(super) fn purse(&self, id: &str) -> String {
        let program = self.teller.program;
        match id {
            POINTS => program.points.as_ref().map(|points| self.teller.say(&points.name)).unwrap_or_default(),
            CREDIT => self.voice().credit().to_owned(),
            _ => program.stamp_card(id).map_or_else(|| id.to_owned(), |card| self.teller.say(&card.name)),
        }
    }

    fn kind(&self, purse: &str) -> PurseKind {
        match purse {
            POINTS => PurseKind::Points,
            CREDIT => PurseKind::Credit,
            _ => PurseKind::Stamps,
        }
    }

    /// So many units of a purse.
    pub(super) fn units(&self, purse: &str, units: i64) -> String {
        match self.kind(purse) {
            PurseKind::Credit => self.money(units),
            kind => self.voice().units(units, kind),
        }
    }

    /// Who gives or multiplies.
    pub(super) fn source(&self, source: &Source) -> String {
        let teller = &self.teller;
        match source {
            Source::StampCard(id) => self.purse(id),
            Source::Promotion(id) => {
                teller.program.promotion(id).map_or_else(|| id.clone(), |promotion| teller.say(&promotion.name))
            }
            Source::Tier(id) => self.level(Some(id)),
            Source::Menu | Source::Gift => String::new(),
            Source::Membership => {
                teller.program.membership.as_ref().map(|membership| teller.say(&membership.name)).unwrap_or_default()
            }
        }
    }

    /// What a level is called; a dash for none.
    pub(super) fn level(&self, id: Option<&str>) -> String {
        let Some(id) = id else { return "–".to_owned() };
        self.teller.program.level(id).map_or_else(|| id.to_owned(), |(_, level)| self.teller.say(&level.name))
    }

    /// What the levels count: money, visits or points.
    pub(super) fn tier_count(&self, count: i64) -> String {
        match &self.teller.program.tiers {
            Some(tiers) => self.teller.counted(tiers, count),
            None => count.to_string(),
        }
    }

    /// Units of a purse, or a reward, whichever has this id.
    pub(super) fn given(&self, what: &str, units: i64) -> String {
        match self.teller.program.reward(what) {
            Some(reward) if self.teller.program.purse(what).is_none() => self.teller.say(&reward.title),
            _ => format!("{} ({})", self.units(what, units), self.purse(what)),
        }
    }

    /// A reward's title.
    pub(super) fn reward(&self, id: &str) -> String {
        self.teller.program.reward(id).map_or_else(|| id.to_owned(), |reward| self.teller.say(&reward.title))
    }

    /// What the customer did, in the shop's words.
    pub(super) fn action(&self, name: &str) -> String {
        let earn = self.teller.program.points.iter().flat_map(|points| &points.earn);
        let words = earn.into_iter().find_map(|earning| match earning {
            Earning::ByAction { action, words, .. } if action == name => Some(self.teller.say(words)),
            _ => None,
        });
        words.unwrap_or_else(|| name.to_owned())
    }

    /// The last local day of what lasts until an instant.
    pub(super) fn last_day(&self, until: Micros) -> String {
        self.voice().language().date(self.zone.local(until - 1).date)
    }

    pub(super) fn voice(&self) -> &'static dyn Voice {
        self.teller.voice
    }

    pub(super) fn money(&self, minor: i64) -> String {
        (self.teller.money)(minor)
    }

    /// A sentence about a purse.
    pub(super) fn of(&self, purse: &str, rest: &str) -> String {
        self.voice().labelled(&self.purse(purse), rest)
    }
}
