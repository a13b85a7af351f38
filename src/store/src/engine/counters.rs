//! What the store counts about itself, for `/metrics` and for the bench.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Upper bounds of the group sizes that are counted together; the last is the largest group there can be.
pub const GROUP_SIZE_BUCKETS: [u64; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

/// Counters since the store was opened, and the queues now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Write jobs run, whatever came of them.
    pub jobs: u64,
    /// Write jobs whose changes were undone: refused by the rules, failed, or panicked.
    pub jobs_undone: u64,
    /// Read jobs run.
    pub reads: u64,
    /// Commits of write transactions; on SQLite a group of jobs each.
    pub commits: u64,
    /// How many commits had up to so many jobs, by [`GROUP_SIZE_BUCKETS`]; not cumulative.
    pub group_sizes: [u64; GROUP_SIZE_BUCKETS.len()],
    /// Jobs refused because the queue was full.
    pub busy: u64,
    /// Transactions run again: serialization failures, races, lost connections. PostgreSQL only.
    pub retries: u64,
    /// Connections made again after one was lost. PostgreSQL only.
    pub reconnects: u64,
    /// Checkpoints of the write-ahead log. SQLite only.
    pub checkpoints: u64,
    /// Write jobs waiting now.
    pub write_queue: u64,
    /// Read jobs waiting now; on PostgreSQL the same queue as for writing.
    pub read_queue: u64,
}

#[derive(Default)]
pub(crate) struct Counters {
    pub jobs: AtomicU64,
    pub jobs_undone: AtomicU64,
    pub reads: AtomicU64,
    pub commits: AtomicU64,
    pub group_sizes: [AtomicU64; GROUP_SIZE_BUCKETS.len()],
    pub busy: AtomicU64,
    pub retries: AtomicU64,
    pub reconnects: AtomicU64,
    pub checkpoints: AtomicU64,
}

impl Counters {
    /// One more of what is counted.
    pub fn one(counter: &AtomicU64) {
        counter.fetch_add(1, Relaxed);
    }

    /// A commit of so many jobs.
    pub fn commit(&self, jobs: usize) {
        Self::one(&self.commits);
        let bucket = GROUP_SIZE_BUCKETS.iter().position(|&up_to| jobs as u64 <= up_to);
        if let Some(counter) = self.group_sizes.get(bucket.unwrap_or(GROUP_SIZE_BUCKETS.len() - 1)) {
            Self::one(counter);
        }
    }

    pub fn stats(&self, write_queue: usize, read_queue: usize) -> Stats {
        Stats {
            jobs: self.jobs.load(Relaxed),
            jobs_undone: self.jobs_undone.load(Relaxed),
            reads: self.reads.load(Relaxed),
            commits: self.commits.load(Relaxed),
            group_sizes: std::array::from_fn(|i| self.group_sizes[i].load(Relaxed)),
            busy: self.busy.load(Relaxed),
            retries: self.retries.load(Relaxed),
            reconnects: self.reconnects.load(Relaxed),
            checkpoints: self.checkpoints.load(Relaxed),
            write_queue: write_queue as u64,
            read_queue: read_queue as u64,
        }
    }
}
