//! `/healthz`, `/readyz`, and the figures.

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::world::{World, earn};

#[tokio::test]
async fn the_server_says_how_it_is() {
    let world = World::new().await;
    assert_eq!(world.client().get("/healthz").await.expect(200)["status"], "ok");
    assert_eq!(world.client().get("/readyz").await.expect(200)["status"], "ready");
    world.app.stop();
    world.client().get("/readyz").await.refused(503, "busy");
}

#[tokio::test]
async fn figures_name_routes_and_nobody() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    phone.card().await;
    let router = server::metrics::router(world.app.clone());
    let response = router.oneshot(Request::get("/metrics").body(Body::empty()).unwrap()).await.unwrap();
    let text = String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap();
    assert!(
        text.contains("comptoir_http_requests_total{method=\"POST\",route=\"/v1/visits\",status=\"201\"} 1"),
        "{text}"
    );
    assert!(text.contains("route=\"/v1/me/cards/{card_id}\""), "{text}");
    assert!(text.contains("comptoir_store_commits_total"), "{text}");
    assert!(!text.contains(&phone.card_id()), "a card's id in the figures");
    world.client().get("/metrics").await.refused(404, "not_found");
}
