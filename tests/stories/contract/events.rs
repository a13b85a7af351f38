//! The live card: an event for each change, and none lost over a reconnect.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use it::{Client, Phone, Server, api};
use serde_json::Value;

/// An event stream read by hand, as the text it is.
struct Live {
    lines: std::io::Lines<BufReader<TcpStream>>,
}

impl Live {
    fn open(server: &Server, phone: &Phone, last_event_id: Option<&str>) -> Self {
        let mut stream = TcpStream::connect(server.host()).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        let cookies: Vec<String> = phone.client.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let resume = last_event_id.map(|id| format!("last-event-id: {id}\r\n")).unwrap_or_default();
        let path = format!("/v1/me/cards/{}/events", phone.card_id());
        let head =
            format!("GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\n{resume}\r\n", server.host(), cookies.join("; "));
        stream.write_all(head.as_bytes()).expect("a request");
        let mut lines = BufReader::new(stream).lines();
        let status = lines.next().expect("an answer").expect("a status line");
        assert!(status.contains(" 200 "), "{status}");
        let headers: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
        assert!(headers.join("\n").to_lowercase().contains("content-type: text/event-stream"), "{headers:?}");
        Self { lines }
    }

    /// The next event named `card`: its id and the card.
    fn next_card(&mut self) -> (String, Value) {
        let (mut id, mut name, mut data) = (String::new(), String::new(), String::new());
        loop {
            let line = self.lines.next().expect("the stream goes on").expect("a line within 30 s");
            if let Some(value) = line.strip_prefix("id:") {
                id = value.trim().to_owned();
            } else if let Some(value) = line.strip_prefix("event:") {
                name = value.trim().to_owned();
            } else if let Some(value) = line.strip_prefix("data:") {
                data.push_str(value.trim());
            } else if line.is_empty() && !data.is_empty() {
                assert_eq!(name, "card");
                return (id, serde_json::from_str(&data).expect("a card"));
            }
        }
    }

    /// Waits until the card has this many stamps; answers the event's id.
    fn until_stamps(&mut self, stamps: i64) -> String {
        loop {
            let (id, card) = self.next_card();
            assert_eq!(id, card["version"].to_string(), "the event's id is the card's version");
            if api::stamps(&card) == stamps {
                return id;
            }
            assert!(api::stamps(&card) < stamps, "{card}");
        }
    }
}

#[test]
fn a_stamp_reaches_the_open_card_and_a_reconnect_misses_nothing() {
    let server = Server::demo();
    let (mut till, phone) = (Client::till(&server.origin), Phone::join(&server));
    let mut live = Live::open(&server, &phone, None);
    let opened = till.visit(&phone.code(), &[api::earn(1)]).expect_status(201).json;
    let seen = live.until_stamps(1);
    drop(live);
    till.operate(&opened["visit"]["id"], &api::earn(2)).expect_status(201);
    let mut resumed = Live::open(&server, &phone, Some(&seen));
    resumed.until_stamps(3);
    till.operate(&opened["visit"]["id"], &api::earn(1)).expect_status(201);
    resumed.until_stamps(4);
}

#[test]
fn nobody_listens_to_anothers_card() {
    let server = Server::demo();
    let (phone, other) = (Phone::join(&server), Phone::join(&server));
    let path = format!("/v1/me/cards/{}/events", phone.card_id());
    server.client().get(&path).expect_problem(401, "holder_required");
    assert_eq!(other.client.clone().get(&path).status, 404);
}
