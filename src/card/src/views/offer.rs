//! After the first visit: the card on the home screen, until it is there or somebody wants no more of it.

use kit::{
    browser::{install, storage},
    dom::{El, el},
    ui::{Look, button},
    watched::Watched,
};

use crate::{session::Session, texts::t, views::shop::paper};

/// The mark in localStorage that nobody wants to be asked again, in any shop.
const NO_MORE: &str = "comptoir.offer";

/// Offers to install, once there is something on the card: by the browser's own question, else by the server's page that shows how.
pub fn offer(session: Session) -> El {
    let no_more = Watched::new(install::installed() || storage::mark(NO_MORE).is_some());
    el("div").class("papers").live(move || {
        let visited = session
            .card
            .read()
            .as_ref()
            .is_some_and(|card| card.purses.iter().any(|purse| purse.balance > 0) || !card.vouchers.is_empty());
        let words = || t().install.to_owned();
        let way = match install::way() {
            _ if !visited || no_more.get() => return vec![],
            install::Way::Ask => button(Look::Plain, words, install::ask),
            install::Way::Later => return vec![],
            install::Way::Menu { touch: true } => paper(session, "install?touch=1&slot=", words),
            install::Way::Menu { .. } => paper(session, "install?slot=", words),
        };
        let no_more = no_more.clone();
        let no = button(
            Look::Quiet,
            || t().no_thanks.to_owned(),
            move || {
                storage::set_mark(NO_MORE, "1");
                no_more.put(true);
            },
        );
        vec![way, no]
    })
}
