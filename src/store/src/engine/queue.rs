//! The bounded queue between the callers and the engine's threads. Bounded, so that a store that cannot keep up says so at once
//! (503 and Retry-After) instead of answering everybody later and later.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::job::Work;
use crate::error::Error;

/// Jobs that may wait, per queue. At 5,000 jobs a second this is under half a second of waiting.
pub(crate) const QUEUE_JOBS_MAX: usize = 2048;

#[derive(Default)]
struct State {
    waiting: VecDeque<Work>,
    /// Threads asleep in [`Queue::pop`]: nobody is woken when nobody sleeps.
    sleepers: usize,
    closed: bool,
}

#[derive(Default)]
pub(crate) struct Queue {
    state: Mutex<State>,
    arrived: Condvar,
}

impl Queue {
    /// A panic cannot happen while the lock is held, so a poisoned lock is as good as any.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts work at the end, or refuses it with [`Error::Busy`] or [`Error::Closed`].
    pub fn push(&self, work: Work) -> Result<(), Error> {
        let mut state = self.lock();
        if state.closed {
            return Err(Error::Closed);
        }
        if state.waiting.len() >= QUEUE_JOBS_MAX {
            return Err(Error::Busy);
        }
        state.waiting.push_back(work);
        let wake = state.sleepers > 0;
        drop(state);
        if wake {
            self.arrived.notify_one();
        }
        Ok(())
    }

    /// The next work, waiting for it; `None` when the queue is closed and empty.
    pub fn pop(&self) -> Option<Work> {
        let mut state = self.lock();
        loop {
            if let Some(work) = state.waiting.pop_front() {
                return Some(work);
            }
            if state.closed {
                return None;
            }
            state.sleepers += 1;
            state = self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.sleepers -= 1;
        }
    }

    /// The next work if some waits already.
    pub fn try_pop(&self) -> Option<Work> {
        self.lock().waiting.pop_front()
    }

    /// Jobs that wait now.
    pub fn len(&self) -> usize {
        self.lock().waiting.len()
    }

    /// Refuses what comes from now on; what waits is still done.
    pub fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    /// Closes and drops what waits: their callers read [`Error::Closed`].
    pub fn abandon(&self) {
        self.close();
        let dropped = std::mem::take(&mut self.lock().waiting);
        drop(dropped);
    }
}
