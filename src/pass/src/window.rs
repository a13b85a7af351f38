//! Whether the step of a verified pass is acceptable now, and what to remember of it.
//!
//! Two things together make a code single-use, and both are needed:
//!
//! - The caller keeps each accepted (card, slot, step) unique for ever and looks there **before** asking [`judge`]. What is found there is
//!   the same visit or `code_used`, never a question of time.
//! - The mark, per key: the last accepted step as [`next_mark`] moves it. It refuses, without any list, what was shown before.
//!
//! The mark is not always the accepted step. A phone far ahead is accepted with a step in the future, and if that became the mark, the same
//! phone with its clock put right would be refused until then. So the mark stops at [`MARK_AHEAD_MAX`] steps after now. The steps between
//! the mark and the accepted one stay acceptable, each once, because the list of accepted codes has the one that was used. For the same
//! reason a step **equal** to the mark may never have been seen: inside the window it is fresh.

use crate::Step;

/// Steps before now that are still fresh: the code stays good while it is held up, read and sent.
pub const FRESH_BEHIND: i64 = 3;
/// Steps after now that are fresh: clocks differ a little.
pub const FRESH_AHEAD: i64 = 1;
/// How far from now a step may earn, flagged: ten minutes, in steps.
pub const SKEW_MAX: i64 = 600 / Step::LENGTH_S;
/// How many steps after now the mark may be set to.
pub const MARK_AHEAD_MAX: i64 = 2;

/// What to make of a step that was not accepted before. `off_by_s`: seconds the phone's clock is ahead of ours, negative if behind, in
/// whole steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Inside the window: accept.
    Fresh,
    /// Outside the window by no more than ten minutes, and newer than the last: may earn, flagged `clock_skew`.
    ClockSkew {
        /// Seconds ahead of us, negative if behind.
        off_by_s: i64,
    },
    /// Shown before one that was already accepted: refuse with `replayed`.
    Replayed,
    /// More than ten minutes off: refuse with `clock_wrong`, and say by how much.
    ClockWrong {
        /// Seconds ahead of us, negative if behind.
        off_by_s: i64,
    },
}

/// Judges a step that the caller has not accepted before (see the module). `now_ms`: milliseconds since the Unix epoch; `last_accepted`: the
/// key's mark, if it ever had one accepted.
pub fn judge(step: Step, now_ms: i64, last_accepted: Option<Step>) -> Judgement {
    let off_by = step.since(Step::at(now_ms));
    let fresh = (-FRESH_BEHIND..=FRESH_AHEAD).contains(&off_by);
    // At the mark itself only the window vouches for a step; before it nothing does.
    let replayed = last_accepted.is_some_and(|last| if fresh { step < last } else { step <= last });
    let off_by_s = off_by * Step::LENGTH_S;
    if replayed {
        Judgement::Replayed
    } else if fresh {
        Judgement::Fresh
    } else if off_by.abs() <= SKEW_MAX {
        Judgement::ClockSkew { off_by_s }
    } else {
        Judgement::ClockWrong { off_by_s }
    }
}

/// The key's mark after `step` was accepted at `now_ms` (milliseconds since the Unix epoch). It never moves back, and never to more than
/// [`MARK_AHEAD_MAX`] steps after now: else one bad code would lock the card.
pub fn next_mark(step: Step, last_accepted: Option<Step>, now_ms: i64) -> Step {
    let mark = step.min(Step::at(now_ms).plus(MARK_AHEAD_MAX));
    last_accepted.map_or(mark, |last| last.max(mark))
}
