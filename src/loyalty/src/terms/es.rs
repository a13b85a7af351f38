//! Spanish. A no-break space stands before the percent sign.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Review,
    Reward, StampCard, StampEarn, TierBasis, Tiers, Validity,
};

pub(super) struct Spanish;

fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    say::count(Language::Es, number, one, many)
}

fn points_of(number: u32) -> String {
    count(number, "punto", "puntos")
}

fn days_of(number: u32) -> String {
    count(number, "día", "días")
}

fn months_of(number: u32) -> String {
    count(number, "mes", "meses")
}

/// The share on top of percent of what is usually earned: `50 %`.
fn more(percent: u32) -> String {
    Language::Es.percent(percent.saturating_sub(100) * 100)
}

impl Voice for Spanish {
    fn language(&self) -> Language {
        Language::Es
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "Cómo acumulas",
            Topic::Rewards => "Tus recompensas",
            Topic::Levels => "Niveles",
            Topic::Membership => "Inscripción",
            Topic::OnTop => "Además",
            Topic::Lapse => "Cuánto dura",
            Topic::Mistakes => "Si algo sale mal",
        }
    }

    fn or(&self) -> &'static str {
        "o"
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, "sello", "sellos"),
            PurseKind::Points | PurseKind::Credit => count(number, "punto", "puntos"),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, "visita", "visitas")
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} de saldo")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábados", "domingos"];
        let the = if hours.weekdays.is_empty() { "" } else { "los " };
        let days = say::days(hours, names, "y", "todos los días");
        format!("{the}{days} de {} a {}", say::clock(hours.from_minute), say::clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("en el nivel {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "para socios".into(),
            Group::Tag { .. } | Group::List { .. } => "para los clientes que la tienda invita".into(),
            Group::New { days: 1 } => "en tu primer día".into(),
            Group::New { days } => format!("en tus primeros {days} días"),
            Group::Sleeping { days } => format!("cuando vuelves después de {} o más", days_of(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "visitas" } else { "sellos" };
        let choice = if card.choices.is_empty() { "" } else { "a elegir, " };
        format!("{} {what} y después: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} por cada {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} por visita", points_of(number)),
            (None, None) => "Puntos por lo que haces".into(),
        };
        match from {
            Some(from) => format!("{earn}, recompensas desde {}.", points_of(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        let share = Language::Es.percent(hundredths);
        format!("El {share} de lo que pagas vuelve como saldo.")
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("De {lowest} a {highest}: cuanto más vienes, más ganas.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "un sello por cada artículo".into(),
            StampEarn::Visit => "un sello por cada visita".into(),
            StampEarn::Tag(tag) => format!("un sello por cada artículo del tipo «{tag}»"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "Con {goal} sellos la tarjeta está llena y se convierte en: {rewards}. Enseguida empieza otra tarjeta; los sellos que pasan de \
                 {goal} quedan en ella."
            )
        } else {
            format!("Desde {goal} sellos puedes canjear {goal}, cuando quieras, por: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} por cada {money} que pagas.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} por cada visita.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", una vez al día",
            OncePer::Ever => ", una sola vez",
        };
        format!("{units} por esto: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "Lo que no llega a una unidad entera se queda en tu tarjeta y cuenta con tu próxima compra."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", desde {least} cada vez")).unwrap_or_default();
        let share = Language::Es.percent(cashback.basis_points);
        format!(
            "El {share} de lo que pagas vuelve como saldo, con el que puedes pagar la parte que quieras de otra cuenta más adelante{least}."
        )
    }

    fn not_earning(&self) -> &'static str {
        "Lo que pagas con saldo o con una recompensa no vuelve a acumular."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("Desde el {}.", Language::Es.date(day))));
        said.extend(reward.until.map(|day| format!("Hasta el {}.", Language::Es.date(day))));
        said.extend(level.map(|level| format!("Desde el nivel {level}.")));
        if reward.members_only {
            said.push("Para socios.".into());
        }
        said.extend(reward.per_person.map(|max| format!("Como máximo {max} por persona.")));
        if reward.stock.is_some() {
            said.push("Hasta agotar existencias.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        let within = match days {
            1 => "en el día siguiente".into(),
            days => format!("en los {days} días siguientes"),
        };
        format!("{title}: se puede usar {within} a recibirlo.")
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "lo que gastas",
            TierBasis::Visits => "tus visitas",
            TierBasis::Points => "los puntos que acumulas",
        };
        let period = match tiers.period_months {
            1 => "en el último mes".into(),
            months => format!("en los últimos {months} meses"),
        };
        format!("tu nivel depende de {what} {period}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("desde {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Acumulas un {} más de puntos y saldo.", more(level.multiplier_pct));
        }
        if let Some(gift) = gift {
            said += &format!(" Al llegar: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "el primer día de cada mes",
            Review::Yearly => "cada año, el día en que lo alcanzaste",
        };
        let grace = match tiers.grace_days {
            0 => "Si entonces ya no lo alcanzas, baja.".into(),
            days => format!("Si entonces ya no lo alcanzas, lo conservas {} más.", days_of(days)),
        };
        format!("Subes enseguida. Tu nivel se revisa {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} por {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("válida durante {}", months_of(months)),
            Validity::Days(days) => format!("válida durante {}", days_of(days)),
            Validity::Forever => "válida para siempre".into(),
        };
        let renew = if membership.renewable { ", y se puede renovar" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Los socios acumulan un {} más de puntos y saldo.", more(percent)),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " y en cada renovación" } else { "" };
        format!("Al empezar{renewed} recibes: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Te da: {}.", benefits.join("; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} en tu primera visita."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives} si vienes el día de tu cumpleaños, una vez al año.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives} si vienes alrededor de tu cumpleaños (de {} antes a {} después), una vez al año.",
                days_of(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let units = match on {
                    PurseKind::Stamps => "sellos",
                    PurseKind::Points => "puntos",
                    PurseKind::Credit => "saldo",
                };
                match pct {
                    200 => format!("el doble de {units}{bounds}."),
                    300 => format!("el triple de {units}{bounds}."),
                    pct => format!("un {} más de {units}{bounds}.", more(*pct)),
                }
            }
            PromotionKind::Addition { .. } => format!("{} más cada vez que acumulas{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} en tu visita número {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "trae a alguien que aún no tenga tarjeta: {gives} para esa persona y {} para ti, en su primera visita, hasta {}.",
                said.gives_other,
                count(*max_per_referrer, "persona", "personas")
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("del {from} al {until}")),
            (Some(from), None) => Some(format!("desde el {from}")),
            (None, Some(until)) => Some(format!("hasta el {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "Cuando coinciden varias de estas ventajas, se suma lo que cada una añade, y de las promociones solo cuenta la mejor. Las fracciones \
         se redondean hacia abajo."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(", y {} más", months_of(months)),
        };
        match expiry {
            Expiry::Never => "lo que acumulas no caduca nunca.".into(),
            Expiry::Days(days) => format!("lo que acumulas dura {}, hasta el final del día.", days_of(days)),
            Expiry::Months(months) => format!("lo que acumulas dura {}.", months_of(months)),
            Expiry::EndOfMonth { grace_months } => {
                format!("lo que acumulas dura hasta el final del mes{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("lo que acumulas dura hasta el final del trimestre{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("lo que acumulas dura hasta el final del año{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => {
                format!("todo caduca {} después de tu última visita; cada visita lo renueva.", days_of(days))
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("Si podemos contactarte, nada caduca sin que te avisemos {} antes.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "Si ya se ha usado, lo próximo que acumules lo compensa.",
            BelowZero::Floor => "Si ya se ha usado, no debes nada.",
        };
        format!("Lo que dio una compra se retira cuando la compra se deshace o se reembolsa. {rule}")
    }

    fn kept(&self) -> &'static str {
        "Cuando cambian las reglas, las recompensas que tienes siguen siendo válidas."
    }
}
