//! A customer's own phone gets a card. Mostly that is reading; when the card says for the first time that units lapse, that is written down too, in a
//! job of its own that nobody at a counter waits for.

use store::{Changed, Fault, HolderId, Lang, cards, members};
use wire::{Card, Cards};

use crate::app::App;
use crate::problem::Refused;

/// One card of a holder, in a language.
///
/// # Errors
/// `unknown_card` if the card is not this holder's, and what the store refuses.
pub async fn card(app: &App, holder: HolderId, card: String, lang: Lang) -> Result<Card, Refused> {
    let (asked, now_us, vault) = (card.clone(), app.clock.now_us(), app.vault);
    let look = move |tx: &mut dyn store::Tx| {
        let mut looked = cards::look(tx, holder, &asked, now_us, lang)?;
        members::greet(tx, &vault, holder, &mut looked.card)?;
        Ok::<_, Fault>(looked)
    };
    let looked = app.store.read(look).await?;
    Ok(if looked.to_note { note(app, holder, card, lang).await.unwrap_or(looked.card) } else { looked.card })
}

/// All cards of a holder in a language, newest first.
///
/// # Errors
/// What the store refuses.
pub async fn cards(app: &App, holder: HolderId, lang: Lang) -> Result<Cards, Refused> {
    let (now_us, vault) = (app.clock.now_us(), app.vault);
    let look = move |tx: &mut dyn store::Tx| {
        let mut looked = cards::list(tx, holder, now_us, lang)?;
        looked.iter_mut().try_for_each(|looked| members::greet(tx, &vault, holder, &mut looked.card))?;
        Ok::<_, Fault>(looked)
    };
    let mut cards = Vec::new();
    for looked in app.store.read(look).await? {
        let noted = if looked.to_note { note(app, holder, looked.card.id.clone(), lang).await } else { None };
        cards.push(noted.unwrap_or(looked.card));
    }
    Ok(Cards { cards })
}

/// Writes down that the phone is there and what it is told. Nobody is refused their card because that could not be written: the next time they
/// look is the first time then.
async fn note(app: &App, holder: HolderId, card: String, lang: Lang) -> Option<Card> {
    let (ctx, vault) = (app.context(), app.vault);
    let note = move |tx: &mut dyn store::Tx| {
        let (mut card, changed) = cards::note(tx, &ctx, holder, &card, lang)?;
        members::greet(tx, &vault, holder, &mut card)?;
        Ok::<(Card, Option<Changed>), Fault>((card, changed))
    };
    match app.store.write(note).await {
        Ok((card, changed)) => {
            changed.into_iter().for_each(|changed| app.hub.publish(changed));
            Some(card)
        }
        Err(fault) => {
            tracing::debug!(%fault, "what a card was told could not be noted");
            None
        }
    }
}
