//! What every handler shares: the store, the clock, the settings, the caches and the live hub.

use std::ops::Deref;
use std::sync::Arc;

use store::members::Vault;
use store::{Context, Store};
use tokio::sync::{Semaphore, watch};

use crate::assets::Assets;
use crate::auth::AuthCache;
use crate::clock::Clock;
use crate::config::Config;
use crate::limits::Buckets;
use crate::live::Hub;
use crate::mail::Post;
use crate::pages::Pages;
use crate::scan::KeyCache;
use crate::{metrics, random, sweep};

/// The running server; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What [`App`] gives access to.
pub struct Parts {
    /// The ledger.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The settings; `listen` is the address really listened on.
    pub config: Config,
    /// Hosts that a pass may be signed for: those of the origins, else the loopback names with our port.
    pub hosts: Vec<String>,
    /// The key of the PINs' hashes.
    pub pepper: [u8; 32],
    /// The keys of what is personal.
    pub vault: Vault,
    /// Who a token belongs to, for a few seconds.
    pub auth: AuthCache,
    /// Public keys of cards, for a few seconds.
    pub keys: KeyCache,
    /// Who listens to which card.
    pub hub: Hub,
    /// Requests counted per address.
    pub buckets: Buckets,
    /// The built apps.
    pub assets: Assets,
    /// Pages, manifests and icons as they were last sent.
    pub pages: Pages,
    /// The figures.
    pub metrics: metrics::Figures,
    /// What the sweeper did.
    pub sweep: sweep::Tally,
    /// Sends letters, if there is a mail server.
    pub post: Option<Arc<Post>>,
    /// Turns to check a PIN: each takes 20 MB and a tenth of a second on purpose.
    pub pin_turns: Semaphore,
    stop: watch::Sender<bool>,
}

/// PINs checked at once.
const PIN_TURNS: usize = 2;

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// A server on this store. `config.listen` must be the address really listened on: it is the host of a pass when no origin is set.
    pub fn new(store: Store, clock: Arc<dyn Clock>, config: Config, pepper: [u8; 32], assets: Assets) -> Self {
        let hosts = hosts(&config);
        let buckets = Buckets::new(&config);
        Self(Arc::new(Parts {
            store,
            clock,
            hosts,
            pepper,
            vault: Vault::new(&pepper),
            auth: AuthCache::new(),
            keys: KeyCache::new(),
            hub: Hub::default(),
            buckets,
            assets,
            pages: Pages::new(),
            metrics: metrics::Figures::new(),
            sweep: sweep::Tally::default(),
            post: config.smtp.as_ref().and_then(Post::new),
            pin_turns: Semaphore::new(PIN_TURNS),
            stop: watch::Sender::new(false),
            config,
        }))
    }

    /// Time and seed of one job: taken once, so that a job that runs again does the same.
    pub fn context(&self) -> Context {
        Context { now_us: self.clock.now_us(), seed: random::seed() }
    }

    /// Tells everyone who waits (live events, the accept loop) that the server stops.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Resolves when the server stops.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }

    /// Whether the server stops.
    pub fn is_stopping(&self) -> bool {
        *self.stop.borrow()
    }

    /// Whether the person who sent a request with this Host header reached us by https: then cookies are `__Host-` and Secure.
    pub fn is_https(&self, host: Option<&str>) -> bool {
        let origins = &self.config.origins;
        let reached =
            host.and_then(|host| origins.iter().find(|origin| pass::host_of(origin).as_deref() == Some(host)));
        match reached {
            Some(origin) => origin.starts_with("https://"),
            None => origins.iter().any(|origin| origin.starts_with("https://")),
        }
    }
}

fn hosts(config: &Config) -> Vec<String> {
    if config.origins.is_empty() {
        let port = config.listen.port();
        let loopback = ["localhost", "127.0.0.1", "[::1]"];
        return loopback.iter().filter_map(|name| pass::host_of(&format!("http://{name}:{port}"))).collect();
    }
    config.origins.iter().filter_map(|origin| pass::host_of(origin)).collect()
}
