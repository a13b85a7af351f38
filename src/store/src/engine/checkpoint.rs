//! Copying the write-ahead log into the database file. A thread of its own does it beside the writer, so that nobody who waits for a
//! stamp waits for it; only when the log grows long in spite of that does the writer pause and finish the copying itself, because a
//! log starts over only when all of it is copied.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use rusqlite::hooks::Wal;

use super::counters::Counters;
use super::sqlite::{failure, open_checkpointer};
use crate::error::Error;

/// New pages in the log (2 KiB each) after which the thread copies them.
const PAGES_BESIDE: i64 = 4_000;
/// Pages in the log after which the writer copies the rest itself: 128 MiB.
const PAGES_MAX: i64 = 64_000;

/// The log as the writer sees it.
pub(crate) struct Log {
    /// Pages in the log, told by SQLite after each commit.
    pages: Arc<AtomicI64>,
    /// How many there were when the thread was last asked to copy.
    asked_at: i64,
    wake: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Log {
    /// Starts the thread, and counts the pages that the writer's connection adds.
    pub fn watch(writer: &mut Connection, file: &Path, counters: &Arc<Counters>) -> Result<Self, Error> {
        let pages = Arc::new(AtomicI64::new(0));
        let counted = Arc::clone(&pages);
        let hook = move |_: &mut Wal, pages| {
            counted.store(i64::from(pages), Relaxed);
            Ok(())
        };
        writer.wal_hook(Some(hook)).map_err(failure)?;
        let connection = open_checkpointer(file)?;
        let (wake, asked) = sync_channel(1);
        let counters = Arc::clone(counters);
        let thread = std::thread::Builder::new()
            .name("store-checkpoint".into())
            .spawn(move || copy_when_asked(&connection, &asked, &counters))
            .map_err(|error| Error::Engine(format!("no thread: {error}")))?;
        Ok(Self { pages, asked_at: 0, wake, thread })
    }

    /// To be called between two groups.
    pub fn keep_short(&mut self, writer: &Connection, counters: &Counters) {
        let pages = self.pages.load(Relaxed);
        if pages < self.asked_at {
            self.asked_at = 0;
        }
        if pages - self.asked_at >= PAGES_BESIDE {
            self.asked_at = pages;
            if pages >= PAGES_MAX {
                checkpoint(writer, "PRAGMA wal_checkpoint(PASSIVE)", counters);
            } else {
                // When it is still copying it will be asked again after as many pages.
                let _ = self.wake.try_send(());
            }
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

fn copy_when_asked(connection: &Connection, asked: &Receiver<()>, counters: &Counters) {
    while asked.recv().is_ok() {
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
