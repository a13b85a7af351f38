//! `/openapi.json` and `/docs`

use crate::world::World;

#[tokio::test]
async fn the_description_has_every_address_of_the_contract() {
    let world = World::new().await;
    let doc = world.client().get("/openapi.json").await.expect(200);
    assert!(doc["openapi"].as_str().unwrap().starts_with("3.1"));
    let addresses = [
        ("/healthz", "get"),
        ("/v1/time", "get"),
        ("/v1/shops/{slug}", "get"),
        ("/v1/shops/{slug}/cards", "post"),
        ("/v1/shops/{slug}/terms", "get"),
        ("/v1/shops/{slug}/program/draft", "get"),
        ("/v1/shops/{slug}/program/draft", "put"),
        ("/v1/shops/{slug}/program/publish", "post"),
        ("/v1/shops/{slug}/program/versions", "get"),
        ("/v1/shops/{slug}/program/versions/{version}", "get"),
        ("/v1/me/cards", "get"),
        ("/v1/me/cards/{card_id}", "get"),
        ("/v1/me/cards/{card_id}/operations", "get"),
        ("/v1/me/cards/{card_id}/events", "get"),
        ("/v1/me/cards/{card_id}/keys", "post"),
        ("/v1/devices/pair", "post"),
        ("/v1/till", "get"),
        ("/v1/till/visits", "get"),
        ("/v1/till/snapshot", "get"),
        ("/v1/staff", "get"),
        ("/v1/staff/sessions", "post"),
        ("/v1/staff/sessions/current", "delete"),
        ("/v1/visits", "post"),
        ("/v1/visits/preview", "post"),
        ("/v1/visits/{visit_id}/operations", "post"),
        ("/v1/operations/{operation_id}/void", "post"),
        ("/v1/operations/{operation_id}/explain", "get"),
        ("/v1/cards", "get"),
        ("/v1/cards/{card_id}", "get"),
        ("/v1/cards/{card_id}", "patch"),
        ("/v1/cards/{card_id}/merge", "post"),
        ("/v1/cards/{card_id}/opening", "post"),
        ("/v1/cards/{card_id}/prolong", "post"),
    ];
    for (path, method) in addresses {
        assert!(doc["paths"][path][method].is_object(), "{method} {path}");
    }
    let schemas = &doc["components"]["schemas"];
    for name in
        ["Card", "VisitOpened", "Op", "Done", "Problem", "Joined", "Money", "VisitPreview", "Explanation", "Fact"]
    {
        assert!(schemas[name].is_object(), "the schema of {name}");
    }
    // The shop's face and the owner's definition share words, not schemas.
    assert!(schemas["Program"]["properties"]["headline"].is_object());
    assert!(schemas["ProgramDefinition"]["properties"]["limits"].is_object());
    assert!(schemas["Reward"]["properties"]["stock"].is_null());
    assert!(schemas["RewardDefinition"]["properties"]["stock"].is_object());
}

#[tokio::test]
async fn the_page_needs_nothing_from_outside() {
    let world = World::new().await;
    let page = world.client().get("/docs").await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"));
    let html = String::from_utf8(page.bytes).unwrap();
    for outside in ["href=\"http", " src=\"", "url(", "<script", "@import"] {
        assert!(!html.contains(outside), "{outside} in the page");
    }
    assert!(html.contains("/v1/visits") && html.contains("code_used") && html.contains("id=\"VisitOpened\""), "{html}");
    assert!(
        html.contains("All of <a href=\"#VisitOpened\">VisitOpened</a>") && html.contains("<code>explained</code>")
    );
    let style = world.client().get("/docs/style.css").await;
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
}
