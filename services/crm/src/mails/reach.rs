//! Which mail servers may be spoken with. Whoever sets up mailboxes names them, and must not reach by that what only this
//! machine, or the network it is in, can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::net::lookup_host;

/// Where a server is, looked up once: what was looked at is what is spoken with.
///
/// # Errors
/// What to tell whoever set it up.
pub async fn find(host: &str, port: u16, private: bool) -> Result<Vec<SocketAddr>, String> {
    let found = lookup_host((host, port)).await.map_err(|error| format!("{host} is not found: {error}"))?;
    let (allowed, refused): (Vec<_>, Vec<_>) = found.partition(|address| private || is_public(address.ip()));
    match (allowed.is_empty(), refused.is_empty()) {
        (false, _) => Ok(allowed),
        (true, true) => Err(format!("{host} has no address")),
        (true, false) => Err(format!(
            "{host} is at a private address; only an installation started with --private-mail-servers uses those"
        )),
    }
}

/// Whether anybody can reach an address.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let own = address.is_private() || address.is_loopback() || address.is_link_local();
    // RFC 6598 shared, RFC 6890 special, RFC 2544 benchmarks, class E; "this network".
    let special =
        matches!((first, second, third), (0 | 240..=255, ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _));
    !(own || special || address.is_multicast() || address.is_broadcast())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let within = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        // Mapped, by way of a translator, and 6to4.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            is_public_v4(within(high, low))
        }
        // All that is given to the public is in 2000::/3; Teredo hides what it leads to.
        [0x2001, 0, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_anybody_can_reach_is_public() {
        for text in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "ff02::1",
            "2001:0:1::1",
            "::127.0.0.1",
        ] {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
        for text in ["8.8.8.8", "172.32.0.1", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[tokio::test]
    async fn a_private_address_needs_leave_and_a_name_does_not_hide_it() {
        for host in ["127.0.0.1", "localhost", "0x7f.1", "2130706433"] {
            assert!(find(host, 25, false).await.is_err(), "{host}");
        }
        assert!(find("127.0.0.1", 25, true).await.is_ok());
    }
}
