//! The pages: an app's index with the shop's name and colours in it before any script runs; its manifest, its pictures and how it is compressed are rooms beside it.

mod compressed;
mod manifest;
mod pictures;

use std::borrow::Cow;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use store::{Fault, Lang, face};
use wire::{Code, Shop};

use compressed::{Compressed, For};
use manifest::manifest;
use pictures::{Pictures, picture};

use crate::app::App;
use crate::assets::{ASK_FIRST, Assets, Encoded, accepted, send};
use crate::cookies;
use crate::inapp;
use crate::paper::{self, Asked, Paper};
use crate::problem::Refused;
use crate::security;

/// Colour of pages that belong to no shop.
const NEUTRAL_COLOR: &str = "#8a4b2a";
/// Where an app notes the language that was picked in it (src/kit/src/i18n/speaking.rs): a wish, not a secret.
const LANGUAGE_COOKIE: &str = "comptoir_lang";
/// First segments of addresses that are no shop.
const RESERVED: [&str; 16] = [
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
    "manifest.json",
    "favicon.ico",
    "robots.txt",
    "icons",
    "admin",
];
/// Longest slug.
const SLUG_CHARS_MAX: usize = 64;
/// Side of a stamp's place and radius of its circle, in the units of the card's drawing.
const PLACE: u32 = 200;
const SLOT_RADIUS: u32 = 74;

type Bytes = Arc<Vec<u8>>;

/// Pages as they were last compressed, pictures as they were last drawn.
pub struct Pages {
    compressed: Compressed,
    pictures: Pictures,
}

impl Pages {
    /// None yet.
    pub fn new() -> Self {
        Self { compressed: Compressed::new(), pictures: Pictures::new() }
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self::new()
    }
}

/// What stands in for the markers of a page or a manifest.
struct Face {
    lang: Lang,
    slug: String,
    name: String,
    color: String,
    headline: String,
    /// Stamps that fill the stamp card; 0 without one, and where the card holds more than that: then it is a strip, which the app draws.
    goal: u32,
    /// What its stamps lead to, in words, for who has none yet; empty where there is no goal.
    left: String,
    /// The card is long: on a phone its code stands above it.
    code_first: bool,
    /// `/{slug}`, or nothing.
    base: String,
    /// Where the icons are: `/{slug}` or `/icons`.
    icons: String,
    /// What stands above the card, as HTML, and the source of its script.
    above: Option<(String, &'static str)>,
}

impl Face {
    fn neutral(lang: Lang) -> Self {
        Self {
            lang,
            slug: String::new(),
            name: "Comptoir".into(),
            color: NEUTRAL_COLOR.into(),
            headline: String::new(),
            goal: 0,
            left: String::new(),
            code_first: false,
            base: String::new(),
            icons: "/icons".into(),
            above: None,
        }
    }

    fn of(shop: Shop, lang: Lang) -> Self {
        let base = format!("/{}", shop.slug);
        let program = shop.program;
        let others = usize::from(program.points.is_some()) + usize::from(program.cashback.is_some());
        let purses = program.stamp_cards.len() + others;
        let stamps = program.stamp_cards.first().filter(|_| purses == 1);
        let left = stamps.and_then(|card| {
            let reward = program.rewards.iter().find(|reward| reward.id == card.reward)?;
            Some(words::of(lang).card.first_stamp.of(card.goal.into(), [&reward.title]))
        });
        Self {
            lang,
            slug: shop.slug,
            name: shop.name,
            color: shop.brand.color,
            headline: program.headline,
            goal: stamps.map_or(0, |card| card.goal),
            left: left.unwrap_or_default(),
            code_first: purses > wire::ABOVE_CODE_MAX,
            icons: base.clone(),
            base,
            above: None,
        }
    }

    fn markers(&self) -> [(&'static str, Cow<'_, str>); 19] {
        let (columns, rows) = wire::stamp_grid(self.goal);
        let words = words::of(self.lang);
        [
            ("{{lang}}", self.lang.tag().into()),
            ("{{loyalty_card}}", words.card.loyalty_card.into()),
            ("{{get_card}}", words.card.get_card.into()),
            ("{{show_code}}", words.card.show_this.into()),
            ("{{history}}", words.card.history.into()),
            ("{{no_script}}", words.paper.no_script.into()),
            ("{{slug}}", self.slug.as_str().into()),
            ("{{shop_name}}", self.name.as_str().into()),
            ("{{brand_color}}", self.color.as_str().into()),
            ("{{headline}}", self.headline.as_str().into()),
            ("{{goal}}", self.goal.to_string().into()),
            ("{{left}}", self.left.as_str().into()),
            ("{{code_first}}", if self.code_first { " code-first" } else { "" }.into()),
            ("{{stamps_box}}", format!("0 0 {} {}", columns * PLACE, rows * PLACE).into()),
            ("{{slots}}", slots(self.goal).into()),
            ("{{manifest_url}}", format!("{}/manifest.json", self.base).into()),
            ("{{icon_url}}", format!("{}/icon-192.png", self.icons).into()),
            ("{{icons}}", self.icons.as_str().into()),
            ("{{base}}", if self.base.is_empty() { "/".into() } else { self.base.as_str().into() }),
        ]
    }
}

/// The empty places of a stamp card as one SVG path of circles, where the card's app draws them (src/card/src/views/stamp_grid.rs).
fn slots(goal: u32) -> String {
    let (columns, _) = wire::stamp_grid(goal);
    let circle = |at: u32| {
        let (x, y) = (at % columns * PLACE + PLACE / 2 - SLOT_RADIUS, at / columns * PLACE + PLACE / 2);
        format!("M{x} {y}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0", r = SLOT_RADIUS, d = 2 * SLOT_RADIUS)
    };
    (0..=goal).map(circle).collect()
}

/// The language a browser asks for: the first of its `Accept-Language` that we speak; English if none.
pub fn lang(headers: &HeaderMap) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut wanted = asked.split(',').filter_map(|part| {
        let mut parts = part.split(';');
        let lang = Lang::of_tag(parts.next()?.trim())?;
        let quality = parts.find_map(|q| q.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        Some((quality, lang))
    });
    let first = wanted.next();
    let best = wanted.fold(first, |best, next| if best.is_some_and(|b| b.0 >= next.0) { best } else { Some(next) });
    best.map_or(Lang::En, |(_, lang)| lang)
}

/// The language of a page: the one that was picked in an app of this browser, else the one it asks for.
pub fn spoken(headers: &HeaderMap) -> Lang {
    cookies::value(headers, LANGUAGE_COOKIE).and_then(Lang::of_tag).unwrap_or_else(|| lang(headers))
}

/// Every address that no route has: a shop's card, its manifest and icons, or nothing.
pub async fn any(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let parts: Vec<&str> = path.split('/').skip(1).filter(|part| !part.is_empty()).collect();
    let lang = spoken(request.headers());
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let answered = match parts.as_slice() {
            [first, ..] if is_reserved(first) => Err(Code::NotFound.into()),
            [slug, rest @ ..] if is_slug(slug) && *request.method() == Method::POST => match Asked::of(rest) {
                Some(asked) => paper::answer(&app, request, slug, asked, lang).await,
                None => Err(Code::MethodNotAllowed.into()),
            },
            _ => Err(Code::MethodNotAllowed.into()),
        };
        return answered.unwrap_or_else(IntoResponse::into_response);
    }
    let answered = match parts.as_slice() {
        [] => Ok(page(&app, request.headers(), "card", &Face::neutral(lang), StatusCode::OK).await),
        ["manifest.json"] => Ok(manifest(&Face::neutral(lang), None)),
        ["favicon.ico"] => picture(&app, request.headers(), &Face::neutral(lang), "icon-192.png"),
        ["icons", file] => picture(&app, request.headers(), &Face::neutral(lang), file),
        [slug, ..] if !is_slug(slug) => Err(Code::NotFound.into()),
        [slug, "manifest.json"] => {
            let code = paper::query(request.uri(), "handoff");
            shop(&app, slug, lang).await.and_then(|face| Ok(manifest(&face.ok_or(Code::UnknownShop)?, code)))
        }
        [slug, file] if file.ends_with(".png") => {
            let face = shop(&app, slug, lang).await;
            face.and_then(|face| picture(&app, request.headers(), &face.ok_or(Code::UnknownShop)?, file))
        }
        [slug, "inapp.css"] => shop(&app, slug, lang).await.and_then(|face| {
            face.ok_or(Code::UnknownShop)?;
            Ok(inapp::style())
        }),
        [slug, "paper.css"] => {
            let face = shop(&app, slug, lang).await;
            face.and_then(|face| Ok(paper::style(&face.ok_or(Code::UnknownShop)?.color)))
        }
        [slug, rest @ ..] => match shop(&app, slug, lang).await {
            Ok(Some(face)) => match Paper::of(rest) {
                Some(paper) => paper::page(&app, request.headers(), request.uri(), slug, paper, lang).await,
                None => {
                    let above = inapp::notice(&app, request.headers(), request.uri(), slug, lang);
                    Ok(page(&app, request.headers(), "card", &Face { above, ..face }, StatusCode::OK).await)
                }
            },
            // The app says in words that there is no such shop.
            Ok(None) => {
                let face = Face { slug: (*slug).to_owned(), ..Face::neutral(lang) };
                Ok(page(&app, request.headers(), "card", &face, StatusCode::NOT_FOUND).await)
            }
            Err(refused) => Err(refused),
        },
    };
    answered.unwrap_or_else(IntoResponse::into_response)
}

/// `GET /counter`, `GET /s`
pub async fn counter(State(app): State<App>, headers: HeaderMap) -> Response {
    page(&app, &headers, "counter", &Face::neutral(spoken(&headers)), StatusCode::OK).await
}

/// `GET /robots.txt`: cards are not for search engines, a shop's page is.
pub async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /v1/\nDisallow: /s\nDisallow: /counter\n"
}

/// Whether this first part of an address is the server's own, so that no shop can have it.
pub fn is_reserved(slug: &str) -> bool {
    RESERVED.contains(&slug)
}

fn is_slug(text: &str) -> bool {
    let lower = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !is_reserved(text) && text.len() <= SLUG_CHARS_MAX && text.bytes().all(lower)
}

async fn shop(app: &App, slug: &str, lang: Lang) -> Result<Option<Face>, Refused> {
    let asked = slug.to_owned();
    let shop: Result<Shop, Fault> = app.store.read(move |tx| face::view(tx, &asked, lang)).await;
    match shop {
        Ok(shop) => Ok(Some(Face::of(shop, lang))),
        Err(Fault::Refused(problem)) if problem.code == Code::UnknownShop => Ok(None),
        Err(fault) => Err(fault.into()),
    }
}

async fn page(app: &App, request: &HeaderMap, name: &str, face: &Face, status: StatusCode) -> Response {
    let Some(template) = app.assets.text(&format!("{name}/index.html")) else { return unbuilt(name) };
    let template = with_words(&template, &app.assets, name, face.lang);
    let html = face.markers().iter().fold(template, |html, (marker, value)| html.replace(marker, &escape(value)));
    let (above, script) = face.above.as_ref().map_or(("", ""), |(html, script)| (html, script));
    let html = html.replace("{{above}}", above);
    let sources = app.assets.text(&format!("{name}/csp.txt")).unwrap_or_default() + "script-src " + script;
    let encoding = accepted(request).first().copied();
    let whose = if status == StatusCode::OK && above.is_empty() { For::All } else { For::One };
    let bytes = match encoding {
        Some(encoding) => app.pages.compressed.page(html, encoding, whose).await.to_vec(),
        None => html.into_bytes(),
    };
    let found = Encoded { encoding, bytes: Cow::Owned(bytes) };
    let mut response = send("text/html; charset=utf-8", found, request, ASK_FIRST);
    if status != StatusCode::OK && response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    let headers = response.headers_mut();
    // The plain page is asked for anew by whoever keeps it, and told apart by its ETag: it says nothing of other browsers.
    let varies = if above.is_empty() { "accept-encoding, accept-language, cookie" } else { inapp::VARY };
    headers.insert(header::VARY, HeaderValue::from_static(varies));
    if let Ok(policy) = HeaderValue::from_str(&security::page_policy(&sources)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    let later = HeaderValue::from_static(security::TRUSTED_TYPES);
    headers.insert(header::CONTENT_SECURITY_POLICY_REPORT_ONLY, later);
    response
}

/// The template with the app's words in it, as they are (`words` has none that would be markup), and where those of the other languages are.
fn with_words(template: &str, assets: &Assets, name: &str, lang: Lang) -> String {
    let files = assets.text(&format!("{name}/words.txt")).unwrap_or_default();
    let words = assets.text(&format!("{name}/{files}.{}.text", lang.tag())).unwrap_or_default();
    template.replace("{{words_files}}", &format!("/assets/{name}/{files}.")).replace("{{words}}", &words)
}

fn unbuilt(name: &str) -> Response {
    let text = format!(
        "The {name} app is not in this server: build it with `cargo xtask apps`, then build the server again.\n"
    );
    (StatusCode::SERVICE_UNAVAILABLE, text).into_response()
}

/// For text and for attribute values in quotes.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, c| {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_not_become_markup() {
        assert_eq!(escape("<b>\"Tom & Léa's\"</b>"), "&lt;b&gt;&quot;Tom &amp; Léa&#39;s&quot;&lt;/b&gt;");
    }

    #[test]
    fn a_page_speaks_as_was_picked_else_as_the_browser_asks() {
        let speaks = |asked: &'static str, cookie: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(asked));
            headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
            spoken(&headers)
        };
        assert_eq!(speaks("xx, en;q=0.4, fr-CA;q=0.8", ""), Lang::Fr);
        assert_eq!(speaks("en-GB, fr", ""), Lang::En);
        assert_eq!(speaks("fro", ""), Lang::En, "Old French is not French");
        assert_eq!(speaks("en", "a=1; comptoir_lang=fr"), Lang::Fr);
        assert_eq!(speaks("fr", "comptoir_lang=xx"), Lang::Fr, "a language that we no longer speak");
    }

    #[test]
    fn reserved_words_are_no_shops() {
        for word in RESERVED {
            assert!(!is_slug(word), "{word}");
        }
        assert!(is_slug("cafe-lumiere") && !is_slug("Café") && !is_slug("wp-login.php"));
    }
}
