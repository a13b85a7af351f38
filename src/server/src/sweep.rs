//! The sweeper: writes what lapsed by itself, for cards that nobody brings to the counter. It finds them by reading and writes a few at a time with a
//! pause after each, so that no scan waits for it. Servers that share a database may all sweep: what one has written the others find done.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use pass::CardId;
use store::{Changed, Fault, ShopId, sweep};

use crate::app::App;

/// Cards that are looked for at once: finding them costs the same for one as for many.
const CARDS_PER_LOOK: u32 = 1_000;
/// Cards in one job: a few milliseconds of the writer's time.
const CARDS_PER_JOB: usize = 10;
/// The pause after each job: at most a hundred cards a second.
const PAUSE: Duration = Duration::from_millis(100);

/// What the sweeper did since the server began.
#[derive(Debug, Default)]
pub struct Tally {
    rounds: AtomicU64,
    cards: AtomicU64,
    failures: AtomicU64,
}

impl Tally {
    /// Rounds through all shops, finished or broken off.
    pub fn rounds(&self) -> u64 {
        self.rounds.load(Ordering::Relaxed)
    }

    /// Cards on which something was written.
    pub fn cards(&self) -> u64 {
        self.cards.load(Ordering::Relaxed)
    }

    /// Rounds that were broken off because the store refused; the next one goes on with what is left.
    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }
}

/// Sweeps at the interval that is set, until the server stops; never when the interval is 0.
pub async fn run(app: App) {
    let mut stop = app.stopping();
    let Some(period) = app.config.sweep_every else { return };
    loop {
        // First a pause: a server that starts has scans to answer, and several that start together find each other's work done.
        tokio::select! {
            () = tokio::time::sleep(period) => {}
            _ = stop.wait_for(|stopped| *stopped) => return,
        }
        round(&app).await;
    }
}

/// One round through all shops; ends early when the server stops.
pub async fn round(app: &App) {
    if let Err(fault) = through_all_shops(app).await {
        app.sweep.failures.fetch_add(1, Ordering::Relaxed);
        tracing::warn!(%fault, "a sweep was broken off");
    }
    app.sweep.rounds.fetch_add(1, Ordering::Relaxed);
}

async fn through_all_shops(app: &App) -> Result<(), Fault> {
    let shops: Vec<ShopId> = app.store.read(sweep::shops).await?;
    for shop in shops {
        let mut after: Option<CardId> = None;
        loop {
            let now_us = app.clock.now_us();
            let look = move |tx: &mut dyn store::Tx| sweep::due(tx, now_us, shop, after, CARDS_PER_LOOK);
            let due: Vec<CardId> = app.store.read(look).await?;
            for few in due.chunks(CARDS_PER_JOB) {
                if app.is_stopping() {
                    return Ok(());
                }
                write(app, shop, few.to_vec()).await?;
                tokio::time::sleep(PAUSE).await;
            }
            after = due.last().copied().filter(|_| due.len() == CARDS_PER_LOOK as usize);
            if after.is_none() {
                break;
            }
        }
    }
    Ok(())
}

/// Writes what is due on a few cards of a shop, and tells who watches them.
async fn write(app: &App, shop: ShopId, cards: Vec<CardId>) -> Result<(), Fault> {
    let ctx = app.context();
    let changed: Vec<Changed> = app.store.write(move |tx| sweep::expire(tx, &ctx, shop, &cards)).await?;
    app.sweep.cards.fetch_add(changed.len() as u64, Ordering::Relaxed);
    changed.into_iter().for_each(|changed| app.hub.publish(changed));
    Ok(())
}
