//! The sweeper and what phones are told before units lapse.

use std::time::Duration;

use loyalty::{Expiry, Program};
use serde_json::Value;
use server::config::Settings;
use server::{metrics, sweep};
use store::{demo, params};
use uuid::Uuid;

use crate::v1::me::{card_in, event};
use crate::world::{World, earn, stamps};

const DAY_S: i64 = 86_400;

/// The demo's stamps lapse so many days after they were earned; customers are told fourteen days before.
async fn lasting(world: &World, days: u32) {
    lasting_told(world, days, 14).await;
}

async fn lasting_told(world: &World, days: u32, warning_days: u32) {
    let mut program = Program { warning_days, ..demo::program() };
    program.stamp_cards[0].expiry = Expiry::Days(days);
    publish(world, &program).await;
}

/// The demo shop's second programme.
pub async fn publish(world: &World, program: &Program) {
    let definition = serde_json::to_string(program).unwrap();
    world
        .by_hand(move |tx, _| {
            let shop: Uuid = tx.query_one("SELECT shop_id FROM shop", &params![])?.unwrap().get(0)?;
            let row = params![shop, &definition];
            tx.execute("INSERT INTO program (shop_id, version, definition, published_at) VALUES ($1, 2, $2, 0)", &row)?;
            tx.execute("UPDATE shop SET program_version = 2", &params![])?;
            Ok(())
        })
        .await;
}

fn lapses(card: &Value) -> (i64, &str) {
    let first = &card["expiries"][0];
    (first["units"].as_i64().unwrap(), first["at"].as_str().unwrap())
}

async fn figures(world: &World) -> String {
    let mut client = world.client();
    client.router = metrics::router(world.app.clone());
    String::from_utf8(client.get("/metrics").await.bytes).unwrap()
}

#[tokio::test]
async fn what_lapses_is_told_first_then_written_and_heard_of() {
    let world = World::new().await;
    lasting(&world, 30).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(3)]).await.expect(201);
    assert_eq!(lapses(&opened["card"]), (3, "2026-04-13T22:00:00Z"));
    let path = format!("/v1/me/cards/{}/events", phone.card_id());
    let mut stream = phone.client.begin("GET", &path, &[], None).await.into_body();
    event(&mut stream).await.unwrap();

    // Eleven days before, the phone shows the card: from then on fourteen days count, and another phone hears of it.
    world.clock.advance_s(20 * DAY_S);
    let version = phone.card().await["version"].as_u64().unwrap();
    let told = card_in(&event(&mut stream).await.unwrap());
    assert_eq!((lapses(&told), told["version"].as_u64()), ((3, "2026-04-17T22:00:00Z"), Some(version)));
    assert_eq!(phone.client.get("/v1/me/cards").await.expect(200)["cards"][0], told, "and no word is new after that");

    world.clock.advance_s(14 * DAY_S);
    sweep::round(&world.app).await;
    assert_eq!(world.app.sweep.cards(), 0);
    world.clock.advance_s(DAY_S);
    sweep::round(&world.app).await;
    let gone = card_in(&event(&mut stream).await.unwrap());
    assert_eq!((stamps(&gone), gone.get("expiries")), (0, None));
    assert_eq!(phone.card().await, gone);
    let figures = figures(&world).await;
    assert!(figures.contains("comptoir_sweep_cards_total 1\n"), "{figures}");
    assert!(figures.contains("comptoir_sweep_rounds_total 2\n"), "{figures}");
}

#[tokio::test]
async fn who_watches_is_told_as_it_happens() {
    let world = World::new().await;
    lasting(&world, 3).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let path = format!("/v1/me/cards/{}/events", phone.card_id());
    let mut stream = phone.client.begin("GET", &path, &[], None).await.into_body();
    event(&mut stream).await.unwrap();
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    let shown = card_in(&event(&mut stream).await.unwrap());
    assert_eq!(lapses(&shown), (1, "2026-03-28T23:00:00Z"), "three days are less than the fourteen of a warning");
    world.clock.advance_s(5 * DAY_S);
    assert_eq!(phone.card().await, shown, "it was told then, and that day counts");
}

#[tokio::test]
async fn one_round_reaches_every_card_and_no_card_twice() {
    let world = World::new().await;
    lasting_told(&world, 30, 0).await;
    let mut till = world.till("Bar").await;
    let mut phones = Vec::new();
    for _ in 0..21 {
        let phone = world.phone().await;
        till.visit(&phone.code(), &[earn(1)]).await.expect(201);
        phones.push(phone);
    }
    world.clock.advance_s(31 * DAY_S);
    for swept in [21, 21] {
        sweep::round(&world.app).await;
        assert_eq!(world.app.sweep.cards(), swept);
    }
    for phone in &mut phones {
        assert_eq!(stamps(&phone.card().await), 0);
    }
    assert_eq!(world.by_hand(|tx, _| store::verify::run(tx)).await.broken, []);
}

#[tokio::test]
async fn the_sweeper_sweeps_by_itself_and_leaves_with_the_server() {
    let world = World::with(Settings { sweep_every_s: Some(1), ..Settings::default() }).await;
    let sweeper = tokio::spawn(sweep::run(world.app.clone()));
    tokio::time::timeout(Duration::from_secs(10), async {
        while world.app.sweep.rounds() == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .expect("a round within ten seconds");
    world.app.stop();
    tokio::time::timeout(Duration::from_millis(900), sweeper)
        .await
        .expect("it does not wait for its next round")
        .unwrap();
    let idle = World::with(Settings { sweep_every_s: Some(0), ..Settings::default() }).await;
    tokio::time::timeout(Duration::from_secs(5), sweep::run(idle.app.clone())).await.expect("0 is never");
}
