//! `/{slug}/history`: what was done on the card.

use std::fmt::Write as _;

use store::paper::History;
use words::paper::History as Words;

use super::Paper;
use super::frame::{Reader, frame};
use super::receipt::Receipt;
use crate::pages::escape;

/// The page.
pub fn page(history: &History, reader: Reader) -> String {
    let (words, shop) = (&reader.words().paper.history, &history.shop);
    let body = match &history.card {
        None => format!("<p>{}</p>", escape(reader.words().paper.common.no_card)),
        Some(_) if history.operations.is_empty() => format!("<p>{}</p>", escape(words.empty)),
        Some(card) => {
            let lines = history.operations.iter().map(|done| Receipt::of(done, card, history, reader.lang));
            let mut list = lines.fold(String::from("<ol>"), |list, line| list + &item(&line, words));
            list.push_str("</ol>");
            if let Some(cursor) = &history.next_cursor {
                let next = reader.address(&shop.slug, "history") + "&cursor=" + cursor;
                let (next, more) = (escape(&next), escape(words.earlier));
                let _ = write!(list, "<p><a class=\"button\" href=\"{next}\">{more}</a></p>");
            }
            list
        }
    };
    frame(shop, Some(Paper::History), reader.words().card.history, reader, &body)
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
