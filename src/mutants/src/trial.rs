//! Running a crate's tests with one bug: until the first that fails, or for so long.

use std::{
    io::{BufRead, BufReader},
    os::unix::process::ExitStatusExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Instant,
};

use crate::Result;

/// The variable that says which bug is to be there.
pub const BUG: &str = "COMPTOIR_BUG";
/// Random cases for each bug: fewer than in the tests, since most bugs show in the first.
const CASES: &str = "96";
/// A program that has worked for so many seconds will never end: without a bug each takes a few. Time in which the machine did other things
/// does not count.
const PATIENCE_S: &str = "60";
/// Runs a program at the end of the queue, for so long at the most.
const PATIENTLY: &str = "ulimit -t $1 && exec nice -n 19 \"$0\"";
/// The signals to who worked for longer.
const SIGKILL: i32 = 9;
const SIGXCPU: i32 = 24;

/// What became of a bug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A test failed.
    Caught,
    /// A test did not end.
    Endless,
    /// All tests passed.
    Missed,
    /// It does not compile.
    Unviable,
}

impl Outcome {
    const ALL: [Outcome; 4] = [Outcome::Caught, Outcome::Endless, Outcome::Missed, Outcome::Unviable];

    /// As it is written down.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Caught => "caught",
            Outcome::Endless => "endless",
            Outcome::Missed => "missed",
            Outcome::Unviable => "unviable",
        }
    }

    /// Reads what was written down.
    pub fn read(name: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// The programs of a crate's tests.
#[derive(Debug)]
pub struct Trial {
    folder: PathBuf,
    programs: Vec<PathBuf>,
}

impl Trial {
    /// Programs that are run in the package's folder, one after the other.
    pub fn of(programs: Vec<PathBuf>, folder: &Path) -> Trial {
        Trial { folder: folder.into(), programs }
    }

    /// Runs the programs without a bug; those that are done sooner go first from then on.
    ///
    /// # Errors
    /// One fails, or can't be started.
    pub fn rehearse(mut self) -> Result<Trial> {
        let mut times = Vec::new();
        for program in self.programs.drain(..) {
            let begun = Instant::now();
            if run(&program, &self.folder, None)? != Outcome::Missed {
                return Err(format!("{} fails without a bug", program.display()).into());
            }
            times.push((begun.elapsed(), program));
        }
        times.sort();
        self.programs.extend(times.into_iter().map(|(_, program)| program));
        Ok(self)
    }

    /// What the tests say of a bug, or of one that is there for all.
    ///
    /// # Errors
    /// They can't be started.
    pub fn run(&self, bug: Option<usize>) -> Result<Outcome> {
        for program in &self.programs {
            let outcome = run(program, &self.folder, bug)?;
            if outcome != Outcome::Missed {
                return Ok(outcome);
            }
        }
        Ok(Outcome::Missed)
    }
}

fn run(program: &Path, folder: &Path, bug: Option<usize>) -> Result<Outcome> {
    let mut command = Command::new("sh");
    command.args(["-c", PATIENTLY]).arg(program).arg(PATIENCE_S);
    command.current_dir(folder).env("CARGO_MANIFEST_DIR", folder).env("PROPTEST_CASES", CASES);
    // Which case is the smallest that fails is not asked.
    command.env("PROPTEST_MAX_SHRINK_ITERS", "0").env("PROPTEST_MAX_SHRINK_TIME", "1");
    command.envs(bug.map(|bug| (BUG, bug.to_string())));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    if any_fails(&mut child) {
        // It may have ended by itself.
        let _ = child.kill();
        child.wait()?;
        return Ok(Outcome::Caught);
    }
    let status = child.wait()?;
    Ok(match status.code() {
        Some(0) => Outcome::Missed,
        // Tests that end all of their program end it with a signal of their own.
        None if matches!(status.signal(), Some(SIGKILL | SIGXCPU)) => Outcome::Endless,
        _ => Outcome::Caught,
    })
}

/// Reads what the tests say until the first fails or all are over.
fn any_fails(child: &mut Child) -> bool {
    let Some(output) = child.stdout.take() else { return false };
    BufReader::new(output).lines().map_while(std::result::Result::ok).any(|line| line.ends_with("FAILED"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn outcome(script: &str) -> Outcome {
        let path = std::env::temp_dir().join(format!("comptoir-trial-{}-{}", std::process::id(), script.len()));
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        let mut rights = std::fs::metadata(&path).unwrap().permissions();
        rights.set_mode(0o700);
        std::fs::set_permissions(&path, rights).unwrap();
        let outcome = run(&path, &std::env::temp_dir(), Some(3)).unwrap();
        std::fs::remove_file(&path).unwrap();
        outcome
    }

    #[test]
    fn a_bug_is_noticed_by_the_first_test_that_fails_or_by_the_end_of_the_program() {
        assert_eq!(outcome("echo test a ... ok"), Outcome::Missed);
        assert_eq!(outcome("echo test a ... FAILED; exec sleep 600"), Outcome::Caught);
        assert_eq!(outcome("exit 101"), Outcome::Caught);
        assert_eq!(outcome("kill -ABRT $$"), Outcome::Caught);
        assert_eq!(outcome("kill -XCPU $$ # as for one that never ends"), Outcome::Endless);
        assert_eq!(outcome(&format!("test ${BUG} = 3")), Outcome::Missed);
    }
}
