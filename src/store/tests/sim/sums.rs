//! The ledger's sums against those of what people meant: what was bought and not taken back is on the cards or was spent, to the cent.

use std::collections::{BTreeMap, BTreeSet};

use loyalty::{BelowZero, CREDIT, POINTS};
use store::{Outcome, Tx, cards, params};
use uuid::Uuid;
use wire::{Done, OperationKind};

use crate::intents::{Bought, Meant};
use crate::oracle::effects;
use crate::shops::Fill;
use crate::stage::{PHONES, STAGE};
use crate::world::World;

/// A purse: units, and parts of one by how many parts it has.
#[derive(Clone, Copy)]
struct Held {
    balance: i64,
    carry: (i64, i64),
}

/// What happened and was not taken back.
struct Lived<'a> {
    world: &'a World,
    done: &'a BTreeMap<Uuid, Vec<Done>>,
    taken_back: BTreeSet<Uuid>,
}

impl World {
    pub fn sums_agree(&self, done: &BTreeMap<Uuid, Vec<Done>>) -> Result<(), String> {
        let voids = done.values().flatten().filter(|done| done.kind == OperationKind::Void);
        let lived = Lived { world: self, done, taken_back: voids.filter_map(|done| done.void_of).collect() };
        for phone in 0..PHONES {
            for (purse, fill) in &self.shop().fills {
                lived.purse_agrees(phone, purse, *fill)?;
            }
            lived.day_agrees(phone)?;
            lived.level_agrees(phone)?;
        }
        Ok(())
    }

    /// One row of numbers about a card, zeros when there is none.
    fn numbers<const N: usize>(&self, phone: usize, sql: &'static str, of: &str) -> [i64; N] {
        let (card, of) = (STAGE.phones[phone].card.0, of.to_owned());
        let read = move |tx: &mut dyn Tx| -> Outcome<[i64; N]> {
            let Some(row) = tx.query_one(sql, &params![card, &of])? else { return Ok([0; N]) };
            let mut numbers = [0; N];
            for (column, number) in numbers.iter_mut().enumerate() {
                *number = row.get(column)?;
            }
            Ok(numbers)
        };
        self.server.store().read_blocking(read).unwrap()
    }
}

impl Lived<'_> {
    /// What a phone's owner did, with the operation that it became.
    fn of(&self, phone: usize) -> impl Iterator<Item = (Meant, &Done)> {
        let intents = self.world.intents.iter().filter(move |intent| intent.phone == phone);
        let happened = intents.filter_map(|intent| Some((intent.meant, effects(intent, self.done).next()?)));
        happened.filter(|(_, done)| !self.taken_back.contains(&done.id))
    }

    /// Purchases, with what is left of their money.
    fn purchases(&self, phone: usize) -> impl Iterator<Item = (Bought, i64)> {
        self.of(phone).filter_map(move |(meant, done)| match meant {
            Meant::Earn(bought) => Some((bought, bought.amount.unwrap_or(0) - self.given_back(phone, done.id))),
            _ => None,
        })
    }

    fn given_back(&self, phone: usize, operation: Uuid) -> i64 {
        let parts = self.of(phone).filter_map(|(meant, _)| match meant {
            Meant::Refund(of, amount) if of == operation => Some(amount),
            _ => None,
        });
        parts.sum()
    }

    /// What is on the card, with what it spent, is what was earned.
    fn purse_agrees(&self, phone: usize, purse: &str, fill: Fill) -> Result<(), String> {
        let held = "SELECT balance, carry_numerator, carry_denominator FROM purse WHERE card_id = $1 AND purse = $2";
        let [balance, numerator, denominator] = self.world.numbers(phone, held, purse);
        let held = Held { balance, carry: (numerator, denominator.max(1)) };
        let earned: i64 = self.purchases(phone).map(|(bought, money)| fill.of(&bought, money)).sum();
        let spent = self.spent(phone, purse);
        let (per, (numerator, denominator)) = (fill.per(), held.carry);
        let there = ((held.balance + spent) * denominator + numerator) * per;
        let meant = earned * denominator;
        let is_floor = self.world.shop().program.below_zero == BelowZero::Floor;
        // A shop that bears what goes below zero may have given more than was bought, never less.
        if there == meant || (is_floor && there > meant) {
            return Ok(());
        }
        let carried = format!("{numerator}/{denominator}");
        Err(format!(
            "sum: phone {phone} has {balance} and {carried} of {purse} and spent {spent}, and bought for {earned}/{per}"
        ))
    }

    /// What rewards and payments took out of a purse.
    fn spent(&self, phone: usize, purse: &str) -> i64 {
        let program = &self.world.shop().program;
        if purse == CREDIT {
            let paid = self.of(phone).filter_map(|(meant, _)| match meant {
                Meant::Spend(amount) => Some(amount),
                _ => None,
            });
            return paid.sum();
        }
        let count = |sql, of: &str| -> i64 {
            let [count] = self.world.numbers(phone, sql, of);
            count
        };
        if purse == POINTS {
            let bought = "SELECT COUNT(*) FROM voucher WHERE card_id = $1 AND reward = $2 AND source = 'menu' AND status <> 'cancelled'";
            let menu = program.rewards.iter().filter_map(|reward| Some((reward, i64::from(reward.cost?))));
            return menu.map(|(reward, cost)| cost * count(bought, &reward.id)).sum();
        }
        let full = "SELECT COUNT(*) FROM voucher WHERE card_id = $1 AND source = $2 AND status <> 'cancelled'";
        let goal = program.stamp_cards.iter().find(|card| card.id == purse).map_or(0, |card| i64::from(card.goal));
        goal * count(full, &format!("stamp_card:{purse}"))
    }

    /// The day's money is that of the purchases, and no limit of a day was passed but by what was given without a network.
    fn day_agrees(&self, phone: usize) -> Result<(), String> {
        let day = "SELECT CAST(coalesce(SUM(spend), 0) AS BIGINT), CAST(coalesce(MAX(visits), 0) AS BIGINT),
            CAST(coalesce(MAX(stamps), 0) AS BIGINT) FROM card_day WHERE card_id = $1 AND $2 <> ''";
        let [spend, visits, stamps] = self.world.numbers(phone, day, "any");
        let money: i64 = self.purchases(phone).map(|(_, money)| money).sum();
        let flagged = "SELECT COUNT(*) FROM visit WHERE card_id = $1 AND flags / 512 % 2 = 1 AND $2 <> ''";
        let [let_pass] = self.world.numbers(phone, flagged, "any");
        let limits = &self.world.shop().program.limits;
        let over = |count: i64, max: Option<u32>| max.is_some_and(|max| count > i64::from(max));
        if spend != money {
            return Err(format!("sum: phone {phone} paid {money}, and its days say {spend}"));
        }
        if let_pass == 0 && (over(visits, limits.visits_per_day_max) || over(stamps, Some(limits.stamps_per_day_max))) {
            return Err(format!("limit: phone {phone} had {visits} visits and {stamps} stamps in a day"));
        }
        Ok(())
    }

    /// The level is no lower than the money reaches, and what is missing to the next is what is missing.
    fn level_agrees(&self, phone: usize) -> Result<(), String> {
        let Some(tiers) = &self.world.shop().program.tiers else { return Ok(()) };
        let kit = &STAGE.phones[phone];
        let (holder, id, now) = (self.world.books.holders[phone], kit.card.to_string(), self.world.now);
        let card = self
            .world
            .server
            .store()
            .read_blocking(move |tx| cards::get(tx, holder, &id, now, store::Lang::En))
            .unwrap();
        let money: i64 = self.purchases(phone).map(|(_, money)| money).sum();
        let place = |id: &str| tiers.levels.iter().position(|level| level.id == id);
        let reached = tiers.levels.iter().rposition(|level| level.from <= money);
        let has = card.level.as_ref().and_then(|level| place(&level.id));
        let next = card.level.as_ref().and_then(|level| level.next.as_ref());
        let missing = next.and_then(|next| Some((tiers.levels[place(&next.id)?].from - money).max(0)));
        if has < reached || next.map(|next| next.missing) != missing {
            return Err(format!("level: phone {phone} spent {money} and has {:?}", card.level));
        }
        Ok(())
    }
}
