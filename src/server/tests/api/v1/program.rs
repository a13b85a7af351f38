//! `/v1/shops/{slug}/program`: drafts, publishing, and what customers keep when the rules change.

use serde_json::{Value, json};
use store::{admin, auth, demo};

use crate::world::{Answer, Client, World, earn, new_id, stamps};

const DRAFT: &str = "/v1/shops/demo/program/draft";
const PUBLISH: &str = "/v1/shops/demo/program/publish";
const VERSIONS: &str = "/v1/shops/demo/program/versions";

/// The example of the documentation.
pub fn example() -> Value {
    let page = include_str!("../../../../../docs/api.md");
    let chapter = page.split("## The programme").nth(1).expect("the chapter of the programme");
    let json = chapter.split("```json").nth(1).and_then(|rest| rest.split("```").next()).expect("its example");
    serde_json::from_str(json).expect("an example that is JSON")
}

/// Nine coffees, as the demo shop begins.
fn coffee() -> Value {
    serde_json::to_value(demo::program()).unwrap()
}

/// A key of the demo shop that may edit the programme.
async fn editor(world: &World) -> Client {
    with_scopes(world, demo::SLUG, &["program"]).await
}

async fn with_scopes(world: &World, slug: &'static str, scopes: &'static [&'static str]) -> Client {
    let key = world.by_hand(move |tx, ctx| admin::create_key(tx, ctx, slug, "Office", scopes)).await;
    world.client().with_header("authorization", &format!("Bearer {}", key.token))
}

async fn put(client: &mut Client, path: &str, definition: &Value) -> Answer {
    client.send("PUT", path, &[("content-type", "application/json")], Some(definition.to_string())).await
}

async fn publish(client: &mut Client, definition: &Value) -> Value {
    put(client, DRAFT, definition).await.expect(200);
    client.post(PUBLISH, &json!({"id": new_id()})).await.expect(201)
}

fn codes(faults: &Value) -> Vec<(&str, &str)> {
    let text = |fault: &Value, member: &str| -> Option<String> { Some(fault[member].as_str()?.to_owned()) };
    let faults = faults.as_array().expect("faults").iter();
    faults
        .map(|fault| {
            assert!(text(fault, "words").is_some_and(|words| words.len() > 5), "words in {fault}");
            (fault["path"].as_str().unwrap(), fault["code"].as_str().unwrap())
        })
        .collect()
}

#[tokio::test]
async fn an_owner_writes_a_draft_reads_it_as_customers_will_and_publishes_it() {
    let world = World::new().await;
    let mut owner = editor(&world).await;
    let begin = owner.get(DRAFT).await.expect(200);
    assert_eq!(
        (&begin["definition"], &begin["changed_at"], &begin["version_in_force"]),
        (&coffee(), &Value::Null, &json!(1))
    );

    let draft = put(&mut owner, DRAFT, &example()).await.expect(200);
    assert_eq!(draft["texts"]["en"]["headline"], "9 stamps, then: A free coffee.");
    assert_eq!(draft["texts"]["fr"]["headline"], "9 tampons, puis\u{202f}: Un café offert.");
    assert_eq!(draft["texts"]["fr"]["sections"][0]["title"], "Comment vous gagnez");
    let titles = [
        ("de", "So sammeln Sie"),
        ("es", "Cómo acumulas"),
        ("it", "Come accumuli"),
        ("nl", "Zo spaar je"),
        ("pl", "Jak zbierasz"),
        ("pt", "Como acumula"),
    ];
    for (language, title) in titles {
        assert_eq!(draft["texts"][language]["sections"][0]["title"], title);
    }
    assert_eq!(codes(&draft["warnings"]), [("", "not_one_sentence")]);
    assert_eq!(draft["faults"], json!([]));
    assert_eq!(owner.get(DRAFT).await.expect(200), draft);
    let shop = world.client().get("/v1/shops/demo").await.expect(200);
    assert_eq!(shop["program"]["version"], 1, "a draft changes nothing for customers");

    let request = json!({"id": new_id(), "changed_at": draft["changed_at"]});
    let published = owner.post(PUBLISH, &request).await;
    assert_eq!(published.json["version"], 2);
    assert_eq!(published.json["definition"], draft["definition"]);
    assert_eq!(published.json["texts"], draft["texts"]);
    let again = owner.post(PUBLISH, &request).await;
    assert_eq!((again.header("idempotent-replayed"), &again.bytes), ("true", &published.bytes));
    owner.post(PUBLISH, &json!({"id": request["id"]})).await.refused(422, "id_reused");
    owner.post(PUBLISH, &json!({"id": new_id()})).await.refused(409, "no_draft");

    let versions = owner.get(VERSIONS).await.expect(200);
    let numbers: Vec<&Value> = versions["versions"].as_array().unwrap().iter().map(|one| &one["version"]).collect();
    assert_eq!(numbers, [2, 1]);
    assert_eq!(versions["versions"][1]["headline"], "9 stamps, then: A free coffee.");
    let first = owner.get(&format!("{VERSIONS}/1")).await.expect(200);
    assert_eq!(first["definition"], coffee());
    for unknown in ["3", "0", "first"] {
        owner.get(&format!("{VERSIONS}/{unknown}")).await.refused(404, "unknown_version");
    }
}

#[tokio::test]
async fn customers_read_what_the_programme_promises() {
    let world = World::new().await;
    let mut owner = editor(&world).await;
    let mut rich = example();
    rich["stamp_cards"][0]["earn"] = json!({"tag": "coffee"});
    rich["membership"] =
        json!({"name": {"text": "Friends"}, "valid": {"months": 12}, "price": 2000, "benefits": [{"text": "A chair"}]});
    rich["points"]["earn"].as_array_mut().unwrap().push(json!({"by_visit": {"points": 3}}));
    rich["rewards"][1]["retired"] = json!(true);
    rich["tiers"]["levels"][1]["entry_gift"] = json!("free-coffee");
    rich["promotions"][1]["kind"]["birthday"]["gives"] = json!({"reward": "free-coffee"});
    publish(&mut owner, &rich).await;
    let shop = world.client().with_header("accept-language", "fr").get("/v1/shops/demo").await.expect(200);
    let program = &shop["program"];
    assert_eq!(program["points"], json!({"points": 1, "per_minor": 100, "per_visit": 3}));
    assert_eq!(program["cashback"], json!({"basis_points": 200, "pay_min": 200}));
    assert_eq!((&program["tags"], &program["levels_by"]), (&json!(["coffee"]), &json!("spend")));
    assert_eq!(program["actions"], json!([{"id": "own-cup", "name": "Venir avec sa tasse", "points": 2}]));
    assert_eq!(program["membership"], json!({"name": "Friends", "benefits": ["A chair"], "price": 2000}));
    let gold = json!({"id": "gold", "name": "Or", "threshold": 30_000, "benefits": ["La table près de la fenêtre"]});
    assert_eq!(program["levels"][1], gold);
    let rewards: Vec<_> = program["rewards"].as_array().unwrap().iter().map(|one| (&one["id"], &one["cost"])).collect();
    let without_the_retired = [(&json!("free-coffee"), &Value::Null), (&json!("ten-off"), &json!(150))];
    assert_eq!(rewards, without_the_retired);

    let english = world.client().get("/v1/shops/demo/terms").await;
    assert_eq!(english.header("vary"), "accept-language");
    let tag = english.header("etag").to_owned();
    let english = english.expect(200);
    assert_eq!((&english["version"], &english["headline"]), (&json!(2), &json!("9 stamps, then: A free coffee.")));
    assert_eq!(english["sections"][0]["title"], "How you earn");
    let lines = english["sections"][0]["lines"].as_array().unwrap();
    assert!(lines.contains(&json!("Beans: 1 point for every €1 you pay.")), "{lines:?}");
    let french = world.client().with_header("accept-language", "fr").get("/v1/shops/demo/terms").await.expect(200);
    assert_eq!(french["sections"].as_array().unwrap().len(), english["sections"].as_array().unwrap().len());
    assert_ne!(french["sections"], english["sections"]);
    let again = world.client().send("GET", "/v1/shops/demo/terms", &[("if-none-match", &tag)], None).await;
    assert_eq!(again.status, 304);
    world.client().get("/v1/shops/nowhere/terms").await.refused(404, "unknown_shop");
}

#[tokio::test]
async fn every_fault_is_named_at_once_in_the_owners_language() {
    let world = World::new().await;
    let mut owner = editor(&world).await;
    let mut wrong = coffee();
    wrong["stamp_cards"][0]["goal"] = json!(0);
    wrong["stamp_cards"][0]["reward"] = json!("nothing");
    wrong["rewards"][0]["title"]["fr"] = json!(" ");
    wrong["limits"]["quantity_max"] = json!(0);
    let all = [
        ("stamp_cards[0].goal", "goal_out_of_range"),
        ("stamp_cards[0].reward", "unknown_reward"),
        ("limits.quantity_max", "no_item_allowed"),
        ("rewards[0].title.fr", "translation_blank"),
    ];
    let english = put(&mut owner, DRAFT, &wrong).await.refused(422, "invalid_program");
    assert_eq!(codes(&english["faults"]), all);
    assert_eq!(english["faults"][0]["words"], "the goal is between 2 and 100 stamps");
    assert_eq!(owner.get(DRAFT).await.expect(200)["changed_at"], Value::Null, "it was not kept");

    // Late at night it is kept all the same, and can't be published.
    let mut french = owner.clone().with_header("accept-language", "fr");
    let kept = put(&mut french, "/v1/shops/demo/program/draft?unfinished=true", &wrong).await.expect(200);
    assert_eq!(codes(&kept["faults"]), all);
    assert_eq!(kept["faults"][0]["words"], "l’objectif est entre 2 et 100 tampons");
    assert_eq!(owner.get(DRAFT).await.expect(200)["definition"], wrong);
    let refused = owner.post(PUBLISH, &json!({"id": new_id()})).await.refused(422, "invalid_program");
    assert_eq!(codes(&refused["faults"]), all);
    assert_eq!(world.client().get("/v1/shops/demo").await.expect(200)["program"]["version"], 1);
}

#[tokio::test]
async fn what_is_no_programme_is_refused_with_its_place() {
    let world = World::new().await;
    let mut owner = editor(&world).await;
    let mut wrong = coffee();
    wrong["stamp_cards"][0]["goal"] = json!("nine");
    let refused = put(&mut owner, DRAFT, &wrong).await.refused(422, "invalid_request");
    assert!(refused["detail"].as_str().unwrap().contains("`stamp_cards[0].goal`"), "{refused}");
    let mut wrong = example();
    wrong["promotions"][0]["kind"]["welcome"]["gift"] = json!(1);
    let refused = put(&mut owner, DRAFT, &wrong).await.refused(422, "invalid_request");
    let detail = refused["detail"].as_str().unwrap();
    assert!(detail.contains("promotions[0].kind.welcome") && detail.contains("`gift`"), "{detail}");
    let path = "/v1/shops/demo/program/draft?unfinnished=true";
    put(&mut owner, path, &coffee()).await.refused(422, "invalid_request");
}

#[tokio::test]
async fn a_draft_that_changed_since_it_was_read_is_not_published() {
    let world = World::new().await;
    let mut owner = editor(&world).await;
    let read = put(&mut owner, DRAFT, &example()).await.expect(200);
    world.clock.advance_s(1);
    let newer = put(&mut owner, DRAFT, &coffee()).await.expect(200);
    let request = json!({"id": new_id(), "changed_at": read["changed_at"]});
    let refused = owner.post(PUBLISH, &request).await.refused(409, "draft_changed");
    assert_eq!(refused["at"], newer["changed_at"]);
    let request = json!({"id": new_id(), "changed_at": newer["changed_at"]});
    assert_eq!(owner.post(PUBLISH, &request).await.expect(201)["version"], 2);
}

#[tokio::test]
async fn only_a_key_of_the_shop_with_the_scope_may() {
    let world = World::new().await;
    world.by_hand(|tx, ctx| super::visits::other_shop(tx, ctx, "visits")).await;
    let mut of_visits = with_scopes(&world, demo::SLUG, &["visits"]).await;
    let mut of_other = with_scopes(&world, "other", auth::SCOPES).await;
    let mut of_nobody = world.client().with_header("authorization", "Bearer ck_nonsense");
    let mut till = world.till("Bar").await;
    let one = format!("{VERSIONS}/1");
    let body = json!({"id": new_id()}).to_string();
    let definition = coffee().to_string();
    let everything = [
        ("GET", DRAFT, None),
        ("PUT", DRAFT, Some(&definition)),
        ("POST", PUBLISH, Some(&body)),
        ("GET", VERSIONS, None),
        ("GET", &one, None),
    ];
    for (method, path, body) in everything {
        let json = [("content-type", "application/json")];
        let nowhere = path.replace("/demo/", "/nowhere/");
        for client in [&mut of_visits, &mut of_nobody, &mut till, &mut world.client()] {
            client.send(method, path, &json, body.cloned()).await.refused(401, "key_refused");
        }
        let other = of_other.send(method, path, &json, body.cloned()).await;
        let unknown = of_other.send(method, &nowhere, &json, body.cloned()).await;
        assert_eq!(other.bytes, unknown.bytes, "{method} {path}: another's shop looks like none");
        other.refused(404, "unknown_shop");
    }
    let mut only_program = editor(&world).await;
    only_program.post("/v1/visits", &json!({"id": new_id(), "card_id": "0"})).await.refused(401, "key_refused");
    only_program.get(DRAFT).await.expect(200);
}

#[tokio::test]
async fn what_was_issued_stays_valid_when_its_reward_is_replaced() {
    let world = World::new().await;
    let (mut owner, mut till, mut phone) = (editor(&world).await, world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(18)]).await.expect(201);
    let vouchers = phone.card().await["vouchers"].clone();
    assert_eq!(vouchers.as_array().unwrap().len(), 2);
    let mut replaced = coffee();
    replaced["stamp_cards"][0]["reward"] = json!("tea");
    replaced["rewards"] = json!([{"id": "tea", "title": {"text": "A free tea"}}]);
    publish(&mut owner, &replaced).await;
    assert_eq!(phone.card().await["vouchers"], vouchers, "they are as they were");
    let redeem = |voucher: &Value| json!({"id": new_id(), "kind": "redeem", "voucher_id": voucher["id"]});
    world.clock.advance_s(120);
    till.visit(&phone.code(), &[redeem(&vouchers[0])]).await.expect(201);
    let mut retired = coffee();
    retired["stamp_cards"][0]["reward"] = json!("tea");
    retired["rewards"][0]["retired"] = json!(true);
    retired["rewards"].as_array_mut().unwrap().push(json!({"id": "tea", "title": {"text": "A free tea"}}));
    publish(&mut owner, &retired).await;
    world.clock.advance_s(120);
    let opened = till.visit(&phone.code(), &[redeem(&vouchers[1])]).await.expect(201);
    assert_eq!(opened["operations"][0]["voucher_used"]["title"], "A free coffee");
    world.clock.advance_s(120);
    till.visit(&phone.code(), &[earn(9)]).await.expect(201);
    assert_eq!(phone.card().await["vouchers"][0]["title"], "A free tea", "the next full card follows the new rules");
}

#[tokio::test]
async fn nothing_that_a_customer_earned_vanishes() {
    let world = World::new().await;
    let (mut owner, mut till, mut phone) = (editor(&world).await, world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(4)]).await.expect(201);
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let tag = phone.client.get(&path).await.header("etag").to_owned();
    let mut without = coffee();
    without["stamp_cards"][0]["id"] = json!("lunch");
    without["stamp_cards"][0]["name"] = json!({"text": "Lunch card"});
    let draft = put(&mut owner, DRAFT, &without).await.expect(200);
    assert_eq!(codes(&draft["warnings"]), [("stamp_cards", "left_behind")]);
    let refused = owner.post(PUBLISH, &json!({"id": new_id()})).await.refused(409, "left_behind");
    assert_eq!(refused["faults"][0]["words"], "1 card holds 4 stamps of “Coffee card”");
    owner.post(PUBLISH, &json!({"id": new_id(), "leave_behind": true})).await.expect(201);

    let card = phone.client.send("GET", &path, &[("if-none-match", &tag)], None).await.expect(200);
    let shown: Vec<_> =
        card["purses"].as_array().unwrap().iter().map(|purse| (&purse["id"], &purse["balance"])).collect();
    assert_eq!(shown, [(&json!("lunch"), &json!(0)), (&json!("coffee"), &json!(4))]);
    assert_eq!((&card["purses"][1]["name"], &card["purses"][1]["kind"]), (&json!("Coffee card"), &json!("stamps")));
    world.clock.advance_s(120);
    let opened = till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    assert_eq!(opened["card"]["purses"][1]["balance"], 4, "the till sees them, too");

    // The stamp card comes back, and goes on where it was.
    let mut both = coffee();
    both["stamp_cards"].as_array_mut().unwrap().push(without["stamp_cards"][0].clone());
    publish(&mut owner, &both).await;
    world.clock.advance_s(120);
    till.visit(&phone.code(), &[earn(1)]).await.expect(201);
    assert_eq!(stamps(&phone.card().await), 5);
}
