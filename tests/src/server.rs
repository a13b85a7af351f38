//! The real binary on a data folder of its own, and its violent deaths.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::{Client, artefacts};

/// How long a start may take before the story fails: a loaded CI machine, a debug build.
const START_LIMIT: Duration = Duration::from_secs(30);

/// A running `comptoir demo`. Dies with the value, and takes its data folder along.
pub struct Server {
    child: Child,
    data: tempfile::TempDir,
    /// Flags besides the address and the data folder.
    settings: Vec<String>,
    /// `http://127.0.0.1:PORT`, as the server itself said.
    pub origin: String,
}

impl Server {
    /// Starts the demo shop on a free port and a new data folder; returns once it listens.
    pub fn demo() -> Self {
        Self::demo_with(&[])
    }

    /// The same with these flags: `["--apps", "/some/folder"]`.
    pub fn demo_with(settings: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a temporary data folder");
        let settings: Vec<String> = settings.iter().map(|flag| (*flag).to_owned()).collect();
        let (child, origin) = start(data.path(), "127.0.0.1:0", &settings);
        Self { child, data, settings, origin }
    }

    /// `127.0.0.1:PORT`: what a pass of this server signs as its host.
    pub fn host(&self) -> &str {
        self.origin.trim_start_matches("http://")
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// An address on this server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// A new HTTP client without cookies.
    pub fn client(&self) -> Client {
        Client::new(&self.origin)
    }

    /// SIGKILL, as a power cut for the process: no drain, no goodbye.
    pub fn kill_9(&mut self) {
        self.child.kill().expect("kill -9");
        self.child.wait().expect("the killed server to end");
    }

    /// SIGTERM; answers how it ended within the 20 s a server may take.
    pub fn terminate(&mut self) -> std::process::ExitStatus {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill(1)");
        assert!(asked.success(), "kill -TERM of the server");
        let mut status = None;
        crate::clock::until(Duration::from_secs(20), || {
            status = self.child.try_wait().expect("the server's status");
            status.is_some()
        });
        status.expect("the server leaves within 20 s of SIGTERM")
    }

    /// Starts it again on the same folder and the same port: the phones and tills outside noticed nothing else.
    pub fn start_again(&mut self) {
        let (child, origin) = start(self.data.path(), self.host(), &self.settings);
        self.child = child;
        assert_eq!(self.origin, origin, "the restarted server listens where it did");
    }

    /// `comptoir verify` on this data folder.
    pub fn verify(&self) -> Output {
        self.tool(&["verify"])
    }

    /// Another shop on this server, with a card of so many stamps.
    #[track_caller]
    pub fn add_shop(&self, slug: &str, goal: u32) {
        let goal = goal.to_string();
        let made =
            self.tool(&["shop", "create", slug, "--name", "Chez Paul", "--goal", &goal, "--reward", "A free loaf"]);
        assert!(made.status.success(), "comptoir shop create: {}", String::from_utf8_lossy(&made.stderr));
    }

    /// Publishes a programme for the demo shop (`docs/api.md`, "The programme"), whatever it leaves behind on cards: in force at once.
    #[track_caller]
    pub fn publish(&self, programme: &serde_json::Value) {
        let file = self.data.path().join("programme.json");
        std::fs::write(&file, programme.to_string()).expect("a file for the programme");
        let file = file.to_str().expect("a path in UTF-8");
        let done = self.tool(&["program", "publish", "--shop", crate::demo::SHOP, "--leave-behind", file]);
        assert!(done.status.success(), "comptoir program publish: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Opens another shop on this server.
    pub fn open_shop(&self, slug: &str, name: &str) {
        let done = self.tool(&["shop", "create", slug, "--name", name, "--goal", "8", "--reward", "A free cut"]);
        assert!(done.status.success(), "comptoir shop create: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// The owner of the demo shop is written to from now on, in this language.
    #[track_caller]
    pub fn write_to_owner(&self, address: &str, lang: &str) {
        let done = self.tool(&["shop", "notify", crate::demo::SHOP, address, "--language", lang]);
        assert!(done.status.success(), "comptoir shop notify: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// A command of the binary on this data folder.
    fn tool(&self, args: &[&str]) -> Output {
        Command::new(binary())
            .args(args)
            .arg("--data")
            .arg(self.data.path())
            .env("RUST_BACKTRACE", "0")
            .output()
            .expect("comptoir runs")
    }

    /// Stops the server in peace and asserts that its ledger keeps every invariant.
    #[track_caller]
    pub fn assert_verified_after_stop(&mut self) {
        let status = self.terminate();
        assert!(status.success(), "after SIGTERM the server ends well: {status}");
        self.assert_verified();
    }

    /// Asserts that `comptoir verify` finds every invariant kept.
    #[track_caller]
    pub fn assert_verified(&self) {
        let out = self.verify();
        let said = [out.stdout, out.stderr].map(|b| String::from_utf8_lossy(&b).into_owned()).join("\n");
        assert!(out.status.success(), "comptoir verify found a broken ledger:\n{said}");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let log = std::fs::read_to_string(self.data.path().join("server.log")).unwrap_or_default();
            let tail: Vec<&str> = log.lines().rev().take(40).collect();
            eprintln!("--- the server's last words ---");
            tail.iter().rev().for_each(|line| eprintln!("{line}"));
        }
    }
}

/// `COMPTOIR_BIN`, else what was built last of `target/{debug,release}/comptoir`.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("COMPTOIR_BIN").map(PathBuf::from) {
        assert!(path.is_file(), "COMPTOIR_BIN names {}, and there is no such file.", path.display());
        return path;
    }
    let built = |profile: &str| {
        let path = artefacts::target().join(profile).join("comptoir");
        path.metadata().and_then(|m| m.modified()).ok().map(|when| (when, path))
    };
    let newest = ["debug", "release"].into_iter().filter_map(built).max();
    newest.map(|(_, path)| path).unwrap_or_else(|| {
        panic!("There is no comptoir binary to test: run `cargo xtask test`, or build one and name it in COMPTOIR_BIN.")
    })
}

fn start(data: &Path, listen: &str, settings: &[String]) -> (Child, String) {
    let binary = binary();
    let log = std::fs::File::options().create(true).append(true).open(data.join("server.log")).expect("a log file");
    let mut child = Command::new(&binary)
        .args(["demo", "--listen", listen, "--data"])
        .arg(data)
        .args(settings)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap_or_else(|e| panic!("{} does not start: {e}", binary.display()));
    let lines = BufReader::new(child.stdout.take().expect("a piped stdout")).lines();
    let (tell, told) = mpsc::channel();
    // Reads on after the first line, else a chatty server would block on a full pipe.
    std::thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(tell.send(line))));
    let first = told.recv_timeout(START_LIMIT).unwrap_or_else(|_| {
        let _ = child.kill();
        let log = std::fs::read_to_string(data.join("server.log")).unwrap_or_default();
        panic!("{} said nothing on stdout within {START_LIMIT:?}. Its log:\n{log}", binary.display())
    });
    let origin = first.strip_prefix("listening on ").unwrap_or_else(|| {
        let _ = child.kill();
        panic!("The first line on stdout must be `listening on http://127.0.0.1:PORT`, it is {first:?}.")
    });
    (child, origin.trim().to_owned())
}
