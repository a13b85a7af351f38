//! The programme as its owner edits it: the draft, publishing it as the next version, and the versions that were.
//!
//! A draft with faults is refused with all of them, so that what is kept can be published at any moment; who wants to stop half-way keeps it
//! as unfinished, and is told the faults with the answer. A version never changes. Cards follow the newest; what was issued stays valid.

mod left;
pub(crate) mod texts;

use loyalty::{Language, Program};
use wire::{
    Code, Problem, ProgramDraft, ProgramFault, ProgramVersion, ProgramVersionSummary, ProgramVersions, PublishRequest,
};

pub use texts::{texts, warnings};

use crate::context::{Context, parse_time, time};
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::shops::{self, ShopRow, Version};
use crate::{Error, Lang, ShopId, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        DRAFT = "SELECT definition, changed_at FROM program_draft WHERE shop_id = $1";
        PUT_DRAFT = "INSERT INTO program_draft (shop_id, definition, changed_at) VALUES ($1, $2, $3)
                     ON CONFLICT (shop_id) DO UPDATE SET definition = $2, changed_at = $3";
        DROP_DRAFT = "DELETE FROM program_draft WHERE shop_id = $1";
        INSERT_VERSION = "INSERT INTO program (shop_id, version, definition, published_at) VALUES ($1, $2, $3, $4)";
        PUT_IN_FORCE = "UPDATE shop SET program_version = $2 WHERE shop_id = $1";
        PURSES_HELD = "SELECT purse, COUNT(*), CAST(SUM(balance) AS BIGINT) FROM purse
                       WHERE shop_id = $1 AND balance > 0 GROUP BY purse ORDER BY purse";
        LEVELS_HELD = "SELECT tier, COUNT(*) FROM card WHERE shop_id = $1 AND tier IS NOT NULL GROUP BY tier ORDER BY tier";
        MEMBERS = "SELECT COUNT(*) FROM card WHERE shop_id = $1 AND member_since IS NOT NULL
                   AND (member_until IS NULL OR member_until > $2)";
    }
}

/// The shop of this slug, if it is the caller's own; else it is as unknown as one that is not there.
fn own(tx: &mut dyn Tx, caller: ShopId, slug: &str) -> Outcome<ShopRow> {
    let shop = ShopRow::by_slug(tx, slug)?.filter(|shop| shop.id == caller);
    Ok(shop.ok_or(Code::UnknownShop)?)
}

/// What is being edited: the draft, else the programme in force.
pub fn draft(tx: &mut dyn Tx, ctx: &Context, caller: ShopId, slug: &str, lang: Lang) -> Outcome<ProgramDraft> {
    let shop = own(tx, caller, slug)?;
    match kept(tx, shop.id)? {
        Some((definition, changed_at)) => show(tx, ctx, &shop, definition, Some(changed_at), lang),
        None => {
            let in_force = shop.program(tx)?;
            show(tx, ctx, &shop, Program::clone(&in_force), None, lang)
        }
    }
}

/// Keeps a draft in the place of the one before. `invalid_program` with every fault, unless it is kept as unfinished.
pub fn put_draft(
    tx: &mut dyn Tx,
    ctx: &Context,
    caller: ShopId,
    slug: &str,
    definition: Program,
    unfinished: bool,
    lang: Lang,
) -> Outcome<ProgramDraft> {
    let shop = own(tx, caller, slug)?;
    if !unfinished {
        check(&definition, lang)?;
    }
    tx.execute(sql::PUT_DRAFT, &params![shop.id.0, to_json(&definition)?, ctx.now_us])?;
    show(tx, ctx, &shop, definition, Some(ctx.now_us), lang)
}

/// Publishes the draft as the next version, in force from now on, and empties the draft. `left_behind` when customers hold what it no
/// longer has, unless the request says that it may be.
pub fn publish(
    tx: &mut dyn Tx,
    ctx: &Context,
    caller: ShopId,
    slug: &str,
    req: &PublishRequest,
    lang: Lang,
) -> Outcome<Reply> {
    let shop = own(tx, caller, slug)?;
    let request = Request::new(shop.id, req.id, "publish", req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return Ok(earlier.reply);
    }
    let (definition, changed_at) = kept(tx, shop.id)?.ok_or(Code::NoDraft)?;
    if let Some(read) = &req.changed_at
        && parse_time(read) != Some(changed_at)
    {
        return Err(Problem { at: Some(time(changed_at)), ..Code::DraftChanged.into() }.into());
    }
    let version = put_in_force(tx, ctx, &shop, definition, req.leave_behind, lang)?;
    tx.execute(sql::DROP_DRAFT, &params![shop.id.0])?;
    request.keep(tx, 201, to_json(&version)?, None)
}

/// Publishes a definition by hand, without a draft; a draft that is there stays.
pub fn publish_by_hand(
    tx: &mut dyn Tx,
    ctx: &Context,
    slug: &str,
    definition: Program,
    leave_behind: bool,
) -> Outcome<ProgramVersion> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    put_in_force(tx, ctx, &shop, definition, leave_behind, Lang::En)
}

/// The programme in force, by hand.
pub fn in_force(tx: &mut dyn Tx, slug: &str) -> Outcome<Program> {
    let shop = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    Ok(Program::clone(&*shop.program(tx)?))
}

/// All versions, newest first.
pub fn versions(tx: &mut dyn Tx, caller: ShopId, slug: &str, lang: Lang) -> Outcome<ProgramVersions> {
    let shop = own(tx, caller, slug)?;
    let mut versions = Vec::new();
    for version in shops::versions(tx, shop.id)? {
        versions.push(ProgramVersionSummary {
            version: version.number,
            published_at: time(version.published_at),
            headline: texts::headline(&*shops::program(tx, shop.id, version)?, &shop.currency, lang.into()),
        });
    }
    Ok(ProgramVersions { versions })
}

/// One version, whole; `unknown_version` when there is none of this number.
pub fn version(tx: &mut dyn Tx, caller: ShopId, slug: &str, number: u32) -> Outcome<ProgramVersion> {
    let shop = own(tx, caller, slug)?;
    let version = shops::numbered(tx, shop.id, number)?.ok_or(Code::UnknownVersion)?;
    let definition = shops::program(tx, shop.id, version)?;
    Ok(whole(&shop, version, Program::clone(&definition)))
}

/// The draft and when it was kept, if there is one.
fn kept(tx: &mut dyn Tx, shop: ShopId) -> Outcome<Option<(Program, i64)>> {
    let Some(row) = tx.query_one(sql::DRAFT, &params![shop.0])? else { return Ok(None) };
    let draft = serde_json::from_str(row.get(0)?).map_err(|error| Error::Corrupt(format!("draft: {error}")))?;
    Ok(Some((draft, row.get(1)?)))
}

fn show(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    definition: Program,
    changed_at: Option<i64>,
    lang: Lang,
) -> Outcome<ProgramDraft> {
    let language = lang.into();
    let mut warnings = warnings(&definition, language);
    warnings.extend(left::behind(tx, ctx, shop, &definition, language)?);
    Ok(ProgramDraft {
        changed_at: changed_at.map(time),
        version_in_force: shop.program_version,
        texts: texts(&definition, &shop.currency),
        faults: faults(&definition, language),
        warnings,
        definition,
    })
}

/// Refuses a programme with faults, naming all of them.
pub fn check(definition: &Program, lang: Lang) -> Outcome<()> {
    let faults = faults(definition, lang.into());
    if faults.is_empty() { Ok(()) } else { Err(Problem { faults, ..Code::InvalidProgram.into() }.into()) }
}

fn faults(definition: &Program, language: Language) -> Vec<ProgramFault> {
    let faults = definition.faults().into_iter();
    faults
        .map(|fault| ProgramFault {
            path: fault.path,
            code: fault.what.code().into(),
            words: fault.what.words(language).into(),
        })
        .collect()
}

fn put_in_force(
    tx: &mut dyn Tx,
    ctx: &Context,
    shop: &ShopRow,
    definition: Program,
    leave_behind: bool,
    lang: Lang,
) -> Outcome<ProgramVersion> {
    check(&definition, lang)?;
    let faults = if leave_behind { Vec::new() } else { left::behind(tx, ctx, shop, &definition, lang.into())? };
    if !faults.is_empty() {
        let what_to_do = "Keep it in the programme, or publish with `leave_behind`: who has it keeps and sees it.";
        return Err(Problem { faults, ..Problem::from(Code::LeftBehind).detail(what_to_do) }.into());
    }
    let version = Version { number: shop.program_version + 1, published_at: ctx.now_us };
    tx.execute(sql::INSERT_VERSION, &params![shop.id.0, version.number, to_json(&definition)?, version.published_at])?;
    tx.execute(sql::PUT_IN_FORCE, &params![shop.id.0, version.number])?;
    Ok(whole(shop, version, definition))
}

fn whole(shop: &ShopRow, version: Version, definition: Program) -> ProgramVersion {
    ProgramVersion {
        version: version.number,
        published_at: time(version.published_at),
        texts: texts(&definition, &shop.currency),
        definition,
    }
}
