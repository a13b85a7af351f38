//! Starting a headless Chromium of a given size, light and language: a phone, a tablet, a laptop, with or without a camera.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};

/// The windows people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 320 × 568 CSS pixels at two device pixels each, touch: as small as phones come.
    Small,
    /// 390 × 844 CSS pixels at three device pixels each, touch.
    Phone,
    /// 820 × 1180 at two, touch.
    Tablet,
    /// 1280 × 800, mouse.
    Laptop,
}

/// `prefers-color-scheme`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The browser's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
    /// German.
    De,
    /// Polish.
    Pl,
    /// Portuguese.
    Pt,
}

/// What a browser is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Window.
    pub size: Size,
    /// Colour scheme.
    pub light: Light,
    /// Language.
    pub language: Language,
}

impl Screen {
    /// A phone in light and English: what most stories use.
    pub const PHONE: Self = Self { size: Size::Phone, light: Light::Light, language: Language::En };
    /// A tablet at the counter.
    pub const TABLET: Self = Self { size: Size::Tablet, ..Self::PHONE };
    /// A laptop.
    pub const LAPTOP: Self = Self { size: Size::Laptop, ..Self::PHONE };

    /// The same in French.
    pub const fn in_french(self) -> Self {
        Self { language: Language::Fr, ..self }
    }

    /// The same in the dark.
    pub const fn in_dark(self) -> Self {
        Self { light: Light::Dark, ..self }
    }
}

/// `phone-light-en`: the last part of an artefact's name.
impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:?}-{:?}-{:?}", self.size, self.light, self.language);
        f.write_str(&text.to_lowercase())
    }
}

impl Size {
    const fn metrics(self) -> (u32, u32, u32) {
        match self {
            Self::Small => (320, 568, 2),
            Self::Phone => (390, 844, 3),
            Self::Tablet => (820, 1180, 2),
            Self::Laptop => (1280, 800, 1),
        }
    }
}

impl Language {
    const fn accepted(self) -> &'static str {
        match self {
            Self::Fr => "fr-FR,fr",
            Self::En => "en-GB,en",
            Self::De => "de-DE,de",
            Self::Pl => "pl-PL,pl",
            Self::Pt => "pt-PT,pt",
        }
    }

    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr-FR",
            Self::En => "en-GB",
            Self::De => "de-DE",
            Self::Pl => "pl-PL",
            Self::Pt => "pt-PT",
        }
    }
}

/// A chromedriver of our own on a free port; its browser ends with its session, it ends with the value.
pub(crate) struct Driver {
    child: Child,
    pub(crate) url: String,
}

/// It takes a free port of one kind of address and ends at once when somebody has that number of the other kind: then it is started again.
const DRIVER_TRIES: usize = 3;

impl Driver {
    pub(crate) fn start(language: Language) -> Self {
        let started = (0..DRIVER_TRIES).find_map(|_| Self::try_start(language));
        started.expect("chromedriver names its port within 20 s")
    }

    fn try_start(language: Language) -> Option<Self> {
        let path = tool("COMPTOIR_CHROMEDRIVER", "/usr/bin/chromedriver", "chromium-driver");
        let mut child = Command::new(path)
            .arg("--port=0")
            // On Linux the browser's own language comes from here, not from --lang.
            .env("LANGUAGE", language.tag().replace('-', "_"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let lines = BufReader::new(child.stdout.take().expect("a piped stdout")).lines();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            lines.map_while(Result::ok).filter_map(|line| port_in(&line)).for_each(|port| {
                let _ = tell.send(port);
            });
        });
        // Dropped without a port, it is ended.
        let mut driver = Self { child, url: String::new() };
        let port = told.recv_timeout(Duration::from_secs(20)).ok()?;
        driver.url = format!("http://127.0.0.1:{port}");
        Some(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// "ChromeDriver was started successfully on port 34567."
fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

/// What stands for the camera.
pub(crate) enum Camera<'a> {
    /// There is none.
    None,
    /// It sees this film, and may be used.
    Film(&'a Path),
    /// There is one, and it may not be used.
    Denied,
}

/// The W3C capabilities of a new session.
pub(crate) fn capabilities(
    screen: Screen,
    camera: &Camera<'_>,
    agent: Option<&str>,
    profile: &Path,
) -> serde_json::Map<String, Value> {
    let (width, height, density) = screen.size.metrics();
    let language = screen.language;
    let mut args = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".into(),
        "--disable-quic".into(),
        "--disable-background-networking".into(),
        "--disable-dev-shm-usage".into(),
        "--no-first-run".into(),
        "--no-proxy-server".into(),
        format!("--user-data-dir={}", profile.display()),
        format!("--lang={}", language.tag()),
        format!("--accept-lang={}", language.accepted()),
    ];
    args.extend(agent.map(|agent| format!("--user-agent={agent}")));
    match camera {
        Camera::None => {}
        Camera::Film(film) => {
            args.push("--use-fake-ui-for-media-stream".into());
            args.push("--use-fake-device-for-media-stream".into());
            args.push(format!("--use-file-for-fake-video-capture={}", film.display()));
        }
        Camera::Denied => {
            args.push("--use-fake-device-for-media-stream".into());
            args.push("--deny-permission-prompts".into());
        }
    }
    let binary = tool("COMPTOIR_CHROMIUM", "/usr/bin/chromium", "chromium");
    let mut options = json!({
        "binary": binary,
        "prefs": {"intl.accept_languages": language.accepted(), "intl.selected_languages": language.accepted()},
    });
    if screen.size == Size::Laptop {
        args.push(format!("--window-size={width},{height}"));
    } else {
        let metrics = json!({"width": width, "height": height, "pixelRatio": density, "touch": true, "mobile": true});
        options["mobileEmulation"] = json!({"deviceMetrics": metrics});
    }
    options["args"] = json!(args);
    let all = json!({
        "browserName": "chrome",
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"browser": "ALL"},
        "timeouts": {"script": 120_000, "pageLoad": 60_000, "implicit": 0},
        "unhandledPromptBehavior": "ignore",
    });
    all.as_object().expect("an object").clone()
}

fn tool(variable: &str, default: &str, package: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(|| PathBuf::from(default), PathBuf::from);
    assert!(
        path.is_file(),
        "{} is missing: run `apt-get install {package}`, or name yours in {variable}.",
        path.display()
    );
    path
}
