//! What can be set, in one place: by flag, by `COMPTOIR_*` in the environment, or in one TOML file, in this order of precedence.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use serde::Deserialize;

use crate::mail::Smtp;

/// Where the ledger is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// A folder with an SQLite database of our own.
    Folder(PathBuf),
    /// A PostgreSQL address.
    Postgres(String),
}

/// Everything as it may be given; what is absent has a default.
#[derive(Clone, Debug, Default, clap::Args, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Address and port to listen on; port 0 takes a free one.
    #[arg(long, env = "COMPTOIR_LISTEN", value_name = "ADDR:PORT")]
    pub listen: Option<SocketAddr>,
    /// Folder of the database and of the server's secret.
    #[arg(long, env = "COMPTOIR_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// PostgreSQL in place of the embedded database: postgres://user@host/name.
    #[arg(long, env = "COMPTOIR_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Where people reach this server: `https://cards.example`. May be given several times.
    #[arg(long, env = "COMPTOIR_ORIGIN", value_name = "URL", value_delimiter = ',')]
    pub origin: Vec<String>,
    /// Address range of a reverse proxy whose X-Forwarded-For is believed. May be given several times.
    #[arg(long, env = "COMPTOIR_TRUSTED_PROXY", value_name = "CIDR", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpNet>,
    /// Address and port of the figures for Prometheus; none when absent.
    #[arg(long, env = "COMPTOIR_METRICS_LISTEN", value_name = "ADDR:PORT")]
    pub metrics_listen: Option<SocketAddr>,
    /// Form of the log on standard error.
    #[arg(long, env = "COMPTOIR_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// What is logged, such as `info` or `server=debug`.
    #[arg(long, env = "COMPTOIR_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// Requests a second from one address, over time.
    #[arg(long, env = "COMPTOIR_REQUESTS_PER_S", value_name = "N")]
    pub requests_per_s: Option<u32>,
    /// New cards a minute from one address, over time.
    #[arg(long, env = "COMPTOIR_JOINS_PER_MIN", value_name = "N")]
    pub joins_per_min: Option<u32>,
    /// Tries of pairing codes, PINs and recovery codes a minute from one address, over time.
    #[arg(long, env = "COMPTOIR_TRIES_PER_MIN", value_name = "N")]
    pub tries_per_min: Option<u32>,
    /// Connections open at once.
    #[arg(long, env = "COMPTOIR_CONNECTIONS", value_name = "N")]
    pub connections: Option<usize>,
    /// Seconds between two rounds of the sweeper, which writes what lapsed; 0 leaves that to other servers of the same database.
    #[arg(long, env = "COMPTOIR_SWEEP_EVERY_S", value_name = "N")]
    pub sweep_every_s: Option<u64>,
    /// Folder of built apps to serve in place of those in the program.
    #[arg(long, env = "COMPTOIR_APPS", value_name = "DIR")]
    pub apps: Option<PathBuf>,
    /// Mail server for codes that bring a card back and letters to owners: smtps://user:password@host, or smtp://user:password@host?tls=required. No letters when absent.
    #[arg(long, env = "COMPTOIR_SMTP", value_name = "URL", hide_env_values = true)]
    pub smtp: Option<String>,
    /// Whom letters are from: cards@example.org, or Cards <cards@example.org>.
    #[arg(long, env = "COMPTOIR_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,
    /// The server's secret in hexadecimal or base64url, 32 bytes, in place of the file secret.key in the data folder.
    #[arg(skip)]
    pub secret: Option<String>,
}

/// Form of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Limits a server keeps to, each per client address unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Requests a second over time; twenty times as many at once.
    pub requests_per_s: u32,
    /// New cards a minute over time, and as many at once.
    pub joins_per_min: u32,
    /// Pairing codes, PINs and recovery codes tried a minute over time, and as many at once.
    pub tries_per_min: u32,
    /// Connections open at once, of everyone together.
    pub connections: usize,
}

impl Limits {
    /// For a real server. Generous, because a whole market street can share one address behind a phone network.
    pub const SERVE: Self = Self { requests_per_s: 50, joins_per_min: 60, tries_per_min: 30, connections: 10_000 };
    /// For the demo: wide enough for a load test from one address.
    pub const DEMO: Self =
        Self { requests_per_s: 1_000_000, joins_per_min: 10_000_000, tries_per_min: 1_000_000, connections: 10_000 };
}

/// Seconds between two rounds of the sweeper when nothing is set.
const SWEEP_EVERY_S: u64 = 60;

/// Settings with every default in place.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where the ledger is.
    pub database: Database,
    /// The folder for the secret, also with PostgreSQL if one was given.
    pub data: Option<PathBuf>,
    /// `https://host[:port]`, lower-case, no slash at the end.
    pub origins: Vec<String>,
    /// Who may say for whom a request is.
    pub trusted_proxies: Vec<IpNet>,
    /// Where the figures are.
    pub metrics_listen: Option<SocketAddr>,
    /// Limits.
    pub limits: Limits,
    /// The pause between two rounds of the sweeper; none when it does not sweep.
    pub sweep_every: Option<Duration>,
    /// Where the apps are, if not in the program.
    pub apps: Option<PathBuf>,
    /// Where letters go, if there are any.
    pub smtp: Option<Smtp>,
    /// The secret as it was given, if not in a file.
    pub secret: Option<String>,
}

/// A setting that can't be.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSetting(pub String);

impl Settings {
    /// These settings, and for what they leave open those of the file.
    ///
    /// # Errors
    /// A file that can't be read, or holds something else than settings.
    pub fn with_file(self, file: Option<&Path>) -> Result<Self, BadSetting> {
        let Some(path) = file else { return Ok(self) };
        let text = std::fs::read_to_string(path)
            .map_err(|error| BadSetting(format!("the settings file {} can't be read: {error}", path.display())))?;
        let file: Self = toml::from_str(&text)
            .map_err(|error| BadSetting(format!("the settings file {} is not right: {error}", path.display())))?;
        Ok(self.or(file))
    }

    fn or(self, other: Self) -> Self {
        let list = |mine: Vec<String>, others| if mine.is_empty() { others } else { mine };
        Self {
            listen: self.listen.or(other.listen),
            data: self.data.or(other.data),
            database: self.database.or(other.database),
            origin: list(self.origin, other.origin),
            trusted_proxy: if self.trusted_proxy.is_empty() { other.trusted_proxy } else { self.trusted_proxy },
            metrics_listen: self.metrics_listen.or(other.metrics_listen),
            log_format: self.log_format.or(other.log_format),
            log: self.log.or(other.log),
            requests_per_s: self.requests_per_s.or(other.requests_per_s),
            joins_per_min: self.joins_per_min.or(other.joins_per_min),
            tries_per_min: self.tries_per_min.or(other.tries_per_min),
            connections: self.connections.or(other.connections),
            sweep_every_s: self.sweep_every_s.or(other.sweep_every_s),
            apps: self.apps.or(other.apps),
            smtp: self.smtp.or(other.smtp),
            mail_from: self.mail_from.or(other.mail_from),
            secret: self.secret.or(other.secret),
        }
    }

    /// Everything in place. `folder` is the data folder when none is named, `limits` what holds where nothing is set.
    ///
    /// # Errors
    /// An origin that is none, a limit of zero, a mail server to which letters would travel readable.
    pub fn complete(self, folder: &str, limits: Limits) -> Result<Config, BadSetting> {
        let origins = self.origin.iter().map(|origin| tidy_origin(origin)).collect::<Result<Vec<_>, _>>()?;
        let limits = Limits {
            requests_per_s: self.requests_per_s.unwrap_or(limits.requests_per_s),
            joins_per_min: self.joins_per_min.unwrap_or(limits.joins_per_min),
            tries_per_min: self.tries_per_min.unwrap_or(limits.tries_per_min),
            connections: self.connections.unwrap_or(limits.connections),
        };
        if limits.requests_per_s.min(limits.joins_per_min).min(limits.tries_per_min) == 0 || limits.connections == 0 {
            return Err(BadSetting("a limit of 0 would lock everyone out: give at least 1".into()));
        }
        let database = match &self.database {
            Some(url) => Database::Postgres(url.clone()),
            None => Database::Folder(self.data.clone().unwrap_or_else(|| PathBuf::from(folder))),
        };
        let data = match &database {
            Database::Folder(folder) => Some(folder.clone()),
            Database::Postgres(_) => self.data,
        };
        Ok(Config {
            listen: self.listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
            database,
            data,
            origins,
            trusted_proxies: self.trusted_proxy,
            metrics_listen: self.metrics_listen,
            limits,
            sweep_every: match self.sweep_every_s.unwrap_or(SWEEP_EVERY_S) {
                0 => None,
                seconds => Some(Duration::from_secs(seconds)),
            },
            apps: self.apps,
            smtp: Smtp::of(self.smtp, self.mail_from.as_deref())?,
            secret: self.secret,
        })
    }
}

fn tidy_origin(origin: &str) -> Result<String, BadSetting> {
    let wrong = || BadSetting(format!("{origin:?} is not an origin: give https://host or https://host:port"));
    let host = pass::host_of(origin).ok_or_else(wrong)?;
    let scheme = origin.to_ascii_lowercase();
    let scheme = scheme.split("://").next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
    let loopback = matches!(name, "localhost" | "127.0.0.1" | "[::1]") || host == "[::1]";
    if scheme == "http" && !loopback {
        return Err(BadSetting(format!(
            "{origin:?}: outside this machine browsers need https for keys and the camera; put a reverse proxy in front"
        )));
    }
    Ok(format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_tidied_or_refused() {
        assert_eq!(tidy_origin("HTTPS://Cards.Example/").unwrap(), "https://cards.example");
        assert_eq!(tidy_origin("https://cards.example:443").unwrap(), "https://cards.example");
        assert_eq!(tidy_origin("http://localhost:8080").unwrap(), "http://localhost:8080");
        for wrong in ["cards.example", "https://cards.example/shop", "http://cards.example", "ftp://cards.example"] {
            assert!(tidy_origin(wrong).is_err(), "{wrong} was taken");
        }
    }

    #[test]
    fn a_flag_goes_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("comptoir.toml");
        std::fs::write(&file, "listen = \"0.0.0.0:80\"\norigin = [\"https://a.example\"]\nrequests_per_s = 7\n")
            .unwrap();
        let flags = Settings { requests_per_s: Some(9), ..Settings::default() };
        let config = flags.with_file(Some(&file)).unwrap().complete("./data", Limits::SERVE).unwrap();
        assert_eq!(config.listen, "0.0.0.0:80".parse().unwrap());
        assert_eq!(config.origins, ["https://a.example"]);
        assert_eq!(config.limits.requests_per_s, 9);
    }

    #[test]
    fn a_misspelt_setting_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("comptoir.toml");
        std::fs::write(&file, "lisen = \"0.0.0.0:80\"\n").unwrap();
        let error = Settings::default().with_file(Some(&file)).unwrap_err().to_string();
        assert!(error.contains("lisen"), "{error}");
    }
}
