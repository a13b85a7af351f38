//! A person at a browser: opens, sees, taps, types, presses; by the words on the screen, never by classes or test ids.
//!
//! Each [`Browser`] has its own chromedriver, its own Chromium and its own profile, so two of them are two people. All
//! calls block: a story is a sequence, and what runs at the same time runs in other processes. What is not there
//! within [`PATIENCE`] fails the story with what was on the screen instead; a picture of it goes to
//! `target/artefacts/failures/`.

use std::future::Future;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;
use thirtyfour::session::scriptret::ScriptRet;
use thirtyfour::{Capabilities, Key};

use crate::launch::driver::Driver;
use crate::launch::{Camera, Screen, chromium};
use crate::{Film, artefacts, clock};

mod world;

/// How long a person on a slow machine waits for something before it counts as missing.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// One browser. Ends with the value.
pub struct Browser {
    driver: WebDriver,
    runtime: tokio::runtime::Runtime,
    _process: Driver,
    _profile: tempfile::TempDir,
    /// What it is like.
    pub screen: Screen,
}

impl Browser {
    /// A browser without a camera.
    pub fn open(screen: Screen) -> Self {
        Self::launch(screen, &Camera::None)
    }

    /// A browser whose camera sees this film, and who has allowed it.
    pub fn with_camera(screen: Screen, film: &Film) -> Self {
        Self::launch(screen, &Camera::Film(film.path()))
    }

    /// A browser with a camera, and somebody who says no when a page asks for it.
    pub fn with_camera_denied(screen: Screen) -> Self {
        Self::launch(screen, &Camera::Denied)
    }

    /// A browser that calls itself so (`User-Agent`), its service workers too.
    pub fn calling_itself(screen: Screen, agent: &str) -> Self {
        Self::launch_as(screen, &Camera::None, Some(agent))
    }

    fn launch(screen: Screen, camera: &Camera<'_>) -> Self {
        Self::launch_as(screen, camera, None)
    }

    fn launch_as(screen: Screen, camera: &Camera<'_>, agent: Option<&str>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let profile = tempfile::tempdir().expect("a browser profile");
        let process = chromium::driver(screen.language);
        let wanted = Capabilities::from(chromium::capabilities(screen, camera, agent, profile.path()));
        let driver = runtime
            .block_on(async { WebDriver::new(process.url.as_str(), wanted).await })
            .unwrap_or_else(|e| panic!("Chromium does not start: {e}"));
        let browser = Self { driver, runtime, _process: process, _profile: profile, screen };
        browser.set_tab();
        browser
    }

    // ---- going somewhere ----

    /// Types an address.
    #[track_caller]
    pub fn goto(&self, url: &str) {
        self.ask(self.driver.goto(url), &format!("open {url}"));
    }

    /// Reloads.
    #[track_caller]
    pub fn reload(&self) {
        self.ask(self.driver.refresh(), "reload");
    }

    /// The address bar.
    #[track_caller]
    pub fn address(&self) -> String {
        self.script("return location.href", &[]).as_str().unwrap_or_default().to_owned()
    }

    /// All cookies for this page, those that scripts can't read too.
    #[track_caller]
    pub fn cookies(&self) -> std::collections::BTreeMap<String, String> {
        let cookies = self.ask(self.driver.get_all_cookies(), "read the cookies");
        cookies.into_iter().map(|cookie| (cookie.name, cookie.value)).collect()
    }

    /// Opens a second tab of the same person and looks at it.
    #[track_caller]
    pub fn new_tab(&self, url: &str) {
        let tab = self.ask(self.driver.new_tab(), "open a tab");
        self.ask(self.driver.switch_to_window(tab), "look at the new tab");
        self.set_tab();
        self.goto(url);
    }

    /// Looks at the tab opened as number `index`.
    #[track_caller]
    pub fn look_at_tab(&self, index: usize) {
        let tabs = self.ask(self.driver.windows(), "see the tabs");
        self.ask(self.driver.switch_to_window(tabs[index].clone()), "look at a tab");
    }

    // ---- seeing ----

    /// All words on the screen, and what pictures say to a screen reader.
    #[track_caller]
    pub fn words(&self) -> String {
        self.look("words()").as_str().unwrap_or_default().to_owned()
    }

    /// Are these words on the screen now? Case and white space aside.
    #[track_caller]
    pub fn has(&self, words: &str) -> bool {
        self.words().to_lowercase().contains(&words.to_lowercase())
    }

    /// Waits until these words are on the screen.
    #[track_caller]
    pub fn sees(&self, words: &str) {
        self.sees_within(words, PATIENCE);
    }

    /// Waits until these words are on the screen, no longer than this.
    #[track_caller]
    pub fn sees_within(&self, words: &str, limit: Duration) {
        if !clock::until(limit, || self.has(words)) {
            panic!("waited {limit:?} to see {words:?}. On the screen:\n{}", self.words());
        }
    }

    /// Waits until one of these is on the screen; answers which.
    #[track_caller]
    pub fn sees_one_of<'a>(&self, choices: &[&'a str]) -> &'a str {
        let mut found = None;
        clock::until(PATIENCE, || {
            let words = self.words().to_lowercase();
            found = choices.iter().find(|choice| words.contains(&choice.to_lowercase())).copied();
            found.is_some()
        });
        found.unwrap_or_else(|| panic!("waited to see one of {choices:?}. On the screen:\n{}", self.words()))
    }

    /// Waits until these words are gone.
    #[track_caller]
    pub fn sees_no_more(&self, words: &str) {
        if !clock::until(PATIENCE, || !self.has(words)) {
            panic!("{words:?} is still on the screen:\n{}", self.words());
        }
    }

    /// Waits for an element by CSS selector, for what has no words: a picture, the QR.
    #[track_caller]
    pub fn element(&self, css: &str) -> WebElement {
        let query = async { self.driver.query(By::Css(css)).wait(PATIENCE, Duration::from_millis(100)).first().await };
        self.ask(query, &format!("find {css}"))
    }

    /// How many elements match.
    #[track_caller]
    pub fn count(&self, css: &str) -> usize {
        self.script("return document.querySelectorAll(arguments[0]).length", &[json!(css)]).as_u64().unwrap_or(0)
            as usize
    }

    /// A PNG of an element as it is on the screen, in device pixels.
    #[track_caller]
    pub fn picture_of(&self, css: &str) -> Vec<u8> {
        let element = self.element(css);
        self.ask(element.screenshot_as_png(), &format!("take a picture of {css}"))
    }

    // ---- doing ----

    /// Taps what has this name: a button, a link, a choice.
    #[track_caller]
    pub fn tap(&self, name: &str) {
        let mut last = String::new();
        let done = clock::until(PATIENCE, || match self.find("tappable", name) {
            None => false,
            // What just moved or was redrawn is tapped again, as a person would.
            Some(element) => match self.runtime.block_on(element.click()) {
                Ok(()) => true,
                Err(e) => {
                    last = e.to_string();
                    false
                }
            },
        });
        if !done {
            panic!(
                "can't tap {name:?} {last}. One can tap: {}\nOn the screen:\n{}",
                self.look("offers()"),
                self.words()
            );
        }
    }

    /// Can this be tapped now?
    #[track_caller]
    pub fn offers(&self, name: &str) -> bool {
        self.find("tappable", name).is_some()
    }

    /// Types into the field with this label.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) {
        let mut field = None;
        clock::until(PATIENCE, || {
            field = self.find("field", label);
            field.is_some()
        });
        let field = field.unwrap_or_else(|| panic!("no field {label:?} among {}", self.look("offers()")));
        self.ask(field.send_keys(text), &format!("type into {label}"));
    }

    /// Types into whatever has the focus.
    #[track_caller]
    pub fn press(&self, keys: &str) {
        self.ask(self.driver.action_chain().send_keys(keys).perform(), "press keys");
    }

    /// Presses one special key.
    #[track_caller]
    pub fn press_key(&self, key: Key) {
        self.press(&char::from(key).to_string());
    }

    /// Presses Tab until what has this name has the focus, and asserts that one sees where the focus is.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        let mut way = Vec::new();
        for _ in 0..40 {
            self.press_key(Key::Tab);
            let focus = self.look("focus()");
            let at = focus["name"].as_str().unwrap_or_default().to_owned();
            if at.to_lowercase().contains(&name.to_lowercase()) {
                assert_eq!(focus["visible"], true, "one can see that {at:?} has the focus");
                return;
            }
            way.push(at);
        }
        panic!("no way to {name:?} by Tab; it went over {way:?}");
    }

    /// The name of what has the focus, empty if nothing has.
    #[track_caller]
    pub fn focus(&self) -> String {
        self.look("focus()")["name"].as_str().unwrap_or_default().to_owned()
    }

    // ---- scripts ----

    /// Runs a script and answers what it returns.
    #[track_caller]
    pub fn script(&self, script: &str, args: &[Value]) -> Value {
        self.ask(self.driver.execute(script, args), "run a script").json().clone()
    }

    /// Runs a script that ends by calling its last argument.
    #[track_caller]
    pub fn script_async(&self, script: &str, args: &[Value]) -> Value {
        self.ask(self.driver.execute_async(script, args), "run a script").json().clone()
    }

    #[track_caller]
    fn look(&self, call: &str) -> Value {
        self.script(&format!("{}; return look.{call};", include_str!("look.js")), &[])
    }

    fn find(&self, kind: &str, words: &str) -> Option<WebElement> {
        let script = format!("{}; return look.{kind}(arguments[0]);", include_str!("look.js"));
        let found = self.runtime.block_on(self.driver.execute(script, vec![json!(words)]));
        found.ok().filter(|ret| !ret.json().is_null()).map(ScriptRet::element)?.ok()
    }

    #[track_caller]
    fn ask<T>(&self, question: impl Future<Output = WebDriverResult<T>>, what: &str) -> T {
        // Not unwrap_or_else: a closure would hide the story's line from #[track_caller].
        match self.runtime.block_on(question) {
            Ok(answer) => answer,
            Err(e) => panic!("can't {what}: {e}"),
        }
    }

    fn keep_failure(&self) {
        let story = std::thread::current().name().unwrap_or("story").replace("::", "-");
        let name = format!("{story}-{}-{}", self.screen, clock::now_ms());
        let path = artefacts::folder("failures").join(name);
        if let Ok(png) = self.runtime.block_on(self.driver.screenshot_as_png()) {
            let _ = std::fs::write(path.with_extension("png"), png);
        }
        let log = self.runtime.block_on(self.driver.browser_log()).unwrap_or_default();
        let log: Vec<String> = log.into_iter().map(|e| format!("{} {}", e.level, e.message)).collect();
        eprintln!("--- what {} saw: {}.png, its console:\n{}", self.screen, path.display(), log.join("\n"));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.keep_failure();
        }
        let _ = self.runtime.block_on(self.driver.clone().quit());
    }
}
