//! Rewards that are ready, as tickets torn off the card.

use kit::i18n::format;
use leptos::prelude::*;

use crate::{session::Session, texts::t};

/// The tickets.
#[component]
pub fn Vouchers(
    /// Whose.
    session: Session,
) -> impl IntoView {
    let vouchers =
        move || session.card.with(|card| card.as_ref().map(|card| card.vouchers.clone()).unwrap_or_default());
    let some = move || session.card.with(|card| card.as_ref().is_some_and(|card| !card.vouchers.is_empty()));
    view! {
        <section class="tickets" class:unseen=move || !some() aria-label=move || t().ready>
            <For each=vouchers key=|voucher| voucher.id let:voucher>
                <div class="ticket">
                    <p class="ready">{move || t().ready}</p>
                    <p class="title">{voucher.title.clone()}</p>
                    <p class="how">
                        {move || match voucher.expires_at.as_ref().and_then(format::ms_of) {
                            Some(ms) => (t().valid_until)(&format::day(ms)),
                            None => t().show_to_use.to_owned(),
                        }}
                    </p>
                </div>
            </For>
        </section>
    }
}
