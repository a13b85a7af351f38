//! The browsers inside other apps: Instagram, Facebook, TikTok and those like them. What such a window keeps may be gone with the app, and it puts nothing
//! on a home screen. So the card's page says above the card how to open it in the phone's own browser; the card works in there all the same.

mod picture;

use std::sync::LazyLock;

use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};
use store::Lang;

use crate::app::App;
use crate::assets::ASK_FIRST;
use crate::auth::origin;
use crate::device::agent;
use crate::pages::escape;

/// An app with a browser of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Instagram.
    Instagram,
    /// Facebook's Messenger.
    Messenger,
    /// Facebook.
    Facebook,
    /// TikTok.
    TikTok,
    /// Snapchat.
    Snapchat,
    /// LINE.
    Line,
    /// WeChat.
    WeChat,
    /// Pinterest.
    Pinterest,
    /// LinkedIn.
    LinkedIn,
}

/// What the apps write into their `User-Agent`. Instagram and Messenger have Facebook's marks too, so Facebook comes after them.
const MARKS: [(&str, Inside); 14] = [
    ("Instagram", Inside::Instagram),
    ("MessengerForiOS", Inside::Messenger),
    ("Orca-Android", Inside::Messenger),
    ("FBAN/", Inside::Facebook),
    ("FBAV/", Inside::Facebook),
    ("FB_IAB/", Inside::Facebook),
    ("BytedanceWebview", Inside::TikTok),
    ("musical_ly", Inside::TikTok),
    ("trill_", Inside::TikTok),
    ("Snapchat/", Inside::Snapchat),
    (" Line/", Inside::Line),
    ("MicroMessenger/", Inside::WeChat),
    ("[Pinterest/", Inside::Pinterest),
    ("[LinkedInApp]", Inside::LinkedIn),
];

/// Looks of what the page says, fetched in these browsers only.
const STYLE: &str = include_str!("../../../../style/inapp.css");
/// Selects the link at a touch, and copies it. Without it the link is there to be copied by hand.
const SCRIPT: &str = "(function(i,b){i.onfocus=function(){i.select()};b.hidden=false;b.onclick=function(){i.select();\
                      (navigator.clipboard?navigator.clipboard.writeText(i.value):Promise.reject()).catch(function(){document.execCommand('copy')})\
                      .then(function(){b.textContent=b.dataset.done})}})\
                      (document.querySelector('.inapp input'),document.querySelector('.inapp button'))";
/// The script, as the page's policy names it.
static SOURCE: LazyLock<String> =
    LazyLock::new(|| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()))));

/// Where an app has its menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Corner {
    Top,
    Bottom,
}

/// A browser inside another app, on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InApp {
    /// Which app.
    pub inside: Inside,
    /// Whether the phone runs Android; else it is an iPhone or iPad.
    pub android: bool,
}

impl InApp {
    /// By the `User-Agent`; none for every other browser, and for such apps on a computer.
    pub fn of(agent: &str) -> Option<InApp> {
        let android = agent.contains("Android");
        if !android && !["iPhone", "iPad", "iPod"].iter().any(|mark| agent.contains(mark)) {
            return None;
        }
        let (_, inside) = MARKS.iter().find(|(mark, _)| agent.contains(mark))?;
        Some(InApp { inside: *inside, android })
    }

    fn corner(self) -> Corner {
        match self.inside {
            Inside::Facebook | Inside::Messenger if !self.android => Corner::Bottom,
            _ => Corner::Top,
        }
    }

    /// How the app is left for the browser, in one sentence.
    pub fn how(self, lang: Lang) -> String {
        let words = &words::of(lang).paper.inapp;
        let dots = if self.android { "⋮" } else { "•••" };
        let place = if self.corner() == Corner::Top { words.top } else { words.bottom };
        words.how.with([dots, place, if self.android { "Chrome" } else { "Safari" }])
    }

    /// A link that opens the page in the browser: Android has one for every app, LINE one of its own.
    fn way_out(self, link: &str) -> Option<String> {
        let (scheme, rest) = link.split_once("://")?;
        match (self.inside, self.android) {
            (Inside::Line, _) => {
                let mark = if link.contains('?') { '&' } else { '?' };
                Some(format!("{link}{mark}openExternalBrowser=1"))
            }
            (_, true) => Some(format!(
                "intent://{rest}#Intent;scheme={scheme};action=android.intent.action.VIEW;\
                 category=android.intent.category.BROWSABLE;end"
            )),
            _ => None,
        }
    }
}

/// What stands above the card for whoever comes from inside another app, and the source of its script for the page's policy.
pub fn notice(app: &App, headers: &HeaderMap, uri: &Uri, slug: &str, lang: Lang) -> Option<(String, &'static str)> {
    let from = InApp::of(agent(headers))?;
    // With what the link says of who brought the reader.
    let link = format!("{}{}", origin(headers, app)?, uri.path_and_query()?);
    let words = &words::of(lang).paper.inapp;
    let out = from
        .way_out(&link)
        .map(|address| format!("<a class=\"button\" href=\"{}\">{}</a>", escape(&address), escape(words.open)));
    let html = format!(
        "<link rel=\"stylesheet\" href=\"/{slug}/inapp.css\"><aside class=\"inapp\" aria-label=\"{title}\">{picture}\
         <div><p class=\"title\">{title}</p><p>{why}</p></div><p class=\"how\">{how}</p>{out}\
         <label>{copy}<input readonly value=\"{link}\"></label>\
         <button type=\"button\" class=\"button\" hidden data-done=\"{copied}\">{do_copy}</button></aside><script>{SCRIPT}</script>",
        slug = escape(slug),
        title = escape(words.title),
        picture = picture::menu(from.corner(), from.android),
        why = escape(words.why),
        how = escape(&from.how(lang)),
        out = out.unwrap_or_default(),
        copy = escape(words.link),
        link = escape(&link),
        do_copy = escape(words.copy),
        copied = escape(words.copied),
    );
    Some((html, SOURCE.as_str()))
}

/// `/{slug}/inapp.css`
pub fn style() -> Response {
    let mut response = ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], STYLE).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, ASK_FIRST);
    response
}

/// What a page depends on that has the notice.
pub const VARY: &str = "accept-encoding, accept-language, cookie, user-agent";

#[cfg(test)]
mod tests {
    use super::*;

    const IPHONE: &str =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
    const WEBVIEW: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240705.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.134 Mobile Safari/537.36";

    /// TikTok's, LINE's, WeChat's and LinkedIn's are whole in the test data of ua-parser-js 2 (test/data/ua/browser/browser-all.json); the others end as
    /// these apps are seen to end theirs in many projects' tests.
    #[test]
    fn apps_are_known_by_their_marks() {
        let seen = [
            (
                IPHONE,
                "Mobile/15E148 Instagram 337.0.2.24.86 (iPhone15,3; iOS 17_5_1; en_US; en; scale=3.00; 1290x2796; 614840153)",
                Inside::Instagram,
            ),
            (
                WEBVIEW,
                "Instagram 338.0.0.47.90 Android (34/14; 420dpi; 1080x2400; Google/google; Pixel 8; shiba; shiba; en_US; 618537213)",
                Inside::Instagram,
            ),
            (IPHONE, "Mobile/15E148 Instagram 300.0.0 [FBAN/FBIOS;FBAV/300.0.0]", Inside::Instagram),
            (
                IPHONE,
                "Mobile/15E148 [FBAN/FBIOS;FBAV/459.0.0.48.110;FBBV/584117445;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS;FBSV/17.4.1;FBSS/3;FBID/phone;FBLC/fr_FR;FBOP/5;FBRV/0]",
                Inside::Facebook,
            ),
            (WEBVIEW, "[FB_IAB/FB4A;FBAV/440.0.0.30.119;]", Inside::Facebook),
            (
                IPHONE,
                "Mobile/22A3354 [FBAN/MessengerForiOS;FBAV/478.0.0.40.109;FBBV/650000000;FBDV/iPhone15,2;FBMD/iPhone;FBSN/iOS]",
                Inside::Messenger,
            ),
            (WEBVIEW, "[FB_IAB/Orca-Android;FBAV/478.0.0.43.115;]", Inside::Messenger),
            (
                IPHONE,
                "Mobile/15E148 musical_ly_21.1.0 JsSdk/2.0 NetType/4G Channel/App Store ByteLocale/ru Region/RU ByteFullLocale/ru-RU isDarkMode/1 WKWebView/1 BytedanceWebview/d8a21c6",
                Inside::TikTok,
            ),
            (
                WEBVIEW,
                "trill_2022109040 JsSdk/1.0 NetType/MOBILE Channel/googleplay AppName/musical_ly app_version/21.9.4 ByteLocale/ru-RU BytedanceWebview/d8a21c6",
                Inside::TikTok,
            ),
            (IPHONE, "Mobile/15E148 Safari/604.1 trill_43.0.0 BytedanceWebview/d8a21c6", Inside::TikTok),
            (IPHONE, "Mobile/15E148 Snapchat/13.3.0.44 (like Safari/8618.2.12.10.9, panda)", Inside::Snapchat),
            (IPHONE, "Mobile/15D100 Safari Line/8.4.1", Inside::Line),
            (WEBVIEW, "Line/6.5.1/IAB", Inside::Line),
            (IPHONE, "Mobile/12H321 MicroMessenger/6.3.6 NetType/WIFI Language/zh_CN", Inside::WeChat),
            (IPHONE, "Mobile/15E148 [Pinterest/iOS]", Inside::Pinterest),
            (WEBVIEW, "[Pinterest/Android]", Inside::Pinterest),
            (IPHONE, "Mobile/15E148 [LinkedInApp]/9.29.8433", Inside::LinkedIn),
            (IPHONE, "Mobile/15E148 [LinkedInApp]", Inside::LinkedIn),
        ];
        for (system, end, inside) in seen {
            let found = InApp::of(&format!("{system} {end}"));
            assert_eq!(found, Some(InApp { inside, android: system == WEBVIEW }), "{end}");
        }
    }

    #[test]
    fn browsers_robots_and_computers_are_left_alone() {
        let others = [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "Mozilla/5.0 (compatible; Pinterestbot/1.0; +https://www.pinterest.com/bot.html)",
            "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/39.0.2171.95 Safari/537.36 MicroMessenger/6.5.2.501 NetType/WIFI WindowsWechat",
            "",
        ];
        for agent in others {
            assert_eq!(InApp::of(agent), None, "{agent}");
        }
    }

    #[test]
    fn the_way_out_is_a_link_where_there_is_one() {
        let link = "https://card.example/demo?src=story";
        let out = |inside, android| InApp { inside, android }.way_out(link);
        let intent = "intent://card.example/demo?src=story#Intent;scheme=https;action=android.intent.action.VIEW;\
                      category=android.intent.category.BROWSABLE;end";
        assert_eq!(out(Inside::Instagram, true).as_deref(), Some(intent));
        assert_eq!(out(Inside::Instagram, false), None);
        assert_eq!(out(Inside::Line, false), Some(format!("{link}&openExternalBrowser=1")));
    }
}
