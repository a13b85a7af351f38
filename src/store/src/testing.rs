//! Scratch stores for tests, on both engines. PostgreSQL is the server named by `COMPTOIR_TEST_POSTGRES` (`postgres://user@host:port/`),
//! where each [`Scratch`] makes a database of its own; without it a server is started from the distribution's binaries, on a free
//! port, with its data in a temporary folder, and ends with the value that started it.

use std::ffi::OsStr;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use postgres::{Client, NoTls};
use tempfile::TempDir;

use crate::Location;

/// The environment variable that names a running server.
pub const POSTGRES_VARIABLE: &str = "COMPTOIR_TEST_POSTGRES";
/// How long a server may take to start.
const START_WAIT: Duration = Duration::from_secs(30);

/// An empty place for a store, removed when dropped. Keep it until the store is closed.
#[derive(Debug)]
pub struct Scratch {
    location: Location,
    _folder: Option<TempDir>,
    _server: Option<PostgresServer>,
}

impl Scratch {
    /// A data folder of its own.
    ///
    /// # Errors
    /// When there is no place for temporary files.
    pub fn sqlite() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("comptoir-test-").tempdir()?;
        Ok(Self { location: Location::Sqlite(folder.path().to_owned()), _folder: Some(folder), _server: None })
    }

    /// A database of its own, on the server that the environment names or on one started for it.
    ///
    /// # Errors
    /// When there is no server and none can be started.
    pub fn postgres() -> io::Result<Self> {
        let (base, server) = match env::var(POSTGRES_VARIABLE) {
            Ok(base) if !base.is_empty() => (base, None),
            _ => {
                let server = PostgresServer::start()?;
                (server.url().to_owned(), Some(server))
            }
        };
        let url = create_database(&base)?;
        Ok(Self { location: Location::Postgres(url), _folder: None, _server: server })
    }

    /// A database of its own on a server of its own that takes encrypted connections only; the address says so and names the
    /// certificate to trust.
    ///
    /// # Errors
    /// As [`Scratch::postgres`], and when there is no `openssl` to make a certificate.
    pub fn encrypted_postgres() -> io::Result<Self> {
        let server = PostgresServer::start_encrypted()?;
        let url = format!(
            "{}?sslmode=require&sslrootcert={}",
            create_database(server.url())?,
            server.certificate().display()
        );
        Ok(Self { location: Location::Postgres(url), _folder: None, _server: Some(server) })
    }

    /// Where to open the store.
    pub fn location(&self) -> &Location {
        &self.location
    }
}

/// Makes an empty database with a name of its own on a server; it is left there.
fn create_database(base: &str) -> io::Result<String> {
    let base = base.trim_end_matches('/');
    let name = format!("comptoir_{}", uuid::Uuid::from_bytes(random()?).simple());
    let mut client = Client::connect(&format!("{base}/postgres"), NoTls).map_err(io::Error::other)?;
    client.batch_execute(&format!("CREATE DATABASE {name}")).map_err(io::Error::other)?;
    Ok(format!("{base}/{name}"))
}

fn random() -> io::Result<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

/// A PostgreSQL server of one's own, stopped when dropped, and by the kernel when the thread that started it dies.
/// Not durable: for tests only.
#[derive(Debug)]
pub struct PostgresServer {
    url: String,
    process: Child,
    folder: TempDir,
}

impl PostgresServer {
    /// Starts a server on a free port of this machine.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, or does not start within half a minute; its last words are in the error.
    pub fn start() -> io::Result<Self> {
        Self::start_with(&[])
    }

    /// Starts a server that has a certificate for `localhost`; see [`PostgresServer::certificate`].
    ///
    /// # Errors
    /// As [`PostgresServer::start`], and when there is no `openssl`.
    pub fn start_encrypted() -> io::Result<Self> {
        Self::start_with(&["ssl=on", "ssl_cert_file=server.crt", "ssl_key_file=server.key"])
    }

    fn start_with(settings: &[&str]) -> io::Result<Self> {
        let binaries = binaries()?;
        let folder = tempfile::Builder::new().prefix("comptoir-test-pg-").tempdir()?;
        let data = folder.path().join("data");
        let user = own_by_postgres(folder.path())?;
        let mut initdb = command(&binaries.join("initdb"), user.as_ref());
        initdb.arg("-D").arg(&data).args(["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"]);
        output(initdb.args(["--no-sync", "--no-instructions"]))?;
        if !settings.is_empty() {
            make_certificate(&data, user.as_ref())?;
        }
        // The port is free when it is looked for, and may be taken by another before the server has it.
        let mut last = io::Error::other("the server was not started");
        for _ in 0..3 {
            match Self::try_start(&binaries, &data, user.as_ref(), settings) {
                Ok((url, process)) => return Ok(Self { url, process, folder }),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    fn try_start(binaries: &Path, data: &Path, user: Option<&User>, more: &[&str]) -> io::Result<(String, Child)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let log_path = data.with_file_name("log");
        let log = fs::File::create(&log_path)?;
        let settings = [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "shared_buffers=64MB",
            "max_connections=200",
            "autovacuum=off",
        ];
        let mut server = command(&binaries.join("postgres"), user);
        server.arg("-D").arg(data).arg("-p").arg(port.to_string());
        for setting in settings.iter().chain(more) {
            server.arg("-c").arg(setting);
        }
        let mut process = server.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
        let url = format!("postgres://postgres@localhost:{port}/");
        let give_up = Instant::now() + START_WAIT;
        while Client::connect(&format!("{url}postgres"), NoTls).is_err() {
            let ended = process.try_wait()?.is_some();
            if ended || Instant::now() > give_up {
                stop(&mut process);
                return Err(io::Error::other(format!("postgres: {}", fs::read_to_string(&log_path)?)));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok((url, process))
    }

    /// `postgres://user@host:port/`, to be followed by a database's name.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The certificate of a server that has one.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("server.crt")
    }
}

/// Runs a command to its end; what it complained about is the error.
fn output(command: &mut Command) -> io::Result<()> {
    let done = command.output()?;
    let complaint = || format!("{:?}: {}", command.get_program(), String::from_utf8_lossy(&done.stderr));
    if done.status.success() { Ok(()) } else { Err(io::Error::other(complaint())) }
}

/// Puts a key and a certificate for `localhost` into a data folder, and a copy of the certificate beside it for those who connect.
fn make_certificate(data: &Path, user: Option<&User>) -> io::Result<()> {
    let mut openssl = command(Path::new("openssl"), user);
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]);
    openssl.args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]);
    openssl.args(["-addext", "basicConstraints=critical,CA:FALSE"]);
    openssl.arg("-keyout").arg(data.join("server.key")).arg("-out").arg(data.join("server.crt"));
    output(&mut openssl)?;
    fs::copy(data.join("server.crt"), data.with_file_name("server.crt")).map(drop)
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        stop(&mut self.process);
    }
}

/// Asks for a fast shutdown, and insists after a while.
fn stop(process: &mut Child) {
    let _ = Command::new("kill").arg("-INT").arg(process.id().to_string()).status();
    for _ in 0..500 {
        if !matches!(process.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let _ = process.kill();
    let _ = process.wait();
}

/// The newest installed version's folder of programs.
fn binaries() -> io::Result<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    folders.retain(|folder| folder.join("postgres").exists() && folder.join("initdb").exists());
    let version = |folder: &PathBuf| {
        let name = folder.parent().and_then(Path::file_name).and_then(OsStr::to_str);
        name.and_then(|name| name.parse::<u32>().ok()).unwrap_or(0)
    };
    let newest = folders.into_iter().max_by_key(version);
    newest.ok_or_else(|| io::Error::other("PostgreSQL is not installed: apt-get install postgresql"))
}

/// Somebody else to be: PostgreSQL refuses to run as root.
#[derive(Debug)]
struct User {
    id: u32,
    group: u32,
}

/// As root, gives the folder to the user `postgres` and says who that is.
#[cfg(unix)]
fn own_by_postgres(folder: &Path) -> io::Result<Option<User>> {
    use std::os::unix::fs::{MetadataExt, chown};
    if fs::metadata(folder)?.uid() != 0 {
        return Ok(None);
    }
    let accounts = fs::read_to_string("/etc/passwd")?;
    let account = accounts.lines().find_map(|line| line.strip_prefix("postgres:"));
    let mut numbers = account.into_iter().flat_map(|rest| rest.split(':').skip(1)).map_while(|n| n.parse().ok());
    let (Some(id), Some(group)) = (numbers.next(), numbers.next()) else {
        return Err(io::Error::other("PostgreSQL does not run as root, and there is no user postgres"));
    };
    chown(folder, Some(id), Some(group))?;
    Ok(Some(User { id, group }))
}

#[cfg(not(unix))]
fn own_by_postgres(_: &Path) -> io::Result<Option<User>> {
    Ok(None)
}

/// A command run as that user, which the kernel ends when the thread that started it dies (a test that is killed cleans nothing up).
fn command(program: &Path, user: Option<&User>) -> Command {
    let mut command = if cfg!(target_os = "linux") {
        let mut setpriv = Command::new("setpriv");
        if let Some(user) = user {
            setpriv.args(["--reuid", &user.id.to_string(), "--regid", &user.group.to_string(), "--clear-groups"]);
        }
        setpriv.args(["--pdeathsig", "INT"]).arg(program);
        setpriv
    } else {
        Command::new(program)
    };
    command.env("LC_ALL", "C").current_dir(env::temp_dir());
    command
}
