//! A PostgreSQL server for the tests: Debian's programs, a data folder and a port of its own, gone when the tests are.

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    apt,
    sh::{self, sh},
    steps::{Doing, Failure, Result},
};

/// A running server; it stops and its data goes when this is dropped.
pub struct Postgres {
    server: Child,
    folder: PathBuf,
    /// `postgres://user@host:port/`, a user that may create databases.
    pub url: String,
}

/// Its folder's name, before the number of the process that made it.
const FOLDER: &str = "comptoir-postgres-";

/// What we run of it.
const PROGRAMS: [&str; 3] = ["initdb", "postgres", "pg_isready"];

/// The folder with its programs: where Debian puts its newest release, or on PATH.
pub fn programs() -> Option<PathBuf> {
    let releases = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut releases: Vec<PathBuf> = releases.map(|release| release.path()).collect();
    releases.sort_by_key(|release| release.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let debian = releases.into_iter().rev().map(|release| release.join("bin"));
    let on_path = sh::on_path("initdb").and_then(|initdb| initdb.parent().map(Path::to_owned));
    debian.chain(on_path).find(|bin| PROGRAMS.iter().all(|program| bin.join(program).is_file()))
}

impl Postgres {
    /// Starts one; a second or two.
    pub fn start() -> Result<Self> {
        let bin = programs()
            .ok_or_else(|| Failure::new("PostgreSQL's programs are not here").remedy("`apt-get install postgresql`"))?;
        sweep();
        // Under /tmp, not target/: the postgres user must be able to walk there.
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder).doing(format!("make {}", folder.display()))?;
        give_away(&folder)?;
        let data = folder.join("data");
        let mut initdb = as_postgres(&bin.join("initdb"), &folder);
        initdb
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data);
        sh::logged(&mut initdb, "postgres-initdb")?;

        let port = free_port()?;
        let log = fs::File::create(sh::target().join("log/postgres.log")).doing("write target/log/postgres.log")?;
        let twin = log.try_clone().doing("share the log")?;
        let mut server = as_postgres(&bin.join("postgres"), &folder);
        server.arg("-D").arg(&data).arg("-k").arg(&folder).args(["-p", &port.to_string()]);
        // Nothing here outlives the run: durability would only make the tests slow.
        for setting in ["listen_addresses=127.0.0.1", "fsync=off", "full_page_writes=off", "max_connections=200"] {
            server.args(["-c", setting]);
        }
        let server = server.stdin(Stdio::null()).stdout(log).stderr(twin).spawn().doing("start PostgreSQL")?;
        let url = format!("postgres://postgres@127.0.0.1:{port}/");
        let mut postgres = Self { server, folder, url };
        postgres.wait_until_ready(&bin, port)?;
        Ok(postgres)
    }

    fn wait_until_ready(&mut self, bin: &Path, port: u16) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            let mut asks = sh::program(bin.join("pg_isready"));
            asks.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
            if sh::succeeds_within(&mut asks, Duration::from_secs(5)) {
                return Ok(());
            }
            if let Ok(Some(status)) = self.server.try_wait() {
                return Err(
                    Failure::new(format!("PostgreSQL ended at once ({status})")).remedy("read target/log/postgres.log")
                );
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(Failure::new("PostgreSQL did not answer within 30 s").remedy("read target/log/postgres.log"))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is its fast shutdown; kill() would leave its children and its shared memory.
        let _ = sh("kill", ["-INT", &self.server.id().to_string()]).status();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Removes what runs that were killed left behind: the number in the folder's name is that of a process that is no more.
fn sweep() {
    for folder in fs::read_dir(std::env::temp_dir()).into_iter().flatten().flatten() {
        let name = folder.file_name().to_string_lossy().into_owned();
        let gone = |pid: &str| pid.parse::<u32>().is_ok() && !Path::new("/proc").join(pid).exists();
        if name.strip_prefix(FOLDER).is_some_and(gone) {
            let _ = fs::remove_dir_all(folder.path());
        }
    }
}

/// PostgreSQL refuses to run as root; it then runs as the user that its package made. It ends with us, whatever happens to us.
fn as_postgres(program: &Path, folder: &Path) -> Command {
    let mut command = sh("setpriv", ["--pdeathsig=INT"]);
    if apt::is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    }
    command.arg(program).current_dir(folder).env("HOME", folder);
    command
}

fn give_away(folder: &Path) -> Result<()> {
    if !apt::is_root() {
        return Ok(());
    }
    let id = |flag| sh::output(&mut sh("id", [flag, "postgres"])).and_then(|id| id.parse().doing("read a user id"));
    chown(folder, Some(id("-u")?), Some(id("-g")?)).doing(format!("give {} to the postgres user", folder.display()))?;
    debug_assert_ne!(folder.metadata().map(|m| m.uid()).unwrap_or(1), 0);
    Ok(())
}

/// A port that nobody listens on now.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").doing("find a free port")?;
    Ok(listener.local_addr().doing("find a free port")?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_answers_on_its_port_and_leaves_nothing_behind() {
        let postgres = Postgres::start().unwrap();
        let query = "create table t (a int); select count(*) from t";
        assert!(sh::output(&mut sh("psql", [&postgres.url, "-Atc", query])).unwrap().ends_with('0'));
        let folder = postgres.folder.clone();
        assert!(folder.join("data").exists());
        drop(postgres);
        assert!(!folder.exists(), "{} is still there", folder.display());
    }
}
