//! The recovery code: how it stands, the page that shows it once, the page where it is used.

use crate::{Template, list::texts};

texts! {
    /// The words of the recovery code.
    Recovery {
        /// What it is for, above what the settings say of it.
        section: &'static str,
        /// What it is.
        what_it_is: &'static str,
        /// There is none.
        none_yet: &'static str,
        /// One was made on a day, and not confirmed.
        not_confirmed: Template<1>,
        /// One was confirmed on a day.
        saved_on: Template<1>,
        /// Makes the first.
        make: &'static str,
        /// Makes another.
        make_another: &'static str,
        /// What that does to the one before.
        ends_the_old: &'static str,
        /// The page that shows it.
        title: &'static str,
        /// It is shown once, so it has to be printed or written down.
        write_it_down: &'static str,
        /// Its QR, for screen readers.
        qr_label: &'static str,
        /// How it is used: at which address.
        how_to_use: Template<1>,
        /// Why its end is asked for.
        why_confirm: &'static str,
        /// The field for its end.
        last_four: &'static str,
        /// Confirms it.
        i_kept_it: &'static str,
        /// The end was another.
        wrong_last: &'static str,
        /// Said on the settings afterwards.
        saved: &'static str,
        /// The page where it is used.
        recover_title: &'static str,
        /// This browser has a card already; what opens it follows.
        has_one: &'static str,
        /// Opens it.
        open_it: &'static str,
        /// Above the field for the code.
        type_it: &'static str,
        /// The field for it.
        code: &'static str,
        /// Uses it.
        bring_back: &'static str,
        /// What that does.
        what_it_does: &'static str,
        /// Staff moved it: until when what is on it waits.
        waits: Template<1>,
        /// Who has none.
        no_code: &'static str,
        /// They may have it on another phone: what its page of the phones is called.
        other_phone: Template<1>,
        /// Else the shop can help.
        at_the_counter: &'static str,
        /// By e-mail.
        by_email: &'static str,
        /// For whom that is: what the page about the person is called.
        what_by_email: Template<1>,
        /// What the code from the e-mail does.
        what_it_does_by_email: &'static str,
        /// The field for the address.
        email: &'static str,
        /// It is no address.
        bad_email: &'static str,
        /// What is said whether the address is known or not.
        sent: &'static str,
        /// No card has this code.
        wrong: &'static str,
        /// `card_held`
        held: &'static str,
        /// `card_merged`: the number of the card that everything went to.
        merged: Template<1>,
    }
}
