//! What people meant to happen, each once, whatever the machines make of it: what the ledger is compared with.

use pass::{CardId, Slot, Step};
use uuid::Uuid;

pub type IntentId = usize;

/// What was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// So many stamps.
    Earn(u32),
    /// This voucher is used.
    Redeem(Uuid),
    /// This operation is taken back.
    Void(Uuid),
}

/// One thing that somebody meant, with every id it was ever sent under.
#[derive(Clone, Debug)]
pub struct Intent {
    pub till: usize,
    pub meant: Meant,
    /// The code that was shown, if one was.
    pub code: Option<(CardId, Slot, Step)>,
    pub visits: Vec<Uuid>,
    pub operations: Vec<Uuid>,
    /// The person was told that it is done.
    pub acknowledged: bool,
    /// The person was told that it is not done.
    pub refused: bool,
    /// That was said for a while only (a cooldown), of a request that was sent more than once: an earlier copy that is still under way may be
    /// done when the while is over. It is done once, and in the till's list.
    pub refused_for_a_while: bool,
    /// How often the request went to the server directly.
    pub sent: u32,
}

impl Intent {
    pub fn new(till: usize, meant: Meant, code: Option<(CardId, Slot, Step)>) -> Intent {
        Intent {
            till,
            meant,
            code,
            visits: Vec::new(),
            operations: Vec::new(),
            acknowledged: false,
            refused: false,
            refused_for_a_while: false,
            sent: 0,
        }
    }
}
