//! Sending until an answer comes: the same request, with the same id, a few times and visibly, so that a bad moment of the network neither
//! loses a scan nor counts it twice.

use kit::api::{Answer, Failure};
use wire::Code;

/// Tries before staff is asked.
pub const TRIES_MAX: u32 = 5;
/// No new try begins after this long: whoever waits at a counter wants to know.
const GIVE_UP_MS: i64 = 25_000;

/// Whether the same request may well be answered if it is sent again.
pub fn worth_again(failure: &Failure) -> bool {
    match failure {
        Failure::Offline => true,
        Failure::Refused(problem) => {
            matches!(problem.code, Code::Busy | Code::Timeout | Code::Internal | Code::RateLimited)
        }
    }
}

/// How long to wait before try `next` (from 2): the server's own wish, else twice as long each time.
pub fn pause_ms(next: u32, failure: &Failure) -> i32 {
    let asked = match failure {
        Failure::Refused(problem) => problem.retry_after_s.unwrap_or(0).min(5) as i32 * 1000,
        Failure::Offline => 0,
    };
    asked.max(300 << next.saturating_sub(2).min(4))
}

/// Calls until there is an answer that is worth keeping. `trying` hears the number of each try from the second on.
///
/// # Errors
/// The failure of the last try.
pub async fn send<T>(call: impl AsyncFn() -> Answer<T>, mut trying: impl FnMut(u32)) -> Answer<T> {
    let start = kit::browser::clock::now_ms();
    let mut attempt = 1;
    loop {
        let failure = match call().await {
            Ok(answer) => return Ok(answer),
            Err(failure) => failure,
        };
        let late = kit::browser::clock::now_ms() - start > GIVE_UP_MS;
        if attempt >= TRIES_MAX || late || !worth_again(&failure) {
            return Err(failure);
        }
        attempt += 1;
        kit::browser::sleep(pause_ms(attempt, &failure)).await;
        trying(attempt);
    }
}

#[cfg(test)]
mod tests {
    use wire::Problem;

    use super::*;

    fn refused(code: Code) -> Failure {
        Failure::Refused(Box::new(Problem::new(code)))
    }

    #[test]
    fn a_refusal_is_an_answer_and_a_busy_server_is_not() {
        for &code in Code::ALL {
            let transient = matches!(code, Code::Busy | Code::Timeout | Code::Internal | Code::RateLimited);
            assert_eq!(worth_again(&refused(code)), transient, "{code:?}");
        }
        assert!(worth_again(&Failure::Offline));
    }

    #[test]
    fn pauses_grow_and_heed_the_server() {
        let pauses: Vec<i32> = (2..=TRIES_MAX).map(|next| pause_ms(next, &Failure::Offline)).collect();
        assert_eq!(pauses, [300, 600, 1200, 2400]);
        let mut busy = Problem::new(Code::Busy);
        busy.retry_after_s = Some(2);
        assert_eq!(pause_ms(2, &Failure::Refused(Box::new(busy))), 2000);
    }
}
