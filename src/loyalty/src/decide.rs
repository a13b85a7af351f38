//! The decision: a state and a command in, changes or a refusal out.

use crate::change::{Change, Issue, Refusal};
use crate::void::{OperationRecord, Voider};
use crate::{
    CardState, DAY, Expiry, LotId, Micros, Program, PurseKind, PurseState, Reward, StampCard, VoucherState,
    VoucherStatus,
};

/// Something to do with a card.
#[derive(Clone, Copy, Debug)]
pub enum Command<'a> {
    /// Give stamps for a purchase.
    Earn {
        /// Which stamp card; the first when absent.
        stamp_card: Option<&'a str>,
        /// How many items.
        quantity: u32,
        /// What was paid, minor units.
        amount: Option<i64>,
    },
    /// Use the voucher of this id.
    RedeemVoucher {
        /// Its id.
        voucher: [u8; 16],
        /// The customer tapped "use it now", or staff confirms.
        confirmed: bool,
    },
    /// Use a reward by its name: the voucher of it that expires first.
    RedeemReward {
        /// Its id in the programme.
        reward: &'a str,
        /// The customer tapped "use it now", or staff confirms.
        confirmed: bool,
    },
    /// Pay with credit.
    Spend {
        /// Minor units.
        amount: i64,
    },
    /// Give a reward out of goodwill.
    Gift {
        /// Its id in the programme.
        reward: &'a str,
    },
    /// Take an operation back.
    Void {
        /// What it did.
        operation: &'a OperationRecord,
        /// Who asks.
        voider: Voider,
    },
}

/// What `command` does to a card in `state` under `program` at `now`, in the order to write it down.
///
/// The operation gets the number `state.seq + 1`; entries and lots of it are numbered from 0.
pub fn decide(program: &Program, state: &CardState, command: Command<'_>, now: Micros) -> Result<Vec<Change>, Refusal> {
    let mut draft = Draft { program, now, state: state.clone(), entries: 0, changes: Vec::new() };
    match command {
        Command::Earn { stamp_card, quantity, amount } => draft.earn(stamp_card, quantity, amount)?,
        Command::RedeemVoucher { voucher, confirmed } => draft.redeem_voucher(voucher, confirmed)?,
        Command::RedeemReward { reward, confirmed } => draft.redeem_reward(reward, confirmed)?,
        Command::Spend { amount } => draft.spend(amount)?,
        Command::Gift { reward } => draft.gift(reward)?,
        Command::Void { operation, voider } => draft.void(operation, voider)?,
    }
    Ok(draft.changes)
}

/// A decision in the making: a copy of the state that the changes so far were applied to.
pub(crate) struct Draft<'a> {
    pub program: &'a Program,
    pub now: Micros,
    pub state: CardState,
    pub entries: i64,
    pub changes: Vec<Change>,
}

impl Draft<'_> {
    fn earn(&mut self, stamp_card: Option<&str>, quantity: u32, amount: Option<i64>) -> Result<(), Refusal> {
        let program = self.program;
        let card = match stamp_card {
            Some(id) => program.stamp_card(id),
            None => program.stamp_cards.first(),
        };
        let card = card.ok_or(Refusal::UnknownStampCard)?;
        if quantity == 0 || amount.is_some_and(|amount| amount < 0) {
            return Err(Refusal::NothingToDo);
        }
        if quantity > program.limits.quantity_max {
            return Err(Refusal::LimitReached { limit: "quantity_max" });
        }
        let units = i64::from(quantity);
        if self.state.stamps_today + units > i64::from(program.limits.stamps_per_day_max) {
            return Err(Refusal::LimitReached { limit: "stamps_per_day_max" });
        }
        let expires_at = match card.expiry {
            Expiry::Never => None,
            Expiry::Days(days) => Some(self.now + Micros::from(days) * DAY),
        };
        let lot = LotId { seq: self.state.seq + 1, n: self.next_entry() };
        let entry = self.purse(&card.id, PurseKind::Stamps).earn(lot, units, expires_at)?;
        self.changes.push(Change::Entry(entry));
        self.turn_full_cards(card)
    }

    /// A full card turns into its reward; what is over stays on the next card.
    pub(crate) fn turn_full_cards(&mut self, card: &StampCard) -> Result<(), Refusal> {
        let program = self.program;
        let reward = program.reward(&card.reward).ok_or(Refusal::UnknownReward)?;
        let goal = i64::from(card.goal);
        while self.purse(&card.id, PurseKind::Stamps).balance >= goal {
            let n = self.next_entry();
            let entry = self.purse(&card.id, PurseKind::Stamps).spend(n, goal)?;
            self.changes.push(Change::Entry(entry));
            self.issue(reward, Some(n));
        }
        Ok(())
    }

    fn redeem_voucher(&mut self, id: [u8; 16], confirmed: bool) -> Result<(), Refusal> {
        let voucher = self.state.vouchers.iter().find(|voucher| voucher.id == id).ok_or(Refusal::UnknownVoucher)?;
        match voucher.status {
            VoucherStatus::Used => return Err(Refusal::VoucherUsed),
            VoucherStatus::Expired => return Err(Refusal::VoucherExpired),
            VoucherStatus::Cancelled => return Err(Refusal::UnknownVoucher),
            VoucherStatus::Issued if !ready(voucher, self.now) => return Err(Refusal::VoucherExpired),
            VoucherStatus::Issued if voucher.confirm && !confirmed => return Err(Refusal::ConfirmRequired),
            VoucherStatus::Issued => {}
        }
        self.changes.push(Change::Use { voucher: id });
        Ok(())
    }

    fn redeem_reward(&mut self, reward: &str, confirmed: bool) -> Result<(), Refusal> {
        let program = self.program;
        let on_card = self.state.vouchers.iter().filter(|voucher| voucher.reward == reward);
        let first = on_card
            .filter(|voucher| voucher.status == VoucherStatus::Issued && ready(voucher, self.now))
            .min_by_key(|voucher| (voucher.expires_at.is_none(), voucher.expires_at, voucher.id));
        if let Some(voucher) = first {
            return self.redeem_voucher(voucher.id, confirmed);
        }
        program.reward(reward).ok_or(Refusal::UnknownReward)?;
        let missing = program.stamp_cards.iter().filter(|card| card.reward == reward);
        let missing = missing.map(|card| i64::from(card.goal) - self.balance(&card.id)).min();
        Err(Refusal::InsufficientBalance { missing: missing.unwrap_or(1) })
    }

    fn spend(&mut self, amount: i64) -> Result<(), Refusal> {
        if amount <= 0 {
            return Err(Refusal::NothingToDo);
        }
        let n = self.next_entry();
        let entry = self.purse("credit", PurseKind::Credit).spend(n, amount)?;
        self.changes.push(Change::Entry(entry));
        Ok(())
    }

    fn gift(&mut self, reward: &str) -> Result<(), Refusal> {
        let reward = self.program.reward(reward).ok_or(Refusal::UnknownReward)?;
        if self.state.gifts_today >= i64::from(self.program.limits.gifts_per_day_max) {
            return Err(Refusal::LimitReached { limit: "gifts_per_day_max" });
        }
        self.issue(reward, None);
        Ok(())
    }

    fn issue(&mut self, reward: &Reward, entry: Option<i64>) {
        self.changes.push(Change::Issue(Issue {
            entry,
            reward: reward.id.clone(),
            title: reward.title.text.clone(),
            unit_cost: reward.unit_cost,
            expires_at: reward.valid_days.map(|days| self.now + Micros::from(days) * DAY),
            confirm: reward.confirm,
        }));
    }

    fn balance(&self, purse: &str) -> i64 {
        self.state.purses.iter().find(|found| found.id == purse).map_or(0, |found| found.balance)
    }

    pub(crate) fn next_entry(&mut self) -> i64 {
        self.entries += 1;
        self.entries - 1
    }

    pub(crate) fn purse(&mut self, id: &str, kind: PurseKind) -> &mut PurseState {
        let found = self.state.purses.iter().position(|purse| purse.id == id);
        let index = found.unwrap_or_else(|| {
            self.state.purses.push(PurseState::empty(id, kind));
            self.state.purses.len() - 1
        });
        &mut self.state.purses[index]
    }
}

fn ready(voucher: &VoucherState, now: Micros) -> bool {
    voucher.expires_at.is_none_or(|expires_at| now < expires_at)
}
