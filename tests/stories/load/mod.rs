//! Many clients at once on few cards: exactly one effect each (`hammer`), also when the server dies under them (`kill`).

mod hammer;
mod kill;
mod ledger;
mod round;
