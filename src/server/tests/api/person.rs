//! `/{slug}/profile` and its forms.

use crate::paper::{html, says};
use crate::settings::{follow, send};
use crate::world::{Answer, World};

/// A page that was answered at once, since what was filled in can't be taken.
fn refused(answer: Answer) -> String {
    assert_eq!((answer.status, answer.header("cache-control")), (422, "no-store"), "{answer:?}");
    String::from_utf8(answer.bytes).unwrap().replace('\u{a0}', " ")
}

#[tokio::test]
async fn a_customer_tells_and_takes_back_on_a_page() {
    let world = World::new().await;
    let mut client = world.phone().await.client;
    let page = html(client.get("/demo/profile?lang=en").await);
    says(&page, &["<h1>About you</h1>", "Nothing here is needed for your card", "aria-current=\"page\">About you</a>"]);
    assert!(!page.contains(" checked") && !page.contains(" selected"), "nothing is filled in or ticked by us");
    let told = [
        ("first_name", " L\u{e9}a <3 "),
        ("birth_day", "29"),
        ("birth_month", "2"),
        ("phone", "06 12 34 56 78"),
        ("language", "fr"),
    ];
    let sent = send(&mut client, &page, "/demo/profile", &told).await;
    let page = follow(&mut client, &sent).await;
    says(&page, &["role=\"status\">Saved.", "value=\"L\u{e9}a &lt;3\"", "value=\"06 12 34 56 78\""]);
    says(&page, &["<option value=\"29\" selected>", "<option value=\"2\" selected>February"]);
    says(&page, &["<option value=\"fr\" selected>Fran\u{e7}ais"]);
    let emptied = [("first_name", "L\u{e9}a"), ("birth_day", ""), ("birth_month", ""), ("language", "")];
    let sent = send(&mut client, &page, "/demo/profile", &emptied).await;
    let page = follow(&mut client, &sent).await;
    says(&page, &["name=\"first_name\" autocomplete=\"given-name\" maxlength=\"40\" value=\"L\u{e9}a\""]);
    assert!(!page.contains(" selected"), "what was emptied is forgotten");
}

/// A form that is long to fill in on a phone is not lost with one wrong field.
#[tokio::test]
async fn what_can_not_be_taken_stays_filled_in_with_the_reason() {
    let world = World::new().await;
    let mut client = world.phone().await.client;
    let page = html(client.get("/demo/profile?lang=en").await);
    for (name, value, words) in [
        ("email", "nobody", "That is no e-mail address."),
        ("phone", "call me", "A phone number has 4 to 20 digits."),
        ("birth_day", "4", "That day does not exist"),
        ("first_name", &"a".repeat(41)[..], "at most 40 characters"),
        ("language", "fran\u{e7}ais", "Look at what you filled in"),
    ] {
        let filled = [(name, value), ("phone", if name == "phone" { value } else { "0612345678" })];
        let said = refused(send(&mut client, &page, "/demo/profile", &filled).await);
        says(&said, &["<p id=\"said\" class=\"said bad\" role=\"status\">", words]);
        let marked = said.split('<').find(|tag| tag.contains("aria-invalid=\"true\" aria-describedby=\"said\""));
        assert_eq!(marked.map(|tag| tag.contains(&format!("name=\"{name}\""))), (name != "language").then_some(true));
        match name {
            "birth_day" => says(&said, &["<option value=\"4\" selected>"]),
            "language" => {}
            _ => says(&said, &[&format!("value=\"{value}\"")]),
        }
        says(&said, &[if name == "phone" { "value=\"call me\"" } else { "value=\"0612345678\"" }]);
    }
    says(
        &html(client.get("/demo/profile?lang=en").await),
        &["type=\"tel\" autocomplete=\"tel\" maxlength=\"32\" value=\"\""],
    );

    // Corrected, the page that came back takes all of it.
    let wrong = [("email", "nobody"), ("phone", "0612345678")];
    let said = refused(send(&mut client, &page, "/demo/profile", &wrong).await);
    let sent = send(&mut client, &said, "/demo/profile", &[("email", "lea@example.org")]).await;
    says(&follow(&mut client, &sent).await, &["Saved.", "value=\"lea@example.org\"", "value=\"0612345678\""]);
}

#[tokio::test]
async fn two_phones_do_not_undo_each_other() {
    let world = World::new().await;
    let (mut old, mut new) = (world.phone().await.client, world.client());
    new.cookies.clone_from(&old.cookies);
    let (page, other) = (html(old.get("/demo/profile?lang=en").await), html(new.get("/demo/profile?lang=en").await));
    let sent = send(&mut new, &other, "/demo/profile", &[("email", "lea@example.org")]).await;
    follow(&mut new, &sent).await;
    let sent = send(&mut new, &other, "/demo/profile/consents", &[("news-email", "yes")]).await;
    follow(&mut new, &sent).await;

    // The page on the other phone is of before.
    let sent = send(&mut old, &page, "/demo/profile", &[("first_name", "L\u{e9}a")]).await;
    says(&follow(&mut old, &sent).await, &["value=\"L\u{e9}a\"", "value=\"lea@example.org\""]);
    let sent = send(&mut old, &page, "/demo/profile/consents", &[("reminders-push", "yes")]).await;
    assert_eq!(follow(&mut old, &sent).await.matches(" checked").count(), 2);
}

#[tokio::test]
async fn consents_are_ticked_by_the_customer_alone() {
    let world = World::new().await;
    let mut client = world.phone().await.client;
    let page = html(client.get("/demo/profile?lang=fr").await);
    says(
        &page,
        &[
            "<html lang=\"fr\">",
            "Caf\u{e9} Lumi\u{e8}re peut m’envoyer ses nouvelles et ses offres par e-mail, jusqu’à",
        ],
    );
    assert_eq!(page.matches("type=\"checkbox\"").count(), 6);
    let ticked = [("news-email", "yes"), ("reminders-push", "yes")];
    let sent = send(&mut client, &page, "/demo/profile/consents", &ticked).await;
    let page = follow(&mut client, &sent).await;
    assert_eq!(page.matches(" checked").count(), 2);
    says(
        &page,
        &["name=\"news-email\" value=\"yes\" checked", "Depuis le 14 mars 2026", "pas d’adresse e-mail ci-dessus"],
    );
    let sent = send(&mut client, &page, "/demo/profile/consents", &[("news-email", "")]).await;
    let page = follow(&mut client, &sent).await;
    says(&page, &["name=\"news-email\" value=\"yes\">", "name=\"reminders-push\" value=\"yes\" checked"]);
}

#[tokio::test]
async fn who_asks_on_the_page_is_forgotten_after_one_question() {
    let world = World::new().await;
    let phone = world.phone().await;
    let (mut client, card) = (phone.client.clone(), phone.card_id());
    let page = html(client.get("/demo/profile?lang=en").await);
    says(&page, &[&format!("href=\"/v1/me/cards/{card}/export\" download"), "href=\"/demo/profile/erase?lang=en\""]);
    let question = html(client.get("/demo/profile/erase?lang=en").await);
    says(
        &question,
        &["<h1>Forget you, and close the card?</h1>", "stamps, points, credit and rewards", "Keep my card"],
    );
    client.get(&format!("/v1/me/cards/{card}")).await.expect(200);
    let sent = send(&mut client, &question, "/demo/profile/erase", &[]).await;
    let page = follow(&mut client, &sent).await;
    says(&page, &["It is done. Nothing here knows you any more"]);
    assert!(!page.contains("<form"), "{page}");
    client.get(&format!("/v1/me/cards/{card}")).await.refused(404, "unknown_card");
    // The button was pressed twice.
    let again = send(&mut client, &question, "/demo/profile/erase", &[]).await;
    says(&follow(&mut client, &again).await, &["It is done."]);
    says(&html(client.get("/demo/profile/erase?lang=en").await), &["This browser holds no card here."]);
}

#[tokio::test]
async fn the_forms_are_their_holders_and_this_sites() {
    let world = World::new().await;
    let (mine, theirs) = (world.phone().await, world.phone().await);
    let (mut client, mut other) = (mine.client.clone(), theirs.client.clone());
    let page = html(client.get("/demo/profile?lang=en").await);
    for action in ["/demo/profile", "/demo/profile/consents"] {
        let sent = send(&mut other, &page, action, &[("first_name", "Tom")]).await;
        says(&follow(&mut other, &sent).await, &["class=\"said bad\"", "That is no longer there."]);
        let mut nobody = world.client();
        let sent = send(&mut nobody, &page, action, &[]).await;
        says(&follow(&mut nobody, &sent).await, &["This browser holds no card here."]);
        let foreign = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
        client.send("POST", action, &foreign, Some(String::new())).await.refused(403, "cross_site");
    }
    let card = client.get(&format!("/v1/me/cards/{}", mine.card_id())).await.expect(200);
    assert_eq!(card["member"], serde_json::json!({}));
}
