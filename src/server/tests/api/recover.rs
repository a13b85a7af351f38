//! The recovery code: among the settings, at `/{slug}/recover`, and over the API.

use serde_json::json;

use crate::paper::{html, says};
use crate::settings::{follow, send};
use crate::world::{World, earn, new_id, new_key, public, stamps};

const RECOVER: &str = "/v1/shops/demo/recover";

/// The code on its page.
pub fn code_on(page: &str) -> String {
    let code = page.split("class=\"code\">").nth(1).expect("a code").split("</p>").next().unwrap();
    code.replace("<span>", "").replace("</span>", "").replace(' ', "-")
}

#[tokio::test]
async fn a_code_is_made_kept_and_brings_the_card_back() {
    let world = World::new().await;
    let (mut till, mut old) = (world.till("Bar").await, world.phone().await);
    till.visit(&old.code(), &[earn(4)]).await.expect(201);
    let settings = html(old.client.get("/demo/settings?lang=en&slot=0").await);
    says(&settings, &["You have no recovery code yet.", "Make a recovery code"]);
    let made = send(&mut old.client, &settings, "/demo/settings/code", &[]).await;
    assert_eq!(made.header("cache-control"), "no-store");
    let page = html(made);
    let code = code_on(&page);
    assert_eq!(code.len(), 29, "{code}");
    says(&page, &["<h1>Your recovery code</h1>", "http://localhost:8080/demo/recover", "role=\"img\""]);
    assert_eq!(page.matches(&code[..4]).count(), 1, "no address has the code in it: {page}");
    let doubled = html(send(&mut old.client, &settings, "/demo/settings/code", &[]).await);
    assert_eq!(code_on(&doubled), code, "a doubled click is one");

    let wrong = send(&mut old.client, &page, "/demo/settings/code/confirm", &[("last", "0000")]).await;
    let wrong = html(wrong);
    says(&wrong, &["Those are not its last four characters."]);
    assert_eq!(code_on(&wrong), code, "it is shown once more");
    let unsaid = html(old.client.get("/demo/settings?lang=en").await);
    says(&unsaid, &["A code was made on 14 March 2026, but you did not say that you kept it."]);
    let last = code[25..].to_lowercase();
    let right = send(&mut old.client, &wrong, "/demo/settings/code/confirm", &[("last", &last)]).await;
    says(&follow(&mut old.client, &right).await, &["Nothing can be lost now.", "You kept a code on 14 March 2026."]);

    // Another browser, years later.
    let mut new = world.client();
    let answer = new.get("/demo/recover?lang=en").await;
    let policy = answer.header("content-security-policy").to_owned();
    assert!(policy.contains("script-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    let page = html(answer);
    let typo = format!("{}{}", if code.starts_with('X') { 'Y' } else { 'X' }, &code[1..]);
    let refused = send(&mut new, &page, "/demo/recover", &[("code", &typo)]).await;
    assert_eq!((refused.status, refused.header("set-cookie")), (422, ""));
    let refused = String::from_utf8(refused.bytes).unwrap();
    says(&refused, &["No card has this code.", &format!("value=\"{typo}\"")]);
    let back = send(&mut new, &refused, "/demo/recover", &[("code", &format!(" {} ", code.to_lowercase()))]).await;
    assert_eq!((back.status, back.header("location")), (303, "/demo?back=1"));
    let cards = new.get("/v1/me/cards").await.expect(200);
    assert_eq!((stamps(&cards["cards"][0]), &cards["cards"][0]["id"]), (4, &json!(old.card_id())));
    let keys = format!("/v1/me/cards/{}/keys", old.card_id());
    let key = json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto"});
    new.post(&keys, &key).await.expect(201);

    // The old phone hears it, and shows nothing more.
    old.client.get(&format!("{keys}/0")).await.refused(409, "key_revoked");
    old.client.get(&keys).await.refused(404, "unknown_card");
    world.clock.advance_s(120);
    till.visit(&old.code(), &[]).await.refused(409, "key_revoked");
    says(&html(new.get("/demo/recover?lang=fr").await), &["Ce navigateur a une carte ici."]);
}

#[tokio::test]
async fn software_does_the_same_over_the_api() {
    let world = World::new().await;
    let (mut phone, mut other) = (world.phone().await, world.phone().await);
    let path = format!("/v1/me/cards/{}/recovery", phone.card_id());
    assert_eq!(phone.client.get(&path).await.expect(200), json!({}));
    let make = json!({"id": new_id()});
    let made = phone.client.post(&path, &make).await.expect(201);
    let again = phone.client.post(&path, &make).await;
    assert_eq!((again.header("idempotent-replayed"), &again.json), ("true", &made));
    let code = made["code"].as_str().unwrap();
    let confirm = |last_four: &str| json!({"id": new_id(), "last_four": last_four});
    phone.client.post(&format!("{path}/confirm"), &confirm("ZZZZ")).await.refused(422, "bad_recovery_code");
    let kept = phone.client.post(&format!("{path}/confirm"), &confirm(&code[25..])).await.expect(200);
    assert_eq!(kept, phone.client.get(&path).await.expect(200));
    assert_eq!(kept["confirmed_at"], "2026-03-14T08:30:00Z");
    for path in [path.clone(), format!("{path}/confirm")] {
        let body = if path.ends_with("confirm") { confirm("AAAA") } else { json!({"id": new_id()}) };
        other.client.post(&path, &body).await.refused(404, "unknown_card");
        world.client().post(&path, &body).await.refused(401, "holder_required");
    }
    let refused = world.client().post(RECOVER, &json!({"id": new_id(), "code": "?"})).await;
    assert_eq!(refused.refused(422, "bad_recovery_code")["tries_left"], 9);
    let mut fresh = world.client();
    let back = fresh.post(RECOVER, &json!({"id": new_id(), "code": code})).await.expect(201);
    assert_eq!(back, json!({"card_id": phone.card_id()}));
    fresh.get(&path).await.expect(200);
    let body = json!({"id": new_id(), "code": code});
    world.client().post("/v1/shops/nowhere/recover", &body).await.refused(404, "unknown_shop");
}

#[tokio::test]
async fn tries_are_counted_and_another_card_is_not_lost() {
    let world = World::new().await;
    let (mut till, mut lost, mut held) = (world.till("Bar").await, world.phone().await, world.phone().await);
    let path = format!("/v1/me/cards/{}/recovery", lost.card_id());
    let code = lost.client.post(&path, &json!({"id": new_id()})).await.expect(201)["code"].clone();
    till.visit(&held.code(), &[earn(1)]).await.expect(201);
    let body = || json!({"id": new_id(), "code": code});
    held.client.post(RECOVER, &body()).await.refused(409, "card_held");
    let page = html(held.client.get("/demo/recover?lang=en").await);
    let sent = send(&mut held.client, &page, "/demo/recover", &[("code", code.as_str().unwrap())]).await;
    assert_eq!(sent.status, 409);
    says(&String::from_utf8(sent.bytes).unwrap(), &["they put both together, and nothing is lost"]);
    assert_eq!(stamps(&held.card().await), 1);
    for _ in 0..10 {
        world.client().post(RECOVER, &json!({"id": new_id(), "code": "?"})).await.refused(422, "bad_recovery_code");
    }
    let locked = world.client().post(RECOVER, &body()).await.refused(429, "locked");
    assert_eq!(locked["until"], "2026-03-14T08:40:00Z");
    let sent = send(&mut world.client(), &page, "/demo/recover", &[("code", "?")]).await;
    says(&String::from_utf8(sent.bytes).unwrap(), &["That was a lot of tries."]);
}
