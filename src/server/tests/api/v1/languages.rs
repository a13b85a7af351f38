//! A card in the language of whoever reads it: asked for, listed, joined, and in its live events.

use serde_json::{Value, json};

use super::me::{card_in, event};
use crate::world::{World, earn, new_id, new_key, paid, public, with};

/// A shop whose every name has a French twin.
fn bilingual() -> Value {
    let words = |text: &str, fr: &str| json!({"text": text, "fr": fr});
    json!({
        "stamp_cards": [{"id": "lunch", "name": words("Lunch", "Déjeuner"), "goal": 3, "reward": "dessert", "choices": ["tea"], "expiry": "never"}],
        "points": {"name": words("Beans", "Grains"), "earn": [{"by_amount": {"points": 1, "per_minor": 100}}]},
        "tiers": {"basis": "points", "period_months": 12, "levels": [
            {"id": "regular", "name": words("Regular", "Habitué"), "from": 5, "benefits": [words("A table kept", "Une table gardée")]},
            {"id": "friend", "name": words("Friend", "Ami"), "from": 500},
        ]},
        "rewards": [{"id": "dessert", "title": words("A dessert", "Un dessert")}, {"id": "tea", "title": words("A tea", "Un thé")}],
    })
}

/// All that a card says in words.
fn words_of(card: &Value) -> Vec<&str> {
    let level = &card["level"];
    let said = [
        &card["purses"][0]["name"],
        &card["purses"][1]["name"],
        &card["tier"],
        &level["name"],
        &level["benefits"][0],
        &level["next"]["name"],
        &card["vouchers"][0]["title"],
        &card["vouchers"][0]["choices"][0]["title"],
    ];
    said.iter().map(|words| words.as_str().unwrap_or_default()).collect()
}

const EN: [&str; 8] = ["Lunch", "Beans", "Regular", "Regular", "A table kept", "Friend", "A dessert", "A tea"];
const FR: [&str; 8] = ["Déjeuner", "Grains", "Habitué", "Habitué", "Une table gardée", "Ami", "Un dessert", "Un thé"];
const FRENCH: (&str, &str) = ("accept-language", "fr-FR,fr;q=0.9,en;q=0.5");

#[tokio::test]
async fn a_card_is_read_in_the_readers_language() {
    let world = World::new().await;
    world.publish(bilingual()).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[with(earn(3), paid(900))]).await.expect(201);
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let english = phone.client.send("GET", &path, &[], None).await;
    assert_eq!(english.header("vary"), "accept-language");
    let tag = english.header("etag").to_owned();
    assert_eq!(words_of(&english.expect(200)), EN);
    // The same version in another language is another content.
    let french = phone.client.send("GET", &path, &[FRENCH, ("if-none-match", &tag)], None).await;
    assert_ne!(french.header("etag"), tag);
    assert_eq!(words_of(&french.expect(200)), FR);
    let list = phone.client.send("GET", "/v1/me/cards", &[FRENCH], None).await;
    assert_eq!(list.header("vary"), "accept-language");
    assert_eq!(words_of(&list.expect(200)["cards"][0]), FR);
}

#[tokio::test]
async fn events_come_in_the_language_that_the_page_chose() {
    let world = World::new().await;
    world.publish(bilingual()).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let path = format!("/v1/me/cards/{}/events", phone.card_id());
    let mut listen = Vec::new();
    for (query, header) in [("?lang=fr", None), ("?lang=en", Some(FRENCH)), ("", Some(FRENCH)), ("?lang=xx", None)] {
        let headers: Vec<_> = header.into_iter().collect();
        let mut body = phone.client.begin("GET", &format!("{path}{query}"), &headers, None).await.into_body();
        event(&mut body).await.unwrap();
        listen.push(body);
    }
    till.visit(&phone.code(), &[with(earn(3), paid(900))]).await.expect(201);
    for (body, words) in listen.iter_mut().zip([FR, EN, FR, EN]) {
        assert_eq!(words_of(&card_in(&event(body).await.unwrap())), words);
    }
    // Whoever comes later gets the card as it is, in theirs.
    let mut late = phone.client.begin("GET", &format!("{path}?lang=fr"), &[], None).await.into_body();
    assert_eq!(words_of(&card_in(&event(&mut late).await.unwrap())), FR);
}

/// Whoever reads another language has the rules in it, and the shop's names in it, else in English, else as the shop says them.
#[tokio::test]
async fn rules_are_said_in_every_language() {
    let world = World::new().await;
    let mut shop = bilingual();
    shop["stamp_cards"][0]["name"]["de"] = "Mittagskarte".into();
    shop["rewards"][0]["title"] = json!({"text": "Un dessert", "en": "A dessert"});
    world.publish(shop).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let path = format!("/v1/me/cards/{}/events?lang=de", phone.card_id());
    let mut german = phone.client.begin("GET", &path, &[], None).await.into_body();
    event(&mut german).await.unwrap();
    till.visit(&phone.code(), &[with(earn(1), paid(900))]).await.expect(201);
    let heard = card_in(&event(&mut german).await.unwrap());
    assert_eq!(words_of(&heard)[..2], ["Mittagskarte", "Beans"]);
    for (tag, headline, first) in [
        ("de-AT", "3 Stempel, dann: nach Wahl A dessert oder A tea.", "Mittagskarte: ein Stempel für jeden Artikel."),
        ("es", "3 sellos y después: a elegir, A dessert o A tea.", "Lunch: un sello por cada artículo."),
        ("it", "3 timbri, poi: a scelta A dessert o A tea.", "Lunch: un timbro per ogni articolo."),
        ("nl", "3 stempels, daarna: naar keuze A dessert of A tea.", "Lunch: een stempel voor elk artikel."),
        ("pl", "3 pieczątki, a potem: do wyboru A dessert albo A tea.", "Lunch: jedna pieczątka za każdy produkt."),
        ("pt-BR", "3 carimbos e depois: à escolha, A dessert ou A tea.", "Lunch: um carimbo por cada artigo."),
    ] {
        let mut client = world.client().with_header("accept-language", tag);
        let terms = client.get("/v1/shops/demo/terms").await.expect(200);
        assert_eq!(terms["headline"], headline);
        assert!(terms["sections"][0]["lines"][0].as_str().unwrap().starts_with(first), "{tag}: {terms}");
        assert_eq!(client.get("/v1/shops/demo").await.expect(200)["program"]["headline"], headline);
    }
}

#[tokio::test]
async fn a_new_card_speaks_as_it_will_when_it_is_read() {
    let world = World::new().await;
    world.publish(bilingual()).await;
    for (header, name) in [(Some("fr-CA"), "Déjeuner"), (Some("en"), "Lunch"), (None, "Lunch")] {
        let client = world.client();
        let mut client = header.into_iter().fold(client, |client, lang| client.with_header("accept-language", lang));
        let body =
            json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto", "locale": "fr"});
        let joined = client.post("/v1/shops/demo/cards", &body).await.expect(201);
        assert_eq!(joined["card"]["purses"][0]["name"], name);
        let path = format!("/v1/me/cards/{}", joined["card"]["id"].as_str().unwrap());
        assert_eq!(client.get(&path).await.expect(200), joined["card"]);
    }
}

/// The till gets the shop's own words: what it shows and prints is the shop's matter, whoever the card belongs to.
#[tokio::test]
async fn a_till_gets_the_shops_own_words() {
    let world = World::new().await;
    world.publish(bilingual()).await;
    let (mut till, phone) = (world.till("Bar").await.with_header("accept-language", "fr"), world.phone().await);
    let opened = till.visit(&phone.code(), &[with(earn(3), paid(900))]).await.expect(201);
    assert_eq!(words_of(&opened["card"]), EN);
}

/// What the programme left behind on a card keeps its name in both languages.
#[tokio::test]
async fn what_was_left_behind_is_named_in_both() {
    let world = World::new().await;
    world.publish(bilingual()).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[with(earn(1), paid(900))]).await.expect(201);
    world.publish(json!({"cashback": {"basis_points": 500}, "rewards": []})).await;
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let names = |card: &Value| {
        let purses = card["purses"].as_array().unwrap().iter();
        purses.map(|purse| purse["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let french = phone.client.send("GET", &path, &[FRENCH], None).await.expect(200);
    assert_eq!(names(&french), ["", "Déjeuner", "Grains"]);
    assert_eq!(names(&phone.card().await), ["", "Lunch", "Beans"]);
}

#[tokio::test]
async fn a_shop_that_says_what_it_speaks_is_read_in_it() {
    let world = World::new().await;
    let shop = json!({
        "language": "de",
        "stamp_cards": [{"id": "lunch", "name": {"text": "Mittagskarte", "en": "Lunch card"}, "goal": 3, "reward": "dessert", "expiry": "never"}],
        "rewards": [{"id": "dessert", "title": {"text": "Ein Nachtisch", "en": "A dessert"}}],
    });
    world.publish(shop).await;
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let (own, english) = (["Mittagskarte", "Ein Nachtisch"], ["Lunch card", "A dessert"]);
    for (lang, [card, reward]) in [("de", own), ("en", english), ("fr", english), ("pl", english)] {
        let header = [("accept-language", lang)];
        let read = phone.client.send("GET", &path, &header, None).await.expect(200);
        assert_eq!(read["purses"][0]["name"], card, "{lang}");
        let face = phone.client.send("GET", "/v1/shops/demo", &header, None).await.expect(200);
        assert_eq!(face["program"]["rewards"][0]["title"], reward, "{lang}");
        let terms = phone.client.send("GET", "/v1/shops/demo/terms", &header, None).await.expect(200);
        assert!(terms["headline"].as_str().unwrap().contains(reward), "{lang}: {terms}");
    }
}
