//! The cards this holder has on this server: from this phone first, then from the server.

use kit::{
    api,
    dom::{El, el},
    theme,
    watched::Watched,
};
use wasm_bindgen_futures::spawn_local;
use wire::{Card, PurseKind};

use crate::{record, texts::t, views::notice::notice};

/// What a row needs.
#[derive(Clone)]
struct Row {
    slug: String,
    name: String,
    color: String,
    stamps: Option<(i64, u32)>,
    rewards: usize,
}

impl Row {
    fn of(card: &Card, name: String, color: String) -> Row {
        let stamps = card.purses.iter().find(|purse| purse.kind == PurseKind::Stamps);
        Row {
            slug: card.shop.clone(),
            name,
            color,
            stamps: stamps.and_then(|purse| Some((purse.balance.max(0), purse.goal?))),
            rewards: card.vouchers.len(),
        }
    }
}

/// The screen.
pub fn screen() -> El {
    let rows = Watched::new(Vec::<Row>::new());
    let asked = Watched::new(false);
    spawn_local(load(rows.clone(), asked.clone()));
    let none = rows.clone();
    let empty = el("div").live(move || match asked.get() && none.read().is_empty() {
        true => vec![notice(|| t().no_cards.clone())],
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
    let mut known: Vec<Row> =
        kept.iter().map(|r| Row::of(&r.card, r.shop.name.clone(), r.shop.brand.color.clone())).collect();
    rows.set(known.clone());
    let cards = api::my_cards().await.map(|cards| cards.cards).unwrap_or_default();
    for card in cards {
        match known.iter_mut().find(|row| row.slug == card.shop) {
            Some(row) => *row = Row::of(&card, row.name.clone(), row.color.clone()),
            None => {
                let Ok(shop) = api::shop(&card.shop).await else { continue };
                known.push(Row::of(&card, shop.name, shop.brand.color));
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
    let count = row.stamps.map(|(balance, goal)| el("span").live_text(move || (t().stamps_of)(balance, goal)));
    let ready = (row.rewards > 0).then(|| el("span").class("badge").live_text(|| t().ready.to_owned()));
    el("li").add(link.add(el("strong").text(&row.name)).all(count).all(ready))
}
