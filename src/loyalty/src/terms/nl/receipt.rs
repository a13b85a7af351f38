//! Receipts in Dutch.

use super::{Dutch, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", met {kept} eenheid over van eerder")).unwrap_or_default();
    let keeps =
        keeps.as_ref().map(|keeps| format!("; {keeps} eenheid blijft voor de volgende keer")).unwrap_or_default();
    format!("{amount} ({rate}){kept}: dat is {units}{keeps}.")
}

impl Receipts for Dutch {
    fn credit(&self) -> &'static str {
        "Tegoed"
    }

    fn number(&self) -> &'static str {
        "nr."
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "Wat met het bezoek kwam.".into(),
            Act::Purchase(Some(bill)) => format!("Een aankoop van {}.", money(bill)),
            Act::Purchase(None) => "Een aankoop.".into(),
            Act::Action => "Iets wat de klant deed.".into(),
            Act::Used(title) => format!("Er is een beloning gebruikt: {title}."),
            Act::Paid(amount) => format!("{} is met tegoed betaald.", money(amount)),
            Act::Gift(why) => format!("Een cadeau uit coulance: {why}."),
            Act::Correction(why) => format!("Een correctie met de hand: {why}."),
            Act::Referred => "Een vriend kwam voor het eerst.".into(),
            Act::Membership => "Het lidmaatschap is veranderd.".into(),
            Act::MoreTime => "Wat gespaard is, blijft langer geldig.".into(),
            Act::Lapsed => "Wat gespaard was, is verlopen.".into(),
            Act::RewardsLapsed => "Er zijn beloningen verlopen.".into(),
            Act::Review => "Het niveau is bekeken.".into(),
            Act::Opening => "Een stand van elders.".into(),
            Act::MovedOut => "Alles ging naar een andere kaart.".into(),
            Act::MovedIn => "Alles kwam van een andere kaart.".into(),
            Act::Void(number) => format!("Transactie nr. {number} is ongedaan gemaakt."),
            Act::Refund(number, amount) => format!("{} van transactie nr. {number} is terugbetaald.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} voor elke {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("Van {bill} is {paid} met tegoed of beloningen betaald en dat spaart niet.")
            }
            Why::Counted { units, what } => format!("{units} voor {what}."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("{share} meer."),
            Why::More { share, counts: false } => {
                format!("{share} meer, telt niet mee: van de acties telt alleen de beste.")
            }
            Why::Multiplied { before, share, after } => format!("{share} van {before}, dus {after}."),
            Why::Added { units, purse } => format!("{units} extra ({purse})."),
            Why::Given { source, what } => format!("{source} geeft {what}."),
            Why::NotGiven { source, reward } => format!("{source} zou {reward} geven, maar dat is er nu niet."),
            Why::PaidDebt { units } => format!("{units} voor wat de kaart nog schuldig was."),
            Why::Owes { units } => format!("dat was al uitgegeven, dus de kaart is {units} schuldig."),
            Why::Forgiven { units } => format!("dat was al uitgegeven, de winkel neemt {units} voor haar rekening."),
            Why::ComesFrom { places } => {
                format!("komt uit transactie {places}; wat het eerst verloopt, gaat het eerst weg.")
            }
            Why::GoesBack { places } => {
                format!("gaat terug naar waar het vandaan kwam (transactie {places}), met de datum die het daar had.")
            }
            Why::Full { stamps } => format!("de kaart is vol, {stamps} worden een beloning."),
            Why::StaysFull => "de kaart is vol, maar geen van haar beloningen is er nu: de stempels blijven.".into(),
            Why::SelfReferral => "Een kaart kan geen vriend van zichzelf zijn: daar staat niets tegenover.".into(),
            Why::Level { from, to, count } => format!("Niveau: {from} → {to}, met {count}."),
            Why::Grace { level, count, until } => {
                format!("{count}: te weinig voor {level}, dat blijft tot en met {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(" tot en met {until}")).unwrap_or_default();
                format!("meer tijd voor {units}{until}, omdat de klant niet op tijd bericht kreeg.")
            }
            Why::StaysUsed => {
                "Intussen is een beloning gebruikt: die blijft gebruikt, en wat ervoor betaald is blijft uitgegeven."
                    .into()
            }
            Why::Refunded { left, before, after } => format!("{left} spaart nog: {after} in plaats van {before}."),
            Why::Overridden { limit } => format!("Een limiet is losgelaten: {limit}."),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, geldig tot en met {until}."),
            None => format!("{units}, voor altijd geldig."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, "artikel", "artikelen");
        tag.map_or(items.clone(), |tag| format!("{items} van de soort ‘{tag}’"))
    }

    fn the_visit(&self) -> &'static str {
        "het bezoek"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "artikelen in één keer",
            "stamps_per_day_max" => "stempels per kaart en dag",
            "points_per_day_max" => "punten per kaart en dag",
            "credit_per_day_max" => "tegoed per kaart en dag",
            "visits_per_day_max" => "bezoeken per kaart en dag",
            "gifts_per_day_max" => "cadeaus per medewerker en dag",
            "manual_per_staff_day_max" => "correcties per medewerker en dag",
            "earns_per_till_day_max" => "aankopen per kassa en dag",
            "max_per_referrer" => "vrienden per kaart",
            _ => "een andere limiet",
        }
    }
}
