//! The history of a card: what each kind of operation is called.

use crate::{Template, list::texts};

texts! {
    /// The words of a card's history.
    History {
        /// Nothing happened yet.
        empty: &'static str,
        /// The next page.
        earlier: &'static str,
        /// Beside what was taken back.
        undone: &'static str,
        /// A reward that came onto the card.
        ready: Template<1>,
        /// `visit`
        visit: &'static str,
        /// `earn`
        purchase: &'static str,
        /// `action`
        action: &'static str,
        /// `redeem`: which reward.
        used: Template<1>,
        /// `spend`
        spent: &'static str,
        /// `gift`: which reward.
        gift: Template<1>,
        /// `adjust`
        adjusted: &'static str,
        /// `referred`
        referred: &'static str,
        /// `membership`
        membership: &'static str,
        /// `prolong`
        prolonged: &'static str,
        /// `expire`
        lapsed: &'static str,
        /// `expire_vouchers`
        rewards_lapsed: &'static str,
        /// `review`
        reviewed: &'static str,
        /// `opening`
        opening: &'static str,
        /// `transfer_out`
        moved_out: &'static str,
        /// `transfer_in`
        moved_in: &'static str,
        /// `void`
        voided: &'static str,
        /// `refund`
        refunded: &'static str,
        /// A kind that a newer server made.
        unknown: &'static str,
    }
}
