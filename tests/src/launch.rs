//! What a browser is like: its window, its light, its language; how each engine is started so is in a file of its own.

use std::fmt;
use std::path::{Path, PathBuf};

pub(crate) mod chromium;
pub(crate) mod driver;
pub(crate) mod firefox;
pub(crate) mod webkit;

/// Who draws the pages and runs the scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink and V8: Chrome, Edge, Samsung Internet, Android's other browsers.
    Chromium,
    /// Gecko and SpiderMonkey.
    Firefox,
    /// WebKit and JavaScriptCore in WebKitGTK's own small browser: as near to Safari as a machine without macOS comes.
    Webkit,
}

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
    /// What it is made with.
    pub engine: Engine,
    /// Window.
    pub size: Size,
    /// Colour scheme.
    pub light: Light,
    /// Language.
    pub language: Language,
    /// A window that keeps nothing when it is closed. A driven WebKit's always is one.
    pub private: bool,
}

impl Screen {
    /// A phone in light and English: what most stories use.
    pub const PHONE: Self = Self {
        engine: Engine::Chromium,
        size: Size::Phone,
        light: Light::Light,
        language: Language::En,
        private: false,
    };
    /// A tablet at the counter.
    pub const TABLET: Self = Self { size: Size::Tablet, ..Self::PHONE };
    /// A laptop.
    pub const LAPTOP: Self = Self { size: Size::Laptop, ..Self::PHONE };

    /// The same in another engine.
    pub const fn in_engine(self, engine: Engine) -> Self {
        Self { engine, ..self }
    }

    /// The same in French.
    pub const fn in_french(self) -> Self {
        Self { language: Language::Fr, ..self }
    }

    /// The same in the dark.
    pub const fn in_dark(self) -> Self {
        Self { light: Light::Dark, ..self }
    }

    /// The same as a private window.
    pub const fn in_private(self) -> Self {
        Self { private: true, ..self }
    }
}

/// `phone-light-en`, `phone-light-en-webkit`: the last part of an artefact's name.
impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:?}-{:?}-{:?}", self.size, self.light, self.language);
        let engine = if self.engine == Engine::Chromium { String::new() } else { format!("-{:?}", self.engine) };
        f.write_str(&format!("{text}{engine}").to_lowercase())
    }
}

impl Size {
    /// Width and height in CSS pixels, and device pixels for each.
    pub(crate) const fn metrics(self) -> (u32, u32, u32) {
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

/// What stands for the camera.
pub(crate) enum Camera<'a> {
    /// There is none.
    None,
    /// It sees this film, and may be used.
    Film(&'a Path),
    /// There is one, and it may not be used.
    Denied,
}

/// A program that is installed so, or the one that this variable names.
pub(crate) fn tool(variable: &str, default: &str, install: &str) -> PathBuf {
    let path = std::env::var_os(variable).map_or_else(|| PathBuf::from(default), PathBuf::from);
    assert!(path.is_file(), "{} is missing: run `{install}`, or name yours in {variable}.", path.display());
    path
}
