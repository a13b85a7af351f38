//! `cargo xtask test`: every check the project has, none stopped by another's failure, with one closing line.

use std::{
    ffi::OsStr,
    io::{BufRead as _, BufReader, IsTerminal as _},
    path::Path,
    process::{Command, ExitCode, Stdio},
};

use crate::{
    apps, budget,
    postgres::Postgres,
    run, sh,
    steps::{Doing, Result, Steps},
    tally::{self, Counts, Tally},
    tools::{self, Need, Tools},
};

/// What the browser stories are told; see `tests/`.
const ENV_BIN: &str = "COMPTOIR_BIN";
const ENV_AXE: &str = "COMPTOIR_AXE";
const ENV_GECKODRIVER: &str = "COMPTOIR_GECKODRIVER";
const ENV_SMTP_SERVER: &str = "COMPTOIR_SMTP_SERVER";
const ENV_ARTEFACTS: &str = "COMPTOIR_ARTEFACTS";
pub const ENV_POSTGRES: &str = "COMPTOIR_TEST_POSTGRES";
const ENV_KILL_ROUNDS: &str = "COMPTOIR_KILL_ROUNDS";
const ENV_LIGHTHOUSE: &str = "COMPTOIR_LIGHTHOUSE";

/// All tests but the stories. They are left out when running and not when compiling: cargo is given the whole workspace and its tests each
/// time, so that no crate is compiled twice with other features.
const NOT_STORIES: &str = "not package(it)";

/// All of it, as CI runs it.
pub fn everything() -> Result<ExitCode> {
    let tools = Tools::look(Need::Everything)?;
    let mut steps = Steps::new(tools.steps() + 8 + apps::APPS.len());
    let mut tally = Tally::new();
    tools.install(&mut steps)?;
    static_checks(&mut steps, &mut tally)?;
    let ran = unit_tests(&mut steps, &mut tally);
    tally.unless_ran("unit, property, store and route tests", ran);
    let ran = doc_tests(&mut steps, &mut tally);
    tally.unless_ran("examples in the documentation", ran);
    match build_for_stories(&mut steps) {
        Ok(()) => {
            tally.check("the apps compile for wasm", no_warnings(), "no warnings");
            let ran = browser_stories(&mut steps, &mut tally, "package(it)", None);
            tally.unless_ran("browser stories", ran);
            let sizes = steps.run("weigh what a first visit downloads", "", budget::measure)?;
            print!("{}", sizes.table());
            tally.check("sizes no larger than they were", sizes.held(), &sizes.remark());
        }
        failed => tally.unless_ran("the apps and the server build", failed),
    }
    Ok(tally.close())
}

/// What needs no browser and no apps.
pub fn unit() -> Result<ExitCode> {
    let tools = Tools::look(Need::Unit)?;
    let mut steps = Steps::new(tools.steps() + 1);
    let mut tally = Tally::new();
    tools.install(&mut steps)?;
    unit_tests(&mut steps, &mut tally)?;
    Ok(tally.close())
}

/// The browser stories, or those whose names contain each of `names`.
pub fn stories(names: &[&str]) -> Result<ExitCode> {
    let filter = names.iter().fold("package(it)".to_owned(), |filter, name| format!("{filter} & test({name})"));
    only_stories(&filter, None)
}

/// The kill -9 story for many rounds.
pub fn soak_kill(rounds: &str) -> Result<ExitCode> {
    let rounds: u32 = rounds.parse().doing(format!("read `{rounds}` as a number of rounds"))?;
    only_stories("package(it) & test(kill)", Some((ENV_KILL_ROUNDS, rounds.to_string().as_ref())))
}

/// A story that measures, which no other command runs, with Lighthouse at hand.
pub fn measured(name: &str, lighthouse: &Path) -> Result<ExitCode> {
    only_stories(&format!("package(it) & test(={name}::{name})"), Some((ENV_LIGHTHOUSE, lighthouse.as_os_str())))
}

fn only_stories(filter: &str, special: Option<(&str, &OsStr)>) -> Result<ExitCode> {
    let tools = Tools::look(Need::Everything)?;
    let mut steps = Steps::new(tools.steps() + apps::APPS.len() + 2);
    let mut tally = Tally::new();
    tools.install(&mut steps)?;
    build_for_stories(&mut steps)?;
    browser_stories(&mut steps, &mut tally, filter, special)?;
    Ok(tally.close())
}

fn static_checks(steps: &mut Steps, tally: &mut Tally) -> Result<()> {
    let mut check = |step: &str, about: &str, row: &str, remark: &str, command: &mut Command| {
        let holds = steps.run(step, about, || sh::watch(command))?;
        tally.check(row, holds, remark);
        Ok(())
    };
    check("check the formatting", "", "formatting", "", &mut tools::cargo(&["fmt", "--all", "--check"]))?;
    check(
        "lint every crate with clippy",
        "3 min the first time",
        "clippy",
        "all crates, the apps' too, compiled for this machine",
        &mut tools::cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    )?;
    check(
        "build the documentation",
        "1 min",
        "documentation",
        "no warnings",
        tools::cargo(&["doc", "--quiet", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn unit_tests(steps: &mut Steps, tally: &mut Tally) -> Result<()> {
    steps.run("unit, property, store and route tests, with a PostgreSQL of their own", "5 min the first time", || {
        let postgres = Postgres::start()?;
        let mut nextest =
            tools::cargo(&["nextest", "run", "--locked", "--no-fail-fast", "--workspace", "-E", NOT_STORIES]);
        nextest.env(ENV_POSTGRES, &postgres.url).env(run::ENV_APPS, apps::folder());
        let counts = nextest_counts(&mut nextest)?;
        tally.tests("unit, property, store and route tests", counts, "SQLite and PostgreSQL");
        Ok(())
    })
}

fn doc_tests(steps: &mut Steps, tally: &mut Tally) -> Result<()> {
    steps.run("run the examples in the documentation", "1 min", || {
        let (ok, words) = heard(
            tools::cargo(&["test", "--doc", "--locked", "--no-fail-fast", "--workspace"])
                .env(run::ENV_APPS, apps::folder()),
        )?;
        let mut counts = tally::of_doc_tests(&words);
        // A crate whose examples do not compile closes with no line of its own.
        counts.failed += u32::from(!ok && counts.failed == 0);
        tally.tests("examples in the documentation", counts, "");
        Ok(())
    })
}

/// Whether cargo had nothing to say of our code when it last compiled the apps: clippy sees them compiled for this machine only.
fn no_warnings() -> bool {
    let said = apps::APPS.iter().map(|app| std::fs::read_to_string(app.compiler_log()).unwrap_or_default());
    let warnings: Vec<String> = said
        .flat_map(|log| log.lines().filter(|l| l.starts_with("warning")).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    warnings.iter().for_each(|warning| eprintln!("      | {warning}"));
    warnings.is_empty()
}

/// The apps, then all tests with the server among them; after the unit tests there is nothing left to compile.
fn build_for_stories(steps: &mut Steps) -> Result<()> {
    apps::build(steps, &apps::APPS.each_ref())?;
    steps.run("build the stories and the server", "5 min, unless the unit tests did", || {
        let mut cargo = tools::cargo(&["test", "--no-run", "--locked", "--workspace"]);
        sh::logged(cargo.env(run::ENV_APPS, apps::folder()), "stories-cargo")
    })
}

fn browser_stories(steps: &mut Steps, tally: &mut Tally, filter: &str, special: Option<(&str, &OsStr)>) -> Result<()> {
    steps.run("browser stories in Chromium, Firefox and WebKit", "15 min", || {
        let artefacts = sh::target().join("artefacts");
        std::fs::create_dir_all(&artefacts).doing("make target/artefacts")?;
        let postgres = Postgres::start()?;
        let mut nextest = tools::cargo(&["nextest", "run", "--locked", "--no-fail-fast", "--workspace", "-E", filter]);
        nextest.env(ENV_BIN, run::server_binary()).env(ENV_AXE, tools::axe()).env(ENV_ARTEFACTS, &artefacts);
        nextest.env(ENV_POSTGRES, &postgres.url).env(run::ENV_APPS, apps::folder());
        nextest.env(ENV_SMTP_SERVER, tools::smtp_server()).env(ENV_GECKODRIVER, tools::geckodriver()?);
        if let Some((name, value)) = special {
            nextest.env(name, value).args(["--profile", "soak", "--run-ignored", "all"]);
        }
        let counts = nextest_counts(&mut nextest)?;
        // Nextest calls skipped whatever the filter leaves out: those ran elsewhere or were not asked for.
        tally.tests("browser stories", Counts { skipped: 0, ..counts }, &format!("screens in {}", artefacts.display()));
        Ok(())
    })
}

/// Runs nextest before the person's eyes and counts what passed.
pub fn nextest_counts(nextest: &mut Command) -> Result<Counts> {
    if std::io::stderr().is_terminal() {
        nextest.arg("--color=always");
    }
    let (ok, words) = heard(nextest)?;
    let mut counts = tally::of_nextest(&words).unwrap_or_default();
    // Tests that do not compile, or none at all, are a failure that no closing line counts.
    counts.failed += u32::from(!ok && counts.failed == 0);
    Ok(counts)
}

/// Runs it before the person's eyes and keeps its words, colours taken out.
fn heard(command: &mut Command) -> Result<(bool, String)> {
    // One pipe for both streams keeps their order.
    let (reader, writer) = std::io::pipe().doing("make a pipe")?;
    let twin = writer.try_clone().doing("share the pipe")?;
    let typed = sh::typed(command);
    let mut child =
        command.stdin(Stdio::null()).stdout(writer).stderr(twin).spawn().doing(format!("start `{typed}`"))?;
    // The command holds our ends of the pipe open; reading would never end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut words = String::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = line.doing(format!("read what `{typed}` says"))?;
        let line = String::from_utf8_lossy(&line);
        eprintln!("{line}");
        words.push_str(&plain(&line));
        words.push('\n');
    }
    Ok((child.wait().doing(format!("wait for `{typed}`"))?.success(), words))
}

/// Without terminal colours.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_do_not_hide_the_counts() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.012s] 3 tests run: \u{1b}[1m3\u{1b}[0m \u{1b}[32mpassed\u{1b}[0m, 0 skipped";
        assert_eq!(tally::of_nextest(&plain(line)), Some(Counts { passed: 3, failed: 0, skipped: 0 }));
    }
}
