//! German. A no-break space stands before the percent sign.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Review,
    Reward, StampCard, StampEarn, TierBasis, Tiers, Validity,
};

pub(super) struct German;

fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    say::count(Language::De, number, one, many)
}

fn points_of(number: u32) -> String {
    count(number, "Punkt", "Punkte")
}

/// In the dative: after „ab“ and „nach“.
fn to_points(number: u32) -> String {
    count(number, "Punkt", "Punkten")
}

/// How long something lasts, in the accusative.
fn days_of(number: u32) -> String {
    count(number, "Tag", "Tage")
}

/// In the dative.
fn to_days(number: u32) -> String {
    count(number, "Tag", "Tagen")
}

fn months_of(number: u32) -> String {
    count(number, "Monat", "Monate")
}

/// `50 % mehr`, of percent of what is usually earned.
fn more(percent: u32) -> String {
    format!("{} mehr", Language::De.percent(percent.saturating_sub(100) * 100))
}

impl Voice for German {
    fn language(&self) -> Language {
        Language::De
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "So sammeln Sie",
            Topic::Rewards => "Ihre Prämien",
            Topic::Levels => "Stufen",
            Topic::Membership => "Mitgliedschaft",
            Topic::OnTop => "Das gibt es obendrauf",
            Topic::Lapse => "Wie lange es gilt",
            Topic::Mistakes => "Wenn etwas schiefgeht",
        }
    }

    fn or(&self) -> &'static str {
        "oder"
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, "Stempel", "Stempel"),
            PurseKind::Points | PurseKind::Credit => count(number, "Punkt", "Punkte"),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, "Besuch", "Besuche")
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} Guthaben")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = ["montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags"];
        let days = say::days(hours, names, "und", "jeden Tag");
        format!("{days} von {} bis {} Uhr", say::clock(hours.from_minute), say::clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("auf der Stufe {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "für Mitglieder".into(),
            Group::Tag { .. } | Group::List { .. } => "für alle, die das Geschäft dazu einlädt".into(),
            Group::New { days: 1 } => "an Ihrem ersten Tag".into(),
            Group::New { days } => format!("in Ihren ersten {days} Tagen"),
            Group::Sleeping { days } => format!("nach einer Pause von {} oder mehr", to_days(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "Besuche" } else { "Stempel" };
        let choice = if card.choices.is_empty() { "" } else { "nach Wahl " };
        format!("{} {what}, dann: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} für je {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} pro Besuch", points_of(number)),
            (None, None) => "Punkte für das, was Sie tun".into(),
        };
        match from {
            Some(from) => format!("{earn}, Prämien ab {}.", to_points(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        let share = Language::De.percent(hundredths);
        format!("Von dem, was Sie zahlen, bekommen Sie {share} als Guthaben zurück.")
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("Von {lowest} bis {highest}: Je öfter Sie kommen, desto mehr haben Sie davon.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "ein Stempel für jeden Artikel".into(),
            StampEarn::Visit => "ein Stempel für jeden Besuch".into(),
            StampEarn::Tag(tag) => format!("ein Stempel für jeden Artikel der Art „{tag}“"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "Mit {goal} Stempeln ist die Karte voll und wird zu: {rewards}. Eine neue Karte beginnt sofort, Stempel über die {goal} \
                 hinaus stehen schon darauf."
            )
        } else {
            format!("Ab {goal} Stempeln können Sie {goal} davon eintauschen, wann Sie möchten, gegen: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} für je {money}, die Sie zahlen.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} für jeden Besuch.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", einmal am Tag",
            OncePer::Ever => ", ein einziges Mal",
        };
        format!("{units} dafür: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "Was unter einer ganzen Einheit übrig ist, bleibt auf Ihrer Karte und zählt beim nächsten Einkauf mit."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", ab {least} auf einmal")).unwrap_or_default();
        let share = Language::De.percent(cashback.basis_points);
        format!(
            "Von dem, was Sie zahlen, bekommen Sie {share} als Guthaben zurück. Damit können Sie von einer späteren Rechnung so viel bezahlen, \
             wie Sie möchten{least}."
        )
    }

    fn not_earning(&self) -> &'static str {
        "Was Sie mit Guthaben oder einer Prämie bezahlen, sammelt nicht noch einmal."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("Ab dem {}.", Language::De.date(day))));
        said.extend(reward.until.map(|day| format!("Bis zum {}.", Language::De.date(day))));
        said.extend(level.map(|level| format!("Ab der Stufe {level}.")));
        if reward.members_only {
            said.push("Für Mitglieder.".into());
        }
        said.extend(reward.per_person.map(|max| format!("Höchstens {max} pro Person.")));
        if reward.stock.is_some() {
            said.push("Solange der Vorrat reicht.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        format!("{title}: einzulösen innerhalb von {}, nachdem Sie es bekommen haben.", to_days(days))
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let [what, done] = match tiers.basis {
            TierBasis::Spend => ["wie viel Sie", "ausgegeben haben"],
            TierBasis::Visits => ["wie oft Sie", "hier waren"],
            TierBasis::Points => ["wie viele Punkte Sie", "gesammelt haben"],
        };
        let period = match tiers.period_months {
            1 => "im letzten Monat".into(),
            months => format!("in den letzten {months} Monaten"),
        };
        format!("Ihre Stufe richtet sich danach, {what} {period} {done}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("mindestens {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Sie sammeln {} Punkte und Guthaben.", more(level.multiplier_pct));
        }
        if let Some(gift) = gift {
            said += &format!(" Wenn Sie sie erreichen: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "am ersten Tag jedes Monats",
            Review::Yearly => "jedes Jahr an dem Tag, an dem Sie sie erreicht haben",
        };
        let grace = match tiers.grace_days {
            0 => "Ist sie dann nicht mehr erreicht, sinkt sie.".into(),
            days => format!("Ist sie dann nicht mehr erreicht, behalten Sie sie noch {}.", days_of(days)),
        };
        format!("Sie steigen sofort auf. Überprüft wird Ihre Stufe {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} für {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("gültig für {}", months_of(months)),
            Validity::Days(days) => format!("gültig für {}", days_of(days)),
            Validity::Forever => "unbegrenzt gültig".into(),
        };
        let renew = if membership.renewable { ", kann verlängert werden" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Mitglieder sammeln {} Punkte und Guthaben.", more(percent)),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " und bei jeder Verlängerung" } else { "" };
        format!("Zu Beginn{renewed} bekommen Sie: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Ihre Vorteile: {}.", benefits.join("; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} beim ersten Besuch."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives}, wenn Sie an Ihrem Geburtstag kommen, einmal im Jahr.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives}, wenn Sie rund um Ihren Geburtstag kommen (von {} davor bis {} danach), einmal im Jahr.",
                to_days(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let (units, ending) = match on {
                    PurseKind::Stamps => ("Stempel", "e"),
                    PurseKind::Points => ("Punkte", "e"),
                    PurseKind::Credit => ("Guthaben", "es"),
                };
                match pct {
                    200 => format!("doppelt{ending} {units}{bounds}."),
                    300 => format!("dreifach{ending} {units}{bounds}."),
                    pct => format!("{} {units}{bounds}.", more(*pct)),
                }
            }
            PromotionKind::Addition { .. } => format!("{} mehr bei jedem Sammeln{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} bei Ihrem Besuch Nummer {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "Bringen Sie jemanden mit, der noch keine Karte hat: {gives} für Ihren Gast und {} für Sie bei dessen erstem Besuch, für bis \
                 zu {}.",
                said.gives_other,
                count(*max_per_referrer, "Gast", "Gäste")
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("vom {from} bis zum {until}")),
            (Some(from), None) => Some(format!("ab dem {from}")),
            (None, Some(until)) => Some(format!("bis zum {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "Gilt mehreres davon zugleich, wird zusammengezählt, was jedes zusätzlich gibt, und von den Aktionen zählt nur die beste. \
         Bruchteile werden abgerundet."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(" und noch {} länger", months_of(months)),
        };
        match expiry {
            Expiry::Never => "Was Sie sammeln, verfällt nie.".into(),
            Expiry::Days(days) => format!("Was Sie sammeln, gilt {}, bis zum Ende des Tages.", days_of(days)),
            Expiry::Months(months) => format!("Was Sie sammeln, gilt {}.", months_of(months)),
            Expiry::EndOfMonth { grace_months } => {
                format!("Was Sie sammeln, gilt bis zum Ende des Monats{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("Was Sie sammeln, gilt bis zum Ende des Quartals{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("Was Sie sammeln, gilt bis zum Ende des Jahres{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => {
                format!("Alles verfällt {} nach Ihrem letzten Besuch; jeder Besuch erneuert es.", days_of(days))
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("Wenn wir Sie erreichen können, verfällt nichts, ohne dass Sie es {} vorher erfahren.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "Ist es schon verbraucht, gleicht das, was Sie als Nächstes sammeln, es aus.",
            BelowZero::Floor => "Ist es schon verbraucht, schulden Sie nichts.",
        };
        format!(
            "Was ein Einkauf eingebracht hat, wird zurückgenommen, wenn der Einkauf rückgängig gemacht oder erstattet wird. {rule}"
        )
    }

    fn kept(&self) -> &'static str {
        "Wenn sich die Regeln ändern, bleiben die Prämien gültig, die Sie haben."
    }
}
