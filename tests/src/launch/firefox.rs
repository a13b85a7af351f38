//! Starting a headless Firefox: its language and its light are preferences; its window is what WebDriver BiDi makes it, once it runs.

use std::process::Command;

use serde_json::{Value, json};

use super::driver::Driver;
use super::{Light, Screen, tool};

/// A geckodriver.
pub(crate) fn driver() -> Driver {
    let path = tool("COMPTOIR_GECKODRIVER", "/usr/bin/geckodriver", "cargo xtask tools");
    let command = || {
        let mut command = Command::new(&path);
        // Each browser's BiDi has a port of its own, else the second one finds the first one's.
        command.args(["--port", "0", "--websocket-port", "0"]);
        command
    };
    Driver::start(command, port_in)
}

/// "1795683822437 geckodriver INFO Listening on 127.0.0.1:41267", with tabs; Firefox names a port of its own later, which is another.
fn port_in(line: &str) -> Option<u16> {
    line.split_once("geckodriver\tINFO\tListening on 127.0.0.1:")?.1.parse().ok()
}

/// What it is asked to be.
pub(crate) fn capabilities(screen: Screen) -> Value {
    let binary = tool("COMPTOIR_FIREFOX", "/usr/bin/firefox-esr", "apt-get install firefox-esr");
    let dark = screen.light == Light::Dark;
    let prefs = json!({
        "intl.accept_languages": screen.language.accepted(),
        "layout.css.prefers-color-scheme.content-override": if dark { 0 } else { 1 },
        "browser.privatebrowsing.autostart": screen.private,
    });
    let options = json!({"binary": binary, "args": ["-headless"], "prefs": prefs});
    json!({"browserName": "firefox", "moz:firefoxOptions": options, "webSocketUrl": true})
}

/// The same where all pages together may keep so many kilobytes.
pub(crate) fn with_room(mut capabilities: Value, kb: u32) -> Value {
    capabilities["moz:firefoxOptions"]["prefs"]["dom.quotaManager.temporaryStorage.fixedLimit"] = json!(kb);
    capabilities
}
