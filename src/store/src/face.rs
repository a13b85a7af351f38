//! The shop as anyone may see it: its name, its brand, and what its programme promises.

use loyalty::{Earning, Language, Program, StampCard, StampEarn, TierBasis, Words};
use wire::{Code, LevelsBy, ProgramAction, ProgramCashback, ProgramLevel, ProgramMembership, Shop, Terms};

use crate::outcome::Outcome;
use crate::programme::texts;
use crate::shops::ShopRow;
use crate::{Lang, Tx};

/// The shop as anyone may see it; `unknown_shop` when there is none.
pub fn view(tx: &mut dyn Tx, slug: &str, lang: Lang) -> Outcome<Shop> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let program = shop.program(tx)?;
    Ok(Shop {
        program: promised(&program, shop.program_version, &shop.currency, lang.into()),
        brand: wire::Brand { color: shop.color, logo_url: None },
        slug: shop.slug,
        name: shop.name,
        currency: shop.currency,
    })
}

/// The full terms of the programme in force; `unknown_shop` when there is no such shop.
pub fn terms(tx: &mut dyn Tx, slug: &str, lang: Lang) -> Outcome<Terms> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let program = shop.program(tx)?;
    Ok(Terms {
        version: shop.program_version,
        headline: texts::headline(&program, &shop.currency, lang.into()),
        sections: texts::sections(&program, &shop.currency, lang.into()),
    })
}

fn promised(program: &Program, version: u32, currency: &str, language: Language) -> wire::Program {
    let say = |words: &Words| program.say(words, language).to_owned();
    let all = |list: &[Words]| list.iter().map(say).collect::<Vec<_>>();
    let stamp_cards = program.stamp_cards.iter().map(|card| wire::StampCard {
        id: card.id.clone(),
        name: say(&card.name),
        goal: card.goal,
        reward: card.reward.clone(),
        by_visit: card.earn == StampEarn::Visit,
        tag: tag_of(card).map(str::to_owned),
    });
    let rewards = program.rewards.iter().filter(|reward| !reward.retired).map(|reward| wire::Reward {
        id: reward.id.clone(),
        title: say(&reward.title),
        cost: reward.cost.map(i64::from),
    });
    let levels = program.tiers.iter().flat_map(|tiers| &tiers.levels).map(|level| ProgramLevel {
        id: level.id.clone(),
        name: say(&level.name),
        threshold: level.from,
        benefits: all(&level.benefits),
    });
    wire::Program {
        version,
        headline: texts::headline(program, currency, language),
        stamp_cards: stamp_cards.collect(),
        points: points(program),
        rewards: rewards.collect(),
        cashback: program.cashback.map(|cashback| ProgramCashback {
            basis_points: cashback.basis_points,
            pay_min: cashback.pay_min.map(i64::from),
        }),
        levels: levels.collect(),
        levels_by: program.tiers.as_ref().map(|tiers| match tiers.basis {
            TierBasis::Spend => LevelsBy::Spend,
            TierBasis::Visits => LevelsBy::Visits,
            TierBasis::Points => LevelsBy::Points,
        }),
        membership: program.membership.as_ref().map(|membership| ProgramMembership {
            name: say(&membership.name),
            benefits: all(&membership.benefits),
            price: membership.price.map(i64::from),
        }),
        tags: tags(program),
        actions: actions(program, language),
    }
}

fn points(program: &Program) -> Option<wire::Points> {
    let points = program.points.as_ref()?;
    let (each, per_minor) = points.by_amount().unwrap_or((0, 1));
    let per_visit = points.by_visit().map(i64::from);
    Some(wire::Points { points: each.into(), per_minor: per_minor.into(), per_visit })
}

/// The kinds of items that stamp cards tell apart. The tags of customers are the shop's own business.
fn tags(program: &Program) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in program.stamp_cards.iter().filter_map(tag_of) {
        if tags.iter().all(|known| known != tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

fn tag_of(card: &StampCard) -> Option<&str> {
    if let StampEarn::Tag(tag) = &card.earn { Some(tag) } else { None }
}

fn actions(program: &Program, language: Language) -> Vec<ProgramAction> {
    let earnings = program.points.iter().flat_map(|points| &points.earn);
    let actions = earnings.filter_map(|earning| match earning {
        Earning::ByAction { action, points, words, .. } => Some(ProgramAction {
            id: action.clone(),
            name: program.say(words, language).to_owned(),
            points: (*points).into(),
        }),
        Earning::ByAmount { .. } | Earning::ByVisit { .. } => None,
    });
    actions.collect()
}
