//! Choosing a free port.

use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;

use rand::RngExt as _;

/// Below the ports which Linux and macOS hand to outgoing connections. Otherwise a client could take the port of a
/// stopped server, or connect to itself, before the server starts again.
const RANGE: Range<u16> = 18_000..32_000;

/// How many ports are tried.
const ATTEMPTS: usize = 200;

/// A port that was free a moment ago on 127.0.0.1. Another process may win the race for it; callers then ask again.
pub(crate) fn free() -> u16 {
    let mut random = rand::rng();
    let mut port = random.random_range(RANGE);
    for _ in 0..ATTEMPTS {
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            break;
        }
        port = random.random_range(RANGE);
    }
    port
}

/// 192 random bits as text that needs no quoting in a URL or a configuration file.
pub(crate) fn password() -> String {
    let bytes: [u8; 24] = rand::rng().random();
    hex::encode(bytes)
}
