//! The person behind a card: what they tell, what they may be sent, what is kept about them.

use crate::{Template, list::texts};

texts! {
    /// The words of the page about a person.
    Person {
        /// What customers may tell.
        you: &'static str,
        /// That they need not.
        what_for: &'static str,
        /// A field.
        first_name: &'static str,
        /// Two fields together.
        birthday: &'static str,
        /// One of them.
        day: &'static str,
        /// The other.
        month: &'static str,
        /// A field.
        email: &'static str,
        /// A field.
        phone: &'static str,
        /// Chosen where something is not told.
        not_told: &'static str,
        /// Keeps what they may be sent.
        save_choices: &'static str,
        /// What a confirmed address is good for: which address.
        what_by_email: Template<1>,
        /// It is confirmed: which address, since which day.
        brings_back: Template<2>,
        /// Confirms it.
        confirm: &'static str,
        /// What customers may be written to for.
        messages: &'static str,
        /// That it is up to them.
        what_messages: &'static str,
        /// `news`
        news: &'static str,
        /// `reminders`
        reminders: &'static str,
        /// Since which day something is agreed to.
        since: Template<1>,
        /// Agreed to, but there is no address.
        no_email: &'static str,
        /// Agreed to, but there is no number.
        no_phone: &'static str,
        /// What is kept.
        data: &'static str,
        /// The file with it.
        what_data: &'static str,
        /// What it says of itself: of which shop.
        export: Template<1>,
        /// Fetches it.
        download: &'static str,
        /// Leads to the question before somebody is forgotten.
        erase: &'static str,
        /// The question.
        question: &'static str,
        /// What it means, a paragraph each.
        means: [&'static str; 4],
        /// Yes.
        do_erase: &'static str,
        /// No.
        keep: &'static str,
        /// What they told was kept.
        told: &'static str,
        /// What they may be sent was kept.
        said: &'static str,
        /// They are forgotten.
        erased: &'static str,
        /// A code was sent.
        mailed: &'static str,
        /// The address is confirmed.
        confirmed: &'static str,
        /// No such first name.
        bad_name: &'static str,
        /// No such day.
        bad_birthday: &'static str,
        /// No such address.
        bad_email: &'static str,
        /// No such number.
        bad_phone: &'static str,
        /// `email_taken`
        taken: &'static str,
    }
}
