//! The world around a browser, as far as a story can turn it: light, network, clock, what is kept; and what its console says of it.

use serde_json::{Value, json};

use super::Browser;
use crate::artefacts;
use crate::launch::Light;

impl Browser {
    /// What DevTools sets per tab. The locale of `Intl` would else be the system's, not the browser's.
    #[track_caller]
    pub(super) fn set_tab(&self) {
        self.set_media(self.screen.light, false);
        self.cdp("Emulation.setLocaleOverride", json!({"locale": self.screen.language.tag()}));
    }

    /// Colour scheme and reduced motion, as the system would tell it.
    #[track_caller]
    pub fn set_media(&self, light: Light, reduced_motion: bool) {
        let scheme = if light == Light::Dark { "dark" } else { "light" };
        let motion = if reduced_motion { "reduce" } else { "no-preference" };
        let features = json!([
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": motion},
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({"features": features}));
    }

    /// Network gone (or back) for the page: requests fail and `navigator.onLine` says so. A service worker has its own
    /// network, so a story that must be sure also stops the server.
    #[track_caller]
    pub fn set_offline(&self, offline: bool) {
        let limits = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.cdp("Network.enable", json!({}));
        self.cdp("Network.emulateNetworkConditions", limits);
    }

    /// From the next page on, the phone's clock is `off_s` seconds ahead (negative: behind).
    ///
    /// A wrong phone clock is a wrong `Date` and nothing else: `performance.now()`, timers and animation frames count the
    /// same seconds as everywhere. So this shifts `Date` alone, before any script of the page runs. Setting the
    /// machine's clock instead would set the server's and the other phones' too.
    #[track_caller]
    pub fn set_clock_off(&self, off_s: i64) {
        self.before_each_page(&format!(
            "const Real = Date, off = {}; \
             globalThis.Date = class Date extends Real {{ \
               constructor(...a) {{ a.length ? super(...a) : super(Real.now() + off); }} \
               static now() {{ return Real.now() + off; }} }}",
            off_s * 1000
        ));
    }

    /// From the next page on, this runs in each page before its own scripts.
    #[track_caller]
    pub fn before_each_page(&self, script: &str) {
        let source = format!("(() => {{ {script} }})()");
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": source}));
    }

    /// What this origin keeps is gone, and no page of it is open any more; `what` as DevTools names it: `"indexeddb,cookies"`, `"all"`.
    #[track_caller]
    pub fn wipe(&self, origin: &str, what: &str) {
        self.goto("about:blank");
        self.cdp("Storage.clearDataForOrigin", json!({"origin": origin, "storageTypes": what}));
    }

    /// A raw DevTools command.
    #[track_caller]
    pub fn cdp(&self, method: &str, params: Value) -> Value {
        let cdp = self.driver.cdp();
        self.ask(cdp.send_raw(method, params), method)
    }

    /// Errors in the console since the last look: script errors, what the content security policy refused, pages and files
    /// that did not load. An answer of the API that says no (401, 409 …) is no error, nor a form that comes back to be corrected (422): browsers list
    /// it, people read it. Nor is a trembling that the browser left out because nobody has touched the page yet.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        let log = self.ask(self.driver.browser_log(), "read the console");
        let status =
            |message: &str, status: &str| message.contains(&format!("the server responded with a status of {status}"));
        let refusal = |message: &str| status(message, if message.contains("/v1/") { "4" } else { "422" });
        let trembling = |message: &str| message.contains("Blocked call to navigator.vibrate");
        let harmless = |message: &str| refusal(message) || trembling(message);
        let errors = log.into_iter().filter(|entry| entry.level == "SEVERE" && !harmless(&entry.message));
        errors.map(|entry| entry.message).collect()
    }

    /// Keeps the screen as an artefact: `screens/<story>-<screen>-<size>-<light>-<language>.png`.
    #[track_caller]
    pub fn keep(&self, story: &str, screen: &str) {
        let png = self.ask(self.driver.screenshot_as_png(), "take a screenshot");
        let path = artefacts::folder("screens").join(format!("{story}-{screen}-{}.png", self.screen));
        std::fs::write(&path, png).unwrap_or_else(|e| panic!("can't write {}: {e}", path.display()));
    }
}
