//! What a till did without a network, when it arrives: signed by that till, in its place of the till's chain, and flagged where something is
//! odd. A record is taken wherever the customer was told that it is done; what does not fit is for the owner to see, not for the customer to lose.

mod content;
mod records;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{P256Verifier, Pass, PublicKey, Verifier};
use till::{Before, Link, follow};
use wire::{Code, Flag, Offline, OpenVisit, Problem};

use self::content::content;
pub use self::records::reject;
pub(crate) use self::records::{keep, opened_here, too_soon, verdict_of};
use crate::auth::{Actor, StaffAuth};
use crate::context::{Context, parse_time};
use crate::outcome::{Fault, Outcome};
use crate::{Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        TILL_KEY = "SELECT public_key FROM device WHERE shop_id = $1 AND device_id = $2";
        STAFF = "SELECT name FROM staff WHERE shop_id = $1 AND staff_id = $2";
        BEFORE = "SELECT occurred_at FROM offline_record WHERE shop_id = $1 AND device_id = $2 AND seq = $3 AND hash = $4";
        AT_PLACE = "SELECT record_id FROM offline_record WHERE shop_id = $1 AND device_id = $2 AND seq = $3 LIMIT 1";
        LAST_ONLINE = "SELECT opened_at FROM visit WHERE shop_id = $1 AND device_id = $2 AND flags & 16 = 0 ORDER BY opened_at DESC LIMIT 1";
        OPENED_HERE = "SELECT record_id FROM offline_record WHERE shop_id = $1 AND card_id = $2 AND slot = $3 AND step = $4 AND device_id = $5
                         AND verdict IN ('applied', 'flagged') LIMIT 1";
        AROUND = "SELECT visit_id FROM visit WHERE shop_id = $1 AND card_id = $2 AND step BETWEEN $3 AND $4 LIMIT 1";
        INSERT = "INSERT INTO offline_record (shop_id, device_id, seq, record_id, previous, hash, occurred_at, snapshot_at, received_at,
                    card_id, slot, step, verdict, reason, broken)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    }
}

/// How far ahead of the server a till's clock may be, flagged: ten minutes, as a phone's.
const AHEAD_MAX: i64 = 600 * loyalty::SECOND;
/// How far ahead it may be without a word: clocks differ a little.
const AHEAD: i64 = 60 * loyalty::SECOND;
/// How late a record may come. A signature proves who made it, not when: this bounds what a stolen till could make up.
const LATE_MAX: i64 = 30 * loyalty::DAY;

/// A record that was signed by the till that sends it, and how it fits to what came before.
pub(crate) struct Linked {
    /// Who did it: whoever was signed in then, at the till that sends it.
    pub actor: Actor,
    /// The pass that was shown.
    pub pass: Pass,
    /// When it happened, and not after now.
    pub occurred_at: i64,
    /// What is odd about the record itself; [`Flag::Offline`] first.
    pub flags: Vec<Flag>,
    link: Link,
    broken: bool,
}

/// Checks a record's signature and its place in the chain of its till. The signature is verified here, in the writer's turn: a record comes
/// from a till that was away, not from a queue at the counter.
pub(crate) fn link(
    tx: &mut dyn Tx,
    ctx: &Context,
    actor: &Actor,
    req: &OpenVisit,
    offline: &Offline,
) -> Outcome<Linked> {
    let Actor::Staff(session) = actor else {
        return Err(invalid("Only a till has records of its own."));
    };
    let (shop, device) = (session.till.shop, session.till.device);
    let occurred_at = time_of(req.occurred_at.as_ref(), "occurred_at")?;
    let snapshot_at = time_of(Some(&offline.snapshot_at), "offline.snapshot_at")?;
    let (content, pass) = content(req, offline)?;
    let link = Link {
        device: *device.as_bytes(),
        seq: offline.seq,
        previous: bytes(&offline.previous, "offline.previous")?,
        occurred_at,
        snapshot_at,
        content: content.digest(),
    };
    let key = tx.query_one(sql::TILL_KEY, &params![shop.0, device])?;
    let key = key.map(|row| row.get::<Option<[u8; 65]>>(0)).transpose()?.flatten();
    let key = key.map(PublicKey::from_trusted_uncompressed).ok_or(Code::BadTillSignature)?;
    let signature = bytes(&offline.signature, "offline.signature")?;
    if !P256Verifier.verify(&key, &link.message(), &signature) {
        return Err(Code::BadTillSignature.into());
    }
    let name = tx.query_one(sql::STAFF, &params![shop.0, offline.staff_id])?;
    let name = name.ok_or_else(|| invalid("Nobody of `offline.staff_id` ever worked here."))?.get(0)?;
    let by = StaffAuth { till: session.till.clone(), staff: offline.staff_id, name, manager: false };
    let (broken, back_dated) = place(tx, actor, &link)?;
    let mut flags = vec![Flag::Offline];
    let ahead = occurred_at > ctx.now_us + AHEAD;
    let redeems = content.acts.iter().any(|act| matches!(act, till::Act::Redeem { .. }));
    let knew_too_little = redeems && occurred_at - snapshot_at > till::REDEEM_SNAPSHOT_AGE_MAX;
    for (is_so, flag) in [
        (broken, Flag::ChainGap),
        (back_dated, Flag::BackDated),
        (ahead, Flag::ClockSkew),
        (knew_too_little, Flag::OverLimits),
    ] {
        flags.extend(is_so.then_some(flag));
    }
    let actor = Actor::Staff(by);
    Ok(Linked { actor, pass, occurred_at: occurred_at.min(ctx.now_us), flags, link, broken })
}

impl Linked {
    /// The till's own clock when it happened, milliseconds since 1970: what it judged the code by.
    pub(crate) fn claimed_ms(&self) -> i64 {
        self.link.occurred_at.div_euclid(1000)
    }

    /// Refuses what no till that keeps its lease sends.
    pub(crate) fn in_time(&self, ctx: &Context) -> Outcome<()> {
        let ahead = self.link.occurred_at - ctx.now_us;
        if ahead > AHEAD_MAX {
            return Err(Problem { off_by_s: Some(ahead / loyalty::SECOND), ..Code::ClockWrong.into() }.into());
        }
        let alone = self.link.occurred_at - self.link.snapshot_at;
        if alone > till::LEASE || ctx.now_us - self.link.occurred_at > LATE_MAX {
            return Err(Code::LeaseOver.into());
        }
        Ok(())
    }
}

/// Whether the record does not continue its till's chain, and whether it says that it happened earlier than it can have: before the record
/// in front of it, before the snapshot it knew, or before the till was last heard of. A till sends its records before anything else, so one
/// that was made before its last visit with a network must have come before that.
fn place(tx: &mut dyn Tx, actor: &Actor, link: &Link) -> Outcome<(bool, bool)> {
    let (shop, device) = (actor.shop(), actor.device());
    let seq = i64::try_from(link.seq).ok().filter(|seq| *seq > 0);
    let seq = seq.ok_or_else(|| invalid("`offline.seq` counts from 1."))?;
    let before = tx.query_one(sql::BEFORE, &params![shop.0, device, seq - 1, link.previous])?;
    let before = match before {
        Some(row) => Some(Before { seq: link.seq - 1, hash: link.previous, occurred_at: row.get(0)? }),
        None => None,
    };
    let fit = follow(link, before.as_ref());
    let taken = tx.query_one(sql::AT_PLACE, &params![shop.0, device, seq])?.is_some();
    let online = tx.query_one(sql::LAST_ONLINE, &params![shop.0, device])?;
    let online: Option<i64> = online.map(|row| row.get(0)).transpose()?;
    let before_it_can = |known: i64| link.occurred_at + till::CLOCK_TOLERANCE < known;
    let back_dated = fit.back_dated || before_it_can(link.snapshot_at) || online.is_some_and(before_it_can);
    Ok((fit.broken || taken, back_dated))
}

fn invalid(words: impl Into<String>) -> Fault {
    Problem::from(Code::InvalidRequest).detail(words).into()
}

fn time_of(time: Option<&wire::Time>, member: &str) -> Outcome<i64> {
    time.and_then(parse_time).ok_or_else(|| invalid(format!("`{member}` is an RFC 3339 time in UTC.")))
}

fn bytes<const N: usize>(text: &str, member: &str) -> Outcome<[u8; N]> {
    let decoded = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| <[u8; N]>::try_from(bytes).ok());
    decoded.ok_or_else(|| invalid(format!("`{member}` is {N} bytes in base64url without padding.")))
}
