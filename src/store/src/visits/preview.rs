//! What a visit would do, without doing it: the scan path itself, on a transaction that only reads.

use wire::{Explained, OpenVisit, Problem, VisitPreview};

use super::operate::Decided;
use super::rehearsal::Rehearsal;
use super::{Opened, PLACE, Scanned, arrive};
use crate::Lang;
use crate::auth::Actor;
use crate::context::Context;
use crate::explain::{Story, lines};
use crate::outcome::Outcome;
use crate::requests::Request;
use crate::shops::ShopRow;
use crate::{Error, Tx};

/// The answer that [`super::open`] would give to this request, and how the numbers of each operation would come about. Reads only, so it costs
/// the writer nothing. A wrong typed code is to be counted before, by [`super::try_typed_code`].
pub fn preview(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    scanned: Option<&Scanned>,
    lang: Lang,
) -> Outcome<Result<VisitPreview, Problem>> {
    if let Some(earlier) = Request::new(actor.shop(), req.id, PLACE, req)?.earlier(tx)? {
        let reply = match earlier.reply.or_problem()? {
            Ok(reply) => reply,
            Err(problem) => return Ok(Err(problem)),
        };
        let opened = serde_json::from_str(&reply.json);
        let opened = opened.map_err(|error| Error::Corrupt(format!("a kept answer: {error}")))?;
        return Ok(Ok(VisitPreview { opened, explained: Vec::new() }));
    }
    let Opened { opened, decided, .. } = match arrive(&mut Rehearsal(tx), ctx, actor, req, scanned)? {
        Ok(opened) => opened,
        Err(problem) => return Ok(Err(problem)),
    };
    let shop = ShopRow::by_id(tx, actor.shop())?;
    let (program, moment) = (shop.program(tx)?, shop.moment(ctx.now_us)?);
    let told = opened.operations.iter().zip(decided).map(|(done, decided)| {
        let Decided { amount, reason, decision } = decided;
        let story = Story::of(done, amount, reason, None, decision);
        Explained { operation_id: done.id, lines: lines(&shop, &program, &moment, lang, &story) }
    });
    let explained = told.collect();
    Ok(Ok(VisitPreview { opened, explained }))
}
