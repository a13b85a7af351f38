//! The schema's history: numbered, forward only, checksummed. What is applied stands in the table `migration`; a database whose
//! history is not the beginning of this program's is refused rather than guessed at.

use sha2::{Digest, Sha256};

use crate::error::Error;

/// One step of the schema, in SQLite's words (`dialect.rs` translates them), with parts for one engine alone where the engines can't be
/// told the same: between a line `-- only sqlite` or `-- only postgres` and a line `-- end only`.
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
    Migration { version: 3, name: "program", sql: include_str!("migrations/0003_program.sql") },
    Migration { version: 4, name: "warning", sql: include_str!("migrations/0004_warning.sql") },
    Migration { version: 5, name: "offline", sql: include_str!("migrations/0005_offline.sql") },
    Migration { version: 6, name: "keep", sql: include_str!("migrations/0006_keep.sql") },
    Migration { version: 7, name: "member", sql: include_str!("migrations/0007_member.sql") },
    Migration { version: 8, name: "email", sql: include_str!("migrations/0008_email.sql") },
    Migration { version: 9, name: "move", sql: include_str!("migrations/0009_move.sql") },
    Migration { version: 10, name: "notice", sql: include_str!("migrations/0010_notice.sql") },
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

/// An engine that a part of a migration is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Only {
    Sqlite,
    Postgres,
}

impl Migration {
    /// The statements for one engine: the lines after `-- only sqlite` (or `postgres`) up to `-- end only` are for that engine alone.
    pub(crate) fn sql_for(&self, engine: Only) -> String {
        let (ours, others) = match engine {
            Only::Sqlite => ("-- only sqlite", "-- only postgres"),
            Only::Postgres => ("-- only postgres", "-- only sqlite"),
        };
        let mut meant = true;
        let lines = self.sql.lines().filter(|line| {
            match line.trim() {
                line if line == others => meant = false,
                line if line == ours || line == "-- end only" => meant = true,
                _ => {}
            }
            meant
        });
        lines.flat_map(|line| [line, "\n"]).collect()
    }

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

#[cfg(test)]
mod tests {
    use super::{Migration, Only};

    #[test]
    fn each_engine_reads_its_own_part() {
        let sql = "a;\n-- only sqlite\nb;\n-- end only\nc;\n-- only postgres\nd;\n-- end only\ne;";
        let step = Migration { version: 1, name: "parts", sql };
        let statements = |engine| -> Vec<String> {
            let sql = step.sql_for(engine);
            sql.lines().filter(|line| !line.starts_with("--")).map(str::to_owned).collect()
        };
        assert_eq!(statements(Only::Sqlite), ["a;", "b;", "c;", "e;"]);
        assert_eq!(statements(Only::Postgres), ["a;", "c;", "d;", "e;"]);
    }
}
