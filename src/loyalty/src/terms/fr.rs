//! Français. Une espace fine insécable précède « ; : ! ? % » et se trouve dans les guillemets.

mod receipt;

use super::{Language, Said, SayMoney, Topic, Voice};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, Promotion, PromotionKind, PurseKind,
    Review, Reward, StampCard, StampEarn, TierBasis, Tiers, Validity, Weekday,
};

pub(super) struct French;

/// En français, zéro et un sont au singulier.
fn count(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number < 2 { one } else { many })
}

fn points_of(number: u32) -> String {
    count(number, "point", "points")
}

fn days_of(number: u32) -> String {
    count(number, "jour", "jours")
}

fn percent(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let text =
        if rest == 0 { whole.to_string() } else { format!("{whole},{rest:02}").trim_end_matches('0').to_owned() };
    format!("{text}\u{202f}%")
}

fn clock(minute: u16) -> String {
    format!("{}\u{202f}h\u{202f}{:02}", minute / 60 % 24, minute % 60)
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

    fn one_of(&self, things: &[String]) -> String {
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} ou {last}", first.join(", ")),
        }
    }

    fn hours(&self, hours: &Hours) -> String {
        let name = |day: &Weekday| match day {
            Weekday::Mon => "lundi",
            Weekday::Tue => "mardi",
            Weekday::Wed => "mercredi",
            Weekday::Thu => "jeudi",
            Weekday::Fri => "vendredi",
            Weekday::Sat => "samedi",
            Weekday::Sun => "dimanche",
        };
        let days: Vec<_> = hours.weekdays.iter().map(name).collect();
        let days = if days.is_empty() { "tous les jours".into() } else { days.join(", ") };
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

    fn headline_cashback(&self, cashback: &Cashback) -> String {
        format!("{} de ce que vous payez revient en crédit.", percent(cashback.basis_points))
    }

    fn headline_membership(&self, name: &str, benefit: &str) -> String {
        if benefit.is_empty() { format!("{name}.") } else { format!("{name}\u{202f}: {benefit}.") }
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("De {lowest} à {highest}\u{202f}: plus vous venez, plus vous y gagnez.")
    }

    fn stamps(&self, card: &StampCard, name: &str, rewards: &str) -> String {
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
        format!("{name}\u{202f}: {each}. {full}")
    }

    fn by_amount(&self, name: &str, points: u32, money: &str) -> String {
        format!("{name}\u{202f}: {} par tranche de {money} payée.", points_of(points))
    }

    fn by_visit(&self, name: &str, points: u32) -> String {
        format!("{name}\u{202f}: {} par visite.", points_of(points))
    }

    fn by_action(&self, name: &str, points: u32, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", une fois par jour",
            OncePer::Ever => ", une seule fois",
        };
        format!("{name}\u{202f}: {} pour ceci\u{202f}: {words}{often}.", points_of(points))
    }

    fn carried(&self) -> String {
        "Ce qui reste en dessous d’une unité entière demeure sur votre carte et compte avec votre prochain achat."
            .into()
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", à partir de {least} à la fois")).unwrap_or_default();
        let share = percent(cashback.basis_points);
        format!(
            "{share} de ce que vous payez revient en crédit, avec lequel vous payez la part que vous voulez d’une addition \
             suivante{least}."
        )
    }

    fn not_earning(&self) -> String {
        "Ce que vous payez avec du crédit ou une récompense ne rapporte pas à nouveau.".into()
    }

    fn on_menu(&self, title: &str, cost: u32) -> String {
        format!("{title}\u{202f}: {}.", points_of(cost))
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|date| format!("À partir du {date}.")));
        said.extend(reward.until.map(|date| format!("Jusqu’au {date}.")));
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

    fn tiers(&self, tiers: &Tiers, levels: &[String]) -> String {
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
        format!("{}\u{202f}: votre niveau suit {what} {period}.", levels.join(", "))
    }

    fn level(&self, level: &Level, name: &str, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("{name}\u{202f}: à partir de {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Vous gagnez {}\u{202f}% de points et de crédit en plus.", level.multiplier_pct - 100);
        }
        if let Some(gift) = gift {
            said += &format!(" En y arrivant\u{202f}: {gift}.");
        }
        said
    }

    fn counted(&self, tiers: &Tiers, from: i64, money: SayMoney<'_>) -> String {
        let number = u32::try_from(from).unwrap_or(u32::MAX);
        match tiers.basis {
            TierBasis::Spend => money(from),
            TierBasis::Visits => count(number, "visite", "visites"),
            TierBasis::Points => points_of(number),
        }
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

    fn membership(&self, membership: &Membership, name: &str, price: Option<String>) -> String {
        let price = price.map(|price| format!(" pour {price}")).unwrap_or_default();
        let valid = match membership.valid {
            Validity::Months(months) => format!("valable {months} mois"),
            Validity::Days(days) => format!("valable {}", days_of(days)),
            Validity::Forever => "valable sans limite".into(),
        };
        let renew = if membership.renewable { ", et renouvelable" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Les adhérents gagnent {}\u{202f}% de points et de crédit en plus.", percent - 100),
        };
        format!("{name}{price}\u{202f}: {valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " et à chaque renouvellement," } else { "" };
        format!("Quand elle commence,{renewed} vous recevez\u{202f}: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Cela vous donne\u{202f}: {}.", benefits.join("\u{202f}; "))
    }

    fn gives(&self, units: u32, kind: PurseKind, money: SayMoney<'_>) -> String {
        match kind {
            PurseKind::Stamps => count(units, "tampon", "tampons"),
            PurseKind::Points => points_of(units),
            PurseKind::Credit => format!("{} de crédit", money(i64::from(units))),
        }
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let bounds: Vec<_> = [said.when.clone(), said.who.clone()].into_iter().flatten().collect();
        let bounds = if bounds.is_empty() { String::new() } else { format!(" {}", bounds.join(", ")) };
        let gives = &said.gives;
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
                    pct => format!("{}\u{202f}% de {units} en plus{bounds}.", pct.saturating_sub(100)),
                }
            }
            PromotionKind::Addition { .. } => format!("{} de plus à chaque gain{bounds}.", said.units),
            PromotionKind::Milestone { visits, .. } => format!("{gives} à votre visite numéro {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "amenez un ami qui n’a pas encore de carte\u{202f}: {gives} pour lui et {} pour vous, à sa première visite, jusqu’à {}.",
                said.gives_other,
                count(*max_per_referrer, "ami", "amis")
            ),
        }
    }

    fn dates(&self, promotion: &Promotion) -> Option<String> {
        match (promotion.from, promotion.until) {
            (Some(from), Some(until)) => Some(format!("du {from} au {until}")),
            (Some(from), None) => Some(format!("à partir du {from}")),
            (None, Some(until)) => Some(format!("jusqu’au {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> String {
        "Quand plusieurs de ces avantages valent en même temps, ce que chacun ajoute s’additionne, et parmi les promotions seule la \
         meilleure compte. Les fractions sont arrondies vers le bas."
            .into()
    }

    fn lapse(&self, _name: &str, expiry: Expiry) -> String {
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

    fn kept(&self) -> String {
        "Quand les règles changent, les récompenses que vous avez restent valables.".into()
    }
}

/// Accordé avec « doublés » : le crédit n’a pas de pluriel, on parle alors de gains.
fn plural(units: &str) -> &str {
    if units == "crédit" { "gains de crédit" } else { units }
}
