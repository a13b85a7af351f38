//! The real binary forgets: in its files, in its log, in backups made after, and once more when an older backup is put back.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::command::{comptoir, run, said};
use crate::world::{new_id, new_key, public};

const PLANTED: [&str; 4] =
    ["Planted-Anouk", "planted.anouk@example.org", "+33 6 55 44 33 22", "planted phone of Anouk"];

/// A demo server that tells everything in its log.
struct Demo {
    child: Child,
    address: String,
}

impl Demo {
    fn start(data: &Path, log: &Path) -> Demo {
        let mut command = comptoir(&["demo"], data);
        command.args(["--listen", "127.0.0.1:0", "--log", "trace"]);
        let log = File::options().create(true).append(true).open(log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").expect("where it listens").to_owned();
        Demo { child, address }
    }

    /// Status, cookie that was set, and body.
    fn ask(&self, method: &str, path: &str, cookie: &str, body: &Value) -> (u16, String, Value) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
             connection: close\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap_or_default();
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        (head[9..12].parse().unwrap(), cookie, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn stop(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// Which of the planted texts are in which files of a folder.
fn found(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let found = files.flat_map(|path| {
        let bytes = fs::read(&path).unwrap();
        let holds = move |text: &&str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        PLANTED.into_iter().filter(holds).map(move |text| format!("{text} in {}", path.display())).collect::<Vec<_>>()
    });
    found.collect()
}

#[test]
fn a_backup_of_before_brings_nobody_back() {
    let folder = tempfile::tempdir().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("log"));
    let demo = Demo::start(&data, &log);
    let join = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    let (status, cookie, joined) = demo.ask("POST", "/v1/shops/demo/cards", "", &join);
    assert_eq!((status, cookie.is_empty()), (201, false));
    let card = format!("/v1/me/cards/{}", joined["card"]["id"].as_str().unwrap());
    let [name, email, phone, device] = PLANTED;
    let profile = json!({"id": new_id(), "first_name": name, "email": email, "phone": phone});
    assert_eq!(demo.ask("POST", &format!("{card}/profile"), &cookie, &profile).0, 200);
    let named = json!({"id": new_id(), "name": device});
    assert_eq!(demo.ask("POST", &format!("{card}/keys/0"), &cookie, &named).0, 200);
    let wrong = json!({"id": new_id(), "email": format!("{email} {email}")});
    assert_eq!(
        demo.ask("POST", &format!("{card}/profile"), &cookie, &wrong).0,
        422,
        "what is refused is in no log either"
    );
    assert_eq!(demo.ask("GET", &card, &cookie, &Value::Null).2["member"]["first_name"], name);
    let before = folder.path().join("before.db");
    said(&run(&["backup", before.to_str().unwrap()], &data));

    assert_eq!(demo.ask("POST", &format!("{card}/erase"), &cookie, &json!({"id": new_id()})).0, 200);
    assert_eq!(found(&data), [] as [String; 0], "the database, its log and the list, while the server runs");
    let after = folder.path().join("after.db");
    said(&run(&["backup", after.to_str().unwrap()], &data));
    fs::create_dir(folder.path().join("kept")).unwrap();
    fs::rename(&after, folder.path().join("kept/after.db")).unwrap();
    fs::copy(&log, folder.path().join("kept/log")).unwrap();
    assert_eq!(found(&folder.path().join("kept")), [] as [String; 0], "a backup made after, and the server's log");
    demo.stop();

    // The disk is gone, and so is the database; the backup of before and the list are there.
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    for file in ["secret.key", "erased.list"] {
        fs::copy(data.join(file), other.join(file)).unwrap();
    }
    let restored = said(&run(&["restore", before.to_str().unwrap()], &other));
    assert!(restored.contains("forgot again 1 "), "{restored}");
    assert_eq!(found(&other), [] as [String; 0]);
    said(&run(&["backup", other.join("since.db").to_str().unwrap()], &other));
    assert_eq!(found(&other), [] as [String; 0], "a backup of what was restored");
    said(&run(&["verify"], &other));

    // Or somebody copies the file there by hand.
    let by_hand = folder.path().join("by-hand");
    fs::create_dir(&by_hand).unwrap();
    for file in ["secret.key", "erased.list"] {
        fs::copy(data.join(file), by_hand.join(file)).unwrap();
    }
    fs::copy(&before, by_hand.join("comptoir.db")).unwrap();
    let demo = Demo::start(&by_hand, &log);
    assert_eq!(demo.ask("GET", &card, &cookie, &Value::Null).0, 404);
    assert_eq!(found(&by_hand), [] as [String; 0]);
    demo.stop();
}
