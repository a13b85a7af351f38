//! `cargo xtask size`: grows a ledger to years of operations and measures a visit, a look at a card and `verify` on it, beside an empty one.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    bench, sh,
    steps::{Doing, Result, Steps},
};

/// A chain's ledger after some years.
pub const CARDS: &str = "200000";
/// Operations on them.
pub const OPERATIONS: &str = "5000000";

/// Grows the ledger in `folder` (in `target/size` when absent), unless it is there, and measures. The folder is left for the next run.
pub fn command(cards: &str, operations: &str, folder: Option<&str>) -> Result<ExitCode> {
    let _: u64 = cards.parse().doing(format!("read `{cards}` as a number of cards"))?;
    let _: u64 = operations.parse().doing(format!("read `{operations}` as a number of operations"))?;
    let folder = folder.map_or_else(|| sh::target().join("size"), PathBuf::from);
    let mut steps = Steps::new(2);
    bench::build(&mut steps)?;
    let mut measured = false;
    let what =
        format!("grow a ledger of {cards} cards and {operations} operations in {}, and measure", folder.display());
    steps.run(&what, "20 min for 5000000 operations, which take 10 GB", || {
        measured = measure(&folder, cards, operations)?;
        Ok(())
    })?;
    Ok(if measured { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn measure(folder: &Path, cards: &str, operations: &str) -> Result<bool> {
    println!();
    let release = sh::target().join("release");
    let mut load = sh::program(release.join("examples/load"));
    sh::watch(load.arg(release.join("comptoir")).arg("size").arg(folder).args([cards, operations]))
}
