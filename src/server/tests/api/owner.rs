//! The owner gets a letter when staff brought a card to another phone.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::json;
use server::config::Settings;
use store::{Lang, demo, owner};

use crate::email::world;
use crate::paper::{html, says};
use crate::recover::code_on;
use crate::settings::send;
use crate::world::{Mailbox, Phone, World, new_id, read};

const OWNER: &str = "owner@shop.example";

impl World {
    async fn writes_to_owner(&self, lang: Lang) {
        let vault = self.app.vault;
        self.by_hand(move |tx, ctx| owner::write_to(tx, ctx, &vault, demo::SLUG, OWNER, lang)).await;
    }

    /// Tom gives out a code for the phone's card.
    async fn given(&self, phone: &Phone) -> String {
        let reason = json!({"id": new_id(), "reason": "knew Anna's stamps"});
        let place = format!("/v1/cards/{}/move", phone.card_id());
        let given = self.toms_till().await.post(&place, &reason).await.expect(201);
        given["code"].as_str().unwrap().to_owned()
    }
}

fn number(phone: &Phone) -> String {
    phone.joined["card"]["number"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_owner_is_written_to_when_a_card_was_moved() {
    let mailbox = Mailbox::open().await;
    let world = world(&mailbox).await;
    let lost = world.phone().await;
    world.writes_to_owner(Lang::Pl).await;
    let code = world.given(&lost).await;
    mailbox.stays_empty().await;
    let body = json!({"id": new_id(), "code": code});
    let mut new = world.client().with_header("accept-language", "en");
    new.post("/v1/shops/demo/recover", &body).await.expect(201);
    let letter = mailbox.letter().await;
    says(&letter, &["To: owner@shop.example", "From: Cards <cards@example.org>", "Auto-Submitted: auto-generated"]);
    let (subject, said) = read(&letter);
    assert_eq!(
        subject,
        format!("Karta {} (Café Lumière) przeszła na inny telefon", number(&lost)),
        "as the owner reads, not the customer"
    );
    says(
        &said,
        &[
            "14 marca 2026, 09:30",
            "Tom, przy kasie „Terrace”",
            "wykorzystać do 15 marca 2026, 09:30",
            "Od 15 marca 2026, 03:00",
        ],
    );
    assert!(!said.contains("Anna") && !said.contains("http"), "{said}");

    // The same request once more is the same move.
    new.post("/v1/shops/demo/recover", &body).await.expect(201);
    mailbox.stays_empty().await;
}

/// A customer who comes by the page is no other case.
#[tokio::test]
async fn the_page_tells_the_owner_too() {
    let mailbox = Mailbox::open().await;
    let world = world(&mailbox).await;
    let mut lost = world.phone().await;
    world.writes_to_owner(Lang::En).await;
    let code = world.given(&lost).await;
    let mut new = world.client();
    let page = html(new.get("/demo/recover?lang=de").await);
    html(send(&mut new, &page, "/demo/recover", &[("code", &code)]).await);
    let (subject, said) = read(&mailbox.letter().await);
    assert_eq!(subject, format!("Card {} of Café Lumière went to another phone", number(&lost)));
    says(&said, &["on 14 March 2026, 09:30. Tom gave out the code", "at the till “Terrace”", "under “Lost phone”"]);

    // Who helps themselves by a code of their own is nobody's notice.
    let page = html(new.get("/demo/settings?lang=en").await);
    let own = code_on(&html(send(&mut new, &page, "/demo/settings/code", &[]).await));
    let body = json!({"id": new_id(), "code": own});
    lost.client.post("/v1/shops/demo/recover", &body).await.expect(201);
    mailbox.stays_empty().await;
}

#[tokio::test]
async fn without_an_address_or_a_mail_server_there_is_the_list() {
    let mailbox = Mailbox::open().await;
    for (world, has_address) in [(world(&mailbox).await, false), (World::new().await, true)] {
        let (mut lea, lost) = (world.till("Bar").await, world.phone().await);
        if has_address {
            world.writes_to_owner(Lang::En).await;
        }
        let body = json!({"id": new_id(), "code": world.given(&lost).await});
        world.client().post("/v1/shops/demo/recover", &body).await.expect(201);
        let moves = lea.get("/v1/moves").await.expect(200);
        assert_eq!(moves["moves"][0]["used_at"], "2026-03-14T08:30:00Z");
    }
    mailbox.stays_empty().await;
}

/// One that takes a connection and says nothing.
#[tokio::test]
async fn a_mail_server_that_hangs_holds_up_nobody() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let smtp = Some(format!("smtp://{}", silent.local_addr().unwrap()));
    let world =
        World::with(Settings { smtp, mail_from: Some("cards@example.org".into()), ..Settings::default() }).await;
    world.writes_to_owner(Lang::En).await;
    let lost = world.phone().await;
    let body = json!({"id": new_id(), "code": world.given(&lost).await});
    let begun = Instant::now();
    world.client().post("/v1/shops/demo/recover", &body).await.expect(201);
    assert!(begun.elapsed() < Duration::from_secs(5), "it took {:?}", begun.elapsed());
}
