//! Dutch.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Review,
    Reward, StampCard, StampEarn, TierBasis, Tiers, Validity,
};

pub(super) struct Dutch;

fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    say::count(Language::Nl, number, one, many)
}

fn points_of(number: u32) -> String {
    count(number, "punt", "punten")
}

fn days_of(number: u32) -> String {
    count(number, "dag", "dagen")
}

fn months_of(number: u32) -> String {
    count(number, "maand", "maanden")
}

/// `50% meer`, of percent of what is usually earned.
fn more(percent: u32) -> String {
    format!("{} meer", Language::Nl.percent(percent.saturating_sub(100) * 100))
}

impl Voice for Dutch {
    fn language(&self) -> Language {
        Language::Nl
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "Zo spaar je",
            Topic::Rewards => "Je beloningen",
            Topic::Levels => "Niveaus",
            Topic::Membership => "Lidmaatschap",
            Topic::OnTop => "Extra",
            Topic::Lapse => "Hoelang het geldig is",
            Topic::Mistakes => "Als er iets misgaat",
        }
    }

    fn or(&self) -> &'static str {
        "of"
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, "stempel", "stempels"),
            PurseKind::Points | PurseKind::Credit => count(number, "punt", "punten"),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, "bezoek", "bezoeken")
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} tegoed")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
        let on = if hours.weekdays.is_empty() { "" } else { "op " };
        let days = say::days(hours, names, "en", "elke dag");
        format!("{on}{days} van {} tot {} uur", say::clock(hours.from_minute), say::clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("op het niveau {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "voor leden".into(),
            Group::Tag { .. } | Group::List { .. } => "voor klanten die de winkel uitnodigt".into(),
            Group::New { days: 1 } => "op je eerste dag".into(),
            Group::New { days } => format!("in je eerste {days} dagen"),
            Group::Sleeping { days } => format!("als je na {} of meer terugkomt", days_of(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "bezoeken" } else { "stempels" };
        let choice = if card.choices.is_empty() { "" } else { "naar keuze " };
        format!("{} {what}, daarna: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} voor elke {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} per bezoek", points_of(number)),
            (None, None) => "Punten voor wat je doet".into(),
        };
        match from {
            Some(from) => format!("{earn}, beloningen vanaf {}.", points_of(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        let share = Language::Nl.percent(hundredths);
        format!("{share} van wat je betaalt, komt terug als tegoed.")
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("Van {lowest} tot {highest}: hoe vaker je komt, hoe meer je eraan hebt.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "een stempel voor elk artikel".into(),
            StampEarn::Visit => "een stempel voor elk bezoek".into(),
            StampEarn::Tag(tag) => format!("een stempel voor elk artikel van de soort ‘{tag}’"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "Met {goal} stempels is de kaart vol en krijg je: {rewards}. Er begint meteen een nieuwe kaart; stempels boven de {goal} staan \
                 daar al op."
            )
        } else {
            format!("Vanaf {goal} stempels kun je er {goal} inruilen, wanneer je wilt, voor: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} voor elke {money} die je betaalt.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} voor elk bezoek.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", één keer per dag",
            OncePer::Ever => ", één enkele keer",
        };
        format!("{units} hiervoor: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "Wat er onder een hele eenheid overblijft, blijft op je kaart staan en telt mee bij je volgende aankoop."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", vanaf {least} per keer")).unwrap_or_default();
        let share = Language::Nl.percent(cashback.basis_points);
        format!(
            "{share} van wat je betaalt, komt terug als tegoed. Daarmee betaal je van een latere rekening zoveel als je wilt{least}."
        )
    }

    fn not_earning(&self) -> &'static str {
        "Wat je met tegoed of met een beloning betaalt, spaart niet nog een keer."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("Vanaf {}.", Language::Nl.date(day))));
        said.extend(reward.until.map(|day| format!("Tot en met {}.", Language::Nl.date(day))));
        said.extend(level.map(|level| format!("Vanaf het niveau {level}.")));
        if reward.members_only {
            said.push("Voor leden.".into());
        }
        said.extend(reward.per_person.map(|max| format!("Hoogstens {max} per persoon.")));
        if reward.stock.is_some() {
            said.push("Zolang de voorraad strekt.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        format!("{title}: te gebruiken binnen {} nadat je het krijgt.", days_of(days))
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "wat je uitgeeft",
            TierBasis::Visits => "je bezoeken",
            TierBasis::Points => "de punten die je spaart",
        };
        let period = match tiers.period_months {
            1 => "de laatste maand".into(),
            months => format!("de laatste {months} maanden"),
        };
        format!("je niveau volgt {what} in {period}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("vanaf {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Je spaart {} punten en tegoed.", more(level.multiplier_pct));
        }
        if let Some(gift) = gift {
            said += &format!(" Als je het bereikt: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "op de eerste dag van elke maand",
            Review::Yearly => "elk jaar op de dag waarop je het bereikte",
        };
        let grace = match tiers.grace_days {
            0 => "Haal je het dan niet meer, dan daalt het.".into(),
            days => format!("Haal je het dan niet meer, dan houd je het nog {}.", days_of(days)),
        };
        format!("Je stijgt meteen. We bekijken je niveau {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} voor {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("{} geldig", months_of(months)),
            Validity::Days(days) => format!("{} geldig", days_of(days)),
            Validity::Forever => "voor altijd geldig".into(),
        };
        let renew = if membership.renewable { ", kan worden verlengd" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Leden sparen {} punten en tegoed.", more(percent)),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " en bij elke verlenging" } else { "" };
        format!("Bij het begin{renewed} krijg je: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Je voordelen: {}.", benefits.join("; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} bij je eerste bezoek."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives} als je op je verjaardag komt, één keer per jaar.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives} als je rond je verjaardag komt (van {} ervoor tot {} erna), één keer per jaar.",
                days_of(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let (units, double) = match on {
                    PurseKind::Stamps => ("stempels", "dubbele"),
                    PurseKind::Points => ("punten", "dubbele"),
                    PurseKind::Credit => ("tegoed", "dubbel"),
                };
                match pct {
                    200 => format!("{double} {units}{bounds}."),
                    300 => format!("driemaal zoveel {units}{bounds}."),
                    pct => format!("{} {units}{bounds}.", more(*pct)),
                }
            }
            PromotionKind::Addition { .. } => format!("{} extra telkens als je spaart{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} bij je bezoek nummer {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "breng een vriend mee die nog geen kaart heeft: {gives} voor je vriend en {} voor jou bij het eerste bezoek van je vriend, \
                 voor hoogstens {}.",
                said.gives_other,
                count(*max_per_referrer, "vriend", "vrienden")
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("van {from} tot en met {until}")),
            (Some(from), None) => Some(format!("vanaf {from}")),
            (None, Some(until)) => Some(format!("tot en met {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "Gelden er meerdere tegelijk, dan wordt opgeteld wat elk extra geeft, en van de acties telt alleen de beste. Delen van een eenheid \
         worden naar beneden afgerond."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(", en nog {} langer", months_of(months)),
        };
        match expiry {
            Expiry::Never => "wat je spaart, verloopt nooit.".into(),
            Expiry::Days(days) => format!("wat je spaart, blijft {} geldig, tot het einde van de dag.", days_of(days)),
            Expiry::Months(months) => format!("wat je spaart, blijft {} geldig.", months_of(months)),
            Expiry::EndOfMonth { grace_months } => {
                format!("wat je spaart, blijft geldig tot het einde van de maand{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("wat je spaart, blijft geldig tot het einde van het kwartaal{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("wat je spaart, blijft geldig tot het einde van het jaar{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => {
                format!("alles verloopt {} na je laatste bezoek; elk bezoek vernieuwt het.", days_of(days))
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("Als we je kunnen bereiken, verloopt er niets zonder dat je het {} van tevoren hoort.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "Is het al gebruikt, dan maakt wat je hierna spaart het goed.",
            BelowZero::Floor => "Is het al gebruikt, dan ben je niets schuldig.",
        };
        format!(
            "Wat een aankoop opleverde, wordt teruggenomen als de aankoop ongedaan wordt gemaakt of wordt terugbetaald. {rule}"
        )
    }

    fn kept(&self) -> &'static str {
        "Als de regels veranderen, blijven de beloningen die je hebt geldig."
    }
}
