//! What a card holds after a decision, without a store: for previews, for a till that is offline, and for tests of those who write.

use crate::{
    ActionUse, CardState, CarryRecord, Change, Command, Context, Decision, EntryChange, EntryRecord, IssuedRecord,
    LotId, LotState, OperationRecord, PromotionUse, PurseState, RewardCount, Totals, Transfer, VoucherState,
    VoucherStatus,
};

impl CardState {
    /// Does to the card what the decision says, as its next operation. `id_of` names the voucher that the change of this number issues.
    ///
    /// Counts of the day and the visit are left to [`CardState::count`], because a void counts for the day of what it takes back.
    pub fn apply(&mut self, decision: &Decision, id_of: impl Fn(usize) -> [u8; 16]) {
        self.seq += 1;
        for (index, change) in decision.changes.iter().enumerate() {
            self.apply_change(change, || id_of(index));
        }
    }

    /// Adds totals to the counts of the day and the visit.
    pub fn count(&mut self, totals: &Totals) {
        self.stamps_today += totals.stamps;
        self.points_today += totals.points;
        self.credit_today += totals.credit;
        self.visits_today += totals.visits;
        self.gifts_today += totals.gifts;
        self.manual_today += totals.manual;
        self.earns_by_till_today += totals.earns;
        self.visit.earned_on += totals.spend;
        self.visit.credit_spent = (self.visit.credit_spent + totals.credit_spent - totals.not_earning).max(0);
    }

    fn apply_change(&mut self, change: &Change, id: impl FnOnce() -> [u8; 16]) {
        match change {
            Change::Entry(entry) => self.apply_entry(entry),
            Change::Carry { purse, kind, after, .. } => self.purse_mut(purse, *kind).carry = *after,
            Change::Prolong { purse, until, .. } => {
                if let Some(purse) = self.purses.iter_mut().find(|found| found.id == *purse) {
                    purse.prolong(*until);
                }
            }
            Change::Issue(issue) => self.vouchers.push(VoucherState {
                id: id(),
                reward: issue.reward.clone(),
                choices: issue.choices.clone(),
                status: if issue.used { VoucherStatus::Used } else { VoucherStatus::Issued },
                expires_at: issue.expires_at,
                confirm: issue.confirm,
            }),
            Change::Use { voucher, .. } => self.set(voucher, VoucherStatus::Used),
            Change::Restore { voucher } | Change::MoveBack { voucher } => self.set(voucher, VoucherStatus::Issued),
            Change::Cancel { voucher } => self.set(voucher, VoucherStatus::Cancelled),
            Change::Expire { voucher } => self.set(voucher, VoucherStatus::Expired),
            Change::MoveOut { voucher } => self.set(voucher, VoucherStatus::Moved),
            Change::MoveIn(voucher) => self.vouchers.push(voucher.clone()),
            Change::Stock { reward, taken } => self.apply_stock(reward, *taken),
            Change::Tier { after, .. } => self.tier.clone_from(after),
            Change::TierGift { level, times: 1 } => self.tier_gifts.push(level.clone()),
            Change::TierGift { level, .. } => self.tier_gifts.retain(|given| given != level),
            Change::Membership { after, .. } => self.membership = *after,
            Change::Promotion { promotion, occasion, times } => {
                let (promotion, occasion, times) = (promotion.clone(), *occasion, *times);
                self.promotions.push(PromotionUse { promotion, occasion, times });
            }
            Change::Action { action, times } => self.apply_action(action, *times),
            Change::Basis(_) | Change::Refer { .. } | Change::Override { .. } => {}
        }
    }

    fn purse_mut(&mut self, id: &str, kind: crate::PurseKind) -> &mut PurseState {
        let found = self.purses.iter().position(|purse| purse.id == id);
        let index = found.unwrap_or_else(|| {
            self.purses.push(PurseState::empty(id, kind));
            self.purses.len() - 1
        });
        &mut self.purses[index]
    }

    fn apply_entry(&mut self, entry: &EntryChange) {
        let seq = self.seq;
        let purse = self.purse_mut(&entry.purse, entry.kind);
        for used in &entry.uses {
            if let Some(lot) = purse.lots.iter_mut().find(|lot| lot.id == used.lot) {
                lot.remaining -= used.units;
            }
        }
        if let Some(grant) = entry.grant {
            let id = LotId { seq, n: entry.n };
            let (remaining, expires_at, warned_at) = (grant.units, grant.expires_at, grant.warned_at);
            purse.lots.push(LotState { id, remaining, expires_at, warned_at });
        }
        purse.balance += entry.delta;
        purse.lifetime = entry.lifetime_after;
        purse.debt += entry.debt;
        debug_assert!(purse.holds() && purse.balance == entry.balance_after && purse.debt == entry.debt_after);
    }

    fn set(&mut self, id: &[u8; 16], status: VoucherStatus) {
        if let Some(voucher) = self.vouchers.iter_mut().find(|voucher| voucher.id == *id) {
            voucher.status = status;
        }
    }

    fn apply_stock(&mut self, reward: &str, taken: i64) {
        match self.rewards.iter_mut().find(|count| count.reward == reward) {
            Some(count) => {
                count.by_all += taken;
                count.by_card += taken;
            }
            None => self.rewards.push(RewardCount { reward: reward.into(), by_all: taken, by_card: taken }),
        }
    }

    fn apply_action(&mut self, action: &str, times: i64) {
        match self.actions.iter_mut().find(|used| used.action == action) {
            Some(used) => {
                used.today += times;
                used.ever += times;
            }
            None => self.actions.push(ActionUse { action: action.into(), today: times, ever: times }),
        }
    }
}

impl OperationRecord {
    /// The operation of this number as it is to be remembered, from the decision that made it.
    pub fn of(
        seq: i64,
        command: &Command<'_>,
        decision: &Decision,
        ctx: &Context<'_>,
        id_of: impl Fn(usize) -> [u8; 16],
    ) -> OperationRecord {
        let mut record = OperationRecord {
            seq,
            recorded_at: ctx.now,
            business_day: ctx.business_day,
            is_void: matches!(command, Command::Void { .. } | Command::Refund { .. }),
            is_final: matches!(command, Command::Prolong { .. } | Command::ExpireVouchers | Command::ReviewTier),
            transfer: match command {
                Command::TransferOut => Some(Transfer::Out),
                Command::TransferIn { .. } => Some(Transfer::In),
                _ => None,
            },
            amount: if let Command::Earn { amount, .. } = command { *amount } else { None },
            totals: decision.totals,
            ..OperationRecord::default()
        };
        for (index, change) in decision.changes.iter().enumerate() {
            record.note(change, || id_of(index));
        }
        record
    }

    fn note(&mut self, change: &Change, id: impl FnOnce() -> [u8; 16]) {
        match change {
            Change::Entry(EntryChange { n, purse, kind, delta, debt, uses, .. }) => self.entries.push(EntryRecord {
                n: *n,
                purse: purse.clone(),
                kind: *kind,
                delta: *delta,
                debt: *debt,
                uses: uses.clone(),
            }),
            Change::Carry { purse, kind, delta, .. } => {
                self.carries.push(CarryRecord { purse: purse.clone(), kind: *kind, delta: *delta });
            }
            Change::Basis(basis) => self.bases.push(basis.clone()),
            Change::Issue(issue) => {
                let (voucher, reward) = (id(), issue.reward.clone());
                if issue.used {
                    self.used = Some(voucher);
                }
                self.issued.push(IssuedRecord { voucher, reward, entry: issue.entry, source: issue.source.clone() });
            }
            Change::Use { voucher, choice } => {
                self.used = Some(*voucher);
                self.choice = choice.as_ref().map(|choice| (choice.issued.clone(), choice.reward.clone()));
            }
            Change::MoveOut { voucher } => self.moved.push(*voucher),
            Change::MoveIn(voucher) => self.moved.push(voucher.id),
            Change::Tier { before, after } => {
                let before = self.tier.take().map_or_else(|| before.clone(), |(before, _)| before);
                self.tier = Some((before, after.clone()));
            }
            Change::TierGift { level, times: 1 } => self.tier_gifts.push(level.clone()),
            Change::Membership { before, after } => self.membership = Some((*before, *after)),
            Change::Promotion { promotion, occasion, times: 1 } => self.promotions.push((promotion.clone(), *occasion)),
            Change::Action { action, times: 1 } => self.actions.push(action.clone()),
            _ => {}
        }
    }
}
