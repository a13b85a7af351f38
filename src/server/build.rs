//! Tells the compiler where the built apps are: `COMPTOIR_APPS_DIR`, else `target/apps` of this workspace. A folder that is not there yet
//! makes a server whose pages say so.

use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-env-changed=COMPTOIR_APPS_DIR");
    let workspace = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../..");
    let named = std::env::var_os("COMPTOIR_APPS_DIR").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| workspace.join("target/apps"));
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        // Only a release holds the files in itself; others read them when asked for, so new ones are no reason to compile.
        println!("cargo:rerun-if-changed={}", folder.display());
    }
    println!("cargo:rustc-env=COMPTOIR_APPS_DIR={}", folder.display());
}
