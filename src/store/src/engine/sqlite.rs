//! SQLite: how a connection is opened, and the transaction that jobs see on one.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Statement, ToSql, ffi};

use super::dialect::sqlite_placeholders;
use super::statements::{Key, Statements};
use crate::error::Error;
use crate::tx::{Row, Tx, Value};

/// Older ones can corrupt a database when a checkpoint and a WAL reset race.
const VERSION_MIN: i32 = 3_051_003;
/// How long a connection waits for another process that writes (a command line tool beside the server).
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// A visit changes a few rows on each of a dozen pages, and all of each page is written to the log: half of SQLite's usual 4 KiB made visits a
/// third faster. A quarter was a little faster still, but rows with long texts would spill over.
const PAGE_BYTES: i64 = 2048;
/// Page cache of the writer, in KiB. It grows only as far as the data does.
const WRITER_CACHE_KIB: i64 = 64 * 1024;
/// Page cache of each reader, in KiB: small, since every commit of the writer empties it.
const READER_CACHE_KIB: i64 = 4 * 1024;
/// Readers see the database file through the page cache of the system.
const READER_MMAP_BYTES: i64 = 256 * 1024 * 1024;
/// What a checkpoint leaves of the log file, at most.
const WAL_BYTES_KEPT: i64 = 64 * 1024 * 1024;

/// Opens the connection that writes, and turns the log on if it is not yet.
pub(crate) fn open_writer(file: &Path, create: bool) -> Result<Connection, Error> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, create);
    let connection = open(file, flags, WRITER_CACHE_KIB)?;
    // Only a database that is still empty takes it; an older one keeps its own.
    connection.execute_batch(&format!("PRAGMA page_size = {PAGE_BYTES};")).map_err(failure)?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(failure)?;
    if mode != "wal" {
        return Err(Error::Engine(format!("the write-ahead log cannot be used here, only \"{mode}\"")));
    }
    // FULL: a commit is on the disk before anybody is told. Checkpoints are `checkpoint.rs`'s. What is deleted is overwritten: a person who asked to be
    // forgotten is not to be found in the free space of the file.
    let pragmas = format!(
        "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = {WAL_BYTES_KEPT};"
    );
    connection.execute_batch(&pragmas).map_err(failure)?;
    Ok(connection)
}

/// Opens a connection that cannot write.
pub(crate) fn open_reader(file: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(file, flags, READER_CACHE_KIB)?;
    let pragmas = format!("PRAGMA query_only = ON; PRAGMA mmap_size = {READER_MMAP_BYTES};");
    connection.execute_batch(&pragmas).map_err(failure)?;
    Ok(connection)
}

/// Opens the connection that copies the log into the file; as careful with the disk as the writer.
pub(crate) fn open_checkpointer(file: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(file, flags, READER_CACHE_KIB)?;
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;").map_err(failure)?;
    Ok(connection)
}

fn open(file: &Path, flags: OpenFlags, cache_kib: i64) -> Result<Connection, Error> {
    if rusqlite::version_number() < VERSION_MIN {
        return Err(Error::Engine(format!("SQLite {} is too old, 3.51.3 is needed", rusqlite::version())));
    }
    let connection = Connection::open_with_flags(file, flags).map_err(failure)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(failure)?;
    // What a savepoint needs to go back is kept in memory and not in temporary files.
    let pragmas = format!(
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{cache_kib};"
    );
    connection.execute_batch(&pragmas).map_err(failure)?;
    Ok(connection)
}

/// What a job left behind in its session.
pub(crate) struct Trace {
    /// Its first statement that failed.
    pub failed: Option<Error>,
    /// It executed a statement that writes.
    pub wrote: bool,
}

/// A connection with its prepared statements. It is the [`Tx`] of the jobs that run on it.
pub(crate) struct Session<'c> {
    connection: &'c Connection,
    statements: Statements<Statement<'c>>,
    /// The first failure in the job that runs; nothing more is executed for it.
    failed: Option<Error>,
    /// The job that runs has executed a statement that writes.
    wrote: bool,
    /// A job of the group deleted what nobody may read any more.
    without_trace: bool,
}

impl<'c> Session<'c> {
    pub fn new(connection: &'c Connection) -> Self {
        Self { connection, statements: Statements::default(), failed: None, wrote: false, without_trace: false }
    }

    /// Executes a statement of the engine itself, such as `BEGIN`.
    pub fn control(&mut self, sql: &'static str) -> Result<(), Error> {
        self.prepared(sql)?.raw_execute().map(drop).map_err(failure)
    }

    /// Whether a transaction is open; SQLite ends one by itself when the disk is full, for example.
    pub fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// What the job that just ran left behind, and a clean slate for the next.
    pub fn take_trace(&mut self) -> Trace {
        Trace { failed: self.failed.take(), wrote: std::mem::take(&mut self.wrote) }
    }

    /// Whether a job since the last time asked for [`Tx::leave_no_trace`].
    pub fn take_without_trace(&mut self) -> bool {
        std::mem::take(&mut self.without_trace)
    }

    fn prepared(&mut self, sql: &'static str) -> Result<&mut Statement<'c>, Error> {
        let entry = self.statements.entry(Key::of(sql));
        match entry {
            std::collections::hash_map::Entry::Occupied(found) => Ok(found.into_mut()),
            std::collections::hash_map::Entry::Vacant(free) => {
                let statement = self.connection.prepare(&sqlite_placeholders(sql)).map_err(failure)?;
                Ok(free.insert(statement))
            }
        }
    }

    fn bound(&mut self, sql: &'static str, params: &[Value]) -> Result<&mut Statement<'c>, Error> {
        let statement = self.prepared(sql)?;
        if statement.parameter_count() != params.len() {
            let (wants, gets) = (statement.parameter_count(), params.len());
            return Err(Error::Engine(format!("a statement wants {wants} values and gets {gets}: {sql}")));
        }
        for (index, value) in params.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, value).map_err(failure)?;
        }
        Ok(statement)
    }

    fn rows(&mut self, sql: &'static str, params: &[Value], wanted: usize) -> Result<Vec<Row>, Error> {
        let statement = self.bound(sql, params)?;
        let (columns, writes) = (statement.column_count(), !statement.readonly());
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while found.len() < wanted {
            let Some(row) = rows.next().map_err(failure)? else { break };
            let mut values = Vec::with_capacity(columns);
            for index in 0..columns {
                values.push(value(row.get_ref(index).map_err(failure)?, index)?);
            }
            found.push(Row::new(values));
        }
        // References are checked when a statement is at its end, so one that writes is brought there.
        while writes && rows.next().map_err(failure)?.is_some() {}
        drop(rows);
        self.wrote |= writes;
        Ok(found)
    }

    /// Runs one statement of a job, unless one failed before; remembers the failure.
    fn guarded<T>(&mut self, run: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        run(self).inspect_err(|error| self.failed = Some(error.clone()))
    }
}

impl Tx for Session<'_> {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Error> {
        self.guarded(|session| {
            session.wrote = true;
            let changed = session.bound(sql, params)?.raw_execute().map_err(failure)?;
            Ok(changed as u64)
        })
    }

    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Error> {
        self.guarded(|session| session.rows(sql, params, usize::MAX))
    }

    fn query_one(&mut self, sql: &'static str, params: &[Value]) -> Result<Option<Row>, Error> {
        self.guarded(|session| Ok(session.rows(sql, params, 1)?.pop()))
    }

    fn prepare(&mut self, sql: &'static str) -> Result<(), Error> {
        self.guarded(|session| session.prepared(sql).map(drop))
    }

    fn leave_no_trace(&mut self) {
        self.without_trace = true;
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(int) => ValueRef::Integer(*int),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value(value: ValueRef<'_>, index: usize) -> Result<Value, Error> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        ValueRef::Text(text) => match std::str::from_utf8(text) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => return Err(Error::Corrupt(format!("column {index} holds text that is not UTF-8"))),
        },
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        ValueRef::Real(_) => {
            return Err(Error::Column { index, wanted: "an integer, text or bytes", found: "a fraction" });
        }
    })
}

/// SQLite's own words; its texts name tables and columns, never values.
pub(crate) fn failure(error: rusqlite::Error) -> Error {
    match error {
        rusqlite::Error::SqliteFailure(code, text) => {
            let text = text.unwrap_or_else(|| code.to_string());
            let about = text.split_once(": ").map_or(text.as_str(), |(_, about)| about).to_owned();
            match code.extended_code {
                ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
                    Error::UniqueViolation(about)
                }
                ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Error::ForeignKeyViolation(about),
                ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_NOTNULL | ffi::SQLITE_CONSTRAINT_DATATYPE => {
                    Error::CheckViolation(about)
                }
                ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => Error::Corrupt(text),
                _ => Error::Engine(text),
            }
        }
        other => Error::Engine(other.to_string()),
    }
}
