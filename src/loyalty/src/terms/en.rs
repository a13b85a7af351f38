//! English.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Review,
    Reward, StampCard, StampEarn, TierBasis, Tiers, Validity,
};

pub(super) struct English;

fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    say::count(Language::En, number, one, many)
}

fn days_of(number: u32) -> String {
    count(number, "day", "days")
}

fn points_of(number: u32) -> String {
    count(number, "point", "points")
}

fn more(percent: u32) -> String {
    match percent {
        200 => "double".into(),
        300 => "triple".into(),
        percent => format!("{}% more", percent.saturating_sub(100)),
    }
}

impl Voice for English {
    fn language(&self) -> Language {
        Language::En
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "How you earn",
            Topic::Rewards => "Your rewards",
            Topic::Levels => "Levels",
            Topic::Membership => "Membership",
            Topic::OnTop => "On top",
            Topic::Lapse => "How long it lasts",
            Topic::Mistakes => "If something goes wrong",
        }
    }

    fn or(&self) -> &'static str {
        "or"
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, "stamp", "stamps"),
            PurseKind::Points | PurseKind::Credit => count(number, "point", "points"),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, "visit", "visits")
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} of credit")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let days = say::days(hours, names, "and", "every day");
        format!("{days} from {} to {}", say::clock(hours.from_minute), say::clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("for {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "for members".into(),
            Group::Tag { .. } | Group::List { .. } => "for customers the shop invites".into(),
            Group::New { days: 1 } => "on your first day".into(),
            Group::New { days } => format!("in your first {days} days"),
            Group::Sleeping { days } => format!("when you come back after {} or more", days_of(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "visits" } else { "stamps" };
        let choice = if card.choices.is_empty() { "" } else { "your choice of " };
        format!("{} {what}, then: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} for every {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} a visit", points_of(number)),
            (None, None) => "Points for what you do".into(),
        };
        match from {
            Some(from) => format!("{earn}, rewards from {}.", points_of(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        let share = Language::En.percent(hundredths);
        format!("{share} of what you pay comes back as credit.")
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("From {lowest} to {highest}: the more you come, the better it gets.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "one stamp for each item".into(),
            StampEarn::Visit => "one stamp for each visit".into(),
            StampEarn::Tag(tag) => format!("one stamp for each item of the kind “{tag}”"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "With {goal} stamps the card is full and becomes: {rewards}. A new card begins at once; stamps over the {goal} stay on it."
            )
        } else {
            format!("From {goal} stamps on you may exchange {goal} of them, whenever you like, for: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} for every {money} you pay.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} for each visit.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", once a day",
            OncePer::Ever => ", once",
        };
        format!("{units} for this: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "What is left over below a whole unit stays on your card and counts with your next purchase."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", from {least} at a time")).unwrap_or_default();
        let share = Language::En.percent(cashback.basis_points);
        format!("{share} of what you pay comes back as credit, with which you may pay any part of a later bill{least}.")
    }

    fn not_earning(&self) -> &'static str {
        "What you pay with credit or with a reward does not earn again."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("From {}.", Language::En.date(day))));
        said.extend(reward.until.map(|day| format!("Until {}.", Language::En.date(day))));
        said.extend(level.map(|level| format!("From the level {level} up.")));
        if reward.members_only {
            said.push("For members.".into());
        }
        said.extend(reward.per_person.map(|max| format!("At most {} for each person.", count(max, "piece", "pieces"))));
        if reward.stock.is_some() {
            said.push("While stocks last.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        format!("{title} can be used for {} after you get it.", days_of(days))
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "what you spend",
            TierBasis::Visits => "your visits",
            TierBasis::Points => "the points you earn",
        };
        let period = match tiers.period_months {
            1 => "month".into(),
            months => format!("{months} months"),
        };
        format!("your level follows {what} in the last {period}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("from {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" You earn {}% more points and credit.", level.multiplier_pct - 100);
        }
        if let Some(gift) = gift {
            said += &format!(" When you get there: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "on the first day of each month",
            Review::Yearly => "each year on the day you reached it",
        };
        let grace = match tiers.grace_days {
            0 => "If it is no longer reached then, it falls.".into(),
            days => format!("If it is no longer reached then, you keep it for {} more.", days_of(days)),
        };
        format!("You rise at once. Your level is looked at {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} for {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("valid for {}", count(months, "month", "months")),
            Validity::Days(days) => format!("valid for {}", days_of(days)),
            Validity::Forever => "valid for ever".into(),
        };
        let renew = if membership.renewable { ", and can be renewed" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Members earn {}% more points and credit.", percent - 100),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " and each time it is renewed," } else { "" };
        format!("When it begins,{renewed} you get: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("It gives you: {}.", benefits.join("; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} with your first visit."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives} when you come on your birthday, once a year.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives} when you come around your birthday (from {} before to {} after), once a year.",
                days_of(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let units = match on {
                    PurseKind::Stamps => "stamps",
                    PurseKind::Points => "points",
                    PurseKind::Credit => "credit",
                };
                format!("{} {units}{bounds}.", more(*pct))
            }
            PromotionKind::Addition { .. } => format!("{} more each time you earn{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} with your visit number {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "bring a friend who has no card yet: {gives} for your friend and {} for you, with your friend's first visit, for up to {}.",
                said.gives_other,
                count(*max_per_referrer, "friend", "friends")
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("{from} to {until}")),
            (Some(from), None) => Some(format!("from {from}")),
            (None, Some(until)) => Some(format!("until {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "When several of these apply, what each gives on top is added up, and of the promotions only the best counts. \
         Parts of a unit are rounded down."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(", and {} more", count(months, "month", "months")),
        };
        match expiry {
            Expiry::Never => "what you earn never lapses.".into(),
            Expiry::Days(days) => {
                format!("what you earn lasts {}, to the end of the day.", days_of(days))
            }
            Expiry::Months(months) => format!("what you earn lasts {}.", count(months, "month", "months")),
            Expiry::EndOfMonth { grace_months } => {
                format!("what you earn lasts to the end of the month{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("what you earn lasts to the end of the quarter of the year{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("what you earn lasts to the end of the year{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => {
                format!("all of it lapses {} after you were last here; each visit renews it.", days_of(days))
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("If we can reach you, nothing lapses before you were told {} ahead.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "If it was used already, what you earn next makes up for it.",
            BelowZero::Floor => "If it was used already, you owe nothing.",
        };
        format!("What a purchase earned is taken back when the purchase is taken back or refunded. {rule}")
    }

    fn kept(&self) -> &'static str {
        "When the rules change, the rewards you have stay valid."
    }
}
