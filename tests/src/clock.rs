//! The one place of the harness that reads the clock and makes ids: a test plays the people, and people live now.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970, this machine's clock, which is the server's too.
#[allow(clippy::disallowed_methods)] // a software phone needs the real time: the server it talks to has no other
pub fn now_ms() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_millis() as u64
}

/// Seconds since 1970.
pub fn now_s() -> u64 {
    now_ms() / 1000
}

/// A fresh UUIDv7, as the apps make them for each thing they ask for.
#[allow(clippy::disallowed_methods)] // the client's side of the id contract
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// Asks until it is so, or the time is over. The answer of the last try is what counts.
pub fn until(limit: Duration, mut is_so: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    loop {
        if is_so() {
            return true;
        }
        if start.elapsed() > limit {
            return false;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Sleeps until the next step of the pass has begun (15 s steps), so that a code made now lives a whole step.
pub fn wait_for_fresh_step() {
    let into_step_ms = now_ms() % 15_000;
    std::thread::sleep(Duration::from_millis(15_000 - into_step_ms + 200));
}
