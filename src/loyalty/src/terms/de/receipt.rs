//! Receipts in German.

use super::{German, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", dazu {kept} Einheiten Rest von früher")).unwrap_or_default();
    let keeps =
        keeps.as_ref().map(|keeps| format!("; {keeps} Einheiten bleiben für das nächste Mal")).unwrap_or_default();
    format!("{amount} ({rate}){kept}: macht {units}{keeps}.")
}

impl Receipts for German {
    fn credit(&self) -> &'static str {
        "Guthaben"
    }

    fn number(&self) -> &'static str {
        "Nr."
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "Was mit dem Besuch kam.".into(),
            Act::Purchase(Some(bill)) => format!("Ein Einkauf für {}.", money(bill)),
            Act::Purchase(None) => "Ein Einkauf.".into(),
            Act::Action => "Etwas, wofür es Punkte gibt.".into(),
            Act::Used(title) => format!("Eine Prämie wurde eingelöst: {title}."),
            Act::Paid(amount) => format!("{} wurden mit Guthaben bezahlt.", money(amount)),
            Act::Gift(why) => format!("Ein Geschenk aus Kulanz: {why}."),
            Act::Correction(why) => format!("Eine Korrektur von Hand: {why}."),
            Act::Referred => "Ein empfohlener Gast war zum ersten Mal da.".into(),
            Act::Membership => "Die Mitgliedschaft hat sich geändert.".into(),
            Act::MoreTime => "Gesammeltes gilt länger.".into(),
            Act::Lapsed => "Gesammeltes ist verfallen.".into(),
            Act::RewardsLapsed => "Prämien sind verfallen.".into(),
            Act::Review => "Die Stufe wurde überprüft.".into(),
            Act::Opening => "Ein Stand von anderswo.".into(),
            Act::MovedOut => "Alles ging auf eine andere Karte.".into(),
            Act::MovedIn => "Alles kam von einer anderen Karte.".into(),
            Act::Void(number) => format!("Der Vorgang Nr. {number} wurde rückgängig gemacht."),
            Act::Refund(number, amount) => format!("{} vom Vorgang Nr. {number} wurden erstattet.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} für je {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("Von {bill} wurden {paid} mit Guthaben oder Prämien bezahlt und sammeln nichts.")
            }
            Why::Counted { units, what } => format!("{units} für {what}."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("{share} mehr."),
            Why::More { share, counts: false } => {
                format!("{share} mehr, ohne Wirkung: Von den Aktionen zählt nur die beste.")
            }
            Why::Multiplied { before, share, after } => format!("{before}, davon {share}: macht {after}."),
            Why::Added { units, purse } => format!("{units} mehr ({purse})."),
            Why::Given { source, what } => format!("{source} gibt {what}."),
            Why::NotGiven { source, reward } => format!("{source} hätte {reward} gegeben, aber das gibt es gerade nicht."),
            Why::PaidDebt { units } => format!("{units} für das, was die Karte noch schuldig war."),
            Why::Owes { units } => format!("Das war schon ausgegeben, die Karte schuldet jetzt {units}."),
            Why::Forgiven { units } => format!("Das war schon ausgegeben, das Geschäft übernimmt {units}."),
            Why::ComesFrom { places } => {
                format!("kommt aus dem Vorgang {places}; was zuerst verfällt, wird zuerst verbraucht.")
            }
            Why::GoesBack { places } => {
                format!("geht dorthin zurück, woher es kam (Vorgang {places}), und verfällt, wann es dort verfällt.")
            }
            Why::Full { stamps } => format!("Die Karte ist voll, {stamps} werden zu einer Prämie."),
            Why::StaysFull => "Die Karte ist voll, aber keine ihrer Prämien ist zu haben: Die Stempel bleiben.".into(),
            Why::SelfReferral => "Eine Karte kann nicht sich selbst empfehlen: Dafür gibt es nichts.".into(),
            Why::Level { from, to, count } => format!("Stufe: {from} → {to} ({count})."),
            Why::Grace { level, count, until } => {
                format!("{count}: zu wenig für {level}, die Stufe bleibt bis zum {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(" bis zum {until}")).unwrap_or_default();
                format!("mehr Zeit für {units}{until}, weil nicht rechtzeitig Bescheid gegeben wurde.")
            }
            Why::StaysUsed => {
                "Eine Prämie wurde inzwischen eingelöst: Sie bleibt eingelöst, und womit sie bezahlt wurde, bleibt ausgegeben.".into()
            }
            Why::Refunded { left, before, after } => format!("{left} sammeln noch: {after} (vorher {before})."),
            Why::Overridden { limit } => format!("Eine Grenze wurde ausgesetzt: {limit}."),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, gültig bis zum {until}."),
            None => format!("{units}, unbegrenzt gültig."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, "Artikel", "Artikel");
        tag.map_or(items.clone(), |tag| format!("{items} der Art „{tag}“"))
    }

    fn the_visit(&self) -> &'static str {
        "den Besuch"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "Artikel auf einmal",
            "stamps_per_day_max" => "Stempel pro Karte und Tag",
            "points_per_day_max" => "Punkte pro Karte und Tag",
            "credit_per_day_max" => "Guthaben pro Karte und Tag",
            "visits_per_day_max" => "Besuche pro Karte und Tag",
            "gifts_per_day_max" => "Geschenke pro Person im Team und Tag",
            "manual_per_staff_day_max" => "Korrekturen pro Person im Team und Tag",
            "earns_per_till_day_max" => "Einkäufe pro Kasse und Tag",
            "max_per_referrer" => "empfohlene Gäste pro Karte",
            _ => "eine andere Grenze",
        }
    }
}
