//! A copy of the workspace to put bugs into.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::Result;

/// A copy of the workspace.
#[derive(Debug)]
pub struct Tree {
    from: PathBuf,
    to: PathBuf,
}

impl Tree {
    /// Copies what git knows of `from`, and what is new there, in the place of what was copied before.
    ///
    /// # Errors
    /// It can't be read or written.
    pub fn copy(from: &Path, to: &Path) -> Result<Tree> {
        if to.exists() {
            fs::remove_dir_all(to)?;
        }
        let tree = Tree { from: from.into(), to: to.into() };
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let output = Command::new("git").current_dir(from).args(list).output()?;
        for name in String::from_utf8(output.stdout)?.split_terminator('\0') {
            // A file that was deleted and not committed is still listed.
            if from.join(name).is_file() {
                tree.write(Path::new(name), &fs::read(from.join(name))?)?;
            }
        }
        Ok(tree)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.to
    }

    /// A file as it is in the workspace.
    ///
    /// # Errors
    /// It can't be read, or is no text.
    pub fn source(&self, file: &Path) -> Result<String> {
        Ok(fs::read_to_string(self.from.join(file))?)
    }

    /// Writes a file, if that changes it: what stays the same need not be compiled again.
    ///
    /// # Errors
    /// It can't be written.
    pub fn write(&self, file: &Path, bytes: &[u8]) -> Result<()> {
        let path = self.to.join(file);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().unwrap_or(&self.to))?;
        Ok(fs::write(path, bytes)?)
    }
}
