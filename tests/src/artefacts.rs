//! Where a run leaves what a person may want to look at: screens by story, size, light and language, and what a
//! failing story saw last.

use std::path::{Path, PathBuf};

/// The repository's root.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_path_buf()
}

/// The target folder of this run: where the test binary itself lies.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from)
}

/// `COMPTOIR_ARTEFACTS`, or `target/artefacts`. Made if missing.
pub fn folder(name: &str) -> PathBuf {
    let root = std::env::var_os("COMPTOIR_ARTEFACTS").map_or_else(|| target().join("artefacts"), PathBuf::from);
    let folder = root.join(name);
    std::fs::create_dir_all(&folder).unwrap_or_else(|e| panic!("can't make {}: {e}", folder.display()));
    folder
}
