//! The code is read from a real phone's screen in bad light, by a bad camera, from an angle: a film set of pictures made from screenshots, decoded as
//! the counter decodes. `cargo xtask readable` has the same pictures read by a decoder that is not ours.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use it::hardship::{HARDSHIPS, Screen};
use it::{Browser, Light, Server, artefacts};
use kit::browser::reader::Reader;

use crate::customer;

/// How wide the code is in the camera's picture, in pixels.
const CODE_PX: f64 = 160.0;
/// Of how many customers: which modules a crack hides is chance, each code has its own.
const CUSTOMERS: usize = 3;
/// Of a hundred pictures.
const READ_WANTED: usize = 95;

#[test]
fn a_code_is_read_in_bad_light_and_from_an_angle() {
    let server = Server::demo();
    let folder = artefacts::folder("readable");
    let mut links = String::new();
    let mut read: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let screens = [
        ("light", "section.code", Light::Light),
        ("dark", "section.code", Light::Dark),
        ("large", "dialog[open]", Light::Light),
    ];
    let phones: Vec<Browser> = (0..CUSTOMERS).map(|_| customer::with_card(&server)).collect();
    for ((customer, phone), (name, holder, light)) in
        phones.iter().enumerate().flat_map(|phone| screens.map(|screen| (phone, screen)))
    {
        phone.set_media(light, false);
        if holder.starts_with("dialog") {
            phone.tap("Enlarge the code");
        }
        let (screen, link) = shown(phone, holder);
        for (hardship, how) in HARDSHIPS {
            let picture = screen.filmed(how, CODE_PX);
            let file = format!("{customer}-{name}-{hardship}.png");
            std::fs::write(folder.join(&file), picture.encode()).expect("a picture in the artefacts");
            let _ = writeln!(links, "{file} {link}");
            let kind = hardship.split('-').next().unwrap_or(hardship);
            let (tried, right) = read.entry(kind).or_default();
            *tried += 1;
            // As the counter reads a camera: one frame after the other.
            let rgba: Vec<u8> = picture.pixels.iter().flat_map(|&light| [light, light, light, 255]).collect();
            let mut reader = Reader::default();
            let found = (0..3).any(|_| reader.read(&rgba, picture.width).as_ref() == Some(&link));
            *right += usize::from(found);
        }
    }
    std::fs::write(folder.join("links.txt"), links).expect("the links in the artefacts");
    let (tried, right) = read.values().fold((0, 0), |(tried, right), one| (tried + one.0, right + one.1));
    let rate = format!("read by the counter, the code {CODE_PX} px wide: {right} of {tried} {read:?}");
    std::fs::write(folder.join("rate.txt"), &rate).expect("the rate in the artefacts");
    assert!(right * 100 >= tried * READ_WANTED, "{rate}");
}

/// The screen with the code that stands on it, and what that says; the code does not change in between.
fn shown(phone: &Browser, holder: &str) -> (Screen, String) {
    let place = "const [holder, label] = arguments, all = document.querySelector(holder), \
                 code = all.querySelector(label), modules = code.viewBox.baseVal.width, \
                 box = code.getBoundingClientRect(), from = all.getBoundingClientRect(), quiet = arguments[2] * box.width / modules; \
                 return [box.left + quiet - from.left, box.top + quiet - from.top, box.width - 2 * quiet, devicePixelRatio, code.dataset.link]";
    let look = || phone.script(place, &[holder.into(), customer::CODE.into(), pass::qr::QUIET_ZONE.into()]);
    loop {
        let (before, png, after) = (look(), phone.picture_of(holder), look());
        if before == after {
            let number = |at: usize| before[at].as_f64().expect("a number") * before[3].as_f64().expect("a ratio");
            let link = before[4].as_str().expect("the code's link").to_owned();
            return (Screen::new(&png, [number(0), number(1), number(2)]), link);
        }
    }
}
