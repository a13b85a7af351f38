//! The phones of a card: named, taken off, and brought back.

use it::{Browser, Engine, Server, axe};

use crate::{customer, till};

/// A second tab of the same browser that is another phone to the server: its storage is emptied, so it enrols a key of its own.
fn enrols_anew(phone: &Browser, server: &Server) {
    phone.wipe(&server.origin, "indexeddb,local_storage,cache_storage,service_workers");
    phone.goto(&server.url("/demo"));
    phone.element(customer::CODE);
}

in_each_engine!(
    a_phone_is_named_taken_off_and_brought_back,
    taken_off_is_taken_off_without_a_network,
    a_lost_phone_s_card_comes_back_by_its_code
);

fn a_phone_is_named_taken_off_and_brought_back(engine: Engine) {
    let server = Server::demo();
    let phone = customer::with_card_in(engine, &server);
    enrols_anew(&phone, &server);
    phone.tap("Phones");
    phone.sees("Phones with this card");
    phone.sees("Phone 2 This phone");
    axe::assert_accessible(&phone, "the phones");
    phone.tap("Name it : Phone 1");
    phone.fill("Name", "Old tablet");
    phone.tap("Save");
    phone.sees("The name is saved.");
    phone.sees("Old tablet");

    // The one that is gone: asked first, then off.
    phone.tap("Take it off : Old tablet");
    phone.sees("Take this phone off the card?");
    axe::assert_accessible(&phone, "the question");
    phone.tap("Keep it");
    phone.sees("Old tablet");
    phone.tap("Take it off : Old tablet");
    phone.sees("Take this phone off the card?");
    phone.tap("Take it off");
    phone.sees("The phone is off the card.");
    phone.sees_no_more("Old tablet");

    // This one, while its code is on the screen in another tab: the code goes, and a tap brings it back.
    phone.new_tab(&server.url("/demo"));
    phone.element(customer::CODE);
    phone.look_at_tab(0);
    phone.tap("Take it off : Phone 2");
    phone.sees("the phone you are reading this on");
    phone.tap("Take it off");
    phone.sees("The phone is off the card.");
    phone.look_at_tab(1);
    phone.sees("This phone was taken off the card.");
    assert_eq!(phone.count(customer::CODE), 0, "no dead code is shown");
    axe::assert_accessible(&phone, "taken off");
    phone.reload();
    phone.sees("This phone was taken off the card.");
    assert_eq!(phone.count(customer::CODE), 0);
    phone.tap("Bring it back");
    phone.element(customer::CODE);
    assert!(phone.address().ends_with("/demo"), "{}", phone.address());
    phone.reload();
    phone.element(customer::CODE);
    let mut client = till::client_of(&phone, &server);
    let cards = client.get("/v1/me/cards").expect_status(200).json;
    let card = cards["cards"][0]["id"].as_str().expect("a card").to_owned();
    let keys = client.get(&format!("/v1/me/cards/{card}/keys")).expect_status(200).json;
    assert_eq!(keys["keys"].as_array().map(Vec::len), Some(1), "one key, that of the way back: {keys}");
}

/// What was taken off shows no code without a network either.
fn taken_off_is_taken_off_without_a_network(engine: Engine) {
    let mut server = Server::demo();
    let phone = customer::with_card_in(engine, &server);
    customer::wait_for_service_worker(&phone);
    let mut client = till::client_of(&phone, &server);
    let cards = client.get("/v1/me/cards").expect_status(200).json;
    let card = cards["cards"][0]["id"].as_str().expect("a card").to_owned();
    let off = serde_json::json!({"id": it::clock::new_id()});
    client.post(&format!("/v1/me/cards/{card}/keys/0/revoke"), &off).expect_status(200);
    phone.sees("This phone was taken off the card.");
    customer::lose_network(&phone, &mut server);
    phone.reload();
    phone.sees("This phone was taken off the card.");
    assert_eq!(phone.count(customer::CODE), 0, "no dead code is shown");
}

/// The key is asked about, and goes before the card's line is up.
#[test]
fn a_phone_that_is_taken_off_while_its_card_opens_says_so() {
    const SLOW: &str = "const real = fetch; window.fetch = async (path, ...how) => { const answer = await real(path, ...how); \
        if (/cards.[0-9a-f]+$/.test(path)) await new Promise(done => setTimeout(done, 4000)); return answer }";
    let server = Server::demo();
    let phone = customer::with_card(&server);
    let mut client = till::client_of(&phone, &server);
    let cards = client.get("/v1/me/cards").expect_status(200).json;
    let card = cards["cards"][0]["id"].as_str().expect("a card").to_owned();
    phone.before_each_page(SLOW);
    phone.reload();
    let asked = format!("return performance.getEntriesByName('{}/v1/me/cards/{card}').length", server.origin);
    let waits = || phone.script(&asked, &[]) == 1;
    assert!(it::clock::until(it::browser::PATIENCE, waits), "the key was asked about, then the card");
    let off = serde_json::json!({"id": it::clock::new_id()});
    client.post(&format!("/v1/me/cards/{card}/keys/0/revoke"), &off).expect_status(200);
    phone.sees("This phone was taken off the card.");
}

/// The code as it stands on its page, and as its picture says it.
pub fn code_on(phone: &Browser) -> (String, String) {
    let code = phone.script("return [...document.querySelectorAll('.code span')].map(g => g.innerText).join('-')", &[]);
    let picture = phone.picture_of("svg.qr");
    let mut decoder = png::Decoder::new(std::io::Cursor::new(picture));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut frame = decoder.read_info().expect("a PNG");
    let mut pixels = vec![0; frame.output_buffer_size().expect("a size")];
    let info = frame.next_frame(&mut pixels).expect("an image");
    let samples = info.color_type.samples();
    let grey: Vec<u8> = pixels.chunks(samples).map(|pixel| pixel[0]).collect();
    let mut reader = quircs::Quirc::default();
    let found = reader.identify(info.width as usize, info.height as usize, &grey).find_map(Result::ok);
    let read = found.expect("a QR").decode().expect("a legible QR").payload;
    (code.as_str().expect("a code").to_owned(), String::from_utf8(read).expect("a link"))
}

/// The phone is gone. Its card comes to another one by the code that was kept, and the old one says so.
fn a_lost_phone_s_card_comes_back_by_its_code(engine: Engine) {
    let server = Server::demo();
    let old = customer::with_card_in(engine, &server);
    let mut client = till::client_of(&old, &server);
    let cards = client.get("/v1/me/cards").expect_status(200).json;
    let card = cards["cards"][0]["id"].clone();
    let visit = serde_json::json!({"id": it::clock::new_id(), "card_id": card, "operations": [it::api::earn(5)]});
    it::Client::till(&server.origin).post("/v1/visits", &visit).expect_status(201);
    customer::sees_stamps(&old, 5);
    old.tap("Phones");
    old.tap("Make a recovery code");
    old.sees("It is shown this once");
    let (code, link) = code_on(&old);
    assert_eq!(link, format!("{}#{code}", server.url("/demo/recover")));
    old.fill("Last four characters", &code[25..]);
    old.tap("I have kept it");
    old.sees("Nothing can be lost now.");
    old.goto(&server.url("/demo"));
    old.element(customer::CODE);

    // The new phone scans the picture: the code is in the field and no longer in the address.
    let new = Browser::open(it::Screen::PHONE.in_engine(engine));
    new.goto(&link);
    new.sees("Bring your card back");
    axe::assert_accessible(&new, "the way back");
    assert!(!new.address().contains('#'), "{}", new.address());
    new.tap("Bring it back");
    customer::sees_stamps(&new, 5);
    new.element(customer::CODE);
    assert!(new.address().ends_with("/demo"), "{}", new.address());
    assert_eq!(till::client_of(&new, &server).get("/v1/me/cards").expect_status(200).json["cards"][0]["id"], card);

    old.sees("This phone was taken off the card.");
    assert_eq!(old.count(customer::CODE), 0, "no dead code is shown");
    old.tap("Bring it back");
    old.sees("There was a card in this browser");
    axe::assert_accessible(&old, "a lost card");
    old.tap("Bring it back");
    old.sees("Type the recovery code that you kept, or the one that you got at the counter.");
    assert_eq!(new.console_errors(), Vec::<String>::new());
}
