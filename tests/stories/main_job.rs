//! The main job, end to end: join, show, scan through a camera, stamp, reward, undo.

use std::time::Duration;

use it::{Engine, Film, Server, axe, clock};

use crate::{customer, till};

in_each_engine!(nine_coffees_and_a_free_one);

/// One customer, one card, nine coffees, the tenth free, and a slip of the finger.
fn nine_coffees_and_a_free_one(engine: Engine) {
    let server = Server::demo();
    let mut film = Film::of_nothing();
    let counter = till::open(&server, &film);

    let phone = customer::with_card_in(engine, &server);
    customer::mark_page(&phone);
    phone.keep("main-job", "1-empty-card");
    counter.keep("main-job", "2-scanner");
    the_code_is_square(&phone);
    the_code_rotates(&phone);

    // One scan, one stamp: on the counter at once, on the phone by itself.
    film.show(&phone.picture_of(customer::CODE_AS_SHOWN));
    counter.sees_within("1 of 9", Duration::from_secs(30));
    counter.keep("main-job", "3-first-stamp");
    customer::sees_stamps(&phone, 1);
    phone.keep("main-job", "4-first-stamp");

    // It was the whole office's order: nine in all, within the ten seconds that the counter offers it.
    (1..9).for_each(|_| counter.tap("One more"));
    counter.sees("Ready to use");
    axe::assert_accessible(&counter, "a reward at the counter");
    counter.keep("main-job", "5-ninth-stamp");
    customer::sees_rewards(&phone, 1);
    customer::sees_stamps(&phone, 0);
    phone.keep("main-job", "6-reward");

    // The tenth is free.
    counter.tap("Redeem");
    counter.sees("Reward used");
    counter.keep("main-job", "7-redeemed");
    customer::sees_rewards(&phone, 0);

    // But it was the wrong customer's coffee: it comes back.
    counter.tap("Undo");
    counter.sees("Undone");
    customer::sees_rewards(&phone, 1);
    phone.keep("main-job", "8-undone");
    customer::assert_same_page(&phone);
    assert_eq!(phone.console_errors(), Vec::<String>::new(), "the phone's console");
    assert_eq!(counter.console_errors(), Vec::<String>::new(), "the counter's console");
}

/// The white around the code keeps its shape when the code comes into it: whatever moves is below, under the thumb.
fn the_code_is_square(phone: &it::Browser) {
    let sides =
        "const {width, height} = document.querySelector(arguments[0]).getBoundingClientRect(); return width - height";
    let off = phone.script(sides, &[customer::CODE_AS_SHOWN.into()]);
    assert!(off.as_f64().is_some_and(|px| px.abs() < 1.0), "wider than high by {off}");
}

/// Two codes at two steps; the page itself stays.
fn the_code_rotates(phone: &it::Browser) {
    let first = customer::drawing(phone);
    let rotated = clock::until(Duration::from_secs(17), || customer::drawing(phone) != first);
    assert!(rotated, "another code after fifteen seconds");
    customer::assert_same_page(phone);
}

/// The customer's phone is flat as a pancake but legible: staff types the code under the QR.
#[test]
fn a_dead_camera_and_a_typed_code() {
    let server = Server::demo();
    let film = Film::of_nothing();
    let counter = till::open(&server, &film);
    let phone = customer::with_card(&server);
    counter.tap("Type a code");
    counter.fill("Code under the QR", &customer::typed_code(&phone).to_lowercase());
    counter.tap("Check");
    counter.sees("1 of 9");
    customer::sees_stamps(&phone, 1);
}

/// Undo right after the scan, and from the list of the last visits.
#[test]
fn a_stamp_given_by_mistake_is_taken_back() {
    let server = Server::demo();
    let mut film = Film::of_nothing();
    let counter = till::open(&server, &film);
    let phone = customer::with_card(&server);
    film.show(&phone.picture_of(customer::CODE_AS_SHOWN));
    counter.sees_within("1 of 9", Duration::from_secs(30));
    film.clear();
    customer::sees_stamps(&phone, 1);
    counter.tap("Undo");
    counter.sees("Undone");
    customer::sees_stamps(&phone, 0);

    let second = customer::with_card(&server);
    film.show(&second.picture_of(customer::CODE_AS_SHOWN));
    counter.sees_within("1 of 9", Duration::from_secs(30));
    film.clear();
    till::next_customer(&counter);
    counter.tap("Last visits");
    counter.keep("undo", "last-visits");
    axe::assert_accessible(&counter, "the last visits");
    counter.tap("Undo");
    customer::sees_stamps(&second, 0);
}
