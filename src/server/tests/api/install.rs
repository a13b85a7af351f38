//! The home screen: the way out of other apps, the pictures that show how to install, the manifest, and the hand-off of the card.

use serde_json::json;

use crate::paper::{html, says};
use crate::world::{Client, World, earn, new_id, new_key, public, stamps};

const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1";
const ANDROID: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";
/// Behind what an iPhone's or an Android's web view says.
const INSTAGRAM: &str =
    " Instagram 337.0.2.24.86 (iPhone15,3; iOS 17_5_1; en_US; en; scale=3.00; 1290x2796; 614840153)";

/// The same person with another browser.
fn with(client: &Client, agent: &str) -> Client {
    client.clone().with_header("user-agent", agent)
}

/// Where a page's manifest is.
fn manifest_of(page: &str) -> String {
    let link = page.split("rel=\"manifest\" href=\"").nth(1).expect("a manifest");
    link.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn inside_another_app_the_page_says_the_way_out() {
    let world = World::new().await;
    let plain = html(world.client().get("/demo").await);
    for inside in [format!("{IPHONE}{INSTAGRAM}"), format!("{ANDROID} [FB_IAB/FB4A;FBAV/440.0.0.30.119;]")] {
        let answer = with(&world.client(), &inside).get("/demo?src=story%22").await;
        let policy = answer.header("content-security-policy").to_owned();
        assert!(policy.contains("'sha256-AAAA=' 'sha256-") && !policy.contains("unsafe-inline"), "{policy}");
        assert!(answer.header("vary").contains("user-agent"));
        let page = html(answer);
        says(
            &page,
            &["<aside class=\"inapp\"", "at the top right", "value=\"http://localhost:8080/demo?src=story%22\""],
        );
        let intent = "href=\"intent://localhost:8080/demo?src=story%22#Intent;scheme=http;";
        assert_eq!(page.contains(intent), inside.contains("Android"), "{page}");
        let rest = page.replace(
            &page[page.find("<link rel=\"stylesheet\" href=\"/demo/inapp.css\">").unwrap()
                ..page.find("</aside>").unwrap()],
            "",
        );
        assert!(rest.contains("<button>Get my card</button>"), "the card is there all the same: {rest}");
    }
    let french = with(&world.client(), &format!("{IPHONE}{INSTAGRAM}")).with_header("accept-language", "fr");
    says(&html({ french }.get("/demo").await), &["Mieux dans votre navigateur", "« Ouvrir dans Safari »"]);
    // Others are not told, and nothing of it is in their page.
    for agent in [IPHONE, ANDROID, MAC] {
        let answer = with(&world.client(), agent).get("/demo").await;
        assert!(!answer.header("vary").contains("user-agent"));
        assert_eq!(html(answer), plain);
    }
    let style = world.client().get("/demo/inapp.css").await;
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    world.client().get("/nowhere/inapp.css").await.refused(404, "unknown_shop");
}

#[tokio::test]
async fn each_device_is_shown_its_own_way_first() {
    let world = World::new().await;
    let first = [
        (IPHONE, "", "<h2>iPhone and iPad, in Safari</h2>"),
        (ANDROID, "", "<h2>Android, in Chrome or Edge</h2>"),
        (MAC, "", "<h2>Mac, in Safari</h2>"),
        (MAC, "&touch=1", "<h2>iPhone and iPad, in Safari</h2>"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "", "Keep the page as a bookmark"),
    ];
    for (agent, touch, part) in first {
        let answer = with(&world.client(), agent).get(&format!("/demo/install?lang=en{touch}")).await;
        assert_eq!(answer.header("cache-control"), "no-store");
        let policy = answer.header("content-security-policy").to_owned();
        assert!(policy.contains("manifest-src 'self'") && !policy.contains("script"), "{policy}");
        let page = html(answer);
        says(&page, &[part, "This browser holds no card here.", "Open Café Lumière from your home screen."]);
        assert_eq!(page.matches("<details>").count(), if part.starts_with("<h2>") { 6 } else { 7 }, "{page}");
        assert_eq!(manifest_of(&page), "/demo/manifest.json", "nothing is handed over without a card");
    }
    let inside = with(&world.client(), &format!("{IPHONE}{INSTAGRAM}")).get("/demo/install?lang=fr").await;
    says(&html(inside), &["Ouvrez d’abord cette page dans votre navigateur. Touchez ••• en haut à droite"]);
}

#[tokio::test]
async fn an_iphone_s_home_screen_gets_the_card() {
    let world = World::new().await;
    let (mut till, phone) = (world.till("Bar").await, world.phone().await);
    till.visit(&phone.code(), &[earn(4)]).await.expect(201);
    for agent in [ANDROID, MAC, &format!("{IPHONE}{INSTAGRAM}")] {
        let page = html(with(&phone.client, agent).get("/demo/install").await);
        assert_eq!(manifest_of(&page), "/demo/manifest.json", "{agent}");
    }
    let mut browser = with(&phone.client, IPHONE);
    let page = html(browser.get("/demo/install?lang=en").await);
    says(&page, &["within half an hour"]);
    let plain = world.client().get("/demo/manifest.json").await.expect(200);
    let answer = world.client().get(&manifest_of(&page)).await;
    assert_eq!(answer.header("cache-control"), "no-store");
    let manifest = answer.expect(200);
    let start = manifest["start_url"].as_str().unwrap();
    let code = start.strip_prefix("/demo#handoff=").expect("behind what is sent");
    assert_eq!((&manifest["id"], &manifest["scope"], code.len()), (&plain["id"], &plain["scope"], 22));
    assert_eq!(plain["start_url"], "/demo");

    let mut home = world.client();
    let join = |code: &str| json!({"id": new_id(), "public_key": public(&new_key()), "key_storage": "webcrypto", "handoff": code});
    let joined = home.post("/v1/shops/demo/cards", &join(code)).await.expect(201);
    assert_eq!((stamps(&joined["card"]), &joined["card"]["id"]), (4, &json!(phone.card_id())));
    assert_eq!(home.get("/v1/me/cards").await.expect(200)["cards"].as_array().map(Vec::len), Some(1));
    let again = world.client().post("/v1/shops/demo/cards", &join(code)).await;
    assert_eq!(again.header("set-cookie"), "");
    again.refused(422, "bad_handoff_code");
    let keys = format!("/v1/me/cards/{}/keys", phone.card_id());
    assert_eq!(browser.get(&keys).await.expect(200)["keys"].as_array().map(Vec::len), Some(2));

    let page = html(browser.get("/demo/install").await);
    world.clock.advance_s(30 * 60);
    let late = manifest_of(&page).replace("/demo/manifest.json?handoff=", "");
    world.client().post("/v1/shops/demo/cards", &join(&late)).await.refused(422, "bad_handoff_code");
}

#[tokio::test]
async fn a_manifest_takes_no_other_text_for_a_hand_off() {
    let world = World::new().await;
    for odd in ["a%22b", "x#y=z", "%2F%2Fevil.example", "<b>"] {
        let answer =
            world.client().get(&format!("/demo/manifest.json?handoff={}", odd.replace(['<', '>', '#'], "."))).await;
        assert_eq!(answer.expect(200)["start_url"], "/demo", "{odd}");
    }
}
