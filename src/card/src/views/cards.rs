//! The cards this holder has on this server: from this phone first, then from the server.

use kit::{api, theme};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wire::{Card, PurseKind};

use crate::{record, texts::t, views::notice::Notice};

/// What a row needs.
#[derive(Clone, PartialEq)]
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
#[component]
pub fn CardsScreen() -> impl IntoView {
    let rows = RwSignal::new(Vec::<Row>::new());
    let asked = RwSignal::new(false);
    spawn_local(load(rows, asked));
    let list = move || rows.get().into_iter().map(|row| view! { <RowView row/> }).collect_view();
    view! {
        <div class="wallet">
            <h1>{move || t().my_cards}</h1>
            <ul>{list}</ul>
            <Show when=move || asked.get() && rows.with(Vec::is_empty)>
                <Notice said=Signal::derive(|| t().no_cards.clone())/>
            </Show>
        </div>
    }
}

async fn load(rows: RwSignal<Vec<Row>>, asked: RwSignal<bool>) {
    let kept = record::all().await;
    let mut known: Vec<Row> =
        kept.iter().map(|r| Row::of(&r.card, r.shop.name.clone(), r.shop.brand.color.clone())).collect();
    if !rows.is_disposed() {
        rows.set(known.clone());
    }
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
    if !rows.is_disposed() {
        rows.set(known);
        asked.set(true);
    }
}

#[component]
fn RowView(row: Row) -> impl IntoView {
    let palette = theme::Rgb::parse(&row.color).map(theme::Palette::of);
    let (solid, on_solid) = match palette {
        Some(palette) => (palette.solid.hex(), palette.on_solid.hex()),
        None => Default::default(),
    };
    let count = move || row.stamps.map(|(balance, goal)| (t().stamps_of)(balance, goal));
    let rewards = row.rewards;
    view! {
        <li>
            <a class="mini" href=["/", &row.slug].concat() style:--brand=solid style:--on-brand=on_solid>
                <strong>{row.name}</strong>
                <span>{count}</span>
                {(rewards > 0).then(|| view! { <span class="badge">{move || t().ready}</span> })}
            </a>
        </li>
    }
}
