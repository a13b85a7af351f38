//! Starting WebKitGTK's MiniBrowser on a screen that nobody sees. All that it can be told, it is told by GTK: how dense the screen is, how
//! dark, in which language; and by a style sheet that takes the room from its own buttons, or it could not be as narrow as a phone.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use super::driver::Driver;
use super::{Language, Light, Screen, Size, tool};

/// No button has a size.
const NO_FRAME: &str = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px }";
/// CSS pixels above the page that the frame has room in.
const FRAME: u32 = 60;
/// Where Debian keeps it.
const BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/// A WebKitWebDriver whose browsers are seen on a display of its own and keep their settings in this folder.
pub(crate) fn driver(screen: Screen, profile: &Path) -> Driver {
    let path = tool("COMPTOIR_WEBKITDRIVER", "/usr/bin/WebKitWebDriver", "apt-get install webkit2gtk-driver");
    let (display, number) = display(screen.size);
    let config = profile.join("gtk-3.0");
    fs::create_dir_all(&config).expect("a folder for GTK's settings");
    fs::write(config.join("gtk.css"), NO_FRAME).expect("GTK's style sheet");
    let (_, _, density) = screen.size.metrics();
    let (locale, locales) = locale(screen.language, profile);
    let command = |port: u16| {
        let mut command = Command::new(&path);
        command.arg(format!("--port={port}"));
        command.env("DISPLAY", &number).env("GDK_BACKEND", "x11").env("GDK_SCALE", density.to_string());
        for folder in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(folder, profile);
        }
        command.env("LC_ALL", &locale).env("LANGUAGE", "").env("LOCPATH", &locales).env("NO_AT_BRIDGE", "1");
        command
    };
    Driver::start_at(command).with(display)
}

/// What it is asked to be.
pub(crate) fn capabilities(screen: Screen) -> Value {
    let binary = tool("COMPTOIR_MINIBROWSER", BROWSER, "apt-get install webkit2gtk-driver");
    let dark = (screen.light == Light::Dark).then_some("--dark-mode");
    let args: Vec<&str> = std::iter::once("--automation").chain(dark).collect();
    json!({"browserName": "MiniBrowser", "webkitgtk:browserOptions": {"binary": binary, "args": args}})
}

/// An X server without a screen, and its name. It is not larger than the window, or its pointer, which begins in the middle, may lie beside: without
/// somebody who manages windows, the one under the pointer has the focus.
fn display(size: Size) -> (Child, String) {
    let (width, height, density) = size.metrics();
    let pixels = format!("{}x{}x24", width * density, (height + FRAME) * density);
    let path = tool("COMPTOIR_XVFB", "/usr/bin/Xvfb", "apt-get install xvfb");
    let mut command = Command::new(path);
    command.args(["-displayfd", "1", "-screen", "0", &pixels, "-nolisten", "tcp"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("Xvfb starts");
    let mut number = String::new();
    let _ = BufReader::new(child.stdout.take().expect("a piped stdout")).read_line(&mut number);
    assert!(number.trim().parse::<u16>().is_ok(), "Xvfb names its display, not {number:?}");
    (child, format!(":{}", number.trim()))
}

/// The name of the C library's locale for this language, and where it lies: made here, since few machines have any but English.
fn locale(language: Language, profile: &Path) -> (String, PathBuf) {
    if language == Language::En {
        return ("C.UTF-8".to_owned(), PathBuf::new());
    }
    let source = language.tag().replace('-', "_");
    let name = format!("{source}.UTF-8");
    let made = Command::new("localedef").args(["-i", &source, "-f", "UTF-8"]).arg(profile.join(&name)).output();
    let made = made.expect("localedef, which comes with the C library");
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(profile.join(&name).is_dir(), "localedef makes no {name}: run `apt-get install locales`. It said: {said}");
    (name, profile.to_owned())
}
