//! Whether something must be built again: a digest over all that goes into it, kept beside what came out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{
    sh,
    steps::{Doing, Result},
};

/// The digest of these files and folders (paths relative to the workspace), and of `more` that has no file.
pub fn digest(paths: &[&str], more: &str) -> Result<String> {
    let mut files = vec![];
    for path in paths {
        collect(&sh::root().join(path), &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    hash.update(more);
    for file in files {
        let bytes = fs::read(&file).doing(format!("read {}", file.display()))?;
        hash.update(file.to_string_lossy().as_bytes());
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    Ok(hex(&hash.finalize()))
}

/// Every file below a path; a path that isn't there has none.
pub fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path).doing(format!("read {}", path.display()))? {
            collect(&entry.doing(format!("read {}", path.display()))?.path(), files)?;
        }
    } else if path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}

/// Bytes as lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
