//! PostgreSQL, or a distributed engine that speaks its protocol: a pool of threads, each with a connection of its own. Every job is a
//! serializable transaction; one that met another is run again, and so is one whose connection was lost, even during the commit.

mod connect;
mod failure;
mod schema;
mod session;
mod values;

use std::sync::Arc;
use std::time::{Duration, Instant};

use self::connect::Target;
use self::failure::Fault;
use self::session::Session;
use super::counters::Counters;
use super::job::{Mode, Verdict, Work};
use super::queue::Queue;
use super::threads::Crew;
use crate::error::Error;
use crate::migrate::Migration;

/// Connections, each with a thread. A transaction mostly waits for the server, so there are more than cores.
const CONNECTIONS: usize = 8;
/// How long a job is tried again before its caller is told.
const RETRY_FOR: Duration = Duration::from_secs(10);
/// Longest pause between two tries of a job that met another transaction.
const CONFLICT_PAUSE_MAX: Duration = Duration::from_millis(64);
/// Longest pause between two attempts to connect.
const CONNECT_PAUSE_MAX: Duration = Duration::from_secs(1);

/// Connects, brings the schema up to date or checks that it is, and starts the pool.
pub(crate) fn open(url: &str, known: &[Migration], counters: &Arc<Counters>, migrate: bool) -> Result<Crew, Error> {
    let target = Target::parse(url)?;
    let mut session = connect(&target, Instant::now() + RETRY_FOR)?;
    if migrate {
        schema::migrate(session.client(), known)?;
    } else {
        schema::require_current(session.client(), known)?;
    }
    let pool = Crew::new();
    let mut first = Some(session);
    for number in 1..=CONNECTIONS {
        let counters = Arc::clone(counters);
        let mut worker = Worker { target: target.clone(), session: first.take(), was_connected: false, counters };
        pool.start(&format!("store-pg-{number}"), move |queue| worker.run(queue))?;
    }
    Ok(pool)
}

/// Connects, trying again while the server may only be starting.
fn connect(target: &Target, give_up: Instant) -> Result<Session, Error> {
    let mut pause = Pause::new(CONNECT_PAUSE_MAX);
    loop {
        match target.connect() {
            Ok(client) => return Ok(Session::new(client)),
            Err(Error::Unavailable(_)) if Instant::now() < give_up => pause.wait(),
            Err(error) => return Err(error),
        }
    }
}

/// One thread of the pool.
struct Worker {
    target: Target,
    session: Option<Session>,
    was_connected: bool,
    counters: Arc<Counters>,
}

impl Worker {
    /// Works until the queue is closed and empty.
    fn run(&mut self, queue: &Queue) {
        while let Some(mut work) = queue.pop() {
            let fate = self.serve(&mut work);
            work.job.answer(fate);
        }
    }

    /// Runs a job until it has an answer, or there is no more time for it.
    fn serve(&mut self, work: &mut Work) -> Result<(), Error> {
        let give_up = Instant::now() + RETRY_FOR;
        let mut pause = Pause::new(CONFLICT_PAUSE_MAX);
        let mut unique_tried = false;
        loop {
            let fault = match self.session(give_up)?.transact(work.mode, work.job.as_mut()) {
                Ok(verdict) => {
                    self.count(work.mode, verdict);
                    return Ok(());
                }
                Err(fault) => fault,
            };
            let again = match &fault {
                Fault::Tell(_) => false,
                Fault::Unique(_) => !std::mem::replace(&mut unique_tried, true),
                Fault::Conflict(_) | Fault::Lost(_) => Instant::now() < give_up,
            };
            if matches!(fault, Fault::Lost(_)) {
                self.session = None;
            }
            if !again {
                self.count(work.mode, Verdict::Undo);
                // A job that returned the failure as its own error keeps its words; one that ignored it is told.
                work.job.overrule_success(fault.error());
                return Ok(());
            }
            Counters::one(&self.counters.retries);
            if !matches!(fault, Fault::Unique(_)) {
                pause.wait();
            }
        }
    }

    /// The connection, made anew when it was lost.
    fn session(&mut self, give_up: Instant) -> Result<&mut Session, Error> {
        let session = match self.session.take().filter(Session::is_usable) {
            Some(session) => session,
            None => {
                let session = connect(&self.target, give_up)?;
                if self.was_connected {
                    Counters::one(&self.counters.reconnects);
                    tracing::info!("connected to PostgreSQL again");
                }
                session
            }
        };
        self.was_connected = true;
        Ok(self.session.insert(session))
    }

    fn count(&self, mode: Mode, verdict: Verdict) {
        match mode {
            Mode::Read => Counters::one(&self.counters.reads),
            Mode::Write => {
                Counters::one(&self.counters.jobs);
                match verdict {
                    Verdict::Keep => self.counters.commit(1),
                    Verdict::Undo => Counters::one(&self.counters.jobs_undone),
                }
            }
        }
    }
}

/// Pauses that double up to a limit, each between half and the whole of it, so that those who met do not meet again.
struct Pause {
    next: Duration,
    longest: Duration,
}

impl Pause {
    fn new(longest: Duration) -> Self {
        Self { next: Duration::from_millis(2), longest }
    }

    fn wait(&mut self) {
        let mut random = [0u8; 1];
        // Without randomness the pause is merely less clever.
        let _ = getrandom::fill(&mut random);
        std::thread::sleep(self.next / 2 + self.next * u32::from(random[0]) / 512);
        self.next = (self.next * 2).min(self.longest);
    }
}
