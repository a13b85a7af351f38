//! Receipts in Italian.

use super::{Italian, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", con {kept} di unità rimasto da prima")).unwrap_or_default();
    let keeps =
        keeps.as_ref().map(|keeps| format!("; {keeps} di unità resta per la prossima volta")).unwrap_or_default();
    format!("per {amount} ({rate}){kept}, {units}{keeps}.")
}

impl Receipts for Italian {
    fn credit(&self) -> &'static str {
        "Credito"
    }

    fn number(&self) -> &'static str {
        "n."
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "Quello che è arrivato con la visita.".into(),
            Act::Purchase(Some(bill)) => format!("Un acquisto di {}.", money(bill)),
            Act::Purchase(None) => "Un acquisto.".into(),
            Act::Action => "Qualcosa che ha fatto il cliente.".into(),
            Act::Used(title) => format!("È stato usato un premio: {title}."),
            Act::Paid(amount) => format!("Pagamento con il credito: {}.", money(amount)),
            Act::Gift(why) => format!("Un omaggio di cortesia: {why}."),
            Act::Correction(why) => format!("Una correzione a mano: {why}."),
            Act::Referred => "Una persona invitata è venuta per la prima volta.".into(),
            Act::Membership => "L’iscrizione è cambiata.".into(),
            Act::MoreTime => "Quanto accumulato dura di più.".into(),
            Act::Lapsed => "È scaduto qualcosa di quanto accumulato.".into(),
            Act::RewardsLapsed => "Sono scaduti dei premi.".into(),
            Act::Review => "Il livello è stato rivisto.".into(),
            Act::Opening => "Un saldo arrivato da altrove.".into(),
            Act::MovedOut => "Tutto è passato a un’altra carta.".into(),
            Act::MovedIn => "Tutto è arrivato da un’altra carta.".into(),
            Act::Void(number) => format!("L’operazione n. {number} è stata annullata."),
            Act::Refund(number, amount) => format!("Rimborso dell’operazione n. {number}: {}.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} ogni {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("Di {bill}, la parte pagata con credito o premi ({paid}) non accumula.")
            }
            Why::Counted { units, what } => format!("{units} per {what}."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("{share} in più."),
            Why::More { share, counts: false } => {
                format!("{share} in più, che non conta: delle promozioni conta solo la migliore.")
            }
            Why::Multiplied { before, share, after } => format!("{share} di {before}, quindi {after}."),
            Why::Added { units, purse } => format!("{units} in più ({purse})."),
            Why::Given { source, what } => format!("{source} dà {what}."),
            Why::NotGiven { source, reward } => format!("{source} darebbe {reward}, che ora non è disponibile."),
            Why::PaidDebt { units } => format!("{units} per pagare ciò che la carta doveva."),
            Why::Owes { units } => format!("era già stato speso, quindi la carta deve {units}."),
            Why::Forgiven { units } => format!("era già stato speso, il negozio si fa carico di {units}."),
            Why::ComesFrom { places } => {
                format!("viene dall’operazione {places}; ciò che scade prima si usa prima.")
            }
            Why::GoesBack { places } => {
                format!("ritorna da dove veniva (operazione {places}), con la propria scadenza.")
            }
            Why::Full { stamps } => format!("la carta è piena, {stamps} diventano un premio."),
            Why::StaysFull => "la carta è piena, ma nessuno dei suoi premi è disponibile ora: i timbri restano.".into(),
            Why::SelfReferral => "Una carta non può invitare sé stessa: per questo non si dà nulla.".into(),
            Why::Level { from, to, count } => format!("Livello: {from} → {to}, con {count}."),
            Why::Grace { level, count, until } => {
                format!("{count}: troppo poco per {level}, che resta fino al {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(" fino al {until}")).unwrap_or_default();
                format!("più tempo per {units}{until}, perché il cliente non è stato avvisato in tempo.")
            }
            Why::StaysUsed => {
                "Nel frattempo un premio è stato usato: resta usato, e ciò che l’ha pagato resta speso.".into()
            }
            Why::Refunded { left, before, after } => {
                format!("continuano ad accumulare {left}: {after} invece di {before}.")
            }
            Why::Overridden { limit } => format!("È stato lasciato passare un limite: {limit}."),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, fino al {until}."),
            None => format!("{units}, senza scadenza."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, "articolo", "articoli");
        tag.map_or(items.clone(), |tag| format!("{items} del tipo «{tag}»"))
    }

    fn the_visit(&self) -> &'static str {
        "la visita"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "articoli per volta",
            "stamps_per_day_max" => "timbri per carta e giorno",
            "points_per_day_max" => "punti per carta e giorno",
            "credit_per_day_max" => "credito per carta e giorno",
            "visits_per_day_max" => "visite per carta e giorno",
            "gifts_per_day_max" => "omaggi per addetto e giorno",
            "manual_per_staff_day_max" => "correzioni per addetto e giorno",
            "earns_per_till_day_max" => "acquisti per cassa e giorno",
            "max_per_referrer" => "persone invitate per carta",
            _ => "un altro limite",
        }
    }
}
