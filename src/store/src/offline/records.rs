//! What is kept of a record: its place, its hash, and what became of it. A rejected one too, or the next would seem to follow a gap.

use till::{Answer, Verdict};
use uuid::Uuid;
use wire::{Flag, OpenVisit, Problem};

use super::{Linked, link, sql};
use crate::auth::Actor;
use crate::context::Context;
use crate::outcome::{Outcome, Reply, to_json};
use crate::requests::Request;
use crate::{Tx, params};

/// Writes a record's row.
pub(crate) fn keep(tx: &mut dyn Tx, ctx: &Context, record: Uuid, linked: &Linked, verdict: &Verdict) -> Outcome<()> {
    let (verdict, reason) = match verdict {
        Verdict::Applied => ("applied", None),
        Verdict::Duplicate => ("duplicate", None),
        Verdict::Flagged(flags) => ("flagged", Some(flags.join(" "))),
        Verdict::Rejected(code) => ("rejected", Some(code.clone())),
    };
    let (link, (card, slot, step)) = (&linked.link, linked.pass.code());
    let row = params![
        linked.actor.shop().0,
        linked.actor.device(),
        // Above zero and in range, as `place` found.
        i64::try_from(link.seq).unwrap_or(i64::MAX),
        record,
        link.previous,
        link.hash(),
        link.occurred_at,
        link.snapshot_at,
        ctx.now_us,
        card.0,
        slot.get(),
        step.0,
        verdict,
        reason,
        linked.broken,
    ];
    tx.execute(sql::INSERT, &row)?;
    Ok(())
}

/// What flags of a new visit make of its record.
pub(crate) fn verdict_of(flags: &[Flag], duplicate: bool) -> Verdict {
    let names: Vec<&str> = flags.iter().map(|flag| flag.name()).collect();
    Answer::Opened { duplicate, flags: &names }.verdict().unwrap_or(Verdict::Applied)
}

/// Writes down that a record is not taken, and answers the same problem from now on. Only refusals that are about the record are: after the
/// others (nobody signed in, busy) the till sends it again. Another answer is one that was given meanwhile.
///
/// The refusal of [`crate::visits::open`] undid all that it wrote, so this is a job of its own; when it is not reached, the record is sent
/// again and judged anew.
pub fn reject(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    problem: &Problem,
) -> Outcome<Result<Reply, Problem>> {
    let code = to_json(&problem.code)?;
    let refused = Answer::Refused { status: problem.status, code: code.trim_matches('"') };
    let (Some(offline), Some(verdict)) = (&req.offline, refused.verdict()) else { return Ok(Err(problem.clone())) };
    let request = Request::new(actor.shop(), req.id, "visits", req)?;
    if let Some(earlier) = request.earlier(tx)? {
        return earlier.reply.or_problem();
    }
    let linked = link(tx, ctx, actor, req, offline)?;
    keep(tx, ctx, req.id, &linked, &verdict)?;
    request.keep(tx, problem.status, to_json(problem)?, None)?;
    Ok(Err(problem.clone()))
}

/// The visit that this code opened at this till without a network, if it did.
pub(crate) fn opened_here(tx: &mut dyn Tx, linked: &Linked) -> Outcome<Option<Uuid>> {
    let (card, slot, step) = linked.pass.code();
    let actor = &linked.actor;
    let row = tx.query_one(sql::OPENED_HERE, &params![actor.shop().0, card.0, slot.get(), step.0, actor.device()])?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Whether the card showed another code within the cooldown before or after this one.
pub(crate) fn too_soon(tx: &mut dyn Tx, linked: &Linked, cooldown_s: u32) -> Outcome<bool> {
    let (card, _, step) = linked.pass.code();
    // Codes of the same moment, or of the next step, are within any cooldown that is longer than a step.
    let steps = (i64::from(cooldown_s) - 1).div_euclid(pass::Step::LENGTH_S);
    let (from, to) = (step.plus(-steps).0, step.plus(steps).0);
    Ok(tx.query_one(sql::AROUND, &params![linked.actor.shop().0, card.0, from, to])?.is_some())
}
