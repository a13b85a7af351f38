//! After the first visit: the card on the home screen, if it is not there already.

use kit::{
    browser::install,
    ui::{Button, Look},
};
use leptos::prelude::*;

use crate::{session::Session, texts::t};

/// Offers to install, once there is something on the card.
#[component]
pub fn Offer(
    /// Whose.
    session: Session,
) -> impl IntoView {
    let visited = move || {
        session.card.with(|card| {
            card.as_ref().is_some_and(|card| card.purses.iter().any(|p| p.balance > 0) || !card.vouchers.is_empty())
        })
    };
    let installed = install::installed();
    let by_button = move || !installed && visited() && install::can_ask();
    let by_menu = move || !installed && visited() && install::by_share_menu();
    view! {
        <Show when=by_button>
            <Button look=Look::Plain label=Signal::derive(|| t().install.to_owned()) on_press=install::ask/>
        </Show>
        <Show when=by_menu>
            <p class="hint">{move || t().install_by_share}</p>
        </Show>
    }
}
