//! A job on its way through an engine: the caller's closure, its answer kept until the commit is known, and where to send it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::error::Error;
use crate::tx::Tx;

/// Whether a job may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

/// A job and what it may do.
pub(crate) struct Work {
    pub mode: Mode,
    pub job: Box<dyn Job>,
}

/// What a job wants done with what it wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Keep,
    Undo,
}

/// A job without its types.
pub(crate) trait Job: Send {
    /// Runs the closure and keeps its answer; may be called again, the last run counts. After a panic it does not run any more.
    fn run(&mut self, tx: &mut dyn Tx) -> Verdict;

    /// Replaces an answer that is not an error: the job went on after a failed statement, and what it wrote was undone.
    fn overrule_success(&mut self, error: Error);

    /// Sends the kept answer, or instead of it the error that undid the transaction.
    fn answer(self: Box<Self>, fate: Result<(), Error>);
}

struct Call<T, E, F> {
    closure: F,
    /// What the closure captured may be half changed.
    panicked: bool,
    kept: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

/// Wraps a closure; the receiver fails when the job was dropped without being done.
pub(crate) fn wrap<T, E, F>(mode: Mode, closure: F) -> (Work, oneshot::Receiver<Result<T, E>>)
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    (Work { mode, job: Box::new(Call { closure, panicked: false, kept: None, reply }) }, answer)
}

impl<T, E, F> Job for Call<T, E, F>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
{
    fn run(&mut self, tx: &mut dyn Tx) -> Verdict {
        if self.panicked {
            return Verdict::Undo;
        }
        let result = catch_unwind(AssertUnwindSafe(|| (self.closure)(tx)));
        self.panicked = result.is_err();
        let result = result.unwrap_or_else(|_| Err(Error::Panicked.into()));
        let verdict = if result.is_ok() { Verdict::Keep } else { Verdict::Undo };
        self.kept = Some(result);
        verdict
    }

    fn overrule_success(&mut self, error: Error) {
        if !matches!(self.kept, Some(Err(_))) {
            self.kept = Some(Err(error.into()));
        }
    }

    fn answer(self: Box<Self>, fate: Result<(), Error>) {
        let answer = match (fate, self.kept) {
            (Ok(()), Some(kept)) => kept,
            (Ok(()), None) => Err(Error::Closed.into()),
            (Err(error), _) => Err(error.into()),
        };
        // Nobody listens any more when the request was cancelled; what was committed stays committed.
        let _ = self.reply.send(answer);
    }
}
