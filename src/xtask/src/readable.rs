//! `cargo xtask readable`: codes as a camera sees them in bad light and from an angle, made from screenshots by the story `readable`, which reads them
//! as the counter does, and read again by a decoder that is not ours.

use std::{path::PathBuf, process::ExitCode};

use crate::{
    apt,
    sh::{self, sh},
    steps::{Doing as _, Failure, Result, Steps},
    test, tools,
};

/// The outside decoder and what opens its pictures, from PyPI.
const PACKAGES: [&str; 2] = ["zxing-cpp==3.1.1", "pillow==13.0.0"];

/// Makes the pictures, reads them with both decoders and prints how many each read.
pub fn command() -> Result<ExitCode> {
    let ours = test::stories(&["readable"])?;
    let python = environment().join("bin/python");
    let mut steps = Steps::new(if python.exists() { 1 } else { 2 });
    if !python.exists() {
        steps.run("install from PyPI: zxing-cpp, pillow", "30 s", install)?;
    }
    let pictures = sh::target().join("artefacts/readable");
    let rate = std::fs::read_to_string(pictures.join("rate.txt")).doing("read how many the counter read")?;
    let mut read = false;
    steps.run("read the pictures with zxing-cpp", "2 s", || {
        println!();
        read = sh::watch(sh::program(&python).arg(sh::root().join("tests/outside.py")).arg(&pictures))?;
        Ok(())
    })?;
    println!("{rate}");
    Ok(if read { ours } else { ExitCode::FAILURE })
}

fn environment() -> PathBuf {
    tools::folder().join(PACKAGES.join("-").replace("==", "-"))
}

fn install() -> Result<()> {
    if !sh("python3", ["-c", "import ensurepip"]).output().is_ok_and(|output| output.status.success()) {
        apt::install(&["python3-venv".to_owned()], "apt-python")?;
    }
    // Under its own name only when it is whole.
    let (whole, half) = (environment(), environment().with_extension("half"));
    let installed = sh::logged(sh("python3", ["-m", "venv", "--clear"]).arg(&half), "python-venv").and_then(|()| {
        let mut pip = sh::program(half.join("bin/python"));
        sh::logged(pip.args(["-m", "pip", "install", "--quiet"]).args(PACKAGES), "python-pip")
    });
    installed.map_err(|failure| failure.remedy("it needs PyPI: connect to the network and run this again"))?;
    std::fs::rename(&half, &whole).map_err(|error| Failure::new(format!("rename {}: {error}", half.display())))
}
