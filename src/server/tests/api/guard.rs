//! What stands around every answer: headers, cookies by origin, other sites, bodies, methods.

use serde_json::json;
use server::config::Settings;

use crate::world::{World, new_id, new_key, public};

const JOIN: &str = "/v1/shops/demo/cards";

fn join() -> String {
    json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"}).to_string()
}

fn on_https() -> Settings {
    Settings { origin: vec!["https://cards.example".into()], ..Settings::default() }
}

#[tokio::test]
async fn every_answer_has_the_headers() {
    let world = World::new().await;
    for path in ["/v1/time", "/v1/nothing", "/demo", "/nowhere", "/docs", "/healthz", "/sw.js", "/demo/icon-192.png"] {
        let answer = world.client().get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert!(!answer.header("content-security-policy").is_empty(), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path} on http");
    }
    for path in ["/counter", "/s"] {
        assert!(world.client().get(path).await.header("permissions-policy").contains("camera=(self)"), "{path}");
    }
    let api = world.client().get("/v1/time").await;
    assert!(api.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(api.header("cache-control"), "no-store");
}

#[tokio::test]
async fn on_https_cookies_are_bound_and_secure() {
    let world = World::with(on_https()).await;
    let mut client = world.client();
    let joined = client.send("POST", JOIN, &[("content-type", "application/json")], Some(join())).await;
    let cookie = joined.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-comptoir_holder=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert_eq!(joined.header("strict-transport-security"), "max-age=31536000");
    joined.expect(201);
    client.get("/v1/me/cards").await.expect(200);
    let value = client.cookies.remove("__Host-comptoir_holder").unwrap();
    client.cookies.insert("comptoir_holder".into(), value);
    client.get("/v1/me/cards").await.refused(401, "holder_required");
}

#[tokio::test]
async fn writes_from_other_sites_are_refused() {
    let world = World::new().await;
    let json = ("content-type", "application/json");
    let refused: [&[(&str, &str)]; 5] = [
        &[json, ("sec-fetch-site", "cross-site")],
        &[json, ("sec-fetch-site", "same-site")],
        &[json, ("origin", "https://evil.example")],
        &[json, ("origin", "null")],
        &[json, ("sec-fetch-site", "cross-site"), ("origin", "http://localhost:8080")],
    ];
    for headers in refused {
        world.client().send("POST", JOIN, headers, Some(join())).await.refused(403, "cross_site");
    }
    let allowed: [&[(&str, &str)]; 3] =
        [&[json], &[json, ("sec-fetch-site", "same-origin")], &[json, ("origin", "http://localhost:8080")]];
    for headers in allowed {
        world.client().send("POST", JOIN, headers, Some(join())).await.expect(201);
    }
    world.client().send("GET", "/v1/time", &[("sec-fetch-site", "cross-site")], None).await.expect(200);
    let mut till = world.till("Bar").await;
    let out = [("sec-fetch-site", "cross-site")];
    till.send("DELETE", "/v1/staff/sessions/current", &out, None).await.refused(403, "cross_site");
    till.get("/v1/till/visits").await.expect(200);
}

#[tokio::test]
async fn the_origin_must_be_one_of_ours() {
    let world = World::with(on_https()).await;
    let from = |origin: &'static str| [("content-type", "application/json"), ("origin", origin)];
    world.client().send("POST", JOIN, &from("https://cards.example"), Some(join())).await.expect(201);
    world.client().send("POST", JOIN, &from("http://localhost:8080"), Some(join())).await.refused(403, "cross_site");
}

#[tokio::test]
async fn a_body_is_json_of_the_right_form() {
    let world = World::new().await;
    let send =
        async |kind: &str, body: String| world.client().send("POST", JOIN, &[("content-type", kind)], Some(body)).await;
    send("text/plain", join()).await.refused(415, "json_required");
    send("application/x-www-form-urlencoded", "a=b".into()).await.refused(415, "json_required");
    world.client().send("POST", JOIN, &[], Some(join())).await.refused(415, "json_required");
    send("application/json; charset=utf-8", join()).await.expect(201);
    let not_json = send("application/json", "{".into()).await.refused(422, "invalid_request");
    assert!(not_json["detail"].as_str().unwrap().contains("JSON"), "{not_json}");
    let unknown = join().replacen('{', "{\"colour\":\"red\",", 1);
    let unknown = send("application/json", unknown).await.refused(422, "invalid_request");
    assert!(unknown["detail"].as_str().unwrap().contains("colour"), "it names the member: {unknown}");
    let missing = send("application/json", "{}".into()).await.refused(422, "invalid_request");
    assert!(missing["detail"].as_str().unwrap().contains("id"), "{missing}");
    let nested = json!({"id": new_id(), "code": "1", "operations": [{"id": new_id(), "kind": "earn", "stamps": 3}]});
    let nested = world.till("Bar").await.post("/v1/visits", &nested).await.refused(422, "invalid_request");
    assert!(nested["detail"].as_str().unwrap().contains("stamps"), "{nested}");
}

#[tokio::test]
async fn a_body_has_at_most_64_kib() {
    let world = World::new().await;
    let json = [("content-type", "application/json")];
    let fits = format!("{{\"id\":\"{}\"}}", "x".repeat(65_000));
    world.client().send("POST", JOIN, &json, Some(fits)).await.refused(422, "invalid_request");
    let large = format!("{{\"id\":\"{}\"}}", "x".repeat(65_536));
    world.client().send("POST", JOIN, &json, Some(large)).await.refused(413, "too_large");
}

#[tokio::test]
async fn wrong_addresses_and_methods_are_problems() {
    let world = World::new().await;
    world.client().get("/v1/nothing").await.refused(404, "not_found");
    world.client().post("/v1/nothing", &json!({})).await.refused(404, "not_found");
    world.client().send("DELETE", "/v1/time", &[], None).await.refused(405, "method_not_allowed");
    world.client().get("/v1/visits").await.refused(405, "method_not_allowed");
    world.client().post("/demo", &json!({})).await.refused(405, "method_not_allowed");
}
