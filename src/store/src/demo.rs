//! The demo shop: Café Lumière, nine coffees and the tenth is free.

use loyalty::{Program, Reward, StampCard, Words};

use crate::admin::{self, NewShop};
use crate::context::Context;
use crate::outcome::Outcome;
use crate::shops::ShopRow;
use crate::{Tx, params};

/// The demo shop's part of the link.
pub const SLUG: &str = "demo";
/// Pairs any number of tills with the demo shop, of this database only.
pub const PAIRING_CODE: &str = "DEMO-2345";
/// Who works there.
pub const STAFF: &str = "Léa";
/// Their PIN.
pub const PIN: &str = "246810";

/// Makes the demo shop unless it is there.
pub fn ensure(tx: &mut dyn Tx, ctx: &Context, pepper: &[u8; 32]) -> Outcome<()> {
    if ShopRow::by_slug(tx, SLUG)?.is_none() {
        let shop = admin::create_shop(tx, ctx, &shop())?;
        admin::put_pairing_code(tx, ctx, shop, PAIRING_CODE, true)?;
        admin::add_staff(tx, ctx, SLUG, STAFF, true, Some(PIN), pepper)?;
    }
    // The demo's PIN stands in its documentation: nobody is kept out by a lock.
    let shop = admin::shop_id(tx, SLUG)?;
    tx.execute(admin::sql::UNLOCK, &params![shop.0, STAFF])?;
    Ok(())
}

fn shop() -> NewShop {
    NewShop {
        slug: SLUG.into(),
        name: "Café Lumière".into(),
        color: "#b4532a".into(),
        currency: "EUR".into(),
        zone: "Europe/Paris".into(),
        day_starts_hour: 3,
        program: program(),
    }
}

/// Nine coffees, then one free.
pub fn program() -> Program {
    Program {
        stamp_cards: vec![StampCard {
            id: "coffee".into(),
            name: Words { fr: Some("Carte café".into()), ..Words::from("Coffee card") },
            goal: 9,
            reward: "free-coffee".into(),
            ..StampCard::default()
        }],
        rewards: vec![Reward {
            id: "free-coffee".into(),
            title: Words { fr: Some("Un café offert".into()), ..Words::from("A free coffee") },
            unit_cost: 60,
            ..Reward::default()
        }],
        one_scan_one_stamp: true,
        ..Program::default()
    }
}
