//! A decision in the making: a copy of the state that the changes so far were applied to, and the few moves that all commands are made of.

use crate::purse::spending_order;
use crate::{
    CardState, Carry, Change, Context, Decision, EntryChange, Issue, LotGrant, LotId, Micros, Program, PurseKind,
    PurseState, Reason, Refusal, Reward, RewardCount, Source, StampCard,
};

/// A decision in the making.
pub(crate) struct Draft<'a> {
    pub program: &'a Program,
    pub ctx: &'a Context<'a>,
    pub state: CardState,
    pub entries: i64,
    pub decision: Decision,
}

impl<'a> Draft<'a> {
    pub fn new(program: &'a Program, state: &CardState, ctx: &'a Context<'a>) -> Draft<'a> {
        Draft { program, ctx, state: state.clone(), entries: 0, decision: Decision::default() }
    }

    pub fn change(&mut self, change: Change) {
        self.decision.changes.push(change);
    }

    pub fn because(&mut self, reason: Reason) {
        self.decision.reasons.push(reason);
    }

    pub fn next_entry(&mut self) -> i64 {
        self.entries += 1;
        self.entries - 1
    }

    pub fn purse(&mut self, id: &str, kind: PurseKind) -> &mut PurseState {
        let found = self.state.purses.iter().position(|purse| purse.id == id);
        let index = found.unwrap_or_else(|| {
            self.state.purses.push(PurseState::empty(id, kind));
            self.state.purses.len() - 1
        });
        &mut self.state.purses[index]
    }

    /// Puts units (> 0) into a purse as a new lot that lapses as the programme says; answers the entry's number.
    pub fn grant(&mut self, purse: &str, kind: PurseKind, units: i64) -> Result<i64, Refusal> {
        let expiry = self.program.purse(purse).map(|(_, expiry)| expiry).unwrap_or_default();
        let expires_at = expiry.lapses_at(self.ctx);
        self.grant_lot(purse, kind, LotGrant { units, expires_at, warned_at: None })
    }

    /// Puts a lot (> 0 units) into a purse; answers the entry's number.
    pub fn grant_lot(&mut self, purse: &str, kind: PurseKind, lot: LotGrant) -> Result<i64, Refusal> {
        let id = LotId { seq: self.state.seq + 1, n: self.next_entry() };
        let entry = self.purse(purse, kind).earn(id, lot)?;
        self.write(entry);
        Ok(id.n)
    }

    /// Takes units (> 0) that are there; answers the entry's number.
    pub fn take(&mut self, purse: &str, kind: PurseKind, units: i64) -> Result<i64, Refusal> {
        let n = self.next_entry();
        let entry = self.purse(purse, kind).spend(n, units)?;
        self.write(entry);
        Ok(n)
    }

    /// Writes an entry down, with what can be said of it.
    pub fn write(&mut self, entry: EntryChange) {
        let purse = || entry.purse.clone();
        if entry.debt < 0 && entry.delta > 0 {
            self.because(Reason::PaidDebt { purse: purse(), units: -entry.debt });
        }
        if entry.debt > 0 {
            self.because(Reason::Owes { purse: purse(), units: entry.debt });
        }
        if !entry.uses.is_empty() {
            self.because(Reason::Lots { purse: purse(), uses: entry.uses.clone() });
        }
        self.change(Change::Entry(entry));
    }

    /// Adds to what a purse keeps below a whole unit.
    pub fn carry(&mut self, purse: &str, kind: PurseKind, delta: Carry) -> Result<(), Refusal> {
        if delta.numerator == 0 {
            return Ok(());
        }
        let kept = &mut self.purse(purse, kind).carry;
        *kept = kept.over(delta.denominator)?.plus(delta)?;
        let after = *kept;
        self.change(Change::Carry { purse: purse.into(), kind, delta, after });
        Ok(())
    }

    /// Passes a limit that is not reached; one that is reached is passed only when a manager says so, and that is noted.
    pub fn limit(&mut self, limit: &'static str, reached: bool, until: Option<Micros>) -> Result<(), Refusal> {
        if !reached {
            return Ok(());
        }
        if !self.ctx.overridden {
            return Err(Refusal::LimitReached { limit, until });
        }
        self.pass(limit);
        Ok(())
    }

    /// A limit of the business day. What was given without a network stands, and is noted.
    pub fn day_limit(&mut self, limit: &'static str, count: i64, max: Option<u32>) -> Result<(), Refusal> {
        let reached = max.is_some_and(|max| count > i64::from(max));
        if reached && self.ctx.there_at.is_some() {
            self.pass(limit);
            return Ok(());
        }
        self.limit(limit, reached, Some(self.ctx.day_ends_at))
    }

    fn pass(&mut self, limit: &'static str) {
        self.because(Reason::Overridden { limit });
        self.change(Change::Override { limit });
    }

    /// Puts a reward onto the card, and takes it from the stock.
    pub fn issue(&mut self, reward: &Reward, source: Source, entry: Option<i64>, choices: Vec<String>, used: bool) {
        self.stock(&reward.id, 1);
        let expires_at = reward.valid_days.map(|days| self.ctx.end_of(self.ctx.today().add_days(i64::from(days))));
        self.change(Change::Issue(Issue {
            entry,
            source,
            reward: reward.id.clone(),
            choices,
            title: reward.title.text.clone(),
            unit_cost: reward.unit_cost,
            expires_at,
            confirm: reward.confirm,
            used,
        }));
    }

    /// Takes pieces from a reward's stock; below zero they return.
    pub fn stock(&mut self, reward: &str, taken: i64) {
        match self.state.rewards.iter_mut().find(|count| count.reward == reward) {
            Some(count) => {
                count.by_all += taken;
                count.by_card += taken;
            }
            None => self.state.rewards.push(RewardCount { reward: reward.into(), by_all: taken, by_card: taken }),
        }
        self.change(Change::Stock { reward: reward.into(), taken });
    }

    /// Full cards turn into their rewards by themselves, if they do that and got stamps in this operation; what is over stays on the next
    /// card. When none of the rewards can be had the stamps stay too: nothing is lost, and the next stamp tries again.
    pub fn turn_full_cards(&mut self) -> Result<(), Refusal> {
        let program = self.program;
        for card in program.stamp_cards.iter().filter(|card| card.automatic) {
            if !self.decision.entries().any(|entry| entry.purse == card.id && entry.delta > 0) {
                continue;
            }
            while self.state.balance(&card.id) >= i64::from(card.goal) {
                if !self.turn_full_card(card)? {
                    self.because(Reason::StaysFull { stamp_card: card.id.clone() });
                    break;
                }
            }
        }
        Ok(())
    }

    fn turn_full_card(&mut self, card: &StampCard) -> Result<bool, Refusal> {
        let program = self.program;
        let mut had = card.rewards().filter_map(|id| program.reward(id)).filter(|reward| self.can_have(reward).is_ok());
        let Some(reward) = had.next() else { return Ok(false) };
        drop(had);
        let goal = i64::from(card.goal);
        let n = self.take(&card.id, PurseKind::Stamps, goal)?;
        self.because(Reason::Full { stamp_card: card.id.clone(), goal });
        let choices = card.rewards().filter(|id| *id != reward.id).map(String::from).collect();
        self.issue(reward, Source::StampCard(card.id.clone()), Some(n), choices, false);
        Ok(true)
    }

    /// Activity renews units that lapse after silence.
    pub fn renew_sliding(&mut self) {
        let program = self.program;
        let purses: Vec<(String, Micros)> = (self.state.purses.iter())
            .filter_map(|purse| {
                let (_, expiry) = program.purse(&purse.id)?;
                expiry.is_sliding().then(|| expiry.lapses_at(self.ctx)).flatten().map(|until| (purse.id.clone(), until))
            })
            .collect();
        for (purse, until) in purses {
            self.prolong(&purse, until);
        }
    }

    /// Gives the units of a purse time until `until`; says whether that made a difference.
    pub fn prolong(&mut self, purse: &str, until: Micros) -> bool {
        let Some(found) = self.state.purses.iter_mut().find(|found| found.id == purse) else { return false };
        let any = found.prolong(until);
        if any {
            found.lots.sort_by_key(spending_order);
            let next_expiry_after = found.next_expiry();
            self.change(Change::Prolong { purse: purse.into(), until, next_expiry_after });
        }
        any
    }
}
