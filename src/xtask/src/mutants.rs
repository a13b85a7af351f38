//! `cargo xtask mutants`: puts bugs into the rules and the pass, one at a time, and sees whether the crate's own tests notice. It takes hours, so
//! it goes on where it was stopped, and can be done in parts. What survived is explained in `docs/mutants.md`.

use std::{fs, path::Path, process::ExitCode};

use crate::{
    sh,
    steps::{Doing, Failure, Result, Steps},
    tools::{self, Need, Tools},
};

/// Crates whose every line decides about money or identity.
const CRATES: [&str; 2] = ["pass", "loyalty"];
/// Of a hundred bugs that compile, so many must be noticed.
const PERCENT_MIN: f64 = 90.0;
/// Random lives for each bug: fewer than in the tests, since most bugs show in the first.
const CASES: &str = "96";

/// One crate or all of them; `shard`, as in `2/8`, is a part of its bugs.
pub fn command(names: &[&str], shard: Option<&str>) -> Result<ExitCode> {
    if let Some(unknown) = names.iter().find(|name| !CRATES.contains(name)) {
        return Err(Failure::new(format!("`{unknown}` is not tested by bugs"))
            .remedy(format!("one of {}, or nothing for all", CRATES.join(", "))));
    }
    let names = if names.is_empty() { &CRATES[..] } else { names };
    let tools = Tools::look(Need::Mutants)?;
    let mut steps = Steps::new(tools.steps() + names.len());
    tools.install(&mut steps)?;
    let mut held = true;
    for name in names {
        steps.run(&format!("put bugs into `{name}`"), "hours; it goes on where it was stopped", || {
            run(name, shard)?;
            let counts = Counts::read(&folder(name).join("mutants.out"));
            println!("\n{name}: {}", counts.in_words(all(name)?));
            held &= counts.percent() >= PERCENT_MIN;
            Ok(())
        })?;
    }
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn folder(name: &str) -> std::path::PathBuf {
    sh::target().join("mutants").join(name)
}

/// The other work of the machine comes first: this has time.
fn run(name: &str, shard: Option<&str>) -> Result<()> {
    let output = folder(name);
    fs::create_dir_all(&output).doing(format!("make {}", output.display()))?;
    let mut cargo = sh::sh("nice", ["-n", "19", "cargo", "mutants", "--package", name, "--jobs", "1", "--iterate"]);
    cargo.arg("--output").arg(output).env("PATH", tools::path()).env("PROPTEST_CASES", CASES);
    if let Some(shard) = shard {
        cargo.args(["--shard", shard, "--sharding", "round-robin"]);
    }
    let status = cargo.status().doing("start cargo-mutants")?;
    match status.code() {
        // All noticed, some missed, some that never ended.
        Some(0 | 2 | 3) => Ok(()),
        _ => Err(Failure::new(format!("cargo-mutants did not get to its end ({status})"))
            .remedy("the tests must pass without a bug; run this again to go on")),
    }
}

/// How many bugs there are.
fn all(name: &str) -> Result<usize> {
    let mut list = tools::cargo(&["mutants", "--list", "--package", name]);
    Ok(sh::output(&mut list)?.lines().count())
}

/// What became of the bugs, over all runs so far.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    caught: usize,
    /// Noticed because a test never ended.
    endless: usize,
    missed: usize,
    /// Did not compile.
    unviable: usize,
}

impl Counts {
    fn read(output: &Path) -> Self {
        let lines = |file: &str| fs::read_to_string(output.join(file)).map_or(0, |text| text.lines().count());
        // Of an earlier run, cargo-mutants keeps in one list what it need not try again: what was caught and what does not compile.
        Self {
            caught: lines("caught.txt") + lines("previously_caught.txt"),
            endless: lines("timeout.txt"),
            missed: lines("missed.txt"),
            unviable: lines("unviable.txt"),
        }
    }

    fn percent(&self) -> f64 {
        let noticed = self.caught + self.endless;
        let tried = noticed + self.missed;
        if tried == 0 { 0.0 } else { noticed as f64 * 100.0 / tried as f64 }
    }

    fn in_words(&self, all: usize) -> String {
        let Self { caught, endless, missed, unviable } = self;
        let left = all.saturating_sub(caught + endless + missed + unviable);
        let not_yet = if left > 0 { format!(", {left} not tried yet") } else { String::new() };
        let noticed = caught + endless;
        format!(
            "{noticed} of {} bugs noticed ({:.1} %, wanted {PERCENT_MIN:.0}), {endless} of them by a test that never ended; \
             {unviable} did not compile{not_yet}",
            noticed + missed,
            self.percent()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bugs_are_counted_over_all_runs() {
        let folder = std::env::temp_dir().join(format!("comptoir-mutants-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("previously_caught.txt"), "a\nb\nc\n").unwrap();
        fs::write(folder.join("caught.txt"), "d\n").unwrap();
        fs::write(folder.join("missed.txt"), "e\n").unwrap();
        let counts = Counts::read(&folder);
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(counts, Counts { caught: 4, endless: 0, missed: 1, unviable: 0 });
        assert_eq!(counts.percent(), 80.0);
        assert!(counts.in_words(7).ends_with("0 did not compile, 2 not tried yet"), "{}", counts.in_words(7));
        assert_eq!(Counts::default().percent(), 0.0, "nothing tried proves nothing");
    }
}
