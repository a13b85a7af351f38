//! `/v1/staff`

use serde_json::json;
use store::demo;

use crate::world::{World, new_id};

#[tokio::test]
async fn staff_signs_in_by_pin_and_out_again() {
    let world = World::new().await;
    let mut till = world.client();
    till.get("/v1/staff").await.refused(401, "till_required");
    till.pair("Bar").await.expect(201);
    till.get("/v1/till/visits").await.refused(401, "staff_required");
    let signed = till.sign_in(demo::PIN).await;
    let cookie = signed.header("set-cookie").to_owned();
    for attribute in ["comptoir_staff=", "HttpOnly", "SameSite=Strict"] {
        assert!(cookie.contains(attribute), "{attribute} in {cookie}");
    }
    let signed = signed.expect(201);
    assert_eq!(signed["staff"]["name"], "Léa");
    let ends: jiff::Timestamp = signed["expires_at"].as_str().unwrap().parse().unwrap();
    let lasts_s = ends.as_second() - crate::world::MORNING_US / 1_000_000;
    assert!(cookie.contains(&format!("Max-Age={lasts_s}")), "as long as the session: {cookie}");
    till.get("/v1/till/visits").await.expect(200);
    let token = till.cookies["comptoir_staff"].clone();
    let out = till.send("DELETE", "/v1/staff/sessions/current", &[], None).await;
    assert_eq!(out.status, 204);
    assert!(!till.cookies.contains_key("comptoir_staff"), "the cookie is gone");
    till.cookies.insert("comptoir_staff".into(), token);
    till.get("/v1/till/visits").await.refused(401, "staff_required");
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let world = World::new().await;
    let mut till = world.till("Bar").await;
    world.clock.advance_s(48 * 3600);
    till.get("/v1/till/visits").await.refused(401, "staff_required");
}

#[tokio::test]
async fn a_session_counts_at_its_own_till_only() {
    let world = World::new().await;
    let bar = world.till("Bar").await;
    let mut terrace = world.client();
    terrace.pair("Terrace").await.expect(201);
    terrace.cookies.insert("comptoir_staff".into(), bar.cookies["comptoir_staff"].clone());
    terrace.get("/v1/till/visits").await.refused(401, "staff_required");
}

#[tokio::test]
async fn wrong_pins_are_counted_and_lock_the_name() {
    let world = World::new().await;
    let mut till = world.client();
    till.pair("Bar").await.expect(201);
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(till.sign_in("000000").await.refused(401, "wrong_pin")["tries_left"], left);
    }
    let locked = till.sign_in(demo::PIN).await.refused(429, "locked");
    let until: jiff::Timestamp = locked["until"].as_str().unwrap().parse().unwrap();
    world.clock.advance_s(until.as_second() - crate::world::MORNING_US / 1_000_000 + 1);
    till.sign_in(demo::PIN).await.expect(201);
}

#[tokio::test]
async fn who_does_not_work_here_is_unknown() {
    let world = World::new().await;
    let mut till = world.client();
    till.pair("Bar").await.expect(201);
    let body = json!({"id": new_id(), "staff_id": new_id(), "pin": "123456"});
    till.post("/v1/staff/sessions", &body).await.refused(404, "unknown_staff");
}
