//! The compiler for the apps: whichever toolchain here has the standard library for wasm32, else Debian's own, which builds it from source.

use std::{fs, path::Path, process::Command, time::Duration};

use crate::{
    apt,
    sh::{self, sh},
    steps::{Failure, Result},
};

const TARGET: &str = "wasm32-unknown-unknown";
/// rustup without a network hangs rather than fails.
const RUSTUP_GIVE_UP: Duration = Duration::from_secs(20);

/// What a compiler that builds its own standard library can leave out: the words and places of panics, which nobody reads in a shop.
const LEAN: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// Which compiler builds the apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The one on PATH; it has the target installed.
    Own,
    /// Debian's packages, with the standard library built by cargo.
    Debian,
}

impl Toolchain {
    /// The one that can be used right now.
    pub fn find() -> Option<Self> {
        let sysroot = sh::output(&mut sh("rustc", ["--print", "sysroot"])).unwrap_or_default();
        if Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").is_dir() {
            return Some(Self::Own);
        }
        let parts =
            ["/usr/bin/rustc", "/usr/bin/cargo", "/usr/bin/rust-lld", "/usr/lib/rustlib/src/rust/library/Cargo.lock"];
        let here = parts.iter().all(|part| Path::new(part).exists());
        (here && version_of("/usr/bin/rustc") >= required()).then_some(Self::Debian)
    }

    /// Makes one usable: rustup's target if it can be had, else Debian's packages.
    pub fn install() -> Result<()> {
        let mut rustup = sh("rustup", ["target", "add", TARGET]);
        if sh::on_path("rustup").is_some() && sh::succeeds_within(&mut rustup, RUSTUP_GIVE_UP) && Self::find().is_some()
        {
            return Ok(());
        }
        eprintln!("      rustup can't fetch {TARGET} here: taking Debian's compiler for the apps");
        let packages = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"].map(str::to_owned);
        apt::install(&packages, "apt-rust")?;
        // rust-lld is a link to the lld of one LLVM release, which its package only suggests.
        if let (Ok(lld), false) = (fs::read_link("/usr/bin/rust-lld"), Path::new("/usr/bin/rust-lld").exists()) {
            let package = lld.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            apt::install(&[package], "apt-lld")?;
        }
        match Self::find() {
            Some(_) => Ok(()),
            None => Err(Failure::new(format!("no Rust compiler for {TARGET} here, by rustup or from Debian"))
                .remedy(format!("`rustup target add {TARGET}` with a network, then run this again"))),
        }
    }

    /// Lets a command (cargo, or trunk which calls cargo) build for wasm with this toolchain, in a target folder of its own.
    pub fn set_on(self, command: &mut Command, path: &str) {
        command
            .env("CARGO_TARGET_DIR", sh::target().join("wasm"))
            .env("CARGO_BUILD_TARGET_DIR", sh::target().join("wasm"));
        match self {
            Self::Own => {
                command.env("PATH", path);
            }
            Self::Debian => {
                command
                    .env("PATH", format!("/usr/bin:{path}"))
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                    .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", LEAN)
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/rust-lld")
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("RUSTC")
                    .env_remove("RUSTC_WRAPPER");
            }
        }
    }

    /// What distinguishes one compiler from another, for the stamp of what was built with it.
    pub fn id(self) -> String {
        let rustc = if self == Self::Own { "rustc" } else { "/usr/bin/rustc" };
        sh::output(&mut sh(rustc, ["--version"])).unwrap_or_default()
    }
}

/// `rustc 1.96.0 (…)` as (1, 96); (0, 0) if it isn't there.
fn version_of(rustc: &str) -> (u32, u32) {
    parse(sh::output(&mut sh(rustc, ["--version"])).unwrap_or_default().split(' ').nth(1).unwrap_or_default())
}

/// The workspace's `rust-version`.
fn required() -> (u32, u32) {
    let manifest = fs::read_to_string(sh::root().join("Cargo.toml")).unwrap_or_default();
    let line = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    parse(line.unwrap_or_default().trim_matches('"'))
}

fn parse(version: &str) -> (u32, u32) {
    let mut numbers = version.split('.').map(|n| n.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_states_its_compiler() {
        assert!(required() >= (1, 85), "edition 2024 needs 1.85: {:?}", required());
        assert!(parse("1.96.0") > parse("1.90"));
    }
}
