//! `/v1/visits` with `offline`, and `/v1/till/snapshot`

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{Pass, SigningKey};
use serde_json::{Value, json};
use server::clock::Clock as _;
use store::demo;
use till::{Act, Content, Hash, Link};
use uuid::Uuid;

use crate::world::{Client, Phone, World, earn, new_id, new_key, public, stamps};

const HOUR_S: i64 = 3_600;

/// A till with a key of its own, that keeps a journal.
struct Apart {
    client: Client,
    key: SigningKey,
    device: Uuid,
    staff: Uuid,
    seq: u64,
    previous: Hash,
}

impl Apart {
    async fn new(world: &World, name: &str) -> Apart {
        let (key, mut client) = (new_key(), world.client());
        let pairing_code = demo::PAIRING_CODE;
        let body = json!({"id": new_id(), "pairing_code": pairing_code, "name": name, "public_key": public(&key)});
        let paired = client.post("/v1/devices/pair", &body).await.expect(201);
        let signed_in = client.sign_in(demo::PIN).await.expect(201);
        let device: Uuid = paired["device"]["id"].as_str().unwrap().parse().unwrap();
        let staff = signed_in["staff"]["id"].as_str().unwrap().parse().unwrap();
        Apart { client, key, device, staff, seq: 0, previous: till::first(*device.as_bytes()) }
    }

    /// The next record: so many stamps, with the phone's code of so many seconds from now.
    fn record(&mut self, world: &World, phone: &Phone, off_s: i64, quantity: u32) -> Value {
        self.seq += 1;
        let (visit, operation, code) = (new_id(), new_id(), phone.code_at(off_s));
        let occurred_at = world.clock.now_us() + off_s * 1_000_000;
        let content = Content {
            visit: *visit.as_bytes(),
            staff: *self.staff.as_bytes(),
            pass: Pass::parse(&code).unwrap().to_bytes(),
            another_purchase: false,
            acts: vec![Act::items(*operation.as_bytes(), quantity)],
        };
        let link = Link {
            device: *self.device.as_bytes(),
            seq: self.seq,
            previous: self.previous,
            occurred_at,
            snapshot_at: occurred_at,
            content: content.digest(),
        };
        let offline = json!({
            "seq": self.seq,
            "previous": URL_SAFE_NO_PAD.encode(self.previous),
            "snapshot_at": time(occurred_at),
            "staff_id": self.staff,
            "signature": URL_SAFE_NO_PAD.encode(self.key.sign_bytes(&link.message())),
        });
        self.previous = link.hash();
        let earn = json!({"id": operation, "kind": "earn", "quantity": quantity});
        json!({"id": visit, "code": code, "operations": [earn], "occurred_at": time(occurred_at), "offline": offline})
    }
}

fn time(us: i64) -> String {
    jiff::Timestamp::from_microsecond(us).unwrap().to_string()
}

#[tokio::test]
async fn what_was_done_without_a_network_arrives() {
    let world = World::new().await;
    let (mut bar, mut phone) = (Apart::new(&world, "Bar").await, world.phone().await);
    let record = bar.record(&world, &phone, 0, 2);
    world.clock.advance_s(5 * HOUR_S);
    let first = bar.client.post("/v1/visits", &record).await;
    let again = bar.client.post("/v1/visits", &record).await;
    assert_eq!((again.header("idempotent-replayed"), &again.bytes), ("true", &first.bytes));
    let opened = first.expect(201);
    assert_eq!((opened["visit"]["flags"].clone(), opened["duplicate"].clone()), (json!(["offline"]), json!(false)));
    assert_eq!(stamps(&phone.card().await), 2);
    // The code itself is as old as it is: without the record it opens nothing.
    let code = record["code"].as_str().unwrap();
    assert_eq!(bar.client.visit(code, &[earn(1)]).await.expect(201)["duplicate"], true);
    world.till("Terrace").await.visit(code, &[earn(1)]).await.refused(409, "code_used");
    bar.client.visit(&phone.code_at(-4 * HOUR_S), &[earn(1)]).await.refused(409, "clock_wrong");
    assert_eq!(stamps(&phone.card().await), 2);
}

#[tokio::test]
async fn one_code_at_two_tills_is_taken_twice_and_flagged() {
    let world = World::new().await;
    let (mut bar, mut terrace) = (Apart::new(&world, "Bar").await, Apart::new(&world, "Terrace").await);
    let mut phone = world.phone().await;
    let (at_bar, at_terrace) = (bar.record(&world, &phone, 0, 1), terrace.record(&world, &phone, 0, 1));
    let again = terrace.record(&world, &phone, 0, 1);
    world.clock.advance_s(HOUR_S);
    bar.client.post("/v1/visits", &at_bar).await.expect(201);
    let shared = terrace.client.post("/v1/visits", &at_terrace).await.expect(201);
    assert_eq!(shared["visit"]["flags"], json!(["offline", "code_shared"]));
    let again = terrace.client.post("/v1/visits", &again).await.expect(201);
    assert_eq!(
        (again["duplicate"].clone(), again["visit"]["id"].clone()),
        (json!(true), shared["visit"]["id"].clone())
    );
    assert_eq!(stamps(&phone.card().await), 2);
}

#[tokio::test]
async fn a_gap_is_flagged_and_taken() {
    let world = World::new().await;
    let (mut bar, phone, friend) = (Apart::new(&world, "Bar").await, world.phone().await, world.phone().await);
    let (_gone, after) = (bar.record(&world, &phone, 0, 1), bar.record(&world, &friend, 60, 1));
    world.clock.advance_s(HOUR_S);
    let opened = bar.client.post("/v1/visits", &after).await.expect(201);
    assert_eq!(opened["visit"]["flags"], json!(["offline", "chain_gap"]));
}

#[tokio::test]
async fn a_refused_record_is_refused_for_ever_and_leaves_no_gap() {
    let world = World::new().await;
    let (mut bar, phone, friend) = (Apart::new(&world, "Bar").await, world.phone().await, world.phone().await);
    // 51 items are more than the programme counts at once.
    let (refused, next) = (bar.record(&world, &phone, 0, 51), bar.record(&world, &friend, 60, 1));
    world.clock.advance_s(HOUR_S);
    let first = bar.client.post("/v1/visits", &refused).await;
    let again = bar.client.post("/v1/visits", &refused).await;
    assert_eq!(first.bytes, again.bytes);
    first.refused(409, "limit_reached");
    again.refused(409, "limit_reached");
    let preview = bar.client.post("/v1/visits/preview", &refused).await;
    preview.refused(409, "limit_reached");
    let opened = bar.client.post("/v1/visits", &next).await.expect(201);
    assert_eq!(opened["visit"]["flags"], json!(["offline"]));
    let mut other = refused.clone();
    other["another_purchase"] = json!(true);
    bar.client.post("/v1/visits", &other).await.refused(422, "id_reused");
}

#[tokio::test]
async fn a_record_is_its_tills() {
    let world = World::new().await;
    let (mut bar, mut terrace) = (Apart::new(&world, "Bar").await, Apart::new(&world, "Terrace").await);
    let (mut plain, mut phone) = (world.till("Old till").await, world.phone().await);
    let record = bar.record(&world, &phone, 0, 1);
    world.clock.advance_s(HOUR_S);
    terrace.client.post("/v1/visits", &record).await.refused(422, "bad_till_signature");
    plain.post("/v1/visits", &record).await.refused(422, "bad_till_signature");
    world.client().post("/v1/visits", &record).await.refused(401, "till_required");
    let mut more = record.clone();
    more["operations"][0]["quantity"] = json!(9);
    bar.client.post("/v1/visits", &more).await.refused(422, "bad_till_signature");
    for (member, value) in [
        ("seq", json!(0)),
        ("previous", json!("short")),
        ("signature", json!("")),
        ("snapshot_at", json!("yesterday")),
        ("staff_id", json!(new_id())),
    ] {
        let mut wrong = record.clone();
        wrong["offline"][member] = value;
        let answer = bar.client.post("/v1/visits", &wrong).await;
        assert!(["invalid_request", "bad_till_signature"].contains(&answer.json["code"].as_str().unwrap()), "{member}");
    }
    let mut looked_up = record.clone();
    looked_up["card_id"] = json!(phone.card_id());
    bar.client.post("/v1/visits", &looked_up).await.refused(422, "invalid_request");
    bar.client.post("/v1/visits/preview", &record).await.refused(422, "invalid_request");
    // None of it is in the way of the record itself.
    bar.client.post("/v1/visits", &record).await.expect(201);
    assert_eq!(stamps(&phone.card().await), 1);
}

#[tokio::test]
async fn a_clock_that_is_wrong_and_a_record_that_is_too_old_are_refused() {
    let world = World::new().await;
    let (mut bar, phone) = (Apart::new(&world, "Bar").await, world.phone().await);
    let ahead = bar.record(&world, &phone, 2 * HOUR_S, 1);
    let refused = bar.client.post("/v1/visits", &ahead).await.refused(409, "clock_wrong");
    assert_eq!(refused["off_by_s"], 2 * HOUR_S);
    let mut terrace = Apart::new(&world, "Terrace").await;
    let old = terrace.record(&world, &phone, 0, 1);
    world.clock.advance_s(31 * 24 * HOUR_S);
    terrace.client.sign_in(demo::PIN).await.expect(201);
    terrace.client.post("/v1/visits", &old).await.refused(409, "lease_over");
}

#[tokio::test]
async fn a_till_pairs_with_a_key_or_without() {
    let world = World::new().await;
    let body = json!({"id": new_id(), "pairing_code": demo::PAIRING_CODE, "name": "Bar", "public_key": "nonsense"});
    world.client().post("/v1/devices/pair", &body).await.refused(422, "bad_public_key");
}

#[tokio::test]
async fn a_till_asks_for_all_it_must_know_and_then_for_what_changed() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(3)]).await.expect(201);
    let whole = till.get("/v1/till/snapshot").await.expect(200);
    assert_eq!((whole["whole"].clone(), whole["more"].clone()), (json!(true), json!(false)));
    assert_eq!(whole["limits"]["redeem_value_max"], 1_000);
    let card = &whole["cards"][0];
    assert_eq!((card["id"].clone(), card["balances"][0]["balance"].clone()), (json!(phone.card_id()), json!(3)));
    assert_eq!(card["keys"][0]["slot"], phone.slot);
    assert!(!whole.to_string().contains("typed_code_secret"), "public keys only");
    assert_eq!(whole["codes"].as_array().unwrap().len(), 1);
    world.clock.advance_s(HOUR_S);
    let since = |answer: &Value| format!("/v1/till/snapshot?since={}", answer["cursor"].as_str().unwrap());
    let overlap = till.get(&since(&whole)).await.expect(200);
    world.clock.advance_s(HOUR_S);
    let nothing = till.get(&since(&overlap)).await.expect(200);
    assert_eq!((nothing["whole"].clone(), nothing["cards"].clone()), (json!(false), json!([])));
    till.get("/v1/till/snapshot?since=x").await.refused(422, "invalid_request");
    till.get("/v1/till/snapshot?after=x").await.refused(422, "invalid_request");
    let mut nobody = world.client();
    nobody.get("/v1/till/snapshot").await.refused(401, "till_required");
    nobody.pair("Terrace").await.expect(201);
    nobody.get("/v1/till/snapshot").await.refused(401, "staff_required");
}
