//! Automation for this workspace: `cargo xtask run` shows the demo shop, `cargo xtask test` checks everything; this file is the list of commands.

use std::process::ExitCode;

mod apps;
mod apt;
#[cfg(test)]
mod arrows;
mod bench;
mod budget;
#[cfg(test)]
mod database;
mod dist;
mod finish;
mod html;
mod http;
mod imports;
mod mutants;
mod postgres;
mod readable;
mod run;
mod sh;
mod size;
mod soak;
mod softkey;
mod speed;
mod stamp;
mod steps;
mod tally;
mod test;
mod tools;
mod wasm;
mod whole;
mod words;

use steps::{Failure, Result};

const HELP: &str = "\
cargo xtask COMMAND

  run [ARGS…]           build what changed and open the demo shop on 127.0.0.1:8080 or the next free port;
                        ARGS go to `comptoir demo`
  test                  everything: format, clippy, docs, unit, property and store tests (SQLite and PostgreSQL),
                        browser stories, sizes
  test unit             only what needs no browser (seconds, once built)
  test stories [NAME]   only the browser stories, or those whose name contains NAME
  apps [card|counter]   build the browser apps that changed into target/apps
  tools                 install what the other commands need, and nothing else
  dist                  target/release/comptoir: one binary with the apps inside
  budget                what a first visit downloads and how long people wait, against what they may
  bench                 how fast it is: verifier, store and the whole server, side by side
  size [CARDS OPERATIONS [FOLDER]]
                        what years in the ledger cost: 200000 cards with 5000000 operations beside an empty one
  soak [SCALE]          the property tests for long (10000 lives of the rules, 1000 of the store on each
                        engine), or SCALE times as long: 0.1
  mutants [CRATE]       put two thousand bugs into `pass` and `loyalty`, one at a time, and see the tests notice
  readable              the card's code in blur, glare, dim light, at an angle, behind cracks: how often it is read,
                        as the counter reads and by a decoder that is not ours
  soak-kill [ROUNDS]    kill -9 of the server under load, 100 times or ROUNDS

Tools are kept in ${COMPTOIR_TOOLS:-~/.cache/comptoir/tools}; what is missing is installed and said.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match command(&args) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The table of commands.
fn command(args: &[&str]) -> Result<ExitCode> {
    let done = |()| ExitCode::SUCCESS;
    match args {
        ["run", rest @ ..] => run::run(rest).map(done),
        ["test"] => test::everything(),
        ["test", "unit"] => test::unit(),
        ["test", "stories", name @ ..] => test::stories(name),
        ["readable"] => readable::command(),
        ["soak-kill"] => test::soak_kill("100"),
        ["soak-kill", rounds] => test::soak_kill(rounds),
        ["soak"] => soak::command("1"),
        ["soak", scale] => soak::command(scale),
        ["mutants"] => mutants::command(&[]),
        ["mutants", name] => mutants::command(&[*name]),
        ["size"] => size::command(size::CARDS, size::OPERATIONS, None),
        ["size", cards, operations] => size::command(cards, operations, None),
        ["size", cards, operations, folder] => size::command(cards, operations, Some(*folder)),
        ["apps", names @ ..] => apps::command(names).map(done),
        ["tools"] => tools::command().map(done),
        ["dist"] => dist::dist().map(done),
        ["budget"] => budget::command(),
        ["bench"] => bench::command(),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            Err(Failure::new(format!("there is no command `{}`", args.join(" ")))
                .remedy("`cargo xtask help` lists them"))
        }
    }
}
