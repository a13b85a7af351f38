//! The page around what it says, and who reads it.

use axum::http::{HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use store::Lang;
use wire::Shop;
use words::Words;

use super::Paper;
use crate::pages::escape;

/// Pages to be read.
const READING: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Pages with forms, which are sent here and nowhere else.
const FORMS: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The page that brings a manifest.
const MANIFEST: &str = "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
                        frame-ancestors 'none'";

/// Who reads a page, as its address says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The language that the link asks for (`?lang=fr`, the one chosen in the app), else the browser's.
    pub lang: Lang,
    /// The slot of the phone's key (`?slot=2`): only its app knows it.
    pub slot: Option<u8>,
}

impl Reader {
    /// Of an address; `browser` is the language it asks for.
    pub fn of(uri: &Uri, browser: Lang) -> Reader {
        let lang = query(uri, "lang").and_then(Lang::of_tag).unwrap_or(browser);
        Reader { lang, slot: query(uri, "slot").and_then(|slot| slot.parse().ok()) }
    }

    /// What is said to them.
    pub fn words(self) -> &'static Words {
        words::of(self.lang)
    }

    /// The address of a page of the shop for the same reader: `/demo/settings?lang=fr&slot=2`. More may follow behind an `&`.
    pub fn address(self, slug: &str, page: &str) -> String {
        let slot = self.slot.map(|slot| format!("&slot={slot}")).unwrap_or_default();
        format!("/{slug}/{page}?lang={}{slot}", self.lang.tag())
    }
}

/// The value of `?name=` in an address, as it stands there.
pub fn query<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
}

/// The page around a `body`; `here` is its place among the others.
pub fn frame(shop: &Shop, here: Option<Paper>, title: &str, reader: Reader, body: &str) -> String {
    frame_with("", shop, here, title, reader, body)
}

/// As [`frame`], with more in the page's head.
pub fn frame_with(head: &str, shop: &Shop, here: Option<Paper>, title: &str, reader: Reader, body: &str) -> String {
    let words = reader.words();
    let others = Paper::LISTED.iter().map(|paper| {
        let current = if here == Some(*paper) { " aria-current=\"page\"" } else { "" };
        let address = escape(&reader.address(&shop.slug, paper.path()));
        format!("<a href=\"{address}\"{current}>{}</a>", escape(paper.name(words)))
    });
    let nav = format!("<nav aria-label=\"{}\">{}</nav>", escape(words.paper.common.pages), others.collect::<String>());
    let back = Back { to: &format!("/{}", shop.slug), says: words.paper.common.back };
    sheet(shop, &back, title, reader.lang, (head, &format!("<main>{body}</main>{nav}")))
}

/// Where a page leads back to.
pub struct Back<'a> {
    /// An address.
    pub to: &'a str,
    /// What the link says.
    pub says: &'a str,
}

/// A sheet of paper under the shop's band, with what is in its head and on it.
pub fn sheet(shop: &Shop, back: &Back<'_>, title: &str, lang: Lang, (head, body): (&str, &str)) -> String {
    let (slug, name) = (escape(&shop.slug), escape(&shop.name));
    format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title} · {name}</title>\
         <link rel=\"icon\" type=\"image/png\" href=\"/{slug}/icon-192.png\"><link rel=\"stylesheet\" href=\"/{slug}/paper.css\">{head}</head>\
         <body><div class=\"sheet\"><header class=\"band\"><a class=\"back\" href=\"{to}\">‹ {back}</a>\
         <p>{name}</p><h1>{title}</h1></header>{body}</div></body></html>",
        code = lang.tag(),
        to = escape(back.to),
        back = escape(back.says),
        title = escape(title),
    )
}

/// A page to be read. The service worker keeps it as it was last seen.
pub fn reading(html: String) -> Response {
    // What one customer did is nobody else's, and changes with each visit.
    respond(html, READING, "private, no-cache")
}

/// A page with forms and one script; `source` is its hash, as a policy names it.
pub fn with_script(html: String, source: &str) -> Response {
    let mut response = with_forms(html);
    // Hashes are ASCII.
    if let Ok(policy) = HeaderValue::from_str(&format!("{FORMS}; script-src {source}")) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A page to be read that brings a manifest. Nobody keeps it: what it hands over is good once.
pub fn with_manifest(html: String) -> Response {
    respond(html, MANIFEST, "no-store")
}

/// A page with forms. Nobody keeps it: it may hold what is shown once, and each time its forms are requests of their own.
pub fn with_forms(html: String) -> Response {
    respond(html, FORMS, "no-store")
}

fn respond(html: String, policy: &'static str, kept: &'static str) -> Response {
    let mut response = axum::response::Html(html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    response
}
