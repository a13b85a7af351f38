//! The shop: its public face, its settings, and the programme in force.

use std::sync::{Arc, LazyLock};

use loyalty::{Language, Program};
use quick_cache::sync::Cache;
use uuid::Uuid;
use wire::Code;

use crate::auth::ShopId;
use crate::moment::{Moment, ShopZone};
use crate::outcome::Outcome;
use crate::{Error, Tx, money, params};

pub(crate) mod sql {
    crate::statements::statements! {
        BY_SLUG = "SELECT shop_id, slug, name, color, currency, zone, day_starts_hour, program_version FROM shop WHERE slug = $1";
        BY_ID = "SELECT shop_id, slug, name, color, currency, zone, day_starts_hour, program_version FROM shop WHERE shop_id = $1";
        PROGRAM = "SELECT definition FROM program WHERE shop_id = $1 AND version = $2";
    }
}

/// A shop as the use cases need it.
#[derive(Clone, Debug)]
pub(crate) struct ShopRow {
    pub id: ShopId,
    pub slug: String,
    pub name: String,
    pub color: String,
    pub currency: String,
    pub zone: String,
    pub day_starts_hour: i64,
    pub program_version: u32,
}

impl ShopRow {
    pub(crate) fn by_slug(tx: &mut dyn Tx, slug: &str) -> Outcome<Option<ShopRow>> {
        let row = tx.query_one(sql::BY_SLUG, &params![slug])?;
        Ok(row.map(|row| ShopRow::read(&row)).transpose()?)
    }

    pub(crate) fn by_id(tx: &mut dyn Tx, id: ShopId) -> Outcome<ShopRow> {
        let row = tx.query_one(sql::BY_ID, &params![id.0])?;
        let row = row.ok_or_else(|| Error::Corrupt("a session of a shop that is not there".into()))?;
        Ok(ShopRow::read(&row)?)
    }

    fn read(row: &crate::Row) -> Result<ShopRow, Error> {
        Ok(ShopRow {
            id: ShopId(row.get(0)?),
            slug: row.get(1)?,
            name: row.get(2)?,
            color: row.get(3)?,
            currency: row.get(4)?,
            zone: row.get(5)?,
            day_starts_hour: row.get(6)?,
            program_version: row.get(7)?,
        })
    }

    /// The programme in force.
    pub(crate) fn program(&self, tx: &mut dyn Tx) -> Outcome<Arc<Program>> {
        program(tx, self.id, self.program_version)
    }

    /// A moment as the shop sees it.
    pub(crate) fn moment(&self, now_us: i64) -> Result<Moment, Error> {
        Ok(Moment::new(ShopZone::named(&self.zone)?, self.day_starts_hour, now_us))
    }
}

/// Programme versions kept in memory; they are immutable, so none is ever stale.
const PROGRAMS_CACHED_MAX: usize = 10_000;

static PROGRAMS: LazyLock<Cache<(Uuid, u32), Arc<Program>>> = LazyLock::new(|| Cache::new(PROGRAMS_CACHED_MAX));

/// A version of a shop's programme.
pub(crate) fn program(tx: &mut dyn Tx, shop: ShopId, version: u32) -> Outcome<Arc<Program>> {
    if let Some(program) = PROGRAMS.get(&(shop.0, version)) {
        return Ok(program);
    }
    let row = tx.query_one(sql::PROGRAM, &params![shop.0, version])?;
    let row = row.ok_or_else(|| Error::Corrupt(format!("programme version {version} is missing")))?;
    let program = serde_json::from_str(row.get(0)?)
        .map_err(|error| Error::Corrupt(format!("programme version {version}: {error}")))?;
    let program = Arc::new(program);
    PROGRAMS.insert((shop.0, version), Arc::clone(&program));
    Ok(program)
}

/// The language of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// The first language of an `Accept-Language` header that we speak; English if none.
    pub fn from_accept_language(header: &str) -> Lang {
        let mut wanted = header.split(',').filter_map(|part| {
            let mut parts = part.split(';');
            let lang = match parts.next()?.trim().get(..2)?.to_ascii_lowercase().as_str() {
                "fr" => Lang::Fr,
                "en" => Lang::En,
                _ => return None,
            };
            let quality = parts.find_map(|q| q.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            Some((quality, lang))
        });
        let first = wanted.next();
        let best = wanted.fold(first, |best, next| if best.is_some_and(|b| b.0 >= next.0) { best } else { Some(next) });
        best.map_or(Lang::En, |(_, lang)| lang)
    }
}

/// The shop as anyone may see it; `unknown_shop` when there is none.
pub fn view(tx: &mut dyn Tx, slug: &str, lang: Lang) -> Outcome<wire::Shop> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let program = shop.program(tx)?;
    let language = match lang {
        Lang::En => Language::En,
        Lang::Fr => Language::Fr,
    };
    let stamp_cards = program.stamp_cards.iter().map(|card| wire::StampCard {
        id: card.id.clone(),
        name: card.name.say(language).to_owned(),
        goal: card.goal,
        reward: card.reward.clone(),
    });
    let rewards = program.rewards.iter().map(|reward| wire::Reward {
        id: reward.id.clone(),
        title: reward.title.say(language).to_owned(),
        cost: None,
    });
    let currency = shop.currency;
    Ok(wire::Shop {
        brand: wire::Brand { color: shop.color, logo_url: None },
        slug: shop.slug,
        name: shop.name,
        currency: currency.clone(),
        program: wire::Program {
            version: shop.program_version,
            headline: loyalty::headline(&program, language, &|minor| money::say(minor, &currency, language)),
            stamp_cards: stamp_cards.collect(),
            points: None,
            rewards: rewards.collect(),
        },
    })
}
