//! What the server's own pages of a card need, each read at once.

use pass::CardId;
use wire::{Card, CardKey, Code, Consent, Done, Profile, RecoveryState, Shop};

use crate::auth::{HolderId, TillAuth};
use crate::members::{self, Vault};
use crate::outcome::Outcome;
use crate::shops::ShopRow;
use crate::{Lang, Tx, cards, devices, face, money, params, recovery};

/// A card's history, with what it takes to say it in words.
#[derive(Clone, Debug)]
pub struct History {
    /// The shop, its titles in the language asked for.
    pub shop: Shop,
    /// IANA name of the shop's time zone.
    pub zone: String,
    /// The holder's card there; none when this browser has none.
    pub card: Option<Card>,
    /// What was done, newest first.
    pub operations: Vec<Done>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
}

/// A page of the history of a holder's card in a shop; `unknown_shop` when there is no such shop.
pub fn history(
    tx: &mut dyn Tx,
    slug: &str,
    holder: Option<HolderId>,
    cursor: Option<&str>,
    now_us: i64,
    lang: Lang,
) -> Outcome<History> {
    let row = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let shop = face::view(tx, slug, lang)?;
    let held = match holder {
        Some(holder) => {
            cards::list(tx, holder, now_us, lang)?.into_iter().map(|looked| looked.card).find(|card| card.shop == slug)
        }
        None => None,
    };
    let (operations, next_cursor) = match (holder, &held) {
        (Some(holder), Some(card)) => {
            let page = cards::operations(tx, holder, &card.id, cursor, cards::HISTORY_PAGE_MAX)?;
            (page.operations, page.next_cursor)
        }
        _ => (Vec::new(), None),
    };
    Ok(History { shop, zone: row.zone, card: held, operations, next_cursor })
}

/// A card's settings: the phones that act for it, and how its recovery code stands.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The shop.
    pub shop: Shop,
    /// IANA name of the shop's time zone.
    pub zone: String,
    /// The id of the holder's card there; none when this browser has none.
    pub card: Option<String>,
    /// The keys that act for it.
    pub keys: Vec<CardKey>,
    /// Whether there is a recovery code.
    pub recovery: RecoveryState,
}

/// The settings of a holder's card in a shop; `unknown_shop` when there is no such shop.
pub fn settings(tx: &mut dyn Tx, slug: &str, holder: Option<HolderId>, lang: Lang) -> Outcome<Settings> {
    let row = ShopRow::by_slug(tx, slug)?.ok_or(Code::UnknownShop)?;
    let shop = face::view(tx, slug, lang)?;
    let held = match holder {
        Some(holder) => tx.query_one(cards::sql::HOLDER_CARD_IN_SHOP, &params![holder.0, row.id.0])?,
        None => None,
    };
    let card = held.map(|row| row.get(0)).transpose()?.map(|id| CardId(id).to_string());
    let (keys, recovery) = match (holder, &card) {
        (Some(holder), Some(card)) => (devices::list(tx, holder, card)?.keys, recovery::state(tx, holder, card)?),
        _ => (Vec::new(), RecoveryState::default()),
    };
    Ok(Settings { shop, zone: row.zone, card, keys, recovery })
}

/// The person behind a card: what they told, and what they may be written to for.
#[derive(Clone, Debug)]
pub struct Person {
    /// The shop.
    pub shop: Shop,
    /// IANA name of the shop's time zone.
    pub zone: String,
    /// The id of the holder's card there; none when this browser has none.
    pub card: Option<String>,
    /// What they told.
    pub profile: Profile,
    /// Every consent there is to give.
    pub consents: Vec<Consent>,
}

/// The person behind a holder's card in a shop; `unknown_shop` when there is no such shop.
pub fn person(tx: &mut dyn Tx, vault: &Vault, slug: &str, holder: Option<HolderId>, lang: Lang) -> Outcome<Person> {
    let Settings { shop, zone, card, .. } = settings(tx, slug, holder, lang)?;
    let (mut profile, mut consents) = (Profile::default(), Vec::new());
    if let (Some(holder), Some(card)) = (holder, &card) {
        profile = members::profile(tx, vault, holder, card)?;
        consents = members::consents(tx, holder, card, lang)?.consents;
    }
    Ok(Person { shop, zone, card, profile, consents })
}

/// Minor units as a customer reads them: `€4.50` or `4,50 €`.
pub fn say_money(minor: i64, currency: &str, lang: Lang) -> String {
    money::say(minor, currency, lang.into())
}

/// The shop of a till, for the counter's own pages, with the IANA name of its time zone.
pub fn counter(tx: &mut dyn Tx, till: &TillAuth, lang: Lang) -> Outcome<(Shop, String)> {
    let row = ShopRow::by_id(tx, till.shop)?;
    Ok((face::view(tx, &row.slug, lang)?, row.zone))
}
