//! Français. Une espace fine insécable précède « ; : ! ? % » et se trouve dans les guillemets.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Review,
    Reward, StampCard, StampEarn, TierBasis, Tiers, Validity,
};

pub(super) struct French;

fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    say::count(Language::Fr, number, one, many)
}

fn days_of(number: u32) -> String {
    count(number, "jour", "jours")
}

fn points_of(number: u32) -> String {
    count(number, "point", "points")
}

fn clock(minute: u16) -> String {
    format!("{}\u{202f}h\u{202f}{:02}", minute / 60 % 24, minute % 60)
}

/// « 50 % de points en plus », en pour cent de ce qui se gagne d’ordinaire.
fn more(percent: u32) -> String {
    Language::Fr.percent(percent.saturating_sub(100) * 100)
}

impl Voice for French {
    fn language(&self) -> Language {
        Language::Fr
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "Comment vous gagnez",
            Topic::Rewards => "Vos récompenses",
            Topic::Levels => "Niveaux",
            Topic::Membership => "Adhésion",
            Topic::OnTop => "En plus",
            Topic::Lapse => "Combien de temps cela dure",
            Topic::Mistakes => "En cas d’erreur",
        }
    }

    fn or(&self) -> &'static str {
        "ou"
    }

    fn labelled(&self, label: &str, rest: &str) -> String {
        format!("{label}\u{202f}: {rest}")
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, "tampon", "tampons"),
            PurseKind::Points | PurseKind::Credit => count(number, "point", "points"),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, "visite", "visites")
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} de crédit")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
        let days = say::days(hours, names, "et", "tous les jours");
        format!("{days} de {} à {}", clock(hours.from_minute), clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("pour le niveau {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "pour les adhérents".into(),
            Group::Tag { .. } | Group::List { .. } => "pour les clients que le commerce invite".into(),
            Group::New { days: 1 } => "le premier jour".into(),
            Group::New { days } => format!("pendant vos {days} premiers jours"),
            Group::Sleeping { days } => format!("quand vous revenez après {} ou plus", days_of(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "visites" } else { "tampons" };
        let choice = if card.choices.is_empty() { "" } else { "au choix, " };
        format!("{} {what}, puis\u{202f}: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} par tranche de {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} par visite", points_of(number)),
            (None, None) => "Des points pour ce que vous faites".into(),
        };
        match from {
            Some(from) => format!("{earn}, des récompenses dès {}.", points_of(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        let share = Language::Fr.percent(hundredths);
        format!("{share} de ce que vous payez revient en crédit.")
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("De {lowest} à {highest}\u{202f}: plus vous venez, plus vous y gagnez.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "un tampon par article".into(),
            StampEarn::Visit => "un tampon par visite".into(),
            StampEarn::Tag(tag) => format!("un tampon par article de la sorte «\u{202f}{tag}\u{202f}»"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "Avec {goal} tampons, la carte est pleine et devient\u{202f}: {rewards}. Une nouvelle carte commence aussitôt\u{202f}; \
                 les tampons au-delà de {goal} y restent."
            )
        } else {
            format!("Dès {goal} tampons, vous pouvez en échanger {goal}, quand vous voulez, contre\u{202f}: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} par tranche de {money} payée.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} par visite.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", une fois par jour",
            OncePer::Ever => ", une seule fois",
        };
        format!("{units} pour ceci\u{202f}: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "Ce qui reste en dessous d’une unité entière demeure sur votre carte et compte avec votre prochain achat."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", à partir de {least} à la fois")).unwrap_or_default();
        let share = Language::Fr.percent(cashback.basis_points);
        format!(
            "{share} de ce que vous payez revient en crédit, avec lequel vous payez la part que vous voulez d’une addition \
             suivante{least}."
        )
    }

    fn not_earning(&self) -> &'static str {
        "Ce que vous payez avec du crédit ou une récompense ne rapporte pas à nouveau."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("À partir du {}.", Language::Fr.date(day))));
        said.extend(reward.until.map(|day| format!("Jusqu’au {}.", Language::Fr.date(day))));
        said.extend(level.map(|level| format!("Dès le niveau {level}.")));
        if reward.members_only {
            said.push("Pour les adhérents.".into());
        }
        said.extend(reward.per_person.map(|max| format!("Au plus {max} par personne.")));
        if reward.stock.is_some() {
            said.push("Dans la limite du stock.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        match days {
            1 => format!("{title}\u{202f}: à utiliser dans le jour qui suit."),
            days => format!("{title}\u{202f}: à utiliser dans les {days} jours qui suivent."),
        }
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "vos dépenses",
            TierBasis::Visits => "vos visites",
            TierBasis::Points => "les points gagnés",
        };
        let period = if tiers.period_months < 2 {
            "du dernier mois".into()
        } else {
            format!("des {} derniers mois", tiers.period_months)
        };
        format!("votre niveau suit {what} {period}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("à partir de {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Vous gagnez {} de points et de crédit en plus.", more(level.multiplier_pct));
        }
        if let Some(gift) = gift {
            said += &format!(" En y arrivant\u{202f}: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "le premier jour de chaque mois",
            Review::Yearly => "chaque année, le jour où vous l’avez atteint",
        };
        let grace = match tiers.grace_days {
            0 => "S’il n’est plus atteint alors, il baisse.".into(),
            days => format!("S’il n’est plus atteint alors, vous le gardez encore {}.", days_of(days)),
        };
        format!("Vous montez aussitôt. Votre niveau est revu {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} pour {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("valable {months} mois"),
            Validity::Days(days) => format!("valable {}", days_of(days)),
            Validity::Forever => "valable sans limite".into(),
        };
        let renew = if membership.renewable { ", et renouvelable" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Les adhérents gagnent {} de points et de crédit en plus.", more(percent)),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " et à chaque renouvellement," } else { "" };
        format!("Quand elle commence,{renewed} vous recevez\u{202f}: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Cela vous donne\u{202f}: {}.", benefits.join("\u{202f}; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} à votre première visite."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives} si vous venez le jour de votre anniversaire, une fois par an.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives} si vous venez autour de votre anniversaire (de {} avant à {} après), une fois par an.",
                days_of(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let units = match on {
                    PurseKind::Stamps => "tampons",
                    PurseKind::Points => "points",
                    PurseKind::Credit => "crédit",
                };
                match pct {
                    200 => format!("{units} doublés{bounds}.", units = plural(units)),
                    300 => format!("{units} triplés{bounds}.", units = plural(units)),
                    pct => format!("{} de {units} en plus{bounds}.", more(*pct)),
                }
            }
            PromotionKind::Addition { .. } => format!("{} de plus à chaque gain{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} à votre visite numéro {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "amenez un ami qui n’a pas encore de carte\u{202f}: {gives} pour lui et {} pour vous, à sa première visite, jusqu’à {}.",
                said.gives_other,
                count(*max_per_referrer, "ami", "amis")
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("du {from} au {until}")),
            (Some(from), None) => Some(format!("à partir du {from}")),
            (None, Some(until)) => Some(format!("jusqu’au {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "Quand plusieurs de ces avantages valent en même temps, ce que chacun ajoute s’additionne, et parmi les promotions seule la \
         meilleure compte. Les fractions sont arrondies vers le bas."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(", et {months} mois de plus"),
        };
        match expiry {
            Expiry::Never => "ce que vous gagnez n’expire jamais.".into(),
            Expiry::Days(days) => format!("ce que vous gagnez dure {}, jusqu’à la fin du jour.", days_of(days)),
            Expiry::Months(months) => format!("ce que vous gagnez dure {months} mois."),
            Expiry::EndOfMonth { grace_months } => {
                format!("ce que vous gagnez dure jusqu’à la fin du mois{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("ce que vous gagnez dure jusqu’à la fin du trimestre{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("ce que vous gagnez dure jusqu’à la fin de l’année{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => format!(
                "tout expire {} après votre dernier passage\u{202f}; chaque visite remet le compteur à zéro.",
                days_of(days)
            ),
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("Si nous pouvons vous joindre, rien n’expire sans que vous ayez été prévenu {} avant.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "Si c’est déjà utilisé, vos prochains gains le compensent.",
            BelowZero::Floor => "Si c’est déjà utilisé, vous ne devez rien.",
        };
        format!("Ce qu’un achat a rapporté est repris quand l’achat est annulé ou remboursé. {rule}")
    }

    fn kept(&self) -> &'static str {
        "Quand les règles changent, les récompenses que vous avez restent valables."
    }
}

/// Accordé avec « doublés » : le crédit n’a pas de pluriel, on parle alors de gains.
fn plural(units: &str) -> &str {
    if units == "crédit" { "gains de crédit" } else { units }
}
