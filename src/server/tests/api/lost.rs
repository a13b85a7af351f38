//! `/counter/lost-phone`: staff finds a card and gives out its code, a manager reads of it and ends the pause.

use crate::paper::{html, says};
use crate::recover::code_on;
use crate::settings::send;
use crate::world::{Client, World, earn, stamps};

const PAGE: &str = "/counter/lost-phone";

/// What a page says with a status of its own.
fn refused(answer: crate::world::Answer, status: u16) -> String {
    assert_eq!(answer.status, status);
    String::from_utf8(answer.bytes).unwrap()
}

fn english(client: Client) -> Client {
    client.with_header("accept-language", "en")
}

#[tokio::test]
async fn a_card_is_found_moved_and_waits() {
    let world = World::new().await;
    let (mut lea, mut lost) = (english(world.till("Bar").await), world.phone().await);
    let mut tom = english(world.toms_till().await);
    lea.visit(&lost.code(), &[earn(10)]).await.expect(201);
    world.clock.advance_s(3_600);

    // Tom, who is no manager, finds it by when they were here.
    let begin = html(tom.get(PAGE).await);
    says(&begin, &["<h1>Lost phone</h1>", "href=\"/counter\"", "type=\"datetime-local\""]);
    assert!(!begin.contains("Moved cards"), "what others did is for managers");
    says(&html(tom.get(&format!("{PAGE}?around=2026-03-01T08:00")).await), &["No card fits."]);
    let found = html(tom.get(&format!("{PAGE}?around=2026-03-14T10%3A00")).await);
    let number = lost.joined["card"]["number"].as_str().unwrap().to_owned();
    let said = format!("Card {number}");
    says(
        &found,
        &[&said, "Here on 14 March 2026, 09:30", "Coffee card: 1 of 9", "1 reward ready", "Do not read this out"],
    );
    let question = html(tom.get(&format!("{PAGE}?card={number}")).await);
    says(&question, &["the old one loses it at once", "How do you know that it is theirs?"]);

    // No reason, no code.
    let without = refused(send(&mut tom, &question, PAGE, &[("reason", " ")]).await, 422);
    says(&without, &["Look at what you filled in", &said]);
    let reason = [("reason", "knew <the> stamps")];
    let given = send(&mut tom, &question, PAGE, &reason).await;
    assert_eq!(given.header("cache-control"), "no-store");
    let given = html(given);
    says(
        &given,
        &["The code for the new phone", "http://localhost:8080/demo/recover", "role=\"img\"", "14 March 2026, 10:40"],
    );
    let code = code_on(&given);
    assert_eq!(code_on(&html(send(&mut tom, &question, PAGE, &reason).await)), code, "a doubled tap is one");
    assert_eq!(given.matches(&code[..4]).count(), 1, "no address has the code in it");

    // The new phone types it, and reads from when on what is on the card can be used.
    let mut new = english(world.client());
    let recover = html(new.get("/demo/recover?lang=en").await);
    says(&recover, &["or the one that you got at the counter", "they find your card by when you were there"]);
    let back = html(send(&mut new, &recover, "/demo/recover", &[("code", &code)]).await);
    says(&back, &["can be used from 15 March 2026, 10:30", "href=\"/demo?back=1\""]);
    assert_eq!(stamps(&new.get("/v1/me/cards").await.expect(200)["cards"][0]), 1);
    lost.client.get(&format!("/v1/me/cards/{}/keys/0", lost.card_id())).await.refused(409, "key_revoked");

    // The manager reads who did it and why, and ends the pause.
    let question = html(tom.get(&format!("{PAGE}?card={number}")).await);
    let again = refused(send(&mut tom, &question, PAGE, &reason).await, 409);
    says(&again, &["This card was moved today already."]);
    let notices = html(lea.get(PAGE).await);
    says(
        &notices,
        &["Moved cards", "By Tom, at “Terrace”", "knew &lt;the&gt; stamps", "waits until 15 March 2026, 10:30"],
    );
    let lifted = send(&mut lea, &notices, PAGE, &[]).await;
    assert_eq!((lifted.status, lifted.header("location")), (303, "/counter/lost-phone?said=lifted"));
    says(&html(lea.get("/counter/lost-phone?said=lifted").await), &["can be used now", "Léa ended the wait."]);
}

#[tokio::test]
async fn the_page_is_for_staff_and_speaks_their_language() {
    let world = World::new().await;
    let mut paired = world.client();
    paired.pair("Bar").await.expect(201);
    for client in [&mut paired, &mut world.client()] {
        let answer = client.get(PAGE).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/counter"));
    }
    let mut tom = world.toms_till().await;
    let sent = [("content-type", "application/x-www-form-urlencoded")];
    let lift = tom.send("POST", PAGE, &sent, Some(format!("id={}&card=0&lift=1", crate::world::new_id()))).await;
    says(&refused(lift, 403), &["This is for a manager."]);
    let elsewhere = [sent[0], ("sec-fetch-site", "cross-site")];
    tom.send("POST", PAGE, &elsewhere, Some("card=0".into())).await.refused(403, "cross_site");
    for (lang, title) in [("fr", "Téléphone perdu"), ("de", "Handy verloren"), ("pl", "Zgubiony telefon")] {
        let mut till = world.till("Bar").await.with_header("accept-language", lang);
        says(&html(till.get(PAGE).await), &[&format!("lang=\"{lang}\""), &format!("<h1>{title}</h1>")]);
    }
    for wrong in ["?card=nothing", "?number=?", "?around=noon"] {
        says(&refused(tom.get(&format!("{PAGE}{wrong}")).await, 422), &["Look for the card"]);
    }
}
