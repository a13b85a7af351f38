//! English.

mod receipt;

use super::{Language, Said, SayMoney, Topic, Voice};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, Promotion, PromotionKind, PurseKind,
    Review, Reward, StampCard, StampEarn, TierBasis, Tiers, Validity, Weekday,
};

pub(super) struct English;

fn count(number: u32, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

fn percent(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let text =
        if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}").trim_end_matches('0').to_owned() };
    format!("{text}%")
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
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

    fn one_of(&self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
        }
    }

    fn hours(&self, hours: &Hours) -> String {
        let name = |day: &Weekday| match day {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        };
        let days: Vec<_> = hours.weekdays.iter().map(name).collect();
        let days = if days.is_empty() { "every day".into() } else { days.join(", ") };
        format!("{days} from {} to {}", clock(hours.from_minute), clock(hours.to_minute))
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
            Group::Sleeping { days } => format!("when you come back after {} or more", count(*days, "day", "days")),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "visits" } else { "stamps" };
        let choice = if card.choices.is_empty() { "" } else { "your choice of " };
        format!("{} {what}, then: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let units = |number| count(number, "point", "points");
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} for every {}", units(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} a visit", units(number)),
            (None, None) => "Points for what you do".into(),
        };
        match from {
            Some(from) => format!("{earn}, rewards from {}.", units(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, cashback: &Cashback) -> String {
        format!("{} of what you pay comes back as credit.", percent(cashback.basis_points))
    }

    fn headline_membership(&self, name: &str, benefit: &str) -> String {
        if benefit.is_empty() { format!("{name}.") } else { format!("{name}: {benefit}.") }
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("From {lowest} to {highest}: the more you come, the better it gets.")
    }

    fn stamps(&self, card: &StampCard, name: &str, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "One stamp for each item".into(),
            StampEarn::Visit => "One stamp for each visit".into(),
            StampEarn::Tag(tag) => format!("One stamp for each item of the kind “{tag}”"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "With {goal} stamps the card is full and becomes: {rewards}. A new card begins at once; stamps over the {goal} stay on it."
            )
        } else {
            format!("From {goal} stamps on you may exchange {goal} of them, whenever you like, for: {rewards}.")
        };
        format!("{name}: {}. {full}", lower_first(&each))
    }

    fn by_amount(&self, name: &str, points: u32, money: &str) -> String {
        format!("{name}: {} for every {money} you pay.", count(points, "point", "points"))
    }

    fn by_visit(&self, name: &str, points: u32) -> String {
        format!("{name}: {} for each visit.", count(points, "point", "points"))
    }

    fn by_action(&self, name: &str, points: u32, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", once a day",
            OncePer::Ever => ", once",
        };
        format!("{name}: {} for this: {words}{often}.", count(points, "point", "points"))
    }

    fn carried(&self) -> String {
        "What is left over below a whole unit stays on your card and counts with your next purchase.".into()
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", from {least} at a time")).unwrap_or_default();
        let share = percent(cashback.basis_points);
        format!("{share} of what you pay comes back as credit, with which you may pay any part of a later bill{least}.")
    }

    fn not_earning(&self) -> String {
        "What you pay with credit or with a reward does not earn again.".into()
    }

    fn on_menu(&self, title: &str, cost: u32) -> String {
        format!("{title}: {}.", count(cost, "point", "points"))
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|date| format!("From {date}.")));
        said.extend(reward.until.map(|date| format!("Until {date}.")));
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
        format!("{title} can be used for {} after you get it.", count(days, "day", "days"))
    }

    fn tiers(&self, tiers: &Tiers, levels: &[String]) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "what you spend",
            TierBasis::Visits => "your visits",
            TierBasis::Points => "the points you earn",
        };
        let period = match tiers.period_months {
            1 => "month".into(),
            months => format!("{months} months"),
        };
        format!("{}: your level follows {what} in the last {period}.", levels.join(", "))
    }

    fn level(&self, level: &Level, name: &str, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("{name}: from {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" You earn {}% more points and credit.", level.multiplier_pct - 100);
        }
        if let Some(gift) = gift {
            said += &format!(" When you get there: {gift}.");
        }
        said
    }

    fn counted(&self, tiers: &Tiers, from: i64, money: SayMoney<'_>) -> String {
        let number = u32::try_from(from).unwrap_or(u32::MAX);
        match tiers.basis {
            TierBasis::Spend => money(from),
            TierBasis::Visits => count(number, "visit", "visits"),
            TierBasis::Points => count(number, "point", "points"),
        }
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "on the first day of each month",
            Review::Yearly => "each year on the day you reached it",
        };
        let grace = match tiers.grace_days {
            0 => "If it is no longer reached then, it falls.".into(),
            days => format!("If it is no longer reached then, you keep it for {} more.", count(days, "day", "days")),
        };
        format!("You rise at once. Your level is looked at {when}. {grace}")
    }

    fn membership(&self, membership: &Membership, name: &str, price: Option<String>) -> String {
        let price = price.map(|price| format!(" for {price}")).unwrap_or_default();
        let valid = match membership.valid {
            Validity::Months(months) => format!("valid for {}", count(months, "month", "months")),
            Validity::Days(days) => format!("valid for {}", count(days, "day", "days")),
            Validity::Forever => "valid for ever".into(),
        };
        let renew = if membership.renewable { ", and can be renewed" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Members earn {}% more points and credit.", percent - 100),
        };
        format!("{name}{price}: {valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " and each time it is renewed," } else { "" };
        format!("When it begins,{renewed} you get: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("It gives you: {}.", benefits.join("; "))
    }

    fn gives(&self, units: u32, kind: PurseKind, money: SayMoney<'_>) -> String {
        match kind {
            PurseKind::Stamps => count(units, "stamp", "stamps"),
            PurseKind::Points => count(units, "point", "points"),
            PurseKind::Credit => format!("{} of credit", money(i64::from(units))),
        }
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let bounds: Vec<_> = [said.when.clone(), said.who.clone()].into_iter().flatten().collect();
        let bounds = if bounds.is_empty() { String::new() } else { format!(" {}", bounds.join(", ")) };
        let gives = &said.gives;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} with your first visit."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives} when you come on your birthday, once a year.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives} when you come around your birthday (from {} before to {} after), once a year.",
                count(*days_before, "day", "days"),
                count(*days_after, "day", "days")
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let units = match on {
                    PurseKind::Stamps => "stamps",
                    PurseKind::Points => "points",
                    PurseKind::Credit => "credit",
                };
                format!("{} {units}{bounds}.", more(*pct))
            }
            PromotionKind::Addition { .. } => format!("{} more each time you earn{bounds}.", said.units),
            PromotionKind::Milestone { visits, .. } => format!("{gives} with your visit number {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "bring a friend who has no card yet: {gives} for your friend and {} for you, with your friend's first visit, for up to {}.",
                said.gives_other,
                count(*max_per_referrer, "friend", "friends")
            ),
        }
    }

    fn dates(&self, promotion: &Promotion) -> Option<String> {
        match (promotion.from, promotion.until) {
            (Some(from), Some(until)) => Some(format!("{from} to {until}")),
            (Some(from), None) => Some(format!("from {from}")),
            (None, Some(until)) => Some(format!("until {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> String {
        "When several of these apply, what each gives on top is added up, and of the promotions only the best counts. \
         Parts of a unit are rounded down."
            .into()
    }

    fn lapse(&self, _name: &str, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(", and {} more", count(months, "month", "months")),
        };
        match expiry {
            Expiry::Never => "what you earn never lapses.".into(),
            Expiry::Days(days) => {
                format!("what you earn lasts {}, to the end of the day.", count(days, "day", "days"))
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
                format!(
                    "all of it lapses {} after you were last here; each visit renews it.",
                    count(days, "day", "days")
                )
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("If we can reach you, nothing lapses before you were told {} ahead.", count(days, "day", "days"))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "If it was used already, what you earn next makes up for it.",
            BelowZero::Floor => "If it was used already, you owe nothing.",
        };
        format!("What a purchase earned is taken back when the purchase is taken back or refunded. {rule}")
    }

    fn kept(&self) -> String {
        "When the rules change, the rewards you have stay valid.".into()
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
