//! `/v1/till`

use serde_json::Value;
use store::demo;

use crate::world::{World, earn};

#[tokio::test]
async fn a_till_knows_itself_and_who_is_signed_in() {
    let world = World::new().await;
    let mut till = world.client();
    till.get("/v1/till").await.refused(401, "till_required");
    till.pair("Terrace").await.expect(201);
    let state = till.get("/v1/till").await.expect(200);
    assert_eq!(state["device"]["name"], "Terrace");
    assert_eq!(state["shop"]["one_scan_one_stamp"], true);
    assert_eq!((&state["shop"]["void_window_s"], &state["shop"]["zone"]), (&600.into(), &"Europe/Paris".into()));
    assert_eq!(state["staff"], Value::Null);
    let signed_in = till.sign_in(demo::PIN).await.expect(201);
    let staff = till.get("/v1/till").await.expect(200)["staff"].clone();
    assert_eq!((&staff["name"], &staff["manager"]), (&"Léa".into(), &true.into()));
    assert_eq!(signed_in["staff"], staff);
    assert_eq!(
        till.get("/v1/staff").await.expect(200)["staff"][0],
        staff,
        "the counter offers a manager what others can't do"
    );
}

#[tokio::test]
async fn a_till_lists_its_own_visits() {
    let world = World::new().await;
    let (mut bar, mut terrace) = (world.till("Bar").await, world.till("Terrace").await);
    let phone = world.phone().await;
    let visit = bar.visit(&phone.code(), &[earn(1)]).await.expect(201);
    let listed = bar.get("/v1/till/visits").await.expect(200);
    assert_eq!(listed["visits"][0]["id"], visit["visit"]["id"]);
    assert_eq!(listed["visits"][0]["operations"][0]["kind"], "earn");
    assert_eq!(terrace.get("/v1/till/visits").await.expect(200)["visits"].as_array().unwrap().len(), 0);
    world.client().get("/v1/till/visits").await.refused(401, "till_required");
}
