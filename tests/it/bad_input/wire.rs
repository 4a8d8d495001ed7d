//! What is wrong below HTTP's meaning: too long, too slow, never finished.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use suite::world;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Desk;

const MIB: usize = 1024 * 1024;
/// Services wait five seconds for headers; the rest is for a busy machine.
const CUT_WITHIN: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_body_may_have_a_mebibyte_and_not_a_byte_more() {
    let desk = Desk::new(&*world().await).await;
    let before = desk.counts().await;
    for (path, good) in desk.posts() {
        let good = good.to_string();
        let padded = |length: usize| format!("{good}{}", " ".repeat(length - good.len()));
        let answer = desk.client.raw(Method::POST, path, "application/json", padded(MIB + 1)).await;
        answer.refused(413, "body-too-large");
        let key = desk.client.with("idempotency-key", "too large");
        key.raw(Method::POST, path, "application/json", padded(MIB + 1)).await.refused(413, "body-too-large");
    }
    assert_eq!(before, desk.counts().await);
    let (path, good) = desk.post("/v1/accounts");
    let good = good.to_string();
    let fits = format!("{good}{}", " ".repeat(MIB - good.len()));
    desk.client.raw(Method::POST, &path, "application/json", fits).await.expect(201);
    let lines = vec![
        json!({ "name": "Line", "vat_rate": "27", "billing": { "kind": "one_off", "quantity": "1",
        "unit_price": { "amount": "1", "currency": "EUR" } } });
        5_000
    ];
    let many = desk.client.post("/api/crm/v1/deals", &json!({ "name": "Many", "lines": lines })).await;
    many.problem(422);
    assert!(many.pointers().iter().all(|pointer| pointer.starts_with("/lines")), "{}", many.text);
    desk.no_dead_letters().await;
}

async fn connect(url: &str) -> TcpStream {
    TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap()
}

/// What comes until the other side closes, and when it did.
async fn until_closed(stream: &mut TcpStream, started: Instant) -> (String, Duration) {
    let mut text = Vec::new();
    let read = tokio::time::timeout(CUT_WITHIN, stream.read_to_end(&mut text)).await;
    assert!(read.is_ok(), "still open after {:?}", started.elapsed());
    (String::from_utf8_lossy(&text).into_owned(), started.elapsed())
}

#[tokio::test]
async fn headers_too_large_are_refused_and_harm_nobody() {
    let world = world().await;
    let desk = Desk::new(&world).await;
    let addresses = {
        let suite = world.suite.lock().await;
        let behind = suite.services.values().map(|running| format!("http://{}", running.address()));
        behind.chain([world.url.clone()]).collect::<Vec<_>>()
    };
    for url in addresses {
        let mut stream = connect(&url).await;
        let head = format!("GET /livez HTTP/1.1\r\nhost: x\r\nx-long: {}\r\n\r\n", "a".repeat(64 * 1024));
        // The other side may close before it has read everything.
        let _ = stream.write_all(head.as_bytes()).await;
        let mut start = [0; 12];
        match stream.read_exact(&mut start).await {
            Ok(_) => assert!(
                [&b"HTTP/1.1 431"[..], b"HTTP/1.1 400"].contains(&&start[..]),
                "{:?}",
                String::from_utf8_lossy(&start)
            ),
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
        }
        desk.client.get("/api/crm/v1/accounts").await.expect(200);
    }
    desk.no_dead_letters().await;
}

#[tokio::test]
async fn who_never_finishes_is_cut_off_while_others_are_served() {
    let world = world().await;
    let desk = Desk::new(&world).await;
    let started = Instant::now();
    let mut slow = Vec::new();
    for number in 0..50 {
        let mut stream = connect(&world.url).await;
        let head = if number % 2 == 0 { "GET /api/crm/v1/accounts HTTP/1.1\r\nhost: x\r\nx-slow: " } else { "POST" };
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    for _ in 0..20 {
        let asked = Instant::now();
        desk.client.get("/api/crm/v1/accounts").await.expect(200);
        assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    }
    for mut stream in slow {
        let (text, after) = until_closed(&mut stream, started).await;
        assert!(text.is_empty() || text.starts_with("HTTP/1.1 4"), "{text}");
        assert!(after > Duration::from_secs(4) && after < CUT_WITHIN, "{after:?}");
    }
    desk.client.get("/api/crm/v1/accounts").await.expect(200);
}

#[tokio::test]
async fn half_a_body_has_no_effect() {
    let world = world().await;
    let desk = Desk::new(&world).await;
    let before = desk.counts().await;
    let token = desk.api.access_token().await;
    for (path, good) in desk.posts() {
        let good = good.to_string();
        let mut stream = connect(&world.url).await;
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{}",
            good.len() + 1,
            good
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        drop(stream);
        // A length that two headers tell differently, or that stands beside chunks, is a way to smuggle.
        for lengths in ["content-length: 5\r\ncontent-length: 6", "content-length: 5\r\ntransfer-encoding: chunked"] {
            let mut stream = connect(&world.url).await;
            let head = format!(
                "POST {path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ncontent-type: application/json\r\nconnection: close\r\n{lengths}\r\n\r\n0\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).await.unwrap();
            let (text, _) = until_closed(&mut stream, Instant::now()).await;
            assert!(text.starts_with("HTTP/1.1 4"), "{path} {lengths}: {text}");
        }
    }
    assert_eq!(before, desk.counts().await);
}
