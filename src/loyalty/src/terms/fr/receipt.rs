//! Les reçus en français.

use super::{French, percent};
use crate::terms::receipt::{Act, Receipt, Receipts, places, share};
use crate::{CREDIT, Carry, Counting, Date, PurseKind, Rate, Reason};

fn count(number: i64, one: &str, many: &str) -> String {
    format!("{number} {}", if number.abs() < 2 { one } else { many })
}

fn below(carry: Carry) -> Option<String> {
    (carry.numerator != 0).then(|| format!("{} d’unité", share(carry, ',')))
}

/// « Nom : le reste. »
fn labelled(name: &str, rest: &str) -> String {
    format!("{name}\u{202f}: {rest}")
}

fn rate(on: &Receipt<'_>, purse: &str, rate: Rate) -> String {
    if purse == CREDIT {
        return percent(u32::try_from(rate.numerator).unwrap_or(u32::MAX));
    }
    format!("{} par tranche de {}", on.units(purse, rate.numerator), on.money(rate.denominator))
}

fn by_amount(on: &Receipt<'_>, purse: &str, amount: i64, at: Rate, before: Carry, base: i64, after: Carry) -> String {
    let kept = below(before).map(|kept| format!(", avec {kept} gardés d’avant,")).unwrap_or_default();
    let keeps = below(after).map(|keeps| format!("\u{202f}; {keeps} restent pour la suite")).unwrap_or_default();
    let (amount, at, units) = (on.money(amount), rate(on, purse, at), on.units(purse, base));
    labelled(&on.purse(purse), &format!("{amount} à raison de {at}{kept} font {units}{keeps}."))
}

impl Receipts for French {
    fn credit(&self) -> &'static str {
        "Crédit"
    }

    fn counted_units(&self, units: i64, kind: PurseKind) -> String {
        match kind {
            PurseKind::Stamps => count(units, "tampon", "tampons"),
            PurseKind::Points | PurseKind::Credit => count(units, "point", "points"),
        }
    }

    fn act(&self, on: &Receipt<'_>, act: Act<'_>) -> String {
        match act {
            Act::Visit => "Ce qui est venu avec la visite.".into(),
            Act::Purchase(Some(bill)) => format!("Un achat de {}.", on.money(bill)),
            Act::Purchase(None) => "Un achat.".into(),
            Act::Action => "Un geste du client.".into(),
            Act::Used(title) => labelled("Une récompense a été utilisée", &format!("{title}.")),
            Act::Paid(amount) => format!("{} payés en crédit.", on.money(amount)),
            Act::Gift(why) => labelled("Un geste commercial", &format!("{why}.")),
            Act::Correction(why) => labelled("Une correction à la main", &format!("{why}.")),
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
            Act::Refund(number, amount) => {
                format!("{} de l’opération n° {number} ont été remboursés.", on.money(amount))
            }
        }
    }

    fn reason(&self, on: &Receipt<'_>, reason: &Reason) -> String {
        match reason {
            Reason::NotEarning { bill, paid_otherwise } => {
                let (bill, paid) = (on.money(*bill), on.money(*paid_otherwise));
                format!("Sur {bill}, {paid} ont été payés en crédit ou en récompenses et ne rapportent rien.")
            }
            Reason::Counted { purse, rule, quantity, base } => {
                let what = self.counting(on, rule, *quantity);
                labelled(&on.purse(purse), &format!("{} pour {what}.", on.units(purse, *base)))
            }
            Reason::ByAmount { purse, amount, rate, carry_before, base, carry_after } => {
                by_amount(on, purse, *amount, *rate, *carry_before, *base, *carry_after)
            }
            Reason::Multiplier { source, percent, counts, .. } => {
                let more = labelled(&on.source(source), &format!("{}\u{202f}% de plus", percent - 100));
                if *counts {
                    format!("{more}.")
                } else {
                    format!("{more}, sans effet, car seule la meilleure promotion compte.")
                }
            }
            Reason::Multiplied { purse, base, percent, units } => {
                let (before, after) = (on.units(purse, *base), on.units(purse, *units));
                let rule = on.voice().combination();
                labelled(&on.purse(purse), &format!("{before} à {percent}\u{202f}% font {after}. {rule}"))
            }
            Reason::Added { purse, promotion, units } => {
                let source = on.source(&crate::Source::Promotion(promotion.clone()));
                labelled(&source, &format!("{} de plus ({}).", on.units(purse, *units), on.purse(purse)))
            }
            Reason::Given { source, what, units } => {
                format!("{} donne {}.", on.source(source), on.given(what, *units))
            }
            Reason::NotGiven { source, reward } => {
                format!("{} donnerait {}, qui n’est pas disponible.", on.source(source), on.reward(reward))
            }
            Reason::PaidDebt { purse, units } => {
                labelled(&on.purse(purse), &format!("{} paient ce que la carte devait.", on.units(purse, *units)))
            }
            Reason::Owes { purse, units } => {
                let units = on.units(purse, *units);
                labelled(&on.purse(purse), &format!("{units} étaient déjà dépensés, la carte les doit."))
            }
            Reason::Forgiven { purse, units } => {
                let units = on.units(purse, *units);
                labelled(
                    &on.purse(purse),
                    &format!("{units} étaient déjà dépensés, la boutique les prend à sa charge."),
                )
            }
            Reason::Lots { purse, uses } => {
                let (back, places) = (uses.iter().all(|used| used.units < 0), places("n°", uses));
                let rest = if back {
                    format!(
                        "des unités retournent d’où elles venaient (opération {places}), avec leur propre échéance."
                    )
                } else {
                    format!("des unités viennent de l’opération {places}\u{202f}; ce qui expire d’abord part d’abord.")
                };
                labelled(&on.purse(purse), &rest)
            }
            Reason::Full { stamp_card, goal } => {
                let (card, stamps) = (on.purse(stamp_card), on.units(stamp_card, *goal));
                labelled(&card, &format!("la carte est pleine, {stamps} deviennent une récompense."))
            }
            Reason::StaysFull { stamp_card } => labelled(
                &on.purse(stamp_card),
                "la carte est pleine, mais aucune de ses récompenses n’est disponible, et les tampons restent.",
            ),
            Reason::SelfReferral => "Une carte ne peut pas être son propre ami, rien n’est donné pour cela.".into(),
            Reason::Level { from, to, count } => {
                let (from, to) = (on.level(from.as_deref()), on.level(to.as_deref()));
                labelled("Niveau", &format!("{from} → {to}, avec {}.", on.tier_count(*count)))
            }
            Reason::Grace { level, count, until } => {
                let (level, count) = (on.level(Some(level)), on.tier_count(*count));
                format!("{count}, c’est trop peu pour {level}, qui reste jusqu’au {}.", on.last_day(*until))
            }
            Reason::Prolonged { purse, units, until } => {
                let until = until.map(|until| format!(" jusqu’au {}", on.last_day(until))).unwrap_or_default();
                let units = on.units(purse, *units);
                let rest = format!("{units} restent{until}, car le client n’a pas été prévenu à temps.");
                labelled(&on.purse(purse), &rest)
            }
            Reason::StaysUsed { .. } => {
                "Une récompense a servi entre-temps, elle reste utilisée, et ce qui l’a payée reste dépensé.".into()
            }
            Reason::Refunded { purse, amount_left, units_before, units_after } => {
                let (before, after) = (on.units(purse, *units_before), on.units(purse, *units_after));
                let left = on.money(*amount_left);
                labelled(&on.purse(purse), &format!("{left} rapportent encore, {before} deviennent {after}."))
            }
            Reason::Overridden { limit } => {
                labelled("Une limite n’a pas été appliquée", &format!("{}.", self.limit(limit)))
            }
        }
    }

    fn granted(&self, purse: &str, units: &str, until: Option<Date>) -> String {
        let rest = match until {
            Some(until) => format!("{units}, jusqu’au {until}."),
            None => format!("{units}, sans limite de temps."),
        };
        labelled(purse, &rest)
    }

    fn counting(&self, on: &Receipt<'_>, rule: &Counting, quantity: i64) -> String {
        let items = || count(quantity, "article", "articles");
        match rule {
            Counting::Quantity => items(),
            Counting::Tag(tag) => format!("{} de la sorte «\u{202f}{tag}\u{202f}»", items()),
            Counting::Visit => "la visite".into(),
            Counting::Action(action) => on.action(action),
        }
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
