//! A new version while the card is open: the person is told, taps once, and has it.

use std::fs;
use std::path::Path;

use it::{Browser, Engine, Screen, Server, artefacts, axe};

use crate::customer;

/// The new version's wasm, the same under another name; and what its page says more.
const NEW_WASM: &str = "card-0123456789abcdef_bg.wasm";
const NEW_MARK: &str = "<html data-edition=\"second\" ";

in_each_engine!(an_open_card_offers_the_new_version_and_one_tap_brings_it);

fn an_open_card_offers_the_new_version_and_one_tap_brings_it(engine: Engine) {
    let folder = tempfile::tempdir().expect("a folder for the apps");
    copy(&artefacts::target().join("apps"), folder.path());
    let server = Server::demo_with(&["--apps", &folder.path().display().to_string()]);
    let phone = Browser::open(Screen::PHONE.in_engine(engine));
    customer::get_card(&phone, &server);
    customer::wait_for_service_worker(&phone);
    phone.reload();
    customer::sees_stamps(&phone, 0);
    assert!(!phone.has("There is a new version"), "the first version is none");

    publish_another(folder.path());
    phone.reload();
    phone.sees("There is a new version");
    customer::sees_stamps(&phone, 0);
    axe::assert_accessible(&phone, "the offer of a new version");
    phone.keep("update", "offer");
    assert!(!new_one_runs(&phone), "nothing changes under the person's hands");

    phone.tap("Reload");
    let runs = it::clock::until(it::browser::PATIENCE, || new_one_runs(&phone));
    assert!(runs, "the new version runs after the tap");
    customer::sees_stamps(&phone, 0);
    phone.sees_no_more("There is a new version");
    assert_eq!(phone.console_errors(), Vec::<String>::new());
}

fn new_one_runs(phone: &Browser) -> bool {
    phone.script("return document.documentElement.dataset.edition", &[]) == "second"
}

/// As a build does it: a changed file has another name, the page and the worker name that one, and the worker has another version.
fn publish_another(apps: &Path) {
    let card = apps.join("card");
    let names = fs::read_dir(&card).expect("the card app").map(|entry| entry.expect("a file").file_name());
    let is_wasm = |name: &String| name.ends_with("_bg.wasm");
    let wasm = names.map(|name| name.to_string_lossy().into_owned()).find(is_wasm).expect("the card's wasm");
    fs::copy(card.join(&wasm), card.join(NEW_WASM)).expect("the new wasm");
    change(&card.join("index.html"), |page| page.replace(&wasm, NEW_WASM).replacen("<html ", NEW_MARK, 1));
    change(&apps.join("sw.js"), |worker| next_version(&worker.replace(&wasm, NEW_WASM)));
}

/// Changes a file; its compressed copies, which the server would rather send, go.
fn change(file: &Path, by: impl Fn(&str) -> String) {
    let old = fs::read_to_string(file).expect("a built file");
    let new = by(&old);
    assert_ne!(old, new, "{} changes", file.display());
    for end in ["br", "gz"] {
        let _ = fs::remove_file(format!("{}.{end}", file.display()));
    }
    fs::write(file, new).expect("the changed file");
}

/// The worker's version is its only text of 16 hexadecimal digits.
fn next_version(worker: &str) -> String {
    let is_version = |text: &&str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let version = worker.split('"').find(is_version).expect("a version in sw.js");
    worker.replace(version, &version.chars().rev().collect::<String>())
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the built apps") {
        let entry = entry.expect("a file");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copied file");
        }
    }
}
