//! The phone's database, which two open: the card's page before its app is there, and the apps. A test holds them to one name and one version.

use std::fs;

use crate::{apps, sh};

/// Where the apps open it.
const STORAGE: &str = "src/kit/src/browser/storage.rs";

fn read(path: &str) -> String {
    fs::read_to_string(sh::root().join(path)).unwrap()
}

/// What stands in `text` after `begins`, up to the first `ends`, each time.
fn between<'a>(text: &'a str, begins: &'a str, ends: &'a str) -> Vec<&'a str> {
    text.split(begins).skip(1).filter_map(|rest| Some(rest.split_once(ends)?.0.trim())).collect()
}

#[test]
fn a_page_opens_the_database_that_its_app_opens() {
    let storage = read(STORAGE);
    let [names, versions] = ["const NAME: &str =", "const VERSION: u32 ="].map(|begins| between(&storage, begins, ";"));
    assert_eq!((names.len(), versions.len()), (1, 1), "{STORAGE} has one NAME and one VERSION");
    let same = format!("{}, {}", names[0], versions[0]);
    let mut opened = 0;
    for app in apps::APPS {
        let page = format!("src/{}/index.html", app.name);
        for asked in between(&read(&page), "indexedDB.open(", ")") {
            assert_eq!(asked, same, "{page} opens another database than {STORAGE}");
            opened += 1;
        }
    }
    assert!(opened > 0, "no page opens it any more: then this test can go");
}
