//! Letters on their way: sent in the background, tried again where the mail server is busy, and waited for when the server ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use store::moves::Moved;
use store::{Lang, email};
use tokio::sync::{Semaphore, watch};

use super::letter::Letter;
use super::{Smtp, code, moved};

/// Letters that may wait; more are given up, codes with them.
const WAITING_MAX: u32 = 256;
/// Letters sent at once.
const AT_ONCE: usize = 4;
/// How long the mail server may take for one step.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Pauses before a letter is tried again. A code counts for ten minutes.
const PAUSES: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(15), Duration::from_secs(60)];

/// Sends letters.
pub struct Post {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    /// A place for each letter that may wait; those that are taken are on their way.
    places: Arc<Semaphore>,
    at_once: Semaphore,
    /// The server ends: nobody pauses any more.
    ending: watch::Sender<bool>,
    /// Letters whose last try came early, because the server ended, and failed.
    cut_short: AtomicUsize,
}

impl Post {
    /// By these settings.
    pub fn new(smtp: &Smtp) -> Option<Arc<Post>> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&smtp.url).ok()?;
        Some(Arc::new(Post {
            from: smtp.from.clone(),
            transport: transport.timeout(Some(TIMEOUT)).build(),
            places: Arc::new(Semaphore::new(WAITING_MAX as usize)),
            at_once: Semaphore::new(AT_ONCE),
            ending: watch::Sender::new(false),
            cut_short: AtomicUsize::new(0),
        }))
    }

    /// Sends a code to whoever asked for it.
    pub fn send_code(self: &Arc<Self>, code: &email::Letter, lang: Lang) {
        self.send(code::letter(code, lang));
    }

    /// Tells an owner that a card went to another phone.
    pub fn send_moved(self: &Arc<Self>, moved: &Moved) {
        self.send(moved::letter(moved));
    }

    /// Waits for the letters that are on their way, so long at most; whoever paused before another try makes it now, and it is the last. Answers how
    /// many letters were given up. Call it when nobody sends any more.
    pub async fn finish(&self, limit: Duration) -> usize {
        self.ending.send_replace(true);
        let _ = tokio::time::timeout(limit, self.places.acquire_many(WAITING_MAX)).await;
        let on_their_way = WAITING_MAX as usize - self.places.available_permits();
        on_their_way + self.cut_short.load(Ordering::Relaxed)
    }

    /// Sends a letter in the background. What went wrong is in the log, without the address.
    fn send(self: &Arc<Self>, letter: Letter) {
        let Ok(place) = self.places.clone().try_acquire_owned() else {
            return tracing::warn!("a letter was given up: too many are waiting, or the server ends");
        };
        let post = Arc::clone(self);
        tokio::spawn(async move {
            match letter.message(&post.from) {
                Some(message) => post.deliver(message).await,
                None => tracing::info!("a letter has an address that no mail server takes"),
            }
            drop(place);
        });
    }

    async fn deliver(&self, message: Message) {
        let mut ending = self.ending.subscribe();
        for pause in [&[Duration::ZERO], &PAUSES[..]].concat() {
            let is_last = tokio::select! {
                () = tokio::time::sleep(pause) => false,
                _ = ending.wait_for(|ends| *ends) => true,
            };
            let Ok(_turn) = self.at_once.acquire().await else { return };
            match self.transport.send(message.clone()).await {
                Ok(_) => return,
                Err(error) if error.is_permanent() => return say("a letter was refused", &error),
                Err(error) => say("a letter could not be sent", &error),
            }
            if is_last {
                self.cut_short.fetch_add(1, Ordering::Relaxed);
                return;
            }
        }
    }
}

/// The words of a mail server may have the address in them: only its number is told.
fn say(what: &str, error: &Error) {
    let status = error.status().map(|code| code.to_string());
    tracing::warn!(status, tls = error.is_tls(), timeout = error.is_timeout(), "{what}");
}
