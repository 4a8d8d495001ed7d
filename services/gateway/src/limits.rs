//! How often somebody may ask: a token bucket for each organisation, each principal, each address that logs in, each
//! e-mail that is logged in with, each organisation that adds people, and each form and address by which people nobody knows
//! send something. The buckets are this replica's own.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::extract::ConnectInfo;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use kernel::{Email, OrgId};
use platform::Identity;
use platform::problem::{Kind, Problem, Result};

use crate::access::principal;

/// Log-ins with one e-mail address: this many at once, then one per [`EMAIL_PERIOD`].
const EMAIL_BURST: u32 = 10;
const EMAIL_PERIOD: Duration = Duration::from_secs(6);
/// Log-ins and sign-ups from one address; many people may share it.
const PEER_BURST: u32 = 100;
const PEER_PERIOD: Duration = Duration::from_millis(500);
/// People an organisation adds: this many at once, then one per [`ADDITION_PERIOD`]. Each may cost a hash, of which only a
/// few are made at once for everybody.
const ADDITION_BURST: u32 = 60;
const ADDITION_PERIOD: Duration = Duration::from_secs(1);
/// What one form takes: this much at once, then one per [`FORM_PERIOD`].
const FORM_BURST: u32 = 60;
const FORM_PERIOD: Duration = Duration::from_secs(1);
/// What people nobody knows send from one address; many may share it.
const STRANGER_BURST: u32 = 20;
const STRANGER_PERIOD: Duration = Duration::from_secs(3);
/// After so many questions, buckets that are full again are forgotten.
const TIDY_EVERY: u32 = 100_000;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const STATE: HeaderName = HeaderName::from_static("ratelimit");

type Limiter<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// Buckets of one kind.
struct Buckets<K: Hash + Eq + Clone> {
    name: &'static str,
    burst: u32,
    /// Seconds in which an empty bucket fills.
    window: u64,
    limiter: Limiter<K>,
    asked: AtomicU32,
}

impl<K: Hash + Eq + Clone> Buckets<K> {
    fn new(name: &'static str, quota: Quota) -> Self {
        Self {
            name,
            burst: quota.burst_size().get(),
            window: quota.burst_size_replenished_in().as_secs().max(1),
            limiter: RateLimiter::dashmap(quota).with_middleware(),
            asked: AtomicU32::new(0),
        }
    }

    /// Takes one token; answers how many are left, or refuses.
    fn take(&self, key: &K) -> Result<u32> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(key) {
            Ok(snapshot) => Ok(snapshot.remaining_burst_capacity()),
            Err(until) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                Err(self.refuse(wait.as_secs() + 1))
            }
        }
    }

    fn refuse(&self, seconds: u64) -> Problem {
        let problem =
            Problem::new(Kind::TooMany, "too-many-requests", format!("Too many requests; come back in {seconds} s."))
                .with_header(header::RETRY_AFTER, HeaderValue::from(seconds));
        self.headers(0, seconds).into_iter().fold(problem, |problem, (name, value)| problem.with_header(name, value))
    }

    /// The fields of draft-ietf-httpapi-ratelimit-headers: the policy, and what is left of it.
    fn headers(&self, left: u32, seconds: u64) -> Vec<(HeaderName, HeaderValue)> {
        let policy = format!("\"{}\";q={};w={}", self.name, self.burst, self.window);
        let state = format!("\"{}\";r={left};t={seconds}", self.name);
        [(POLICY, policy), (STATE, state)]
            .into_iter()
            .filter_map(|(name, text)| Some((name, HeaderValue::from_str(&text).ok()?)))
            .collect()
    }
}

/// All buckets of this replica.
pub struct Limits {
    organizations: Buckets<OrgId>,
    principals: Buckets<String>,
    emails: Buckets<String>,
    peers: Buckets<IpAddr>,
    strangers: Buckets<IpAddr>,
    forms: Buckets<String>,
    additions: Buckets<OrgId>,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits").field("organization_burst", &self.organizations.burst).finish_non_exhaustive()
    }
}

impl Limits {
    /// Limits of so many requests a second for an organisation, with bursts of twice as many; a principal has the same.
    pub fn new(per_second: NonZeroU32) -> Self {
        let quota =
            Quota::per_second(per_second).allow_burst(per_second.saturating_mul(NonZeroU32::MIN.saturating_add(1)));
        Self {
            organizations: Buckets::new("organization", quota),
            principals: Buckets::new("principal", quota),
            emails: Buckets::new("email", slow(EMAIL_PERIOD, EMAIL_BURST)),
            peers: Buckets::new("address", slow(PEER_PERIOD, PEER_BURST)),
            strangers: Buckets::new("address", slow(STRANGER_PERIOD, STRANGER_BURST)),
            forms: Buckets::new("form", slow(FORM_PERIOD, FORM_BURST)),
            additions: Buckets::new("additions", slow(ADDITION_PERIOD, ADDITION_BURST)),
        }
    }

    /// Counts a request of somebody known; answers the headers that say what is left to their organisation.
    pub fn caller(&self, identity: &Identity) -> Result<HeaderMap> {
        self.principals.take(&principal(&identity.actor))?;
        let left = self.organizations.take(&identity.org)?;
        Ok(self.organizations.headers(left, 1).into_iter().collect())
    }

    /// Counts a person whom an organisation adds or invites.
    pub fn addition(&self, org: OrgId) -> Result<()> {
        self.additions.take(&org).map(drop)
    }

    /// Counts a log-in with an e-mail address.
    pub fn email(&self, email: &Email) -> Result<()> {
        self.emails.take(&email.as_str().to_lowercase()).map(drop)
    }

    /// Counts a log-in or sign-up from an address. This machine's own address stands for a proxy on it, and behind that
    /// for everybody, so it is not counted.
    pub fn peer(&self, peer: Option<&axum::Extension<ConnectInfo<std::net::SocketAddr>>>) -> Result<()> {
        match peer {
            Some(axum::Extension(ConnectInfo(address))) if !address.ip().is_loopback() => {
                self.peers.take(&address.ip()).map(drop)
            }
            _ => Ok(()),
        }
    }
}

impl Limits {
    /// Counts what somebody nobody knows sends to an address with a key. As with log-ins, this machine's own address is not
    /// counted; the key always is.
    pub fn stranger(&self, address: Option<IpAddr>, key: &str) -> Result<()> {
        if let Some(address) = address.filter(|address| !address.is_loopback()) {
            self.strangers.take(&address)?;
        }
        self.forms.take(&key.to_owned()).map(drop)
    }
}

fn slow(period: Duration, burst: u32) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(period).unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN)).allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    #[test]
    fn log_ins_from_one_address_are_slowed_down_unless_it_is_our_own() {
        let limits = Limits::new(NonZeroU32::MIN);
        let asks = |address: [u8; 4]| {
            let peer = std::net::SocketAddr::from((address, 4000));
            (0..=PEER_BURST + 5).filter(|_| limits.peer(Some(&axum::Extension(ConnectInfo(peer)))).is_err()).count()
        };
        assert!(asks([192, 0, 2, 1]) > 0);
        assert_eq!(asks([127, 0, 0, 1]), 0);
    }

    #[test]
    fn what_strangers_send_is_slowed_down_by_address_and_by_form() {
        let limits = Limits::new(NonZeroU32::MIN);
        let sent = |address: [u8; 4], key: &str, times: u32| {
            (0..times).filter(|_| limits.stranger(Some(IpAddr::from(address)), key).is_ok()).count()
        };
        assert!(sent([192, 0, 2, 1], "one", 200) < 30);
        assert!(sent([192, 0, 2, 2], "two", 1) == 1, "another address and form");
        assert!(sent([127, 0, 0, 1], "three", 200) < 80, "our own address is limited by the form");
    }

    #[test]
    fn log_ins_with_one_address_are_slowed_down() {
        let limits = Limits::new(NonZeroU32::MIN);
        let email = |text: &str| Email::new(text).unwrap();
        for _ in 0..EMAIL_BURST {
            limits.email(&email("anna@example.com")).unwrap();
        }
        let refused = limits.email(&email("ANNA@example.com")).unwrap_err().into_response();
        assert_eq!(refused.status(), 429);
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        assert_eq!(refused.headers()[POLICY], "\"email\";q=10;w=60");
        limits.email(&email("bela@example.com")).unwrap();
    }
}
