//! One story, one test an engine. Which story runs where, and why not everywhere, is in `docs/browsers.md`.

/// Makes a story that takes an [`it::Engine`] into tests with the engines' names: `story::firefox`.
macro_rules! in_engines {
    ($story:ident: $($name:ident $engine:ident),+) => {
        mod $story { $(#[test] fn $name() { super::$story(it::Engine::$engine); })+ }
    };
}

/// In each there is.
macro_rules! in_each_engine {
    ($($story:ident),+) => { $(in_engines!($story: chromium Chromium, firefox Firefox, webkit Webkit);)+ };
}
