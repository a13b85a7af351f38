//! The bugs that `cargo mutants --list` names: where each one is, and what stands there in its place.

use std::{ops::Range, path::PathBuf, process::Command};

use serde_json::Value;

use crate::Result;

/// One bug.
#[derive(Clone, Debug)]
pub struct Bug {
    /// As cargo-mutants says it: `src/pass/src/digits.rs:25:76: replace | with & in encode`.
    pub name: String,
    /// The file, from the workspace's folder.
    pub file: PathBuf,
    /// What kind of thing is changed.
    pub kind: Kind,
    /// First and last place, each a line and a column, from 1, in characters; the last is the one behind.
    at: [(usize, usize); 2],
    /// What stands there then; nothing when something is deleted.
    pub replacement: String,
}

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A function answers this at once.
    Body,
    /// Another operator between two values.
    Binary,
    /// No operator before a value.
    Unary,
    /// A match arm is gone.
    Arm,
    /// A match arm's guard is true or false.
    Guard,
    /// A field of a struct is what the rest of it says.
    Field,
}

impl Bug {
    /// The bytes of `source`, its file, that it replaces.
    pub fn bytes(&self, source: &str) -> Range<usize> {
        let [first, last] = self.at.map(|at| byte(source, at));
        first..last
    }
}

/// The byte of a line and a column.
fn byte(source: &str, (line, column): (usize, usize)) -> usize {
    let start: usize = source.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let rest = &source[start..];
    start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(byte, _)| byte)
}

/// All bugs of a crate of the workspace.
///
/// # Errors
/// cargo-mutants is not there, or says something else than it did.
pub fn list(package: &str) -> Result<Vec<Bug>> {
    let output = Command::new("cargo").args(["mutants", "--list", "--json", "--package", package]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let list: Value = serde_json::from_slice(&output.stdout)?;
    let bugs = list.as_array().map(|list| list.iter().map(read).collect::<Option<Vec<_>>>());
    bugs.flatten().ok_or_else(|| "cargo-mutants lists bugs in another form than it did".into())
}

fn read(value: &Value) -> Option<Bug> {
    let text = |member: &str| value[member].as_str().map(str::to_owned);
    let number = |end: &str, member: &str| usize::try_from(value["span"][end][member].as_u64()?).ok();
    let place = |end: &str| Some((number(end, "line")?, number(end, "column")?));
    let kind = match value["genre"].as_str()? {
        "FnValue" => Kind::Body,
        "BinaryOperator" => Kind::Binary,
        "UnaryOperator" => Kind::Unary,
        "MatchArm" => Kind::Arm,
        "MatchArmGuard" => Kind::Guard,
        "StructField" => Kind::Field,
        _ => return None,
    };
    Some(Bug {
        name: text("name")?,
        file: text("file")?.into(),
        kind,
        at: [place("start")?, place("end")?],
        replacement: text("replacement")?,
    })
}

#[cfg(test)]
impl Bug {
    /// A bug of a source of one line, where a text is.
    pub fn example(source: &str, kind: Kind, place: &str, replacement: &str) -> Bug {
        let start = source.find(place).unwrap() + 1;
        let at = [(1, start), (1, start + place.len())];
        Bug { name: place.into(), file: PathBuf::new(), kind, at, replacement: replacement.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_lines_and_columns_of_characters() {
        let source = "a\né = b\n";
        assert_eq!(&source[byte(source, (2, 5))..], "b\n");
        assert_eq!(&source[byte(source, (2, 6))..], "\n");
    }
}
