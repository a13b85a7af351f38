//! A mail server of another make (`smtp-server` from npm), and the letters that reached it.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::{Server, artefacts};

/// How long a letter may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The running mail server; it ends with the value.
pub struct Mailbox {
    child: Child,
    told: Receiver<Value>,
    port: u64,
}

/// `COMPTOIR_SMTP_SERVER`, or where `cargo xtask test` puts it.
fn module() -> PathBuf {
    let default = || {
        let home = std::env::var_os("HOME").expect("a home folder");
        PathBuf::from(home).join(".cache/comptoir/tools/npm/node_modules/smtp-server")
    };
    let path = std::env::var_os("COMPTOIR_SMTP_SERVER").map_or_else(default, PathBuf::from);
    assert!(path.is_dir(), "{} is missing: run `cargo xtask test`.", path.display());
    path
}

impl Mailbox {
    /// One that takes letters as they are.
    pub fn open() -> Mailbox {
        Mailbox::start("plain")
    }

    /// One that offers STARTTLS, with a certificate that nobody vouches for.
    pub fn with_a_certificate_of_its_own() -> Mailbox {
        Mailbox::start("tls")
    }

    fn start(kind: &str) -> Mailbox {
        let script = artefacts::repository().join("tests/mailbox.cjs");
        let mut child = Command::new("node")
            .arg(script)
            .arg(module())
            .arg(kind)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node starts");
        let lines = BufReader::new(child.stdout.take().expect("a piped stdout")).lines();
        let (tell, told) = channel();
        std::thread::spawn(move || {
            let values = lines.map_while(Result::ok).filter_map(|line| serde_json::from_str(&line).ok());
            values.take_while(|value: &Value| tell.send(value.clone()).is_ok()).for_each(drop);
        });
        let first = told.recv_timeout(PATIENCE).expect("the mail server names its port");
        Mailbox { child, told, port: first["port"].as_u64().expect("a port") }
    }

    /// A demo that sends its letters here; `tls`: what its setting says of that.
    pub fn demo(&self, tls: &str) -> Server {
        let smtp = format!("smtp://127.0.0.1:{}{tls}", self.port);
        Server::demo_with(&["--smtp", &smtp, "--mail-from", "cards@example.org"])
    }

    /// The next letter's text, which went to this address.
    #[track_caller]
    pub fn letter_to(&self, address: &str) -> String {
        let letter = self.told.recv_timeout(PATIENCE).expect("a letter");
        assert_eq!(letter["to"], serde_json::json!([address]));
        letter["text"].as_str().expect("a text").to_owned()
    }

    /// Asserts that no letter comes for so long.
    #[track_caller]
    pub fn stays_empty_for(&self, time: Duration) {
        let letter = self.told.recv_timeout(time);
        assert!(letter.is_err(), "a letter came: {letter:?}");
    }
}

/// What a letter is about and what it says, as a mail program shows it.
#[track_caller]
pub fn read(letter: &str) -> (String, String) {
    use mailparse::MailHeaderMap as _;
    let letter = mailparse::parse_mail(letter.as_bytes()).expect("a letter");
    (letter.headers.get_first_value("Subject").expect("a subject"), letter.get_body().expect("a text"))
}

/// The code in a letter.
#[track_caller]
pub fn code_in(letter: &str) -> String {
    let is_code = |line: &&str| line.len() == 9 && line.as_bytes()[4] == b'-' && !line.contains(' ');
    letter.lines().map(str::trim).find(is_code).unwrap_or_else(|| panic!("no code in {letter}")).to_owned()
}

impl Drop for Mailbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
