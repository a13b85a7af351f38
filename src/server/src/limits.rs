//! Limits per client address, and whose address it is when reverse proxies stand in between.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;
use wire::{Code, Problem};

use crate::app::App;
use crate::config::Config;
use crate::problem::Refused;

/// How many seconds' worth of requests an address may send at once.
const BURST_S: u32 = 20;
/// How long a request may take, live events excepted.
const REQUEST_TIME_MAX: Duration = Duration::from_secs(15);

/// One token bucket per address for each kind of request.
pub struct Buckets {
    requests: DefaultKeyedRateLimiter<IpAddr>,
    joins: DefaultKeyedRateLimiter<IpAddr>,
    tries: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

/// Whose request this is: an IPv4 address, or the /64 that one IPv6 customer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client(pub IpAddr);

impl Buckets {
    /// Full buckets of the sizes that the settings name.
    pub fn new(config: &Config) -> Self {
        let limits = &config.limits;
        let per_second = non_zero(limits.requests_per_s);
        let burst = non_zero(limits.requests_per_s.saturating_mul(BURST_S));
        Self {
            requests: RateLimiter::keyed(Quota::per_second(per_second).allow_burst(burst)),
            joins: RateLimiter::keyed(Quota::per_minute(non_zero(limits.joins_per_min))),
            tries: RateLimiter::keyed(Quota::per_minute(non_zero(limits.tries_per_min))),
            clock: DefaultClock::default(),
        }
    }

    fn take(&self, bucket: &DefaultKeyedRateLimiter<IpAddr>, client: Client) -> Result<(), Refused> {
        bucket.check_key(&client.0).map_err(|wait| {
            let wait = wait.wait_time_from(self.clock.now());
            let mut problem = Problem::new(Code::RateLimited);
            problem.retry_after_s = u32::try_from(wait.as_secs()).ok().map(|seconds| seconds + 1);
            problem.into()
        })
    }

    /// Forgets addresses whose buckets are full again; called now and then.
    pub fn sweep(&self) {
        for bucket in [&self.requests, &self.joins, &self.tries] {
            bucket.retain_recent();
            bucket.shrink_to_fit();
        }
    }
}

fn non_zero(limit: u32) -> NonZeroU32 {
    NonZeroU32::new(limit).unwrap_or(NonZeroU32::MIN)
}

/// Counts each request against its address, and ends one that takes too long.
pub async fn keep(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    // Without a peer (a test in process) everyone is one client of this machine.
    let peer = peer.unwrap_or(IpAddr::V6(Ipv6Addr::LOCALHOST));
    let client = client(peer, request.headers(), &app.config.trusted_proxies);
    request.extensions_mut().insert(client);
    let buckets = &app.buckets;
    let path = request.uri().path();
    let tried = match *request.method() {
        Method::POST if path == wire::paths::PAIR || path == wire::paths::STAFF_SESSIONS => Some(&buckets.tries),
        // The endpoint and the page.
        Method::POST if path.ends_with("/recover") || path.ends_with("/recover/email") => Some(&buckets.tries),
        Method::POST if path.starts_with("/v1/shops/") => Some(&buckets.joins),
        _ => None,
    };
    let allowed = buckets.take(&buckets.requests, client);
    if let Err(refused) = allowed.and_then(|()| tried.map_or(Ok(()), |bucket| buckets.take(bucket, client))) {
        return refused.into_response();
    }
    // A stream of live events answers at once and then lasts: only its start is timed.
    match tokio::time::timeout(REQUEST_TIME_MAX, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Refused::from(Code::Timeout).into_response(),
    }
}

/// The address a request came from. A trusted proxy appends whom it heard to `X-Forwarded-For`; so from the right, the first that is not a
/// trusted proxy is the client, and what stands left of it is hearsay.
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> Client {
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(&address));
    let mut client = peer.to_canonical();
    let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let heard: Vec<&str> = forwarded.flat_map(|line| line.split(',')).map(str::trim).collect();
    for entry in heard.iter().rev() {
        if !is_trusted(client) {
            break;
        }
        let Some(address) = address_in(entry) else { break };
        client = address;
    }
    Client(bucket_of(client))
}

/// `203.0.113.7`, `203.0.113.7:1234`, `2001:db8::1` or `[2001:db8::1]:1234`.
fn address_in(entry: &str) -> Option<IpAddr> {
    let bare = entry.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|with_port| with_port.ip()));
    bare.or_else(|| entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok())
        .map(|address: IpAddr| address.to_canonical())
}

/// A single customer has a whole /64, so one IPv6 address is no one in particular.
fn bucket_of(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6) & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers, &trusted).0.to_string()
    }

    #[test]
    fn a_stranger_can_not_choose_an_address() {
        assert_eq!(who("203.0.113.7", &["10.0.0.1"], &[]), "203.0.113.7");
        assert_eq!(who("203.0.113.7", &["198.51.100.1"], &["10.0.0.0/8"]), "203.0.113.7");
    }

    #[test]
    fn behind_trusted_proxies_the_right_most_other_counts() {
        let proxies = ["10.0.0.0/8", "192.0.2.1/32"];
        assert_eq!(who("10.0.0.1", &["203.0.113.7"], &proxies), "203.0.113.7");
        assert_eq!(who("10.0.0.1", &["6.6.6.6, 203.0.113.7, 10.0.0.9"], &proxies), "203.0.113.7");
        assert_eq!(who("10.0.0.1", &["6.6.6.6", "203.0.113.7:4711", "192.0.2.1"], &proxies), "203.0.113.7");
        assert_eq!(who("10.0.0.1", &["6.6.6.6, nonsense"], &proxies), "10.0.0.1");
        assert_eq!(who("10.0.0.1", &[], &proxies), "10.0.0.1");
    }

    #[test]
    fn an_ipv6_customer_is_a_64() {
        assert_eq!(who("2001:db8:1:2:3:4:5:6", &[], &[]), "2001:db8:1:2::");
        assert_eq!(who("::ffff:203.0.113.7", &[], &[]), "203.0.113.7");
    }
}
