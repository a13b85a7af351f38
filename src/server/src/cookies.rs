//! The three cookies: who holds a card, which till this is, who is signed in at it. HttpOnly, SameSite, and on https bound to this very host.

use axum::http::{HeaderMap, HeaderValue, header};

/// Seconds of 400 days, as long as browsers keep a cookie.
const LONGEST_S: i64 = 400 * 24 * 3_600;

/// Which cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// The customer: many cards on this server.
    Holder,
    /// A paired device.
    Till,
    /// Somebody signed in at the till.
    Staff,
}

impl Cookie {
    /// Every cookie of ours.
    pub const ALL: [Cookie; 3] = [Cookie::Holder, Cookie::Till, Cookie::Staff];

    const fn name(self, https: bool) -> &'static str {
        match (self, https) {
            (Cookie::Holder, false) => "comptoir_holder",
            (Cookie::Till, false) => "comptoir_till",
            (Cookie::Staff, false) => "comptoir_staff",
            (Cookie::Holder, true) => "__Host-comptoir_holder",
            (Cookie::Till, true) => "__Host-comptoir_till",
            (Cookie::Staff, true) => "__Host-comptoir_staff",
        }
    }

    /// Customers come in by links from other sites, staff never does.
    const fn same_site(self) -> &'static str {
        match self {
            Cookie::Holder => "Lax",
            Cookie::Till | Cookie::Staff => "Strict",
        }
    }

    /// The cookie's value in a request.
    pub fn read(self, headers: &HeaderMap, https: bool) -> Option<&str> {
        value(headers, self.name(https))
    }

    /// The `Set-Cookie` that gives it this value, for so many seconds at most.
    pub fn set(self, value: &str, https: bool, max_age_s: Option<i64>) -> Option<HeaderValue> {
        let age_s = max_age_s.unwrap_or(LONGEST_S).clamp(0, LONGEST_S);
        let secure = if https { "; Secure" } else { "" };
        let (name, same_site) = (self.name(https), self.same_site());
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite={same_site}; Max-Age={age_s}{secure}");
        HeaderValue::from_str(&text).ok()
    }

    /// The `Set-Cookie` that takes it away.
    pub fn clear(self, https: bool) -> Option<HeaderValue> {
        self.set("", https, Some(0))
    }
}

/// The value of a cookie in a request; none if it is empty.
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = pairs.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_https_a_cookie_is_bound_to_the_host() {
        let cookie = Cookie::Till.set("abc", true, None).unwrap();
        let wanted = "__Host-comptoir_till=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000; Secure";
        assert_eq!(cookie.to_str().unwrap(), wanted);
    }

    #[test]
    fn one_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=1; comptoir_holder=xyz; xcomptoir_till=no"));
        assert_eq!(Cookie::Holder.read(&headers, false), Some("xyz"));
        assert_eq!(Cookie::Till.read(&headers, false), None);
        assert_eq!(Cookie::Holder.read(&headers, true), None, "without the prefix it is not ours on https");
    }
}
