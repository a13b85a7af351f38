//! The naive model's card: every stamp, point and cent is a token of its own, a balance is a count of tokens, and every sum is made anew
//! from the list of operations.

mod acts;
mod compare;
mod holdings;
mod lapse;
pub mod moves;
pub mod now;
mod redeem;
mod undo;
mod visits;

use std::collections::BTreeMap;

use jiff::civil;
use loyalty::{MembershipState, Micros, PurseKind, Refusal, VoucherStatus};

pub use self::compare::compare;
use self::now::Now;
use crate::programs::PURSES;

pub type Answer<T = ()> = Result<T, Refusal>;

/// One stamp, one point or one minor unit of credit.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub purse: usize,
    /// The operation, and the act that granted it.
    pub born: (i64, usize),
    pub expires: Option<Micros>,
    pub warned: Option<Micros>,
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    Free,
    /// By an act that may be taken back.
    Taken(usize),
    Gone,
}

/// What an operation did to the tokens, in order.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Granted {
        id: usize,
        purse: usize,
        units: i64,
    },
    /// With the debt that it added (taken over) or, below zero, cleared.
    Took {
        id: usize,
        purse: usize,
        debt: i64,
    },
}

#[derive(Clone, Debug)]
pub struct Voucher {
    /// Where its id stands among others: which goes first of two that lapse at once.
    pub place: [u8; 16],
    pub reward: String,
    pub choices: Vec<String>,
    pub status: VoucherStatus,
    pub expires: Option<Micros>,
    pub confirm: bool,
}

/// How money earned.
#[derive(Clone, Copy, Debug)]
pub struct Earned {
    pub purse: usize,
    pub act: Option<usize>,
    pub num: i64,
    pub den: i64,
    pub carry: i64,
    pub percent: i64,
    pub on_top: i64,
}

impl Earned {
    /// Units and what is carried, of so much money.
    pub fn of(&self, money: i64) -> (i64, i64) {
        let share = money * self.num + self.carry;
        let whole = if share < 0 { 0 } else { share / self.den };
        (whole * self.percent / 100 + self.on_top, share - whole * self.den)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    pub level: usize,
    pub since: civil::Date,
    pub review: Micros,
    pub grace: bool,
}

#[derive(Clone, Debug)]
pub struct Issued {
    pub voucher: usize,
    pub paid_by: Option<usize>,
    /// `t:` and a level, `p:` and a promotion, or nothing to remember.
    pub from: String,
}

/// What an operation did.
#[derive(Clone, Debug, Default)]
pub struct Op {
    pub day: i64,
    pub at: Micros,
    pub visit: usize,
    pub is_void: bool,
    pub is_final: bool,
    pub went_out: bool,
    pub moved: bool,
    pub voided: bool,
    pub bill: Option<i64>,
    pub money: i64,
    pub refunded: i64,
    pub acts: Vec<Act>,
    /// Purses that units went back to.
    pub gave_back: Vec<usize>,
    pub earned: Vec<Earned>,
    pub carried: Vec<(usize, i64)>,
    pub issued: Vec<Issued>,
    pub used: Option<usize>,
    pub choice: Option<(String, String)>,
    pub vouchers_moved: Vec<usize>,
    pub tier: Option<Option<Tier>>,
    pub gifts: Vec<usize>,
    pub membership: Option<(Option<MembershipState>, Option<MembershipState>)>,
    pub promotions: Vec<(String, i64)>,
    pub actions: Vec<String>,
    pub visits: i64,
    pub earns: i64,
    pub gifts_made: i64,
    pub by_hand: i64,
    pub credit_spent: i64,
    /// Stamps, points, credit that count for the day.
    pub counted: [i64; 3],
}

impl Op {
    pub fn money_left(&self) -> i64 {
        (self.money - self.refunded).max(0)
    }

    /// What still counts of stamps, points or credit.
    pub fn counts(&self, kind: PurseKind) -> i64 {
        if self.voided {
            return 0;
        }
        let purses = self.earned.iter().filter(|earned| kind_of(earned.purse) == kind);
        let lost: i64 = purses.map(|earned| earned.of(self.money).0 - earned.of(self.money_left()).0).sum();
        self.counted[kind as usize] - if self.refunded > 0 { lost } else { 0 }
    }
}

pub fn kind_of(purse: usize) -> PurseKind {
    [PurseKind::Stamps, PurseKind::Stamps, PurseKind::Points, PurseKind::Credit][purse]
}

pub fn purse_of(name: &str) -> usize {
    PURSES.iter().position(|purse| *purse == name).expect("a purse of the test")
}

/// A card as a heap of tokens.
#[derive(Clone, Debug, Default)]
pub struct Naive {
    pub tokens: Vec<Token>,
    pub owed: [i64; 4],
    pub carry: [i64; 4],
    pub vouchers: Vec<Voucher>,
    pub ops: Vec<Op>,
    pub acts: usize,
    pub tier: Option<Tier>,
    pub tier_gifts: Vec<usize>,
    pub membership: Option<MembershipState>,
    pub given: Vec<(String, i64)>,
    pub pieces: BTreeMap<String, i64>,
    pub visit: usize,
    pub has_channel: bool,
    /// The operation in the making.
    pub op: Op,
}

impl Naive {
    pub fn free(&self, purse: usize) -> Vec<usize> {
        let here = |i: &usize| self.tokens[*i].purse == purse && self.tokens[*i].place == Place::Free;
        let mut free: Vec<usize> = (0..self.tokens.len()).filter(here).collect();
        free.sort_by_key(|i| (self.tokens[*i].expires.is_none(), self.tokens[*i].expires, self.tokens[*i].born));
        free
    }

    pub fn balance(&self, purse: usize) -> i64 {
        let here = |token: &&Token| token.purse == purse && token.place == Place::Free;
        self.tokens.iter().filter(here).count() as i64 - self.owed[purse]
    }

    fn act(&mut self) -> usize {
        self.acts += 1;
        self.acts
    }

    pub fn grant(&mut self, now: &Now<'_>, purse: usize, units: i64) -> usize {
        let expires = now.expiry(purse).and_then(|expiry| now.lapses(expiry));
        self.grant_as(purse, units, expires, None)
    }

    pub fn grant_as(&mut self, purse: usize, units: i64, expires: Option<Micros>, warned: Option<Micros>) -> usize {
        let id = self.act();
        let paid = units.min(self.owed[purse]);
        self.owed[purse] -= paid;
        let born = (self.ops.len() as i64 + 1, id);
        for _ in paid..units {
            self.tokens.push(Token { purse, born, expires, warned, place: Place::Free });
        }
        self.op.acts.push(Act::Granted { id, purse, units });
        id
    }

    pub fn take(&mut self, purse: usize, units: i64) -> Answer<usize> {
        let balance = self.balance(purse);
        if balance < units {
            return Err(Refusal::InsufficientBalance { missing: units - balance });
        }
        let free: Vec<usize> = self.free(purse).into_iter().take(units as usize).collect();
        Ok(self.take_tokens(purse, &free, 0))
    }

    pub fn take_tokens(&mut self, purse: usize, tokens: &[usize], debt: i64) -> usize {
        let id = self.act();
        for i in tokens {
            self.tokens[*i].place = Place::Taken(id);
        }
        self.op.acts.push(Act::Took { id, purse, debt });
        id
    }

    /// Takes back what an act granted: its own tokens first, then any; what is missing is owed or borne by the shop.
    pub fn ungrant(&mut self, id: usize, purse: usize, units: i64, owes: bool) {
        let free = self.free(purse);
        let (own, other): (Vec<usize>, Vec<usize>) = free.into_iter().partition(|i| self.tokens[*i].born.1 == id);
        let mut tokens = own.into_iter().chain(other);
        for _ in 0..units {
            match tokens.next() {
                Some(i) => self.tokens[i].place = Place::Gone,
                None if owes => self.owed[purse] += 1,
                None => {}
            }
        }
    }

    /// Gives back what an act took.
    pub fn untake(&mut self, now: &Now<'_>, id: usize, purse: usize, debt: i64) {
        for token in self.tokens.iter_mut().filter(|token| token.place == Place::Taken(id)) {
            token.place = Place::Free;
        }
        let undone = debt.min(self.owed[purse]);
        self.owed[purse] -= undone;
        if debt > undone {
            self.grant(now, purse, debt - undone);
        }
    }
}
