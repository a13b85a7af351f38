//! `/v1/time`

use crate::world::{MORNING_US, World};

#[tokio::test]
async fn the_clock_is_the_servers() {
    let world = World::new().await;
    world.clock.advance_s(61);
    let time = world.client().get("/v1/time").await.expect(200);
    assert_eq!(time["now_ms"], MORNING_US / 1000 + 61_000);
}
