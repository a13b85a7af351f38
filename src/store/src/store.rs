//! The store: where the ledger lives, and the one way in. Callers hand in jobs, closures over [`Tx`], and get their answers when what they
//! wrote is on the disk.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::engine::checkpoint::Copying;
use crate::engine::counters::{Counters, Stats};
use crate::engine::job::{Mode, wrap};
use crate::engine::threads::Crew;
use crate::engine::{folder, postgres};
use crate::error::Error;
use crate::migrate::{MIGRATIONS, Migration};
use crate::tx::Tx;

/// Where a ledger lives.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A data folder with `comptoir.db` in it; created when it is not there.
    Sqlite(PathBuf),
    /// `postgres://user:password@host:port/database`, with `?sslmode=require|disable` and `?sslrootcert=FILE` when wanted. Without
    /// `sslmode`, connections to other machines are encrypted and checked, connections to this one are not.
    Postgres(String),
}

impl fmt::Debug for Location {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(folder) => write!(f, "SQLite in {}", folder.display()),
            Self::Postgres(_) => write!(f, "PostgreSQL"),
        }
    }
}

/// A handle to the open store; clones are the same store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    location: Location,
    counters: Arc<Counters>,
    engine: Engine,
}

enum Engine {
    Sqlite { readers: Crew, writer: Crew },
    Postgres { pool: Crew },
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Store").field(&self.inner.location).finish()
    }
}

impl Store {
    /// Opens a store, creating it when there is none and bringing its schema up to date. On SQLite a copy of the database is made
    /// before its schema changes, and no second server can open the same folder. May block for seconds.
    ///
    /// # Errors
    /// [`Error::InUse`], [`Error::Migration`], [`Error::Unavailable`], or what the files or the database refuse.
    pub fn open(location: &Location) -> Result<Self, Error> {
        Self::open_with(location, MIGRATIONS)
    }

    /// As [`Store::open`], with a schema of the caller's: for tests of the engines themselves.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_with(location: &Location, schema: &[Migration]) -> Result<Self, Error> {
        Self::open_copying(location, schema, Copying::Beside)
    }

    /// As [`Store::open`], but what SQLite wrote stays in its log until the caller has it copied, by a connection of its own: for tests that
    /// copy the files as a process that ends would leave them, which they can only while nothing else writes to them.
    ///
    /// # Errors
    /// As [`Store::open`].
    #[cfg(feature = "testing")]
    pub fn open_leaving_the_log(location: &Location) -> Result<Self, Error> {
        Self::open_copying(location, MIGRATIONS, Copying::LeftToCaller)
    }

    fn open_copying(location: &Location, schema: &[Migration], copying: Copying) -> Result<Self, Error> {
        let counters = Arc::<Counters>::default();
        let engine = match location {
            Location::Sqlite(data) => Engine::sqlite(folder::open(data, schema, copying, &counters)?),
            Location::Postgres(url) => Engine::Postgres { pool: postgres::open(url, schema, &counters, true)? },
        };
        Ok(Self { inner: Arc::new(Inner { location: location.clone(), counters, engine }) })
    }

    /// Opens a store that is there and up to date, for a command beside a server that may be running: nothing is created, migrated
    /// or locked. Writing works; what a server keeps in memory does not hear of it.
    ///
    /// # Errors
    /// [`Error::File`] when there is no database, [`Error::Migration`] when its schema is older or newer than this program's.
    pub fn open_existing(location: &Location) -> Result<Self, Error> {
        let counters = Arc::<Counters>::default();
        let engine = match location {
            Location::Sqlite(data) => Engine::sqlite(folder::open_existing(data, MIGRATIONS, &counters)?),
            Location::Postgres(url) => Engine::Postgres { pool: postgres::open(url, MIGRATIONS, &counters, false)? },
        };
        Ok(Self { inner: Arc::new(Inner { location: location.clone(), counters, engine }) })
    }

    /// Runs a job that may write, and answers when it is durable. What it wrote is undone when it returns an error, when it panics,
    /// or after a failed statement. On PostgreSQL it may run several times, each time on a fresh transaction, and once more after a
    /// commit of unknown outcome: it must find out by the operation's id that it was done already.
    ///
    /// # Errors
    /// The job's own; [`Error::Busy`] at once when too many wait; [`Error`]s of the engine.
    pub async fn write<T, E>(&self, job: impl FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.submit(Mode::Write, job)?.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// Runs a job that reads one snapshot; it cannot write. It sees all that was answered before it was asked for.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn read<T, E>(&self, job: impl FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.submit(Mode::Read, job)?.await.unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Store::write`] for code that is not async. Panics when called on a thread that runs async code.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_blocking<T, E>(&self, job: impl FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.submit(Mode::Write, job)?.blocking_recv().unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    /// [`Store::read`] for code that is not async. Panics when called on a thread that runs async code.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_blocking<T, E>(&self, job: impl FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.submit(Mode::Read, job)?.blocking_recv().unwrap_or_else(|_| Err(Error::Closed.into()))
    }

    fn submit<T, E>(
        &self,
        mode: Mode,
        job: impl FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
    ) -> Result<tokio::sync::oneshot::Receiver<Result<T, E>>, Error>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (work, answer) = wrap(mode, job);
        let queue = match (&self.inner.engine, mode) {
            (Engine::Sqlite { readers, .. }, Mode::Read) => &readers.queue,
            (Engine::Sqlite { writer, .. }, Mode::Write) => &writer.queue,
            (Engine::Postgres { pool }, _) => &pool.queue,
        };
        queue.push(work).inspect_err(|error| {
            if *error == Error::Busy {
                Counters::one(&self.inner.counters.busy);
            }
        })?;
        Ok(answer)
    }

    /// Takes no more jobs, finishes those that wait, and leaves the database tidy: on SQLite with an empty log and the folder free.
    pub fn close_blocking(&self) {
        match &self.inner.engine {
            Engine::Sqlite { readers, writer } => {
                readers.close();
                writer.close();
            }
            Engine::Postgres { pool } => pool.close(),
        }
    }

    /// [`Store::close_blocking`] without blocking.
    pub async fn close(&self) {
        let (done, closed) = tokio::sync::oneshot::channel();
        let store = self.clone();
        let closing = std::thread::Builder::new().name("store-close".into()).spawn(move || {
            store.close_blocking();
            let _ = done.send(());
        });
        match closing {
            Ok(_) => drop(closed.await),
            Err(_) => self.close_blocking(),
        }
    }

    /// What the store counts about itself, for `/metrics`.
    pub fn stats(&self) -> Stats {
        let (write, read) = match &self.inner.engine {
            Engine::Sqlite { readers, writer } => (writer.queue.len(), readers.queue.len()),
            Engine::Postgres { pool } => (pool.queue.len(), pool.queue.len()),
        };
        self.inner.counters.stats(write, read)
    }

    /// Where this store lives.
    pub fn location(&self) -> &Location {
        &self.inner.location
    }
}

impl Engine {
    fn sqlite([readers, writer]: [Crew; 2]) -> Self {
        Self::Sqlite { readers, writer }
    }
}
