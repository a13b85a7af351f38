//! Counting what passed: reads the closing lines of nextest and of cargo's doc tests, adds our own checks, and prints the summary.

use std::{process::ExitCode, time::Instant};

use crate::steps::{Result, human};

/// How many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

/// All that ran, a row each.
pub struct Tally {
    begun: Instant,
    rows: Vec<(String, Counts, String)>,
}

impl Tally {
    /// Starts the clock.
    pub fn new() -> Self {
        Self { begun: Instant::now(), rows: vec![] }
    }

    /// A check that either holds or not counts as one.
    pub fn check(&mut self, what: &str, holds: bool, remark: &str) {
        let counts = Counts { passed: u32::from(holds), failed: u32::from(!holds), skipped: 0 };
        self.rows.push((what.to_owned(), counts, remark.to_owned()));
    }

    /// A run of many tests.
    pub fn tests(&mut self, what: &str, counts: Counts, remark: &str) {
        self.rows.push((what.to_owned(), counts, remark.to_owned()));
    }

    /// A row for tests that could not even begin, with the reason.
    pub fn unless_ran(&mut self, what: &str, ran: Result<()>) {
        if let Err(failure) = ran {
            eprintln!("\n{failure}");
            self.check(what, false, "could not run");
        }
    }

    fn total(&self) -> Counts {
        self.rows.iter().fold(Counts::default(), |sum, (_, row, _)| Counts {
            passed: sum.passed + row.passed,
            failed: sum.failed + row.failed,
            skipped: sum.skipped + row.skipped,
        })
    }

    /// Prints every row, then the closing line alone: `N passed, N failed`, with `, N skipped` when there are any.
    pub fn close(&self) -> ExitCode {
        println!("\nSummary, after {}:", human(self.begun.elapsed().as_secs_f64()));
        for (what, counts, remark) in &self.rows {
            let mark = if counts.failed == 0 { "ok    " } else { "FAILED" };
            let remark = if remark.is_empty() { String::new() } else { format!("  ({remark})") };
            println!("  {mark}  {what:<42} {}{remark}", line(*counts));
        }
        let total = self.total();
        println!("\n{}", line(total));
        if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn line(counts: Counts) -> String {
    let skipped = if counts.skipped > 0 { format!(", {} skipped", counts.skipped) } else { String::new() };
    format!("{} passed, {} failed{skipped}", counts.passed, counts.failed)
}

/// The counts in nextest's closing line, `Summary [ 0.012s] 5 tests run: 3 passed (1 flaky), 1 failed, 1 timed out, 2 skipped`.
pub fn of_nextest(words: &str) -> Option<Counts> {
    let line = words.lines().rev().find(|line| line.contains("Summary [") && line.contains(" run: "))?;
    let mut counts = Counts::default();
    for part in without_parentheses(line.split_once(" run: ")?.1).split(',') {
        let (number, what) = part.trim().split_once(' ')?;
        let number: u32 = number.parse().ok()?;
        match what.trim() {
            "passed" => counts.passed += number,
            "skipped" => counts.skipped += number,
            // failed, timed out, exec failed, …
            _ => counts.failed += number,
        }
    }
    Some(counts)
}

/// The sum over `test result: ok. 3 passed; 0 failed; 1 ignored; …` lines.
pub fn of_doc_tests(words: &str) -> Counts {
    let mut counts = Counts::default();
    for line in words.lines().filter(|line| line.starts_with("test result:")) {
        for part in line.split(['.', ';']) {
            let mut pair = part.split_whitespace();
            let (Some(Ok(number)), Some(what)) = (pair.next().map(str::parse::<u32>), pair.next()) else { continue };
            match what {
                "passed" => counts.passed += number,
                "failed" => counts.failed += number,
                "ignored" => counts.skipped += number,
                _ => {}
            }
        }
    }
    counts
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0;
    text.chars()
        .filter(|c| {
            depth += i32::from(*c == '(');
            let keep = depth == 0;
            depth -= i32::from(*c == ')');
            keep
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_is_understood() {
        let words = "   PASS x\n     Summary [   1.012s] 7 tests run: 4 passed (1 slow, 1 flaky), 2 failed, 1 timed out, 3 skipped\nerror: test run failed";
        assert_eq!(of_nextest(words), Some(Counts { passed: 4, failed: 3, skipped: 3 }));
        let cut = "     Summary [   1.012s] 1/7 tests run: 0 passed, 1 failed, 0 skipped";
        assert_eq!(of_nextest(cut), Some(Counts { passed: 0, failed: 1, skipped: 0 }));
        assert_eq!(of_nextest("error: could not compile"), None);
    }

    #[test]
    fn doc_tests_are_added_up() {
        let words = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
                     test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s";
        assert_eq!(of_doc_tests(words), Counts { passed: 4, failed: 2, skipped: 1 });
    }

    #[test]
    fn skipped_are_said_only_when_there_are_any() {
        assert_eq!(line(Counts { passed: 3, failed: 0, skipped: 0 }), "3 passed, 0 failed");
        assert_eq!(line(Counts { passed: 3, failed: 1, skipped: 2 }), "3 passed, 1 failed, 2 skipped");
    }
}
