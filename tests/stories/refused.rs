//! What the counter says when a code is not good, and a wrong clock that is good all the same.

use std::time::Duration;

use it::{Browser, Film, Screen, Server, axe, clock};

use crate::{customer, till};

/// A screenshot sent to a friend: once the card itself was shown, the picture is worth nothing, and staff is told so.
#[test]
fn a_screenshot_of_a_code_is_refused_with_words() {
    let server = Server::demo();
    let mut film = Film::of_nothing();
    let counter = till::open(&server, &film);
    let phone = customer::with_card(&server);
    clock::wait_for_fresh_step();
    let screenshot = phone.picture_of(customer::CODE_AS_SHOWN);
    clock::wait_for_fresh_step();
    film.show(&phone.picture_of(customer::CODE_AS_SHOWN));
    counter.sees_within("1 of 9", Duration::from_secs(30));
    film.clear();
    till::next_customer(&counter);
    // The card has to leave the picture, or the counter takes what it sees for the same customer still standing there.
    std::thread::sleep(Duration::from_secs(5));

    film.show(&screenshot);
    counter.sees_within("it may be a screenshot", Duration::from_secs(30));
    counter.sees("Ask to see the card itself");
    axe::assert_accessible(&counter, "a refused screenshot");
    counter.keep("refused", "replayed");
    customer::sees_stamps(&phone, 1);
}

/// The same code still in front of the camera is the same visit: said calmly, stamped once.
#[test]
fn the_same_code_at_two_tills_counts_once() {
    let server = Server::demo();
    let mut film = Film::of_nothing();
    let counter = till::open(&server, &film);
    let bar = Browser::with_camera(Screen::PHONE, &film);
    till::sign_in(&bar, &server);
    let phone = customer::with_card(&server);
    clock::wait_for_fresh_step();
    film.show(&phone.picture_of(customer::CODE_AS_SHOWN));
    let seen = |till: &Browser| till.sees_one_of(&["1 of 9", "This code was used"]);
    let both = [seen(&counter), seen(&bar)];
    assert!(both.contains(&"1 of 9") && both.contains(&"This code was used"), "one stamps, one refuses: {both:?}");
    customer::sees_stamps(&phone, 1);
}

/// A link of somewhere else in front of the camera.
#[test]
fn what_is_not_our_code_is_said_so() {
    let server = Server::demo();
    let film = Film::of_nothing();
    let counter = till::open(&server, &film);
    counter.tap("Type a code");
    counter.fill("Code under the QR", "ABCDEFGH");
    counter.tap("Check");
    counter.sees_one_of(&["No card of this code is known here", "This code does not match the card"]);
    axe::assert_accessible(&counter, "a refused typed code");
    counter.keep("refused", "typed-code");
}

/// A phone one hour off, ahead or behind, was told the time when it joined: its codes are as good as any.
#[test]
fn a_phone_whose_clock_is_an_hour_off_works() {
    for (off_s, side) in [(3600, "ahead"), (-3600, "behind")] {
        let server = Server::demo();
        let mut film = Film::of_nothing();
        let counter = till::open(&server, &film);
        let phone = Browser::open(Screen::PHONE);
        phone.set_clock_off(off_s);
        customer::get_card(&phone, &server);
        let first = customer::drawing(&phone);
        assert!(clock::until(Duration::from_secs(17), || customer::drawing(&phone) != first), "it rotates {side}");
        film.show(&phone.picture_of(customer::CODE_AS_SHOWN));
        counter.sees_within("1 of 9", Duration::from_secs(30));
        customer::sees_stamps(&phone, 1);
        let mut client = till::client_of(&phone, &server);
        let cards = client.get("/v1/me/cards").expect_status(200).json;
        assert_eq!(it::api::stamps(&cards["cards"][0]), 1, "{side}");
    }
}
