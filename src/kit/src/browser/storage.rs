//! What an app keeps on the phone: IndexedDB, which can hold keys that never leave the browser's own store, and localStorage for small marks.
//!
//! One database, three stores of plain values by key: [`KIT`], [`CARDS`], [`COUNTER`]. Every call may fail (private modes, full disks, storage
//! that the system took away), and each caller says what then.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbRequest, IdbTransactionMode};

use super::window;

/// The store of what all apps share.
pub const KIT: &str = "kit";
/// The card app's store.
pub const CARDS: &str = "cards";
/// The counter app's store.
pub const COUNTER: &str = "counter";

const NAME: &str = "comptoir";
/// One more when a store is added; older browsers' databases get the missing ones.
const VERSION: u32 = 1;

/// The database is waited for this long: at first launches WebKit has been seen never to open it.
const OPEN_MS: i32 = 2000;

thread_local! {
    static DATABASE: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
    /// It did not open: nobody waits for it again on this page.
    static SILENT: Cell<bool> = const { Cell::new(false) };
    /// What the page's own script read: each good for one question, and none after a write.
    static EARLY: RefCell<Vec<Early>> = const { RefCell::new(Vec::new()) };
}

/// A value that was read early.
struct Early {
    store: JsValue,
    key: JsValue,
    value: JsValue,
}

impl Early {
    fn is(&self, store: &str, key: &str) -> bool {
        self.store == *store && self.key == *key
    }
}

/// The value under `key`, if there is one.
///
/// # Errors
/// There is no usable IndexedDB.
pub async fn get(store: &str, key: &str) -> Result<Option<JsValue>, JsValue> {
    take_over().await;
    let value = match early(store, key) {
        Some(value) => value,
        None => done(&open_store(store, IdbTransactionMode::Readonly).await?.get(&key.into())?).await?,
    };
    Ok((!value.is_undefined() && !value.is_null()).then_some(value))
}

/// What the page's own script read of it while the app was on its way, if it did; [`get`] finds it too.
pub async fn glance(store: &str, key: &str) -> Option<JsValue> {
    take_over().await;
    EARLY.with_borrow(|early| early.iter().find(|part| part.is(store, key)).map(|part| part.value.clone()))
}

/// Puts a value under `key`. The value may hold what structured clone takes: plain objects, bytes, CryptoKeys. Returns when it is on disk.
///
/// # Errors
/// There is no usable IndexedDB, or it can't hold this value.
pub async fn put(store: &str, key: &str, value: &JsValue) -> Result<(), JsValue> {
    let store = open_store(store, IdbTransactionMode::Readwrite).await?;
    store.put_with_key(value, &key.into())?;
    committed(&store).await
}

/// Takes away what is under `key`.
///
/// # Errors
/// There is no usable IndexedDB.
pub async fn delete(store: &str, key: &str) -> Result<(), JsValue> {
    let store = open_store(store, IdbTransactionMode::Readwrite).await?;
    store.delete(&key.into())?;
    committed(&store).await
}

/// Every value of a store, in the order of keys.
///
/// # Errors
/// There is no usable IndexedDB.
pub async fn all(store: &str) -> Result<Vec<JsValue>, JsValue> {
    let request = open_store(store, IdbTransactionMode::Readonly).await?.get_all()?;
    Ok(Array::from(&done(&request).await?).iter().collect())
}

/// A small mark; none if there is none or no localStorage.
pub fn mark(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Sets a small mark; without localStorage it is not kept.
pub fn set_mark(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Takes a small mark away.
pub fn remove_mark(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}

async fn open_store(store: &str, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
    take_over().await;
    if SILENT.get() {
        return Err(JsValue::NULL);
    }
    if mode == IdbTransactionMode::Readwrite {
        EARLY.take();
    }
    let open = |database: IdbDatabase| database.transaction_with_str_and_mode(store, mode)?.object_store(store);
    if let Some(database) = DATABASE.with_borrow(Option::clone) {
        // Browsers close databases of pages that were long in the background; then it is opened anew below.
        if let Ok(store) = open(database) {
            return Ok(store);
        }
    }
    let database = open_database().await?;
    DATABASE.with_borrow_mut(|kept| *kept = Some(database.clone()));
    open(database)
}

async fn open_database() -> Result<IdbDatabase, JsValue> {
    let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(NAME, VERSION)?;
    let opening = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let Ok(database) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) else { return };
        for store in [KIT, CARDS, COUNTER] {
            // One that exists already refuses, and is right.
            let _ = database.create_object_store(store);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    // Whichever is first; the wait ends with `undefined`, an answer with its event.
    let wait = Promise::new(&mut |_, reject| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&reject, OPEN_MS);
    });
    let opened = JsFuture::from(Promise::race(&Array::of2(&answer(&request), &wait))).await;
    SILENT.set(opened.as_ref().is_err_and(JsValue::is_undefined));
    opened?;
    let database: IdbDatabase = request.result()?.unchecked_into();
    give_way(&database);
    Ok(database)
}

/// Takes over the database that the page's own script opened while the app was on its way, and what it read (src/card/index.html, which names
/// [`VERSION`] too): a list of the database, then store, key and value in turn.
async fn take_over() {
    let taken = || DATABASE.with_borrow(Option::is_some);
    if taken() {
        return;
    }
    let opening = Reflect::get(&window(), &"opened".into()).unwrap_or_default();
    let Ok(found) = JsFuture::from(Promise::resolve(&opening)).await else { return };
    // Of several that waited the first takes it.
    if taken() || !Array::is_array(&found) {
        return;
    }
    let found: Array = found.unchecked_into();
    let database: IdbDatabase = found.shift().unchecked_into();
    give_way(&database);
    DATABASE.set(Some(database));
    while found.length() > 0 {
        let part = Early { store: found.shift(), key: found.shift(), value: found.shift() };
        EARLY.with_borrow_mut(|early| early.push(part));
    }
}

/// A value that was read early, for this one question.
fn early(store: &str, key: &str) -> Option<JsValue> {
    EARLY.with_borrow_mut(|early| {
        let at = early.iter().position(|part| part.is(store, key))?;
        Some(early.remove(at).value)
    })
}

/// A newer version of the app in another tab may upgrade; this one opens anew when it next needs to.
fn give_way(database: &IdbDatabase) {
    let closing = database.clone();
    let close = Closure::once_into_js(move || closing.close());
    database.set_onversionchange(Some(close.unchecked_ref()));
}

async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(answer(request)).await?;
    request.result()
}

fn answer(request: &IdbRequest) -> Promise {
    Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    })
}

async fn committed(store: &IdbObjectStore) -> Result<(), JsValue> {
    let transaction = store.transaction();
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onerror(Some(&reject));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(promise).await.map(|_| ())
}
