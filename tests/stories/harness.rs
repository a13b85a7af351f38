//! What the other stories stand on: the film reaches the camera, the browser has the language, light and clock it is told.

use std::time::Duration;

use it::{Browser, Film, Screen, clock};
use pass::{CardId, Header, Purpose, Slot, Step};
use serde_json::json;

use crate::page;

const CAMERA: &str = r#"<!doctype html><html lang=en><title>Camera</title>
<video id=v autoplay muted playsinline></video>
<script>
async function start() {
  window.stream = await navigator.mediaDevices.getUserMedia({ video: true });
  v.srcObject = stream; await v.play();
}
function middle() {
  const c = Object.assign(document.createElement("canvas"), { width: v.videoWidth, height: v.videoHeight });
  const g = c.getContext("2d"); g.drawImage(v, 0, 0);
  return g.getImageData(c.width / 2, c.height / 2, 1, 1).data[0];
}
</script>"#;

/// A PNG of one grey.
fn plain(grey: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 90, 90);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().expect("a header").write_image_data(&[grey; 90 * 90]).expect("an image");
    bytes
}

/// The film in the file can be changed while the camera runs, and a camera started anew sees the latest.
#[test]
fn camera_film() {
    let mut film = Film::of_nothing();
    let browser = Browser::with_camera(Screen::LAPTOP, &film);
    browser.goto(&page::serve(CAMERA));
    let start = "const done = arguments[0]; start().then(() => done('ok'), e => done(String(e)))";
    assert_eq!(browser.script_async(start, &[]), "ok");
    let sees = |what: &str, range: std::ops::Range<u64>| {
        let mut last = 0;
        let seen = clock::until(Duration::from_secs(10), || {
            last = browser.script("return middle()", &[]).as_u64().expect("a grey");
            range.contains(&last)
        });
        assert!(seen, "{what}: the camera's middle is {last}, not in {range:?}");
    };
    sees("the counter top", 80..160);
    film.show(&plain(255));
    sees("something white, in the running stream", 200..256);
    film.show(&plain(0));
    sees("something black, in the running stream", 0..50);
    film.clear();
    sees("the counter top again", 80..160);
    film.show(&plain(255));
    browser.script("stream.getTracks().forEach(track => track.stop())", &[]);
    assert_eq!(browser.script_async(start, &[]), "ok");
    sees("something white, in a camera started anew", 200..256);
}

/// A French phone in the dark with a clock one hour ahead is that to a page.
#[test]
fn a_browser_is_what_it_is_told() {
    let browser = Browser::open(Screen::PHONE.in_french().in_dark());
    browser.set_clock_off(3600);
    let origin = page::serve(
        "<!doctype html><html lang=en><meta name=viewport content='width=device-width'><title>Page</title><h1>Page</h1>",
    );
    browser.goto(&origin);
    let told = "return [navigator.language, matchMedia('(prefers-color-scheme: dark)').matches, innerWidth, \
                devicePixelRatio, navigator.onLine, Intl.DateTimeFormat().resolvedOptions().locale.slice(0, 2)]";
    assert_eq!(browser.script(told, &[]), json!(["fr-FR", true, 390, 3, true, "fr"]));
    let now = browser.script("return [Date.now(), new Date().getTime(), new Date(5).getTime()]", &[]);
    for at in [0, 1] {
        let off_ms = now[at].as_i64().expect("a time") - clock::now_ms() as i64;
        assert!((3_590_000..=3_600_000).contains(&off_ms), "one hour ahead, it is {off_ms} ms");
    }
    assert_eq!(now[2], 5, "a given date stays what it is");
    browser.set_offline(true);
    assert_eq!(browser.script("return navigator.onLine", &[]), false);
}

/// axe sees what is wrong and lets pass what is right: a silent checker would make every other story's check worthless.
#[test]
fn axe_finds_a_button_without_a_name() {
    let browser = Browser::open(Screen::LAPTOP);
    browser.goto(&page::serve(
        "<!doctype html><html lang=en><title>Page</title><main><h1>Page</h1><button>Name</button></main>",
    ));
    it::axe::assert_accessible(&browser, "a good page");
    browser.script("document.querySelector('button').textContent = ''", &[]);
    let found = it::axe::barriers(&browser);
    assert!(found.len() == 1 && found[0].contains("button-name"), "axe found {found:?}");
}

/// The film of a code can be read: by the same reader as the counter's, in every frame that shows it.
#[test]
fn a_filmed_code_is_legible() {
    const ORIGIN: &str = "http://127.0.0.1:34567";
    let key = it::phone::new_key();
    let header = Header { card: CardId([7; 8]), slot: Slot::FIRST, purpose: Purpose::Show, step: Step(119_500_000) };
    let pass = key.pass("127.0.0.1:34567", header);
    let mut film = Film::of_nothing();
    film.show(&printed(&pass.qr(ORIGIN).expect("a code that fits")));
    let read = film.frames().iter().filter_map(|frame| read_code(frame)).collect::<Vec<_>>();
    assert!(read.len() >= 15, "legible in {} of twenty frames", read.len());
    assert!(read.iter().all(|text| *text == pass.link(ORIGIN)), "{read:?}");
}

/// A QR as a phone shows it: ten pixels a module, four modules of white around.
fn printed(code: &pass::qr::Matrix) -> Vec<u8> {
    let (scale, quiet) = (10, 4);
    let side = (code.size + 2 * quiet) * scale;
    let dark = |x: usize, y: usize| {
        let module = |at: usize| (at / scale).checked_sub(quiet).filter(|at| *at < code.size);
        module(x).zip(module(y)).is_some_and(|(x, y)| code.modules[y * code.size + x])
    };
    let pixels: Vec<u8> = (0..side * side).map(|at| if dark(at % side, at / side) { 0 } else { 255 }).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side as u32, side as u32);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().expect("a header").write_image_data(&pixels).expect("an image");
    bytes
}

fn read_code(frame: &[u8]) -> Option<String> {
    let mut reader = quircs::Quirc::default();
    let code = reader.identify(it::film::WIDTH, it::film::HEIGHT, frame).find_map(Result::ok)?;
    String::from_utf8(code.decode().ok()?.payload).ok()
}
