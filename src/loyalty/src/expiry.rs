//! Letting units lapse: when, and only if the customer could know.

use crate::{CardState, Command, Context, Micros, Program};

/// What must be written before any other command, because its time has come: units that lapse, then a review of the level. Ask again after
/// it was written, until there is none.
pub fn due(program: &Program, state: &CardState, ctx: &Context<'_>) -> Option<Command<'static>> {
    let _ = (program, state, ctx);
    None
}

/// Units that the customer should be told about now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToWarn {
    /// The purse.
    pub purse: String,
    /// Units.
    pub units: i64,
    /// When they lapse if the customer is told now.
    pub expires_at: Micros,
}

/// Units that lapse within [`Program::warning_days`] (or should have) and of which the customer was not told.
pub fn to_warn(program: &Program, state: &CardState, ctx: &Context<'_>) -> Vec<ToWarn> {
    let _ = (program, state, ctx);
    Vec::new()
}
