//! `/v1/visits`

use pass::{CardId, Pass, Purpose};
use serde_json::{Value, json};
use store::{Fault, admin, demo};

use crate::world::{World, earn, new_id, stamps};

#[tokio::test]
async fn a_scan_gives_a_stamp() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    assert_eq!(opened["duplicate"], false);
    assert_eq!(opened["visit"]["how"], "code");
    assert_eq!(opened["visit"]["card_id"], phone.card_id());
    assert_eq!(opened["visit"]["flags"], json!([]));
    let done = &opened["operations"][0];
    assert_eq!(done["entries"], json!([{"purse": "coffee", "delta": 1, "balance_after": 1}]));
    assert_eq!((done["seq"].as_i64(), done["by"].as_str()), (Some(1), Some("Léa")));
    assert_eq!(stamps(&opened["card"]), 1);
    assert_eq!(phone.card().await, opened["card"], "the card the customer sees is the one the till saw");
}

#[tokio::test]
async fn digits_alone_are_as_good_as_the_link() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let link = phone.code();
    till.visit(link.split_once('#').unwrap().1, &[]).await.expect(201);
}

#[tokio::test]
async fn a_full_card_turns_into_a_reward_that_is_used_once() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(10)]).await.expect(201);
    assert_eq!(stamps(&opened["card"]), 1, "the tenth goes to the next card");
    let voucher = &opened["operations"][0]["vouchers_issued"][0];
    assert_eq!(opened["available"][0]["voucher_id"], voucher["id"]);
    let place = format!("/v1/visits/{}/operations", opened["visit"]["id"].as_str().unwrap());
    let redeem = json!({"id": new_id(), "kind": "redeem", "voucher_id": voucher["id"]});
    let used = till.post(&place, &redeem).await.expect(201);
    assert_eq!(used["operation"]["kind"], "redeem");
    assert_eq!(used["operation"]["voucher_used"]["id"], voucher["id"]);
    assert_eq!(used["card"]["vouchers"], json!([]));
    assert_eq!(phone.card().await["vouchers"], json!([]));
    let again = json!({"id": new_id(), "kind": "redeem", "voucher_id": voucher["id"]});
    till.post(&place, &again).await.refused(409, "voucher_used");
    let by_name = json!({"id": new_id(), "kind": "redeem", "reward": "free-coffee"});
    let short = till.post(&place, &by_name).await;
    assert!(
        ["insufficient_balance", "unknown_voucher"].contains(&short.json["code"].as_str().unwrap()),
        "{:?}",
        short.json
    );
}

#[tokio::test]
async fn one_id_is_one_visit() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let body = json!({"id": new_id(), "code": phone.code(), "operations": [earn(1)]});
    let first = till.post("/v1/visits", &body).await;
    let again = till.post("/v1/visits", &body).await;
    assert_eq!(again.status, 201);
    assert_eq!(first.bytes, again.bytes, "the same bytes");
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(first.header("idempotent-replayed"), "");
    assert_eq!(stamps(&phone.card().await), 1);
    let mut other = body.clone();
    other["operations"] = json!([earn(2)]);
    till.post("/v1/visits", &other).await.refused(422, "id_reused");
    assert_eq!(stamps(&phone.card().await), 1);
}

#[tokio::test]
async fn the_same_code_at_the_same_till_is_the_same_visit() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let code = phone.code();
    let first = till.visit(&code, &[earn(1)]).await.expect(201);
    let again = till.visit(&code, &[earn(1)]).await.expect(201);
    assert_eq!(again["duplicate"], true);
    assert_eq!(again["visit"]["id"], first["visit"]["id"]);
    assert_eq!(again["operations"], first["operations"]);
    assert_eq!(stamps(&phone.card().await), 1);
}

#[tokio::test]
async fn the_same_code_at_another_till_is_used() {
    let world = World::new().await;
    let (mut bar, mut terrace) = (world.till("Bar").await, world.till("Terrace").await);
    let phone = world.phone().await;
    let code = phone.code();
    let first = bar.visit(&code, &[earn(1)]).await.expect(201);
    let used = terrace.visit(&code, &[earn(1)]).await.refused(409, "code_used");
    assert_eq!(used["by"], "Bar");
    assert_eq!(used["at"], first["visit"]["opened_at"]);
}

#[tokio::test]
async fn a_second_scan_too_soon_waits_or_is_another_purchase() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    world.clock.advance_s(20);
    let cooldown = till.visit(&phone.code(), &[earn(1)]).await.refused(409, "cooldown");
    let until: jiff::Timestamp = cooldown["until"].as_str().unwrap().parse().unwrap();
    assert_eq!(until.as_microsecond(), crate::world::MORNING_US + 60_000_000);
    let body = json!({"id": new_id(), "code": phone.code(), "operations": [earn(1)], "another_purchase": true});
    let opened = till.post("/v1/visits", &body).await.expect(201);
    assert_eq!(opened["visit"]["flags"], json!(["another_purchase"]));
    world.clock.advance_s(61);
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
}

#[tokio::test]
async fn an_old_code_is_a_screenshot() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let screenshot = phone.code();
    world.clock.advance_s(120);
    till.visit(&phone.code(), &[]).await.expect(201);
    world.clock.advance_s(120);
    till.visit(&screenshot, &[]).await.refused(409, "replayed");
}

#[tokio::test]
async fn a_wrong_clock_is_told_by_how_much() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let behind = till.visit(&phone.code_at(-37 * 60), &[]).await.refused(409, "clock_wrong");
    assert_eq!(behind["off_by_s"], -37 * 60);
    let ahead = till.visit(&phone.code_at(3600), &[]).await.refused(409, "clock_wrong");
    assert_eq!(ahead["off_by_s"], 3600);
    let skewed = till.visit(&phone.code_at(120), &[earn(1)]).await.expect(201);
    assert_eq!(skewed["visit"]["flags"], json!(["clock_skew"]));
}

#[tokio::test]
async fn what_is_no_code_of_ours_is_refused() {
    let world = World::new().await;
    let (mut till, phone, other) = (world.till("Bar").await, world.phone().await, world.phone().await);
    for text in ["", "hello", "https://example.com/s#12", &"1".repeat(189)] {
        till.visit(text, &[]).await.refused(422, "malformed");
    }
    let pass = Pass::parse(&phone.code()).unwrap();
    let mut bytes = pass.to_bytes();
    bytes[0] = 2;
    till.visit(&pass::digits::encode(&bytes), &[]).await.refused(422, "unsupported_version");
    let forged = Pass::new(pass.header(), Pass::parse(&other.code()).unwrap().signature);
    till.visit(&forged.to_digits(), &[]).await.refused(422, "bad_signature");
    let mut unknown = pass.to_bytes();
    unknown[2..10].copy_from_slice(&[0xab; 8]);
    till.visit(&pass::digits::encode(&unknown), &[]).await.refused(422, "unknown_card");
    let elsewhere = phone.code_for("cards.example", 0, Purpose::Show);
    till.visit(&elsewhere, &[]).await.refused(422, "bad_signature");
}

#[tokio::test]
async fn every_loopback_name_is_ours_without_an_origin() {
    let world = World::new().await;
    let mut till = world.till("Bar").await;
    for host in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
        let phone = world.phone().await;
        till.visit(&phone.code_for(host, 0, Purpose::Show), &[]).await.expect(201);
    }
}

#[tokio::test]
async fn another_shops_card_is_said_to_be() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let token = world.by_hand(|tx, ctx| other_shop(tx, ctx, "visits")).await;
    let mut other = world.client().with_header("authorization", &format!("Bearer {token}"));
    other.visit(&phone.code(), &[]).await.refused(409, "other_shop");
    let by_id = json!({"id": new_id(), "card_id": phone.card_id()});
    other.post("/v1/visits", &by_id).await.refused(409, "other_shop");
    let opened = till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    let place = format!("/v1/visits/{}/operations", opened["visit"]["id"].as_str().unwrap());
    other.post(&place, &earn(1)).await.refused(404, "unknown_visit");
    let operation = opened["operations"][0]["id"].as_str().unwrap();
    other
        .post(&format!("/v1/operations/{operation}/void"), &json!({"id": new_id()}))
        .await
        .refused(404, "unknown_operation");
}

/// A second shop, and the token of an integration of it.
pub fn other_shop(tx: &mut dyn store::Tx, ctx: &store::Context, scope: &str) -> Result<String, Fault> {
    let mut program = demo::program();
    program.rewards[0].valid_days = Some(2);
    let shop = admin::NewShop {
        slug: "other".into(),
        name: "Another".into(),
        color: "#123456".into(),
        currency: "EUR".into(),
        zone: "Europe/Paris".into(),
        day_starts_hour: 3,
        program,
    };
    admin::create_shop(tx, ctx, &shop)?;
    Ok(admin::create_key(tx, ctx, "other", "Till software", &[scope])?.token)
}

#[tokio::test]
async fn an_integration_opens_visits_with_its_key() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    let key = world.by_hand(|tx, ctx| admin::create_key(tx, ctx, "demo", "Till software", &["visits"])).await;
    let mut software = world.client().with_header("authorization", &format!("Bearer {}", key.token));
    let body = json!({"id": new_id(), "card_id": phone.card_id(), "operations": [earn(1)]});
    let opened = software.post("/v1/visits", &body).await.expect(201);
    assert_eq!(opened["visit"]["how"], "api");
    assert_eq!(opened["operations"][0]["by"], "Till software");
    assert_eq!(stamps(&phone.card().await), 1);
    let mut stranger = world.client().with_header("authorization", "Bearer ck_nonsense");
    let refused = stranger.post("/v1/visits", &body).await;
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    refused.refused(401, "key_refused");
}

#[tokio::test]
async fn a_typed_code_helps_where_the_camera_is_dead() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let typed = phone.typed_code().to_lowercase();
    let body = json!({"id": new_id(), "typed_code": typed, "operations": [earn(1)]});
    let opened = till.post("/v1/visits", &body).await.expect(201);
    assert_eq!(opened["visit"]["how"], "typed_code");
    world.clock.advance_s(300);
    let old = json!({"id": new_id(), "typed_code": typed});
    let left = till.post("/v1/visits", &old).await.refused(422, "unknown_card");
    assert_eq!(left["tries_left"], 4);
    for _ in 0..4 {
        till.post("/v1/visits", &json!({"id": new_id(), "typed_code": typed})).await.refused(422, "unknown_card");
    }
    till.post("/v1/visits", &json!({"id": new_id(), "typed_code": phone.typed_code()})).await.refused(429, "locked");
}

#[tokio::test]
async fn a_key_that_can_be_copied_needs_a_word_of_staff_to_redeem() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone_with("raw").await);
    let opened = till.visit(&phone.code(), &[earn(9)]).await.expect(201);
    assert_eq!(opened["visit"]["flags"], json!(["raw_key"]));
    let place = format!("/v1/visits/{}/operations", opened["visit"]["id"].as_str().unwrap());
    let voucher = &opened["available"][0]["voucher_id"];
    let redeem =
        |confirmed: bool| json!({"id": new_id(), "kind": "redeem", "voucher_id": voucher, "confirmed": confirmed});
    till.post(&place, &redeem(false)).await.refused(409, "confirm_required");
    till.post(&place, &redeem(true)).await.expect(201);
}

#[tokio::test]
async fn use_it_now_is_signed_into_the_code() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let code = phone.code_for("localhost:8080", 0, Purpose::Redeem);
    let opened = till.visit(&code, &[]).await.expect(201);
    assert_eq!(opened["visit"]["flags"], json!(["redeem_requested"]));
}

#[tokio::test]
async fn operations_are_refused_with_what_is_wrong() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[]).await.expect(201);
    let place = format!("/v1/visits/{}/operations", opened["visit"]["id"].as_str().unwrap());
    let op = |more: Value| {
        let mut op = json!({"id": new_id()});
        op.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        op
    };
    let refusals = [
        (json!({"kind": "earn", "stamp_card": "tea"}), 422, "unknown_stamp_card"),
        (json!({"kind": "redeem", "reward": "yacht"}), 422, "unknown_reward"),
        (json!({"kind": "redeem", "voucher_id": new_id()}), 422, "unknown_voucher"),
        (json!({"kind": "gift", "reward": "free-coffee", "reason": ""}), 422, "invalid_request"),
        (json!({"kind": "earn", "quantity": 0}), 422, "invalid_request"),
        (json!({"kind": "redeem"}), 422, "invalid_request"),
        (json!({"kind": "steal"}), 422, "invalid_request"),
    ];
    for (more, status, code) in refusals {
        till.post(&place, &op(more)).await.refused(status, code);
    }
    let too_many = till.post(&place, &op(json!({"kind": "earn", "quantity": 51}))).await.refused(409, "limit_reached");
    assert!(too_many["limit"].is_string(), "{too_many}");
    let spent = till.post(&place, &op(json!({"kind": "spend", "amount": {"minor": 450, "currency": "EUR"}}))).await;
    assert_eq!(spent.refused(409, "insufficient_balance")["missing"], 450);
    let gift = op(json!({"kind": "gift", "reward": "free-coffee", "reason": "Spilt the first one"}));
    let given = till.post(&place, &gift).await.expect(201);
    assert_eq!(given["card"]["vouchers"][0]["reward"], "free-coffee");
    let nowhere = format!("/v1/visits/{}/operations", new_id());
    till.post(&nowhere, &earn(1)).await.refused(404, "unknown_visit");
    till.post("/v1/visits/nonsense/operations", &earn(1)).await.refused(404, "unknown_visit");
    assert_eq!(stamps(&phone.card().await), 0, "nothing of what was refused was done");
}

#[tokio::test]
async fn a_visit_is_all_or_nothing() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let impossible = json!({"id": new_id(), "kind": "redeem", "reward": "yacht"});
    let code = phone.code();
    till.visit(&code, &[earn(1), impossible]).await.refused(422, "unknown_reward");
    assert_eq!(stamps(&phone.card().await), 0);
    till.visit(&code, &[earn(1)]).await.expect(201);
    assert_eq!(stamps(&phone.card().await), 1, "the code was not used up");
}

#[tokio::test]
async fn exactly_one_way_to_name_a_card() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    till.post("/v1/visits", &json!({"id": new_id()})).await.refused(422, "invalid_request");
    let both = json!({"id": new_id(), "code": phone.code(), "card_id": phone.card_id()});
    till.post("/v1/visits", &both).await.refused(422, "invalid_request");
    let looked_up = json!({"id": new_id(), "card_id": phone.card_id()});
    assert_eq!(till.post("/v1/visits", &looked_up).await.expect(201)["visit"]["how"], "lookup");
}

#[tokio::test]
async fn nobody_signed_in_opens_nothing() {
    let world = World::new().await;
    let phone = world.phone().await;
    let mut till = world.client();
    till.visit(&phone.code(), &[earn(1)]).await.refused(401, "till_required");
    till.pair("Bar").await.expect(201);
    till.visit(&phone.code(), &[earn(1)]).await.refused(401, "staff_required");
}

#[tokio::test]
async fn a_blocked_card_and_a_revoked_key_open_nothing() {
    let world = World::new().await;
    let (mut till, blocked, revoked) = (world.till("Bar").await, world.phone().await, world.phone().await);
    // Both are done from the office, which is still to come.
    till.visit(&revoked.code(), &[]).await.expect(201);
    let [to_block, to_revoke] = [&blocked, &revoked].map(|phone| phone.card_id().parse::<CardId>().unwrap().0);
    world
        .by_hand(move |tx, _| {
            tx.execute("UPDATE card SET status = 'blocked' WHERE card_id = $1", &store::params![to_block])?;
            tx.execute("UPDATE card_key SET revoked_at = 1 WHERE card_id = $1", &store::params![to_revoke])?;
            Ok(())
        })
        .await;
    till.visit(&blocked.code(), &[]).await.refused(409, "card_blocked");
    world.clock.advance_s(90);
    till.visit(&revoked.code(), &[]).await.refused(409, "key_revoked");
}

#[tokio::test]
async fn a_reward_has_its_day() {
    let world = World::new().await;
    let token = world.by_hand(|tx, ctx| other_shop(tx, ctx, "visits")).await;
    let mut software = world.client().with_header("authorization", &format!("Bearer {token}"));
    let body = json!({"id": new_id(), "public_key": crate::world::public(&crate::world::new_key()), "key_storage": "webcrypto"});
    let joined = world.client().post("/v1/shops/other/cards", &body).await.expect(201);
    let visit = |operations: Value| json!({"id": new_id(), "card_id": joined["card"]["id"], "operations": operations});
    let opened = software.post("/v1/visits", &visit(json!([earn(9)]))).await.expect(201);
    let voucher = &opened["available"][0]["voucher_id"];
    assert!(opened["card"]["vouchers"][0]["expires_at"].is_string(), "{opened}");
    world.clock.advance_s(3 * 24 * 3600);
    let redeem = json!([{"id": new_id(), "kind": "redeem", "voucher_id": voucher}]);
    software.post("/v1/visits", &visit(redeem)).await.refused(409, "voucher_expired");
}
