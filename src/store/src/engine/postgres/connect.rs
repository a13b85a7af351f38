//! Connecting to PostgreSQL: what the address says, when to encrypt, whom to trust.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::{Client, Config, NoTls};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::failure::failure;
use crate::error::Error;

/// How long one attempt to connect may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A statement or a pause in a transaction longer than this is a fault, and must not hold locks for ever.
const SESSION_SETTINGS: &str = "SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '30s'";

/// How to reach a database.
#[derive(Clone)]
pub(crate) struct Target {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Target {
    /// Reads `postgres://user:password@host:port/database?sslmode=…&sslrootcert=…`.
    pub fn parse(url: &str) -> Result<Self, Error> {
        let (url, ssl) = take_ssl(url);
        // The reason is not told: it may quote the address, and the password in it.
        let wrong = |_| {
            Error::Engine("the PostgreSQL address cannot be read: postgres://user:password@host:port/database".into())
        };
        let mut config: Config = url.parse().map_err(wrong)?;
        let encrypt = match ssl.mode.as_deref() {
            Some("disable") => false,
            Some("require" | "verify-ca" | "verify-full") => true,
            None | Some("prefer" | "allow") => !config.get_hosts().iter().all(is_this_machine),
            Some(_) => return Err(Error::Engine("sslmode is require, verify-full or disable".into())),
        };
        config.ssl_mode(if encrypt { SslMode::Require } else { SslMode::Disable });
        config.connect_timeout(CONNECT_TIMEOUT).keepalives_idle(Duration::from_secs(30)).application_name("comptoir");
        let tls = if encrypt { Some(tls(ssl.root_certificate.as_deref())?) } else { None };
        Ok(Self { config, tls })
    }

    /// One attempt to connect.
    pub fn connect(&self) -> Result<Client, Error> {
        let connected = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        let mut client = connected.map_err(|error| unreachable(&error))?;
        client.batch_execute(SESSION_SETTINGS).map_err(|error| unreachable(&error))?;
        Ok(client)
    }
}

/// A refusal of the server (wrong password, no such database) stays one, and so does distrust; all else may pass.
fn unreachable(error: &postgres::Error) -> Error {
    use postgres::error::SqlState;
    const MAY_PASS: [SqlState; 3] =
        [SqlState::CANNOT_CONNECT_NOW, SqlState::TOO_MANY_CONNECTIONS, SqlState::ADMIN_SHUTDOWN];
    match error.code() {
        Some(code) if !MAY_PASS.contains(code) => failure(error),
        None if is_distrust(error) => failure(error),
        _ => {
            let cause = std::error::Error::source(error).map(|cause| format!(": {cause}")).unwrap_or_default();
            Error::Unavailable(format!("{error}{cause}"))
        }
    }
}

/// Whether the two cannot agree on encryption, or the certificate is not to be trusted: asking again changes nothing.
fn is_distrust(error: &postgres::Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<std::io::Error>());
    cause.and_then(std::io::Error::get_ref).is_some_and(|cause| cause.is::<rustls::Error>())
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Ssl {
    mode: Option<String>,
    root_certificate: Option<String>,
}

/// Takes the parameters about encryption out of the address, because the driver knows fewer of them.
fn take_ssl(url: &str) -> (String, Ssl) {
    let Some((base, query)) = url.split_once('?') else { return (url.to_owned(), Ssl::default()) };
    let mut ssl = Ssl::default();
    let mut others = Vec::new();
    for parameter in query.split('&').filter(|parameter| !parameter.is_empty()) {
        match parameter.split_once('=') {
            Some(("sslmode", mode)) => ssl.mode = Some(mode.to_owned()),
            Some(("sslrootcert", file)) => ssl.root_certificate = Some(file.replace("%2F", "/").replace("%2f", "/")),
            _ => others.push(parameter),
        }
    }
    let url = if others.is_empty() { base.to_owned() } else { format!("{base}?{}", others.join("&")) };
    (url, ssl)
}

fn is_this_machine(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// Trusts the certificates in the file, or the machine's own.
fn tls(root_certificate: Option<&str>) -> Result<MakeRustlsConnect, Error> {
    let mut roots = RootCertStore::empty();
    match root_certificate {
        Some(file) => {
            let wrong = |_| Error::File(format!("{file} holds no certificate that can be read"));
            for certificate in CertificateDer::pem_file_iter(Path::new(file)).map_err(wrong)? {
                let certificate = certificate.map_err(wrong)?;
                roots.add(certificate).map_err(|_| Error::File(format!("{file} holds a broken certificate")))?;
            }
        }
        None => drop(roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs)),
    }
    if roots.is_empty() {
        return Err(Error::Engine("there is no certificate to trust: give one with sslrootcert=FILE".into()));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Engine(format!("TLS: {error}")))?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encryption_is_on_unless_the_server_is_here_or_the_address_says_no() {
        let encrypted = |url: &str| Target::parse(url).map(|target| target.tls.is_some());
        assert_eq!(encrypted("postgres://a:b@localhost:5432/c"), Ok(false));
        assert_eq!(encrypted("postgres://a@127.0.0.1/c?connect_timeout=2"), Ok(false));
        assert_eq!(encrypted("postgres://a@db.example/c?sslmode=disable"), Ok(false));
        assert!(matches!(encrypted("postgres://a@db.example/c?sslmode=sometimes"), Err(Error::Engine(_))));
        // Needs certificates on the machine that runs the test; without any, saying so is the right answer.
        let elsewhere = encrypted("postgres://a@db.example/c");
        assert!(matches!(elsewhere, Ok(true) | Err(Error::Engine(_))), "{elsewhere:?}");
        let missing = encrypted("postgres://a@localhost/c?sslmode=require&sslrootcert=%2Fnowhere.pem");
        assert!(matches!(missing, Err(Error::File(text)) if text.contains("/nowhere.pem")));
    }

    #[test]
    fn a_wrong_address_is_refused_without_repeating_the_password() {
        let Err(error) = Target::parse("postgres://u:s3cret@host:notaport/db") else { panic!("taken") };
        assert!(!error.to_string().contains("s3cret"));
    }
}
