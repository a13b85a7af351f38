//! What somebody reads a page with, as far as its `User-Agent` says: enough to know where its menus are.

use axum::http::{HeaderMap, header};

/// A browser on a kind of device: each puts a page on the home screen in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// Safari on an iPhone or iPad.
    IosSafari,
    /// Another browser on an iPhone or iPad: Chrome, Firefox, Edge.
    IosOther,
    /// Chrome on Android, and those that are built like it.
    AndroidChrome,
    /// Samsung Internet.
    Samsung,
    /// Firefox on Android.
    AndroidFirefox,
    /// Chrome or Edge on a computer.
    DeskChrome,
    /// Safari on a Mac.
    MacSafari,
}

/// What other browsers than Safari write on iOS, also when they ask for pages as a computer would.
const IOS_OTHERS: [&str; 9] =
    ["CriOS/", "FxiOS/", "EdgiOS/", "OPiOS/", "OPT/", "OPX/", "GSA/", "YaBrowser/", "DuckDuckGo/"];

impl Device {
    /// All of them, in the order in which people are likely to look for theirs.
    pub const ALL: [Device; 7] = [
        Device::IosSafari,
        Device::IosOther,
        Device::AndroidChrome,
        Device::Samsung,
        Device::AndroidFirefox,
        Device::DeskChrome,
        Device::MacSafari,
    ];

    /// By the `User-Agent`. `touch`: whether the page's link says that it is a screen to be touched, since an iPad calls itself a Mac. None for browsers that
    /// put nothing on a home screen.
    pub fn of(agent: &str, touch: bool) -> Option<Device> {
        let has = |mark: &str| agent.contains(mark);
        let apple = has("iPhone") || has("iPad") || has("iPod");
        let mac = has("Macintosh");
        if (apple || mac && touch) && IOS_OTHERS.into_iter().any(has) || has("CriOS/") || has("FxiOS/") {
            return Some(Device::IosOther);
        }
        let safari = has("Safari/") && has("Version/") && !has("Chrome/");
        match (apple, mac, has("Android")) {
            (true, ..) => Some(Device::IosSafari),
            (_, true, _) if safari => Some(if touch { Device::IosSafari } else { Device::MacSafari }),
            (_, _, true) if has("SamsungBrowser/") => Some(Device::Samsung),
            (_, _, true) if has("Firefox/") => Some(Device::AndroidFirefox),
            (_, _, true) => Some(Device::AndroidChrome),
            _ => has("Chrome/").then_some(Device::DeskChrome),
        }
    }

    /// Whether it is an iPhone or iPad, whose home screen has a storage of its own.
    pub fn is_ios(self) -> bool {
        matches!(self, Device::IosSafari | Device::IosOther)
    }
}

/// What a request says it is sent by; empty if it says nothing.
pub fn agent(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the test data of ua-parser-js 2 (test/data/ua/browser/browser-all.json), those of Safari and Samsung Internet in the form of today.
    const SEEN: [(&str, Option<Device>); 14] = [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            Some(Device::IosSafari),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)  Mobile/15E148 Safari/604.1",
            Some(Device::IosSafari),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/112.0 Mobile/15E148 Safari/605.1.15",
            Some(Device::IosOther),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1",
            Some(Device::IosOther),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 11_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/11.0 EdgiOS/42.1.1.0 Mobile/15F79 Safari/605.1.15",
            Some(Device::IosOther),
        ),
        (
            "Mozilla/5.0 (iPad; CPU OS 16_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.4 YaBrowser/23.3.3.330 Mobile/15E148 Safari/605.1",
            Some(Device::IosOther),
        ),
        (
            "Mozilla/5.0 (Linux; Android 8.0.0; G8441 Build/47.1.A.12.270) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/67.0.3396.123 Mobile Safari/537.36 EdgA/42.0.0.2529",
            Some(Device::AndroidChrome),
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
            Some(Device::AndroidChrome),
        ),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
            Some(Device::Samsung),
        ),
        ("Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0", Some(Device::AndroidFirefox)),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.1108.55 Safari/537.36 Edg/100.0.1108.55",
            Some(Device::DeskChrome),
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Safari/537.36",
            Some(Device::DeskChrome),
        ),
        (MAC, Some(Device::MacSafari)),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:100.0) Gecko/20100101 Firefox/100.0", None),
    ];
    const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";

    #[test]
    fn a_browser_is_known_by_what_it_calls_itself() {
        for (agent, device) in SEEN {
            assert_eq!(Device::of(agent, false), device, "{agent}");
        }
        assert_eq!(Device::of(MAC, true), Some(Device::IosSafari), "an iPad");
        assert_eq!(Device::of("", false), None);
    }

    #[test]
    fn each_is_listed_once() {
        for (at, device) in Device::ALL.into_iter().enumerate() {
            assert_eq!(Device::ALL.iter().position(|other| *other == device), Some(at));
            assert_eq!(device as usize, at, "words are found by it");
        }
    }
}
