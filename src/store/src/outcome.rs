//! What a use case answers: a result, a refusal for the person, or a failure of the engine.

use std::sync::Arc;

use pass::CardId;
use wire::{Card, Code, Problem};

use crate::cards::Shown;
use crate::context::time;
use crate::{Error, Lang, ShopId};

/// Why a use case did nothing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fault {
    /// The request is refused, with a code and facts for the person; everything the job wrote is undone.
    #[error("refused: {:?}", .0.code)]
    Refused(Box<Problem>),
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] Error),
}

/// What a use case answers.
pub type Outcome<T> = Result<T, Fault>;

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Fault {
        Fault::Refused(Box::new(problem))
    }
}

impl From<Code> for Fault {
    fn from(code: Code) -> Fault {
        Problem::new(code).into()
    }
}

impl From<loyalty::Refusal> for Fault {
    fn from(refusal: loyalty::Refusal) -> Fault {
        problem(refusal).into()
    }
}

/// A refusal of the rules in the words of the wire.
fn problem(refusal: loyalty::Refusal) -> Problem {
    use loyalty::Refusal as R;
    match refusal {
        R::Cooldown { until } => Problem { until: Some(time(until)), ..Code::Cooldown.into() },
        R::LimitReached { limit, until } => {
            Problem { limit: Some(limit.into()), until: until.map(time), ..Code::LimitReached.into() }
        }
        R::InsufficientBalance { missing } => Problem { missing: Some(missing), ..Code::InsufficientBalance.into() },
        R::NothingToDo => Problem::from(Code::InvalidRequest).detail("A quantity and an amount are above zero."),
        R::Overflow => Problem::from(Code::InvalidRequest).detail("The number is too large."),
        R::AmountRequired => Code::AmountRequired.into(),
        R::ConfirmRequired => Code::ConfirmRequired.into(),
        R::VoucherUsed => Code::VoucherUsed.into(),
        R::VoucherExpired => Code::VoucherExpired.into(),
        R::UnknownVoucher => Code::UnknownVoucher.into(),
        R::UnknownReward => Code::UnknownReward.into(),
        R::UnknownStampCard => Code::UnknownStampCard.into(),
        R::AlreadyVoided => Code::AlreadyVoided.into(),
        R::NotVoidable => Code::NotVoidable.into(),
        R::VoidWindowOver => Code::VoidWindowOver.into(),
        R::ManagerRequired => Code::ManagerRequired.into(),
        R::Superseded => Code::Superseded.into(),
        R::MoreThanPaid { left } => Problem { most: Some(left), ..Code::MoreThanPaid.into() },
        other => of_a_kind(other),
    }
}

/// Refusals that only some kinds of programmes know.
fn of_a_kind(refusal: loyalty::Refusal) -> Problem {
    use loyalty::Refusal as R;
    match refusal {
        R::UnknownChoice => Code::UnknownChoice.into(),
        R::RewardUnavailable { why } => {
            Problem { why: Some(unavailable(&why).into()), ..Code::RewardUnavailable.into() }
        }
        R::UnknownAction => Code::UnknownAction.into(),
        R::ActionDone { until } => Problem { until: until.map(time), ..Code::ActionDone.into() },
        R::UnknownPurse => Code::UnknownPurse.into(),
        R::EarnedByVisit => Code::EarnedByVisit.into(),
        R::EarnedFirst => Code::EarnedFirst.into(),
        R::MoreThanBill { bill } => Problem { most: Some(bill), ..Code::MoreThanBill.into() },
        R::LessThanMinimum { least } => Problem { least: Some(least), ..Code::LessThanMinimum.into() },
        R::NoMembership => Code::NoMembership.into(),
        R::NotAMember => Code::NotAMember.into(),
        R::AlreadyMember { until } => Problem { until: until.map(time), ..Code::AlreadyMember.into() },
        R::NotRenewable => Code::NotRenewable.into(),
        other => Problem::from(Code::InvalidRequest).detail(other.to_string()),
    }
}

fn unavailable(why: &loyalty::Unavailable) -> &'static str {
    use loyalty::Unavailable as U;
    match why {
        U::Retired => "retired",
        U::From(_) => "not_yet",
        U::Until(_) => "over",
        U::Tier(_) => "level",
        U::MembersOnly => "members_only",
        U::OutOfStock => "out_of_stock",
        U::PerPerson { .. } => "per_person",
        U::NotForSale => "not_for_sale",
    }
}

/// An answer ready to be sent, kept for whoever sends the same request again.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The JSON body.
    pub json: String,
    /// This is the answer of an earlier request of the same id: nothing was done now.
    pub replayed: bool,
    /// The cards that changed, for whoever watches them.
    pub changed: Vec<Changed>,
    /// A new token to set as the caller's cookie.
    pub token: Option<String>,
}

/// A card that changed.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Its shop.
    pub shop: ShopId,
    /// The card.
    pub card: CardId,
    /// Its version now.
    pub version: u64,
    /// It says of units that they lapse soon, and is the first to, or its customer told another name: whoever shows it reads it anew, and asks for
    /// [`crate::cards::note`] then if there is something to note.
    pub to_note: bool,
    pub(crate) shown: Arc<Shown>,
}

impl Changed {
    /// The whole card, as its customer reads it in this language.
    pub fn seen_in(&self, lang: Lang) -> Card {
        self.shown.to(Some(lang))
    }

    /// The whole card in the shop's own words.
    pub(crate) fn in_own_words(&self) -> Card {
        self.shown.to(None)
    }
}

/// A version of a card is one state of it.
impl PartialEq for Changed {
    fn eq(&self, other: &Self) -> bool {
        let state = |changed: &Changed| (changed.shop, changed.card, changed.version, changed.to_note);
        state(self) == state(other)
    }
}

/// An answer as JSON. The types of the wire always serialize; an error is reported rather than panicked on.
pub(crate) fn to_json(answer: &impl serde::Serialize) -> Outcome<String> {
    serde_json::to_string(answer).map_err(|error| Error::Corrupt(format!("answer: {error}")).into())
}
