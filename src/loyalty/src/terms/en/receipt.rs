//! Receipts in English.

use super::{English, percent};
use crate::terms::receipt::{Act, Receipt, Receipts, places, share};
use crate::{CREDIT, Carry, Counting, Date, PurseKind, Rate, Reason};

fn count(number: i64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

fn below(carry: Carry) -> Option<String> {
    (carry.numerator != 0).then(|| format!("{} of a unit", share(carry, '.')))
}

fn rate(on: &Receipt<'_>, purse: &str, rate: Rate) -> String {
    if purse == CREDIT {
        return percent(u32::try_from(rate.numerator).unwrap_or(u32::MAX));
    }
    format!("{} for every {}", on.units(purse, rate.numerator), on.money(rate.denominator))
}

fn by_amount(on: &Receipt<'_>, purse: &str, amount: i64, at: Rate, before: Carry, base: i64, after: Carry) -> String {
    let kept = below(before).map(|kept| format!(", with {kept} kept from before,")).unwrap_or_default();
    let keeps = below(after).map(|keeps| format!("; {keeps} is kept for the next time")).unwrap_or_default();
    let (amount, at, units) = (on.money(amount), rate(on, purse, at), on.units(purse, base));
    format!("{}: {amount} at {at}{kept} make {units}{keeps}.", on.purse(purse))
}

impl Receipts for English {
    fn credit(&self) -> &'static str {
        "Credit"
    }

    fn counted_units(&self, units: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(units, "stamp", "stamps"),
            PurseKind::Points | PurseKind::Credit => count(units, "point", "points"),
        }
    }

    fn act(&self, on: &Receipt<'_>, act: Act<'_>) -> String {
        match act {
            Act::Visit => "What came with the visit.".into(),
            Act::Purchase(Some(bill)) => format!("A purchase of {}.", on.money(bill)),
            Act::Purchase(None) => "A purchase.".into(),
            Act::Action => "Something the customer did.".into(),
            Act::Used(title) => format!("A reward was used: {title}."),
            Act::Paid(amount) => format!("{} was paid with credit.", on.money(amount)),
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
            Act::Refund(number, amount) => format!("{} of operation no. {number} went back.", on.money(amount)),
        }
    }

    fn reason(&self, on: &Receipt<'_>, reason: &Reason) -> String {
        match reason {
            Reason::NotEarning { bill, paid_otherwise } => {
                let (bill, paid) = (on.money(*bill), on.money(*paid_otherwise));
                format!("Of the {bill}, {paid} was paid with credit or rewards and earns nothing.")
            }
            Reason::Counted { purse, rule, quantity, base } => {
                let what = self.counting(on, rule, *quantity);
                format!("{}: {} for {what}.", on.purse(purse), on.units(purse, *base))
            }
            Reason::ByAmount { purse, amount, rate, carry_before, base, carry_after } => {
                by_amount(on, purse, *amount, *rate, *carry_before, *base, *carry_after)
            }
            Reason::Multiplier { source, percent, counts, .. } => {
                let more = format!("{}: {}% more", on.source(source), percent - 100);
                if *counts { format!("{more}.") } else { format!("{more}, not counted: only the best promotion is.") }
            }
            Reason::Multiplied { purse, base, percent, units } => {
                let (before, after) = (on.units(purse, *base), on.units(purse, *units));
                let rule = on.voice().combination();
                format!("{}: {before} at {percent}% make {after}. {rule}", on.purse(purse))
            }
            Reason::Added { purse, promotion, units } => {
                let source = on.source(&crate::Source::Promotion(promotion.clone()));
                format!("{source}: {} more ({}).", on.units(purse, *units), on.purse(purse))
            }
            Reason::Given { source, what, units } => {
                format!("{} gives {}.", on.source(source), on.given(what, *units))
            }
            Reason::NotGiven { source, reward } => {
                format!("{} would give {}, which can't be had now.", on.source(source), on.reward(reward))
            }
            Reason::PaidDebt { purse, units } => {
                format!("{}: {} pay what the card owed.", on.purse(purse), on.units(purse, *units))
            }
            Reason::Owes { purse, units } => {
                format!("{}: {} were spent already, the card owes them.", on.purse(purse), on.units(purse, *units))
            }
            Reason::Forgiven { purse, units } => {
                format!("{}: {} were spent already, the shop bears it.", on.purse(purse), on.units(purse, *units))
            }
            Reason::Lots { purse, uses } => {
                let back = uses.iter().all(|used| used.units < 0);
                let (purse, places) = (on.purse(purse), places("no.", uses));
                if back {
                    format!(
                        "{purse}: units go back to where they came from (operation {places}), with their own expiry."
                    )
                } else {
                    format!("{purse}: units come from operation {places}; what lapses first goes first.")
                }
            }
            Reason::Full { stamp_card, goal } => {
                format!("{} is full: {} become a reward.", on.purse(stamp_card), on.units(stamp_card, *goal))
            }
            Reason::StaysFull { stamp_card } => {
                format!("{} is full, but none of its rewards can be had now: the stamps stay.", on.purse(stamp_card))
            }
            Reason::SelfReferral => "A card can't be its own friend: nothing is given for that.".into(),
            Reason::Level { from, to, count } => {
                let (from, to) = (on.level(from.as_deref()), on.level(to.as_deref()));
                format!("Level: {from} → {to}, with {}.", on.tier_count(*count))
            }
            Reason::Grace { level, count, until } => {
                let (level, count) = (on.level(Some(level)), on.tier_count(*count));
                format!("{count} is too little for {level}, which stays until {}.", on.last_day(*until))
            }
            Reason::Prolonged { purse, units, until } => {
                let until = until.map(|until| format!(" until {}", on.last_day(until))).unwrap_or_default();
                let units = on.units(purse, *units);
                format!("{}: {units} stay{until}, because the customer was not told in time.", on.purse(purse))
            }
            Reason::StaysUsed { .. } => {
                "A reward was used meanwhile: it stays used, and what paid for it stays spent.".into()
            }
            Reason::Refunded { purse, amount_left, units_before, units_after } => {
                let (before, after) = (on.units(purse, *units_before), on.units(purse, *units_after));
                format!("{}: {} still earns, {before} become {after}.", on.purse(purse), on.money(*amount_left))
            }
            Reason::Overridden { limit } => format!("A limit was let pass: {}.", self.limit(limit)),
        }
    }

    fn granted(&self, purse: &str, units: &str, until: Option<Date>) -> String {
        match until {
            Some(until) => format!("{purse}: {units}, good until {until}."),
            None => format!("{purse}: {units}, good for ever."),
        }
    }

    fn counting(&self, on: &Receipt<'_>, rule: &Counting, quantity: i64) -> String {
        match rule {
            Counting::Quantity => count(quantity, "item", "items"),
            Counting::Tag(tag) => format!("{} of the kind “{tag}”", count(quantity, "item", "items")),
            Counting::Visit => "the visit".into(),
            Counting::Action(action) => on.action(action),
        }
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
