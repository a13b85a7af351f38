//! The server's verifier alone, on one core.

use std::hint::black_box;
use std::time::{Duration, Instant};

use pass::RingVerifier;

use crate::cards::Card;

/// How long it runs.
const FOR: Duration = Duration::from_secs(2);

/// Signatures a second.
pub fn per_second() -> f64 {
    let cards: Vec<Card> = (0..64).map(Card::new).collect();
    let hosts = ["127.0.0.1:8080"];
    let passes: Vec<_> = cards.iter().map(|card| (card.pass(hosts[0], 0), card.key.public_key())).collect();
    let begun = Instant::now();
    let mut verified = 0_u32;
    while begun.elapsed() < FOR {
        for (pass, key) in &passes {
            assert!(black_box(pass).verify(&RingVerifier, key, hosts).is_ok(), "a good signature was refused");
            verified += 1;
        }
    }
    f64::from(verified) / begun.elapsed().as_secs_f64()
}
