//! Polish. A counted word has three forms in each case; where a sentence would need the case of a text that comes in, it is built around it.

mod receipt;

use super::voice::{Said, Topic, Voice};
use super::{Language, SayMoney, say};
use crate::{
    BelowZero, Cashback, Category, Expiry, Group, Hours, Level, Membership, OncePer, Points, PromotionKind, PurseKind,
    Review, Reward, StampCard, StampEarn, TierBasis, Tiers, Validity, category,
};

pub(super) struct Polish;

/// `1 punkt`, `2 punkty`, `5 punktów`: the forms for one, few and many.
fn count(number: impl Into<i64>, [one, few, many]: [&str; 3]) -> String {
    let number = number.into();
    let word = match category(Language::Pl, number) {
        Category::One => one,
        Category::Few => few,
        Category::Many | Category::Other => many,
    };
    format!("{number} {word}")
}

fn points_of(number: u32) -> String {
    count(number, ["punkt", "punkty", "punktów"])
}

/// In the genitive: after “od”.
fn of_points(number: u32) -> String {
    count(number, ["punktu", "punktów", "punktów"])
}

/// How long something lasts: nominative and accusative are the same.
fn days_of(number: u32) -> String {
    count(number, ["dzień", "dni", "dni"])
}

/// In the locative: after “po”.
fn after_days(number: u32) -> String {
    count(number, ["dniu", "dniach", "dniach"])
}

fn months_of(number: u32) -> String {
    count(number, ["miesiąc", "miesiące", "miesięcy"])
}

/// `50% więcej`, of percent of what is usually earned.
fn more(percent: u32) -> String {
    format!("{} więcej", Language::Pl.percent(percent.saturating_sub(100) * 100))
}

impl Voice for Polish {
    fn language(&self) -> Language {
        Language::Pl
    }

    fn title(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Earn => "Jak zbierasz",
            Topic::Rewards => "Twoje nagrody",
            Topic::Levels => "Poziomy",
            Topic::Membership => "Członkostwo",
            Topic::OnTop => "Dodatkowo",
            Topic::Lapse => "Jak długo to trwa",
            Topic::Mistakes => "Gdy coś pójdzie nie tak",
        }
    }

    fn or(&self) -> &'static str {
        "albo"
    }

    fn units(&self, number: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(number, ["pieczątka", "pieczątki", "pieczątek"]),
            PurseKind::Points | PurseKind::Credit => count(number, ["punkt", "punkty", "punktów"]),
        }
    }

    fn visits(&self, number: i64) -> String {
        count(number, ["wizyta", "wizyty", "wizyt"])
    }

    fn of_credit(&self, money: &str) -> String {
        format!("{money} środków")
    }

    fn hours(&self, hours: &Hours) -> String {
        let names = ["poniedziałki", "wtorki", "środy", "czwartki", "piątki", "soboty", "niedziele"];
        // On Tuesdays is “we wtorki”, on all other days “w”.
        let on = match hours.weekdays.first() {
            None => "",
            Some(crate::Weekday::Tue) => "we ",
            Some(_) => "w ",
        };
        let days = say::days(hours, names, "i", "codziennie");
        format!("{on}{days} od {} do {}", say::clock(hours.from_minute), say::clock(hours.to_minute))
    }

    fn who(&self, group: &Group, level: &dyn Fn(&str) -> String) -> Option<String> {
        Some(match group {
            Group::All => return None,
            Group::Tier { ids } => {
                format!("na poziomie {}", self.one_of(&ids.iter().map(|id| level(id)).collect::<Vec<_>>()))
            }
            Group::Members => "dla członków".into(),
            Group::Tag { .. } | Group::List { .. } => "dla klientów, których zaprosi sklep".into(),
            Group::New { days: 1 } => "w pierwszym dniu".into(),
            Group::New { days } => format!("przez pierwsze {}", days_of(*days)),
            Group::Sleeping { days } => format!("po co najmniej {} przerwy", after_days(*days)),
        })
    }

    fn headline_stamps(&self, card: &StampCard, reward: &str) -> String {
        let number = i64::from(card.goal);
        let what = match card.earn {
            StampEarn::Visit => self.visits(number),
            StampEarn::Quantity | StampEarn::Tag(_) => self.units(number, PurseKind::Stamps),
        };
        let choice = if card.choices.is_empty() { "" } else { "do wyboru " };
        format!("{what}, a potem: {choice}{reward}.")
    }

    fn headline_points(&self, points: &Points, from: Option<u32>, money: SayMoney<'_>) -> String {
        let earn = match (points.by_amount(), points.by_visit()) {
            (Some((number, per)), _) => format!("{} za każde {}", points_of(number), money(i64::from(per))),
            (None, Some(number)) => format!("{} za wizytę", points_of(number)),
            (None, None) => "Punkty za to, co robisz".into(),
        };
        match from {
            Some(from) => format!("{earn}, nagrody od {}.", of_points(from)),
            None => format!("{earn}."),
        }
    }

    fn headline_cashback(&self, hundredths: u32) -> String {
        let share = Language::Pl.percent(hundredths);
        format!("{share} tego, co płacisz, wraca jako środki do zapłaty.")
    }

    fn headline_levels(&self, lowest: &str, highest: &str) -> String {
        format!("{lowest} → {highest}: im częściej przychodzisz, tym więcej zyskujesz.")
    }

    fn stamps(&self, card: &StampCard, rewards: &str) -> String {
        let each = match &card.earn {
            StampEarn::Quantity => "jedna pieczątka za każdy produkt".into(),
            StampEarn::Visit => "jedna pieczątka za każdą wizytę".into(),
            StampEarn::Tag(tag) => format!("jedna pieczątka za każdy produkt z kategorii „{tag}”"),
        };
        let (goal, stamps) = (card.goal, self.units(i64::from(card.goal), PurseKind::Stamps));
        let full = if card.automatic {
            format!(
                "Karta jest pełna, gdy ma {stamps}, i zamienia się w: {rewards}. Nowa karta zaczyna się od razu, a pieczątki ponad {goal} \
                 przechodzą na nią."
            )
        } else {
            format!("Od {goal} pieczątek możesz, kiedy zechcesz, wymienić {goal} z nich na: {rewards}.")
        };
        format!("{each}. {full}")
    }

    fn by_amount(&self, units: &str, money: &str) -> String {
        format!("{units} za każde zapłacone {money}.")
    }

    fn by_visit(&self, units: &str) -> String {
        format!("{units} za każdą wizytę.")
    }

    fn by_action(&self, units: &str, words: &str, once_per: OncePer) -> String {
        let often = match once_per {
            OncePer::Never => "",
            OncePer::Day => ", raz dziennie",
            OncePer::Ever => ", tylko raz",
        };
        format!("{units} za to: {words}{often}.")
    }

    fn carried(&self) -> &'static str {
        "Reszta poniżej całej jednostki zostaje na Twojej karcie i liczy się przy następnym zakupie."
    }

    fn cashback(&self, cashback: &Cashback, least: Option<String>) -> String {
        let least = least.map(|least| format!(", od {least} naraz")).unwrap_or_default();
        let share = Language::Pl.percent(cashback.basis_points);
        format!(
            "{share} tego, co płacisz, wraca jako środki, którymi możesz zapłacić dowolną część późniejszego rachunku{least}."
        )
    }

    fn not_earning(&self) -> &'static str {
        "Za to, co płacisz środkami albo nagrodą, nic się ponownie nie nalicza."
    }

    fn bounds(&self, reward: &Reward, level: Option<&str>) -> Vec<String> {
        let mut said = Vec::new();
        said.extend(reward.from.map(|day| format!("Od {}.", Language::Pl.date(day))));
        said.extend(reward.until.map(|day| format!("Do {}.", Language::Pl.date(day))));
        said.extend(level.map(|level| format!("Od poziomu {level}.")));
        if reward.members_only {
            said.push("Dla członków.".into());
        }
        said.extend(reward.per_person.map(|max| format!("Najwyżej {max} na osobę.")));
        if reward.stock.is_some() {
            said.push("Do wyczerpania zapasów.".into());
        }
        said
    }

    fn voucher_days(&self, title: &str, days: u32) -> String {
        format!("{title}: do wykorzystania przez {} od otrzymania.", days_of(days))
    }

    fn tiers(&self, tiers: &Tiers) -> String {
        let what = match tiers.basis {
            TierBasis::Spend => "wydatków",
            TierBasis::Visits => "wizyt",
            TierBasis::Points => "punktów zebranych",
        };
        let period = match tiers.period_months {
            1 => "ostatnim miesiącu".into(),
            months => format!("ostatnich {months} miesiącach"),
        };
        format!("Twój poziom zależy od {what} w {period}.")
    }

    fn level(&self, level: &Level, from: &str, gift: Option<&str>) -> String {
        let mut said = format!("co najmniej {from}.");
        if level.multiplier_pct > 100 {
            said += &format!(" Zbierasz o {} punktów i środków.", more(level.multiplier_pct));
        }
        if let Some(gift) = gift {
            said += &format!(" Za osiągnięcie: {gift}.");
        }
        said
    }

    fn review(&self, tiers: &Tiers) -> String {
        let when = match tiers.review {
            Review::Monthly => "pierwszego dnia każdego miesiąca",
            Review::Yearly => "co roku w dniu, w którym został osiągnięty",
        };
        let grace = match tiers.grace_days {
            0 => "Jeśli wtedy już go nie osiągasz, spada.".into(),
            days => format!("Jeśli wtedy już go nie osiągasz, zachowujesz go jeszcze przez {}.", days_of(days)),
        };
        format!("W górę idziesz od razu. Twój poziom sprawdzamy {when}. {grace}")
    }

    fn priced(&self, name: &str, price: &str) -> String {
        format!("{name} za {price}")
    }

    fn membership(&self, membership: &Membership) -> String {
        let valid = match membership.valid {
            Validity::Months(months) => format!("ważne przez {}", months_of(months)),
            Validity::Days(days) => format!("ważne przez {}", days_of(days)),
            Validity::Forever => "ważne bezterminowo".into(),
        };
        let renew = if membership.renewable { ", można je odnowić" } else { "" };
        let more = match membership.multiplier_pct {
            0..=100 => String::new(),
            percent => format!(" Członkowie zbierają o {} punktów i środków.", more(percent)),
        };
        format!("{valid}{renew}.{more}")
    }

    fn membership_gives(&self, gift: &str, renewable: bool) -> String {
        let renewed = if renewable { " i przy każdym odnowieniu" } else { "" };
        format!("Prezent na początek{renewed}: {gift}.")
    }

    fn benefits(&self, benefits: &[String]) -> String {
        format!("Twoje korzyści: {}.", benefits.join("; "))
    }

    fn promotion(&self, kind: &PromotionKind, said: &Said) -> String {
        let Said { gives, bounds, .. } = said;
        match kind {
            PromotionKind::Welcome { .. } => format!("{gives} przy pierwszej wizycie."),
            PromotionKind::Birthday { days_before: 0, days_after: 0, .. } => {
                format!("{gives}, gdy przyjdziesz w dniu urodzin, raz w roku.")
            }
            PromotionKind::Birthday { days_before, days_after, .. } => format!(
                "{gives}, gdy przyjdziesz w okolicy urodzin ({} przed, {} po), raz w roku.",
                days_of(*days_before),
                days_of(*days_after)
            ),
            PromotionKind::Multiplier { pct, on, .. } => {
                let units = match on {
                    PurseKind::Stamps => "pieczątek",
                    PurseKind::Points => "punktów",
                    PurseKind::Credit => "środków",
                };
                match pct {
                    200 => format!("dwa razy więcej {units}{bounds}."),
                    300 => format!("trzy razy więcej {units}{bounds}."),
                    pct => format!("o {} {units}{bounds}.", more(*pct)),
                }
            }
            PromotionKind::Addition { .. } => format!("{} więcej przy każdym zbieraniu{}.", said.units, said.aside()),
            PromotionKind::Milestone { visits, .. } => format!("{gives} przy wizycie numer {visits}."),
            PromotionKind::Referral { max_per_referrer, .. } => format!(
                "przyprowadź kogoś, kto nie ma jeszcze karty: {gives} dla tej osoby i {} dla Ciebie, przy jej pierwszej wizycie, najwyżej {}.",
                said.gives_other,
                count(*max_per_referrer, ["osoba", "osoby", "osób"])
            ),
        }
    }

    fn dates(&self, from: Option<String>, until: Option<String>) -> Option<String> {
        match (from, until) {
            (Some(from), Some(until)) => Some(format!("od {from} do {until}")),
            (Some(from), None) => Some(format!("od {from}")),
            (None, Some(until)) => Some(format!("do {until}")),
            (None, None) => None,
        }
    }

    fn combination(&self) -> &'static str {
        "Gdy działa kilka korzyści naraz, sumuje się to, co każda dodaje, a z promocji liczy się tylko najlepsza. Części jednostki zaokrągla \
         się w dół."
    }

    fn lapse(&self, expiry: Expiry) -> String {
        let grace = |months: u32| match months {
            0 => String::new(),
            months => format!(" i jeszcze {}", months_of(months)),
        };
        match expiry {
            Expiry::Never => "to, co zbierzesz, nigdy nie wygasa.".into(),
            Expiry::Days(days) => format!("to, co zbierzesz, jest ważne przez {}, do końca dnia.", days_of(days)),
            Expiry::Months(months) => format!("to, co zbierzesz, jest ważne przez {}.", months_of(months)),
            Expiry::EndOfMonth { grace_months } => {
                format!("to, co zbierzesz, jest ważne do końca miesiąca{}.", grace(grace_months))
            }
            Expiry::EndOfQuarter { grace_months } => {
                format!("to, co zbierzesz, jest ważne do końca kwartału{}.", grace(grace_months))
            }
            Expiry::EndOfYear { grace_months } => {
                format!("to, co zbierzesz, jest ważne do końca roku{}.", grace(grace_months))
            }
            Expiry::Sliding { days } => {
                format!("wszystko wygasa po {} od ostatniej wizyty; każda wizyta to odnawia.", after_days(days))
            }
        }
    }

    fn told_before(&self, days: u32) -> String {
        format!("Jeśli możemy się z Tobą skontaktować, nic nie wygaśnie bez uprzedzenia {} wcześniej.", days_of(days))
    }

    fn undone(&self, below_zero: BelowZero) -> String {
        let rule = match below_zero {
            BelowZero::Debt => "Jeśli to już wykorzystano, zostanie wyrównane z tego, co zbierzesz później.",
            BelowZero::Floor => "Jeśli to już wykorzystano, nic nie musisz oddawać.",
        };
        format!(
            "To, co naliczono za zakup, cofa się, gdy zakup zostanie cofnięty albo zwrócimy za niego pieniądze. {rule}"
        )
    }

    fn kept(&self) -> &'static str {
        "Gdy zmienią się zasady, nagrody, które masz, pozostają ważne."
    }
}
