//! What a card holds when a command arrives: only what the rules ask about.
//!
//! Counts named `…_today` are of the running business day, before the command, less what was voided. The store keeps them by adding
//! [`crate::Totals`] of each decision to the day (and, for a void, to the day of the operation that is taken back).

use crate::{Carry, Date, Micros, Program, PurseKind};

/// A card as the rules see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardState {
    /// The number of its last operation, 0 when there is none.
    pub seq: i64,
    /// Its purses; one that is missing is empty.
    pub purses: Vec<PurseState>,
    /// Rewards that were issued and not yet used, cancelled or expired; and any that the command names or the operation it voids issued.
    pub vouchers: Vec<VoucherState>,
    /// Stamps earned today, all stamp cards.
    pub stamps_today: i64,
    /// Points earned today.
    pub points_today: i64,
    /// Credit earned today, minor units.
    pub credit_today: i64,
    /// Visits today.
    pub visits_today: i64,
    /// Gifts that this member of staff made today, all cards.
    pub gifts_today: i64,
    /// Adjustments and opening balances that this member of staff made today, all cards.
    pub manual_today: i64,
    /// Earnings that this till recorded today, all cards.
    pub earns_by_till_today: i64,
    /// Visits ever, before this one: [`crate::Command::Visit`] operations that were not voided.
    pub visits: i64,
    /// What was done in the visit so far.
    pub visit: VisitState,
    /// The local day on which the card was made.
    pub joined_on: Date,
    /// The local day of the visit before this one; none at the first.
    pub last_visit_on: Option<Date>,
    /// The customer's birthday, if they gave it.
    pub birthday: Option<Birthday>,
    /// Tags the shop put on the card.
    pub tags: Vec<String>,
    /// Lists the card is on.
    pub lists: Vec<String>,
    /// Its level; none before it reached one.
    pub tier: Option<TierState>,
    /// What [`crate::Tiers::basis`] counts over the days from [`crate::Tiers::period_start`] to today, before the command: a sum of
    /// [`crate::Totals`] by business day.
    pub tier_count: i64,
    /// Levels whose entry gift it was given, and that were not taken back.
    pub tier_gifts: Vec<String>,
    /// Its membership; none before the first.
    pub membership: Option<MembershipState>,
    /// Promotions it was given, and that were not taken back: a sum of [`crate::Change::Promotion`].
    pub promotions: Vec<PromotionUse>,
    /// Actions it was given points for, and that were not taken back.
    pub actions: Vec<ActionUse>,
    /// Pieces of rewards that have a stock or a limit per person. A reward that is missing was never given.
    pub rewards: Vec<RewardCount>,
    /// Who brought it, if a friend did.
    pub referral: Option<ReferralState>,
    /// The customer can be told that units lapse: a card that was opened lately, an e-mail, a push subscription.
    pub has_channel: bool,
}

/// What was done in the visit so far, less what was voided. A visit has one bill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VisitState {
    /// Money that earned in it, minor units.
    pub earned_on: i64,
    /// Credit spent in it that has not yet lowered an earning: sum of [`crate::Totals::credit_spent`] less [`crate::Totals::not_earning`],
    /// not below zero.
    pub credit_spent: i64,
}

/// One unit on a card. Always `balance = Σ lots.remaining − debt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurseState {
    /// The stamp card's id, [`crate::POINTS`] or [`crate::CREDIT`].
    pub id: String,
    /// What it counts.
    pub kind: PurseKind,
    /// Units now; below zero when a void took back what was already used.
    pub balance: i64,
    /// Units ever earned; falls only by voids.
    pub lifetime: i64,
    /// Units owed: earned later, they pay this first.
    pub debt: i64,
    /// What earlier spends left over below a whole unit.
    pub carry: Carry,
    /// What was earned and remains, and any lot that a void may give back to.
    pub lots: Vec<LotState>,
}

impl PurseState {
    /// An empty purse.
    pub fn empty(id: &str, kind: PurseKind) -> PurseState {
        PurseState { id: id.into(), kind, balance: 0, lifetime: 0, debt: 0, carry: Carry::default(), lots: Vec::new() }
    }

    /// The law that every purse keeps.
    pub fn holds(&self) -> bool {
        let remaining: i64 = self.lots.iter().map(|lot| lot.remaining).sum();
        self.balance == remaining - self.debt && self.debt >= 0 && self.lots.iter().all(|lot| lot.remaining >= 0)
    }

    /// When the next units lapse.
    pub fn next_expiry(&self) -> Option<Micros> {
        self.lots.iter().filter(|lot| lot.remaining > 0).filter_map(|lot| lot.expires_at).min()
    }
}

/// Which lot: the operation that granted it and the entry within.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LotId {
    /// The operation's number on the card.
    pub seq: i64,
    /// The entry's number in the operation, from 0.
    pub n: i64,
}

/// Units earned together. They stay together: units that were spent and come back lapse when their lot does by then, and were told of with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LotState {
    /// Which.
    pub id: LotId,
    /// Units left.
    pub remaining: i64,
    /// When they lapse; never when absent.
    pub expires_at: Option<Micros>,
    /// When the customer was first shown or sent that these units lapse at `expires_at`; the store clears it when `expires_at` moves.
    pub warned_at: Option<Micros>,
}

/// A reward that is on the card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoucherState {
    /// Its id, 16 bytes.
    pub id: [u8; 16],
    /// The reward's id in the programme it was issued under.
    pub reward: String,
    /// Rewards the customer may take in its place, by their ids.
    pub choices: Vec<String>,
    /// Where it stands.
    pub status: VoucherStatus,
    /// Until when it can be used.
    pub expires_at: Option<Micros>,
    /// Whether the customer must confirm its use.
    pub confirm: bool,
}

impl VoucherState {
    /// Whether it can be used at `now`.
    pub fn is_ready(&self, now: Micros) -> bool {
        self.status == VoucherStatus::Issued && self.expires_at.is_none_or(|expires_at| now < expires_at)
    }
}

/// Where a voucher stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VoucherStatus {
    /// Ready.
    #[default]
    Issued,
    /// Used.
    Used,
    /// Taken back by a void.
    Cancelled,
    /// Its time is over.
    Expired,
    /// It went to another card.
    Moved,
}

/// A day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birthday {
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A card's level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierState {
    /// The level's id.
    pub level: String,
    /// The local day on which it was reached.
    pub since: Date,
    /// When it is looked at again: the first instant of a local day.
    pub review_at: Micros,
    /// The last review found too little; the next one lets the level fall if that is still so.
    pub in_grace: bool,
}

/// A card's membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MembershipState {
    /// When it began.
    pub since: Micros,
    /// When it ends or ended; never when absent.
    pub valid_until: Option<Micros>,
}

impl MembershipState {
    /// Whether it holds at `now`.
    pub fn is_active(&self, now: Micros) -> bool {
        self.valid_until.is_none_or(|until| now < until)
    }
}

/// A promotion that the card was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromotionUse {
    /// The promotion's id.
    pub promotion: String,
    /// Which occasion: the birthday's year, else 0.
    pub occasion: i64,
    /// How often.
    pub times: i64,
}

/// An action that the card was given points for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionUse {
    /// The action's name.
    pub action: String,
    /// How often today.
    pub today: i64,
    /// How often ever.
    pub ever: i64,
}

/// Pieces of a reward that were issued, less those that were cancelled or lapsed unused: a sum of [`crate::Change::Stock`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardCount {
    /// The reward's id.
    pub reward: String,
    /// By all cards of the shop.
    pub by_all: i64,
    /// By this card.
    pub by_card: i64,
}

/// A friend brought this card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferralState {
    /// Both cards are held by the same browser or member: that is not a friend.
    pub same_holder: bool,
}

impl CardState {
    /// The purse of this id, if it was ever used.
    pub fn purse(&self, id: &str) -> Option<&PurseState> {
        self.purses.iter().find(|purse| purse.id == id)
    }

    /// Units in a purse.
    pub fn balance(&self, purse: &str) -> i64 {
        self.purse(purse).map_or(0, |purse| purse.balance)
    }

    /// The place of the card's level in the programme, from below.
    pub(crate) fn level(&self, program: &Program) -> Option<usize> {
        self.tier.as_ref().and_then(|tier| program.level(&tier.level)).map(|(place, _)| place)
    }

    /// Whether the card is a member's at `now`.
    pub fn is_member(&self, now: Micros) -> bool {
        self.membership.is_some_and(|membership| membership.is_active(now))
    }

    pub(crate) fn promotion_uses(&self, promotion: &str, occasion: i64) -> i64 {
        let same = |used: &&PromotionUse| used.promotion == promotion && used.occasion == occasion;
        self.promotions.iter().filter(same).map(|used| used.times).sum()
    }
}
