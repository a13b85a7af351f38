//! The browser apps: compiled for wasm, bundled by trunk, finished, and put into `target/apps/NAME` in one move.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    finish, html, imports, sh, softkey, stamp,
    steps::{Doing, Failure, Result, Steps},
    tools::{self, Need, Tools},
    wasm::Toolchain,
    whole, words,
};

/// For size, with what every browser of the last years understands; `--all-features` makes a module that they refuse. Taking all expressions apart
/// and making the loops anew before, and all of it as often as it helps, saves the card another KB; half of one more comes from telling it that nothing lies in the first KB of memory, which
/// is the far end of the stack. What the compilers say of themselves at the end is for nobody.
const WASM_OPT: [&str; 15] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--converge",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// One app.
pub struct App {
    /// Its folder in `src/`, its crate and its place under `/assets/`.
    pub name: &'static str,
    /// What a first visit may download, in thousands of bytes.
    pub budget_kb: u64,
    /// What the tests hold it to: the budget, or for an app that is still over it, what it has come down to. It only falls.
    pub held_kb: u64,
}

/// All of them.
pub const APPS: [App; 2] =
    [App { name: "card", budget_kb: 90, held_kb: 90 }, App { name: "counter", budget_kb: 130, held_kb: 130 }];

/// Where the finished apps are; the server's build embeds this folder.
pub fn folder() -> PathBuf {
    sh::target().join("apps")
}

/// `cargo xtask apps [NAME…]`.
pub fn command(names: &[&str]) -> Result<()> {
    if let Some(unknown) = names.iter().find(|name| APPS.iter().all(|app| app.name != **name)) {
        return Err(Failure::new(format!("there is no app `{unknown}`")).remedy("the apps are: card, counter"));
    }
    let tools = Tools::look(Need::Apps)?;
    let chosen: Vec<&App> = APPS.iter().filter(|app| names.is_empty() || names.contains(&app.name)).collect();
    let mut steps = Steps::new(tools.steps() + chosen.len());
    tools.install(&mut steps)?;
    build(&mut steps, &chosen)
}

/// Builds those of these apps whose inputs changed, one step each.
pub fn build(steps: &mut Steps, apps: &[&App]) -> Result<()> {
    fs::create_dir_all(folder()).doing("make target/apps")?;
    let lock = fs::File::create(sh::target().join("apps.lock")).doing("open target/apps.lock")?;
    lock.lock().doing("wait for another build of the apps")?;
    let toolchain = Toolchain::find().ok_or_else(|| Failure::new("no Rust compiler for the browser"))?;
    for app in apps {
        let digest = app.digest(toolchain)?;
        if app.up_to_date(&digest) {
            steps.run(&format!("the {} app is up to date", app.name), "", || Ok(()))?;
            continue;
        }
        let std = toolchain.builds_std() && !sh::target().join("wasm/wasm32-unknown-unknown").exists();
        let about = if std { "3 min, the first time" } else { "1 min" };
        steps.run(&format!("build the {} app", app.name), about, || app.build(toolchain))?;
        fs::write(app.stamp(), digest).doing("note what the app was built from")?;
    }
    Ok(())
}

impl App {
    /// What cargo said when the app was last compiled.
    pub fn compiler_log(&self) -> PathBuf {
        sh::target().join(format!("log/{}.log", self.log_name()))
    }

    fn log_name(&self) -> String {
        format!("{}-cargo", self.name)
    }

    fn finished(&self) -> PathBuf {
        folder().join(self.name)
    }

    /// Whether all that was built from this digest is there.
    fn up_to_date(&self, digest: &str) -> bool {
        let whole = self.finished().exists() && (self.name != "card" || softkey::folder().exists());
        whole && fs::read_to_string(self.stamp()).is_ok_and(|stamp| stamp == digest)
    }

    fn stamp(&self) -> PathBuf {
        sh::target().join(format!("apps-{}.stamp", self.name))
    }

    fn digest(&self, toolchain: Toolchain) -> Result<String> {
        let own = format!("src/{}", self.name);
        let shared = [
            "src/kit",
            "src/softkey",
            "src/wire",
            "src/words",
            "src/pass",
            "src/loyalty",
            "src/xtask/src/apps.rs",
            "src/xtask/src/finish.rs",
            "src/xtask/src/html.rs",
            "src/xtask/src/imports.rs",
            "src/xtask/src/softkey.rs",
            "src/xtask/src/wasm.rs",
            "src/xtask/src/whole.rs",
            "src/xtask/src/words.rs",
        ];
        let around = ["style", "public", "Cargo.toml", "Cargo.lock", "Trunk.toml", "manifest.json"];
        let paths: Vec<&str> = [own.as_str()].into_iter().chain(shared).chain(around).collect();
        stamp::digest(&paths, &format!("{} {}", toolchain.id(), tools::app_builders()?))
    }

    fn build(&self, toolchain: Toolchain) -> Result<()> {
        self.compile(toolchain)?;
        let raw = self.bundle(toolchain)?;
        squeeze(self.name, &raw)?;
        whole::fold(self.name, &raw)?;
        words::write(self.name, &raw)?;
        if self.name == "card" {
            softkey::build(toolchain, &raw.join("index.html"))?;
        }
        finish::app(self.name, &raw)?;
        // In one move, so that a server built meanwhile never embeds half an app.
        let old = sh::target().join("trunk").join(format!("{}-old", self.name));
        let _ = fs::remove_dir_all(&old);
        if self.finished().exists() {
            fs::rename(self.finished(), &old).doing("put the old app aside")?;
        }
        fs::rename(&raw, self.finished()).doing(format!("put the {} app in place", self.name))?;
        let _ = fs::remove_dir_all(&old);
        if self.name == "card" {
            let worker =
                finish::service_worker(&self.finished(), &softkey::folder(), &sh::target().join("trunk/sw.js"))?;
            minify(&worker)?;
            finish::compress(&worker)?;
            for end in ["js", "js.br", "js.gz"] {
                fs::rename(worker.with_extension(end), folder().join("sw").with_extension(end))
                    .doing("put sw.js in place")?;
            }
        }
        Ok(())
    }

    /// Cargo before trunk: it fetches what is missing, and its errors are the ones to read.
    fn compile(&self, toolchain: Toolchain) -> Result<()> {
        let manifest = format!("src/{}/Cargo.toml", self.name);
        let args =
            ["build", "--locked", "--target=wasm32-unknown-unknown", "--profile=wasm-release", "--bin", self.name];
        let mut cargo = program_for(toolchain, "cargo");
        cargo.args(args).args(["--manifest-path", &manifest]);
        sh::logged(&mut cargo, &self.log_name())
    }

    /// Trunk's own result, in a folder of its own.
    fn bundle(&self, toolchain: Toolchain) -> Result<PathBuf> {
        let page = sh::root().join(format!("src/{}/index.html", self.name));
        let html = fs::read_to_string(&page).doing(format!("read {}", page.display()))?;
        if !html.contains("data-wasm-opt=\"0\"") {
            return Err(Failure::new(format!(
                "src/{}/index.html lets trunk run wasm-opt, which we do ourselves",
                self.name
            ))
            .remedy("write data-wasm-opt=\"0\" on its rust link"));
        }
        // Both apps' glue goes through this folder, and trunk would take the other's snippets along.
        let _ = fs::remove_dir_all(sh::target().join("wasm/wasm-bindgen"));
        let raw = sh::target().join("trunk").join(self.name);
        let _ = fs::remove_dir_all(&raw);
        fs::create_dir_all(&raw).doing(format!("make {}", raw.display()))?;
        let mut trunk = program_for(toolchain, "trunk");
        trunk.args([
            "build",
            &format!("src/{}/index.html", self.name),
            "--public-url",
            &format!("/assets/{}/", self.name),
        ]);
        trunk.arg("--dist").arg(&raw);
        // Trunk insists that NO_COLOR be `true` or `false`.
        trunk.env_remove("NO_COLOR");
        sh::logged(&mut trunk, &format!("{}-trunk", self.name))?;
        Ok(raw)
    }
}

/// Smaller wasm, scripts, styles and page.
pub fn squeeze(name: &str, folder: &Path) -> Result<()> {
    for file in finish::downloads(folder)? {
        match file.extension().and_then(|end| end.to_str()) {
            Some("wasm") => {
                let mut wasm_opt = program_for(Toolchain::Own, "wasm-opt");
                wasm_opt.args(WASM_OPT).arg(&file).arg("--output").arg(&file);
                sh::logged(&mut wasm_opt, &format!("{name}-wasm-opt"))?;
            }
            Some("js" | "css") => minify(&file)?,
            Some("html") => {
                let html = fs::read_to_string(&file).doing(format!("read {}", file.display()))?;
                fs::write(&file, html::lean(&html, minified)?).doing(format!("write {}", file.display()))?;
            }
            _ => {}
        }
    }
    shorten_imports(folder)
}

/// The wasm and the script that wasm-bindgen made for it.
fn shorten_imports(folder: &Path) -> Result<()> {
    let files = finish::downloads(folder)?;
    let ends = |end: &str| files.iter().find(|file| file.extension().is_some_and(|e| e == end));
    let (Some(wasm), Some(script)) = (ends("wasm"), ends("js")) else {
        return Err(Failure::new(format!("there is no wasm with its script in {}", folder.display())));
    };
    let read = fs::read(wasm).doing(format!("read {}", wasm.display()))?;
    let text = fs::read_to_string(script).doing(format!("read {}", script.display()))?;
    let (short, text) = imports::shorten(&read, &text)?;
    fs::write(wasm, short).doing(format!("write {}", wasm.display()))?;
    fs::write(script, text).doing(format!("write {}", script.display()))
}

/// A smaller script that does the same.
fn minified(script: &str) -> Result<String> {
    let file = sh::target().join("trunk/inline.js");
    fs::write(&file, script).doing("write an inline script to a file")?;
    minify(&file)?;
    fs::read_to_string(&file).doing("read the inline script back")
}

/// Makes a script or a style sheet smaller, in place.
fn minify(script: &Path) -> Result<()> {
    let mut esbuild = program_for(Toolchain::Own, "esbuild");
    esbuild.args(["--minify", "--legal-comments=none", "--log-level=warning", "--allow-overwrite"]).arg(script);
    esbuild.arg(format!("--outfile={}", script.display()));
    sh::logged(&mut esbuild, "esbuild")
}

/// Makes one script of a module and what it imports, without what is not used of that.
pub fn bundle_script(entry: &Path, whole: &Path) -> Result<()> {
    let mut esbuild = program_for(Toolchain::Own, "esbuild");
    // What wasm-bindgen would tell us, no customer reads.
    esbuild.args(["--bundle", "--format=esm", "--minify", "--drop:console"]);
    esbuild.args(["--legal-comments=none", "--log-level=warning"]).arg(entry);
    esbuild.arg(format!("--outfile={}", whole.display()));
    sh::logged(&mut esbuild, "esbuild")
}

/// A program with everything set that this toolchain needs.
pub fn program_for(toolchain: Toolchain, name: &str) -> Command {
    // The program itself is looked up on our PATH, not the child's.
    let path = tools::path();
    let dirs =
        if toolchain == Toolchain::Debian && name == "cargo" { format!("/usr/bin:{path}") } else { path.clone() };
    let found = dirs.split(':').map(|dir| Path::new(dir).join(name)).find(|file| file.is_file());
    let mut command = sh::program(found.unwrap_or_else(|| name.into()));
    toolchain.set_on(&mut command, &path);
    command
}
