//! A phone whose clock is wrong, by an hour, by a day, or jumps while the card is open: the code goes by the server's time.

use std::time::Duration;

use it::{Browser, Client, Screen, Server, api, clock};
use serde_json::json;

use crate::customer;

/// The phone's clock, off by `clockOff` milliseconds, which a story changes while the page is open. See [`Browser::set_clock_off`].
const CLOCK: &str = "const Real = Date; globalThis.clockOff = 0; \
    globalThis.Date = class Date extends Real { \
      constructor(...a) { a.length ? super(...a) : super(Real.now() + clockOff); } \
      static now() { return Real.now() + clockOff; } }";

/// Whatever stands on the screen within a step is taken at the counter.
#[track_caller]
fn assert_is_taken(phone: &Browser, till: &mut Client, when: &str) {
    let mut last = String::new();
    let taken = clock::until(Duration::from_secs(20), || {
        let answer = till.visit_again(&customer::link(phone), &[api::earn(1)]);
        last = answer.json.to_string();
        // What was shown in this step already opened that visit, and no other.
        answer.status == 201 && answer.json["duplicate"] != true
    });
    assert!(taken, "{when}: {last}");
}

/// Seconds by which the ring around the code is off the true step.
fn ring_off_s(phone: &Browser) -> f64 {
    let read = "const [ring] = document.querySelector('.rest').getAnimations(); \
        const off = ring.effect.getComputedTiming().progress * 15 - (Date.now() - clockOff) / 1000 % 15; \
        return Math.min(Math.abs(off), 15 - Math.abs(off))";
    phone.script(read, &[]).as_f64().expect("seconds")
}

#[test]
fn a_phone_whose_clock_is_a_day_off_works() {
    for off_s in [86_400, -86_400, 3_600, -3_600] {
        let server = Server::demo();
        let mut till = Client::till(&server.origin);
        let phone = Browser::open(Screen::PHONE);
        phone.set_clock_off(off_s);
        customer::get_card(&phone, &server);
        assert_is_taken(&phone, &mut till, &format!("{off_s} s off"));
        customer::sees_stamps(&phone, 1);
        // And at the next launch, when it has to remember by how much.
        phone.reload();
        customer::sees_stamps(&phone, 1);
        assert_is_taken(&phone, &mut till, &format!("{off_s} s off, opened again"));
        customer::sees_stamps(&phone, 2);
    }
}

#[test]
fn a_clock_that_jumps_while_the_card_is_open_is_noticed() {
    let server = Server::demo();
    let mut till = Client::till(&server.origin);
    let phone = Browser::open(Screen::PHONE);
    phone.before_each_page(CLOCK);
    customer::get_card(&phone, &server);
    for (stamps, (off_s, how)) in
        (1..).zip([(3_607, "an hour ahead"), (-3_604, "two hours back"), (86_400, "into tomorrow"), (0, "right again")])
    {
        phone.script("clockOff = arguments[0] * 1000", &[json!(off_s)]);
        assert_is_taken(&phone, &mut till, how);
        customer::sees_stamps(&phone, stamps);
        let in_step = clock::until(it::browser::PATIENCE, || ring_off_s(&phone) < 1.0);
        assert!(in_step, "{how}: the ring is {} s off", ring_off_s(&phone));
    }
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}
