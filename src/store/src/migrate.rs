//! The schema's history: numbered, forward only, checksummed. What is applied stands in the table `migration`; a database whose
//! history is not the beginning of this program's is refused rather than guessed at.

use sha2::{Digest, Sha256};

use crate::error::Error;

/// One step of the schema, in SQLite's words (`dialect.rs` translates them).
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// 1, 2, 3...
    pub version: u32,
    /// What it is about, as in its file's name.
    pub name: &'static str,
    /// The statements. Never changed once released.
    pub sql: &'static str,
}

/// The schema of this program.
pub const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "main", sql: include_str!("migrations/0001_main.sql") },
    Migration { version: 2, name: "request", sql: include_str!("migrations/0002_request.sql") },
];

/// The table that remembers what was applied, in SQLite's words.
pub(crate) const TABLE: &str = "CREATE TABLE IF NOT EXISTS migration (
    version INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum BLOB NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT";
pub(crate) const APPLIED: &str = "SELECT version, checksum FROM migration ORDER BY version";
pub(crate) const RECORD: &str = "INSERT INTO migration (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)";

/// A migration that a database says it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Applied {
    pub version: u32,
    pub checksum: Vec<u8>,
}

impl Migration {
    /// SHA-256 of the statements.
    pub fn checksum(&self) -> [u8; 32] {
        Sha256::digest(self.sql.as_bytes()).into()
    }
}

/// What is left to apply, after checking that what was applied is the beginning of this program's history.
pub(crate) fn pending<'m>(applied: &[Applied], known: &'m [Migration]) -> Result<&'m [Migration], Error> {
    if applied.len() > known.len() {
        let (theirs, ours) = (applied.len(), known.len());
        return Err(Error::Migration(format!(
            "the database is at version {theirs} and this program knows only {ours}: use a newer comptoir"
        )));
    }
    for (there, here) in applied.iter().zip(known) {
        if there.version != here.version || there.checksum != here.checksum() {
            return Err(Error::Migration(format!(
                "version {} of the database is not this program's \"{}\": it was made by something else",
                there.version, here.name
            )));
        }
    }
    Ok(&known[applied.len()..])
}

/// For a database that is used as it is: everything must be applied.
pub(crate) fn require_current(applied: &[Applied], known: &[Migration]) -> Result<(), Error> {
    match pending(applied, known)? {
        [] => Ok(()),
        left => Err(Error::Migration(format!("{} migrations are to be applied: run `comptoir migrate`", left.len()))),
    }
}

/// Now, in microseconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "when a schema changed or a file was put aside is nobody's rule, only a note"
)]
pub(crate) fn now_us() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}
