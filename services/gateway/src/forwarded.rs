//! The address of a client behind load balancers. Each of them adds the address it was asked from at the end of
//! `X-Forwarded-For`, so what is believed is read from the end: up to the first address that is no proxy of ours.
//! Everything before it the client may have written itself.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::Extension;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName};
use ipnet::IpNet;

use crate::gateway::Gateway;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Networks of load balancers whose word is taken; by default none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trusted(Vec<IpNet>);

/// A text that is no list of networks.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is neither a network such as 10.0.0.0/8 nor an address")]
pub struct InvalidNetwork(String);

impl FromStr for Trusted {
    type Err = InvalidNetwork;

    fn from_str(text: &str) -> Result<Self, InvalidNetwork> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let network = |part: &str| {
            let alone = || part.parse::<IpAddr>().ok().map(IpNet::from);
            part.parse().ok().or_else(alone).ok_or_else(|| InvalidNetwork(part.to_owned()))
        };
        parts.map(network).collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for Trusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&texts.join(","))
    }
}

impl Trusted {
    fn contains(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The address of the client, when the connection comes from this one.
    fn client(&self, connection: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut known = connection.to_canonical();
        if !self.contains(known) {
            return known;
        }
        let values: Vec<&str> =
            headers.get_all(X_FORWARDED_FOR).iter().map(|value| value.to_str().unwrap_or_default()).collect();
        for text in values.iter().rev().flat_map(|value| value.rsplit(',')) {
            // What is no address was written by nobody we trust, and neither was what stands before it.
            let Some(address) = address(text) else { break };
            known = address;
            if !self.contains(known) {
                break;
            }
        }
        known
    }
}

/// `192.0.2.1`, `192.0.2.1:4000`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4000`.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let found = bare.parse::<IpAddr>().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()));
    found.map(|address| address.to_canonical())
}

/// Lets the handlers, and the services behind, see the address of the client in place of that of the connection.
pub async fn layer(Extension(gateway): Extension<Arc<Gateway>>, mut request: Request, next: Next) -> Response {
    let trusted = &gateway.settings.trusted_proxies;
    if let Some(ConnectInfo(connection)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() {
        let client = trusted.client(connection.ip(), request.headers());
        if client != connection.ip() {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client, 0)));
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn client(trusted: &str, connection: &str, forwarded: &[&'static str]) -> String {
        let headers = forwarded.iter().map(|text| (X_FORWARDED_FOR, HeaderValue::from_static(text))).collect();
        trusted.parse::<Trusted>().unwrap().client(connection.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn by_default_nobody_is_believed() {
        assert_eq!(client("", "192.0.2.7", &["198.51.100.1"]), "192.0.2.7");
        assert_eq!(client("", "127.0.0.1", &["198.51.100.1"]), "127.0.0.1");
        assert_eq!(client("10.0.0.0/8", "192.0.2.7", &["198.51.100.1"]), "192.0.2.7");
    }

    #[test]
    fn the_last_address_that_is_no_proxy_is_the_client() {
        let networks = "10.0.0.0/8,2001:db8::/32";
        assert_eq!(client(networks, "10.0.0.1", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(client(networks, "10.0.0.1", &["198.51.100.1, 10.0.0.9"]), "198.51.100.1");
        assert_eq!(client(networks, "10.0.0.1", &["198.51.100.1", "10.0.0.9"]), "198.51.100.1");
        assert_eq!(client(networks, "2001:db8::1", &["[2001:470::5]:443"]), "2001:470::5");
        assert_eq!(client(networks, "::ffff:10.0.0.1", &["::ffff:198.51.100.1"]), "198.51.100.1");
        assert_eq!(client(networks, "10.0.0.1", &["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(client(networks, "10.0.0.1", &[]), "10.0.0.1", "the proxy itself asks");
        assert_eq!(client(networks, "10.0.0.1", &["10.1.1.1, 10.0.0.9"]), "10.1.1.1", "somebody inside asks");
    }

    #[test]
    fn what_a_client_writes_is_not_believed() {
        let networks = "10.0.0.0/8";
        // The proxy has added 198.51.100.1 to what the client sent.
        assert_eq!(client(networks, "10.0.0.1", &["127.0.0.1, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(client(networks, "10.0.0.1", &["10.0.0.5, 10.0.0.6, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(client(networks, "10.0.0.1", &["192.0.2.1", "198.51.100.1"]), "198.51.100.1");
        assert_eq!(client(networks, "10.0.0.1", &["192.0.2.1, nonsense"]), "10.0.0.1");
        assert_eq!(client(networks, "10.0.0.1", &["192.0.2.1, , 10.0.0.9"]), "10.0.0.9");
        assert_eq!(client(networks, "10.0.0.1", &["192.0.2.1, unknown, 10.0.0.9"]), "10.0.0.9");
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["10.0.0.0/33", "everybody", "10.0.0.0/8 fd00::/8", "*"] {
            assert!(text.parse::<Trusted>().is_err(), "{text}");
        }
        assert_eq!("".parse::<Trusted>().unwrap(), Trusted::default());
    }
}
