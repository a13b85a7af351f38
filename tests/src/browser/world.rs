//! The world around a browser, as far as a story can turn it: light, network, clock, what is kept; and what its console says of it.
//!
//! Chromium is told by DevTools, Firefox by WebDriver BiDi. WebKit's driver has neither: what it can't do stops the story with its reason, and
//! `docs/browsers.md` lists it.

use serde_json::{Value, json};
use thirtyfour::WindowHandle;
use thirtyfour::error::WebDriverError;

use super::Browser;
use crate::artefacts;
use crate::launch::{Engine, Light};

/// Notes errors where the console can't be read.
const LISTEN: &str = include_str!("../listen.js");
/// Deletes what this origin keeps, of what `kinds` names, but for cookies.
const WIPE: &str = "const [kinds, done] = arguments, all = kinds.includes('all'), one = kind => all || kinds.includes(kind);
    const gone = name => new Promise(done => {
      const ask = indexedDB.deleteDatabase(name); ask.onsuccess = ask.onerror = ask.onblocked = e => done(e.type) });
    (async () => {
      if (one('local_storage')) localStorage.clear();
      if (one('cache_storage')) for (const name of await caches.keys()) await caches.delete(name);
      if (one('service_workers')) for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
      const bases = one('indexeddb') ? await indexedDB.databases() : [];
      return Promise.all(bases.map(base => gone(base.name)));
    })().then(how => done(how.every(end => end === 'success')), e => done(String(e)));";

impl Browser {
    /// What is set once.
    #[track_caller]
    pub(super) fn begin(&self) {
        if self.screen.engine == Engine::Firefox {
            self.before_each_page(LISTEN);
        }
        self.set_tab();
    }

    /// What is set per tab. The locale of `Intl` would else be the system's, not the browser's.
    #[track_caller]
    pub(super) fn set_tab(&self) {
        let locale = self.screen.language.tag();
        match self.screen.engine {
            Engine::Chromium => {
                self.set_media(self.screen.light, false);
                self.cdp("Emulation.setLocaleOverride", json!({"locale": locale}));
            }
            Engine::Firefox => {
                let (width, height, density) = self.screen.size.metrics();
                let viewport = json!({"width": width, "height": height});
                let tab = self.tab().to_string();
                let window = json!({"context": tab, "viewport": viewport, "devicePixelRatio": density});
                self.bidi("browsingContext.setViewport", window);
                self.bidi("emulation.setLocaleOverride", json!({"locale": locale, "contexts": [tab]}));
            }
            Engine::Webkit => self.set_window(),
        }
    }

    /// Makes a WebKit's window so large that its page has the size it should: its own frame takes some.
    #[track_caller]
    fn set_window(&self) {
        let (width, height, _) = self.screen.size.metrics();
        let mut frame = 0;
        for _ in 0..2 {
            self.ask(self.driver.set_window_rect(0, 0, width, height + frame), "set the window's size");
            let inner = self.script("return innerHeight", &[]).as_u64().unwrap_or_default() as u32;
            frame += height.saturating_sub(inner);
        }
    }

    /// The tab that is looked at.
    #[track_caller]
    pub(super) fn tab(&self) -> WindowHandle {
        self.ask(self.driver.window(), "know the tab")
    }

    /// Colour scheme and reduced motion, as the system would tell it while the browser runs.
    #[track_caller]
    pub fn set_media(&self, light: Light, reduced_motion: bool) {
        self.only(Engine::Chromium, "another light");
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
        if self.screen.engine == Engine::Firefox {
            let network = if offline { json!({"type": "offline"}) } else { Value::Null };
            self.bidi(
                "emulation.setNetworkConditions",
                json!({"networkConditions": network, "contexts": [self.tab().to_string()]}),
            );
            return;
        }
        let limits = json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.cdp("Network.enable", json!({}));
        self.cdp("Network.emulateNetworkConditions", limits);
    }

    /// Whether [`Browser::set_offline`] is possible. Where it is not, a story stops the server.
    pub fn can_be_offline(&self) -> bool {
        self.screen.engine != Engine::Webkit
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
        if self.screen.engine == Engine::Firefox {
            self.bidi("script.addPreloadScript", json!({"functionDeclaration": format!("() => {{ {script} }}")}));
            return;
        }
        let source = format!("(() => {{ {script} }})()");
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": source}));
    }

    /// What this origin keeps is gone, and no page of it is open any more; `what` as DevTools names it: `"indexeddb,cookies"`, `"all"`.
    #[track_caller]
    pub fn wipe(&self, origin: &str, what: &str) {
        if self.screen.engine == Engine::Chromium {
            self.goto("about:blank");
            self.cdp("Storage.clearDataForOrigin", json!({"origin": origin, "storageTypes": what}));
            return;
        }
        // Only a page of the origin itself may: one without a script.
        self.goto(&format!("{origin}/demo/terms"));
        assert_eq!(self.script_async(WIPE, &[json!(what.split(',').collect::<Vec<_>>())]), true, "{what} is wiped");
        if what.contains("cookies") || what == "all" {
            self.ask(self.driver.delete_all_cookies(), "delete the cookies");
        }
        self.goto("about:blank");
    }

    /// A raw DevTools command.
    #[track_caller]
    pub fn cdp(&self, method: &str, params: Value) -> Value {
        self.only(Engine::Chromium, method);
        let cdp = self.driver.cdp();
        self.ask(cdp.send_raw(method, params), method)
    }

    /// A raw command of WebDriver BiDi.
    #[track_caller]
    fn bidi(&self, method: &str, params: Value) -> Value {
        let answer = async {
            let bidi = self.driver.bidi().await?;
            bidi.send_raw(method, params).await.map_err(|e| WebDriverError::FatalError(e.to_string()))
        };
        self.ask(answer, method)
    }

    #[track_caller]
    fn only(&self, engine: Engine, what: &str) {
        assert_eq!(self.screen.engine, engine, "{what} is asked of {engine:?} only: see docs/browsers.md");
    }

    /// From now on this page's errors are noted, if its console can't be read and nobody listens yet.
    #[track_caller]
    pub(super) fn listen(&self) {
        if self.screen.engine == Engine::Webkit {
            self.script(LISTEN, &[]);
        }
    }

    /// What [`LISTEN`] noted since the last time.
    #[track_caller]
    fn noted(&self) -> Vec<String> {
        let take = "const noted = sessionStorage.storyErrors ?? '[]'; delete sessionStorage.storyErrors; return noted";
        serde_json::from_str(self.script(take, &[]).as_str().unwrap_or_default()).expect("a list of errors")
    }

    /// Errors in the console since the last look: script errors, what the content security policy refused, pages and files
    /// that did not load. An answer of the API that says no (401, 409 …) is no error, nor a form that comes back to be corrected (422): browsers list
    /// it, people read it. Nor is a trembling that the browser left out because nobody has touched the page yet.
    #[track_caller]
    pub fn console_errors(&self) -> Vec<String> {
        if self.screen.engine != Engine::Chromium {
            return self.noted();
        }
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
