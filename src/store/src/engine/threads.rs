//! The threads of an engine: started with a queue to work on, closed in order.

use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::queue::Queue;
use crate::error::Error;

/// Threads that work on one queue.
pub(crate) struct Crew {
    pub queue: Arc<Queue>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Crew {
    pub fn new() -> Self {
        Self { queue: Arc::new(Queue::default()), threads: Mutex::default() }
    }

    /// Starts a thread that runs `work` until the queue is closed and empty.
    pub fn start(&self, name: &str, work: impl FnOnce(&Queue) + Send + 'static) -> Result<(), Error> {
        let queue = Arc::clone(&self.queue);
        let run = move || {
            let _guard = Guard(&queue);
            work(&queue);
        };
        let thread = std::thread::Builder::new().name(name.into()).spawn(run);
        let thread = thread.map_err(|error| Error::Engine(format!("no thread: {error}")))?;
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).push(thread);
        Ok(())
    }

    /// Refuses new work, does what waits, ends the threads. Does nothing the second time.
    pub fn close(&self) {
        self.queue.close();
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        for thread in threads {
            // A panic there was reported by the guard.
            let _ = thread.join();
        }
    }
}

impl Drop for Crew {
    /// The threads do what waits and end by themselves; nobody waits for them here, as this may be one of them.
    fn drop(&mut self) {
        self.queue.close();
    }
}

/// Jobs catch their panics; if the engine itself panics, nobody shall wait for an answer that never comes.
struct Guard<'q>(&'q Queue);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            tracing::error!("a thread of the store panicked: the store is closed");
            self.0.abandon();
        }
    }
}
