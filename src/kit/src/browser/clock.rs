//! The time a pass is made for: the phone's clock corrected by what the server says. The median of the last five exchanges under two seconds
//! counts; a jump of the clock voids it until the next exchange (pass.md, "Showing it").

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::{storage, window};

/// Exchanges slower than this say too little about the time between.
const ROUND_TRIP_MS_MAX: f64 = 2000.0;
/// Exchanges remembered.
const SAMPLES_MAX: usize = 5;
/// More drift than this between the two clocks of the browser is somebody setting the clock, or a phone that slept.
const JUMP_MS_MIN: f64 = 2000.0;
/// Where the samples are kept.
const KEY: &str = "clock";

/// One reading of both clocks: `Date.now()`, which people set, and `performance.now()`, which only runs.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Milliseconds since 1970 by the phone.
    pub wall_ms: f64,
    /// Milliseconds since the page was opened.
    pub steady_ms: f64,
}

impl Moment {
    /// Both clocks now.
    pub fn now() -> Self {
        let steady_ms = window().performance().map(|clock| clock.now()).unwrap_or_default();
        Self { wall_ms: js_sys::Date::now(), steady_ms }
    }

    /// How much more the wall clock moved than the steady one since `earlier`.
    fn jump_since(self, earlier: Moment) -> f64 {
        (self.wall_ms - earlier.wall_ms) - (self.steady_ms - earlier.steady_ms)
    }
}

/// What was learnt about the server's time.
#[derive(Clone, Debug, Default)]
pub struct Offset {
    /// Server minus phone, milliseconds; the newest last.
    samples: Vec<f64>,
    /// The last reading that fitted.
    seen: Option<Moment>,
}

impl Offset {
    /// With samples kept from before.
    pub fn restored(samples: Vec<f64>) -> Self {
        Self { samples, seen: None }
    }

    /// An exchange: asked at `sent`, answered at `received` with the server's time `server_ms`. Whether it counted.
    pub fn learn(&mut self, sent: Moment, received: Moment, server_ms: f64) -> bool {
        self.look(received);
        let round_trip = received.steady_ms - sent.steady_ms;
        if round_trip > ROUND_TRIP_MS_MAX || received.jump_since(sent).abs() > JUMP_MS_MIN {
            return false;
        }
        self.samples.push(server_ms + round_trip / 2.0 - received.wall_ms);
        if self.samples.len() > SAMPLES_MAX {
            self.samples.remove(0);
        }
        true
    }

    /// Notices jumps; `true` if there was one, and everything learnt is void.
    pub fn look(&mut self, now: Moment) -> bool {
        let jumped = self.seen.is_some_and(|seen| now.jump_since(seen).abs() > JUMP_MS_MIN);
        self.seen = Some(now);
        if jumped {
            self.samples.clear();
        }
        jumped
    }

    /// Server minus phone in milliseconds: the median, or none when nothing is known.
    pub fn ms(&self) -> Option<f64> {
        // By insertion: for five numbers the library's sort is 5 KB of code too many.
        let mut sorted: Vec<f64> = vec![];
        for &sample in &self.samples {
            let at = sorted.iter().filter(|other| **other < sample).count();
            sorted.insert(at, sample);
        }
        let middle = sorted.len() / 2;
        match sorted.len() {
            0 => None,
            odd if odd % 2 == 1 => sorted.get(middle).copied(),
            _ => Some((sorted.get(middle - 1)? + sorted.get(middle)?) / 2.0),
        }
    }
}

thread_local! {
    static OFFSET: RefCell<Offset> = RefCell::default();
}

/// Takes up what an earlier launch learnt, before the first pass; once something is known it does nothing more.
pub async fn restore() {
    if OFFSET.with_borrow(|offset| !offset.samples.is_empty()) {
        return;
    }
    let Ok(Some(kept)) = storage::get(storage::KIT, KEY).await else { return };
    let samples = js_sys::Array::from(&kept).iter().filter_map(|sample| sample.as_f64()).collect();
    OFFSET.with_borrow_mut(|offset| {
        if offset.samples.is_empty() {
            *offset = Offset::restored(samples);
        }
    });
}

/// Learns from an exchange that was asked at `sent` and is answered now.
pub fn learn(sent: Moment, server_ms: f64) {
    let counted = OFFSET.with_borrow_mut(|offset| offset.learn(sent, Moment::now(), server_ms));
    if counted {
        keep();
    }
}

/// The server's time as far as we know, milliseconds since 1970.
pub fn now_ms() -> i64 {
    let now = Moment::now();
    let jumped = OFFSET.with_borrow_mut(|offset| offset.look(now));
    if jumped {
        keep();
    }
    (now.wall_ms + OFFSET.with_borrow(Offset::ms).unwrap_or(0.0)) as i64
}

/// Whether the server's time is known; if not, ask [`crate::api::time`] when there is a network.
pub fn known() -> bool {
    OFFSET.with_borrow_mut(|offset| {
        offset.look(Moment::now());
        offset.ms().is_some()
    })
}

fn keep() {
    let samples: js_sys::Array =
        OFFSET.with_borrow(|offset| offset.samples.iter().map(|sample| JsValue::from_f64(*sample)).collect());
    wasm_bindgen_futures::spawn_local(async move {
        // Without storage the next launch asks the server anew.
        let _ = storage::put(storage::KIT, KEY, &samples).await;
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(wall_ms: f64, steady_ms: f64) -> Moment {
        Moment { wall_ms, steady_ms }
    }

    #[test]
    fn a_phone_one_hour_ahead_is_corrected() {
        let mut offset = Offset::default();
        assert_eq!(offset.ms(), None);
        assert!(offset.learn(at(3_600_000.0, 0.0), at(3_600_100.0, 100.0), 50.0));
        assert_eq!(offset.ms(), Some(-3_600_000.0));
    }

    #[test]
    fn the_median_of_the_last_five_counts_and_slow_exchanges_do_not() {
        let mut offset = Offset::default();
        for error in [0.0, 900.0, 10.0, 20.0, -10.0, 5.0] {
            assert!(offset.learn(at(0.0, 0.0), at(0.0, 0.0), 1000.0 + error));
        }
        // The last five: 900, 10, 20, -10, 5.
        assert_eq!(offset.ms(), Some(1010.0));
        assert!(!offset.learn(at(0.0, 0.0), at(2001.0, 2001.0), 9e9));
        assert_eq!(offset.ms(), Some(1010.0));
    }

    #[test]
    fn a_jump_of_the_clock_voids_what_was_learnt() {
        let mut offset = Offset::default();
        offset.learn(at(0.0, 0.0), at(100.0, 100.0), 5050.0);
        assert!(!offset.look(at(60_100.0, 60_101.0)), "a minute that passes is no jump");
        assert!(offset.ms().is_some());
        assert!(offset.look(at(3_660_200.0, 60_201.0)), "an hour within a second is one");
        assert_eq!(offset.ms(), None);
        offset.learn(at(3_660_300.0, 60_301.0), at(3_660_400.0, 60_401.0), 60_350.0);
        assert_eq!(offset.ms(), Some(-3_600_000.0), "the next exchange mends it");
    }

    #[test]
    fn samples_are_taken_up_again() {
        assert_eq!(Offset::restored(vec![1.0, 3.0]).ms(), Some(2.0));
    }
}
