//! `cargo xtask bench`: the verifier alone, the store alone, and the whole server under load, side by side in one run of release builds.

use std::{path::Path, process::ExitCode};

use crate::{
    apps, run, sh,
    steps::{Result, Steps},
    tools,
};

/// Builds the server and its load generator (`src/server/examples/load`), and runs the one against the other.
pub fn command() -> Result<ExitCode> {
    let mut steps = Steps::new(2);
    build(&mut steps)?;
    let release = sh::target().join("release");
    let mut measured = false;
    steps.run("measure", "1 min; other work on this machine shows in the figures", || {
        measured = measure(&release)?;
        Ok(())
    })?;
    Ok(if measured { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The release binary and the load generator.
pub fn build(steps: &mut Steps) -> Result<()> {
    let parts = ["--package", "comptoir-server", "--bin", "comptoir", "--example", "load"];
    steps.run("build the release binary and the load generator", "8 min the first time", || {
        let mut cargo = tools::cargo(&[["build", "--locked", "--release"].as_slice(), &parts].concat());
        cargo.env(run::ENV_APPS, apps::folder());
        sh::logged(&mut cargo, "bench-cargo")
    })
}

fn measure(release: &Path) -> Result<bool> {
    println!();
    sh::watch(sh::program(release.join("examples/load")).arg(release.join("comptoir")))
}
