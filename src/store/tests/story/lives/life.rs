//! Two cards of a shop of their own, in the store and in the small ledger of the rules' tests.

use std::collections::BTreeMap;

use loyalty::{Birthday, CardState, Context, Micros, Program, ReferralState, SECOND, Zone};
use store::{Actor, HolderId, ShopId, StaffAuth, TillAuth, admin, cards, params};
use uuid::Uuid;
use wire::Joined;

use super::ledger::Ledger;
use crate::naive::moves::Load;
use crate::script::Script;
use crate::steps::{Jump, Step};
use crate::support::{RealZone, at};
use crate::world::World;

/// How long after a customer was last seen they can still be told something.
const CHANNEL_DAYS: i64 = 400;

/// One of the two cards in the store.
pub struct Held {
    pub card: [u8; 8],
    /// What people call the card.
    pub number: String,
    pub holder: HolderId,
    /// When the customer was last seen, if ever.
    pub seen: Option<Micros>,
    /// The visit that is open, and since when.
    pub open: Option<(Uuid, Micros)>,
    /// Local days of its visits.
    pub visits: Vec<loyalty::Date>,
    /// Until when what is on it waits, and the day on which staff moved it.
    pub paused_until: Option<Micros>,
    pub moved_on: Option<loyalty::Date>,
}

pub struct Life<'a> {
    pub number: u64,
    pub world: &'a World,
    pub program: &'a Program,
    pub zone: RealZone,
    /// When its days begin.
    pub hour: i64,
    pub born: Micros,
    pub birthday: Option<(i8, i8)>,
    /// Corrects by hand and gives.
    pub manager: Actor,
    /// Does everything else.
    pub maker: Actor,
    /// Does nothing, and wants to take back what others did.
    pub colleague: Actor,
    pub held: [Held; 2],
    pub ledgers: [Ledger; 2],
    /// A manager lets the card pass the limits in what is done now.
    pub overridden: bool,
    /// The first customer brought the second.
    pub brought: bool,
    /// The card whose content is on the other now.
    pub merged: Option<usize>,
    /// Operations that are taken back with one, each by its card and its place in the ledger.
    pub linked: BTreeMap<Place, Vec<Place>>,
    /// What left a card of the naive model for the other.
    pub under_way: Option<Load>,
    /// Steps that were lived, cards that staff moved, and what was refused because it waited.
    pub steps: u64,
    pub moved: u64,
    pub waited: u64,
}

/// A card, and the place of an operation in its ledger.
pub type Place = (usize, usize);

impl<'a> Life<'a> {
    /// A new shop with this programme, and its two first customers.
    pub fn begin(world: &'a World, number: u64, script: &'a Script) -> Life<'a> {
        let zone = RealZone::named(script.zone);
        let begins = at(&zone, script.begins);
        world.pass_time(begins - world.now());
        // The day's first hour differs from shop to shop.
        let hour = (number % 4) as i64;
        let shop = open_shop(world, number, script, hour);
        let slug = slug(number);
        // Who joins again by their own link gets the card they have: only another's link brings anybody.
        let brought = script.brought == Some(false);
        let first = join(world, &slug, None);
        let second = join(world, &slug, brought.then_some(first.number.as_str()));
        let mut held = [first, second];
        for held in &mut held {
            held.seen = Some(begins);
        }
        tell_about(world, script, &held);
        let till = TillAuth { shop, device: world.id(), device_name: "Till".into() };
        let staff = |name: &str, manager| {
            Actor::Staff(StaffAuth { till: till.clone(), staff: world.id(), name: name.into(), manager })
        };
        let life = Life {
            number,
            world,
            program: &script.program,
            zone,
            hour,
            born: begins,
            birthday: script.birthday,
            manager: staff("Léa", true),
            maker: staff("Marc", false),
            colleague: staff("Nora", false),
            held,
            ledgers: Default::default(),
            overridden: false,
            brought,
            merged: None,
            linked: BTreeMap::new(),
            under_way: None,
            steps: 0,
            moved: 0,
            waited: 0,
        };
        life.employ();
        life
    }

    pub fn live(&mut self, step: &Step) {
        self.jump(step.jump);
        self.lose();
        self.dispatch(step.card, step);
        for card in 0..2 {
            self.compare(card);
            self.compare_naively(card);
        }
    }

    fn jump(&mut self, jump: Jump) {
        let now = self.world.now();
        let midnight = || self.zone.midnight(self.zone.local(now).date.add_days(1));
        let then = match jump {
            Jump::Seconds(seconds) => now + seconds * SECOND,
            Jump::Days(days) => now + days * loyalty::DAY,
            Jump::Midnight(minutes) => (midnight() + minutes * 60 * SECOND).max(now + 1),
        };
        self.world.pass_time(then - now);
    }

    /// What a store would load beside purses and vouchers.
    pub fn set_facts(&mut self, card: usize, visiting: bool) {
        let now = self.world.now();
        let today = moment(&self.zone, self.hour, now).business_day;
        let other = self.ledgers[1 - card].clone();
        let held = &self.held[card];
        let visits = &held.visits;
        let before = if visiting { visits.len().checked_sub(1) } else { visits.len().checked_sub(2) };
        let joined_on = self.zone.local(self.born).date;
        let last_visit_on = before.map(|before| visits[before]);
        let birthday = self.birthday.map(|(month, day)| Birthday { month: month as u8, day: day as u8 });
        let has_channel = held.seen.is_some_and(|seen| seen >= now - CHANNEL_DAYS * loyalty::DAY);
        let ledger = &mut self.ledgers[card].card;
        let (tags, lists, state) = (vec!["regular".to_owned()], Vec::new(), std::mem::take(&mut ledger.state));
        let referral = (self.brought && card == 1).then_some(ReferralState { same_holder: false });
        ledger.state = CardState { joined_on, last_visit_on, referral, birthday, tags, lists, has_channel, ..state };
        ledger.elsewhere = other.card.sum(|counted| counted.day == today);
        ledger.shares_stock_with(&other.card);
    }

    /// Kinds of operations in this life.
    pub fn kinds(&self) -> Vec<String> {
        let cards = self.held.each_ref().map(|held| held.card);
        let kinds = "SELECT DISTINCT kind FROM operation WHERE card_id = $1 OR card_id = $2";
        let rows = self.world.read(move |tx| Ok(tx.query(kinds, &params![cards[0], cards[1]])?)).unwrap();
        rows.iter().map(|row| row.get(0).unwrap()).collect()
    }
}

/// The moment as a shop sees it whose day begins at this hour.
pub fn moment(zone: &RealZone, hour: i64, now: Micros) -> Context<'_> {
    let wall = zone.0.to_datetime(jiff::Timestamp::from_microsecond(now).unwrap());
    let day = wall.checked_sub(jiff::SignedDuration::from_hours(hour)).unwrap().date();
    let ends = zone.0.to_zoned(day.tomorrow().unwrap().at(hour as i8, 0, 0, 0)).unwrap();
    let business_day = loyalty::Date(i64::from((day - jiff::civil::date(1970, 1, 1)).get_days()));
    let day_ends_at = ends.timestamp().as_microsecond();
    Context { now, there_at: None, business_day, day_ends_at, overridden: false, zone }
}

/// The shop's part of the link.
pub fn slug(number: u64) -> String {
    format!("life-{number}")
}

fn open_shop(world: &World, number: u64, script: &Script, hour: i64) -> ShopId {
    let ctx = world.context();
    let new = admin::NewShop {
        slug: slug(number),
        name: "A life".into(),
        color: "#205080".into(),
        currency: "EUR".into(),
        zone: script.zone.into(),
        day_starts_hour: hour as u8,
        program: store::demo::program(),
    };
    let shop = world.write(move |tx| admin::create_shop(tx, &ctx, &new)).unwrap();
    // Random programmes have faults that a shop is not made with; the rules must stand them all the same.
    let definition = serde_json::to_string(&script.program).unwrap();
    let publish = "UPDATE program SET definition = $2 WHERE shop_id = $1";
    world.write(move |tx| Ok(tx.execute(publish, &params![shop.0, &definition])?)).unwrap();
    shop
}

fn join(world: &World, slug: &str, friend: Option<&str>) -> Held {
    let mut secret = [1; 32];
    secret[..16].copy_from_slice(world.id().as_bytes());
    let key = pass::SigningKey::from_bytes(secret).unwrap().public_key();
    let key = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, key.compressed());
    let req = serde_json::json!({ "id": world.id(), "public_key": key, "key_storage": "webcrypto", "friend": friend });
    let (req, ctx, slug) = (serde_json::from_value(req).unwrap(), world.context(), slug.to_owned());
    let reply = world.write(move |tx| cards::join(tx, &ctx, &slug, &req, None, None)).unwrap();
    let joined: Joined = serde_json::from_str(&reply.json).unwrap();
    let (token, now) = (reply.token.unwrap(), world.now());
    let holder = world.read(move |tx| store::auth::holder(tx, &token, now)).unwrap().unwrap();
    let card: pass::CardId = joined.card.id.parse().unwrap();
    Held {
        card: card.0,
        number: joined.card.number,
        holder,
        seen: None,
        open: None,
        visits: Vec::new(),
        paused_until: None,
        moved_on: None,
    }
}

/// What the shop knows of both: a birthday and a tag.
fn tell_about(world: &World, script: &Script, held: &[Held; 2]) {
    let (cards, birthday) = (held.each_ref().map(|held| held.card), script.birthday);
    world
        .write(move |tx| {
            let (month, day) = birthday.map_or((None, None), |(month, day)| (Some(month as i64), Some(day as i64)));
            for card in cards {
                let birth = "UPDATE card SET birth_month = $2, birth_day = $3 WHERE card_id = $1";
                tx.execute(birth, &params![card, month, day])?;
                let tag =
                    "INSERT INTO card_label SELECT shop_id, card_id, 'tag', 'regular' FROM card WHERE card_id = $1";
                tx.execute(tag, &params![card])?;
            }
            Ok(())
        })
        .unwrap();
}
