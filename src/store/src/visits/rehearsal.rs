//! A transaction that only reads: what a job writes is taken as written and forgotten, so that a visit can be rehearsed by the code that does it.
//!
//! It holds for jobs that read nothing back of what they wrote, as the scan path does: it loads the card once and keeps up with it in memory.
//! Only what a first visit gives to the card of the friend who brought this one is loaded anew for each promotion, and that is not in the answer.

use super::sql;
use crate::ledger;
use crate::{Error, Row, Tx, Value, params};

/// A transaction whose writes are swallowed.
pub(super) struct Rehearsal<'a>(pub &'a mut dyn Tx);

impl Rehearsal<'_> {
    /// Whether a row with this id stands in the way of a statement that does nothing then.
    fn is_taken(&mut self, statement: &'static str, row: &[Value]) -> Result<bool, Error> {
        let found = match (statement, row) {
            (sql::INSERT, [shop, visit, ..]) => self.0.query_one(sql::BY_ID, &params![shop, visit])?,
            (ledger::sql::INSERT_OPERATION, [shop, _, _, operation, ..]) => {
                self.0.query_one(ledger::past::sql::TARGET, &params![shop, operation])?
            }
            _ => None,
        };
        Ok(found.is_some())
    }
}

impl Tx for Rehearsal<'_> {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Error> {
        Ok(u64::from(!self.is_taken(sql, params)?))
    }

    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Error> {
        self.0.query(sql, params)
    }

    fn query_one(&mut self, sql: &'static str, params: &[Value]) -> Result<Option<Row>, Error> {
        self.0.query_one(sql, params)
    }

    fn prepare(&mut self, sql: &'static str) -> Result<(), Error> {
        self.0.prepare(sql)
    }
}
