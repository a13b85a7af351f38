//! The whole server, as its users meet it: the real binary on a new data folder, over loopback.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::CARDS;
use crate::cards::{Card, new_id};
use crate::http::{Connection, Times, post, send_all};
use crate::server::{Server, accepted, sign_in, start};

/// Visits each card makes at full load.
const ROUNDS: i64 = 3;
/// Visits a second in the calm part, and how many.
const CALM_PER_S: u32 = 500;
const CALM_VISITS: usize = 5_000;

/// What was measured.
pub struct Measured {
    /// From the start of the process to its first answer.
    pub start_ms: f64,
    /// Resident memory after the first answer.
    pub idle_mb: f64,
    /// As many visits as it takes.
    pub saturated: Times,
    /// A steady stream.
    pub calm: Times,
    /// As many requests that do nothing as it takes: what HTTP costs here.
    pub idle_saturated: Times,
    /// The same steady stream of requests that do nothing: what this machine needs to wake somebody up.
    pub idle_calm: Times,
    /// Resident memory in the end.
    pub loaded_mb: f64,
    /// Processor time of the server for one visit at full load, microseconds.
    pub server_us: f64,
    /// Processor time of the load generator for one visit at full load, microseconds.
    pub generator_us: f64,
}

/// Starts this binary, measures, and checks the ledger in the end.
pub fn run(binary: &Path) -> Measured {
    let folder = tempfile::tempdir().expect("a folder");
    // Once before, so that the schema is there: a start is a start, not an installation.
    drop(start(binary, folder.path()));
    let begun = Instant::now();
    let (server, address) = start(binary, folder.path());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let measured = runtime.block_on(async {
        let healthz = format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\n\r\n");
        let mut connection = Connection::open(&address).await.expect("a connection");
        let first = connection.ask(healthz.as_bytes()).await.expect("an answer");
        assert_eq!(first.status, 200);
        let start_ms = begun.elapsed().as_secs_f64() * 1e3;
        tokio::time::sleep(Duration::from_secs(1)).await;
        let idle_mb = memory_mb(&server);
        measure(&server, &address, connection, start_ms, idle_mb).await
    });
    drop(server);
    let verify = Command::new(binary).arg("verify").arg("--data").arg(folder.path()).output().expect("verify");
    let said = String::from_utf8_lossy(&verify.stdout);
    assert!(verify.status.success(), "the ledger is broken after the load: {said}");
    println!("the ledger afterwards               {}", said.trim());
    measured
}

async fn measure(server: &Server, address: &str, mut connection: Connection, start_ms: f64, idle_mb: f64) -> Measured {
    let cookies = sign_in(&mut connection, address).await;
    let cards = join_all(address).await;
    let visit = |card: &Card, step: i64| {
        let link = card.pass(address, step).link(&format!("http://{address}"));
        let body = format!(
            r#"{{"id":"{}","code":"{link}","operations":[{{"id":"{}","kind":"earn"}}],"another_purchase":true}}"#,
            new_id(),
            new_id()
        );
        post("/v1/visits", address, &cookies, &body)
    };
    // Three fresh codes of each card, in the order of their time.
    let rounds = (-1..ROUNDS - 1).flat_map(|step| cards.iter().map(move |card| (card, step)));
    let requests: Vec<_> = rounds.map(|(card, step)| visit(card, step)).collect();
    let before = (cpu_s(&server.id().to_string()), cpu_s("self"));
    let saturated = send_all(address, requests, None).await;
    let visits = saturated.answers.len() as f64;
    let server_us = (cpu_s(&server.id().to_string()) - before.0) * 1e6 / visits;
    let generator_us = (cpu_s("self") - before.1) * 1e6 / visits;
    accepted(&saturated.answers);
    let nothing = format!("GET /v1/time HTTP/1.1\r\nhost: {address}\r\n\r\n").into_bytes();
    let every = Some(Duration::from_secs(1) / CALM_PER_S);
    let idle_saturated = send_all(address, vec![nothing.clone(); CARDS], None).await;
    let idle_calm = send_all(address, vec![nothing; CALM_VISITS], every).await;
    let requests: Vec<_> = cards.iter().take(CALM_VISITS).map(|card| visit(card, 2)).collect();
    let calm = send_all(address, requests, every).await;
    accepted(&calm.answers);
    let loaded_mb = memory_mb(server);
    Measured { start_ms, idle_mb, saturated, calm, idle_saturated, idle_calm, loaded_mb, server_us, generator_us }
}

async fn join_all(address: &str) -> Vec<Card> {
    let mut cards: Vec<Card> = (0..CARDS).map(Card::new).collect();
    let join = |card: &Card| {
        let body = format!(r#"{{"id":"{}","public_key":"{}","key_storage":"webcrypto"}}"#, new_id(), card.public_key());
        post("/v1/shops/demo/cards", address, "", &body)
    };
    // Answers come in no order; the key tells whose card it is by the order of sending, so each batch goes over one connection.
    let mut connection = Vec::new();
    for _ in 0..crate::http::CONNECTIONS {
        connection.push(Connection::open(address).await.expect("a connection"));
    }
    let share = cards.len().div_ceil(connection.len());
    let work = cards.chunks_mut(share).zip(connection).map(|(cards, mut connection)| async move {
        for card in cards {
            let answer = connection.ask(&join(card)).await.expect("a card");
            let joined: wire::Joined = serde_json::from_slice(&answer.body).expect("a card");
            card.id = joined.card.id.parse().expect("a card's id");
        }
    });
    futures_util::future::join_all(work).await;
    cards
}

/// Resident memory in MB of 10⁶ bytes.
fn memory_mb(server: &Server) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).expect("its status");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    let kib: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kib * 1024.0 / 1e6
}

/// Processor time of a process so far, seconds.
fn cpu_s(process: &str) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("its times");
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: f64 = after_name.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    // Linux counts in hundredths of a second.
    ticks / 100.0
}
