//! A counter whose camera is not allowed: it says what to do, and nobody at the till has to wait for that.

use it::{Browser, Screen, Server, axe, demo};

use crate::{customer, till};

#[test]
fn a_camera_that_is_not_allowed_leaves_the_typed_code() {
    let server = Server::demo();
    let phone = customer::with_card(&server);
    let counter = Browser::with_camera_denied(Screen::PHONE);
    till::sign_in_until(&counter, &server, "The camera is not allowed.");
    counter.sees("Allow it for this page in the browser's settings");
    assert!(counter.offers("Try the camera again"));
    assert!(!counter.has(till::ARMED), "nobody is asked to hold a code in front of it");
    axe::assert_accessible(&counter, "a camera that is not allowed");
    counter.keep("counter", "camera-denied");

    counter.tap("Type a code");
    counter.fill("Code under the QR", &customer::typed_code(&phone));
    counter.tap("Check");
    counter.sees(&format!("1 of {}", demo::GOAL));
    customer::sees_stamps(&phone, 1);
}
