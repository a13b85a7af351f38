//! `/s#digits`: a code opened by a phone's own camera app.

use it::{Browser, Film, Phone, Screen, Server, axe};

use crate::till;

/// In the browser that holds the staff session it stamps, as the scanner would, and leaves the address bar clean.
#[test]
fn staff_scans_with_the_phones_own_camera() {
    let server = Server::demo();
    let film = Film::of_nothing();
    let staff = Browser::with_camera(Screen::PHONE, &film);
    till::sign_in(&staff, &server);
    let mut customer = Phone::join(&server);
    staff.goto(&customer.code());
    staff.sees("1 of 9");
    assert!(!staff.address().contains('#'), "the code is cleared from the address bar: {}", staff.address());
    axe::assert_accessible(&staff, "a stamp given by link");
    staff.keep("staff-link", "stamped");
    assert_eq!(it::api::stamps(&customer.fetch()), 1);

    // Going back or reloading shows no second stamp.
    staff.reload();
    assert_eq!(it::api::stamps(&customer.fetch()), 1);
}

/// In anybody else's it says what to do with it, and does nothing.
#[test]
fn a_stranger_is_told_to_show_it_to_staff() {
    let server = Server::demo();
    let mut customer = Phone::join(&server);
    let stranger = Browser::open(Screen::PHONE);
    stranger.goto(&customer.code());
    stranger.sees("Show this to staff");
    assert!(!stranger.address().contains('#'), "the code is cleared from the address bar: {}", stranger.address());
    axe::assert_accessible(&stranger, "a code at a stranger's");
    stranger.keep("staff-link", "stranger");
    assert_eq!(it::api::stamps(&customer.fetch()), 0);
}
