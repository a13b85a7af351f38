//! Live events: whoever shows a card hears of each change after it was committed, here or, a little later, in another process.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use pass::CardId;
use store::{Changed, HolderId, Lang};
use tokio::sync::{broadcast, watch};
use wire::{Card, Code};

use crate::app::App;
use crate::config::Database;
use crate::problem::Refused;
use crate::seen;

/// Streams open at once. Each costs about 2 KB here and a connection.
const STREAMS_MAX: usize = 8_000;
/// Changes of one card that a slow listener may be behind; more are skipped, the newest state is what counts.
const BEHIND_MAX: usize = 16;
/// A comment so often keeps proxies from closing a quiet stream.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How often the version is read again where other servers write to the same database.
const LOOK_AGAIN_SHARED: Duration = Duration::from_secs(3);
/// How often where only this server and the command line write.
const LOOK_AGAIN_ALONE: Duration = Duration::from_secs(30);
/// After how long a browser comes back when a stream ended.
const RECONNECT: Duration = Duration::from_secs(2);

/// A card as of a version, as JSON in each language that somebody listens in.
#[derive(Debug)]
struct Change {
    changed: Changed,
    json: [OnceLock<String>; Lang::ALL.len()],
}

impl Change {
    fn new(changed: Changed) -> Self {
        Self { changed, json: Default::default() }
    }

    fn json(&self, lang: Lang) -> &str {
        self.json[lang as usize].get_or_init(|| serde_json::to_string(&self.changed.seen_in(lang)).unwrap_or_default())
    }
}

/// What listeners are told.
#[derive(Clone, Debug)]
enum News {
    Change(Arc<Change>),
    End,
}

/// Who listens to which card.
#[derive(Default)]
pub struct Hub {
    cards: Mutex<HashMap<CardId, broadcast::Sender<News>>>,
    open: AtomicUsize,
}

impl Hub {
    fn lock(&self) -> MutexGuard<'_, HashMap<CardId, broadcast::Sender<News>>> {
        self.cards.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells everyone who listens to the card. Call it after the commit.
    pub fn publish(&self, changed: Changed) {
        let heard = self.lock().get(&changed.card).cloned();
        if let Some(sender) = heard {
            // Nobody left to hear it is no failure.
            let _ = sender.send(News::Change(Arc::new(Change::new(changed))));
        }
    }

    /// Ends every stream of the card: another browser may hold it from now on. Whoever still does comes back at once.
    pub fn end(&self, card: CardId) {
        let heard = self.lock().get(&card).cloned();
        if let Some(sender) = heard {
            let _ = sender.send(News::End);
        }
    }

    /// Streams open now.
    pub fn streams(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }

    fn listen(&self, card: CardId) -> broadcast::Receiver<News> {
        let mut cards = self.lock();
        cards.entry(card).or_insert_with(|| broadcast::Sender::new(BEHIND_MAX)).subscribe()
    }

    fn leave(&self, card: CardId) {
        let mut cards = self.lock();
        // The one that leaves still counts: its receiver is dropped after this.
        if cards.get(&card).is_some_and(|sender| sender.receiver_count() <= 1) {
            cards.remove(&card);
        }
    }
}

/// One open stream.
struct Listener {
    app: App,
    holder: HolderId,
    card: CardId,
    lang: Lang,
    changes: broadcast::Receiver<News>,
    stop: watch::Receiver<bool>,
    look_again: tokio::time::Interval,
    /// The version the browser has; none before the first event.
    known: Option<u64>,
    /// The card as it was when the stream began, until it was sent.
    first: Option<Card>,
    /// Its customer told their first name: what is said of changes to everyone is without it.
    named: bool,
}

/// What a listener woke up for.
enum Heard {
    News(Result<News, broadcast::error::RecvError>),
    Tick,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.app.hub.leave(self.card);
        self.app.hub.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The stream of a holder's card in a language. `known`: the version the browser has, by `Last-Event-ID`; the card is sent at once unless it is
/// that one.
///
/// # Errors
/// `unknown_card` if the card is not this holder's, `busy` if too many streams are open.
pub async fn stream(
    app: App,
    holder: HolderId,
    card: CardId,
    lang: Lang,
    known: Option<u64>,
) -> Result<Response, Refused> {
    if app.hub.open.fetch_add(1, Ordering::Relaxed) >= STREAMS_MAX || app.is_stopping() {
        app.hub.open.fetch_sub(1, Ordering::Relaxed);
        return Err(Code::Busy.into());
    }
    let shared = matches!(app.config.database, Database::Postgres(_));
    let period = if shared { LOOK_AGAIN_SHARED } else { LOOK_AGAIN_ALONE };
    // First listen, then look: a change in between is heard twice rather than never.
    let mut listener = Listener {
        changes: app.hub.listen(card),
        stop: app.stopping(),
        look_again: tokio::time::interval_at(tokio::time::Instant::now() + period, period),
        known,
        first: None,
        named: false,
        app,
        holder,
        card,
        lang,
    };
    listener.first = Some(listener.look().await?);
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)).into_response();
    // Reverse proxies of the nginx family hold answers back unless they are told.
    response.headers_mut().insert("x-accel-buffering", axum::http::HeaderValue::from_static("no"));
    Ok(response)
}

impl Listener {
    async fn look(&self) -> Result<Card, Refused> {
        seen::card(&self.app, self.holder, self.card.to_string(), self.lang).await
    }

    /// The next event; none when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        if let Some(card) = self.first.take()
            && let Some(event) = self.event_of(&card)
        {
            return Some(event);
        }
        loop {
            let heard = tokio::select! {
                news = self.changes.recv() => Heard::News(news),
                _ = self.look_again.tick() => Heard::Tick,
                _ = self.stop.wait_for(|stopped| *stopped) => return None,
            };
            match heard {
                Heard::News(Ok(News::Change(change))) if self.is_news(change.changed.version) => {
                    // The customer is about to read that units lapse: that is written down, and what is sent has the day that counts from now.
                    if (change.changed.to_note || self.named)
                        && let Ok(card) = self.look().await
                        && let Some(event) = self.event_of(&card)
                    {
                        return Some(event);
                    }
                    return Some(self.event(change.changed.version, change.json(self.lang)));
                }
                // Too slow for each change: the newest state is what counts.
                Heard::News(Ok(News::Change(_)) | Err(broadcast::error::RecvError::Lagged(_))) => {}
                Heard::News(Ok(News::End) | Err(broadcast::error::RecvError::Closed)) => return None,
                Heard::Tick => match self.look().await {
                    Ok(card) => {
                        if let Some(event) = self.event_of(&card) {
                            return Some(event);
                        }
                    }
                    // A card that is no longer the holder's ends the stream; a busy store does not.
                    Err(refused) if refused.0.status < 500 => return None,
                    Err(_) => {}
                },
            }
        }
    }

    fn is_news(&self, version: u64) -> bool {
        self.known.is_none_or(|known| version > known)
    }

    fn event_of(&mut self, card: &Card) -> Option<Event> {
        self.named = card.member.first_name.is_some();
        if !self.is_news(card.version) {
            return None;
        }
        let json = serde_json::to_string(card).ok()?;
        Some(self.event(card.version, &json))
    }

    fn event(&mut self, version: u64, json: &str) -> Event {
        self.known = Some(version);
        Event::default().event("card").id(version.to_string()).retry(RECONNECT).data(json)
    }
}
