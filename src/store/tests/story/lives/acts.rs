//! Each thing that happens, done in the store and decided by the rules.

use std::fmt::Debug;

use loyalty::{Command, MembershipStep, Refusal, VoucherStatus, Zone, to_warn};
use serde_json::{Value, json};
use store::cards::{self, Looked};
use store::{Fault, Lang, office, params, sweep};
use uuid::Uuid;
use wire::{Card, Code, Problem, VisitOpened};

use super::life::{Life, moment};
use crate::programs::{PURSES, REWARDS, reward_name};
use crate::steps::{Bought, Do, Step};
use crate::world::refused;

/// How long a visit takes operations.
const OPEN: i64 = store::visits::VISIT_OPEN_S * loyalty::SECOND;

/// How long a card that was seen needs no new note of it.
const SEEN_AGAIN: i64 = 30 * loyalty::DAY;

impl Life<'_> {
    pub fn dispatch(&mut self, card: usize, step: &Step) {
        self.overridden = step.overridden;
        let card = if self.merged == Some(card) && at_the_counter(&step.what) { self.sent_on(card) } else { card };
        match &step.what {
            Do::Visit => {
                self.visit(card);
            }
            Do::Earn(bought) => self.earn(card, bought),
            Do::Action(number) => {
                let action = format!("a{number}");
                let op = json!({ "kind": "action", "action": action, "overridden": step.overridden });
                self.operate(card, op, Command::Action { action: &action });
            }
            Do::RedeemVoucher { nth, choice, confirmed } => self.redeem_voucher(card, *nth, *choice, *confirmed),
            Do::RedeemReward { reward, confirmed } => {
                let id = if *reward == REWARDS { "none".to_owned() } else { reward_name(*reward) };
                let op = json!({ "kind": "redeem", "reward": id, "confirmed": confirmed });
                self.operate(card, op, Command::RedeemReward { reward: &id, confirmed: *confirmed });
            }
            Do::Spend { amount, bill } => {
                let mut op = json!({ "kind": "spend", "amount": euros(*amount) });
                if let Some(bill) = bill {
                    op["bill"] = euros(*bill);
                }
                self.operate(card, op, Command::Spend { amount: *amount, bill: *bill });
            }
            Do::Gift(reward) => {
                let id = reward_name(*reward);
                let reason = "A long wait";
                let op = json!({ "kind": "gift", "reward": id, "reason": reason, "overridden": step.overridden });
                self.operate(card, op, Command::Gift { reward: &id });
            }
            Do::Adjust { purse, units, reasoned } => {
                let (purse, reason) = (PURSES[*purse], if *reasoned { "A paper card" } else { " " });
                let mut op = json!({ "kind": "adjust", "purse": purse, "units": units, "reason": reason });
                op["overridden"] = json!(step.overridden);
                self.operate(card, op, Command::Adjust { purse, units: *units, reasoned: *reasoned });
            }
            Do::Membership(step) => {
                let word = match step {
                    MembershipStep::Enrol => "enrol",
                    MembershipStep::Renew => "renew",
                    MembershipStep::Cancel => "cancel",
                };
                self.operate(card, json!({ "kind": "membership", "step": word }), Command::Membership(*step));
            }
            Do::Expire | Do::ExpireVouchers | Do::Review => self.sweep(),
            Do::Void { back, by } => self.void(card, *back, *by),
            Do::Refund { back, amount } => self.refund(card, *back, *amount),
            Do::Warn => self.warn(card),
            Do::Channel(there) => self.see(card, *there),
            Do::Open(balances) => self.begin_with(card, balances),
            Do::Prolong { purse, days } => self.give_time(card, PURSES[*purse], *days),
            Do::Move => self.move_or_part(card),
        }
    }

    /// A card that was merged is refused, with the number of the other; whoever came with it is served on that.
    fn sent_on(&mut self, card: usize) -> usize {
        let whose = pass::CardId(self.held[card].card).to_string();
        let req = json!({ "id": self.world.id(), "card_id": whose, "another_purchase": true });
        let refused = self.world.open(&self.maker, serde_json::from_value(req).unwrap(), None).unwrap_err();
        assert_eq!((refused.code, refused.into.as_ref()), (Code::CardMerged, Some(&self.held[1 - card].number)));
        1 - card
    }

    /// The store did what the rules do to this command.
    fn agree(&mut self, card: usize, answer: Result<Card, Problem>, command: Command<'_>) -> bool {
        use Command as C;
        let by_maker = !self.overridden && !matches!(command, C::Gift { .. } | C::Adjust { .. } | C::Opening { .. });
        let ruled = self.decide(card, command, by_maker);
        if let (C::Adjust { reasoned: false, .. }, Err(problem)) = (command, &answer) {
            // Without a reason it is no form of a request, whatever else is wrong with it.
            assert_eq!((problem.code, ruled.is_err()), (Code::InvalidRequest, true));
            return false;
        }
        self.alike(card, answer, ruled, &command)
    }

    /// Both sides answer alike: what the store shows is what a fresh look at it shows, and a refusal is the rules'.
    pub fn alike(
        &mut self,
        card: usize,
        answer: Result<Card, Problem>,
        ruled: Result<(), Refusal>,
        command: &dyn Debug,
    ) -> bool {
        match (answer, ruled) {
            (Ok(shown), Ok(())) => {
                self.is_shown(card, shown);
                true
            }
            // Where there never was credit, the store does not look what the visit's bill earned.
            (Err(problem), Err(Refusal::EarnedFirst)) if !self.knows_credit(card) => {
                assert_eq!(problem.code, Code::InsufficientBalance);
                false
            }
            (Err(problem), Err(refusal)) => {
                assert_eq!(problem, said(refusal), "refusals of {command:?}");
                false
            }
            (store, rules) => panic!("{command:?}: the store says {store:?}, the rules {rules:?}"),
        }
    }

    /// What an answer shows of a card is what a fresh look at it shows.
    pub fn is_shown(&self, card: usize, shown: Card) {
        let mut looked = self.look(card).card;
        // Whoever looks can be told; of whoever is not heard of, the answer to the counter does not suppose so.
        if self.held[card].seen.is_none() {
            looked.expiries.clone_from(&shown.expiries);
        }
        assert_eq!(shown, looked, "what was answered, and what stands in the ledger");
    }

    fn knows_credit(&self, card: usize) -> bool {
        let held = self.ledgers[card].card.state.purse(loyalty::CREDIT).is_some();
        self.program.cashback.is_some() || held
    }

    fn look(&self, card: usize) -> Looked {
        let held = &self.held[card];
        let (holder, card, now) = (held.holder, pass::CardId(held.card).to_string(), self.world.now());
        self.world.read(move |tx| cards::look(tx, holder, &card, now, Lang::En)).unwrap()
    }

    fn visit(&mut self, card: usize) -> bool {
        let (id, now) = (self.world.id(), self.world.now());
        let whose = pass::CardId(self.held[card].card).to_string();
        let req = json!({ "id": id, "card_id": whose, "another_purchase": true, "overridden": self.overridden });
        let actor = if self.overridden { &self.manager } else { &self.maker };
        let opened = self.world.open(actor, serde_json::from_value(req).unwrap(), None);
        let shown = opened.map(|reply| serde_json::from_str::<VisitOpened>(&reply.json).unwrap().card);
        let done = self.agree(card, shown, Command::Visit);
        if done {
            let today = self.zone.local(now).date;
            self.held[card].open = Some((id, now));
            self.held[card].visits.push(today);
            self.refer(card);
        }
        done
    }

    /// Does something in the open visit, or in a new one when there is none.
    fn operate(&mut self, card: usize, mut op: Value, command: Command<'_>) {
        let now = self.world.now();
        let is_open = self.held[card].open.is_some_and(|(_, since)| now <= since + OPEN);
        if !is_open && !self.visit(card) {
            return;
        }
        let (visit, _) = self.held[card].open.expect("a visit that is open");
        op["id"] = json!(self.world.id());
        // A manager corrects, gives, and lets the card pass limits.
        let by_hand = matches!(command, Command::Gift { .. } | Command::Adjust { .. });
        let actor = if by_hand || self.overridden { &self.manager } else { &self.maker };
        let done = self.world.operate(actor, visit, serde_json::from_value(op).unwrap()).map(|done| done.card);
        if !self.waits(card, command, &done) {
            self.agree(card, done, command);
        }
    }

    fn earn(&mut self, card: usize, bought: &Bought) {
        let mut op = json!({ "kind": "earn", "quantity": bought.quantity });
        if let Some(amount) = bought.amount {
            op["amount"] = euros(amount);
        }
        if let Some(stamp_card) = &bought.stamp_card {
            op["stamp_card"] = json!(stamp_card);
        }
        if bought.paid_by_credit > 0 {
            op["paid_by_credit"] = euros(bought.paid_by_credit);
        }
        let tags = bought.tags.iter().map(|(tag, quantity)| json!({ "tag": tag, "quantity": quantity }));
        op["tags"] = tags.collect();
        op["overridden"] = json!(self.overridden);
        let command = Command::Earn {
            stamp_card: bought.stamp_card.as_deref(),
            quantity: bought.quantity,
            amount: bought.amount,
            paid_by_credit: bought.paid_by_credit,
            tags: &bought.tags,
        };
        self.operate(card, op, command);
    }

    /// Balances from elsewhere.
    fn begin_with(&mut self, card: usize, balances: &[(usize, i64)]) {
        let named: Vec<(&str, i64)> = balances.iter().map(|(purse, units)| (PURSES[*purse], *units)).collect();
        let lines = named.iter().map(|(purse, units)| json!({ "purse": purse, "units": units }));
        let req = json!({ "id": self.world.id(), "balances": lines.collect::<Vec<_>>() });
        let (req, ctx, manager) = (serde_json::from_value(req).unwrap(), self.world.context(), self.manager.clone());
        let whose = pass::CardId(self.held[card].card).to_string();
        let begun = refused(self.world.write(move |tx| office::open(tx, &ctx, &manager, &whose, &req)));
        self.agree(card, begun.map(shown), Command::Opening { balances: &named });
    }

    /// The owner gives more time, also to units whose time is over.
    fn give_time(&mut self, card: usize, purse: &str, days: i64) {
        // A time that is over is no form of a request.
        let until = self.world.now() + days.max(1) * loyalty::DAY;
        let at = jiff::Timestamp::from_microsecond(until).unwrap().to_string();
        let req = json!({ "id": self.world.id(), "purse": purse, "until": at });
        let (req, ctx, manager) = (serde_json::from_value(req).unwrap(), self.world.context(), self.manager.clone());
        let whose = pass::CardId(self.held[card].card).to_string();
        let given = refused(self.world.write(move |tx| office::prolong(tx, &ctx, &manager, &whose, &req)));
        self.set_facts(card, false);
        match (given, self.decide_one(card, Command::Prolong { purse, until }, false)) {
            (Ok(_), Ok(())) => {}
            // The office says it in words of its own.
            (Err(problem), Err(Refusal::NothingToDo)) => assert_eq!(problem.code, wire::Code::InvalidRequest),
            (Err(problem), Err(refusal)) => assert_eq!(problem, said(refusal)),
            (store, rules) => panic!("more time: the store says {store:?}, the rules {rules:?}"),
        }
    }

    /// Any voucher that ever was on the card, or one that never was.
    fn redeem_voucher(&mut self, card: usize, nth: usize, choice: Option<usize>, confirmed: bool) {
        let known = &self.ledgers[card].card.state.vouchers;
        let voucher = if known.is_empty() { [5; 16] } else { known[nth % known.len()].id };
        let mut op = json!({ "kind": "redeem", "voucher_id": Uuid::from_bytes(voucher), "confirmed": confirmed });
        let choice = choice.map(reward_name);
        if let Some(choice) = &choice {
            op["choice"] = json!(choice);
        }
        self.operate(card, op, Command::RedeemVoucher { voucher, choice: choice.as_deref(), confirmed });
    }

    /// The sweeper comes by, a card at a time.
    fn sweep(&mut self) {
        let (shop, mut after) = (self.maker.shop(), None);
        loop {
            let ctx = self.world.context();
            let swept = self.world.write(move |tx| sweep::expire_due(tx, &ctx, shop, after, 1)).unwrap();
            after = swept.next;
            if after.is_none() {
                break;
            }
        }
        let now = self.world.now();
        for card in 0..2 {
            self.decide_due(card, false);
            let late =
                |voucher: &loyalty::VoucherState| voucher.status == VoucherStatus::Issued && !voucher.is_ready(now);
            if self.ledgers[card].card.state.vouchers.iter().any(late) {
                self.decide_one(card, Command::ExpireVouchers, false).expect("vouchers that are late");
            }
        }
    }

    /// The customer opens the card, which says what lapses next; of the units that it names for the first time they are told now.
    fn warn(&mut self, card: usize) {
        let looked = self.look(card);
        let (held, now) = (&self.held[card], self.world.now());
        if looked.to_note {
            let (ctx, holder, whose) = (self.world.context(), held.holder, pass::CardId(held.card).to_string());
            self.world.write(move |tx| cards::note(tx, &ctx, holder, &whose, Lang::En)).unwrap();
        }
        if held.seen.is_none_or(|seen| seen < now - SEEN_AGAIN) {
            self.held[card].seen = Some(now);
        }
        self.set_facts(card, false);
        let (zone, hour) = (self.zone.clone(), self.hour);
        let state = &mut self.ledgers[card].card.state;
        state.has_channel = true;
        let shown = |told: &loyalty::ToWarn| {
            let named = looked.card.expiries.iter().filter(|next| next.purse.as_ref() == Some(&told.purse));
            named
                .into_iter()
                .any(|next| next.at.0.parse::<jiff::Timestamp>().unwrap().as_microsecond() == told.expires_at)
        };
        let warns = self.program.warning_days > 0;
        let all = to_warn(self.program, state, &moment(&zone, hour, now));
        let told: Vec<_> = all.iter().filter(|told| warns && shown(told)).cloned().collect();
        for told in &told {
            let purse = state.purses.iter_mut().find(|purse| purse.id == told.purse).expect("a purse that was named");
            for lot in purse.lots.iter_mut().filter(|lot| lot.remaining > 0 && lot.warned_at.is_none()) {
                if lot.expires_at.is_some_and(|at| at <= told.expires_at) {
                    (lot.warned_at, lot.expires_at) = (Some(now), Some(told.expires_at));
                }
            }
        }
        self.tell_naively(card, &all, &told);
    }

    /// The customer is heard of, or never again.
    fn see(&mut self, card: usize, there: bool) {
        let seen = there.then(|| self.world.now());
        self.held[card].seen = seen;
        let row = params![self.held[card].card, seen];
        self.world.write(move |tx| Ok(tx.execute("UPDATE card SET seen_at = $2 WHERE card_id = $1", &row)?)).unwrap();
    }
}

/// What is done with a card that is there; the rest is done with what stands in the books.
fn at_the_counter(what: &Do) -> bool {
    use Do as D;
    !matches!(
        what,
        D::Expire
            | D::ExpireVouchers
            | D::Review
            | D::Move
            | D::Void { .. }
            | D::Refund { .. }
            | D::Warn
            | D::Channel(_)
    )
}

pub fn shown(reply: store::Reply) -> Card {
    serde_json::from_str::<wire::OperationDone>(&reply.json).unwrap().card
}

pub fn euros(minor: i64) -> Value {
    json!({ "minor": minor, "currency": "EUR" })
}

/// A refusal of the rules as the store says it.
fn said(refusal: Refusal) -> Problem {
    match Fault::from(refusal) {
        Fault::Refused(problem) => *problem,
        Fault::Engine(error) => panic!("{error}"),
    }
}
