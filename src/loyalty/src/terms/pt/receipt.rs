//! Receipts in Portuguese.

use super::{Portuguese, count};
use crate::terms::SayMoney;
use crate::terms::receipt::Act;
use crate::terms::why::{ByAmount, Receipts, Why};

fn by_amount(ByAmount { amount, rate, kept, units, keeps }: &ByAmount) -> String {
    let kept = kept.as_ref().map(|kept| format!(", com {kept} de unidade de antes")).unwrap_or_default();
    let keeps = keeps.as_ref().map(|keeps| format!("; {keeps} de unidade fica para a próxima vez")).unwrap_or_default();
    format!("por {amount} ({rate}){kept}, {units}{keeps}.")
}

impl Receipts for Portuguese {
    fn credit(&self) -> &'static str {
        "Saldo"
    }

    fn number(&self) -> &'static str {
        "n.º"
    }

    fn act(&self, act: Act<'_>, money: SayMoney<'_>) -> String {
        match act {
            Act::Visit => "O que veio com a visita.".into(),
            Act::Purchase(Some(bill)) => format!("Uma compra de {}.", money(bill)),
            Act::Purchase(None) => "Uma compra.".into(),
            Act::Action => "Algo que o cliente fez.".into(),
            Act::Used(title) => format!("Foi usada uma recompensa: {title}."),
            Act::Paid(amount) => format!("Pagamento com saldo: {}.", money(amount)),
            Act::Gift(why) => format!("Uma oferta da casa: {why}."),
            Act::Correction(why) => format!("Uma correção à mão: {why}."),
            Act::Referred => "Uma pessoa convidada veio pela primeira vez.".into(),
            Act::Membership => "A adesão mudou.".into(),
            Act::MoreTime => "O que foi acumulado dura mais.".into(),
            Act::Lapsed => "Expirou algo do que foi acumulado.".into(),
            Act::RewardsLapsed => "Expiraram recompensas.".into(),
            Act::Review => "O nível foi revisto.".into(),
            Act::Opening => "Um saldo vindo de outro lado.".into(),
            Act::MovedOut => "Tudo passou para outro cartão.".into(),
            Act::MovedIn => "Tudo veio de outro cartão.".into(),
            Act::Void(number) => format!("A operação n.º {number} foi anulada."),
            Act::Refund(number, amount) => format!("Reembolso da operação n.º {number}: {}.", money(amount)),
        }
    }

    fn rate(&self, units: &str, money: &str) -> String {
        format!("{units} por cada {money}")
    }

    fn why(&self, why: &Why) -> String {
        match why {
            Why::NotEarning { bill, paid } => {
                format!("De {bill}, a parte paga com saldo ou recompensas ({paid}) não acumula.")
            }
            Why::Counted { units, what } => format!("{units} por {what}."),
            Why::ByAmount(why) => by_amount(why),
            Why::More { share, counts: true } => format!("mais {share}."),
            Why::More { share, counts: false } => {
                format!("mais {share}, que não conta: das promoções só conta a melhor.")
            }
            Why::Multiplied { before, share, after } => format!("{share} de {before}, ou seja, {after}."),
            Why::Added { units, purse } => format!("mais {units} ({purse})."),
            Why::Given { source, what } => format!("{source} dá {what}."),
            Why::NotGiven { source, reward } => format!("{source} daria {reward}, que agora não está disponível."),
            Why::PaidDebt { units } => format!("{units} para pagar o que o cartão devia."),
            Why::Owes { units } => format!("isso já tinha sido gasto, por isso o cartão deve {units}."),
            Why::Forgiven { units } => format!("isso já tinha sido gasto, a loja assume {units}."),
            Why::ComesFrom { places } => {
                format!("sai da operação {places}; o que expira primeiro gasta-se primeiro.")
            }
            Why::GoesBack { places } => {
                format!("volta para onde estava (operação {places}), com o seu próprio prazo.")
            }
            Why::Full { stamps } => format!("o cartão está cheio, {stamps} transformam-se numa recompensa."),
            Why::StaysFull => {
                "o cartão está cheio, mas agora nenhuma das suas recompensas está disponível: os carimbos ficam.".into()
            }
            Why::SelfReferral => "Um cartão não pode convidar-se a si próprio: por isso não se dá nada.".into(),
            Why::Level { from, to, count } => format!("Nível: {from} → {to}, com {count}."),
            Why::Grace { level, count, until } => {
                format!("{count}: é pouco para {level}, que se mantém até {until}.")
            }
            Why::Prolonged { units, until } => {
                let until = until.as_ref().map(|until| format!(" até {until}")).unwrap_or_default();
                format!("mais tempo para {units}{until}, porque o cliente não foi avisado a tempo.")
            }
            Why::StaysUsed => {
                "Entretanto foi usada uma recompensa: continua usada, e o que a pagou continua gasto.".into()
            }
            Why::Refunded { left, before, after } => format!("ainda acumulam {left}: {after} em vez de {before}."),
            Why::Overridden { limit } => format!("Deixou-se passar um limite: {limit}."),
        }
    }

    fn granted(&self, units: &str, until: Option<&str>) -> String {
        match until {
            Some(until) => format!("{units}, até {until}."),
            None => format!("{units}, sem prazo."),
        }
    }

    fn items(&self, number: i64, tag: Option<&str>) -> String {
        let items = count(number, "artigo", "artigos");
        tag.map_or(items.clone(), |tag| format!("{items} do tipo «{tag}»"))
    }

    fn the_visit(&self) -> &'static str {
        "esta visita"
    }

    fn limit(&self, name: &str) -> &'static str {
        match name {
            "quantity_max" => "artigos de uma vez",
            "stamps_per_day_max" => "carimbos por cartão e dia",
            "points_per_day_max" => "pontos por cartão e dia",
            "credit_per_day_max" => "saldo por cartão e dia",
            "visits_per_day_max" => "visitas por cartão e dia",
            "gifts_per_day_max" => "ofertas por pessoa da equipa e dia",
            "manual_per_staff_day_max" => "correções por pessoa da equipa e dia",
            "earns_per_till_day_max" => "compras por caixa e dia",
            "max_per_referrer" => "pessoas convidadas por cartão",
            _ => "outro limite",
        }
    }
}
