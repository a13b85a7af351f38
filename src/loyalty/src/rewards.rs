//! Using rewards: vouchers first, else bought with a full stamp card or with points; and gifts.

use crate::change::Choice;
use crate::draft::Draft;
use crate::{
    CardState, Change, Context, POINTS, Program, PurseKind, Reason, Refusal, Reward, Source, StampCard, Unavailable,
    VoucherState, VoucherStatus,
};

/// Whether there is a piece of it left to give. What is given (gifts, promotions, levels) asks no more than this.
pub(crate) fn in_stock(reward: &Reward, state: &CardState) -> Result<(), Unavailable> {
    if reward.retired {
        return Err(Unavailable::Retired);
    }
    let by_all = state.rewards.iter().find(|count| count.reward == reward.id).map_or(0, |count| count.by_all);
    match reward.stock {
        Some(stock) if by_all >= i64::from(stock) => Err(Unavailable::OutOfStock),
        _ => Ok(()),
    }
}

/// Whether the card may have it now, if it can pay.
pub(crate) fn can_have(
    reward: &Reward,
    program: &Program,
    state: &CardState,
    ctx: &Context<'_>,
) -> Result<(), Unavailable> {
    in_stock(reward, state)?;
    let today = ctx.today();
    if let Some(from) = reward.from.filter(|from| today < *from) {
        return Err(Unavailable::From(from));
    }
    if let Some(until) = reward.until.filter(|until| today > *until) {
        return Err(Unavailable::Until(until));
    }
    if reward.members_only && !state.is_member(ctx.now) {
        return Err(Unavailable::MembersOnly);
    }
    if let Some(id) = &reward.min_tier {
        let needed = program.level(id).map(|(place, _)| place);
        let reached = needed.is_some_and(|needed| state.level(program).is_some_and(|place| place >= needed));
        if !reached {
            return Err(Unavailable::Tier(id.clone()));
        }
    }
    let by_card = state.rewards.iter().find(|count| count.reward == reward.id).map_or(0, |count| count.by_card);
    match reward.per_person {
        Some(max) if by_card >= i64::from(max) => Err(Unavailable::PerPerson { max }),
        _ => Ok(()),
    }
}

/// Vouchers that can be used, those that expire first in front.
pub(crate) fn ready<'s>(state: &'s CardState, ctx: &Context<'_>) -> Vec<&'s VoucherState> {
    let mut ready: Vec<_> = state.vouchers.iter().filter(|voucher| voucher.is_ready(ctx.now)).collect();
    ready.sort_by_key(|voucher| (voucher.expires_at.is_none(), voucher.expires_at, voucher.id));
    ready
}

impl Draft<'_> {
    pub(crate) fn in_stock(&self, reward: &Reward) -> Result<(), Unavailable> {
        in_stock(reward, &self.state)
    }

    pub(crate) fn can_have(&self, reward: &Reward) -> Result<(), Unavailable> {
        can_have(reward, self.program, &self.state, self.ctx)
    }

    pub(crate) fn redeem_voucher(
        &mut self,
        id: [u8; 16],
        choice: Option<&str>,
        confirmed: bool,
    ) -> Result<(), Refusal> {
        let voucher = self.state.vouchers.iter().find(|voucher| voucher.id == id);
        let voucher = voucher.ok_or(Refusal::UnknownVoucher)?.clone();
        match voucher.status {
            VoucherStatus::Used => return Err(Refusal::VoucherUsed),
            VoucherStatus::Expired => return Err(Refusal::VoucherExpired),
            VoucherStatus::Cancelled | VoucherStatus::Moved => return Err(Refusal::UnknownVoucher),
            VoucherStatus::Issued if !voucher.is_ready(self.ctx.now) => return Err(Refusal::VoucherExpired),
            VoucherStatus::Issued => {}
        }
        match choice.filter(|choice| *choice != voucher.reward) {
            Some(choice) => self.use_choice(&voucher, choice, confirmed),
            None if voucher.confirm && !confirmed => Err(Refusal::ConfirmRequired),
            None => {
                self.change(Change::Use { voucher: id, choice: None });
                Ok(())
            }
        }
    }

    /// Uses a voucher for another reward than the one it was issued for: that one returns to the stock.
    fn use_choice(&mut self, voucher: &VoucherState, choice: &str, confirmed: bool) -> Result<(), Refusal> {
        if !voucher.choices.iter().any(|offered| offered == choice) {
            return Err(Refusal::UnknownChoice);
        }
        let reward = self.program.reward(choice).ok_or(Refusal::UnknownReward)?;
        self.can_have(reward).map_err(|why| Refusal::RewardUnavailable { why })?;
        if reward.confirm && !confirmed {
            return Err(Refusal::ConfirmRequired);
        }
        self.stock(&voucher.reward, -1);
        self.stock(choice, 1);
        let taken = Choice {
            issued: voucher.reward.clone(),
            reward: choice.into(),
            title: reward.title.text.clone(),
            unit_cost: reward.unit_cost,
        };
        self.change(Change::Use { voucher: voucher.id, choice: Some(taken) });
        Ok(())
    }

    pub(crate) fn redeem_reward(&mut self, id: &str, confirmed: bool) -> Result<(), Refusal> {
        let vouchers = ready(&self.state, self.ctx);
        let issued = vouchers.iter().find(|voucher| voucher.reward == id);
        let chosen = || vouchers.iter().find(|voucher| voucher.choices.iter().any(|choice| choice == id));
        if let Some(voucher) = issued.or_else(chosen).map(|voucher| voucher.id) {
            return self.redeem_voucher(voucher, Some(id), confirmed);
        }
        let reward = self.program.reward(id).ok_or(Refusal::UnknownReward)?;
        self.can_have(reward).map_err(|why| Refusal::RewardUnavailable { why })?;
        let (purse, kind, price, source) = self.price(reward)?;
        if reward.confirm && !confirmed {
            return Err(Refusal::ConfirmRequired);
        }
        let n = self.take(&purse, kind, price)?;
        if let Source::StampCard(stamp_card) = &source {
            self.because(Reason::Full { stamp_card: stamp_card.clone(), goal: price });
        }
        self.issue(reward, source, Some(n), Vec::new(), true);
        Ok(())
    }

    /// What buys a reward now: a full stamp card that has it, else points.
    fn price(&self, reward: &Reward) -> Result<(String, PurseKind, i64, Source), Refusal> {
        let missing = |card: &StampCard| i64::from(card.goal) - self.state.balance(&card.id);
        let cards = || self.program.stamp_cards.iter().filter(|card| card.rewards().any(|id| id == reward.id));
        if let Some(card) = cards().find(|card| missing(card) <= 0) {
            let source = Source::StampCard(card.id.clone());
            return Ok((card.id.clone(), PurseKind::Stamps, i64::from(card.goal), source));
        }
        let cost = reward.cost.map(i64::from);
        let points_missing = cost.map(|cost| cost - self.state.balance(POINTS));
        if let (Some(cost), Some(..=0)) = (cost, points_missing) {
            return Ok((POINTS.into(), PurseKind::Points, cost, Source::Menu));
        }
        match cards().map(missing).min().or(points_missing) {
            Some(missing) => Err(Refusal::InsufficientBalance { missing }),
            None => Err(Refusal::RewardUnavailable { why: Unavailable::NotForSale }),
        }
    }

    pub(crate) fn gift(&mut self, reward: &str) -> Result<(), Refusal> {
        let reward = self.program.reward(reward).ok_or(Refusal::UnknownReward)?;
        self.in_stock(reward).map_err(|why| Refusal::RewardUnavailable { why })?;
        let gifts = self.state.gifts_today + 1;
        self.day_limit("gifts_per_day_max", gifts, Some(self.program.limits.gifts_per_day_max))?;
        self.decision.totals.gifts = 1;
        self.issue(reward, Source::Gift, None, Vec::new(), false);
        Ok(())
    }
}
