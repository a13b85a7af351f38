//! The server's own pages: the history of a card and the terms of the programme.

use serde_json::json;

use crate::world::{Answer, Client, World, canteen, earn, euros, new_id, paid, with};

/// The page of an answer.
pub fn html(answer: Answer) -> String {
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/html; charset=utf-8"));
    String::from_utf8(answer.bytes).unwrap().replace('\u{a0}', " ")
}

/// Each of these stands in a page.
#[track_caller]
pub fn says(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[tokio::test]
async fn the_history_says_each_step_in_the_readers_language() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(2), earn(9)]).await.expect(201);
    till.void(&opened["operations"][0], None).await.expect(201);
    let page = html(phone.client.clone().with_header("accept-language", "fr").get("/demo/history").await);
    says(
        &page,
        &[
            "<html lang=\"fr\">",
            "<h1>Historique</h1>",
            "Achat <em>Annulé</em>",
            "+9 tampons",
            "Prêt pour vous : Un café offert",
        ],
    );
    says(&page, &["Une étape a été annulée", "−2 tampons", " · Léa", "<time datetime=\"20"]);
    let chosen = phone.client.clone().with_header("accept-language", "fr").get("/demo/history?lang=en").await;
    says(
        &html(chosen),
        &["<html lang=\"en\">", "Purchase <em>Undone</em>", "+9 stamps", "Ready for you: A free coffee"],
    );
}

#[tokio::test]
async fn each_purse_counts_in_its_own_unit() {
    let world = World::new().await;
    world.publish(canteen()).await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let bought = with(paid(2500), json!({"quantity": 1, "tags": [{"tag": "lunch", "quantity": 1}]}));
    till.visit(&phone.code(), &[bought]).await.expect(201);
    world.clock.advance_s(120);
    let own_cup = json!({"id": new_id(), "kind": "action", "action": "cup"});
    let credit = json!({"id": new_id(), "kind": "spend", "amount": euros(100)});
    let card = json!({"id": new_id(), "kind": "membership", "step": "enrol"});
    till.visit(&phone.code(), &[own_cup, credit, card]).await.expect(201);
    let page = html(phone.client.get("/demo/history").await);
    says(
        &page,
        &[
            "+1 stamp (Coffee)",
            "+1 stamp (Lunch)",
            "+25 points",
            "+€1.25",
            "Paid with credit",
            "−€1",
            "+3 points",
            "Membership",
        ],
    );
}

#[tokio::test]
async fn a_long_history_goes_on_on_the_next_page() {
    let world = World::new().await;
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    for _ in 0..3 {
        let stamps: Vec<_> = (0..20).map(|_| earn(1)).collect();
        till.visit(&phone.code(), &stamps).await.expect(201);
        world.clock.advance_s(120);
    }
    let page = html(phone.client.get("/demo/history").await);
    assert_eq!(page.matches("<li>").count(), 50);
    let next = page.split("href=\"").find(|part| part.contains("cursor=")).unwrap();
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    let last = html(phone.client.get(&next).await);
    assert_eq!(last.matches("<li>").count(), 10);
    assert!(!last.contains("cursor="), "the end: {last}");
    phone.client.get("/demo/history?cursor=x").await.refused(422, "invalid_request");
}

#[tokio::test]
async fn a_stranger_reads_that_there_is_no_card() {
    let world = World::new().await;
    let mut anyone: Client = world.client();
    says(&html(anyone.get("/demo/history").await), &["This browser holds no card here."]);
    assert_eq!(anyone.get("/nowhere/history").await.status, 404);
    let answer = anyone.get("/demo/terms").await;
    let policy = answer.header("content-security-policy").to_owned();
    assert!(policy.starts_with("default-src 'none'; style-src 'self'") && !policy.contains("script"), "{policy}");
    assert_eq!(answer.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn the_terms_are_read_in_full_and_in_the_shops_colour() {
    let world = World::new().await;
    world.publish(canteen()).await;
    let page = html(world.client().with_header("accept-language", "fr").get("/demo/terms").await);
    says(&page, &["<h1>Le règlement</h1>", "Café Lumière", "Beans", "Friends", "Version "]);
    assert!(page.matches("<section>").count() >= 4, "{page}");
    let style = world.client().get("/demo/paper.css").await;
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    says(&String::from_utf8(style.bytes).unwrap(), &[":root{--brand:#b4532a;--on-brand:#fff}", ".band"]);
    world.client().get("/nowhere/paper.css").await.refused(404, "unknown_shop");
}
