//! `/{slug}/settings` and its forms.

use crate::paper::{html, says};
use crate::world::{Answer, Client, Phone, World};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// Sends the form of a page whose action has these words in it, with some fields filled in, as a browser does.
pub async fn send(client: &mut Client, page: &str, action: &str, filled: &[(&str, &str)]) -> Answer {
    let starts = ["?", "\""].map(|end| format!("method=\"post\" action=\"{action}{end}"));
    let form = page.split("<form ").find(|form| starts.iter().any(|start| form.starts_with(start)));
    let form = form.expect("the form");
    let form = form.split("</form>").next().unwrap();
    let attr = |tag: &str, name: &str| {
        let value = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
        Some(value.replace("&amp;", "&").replace("&#39;", "'"))
    };
    let mut body = form_urlencoded::Serializer::new(String::new());
    let inputs = form.split("<input ").skip(1).map(|rest| (rest, rest.split('>').next().unwrap()));
    let inputs =
        inputs.map(|(rest, tag)| (rest, attr(tag, "value"), tag.contains("checkbox") && !tag.contains(" checked")));
    let selects = form.split("<select ").skip(1).map(|rest| rest.split("</select>").next().unwrap());
    let selects = selects.map(|rest| {
        let chosen = rest.split("<option ").find(|option| option.split('>').next().unwrap().contains(" selected"));
        (rest, chosen.and_then(|option| attr(option, "value")), false)
    });
    for (field, own, left_out) in inputs.chain(selects) {
        let name = attr(field, "name").unwrap();
        match filled.iter().find(|(key, _)| *key == name) {
            // A box without its tick is not sent.
            Some((_, "")) if field.contains("checkbox") => {}
            Some((_, value)) => drop(body.append_pair(&name, value)),
            None if left_out => {}
            None => drop(body.append_pair(&name, &own.unwrap_or_default())),
        }
    }
    let site = ("sec-fetch-site", "same-origin");
    client.send("POST", &attr(form, "action").unwrap(), &[FORM, site], Some(body.finish())).await
}

/// Follows the way that a form leads.
pub async fn follow(client: &mut Client, answer: &Answer) -> String {
    assert_eq!((answer.status, answer.header("cache-control")), (303, "no-store"), "{answer:?}");
    html(client.get(answer.header("location")).await)
}

async fn two_phones(world: &World) -> (Phone, Client) {
    let mut phone = world.phone().await;
    let path = format!("/v1/me/cards/{}/keys", phone.card_id());
    let key = crate::world::public(&crate::world::new_key());
    let body = serde_json::json!({"id": crate::world::new_id(), "public_key": key, "key_storage": "memory"});
    phone.client.post(&path, &body).await.expect(201);
    let client = phone.client.clone();
    (phone, client)
}

#[tokio::test]
async fn the_phones_are_listed_and_named() {
    let world = World::new().await;
    let (_, mut client) = two_phones(&world).await;
    world.clock.advance_s(24 * 3600);
    let answer = client.get("/demo/settings?lang=en&slot=1").await;
    let policy = answer.header("content-security-policy").to_owned();
    assert!(policy.contains("form-action 'self'") && policy.contains("default-src 'none'"), "{policy}");
    assert_eq!(answer.header("cache-control"), "no-store");
    let page = html(answer);
    says(&page, &["<h3>Phone 1</h3>", "<h3>Phone 2 <em>This phone</em></h3>", "Since 14 March 2026 · not shown yet"]);
    says(&page, &["made anew each time", "gives it to nobody", "aria-current=\"page\">Phones</a>"]);

    let sent = send(&mut client, &page, "/demo/settings/name", &[("name", " L\u{e9}a <3 ")]).await;
    let page = follow(&mut client, &sent).await;
    says(&page, &["role=\"status\">The name is saved.", "<h3>L\u{e9}a &lt;3</h3>"]);
    // The page from before comes back out of the browser's memory: a doubled click is one, another name with the old id is not taken.
    let again = send(&mut client, &page, "/demo/settings/name", &[("name", "Tablet")]).await;
    follow(&mut client, &again).await;
    let old = send(&mut client, &page, "/demo/settings/name", &[("name", "Something else")]).await;
    let now = follow(&mut client, &old).await;
    says(&now, &["The page was old.", "<h3>Tablet</h3>"]);
    let long = "x".repeat(41);
    let refused = send(&mut client, &now, "/demo/settings/name", &[("name", &long)]).await;
    says(&follow(&mut client, &refused).await, &["That can’t be so.", "<h3>Tablet</h3>"]);
}

#[tokio::test]
async fn a_phone_is_taken_off_after_a_question() {
    let world = World::new().await;
    let (phone, mut client) = two_phones(&world).await;
    let mut till = world.till("Bar").await;
    let question = html(client.get("/demo/settings/revoke?lang=fr&slot=0&key=0").await);
    says(&question, &["<h1>Retirer ce téléphone de la carte ?</h1>", "sur lequel vous lisez ceci", "Le garder"]);
    till.visit(&phone.code(), &[]).await.expect(201);
    let question = html(client.get("/demo/settings/revoke?lang=en&slot=1&key=0").await);
    says(&question, &["It belongs to this browser", "Keep it"]);
    assert!(!question.contains("No other phone"), "{question}");
    let sent = send(&mut client, &question, "/demo/settings/revoke", &[]).await;
    let page = follow(&mut client, &sent).await;
    says(&page, &["The phone is off the card.", "<h3>Phone 2 <em>This phone</em></h3>"]);
    assert!(!page.contains("<h3>Phone 1"), "{page}");
    world.clock.advance_s(120);
    till.visit(&phone.code(), &[]).await.refused(409, "key_revoked");
    says(&html(client.get("/demo/settings/revoke?lang=en&key=1").await), &["No other phone has this card."]);
    says(&html(client.get("/demo/settings/revoke?lang=en&key=0").await), &["That is no longer there.", "Phone 2"]);
}

#[tokio::test]
async fn forms_come_from_here_and_are_forms() {
    let world = World::new().await;
    let (_, mut client) = two_phones(&world).await;
    let path = "/demo/settings/revoke?lang=en";
    let fields = || Some("id=01a200ec-dd17-7a3e-9d6c-a1d524ea4735&card=x&key=0".to_owned());
    for from in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("origin", "null")] {
        client.send("POST", path, &[FORM, from], fields()).await.refused(403, "cross_site");
    }
    client.send("POST", path, &[], fields()).await.refused(422, "invalid_request");
    client.send("POST", path, &[FORM], Some("x".repeat(70_000))).await.refused(413, "too_large");
    client.send("POST", "/demo/settings", &[FORM], fields()).await.refused(405, "method_not_allowed");
    client.send("POST", "/De%5Cmo/settings/name", &[FORM], fields()).await.refused(405, "method_not_allowed");
    let no_id = client.send("POST", path, &[FORM], Some("key=0".into())).await;
    assert_eq!((no_id.status, no_id.header("location")), (303, "/demo/settings?lang=en&said=invalid"));
    let mut stranger = world.client();
    let answer = stranger.send("POST", path, &[FORM], fields()).await;
    says(&follow(&mut stranger, &answer).await, &["This browser holds no card here."]);
    assert_eq!(stranger.get("/nowhere/settings").await.status, 404);
}
