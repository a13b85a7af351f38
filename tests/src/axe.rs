//! Accessibility of the screen as it is: axe-core, run inside the page.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::Browser;

/// `COMPTOIR_AXE`, or where `cargo xtask test` puts it.
fn source() -> String {
    let default = || {
        let home = std::env::var_os("HOME").expect("a home folder");
        PathBuf::from(home).join(".cache/comptoir/tools/npm/node_modules/axe-core/axe.min.js")
    };
    let path = std::env::var_os("COMPTOIR_AXE").map_or_else(default, PathBuf::from);
    std::fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{} is missing: run `cargo xtask test`, or name axe.min.js in COMPTOIR_AXE.", path.display())
    })
}

/// What axe objects to on the screen as it is: each rule of WCAG A and AA and of the best practices, with the elements.
#[track_caller]
pub fn barriers(browser: &Browser) -> Vec<String> {
    // A script given through WebDriver is the person's, not the page's: the content security policy does not apply.
    browser.script(&format!("if (!window.axe) {{ {} }}", source()), &[]);
    let run = "const done = arguments[arguments.length - 1]; \
               axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations), e => done(String(e)))";
    let violations = browser.script_async(run, &[]);
    let list = violations.as_array().unwrap_or_else(|| panic!("axe did not run: {violations}"));
    list.iter().map(tell).collect()
}

/// Asserts that axe finds nothing to object to on this screen.
#[track_caller]
pub fn assert_accessible(browser: &Browser, screen: &str) {
    let found = barriers(browser);
    assert!(found.is_empty(), "{screen} ({}) has {} barriers:\n{}", browser.screen, found.len(), found.join("\n"));
}

fn tell(violation: &Value) -> String {
    let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let places = nodes.iter().take(5).map(|node| {
        let why = node["failureSummary"].as_str().unwrap_or_default().replace('\n', " ");
        format!("\n    {} — {why}", node["html"].as_str().unwrap_or_default())
    });
    let places: String = places.collect();
    let words = json!([violation["impact"], violation["id"], violation["help"]]);
    format!("  {words}{places}")
}
