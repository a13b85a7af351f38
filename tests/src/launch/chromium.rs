//! Starting a headless Chromium: a phone, a tablet, a laptop, with or without a camera.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::driver::Driver;
use super::{Camera, Language, Screen, Size, tool};

/// A chromedriver for browsers of this language.
pub(crate) fn driver(language: Language) -> Driver {
    let path = tool("COMPTOIR_CHROMEDRIVER", "/usr/bin/chromedriver", "apt-get install chromium-driver");
    let command = || {
        let mut command = Command::new(&path);
        // On Linux the browser's own language comes from here, not from --lang.
        command.arg("--port=0").env("LANGUAGE", language.tag().replace('-', "_"));
        command
    };
    Driver::start(command, port_in)
}

/// "ChromeDriver was started successfully on port 34567."
fn port_in(line: &str) -> Option<u16> {
    line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

/// What it is asked to be.
pub(crate) fn capabilities(screen: Screen, camera: &Camera<'_>, agent: Option<&str>, profile: &Path) -> Value {
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
    args.extend(screen.private.then(|| "--incognito".to_owned()));
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
    let binary = tool("COMPTOIR_CHROMIUM", "/usr/bin/chromium", "apt-get install chromium");
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
    json!({"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}})
}
