//! A card comes back by a code that went to a confirmed address: on the pages and over the API, through a mail server.

use serde_json::json;
use server::config::Settings;

use crate::paper::{html, says};
use crate::settings::{follow, send};
use crate::world::{Answer, Mailbox, Phone, World, code_in, earn, new_id, stamps};

const EMAIL: &str = "lea@example.org";
const ASK: &str = "/v1/shops/demo/recover/email";
const RECOVER: &str = "/v1/shops/demo/recover";

/// A server that sends its letters there.
pub async fn world(mailbox: &Mailbox) -> World {
    let (smtp, mail_from) = (Some(mailbox.url.clone()), Some("Cards <cards@example.org>".into()));
    World::with(Settings { smtp, mail_from, ..Settings::default() }).await
}

/// A phone whose customer confirmed their address, over the API.
async fn confirmed(world: &World, mailbox: &Mailbox) -> Phone {
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let told = json!({"id": new_id(), "email": EMAIL});
    phone.client.post(&format!("{path}/profile"), &told).await.expect(200);
    let ask = json!({"id": new_id()});
    phone.client.post(&format!("{path}/email"), &ask).await.expect(202);
    let body = json!({"id": new_id(), "ask": ask["id"], "code": code_in(&mailbox.letter().await)});
    let profile = phone.client.post(&format!("{path}/email/confirm"), &body).await.expect(200);
    assert!(profile["email_confirmed_at"].is_string(), "{profile}");
    phone
}

fn page_of(answer: Answer, status: u16) -> String {
    assert_eq!((answer.status, answer.header("cache-control")), (status, "no-store"));
    String::from_utf8(answer.bytes).unwrap().replace('\u{a0}', " ")
}

#[tokio::test]
async fn an_address_is_confirmed_and_brings_the_card_back() {
    let mailbox = Mailbox::open().await;
    let world = world(&mailbox).await;
    let (mut till, mut old) = (world.till("Bar").await, world.phone().await);
    till.visit(&old.code(), &[earn(4)]).await.expect(201);
    let page = html(old.client.get("/demo/profile?lang=fr").await);
    assert!(!page.contains("profile/email"), "there is no address yet: {page}");
    let sent = send(&mut old.client, &page, "/demo/profile", &[("email", EMAIL)]).await;
    let page = follow(&mut old.client, &sent).await;
    says(&page, &["Un code envoyé à lea@example.org peut faire passer cette carte"]);

    let sent = send(&mut old.client, &page, "/demo/profile/email", &[]).await;
    let page = follow(&mut old.client, &sent).await;
    says(&page, &["Un code est en route vers votre adresse.", "Envoyer un autre code"]);
    let letter = mailbox.letter().await;
    says(&letter, &["From: Cards <cards@example.org>", "To: lea@example.org", "Auto-Submitted: auto-generated"]);
    assert!(!letter.contains("http"), "no link that a scanner could use up: {letter}");
    let sent = send(&mut old.client, &page, "/demo/profile/email/confirm", &[("code", "0000-0000")]).await;
    let page = follow(&mut old.client, &sent).await;
    says(&page, &["class=\"said bad\"", "Ce n’est pas le code de l’e-mail"]);
    let code = code_in(&letter).to_lowercase();
    let sent = send(&mut old.client, &page, "/demo/profile/email/confirm", &[("code", &code)]).await;
    says(&follow(&mut old.client, &sent).await, &["Votre adresse est confirmée", "depuis le 14 mars 2026"]);

    let place = format!("/v1/me/cards/{}/recovery", old.card_id());
    let kept = old.client.post(&place, &json!({"id": new_id()})).await.expect(201);

    // Another browser.
    let mut new = world.client();
    let page = html(new.get("/demo/recover?lang=en").await);
    says(&page, &["Or by e-mail", "Recovery code"]);
    let page = html(send(&mut new, &page, "/demo/recover/email", &[("email", "LEA@example.org")]).await);
    says(&page, &["If a card here has this address, a code is on its way.", "Type the code from the e-mail here."]);
    says(&page, &["The code from the e-mail works once.", "a recovery code that you kept no longer works"]);
    assert!(!page.contains("the code is used up"), "that one is on paper: {page}");
    let code = code_in(&mailbox.letter().await);
    let page = page_of(send(&mut new, &page, "/demo/recover", &[("code", "0000-0000")]).await, 422);
    says(&page, &["That is not the code from the e-mail, or it is too old.", "name=\"ask\""]);
    let back = send(&mut new, &page, "/demo/recover", &[("code", &code)]).await;
    assert_eq!((back.status, back.header("location")), (303, "/demo?back=1"));
    let cards = new.get("/v1/me/cards").await.expect(200);
    assert_eq!((stamps(&cards["cards"][0]), &cards["cards"][0]["id"]), (4, &json!(old.card_id())));
    old.client.get(&format!("/v1/me/cards/{}/keys/0", old.card_id())).await.refused(409, "key_revoked");
    let again = json!({"id": new_id(), "code": code, "ask": new_id()});
    let on_paper = json!({"id": new_id(), "code": kept["code"]});
    for used in [again, on_paper] {
        world.client().post(RECOVER, &used).await.refused(422, "bad_recovery_code");
    }
}

/// The same answer, the same headers, and in the store the same work.
#[tokio::test]
async fn nobody_learns_whether_an_address_is_somebodys() {
    let mailbox = Mailbox::open().await;
    let world = world(&mailbox).await;
    confirmed(&world, &mailbox).await;
    let mut asked = Vec::new();
    for email in [EMAIL, "nobody@example.org"] {
        let body = json!({"id": new_id(), "email": email});
        let answer = world.client().post(ASK, &body).await;
        let wrong = json!({"id": new_id(), "ask": body["id"], "code": "0000-0000"});
        let tried = world.client().post(RECOVER, &wrong).await.refused(422, "bad_recovery_code");
        asked.push((answer.status, answer.json, tried));
    }
    assert_eq!(asked[0], asked[1]);
    assert_eq!(asked[0].2["tries_left"], 4);
    says(&mailbox.letter().await, &["To: lea@example.org"]);
    mailbox.stays_empty().await;

    // An address that was told and not confirmed brings nothing back, nor one that was changed since.
    let mut phone = world.phone().await;
    let told = json!({"id": new_id(), "email": "tom@example.org"});
    phone.client.post(&format!("/v1/me/cards/{}/profile", phone.card_id()), &told).await.expect(200);
    world.client().post(ASK, &json!({"id": new_id(), "email": "tom@example.org"})).await.expect(202);
    mailbox.stays_empty().await;
}

#[tokio::test]
async fn codes_are_few_and_for_one_browser() {
    let mailbox = Mailbox::open().await;
    let world = world(&mailbox).await;
    let phone = confirmed(&world, &mailbox).await;
    let ask = json!({"id": new_id(), "email": EMAIL});
    let first = world.client().post(ASK, &ask).await.expect(202);
    let again = world.client().post(ASK, &ask).await;
    assert_eq!((again.header("idempotent-replayed"), &again.json), ("true", &first), "a doubled click is one letter");
    let code = code_in(&mailbox.letter().await);
    let other = json!({"id": new_id(), "email": EMAIL});
    world.client().post(ASK, &other).await.expect(202);
    mailbox.letter().await;
    let elsewhere = json!({"id": new_id(), "ask": other["id"], "code": code});
    world.client().post(RECOVER, &elsewhere).await.refused(422, "bad_recovery_code");
    for _ in 0..3 {
        world.client().post(ASK, &json!({"id": new_id(), "email": EMAIL})).await.expect(202);
    }
    mailbox.stays_empty().await;

    for left in (0..5).rev() {
        let wrong = json!({"id": new_id(), "ask": ask["id"], "code": "0000-0000"});
        let refused = world.client().post(RECOVER, &wrong).await.refused(422, "bad_recovery_code");
        assert_eq!(refused["tries_left"], left);
    }
    let right = json!({"id": new_id(), "ask": ask["id"], "code": code});
    world.client().post(RECOVER, &right).await.refused(429, "locked");

    // Later there is another letter, and its code is over after ten minutes.
    world.clock.advance_s(16 * 60);
    let ask = json!({"id": new_id(), "email": EMAIL});
    world.client().post(ASK, &ask).await.expect(202);
    let code = code_in(&mailbox.letter().await);
    world.clock.advance_s(10 * 60);
    let late = json!({"id": new_id(), "ask": ask["id"], "code": code});
    world.client().post(RECOVER, &late).await.refused(422, "bad_recovery_code");
    phone.client.clone().get(&format!("/v1/me/cards/{}", phone.card_id())).await.expect(200);
}

#[tokio::test]
async fn a_busy_mail_server_is_tried_again() {
    let mailbox = Mailbox::open_busy(1).await;
    let world = world(&mailbox).await;
    confirmed(&world, &mailbox).await;
}

#[tokio::test]
async fn without_a_mail_server_nothing_offers_it() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}", phone.card_id());
    let told = json!({"id": new_id(), "email": EMAIL});
    phone.client.post(&format!("{path}/profile"), &told).await.expect(200);
    let ask = json!({"id": new_id()});
    phone.client.post(&format!("{path}/email"), &ask).await.refused(404, "not_found");
    world.client().post(ASK, &json!({"id": new_id(), "email": EMAIL})).await.refused(404, "not_found");
    for page in ["/demo/profile", "/demo/recover"] {
        assert!(!html(phone.client.get(page).await).contains("/email?"), "{page}");
    }
}
