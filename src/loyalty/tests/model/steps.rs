//! What happens in a random life, done to the rules and to the naive model at once, and compared after each step.

use std::collections::BTreeMap;

use loyalty::{
    Birthday, CardState, Command, Context, MembershipStep, Micros, Program, PromotionKind, Refusal, SECOND, Voider,
    Zone, due, moved, to_warn,
};
use proptest::option;
use proptest::prelude::*;

use crate::acts::Bought;
use crate::naive::{Answer, Naive, Now, Place, civil_date};
use crate::programs::{PURSES, REWARDS, reward_name};
use crate::support::{Card, RealZone, moment, voucher_id};

/// How far the clock jumps.
#[derive(Clone, Copy, Debug)]
pub enum Jump {
    Seconds(i64),
    Days(i64),
    /// So many minutes from the next midnight.
    Midnight(i64),
}

/// What happens next.
#[derive(Clone, Debug)]
pub enum Do {
    Visit,
    Earn(Bought),
    Action(usize),
    RedeemVoucher { nth: usize, choice: Option<usize>, confirmed: bool },
    RedeemReward { reward: usize, confirmed: bool },
    Spend { amount: i64, bill: Option<i64> },
    Gift(usize),
    Adjust { purse: usize, units: i64, reasoned: bool },
    Open(Vec<(usize, i64)>),
    Membership(MembershipStep),
    Prolong { purse: usize, days: i64 },
    Expire,
    ExpireVouchers,
    Review,
    Move,
    Void { back: usize, by: Voider },
    Refund { back: usize, amount: i64 },
    Warn,
    Channel(bool),
}

#[derive(Clone, Debug)]
pub struct Step {
    jump: Jump,
    card: usize,
    overridden: bool,
    what: Do,
}

pub fn step() -> impl Strategy<Value = Step> {
    let jump = prop_oneof![
        8 => (1_i64..500).prop_map(Jump::Seconds),
        3 => (600_i64..100_000).prop_map(Jump::Seconds),
        2 => (1_i64..40).prop_map(Jump::Days),
        2 => (-2_i64..3).prop_map(Jump::Midnight),
    ];
    let card = prop_oneof![4 => Just(0_usize), 1 => Just(1)];
    (jump, card, prop::bool::weighted(0.2), what()).prop_map(|(jump, card, overridden, what)| Step {
        jump,
        card,
        overridden,
        what,
    })
}

fn what() -> impl Strategy<Value = Do> {
    let membership =
        prop_oneof![Just(MembershipStep::Enrol), Just(MembershipStep::Renew), Just(MembershipStep::Cancel)];
    let by = prop_oneof![2 => Just(Voider::Maker), 4 => Just(Voider::Manager), 1 => Just(Voider::Colleague)];
    let adjust = (0..PURSES.len(), -6_i64..9, prop::bool::weighted(0.9));
    let balances = prop::collection::vec((0..PURSES.len(), 0_i64..15), 0..3);
    prop_oneof![
        12 => Just(Do::Visit),
        16 => bought().prop_map(Do::Earn),
        3 => (0_usize..4).prop_map(Do::Action),
        4 => (0_usize..8, option::of(0..REWARDS), prop::bool::weighted(0.8))
            .prop_map(|(nth, choice, confirmed)| Do::RedeemVoucher { nth, choice, confirmed }),
        6 => (0..REWARDS + 1, prop::bool::weighted(0.8))
            .prop_map(|(reward, confirmed)| Do::RedeemReward { reward, confirmed }),
        6 => (0_i64..20, option::of(10_i64..60)).prop_map(|(amount, bill)| Do::Spend { amount, bill }),
        2 => (0..REWARDS).prop_map(Do::Gift),
        2 => adjust.prop_map(|(purse, units, reasoned)| Do::Adjust { purse, units, reasoned }),
        1 => balances.prop_map(Do::Open),
        2 => membership.prop_map(Do::Membership),
        1 => (0..PURSES.len(), -3_i64..60).prop_map(|(purse, days)| Do::Prolong { purse, days }),
        1 => Just(Do::Expire),
        2 => Just(Do::ExpireVouchers),
        1 => Just(Do::Review),
        1 => Just(Do::Move),
        10 => (0_usize..8, by).prop_map(|(back, by)| Do::Void { back, by }),
        6 => (0_usize..6, 1_i64..500).prop_map(|(back, amount)| Do::Refund { back, amount }),
        2 => Just(Do::Warn),
        2 => any::<bool>().prop_map(Do::Channel),
    ]
}

fn bought() -> impl Strategy<Value = Bought> {
    let card =
        option::weighted(0.25, prop_oneof![4 => Just("s0"), 2 => Just("s1"), 1 => Just("none")].prop_map(String::from));
    let quantity = prop_oneof![8 => 1_u32..6, 1 => 0_u32..20];
    let amount = option::weighted(0.8, 0_i64..500);
    let paid = prop_oneof![4 => Just(0_i64), 1 => 0_i64..60];
    let tags = prop::collection::vec((prop_oneof![Just("tea"), Just("cake"), Just("soup")], 0_u32..4), 0..3);
    (card, quantity, amount, paid, tags).prop_map(|(stamp_card, quantity, amount, paid_by_credit, tags)| Bought {
        stamp_card,
        quantity,
        amount,
        paid_by_credit,
        tags,
    })
}

/// Two cards of one shop, in both models.
pub struct Life<'a> {
    program: &'a Program,
    zone: &'a RealZone,
    now: Micros,
    born: Micros,
    birthday: Option<(i8, i8)>,
    brought: Option<bool>,
    cards: [Card; 2],
    naive: [Naive; 2],
    /// Local days of the visits of each card.
    visits: [Vec<loyalty::Date>; 2],
    /// Moves: the card that things left with its operation, and the operation on the other.
    moves: Vec<(usize, usize, usize)>,
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

    fn jump(&mut self, jump: Jump) {
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
        self.compare(0);
        self.compare(1);
    }

    fn dispatch(&mut self, card: usize, step: &Step) {
        let over = step.overridden;
        match &step.what {
            Do::Visit => self.visit(card, over),
            Do::Earn(bought) => {
                let command = Command::Earn {
                    stamp_card: bought.stamp_card.as_deref(),
                    quantity: bought.quantity,
                    amount: bought.amount,
                    paid_by_credit: bought.paid_by_credit,
                    tags: &bought.tags,
                };
                self.both(card, over, command, |naive, now| naive.earn(now, bought));
            }
            Do::Action(number) => {
                let action = format!("a{number}");
                self.both(card, over, Command::Action { action: &action }, |naive, now| naive.action(now, &action));
            }
            Do::RedeemVoucher { nth, choice, confirmed } => self.redeem_voucher(card, *nth, *choice, *confirmed),
            Do::RedeemReward { reward, confirmed } => {
                let id = if *reward == REWARDS { "none".to_owned() } else { reward_name(*reward) };
                let command = Command::RedeemReward { reward: &id, confirmed: *confirmed };
                self.both(card, over, command, |naive, now| naive.redeem_reward(now, &id, *confirmed));
            }
            Do::Spend { amount, bill } => {
                let command = Command::Spend { amount: *amount, bill: *bill };
                self.both(card, over, command, |naive, now| naive.spend(now, *amount, *bill));
            }
            Do::Gift(reward) => {
                let id = reward_name(*reward);
                self.both(card, over, Command::Gift { reward: &id }, |naive, now| naive.gift(now, &id));
            }
            Do::Adjust { purse, units, reasoned } => {
                let command = Command::Adjust { purse: PURSES[*purse], units: *units, reasoned: *reasoned };
                self.both(card, over, command, |naive, now| naive.adjust(now, *purse, *units, *reasoned));
            }
            Do::Open(balances) => {
                let named: Vec<(&str, i64)> = balances.iter().map(|(purse, units)| (PURSES[*purse], *units)).collect();
                let command = Command::Opening { balances: &named };
                self.both(card, over, command, |naive, now| naive.open(now, balances));
            }
            Do::Membership(step) => {
                self.both(card, over, Command::Membership(*step), |naive, now| naive.membership(now, *step));
            }
            Do::Prolong { purse, days } => {
                let until = self.now + days * loyalty::DAY;
                let command = Command::Prolong { purse: PURSES[*purse], until };
                self.both(card, over, command, |naive, now| naive.give_time(now, *purse, until));
            }
            Do::Expire => {
                self.both(card, over, Command::Expire, |naive, now| naive.expire(now));
            }
            Do::ExpireVouchers => {
                self.both(card, over, Command::ExpireVouchers, |naive, now| naive.expire_vouchers(now));
            }
            Do::Review => {
                self.both(card, over, Command::ReviewTier, |naive, now| naive.review(now));
            }
            Do::Move => self.move_all(card),
            Do::Void { back, by } => self.void(card, *back, *by),
            Do::Refund { back, amount } => self.refund(card, *back, *amount),
            Do::Warn => self.warn(card),
            Do::Channel(there) => {
                self.cards[card].state.has_channel = *there;
                self.naive[card].has_channel = *there;
            }
        }
    }

    fn ctx(&self, overridden: bool) -> Context<'a> {
        Context { overridden, ..moment(self.zone, self.now) }
    }

    /// Does a command to a card in both models; says whether it was done.
    fn both(
        &mut self,
        card: usize,
        overridden: bool,
        command: Command<'_>,
        naively: impl FnOnce(&mut Naive, &Now<'_>) -> Answer,
    ) -> bool {
        self.set_facts(card, matches!(command, Command::Visit));
        let ctx = self.ctx(overridden);
        let real = self.cards[card].run(self.program, command, &ctx);
        let others = self.naive[1 - card].pieces.clone();
        let now = self.naive_now(card, overridden, &others, matches!(command, Command::Visit));
        let waiting = self.naive[card].waiting(&now);
        let naive = self.naive[card].whole(&now, |naive| naively(naive, &now));
        match (&real, &naive) {
            (Ok(_), Ok(())) => true,
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
    fn set_facts(&mut self, card: usize, visiting: bool) {
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
    fn last_visit(&self, card: usize, visiting: bool) -> Option<loyalty::Date> {
        let visits = &self.visits[card];
        if visiting { visits.last().copied() } else { visits.len().checked_sub(2).map(|before| visits[before]) }
    }

    fn naive_now<'n>(&self, card: usize, overridden: bool, others: &'n BTreeMap<String, i64>, visiting: bool) -> Now<'n>
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
        }
    }

    fn clear_due(&mut self, card: usize) {
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

    fn visit(&mut self, card: usize, over: bool) {
        if !self.both(card, over, Command::Visit, |naive, now| naive.visit(now)) {
            return;
        }
        self.visits[card].push(self.zone.local(self.now).date);
        let brings = |promotion: &loyalty::Promotion| matches!(promotion.kind, PromotionKind::Referral { .. });
        let given = self.cards[card].records.last().expect("the visit").promotions.clone();
        for promotion in self.program.promotions.iter().filter(|promotion| brings(promotion)) {
            if given.iter().any(|(id, _)| *id == promotion.id) {
                self.clear_due(1 - card);
                let id = promotion.id.as_str();
                self.both(1 - card, over, Command::Referred { promotion: id }, |naive, now| naive.referred(now, id));
            }
        }
    }

    fn redeem_voucher(&mut self, card: usize, nth: usize, choice: Option<usize>, confirmed: bool) {
        let known = &self.cards[card].state.vouchers;
        let (number, voucher) = match known.len() {
            0 => (usize::MAX, voucher_id(u64::MAX)),
            some => (nth % some, known[nth % some].id),
        };
        let choice = choice.map(reward_name);
        let command = Command::RedeemVoucher { voucher, choice: choice.as_deref(), confirmed };
        self.both(card, false, command, |naive, now| naive.redeem_voucher(now, number, choice.as_deref(), confirmed));
    }

    fn move_all(&mut self, card: usize) {
        let other = 1 - card;
        self.clear_due(other);
        let mut leaves = moved(&self.cards[card].state);
        let load = self.naive[card].load();
        if !self.both(card, false, Command::TransferOut, |naive, _| naive.leave()) {
            return;
        }
        for voucher in &mut leaves.vouchers {
            voucher.id = self.cards[other].next_voucher();
        }
        let command = Command::TransferIn { moved: &leaves };
        assert!(self.both(other, false, command, |naive, now| naive.arrive(now, &load)), "what left must arrive");
        let number = |card: &Card| card.records.len() - 1;
        self.moves.push((card, number(&self.cards[card]), number(&self.cards[other])));
    }

    fn void(&mut self, card: usize, back: usize, by: Voider) {
        let Some(number) = self.cards[card].records.len().checked_sub(back + 1) else { return };
        let pair = self
            .moves
            .iter()
            .find(|(from, out, came)| (*from == card && *out == number) || (*from != card && *came == number));
        let Some((from, out, came)) = pair.copied() else {
            self.void_one(card, number, by);
            return;
        };
        self.clear_due(1 - card);
        if self.void_one(1 - from, came, by) {
            assert!(self.void_one(from, out, by), "both sides of a move are voided");
        }
    }

    fn void_one(&mut self, card: usize, number: usize, by: Voider) -> bool {
        let operation = self.cards[card].records[number].clone();
        let command = Command::Void { operation: &operation, voider: by };
        self.both(card, false, command, |naive, now| naive.void(now, number, by))
    }

    fn refund(&mut self, card: usize, back: usize, amount: i64) {
        let earnings = |(_, record): &(usize, &loyalty::OperationRecord)| record.amount.is_some();
        let numbers: Vec<usize> =
            self.cards[card].records.iter().enumerate().filter(earnings).map(|(number, _)| number).collect();
        let Some(number) = numbers.iter().rev().nth(back).copied() else { return };
        let operation = self.cards[card].records[number].clone();
        let command = Command::Refund { operation: &operation, amount, voider: Voider::Manager };
        self.both(card, false, command, |naive, now| naive.refund(now, number, amount));
    }

    /// Shows the customer what lapses soon.
    fn warn(&mut self, card: usize) {
        let ctx = self.ctx(false);
        let others = BTreeMap::new();
        let now = self.naive_now(card, false, &others, false);
        let naive = self.naive[card].warn(&now);
        let told = to_warn(self.program, &self.cards[card].state, &ctx);
        let real: BTreeMap<String, i64> = told.iter().map(|told| (told.purse.clone(), told.units)).collect();
        assert_eq!(real, naive, "units to be warned of");
        for told in told {
            let purse = self.cards[card].state.purses.iter_mut().find(|purse| purse.id == told.purse);
            for lot in &mut purse.expect("a purse that was named").lots {
                let soon = lot.expires_at.is_some_and(|at| at <= told.expires_at);
                if lot.remaining > 0 && lot.warned_at.is_none() && soon {
                    lot.warned_at = Some(self.now);
                }
            }
        }
    }

    fn compare(&self, card: usize) {
        let (real, naive) = (&self.cards[card].state, &self.naive[card]);
        for (number, name) in PURSES.iter().enumerate() {
            let purse = real.purse(name);
            let facts = purse.map_or((0, 0, 0), |purse| (purse.balance, purse.debt, purse.carry.numerator));
            let (owed, carry) = (naive.owed[number], naive.carry[number]);
            assert_eq!(facts, (naive.balance(number), owed, carry), "balance, debt and carry of {name}");
            let mut lots = BTreeMap::new();
            for lot in purse.iter().flat_map(|purse| &purse.lots).filter(|lot| lot.remaining > 0) {
                *lots.entry((lot.expires_at, lot.warned_at)).or_insert(0) += lot.remaining;
            }
            let mut tokens = BTreeMap::new();
            let free = |token: &&crate::naive::Token| token.purse == number && token.place == Place::Free;
            for token in naive.tokens.iter().filter(free) {
                *tokens.entry((token.expires, token.warned)).or_insert(0) += 1;
            }
            assert_eq!(lots, tokens, "lots of {name}");
        }
        self.compare_status(card, real, naive);
    }

    fn compare_status(&self, card: usize, real: &CardState, naive: &Naive) {
        let mine: Vec<_> = real.vouchers.iter().map(|v| (&v.reward, v.status, v.expires_at, v.confirm)).collect();
        let other: Vec<_> = naive.vouchers.iter().map(|v| (&v.reward, v.status, v.expires, v.confirm)).collect();
        assert_eq!(mine, other, "vouchers");
        let level = real.tier.as_ref().map(|tier| (tier.level.clone(), tier.review_at, tier.in_grace));
        let naive_level = naive.tier.as_ref().map(|tier| (format!("l{}", tier.level), tier.review, tier.grace));
        assert_eq!(level, naive_level, "level");
        assert_eq!(real.membership, naive.membership, "membership");
        let mut given = BTreeMap::new();
        for used in &real.promotions {
            *given.entry((used.promotion.clone(), used.occasion)).or_insert(0) += used.times;
        }
        given.retain(|_, times| *times != 0);
        let mut naively = BTreeMap::new();
        for given in &naive.given {
            *naively.entry(given.clone()).or_insert(0) += 1;
        }
        assert_eq!(given, naively, "promotions given");
        for count in &real.rewards {
            assert_eq!(count.by_card, *naive.pieces.get(&count.reward).unwrap_or(&0), "pieces of {}", count.reward);
        }
        assert_eq!(self.cards[card].records.len(), naive.ops.len(), "operations");
    }
}
