//! A random life, lived by the rules and by the naive model at once.

use crate::naive::now::{Elsewhere, Now, civil_date};
use crate::naive::{Answer, Naive, compare};
use crate::receipt::adds_up;
use crate::steps::{Do, Jump, Step};
use crate::support::{Card, RealZone, moment};
use loyalty::{Birthday, CardState, Command, Context, Micros, Program, Refusal, SECOND, Zone, due};
use std::collections::BTreeMap;

/// Two cards of one shop, in both models.
pub struct Life<'a> {
    pub program: &'a Program,
    pub zone: &'a RealZone,
    pub now: Micros,
    pub born: Micros,
    pub birthday: Option<(i8, i8)>,
    pub brought: Option<bool>,
    pub cards: [Card; 2],
    pub naive: [Naive; 2],
    /// Local days of the visits of each card.
    pub visits: [Vec<loyalty::Date>; 2],
    /// Moves: the card that things left with its operation, and the operation on the other.
    pub moves: Vec<(usize, usize, usize)>,
}

impl<'a> Life<'a> {
    pub fn new(
        program: &'a Program,
        zone: &'a RealZone,
        now: Micros,
        birthday: Option<(i8, i8)>,
        brought: Option<bool>,
    ) -> Life<'a> {
        let (cards, naive, visits) = Default::default();
        Life { program, zone, now, born: now, birthday, brought, cards, naive, visits, moves: Vec::new() }
    }

    pub fn jump(&mut self, jump: Jump) {
        let midnight = || self.zone.midnight(self.zone.local(self.now).date.add_days(1));
        self.now = match jump {
            Jump::Seconds(seconds) => self.now + seconds * SECOND,
            Jump::Days(days) => self.now + days * loyalty::DAY,
            Jump::Midnight(minutes) => (midnight() + minutes * 60 * SECOND).max(self.now + 1),
        };
    }

    pub fn live(&mut self, step: &Step) {
        self.jump(step.jump);
        let card = step.card;
        if !matches!(step.what, Do::Expire | Do::ExpireVouchers | Do::Review | Do::Prolong { .. }) {
            self.clear_due(card);
        }
        self.dispatch(card, step);
        for (real, naive) in self.cards.iter().zip(&self.naive) {
            compare(real, naive);
        }
    }

    pub fn ctx(&self, overridden: bool) -> Context<'a> {
        Context { overridden, ..moment(self.zone, self.now) }
    }

    /// Does a command to a card in both models; says whether it was done.
    pub fn both(
        &mut self,
        card: usize,
        overridden: bool,
        command: Command<'_>,
        naively: impl FnOnce(&mut Naive, &Now<'_>) -> Answer,
    ) -> bool {
        self.set_facts(card, matches!(command, Command::Visit));
        let ctx = self.ctx(overridden);
        let before = self.cards[card].state.clone();
        let real = self.cards[card].run(self.program, command, &ctx);
        let others = self.naive[1 - card].pieces.clone();
        let now = self.naive_now(card, overridden, &others, matches!(command, Command::Visit));
        let waiting = self.naive[card].waiting(&now);
        let naive = self.naive[card].whole(&now, |naive| naively(naive, &now));
        match (&real, &naive) {
            (Ok(decision), Ok(())) => {
                adds_up(&command, &before, &self.cards[card].state, decision);
                true
            }
            (Err(Refusal::WarnFirst { purse, units, until }), Err(Refusal::WarnFirst { .. })) => {
                assert!(waiting.contains(&(purse.clone(), *units, *until)), "{real:?} but {waiting:?}");
                false
            }
            (Err(real), Err(naive)) => {
                assert_eq!(real, naive, "refusals of {command:?}");
                false
            }
            _ => panic!("{command:?}: the rules say {real:?}, the naive model {naive:?}"),
        }
    }

    /// The facts that a store would load.
    pub fn set_facts(&mut self, card: usize, visiting: bool) {
        let joined_on = self.zone.local(self.born).date;
        let last_visit_on = self.last_visit(card, visiting);
        let other = self.cards[1 - card].clone();
        let referral = self.brought.filter(|_| card == 1).map(|same_holder| loyalty::ReferralState { same_holder });
        let birthday = self.birthday.map(|(month, day)| Birthday { month: month as u8, day: day as u8 });
        let state = &mut self.cards[card].state;
        let (tags, lists) = (vec!["regular".to_owned()], Vec::new());
        *state = CardState { joined_on, last_visit_on, referral, birthday, tags, lists, ..std::mem::take(state) };
        self.cards[card].shares_stock_with(&other);
    }

    /// The visit before the one that is open, or that is opening.
    pub fn last_visit(&self, card: usize, visiting: bool) -> Option<loyalty::Date> {
        let visits = &self.visits[card];
        if visiting { visits.last().copied() } else { visits.len().checked_sub(2).map(|before| visits[before]) }
    }

    pub fn naive_now<'n>(
        &self,
        card: usize,
        overridden: bool,
        others: &'n BTreeMap<String, i64>,
        visiting: bool,
    ) -> Now<'n>
    where
        'a: 'n,
    {
        Now {
            at: self.now,
            zone: &self.zone.0,
            program: self.program,
            overridden,
            birthday: self.birthday,
            joined: civil_date(self.zone.local(self.born).date),
            last_visit: self.last_visit(card, visiting).map(civil_date),
            brought: self.brought.filter(|_| card == 1),
            others,
            elsewhere: Elsewhere::default(),
        }
    }

    pub fn clear_due(&mut self, card: usize) {
        for _ in 0..10 {
            let ctx = self.ctx(false);
            self.cards[card].load(self.program, &ctx);
            let first = due(self.program, &self.cards[card].state, &ctx);
            let others = BTreeMap::new();
            let now = self.naive_now(card, false, &others, false);
            let units = self.naive[card].units_are_due(&now);
            let review = self.naive[card].review_is_due(&now);
            match first {
                Some(Command::Expire) => {
                    assert!(units, "only one model lets units lapse");
                    assert!(self.both(card, false, Command::Expire, |naive, now| naive.expire(now)));
                }
                Some(_) => {
                    assert!(!units && review, "only one model reviews the level");
                    assert!(self.both(card, false, Command::ReviewTier, |naive, now| naive.review(now)));
                }
                None => return assert!(!units && !review, "only the naive model has something due"),
            }
        }
        panic!("something is due without end");
    }
}
