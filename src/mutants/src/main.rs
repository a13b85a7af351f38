//! Puts bugs into a crate and sees which its tests notice: `cargo xtask mutants`, or `mutants CRATE [NAME]` from the workspace's folder; with
//! NAME only the bugs whose name has it.
//!
//! The bugs are those of cargo-mutants, which compiles the crate once for each. Here nearly all are woven into one build, and a variable
//! of the environment says which is there, so that a bug costs no more than the tests until the first that fails. What can't be chosen while
//! a program runs, a constant or another type, is compiled by itself.
//!
//! What was noticed is remembered in `target/mutants/CRATE.txt` and not tried again; remove that file to begin anew.

use std::{env, error::Error, process::ExitCode, time::Instant};

mod bench;
mod bug;
mod compile;
mod sites;
mod tally;
mod tree;
mod trial;
mod weave;

use bench::Bench;
use tally::Tally;
use trial::Trial;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let tally = match args[..] {
        [package] => run(package, ""),
        [package, name] => run(package, name),
        _ => Err("say which crate".into()),
    };
    match tally {
        Ok(tally) if tally.holds() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(package: &str, name: &str) -> Result<Tally> {
    let begun = Instant::now();
    let mut bench = Bench::prepare(package)?;
    let mut tally = Tally::go_on(&bench.folder().join(format!("{package}.txt")), &bench.bugs)?;
    bench.bugs.retain(|bug| bug.name.contains(name) && !tally.knows(bug));
    let (woven, tests) = bench.weave_all()?;
    let alone = bench.bugs.len() - woven.len();
    println!("{} bugs in one build, {alone} by themselves, after {} s", woven.len(), begun.elapsed().as_secs());
    let trial = Trial::of(tests, &bench.crate_folder()).rehearse()?;
    for number in &woven {
        tally.add(&bench.bugs[*number], trial.run(Some(*number))?)?;
    }
    bench.restore()?;
    for (_, bug) in bench.bugs.iter().enumerate().filter(|(number, _)| !woven.contains(number)) {
        tally.add(bug, bench.by_itself(bug)?)?;
    }
    println!("{package}: {}, after {} s", tally.in_words(), begun.elapsed().as_secs());
    Ok(tally)
}
