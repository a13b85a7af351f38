//! Receipts in English.

use super::{English, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", with {kept} of a unit kept from before,")).unwrap_or_default();
    let keeps =
        keeps.as_ref().map(|keeps| format!("; {keeps} of a unit is kept for the next time")).unwrap_or_default();
    format!("{amount} at {rate}{kept} make {units}{keeps}.")
}

impl Receipts for English {
    fn credit(&self) -> &'static str {
        "Credit"
    }

    fn number(&self) -> &'static str {
        "no."
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "What came with the visit.".into(),
            Act::Purchase(Some(bill)) => format!("A purchase of {}.", money(bill)),
            Act::Purchase(None) => "A purchase.".into(),
            Act::Action => "Something the customer did.".into(),
            Act::Used(title) => format!("A reward was used: {title}."),
            Act::Paid(amount) => format!("{} was paid with credit.", money(amount)),
            Act::Gift(why) => format!("A gift out of goodwill: {why}."),
            Act::Correction(why) => format!("A correction by hand: {why}."),
            Act::Referred => "A friend came for the first time.".into(),
            Act::Membership => "The membership changed.".into(),
            Act::MoreTime => "Units got more time.".into(),
            Act::Lapsed => "Units lapsed.".into(),
            Act::RewardsLapsed => "Rewards lapsed.".into(),
            Act::Review => "The level was looked at.".into(),
            Act::Opening => "Balances from elsewhere.".into(),
            Act::MovedOut => "Everything went to another card.".into(),
            Act::MovedIn => "Everything came from another card.".into(),
            Act::Void(number) => format!("Operation no. {number} was taken back."),
            Act::Refund(number, amount) => format!("{} of operation no. {number} went back.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} for every {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("Of the {bill}, {paid} was paid with credit or rewards and earns nothing.")
            }
            Why::Counted { units, what } => format!("{units} for {what}."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("{share} more."),
            Why::More { share, counts: false } => format!("{share} more, not counted: only the best promotion is."),
            Why::Multiplied { before, share, after } => format!("{before} at {share}, so {after}."),
            Why::Added { units, purse } => format!("{units} more ({purse})."),
            Why::Given { source, what } => format!("{source} gives {what}."),
            Why::NotGiven { source, reward } => format!("{source} would give {reward}, which can't be had now."),
            Why::PaidDebt { units } => format!("{units} went to pay what the card owed."),
            Why::Owes { units } => format!("that much was spent already, so the card owes {units}."),
            Why::Forgiven { units } => format!("that much was spent already, the shop bears it: {units}."),
            Why::ComesFrom { places } => format!("units come from operation {places}; what lapses first goes first."),
            Why::GoesBack { places } => {
                format!("units go back to where they came from (operation {places}), with their own expiry.")
            }
            Why::Full { stamps } => format!("the card is full, {stamps} become a reward."),
            Why::StaysFull => "the card is full, but none of its rewards can be had now: the stamps stay.".into(),
            Why::SelfReferral => "A card can't be its own friend: nothing is given for that.".into(),
            Why::Level { from, to, count } => format!("Level: {from} → {to}, with {count}."),
            Why::Grace { level, count, until } => {
                format!("{count}: too little for {level}, which stays until {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(" until {until}")).unwrap_or_default();
                format!("more time for {units}{until}, because the customer was not told in time.")
            }
            Why::StaysUsed => "A reward was used meanwhile: it stays used, and what paid for it stays spent.".into(),
            Why::Refunded { left, before, after } => format!("{left} still earns: {after} in place of {before}."),
            Why::Overridden { limit } => format!("A limit was let pass: {limit}."),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, good until {until}."),
            None => format!("{units}, good for ever."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, "item", "items");
        tag.map_or(items.clone(), |tag| format!("{items} of the kind “{tag}”"))
    }

    fn the_visit(&self) -> &'static str {
        "the visit"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "items at once",
            "stamps_per_day_max" => "stamps of a card and day",
            "points_per_day_max" => "points of a card and day",
            "credit_per_day_max" => "credit of a card and day",
            "visits_per_day_max" => "visits of a card and day",
            "gifts_per_day_max" => "gifts of a member of staff and day",
            "manual_per_staff_day_max" => "corrections of a member of staff and day",
            "earns_per_till_day_max" => "purchases of a till and day",
            "max_per_referrer" => "friends of a card",
            _ => "another limit",
        }
    }
}
