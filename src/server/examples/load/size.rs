//! What years of operations cost: a big ledger beside one where nobody bought anything yet, both served by the real binary, asked in turns in one
//! run, so that whatever else the machine does falls on both.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use store::{Location, Store};

use crate::cards::{Card, new_id, now_ms};
use crate::grow::{Grown, Known, Plan, grow};
use crate::http::{Connection, Times, post, send_all};
use crate::server::{Server, accepted, sign_in, start};

/// Turns of each ledger; of their figures the middle one counts.
const TURNS: usize = 5;
/// Visits a second, and how many in a turn.
const VISITS_PER_S: u32 = 250;
const VISITS: usize = 1_500;
/// Looks at a card a second, and how many in a turn.
const LOOKS_PER_S: u32 = 500;
const LOOKS: usize = 2_500;
/// Cards of the ledger where nobody bought anything: enough that each is asked as often as in the big one.
const EMPTY_CARDS: usize = 6_250;

/// A served ledger and what was measured on it.
struct Side {
    known: Vec<Known>,
    address: String,
    cookies: String,
    visits: Vec<Times>,
    looks: Vec<Times>,
    _server: Server,
}

/// Grows a ledger in this folder unless it was grown already, measures, and prints.
pub fn run(binary: &Path, folder: &Path, cards: usize, operations: u64) {
    let grown = grown(binary, folder, cards, operations);
    let file = folder.join("comptoir.db");
    let bytes = fs::metadata(&file).expect("a database").len();
    println!(
        "the ledger                          {:>9} operations in {} visits of {} cards",
        grown.operations, grown.visits, grown.cards
    );
    println!(
        "file size                           {:>9.0} MB, {:.0} bytes an operation",
        bytes as f64 / 1e6,
        bytes as f64 / grown.operations as f64
    );
    verify(binary, folder, "verify");
    let other = tempfile::tempdir_in(folder).expect("a folder beside it");
    let empty = self::grown(binary, other.path(), EMPTY_CARDS, 0);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let [small, big] = runtime.block_on(async {
        let mut sides = [open(binary, other.path(), empty).await, open(binary, folder, grown).await];
        for turn in 0..TURNS {
            for side in &mut sides {
                side.turn(turn).await;
            }
        }
        sides
    });
    println!(
        "in turns, {TURNS} of each ledger, {VISITS_PER_S} visits/s and {LOOKS_PER_S} looks at a card/s; the middle of the turns' figures:"
    );
    compare("POST /v1/visits", &small.visits, &big.visits);
    compare("GET /v1/me/cards/{card_id}", &small.looks, &big.looks);
    drop((small, big));
    verify(binary, folder, "verify after the load");
}

fn grown(binary: &Path, folder: &Path, cards: usize, operations: u64) -> Grown {
    if let Some(grown) = Grown::read(folder) {
        return grown;
    }
    fs::create_dir_all(folder).expect("a folder");
    // The server makes the demo shop, whose PIN only its own secret can check.
    drop(start(binary, folder));
    let store = Store::open(&Location::Sqlite(folder.to_owned())).expect("a store");
    let begun = Instant::now();
    let plan = Plan { cards, operations, until_us: now_ms() * 1000 - loyalty::DAY };
    let grown = grow(&store, plan, |operations| {
        eprintln!("{operations:>9} operations after {:.0} s", begun.elapsed().as_secs_f64());
    });
    store.close_blocking();
    grown.write(folder);
    grown
}

fn verify(binary: &Path, folder: &Path, what: &str) {
    let begun = Instant::now();
    let verify = Command::new(binary).arg("verify").arg("--data").arg(folder).output().expect("verify");
    let said = String::from_utf8_lossy(&verify.stdout);
    assert!(verify.status.success(), "the ledger is broken: {said}");
    println!("{what:<35} {:>9.1} s   (wanted < 120)   {}", begun.elapsed().as_secs_f64(), said.trim());
}

async fn open(binary: &Path, folder: &Path, grown: Grown) -> Side {
    let (server, address) = start(binary, folder);
    let mut connection = Connection::open(&address).await.expect("a connection");
    let cookies = sign_in(&mut connection, &address).await;
    Side { known: grown.known, address, cookies, visits: Vec::new(), looks: Vec::new(), _server: server }
}

impl Side {
    /// Other customers each turn, as far as there are.
    async fn turn(&mut self, turn: usize) {
        let from = turn * VISITS;
        let customers = || self.known.iter().cycle().skip(from % self.known.len());
        let visits = customers().take(VISITS).map(|known| self.visit(known)).collect();
        let looks = customers().take(LOOKS).map(|known| self.look(known)).collect();
        let times = send_all(&self.address, visits, Some(Duration::from_secs(1) / VISITS_PER_S)).await;
        accepted(&times.answers);
        let looked = send_all(&self.address, looks, Some(Duration::from_secs(1) / LOOKS_PER_S)).await;
        assert!(looked.answers.iter().all(|answer| answer.status == 200), "a look that was refused");
        self.visits.push(times);
        self.looks.push(looked);
    }

    fn visit(&self, known: &Known) -> Vec<u8> {
        let card = Card { id: known.card.parse().expect("a card's id"), ..Card::new(known.number) };
        let link = card.pass(&self.address, 0).link(&format!("http://{}", self.address));
        let body = format!(
            r#"{{"id":"{}","code":"{link}","operations":[{{"id":"{}","kind":"earn"}}],"another_purchase":true}}"#,
            new_id(),
            new_id()
        );
        post("/v1/visits", &self.address, &self.cookies, &body)
    }

    fn look(&self, known: &Known) -> Vec<u8> {
        let (card, token, host) = (&known.card, &known.token, &self.address);
        format!("GET /v1/me/cards/{card} HTTP/1.1\r\nhost: {host}\r\ncookie: comptoir_holder={token}\r\n\r\n")
            .into_bytes()
    }
}

fn compare(what: &str, small: &[Times], big: &[Times]) {
    println!("{what}");
    let middle = |of: fn(&Times) -> f64, turns: &[Times]| {
        let mut figures: Vec<f64> = turns.iter().map(of).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    for (name, of, wanted) in [
        ("p50", (|times: &Times| times.p50_ms) as fn(&Times) -> f64, ""),
        ("p99", |times: &Times| times.p99_ms, "   (wanted ≤ 1.5)"),
    ] {
        let (small, big) = (middle(of, small), middle(of, big));
        println!("    {name}   empty {small:>6.2} ms   big {big:>6.2} ms   {:>5.2} times{wanted}", big / small);
    }
}
