//! A person at a browser: opens, sees, taps, types, presses; by the words on the screen, never by classes or test ids.
//!
//! Each [`Browser`] has its own driver, its own Chromium, Firefox or WebKit and its own profile, so two of them are two people. All
//! calls block: a story is a sequence, and what runs at the same time runs in other processes. What is not there
//! within [`PATIENCE`] fails the story with what was on the screen instead; a picture of it goes to
//! `target/artefacts/failures/`.

use std::cell::RefCell;
use std::future::Future;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::prelude::*;
use thirtyfour::session::scriptret::ScriptRet;
use thirtyfour::{Capabilities, Key, WindowHandle};

use crate::grey::Grey;
use crate::launch::driver::Driver;
use crate::launch::{Camera, Engine, Screen, chromium, firefox, webkit};
use crate::{Film, artefacts, clock};

mod world;

/// How long a person on a slow machine waits for something before it counts as missing.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// One browser. Ends with the value.
pub struct Browser {
    driver: WebDriver,
    runtime: tokio::runtime::Runtime,
    /// In the order in which they were opened, which no engine promises.
    tabs: RefCell<Vec<WindowHandle>>,
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

    /// A Firefox on a disk that is full but for so many kilobytes: the engine itself says so, as it does on a real one.
    pub fn with_room(screen: Screen, kb: u32) -> Self {
        assert_eq!(screen.engine, Engine::Firefox, "only Firefox can be told how much room it has");
        let wanted = firefox::with_room(firefox::capabilities(screen), kb);
        Self::start(screen, tempfile::tempdir().expect("a browser profile"), firefox::driver(), wanted)
    }

    fn launch(screen: Screen, camera: &Camera<'_>) -> Self {
        Self::launch_as(screen, camera, None)
    }

    fn launch_as(screen: Screen, camera: &Camera<'_>, agent: Option<&str>) -> Self {
        let own = agent.is_some() || !matches!(camera, Camera::None);
        assert!(!own || screen.engine == Engine::Chromium, "cameras and other names are Chromium's");
        let profile = tempfile::tempdir().expect("a browser profile");
        let (process, wanted) = match screen.engine {
            Engine::Chromium => {
                (chromium::driver(screen.language), chromium::capabilities(screen, camera, agent, profile.path()))
            }
            Engine::Firefox => (firefox::driver(), firefox::capabilities(screen)),
            Engine::Webkit => (webkit::driver(screen, profile.path()), webkit::capabilities(screen)),
        };
        Self::start(screen, profile, process, wanted)
    }

    /// A session of this driver, as `wanted` of it and with what all engines are asked for.
    fn start(screen: Screen, profile: tempfile::TempDir, process: Driver, mut wanted: Value) -> Self {
        wanted["timeouts"] = json!({"script": 120_000, "pageLoad": 60_000, "implicit": 0});
        wanted["unhandledPromptBehavior"] = json!("ignore");
        let wanted = Capabilities::from(wanted.as_object().expect("an object").clone());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let driver = runtime
            .block_on(async { WebDriver::new(process.url.as_str(), wanted).await })
            .unwrap_or_else(|e| panic!("{:?} does not start: {e}", screen.engine));
        let tabs = RefCell::default();
        let browser = Self { driver, runtime, tabs, _process: process, _profile: profile, screen };
        browser.tabs.borrow_mut().push(browser.tab());
        browser.begin();
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
        if self.screen.engine != Engine::Firefox {
            return self.ask(self.driver.refresh(), "reload");
        }
        // What geckodriver calls so goes past the service worker, as nobody's button does.
        self.script("window.left = true; location.reload()", &[]);
        let come = || self.script("return !window.left && document.readyState === 'complete'", &[]) == true;
        assert!(clock::until(PATIENCE, come), "the page comes again");
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
        let tab = async {
            // A WebKit's tab that WebDriver opens lies behind the first and is never drawn.
            if self.screen.engine == Engine::Webkit {
                self.driver.new_window().await
            } else {
                self.driver.new_tab().await
            }
        };
        let tab = self.ask(tab, "open a tab");
        self.ask(self.driver.switch_to_window(tab.clone()), "look at the new tab");
        self.tabs.borrow_mut().push(tab);
        self.set_tab();
        self.goto(url);
    }

    /// Looks at the tab opened as number `index`.
    #[track_caller]
    pub fn look_at_tab(&self, index: usize) {
        let tab = self.tabs.borrow()[index].clone();
        self.ask(self.driver.switch_to_window(tab), "look at a tab");
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
        // One that is made anew just then is looked for again.
        let query = self.driver.query(By::Css(css)).wait(PATIENCE, Duration::from_millis(100)).ignore_errors(true);
        self.ask(query.first(), &format!("find {css}"))
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
        if self.screen.engine == Engine::Webkit {
            return self.cut_out(css);
        }
        self.ask(element.screenshot_as_png(), &format!("take a picture of {css}"))
    }

    /// The same out of a picture of all that is on the screen, in grey: WebKit's driver draws an element on a dense screen black.
    #[track_caller]
    fn cut_out(&self, css: &str) -> Vec<u8> {
        let place = "const shown = document.querySelector(arguments[0]); shown.scrollIntoView({block: 'nearest', behavior: 'instant'}); \
                     const {left, top, width, height} = shown.getBoundingClientRect(); \
                     return [left, top, width, height].map(css => Math.round(css * devicePixelRatio))";
        let place = self.script(place, &[json!(css)]);
        let px = |at: usize| place[at].as_u64().unwrap_or_default() as usize;
        // What is in the page is on the screen two frames later.
        self.script_async("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))", &[]);
        let screen = Grey::decode(&self.ask(self.driver.screenshot_as_png(), "take a screenshot"));
        screen.part(px(0), px(1), px(2), px(3)).encode()
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
                // It may still be fading in.
                let seen = clock::until(Duration::from_secs(2), || self.look("focus()")["visible"] == true);
                assert!(seen, "one can see that {at:?} has the focus");
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
        self.listen();
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
