//! The cards this holder has on this server: from this phone first, then from the server.

use kit::{
    api,
    dom::{El, el},
    theme,
    watched::Watched,
};
use wasm_bindgen_futures::spawn_local;

use crate::{
    content::{Content, Purse},
    record,
    shop::Front,
    texts::t,
    views::{
        notice::{Sign, notice},
        purses::in_short,
    },
};

/// What a row needs.
#[derive(Clone)]
struct Row {
    slug: String,
    name: String,
    color: String,
    currency: String,
    /// What the programme is about: the first.
    purse: Option<Purse>,
    rewards: usize,
}

impl Row {
    fn of(card: &Content, shop: &Front) -> Row {
        let mut row = Row {
            slug: card.shop.clone(),
            name: shop.name.clone(),
            color: shop.brand.color.clone(),
            currency: shop.currency.clone(),
            purse: None,
            rewards: 0,
        };
        row.take(card);
        row
    }

    /// The card as it is now.
    fn take(&mut self, card: &Content) {
        self.purse = card.purses.first().cloned();
        self.rewards = card.vouchers.len();
    }
}

/// The screen.
pub fn screen() -> El {
    let rows = Watched::new(Vec::<Row>::new());
    let asked = Watched::new(false);
    spawn_local(load(rows.clone(), asked.clone()));
    let none = rows.clone();
    let empty = el("div").live(move || match asked.get() && none.read().is_empty() {
        true => vec![notice(Sign::Cards, || t().no_cards.said())],
        false => vec![],
    });
    el("div").class("wallet").all([
        el("h1").live_text(|| t().my_cards.to_owned()),
        el("ul").live(move || rows.read().iter().map(row_view).collect()),
        empty,
    ])
}

async fn load(rows: Watched<Vec<Row>>, asked: Watched<bool>) {
    let kept = record::all().await;
    let mut known: Vec<Row> = kept.iter().map(|kept| Row::of(&kept.card, &kept.shop)).collect();
    rows.set(known.clone());
    let cards = api::my_cards::<Content>().await.unwrap_or_default();
    for card in cards {
        match known.iter_mut().find(|row| row.slug == card.shop) {
            Some(row) => row.take(&card),
            None => {
                let Ok(shop) = api::shop::<Front>(&card.shop).await else { continue };
                known.push(Row::of(&card, &shop));
            }
        }
    }
    rows.set(known);
    asked.put(true);
}

fn row_view(row: &Row) -> El {
    let link = el("a").class("mini").attr("href", &["/", &row.slug].concat());
    let link = match theme::Rgb::parse(&row.color).map(theme::Palette::of) {
        Some(palette) => link.style("--brand", &palette.solid.hex()).style("--on-brand", &palette.on_solid.hex()),
        None => link,
    };
    let currency = row.currency.clone();
    let count = row.purse.clone().map(|purse| el("span").live_text(move || in_short(&purse, &currency)));
    let ready = (row.rewards > 0).then(|| el("span").class("badge").live_text(|| t().ready.to_owned()));
    el("li").add(link.add(el("strong").text(&row.name)).all(count).all(ready))
}
