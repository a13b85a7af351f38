//! The real binary as a process of its own, and Léa signed in on it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::cards::new_id;
use crate::http::{Answer, Connection, post};

/// The server's process, ended with the value.
pub struct Server(Child);

impl Server {
    /// Its process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts this binary on a data folder, and says its address.
pub fn start(binary: &Path, data: &Path) -> (Server, String) {
    let mut demo = Command::new(binary);
    demo.args(["demo", "--listen", "127.0.0.1:0", "--log", "warn", "--data"]).arg(data);
    let child = demo.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut server = Server(child);
    let mut line = String::new();
    let stdout = server.0.stdout.take().expect("its output");
    BufReader::new(stdout).read_line(&mut line).expect("its first line");
    let address = line.trim().strip_prefix("listening on http://").expect("where it listens").to_owned();
    (server, address)
}

/// Pairs a till and signs Léa in: the cookies of both.
pub async fn sign_in(connection: &mut Connection, address: &str) -> String {
    let pair = format!(r#"{{"id":"{}","pairing_code":"DEMO-2345","name":"Bench"}}"#, new_id());
    let paired = connection.ask(&post("/v1/devices/pair", address, "", &pair)).await.expect("paired");
    let till = cookie(&paired);
    let list = format!("GET /v1/staff HTTP/1.1\r\nhost: {address}\r\ncookie: {till}\r\n\r\n");
    let list = connection.ask(list.as_bytes()).await.expect("the staff");
    let list: wire::StaffList = serde_json::from_slice(&list.body).expect("the staff");
    let signing = format!(r#"{{"id":"{}","staff_id":"{}","pin":"246810"}}"#, new_id(), list.staff[0].id);
    let signed = connection.ask(&post("/v1/staff/sessions", address, &till, &signing)).await.expect("signed in");
    format!("{till}; {}", cookie(&signed))
}

fn cookie(answer: &Answer) -> String {
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
    let set = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    set.split(';').next().unwrap_or_default().to_owned()
}

/// Every answer is a visit.
pub fn accepted(answers: &[Answer]) {
    let refused = answers.iter().filter(|answer| answer.status != 201).count();
    let first = answers.iter().find(|answer| answer.status != 201).map(|answer| String::from_utf8_lossy(&answer.body));
    assert_eq!(refused, 0, "of {} visits so many were refused, the first with {first:?}", answers.len());
}
