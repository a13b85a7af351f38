//! What a person sees while we work: numbered steps with how long they take, and failures that say what to do.

use std::{fmt, time::Instant};

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Failure>;

/// One clear sentence on what went wrong, and the remedy if we know one.
#[derive(Debug)]
pub struct Failure {
    what: String,
    remedy: Option<String>,
}

impl Failure {
    /// What went wrong, without a full stop.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    /// What the person can do about it.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.remedy {
            Some(remedy) => write!(f, "{}.\n  What to do: {remedy}.", self.what),
            None => write!(f, "{}.", self.what),
        }
    }
}

/// Gives an error of the standard library the sentence it lacks: what we were doing.
pub trait Doing<T> {
    /// `doing` completes "could not …".
    fn doing(self, doing: impl fmt::Display) -> Result<T>;
}

impl<T, E: fmt::Display> Doing<T> for std::result::Result<T, E> {
    fn doing(self, doing: impl fmt::Display) -> Result<T> {
        self.map_err(|e| Failure::new(format!("could not {doing}: {e}")))
    }
}

/// Numbered steps: `[2/5] build the card … (about 2 min)`.
pub struct Steps {
    total: usize,
    begun: usize,
}

impl Steps {
    /// A command of `total` steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Runs one step: says what it does and how long that takes (`about`, may be empty), then how long it took.
    pub fn run<T>(&mut self, what: &str, about: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.begun += 1;
        let about = if about.is_empty() { String::new() } else { format!(" (about {about})") };
        eprintln!("[{}/{}] {what} …{about}", self.begun, self.total);
        let start = Instant::now();
        let done = work()?;
        let took = start.elapsed();
        if took.as_millis() >= 500 {
            eprintln!("      done in {}", human(took.as_secs_f64()));
        }
        Ok(done)
    }
}

/// Seconds as a person says them: `0.8 s`, `42 s`, `3 min 20 s`.
pub fn human(seconds: f64) -> String {
    match seconds {
        s if s < 10.0 => format!("{s:.1} s"),
        s if s < 100.0 => format!("{s:.0} s"),
        s => format!("{} min {:02} s", s as u64 / 60, s as u64 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_like_speech() {
        assert_eq!(human(0.84), "0.8 s");
        assert_eq!(human(42.4), "42 s");
        assert_eq!(human(200.0), "3 min 20 s");
    }

    #[test]
    fn a_failure_is_a_sentence_and_a_remedy() {
        let failure = Failure::new("Node.js is not installed").remedy("`sudo apt-get install nodejs npm`");
        assert_eq!(failure.to_string(), "Node.js is not installed.\n  What to do: `sudo apt-get install nodejs npm`.");
    }
}
