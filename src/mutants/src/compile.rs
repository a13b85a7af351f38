//! Compiling a crate's tests, and what the compiler does not like.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::Result;

/// Compiled tests, or what is wrong.
#[derive(Debug)]
pub enum Compiled {
    /// The programs: the crate's own tests first.
    Tests(Vec<PathBuf>),
    /// Where the compiler stumbled.
    Stumbles(Vec<Stumble>),
}

/// One place at which the compiler stumbled.
#[derive(Debug)]
pub struct Stumble {
    /// The file, from the workspace's folder.
    pub file: PathBuf,
    /// The byte in it.
    pub byte: usize,
    /// In the compiler's words.
    words: String,
}

impl Stumble {
    /// What and where.
    pub fn in_words(&self) -> String {
        format!("{} ({})", self.words, self.file.display())
    }
}

/// Compiles the tests of a package of the workspace in `folder`.
///
/// # Errors
/// Cargo can't be started, or fails for another reason than the source.
pub fn tests(folder: &Path, package: &str, target: &Path) -> Result<Compiled> {
    let output = Command::new("cargo")
        .current_dir(folder)
        .args(["test", "--package", package, "--no-run", "--offline", "--message-format=json"])
        // The tests run thousands of times: that is worth a slower build, and nobody looks at where they fail.
        .args(["--config", "profile.dev.opt-level=1", "--config", "profile.dev.debug=false"])
        .env("CARGO_TARGET_DIR", target)
        .output()?;
    let (mut tests, mut stumbles) = (Vec::new(), Vec::new());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
        if let (Some(program), Some(true)) = (message["executable"].as_str(), message["profile"]["test"].as_bool()) {
            let own = message["target"]["kind"][0] == "lib";
            tests.push((!own, PathBuf::from(program)));
        }
        if message["message"]["level"] == "error" {
            stumbles.extend(stumble(&message["message"]));
        }
    }
    tests.sort();
    match (output.status.success(), stumbles.is_empty()) {
        (true, _) => Ok(Compiled::Tests(tests.into_iter().map(|(_, program)| program).collect())),
        (false, false) => Ok(Compiled::Stumbles(stumbles)),
        (false, true) => Err(String::from_utf8_lossy(&output.stderr).into()),
    }
}

/// The first place that an error is about.
fn stumble(error: &Value) -> Option<Stumble> {
    let spans = error["spans"].as_array()?;
    let span = spans.iter().find(|span| span["is_primary"] == true)?;
    let byte = usize::try_from(span["byte_start"].as_u64()?).ok()?;
    let words = error["message"].as_str()?.to_owned();
    Some(Stumble { file: span["file_name"].as_str()?.into(), byte, words })
}
