//! A server of one's own in a temporary folder with the demo shop in it, and a clock that can be moved.

mod canteen;
mod client;
mod forms;
mod mailbox;
mod phone;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use axum::Router;
use serde_json::{Value, json};
use server::app::App;
use server::assets::Assets;
use server::clock::SetClock;
use server::config::{Limits, Settings};
use server::router::router;
use store::{Context, Fault, Lang, Location, Store, Tx, admin, demo};

pub use self::canteen::canteen;
pub use self::client::{Answer, Client};
pub use self::forms::{earn, euros, held, new_id, paid, stamps, with};
pub use self::mailbox::{Mailbox, code_in, read};
pub use self::phone::{Phone, new_key, public};

/// Saturday, 14 March 2026, 09:30 in Paris.
pub const MORNING_US: i64 = 1_773_477_000_000_000;

/// A server.
pub struct World {
    /// Its insides.
    pub app: App,
    /// Its clock, standing still until moved.
    pub clock: Arc<SetClock>,
    /// Its router.
    pub router: Router,
    _folder: tempfile::TempDir,
}

impl World {
    /// On http://localhost:8080 with the demo's limits.
    pub async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    /// With these settings.
    pub async fn with(settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_apps(&folder.path().join("apps"));
        let data = folder.path().join("data");
        let store = Store::open(&Location::Sqlite(data.clone())).unwrap();
        let clock = Arc::new(SetClock::at(MORNING_US));
        let config = Settings { data: Some(data), ..settings }.complete("", Limits::DEMO).unwrap();
        let assets = Assets::Folder(folder.path().join("apps"));
        let app = App::new(store, clock.clone(), config, [7; 32], assets);
        let ctx = app.context();
        let made: Result<(), Fault> = app.store.write(move |tx| demo::ensure(tx, &ctx, &[7; 32])).await;
        made.unwrap();
        Self { router: router(app.clone()), app, clock, _folder: folder }
    }

    /// Somebody new, without cookies.
    pub fn client(&self) -> Client {
        Client { router: self.router.clone(), cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// A job in the store, as the command line does it.
    pub async fn by_hand<T: Send + 'static>(
        &self,
        job: impl Fn(&mut dyn Tx, &Context) -> Result<T, Fault> + Send + 'static,
    ) -> T {
        let ctx = self.app.context();
        self.app.store.write(move |tx| job(tx, &ctx)).await.unwrap()
    }

    /// The demo shop goes on with this definition of a programme, as its next version.
    pub async fn publish(&self, definition: Value) {
        self.by_hand(move |tx, _| {
            let definition = definition.to_string();
            let program =
                "INSERT INTO program (shop_id, version, definition, published_at) SELECT shop_id, program_version + 1, $1, 0 FROM shop";
            tx.execute(program, &store::params![&definition])?;
            tx.execute("UPDATE shop SET program_version = program_version + 1", &store::params![])?;
            Ok(())
        })
        .await;
    }

    /// A till of the demo shop where Tom is signed in, who is no manager.
    pub async fn toms_till(&self) -> Client {
        let hire = |tx: &mut dyn Tx, ctx: &Context| {
            admin::add_staff(tx, ctx, demo::SLUG, "Tom", false, Some("135790"), &[7; 32])
        };
        let pin = self.by_hand(hire).await;
        let mut till = self.client();
        till.pair("Terrace").await.expect(201);
        let staff = till.get("/v1/staff").await.expect(200);
        let tom = staff["staff"].as_array().unwrap().iter().find(|one| one["name"] == "Tom").unwrap()["id"].clone();
        till.post("/v1/staff/sessions", &json!({"id": new_id(), "staff_id": tom, "pin": pin})).await.expect(201);
        till
    }

    /// An integration of the demo shop.
    pub async fn software(&self) -> Client {
        let key = self.by_hand(|tx, ctx| admin::create_key(tx, ctx, demo::SLUG, "Till software", &["visits"])).await;
        self.client().with_header("authorization", &format!("Bearer {}", key.token))
    }

    /// A till of the demo shop where Léa is signed in.
    pub async fn till(&self, name: &str) -> Client {
        let mut till = self.client();
        till.pair(name).await.expect(201);
        till.sign_in(demo::PIN).await.expect(201);
        till
    }

    /// A phone with a card of the demo shop.
    pub async fn phone(&self) -> Phone {
        self.phone_with("webcrypto").await
    }

    /// A phone whose key is kept in this way.
    pub async fn phone_with(&self, key_storage: &str) -> Phone {
        let (key, mut client) = (new_key(), self.client());
        let body = json!({"id": new_id(), "public_key": public(&key), "key_storage": key_storage});
        let joined = client.post("/v1/shops/demo/cards", &body).await.expect(201);
        Phone { client, key, slot: joined["key_slot"].as_u64().unwrap() as u8, joined, clock: self.clock.clone() }
    }
}

/// What the files of an app's words are called.
const WORDS: &str = "words-0123456789abcdef";

/// The least that the server needs of built apps.
fn write_apps(folder: &std::path::Path) {
    let page = "<!doctype html><html lang=\"{{lang}}\"><title>{{shop_name}}</title><meta name=\"theme-color\" \
                content=\"{{brand_color}}\"><link rel=\"manifest\" href=\"{{manifest_url}}\"><link rel=\"icon\" href=\"{{icon_url}}\">\
                <body data-slug=\"{{slug}}\">{{above}}<p>{{headline}}</p><button>{{get_card}}</button><script>1</script>\
                <script type=\"text/plain\" id=\"words\" data-files=\"{{words_files}}\">{{words}}</script></body></html>";
    for app in ["card", "counter"] {
        fs::create_dir_all(folder.join(app)).unwrap();
        fs::write(folder.join(app).join("index.html"), page).unwrap();
        fs::write(folder.join(app).join("csp.txt"), "script-src 'sha256-AAAA='\nstyle-src 'sha256-BBBB='\n").unwrap();
        fs::write(folder.join(app).join("words.txt"), WORDS).unwrap();
        for lang in Lang::ALL {
            let list = format!("{}\nL’{app} & co\n{{0}} of {{1}}", lang.tag());
            fs::write(folder.join(app).join(format!("{WORDS}.{}.text", lang.tag())), list).unwrap();
        }
    }
    fs::write(folder.join("card/card-0123456789abcdef.js"), "let plain = 1;").unwrap();
    fs::write(folder.join("card/card-0123456789abcdef.js.br"), "br bytes").unwrap();
    fs::write(folder.join("card/card-0123456789abcdef.js.gz"), "gz bytes").unwrap();
    fs::write(folder.join("sw.js"), "self.x = 1;").unwrap();
}
