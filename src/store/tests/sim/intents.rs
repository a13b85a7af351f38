//! What people meant to happen, each once, whatever the machines make of it: what the ledger is compared with.

use pass::{CardId, Slot, Step};
use uuid::Uuid;

pub type IntentId = usize;

/// What was bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    pub quantity: u32,
    /// The bill, minor units.
    pub amount: Option<i64>,
    /// All of it is of this kind.
    pub tag: Option<&'static str>,
}

/// What was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Units for a purchase.
    Earn(Bought),
    /// This voucher is used.
    Redeem(Uuid),
    /// This reward of the menu is bought with points.
    Buy(&'static str),
    /// So much is paid with credit.
    Spend(i64),
    /// This operation is taken back.
    Void(Uuid),
    /// So much of this purchase's money is given back.
    Refund(Uuid, i64),
}

/// One thing that somebody meant, with every id it was ever sent under.
#[derive(Clone, Debug)]
pub struct Intent {
    pub till: usize,
    /// Whose card it is.
    pub phone: usize,
    pub meant: Meant,
    /// The code that was shown, if one was.
    pub code: Option<(CardId, Slot, Step)>,
    pub visits: Vec<Uuid>,
    pub operations: Vec<Uuid>,
    /// The person was told that it is done.
    pub acknowledged: bool,
    /// The person was told that it is not done.
    pub refused: bool,
    /// That was said for a while only (a cooldown, too few points), of a request that went to the server more than once: an earlier copy that is
    /// still under way may be done when the while is over. It is done once, and in the till's list.
    pub refused_for_a_while: bool,
    /// How often the request went to the server directly, copies that the network made included.
    pub sent: u32,
}

impl Intent {
    pub fn new(till: usize, phone: usize, meant: Meant, code: Option<(CardId, Slot, Step)>) -> Intent {
        Intent {
            till,
            phone,
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
