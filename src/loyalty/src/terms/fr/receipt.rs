//! Les reçus en français.

use super::{French, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::voice::Voice;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", avec {kept} d’unité gardés d’avant,")).unwrap_or_default();
    let keeps =
        keeps.as_ref().map(|keeps| format!("\u{202f}; {keeps} d’unité restent pour la suite")).unwrap_or_default();
    format!("{amount} à raison de {rate}{kept} font {units}{keeps}.")
}

impl Receipts for French {
    fn credit(&self) -> &'static str {
        "Crédit"
    }

    fn number(&self) -> &'static str {
        "n°"
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "Ce qui est venu avec la visite.".into(),
            Act::Purchase(Some(bill)) => format!("Un achat de {}.", money(bill)),
            Act::Purchase(None) => "Un achat.".into(),
            Act::Action => "Un geste du client.".into(),
            Act::Used(title) => self.labelled("Une récompense a été utilisée", &format!("{title}.")),
            Act::Paid(amount) => format!("{} payés en crédit.", money(amount)),
            Act::Gift(why) => self.labelled("Un geste commercial", &format!("{why}.")),
            Act::Correction(why) => self.labelled("Une correction à la main", &format!("{why}.")),
            Act::Referred => "Un ami est venu pour la première fois.".into(),
            Act::Membership => "L’adhésion a changé.".into(),
            Act::MoreTime => "Un délai a été donné.".into(),
            Act::Lapsed => "Des unités ont expiré.".into(),
            Act::RewardsLapsed => "Des récompenses ont expiré.".into(),
            Act::Review => "Le niveau a été revu.".into(),
            Act::Opening => "Des soldes venus d’ailleurs.".into(),
            Act::MovedOut => "Tout est parti vers une autre carte.".into(),
            Act::MovedIn => "Tout est venu d’une autre carte.".into(),
            Act::Void(number) => format!("L’opération n° {number} a été annulée."),
            Act::Refund(number, amount) => format!("{} de l’opération n° {number} ont été remboursés.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} par tranche de {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("Sur {bill}, {paid} ont été payés en crédit ou en récompenses et ne rapportent rien.")
            }
            Why::Counted { units, what } => format!("{units} pour {what}."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("{share} de plus."),
            Why::More { share, counts: false } => {
                format!("{share} de plus, sans effet, car seule la meilleure promotion compte.")
            }
            Why::Multiplied { before, share, after } => format!("{before} à {share}, donc {after}."),
            Why::Added { units, purse } => format!("{units} de plus ({purse})."),
            Why::Given { source, what } => format!("{source} donne {what}."),
            Why::NotGiven { source, reward } => format!("{source} donnerait {reward}, qui n’est pas disponible."),
            Why::PaidDebt { units } => format!("{units} pour payer ce que la carte devait."),
            Why::Owes { units } => format!("c’était déjà dépensé, la carte doit donc {units}."),
            Why::Forgiven { units } => format!("c’était déjà dépensé, la boutique prend {units} à sa charge."),
            Why::ComesFrom { places } => {
                format!("des unités viennent de l’opération {places}\u{202f}; ce qui expire d’abord part d’abord.")
            }
            Why::GoesBack { places } => {
                format!("des unités retournent d’où elles venaient (opération {places}), avec leur propre échéance.")
            }
            Why::Full { stamps } => format!("la carte est pleine, {stamps} deviennent une récompense."),
            Why::StaysFull => {
                "la carte est pleine, mais aucune de ses récompenses n’est disponible, et les tampons restent.".into()
            }
            Why::SelfReferral => "Une carte ne peut pas être son propre ami, rien n’est donné pour cela.".into(),
            Why::Level { from, to, count } => self.labelled("Niveau", &format!("{from} → {to}, avec {count}.")),
            Why::Grace { level, count, until } => {
                format!("{count}, c’est trop peu pour {level}, qui reste jusqu’au {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(", jusqu’au {until}")).unwrap_or_default();
                format!("un délai de plus pour {units}{until}, car le client n’a pas été prévenu à temps.")
            }
            Why::StaysUsed => {
                "Une récompense a servi entre-temps, elle reste utilisée, et ce qui l’a payée reste dépensé.".into()
            }
            Why::Refunded { left, before, after } => {
                self.labelled(&format!("{left} rapportent encore"), &format!("{after} au lieu de {before}."))
            }
            Why::Overridden { limit } => self.labelled("Une limite n’a pas été appliquée", &format!("{limit}.")),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, jusqu’au {until}."),
            None => format!("{units}, sans limite de temps."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, "article", "articles");
        tag.map_or(items.clone(), |tag| format!("{items} de la sorte «\u{202f}{tag}\u{202f}»"))
    }

    fn the_visit(&self) -> &'static str {
        "la visite"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "articles à la fois",
            "stamps_per_day_max" => "tampons par carte et par jour",
            "points_per_day_max" => "points par carte et par jour",
            "credit_per_day_max" => "crédit par carte et par jour",
            "visits_per_day_max" => "visites par carte et par jour",
            "gifts_per_day_max" => "gestes par employé et par jour",
            "manual_per_staff_day_max" => "corrections par employé et par jour",
            "earns_per_till_day_max" => "achats par caisse et par jour",
            "max_per_referrer" => "amis par carte",
            _ => "une autre limite",
        }
    }
}
