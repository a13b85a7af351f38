//! Which screen an address means.

use kit::route::segments;

/// The screens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// `/`: the cards this holder has.
    Cards,
    /// `/{slug}`: one shop's card, or how to get it.
    Shop(String),
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
            [slug, ..] => Route::Shop(slug.to_owned()),
        }
    }
}

/// Pages of a shop that the server makes itself, see `paper` there.
const PAPER: [&str; 6] = ["history", "terms", "settings", "recover", "profile", "install"];

/// Whether this app shows the path.
pub fn ours(path: &str) -> bool {
    match segments(path)[..] {
        [_, page, ..] if PAPER.contains(&page) => false,
        [first, ..] => !OTHERS.contains(&first),
        [] => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mean_screens() {
        assert_eq!(Route::of("/"), Route::Cards);
        assert_eq!(Route::of("/demo"), Route::Shop("demo".into()));
        assert_eq!(Route::of("/demo/?src=poster"), Route::Shop("demo".into()));
        assert!(ours("/demo") && ours("/"));
        assert!(!ours("/counter") && !ours("/docs/x"));
        assert!(!ours("/demo/history?lang=fr") && !ours("/demo/profile/erase"), "the server's own pages");
    }
}
