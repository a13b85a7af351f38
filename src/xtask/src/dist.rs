//! `cargo xtask dist`: one release binary with the apps inside, started once from an empty folder to see that it really has them.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use crate::{
    apps, finish, http, run, sh,
    steps::{Doing, Failure, Result, Steps},
    tools::{self, Need, Tools},
};

/// Builds `target/release/comptoir`.
pub fn dist() -> Result<()> {
    let tools = Tools::look(Need::Apps)?;
    let mut steps = Steps::new(tools.steps() + apps::APPS.len() + 2);
    tools.install(&mut steps)?;
    apps::build(&mut steps, &apps::APPS.each_ref())?;
    steps.run("build the release binary", "8 min the first time", || {
        let mut cargo =
            tools::cargo(&["build", "--locked", "--release", "--package", "comptoir-server", "--bin", "comptoir"]);
        cargo.env(run::ENV_APPS, apps::folder());
        sh::logged(&mut cargo, "release-cargo")
    })?;
    let binary = sh::target().join("release/comptoir");
    let asked = steps.run("start it somewhere else and ask for the apps", "", || prove(&binary))?;
    let size = binary.metadata().doing("weigh the binary")?.len();
    println!("\n{} ({:.1} MB, answered for {asked} files of the apps)", binary.display(), size as f64 / 1e6);
    Ok(())
}

/// Runs a copy of the binary where neither the workspace nor target/apps is in sight, and compares what it serves with what was built.
fn prove(binary: &Path) -> Result<usize> {
    let folder = std::env::temp_dir().join(format!("comptoir-dist-{}", std::process::id()));
    fs::create_dir_all(&folder).doing(format!("make {}", folder.display()))?;
    let copy = folder.join("comptoir");
    fs::copy(binary, &copy).doing("copy the binary")?;
    let hidden = apps::folder().with_extension("aside");
    fs::rename(apps::folder(), &hidden).doing("put target/apps aside")?;
    let proof = ask(&copy, &folder, &hidden);
    fs::rename(&hidden, apps::folder()).doing("put target/apps back")?;
    let _ = fs::remove_dir_all(&folder);
    proof
}

fn ask(binary: &Path, folder: &Path, built: &Path) -> Result<usize> {
    let mut demo = sh::program(binary);
    demo.current_dir(folder).args(["demo", "--listen", "127.0.0.1:0", "--data"]).arg(folder.join("data"));
    let demo =
        demo.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().doing("start the binary")?;
    let mut demo = Ended(demo);
    let stdout = demo.0.stdout.take().ok_or_else(|| Failure::new("the binary has no standard output"))?;
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).doing("read its first line")?;
    let address = line.trim().strip_prefix("listening on http://");
    let address =
        address.ok_or_else(|| Failure::new(format!("its first line is `{}`, not where it listens", line.trim())))?;
    let mut asked = 0;
    for folder in apps::APPS.iter().map(|app| app.name).chain(["softkey"]) {
        for file in finish::downloads(&built.join(folder))? {
            let name = file.strip_prefix(built).unwrap_or(&file).display().to_string();
            if name.ends_with("index.html") {
                continue;
            }
            let compressed =
                file.with_file_name(format!("{}.br", file.file_name().unwrap_or_default().to_string_lossy()));
            let encoding = if compressed.exists() { "br" } else { "identity" };
            let expected =
                fs::read(if compressed.exists() { compressed } else { file }).doing("read what was built")?;
            let (status, bytes) = http::get(address, &format!("/assets/{name}"), &[("Accept-Encoding", encoding)])?;
            if status != 200 || bytes != expected {
                return Err(Failure::new(format!(
                    "the binary answers {status} with {} bytes for /assets/{name}, built were {}",
                    bytes.len(),
                    expected.len()
                )));
            }
            asked += 1;
        }
    }
    Ok(asked)
}

/// A child that does not outlive us.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
