//! What became of all bugs, kept in a file as it comes, so that a run that was stopped goes on.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::Path,
};

use crate::{Result, bug::Bug, trial::Outcome};

/// Of a hundred bugs that compile, so many must be noticed.
const PERCENT_MIN: f64 = 90.0;
/// So often it is said how far we are.
const SAID_EVERY: usize = 100;

/// What became of all bugs.
#[derive(Debug)]
pub struct Tally {
    outcomes: Vec<(Outcome, String)>,
    file: File,
}

impl Tally {
    /// Goes on from a file, without bugs that are no more among `bugs`, and those that nobody noticed: they are tried again.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn go_on(path: &Path, bugs: &[Bug]) -> Result<Tally> {
        let before = fs::read_to_string(path).unwrap_or_default();
        let known = before.lines().filter_map(|line| {
            let (outcome, name) = line.split_once('\t')?;
            let there = bugs.iter().any(|bug| bug.name == name);
            Some((Outcome::read(outcome)?, name.to_owned())).filter(|(outcome, _)| there && *outcome != Outcome::Missed)
        });
        let outcomes: Vec<_> = known.collect();
        let lines: String = outcomes.iter().map(|(outcome, name)| line(*outcome, name)).collect();
        fs::write(path, lines)?;
        Ok(Tally { outcomes, file: OpenOptions::new().append(true).open(path)? })
    }

    /// Whether a bug need not be tried again.
    pub fn knows(&self, bug: &Bug) -> bool {
        self.outcomes.iter().any(|(_, name)| *name == bug.name)
    }

    /// Adds one, and says it when nobody noticed.
    ///
    /// # Errors
    /// The file can't be written.
    pub fn add(&mut self, bug: &Bug, outcome: Outcome) -> Result<()> {
        if outcome == Outcome::Missed {
            println!("missed: {}", bug.name);
        }
        self.file.write_all(line(outcome, &bug.name).as_bytes())?;
        self.outcomes.push((outcome, bug.name.clone()));
        if self.outcomes.len().is_multiple_of(SAID_EVERY) {
            println!("{}", self.in_words());
        }
        Ok(())
    }

    fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.iter().filter(|(of, _)| *of == outcome).count()
    }

    fn percent(&self) -> f64 {
        let noticed = self.count(Outcome::Caught) + self.count(Outcome::Endless);
        let tried = noticed + self.count(Outcome::Missed);
        if tried == 0 { 0.0 } else { noticed as f64 * 100.0 / tried as f64 }
    }

    /// Whether enough were noticed.
    pub fn holds(&self) -> bool {
        self.percent() >= PERCENT_MIN
    }

    /// The sums.
    pub fn in_words(&self) -> String {
        let [caught, endless, missed, unviable] =
            [Outcome::Caught, Outcome::Endless, Outcome::Missed, Outcome::Unviable].map(|outcome| self.count(outcome));
        format!(
            "{} of {} bugs noticed ({:.1} %, wanted {PERCENT_MIN:.0}), {endless} of them by a test that never ended; \
             {unviable} did not compile",
            caught + endless,
            caught + endless + missed,
            self.percent()
        )
    }
}

fn line(outcome: Outcome, name: &str) -> String {
    format!("{}\t{name}\n", outcome.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bug::Kind;

    #[test]
    fn what_was_noticed_is_kept_and_what_was_missed_is_tried_again() {
        let path = std::env::temp_dir().join(format!("comptoir-mutants-{}.txt", std::process::id()));
        let bugs = ["a", "b", "c", "d"].map(|name| Bug::example("a b c d", Kind::Binary, name, ""));
        let mut tally = Tally::go_on(&path, &bugs).unwrap();
        assert_eq!(tally.percent(), 0.0, "nothing tried proves nothing");
        for (bug, outcome) in bugs.iter().zip([Outcome::Caught, Outcome::Missed, Outcome::Endless, Outcome::Unviable]) {
            tally.add(bug, outcome).unwrap();
        }
        assert!(tally.in_words().starts_with("2 of 3 bugs noticed (66.7 %"), "{}", tally.in_words());
        let again = Tally::go_on(&path, &bugs[..3]).unwrap();
        fs::remove_file(&path).unwrap();
        assert_eq!(bugs.each_ref().map(|bug| again.knows(bug)), [true, false, true, false]);
        assert!(again.holds());
    }
}
