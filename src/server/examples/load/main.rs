//! The load generator behind `cargo xtask bench` and `cargo xtask size`. The one: how fast the verifier is alone, the store alone, and the
//! whole server over loopback, side by side in one run on one machine (`load PATH-OF-COMPTOIR`). The other: what years of operations in the
//! database cost, a big one beside an empty one (`load PATH-OF-COMPTOIR size FOLDER CARDS OPERATIONS`).

#![allow(clippy::expect_used, reason = "a measurement that goes wrong is no measurement")]

mod cards;
mod grow;
mod http;
mod server;
mod size;
mod store_alone;
mod verifier;
mod whole;

use std::path::Path;

/// Cards in a run.
const CARDS: usize = 10_000;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        [binary] if Path::new(binary).is_file() => bench(Path::new(binary)),
        [binary, "size", folder, cards, operations] if Path::new(binary).is_file() => {
            let number = |text: &str| text.parse().expect("a number");
            size::run(Path::new(binary), Path::new(folder), number(cards) as usize, number(operations));
        }
        _ => {
            eprintln!("usage: load PATH-OF-THE-COMPTOIR-BINARY [size FOLDER CARDS OPERATIONS]");
            std::process::exit(2);
        }
    }
}

fn bench(binary: &Path) {
    let verified = verifier::per_second();
    println!("verifier alone, one core            {verified:>9.0} signatures/s");
    let stored = store_alone::run();
    println!(
        "store alone, 128 waiting            {:>9.0} durable visits/s with a stamp   ({:.0} visits a commit)",
        stored.visits_per_s, stored.visits_per_commit
    );
    let whole = whole::run(binary);
    println!("start to first answer               {:>9.0} ms        (wanted ≤ 150)", whole.start_ms);
    println!("idle memory                         {:>9.1} MB        (wanted ≤ 40)", whole.idle_mb);
    let full = &whole.saturated;
    println!("POST /v1/visits, {} connections     {:>9.0} requests/s   (wanted ≥ 5000)", http::CONNECTIONS, full.per_s);
    println!("    {} (wanted p99 ≤ 40)", in_words(full));
    println!("    at {:.0}/s: {} (wanted p99 ≤ 8)", whole.calm.per_s, in_words(&whole.calm));
    println!("GET /v1/time, which does nothing    {:>9.0} requests/s", whole.idle_saturated.per_s);
    println!("    {}", in_words(&whole.idle_saturated));
    println!(
        "    at {:.0}/s: {}: what this machine adds to each figure",
        whole.idle_calm.per_s,
        in_words(&whole.idle_calm)
    );
    println!("memory after the load               {:>9.1} MB", whole.loaded_mb);
    println!(
        "processor time a visit              {:>9.0} µs in the server, {:.0} µs in this load generator, on the same cores",
        whole.server_us, whole.generator_us
    );
    // A visit needs one verification, which any core can do, and one turn of the writer, which is one thread.
    let allowed = stored.visits_per_s.min(verified);
    println!("the whole against what the first two allow together (the slower of them): {:.2}", full.per_s / allowed);
}

fn in_words(times: &http::Times) -> String {
    format!("p50 {:>5.1} ms   p99 {:>5.1} ms   max {:>6.1} ms", times.p50_ms, times.p99_ms, times.max_ms)
}
