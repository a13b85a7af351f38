//! After the first visit: the card on the home screen, if it is not there already.

use kit::{
    browser::install,
    dom::{El, el},
    ui::{Look, button},
};

use crate::{session::Session, texts::t};

/// Offers to install, once there is something on the card.
pub fn offer(session: Session) -> El {
    let installed = install::installed();
    el("div").live(move || {
        let visited = session
            .card
            .read()
            .as_ref()
            .is_some_and(|card| card.purses.iter().any(|purse| purse.balance > 0) || !card.vouchers.is_empty());
        match visited && !installed {
            true if install::can_ask() => vec![button(Look::Plain, || t().install.to_owned(), install::ask)],
            true if install::by_share_menu() => {
                vec![el("p").class("hint").live_text(|| t().install_by_share.to_owned())]
            }
            _ => vec![],
        }
    })
}
