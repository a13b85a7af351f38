//! E-mail through a server of the operator's. A letter leaves after the answer to whoever asked for it, so that nobody can tell from the time an answer takes
//! whether there was one; where no server is set, nothing offers it.

mod code;
mod letter;
mod moved;

use std::sync::Arc;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use store::moves::Moved;
use store::{Lang, email};
use tokio::sync::Semaphore;

use self::letter::Letter;
use crate::config::BadSetting;

/// Letters that may wait; more are given up, codes with them.
const WAITING_MAX: usize = 256;
/// Letters sent at once.
const AT_ONCE: usize = 4;
/// How long the mail server may take for one step.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Pauses before a letter is tried again. A code counts for ten minutes.
const PAUSES: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(15), Duration::from_secs(60)];

/// Where letters go, and from whom they are.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    /// `smtps://user:password@host`, `smtp://…?tls=required`.
    url: String,
    /// The sender.
    from: Mailbox,
}

impl std::fmt::Debug for Smtp {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Smtp {
    /// The settings as they were given; none when there is no mail.
    ///
    /// # Errors
    /// An address that is none, or a way on which letters could be read.
    pub fn of(url: Option<String>, from: Option<&str>) -> Result<Option<Smtp>, BadSetting> {
        let Some(url) = url else { return Ok(None) };
        let bad = |why: &str| BadSetting(format!("the setting smtp is not right: {why}"));
        let from = from.ok_or_else(|| bad("letters need a sender, give mail_from too"))?;
        let from = from.parse().map_err(|error| BadSetting(format!("mail_from {from:?} is no address: {error}")))?;
        // An error of the URL may have the password in it.
        AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
            .map_err(|_| bad("give smtps://user:password@host, or smtp://user:password@host?tls=required"))?;
        if !is_private(&url) {
            return Err(bad("codes would travel readable: use smtps://, or smtp:// with ?tls=required"));
        }
        Ok(Some(Smtp { url, from }))
    }
}

/// Whether nobody on the way can read along: the way is encrypted, or does not leave this machine.
fn is_private(url: &str) -> bool {
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let (place, asked) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = place.split('/').next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    scheme == "smtps" || asked == "tls=required" || ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

/// Sends letters.
pub struct Post {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    waiting: Arc<Semaphore>,
    at_once: Semaphore,
}

impl Post {
    /// By these settings.
    pub fn new(smtp: &Smtp) -> Option<Arc<Post>> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&smtp.url).ok()?;
        Some(Arc::new(Post {
            from: smtp.from.clone(),
            transport: transport.timeout(Some(TIMEOUT)).build(),
            waiting: Arc::new(Semaphore::new(WAITING_MAX)),
            at_once: Semaphore::new(AT_ONCE),
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

    /// Sends a letter in the background. What went wrong is in the log, without the address.
    fn send(self: &Arc<Self>, letter: Letter) {
        let Ok(place) = self.waiting.clone().try_acquire_owned() else {
            return tracing::warn!("a letter was given up: too many are waiting");
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
        for pause in [&[Duration::ZERO], &PAUSES[..]].concat() {
            tokio::time::sleep(pause).await;
            let Ok(_turn) = self.at_once.acquire().await else { return };
            match self.transport.send(message.clone()).await {
                Ok(_) => return,
                Err(error) if error.is_permanent() => return say("a letter was refused", &error),
                Err(error) => say("a letter could not be sent", &error),
            }
        }
    }
}

/// The words of a mail server may have the address in them: only its number is told.
fn say(what: &str, error: &Error) {
    let status = error.status().map(|code| code.to_string());
    tracing::warn!(status, tls = error.is_tls(), timeout = error.is_timeout(), "{what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(url: &str) -> Result<Option<Smtp>, BadSetting> {
        Smtp::of(Some(url.into()), Some("Cards <cards@example.org>"))
    }

    #[test]
    fn a_letter_never_travels_readable() {
        for good in [
            "smtps://me:secret@mail.example.org",
            "smtp://me:secret@mail.example.org?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
        ] {
            assert!(smtp(good).is_ok_and(|smtp| smtp.is_some()), "{good}");
        }
        for bad in [
            "smtp://mail.example.org",
            "smtp://mail.example.org?tls=opportunistic",
            "smtp://localhost@mail.example.org",
            "https://mail.example.org",
            "mail.example.org",
        ] {
            let error = smtp(bad).expect_err(bad).to_string();
            assert!(!error.contains("mail.example.org") && error.contains("smtps://"), "{error}");
        }
    }

    #[test]
    fn mail_needs_a_sender_and_hides_its_password() {
        assert_eq!(Smtp::of(None, None).unwrap(), None);
        let url = || Some("smtps://me:secret@mail.example.org".to_owned());
        assert!(Smtp::of(url(), None).unwrap_err().to_string().contains("mail_from"));
        assert!(Smtp::of(url(), Some("nobody")).unwrap_err().to_string().contains("nobody"));
        let smtp = Smtp::of(url(), Some("cards@example.org")).unwrap().unwrap();
        assert!(!format!("{smtp:?}").contains("secret"));
    }
}
