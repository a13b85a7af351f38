//! What only some devices can do, and no browser on a test machine: a detector of its own, a light, sound one can hear. The page is given
//! devices that can, and the story looks at what the apps ask of them.

use it::{Browser, Film, Screen, Server, browser::PATIENCE, clock};
use serde_json::{Value, json};

use crate::{customer, till};

/// A detector that reads what the story holds up, a camera with a light, and a note of each tone that is played.
const DEVICES: &str = "window.shown = ''; window.tones = []; window.light = [];
    window.BarcodeDetector = class {
      constructor(options) { window.asked = options.formats.join(); }
      static async getSupportedFormats() { return ['ean_13', 'qr_code']; }
      async detect(source) { window.looked = source.tagName; return window.shown ? [{ rawValue: window.shown }] : []; }
    };
    const track = MediaStreamTrack.prototype, able = track.getCapabilities, apply = track.applyConstraints;
    track.getCapabilities = function () { return { ...able.call(this), torch: true }; };
    track.applyConstraints = function (wish) {
      const torch = wish?.advanced?.[0]?.torch;
      if (torch === undefined) return apply.call(this, wish);
      window.light.push(torch); return Promise.resolve(); };
    const get = MediaDevices.prototype.getUserMedia; window.asks = 0;
    MediaDevices.prototype.getUserMedia = function (...wish) { window.asks++; return get.apply(this, wish); };
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) { window.tones.push(Math.round(this.frequency.value)); return start.apply(this, when); };";

/// A note of how often the screen is kept awake now.
const AWAKE: &str = "window.awake = 0; const ask = WakeLock.prototype.request;
    WakeLock.prototype.request = async function (kind) {
      const lock = await ask.call(this, kind);
      window.awake++; lock.addEventListener('release', () => window.awake--);
      return lock; };";

/// Holds this up to the detector.
fn show(counter: &Browser, link: &str) {
    counter.script("window.shown = arguments[0]; window.tones = []", &[json!(link)]);
}

/// A counter on such a device, the scanner armed.
fn counter_that_can(server: &Server, film: &Film) -> Browser {
    let counter = Browser::with_camera(Screen::PHONE, film);
    counter.before_each_page(DEVICES);
    till::sign_in(&counter, server);
    counter
}

/// Waits until a script answers this.
#[track_caller]
fn answers(browser: &Browser, script: &str, wanted: &Value) {
    let is = || browser.script(script, &[]) == *wanted;
    assert!(clock::until(PATIENCE, is), "{script}: {} instead of {wanted}", browser.script(script, &[]));
}

#[test]
fn a_device_that_can_more_is_used() {
    let server = Server::demo();
    let phone = customer::with_card(&server);
    let film = Film::of_nothing();
    let counter = counter_that_can(&server, &film);

    // The browser's own detector is asked, for QR codes only, and a code that was tampered with is refused in two low tones.
    let real = customer::link(&phone);
    let last = if real.ends_with('1') { "2" } else { "1" };
    show(&counter, &format!("{}{last}", &real[..real.len() - 1]));
    counter.sees("Next customer");
    assert_eq!(counter.script("return [window.asked, window.looked]", &[]), json!(["qr_code", "VIDEO"]));
    assert_eq!(counter.script("return window.tones", &[]), json!([165, 165]));
    customer::sees_stamps(&phone, 0);

    // The real one gives its stamp, with a fifth up.
    show(&counter, "");
    till::next_customer(&counter);
    show(&counter, &customer::link(&phone));
    counter.sees("1 of 9");
    assert_eq!(counter.script("return window.tones", &[]), json!([659, 988]));
    customer::sees_stamps(&phone, 1);

    // The light goes on and off, and says which.
    show(&counter, "");
    till::next_customer(&counter);
    counter.tap("Light");
    counter.element("[aria-pressed=true]");
    counter.tap("Light");
    counter.element("[aria-pressed=false]");
    assert_eq!(counter.script("return window.light", &[]), json!([true, false]));
}

/// A call comes, another app wants the camera: the system takes it, and nobody at the till should have to do anything.
#[test]
fn a_camera_that_is_taken_away_is_asked_for_again() {
    let server = Server::demo();
    let film = Film::of_nothing();
    let counter = counter_that_can(&server, &film);
    show(&counter, &customer::link(&customer::with_card(&server)));
    counter.sees("1 of 9");
    show(&counter, "");
    till::next_customer(&counter);
    assert_eq!(counter.script("return window.asks", &[]), json!(1), "asked for once, kept from customer to customer");

    counter.script(
        "const track = document.querySelector('video').srcObject.getVideoTracks()[0];
         track.stop(); track.dispatchEvent(new Event('ended'))",
        &[],
    );
    answers(&counter, "return window.asks", &json!(2));
    answers(
        &counter,
        "return document.querySelector('video').srcObject.getVideoTracks()[0].readyState",
        &json!("live"),
    );
    show(&counter, &customer::link(&customer::with_card(&server)));
    counter.sees("1 of 9");
}

/// A phone that goes dark in the queue has to be unlocked at the till.
#[test]
fn the_screen_stays_on_while_a_code_is_shown() {
    let server = Server::demo();
    let phone = Browser::open(Screen::PHONE);
    phone.before_each_page(AWAKE);
    customer::get_card(&phone, &server);
    answers(&phone, "return window.awake", &json!(1));
    phone.script("window.same = true", &[]);
    phone.tap("My cards");
    answers(&phone, "return [window.same, window.awake]", &json!([true, 0]));
}
