//! English: the words all apps share, and refusals.

use wire::{Code, Problem};

#[cfg(feature = "till")]
use super::format;
use super::{Said, Texts, counted};

/// The words.
pub static TEXTS: Texts = Texts {
    close: "Close",
    back: "Back",
    retry: "Try again",
    undo: "Undo",
    cancel: "Cancel",
    wait: "One moment …",
    new_version: "There is a new version.",
    reload: "Reload",
    language: "Language",
    just_now: "just now",
    stamps: |count| number_of(count, "stamp", "stamps"),
    points: |count| number_of(count, "point", "points"),
    duration,
    offline: Said::fixed("There is no connection right now.", "Check the network, then try again."),
    problem,
};

fn number_of(count: i64, one: &str, many: &str) -> String {
    counted(count, count == 1, one, many)
}

fn duration(seconds: i64) -> String {
    match seconds.abs() {
        s @ 0..60 => number_of(s, "second", "seconds"),
        s @ 60..3600 => number_of(s / 60, "minute", "minutes"),
        s @ 3600..86_400 => number_of(s / 3600, "hour", "hours"),
        s => number_of(s / 86_400, "day", "days"),
    }
}

/// " until 14:32", or nothing.
#[cfg(feature = "till")]
fn until(problem: &Problem) -> String {
    match problem.until.as_ref().and_then(format::ms_of) {
        Some(ms) => [" until ", &format::time_of_day(ms)].concat(),
        None => String::new(),
    }
}

/// " at 14:32 at the till “Bar”", as far as it is known.
#[cfg(feature = "till")]
fn used(problem: &Problem) -> String {
    let mut text = String::new();
    if let Some(ms) = problem.at.as_ref().and_then(format::ms_of) {
        text += " at ";
        text += &format::time_of_day(ms);
    }
    if let Some(by) = &problem.by {
        text += ", till “";
        text += by;
        text += "”";
    }
    text
}

fn problem(problem: &Problem) -> Said<'static> {
    match customer(problem.code) {
        Some((what, todo)) => Said::fixed(what, todo),
        None => till(problem),
    }
}

/// What a customer may meet.
fn customer(code: Code) -> Option<(&'static str, &'static str)> {
    Some(match code {
        Code::RateLimited => ("That was a lot at once.", "Wait a moment, then try again."),
        Code::Busy | Code::Timeout => ("The server is busy.", "Try again in a moment: nothing is lost."),
        Code::Internal => ("Something went wrong on our side.", "Try again: nothing is counted twice."),
        Code::UnknownShop => ("There is no shop at this address.", "Check the link, or scan the shop's poster again."),
        Code::NotFound | Code::MethodNotAllowed => ("There is nothing at this address.", "Go back and try again."),
        Code::BadPublicKey => ("This phone's key was not accepted.", "Update the browser, then open the card again."),
        Code::HolderRequired => ("This browser holds no card here.", "Get a card from the shop's page."),
        _ => return None,
    })
}

#[cfg(not(feature = "till"))]
fn till(_: &Problem) -> Said<'static> {
    Said::fixed("That did not work.", "Reload the page, then try again.")
}

/// Which limit of the shop is reached, by its name in the programme.
#[cfg(feature = "till")]
fn limit(name: Option<&str>) -> &'static str {
    match name {
        Some("quantity_max") => "That is more than one purchase may count",
        Some("stamps_per_day_max") => "This card has all the stamps it may get today",
        Some("points_per_day_max") => "This card has all the points it may get today",
        Some("credit_per_day_max") => "This card has all the credit it may get today",
        Some("visits_per_day_max") => "This card was here as often as it may today",
        Some("gifts_per_day_max") => "You have given all the gifts you may today",
        Some("manual_per_staff_day_max") => "You have made all the corrections you may today",
        Some("earns_per_till_day_max") => "This till has recorded all it may today",
        _ => "A limit of the shop is reached",
    }
}

/// What only a till meets.
#[cfg(feature = "till")]
fn till(problem: &Problem) -> Said<'static> {
    let (what, todo) = match problem.code {
        Code::ClockWrong => {
            let off = duration(problem.off_by_s.unwrap_or(600));
            let side = if problem.off_by_s.unwrap_or(0) < 0 { " behind." } else { " ahead." };
            let what = ["The customer's phone clock is ", &off, side].concat();
            return Said { what: what.into(), todo: "Ask them to open the card once with a network.".into() };
        }
        Code::WrongPin => {
            let todo = match problem.tries_left {
                Some(left) => ["Try again: ", &number_of(left.into(), "try", "tries"), " left."].concat(),
                None => "Try again.".to_owned(),
            };
            return Said { what: "That PIN is wrong.".into(), todo: todo.into() };
        }
        Code::Locked => {
            let what = ["Too many wrong tries: locked", &until(problem), "."].concat();
            return Said { what: what.into(), todo: "Wait until then, or ask the owner to unlock.".into() };
        }
        Code::CodeUsed => {
            let what = ["This code was already used", &used(problem), "."].concat();
            return Said { what: what.into(), todo: "If it is a new purchase, wait for the next code.".into() };
        }
        Code::Cooldown => {
            let what = "This card was scanned a moment ago: it is the same visit.";
            let todo = ["For another purchase, say so here, or wait", &until(problem), "."].concat();
            return Said { what: what.into(), todo: todo.into() };
        }
        Code::LimitReached => {
            let what = [limit(problem.limit.as_deref()), &until(problem), "."].concat();
            return Said { what: what.into(), todo: "A manager can let it pass.".into() };
        }
        Code::InsufficientBalance => {
            let what = match problem.missing {
                Some(missing) => ["There is not enough on this card: ", &missing.to_string(), " missing."].concat(),
                None => "There is not enough on this card.".to_owned(),
            };
            return Said { what: what.into(), todo: "Choose something else, or earn first.".into() };
        }
        Code::TillRequired => ("This device is not paired with a shop.", "Pair it with a code from the owner."),
        Code::StaffRequired => ("Nobody is signed in at this till.", "Pick your name and enter your PIN."),
        Code::KeyRefused => ("This API key is not accepted.", "Make a new one with the right scope."),
        Code::BadPairingCode => ("This pairing code is wrong, used or too old.", "Ask the owner for a new one."),
        Code::UnknownStaff => ("Nobody of that name works here any more.", "Pick another name."),
        Code::Malformed => ("This is not one of our codes.", "Ask the customer to open their card."),
        Code::UnsupportedVersion => ("This code is of a newer version.", "Reload this page to update it."),
        Code::BadSignature => ("This code does not match the card.", "Ask the customer to open the card anew."),
        Code::UnknownCard => ("No card of this code is known here.", "Ask the customer to open the card anew."),
        Code::OtherShop => ("This is the card of another shop.", "Ask for this shop's card."),
        Code::CardMerged => {
            let what = [
                "What was on this card went to the card ",
                problem.into.as_deref().unwrap_or("of another number"),
                ".",
            ]
            .concat();
            return Said { what: what.into(), todo: "Ask the customer to show that one.".into() };
        }
        Code::CardBlocked => ("This card is blocked.", "The owner can say why and unblock it."),
        Code::KeyRevoked => ("This phone was taken off the card.", "Ask the customer to open the card anew."),
        Code::Replayed => ("This code is old: it may be a screenshot.", "Ask to see the card itself, live."),
        Code::BadTillSignature => ("This record was not made by this till.", "Show it to the owner."),
        Code::LeaseOver => ("This till was offline for too long.", "Show it to the owner: it was not counted."),
        Code::UnknownVisit => ("This visit is not known here.", "Scan the card again."),
        Code::UnknownOperation => ("This entry is not known here.", "Reload the list, then look again."),
        Code::UnknownStampCard | Code::UnknownReward => ("The programme has changed.", "Scan the card again."),
        Code::UnknownVoucher => ("This reward is not on the card.", "Scan the card again."),
        Code::VoucherUsed => ("This reward was already used.", "Look at the card's history."),
        Code::VoucherExpired => ("This reward has expired.", "A gift for goodwill is possible."),
        Code::AmountRequired => ("The amount is needed.", "Enter what was paid."),
        Code::ConfirmRequired => ("This reward needs your word.", "Is the customer here, and wants it now?"),
        Code::AlreadyVoided => ("This was already undone.", "There is nothing more to do."),
        Code::VoidWindowOver => ("It is too late to undo this here.", "A manager still can."),
        Code::ManagerRequired => ("This is for a manager.", "A manager, or whoever did it, can do this."),
        Code::UnknownChoice | Code::UnknownAction | Code::UnknownPurse => {
            ("The programme has changed.", "Scan the card again.")
        }
        Code::RewardUnavailable => ("This reward can't be had now.", "Choose another one."),
        Code::ActionDone => ("This was counted already.", "It counts again another time."),
        Code::EarnedByVisit => ("These stamps come with the visit.", "There is nothing to add."),
        Code::ExternalRefUsed => ("This receipt was already used.", "Look at the card's history."),
        Code::EarnedFirst => ("This bill has earned already.", "Undo that, let credit pay, then earn again."),
        Code::MoreThanBill => ("Credit pays no more than the bill.", "Enter a smaller amount."),
        Code::LessThanMinimum => ("That is less than credit pays at once.", "Enter a larger amount."),
        Code::NoMembership | Code::NotAMember => ("This card has no membership.", "Begin one first."),
        Code::AlreadyMember => ("This card has a membership already.", "Renew it when it ends."),
        Code::NotRenewable => ("This membership can't be renewed.", "Begin a new one when it is over."),
        Code::Superseded => ("Something later stands on this.", "Undo that first."),
        Code::MoreThanPaid => ("There is less left to refund.", "Enter a smaller amount."),
        Code::NotVoidable => ("This can't be undone.", "Give the stamp again instead."),
        _ => ("That did not work.", "Reload the page, then try again."),
    };
    Said::fixed(what, todo)
}
