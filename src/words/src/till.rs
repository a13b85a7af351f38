//! What the shared parts say only at a till: lengths of time, and the refusals that staff meets.

use wire::Code;

use crate::{Plural, Sentences, Template, list::texts};

texts! {
    /// The words of a till.
    Till {
        /// Takes it back.
        undo: &'static str,
        /// Does nothing after all.
        cancel: &'static str,
        /// Something is on its way.
        wait: &'static str,
        /// Lengths of time, for sentences: "20 seconds".
        seconds: Plural<0>,
        /// "37 minutes"
        minutes: Plural<0>,
        /// "1 hour"
        hours: Plural<0>,
        /// "2 days"
        days: Plural<0>,
        /// `wrong_pin`, when nobody says how many tries are left.
        wrong_pin: Sentences<0>,
        /// How many tries are left: the second sentence of `wrong_pin`.
        tries_left: Plural<0>,
        /// `locked`
        locked: Sentences<0>,
        /// `locked`, `(time)`
        locked_until: Sentences<1>,
        /// `limit_reached`, by the limit's name in the programme; `limit` is any other. The second sentence is in `limit`.
        limit: Sentences<0>,
        /// `quantity_max`
        quantity_max: &'static str,
        /// `stamps_per_day_max`
        stamps_per_day_max: &'static str,
        /// `points_per_day_max`
        points_per_day_max: &'static str,
        /// `credit_per_day_max`
        credit_per_day_max: &'static str,
        /// `visits_per_day_max`
        visits_per_day_max: &'static str,
        /// `gifts_per_day_max`
        gifts_per_day_max: &'static str,
        /// `manual_per_staff_day_max`
        manual_per_staff_day_max: &'static str,
        /// `earns_per_till_day_max`
        earns_per_till_day_max: &'static str,
        /// `(time)`: a sentence behind that of a limit, from when on it counts anew.
        again_from: Template<1>,
        /// `insufficient_balance`
        not_enough: Sentences<0>,
        /// `insufficient_balance`, `(units that are missing)`
        not_enough_by: Sentences<1>,
        /// `card_merged`
        merged: Sentences<0>,
        /// `card_merged`, `(number of the other card)`
        merged_into: Sentences<1>,
        /// `till_required`
        till_required: Sentences<0>,
        /// `staff_required`
        staff_required: Sentences<0>,
        /// `key_refused`
        key_refused: Sentences<0>,
        /// `bad_pairing_code`
        bad_pairing_code: Sentences<0>,
        /// `unknown_staff`
        unknown_staff: Sentences<0>,
        /// `malformed`
        malformed: Sentences<0>,
        /// `unsupported_version`
        unsupported_version: Sentences<0>,
        /// `bad_signature`
        bad_signature: Sentences<0>,
        /// `unknown_card`
        unknown_card: Sentences<0>,
        /// `other_shop`
        other_shop: Sentences<0>,
        /// `card_blocked`
        card_blocked: Sentences<0>,
        /// `key_revoked`
        key_revoked: Sentences<0>,
        /// `replayed`
        replayed: Sentences<0>,
        /// `bad_till_signature`
        bad_till_signature: Sentences<0>,
        /// `lease_over`
        lease_over: Sentences<0>,
        /// `unknown_visit`
        unknown_visit: Sentences<0>,
        /// `unknown_operation`
        unknown_operation: Sentences<0>,
        /// `unknown_stamp_card`, `unknown_reward`, `unknown_choice`, `unknown_action`, `unknown_purse`
        program_changed: Sentences<0>,
        /// `unknown_voucher`
        unknown_voucher: Sentences<0>,
        /// `voucher_used`
        voucher_used: Sentences<0>,
        /// `voucher_expired`
        voucher_expired: Sentences<0>,
        /// `redeem_paused`
        redeem_paused: Sentences<0>,
        /// `redeem_paused`, `(day and time)`
        redeem_paused_until: Sentences<1>,
        /// `amount_required`
        amount_required: Sentences<0>,
        /// `confirm_required`
        confirm_required: Sentences<0>,
        /// `already_voided`
        already_voided: Sentences<0>,
        /// `void_window_over`
        void_window_over: Sentences<0>,
        /// `manager_required`
        manager_required: Sentences<0>,
        /// `reward_unavailable`
        reward_unavailable: Sentences<0>,
        /// `action_done`
        action_done: Sentences<0>,
        /// `earned_by_visit`
        earned_by_visit: Sentences<0>,
        /// `external_ref_used`
        external_ref_used: Sentences<0>,
        /// `earned_first`
        earned_first: Sentences<0>,
        /// `more_than_bill`
        more_than_bill: Sentences<0>,
        /// `less_than_minimum`
        less_than_minimum: Sentences<0>,
        /// `no_membership`, `not_a_member`
        no_membership: Sentences<0>,
        /// `already_member`
        already_member: Sentences<0>,
        /// `not_renewable`
        not_renewable: Sentences<0>,
        /// `superseded`
        superseded: Sentences<0>,
        /// `more_than_paid`
        more_than_paid: Sentences<0>,
        /// `not_voidable`
        not_voidable: Sentences<0>,
    }
}

impl Till {
    /// What staff is told of a refusal, if there are no facts to say with it.
    pub fn refusal(&self, code: Code) -> Option<&Sentences<0>> {
        Some(match code {
            Code::WrongPin => &self.wrong_pin,
            Code::Locked => &self.locked,
            Code::LimitReached => &self.limit,
            Code::InsufficientBalance => &self.not_enough,
            Code::CardMerged => &self.merged,
            Code::TillRequired => &self.till_required,
            Code::StaffRequired => &self.staff_required,
            Code::KeyRefused => &self.key_refused,
            Code::BadPairingCode => &self.bad_pairing_code,
            Code::UnknownStaff => &self.unknown_staff,
            Code::Malformed => &self.malformed,
            Code::UnsupportedVersion => &self.unsupported_version,
            Code::BadSignature => &self.bad_signature,
            Code::UnknownCard => &self.unknown_card,
            Code::OtherShop => &self.other_shop,
            Code::CardBlocked => &self.card_blocked,
            Code::KeyRevoked => &self.key_revoked,
            Code::Replayed => &self.replayed,
            Code::BadTillSignature => &self.bad_till_signature,
            Code::LeaseOver => &self.lease_over,
            Code::UnknownVisit => &self.unknown_visit,
            Code::UnknownOperation => &self.unknown_operation,
            Code::UnknownStampCard
            | Code::UnknownReward
            | Code::UnknownChoice
            | Code::UnknownAction
            | Code::UnknownPurse => &self.program_changed,
            Code::UnknownVoucher => &self.unknown_voucher,
            Code::VoucherUsed => &self.voucher_used,
            Code::VoucherExpired => &self.voucher_expired,
            Code::RedeemPaused => &self.redeem_paused,
            Code::AmountRequired => &self.amount_required,
            Code::ConfirmRequired => &self.confirm_required,
            Code::AlreadyVoided => &self.already_voided,
            Code::VoidWindowOver => &self.void_window_over,
            Code::ManagerRequired => &self.manager_required,
            Code::RewardUnavailable => &self.reward_unavailable,
            Code::ActionDone => &self.action_done,
            Code::EarnedByVisit => &self.earned_by_visit,
            Code::ExternalRefUsed => &self.external_ref_used,
            Code::EarnedFirst => &self.earned_first,
            Code::MoreThanBill => &self.more_than_bill,
            Code::LessThanMinimum => &self.less_than_minimum,
            Code::NoMembership | Code::NotAMember => &self.no_membership,
            Code::AlreadyMember => &self.already_member,
            Code::NotRenewable => &self.not_renewable,
            Code::Superseded => &self.superseded,
            Code::MoreThanPaid => &self.more_than_paid,
            Code::NotVoidable => &self.not_voidable,
            _ => return None,
        })
    }

    /// Which limit of the shop is reached, by its name in the programme; none if it has no sentence of its own.
    pub fn limit_named(&self, name: &str) -> Option<&'static str> {
        Some(match name {
            "quantity_max" => self.quantity_max,
            "stamps_per_day_max" => self.stamps_per_day_max,
            "points_per_day_max" => self.points_per_day_max,
            "credit_per_day_max" => self.credit_per_day_max,
            "visits_per_day_max" => self.visits_per_day_max,
            "gifts_per_day_max" => self.gifts_per_day_max,
            "manual_per_staff_day_max" => self.manual_per_staff_day_max,
            "earns_per_till_day_max" => self.earns_per_till_day_max,
            _ => return None,
        })
    }

    /// A length of time, roughly, for sentences: "20 seconds", "37 minutes".
    pub fn duration(&self, seconds: i64) -> String {
        match seconds.abs() {
            s @ 0..60 => self.seconds.of(s, []),
            s @ 60..3600 => self.minutes.of(s / 60, []),
            s @ 3600..86_400 => self.hours.of(s / 3600, []),
            s => self.days.of(s / 86_400, []),
        }
    }
}
