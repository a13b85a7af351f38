//! `cargo xtask run`: the demo shop, with what changed built first.

use std::{net::TcpListener, os::unix::process::CommandExt as _, path::PathBuf};

use crate::{
    apps, sh,
    steps::{Failure, Result, Steps},
    tools::{self, Need, Tools},
};

const FIRST_PORT: u16 = 8080;

/// Builds, says where to look, and becomes the server.
pub fn run(args: &[&str]) -> Result<()> {
    let tools = Tools::look(Need::Apps)?;
    let mut steps = Steps::new(tools.steps() + apps::APPS.len() + 2);
    tools.install(&mut steps)?;
    apps::build(&mut steps, &apps::APPS.each_ref())?;
    let binary = steps.run("build the server", "5 min the first time", build_server)?;
    let mut demo = sh::program(&binary);
    demo.args(["demo"]).args(args);
    if !args.iter().any(|arg| arg.starts_with("--data")) {
        demo.arg("--data").arg(sh::target().join("demo"));
    }
    if !args.iter().any(|arg| arg.starts_with("--listen")) {
        let port = next_free_port()?;
        demo.args(["--listen", &format!("127.0.0.1:{port}")]);
        eprintln!("\n  the customer's card   http://127.0.0.1:{port}/demo");
        eprintln!(
            "  the counter           http://127.0.0.1:{port}/counter   (pairing code DEMO-2345, Léa's PIN 246810)"
        );
        eprintln!("  the API               http://127.0.0.1:{port}/docs");
        eprintln!("  Ctrl-C ends it; its data stays in target/demo.\n");
    }
    steps.run("open the demo shop", "", || {
        // Becoming it, rather than watching it, leaves signals and exit codes to the server itself.
        let refused = demo.exec();
        Err(Failure::new(format!("could not start {}: {refused}", binary.display())))
    })
}

/// Tells the server's build where the apps are. Set for whatever compiles the server, always alike, else it is compiled anew.
pub const ENV_APPS: &str = "COMPTOIR_APPS_DIR";

/// The server of the dev profile, which reads the apps from their folder.
fn build_server() -> Result<PathBuf> {
    let mut cargo = tools::cargo(&["build", "--locked", "--package", "comptoir-server", "--bin", "comptoir"]);
    cargo.env(ENV_APPS, apps::folder());
    sh::logged(&mut cargo, "server-cargo")?;
    Ok(server_binary())
}

/// Where `build_server` leaves it.
pub fn server_binary() -> PathBuf {
    sh::target().join("debug/comptoir")
}

fn next_free_port() -> Result<u16> {
    let mut ports = FIRST_PORT..FIRST_PORT + 100;
    let free = ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok());
    let port = free.ok_or_else(|| {
        Failure::new("ports 8080 to 8179 are all taken")
            .remedy("`cargo xtask run --listen 127.0.0.1:PORT` with a port of your own")
    })?;
    if port != FIRST_PORT {
        eprintln!("      port {FIRST_PORT} is taken: using {port}");
    }
    Ok(port)
}
