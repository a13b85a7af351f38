//! What the counter says.

use crate::{Plural, Sentences, Template, list::texts};

texts! {
    /// The counter's words.
    Counter {
        /// The page's title.
        title: &'static str,
        /// First screen of a new device.
        pair_title: &'static str,
        /// Who has a code for it.
        pair_hint: &'static str,
        /// The field for the code.
        pair_code: &'static str,
        /// The field for the device's name.
        pair_name: &'static str,
        /// What the device is called if nobody says otherwise.
        pair_name_default: &'static str,
        /// Pairs.
        pair_go: &'static str,
        /// Above the names of the team.
        who_title: &'static str,
        /// There are none.
        who_none: &'static str,
        /// `(name)`: above the PIN.
        pin_title: Template<1>,
        /// `(digits)`: how many digits stand there, for screen readers.
        pin_dots: Template<1>,
        /// Takes the last digit away.
        delete: &'static str,
        /// Back to the names.
        someone_else: &'static str,
        /// What to do with the camera.
        aim: &'static str,
        /// What the camera's picture is, for screen readers.
        camera_view: &'static str,
        /// It is not there yet.
        camera_starting: &'static str,
        /// The person or the system said no.
        camera_denied: Sentences<0>,
        /// There is none.
        camera_missing: Sentences<0>,
        /// Another app has it.
        camera_busy: Sentences<0>,
        /// The page is not secure.
        camera_insecure: Sentences<0>,
        /// Asks for it again.
        camera_again: &'static str,
        /// The camera's light.
        torch: &'static str,
        /// Opens the field for a code.
        type_code: &'static str,
        /// Which code.
        type_hint: &'static str,
        /// The field's name.
        type_label: &'static str,
        /// Sends it.
        type_go: &'static str,
        /// The first try.
        sending: &'static str,
        /// `(try, of how many)`
        sending_again: Template<2>,
        /// All tries failed.
        unsent: Sentences<0>,
        /// Gives it up.
        give_up: &'static str,
        /// `(balance, goal)`: "7 of 9".
        of_goal: Template<2>,
        /// `(stamps)`: "2 more to the reward".
        to_go: Template<1>,
        /// A reward was used.
        used: &'static str,
        /// A gift was given.
        gifted: &'static str,
        /// Something was taken back.
        undone: &'static str,
        /// The same code again.
        same: &'static str,
        /// `(when)`: of the same code again.
        same_hint: Template<1>,
        /// `(length of time)`
        ago: Template<1>,
        /// In the place of when: nobody knows exactly.
        already: &'static str,
        /// Above what can be done.
        choose: &'static str,
        /// `(number)`
        card: Template<1>,
        /// How many were bought.
        quantity: &'static str,
        /// One less, for screen readers.
        less: &'static str,
        /// One more.
        more: &'static str,
        /// The button: so many.
        give_stamps: Plural<0>,
        /// The field for what was paid.
        amount: &'static str,
        /// What credit pays, and the name of its purse.
        by_credit: &'static str,
        /// `(money)`: above the picks, so much credit is there.
        credit: Template<1>,
        /// `(money)`: picks all of it.
        credit_all: Template<1>,
        /// `(money)`: picks exactly the bill.
        credit_bill: Template<1>,
        /// Picks another amount.
        credit_other: &'static str,
        /// `(money)`: what the customer pays otherwise.
        left_to_pay: Template<1>,
        /// The button before there is an amount.
        give_none: &'static str,
        /// `(money)`: the button with an amount.
        give_bill: Template<1>,
        /// It was taken down, and came to less than one unit.
        counted: &'static str,
        /// `(money)`: so much credit paid.
        paid: Template<1>,
        /// A membership.
        member: &'static str,
        /// `(name)`: it goes on.
        renew: Template<1>,
        /// `(name)`: it begins.
        enrol: Template<1>,
        /// `(date)`
        member_until: Template<1>,
        /// `(date)`
        member_ended: Template<1>,
        /// `(points, reward)`: what they buy soon.
        nearly: Template<2>,
        /// Opens the refund of a part.
        refund_part: &'static str,
        /// `(what happened)`: the same, for screen readers.
        refund_what: Template<1>,
        /// Above its field.
        refund_title: &'static str,
        /// Refunds.
        refund_go: &'static str,
        /// A refund, in a list.
        refunded: &'static str,
        /// Opens the correction.
        correct: &'static str,
        /// Of which purse.
        correct_what: &'static str,
        /// Upwards.
        correct_more: &'static str,
        /// Downwards.
        correct_less: &'static str,
        /// By how many.
        correct_by: &'static str,
        /// Corrects.
        correct_go: &'static str,
        /// A manager lets a limit pass.
        override_limit: &'static str,
        /// Beside what may be chosen in the place of a reward.
        instead: &'static str,
        /// A correction, in a list.
        corrected: &'static str,
        /// Above the rewards.
        rewards_ready: &'static str,
        /// `(reward)`: its button, for screen readers.
        redeem: Template<1>,
        /// Its button.
        redeem_go: &'static str,
        /// Opens the gift.
        gift: &'static str,
        /// Which reward.
        gift_what: &'static str,
        /// For what.
        gift_reason: &'static str,
        /// Gives it.
        gift_go: &'static str,
        /// The card was here a moment ago, and buys again.
        another_purchase: &'static str,
        /// `(reward)`: asked before one that needs a word.
        confirm_what: Template<1>,
        /// Yes.
        confirm_go: &'static str,
        /// No.
        confirm_no: &'static str,
        /// Closes the customer.
        next: &'static str,
        /// The list of the last visits.
        visits: &'static str,
        /// It is empty.
        visits_none: &'static str,
        /// `(what happened)`: takes it back, for screen readers.
        undo_what: Template<1>,
        /// Beside what was taken back.
        taken_back: &'static str,
        /// Signs out.
        switch_person: &'static str,
        /// Pairs the device anew.
        pair_again: &'static str,
        /// The menu behind the name.
        menu: &'static str,
        /// The menu's way to the page for lost phones, and that page.
        lost_phone: &'static str,
        /// For a customer who opened a code's link.
        show_staff: Sentences<0>,
        /// Staff on its own phone.
        i_work_here: &'static str,
        /// Opens the camera.
        open_scanner: &'static str,
        /// `code_used` at this till, `(when)`
        code_used_here: Sentences<1>,
        /// `code_used` at another till, `(when, till)`
        code_used_there: Sentences<2>,
        /// `cooldown`, `(length of time, another_purchase)`
        cooldown: Sentences<2>,
        /// `clock_wrong`, `(length of time)`: the phone is behind.
        clock_behind: Sentences<1>,
        /// `clock_wrong`, `(length of time)`: the phone is ahead.
        clock_ahead: Sentences<1>,
    }
}
