//! The server's files: how its log comes into the database, and what a process that ends leaves of both.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::rng::Rng;
use crate::stage::{files, folder};

/// What the database is written in, in bytes.
const PAGE: usize = 2048;
/// What a log begins with, and what each page takes in it, in bytes: <https://sqlite.org/fileformat2.html#walformat>.
const LOG_HEADER: usize = 32;
const FRAME: usize = 24 + PAGE;

/// What a process is at when it ends.
#[derive(Debug)]
pub enum Ending {
    Idle,
    /// Writing the last commit to the log, behind what it held or, when that was copied, over it: a part of it is there.
    Writing {
        log_before: Vec<u8>,
    },
    /// Copying the log into the database: some of the pages are there. The log is whole, since it is made safe before.
    Copying,
}

/// The log as it is.
pub fn log(data: &Path) -> Vec<u8> {
    fs::read(&files(data)[1]).unwrap_or_default()
}

/// Copies the log into the database, as the server's thread for it does; the next commit then starts the log over.
pub fn copy_log(data: &Path) {
    let [file, _] = files(data);
    let connection = Connection::open(file).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())).unwrap();
}

/// The files as a process leaves them that ends now. Nothing else may write to them meanwhile: a process ends at one moment.
pub fn left(data: &Path, ending: &Ending, rng: &mut Rng) -> TempDir {
    let copy = folder();
    let [file, log] = files(copy.path());
    for (from, to) in files(data).iter().zip([&file, &log]) {
        if from.exists() {
            fs::copy(from, to).unwrap();
        }
    }
    match ending {
        Ending::Idle => {}
        Ending::Writing { log_before } => {
            let mut torn = fs::read(&log).unwrap_or_default();
            let same = torn.iter().zip(log_before).take_while(|(after, before)| after == before).count();
            if same < torn.len() {
                // From where the frame begins: how much of its random salt is as before must not matter.
                let from = same - same.checked_sub(LOG_HEADER).map_or(same, |beyond| beyond % FRAME);
                let written = from + rng.below(torn.len() - from);
                torn.resize(log_before.len().max(written), 0);
                if let Some(old) = log_before.get(written..) {
                    torn[written..].copy_from_slice(old);
                }
                fs::write(&log, torn).unwrap();
            }
        }
        Ending::Copying => {
            copy_log(data);
            let copied = fs::read(&files(data)[0]).unwrap();
            let mut pages = fs::read(&file).unwrap();
            pages.resize(copied.len(), 0);
            for (page, copied) in pages.chunks_mut(PAGE).zip(copied.chunks(PAGE)) {
                if page != copied && rng.chance(50) {
                    page.copy_from_slice(copied);
                }
            }
            fs::write(&file, pages).unwrap();
        }
    }
    copy
}
