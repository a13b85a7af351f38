//! The decision: a state and a command in, changes or a refusal out.

use crate::draft::Draft;
use crate::{CardState, Command, Context, Decision, Program, Refusal, due};

/// What `command` does to a card in `state` under `program` at the moment `ctx`.
///
/// The operation gets the number `state.seq + 1`; entries and lots of it are numbered from 0.
///
/// # Errors
/// A [`Refusal`] with its facts; nothing is to be written then. [`Refusal::DueFirst`] says that the caller forgot to ask [`due`].
pub fn decide(
    program: &Program,
    state: &CardState,
    command: Command<'_>,
    ctx: &Context<'_>,
) -> Result<Decision, Refusal> {
    if !clears_what_is_due(&command) && due(program, state, ctx).is_some() {
        return Err(Refusal::DueFirst);
    }
    let mut draft = Draft::new(program, state, ctx);
    draft.run(command)?;
    draft.turn_full_cards()?;
    if counts_for_levels(&command) {
        draft.step_up();
    }
    if is_activity(&command) {
        draft.renew_sliding();
    }
    Ok(draft.decision)
}

fn clears_what_is_due(command: &Command<'_>) -> bool {
    matches!(command, Command::Expire | Command::ExpireVouchers | Command::ReviewTier | Command::Prolong { .. })
}

/// Levels rise with what a customer does, not with what is given, moved or taken back.
fn counts_for_levels(command: &Command<'_>) -> bool {
    matches!(command, Command::Visit | Command::Earn { .. } | Command::Action { .. } | Command::Referred { .. })
}

/// What renews units that lapse after silence.
fn is_activity(command: &Command<'_>) -> bool {
    match command {
        Command::Visit | Command::Earn { .. } | Command::Action { .. } | Command::Spend { .. } => true,
        Command::RedeemVoucher { .. } | Command::RedeemReward { .. } => true,
        Command::Void { .. } | Command::Refund { .. } => true,
        Command::Gift { .. } | Command::Adjust { .. } | Command::Referred { .. } | Command::Membership(_) => false,
        Command::Opening { .. } | Command::TransferOut | Command::TransferIn { .. } => false,
        Command::Prolong { .. } | Command::Expire | Command::ExpireVouchers | Command::ReviewTier => false,
    }
}

impl Draft<'_> {
    fn run(&mut self, command: Command<'_>) -> Result<(), Refusal> {
        match command {
            Command::Visit => self.visit(),
            Command::Earn { stamp_card, quantity, amount, paid_by_credit, tags } => {
                self.earn(&crate::earn::Purchase { stamp_card, quantity, amount, paid_by_credit, tags })
            }
            Command::Action { action } => self.action(action),
            Command::RedeemVoucher { voucher, choice, confirmed } => self.redeem_voucher(voucher, choice, confirmed),
            Command::RedeemReward { reward, confirmed } => self.redeem_reward(reward, confirmed),
            Command::Spend { amount, bill } => self.spend(amount, bill),
            Command::Gift { reward } => self.gift(reward),
            Command::Adjust { purse, units, reasoned } => self.adjust(purse, units, reasoned),
            Command::Referred { promotion } => self.referred(promotion),
            Command::Membership(step) => self.membership(step),
            Command::Prolong { purse, until } => self.give_time(purse, until),
            Command::Expire => self.expire(),
            Command::ExpireVouchers => self.expire_vouchers(),
            Command::ReviewTier => self.review_tier(),
            Command::Opening { balances } => self.open(balances),
            Command::TransferOut => self.transfer_out(),
            Command::TransferIn { moved } => self.transfer_in(moved),
            Command::Void { operation, voider } => self.void(operation, voider),
            Command::Refund { operation, amount, voider } => self.refund(operation, amount, voider),
        }
    }
}
