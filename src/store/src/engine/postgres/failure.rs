//! What PostgreSQL's errors mean for a job: to be told, to be tried again, or the connection is gone.

use postgres::error::{DbError, SqlState};

use crate::error::Error;

/// What to do about a failed transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Tell the job, or its caller.
    Tell(Error),
    /// Another transaction was in the way: run it again.
    Conflict(Error),
    /// A key is there already. If another transaction just wrote it, running again lets the job see it.
    Unique(Error),
    /// The connection is gone, and with it the transaction; a commit on its way may or may not have been done.
    Lost(Error),
}

impl Fault {
    pub fn error(self) -> Error {
        match self {
            Self::Tell(error) | Self::Conflict(error) | Self::Unique(error) | Self::Lost(error) => error,
        }
    }
}

/// Sorts an error of the driver.
pub(crate) fn fault(error: &postgres::Error) -> Fault {
    let told = failure(error);
    let Some(code) = error.code() else {
        // Not the server's: either the connection broke, or a value could not be sent or read.
        let broken = error.is_closed() || source_is_io(error);
        return if broken { Fault::Lost(Error::Unavailable(error.to_string())) } else { Fault::Tell(told) };
    };
    match *code {
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => Fault::Conflict(told),
        SqlState::UNIQUE_VIOLATION => Fault::Unique(told),
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => Fault::Lost(told),
        _ if code.code().starts_with("08") => Fault::Lost(told),
        // CockroachDB: the result of a commit is not known.
        _ if code.code() == "40003" => Fault::Lost(told),
        _ => Fault::Tell(told),
    }
}

fn source_is_io(error: &postgres::Error) -> bool {
    std::error::Error::source(error).is_some_and(|cause| cause.is::<std::io::Error>())
}

/// The server's words where they cannot quote a value, and else only its code and the names involved.
pub(crate) fn failure(error: &postgres::Error) -> Error {
    let Some(db) = error.as_db_error() else {
        // The driver's own texts name positions and types; the cause is ours or the system's.
        let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
        return Error::Engine(format!("{error}{cause}"));
    };
    let code = db.code();
    match *code {
        SqlState::UNIQUE_VIOLATION => Error::UniqueViolation(about(db)),
        SqlState::FOREIGN_KEY_VIOLATION => Error::ForeignKeyViolation(about(db)),
        SqlState::CHECK_VIOLATION | SqlState::NOT_NULL_VIOLATION => Error::CheckViolation(about(db)),
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            Error::Unavailable(db.message().to_owned())
        }
        _ if code.code().starts_with("22") => Error::CheckViolation(format!("SQLSTATE {}", code.code())),
        _ => Error::Engine(format!("{} (SQLSTATE {})", db.message(), code.code())),
    }
}

/// The constraint, or the table and column.
fn about(db: &DbError) -> String {
    let names = [db.constraint(), db.table(), db.column()];
    match names {
        [Some(constraint), ..] => constraint.to_owned(),
        [None, table, column] => [table, column].into_iter().flatten().collect::<Vec<_>>().join("."),
    }
}
