//! The pages, their manifest and icons, and the files of the apps.

use crate::world::World;

#[tokio::test]
async fn a_shops_page_has_its_name_before_any_script_runs() {
    let world = World::new().await;
    let page = world.client().with_header("accept-language", "fr").get("/demo").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), "no-cache");
    let policy = page.header("content-security-policy").to_owned();
    for part in [
        "script-src 'self' 'wasm-unsafe-eval' 'sha256-AAAA=';",
        "frame-ancestors 'none'",
        "style-src 'self' 'sha256-BBBB=';",
        "object-src 'none'",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(page.header("content-security-policy-report-only").contains("require-trusted-types-for"));
    let html = String::from_utf8(page.bytes).unwrap();
    for part in [
        "<html lang=\"fr\">",
        "<title>Café Lumière</title>",
        "href=\"/demo/manifest.json\"",
        "href=\"/demo/icon-192.png\"",
        "data-slug=\"demo\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("{{"), "{html}");
    assert_eq!(world.client().get("/demo/history").await.status, 200, "below a shop its app decides");
}

#[tokio::test]
async fn a_page_brings_the_words_of_its_reader() {
    let world = World::new().await;
    let read = async |headers: &[(&str, &str)], path: &str| {
        String::from_utf8(world.client().send("GET", path, headers, None).await.bytes).unwrap()
    };
    let words = |app: &str, tag: &str| {
        let files = format!("data-files=\"/assets/{app}/words-0123456789abcdef.\"");
        format!("{files}>{tag}\nL’{app} & co\n{{0}} of {{1}}</script>")
    };
    let french = read(&[("accept-language", "fr")], "/demo").await;
    assert!(french.contains(&words("card", "fr")) && french.contains("<button>Obtenir ma carte</button>"), "{french}");
    // What somebody picked in the app is more than what the browser asks for.
    let picked = [("accept-language", "fr"), ("cookie", "comptoir_lang=en")];
    let english = read(&picked, "/demo").await;
    assert!(english.contains(&words("card", "en")) && english.contains("<html lang=\"en\">"), "{english}");
    assert!(english.contains("<button>Get my card</button>"), "{english}");
    assert!(read(&picked, "/counter").await.contains(&words("counter", "en")));
    assert!(read(&picked, "/demo/terms").await.contains("<html lang=\"en\">"));
    let list = world.client().get("/assets/card/words-0123456789abcdef.fr.text").await;
    assert_eq!((list.status, list.header("content-type")), (200, "text/plain; charset=utf-8"));
    assert_eq!(list.header("cache-control"), "public, max-age=31536000, immutable");
    world.client().get("/assets/card/words.txt").await.refused(404, "not_found");
}

#[tokio::test]
async fn a_page_is_compressed_and_asked_for_once() {
    let world = World::new().await;
    let page = world.client().with_header("accept-encoding", "gzip, deflate, br").get("/demo").await;
    assert_eq!(page.header("content-encoding"), "br");
    assert_eq!(page.header("vary"), "accept-encoding, accept-language, cookie");
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut &page.bytes[..], &mut plain).unwrap();
    assert!(String::from_utf8(plain).unwrap().contains("Café Lumière"));
    let headers = [("accept-encoding", "br"), ("if-none-match", page.header("etag"))];
    let again = world.client().send("GET", "/demo", &headers, None).await;
    assert_eq!((again.status, again.bytes.len()), (304, 0));
}

#[tokio::test]
async fn an_unknown_shop_has_a_page_that_says_so() {
    let world = World::new().await;
    let page = world.client().get("/nowhere").await;
    assert_eq!(page.status, 404);
    assert!(String::from_utf8(page.bytes).unwrap().contains("data-slug=\"nowhere\""));
    world.client().get("/wp-login.php").await.refused(404, "not_found");
    world.client().get("/office").await.refused(404, "not_found");
    assert_eq!(world.client().get("/").await.status, 200);
}

#[tokio::test]
async fn each_shop_has_its_manifest_and_icons() {
    let world = World::new().await;
    let manifest = world.client().get("/demo/manifest.json").await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    let manifest = manifest.expect(200);
    assert_eq!((manifest["id"].as_str(), manifest["start_url"].as_str()), (Some("/demo"), Some("/demo")));
    assert_eq!(manifest["name"], "Café Lumière");
    assert_eq!(manifest["theme_color"], "#b4532a");
    for icon in manifest["icons"].as_array().unwrap() {
        let png = world.client().get(icon["src"].as_str().unwrap()).await;
        assert_eq!((png.status, png.header("content-type")), (200, "image/png"), "{icon}");
        let side = u32::from_be_bytes(png.bytes[16..20].try_into().unwrap());
        assert_eq!(icon["sizes"], format!("{side}x{side}"));
    }
    let mut forms = Vec::new();
    for shot in manifest["screenshots"].as_array().unwrap() {
        let png = world.client().get(shot["src"].as_str().unwrap()).await;
        assert_eq!((png.status, png.header("content-type")), (200, "image/png"), "{shot}");
        let side = |from: usize| u32::from_be_bytes(png.bytes[from..from + 4].try_into().unwrap());
        let (width, height) = (side(16), side(20));
        assert_eq!(shot["sizes"], format!("{width}x{height}"));
        assert!(width.min(height) >= 320 && width.max(height) * 10 <= width.min(height) * 23, "as Chromium takes them");
        forms.push(shot["form_factor"].clone());
    }
    assert_eq!(forms, ["narrow", "wide"]);
    for shortcut in manifest["shortcuts"].as_array().unwrap() {
        assert!(shortcut["url"].as_str().unwrap().starts_with("/demo"), "within the scope: {shortcut}");
    }
    let home = world.client().get("/manifest.json").await.expect(200);
    assert_eq!((&home["id"], home.get("shortcuts"), home.get("screenshots")), (&"/".into(), None, None));
    world.client().get("/nowhere/manifest.json").await.refused(404, "unknown_shop");
    world.client().get("/demo/icon-17.png").await.refused(404, "not_found");
    assert_eq!(world.client().get("/favicon.ico").await.header("content-type"), "image/png");
}

#[tokio::test]
async fn files_of_the_apps_come_compressed_and_are_kept() {
    let world = World::new().await;
    let path = "/assets/card/card-0123456789abcdef.js";
    let ask = async |accepted: &str| world.client().send("GET", path, &[("accept-encoding", accepted)], None).await;
    let br = ask("gzip, br").await;
    assert_eq!((br.header("content-encoding"), br.bytes.as_slice()), ("br", b"br bytes".as_slice()));
    assert_eq!(br.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(br.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(br.header("vary"), "accept-encoding");
    assert_eq!(ask("gzip").await.bytes, b"gz bytes");
    let plain = ask("identity").await;
    assert_eq!((plain.header("content-encoding"), plain.bytes.as_slice()), ("", b"let plain = 1;".as_slice()));
    for hidden in
        ["card/csp.txt", "card/index.html", "card/card-0123456789abcdef.js.br", "../data/secret.key", "card/nothing.js"]
    {
        world.client().get(&format!("/assets/{hidden}")).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn the_service_worker_looks_after_everything_and_is_never_old() {
    let world = World::new().await;
    let worker = world.client().get("/sw.js").await;
    assert_eq!((worker.status, worker.header("service-worker-allowed")), (200, "/"));
    assert_eq!(worker.header("cache-control"), "no-cache");
    assert!(worker.header("content-security-policy").contains("connect-src 'self'"));
}
