//! Copying the write-ahead log into the database file. A thread of its own does it beside the writer, so that nobody who waits for a
//! stamp waits for it; only when the log grows long in spite of that does the writer pause and finish the copying itself, because a
//! log starts over only when all of it is copied.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::hooks::Wal;

use super::counters::Counters;
use super::sqlite::{BUSY_TIMEOUT, failure, open_checkpointer};
use crate::error::Error;

/// New pages in the log (2 KiB each) for each job of the last group, after which the thread copies them. While the disk takes what was copied,
/// a commit waits: with few jobs in a group nothing is won by copying late, so it is done little and often; with many, a page that changes
/// again and again is copied once for all of them.
const PAGES_A_JOB: i64 = 16;
/// The same, at least: a dozen visits that came one by one.
const PAGES_LEAST: i64 = 150;
/// The same, at most, which bounds how long a commit waits; and what is copied at once by the writer itself.
const PAGES_MOST: i64 = 1_000;
/// Pages in the log after which the writer copies the rest itself: 128 MiB.
const PAGES_MAX: i64 = 64_000;

/// How long the writer waits for readers to leave a log that has to be emptied. Whoever is at a counter waits meanwhile.
const EMPTY_WAIT: Duration = Duration::from_millis(500);

/// Who copies the log into the file while the store is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copying {
    /// The thread, when there is enough to copy.
    Beside,
    /// Whoever opened the store: a simulation, in which everything happens at its moment, and a copy of the files is one of one moment.
    #[cfg(feature = "testing")]
    LeftToCaller,
}

/// The log as the writer sees it.
pub(crate) struct Log {
    copying: Copying,
    /// Pages in the log, told by SQLite after each commit.
    pages: Arc<AtomicI64>,
    /// How many there were when the thread was last asked to copy.
    asked_at: i64,
    /// The log has something that nobody may read any more.
    to_empty: bool,
    /// Whoever copies. SQLite refuses a second one at once, and does not wait for the first.
    turn: Arc<Mutex<()>>,
    wake: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Log {
    /// Starts the thread, and counts the pages that the writer's connection adds.
    pub fn watch(
        writer: &mut Connection,
        file: &Path,
        copying: Copying,
        counters: &Arc<Counters>,
    ) -> Result<Self, Error> {
        let pages = Arc::new(AtomicI64::new(0));
        let counted = Arc::clone(&pages);
        let hook = move |_: &mut Wal, pages| {
            counted.store(i64::from(pages), Relaxed);
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(failure)?;
        let connection = open_checkpointer(file)?;
        let (wake, asked) = sync_channel(1);
        let (counters, turn) = (Arc::clone(counters), Arc::new(Mutex::new(())));
        let turns = Arc::clone(&turn);
        let thread = std::thread::Builder::new()
            .name("store-checkpoint".into())
            .spawn(move || copy_when_asked(&connection, &asked, &turns, &counters))
            .map_err(|error| Error::Engine(format!("no thread: {error}")))?;
        Ok(Self { copying, pages, asked_at: 0, to_empty: false, turn, wake, thread })
    }

    /// To be called between two groups, with how many jobs the last one had.
    pub fn keep_short(&mut self, writer: &Connection, jobs: usize, counters: &Counters) {
        if self.copying != Copying::Beside {
            return;
        }
        let pages = self.pages.load(Relaxed);
        if pages < self.asked_at {
            self.asked_at = 0;
        }
        let too_long = pages >= PAGES_MAX;
        // A group is bounded, far below what an i64 holds.
        let beside = (jobs as i64 * PAGES_A_JOB).clamp(PAGES_LEAST, PAGES_MOST);
        if pages - self.asked_at >= if too_long { PAGES_MOST } else { beside } {
            self.asked_at = pages;
            if too_long {
                checkpoint(writer, "PRAGMA wal_checkpoint(PASSIVE)", counters);
            } else {
                // When it is still copying it will be asked again after as many pages.
                let _ = self.wake.try_send(());
            }
        }
    }

    /// The log has to be emptied: as soon as nobody reads in it.
    pub fn ask_to_empty(&mut self) {
        self.to_empty = true;
    }

    /// Empties the log if that was asked for. While somebody reads in it that can't be done; then it is tried again after the next group.
    pub fn empty_if_asked(&mut self, writer: &Connection, counters: &Counters) {
        if !self.to_empty {
            return;
        }
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let emptied = writer.busy_timeout(EMPTY_WAIT).and_then(|()| {
            writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).map(|busy| busy == 0)
        });
        drop(turn);
        if let Err(error) = writer.busy_timeout(BUSY_TIMEOUT) {
            tracing::warn!(error = %failure(error), "the writer waits for others as briefly as for a log to be emptied");
        }
        match emptied {
            Ok(true) => {
                Counters::one(&counters.checkpoints);
                self.to_empty = false;
                self.asked_at = 0;
            }
            Ok(false) => tracing::info!("the log is emptied later: somebody reads in it"),
            Err(error) => tracing::warn!(error = %failure(error), "the log could not be emptied"),
        }
    }

    /// Ends the thread and empties the log.
    pub fn close(self, writer: &Connection, counters: &Counters) {
        drop(self.wake);
        if self.thread.join().is_err() {
            tracing::error!("the checkpoint thread panicked");
        }
        checkpoint(writer, "PRAGMA wal_checkpoint(TRUNCATE)", counters);
    }
}

fn copy_when_asked(connection: &Connection, asked: &Receiver<()>, turn: &Mutex<()>, counters: &Counters) {
    while asked.recv().is_ok() {
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        checkpoint(connection, "PRAGMA wal_checkpoint(PASSIVE)", counters);
    }
}

/// A checkpoint that fails loses nothing: the log keeps what it has, and the next one copies it.
fn checkpoint(connection: &Connection, pragma: &str, counters: &Counters) {
    match connection.query_row(pragma, [], |_| Ok(())) {
        Ok(()) => Counters::one(&counters.checkpoints),
        Err(error) => tracing::warn!(error = %failure(error), "the log could not be copied into the database file"),
    }
}
