//! The one thread that writes to SQLite. It commits whatever waits as one group: the disk is asked once to make all of it
//! durable, and only then is anybody answered.
//!
//! Nearly every job either succeeds or is refused before it wrote anything, so a group runs without savepoints, which would copy each page
//! once more. When a job does fail after it wrote, the group is undone and run again with a savepoint for each job: one that fails takes
//! nobody with it.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use rusqlite::Connection;

use super::checkpoint::Log;
use super::counters::Counters;
use super::job::{Job, Verdict};
use super::queue::Queue;
use super::sqlite::{Session, Trace};
use crate::error::Error;

/// Jobs in one commit, at most: bounds how long the first of them waits.
const GROUP_JOBS_MAX: usize = 128;

/// Works until the queue is closed and empty, then leaves a database whose log is empty.
pub(crate) fn run(connection: &Connection, mut log: Log, queue: &Queue, counters: &Arc<Counters>) {
    let mut session = Session::new(connection);
    let mut group = Vec::with_capacity(GROUP_JOBS_MAX);
    while let Some(first) = queue.pop() {
        group.push(first.job);
        let fate = run_group(&mut session, &mut group, queue, counters);
        if let Err(error) = &fate {
            tracing::error!(%error, jobs = group.len(), "a group of jobs was undone");
        }
        if session.take_without_trace() {
            log.ask_to_empty();
        }
        log.empty_if_asked(connection, counters);
        let jobs = group.len();
        for job in group.drain(..) {
            job.answer(fate.clone());
        }
        log.keep_short(connection, jobs, counters);
    }
    drop(session);
    log.close(connection, counters);
}

/// Runs the jobs in one transaction and commits it. On an error all of it is undone.
fn run_group(
    session: &mut Session<'_>,
    group: &mut Vec<Box<dyn Job>>,
    queue: &Queue,
    counters: &Counters,
) -> Result<(), Error> {
    let done = run_jobs(session, group, queue).and_then(|undone| session.control("COMMIT").map(|()| undone));
    counters.jobs.fetch_add(group.len() as u64, Relaxed);
    match done {
        Ok(undone) => {
            counters.jobs_undone.fetch_add(undone, Relaxed);
            counters.commit(group.len());
            Ok(())
        }
        Err(error) => {
            if session.in_transaction() {
                session.control("ROLLBACK")?;
            }
            Err(error)
        }
    }
}

/// Runs the jobs in a transaction that is left open. Says how many left nothing behind.
fn run_jobs(session: &mut Session<'_>, group: &mut Vec<Box<dyn Job>>, queue: &Queue) -> Result<u64, Error> {
    session.control("BEGIN IMMEDIATE")?;
    if let Some(undone) = run_each(session, group, queue, Apart::No)? {
        return Ok(undone);
    }
    session.control("ROLLBACK")?;
    session.control("BEGIN IMMEDIATE")?;
    Ok(run_each(session, group, queue, Apart::Savepoints)?.unwrap_or_default())
}

/// Whether a job can be undone by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    No,
    Savepoints,
}

/// Runs what is in the group, then what waits, until nothing does or the group is full. Says how many jobs left nothing behind; `None` when
/// one has to be undone that can't be by itself.
fn run_each(
    session: &mut Session<'_>,
    group: &mut Vec<Box<dyn Job>>,
    queue: &Queue,
    apart: Apart,
) -> Result<Option<u64>, Error> {
    let (mut ran, mut undone) = (0, 0);
    while let Some(job) = group.get_mut(ran) {
        if apart == Apart::Savepoints {
            session.control("SAVEPOINT job")?;
        }
        let (verdict, trace) = run_job(session, job.as_mut())?;
        if verdict == Verdict::Undo {
            undone += 1;
            match apart {
                Apart::No if trace.wrote => return Ok(None),
                Apart::No => {}
                Apart::Savepoints => session.control("ROLLBACK TO job")?,
            }
        }
        if apart == Apart::Savepoints {
            session.control("RELEASE job")?;
        }
        ran += 1;
        if ran == group.len() && ran < GROUP_JOBS_MAX {
            group.extend(queue.try_pop().map(|next| next.job));
        }
    }
    Ok(Some(undone))
}

/// Runs one job. An error here is the whole group's.
fn run_job(session: &mut Session<'_>, job: &mut dyn Job) -> Result<(Verdict, Trace), Error> {
    let verdict = job.run(session);
    let mut trace = session.take_trace();
    let failed = trace.failed.take();
    if !session.in_transaction() {
        // The disk is full or failing: SQLite undid everything by itself.
        return Err(failed.unwrap_or_else(|| Error::Engine("the transaction was lost".into())));
    }
    let Some(error) = failed else { return Ok((verdict, trace)) };
    job.overrule_success(error);
    trace.wrote = true;
    Ok((Verdict::Undo, trace))
}
