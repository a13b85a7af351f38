//! `/v1/me/cards/{card_id}/profile`, `/consents`, `/export` and `/erase`

use serde_json::{Value, json};

use super::me::{card_in, event};
use crate::world::{Client, Phone, World, earn, new_id, stamps};

fn path(phone: &Phone, part: &str) -> String {
    format!("/v1/me/cards/{}/{part}", phone.card_id())
}

async fn tells(phone: &mut Phone, what: Value) -> Value {
    let mut body = what;
    body["id"] = json!(new_id());
    let path = path(phone, "profile");
    phone.client.post(&path, &body).await.expect(200)
}

#[tokio::test]
async fn a_person_is_their_own_alone() {
    let world = World::new().await;
    let (mut phone, mut other) = (world.phone().await, world.phone().await);
    let mut till = world.till("Bar").await;
    let asked = json!({"id": new_id()});
    for part in ["profile", "consents", "export"] {
        let path = path(&phone, part);
        world.client().get(&path).await.refused(401, "holder_required");
        till.get(&path).await.refused(401, "holder_required");
        other.client.get(&path).await.refused(404, "unknown_card");
        phone.client.get(&path).await.expect(200);
    }
    for (part, body) in [("profile", &asked), ("consents", &json!({"id": new_id(), "changes": []})), ("erase", &asked)]
    {
        let path = path(&phone, part);
        world.client().post(&path, body).await.refused(401, "holder_required");
        other.client.post(&path, body).await.refused(404, "unknown_card");
        let mut foreign = phone.client.clone().with_header("sec-fetch-site", "cross-site");
        foreign.post(&path, body).await.refused(403, "cross_site");
    }
    phone.card().await;
}

#[tokio::test]
async fn a_profile_is_told_piece_by_piece() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    let path = path(&phone, "profile");
    assert_eq!(phone.client.get(&path).await.expect(200), json!({}));
    let body =
        json!({"id": new_id(), "first_name": "Léa", "birthday": {"month": 2, "day": 29}, "phone": "+33 6 12 34 56 78"});
    let told = phone.client.post(&path, &body).await;
    assert_eq!(
        told.expect(200),
        json!({"first_name": "Léa", "birthday": {"month": 2, "day": 29}, "phone": "+33 6 12 34 56 78"})
    );
    let again = phone.client.post(&path, &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.expect(200)["first_name"], "Léa");
    let left = tells(&mut phone, json!({"phone": null, "language": "fr"})).await;
    assert_eq!(left, json!({"first_name": "Léa", "birthday": {"month": 2, "day": 29}, "language": "fr"}));
    for (field, value, words) in [
        ("first_name", json!(""), "`first_name` has 1 to 40 characters."),
        (
            "birthday",
            json!({"month": 2, "day": 30}),
            "A birthday is a day of the year: month 1 to 12, and a day that month has.",
        ),
        ("email", json!("nobody"), "`email` is an address such as lea@example.org, of at most 254 characters."),
        ("phone", json!("call me"), "`phone` has 4 to 20 digits, and no letters."),
        ("language", json!("français"), "`language` is a tag such as fr or de-CH."),
    ] {
        let refused = phone.client.post(&path, &json!({"id": new_id(), field: value})).await;
        assert_eq!(refused.refused(422, "invalid_request")["detail"], words);
    }
    phone.client.post(&path, &json!({"id": new_id(), "surname": "Martin"})).await.refused(422, "invalid_request");
    let other = json!({"id": body["id"], "first_name": "Tom"});
    phone.client.post(&path, &other).await.refused(422, "id_reused");
}

/// The name is on the card for its holder, wherever they see it, and in no answer to anybody else.
#[tokio::test]
async fn the_first_name_is_on_the_card_of_its_holder() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let mut live = phone.client.begin("GET", &path(&phone, "events"), &[], None).await.into_body();
    assert_eq!(card_in(&event(&mut live).await.unwrap())["member"], json!({}));
    tells(&mut phone, json!({"first_name": "Léa"})).await;
    assert_eq!(
        card_in(&event(&mut live).await.unwrap())["member"],
        json!({"first_name": "Léa"}),
        "at once, where it is open"
    );
    assert_eq!(phone.card().await["member"]["first_name"], "Léa");
    assert_eq!(phone.client.get("/v1/me/cards").await.expect(200)["cards"][0]["member"]["first_name"], "Léa");
    let seen = till.visit(&phone.code(), &[earn(2)]).await.expect(201);
    assert_eq!(seen["card"]["member"], json!({}), "what is answered at a till is kept for ever, without a name");
    let card = card_in(&event(&mut live).await.unwrap());
    assert_eq!((stamps(&card), &card["member"]["first_name"]), (2, &json!("Léa")), "a stamp takes no name away");
    tells(&mut phone, json!({"first_name": null})).await;
    assert_eq!(card_in(&event(&mut live).await.unwrap())["member"], json!({}));
}

#[tokio::test]
async fn a_consent_names_the_text_that_was_read() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    phone.client = phone.client.clone().with_header("accept-language", "fr");
    let path = path(&phone, "consents");
    let asked = phone.client.get(&path).await.expect(200);
    let first = asked["consents"][0].clone();
    assert_eq!(first["given"], false);
    assert_eq!(first["text"], json!({"version": 1, "language": "fr"}));
    assert!(first["words"].as_str().unwrap().contains("jusqu’à ce que j’en décide autrement"), "{first}");
    let change =
        json!({"purpose": first["purpose"], "channel": first["channel"], "given": true, "text": first["text"]});
    let given = phone.client.post(&path, &json!({"id": new_id(), "changes": [change]})).await.expect(200);
    let given: Vec<_> = given["consents"].as_array().unwrap().iter().filter(|one| one["given"] == true).collect();
    assert_eq!((given.len(), given[0]["channel"].as_str()), (1, Some("email")));
    let unread = json!({"id": new_id(), "changes": [{"purpose": "news", "channel": "sms", "given": true}]});
    phone.client.post(&path, &unread).await.refused(422, "invalid_request");
    let unknown = json!({"id": new_id(), "changes": [{"purpose": "spam", "channel": "sms", "given": false}]});
    phone.client.post(&path, &unknown).await.refused(422, "invalid_request");
    let proof = phone.client.get(&path.replace("consents", "export")).await.expect(200)["consents"].clone();
    assert_eq!((proof[0]["how"].as_str(), proof.as_array().unwrap().len()), (Some("api"), 1));
}

#[tokio::test]
async fn an_export_is_a_file_in_the_readers_language() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(2)]).await.expect(201);
    tells(&mut phone, json!({"first_name": "Léa"})).await;
    let mut reader = phone.client.clone().with_header("accept-language", "fr");
    let answer = reader.get(&path(&phone, "export")).await;
    let number = phone.joined["card"]["number"].as_str().unwrap().to_owned();
    assert_eq!(answer.header("content-disposition"), format!("attachment; filename=\"comptoir-{number}.json\""));
    assert_eq!(answer.header("cache-control"), "no-store");
    let export = answer.expect(200);
    assert!(export["about"].as_str().unwrap().starts_with("Tout ce que Café Lumière garde"), "{}", export["about"]);
    assert_eq!((&export["person"]["first_name"], &export["visits"][0]["till"]), (&json!("Léa"), &json!("Bar")));
}

#[tokio::test]
async fn who_is_forgotten_has_no_card_any_more() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(2)]).await.expect(201);
    tells(&mut phone, json!({"first_name": "Léa"})).await;
    let mut live = phone.client.begin("GET", &path(&phone, "events"), &[], None).await.into_body();
    event(&mut live).await.unwrap();
    let body = json!({"id": new_id()});
    let erased = phone.client.post(&path(&phone, "erase"), &body).await.expect(200);
    assert!(erased["erased_at"].is_string());
    let last = card_in(&event(&mut live).await.unwrap());
    assert_eq!((&last["status"], &last["member"]), (&json!("erased"), &json!({})), "who has it open sees it");
    assert!(event(&mut live).await.is_none(), "and nothing more");
    let own = phone.client.get(&path(&phone, "keys/0")).await;
    own.refused(410, "unknown_card");
    let again = phone.client.post(&path(&phone, "erase"), &body).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.expect(200), erased);
    phone.client.post(&path(&phone, "erase"), &json!({"id": new_id()})).await.refused(404, "unknown_card");
    phone.client.get(&path(&phone, "profile")).await.refused(404, "unknown_card");
    assert_eq!(phone.client.get("/v1/me/cards").await.expect(200), json!({"cards": []}));
    world.clock.advance_s(120);
    till.visit(&phone.code(), &[earn(1)]).await.refused(422, "unknown_card");
    let list = std::fs::read_to_string(world.app.config.data.as_ref().unwrap().join("erased.list")).unwrap();
    assert!(list.contains(&phone.card_id()) && list.lines().count() == 2, "{list}");

    // A new card, and nothing of the old one.
    let anew = rejoin(&mut phone.client).await;
    assert_eq!((stamps(&anew), &anew["member"]), (0, &json!({})));
}

async fn rejoin(client: &mut Client) -> Value {
    let body = json!({"id": new_id(), "public_key": crate::world::public(&crate::world::new_key()), "key_storage": "webcrypto"});
    client.post("/v1/shops/demo/cards", &body).await.expect(201)["card"].clone()
}
