//! What a person waits for: a first visit as Lighthouse sees it, and what the story `speed` measures on a phone that is four times slower.

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use crate::{
    sh,
    steps::{Doing as _, Failure, Result, Steps},
    test, tools,
};

const VERSION: &str = "12.8.2";

/// A figure: what it is called in the story's file, what it is, what it is measured in, and what it shall be.
struct Wanted(&'static str, &'static str, &'static str, Bound);

enum Bound {
    AtLeast(f64),
    AtMost(f64),
    /// Told, not judged.
    Told,
}

const WANTED: [Wanted; 11] = [
    Wanted("performance", "Lighthouse: performance", "%", Bound::AtLeast(98.0)),
    Wanted("accessibility", "Lighthouse: accessibility", "%", Bound::AtLeast(100.0)),
    Wanted("best-practices", "Lighthouse: best practices", "%", Bound::AtLeast(100.0)),
    Wanted("first-contentful-paint", "first contentful paint", "ms", Bound::Told),
    Wanted("largest-contentful-paint", "largest contentful paint", "ms", Bound::AtMost(1300.0)),
    Wanted("total-blocking-time", "total blocking time", "ms", Bound::AtMost(50.0)),
    Wanted("cumulative-layout-shift", "cumulative layout shift", "", Bound::AtMost(0.0)),
    Wanted("open offline ms", "from a tap on the icon to the code, offline", "ms", Bound::AtMost(300.0)),
    Wanted("redraw ms", "a new code on the screen", "ms", Bound::AtMost(8.0)),
    Wanted("memory after an hour KB", "memory after an hour of rotation", "KB", Bound::Told),
    // One page of WebAssembly's memory, which grows by 64 KiB.
    Wanted("memory grown in an hour KB", "by which it grew in that hour", "KB", Bound::AtMost(66.0)),
];

/// Measures and prints; whether each figure is as wanted.
pub fn measure() -> Result<bool> {
    let lighthouse = program();
    if !lighthouse.exists() {
        let mut steps = Steps::new(1);
        steps.run("install from npm: lighthouse", "1 min", || {
            tools::npm_into(&folder(), &[format!("lighthouse@{VERSION}")], "npm-lighthouse")
        })?;
    }
    let ran = test::measured("speed", &lighthouse)?;
    if ran != ExitCode::SUCCESS {
        return Err(Failure::new("the story `speed` did not come to its end"));
    }
    let file = sh::target().join("artefacts/speed/figures.json");
    let text = std::fs::read(&file).doing(format!("read {}", file.display()))?;
    let figures: BTreeMap<String, f64> = serde_json::from_slice(&text).doing("read the figures")?;
    println!("\n{:<48}{:>12}{:>14}", "speed", "measured", "wanted");
    let mut good = true;
    for Wanted(key, name, unit, bound) in &WANTED {
        let figure = figures.get(*key).ok_or_else(|| Failure::new(format!("the story did not measure {key:?}")))?;
        // Lighthouse's scores are parts of one.
        let figure = if *unit == "%" { figure * 100.0 } else { *figure };
        let (wanted, holds) = match bound {
            Bound::AtLeast(least) => (format!(">= {least:.0}"), figure >= *least),
            Bound::AtMost(most) => (format!("<= {most:.0}"), figure <= *most),
            Bound::Told => (String::new(), true),
        };
        good &= holds;
        println!("  {name:<46}{figure:>9.0} {unit:<3}{wanted:>13}{}", if holds { "" } else { "   MISSED" });
    }
    println!(
        "\nLighthouse {VERSION}, mobile preset, medians of five first visits to the demo's card; the last four in Chromium with its processor slowed down four\n\
         times, medians of nine launches and of an hour's redraws, which a fast clock lets pass in a minute. Other work on this machine shows."
    );
    Ok(good)
}

fn folder() -> PathBuf {
    tools::folder().join(format!("lighthouse-{VERSION}"))
}

fn program() -> PathBuf {
    folder().join("node_modules/.bin/lighthouse")
}
