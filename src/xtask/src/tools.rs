//! The tools beside Rust: what a command needs, where it is kept, and how it is installed when missing.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    apt,
    sh::{self, sh},
    steps::{Failure, Result, Steps},
    wasm::Toolchain,
};

/// A program from crates.io, at one version. `settings` are profile settings: these tools run for seconds, so they are built quickly rather
/// than well.
struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Its own lock file; without it where that no longer resolves.
    locked: bool,
    default_features: bool,
    opt_level: &'static str,
    about: &'static str,
}

const TRUNK: &str = "0.21.14";
/// Between WebDriver and Firefox; Debian has none.
const GECKODRIVER: &str = "geckodriver";
/// (package, version), from npm.
const NPM: [(&str, &str); 4] =
    [("binaryen", "132.0.0"), ("esbuild", "0.28.2"), ("axe-core", "4.14.1"), ("smtp-server", "3.21.6")];

/// A Debian package: how we see that it is there, and who needs it (`Need::Everything` needs all).
struct Debian {
    package: &'static str,
    here: fn() -> bool,
    needs: &'static [Need],
}

const DEBIAN: [Debian; 10] = [
    Debian { package: "build-essential", here: || has("cc"), needs: &[Need::Apps, Need::Unit, Need::Mutants] },
    Debian { package: "nodejs", here: || has("node"), needs: &[Need::Apps] },
    Debian { package: "npm", here: || has("npm"), needs: &[Need::Apps] },
    Debian { package: "postgresql", here: || crate::postgres::programs().is_some(), needs: &[Need::Unit] },
    Debian { package: "chromium", here: || has("chromium"), needs: &[] },
    Debian { package: "chromium-driver", here: || has("chromedriver"), needs: &[] },
    Debian { package: "firefox-esr", here: || has("firefox-esr"), needs: &[] },
    // Brings WebKit's library along, and with it the small browser that the driver starts.
    Debian { package: "webkit2gtk-driver", here: || has("WebKitWebDriver"), needs: &[] },
    Debian { package: "xvfb", here: || has("Xvfb"), needs: &[] },
    // What a WebKit is told its language with.
    Debian { package: "locales", here: || Path::new("/usr/share/i18n/locales/fr_FR").is_file(), needs: &[] },
];

fn has(program: &str) -> bool {
    sh::on_path(program).is_some()
}

/// What a command is going to need.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Building the apps.
    Apps,
    /// Unit, property and store tests.
    Unit,
    /// All of it, but for what is Mutants' alone.
    Everything,
    /// Putting bugs into a crate.
    Mutants,
}

/// One thing to install.
enum Missing {
    Apt(Vec<String>),
    Npm,
    Cargo(CargoTool),
    Wasm,
}

/// What has to be installed before a command can work; found in a fraction of a second.
pub struct Tools {
    missing: Vec<Missing>,
}

impl Tools {
    /// Looks for all that is needed.
    pub fn look(need: Need) -> Result<Self> {
        let apps = matches!(need, Need::Apps | Need::Everything);
        let mut missing = vec![];
        let wanted = DEBIAN.iter().filter(|debian| need == Need::Everything || debian.needs.contains(&need));
        let packages: Vec<String> =
            wanted.filter(|debian| !(debian.here)()).map(|debian| debian.package.to_owned()).collect();
        if !packages.is_empty() {
            missing.push(Missing::Apt(packages));
        }
        if apps {
            if NPM.iter().any(|(package, version)| npm_version(package).as_deref() != Some(version)) {
                missing.push(Missing::Npm);
            }
            if !Toolchain::find().is_some_and(Toolchain::builds_std) {
                missing.push(Missing::Wasm);
            }
        }
        let cargo = cargo_tools()?.into_iter().filter(|tool| match tool.program {
            "cargo-nextest" => need != Need::Apps,
            "cargo-mutants" => need == Need::Mutants,
            GECKODRIVER => need == Need::Everything,
            _ => apps,
        });
        missing.extend(cargo.filter(|tool| !tool.here()).map(Missing::Cargo));
        Ok(Self { missing })
    }

    /// How many steps installing will take.
    pub fn steps(&self) -> usize {
        self.missing.len()
    }

    /// Installs what is missing, one step each.
    pub fn install(self, steps: &mut Steps) -> Result<()> {
        for missing in self.missing {
            match missing {
                Missing::Apt(packages) => {
                    let what = format!("install from Debian: {}", packages.join(", "));
                    steps.run(&what, "1 min", || apt::install(&packages, "apt"))?;
                }
                Missing::Npm => steps.run(
                    "install from npm: binaryen (wasm-opt), esbuild, axe-core, smtp-server",
                    "20 s",
                    install_npm,
                )?,
                Missing::Wasm => steps.run("find a Rust compiler for the browser", "1 min", Toolchain::install)?,
                Missing::Cargo(tool) => {
                    let what =
                        format!("build {} {} (once, kept in {})", tool.package, tool.version, folder().display());
                    steps.run(&what, tool.about, || tool.install())?;
                }
            }
        }
        Ok(())
    }
}

/// `cargo xtask tools`: everything that a command needs, but for `mutants`, which few people run.
pub fn command() -> Result<()> {
    let tools = Tools::look(Need::Everything)?;
    if tools.steps() == 0 {
        eprintln!("nothing is missing");
    }
    let mut steps = Steps::new(tools.steps());
    tools.install(&mut steps)
}

impl CargoTool {
    fn root(&self) -> PathBuf {
        folder().join(format!("{}-{}", self.program, self.version))
    }

    /// In our folder, or of the same version on PATH. Any nextest will do: it only runs what cargo built.
    fn here(&self) -> bool {
        if self.root().join("bin").join(self.program).is_file() {
            return true;
        }
        let any = self.program == "cargo-nextest";
        has(self.program)
            && (any || sh::output(&mut sh(self.program, ["--version"])).is_ok_and(|said| said.ends_with(&self.version)))
    }

    fn install(&self) -> Result<()> {
        let mut cargo = sh("cargo", ["install", self.package, "--version"]);
        cargo.arg(format!("={}", self.version)).arg("--root").arg(self.root());
        if self.locked {
            cargo.arg("--locked");
        }
        if !self.default_features {
            cargo.arg("--no-default-features");
        }
        cargo
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env_remove("CARGO_TARGET_DIR");
        sh::logged(&mut cargo, self.program).map_err(|failure| {
            failure.remedy(format!(
                "it comes from crates.io: connect to the network, or put {} {} on PATH",
                self.program, self.version
            ))
        })
    }
}

fn cargo_tools() -> Result<Vec<CargoTool>> {
    let tool = |package, program, version: &str, opt_level, about| CargoTool {
        package,
        program,
        version: version.to_owned(),
        locked: true,
        default_features: true,
        opt_level,
        about,
    };
    Ok(vec![
        CargoTool { default_features: false, ..tool("trunk", "trunk", TRUNK, "0", "4 min") },
        CargoTool {
            locked: false,
            ..tool("wasm-bindgen-cli", "wasm-bindgen", &locked_version("wasm-bindgen")?, "1", "3 min")
        },
        tool(GECKODRIVER, GECKODRIVER, "0.37.1", "0", "1 min"),
        tool("cargo-nextest", "cargo-nextest", "0.9.143", "0", "6 min"),
        tool("cargo-mutants", "cargo-mutants", "27.1.0", "0", "3 min"),
    ])
}

/// The version of a package in Cargo.lock: wasm-bindgen's program must be of the very version of its crate.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(sh::root().join("Cargo.lock")).unwrap_or_default();
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = "));
    let version = version.ok_or_else(|| Failure::new(format!("Cargo.lock does not name {package}")))?;
    Ok(version.trim_matches('"').to_owned())
}

fn npm_version(package: &str) -> Option<String> {
    let manifest = fs::read(npm_module(package).join("package.json")).ok()?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
    Some(manifest["version"].as_str()?.to_owned())
}

fn npm_module(package: &str) -> PathBuf {
    folder().join("npm/node_modules").join(package)
}

/// Without a network npm would try for minutes before it says so.
const NPM_PATIENCE: [&str; 3] = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];

fn install_npm() -> Result<()> {
    npm_into(&folder().join("npm"), &NPM.map(|(package, version)| format!("{package}@{version}")), "npm")
}

/// Installs npm packages, each with its version, into a folder of their own.
pub fn npm_into(folder: &Path, packages: &[String], log: &str) -> Result<()> {
    let mut npm = sh("npm", ["install", "--save-exact", "--no-audit", "--no-fund"]);
    npm.args(NPM_PATIENCE).arg("--prefix").arg(folder).args(packages);
    fs::create_dir_all(folder).map_err(|e| Failure::new(format!("could not make the tools folder: {e}")))?;
    sh::logged(&mut npm, log)
        .map_err(|f| f.remedy("it needs the npm registry: connect to the network and run this again"))
}

/// Where the tools are kept, so that a fresh clone does not build them again.
pub fn folder() -> PathBuf {
    let home = || env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    match env::var_os("COMPTOIR_TOOLS") {
        Some(folder) => sh::root().join(folder),
        None => {
            env::var_os("XDG_CACHE_HOME").map_or_else(|| home().join(".cache"), PathBuf::from).join("comptoir/tools")
        }
    }
}

/// The accessibility checker that the browser stories load into each screen.
pub fn axe() -> PathBuf {
    npm_module("axe-core").join("axe.min.js")
}

/// What drives Firefox: ours, else that on PATH.
pub fn geckodriver() -> Result<PathBuf> {
    let tools = cargo_tools()?;
    let ours = tools.iter().find(|tool| tool.program == GECKODRIVER).map(|tool| tool.root().join("bin/geckodriver"));
    let found = ours.filter(|path| path.is_file()).or_else(|| sh::on_path(GECKODRIVER));
    found.ok_or_else(|| Failure::new("there is no geckodriver").remedy("`cargo xtask tools` builds it"))
}

/// The mail server that the stories about letters run.
pub fn smtp_server() -> PathBuf {
    npm_module("smtp-server")
}

/// PATH with our tools first.
pub fn path() -> String {
    let mut dirs: Vec<String> =
        cargo_tools().unwrap_or_default().iter().map(|t| t.root().join("bin").display().to_string()).collect();
    dirs.push(folder().join("npm/node_modules/.bin").display().to_string());
    dirs.push(env::var("PATH").unwrap_or_default());
    dirs.join(":")
}

/// The names and versions of what makes an app out of wasm, for the stamp.
pub fn app_builders() -> Result<String> {
    Ok(format!("trunk {TRUNK}, wasm-bindgen {}, {NPM:?}", locked_version("wasm-bindgen")?))
}

/// A cargo command that finds our nextest.
pub fn cargo(args: &[&str]) -> Command {
    let mut cargo = sh("cargo", args);
    cargo.env("PATH", path());
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_bindgen_is_pinned_by_the_lock_file() {
        let version = locked_version("wasm-bindgen").unwrap();
        assert_eq!(version.split('.').count(), 3, "{version}");
        assert!(locked_version("no-such-crate").is_err());
    }
}
