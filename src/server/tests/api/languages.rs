//! The server's own pages in every language: each whole, and nothing of it left in English.

use serde_json::json;
use server::config::Settings;
use wire::Lang;

use crate::paper::{html, says};
use crate::world::{Mailbox, Phone, World, code_in, earn, new_id};

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
const INSTAGRAM: &str = " Instagram 337.0.2.24.86 (iPhone15,3; iOS 18_6; en_US; en; scale=3.00; 1290x2796; 614840153)";

/// Everything that a card leads to.
const PAGES: [&str; 8] =
    ["history", "terms", "settings", "settings/revoke", "recover", "profile", "profile/erase", "install"];

/// What is the same in English and in another language, and right: names, and words that both have.
const SAME: [&str; 4] = ["Café Lumière", "· Léa", "E-mail", "Name"];

/// What a reader sees, piece by piece. The rules are the programme's, whose sentences are its own.
fn pieces(page: &str, html: &str) -> Vec<String> {
    let shown = match (page, html.split_once("<main>"), html.split_once("</main>")) {
        ("terms", Some((before, _)), Some((_, after))) => [before, after].concat(),
        _ => html.to_owned(),
    };
    let inside = shown.split('<').filter(|piece| !piece.starts_with("script") && !piece.starts_with("option"));
    let texts = inside.filter_map(|piece| piece.split_once('>')).map(|(_, text)| text.trim().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

/// Whether there are words in it, and not numbers or signs only.
fn is_said(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2)
}

/// A card with a history, a second phone's traces and a confirmed address.
async fn lived(world: &World, mailbox: &Mailbox) -> Phone {
    let (mut till, mut phone) = (world.till("Bar").await, world.phone().await);
    let opened = till.visit(&phone.code(), &[earn(2), earn(9)]).await.expect(201);
    till.void(&opened["operations"][0], None).await.expect(201);
    let path = format!("/v1/me/cards/{}", phone.card_id());
    phone
        .client
        .post(&format!("{path}/profile"), &json!({"id": new_id(), "email": "lea@example.org"}))
        .await
        .expect(200);
    let ask = json!({"id": new_id()});
    phone.client.post(&format!("{path}/email"), &ask).await.expect(202);
    let body = json!({"id": new_id(), "ask": ask["id"], "code": code_in(&mailbox.letter().await)});
    phone.client.post(&format!("{path}/email/confirm"), &body).await.expect(200);
    phone
}

#[tokio::test]
async fn every_page_is_whole_in_every_language() {
    let mailbox = Mailbox::open().await;
    let (smtp, mail_from) = (Some(mailbox.url.clone()), Some("Cards <cards@example.org>".into()));
    let world = World::with(Settings { smtp, mail_from, ..Settings::default() }).await;
    let phone = lived(&world, &mailbox).await;
    let readers = [
        phone.client.clone().with_header("user-agent", IPHONE),
        world.client().with_header("user-agent", &format!("{IPHONE}{INSTAGRAM}")),
        world.client(),
    ];
    for (mut reader, page) in readers.into_iter().flat_map(|reader| PAGES.map(|page| (reader.clone(), page))) {
        let english = pieces(page, &html(reader.get(&format!("/demo/{page}?lang=en&key=0&slot=0")).await));
        for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
            let tag = lang.tag();
            let html = html(reader.get(&format!("/demo/{page}?lang={tag}&key=0&slot=0")).await);
            says(&html, &[&format!("<html lang=\"{tag}\">"), &format!("/demo/history?lang={tag}&amp;slot=0")]);
            assert!(!html.contains(['{', '}']) || page == "recover", "{tag} {page}: {html}");
            let ours = pieces(page, &html);
            assert_eq!(ours.len(), english.len(), "{tag} {page}: {ours:?} {english:?}");
            let left: Vec<_> = ours.iter().filter(|text| is_said(text) && english.contains(text)).collect();
            let left: Vec<_> = left.into_iter().filter(|text| !SAME.contains(&text.as_str())).collect();
            assert!(left.is_empty(), "{tag} {page} in English: {left:?}");
        }
    }
}

#[tokio::test]
async fn what_was_done_is_said_in_the_readers_language() {
    let world = World::new().await;
    let mut phone = world.phone().await;
    for (lang, said) in
        [("pl", "Nazwa jest zapisana."), ("de", "Der Name ist gespeichert."), ("pt", "O nome está guardado.")]
    {
        says(&html(phone.client.get(&format!("/demo/settings?lang={lang}&said=named")).await), &[said]);
    }
    let path = format!("/v1/me/cards/{}/consents", phone.card_id());
    let mut polish = phone.client.clone().with_header("accept-language", "pl");
    let shown = polish.get(&path).await.expect(200)["consents"][0].clone();
    assert_eq!(shown["text"], json!({"version": 1, "language": "pl"}));
    assert!(shown["words"].as_str().unwrap().ends_with("e-mailem, dopóki nie zdecyduję inaczej."), "{shown}");
    let yes = json!({"purpose": "news", "channel": "email", "given": true, "text": shown["text"]});
    polish.post(&path, &json!({"id": new_id(), "changes": [yes]})).await.expect(200);
    let export = polish.get(&format!("/v1/me/cards/{}/export", phone.card_id())).await.expect(200);
    assert_eq!(export["consents"][0]["text"], shown["text"], "the proof names what was read");
    assert!(export["about"].as_str().unwrap().starts_with("Wszystko, co Café Lumière"), "{}", export["about"]);
}
