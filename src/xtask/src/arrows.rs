//! The architecture's arrows, held by a test: a crate depends only on layers below its own.

use std::collections::BTreeMap;

use crate::sh::{self, sh};

/// The layers, lowest first. Within a layer crates do not know each other.
const LAYERS: [&[&str]; 5] = [
    &["loyalty", "pass"],
    &["wire", "till"],
    &["words"],
    &["store", "kit"],
    &["comptoir-server", "card", "counter", "softkey"],
];
/// Arrows that the layers would allow but the architecture does not: what runs in a browser has no database, what runs on a server no kit.
const NEVER: [(&str, &str); 3] = [("card", "store"), ("counter", "store"), ("comptoir-server", "kit")];
/// The pure crates take time, randomness and bytes as arguments; these would bring them in by the back door.
const IMPURE: [&str; 12] = [
    "tokio",
    "getrandom",
    "rand",
    "rand_core",
    "web-sys",
    "js-sys",
    "rusqlite",
    "postgres",
    "reqwest",
    "chrono",
    "instant",
    "web-time",
];
const PURE: [&str; 5] = ["loyalty", "pass", "till", "wire", "words"];

/// Each member's normal and build dependencies by name.
fn members() -> BTreeMap<String, Vec<String>> {
    let metadata =
        sh::output(&mut sh("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"])).unwrap();
    let metadata: serde_json::Value = serde_json::from_str(&metadata).unwrap();
    let name = |value: &serde_json::Value| value["name"].as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let all = package["dependencies"].as_array().unwrap().iter();
            (name(package), all.filter(|d| d["kind"] != "dev").map(name).collect())
        })
        .collect()
}

fn layer(of: &str) -> Option<usize> {
    LAYERS.iter().position(|crates| crates.contains(&of))
}

#[test]
fn arrows_point_downwards() {
    let members = members();
    for (name, dependencies) in &members {
        let ours: Vec<&String> = dependencies.iter().filter(|d| members.contains_key(*d)).collect();
        match name.as_str() {
            "xtask" | "mutants" => {
                assert!(ours.is_empty(), "{name} must compile without the workspace, and depends on {ours:?}");
            }
            "it" => {}
            _ => {
                let own = layer(name)
                    .unwrap_or_else(|| panic!("{name} has no place in the architecture: give it a layer here"));
                for dependency in ours {
                    let below = layer(dependency)
                        .unwrap_or_else(|| panic!("{name} depends on {dependency}, which has no layer"));
                    assert!(below < own, "{name} depends on {dependency}, which is not below it");
                    assert!(
                        !NEVER.contains(&(name.as_str(), dependency.as_str())),
                        "{name} must not depend on {dependency}"
                    );
                }
            }
        }
    }
    for name in LAYERS.concat() {
        assert!(members.contains_key(name), "{name} is in the architecture but not in the workspace");
    }
}

#[test]
fn pure_crates_stay_pure() {
    let members = members();
    for name in PURE {
        let impure: Vec<&String> = members[name].iter().filter(|d| IMPURE.contains(&d.as_str())).collect();
        assert!(impure.is_empty(), "{name} takes time, randomness and bytes as arguments, and depends on {impure:?}");
    }
}
