//! Italian.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind, Review,
    Reward, StampCard, StampEarn, TierBasis, Tiers, Validity,
};

pub(super) struct Italian;

fn count(number: impl Into<i64>, one: &str, many: &str) -> String {
    say::count(Language::It, number, one, many)
}

fn points_of(number: u32) -> String {
    count(number, "punto", "punti")
}

fn days_of(number: u32) -> String {
    count(number, "giorno", "giorni")
}

fn months_of(number: u32) -> String {
    count(number, "mese", "mesi")
}

/// A share with its article, which goes by how the number is spoken: `il 5%`, `l’8%`, `lo 0,5%`.
fn the_share(hundredths: u32) -> String {
    let article = match hundredths / 100 {
        0 => "lo ",
        1 | 8 | 11 | 80..=89 | 800..=899 => "l’",
        _ => "il ",
    };
    format!("{article}{}", Language::It.percent(hundredths))
}

/// `il 50% in più di`, of percent of what is usually earned.
fn more(percent: u32) -> String {
    format!("{} in più di", the_share(percent.saturating_sub(100) * 100))
}

impl Voice for Italian {
    fn language(&self) -> Language {
        Language::It
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "Come accumuli",
            Topic::Rewards => "I tuoi premi",
            Topic::Levels => "Livelli",
            Topic::Membership => "Iscrizione",
            Topic::OnTop => "In più",
            Topic::Lapse => "Quanto dura",
            Topic::Mistakes => "Se qualcosa va storto",
        }
    }

    fn or(&self) -> &'static str {
        "o"
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, "timbro", "timbri"),
            PurseKind::Points | PurseKind::Credit => count(number, "punto", "punti"),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, "visita", "visite")
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} di credito")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"];
        let days = say::days(hours, names, "e", "ogni giorno");
        format!("{days} dalle {} alle {}", say::clock(hours.from_minute), say::clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("per il livello {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "per i soci".into(),
            Group::Tag { .. } | Group::List { .. } => "per i clienti che il negozio invita".into(),
            Group::New { days: 1 } => "nel tuo primo giorno".into(),
            Group::New { days } => format!("nei tuoi primi {days} giorni"),
            Group::Sleeping { days } => format!("quando ritorni dopo {} o più", days_of(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let what = if card.earn == StampEarn::Visit { "visite" } else { "timbri" };
        let choice = if card.choices.is_empty() { "" } else { "a scelta " };
        format!("{} {what}, poi: {choice}{reward}.", card.goal)
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} ogni {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} a visita", points_of(number)),
            (None, None) => "Punti per quello che fai".into(),
        };
        match from {
            Some(from) => format!("{earn}, premi a partire da {}.", points_of(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        format!("Ti torna come credito {} di quello che paghi.", the_share(hundredths))
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("Da {lowest} a {highest}: più vieni, più ci guadagni.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "un timbro per ogni articolo".into(),
            StampEarn::Visit => "un timbro per ogni visita".into(),
            StampEarn::Tag(tag) => format!("un timbro per ogni articolo del tipo «{tag}»"),
        };
        let goal = card.goal;
        let full = if card.automatic {
            format!(
                "Con {goal} timbri la carta è piena e diventa: {rewards}. Una nuova carta comincia subito; i timbri oltre quota {goal} restano su \
                 quella."
            )
        } else {
            format!("Da {goal} timbri in su puoi scambiarne {goal}, quando vuoi, con: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} ogni {money} che paghi.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} per ogni visita.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", una volta al giorno",
            OncePer::Ever => ", una volta sola",
        };
        format!("{units} per questo: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "Quello che avanza sotto l’unità intera resta sulla tua carta e conta con il tuo prossimo acquisto."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", a partire da {least} per volta")).unwrap_or_default();
        let share = the_share(cashback.basis_points);
        format!(
            "Ti torna come credito {share} di quello che paghi. Con il credito paghi quanto vuoi di un conto successivo{least}."
        )
    }

    fn not_earning(&self) -> &'static str {
        "Quello che paghi con il credito o con un premio non accumula di nuovo."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("A partire dal {}.", Language::It.date(day))));
        said.extend(reward.until.map(|day| format!("Fino al {}.", Language::It.date(day))));
        said.extend(level.map(|level| format!("A partire dal livello {level}.")));
        if reward.members_only {
            said.push("Per i soci.".into());
        }
        said.extend(reward.per_person.map(|max| format!("Al massimo {max} a persona.")));
        if reward.stock.is_some() {
            said.push("Fino a esaurimento scorte.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        format!("{title}: da usare entro {} da quando lo ricevi.", days_of(days))
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "da quanto spendi",
            TierBasis::Visits => "dalle tue visite",
            TierBasis::Points => "dai punti che accumuli",
        };
        let period = match tiers.period_months {
            1 => "nell’ultimo mese".into(),
            months => format!("negli ultimi {months} mesi"),
        };
        format!("il tuo livello dipende {what} {period}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("a partire da {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Accumuli {} punti e credito.", more(level.multiplier_pct));
        }
        if let Some(gift) = gift {
            said += &format!(" Quando ci arrivi: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "il primo giorno di ogni mese",
            Review::Yearly => "ogni anno nel giorno in cui l’hai raggiunto",
        };
        let grace = match tiers.grace_days {
            0 => "Se allora non è più raggiunto, scende.".into(),
            days => format!("Se allora non è più raggiunto, lo tieni ancora per {}.", days_of(days)),
        };
        format!("Sali subito. Il tuo livello viene rivisto {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} per {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("vale {}", months_of(months)),
            Validity::Days(days) => format!("vale {}", days_of(days)),
            Validity::Forever => "vale per sempre".into(),
        };
        let renew = if membership.renewable { " e si può rinnovare" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" I soci accumulano {} punti e credito.", more(percent)),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " e a ogni rinnovo" } else { "" };
        format!("All’inizio{renewed} ricevi: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Ti dà: {}.", benefits.join("; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} con la tua prima visita."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives} se vieni il giorno del tuo compleanno, una volta all’anno.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives} se vieni intorno al tuo compleanno (da {} prima a {} dopo), una volta all’anno.",
                days_of(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let (units, of) = match on {
                    PurseKind::Stamps => ("timbri", "dei"),
                    PurseKind::Points => ("punti", "dei"),
                    PurseKind::Credit => ("credito", "del"),
                };
                match pct {
                    200 => format!("il doppio {of} {units}{bounds}."),
                    300 => format!("il triplo {of} {units}{bounds}."),
                    pct => format!("{} {units}{bounds}.", more(*pct)),
                }
            }
            PromotionKind::Addition { .. } => format!("{} in più ogni volta che accumuli{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} con la tua visita numero {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "porta qualcuno che non ha ancora una carta: {gives} per chi porti e {} per te, con la sua prima visita, fino a {}.",
                said.gives_other,
                count(*max_per_referrer, "persona", "persone")
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("dal {from} al {until}")),
            (Some(from), None) => Some(format!("a partire dal {from}")),
            (None, Some(until)) => Some(format!("fino al {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "Quando valgono più vantaggi insieme, si somma quello che ciascuno aggiunge, e delle promozioni conta solo la migliore. Le frazioni \
         si arrotondano per difetto."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(", più {}", months_of(months)),
        };
        match expiry {
            Expiry::Never => "quello che accumuli non scade mai.".into(),
            Expiry::Days(days) => format!("quello che accumuli dura {}, fino alla fine del giorno.", days_of(days)),
            Expiry::Months(months) => format!("quello che accumuli dura {}.", months_of(months)),
            Expiry::EndOfMonth { grace_months } => {
                format!("quello che accumuli dura fino alla fine del mese{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("quello che accumuli dura fino alla fine del trimestre{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("quello che accumuli dura fino alla fine dell’anno{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => {
                format!("tutto scade {} dopo la tua ultima visita; ogni visita lo rinnova.", days_of(days))
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("Se possiamo contattarti, niente scade senza un avviso {} prima.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "Se è già stato usato, lo compensa quello che accumuli dopo.",
            BelowZero::Floor => "Se è già stato usato, non devi nulla.",
        };
        format!("Quello che un acquisto ha fruttato viene ripreso quando l’acquisto è annullato o rimborsato. {rule}")
    }

    fn kept(&self) -> &'static str {
        "Quando cambiano le regole, i premi che hai restano validi."
    }
}
