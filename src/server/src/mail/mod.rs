//! E-mail through a server of the operator's. A letter leaves after the answer to whoever asked for it, so that nobody can tell from the time an answer takes
//! whether there was one; where no server is set, nothing offers it.

mod code;
mod letter;
mod moved;
mod post;

use lettre::message::Mailbox;
use lettre::{AsyncSmtpTransport, Tokio1Executor};

pub use self::post::Post;
use crate::config::BadSetting;

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
