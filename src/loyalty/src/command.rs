//! What can be done with a card, and what the rules must be told of the moment.

use crate::{Date, LocalTime, Micros, Moved, OperationRecord, Voider, Zone};

/// Something to do with a card.
#[derive(Clone, Copy, Debug)]
pub enum Command<'a> {
    /// The card is at the counter: what comes with a visit (stamps and points by visit, welcome, birthday, milestone, referral). Run once
    /// for each visit, before anything else in it. Nothing to write is a good answer; the visit counts all the same.
    Visit,
    /// A purchase.
    Earn {
        /// Which stamp card; when absent the first that counts items, and each whose tag is among `tags`.
        stamp_card: Option<&'a str>,
        /// How many items.
        quantity: u32,
        /// The whole bill, minor units.
        amount: Option<i64>,
        /// Of it, paid with credit or rewards, minor units. Credit spent in this visit is known without it; the larger of both counts.
        paid_by_credit: i64,
        /// Items by their tags.
        tags: &'a [(&'a str, u32)],
    },
    /// The customer did something that the shop gives points for.
    Action {
        /// Its name in the programme.
        action: &'a str,
    },
    /// Use the voucher of this id.
    RedeemVoucher {
        /// Its id.
        voucher: [u8; 16],
        /// The reward the customer takes, if the voucher leaves a choice; what was issued when absent.
        choice: Option<&'a str>,
        /// The customer tapped "use it now", or staff confirms.
        confirmed: bool,
    },
    /// Use a reward by its name: the voucher of it that expires first; without one it is bought, with a full stamp card if there is one,
    /// else with points from the menu.
    RedeemReward {
        /// Its id in the programme.
        reward: &'a str,
        /// The customer tapped "use it now", or staff confirms.
        confirmed: bool,
    },
    /// Pay with credit, before the visit's bill earns.
    Spend {
        /// Minor units.
        amount: i64,
        /// The bill, minor units, if it is known: credit pays no more.
        bill: Option<i64>,
    },
    /// Give a reward out of goodwill.
    Gift {
        /// Its id in the programme.
        reward: &'a str,
    },
    /// Correct a purse by hand.
    Adjust {
        /// The purse.
        purse: &'a str,
        /// Units more, or less below zero.
        units: i64,
        /// A reason was given, which the store keeps.
        reasoned: bool,
    },
    /// A friend this card brought came for the first time: its side of a referral.
    Referred {
        /// The promotion's id.
        promotion: &'a str,
    },
    /// Begin, renew or end a membership.
    Membership(MembershipStep),
    /// The owner gives more time: no unit of the purse lapses before `until`. Run without [`crate::due`] before it, so that it also reaches
    /// units whose time is over, and those that came back because their expiry was voided.
    Prolong {
        /// The purse.
        purse: &'a str,
        /// Not before.
        until: Micros,
    },
    /// Let units lapse that are due.
    Expire,
    /// Let vouchers lapse that are due.
    ExpireVouchers,
    /// Look at the level again, when that is due.
    ReviewTier,
    /// Balances from elsewhere: a paper card, an import.
    Opening {
        /// Purses and units.
        balances: &'a [(&'a str, i64)],
    },
    /// Everything leaves for another card: units by lots, carries, vouchers. What leaves is [`crate::moved`] of the same state.
    TransferOut,
    /// Everything comes from another card.
    TransferIn {
        /// What [`crate::moved`] said of the other card, its vouchers under the ids they will have here.
        moved: &'a Moved,
    },
    /// Take an operation back.
    Void {
        /// What it did.
        operation: &'a OperationRecord,
        /// Who asks.
        voider: Voider,
    },
    /// Take back what a part of an earning's money earned. The refund of the last of it takes everything back, as a void does.
    Refund {
        /// What it did.
        operation: &'a OperationRecord,
        /// Of the bill, minor units. Money goes back before what was paid with credit or rewards.
        amount: i64,
        /// Who asks.
        voider: Voider,
    },
}

/// What to do with a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipStep {
    /// Begin.
    Enrol,
    /// Begin the next period where this one ends, or now when it is over.
    Renew,
    /// End now.
    Cancel,
}

/// The moment of a command.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// When it happens.
    pub now: Micros,
    /// When the customer was there, if that is told later by a till that had no network. Promotions are those of that moment, and a limit of the
    /// day, which that till could not know of, takes back nothing that it gave.
    pub there_at: Option<Micros>,
    /// The business day it is counted on.
    pub business_day: Date,
    /// When the business day ends: until then its limits hold.
    pub day_ends_at: Micros,
    /// A manager lets the card pass the limits.
    pub overridden: bool,
    /// The shop's time zone.
    pub zone: &'a dyn Zone,
}

impl Context<'_> {
    /// The local day of `now`.
    pub fn today(&self) -> Date {
        self.zone.local(self.now).date
    }

    /// The wall clock when the customer was there.
    pub(crate) fn there(&self) -> LocalTime {
        self.zone.local(self.there_at.unwrap_or(self.now))
    }

    /// The instant at which a local day is over.
    pub(crate) fn end_of(&self, date: Date) -> Micros {
        self.zone.midnight(date.add_days(1))
    }
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context")
            .field("now", &self.now)
            .field("business_day", &self.business_day)
            .finish_non_exhaustive()
    }
}
