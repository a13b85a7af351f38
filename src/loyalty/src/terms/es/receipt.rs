//! Receipts in Spanish.

use super::{Spanish, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", con {kept} de unidad de antes")).unwrap_or_default();
    let keeps =
        keeps.as_ref().map(|keeps| format!("; {keeps} de unidad queda para la próxima vez")).unwrap_or_default();
    format!("por {amount} ({rate}){kept}, {units}{keeps}.")
}

impl Receipts for Spanish {
    fn credit(&self) -> &'static str {
        "Saldo"
    }

    fn number(&self) -> &'static str {
        "n.º"
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "Lo que vino con la visita.".into(),
            Act::Purchase(Some(bill)) => format!("Una compra de {}.", money(bill)),
            Act::Purchase(None) => "Una compra.".into(),
            Act::Action => "Algo que hizo el cliente.".into(),
            Act::Used(title) => format!("Se usó una recompensa: {title}."),
            Act::Paid(amount) => format!("Pago con saldo: {}.", money(amount)),
            Act::Gift(why) => format!("Un detalle de la casa: {why}."),
            Act::Correction(why) => format!("Una corrección a mano: {why}."),
            Act::Referred => "Una persona invitada vino por primera vez.".into(),
            Act::Membership => "La inscripción cambió.".into(),
            Act::MoreTime => "Lo acumulado dura más.".into(),
            Act::Lapsed => "Caducó algo de lo acumulado.".into(),
            Act::RewardsLapsed => "Caducaron recompensas.".into(),
            Act::Review => "Se revisó el nivel.".into(),
            Act::Opening => "Un saldo de otro sitio.".into(),
            Act::MovedOut => "Todo pasó a otra tarjeta.".into(),
            Act::MovedIn => "Todo vino de otra tarjeta.".into(),
            Act::Void(number) => format!("Se deshizo la operación n.º {number}."),
            Act::Refund(number, amount) => format!("Reembolso de la operación n.º {number}: {}.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} por cada {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("De {bill}, la parte pagada con saldo o recompensas ({paid}) no acumula.")
            }
            Why::Counted { units, what } => format!("{units} por {what}."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("un {share} más."),
            Why::More { share, counts: false } => {
                format!("un {share} más, que no cuenta: de las promociones solo cuenta la mejor.")
            }
            Why::Multiplied { before, share, after } => format!("el {share} de {before}, es decir, {after}."),
            Why::Added { units, purse } => format!("{units} más ({purse})."),
            Why::Given { source, what } => format!("{source} da {what}."),
            Why::NotGiven { source, reward } => format!("{source} daría {reward}, que ahora no está disponible."),
            Why::PaidDebt { units } => format!("{units} para pagar lo que debía la tarjeta."),
            Why::Owes { units } => format!("eso ya se había gastado, así que la tarjeta debe {units}."),
            Why::Forgiven { units } => format!("eso ya se había gastado, la tienda asume {units}."),
            Why::ComesFrom { places } => {
                format!("sale de la operación {places}; lo que antes caduca se gasta antes.")
            }
            Why::GoesBack { places } => {
                format!("vuelve a donde estaba (operación {places}), con su propia caducidad.")
            }
            Why::Full { stamps } => format!("la tarjeta está llena, {stamps} se convierten en una recompensa."),
            Why::StaysFull => {
                "la tarjeta está llena, pero ahora ninguna de sus recompensas está disponible: los sellos se quedan."
                    .into()
            }
            Why::SelfReferral => "Una tarjeta no puede invitarse a sí misma: por eso no se da nada.".into(),
            Why::Level { from, to, count } => format!("Nivel: {from} → {to}, con {count}."),
            Why::Grace { level, count, until } => {
                format!("{count}: es poco para {level}, que se conserva hasta el {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(" hasta el {until}")).unwrap_or_default();
                format!("más tiempo para {units}{until}, porque no se avisó al cliente a tiempo.")
            }
            Why::StaysUsed => "Entretanto se usó una recompensa: sigue usada, y lo que la pagó sigue gastado.".into(),
            Why::Refunded { left, before, after } => format!("todavía acumulan {left}: {after} en lugar de {before}."),
            Why::Overridden { limit } => format!("Se dejó pasar un límite: {limit}."),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, hasta el {until}."),
            None => format!("{units}, sin fecha de caducidad."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, "artículo", "artículos");
        tag.map_or(items.clone(), |tag| format!("{items} del tipo «{tag}»"))
    }

    fn the_visit(&self) -> &'static str {
        "la visita"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "artículos a la vez",
            "stamps_per_day_max" => "sellos por tarjeta y día",
            "points_per_day_max" => "puntos por tarjeta y día",
            "credit_per_day_max" => "saldo por tarjeta y día",
            "visits_per_day_max" => "visitas por tarjeta y día",
            "gifts_per_day_max" => "regalos por persona del equipo y día",
            "manual_per_staff_day_max" => "correcciones por persona del equipo y día",
            "earns_per_till_day_max" => "compras por caja y día",
            "max_per_referrer" => "personas invitadas por tarjeta",
            _ => "otro límite",
        }
    }
}
