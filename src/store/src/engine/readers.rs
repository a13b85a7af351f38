//! The threads that read from SQLite, each with a connection of its own that cannot write. A job sees one snapshot.

use rusqlite::Connection;

use super::counters::Counters;
use super::job::Job;
use super::queue::Queue;
use super::sqlite::Session;
use crate::error::Error;

/// Threads that read. More than there are cores, since a reader may wait for the disk.
pub(crate) const READERS: usize = 3;

/// Works until the queue is closed and empty.
pub(crate) fn run(connection: &Connection, queue: &Queue, counters: &Counters) {
    let mut session = Session::new(connection);
    while let Some(mut work) = queue.pop() {
        Counters::one(&counters.reads);
        let fate = read(&mut session, work.job.as_mut());
        work.job.answer(fate);
    }
}

fn read(session: &mut Session<'_>, job: &mut dyn Job) -> Result<(), Error> {
    session.control("BEGIN DEFERRED")?;
    job.run(session);
    if let Some(error) = session.take_trace().failed {
        job.overrule_success(error);
    }
    if session.in_transaction() { session.control("COMMIT") } else { Ok(()) }
}
