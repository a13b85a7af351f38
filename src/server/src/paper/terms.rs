//! `/{slug}/terms`: the rules of the programme in force, in full.

use std::fmt::Write as _;

use wire::{Shop, Terms};

use super::Paper;
use super::frame::{Reader, frame};
use crate::pages::escape;

/// The page.
pub fn page(shop: &Shop, terms: &Terms, reader: Reader) -> String {
    let words = reader.words();
    let mut body = format!("<p class=\"lead\">{}</p>", escape(&terms.headline));
    for section in &terms.sections {
        let _ = write!(body, "<section><h2>{}</h2>", escape(&section.title));
        for line in &section.lines {
            let _ = write!(body, "<p>{}</p>", escape(line));
        }
        body.push_str("</section>");
    }
    let _ = write!(
        body,
        "<p class=\"soft\">{}</p>",
        escape(&words.paper.common.version.with([&terms.version.to_string()]))
    );
    frame(shop, Some(Paper::Terms), words.card.terms, reader, &body)
}
