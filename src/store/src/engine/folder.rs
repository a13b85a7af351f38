//! The data folder of the embedded database: `comptoir.db` with SQLite's `-wal` and `-shm` beside it, and `comptoir.lock`, which
//! the one server that uses the folder holds.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::checkpoint::{Copying, Log};
use super::counters::Counters;
use super::dialect::sqlite_placeholders;
use super::sqlite::{failure, open_reader, open_writer};
use super::threads::Crew;
use super::{planner, readers, writer};
use crate::backup;
use crate::error::Error;
use crate::migrate::{self, APPLIED, Applied, Migration, Only, RECORD, TABLE};

/// How long a server waits for the one before it to leave the folder.
const LOCK_WAIT: Duration = Duration::from_secs(2);

/// The database file in a data folder.
pub(crate) fn database_file(folder: &Path) -> PathBuf {
    folder.join("comptoir.db")
}

/// Makes the folder if it is not there, readable for its owner only.
pub(crate) fn create(folder: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Error::file("cannot create", folder, &error))
}

/// Takes the folder for this process until the file is dropped.
pub(crate) fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("comptoir.lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| Error::file("cannot open", &path, &error))?;
    let give_up = Instant::now() + LOCK_WAIT;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < give_up => std::thread::sleep(Duration::from_millis(20)),
            Err(TryLockError::WouldBlock) => return Err(Error::InUse(folder.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(Error::file("cannot lock", &path, &error)),
        }
    }
}

/// Takes the folder, brings the schema up to date, and starts the threads. Returns the crews: readers, writer.
pub(crate) fn open(
    folder: &Path,
    known: &[Migration],
    copying: Copying,
    counters: &Arc<Counters>,
) -> Result<[Crew; 2], Error> {
    create(folder)?;
    let lock = lock(folder)?;
    let file = database_file(folder);
    let mut connection = open_writer(&file, true)?;
    migrate(&mut connection, folder, known)?;
    planner::tell(&mut connection)?;
    start(connection, &file, Some(lock), copying, counters)
}

/// Uses a database as it is, beside a server if one runs: nothing is created or migrated.
pub(crate) fn open_existing(folder: &Path, known: &[Migration], counters: &Arc<Counters>) -> Result<[Crew; 2], Error> {
    let file = database_file(folder);
    if !file.exists() {
        return Err(Error::File(format!("there is no database in {}", folder.display())));
    }
    let connection = open_writer(&file, false)?;
    migrate::require_current(&applied(&connection)?, known)?;
    start(connection, &file, None, Copying::Beside, counters)
}

fn start(
    mut connection: Connection,
    file: &Path,
    lock: Option<File>,
    copying: Copying,
    counters: &Arc<Counters>,
) -> Result<[Crew; 2], Error> {
    let readers = Crew::new();
    for number in 1..=readers::READERS {
        let (connection, counters) = (open_reader(file)?, Arc::clone(counters));
        readers.start(&format!("store-reader-{number}"), move |queue| readers::run(&connection, queue, &counters))?;
    }
    let writer = Crew::new();
    let log = Log::watch(&mut connection, file, copying, counters)?;
    let counters = Arc::clone(counters);
    writer.start("store-writer", move |queue| {
        writer::run(&connection, log, queue, &counters);
        drop(connection);
        // Only now may another server have the folder.
        drop(lock);
    })?;
    Ok([readers, writer])
}

/// What a database says was applied to it; nothing when it is empty.
pub(crate) fn applied(connection: &Connection) -> Result<Vec<Applied>, Error> {
    let known = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration')";
    if !connection.query_row(known, [], |row| row.get::<_, bool>(0)).map_err(failure)? {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare(APPLIED).map_err(failure)?;
    let rows = statement.query_map([], |row| Ok(Applied { version: row.get(0)?, checksum: row.get(1)? }));
    rows.map_err(failure)?.collect::<Result<_, _>>().map_err(failure)
}

/// Applies what is missing, all of it or nothing, with a copy of the database as it was beside it.
fn migrate(connection: &mut Connection, folder: &Path, known: &[Migration]) -> Result<(), Error> {
    let applied = applied(connection)?;
    let pending = migrate::pending(&applied, known)?;
    if pending.is_empty() {
        return Ok(());
    }
    if let Some(last) = applied.last() {
        let copy = free_name(folder, last.version);
        backup::copy_database(connection, &copy)?;
        tracing::info!(copy = %copy.display(), "copied the database before changing its schema");
    }
    // A step may rebuild a table that others refer to; all references are checked before the commit.
    connection.pragma_update(None, "foreign_keys", false).map_err(failure)?;
    let done = apply(connection, pending);
    connection.pragma_update(None, "foreign_keys", true).map_err(failure)?;
    done
}

fn apply(connection: &mut Connection, pending: &[Migration]) -> Result<(), Error> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failure)?;
    transaction.execute_batch(TABLE).map_err(failure)?;
    for step in pending {
        let failed = |error| Error::Migration(format!("{} \"{}\": {}", step.version, step.name, failure(error)));
        transaction.execute_batch(&step.sql_for(Only::Sqlite)).map_err(failed)?;
        let row = (step.version, step.name, step.checksum(), migrate::now_us());
        transaction.execute(&sqlite_placeholders(RECORD), row).map_err(failed)?;
        tracing::info!(version = step.version, name = step.name, "applied to the schema");
    }
    let broken: Option<String> = rusqlite::OptionalExtension::optional(transaction.query_row(
        "SELECT \"table\" FROM pragma_foreign_key_check",
        [],
        |row| row.get(0),
    ))
    .map_err(failure)?;
    if let Some(table) = broken {
        return Err(Error::Migration(format!("it would break references of table {table}")));
    }
    transaction.commit().map_err(failure)
}

/// `comptoir.v1.db`, or `comptoir.v1.2.db` when that is there from an earlier attempt.
fn free_name(folder: &Path, version: u32) -> PathBuf {
    let names = (1..).map(|n| match n {
        1 => folder.join(format!("comptoir.v{version}.db")),
        n => folder.join(format!("comptoir.v{version}.{n}.db")),
    });
    names.into_iter().find(|path| !path.exists()).unwrap_or_else(|| database_file(folder).with_extension("copy"))
}
