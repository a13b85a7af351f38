//! Wrong tries, counted in the database, so that a restart forgives nothing.

use crate::context::sha256;
use crate::{Error, Tx, params};

pub(crate) mod sql {
    crate::statements::statements! {
        FIND = "SELECT tries, since FROM attempt WHERE subject = $1";
        COUNT = "INSERT INTO attempt (subject, tries, since) VALUES ($1, $2, $3)
                 ON CONFLICT (subject) DO UPDATE SET tries = $2, since = $3";
    }
}

/// So many tries in so long a time.
#[derive(Clone, Copy)]
pub(crate) struct Allowance {
    /// What is counted; part of the hashed subject, so that nothing personal is stored.
    pub what: &'static str,
    /// Tries allowed in a window.
    pub tries: u32,
    /// The window, microseconds.
    pub window_us: i64,
}

impl Allowance {
    fn subject(&self, whose: &[u8]) -> [u8; 32] {
        sha256(&[self.what.as_bytes(), whose])
    }

    /// When the next try is allowed, if none is now.
    pub(crate) fn locked_until(&self, tx: &mut dyn Tx, whose: &[u8], now_us: i64) -> Result<Option<i64>, Error> {
        let Some(row) = tx.query_one(sql::FIND, &params![self.subject(whose)])? else { return Ok(None) };
        let (tries, over) = (row.get::<u32>(0)?, row.get::<i64>(1)? + self.window_us);
        Ok((tries >= self.tries && now_us < over).then_some(over))
    }

    /// Counts a wrong try and says how many are left.
    pub(crate) fn count(&self, tx: &mut dyn Tx, whose: &[u8], now_us: i64) -> Result<u32, Error> {
        let subject = self.subject(whose);
        let before = match tx.query_one(sql::FIND, &params![subject])? {
            Some(row) if now_us < row.get::<i64>(1)? + self.window_us => Some((row.get::<u32>(0)?, row.get::<i64>(1)?)),
            _ => None,
        };
        let (tries, since) = before.map_or((1, now_us), |(tries, since)| (tries.saturating_add(1), since));
        tx.execute(sql::COUNT, &params![subject, tries, since])?;
        Ok(self.tries.saturating_sub(tries))
    }
}
