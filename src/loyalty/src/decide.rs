//! The decision: a state and a command in, changes or a refusal out.

use crate::{CardState, Command, Context, Decision, Program, Refusal};

/// What `command` does to a card in `state` under `program` at the moment `ctx`.
///
/// The operation gets the number `state.seq + 1`; entries and lots of it are numbered from 0.
///
/// # Errors
/// A [`Refusal`] with its facts; nothing is to be written then.
pub fn decide(
    program: &Program,
    state: &CardState,
    command: Command<'_>,
    ctx: &Context<'_>,
) -> Result<Decision, Refusal> {
    let _ = (program, state, command, ctx);
    Err(Refusal::NothingToDo)
}
