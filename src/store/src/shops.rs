//! The shop: its settings, the programme in force, and the versions before it.

use std::sync::{Arc, LazyLock};

use loyalty::{Program, PurseKind, Words};
use quick_cache::sync::Cache;
use uuid::Uuid;

use crate::auth::ShopId;
use crate::moment::{Moment, ShopZone};
use crate::outcome::Outcome;
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        BY_SLUG = "SELECT shop.shop_id, slug, name, color, currency, zone, day_starts_hour, program_version, published_at FROM shop
                   JOIN program ON program.shop_id = shop.shop_id AND program.version = shop.program_version WHERE slug = $1";
        BY_ID = "SELECT shop.shop_id, slug, name, color, currency, zone, day_starts_hour, program_version, published_at FROM shop
                 JOIN program ON program.shop_id = shop.shop_id AND program.version = shop.program_version WHERE shop.shop_id = $1";
        PROGRAM = "SELECT definition FROM program WHERE shop_id = $1 AND version = $2";
        PUBLISHED_AT = "SELECT published_at FROM program WHERE shop_id = $1 AND version = $2";
        VERSIONS = "SELECT version, published_at FROM program WHERE shop_id = $1 ORDER BY version DESC";
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
    /// The version in force, and when it was published.
    pub program_version: u32,
    pub program_published_at: i64,
}

/// A version of a programme. Its number alone is not it: when a commit fails, the number goes to what is published next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Version {
    pub number: u32,
    pub published_at: i64,
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
            program_published_at: row.get(8)?,
        })
    }

    /// The programme in force.
    pub(crate) fn program(&self, tx: &mut dyn Tx) -> Outcome<Arc<Program>> {
        let version = Version { number: self.program_version, published_at: self.program_published_at };
        program(tx, self.id, version)
    }

    /// A moment as the shop sees it.
    pub(crate) fn moment(&self, now_us: i64) -> Result<Moment, Error> {
        Ok(Moment::new(ShopZone::named(&self.zone)?, self.day_starts_hour, now_us))
    }
}

/// Programme versions kept in memory; they are immutable, so none is ever stale.
const PROGRAMS_CACHED_MAX: usize = 10_000;

static PROGRAMS: LazyLock<Cache<(Uuid, Version), Arc<Program>>> = LazyLock::new(|| Cache::new(PROGRAMS_CACHED_MAX));

/// A version of a shop's programme.
pub(crate) fn program(tx: &mut dyn Tx, shop: ShopId, version: Version) -> Outcome<Arc<Program>> {
    if let Some(program) = PROGRAMS.get(&(shop.0, version)) {
        return Ok(program);
    }
    let number = version.number;
    let row = tx.query_one(sql::PROGRAM, &params![shop.0, number])?;
    let row = row.ok_or_else(|| Error::Corrupt(format!("programme version {number} is missing")))?;
    let program = serde_json::from_str(row.get(0)?)
        .map_err(|error| Error::Corrupt(format!("programme version {number}: {error}")))?;
    let program = Arc::new(program);
    PROGRAMS.insert((shop.0, version), Arc::clone(&program));
    Ok(program)
}

/// A purse as the newest version has it that knows it.
#[derive(Clone, Debug)]
pub(crate) struct KnownPurse {
    pub kind: PurseKind,
    /// Credit has no name.
    pub name: Words,
}

/// The version of this number, if there is one.
pub(crate) fn numbered(tx: &mut dyn Tx, shop: ShopId, number: u32) -> Outcome<Option<Version>> {
    let row = tx.query_one(sql::PUBLISHED_AT, &params![shop.0, number])?;
    Ok(row.map(|row| Ok::<_, Error>(Version { number, published_at: row.get(0)? })).transpose()?)
}

/// The programme that an operation names by its version's number.
pub(crate) fn program_then(tx: &mut dyn Tx, shop: ShopId, number: u32) -> Outcome<Arc<Program>> {
    let version = numbered(tx, shop, number)?;
    program(tx, shop, version.ok_or_else(|| Error::Corrupt(format!("programme version {number} is missing")))?)
}

/// All versions, newest first.
pub(crate) fn versions(tx: &mut dyn Tx, shop: ShopId) -> Outcome<Vec<Version>> {
    let rows = tx.query(sql::VERSIONS, &params![shop.0])?;
    let versions = rows.iter().map(|row| Ok(Version { number: row.get(0)?, published_at: row.get(1)? }));
    Ok(versions.collect::<Result<_, Error>>()?)
}

/// What a purse was in the newest of these versions that has it.
pub(crate) fn last_purse(tx: &mut dyn Tx, shop: ShopId, versions: &[Version], id: &str) -> Outcome<Option<KnownPurse>> {
    for version in versions {
        let program = program(tx, shop, *version)?;
        if let Some((kind, _)) = program.purse(id) {
            let name = match kind {
                PurseKind::Stamps => program.stamp_card(id).map(|card| card.name.clone()),
                PurseKind::Points => program.points.as_ref().map(|points| points.name.clone()),
                PurseKind::Credit => None,
            };
            return Ok(Some(KnownPurse { kind, name: name.unwrap_or_default() }));
        }
    }
    Ok(None)
}
