//! The shop that every seed begins with: made once, copied for each.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use pass::{CardId, SigningKey, Slot};
use store::{Actor, Context, HolderId, Location, Outcome, Store, Tx, auth, cards, demo, params, staff, tills};
use tempfile::TempDir;
use uuid::Uuid;
use wire::{JoinRequest, Joined, KeyStorage, PairRequest, SignInRequest};

use crate::rng::Rng;
use crate::shops::{SHOPS, version};

/// 2026-03-01T08:30:00Z.
pub const START: i64 = 1_772_353_800 * loyalty::SECOND;
pub const HOST: &str = "shop.example";
pub const PHONES: usize = 5;
pub const TILLS: usize = 3;

/// A customer's phone.
pub struct PhoneKit {
    pub key: SigningKey,
    pub card: CardId,
    pub slot: Slot,
    pub holder: HolderId,
}

/// A paired till with somebody signed in.
pub struct TillKit {
    pub key: SigningKey,
    pub actor: Actor,
    pub device: Uuid,
    pub staff: Uuid,
}

/// The shop as it was left.
pub struct Stage {
    folder: TempDir,
    pub phones: Vec<PhoneKit>,
    pub tills: Vec<TillKit>,
}

pub static STAGE: LazyLock<Stage> = LazyLock::new(Stage::build);

/// A folder in memory where there is one: what is simulated is the end of a process, not of a disk.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let mut builder = tempfile::Builder::new();
    builder.prefix("comptoir-sim-");
    if memory.is_dir() { builder.tempdir_in(memory) } else { builder.tempdir() }.unwrap()
}

/// The files of a database, without SQLite's own index of the log, which it makes anew.
pub fn files(folder: &Path) -> [PathBuf; 2] {
    ["comptoir.db", "comptoir.db-wal"].map(|name| folder.join(name))
}

impl Stage {
    fn build() -> Stage {
        let folder = folder();
        let store = Store::open(&Location::Sqlite(folder.path().to_owned())).unwrap();
        let mut maker = Maker { store, rng: Rng::new(u64::MAX) };
        let ctx = maker.context();
        maker.write(move |tx| demo::ensure(tx, &ctx, &[7; 32])).unwrap();
        maker.publish_all();
        let phones = (0..PHONES).map(|_| maker.phone()).collect();
        let tills = (0..TILLS).map(|number| maker.till(number)).collect();
        maker.store.close_blocking();
        Stage { folder, phones, tills }
    }

    /// A copy to begin with.
    pub fn copy(&self) -> TempDir {
        let copy = folder();
        let [from, _] = files(self.folder.path());
        let [to, _] = files(copy.path());
        std::fs::copy(from, to).unwrap();
        copy
    }
}

struct Maker {
    store: Store,
    rng: Rng,
}

impl Maker {
    fn context(&mut self) -> Context {
        Context { now_us: START, seed: self.rng.bytes() }
    }

    fn id(&mut self) -> Uuid {
        new_id(&mut self.rng, START)
    }

    fn key(&mut self) -> SigningKey {
        SigningKey::from_bytes(self.rng.bytes()).unwrap()
    }

    fn write<T: Send + 'static>(&self, job: impl FnMut(&mut dyn Tx) -> Outcome<T> + Send + 'static) -> Outcome<T> {
        self.store.write_blocking(job)
    }

    /// Every programme stands in the books; which one is in force each seed says.
    fn publish_all(&self) {
        for (number, shop) in SHOPS.iter().enumerate().skip(1) {
            let definition = serde_json::to_string(&shop.program).unwrap();
            let publish =
                "INSERT INTO program (shop_id, version, definition, published_at) SELECT shop_id, $1, $2, 0 FROM shop";
            let row = params![version(number), &definition];
            self.write(move |tx| Ok(tx.execute(publish, &row)?)).unwrap();
        }
    }

    fn phone(&mut self) -> PhoneKit {
        let (key, ctx) = (self.key(), self.context());
        let public_key = URL_SAFE_NO_PAD.encode(key.public_key().compressed());
        let id = self.id();
        let joined = self.write(move |tx| {
            // The request has more members each year; the form on the wire stays.
            let text = serde_json::json!({"id": id, "public_key": public_key, "key_storage": KeyStorage::Webcrypto});
            let req: JoinRequest = serde_json::from_value(text).unwrap();
            cards::join(tx, &ctx, demo::SLUG, &req, None, None)
        });
        let reply = joined.unwrap();
        let joined: Joined = serde_json::from_str(&reply.json).unwrap();
        let token = reply.token.unwrap();
        let holder: Outcome<_> = self.store.read_blocking(move |tx| auth::holder(tx, &token, START));
        PhoneKit {
            key,
            card: joined.card.id.parse().unwrap(),
            slot: Slot::new(joined.key_slot).unwrap(),
            holder: holder.unwrap().unwrap(),
        }
    }

    fn till(&mut self, number: usize) -> TillKit {
        let (key, ctx) = (self.key(), self.context());
        let req = PairRequest {
            id: self.id(),
            pairing_code: demo::PAIRING_CODE.into(),
            name: format!("Till {number}"),
            public_key: Some(URL_SAFE_NO_PAD.encode(key.public_key().compressed())),
        };
        let token = self.write(move |tx| tills::pair(tx, &ctx, &req, "here")).unwrap().unwrap().token.unwrap();
        let till: Outcome<_> = self.store.read_blocking(move |tx| auth::till(tx, &token));
        let till = till.unwrap().unwrap();
        let asked = till.clone();
        let lea = self.store.read_blocking(move |tx| tills::staff(tx, &asked)).unwrap().staff.remove(0);
        let req = SignInRequest { id: self.id(), staff_id: lea.id, pin: demo::PIN.into() };
        let (ctx, asked) = (self.context(), till.clone());
        let reply = self.write(move |tx| staff::sign_in(tx, &ctx, &asked, &req, true)).unwrap().unwrap();
        let (token, asked) = (reply.token.unwrap(), till.clone());
        let staff: Outcome<_> = self.store.read_blocking(move |tx| auth::staff(tx, &asked, &token, START));
        let staff = staff.unwrap().unwrap();
        TillKit { key, device: till.device, staff: staff.staff, actor: Actor::Staff(staff) }
    }
}

/// A UUIDv7 of a moment.
pub fn new_id(rng: &mut Rng, now: i64) -> Uuid {
    let mut ten = [0; 10];
    ten.copy_from_slice(&rng.bytes()[..10]);
    uuid::Builder::from_unix_timestamp_millis(now.unsigned_abs() / 1000, &ten).into_uuid()
}
