//! What a person waits for on a slow phone, measured: `cargo xtask budget` runs this and judges the figures. Chromium's processor is slowed down four times.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Duration;

use it::{Browser, Server, artefacts, clock};
use serde_json::{Value, json};

use crate::customer;

/// Chromium's slow-down: a cheap phone beside a laptop.
const SLOW: u32 = 4;
/// Launches, redraws and runs of Lighthouse whose median counts.
const LAUNCHES: usize = 9;
const LIGHTHOUSE_RUNS: usize = 5;
/// Redraws until caches are full, half an hour's, and of an hour.
const SETTLED: usize = 120;
const IN_AN_HOUR: usize = 240;
/// An hour of rotation goes by in a minute.
const FASTER: u32 = 60;

/// From the start of the navigation to the first frame after the code stood on the page.
const FIRST_CODE: &str = "new MutationObserver((_, seen) => { if (document.querySelector('.qr svg[data-link]')) { seen.disconnect(); \
    requestAnimationFrame(() => setTimeout(() => globalThis.codeMs = performance.now())) } }).observe(document, { childList: true, subtree: true })";

/// What a redraw takes the main thread, from the signature to the laid-out code: waiting for WebCrypto's own thread left out, painting too.
const REDRAWS: &str = "globalThis.redrawsMs = []; let signed, asked, answered; const sign = SubtleCrypto.prototype.sign; \
    const ms = performance.now.bind(performance); \
    SubtleCrypto.prototype.sign = function (way, ...rest) { const typed = (way.name ?? way) == 'HMAC'; if (typed) asked = ms(); \
        return sign.call(this, way, ...rest).then(tag => { if (typed) answered = ms(); else signed = ms(); return tag }) }; \
    new MutationObserver(changes => { if (!signed || !changes.some(c => c.target.matches('.modules path'))) return; \
        document.querySelector('.qr').getBoundingClientRect(); \
        redrawsMs.push(asked - signed + ms() - answered); signed = 0 }).observe(document, { attributeFilter: ['d'], subtree: true })";

/// Time runs faster: both clocks, and timers.
const FAST: &str = "const began = Date.now(), now = Date.now, ms = performance.now.bind(performance), later = setTimeout; \
    Date.now = () => began + (now() - began) * FASTER; performance.now = () => ms() * FASTER; \
    globalThis.setTimeout = (run, ms, ...rest) => later(run, (ms ?? 0) / FASTER, ...rest)";

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Keeps hold of the app's memory.
const MEMORY: &str = "const start = WebAssembly.instantiateStreaming; WebAssembly.instantiateStreaming = async (...all) => { \
    const made = await start.apply(WebAssembly, all); \
    globalThis.wasmMemory = Object.values(made.instance.exports).find(part => part instanceof WebAssembly.Memory); return made }";

/// Bytes of JavaScript and of WebAssembly's memory, after everything unused was thrown away. What the browser itself keeps, the list of requests for
/// DevTools among it, is not counted.
fn memory(browser: &Browser) -> f64 {
    browser.cdp("HeapProfiler.collectGarbage", json!({}));
    let heap = browser.cdp("Runtime.getHeapUsage", json!({}));
    let wasm = browser.script("return wasmMemory.buffer.byteLength", &[]);
    heap["usedSize"].as_f64().zip(wasm.as_f64()).map(|(heap, wasm)| heap + wasm).expect("bytes")
}

#[test]
#[ignore = "measures, for `cargo xtask budget`"]
fn speed() {
    let mut server = Server::demo();
    let mut figures: BTreeMap<String, f64> = lighthouse(&server);

    let phone = customer::with_card(&server);
    customer::wait_for_service_worker(&phone);
    phone.reload();
    phone.element(customer::CODE);
    phone.set_offline(true);
    server.kill_9();
    phone.cdp("Emulation.setCPUThrottlingRate", json!({"rate": SLOW}));
    phone.before_each_page(FIRST_CODE);
    phone.before_each_page(REDRAWS);
    let opened = (0..LAUNCHES).map(|_| {
        phone.goto("about:blank");
        phone.goto(&server.url("/demo"));
        waited_for(&phone, "return globalThis.codeMs ?? null").as_f64().expect("milliseconds")
    });
    figures.insert("open offline ms".into(), median(opened.collect()));

    // Another page, in which an hour passes.
    phone.before_each_page(MEMORY);
    phone.before_each_page(&FAST.replace("FASTER", &FASTER.to_string()));
    phone.goto(&server.url("/demo"));
    phone.element(customer::CODE);
    let redraws = || phone.script("return redrawsMs", &[]).as_array().map_or(0, Vec::len);
    let mut count = 0;
    let mut wait = |more: usize| {
        count += more;
        // Seldom: each question leaves some KB of the driver's own in the page.
        std::thread::sleep(Duration::from_secs((more * 15) as u64 / u64::from(FASTER)));
        let asked = (0..40).find(|_| {
            std::thread::sleep(Duration::from_secs(5));
            redraws() >= count
        });
        assert!(asked.is_some(), "{} redraws of {count}", redraws());
    };
    wait(SETTLED);
    let early = memory(&phone);
    wait(IN_AN_HOUR);
    let late = memory(&phone);
    let all = phone.script("return redrawsMs", &[]);
    let all = all.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    figures.insert("redraw ms".into(), median(all));
    figures.insert("memory after an hour KB".into(), late / 1000.0);
    figures.insert("memory grown in an hour KB".into(), (late - early) / 1000.0);
    std::fs::write(artefacts::folder("speed").join("figures.json"), json!(figures).to_string()).expect("the figures");
}

fn waited_for(browser: &Browser, script: &str) -> Value {
    let mut value = Value::Null;
    clock::until(it::browser::PATIENCE, || {
        value = browser.script(script, &[]);
        !value.is_null()
    });
    value
}

/// A first visit as Lighthouse sees it with its mobile preset: medians.
fn lighthouse(server: &Server) -> BTreeMap<String, f64> {
    let program = std::env::var("COMPTOIR_LIGHTHOUSE").expect("COMPTOIR_LIGHTHOUSE, which `cargo xtask budget` sets");
    let folder = artefacts::folder("speed");
    let mut all: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for run in 0..LIGHTHOUSE_RUNS {
        let report = folder.join(format!("lighthouse-{run}.json"));
        let mut command = Command::new(&program);
        command.args([&server.url("/demo"), "--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]);
        command.arg(format!("--output-path={}", report.display())).env("CHROME_PATH", "chromium");
        assert!(command.status().expect("lighthouse").success(), "lighthouse fails");
        let report = std::fs::read(report).expect("a report");
        let report: Value = serde_json::from_slice(&report).expect("a report");
        let mut note = |name: &str, value: &Value| {
            let value = value.as_f64().unwrap_or_else(|| panic!("lighthouse says nothing of {name}"));
            all.entry(name.to_owned()).or_default().push(value);
        };
        for category in ["performance", "accessibility", "best-practices"] {
            note(category, &report["categories"][category]["score"]);
        }
        for audit in
            ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"]
        {
            note(audit, &report["audits"][audit]["numericValue"]);
        }
    }
    all.into_iter().map(|(name, figures)| (name, median(figures))).collect()
}
