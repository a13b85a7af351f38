//! The transaction that jobs see on a connection to PostgreSQL.

use postgres::types::ToSql;
use postgres::{Client, Statement};

use super::failure::{Fault, fault};
use crate::engine::job::{Job, Mode, Verdict};
use crate::engine::statements::{Key, Statements};
use crate::error::Error;
use crate::tx::{Row, Tx, Value};

/// Writers are serializable; the planner is told to prefer an index to reading a whole table however small it is, because reading a
/// whole table conflicts with every write to it.
const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off";
/// Readers see one snapshot and never conflict.
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// A connection with its prepared statements.
pub(crate) struct Session {
    client: Client,
    statements: Statements<Statement>,
    /// The first failure in the transaction; PostgreSQL executes nothing more in it.
    failed: Option<Fault>,
    /// A transaction could not be begun or undone: what state the connection is in is not known.
    unsure: bool,
}

impl Session {
    pub fn new(client: Client) -> Self {
        Self { client, statements: Statements::default(), failed: None, unsure: false }
    }

    /// Whether the connection may be used for another transaction, as far as is known.
    pub fn is_usable(&self) -> bool {
        !self.unsure && !self.client.is_closed()
    }

    /// For the engine's own work outside of jobs.
    pub fn client(&mut self) -> &mut Client {
        &mut self.client
    }

    /// Runs a job in a transaction of its own and ends it. `Ok` means that the job's answer is to be sent.
    pub fn transact(&mut self, mode: Mode, job: &mut dyn Job) -> Result<Verdict, Fault> {
        self.failed = None;
        self.control(match mode {
            Mode::Read => BEGIN_READ,
            Mode::Write => BEGIN_WRITE,
        })?;
        let verdict = job.run(self);
        match (self.failed.take(), verdict) {
            (None, Verdict::Keep) => {
                // A commit that fails has ended the transaction all the same.
                self.client.batch_execute("COMMIT").map_err(|error| fault(&error))?;
                Ok(verdict)
            }
            (None, Verdict::Undo) => self.control("ROLLBACK").map(|()| verdict),
            (Some(lost @ Fault::Lost(_)), _) => Err(lost),
            (Some(failed), _) => self.control("ROLLBACK").and(Err(failed)),
        }
    }

    fn control(&mut self, sql: &str) -> Result<(), Fault> {
        self.client.batch_execute(sql).map_err(|error| {
            self.unsure = true;
            fault(&error)
        })
    }

    fn prepared(&mut self, sql: &'static str) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(&Key::of(sql)) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.statements.insert(Key::of(sql), statement.clone());
        Ok(statement)
    }

    /// Runs one statement of a job, unless one failed before; remembers what the failure was.
    fn guarded<T>(
        &mut self,
        sql: &'static str,
        params: Option<&[Value]>,
        run: impl FnOnce(&mut Client, &Statement, &[&(dyn ToSql + Sync)]) -> Result<T, postgres::Error>,
    ) -> Result<T, Error> {
        if let Some(failed) = &self.failed {
            return Err(failed.clone().error());
        }
        let done = match (self.prepared(sql), params) {
            (Ok(statement), Some(params)) if statement.params().len() != params.len() => {
                let (wants, gets) = (statement.params().len(), params.len());
                Err(Fault::Tell(Error::Engine(format!("a statement wants {wants} values and gets {gets}: {sql}"))))
            }
            (Ok(statement), params) => {
                let params: Vec<&(dyn ToSql + Sync)> = params.unwrap_or_default().iter().map(|p| p as _).collect();
                run(&mut self.client, &statement, &params).map_err(|error| fault(&error))
            }
            (Err(error), _) => Err(fault(&error)),
        };
        done.map_err(|fault| {
            self.failed = Some(fault.clone());
            fault.error()
        })
    }
}

impl Tx for Session {
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, Error> {
        self.guarded(sql, Some(params), |client, statement, params| client.execute(statement, params))
    }

    fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, Error> {
        self.guarded(sql, Some(params), |client, statement, params| {
            let rows = client.query(statement, params)?;
            rows.iter()
                .map(|row| (0..row.len()).map(|i| row.try_get(i)).collect::<Result<_, _>>().map(Row::new))
                .collect()
        })
    }

    fn prepare(&mut self, sql: &'static str) -> Result<(), Error> {
        self.guarded(sql, None, |_, _, _| Ok(()))
    }
}
