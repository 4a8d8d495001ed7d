//! Where the services are.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use axum_reverse_proxy::{ProxyPolicy, ReverseProxy};
use http::Uri;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use platform::problem::{Kind, Problem, Result};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// Services close connections that are idle; this side gives them up well before, or a request would meet a closing door.
const IDLE_TIMEOUT: Duration = Duration::from_secs(2);
const _: () = assert!(2 * IDLE_TIMEOUT.as_secs() < platform::server::HEADER_READ_TIMEOUT.as_secs());
/// Idle connections kept to each service.
const MAX_IDLE: usize = 256;

/// An address that is not one of a service.
#[derive(Debug, thiserror::Error)]
#[error("the address of {name} must look like http://127.0.0.1:4000, not {url:?}")]
pub struct InvalidUpstream {
    name: String,
    url: String,
}

/// Addresses of the services by name. Clones share one list, so it may be filled in while the gateway runs: services
/// need the gateway's address to start, and the gateway theirs.
#[derive(Clone)]
pub struct Upstreams {
    client: Client<HttpConnector, Body>,
    all: Arc<RwLock<BTreeMap<String, Upstream>>>,
}

impl std::fmt::Debug for Upstreams {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.list()).finish()
    }
}

impl Default for Upstreams {
    fn default() -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(CONNECT_TIMEOUT));
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(MAX_IDLE)
            .build(connector);
        Self { client, all: Arc::default() }
    }
}

impl Upstreams {
    /// Says where a service is, e.g. `crm` at `http://127.0.0.1:4000`. A later address replaces an earlier one.
    pub fn set(&self, name: &str, base_url: &str) -> Result<(), InvalidUpstream> {
        let base = base_url.trim_end_matches('/');
        let invalid = || InvalidUpstream { name: name.to_owned(), url: base_url.to_owned() };
        let uri: Uri = base.parse().map_err(|_unread: http::uri::InvalidUri| invalid())?;
        let plain = uri.scheme_str() == Some("http") && matches!(uri.path(), "" | "/") && uri.query().is_none();
        if !plain || uri.authority().is_none() {
            return Err(invalid());
        }
        let proxy = ReverseProxy::new_with_client("", base, self.client.clone());
        let upstream = Upstream { base: base.to_owned(), proxy };
        self.all.write().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), upstream);
        Ok(())
    }

    /// All services and their addresses.
    pub fn list(&self) -> Vec<(String, String)> {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|(name, upstream)| (name.clone(), upstream.base.clone())).collect()
    }

    pub(super) fn get(&self, name: &str) -> Result<Upstream> {
        let all = self.all.read().unwrap_or_else(PoisonError::into_inner);
        all.get(name).cloned().ok_or_else(|| {
            Problem::new(Kind::NotFound, "unknown-service", "There is no such service in this installation.")
        })
    }
}

/// One service.
#[derive(Clone)]
pub(super) struct Upstream {
    base: String,
    proxy: ReverseProxy<HttpConnector>,
}

impl Upstream {
    /// Sends a request on; the path is already the service's own.
    pub(super) async fn forward(self, request: Request, timeout: Duration, origin: Option<&str>) -> Response {
        let policy = ProxyPolicy::new().with_upstream_timeout(timeout);
        let policy = match origin.and_then(|origin| origin.split_once("://")) {
            Some((scheme, _)) => policy.with_public_scheme(scheme),
            None => policy,
        };
        match self.proxy.with_policy(policy).proxy_request(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_plain_addresses_are_taken() {
        let upstreams = Upstreams::default();
        for bad in ["", "crm", "127.0.0.1:4000", "https://crm:4000", "http://", "http://crm/v1", "http://crm?x=1"] {
            assert!(upstreams.set("crm", bad).is_err(), "{bad}");
        }
        upstreams.set("crm", "http://127.0.0.1:4000/").unwrap();
        assert_eq!(upstreams.list(), [("crm".to_owned(), "http://127.0.0.1:4000".to_owned())]);
    }
}
