//! Requests that repeat, race or come late.

use futures::future::join_all;
use serde_json::{Value, json};
use suite::world;

use super::Desk;

#[tokio::test]
async fn of_a_hundred_writers_that_saw_the_same_version_one_wins() {
    let desk = Desk::new(&*world().await).await;
    let account = desk.client.post("/api/crm/v1/accounts", &json!({ "name": "Client" })).await;
    let path = format!("/api/crm/v1/accounts/{}", account.expect(201)["account_id"].as_str().unwrap());
    assert_eq!(account.header("etag"), Some("\"1\""));
    desk.client.patch(&path, &json!({ "name": "Other" })).await.refused(428, "match-required");
    let seen = desk.client.with("if-match", "\"1\"");
    let names: Vec<String> = (0..100).map(|number| format!("Writer {number}")).collect();
    let answers = join_all(names.iter().map(|name| {
        let (client, path) = (seen.clone(), path.clone());
        async move { client.patch(&path, &json!({ "name": name })).await }
    }))
    .await;
    let won: Vec<usize> = (0..100).filter(|number| answers[*number].status == 200).collect();
    assert_eq!(won.len(), 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        // Who had to wait too long for a connection is told to come back.
        if answer.status == 503 {
            answer.refused(503, "unavailable");
            continue;
        }
        answer.refused(412, "stale-version");
        assert_eq!(answer.header("etag"), Some("\"2\""));
    }
    let now = desk.client.get(&path).await;
    assert_eq!(
        (now.expect(200)["name"].as_str().unwrap(), now.header("etag")),
        (names[won[0]].as_str(), Some("\"2\""))
    );
    for stale in ["\"1\"", "\"3\"", "1", "W/\"2\"", "\"2", "x"] {
        desk.client.with("if-match", stale).patch(&path, &json!({ "name": "Late" })).await.problem(412);
    }
    desk.no_dead_letters().await;
}

#[tokio::test]
async fn a_repeated_request_has_one_effect_in_every_service() {
    let world = world().await;
    let (desk, other) = (Desk::new(&world).await, Desk::new(&world).await);
    let before = desk.counts().await;
    let (client, theirs) =
        (desk.client.with("idempotency-key", "the same"), other.client.with("idempotency-key", "the same"));
    for (path, body) in desk.posts() {
        let first = client.post(path, &body).await;
        let again = client.post(path, &body).await;
        assert_eq!((first.status, again.status), (201, 201), "{path}: {} {}", first.text, again.text);
        assert_eq!(
            (first.header("idempotent-replayed"), again.header("idempotent-replayed")),
            (None, Some("true")),
            "{path}"
        );
        if path.ends_with("/api-keys") {
            // The secret of a key is shown once.
            assert_eq!(first.json()["api_key_id"], again.json()["api_key_id"]);
            assert!(again.json()["key"].is_null());
        } else {
            assert_eq!(first.json(), again.json(), "{path}");
        }
        for header in ["etag", "location"] {
            assert_eq!(first.header(header), again.header(header), "{path} {header}");
        }
        let mut changed = body.clone();
        let name = ["name", "title", "note", "reference"]
            .into_iter()
            .find(|name| body[name].is_string())
            .unwrap_or("currency");
        changed[name] = json!("EUR");
        if !path.ends_with("/time-entries") && !path.ends_with("/payments") {
            client.post(path, &changed).await.refused(422, "idempotency-key-reused");
        }
        let body = other.posts().into_iter().find(|(one, _)| *one == path).unwrap().1;
        let answer = theirs.post(path, &body).await;
        assert_eq!((answer.status, answer.header("idempotent-replayed")), (201, None), "{path}: {}", answer.text);
        assert_ne!(answer.json(), first.json());
    }
    for ((path, before), (_, after)) in before.iter().zip(desk.counts().await) {
        assert_eq!(after, before + 1, "{path}");
    }
}

#[tokio::test]
async fn of_fifty_at_once_with_one_key_one_has_an_effect() {
    let desk = Desk::new(&*world().await).await;
    let before = desk.counts().await;
    for path in ["/v1/payments", "/v1/deals", "/v1/time-entries", "/v1/claims"] {
        let (path, body) = desk.post(path);
        let client = desk.client.with("idempotency-key", &format!("fifty at once {path}"));
        let answers = join_all((0..50).map(|_| client.post(&path, &body))).await;
        let mut made: Vec<Value> = Vec::new();
        for answer in &answers {
            match answer.status {
                201 => made.push(answer.json()),
                503 => drop(answer.refused(503, "unavailable")),
                _ => {
                    answer.refused(409, "request-in-progress");
                    assert!(answer.header("retry-after").is_some());
                }
            }
        }
        assert!(!made.is_empty() && made.iter().all(|one| *one == made[0]), "{path}: {made:?}");
        let new = answers.iter().filter(|one| one.status == 201 && one.header("idempotent-replayed").is_none()).count();
        assert_eq!(new, 1, "{path}");
        assert_eq!(client.post(&path, &body).await.expect(201), made[0]);
    }
    let grown: usize = before.iter().zip(desk.counts().await).map(|((_, before), (_, after))| after - before).sum();
    assert_eq!(grown, 4);
    desk.no_dead_letters().await;
}

#[tokio::test]
async fn keys_have_a_length_and_refusals_are_not_kept() {
    let desk = Desk::new(&*world().await).await;
    let good = json!({ "name": "Client" });
    let path = "/api/crm/v1/accounts";
    let before = desk.client.items(path).await.len();
    for key in ["", &"k".repeat(256), "k\u{e9}y"] {
        desk.client.with("idempotency-key", key).post(path, &good).await.refused(400, "invalid-idempotency-key");
    }
    let client = desk.client.with("idempotency-key", &"k".repeat(255));
    client.post(path, &json!({ "name": "" })).await.problem(422);
    let made = client.post(path, &good).await.expect(201);
    // The same values in other words are the same request.
    let spaced = client.raw(reqwest::Method::POST, path, "application/json", "{ \"name\" : \"Client\" }").await;
    assert_eq!(spaced.expect(201), made);
    assert_eq!(desk.client.items(path).await.len(), before + 1);
}
