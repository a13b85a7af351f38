//! Portuguese, as it is written in Portugal.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Review,
    Reward, StampCard, StampEarn, TierBasis, Tiers, Validity,
};

pub(super) struct Portuguese;

fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    say::count(Language::Pt, number, one, many)
}

fn points_of(number: u32) -> String {
    count(number, "ponto", "pontos")
}

fn days_of(number: u32) -> String {
    count(number, "dia", "dias")
}

fn months_of(number: u32) -> String {
    count(number, "mês", "meses")
}

/// The share on top of percent of what is usually earned: `50%`.
fn more(percent: u32) -> String {
    Language::Pt.percent(percent.saturating_sub(100) * 100)
}

impl Voice for Portuguese {
    fn language(&self) -> Language {
        Language::Pt
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "Como acumula",
            Topic::Rewards => "As suas recompensas",
            Topic::Levels => "Níveis",
            Topic::Membership => "Adesão",
            Topic::OnTop => "E ainda",
            Topic::Lapse => "Quanto tempo dura",
            Topic::Mistakes => "Se algo correr mal",
        }
    }

    fn or(&self) -> &'static str {
        "ou"
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, "carimbo", "carimbos"),
            PurseKind::Points | PurseKind::Credit => count(number, "ponto", "pontos"),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, "visita", "visitas")
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} de saldo")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = [
            "às segundas-feiras",
            "às terças-feiras",
            "às quartas-feiras",
            "às quintas-feiras",
            "às sextas-feiras",
            "aos sábados",
            "aos domingos",
        ];
        let days = say::days(hours, names, "e", "todos os dias");
        format!("{days} das {} às {}", say::clock(hours.from_minute), say::clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("para o nível {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "para membros".into(),
            Group::Tag { .. } | Group::List { .. } => "para os clientes que a loja convida".into(),
            Group::New { days: 1 } => "no seu primeiro dia".into(),
            Group::New { days } => format!("nos seus primeiros {days} dias"),
            Group::Sleeping { days } => format!("quando volta após {} ou mais", days_of(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "visitas" } else { "carimbos" };
        let choice = if card.choices.is_empty() { "" } else { "à escolha, " };
        format!("{} {what} e depois: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} por cada {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} por visita", points_of(number)),
            (None, None) => "Pontos pelo que faz".into(),
        };
        match from {
            Some(from) => format!("{earn}, recompensas a partir de {}.", points_of(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        let share = Language::Pt.percent(hundredths);
        format!("{share} do que paga volta como saldo.")
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("De {lowest} a {highest}: quanto mais vem, mais ganha.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "um carimbo por cada artigo".into(),
            StampEarn::Visit => "um carimbo por cada visita".into(),
            StampEarn::Tag(tag) => format!("um carimbo por cada artigo do tipo «{tag}»"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "Com {goal} carimbos o cartão está cheio e transforma-se em: {rewards}. Começa logo um novo cartão; os carimbos para lá dos \
                 {goal} ficam nele."
            )
        } else {
            format!("A partir de {goal} carimbos pode trocar {goal}, quando quiser, por: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} por cada {money} que paga.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} por cada visita.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", uma vez por dia",
            OncePer::Ever => ", uma única vez",
        };
        format!("{units} por isto: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "O que sobra abaixo de uma unidade inteira fica no seu cartão e conta com a próxima compra."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", a partir de {least} de cada vez")).unwrap_or_default();
        let share = Language::Pt.percent(cashback.basis_points);
        format!("{share} do que paga volta como saldo, com que pode pagar a parte que quiser de outra conta{least}.")
    }

    fn not_earning(&self) -> &'static str {
        "O que paga com saldo ou com uma recompensa não volta a acumular."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("A partir de {}.", Language::Pt.date(day))));
        said.extend(reward.until.map(|day| format!("Até {}.", Language::Pt.date(day))));
        said.extend(level.map(|level| format!("A partir do nível {level}.")));
        if reward.members_only {
            said.push("Para membros.".into());
        }
        said.extend(reward.per_person.map(|max| format!("No máximo {max} por pessoa.")));
        if reward.stock.is_some() {
            said.push("Limitado ao stock existente.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        format!("{title}: para usar no prazo de {} depois de receber.", days_of(days))
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "do que gasta",
            TierBasis::Visits => "das suas visitas",
            TierBasis::Points => "dos pontos que acumula",
        };
        let period = match tiers.period_months {
            1 => "no último mês".into(),
            months => format!("nos últimos {months} meses"),
        };
        format!("o seu nível depende {what} {period}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("a partir de {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Acumula mais {} de pontos e saldo.", more(level.multiplier_pct));
        }
        if let Some(gift) = gift {
            said += &format!(" Ao chegar lá: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "no primeiro dia de cada mês",
            Review::Yearly => "todos os anos, no dia em que o alcançou",
        };
        let grace = match tiers.grace_days {
            0 => "Se nessa altura já não o alcançar, desce.".into(),
            days => format!("Se nessa altura já não o alcançar, mantém-no por mais {}.", days_of(days)),
        };
        format!("Sobe logo. O seu nível é revisto {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} por {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("válida por {}", months_of(months)),
            Validity::Days(days) => format!("válida por {}", days_of(days)),
            Validity::Forever => "válida para sempre".into(),
        };
        let renew = if membership.renewable { ", e pode ser renovada" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Os membros acumulam mais {} de pontos e saldo.", more(percent)),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " e em cada renovação" } else { "" };
        format!("No início{renewed} recebe: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Dá-lhe: {}.", benefits.join("; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} na sua primeira visita."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives} se vier no dia do seu aniversário, uma vez por ano.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives} se vier por altura do seu aniversário (de {} antes a {} depois), uma vez por ano.",
                days_of(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let (units, of) = match on {
                    PurseKind::Stamps => ("carimbos", "dos"),
                    PurseKind::Points => ("pontos", "dos"),
                    PurseKind::Credit => ("saldo", "do"),
                };
                match pct {
                    200 => format!("o dobro {of} {units}{bounds}."),
                    300 => format!("o triplo {of} {units}{bounds}."),
                    pct => format!("mais {} de {units}{bounds}.", more(*pct)),
                }
            }
            PromotionKind::Addition { .. } => format!("mais {} sempre que acumula{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} na sua visita número {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "traga alguém que ainda não tem cartão: {gives} para essa pessoa e {} para si, na primeira visita dela, até {}.",
                said.gives_other,
                count(*max_per_referrer, "pessoa", "pessoas")
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("de {from} a {until}")),
            (Some(from), None) => Some(format!("a partir de {from}")),
            (None, Some(until)) => Some(format!("até {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "Quando várias destas vantagens valem ao mesmo tempo, soma-se o que cada uma acrescenta, e das promoções só conta a melhor. As \
         frações são arredondadas para baixo."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(", e mais {}", months_of(months)),
        };
        match expiry {
            Expiry::Never => "o que acumula nunca expira.".into(),
            Expiry::Days(days) => format!("o que acumula dura {}, até ao fim do dia.", days_of(days)),
            Expiry::Months(months) => format!("o que acumula dura {}.", months_of(months)),
            Expiry::EndOfMonth { grace_months } => {
                format!("o que acumula dura até ao fim do mês{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("o que acumula dura até ao fim do trimestre{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("o que acumula dura até ao fim do ano{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => {
                format!("tudo expira {} depois da sua última visita; cada visita renova tudo.", days_of(days))
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("Se tivermos um contacto seu, nada expira sem aviso {} antes.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "Se já foi usado, o que acumular a seguir compensa-o.",
            BelowZero::Floor => "Se já foi usado, não deve nada.",
        };
        format!("O que uma compra rendeu é retirado quando a compra é anulada ou reembolsada. {rule}")
    }

    fn kept(&self) -> &'static str {
        "Quando as regras mudam, as recompensas que tem continuam válidas."
    }
}
