//! What the server wrote into the page about the shop, so that the first paint of the app is the skeleton's.

use kit::browser::document;

use crate::shop::Front;

/// The shop's looks before its data is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Face {
    /// Name.
    pub name: String,
    /// The rule in one sentence.
    pub headline: String,
    /// `#rrggbb`.
    pub color: String,
    /// Stamps that fill its first card.
    pub goal: u32,
    /// What they lead to, in words, for who has no card yet (the page's script takes it away from who has one).
    pub left: String,
}

impl Face {
    /// Of the shop the page was made for; nothing for another one.
    pub fn of_page(slug: &str) -> Face {
        let Some(meta) = document().query_selector("meta[name=shop]").ok().flatten() else { return Face::default() };
        let get = |name: &str| meta.get_attribute(name).unwrap_or_default();
        if get("data-slug") != slug {
            return Face::default();
        }
        let goal = get("data-goal").parse().unwrap_or_default();
        Face {
            name: get("content"),
            headline: get("data-headline"),
            color: get("data-color"),
            goal,
            left: get("data-left"),
        }
    }

    /// From the shop's data.
    pub fn of_shop(shop: &Front) -> Face {
        Face {
            name: shop.name.clone(),
            headline: shop.program.headline.clone(),
            color: shop.brand.color.clone(),
            goal: shop.program.stamp_cards.first().map_or(0, |card| card.goal),
            left: String::new(),
        }
    }
}
