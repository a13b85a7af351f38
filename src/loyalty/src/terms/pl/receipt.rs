//! Receipts in Polish. Units stand in the nominative, with no verb that would have to agree with them.

use super::{Polish, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", z poprzednią resztą {kept} jednostki")).unwrap_or_default();
    let keeps = keeps.as_ref().map(|keeps| format!("; {keeps} jednostki zostaje na następny raz")).unwrap_or_default();
    format!("za {amount} ({rate}){kept}: {units}{keeps}.")
}

impl Receipts for Polish {
    fn credit(&self) -> &'static str {
        "Środki"
    }

    fn number(&self) -> &'static str {
        "nr"
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "To, co dała wizyta.".into(),
            Act::Purchase(Some(bill)) => format!("Zakup za {}.", money(bill)),
            Act::Purchase(None) => "Zakup.".into(),
            Act::Action => "Coś, co zrobił klient.".into(),
            Act::Used(title) => format!("Wykorzystano nagrodę: {title}."),
            Act::Paid(amount) => format!("Zapłacono środkami: {}.", money(amount)),
            Act::Gift(why) => format!("Prezent od sklepu: {why}."),
            Act::Correction(why) => format!("Poprawka ręczna: {why}."),
            Act::Referred => "Polecona osoba przyszła po raz pierwszy.".into(),
            Act::Membership => "Członkostwo się zmieniło.".into(),
            Act::MoreTime => "To, co zebrano, jest ważne dłużej.".into(),
            Act::Lapsed => "Wygasło coś z tego, co zebrano.".into(),
            Act::RewardsLapsed => "Wygasły nagrody.".into(),
            Act::Review => "Sprawdzono poziom.".into(),
            Act::Opening => "Stan przeniesiony z innego miejsca.".into(),
            Act::MovedOut => "Wszystko przeszło na inną kartę.".into(),
            Act::MovedIn => "Wszystko przyszło z innej karty.".into(),
            Act::Void(number) => format!("Cofnięto operację nr {number}."),
            Act::Refund(number, amount) => format!("Zwrot z operacji nr {number}: {}.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} za każde {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("Z rachunku {bill} część zapłacona środkami albo nagrodami ({paid}) niczego nie nalicza.")
            }
            Why::Counted { units, what } => format!("{units} ({what})."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("o {share} więcej."),
            Why::More { share, counts: false } => {
                format!("o {share} więcej, bez skutku: z promocji liczy się tylko najlepsza.")
            }
            Why::Multiplied { before, share, after } => format!("{before}, z tego {share}: {after}."),
            Why::Added { units, purse } => format!("{units} więcej ({purse})."),
            Why::Given { source, what } => format!("{source} daje: {what}."),
            Why::NotGiven { source, reward } => format!("{source}: nagroda {reward} jest teraz niedostępna."),
            Why::PaidDebt { units } => format!("{units} na poczet długu karty."),
            Why::Owes { units } => format!("to już wydano, więc dług karty to {units}."),
            Why::Forgiven { units } => format!("to już wydano, sklep bierze to na siebie: {units}."),
            Why::ComesFrom { places } => {
                format!("pochodzi z operacji {places}; co wygasa pierwsze, zużywa się pierwsze.")
            }
            Why::GoesBack { places } => {
                format!("wraca tam, skąd pochodzi (operacja {places}), z własnym terminem ważności.")
            }
            Why::Full { stamps } => format!("karta jest pełna: {stamps} w zamian za nagrodę."),
            Why::StaysFull => {
                "karta jest pełna, ale żadna z jej nagród nie jest teraz dostępna: pieczątki zostają.".into()
            }
            Why::SelfReferral => "Karta nie może polecić samej siebie: za to nic się nie należy.".into(),
            Why::Level { from, to, count } => format!("Poziom: {from} → {to} ({count})."),
            Why::Grace { level, count, until } => {
                format!("{count}: za mało na {level}, poziom zostaje do {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(" do {until}")).unwrap_or_default();
                format!("{units}, termin przedłużony{until}, bo klient nie dowiedział się na czas.")
            }
            Why::StaysUsed => {
                "W międzyczasie wykorzystano nagrodę: pozostaje wykorzystana, a to, czym za nią zapłacono, wydane."
                    .into()
            }
            Why::Refunded { left, before, after } => format!("nadal liczy się {left}: {after} (wcześniej {before})."),
            Why::Overridden { limit } => format!("Dopuszczono przekroczenie limitu: {limit}."),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, do {until}."),
            None => format!("{units}, bezterminowo."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, ["produkt", "produkty", "produktów"]);
        tag.map_or(items.clone(), |tag| format!("{items} z kategorii „{tag}”"))
    }

    fn the_visit(&self) -> &'static str {
        "wizyta"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "produkty naraz",
            "stamps_per_day_max" => "pieczątki na kartę i dzień",
            "points_per_day_max" => "punkty na kartę i dzień",
            "credit_per_day_max" => "środki na kartę i dzień",
            "visits_per_day_max" => "wizyty na kartę i dzień",
            "gifts_per_day_max" => "prezenty na pracownika i dzień",
            "manual_per_staff_day_max" => "poprawki na pracownika i dzień",
            "earns_per_till_day_max" => "zakupy na kasę i dzień",
            "max_per_referrer" => "polecone osoby na kartę",
            _ => "inny limit",
        }
    }
}
