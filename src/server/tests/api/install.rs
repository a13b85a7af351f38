//! The home screen: the way out of other apps.

use crate::paper::{html, says};
use crate::world::{Client, World};

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
