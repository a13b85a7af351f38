//! Running other programs: with a clean environment, seen by the person or kept in a log.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::steps::{Doing, Failure, Result};

/// The workspace's folder.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// The host's target folder.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// A program to be run in the workspace's folder, without what `cargo run` told *us* through the environment: its library path and
/// `CARGO_*` of this crate make other toolchains stumble and other builds start anew.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    for (key, _) in env::vars_os() {
        let text = key.to_string_lossy();
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"].iter().any(|p| text.starts_with(p));
        if ours || ["CARGO", "LD_LIBRARY_PATH", "OUT_DIR", "CARGO_PRIMARY_PACKAGE"].contains(&&*text) {
            command.env_remove(&key);
        }
    }
    command
}

/// `program`, with arguments.
pub fn sh<S: AsRef<OsStr>>(name: &str, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = program(name);
    command.args(args);
    command
}

/// The command as one would type it, for messages.
pub fn typed(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

/// Runs it before the person's eyes; true if it succeeded.
pub fn watch(command: &mut Command) -> Result<bool> {
    let status = command.stdin(Stdio::null()).status().doing(format!("start `{}`", typed(command)))?;
    Ok(status.success())
}

/// Runs it with its words going to `target/log/NAME.log`; a failure shows the end of them.
pub fn logged(command: &mut Command, name: &str) -> Result<()> {
    let folder = target().join("log");
    fs::create_dir_all(&folder).doing(format!("make {}", folder.display()))?;
    let path = folder.join(format!("{name}.log"));
    let log = fs::File::create(&path).doing(format!("write {}", path.display()))?;
    let twin = log.try_clone().doing("share the log")?;
    let status = command.stdin(Stdio::null()).stdout(log).stderr(twin).status();
    let status = status.doing(format!("start `{}`", typed(command)))?;
    if status.success() {
        return Ok(());
    }
    let words = fs::read(&path).unwrap_or_default();
    let words = String::from_utf8_lossy(&words);
    let lines: Vec<&str> = words.lines().collect();
    for line in &lines[lines.len().saturating_sub(60)..] {
        eprintln!("      | {line}");
    }
    Err(Failure::new(format!("`{}` failed ({status}); all of its words are in {}", typed(command), path.display())))
}

/// What it printed, trimmed; a failure if it failed.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().doing(format!("start `{}`", typed(command)))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("`{}` failed: {}", typed(command), words.trim())));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether it ended well within the limit; it is ended after that, and its words are not shown.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = quiet else { return false };
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if start.elapsed() < limit => std::thread::sleep(Duration::from_millis(50)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// Where a program of this name is on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}
