//! Errors on the wire: RFC 9457 `application/problem+json` with a stable code and the facts to say it in words.

use serde::{Deserialize, Serialize};

#[cfg(feature = "details")]
use crate::ProgramFault;
use crate::Time;

/// Why a request was refused. The apps translate [`Code`]s and facts; `title` and `detail` are for people who read the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: the code says which problem it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable machine code.
    pub code: Code,
    /// A short sentence.
    pub title: String,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// `wrong_pin`: tries before this name is locked for a while.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries_left: Option<u32>,
    /// `clock_wrong`: seconds the phone is ahead (negative: behind).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off_by_s: Option<i64>,
    /// `code_used`, `external_ref_used`: when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Time>,
    /// `code_used`: at which till.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// `external_ref_used`: the operation that has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation_id: Option<uuid::Uuid>,
    /// `cooldown`, `limit_reached`, `locked`, `action_done`, `already_member`, `redeem_paused`: until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Time>,
    /// `limit_reached`: the name of the limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
    /// `card_merged`: the number of the card that everything went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<String>,
    /// `insufficient_balance`: units that are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<i64>,
    /// `more_than_bill`, `more_than_paid`: the most there is, in minor units of the shop's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<i64>,
    /// `less_than_minimum`: the least that credit pays at once, in minor units of the shop's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// `reward_unavailable`: `retired`, `not_yet`, `over`, `level`, `members_only`, `out_of_stock`, `per_person` or `not_for_sale`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// `rate_limited`, `busy`: seconds to wait, as in `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u32>,
    /// `invalid_program`, `left_behind`: everything that is wrong, and where.
    #[cfg(feature = "details")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<ProgramFault>,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $status:literal, $title:literal;)+) => {
        /// The stable codes of every refusal, with the HTTP status each has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
            /// A code that a newer server sent.
            #[serde(other)]
            Unknown,
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The HTTP status.
            pub fn status(self) -> u16 {
                match self { $(Code::$name => $status,)+ Code::Unknown => 500 }
            }

            /// A short sentence in English, for people who read the API.
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)+ Code::Unknown => "Something went wrong." }
            }
        }
    };
}

codes! {
    /// The request is not what the endpoint takes.
    InvalidRequest = 422, "The request is not of the form this endpoint takes.";
    /// The body is too large.
    TooLarge = 413, "The request body is over the limit of 64 KiB.";
    /// The request's content type is not JSON.
    JsonRequired = 415, "Send JSON with Content-Type: application/json.";
    /// No such page.
    NotFound = 404, "There is nothing at this address.";
    /// Another method is meant.
    MethodNotAllowed = 405, "This address does not take that method.";
    /// The same id came with another body.
    IdReused = 422, "This id was already used with another body.";
    /// The write came from another site.
    CrossSite = 403, "Writes with a cookie must come from this site.";
    /// Too many requests from one address.
    RateLimited = 429, "Too many requests. Wait a moment.";
    /// The server has more to do than it can.
    Busy = 503, "The server is busy. Try again in a moment.";
    /// The server could not answer in time.
    Timeout = 503, "The server did not answer in time. Send the same request again.";
    /// A fault of the server.
    Internal = 500, "Something went wrong here. Send the same request again.";
    /// No such shop.
    UnknownShop = 404, "There is no shop at this address.";
    /// The public key is not a P-256 point.
    BadPublicKey = 422, "The public key is not a compressed P-256 point in base64url.";
    /// No holder cookie.
    HolderRequired = 401, "This browser holds no card here.";
    /// No till cookie, or a revoked one.
    TillRequired = 401, "This device is not paired with a shop.";
    /// No staff session.
    StaffRequired = 401, "Nobody is signed in at this till.";
    /// The API key is unknown or lacks the scope.
    KeyRefused = 401, "The API key is unknown, revoked, or lacks the scope.";
    /// The pairing code is wrong, used or over.
    BadPairingCode = 422, "This pairing code is wrong, used, or too old.";
    /// The PIN is wrong.
    WrongPin = 401, "The PIN is wrong.";
    /// No card has this recovery code.
    BadRecoveryCode = 422, "No card has this code.";
    /// The hand-off was used, is over, or never was.
    BadHandoffCode = 422, "This way to the home screen was used, or is over.";
    /// The browser holds another card of the shop.
    CardHeld = 409, "This browser holds another card here, with something on it.";
    /// The address brings back another card of the shop.
    EmailTaken = 409, "This address brings back another card here.";
    /// Too many wrong tries.
    Locked = 429, "Too many wrong tries.";
    /// No such member of staff.
    UnknownStaff = 404, "Nobody of that id works here.";
    /// The code is not a pass.
    Malformed = 422, "This is not a Comptoir code.";
    /// The code is of a version this server does not know.
    UnsupportedVersion = 422, "This code is of a newer version.";
    /// The signature is not of this card's key.
    BadSignature = 422, "The signature of this code does not match the card.";
    /// No such card.
    UnknownCard = 422, "No card of this code is known here.";
    /// The card belongs to another shop.
    OtherShop = 409, "This is the card of another shop.";
    /// The shop has blocked the card.
    CardBlocked = 409, "This card is blocked.";
    /// What was on the card went to another.
    CardMerged = 409, "This card was merged into another.";
    /// The key that signed has been revoked.
    KeyRevoked = 409, "This phone's key was revoked.";
    /// The phone's clock is off by more than ten minutes.
    ClockWrong = 409, "The phone's clock is wrong.";
    /// The code is older than one accepted since.
    Replayed = 409, "This code is older than one already used: it may be a screenshot.";
    /// A record of a till without a network is not signed by that till.
    BadTillSignature = 422, "This record is not signed by the till that sends it.";
    /// A till without a network went on for too long, or its record comes too late.
    LeaseOver = 409, "This till was without a network for too long.";
    /// The code opened another visit.
    CodeUsed = 409, "This code was already used.";
    /// The card was at the counter a moment ago.
    Cooldown = 409, "This card was scanned a moment ago.";
    /// A limit of the shop.
    LimitReached = 409, "A limit of the shop is reached.";
    /// No such visit.
    UnknownVisit = 404, "There is no such visit here.";
    /// No such operation.
    UnknownOperation = 404, "There is no such operation here.";
    /// No such stamp card.
    UnknownStampCard = 422, "The programme has no such stamp card.";
    /// No such reward.
    UnknownReward = 422, "The programme has no such reward.";
    /// No such voucher on this card.
    UnknownVoucher = 422, "This card has no such reward.";
    /// The voucher doesn't leave this choice.
    UnknownChoice = 422, "This reward does not leave that choice.";
    /// The reward is there but not for this card, or not now.
    RewardUnavailable = 409, "This reward can't be had now.";
    /// No such action.
    UnknownAction = 422, "The programme has no such action.";
    /// The action was counted already.
    ActionDone = 409, "This was counted already.";
    /// No such purse.
    UnknownPurse = 422, "The programme has no such purse.";
    /// The stamps come with the visit.
    EarnedByVisit = 409, "These stamps come with the visit, not with a purchase.";
    /// The till's receipt was used before.
    ExternalRefUsed = 409, "This receipt was already used.";
    /// The bill has earned; credit pays before.
    EarnedFirst = 409, "This bill has earned already: credit pays before it earns.";
    /// More credit than the bill.
    MoreThanBill = 409, "Credit pays no more than the bill.";
    /// Less credit than is paid at once.
    LessThanMinimum = 409, "Credit pays no less than this at once.";
    /// The programme has no membership.
    NoMembership = 422, "The programme has no membership.";
    /// The card is no member's.
    NotAMember = 409, "This card has no membership.";
    /// The card is a member's.
    AlreadyMember = 409, "This card has a membership already.";
    /// The membership ends for good.
    NotRenewable = 409, "This membership can't be renewed.";
    /// Not enough stamps, points or credit.
    InsufficientBalance = 409, "There is not enough on this card.";
    /// The reward was already used.
    VoucherUsed = 409, "This reward was already used.";
    /// The reward is over.
    VoucherExpired = 409, "This reward has expired.";
    /// The card was moved to another phone by staff a moment ago.
    RedeemPaused = 409, "This card was moved to another phone: what is on it can be used later.";
    /// The programme needs to know what was paid.
    AmountRequired = 422, "The amount is needed.";
    /// Staff must confirm.
    ConfirmRequired = 409, "Staff must confirm this reward.";
    /// It was already taken back.
    AlreadyVoided = 409, "This was already undone.";
    /// Too late to take it back.
    VoidWindowOver = 409, "It is too late to undo this here; a manager still can.";
    /// Somebody else's operation, or something only a manager does.
    ManagerRequired = 403, "This is for a manager, or for whoever did it.";
    /// A void can't be taken back.
    NotVoidable = 409, "This can't be undone.";
    /// Something later stands on it.
    Superseded = 409, "Something later stands on this: undo that first.";
    /// More money than was paid.
    MoreThanPaid = 409, "There is less left to refund.";
    /// The programme has faults; all of them are named.
    InvalidProgram = 422, "This programme can't work as it is.";
    /// No draft to publish.
    NoDraft = 409, "Nothing is being edited: there is no draft to publish.";
    /// Another draft was kept since.
    DraftChanged = 409, "The draft was changed since it was read.";
    /// Customers hold what the new version would no longer have.
    LeftBehind = 409, "Customers hold what this programme no longer has.";
    /// No such version.
    UnknownVersion = 404, "This programme has no such version.";
}

impl Problem {
    /// A problem with no facts yet.
    pub fn new(code: Code) -> Problem {
        Problem {
            kind: "about:blank".into(),
            status: code.status(),
            code,
            title: code.title().into(),
            detail: None,
            tries_left: None,
            off_by_s: None,
            at: None,
            by: None,
            operation_id: None,
            until: None,
            limit: None,
            into: None,
            missing: None,
            most: None,
            least: None,
            why: None,
            retry_after_s: None,
            #[cfg(feature = "details")]
            faults: Vec::new(),
        }
    }

    /// Adds what to do next.
    pub fn detail(mut self, detail: impl Into<String>) -> Problem {
        self.detail = Some(detail.into());
        self
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Problem {
        Problem::new(code)
    }
}
