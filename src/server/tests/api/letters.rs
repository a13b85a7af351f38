//! Letters that are on their way when the server stops.

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;
use server::config::Settings;

use crate::command::Server;
use crate::email::world;
use crate::world::{Mailbox, World, new_id};

const EMAIL: &str = "lea@example.org";

/// A real server whose customer has just asked for a code; its warnings go to the file `log` in the folder.
fn asked(smtp: &str, folder: &Path) -> Server {
    let log = File::create(folder.join("log")).unwrap();
    let args = ["demo", "--smtp", smtp, "--mail-from", "cards@example.org"];
    let server = Server::logging(&args, &folder.join("data"), log);
    let (card, cookie) = server.join();
    let ask = |what: &str, body| server.post(&format!("/v1/me/cards/{card}/{what}"), &cookie, &body);
    let told = ask("profile", json!({"id": new_id(), "email": EMAIL}));
    assert!(told.starts_with("HTTP/1.1 200"), "{told}");
    let sent = ask("email", json!({"id": new_id()}));
    assert!(sent.starts_with("HTTP/1.1 202"), "{sent}");
    server
}

/// The same in a server of the test's own.
async fn asked_here(world: &World) {
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}", phone.card_id());
    phone.client.post(&format!("{path}/profile"), &json!({"id": new_id(), "email": EMAIL})).await.expect(200);
    phone.client.post(&format!("{path}/email"), &json!({"id": new_id()})).await.expect(202);
}

/// Where nobody listens.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("smtp://{}", listener.local_addr().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_sends_its_letters_first() {
    let wait = Duration::from_millis(1_500);
    let (mailbox, folder) = (Mailbox::open_slow(wait).await, tempfile::tempdir().unwrap());
    let (code, took) = asked(&mailbox.url, folder.path()).terminate();
    assert!(code == Some(0) && took < Duration::from_secs(8), "{code:?} after {took:?}");
    assert!(mailbox.letter().await.contains("To: lea@example.org"));
    assert_eq!(fs::read_to_string(folder.path().join("log")).unwrap(), "");
}

#[test]
fn what_is_given_up_is_counted_and_nobody_named() {
    let folder = tempfile::tempdir().unwrap();
    let (code, took) = asked(&nowhere(), folder.path()).terminate();
    assert!(code == Some(0) && took < Duration::from_secs(8), "{code:?} after {took:?}");
    let log = fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("letters were given up") && log.contains("given_up=1"), "{log}");
    assert!(!log.contains("lea") && !log.contains("example.org"), "{log}");
}

#[tokio::test]
async fn a_letter_that_paused_is_tried_at_once() {
    let mailbox = Mailbox::open_busy(2).await;
    let world = world(&mailbox).await;
    asked_here(&world).await;
    // It was sent away at once and after two seconds, and pauses fifteen, which is longer than it is waited for here.
    tokio::time::sleep(Duration::from_millis(3_000)).await;
    assert_eq!(world.app.post.as_ref().unwrap().finish(Duration::from_secs(10)).await, 0);
    assert!(mailbox.letter().await.contains("To: lea@example.org"));
}

#[tokio::test]
async fn a_mail_server_that_says_nothing_is_waited_for_so_long_and_no_longer() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let smtp = Some(format!("smtp://{}", silent.local_addr().unwrap()));
    let world =
        World::with(Settings { smtp, mail_from: Some("cards@example.org".into()), ..Settings::default() }).await;
    for _ in 0..2 {
        asked_here(&world).await;
    }
    let post = world.app.post.as_ref().unwrap();
    let begun = Instant::now();
    assert_eq!(post.finish(Duration::from_millis(300)).await, 2);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}
