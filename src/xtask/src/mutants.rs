//! `cargo xtask mutants`: puts bugs into the rules and the pass, one at a time, and sees whether the crate's own tests notice (`src/mutants`).
//! What survived is explained in `docs/mutants.md`.

use std::process::ExitCode;

use crate::{
    steps::{Doing, Failure, Result, Steps},
    tools::{self, Need, Tools},
};

/// Crates whose every line decides about money or identity.
const CRATES: [&str; 2] = ["pass", "loyalty"];

/// One crate or all of them.
pub fn command(names: &[&str]) -> Result<ExitCode> {
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
        steps.run(&format!("put bugs into `{name}`"), "10 min", || {
            held &= enough_noticed(name)?;
            Ok(())
        })?;
    }
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn enough_noticed(name: &str) -> Result<bool> {
    let mut cargo = tools::cargo(&["run", "--quiet", "--package", "mutants", "--", name]);
    let status = cargo.status().doing("start cargo")?;
    match status.code() {
        Some(0) => Ok(true),
        Some(1) => Ok(false),
        _ => Err(Failure::new(format!("the bugs of `{name}` were not tried to the end ({status})"))
            .remedy("see what is said above; the tests must pass without a bug")),
    }
}
