//! The schema on PostgreSQL: the same migrations, translated, in one transaction.

use postgres::error::SqlState;
use postgres::{Client, IsolationLevel};

use super::failure::{Fault, failure, fault};
use crate::engine::dialect::postgres_ddl;
use crate::error::Error;
use crate::migrate::{self, APPLIED, Applied, Migration, Only, RECORD, TABLE};

/// Tries, when two servers start at once and meet.
const TRIES: usize = 5;

/// Applies what is missing, all of it or nothing.
pub(crate) fn migrate(client: &mut Client, known: &[Migration]) -> Result<(), Error> {
    for _ in 1..TRIES {
        match try_migrate(client, known) {
            // The other one may have done it.
            Err(Fault::Conflict(_) | Fault::Unique(_)) => {}
            done => return done.map_err(Fault::error),
        }
    }
    try_migrate(client, known).map_err(Fault::error)
}

fn try_migrate(client: &mut Client, known: &[Migration]) -> Result<(), Fault> {
    let applied = applied(client)?;
    let pending = migrate::pending(&applied, known).map_err(Fault::Tell)?;
    if pending.is_empty() {
        return Ok(());
    }
    if !applied.is_empty() {
        tracing::warn!("the schema changes now; PostgreSQL's own backups (pg_dump) are the way back");
    }
    let transaction = client.build_transaction().isolation_level(IsolationLevel::Serializable).start();
    let mut transaction = transaction.map_err(|error| fault(&error))?;
    transaction.batch_execute(&postgres_ddl(TABLE)).map_err(|error| meeting(&error, fault(&error)))?;
    for step in pending {
        let failed = |error: postgres::Error| match fault(&error) {
            Fault::Tell(_) => {
                let told = Error::Migration(format!("{} \"{}\": {}", step.version, step.name, failure(&error)));
                meeting(&error, Fault::Tell(told))
            }
            other => other,
        };
        transaction.batch_execute(&postgres_ddl(&step.sql_for(Only::Postgres))).map_err(failed)?;
        let (version, checksum) = (i64::from(step.version), step.checksum());
        let row: [&(dyn postgres::types::ToSql + Sync); 4] =
            [&version, &step.name, &checksum.as_slice(), &migrate::now_us()];
        transaction.execute(RECORD, &row).map_err(failed)?;
        tracing::info!(version = step.version, name = step.name, "applied to the schema");
    }
    transaction.commit().map_err(|error| fault(&error))
}

/// A fault while something is made. What is there already was made since we looked, by a server that starts beside this one: `IF NOT EXISTS` looks before
/// it waits, and PostgreSQL then finds the other one's table, or the type of its rows.
fn meeting(error: &postgres::Error, fault: Fault) -> Fault {
    let met = matches!(error.code(), Some(&(SqlState::DUPLICATE_TABLE | SqlState::DUPLICATE_OBJECT)));
    match fault {
        Fault::Tell(told) if met => Fault::Conflict(told),
        other => other,
    }
}

/// For a database that is used as it is.
pub(crate) fn require_current(client: &mut Client, known: &[Migration]) -> Result<(), Error> {
    migrate::require_current(&applied(client).map_err(Fault::error)?, known)
}

/// What the database says was applied to it; nothing when it is empty.
fn applied(client: &mut Client) -> Result<Vec<Applied>, Fault> {
    let there = "SELECT EXISTS (SELECT 1 FROM information_schema.tables \
                 WHERE table_schema = current_schema() AND table_name = 'migration')";
    let there: bool = client.query_one(there, &[]).map_err(|error| fault(&error))?.get(0);
    if !there {
        return Ok(Vec::new());
    }
    let rows = client.query(APPLIED, &[]).map_err(|error| fault(&error))?;
    let applied = |row: &postgres::Row| {
        let version: i64 = row.get(0);
        let version = u32::try_from(version).map_err(|_| Error::Corrupt(format!("migration {version}")))?;
        Ok(Applied { version, checksum: row.get(1) })
    };
    rows.iter().map(applied).collect::<Result<_, Error>>().map_err(Fault::Tell)
}
