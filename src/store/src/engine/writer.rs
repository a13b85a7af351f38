//! The one thread that writes to SQLite. It commits whatever waits as one group: the disk is asked once to make all of it
//! durable, and only then is anybody answered. Each job has a savepoint, so one that fails takes nobody with it.

use std::sync::Arc;

use rusqlite::Connection;

use super::checkpoint::Log;
use super::counters::Counters;
use super::job::{Job, Verdict};
use super::queue::Queue;
use super::sqlite::Session;
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
        for job in group.drain(..) {
            job.answer(fate.clone());
        }
        log.keep_short(connection, counters);
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
    let done = run_jobs(session, group, queue, counters).and_then(|()| session.control("COMMIT"));
    match done {
        Ok(()) => counters.commit(group.len()),
        Err(_) if session.in_transaction() => session.control("ROLLBACK")?,
        Err(_) => {}
    }
    done
}

/// Runs what is in the group, then what waits, until nothing does or the group is full.
fn run_jobs(
    session: &mut Session<'_>,
    group: &mut Vec<Box<dyn Job>>,
    queue: &Queue,
    counters: &Counters,
) -> Result<(), Error> {
    session.control("BEGIN IMMEDIATE")?;
    while let Some(job) = group.last_mut() {
        run_job(session, job.as_mut(), counters)?;
        if group.len() == GROUP_JOBS_MAX {
            break;
        }
        match queue.try_pop() {
            Some(next) => group.push(next.job),
            None => break,
        }
    }
    Ok(())
}

/// Runs one job within its savepoint. An error here is the whole group's.
fn run_job(session: &mut Session<'_>, job: &mut dyn Job, counters: &Counters) -> Result<(), Error> {
    Counters::one(&counters.jobs);
    session.control("SAVEPOINT job")?;
    let verdict = job.run(session);
    let failed = session.take_failure();
    if !session.in_transaction() {
        // The disk is full or failing: SQLite undid everything by itself.
        return Err(failed.unwrap_or_else(|| Error::Engine("the transaction was lost".into())));
    }
    if verdict == Verdict::Undo || failed.is_some() {
        Counters::one(&counters.jobs_undone);
        session.control("ROLLBACK TO job")?;
    }
    if let Some(error) = failed {
        job.overrule_success(error);
    }
    session.control("RELEASE job")
}
