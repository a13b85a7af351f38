//! Which screen an address means.

use kit::route::segments;

/// The screens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`: the cards this holder has.
    Cards,
    /// `/{slug}`: one shop's card, or how to get it.
    Shop(String),
    /// `/{slug}/history`: what happened to it.
    History(String),
}

/// First parts of addresses that are not this app's.
const OTHERS: [&str; 12] = [
    "v1",
    "assets",
    "counter",
    "office",
    "s",
    "docs",
    "healthz",
    "readyz",
    "metrics",
    "openapi.json",
    "sw.js",
    "icons",
];

impl Route {
    /// The screen of a path.
    pub fn of(path: &str) -> Route {
        match segments(path)[..] {
            [] => Route::Cards,
            [slug, "history", ..] => Route::History(slug.to_owned()),
            [slug, ..] => Route::Shop(slug.to_owned()),
        }
    }
}

/// Whether this app shows the path.
pub fn ours(path: &str) -> bool {
    segments(path).first().is_none_or(|first| !OTHERS.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mean_screens() {
        assert_eq!(Route::of("/"), Route::Cards);
        assert_eq!(Route::of("/demo"), Route::Shop("demo".into()));
        assert_eq!(Route::of("/demo/?src=poster"), Route::Shop("demo".into()));
        assert_eq!(Route::of("/demo/history"), Route::History("demo".into()));
        assert!(ours("/demo") && ours("/"));
        assert!(!ours("/counter") && !ours("/docs/x"));
    }
}
