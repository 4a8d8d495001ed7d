//! What is answered without a log-in, because the address itself is a secret.

use reqwest::Method;
use serde_json::json;
use suite::world;

use crate::raw::Client;

#[tokio::test]
async fn a_calendar_is_read_by_its_address_and_by_nothing_else() {
    let world = world().await;
    let (ours, theirs) = (world.owner().await, world.owner().await);
    let (us, them) = (Client::of(&world.url, &ours).await, Client::of(&world.url, &theirs).await);
    let nobody = Client::unknown(&world.url);
    let today = us.get("/api/crm/v1/my-day").await.expect(200)["today"].as_str().unwrap().to_owned();
    us.post("/api/crm/v1/follow-ups", &json!({ "title": "Our secret", "due_on": today })).await.expect(201);
    let address = async |client: &Client| {
        let made = client.send(Method::POST, "/api/crm/v1/calendar-feed", None).await.expect(200);
        format!("/api/crm{}", made["path"].as_str().unwrap())
    };
    let (path, their_path) = (address(&us).await, address(&them).await);

    let calendar = nobody.get(&path).await;
    assert_eq!((calendar.status, calendar.header("content-type")), (200, Some("text/calendar; charset=utf-8")));
    assert!(calendar.text.contains("Our secret"), "{}", calendar.text);
    // Whoever asks, with whatever proof, sees what the address says and no more.
    let theirs = them.get(&their_path).await;
    assert!(theirs.status == 200 && !theirs.text.contains("Our secret"), "{}", theirs.text);
    assert_eq!(them.get(&path).await.text.matches("Our secret").count(), 1);

    let secret = path.rsplit_once('.').unwrap().0.rsplit_once('.').unwrap().1;
    let their_org = their_path.rsplit_once('/').unwrap().1.split_once('.').unwrap().0;
    for wrong in [
        format!("/api/crm/v1/public/calendars/{their_org}.{secret}.ics"),
        path.replace(secret, &"0".repeat(64)),
        path.replace(".ics", ""),
    ] {
        let answer = nobody.get(&wrong).await;
        answer.refused(404, "not-found");
        assert!(!answer.text.contains("Our secret"), "{wrong}");
    }
    // The door is as wide as this address: nothing beside it, and nothing but reading.
    for beside in [
        "/api/crm/v1/public/calendars/../deals",
        "/api/crm/v1/public/calendars/%2e%2e/deals",
        "/api/crm/v1/public/calendars",
    ] {
        let answer = nobody.get(beside).await;
        assert!([401, 404].contains(&answer.status), "{beside}: {}", answer.text);
    }
    nobody.send(Method::POST, &path, None).await.refused(401, "missing-token");
    nobody.send(Method::DELETE, &path, None).await.refused(401, "missing-token");
    nobody.get(&path.replace("/crm/", "/billing/")).await.refused(401, "missing-token");
    us.send(Method::DELETE, "/api/crm/v1/calendar-feed", None).await.expect(200);
    nobody.get(&path).await.refused(404, "not-found");
}

#[tokio::test]
async fn a_quote_is_read_and_answered_by_its_address_and_by_nothing_else() {
    let world = world().await;
    let us = Client::of(&world.url, &world.owner().await).await;
    let nobody = Client::unknown(&world.url);
    let line = json!({ "name": "Build", "vat_rate": "27", "billing": { "kind": "fixed", "price": { "amount": "100", "currency": "EUR" } } });
    let account = us.post("/api/crm/v1/accounts", &json!({ "name": "Acme" })).await.expect(201);
    let deal = json!({ "name": "Website", "account_id": account["account_id"], "lines": [line] });
    let deal = us.post("/api/crm/v1/deals", &deal).await.expect(201);
    let quote = us.post("/api/crm/v1/quotes", &json!({ "deal_id": deal["deal_id"] })).await.expect(201);
    let send = format!("/api/crm/v1/quotes/{}/send", quote["quote_id"].as_str().unwrap());
    let sent = us.send(Method::POST, &send, Some(&json!({}))).await.expect(200);
    let path = sent["path"].as_str().unwrap().replace("/quote/", "/api/crm/v1/public/quotes/");

    let offer = nobody.get(&path).await.expect(200);
    assert_eq!((offer["title"].as_str(), offer["state"].as_str()), (Some("Website"), Some("sent")));
    let document = nobody.get(&format!("{path}/pdf")).await;
    assert_eq!((document.status, document.header("content-type")), (200, Some("application/pdf")));
    for (method, beside) in [
        (Method::DELETE, path.clone()),
        (Method::POST, path.clone()),
        (Method::POST, format!("{path}/withdraw")),
        (Method::GET, format!("{path}/accept")),
        (Method::GET, path.replace("/crm/", "/billing/")),
    ] {
        nobody.send(method, &beside, None).await.refused(401, "missing-token");
    }
    let yes = json!({ "quote_id": offer["quote_id"], "name": "Nagy Éva" });
    // What whoever accepts says of their address is not believed.
    let forger = nobody.with("x-forwarded-for", "203.0.113.7");
    forger.send(Method::POST, &format!("{path}/accept"), Some(&yes)).await.expect(200);
    let quote = us.get(&send.replace("/send", "")).await.expect(200);
    assert_eq!((quote["state"].as_str(), quote["answered_from"].as_str()), (Some("accepted"), Some("127.0.0.1")));
    let deal = us.get(&format!("/api/crm/v1/deals/{}", deal["deal_id"].as_str().unwrap())).await.expect(200);
    assert_eq!(deal["status"], "won");
}
