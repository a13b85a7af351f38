//! The server's own pages for customers: the history of a card and the terms of the programme. Whoever opens them has a network, so they are plain
//! HTML without a script, and the card's app is spared their weight.

mod receipt;
mod words;

use std::fmt::Write as _;

use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};
use store::{Fault, Lang, face, paper};
use wire::{Shop, Terms};

use crate::app::App;
use crate::assets::ASK_FIRST;
use crate::auth;
use crate::icons;
use crate::pages::escape;
use crate::problem::Refused;
use receipt::Receipt;
use words::{Words, words};

const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What the pages look like, behind the shop's own colour.
const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/base.css"),
    include_str!("../../../../style/paper.css")
);

/// The last part of a page's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// `/{slug}/history`
    History,
    /// `/{slug}/terms`
    Terms,
}

impl Paper {
    /// By what follows the shop in an address.
    pub fn of(parts: &[&str]) -> Option<Paper> {
        match parts {
            ["history"] => Some(Paper::History),
            ["terms"] => Some(Paper::Terms),
            _ => None,
        }
    }
}

/// The language that the link asks for (`?lang=fr`, the one chosen in the app), else the browser's.
fn lang(uri: &Uri, browser: Lang) -> Lang {
    query(uri, "lang").and_then(Lang::of_tag).unwrap_or(browser)
}

fn query<'a>(uri: &'a Uri, name: &str) -> Option<&'a str> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
}

/// One of the pages of a shop; refused with `unknown_shop` when there is no such shop.
pub async fn page(
    app: &App,
    headers: &HeaderMap,
    uri: &Uri,
    slug: &str,
    paper: Paper,
    browser: Lang,
) -> Result<Response, Refused> {
    let lang = lang(uri, browser);
    let html = match paper {
        Paper::History => {
            let (slug, now_us) = (slug.to_owned(), app.clock.now_us());
            let holder = auth::holder(headers, app).await?;
            let cursor = query(uri, "cursor").map(str::to_owned);
            let read = move |tx: &mut dyn store::Tx| paper::history(tx, &slug, holder, cursor.as_deref(), now_us, lang);
            let history: Result<paper::History, Fault> = app.store.read(read).await;
            history_page(&history?, lang)
        }
        Paper::Terms => {
            let slug = slug.to_owned();
            let read = move |tx: &mut dyn store::Tx| Ok((face::view(tx, &slug, lang)?, face::terms(tx, &slug, lang)?));
            let (shop, terms) = app.store.read::<_, Fault>(read).await?;
            terms_page(&shop, &terms, lang)
        }
    };
    let mut response = axum::response::Html(html).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // What one customer did is nobody else's, and changes with each visit.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    Ok(response)
}

/// `/{slug}/paper.css`: the pages' looks in the shop's colour.
pub fn style(color: &str) -> Response {
    let on = icons::letters_on_css(color);
    let css = format!("{STYLE}:root{{--brand:{color};--on-brand:{on}}}");
    let mut response = ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, ASK_FIRST);
    response
}

/// The page around what it says.
fn frame(shop: &Shop, title: &str, lang: Lang, body: &str) -> String {
    let words = words(lang);
    let (slug, name) = (escape(&shop.slug), escape(&shop.name));
    format!(
        "<!doctype html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title} · {name}</title>\
         <link rel=\"icon\" type=\"image/png\" href=\"/{slug}/icon-192.png\"><link rel=\"stylesheet\" href=\"/{slug}/paper.css\"></head>\
         <body><div class=\"sheet\"><header class=\"band\"><a class=\"back\" href=\"/{slug}\">‹ {back}</a>\
         <p>{name}</p><h1>{title}</h1></header><main>{body}</main></div></body></html>",
        code = words.code,
        back = escape(words.back),
        title = escape(title),
    )
}

fn terms_page(shop: &Shop, terms: &Terms, lang: Lang) -> String {
    let words = words(lang);
    let mut body = format!("<p class=\"lead\">{}</p>", escape(&terms.headline));
    for section in &terms.sections {
        let _ = write!(body, "<section><h2>{}</h2>", escape(&section.title));
        for line in &section.lines {
            let _ = write!(body, "<p>{}</p>", escape(line));
        }
        body.push_str("</section>");
    }
    let _ = write!(body, "<p class=\"soft\">{}</p>", escape(&(words.version)(terms.version)));
    frame(shop, words.terms, lang, &body)
}

fn history_page(history: &paper::History, lang: Lang) -> String {
    let words = words(lang);
    let body = match &history.card {
        None => format!("<p>{}</p>", escape(words.no_card)),
        Some(_) if history.operations.is_empty() => format!("<p>{}</p>", escape(words.empty)),
        Some(card) => {
            let lines = history.operations.iter().map(|done| Receipt::of(done, card, history, lang));
            let mut list = lines.fold(String::from("<ol>"), |list, line| list + &item(&line, words));
            list.push_str("</ol>");
            if let Some(cursor) = &history.next_cursor {
                let (slug, cursor, code) = (escape(&history.shop.slug), escape(cursor), words.code);
                let more = escape(words.earlier);
                let _ = write!(
                    list,
                    "<p><a class=\"button\" href=\"/{slug}/history?cursor={cursor}&amp;lang={code}\">{more}</a></p>"
                );
            }
            list
        }
    };
    frame(&history.shop, words.history, lang, &body)
}

/// One thing that happened.
fn item(receipt: &Receipt, words: &Words) -> String {
    let mut html = format!(
        "<li{}><p class=\"what\">{}",
        if receipt.undone { " class=\"undone\"" } else { "" },
        escape(&receipt.what)
    );
    if receipt.undone {
        let _ = write!(html, " <em>{}</em>", escape(words.undone));
    }
    html.push_str("</p>");
    for moved in &receipt.moved {
        let _ = write!(html, "<p class=\"moved\">{}</p>", escape(moved));
    }
    for reward in &receipt.rewards {
        let _ = write!(html, "<p class=\"reward\">{}</p>", escape(reward));
    }
    let _ = write!(
        html,
        "<p class=\"soft\"><time datetime=\"{}\">{}</time> · {}</p></li>",
        escape(&receipt.at),
        escape(&receipt.when),
        escape(&receipt.by)
    );
    html
}
