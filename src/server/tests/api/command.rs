//! The real binary: its first line, its tools, and how it leaves.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

/// The binary with these arguments, on this data folder.
pub fn comptoir(args: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_comptoir"));
    command.args(args).arg("--data").arg(data).stdin(Stdio::null()).env_remove("COMPTOIR_SECRET");
    command
}

/// The same, run to its end.
pub fn run(args: &[&str], data: &Path) -> Output {
    comptoir(args, data).output().unwrap()
}

/// What it said, if it succeeded.
#[track_caller]
pub fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A server that ends with the test.
pub struct Server {
    child: Child,
    address: String,
    lines: Vec<String>,
}

impl Server {
    fn start(args: &[&str], data: &Path) -> Self {
        Self::logging(args, data, Stdio::inherit())
    }

    /// One whose warnings go there.
    pub fn logging(args: &[&str], data: &Path, log: impl Into<Stdio>) -> Self {
        let mut command = comptoir(args, data);
        command.args(["--listen", "127.0.0.1:0", "--log", "warn"]);
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").expect("where it listens").to_owned();
        // Of the demo's words, all are there at once.
        let mut lines = vec![line.clone()];
        while args.contains(&"demo") && lines.len() < 8 {
            line.clear();
            output.read_line(&mut line).unwrap();
            lines.push(line.clone());
        }
        Self { child, address, lines }
    }

    fn ask(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(request.replace("HOST", &self.address).as_bytes()).unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let mut text = String::new();
        let asked = format!("GET {path} HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\n\r\n");
        self.ask(&asked).read_to_string(&mut text).unwrap();
        text
    }

    /// The answer to a request with this body, as it came.
    pub fn post(&self, path: &str, cookie: &str, body: &serde_json::Value) -> String {
        let (body, mut text) = (body.to_string(), String::new());
        let asked = format!(
            "POST {path} HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\ncookie: {cookie}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.ask(&asked).read_to_string(&mut text).unwrap();
        text
    }

    /// Somebody joins; the card's id and the holder's cookie.
    pub fn join(&self) -> (String, String) {
        let key = crate::world::public(&crate::world::new_key());
        let body = json!({"id": crate::world::new_id(), "public_key": key, "key_storage": "webcrypto"});
        let joined = self.post("/v1/shops/demo/cards", "", &body);
        let cookie = joined.lines().find_map(|line| line.strip_prefix("set-cookie: ")?.split(';').next()).unwrap();
        let card = joined.split(r#""card":{"id":""#).nth(1).unwrap().split('"').next().unwrap();
        (card.to_owned(), cookie.to_owned())
    }

    /// SIGTERM; how it ended and how long it took.
    pub fn terminate(mut self) -> (Option<i32>, Duration) {
        let begun = Instant::now();
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        (status.code(), begun.elapsed())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_demo_says_where_it_is_and_that_it_is_a_demo() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["demo"], folder.path());
    let words = server.lines.concat();
    for part in
        [format!("http://{}/demo", server.address), "DEMO-2345".into(), "246810".into(), "demo database only".into()]
    {
        assert!(words.contains(&part), "{part} in {words}");
    }
    assert!(server.get("/healthz").ends_with(r#"{"status":"ok"}"#));
    let clean = said(&run(&["verify"], folder.path()));
    assert!(clean.starts_with("clean: 1 shops"), "while it runs: {clean}");
    let second = run(&["demo", "--listen", "127.0.0.1:0"], folder.path());
    assert!(!second.status.success(), "two servers on one folder");
    assert_eq!(server.terminate().0, Some(0));
    Server::start(&["demo"], folder.path());
}

#[test]
fn it_leaves_in_good_order_with_a_live_stream_open() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["demo"], folder.path());
    let (card, cookie) = server.join();
    let idle = server.ask("GET /healthz HTTP/1.1\r\nhost: HOST\r\n\r\n");
    let events = format!("GET /v1/me/cards/{card}/events HTTP/1.1\r\nhost: HOST\r\ncookie: {cookie}\r\n\r\n");
    let mut stream = BufReader::new(server.ask(&events));
    let mut line = String::new();
    while !line.starts_with("event: card") {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended before its first event");
    }
    let (code, took) = server.terminate();
    assert_eq!(code, Some(0));
    assert!(took < Duration::from_secs(5), "it took {took:?}");
    let mut rest = String::new();
    stream.read_to_string(&mut rest).expect("the stream ends as a whole answer does");
    assert!(rest.ends_with("0\r\n\r\n"), "{rest}");
    drop(idle);
    assert!(said(&run(&["verify"], folder.path())).starts_with("clean: 1 shops, 1 cards"));
}

#[test]
fn a_real_shop_is_made_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let create = |slug: &str| {
        run(&["shop", "create", slug, "--name", "Le Pain", "--reward", "A free loaf", "--goal", "7"], &data)
    };
    said(&create("le-pain"));
    assert!(said(&run(&["shop", "list"], &data)).starts_with("le-pain\tLe Pain\t0 cards"));
    let pin = said(&run(&["staff", "add", "--shop", "le-pain", "--name", "Tom", "--manager"], &data));
    assert!(pin.trim().len() == 6 && pin.trim().bytes().all(|digit| digit.is_ascii_digit()), "{pin}");
    let code = said(&run(&["device", "pairing-code", "--shop", "le-pain"], &data));
    assert_eq!(code.trim().len(), 9, "{code}");
    let key = said(&run(&["key", "create", "--shop", "le-pain", "--name", "Till"], &data));
    assert!(key.starts_with("ck_"), "{key}");
    let import = ["key", "create", "--shop", "le-pain", "--name", "Import", "--scope", "cards", "--scope", "visits"];
    assert!(said(&run(&import, &data)).starts_with("ck_"));
    let nonsense = run(&["key", "create", "--shop", "le-pain", "--name", "Import", "--scope", "all"], &data);
    assert!(String::from_utf8(nonsense.stderr).unwrap().contains("There is no scope `all`"));
    for wrong in ["le-pain", "counter", "Le Pain"] {
        let refused = create(wrong);
        let words = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && words.starts_with("comptoir: "), "{wrong}: {words}");
    }
    let server = Server::start(&["serve"], &data);
    assert!(server.get("/v1/shops/le-pain").contains("A free loaf"));
    let pair = json!({"id": crate::world::new_id(), "pairing_code": code.trim(), "name": "Bar"});
    let paired = server.post("/v1/devices/pair", "", &pair);
    assert!(paired.starts_with("HTTP/1.1 201"), "{paired}");
}

#[test]
fn an_owner_is_written_to_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let create = |more: &[&str]| {
        run(&[&["shop", "create", "le-pain", "--name", "Le Pain", "--reward", "A free loaf"], more].concat(), data)
    };
    let words = |output: Output| {
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let listed = || said(&run(&["shop", "list"], data));
    let notify = |more: &[&str]| run(&[&["shop", "notify", "le-pain"], more].concat(), data);

    assert!(words(create(&["--notify", "owner"])).contains("`email` is an address such as lea@example.org"));
    said(&create(&["--notify", "owner@example.org", "--language", "pt"]));
    assert_eq!(listed(), "le-pain\tLe Pain\t0 cards\tletters in pt-PT\n");
    let told = said(&notify(&["boss@example.org"]));
    assert!(told.contains("boss@example.org") && told.contains("(English)") && told.contains("--smtp"), "{told}");
    assert!(listed().ends_with("letters in en\n"));
    assert!(words(notify(&["boss@example"])).contains("is an address such as"));
    assert!(words(notify(&["boss@example.org", "--language", "xx"])).contains("there are en, fr, de"));
    assert!(words(notify(&[])).contains("ADDRESS") && words(notify(&["a@example.org", "--none"])).contains("--none"));
    assert!(listed().ends_with("letters in en\n"), "what was refused changed nothing");
    said(&notify(&["--none"]));
    assert!(listed().ends_with("no letters\n"));
    assert!(words(run(&["shop", "notify", "nowhere", "--none"], data)).contains("no shop"));
}

#[test]
fn a_programme_is_checked_published_and_shown_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("programme.json"));
    let path = file.to_str().unwrap();
    said(&run(&["shop", "create", "le-pain", "--name", "Le Pain", "--reward", "A free loaf"], &data));
    let check = || Command::new(env!("CARGO_BIN_EXE_comptoir")).args(["program", "check", path]).output().unwrap();
    let write = |programme: &serde_json::Value| std::fs::write(&file, programme.to_string()).unwrap();
    let words = |output: Output| {
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };

    let mut programme = crate::v1::program::example();
    programme["stamp_cards"][0]["goal"] = 1.into();
    programme["rewards"][1]["cost"] = 0.into();
    write(&programme);
    let faults = words(check());
    let lines: Vec<&str> = faults.lines().skip(1).collect();
    let expected = [
        "stamp_cards[0].goal: the goal is between 2 and 100 stamps",
        "rewards[1].cost: a reward on the menu costs at least one point",
    ];
    assert_eq!(lines, expected, "{faults}");
    let refused = words(run(&["program", "publish", "--shop", "le-pain", path], &data));
    assert!(refused.contains(expected[1]), "{refused}");
    std::fs::write(&file, r#"{"stamp_cards": [{"goal": "nine"}]}"#).unwrap();
    assert!(words(check()).contains("`stamp_cards[0].goal`"), "where it does not parse");

    write(&crate::v1::program::example());
    let read = said(&check());
    for part in [
        "think about: the main rule can't be said in one sentence",
        "9 stamps, then: A free coffee.",
        "Vos récompenses",
    ] {
        assert!(read.contains(part), "{part} in {read}");
    }
    let published = said(&run(&["program", "publish", "--shop", "le-pain", path], &data));
    assert!(published.starts_with("version 2 of le-pain is in force: 9 stamps"), "{published}");
    let shown = said(&run(&["program", "show", "--shop", "le-pain"], &data));
    std::fs::write(&file, &shown).unwrap();
    let again = said(&run(&["program", "publish", "--shop", "le-pain", path], &data));
    assert!(again.starts_with("version 3"), "what is shown can be published: {again}");
    assert!(words(run(&["program", "show", "--shop", "nowhere"], &data)).contains("no shop"));
}

#[test]
fn a_key_is_made_with_the_scopes_that_are_named() {
    let folder = tempfile::tempdir().unwrap();
    said(&run(&["shop", "create", "le-pain", "--name", "Le Pain", "--reward", "A free loaf"], folder.path()));
    let create = |scopes: &[&str]| {
        let scopes = scopes.iter().flat_map(|scope| ["--scope", scope]);
        let args: Vec<&str> =
            ["key", "create", "--shop", "le-pain", "--name", "Office"].into_iter().chain(scopes).collect();
        run(&args, folder.path())
    };
    let key = said(&create(&["program"]));
    let server = Server::start(&["serve"], folder.path());
    let get = |key: &str, path: &str| {
        let mut text = String::new();
        let asked =
            format!("GET {path} HTTP/1.1\r\nhost: HOST\r\nconnection: close\r\nauthorization: Bearer {key}\r\n\r\n");
        server.ask(&asked).read_to_string(&mut text).unwrap();
        text
    };
    let draft = "/v1/shops/le-pain/program/draft";
    assert!(get(key.trim(), draft).starts_with("HTTP/1.1 200"));
    let visits = said(&create(&[]));
    assert!(get(visits.trim(), draft).starts_with("HTTP/1.1 401"), "of visits alone when none is named");
    let both = said(&create(&["visits", "program"]));
    assert!(get(both.trim(), draft).starts_with("HTTP/1.1 200"));
    let unknown = create(&["everything"]);
    assert!(String::from_utf8(unknown.stderr).unwrap().contains("no scope `everything`"));
}

#[test]
fn a_backup_is_made_while_it_runs_and_put_back_when_it_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("data"), folder.path().join("copy.db"));
    let server = Server::start(&["demo"], &data);
    said(&run(&["backup", copy.to_str().unwrap()], &data));
    let refused = run(&["restore", copy.to_str().unwrap(), "--force"], &data);
    assert!(!refused.status.success(), "restored under a running server");
    drop(server);
    let other = folder.path().join("other");
    said(&run(&["restore", copy.to_str().unwrap()], &other));
    assert!(said(&run(&["verify"], &other)).starts_with("clean: 1 shops"));
    let over = run(&["restore", copy.to_str().unwrap()], &other);
    assert!(!over.status.success(), "replaced a database unasked");
    said(&run(&["migrate"], &other));
}

#[test]
fn what_is_wrong_is_said_in_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let words = |output: Output| {
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(words(run(&["verify"], &folder.path().join("nothing"))).contains("no database"), "verify of nothing");
    let http = run(&["serve", "--origin", "http://cards.example"], folder.path());
    assert!(words(http).contains("https"), "an origin without https");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().to_string();
    assert!(words(run(&["serve", "--listen", &port], folder.path())).contains("is taken"), "a port in use");
}
