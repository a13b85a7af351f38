//! The pass as a link, `{origin}/s#{digits}`: any camera app lands on a page that helps, and the digits, being the fragment, never reach
//! an access log or a Referer.

use crate::{Pass, PassError, digits};

/// Where a link leads; its page posts the fragment if the browser holds a staff session.
pub const PATH: &str = "/s";

/// A host name has at most 253 characters, a port five, and a scheme eight: more than this is no origin.
const ORIGIN_LEN_MAX: usize = 272;

impl Pass {
    /// The link a QR carries. `origin` as the browser gives it: `https://host[:port]`, no slash at its end.
    pub fn link(&self, origin: &str) -> String {
        format!("{origin}{PATH}#{}", self.to_digits())
    }

    /// Reads a link or its bare digits, with white space around either. The signature is not verified here, nor is the host that a link
    /// names: only a signature for one of the reader's own hosts counts.
    ///
    /// # Errors
    /// `Malformed` for anything that is not 190 digits of a pass, `UnsupportedVersion` for a pass of another version.
    pub fn parse(text: &str) -> Result<Self, PassError> {
        let text = text.trim();
        let digits = match text.split_once('#') {
            None => text,
            Some((page, digits)) => {
                page.strip_suffix(PATH).and_then(host_of).ok_or(PassError::Malformed)?;
                digits
            }
        };
        Self::from_bytes(&digits::decode(digits)?)
    }
}

/// The host that a link names, as [`host_of`] gives it; none for bare digits or for a text that is no link.
pub fn host_in(text: &str) -> Option<String> {
    let (page, _) = text.trim().split_once('#')?;
    host_of(page.strip_suffix(PATH)?)
}

/// The host that signatures are made for: lower-case `host[:port]` of an origin `http[s]://host[:port]`, without the scheme's own port
/// (80, 443), as a browser's `location.host` gives it. A slash at the end is allowed. None if that is no origin: another scheme, a path, a user
/// name, or letters outside ASCII (names are written in their `xn--` form).
pub fn host_of(origin: &str) -> Option<String> {
    if origin.len() > ORIGIN_LEN_MAX {
        return None;
    }
    let origin = origin.to_ascii_lowercase();
    let (host, own_port) = match origin.strip_prefix("https://") {
        Some(host) => (host, ":443"),
        None => (origin.strip_prefix("http://")?, ":80"),
    };
    let host = host.strip_suffix('/').unwrap_or(host);
    let host = host.strip_suffix(own_port).unwrap_or(host);
    is_host(host).then(|| host.to_owned())
}

/// Whether this is `name`, `address` or `[address]`, with or without a port.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rfind([':', ']']) {
        Some(at) if host.as_bytes()[at] == b':' => (&host[..at], Some(&host[at + 1..])),
        _ => (host, None),
    };
    let name_ok = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => {
            !address.is_empty() && address.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f' | b':' | b'.'))
        }
        None => !name.is_empty() && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'z' | b'-' | b'.' | b'_')),
    };
    name_ok && port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok())
}
