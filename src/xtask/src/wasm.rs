//! The compiler for the apps: one that builds the standard library for wasm32 itself and so leaves out what nobody needs of it, rustup's or
//! Debian's; in need the library as rustup ships it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use crate::{
    apt,
    sh::{self, sh},
    steps::{Failure, Result},
};

const TARGET: &str = "wasm32-unknown-unknown";
/// rustup without a network hangs rather than fails.
const RUSTUP_GIVE_UP: Duration = Duration::from_secs(20);

/// What a compiler that builds its own standard library can leave out: the words and places of panics, which nobody reads in a shop. It takes a
/// tenth off the apps.
const LEAN: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";
/// The first release that knows these flags.
const LEAN_SINCE: (u32, u32) = (1, 92);
/// Where a toolchain keeps the standard library's source, below its root.
const STD_SOURCE: &str = "lib/rustlib/src/rust/library/Cargo.lock";

/// Which compiler builds the apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The one on PATH, with the standard library built by cargo from rustup's `rust-src`.
    Own,
    /// Debian's packages, likewise.
    Debian,
    /// The one on PATH, with the standard library as rustup ships it: the apps are larger than they may be.
    Shipped,
}

impl Toolchain {
    /// The best one that can be used right now.
    pub fn find() -> Option<Self> {
        let here = [(Self::Own, own_builds_std()), (Self::Debian, debian_builds_std()), (Self::Shipped, ships_std())];
        here.into_iter().find_map(|(toolchain, is_here)| is_here.then_some(toolchain))
    }

    /// Whether it builds the standard library itself.
    pub fn builds_std(self) -> bool {
        self != Self::Shipped
    }

    /// Makes one usable: rustup's source of the standard library if it can be had, else Debian's packages.
    pub fn install() -> Result<()> {
        rustup(&["component", "add", "rust-src"]);
        match Self::find() {
            Some(Self::Own | Self::Debian) => return Ok(()),
            Some(Self::Shipped) => {
                eprintln!("      rustup can't fetch rust-src here: the apps will be larger than they may be");
                return Ok(());
            }
            None => eprintln!("      rustup can't fetch rust-src here: taking Debian's compiler for the apps"),
        }
        let debian = install_debian();
        if Self::find().is_none() {
            rustup(&["target", "add", TARGET]);
        }
        match (Self::find(), debian) {
            (Some(_), _) => Ok(()),
            (None, Err(failure)) => Err(failure),
            (None, Ok(())) => {
                Err(Failure::new(format!("no Rust compiler for {TARGET} here, by rustup or from Debian"))
                    .remedy("`rustup component add rust-src` with a network, then run this again"))
            }
        }
    }

    /// Lets a command (cargo, or trunk which calls cargo) build for wasm with this toolchain, in a target folder of its own.
    pub fn set_on(self, command: &mut Command, path: &str) {
        command
            .env("CARGO_TARGET_DIR", sh::target().join("wasm"))
            .env("CARGO_BUILD_TARGET_DIR", sh::target().join("wasm"))
            .env("PATH", path);
        if self.builds_std() {
            command
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", LEAN);
        }
        if self == Self::Debian {
            command
                .env("PATH", format!("/usr/bin:{path}"))
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "/usr/bin/rust-lld")
                .env_remove("RUSTUP_TOOLCHAIN")
                .env_remove("RUSTC")
                .env_remove("RUSTC_WRAPPER");
        }
    }

    /// What distinguishes one compiler from another, for the stamp of what was built with it.
    pub fn id(self) -> String {
        let rustc = if self == Self::Debian { "/usr/bin/rustc" } else { "rustc" };
        format!("{self:?} {}", sh::output(&mut sh(rustc, ["--version"])).unwrap_or_default())
    }
}

/// Asks rustup, if it is there; what came of it shows in the toolchain.
fn rustup(args: &[&str]) {
    if sh::on_path("rustup").is_some() {
        sh::succeeds_within(&mut sh("rustup", args), RUSTUP_GIVE_UP);
    }
}

fn install_debian() -> Result<()> {
    let packages = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"].map(str::to_owned);
    apt::install(&packages, "apt-rust")?;
    // rust-lld is a link to the lld of one LLVM release, which its package only suggests.
    if let (Ok(lld), false) = (fs::read_link("/usr/bin/rust-lld"), Path::new("/usr/bin/rust-lld").exists()) {
        let package = lld.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        apt::install(&[package], "apt-lld")?;
    }
    Ok(())
}

/// The root of the toolchain on PATH.
fn own_root() -> PathBuf {
    sh::output(&mut sh("rustc", ["--print", "sysroot"])).unwrap_or_default().into()
}

fn own_builds_std() -> bool {
    own_root().join(STD_SOURCE).exists() && version_of("rustc") >= LEAN_SINCE
}

fn debian_builds_std() -> bool {
    let source = Path::new("/usr").join(STD_SOURCE);
    let parts = ["/usr/bin/rustc", "/usr/bin/cargo", "/usr/bin/rust-lld"].map(Path::new);
    let here = source.exists() && parts.iter().all(|part| part.exists());
    here && version_of("/usr/bin/rustc") >= required().max(LEAN_SINCE)
}

fn ships_std() -> bool {
    own_root().join("lib/rustlib").join(TARGET).join("lib").is_dir()
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
