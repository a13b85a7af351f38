//! `cargo xtask soak`: the property tests and the simulator for long. They run as the tests run, built by the dev profile: it optimizes every
//! dependency, SQLite among them, and our own code is so little of what they do that building it all anew for speed would take longer.

use std::{process::ExitCode, time::Instant};

use crate::{
    apps,
    postgres::Postgres,
    run, sh,
    steps::{Doing, Failure, Result, Steps, human},
    tally::Tally,
    test::{ENV_POSTGRES, nextest_counts},
    tools::{self, Need, Tools},
};

/// A test that runs for as long as an environment variable says.
struct Part {
    what: &'static str,
    /// Nextest's filter.
    filter: &'static str,
    /// The variable, and what it is in a soak of full length.
    variable: &'static str,
    full: u32,
    /// What it counts.
    unit: &'static str,
    about: &'static str,
}

const PARTS: [Part; 3] = [
    Part {
        what: "the rules against the naive model",
        filter: "package(loyalty) & test(a_random_life_comes_out_the_same_in_the_naive_model)",
        variable: "PROPTEST_CASES",
        full: 10_000,
        unit: "random lives of 50 to 89 commands",
        about: "1 min",
    },
    Part {
        what: "the store against the rules, SQLite and PostgreSQL",
        filter: "package(store) & test(random_lives_stand_in_the_store_as_the_rules_say)",
        variable: "COMPTOIR_LIVES",
        full: 1_000,
        unit: "random lives on each engine",
        about: "30 min",
    },
    Part {
        what: "the whole system in the simulator",
        filter: "package(store) & binary(sim) & test(every_seed_keeps_its_word)",
        variable: "COMPTOIR_SIM_SEEDS",
        full: 20_000,
        unit: "seeds",
        about: "30 min",
    },
];

/// All parts, `scale` times as long as a full soak.
pub fn command(scale: &str) -> Result<ExitCode> {
    let scale: f64 = scale.parse().doing(format!("read `{scale}` as a number"))?;
    if !(scale > 0.0 && scale <= 1_000.0) {
        return Err(Failure::new("a soak is more than 0 and at most 1000 times as long as a full one"));
    }
    let tools = Tools::look(Need::Unit)?;
    let mut steps = Steps::new(tools.steps() + 1 + PARTS.len());
    tools.install(&mut steps)?;
    steps.run("build the tests", "5 min the first time", || {
        let mut cargo = tools::cargo(&["test", "--no-run", "--locked", "--workspace"]);
        sh::logged(cargo.env(run::ENV_APPS, apps::folder()), "soak-cargo")
    })?;
    let mut tally = Tally::new();
    for part in &PARTS {
        let times = ((f64::from(part.full) * scale).ceil() as u32).max(1);
        let ran =
            steps.run(&format!("{}: {times} {}", part.what, part.unit), part.about, || part.run(times, &mut tally));
        tally.unless_ran(part.what, ran);
    }
    Ok(tally.close())
}

impl Part {
    fn run(&self, times: u32, tally: &mut Tally) -> Result<()> {
        let postgres = Postgres::start()?;
        let begun = Instant::now();
        let workspace = ["nextest", "run", "--locked", "--no-fail-fast", "--workspace", "--profile", "soak"];
        let mut nextest = tools::cargo(&workspace);
        nextest.args(["-E", self.filter]).env(self.variable, times.to_string());
        nextest.env(ENV_POSTGRES, &postgres.url).env(run::ENV_APPS, apps::folder());
        let counts = nextest_counts(&mut nextest)?;
        let took = human(begun.elapsed().as_secs_f64());
        let remark = format!("{times} {}, {took}", self.unit);
        // What the filter leaves out is not skipped: it was not asked for.
        tally.tests(self.what, crate::tally::Counts { skipped: 0, ..counts }, &remark);
        Ok(())
    }
}
