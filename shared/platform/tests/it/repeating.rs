//! A request that carries an Idempotency-Key has one effect and one answer.

use serde_json::json;
use testkit::{App, Client};

use crate::notes;
use crate::support::{fresh, journal, note, run, sales};

async fn clients() -> (App, testkit::Organization, Client) {
    let app = App::start(notes::service()).await;
    let org = app.organization().await;
    let client = sales(&org);
    (app, org, client)
}

#[test]
fn a_repeated_request_gets_the_same_answer() {
    run(async {
        let (app, org, client) = clients().await;
        let (keyed, id) = (client.with_header("idempotency-key", "k"), fresh());
        let first = keyed.post("/v1/notes", &note(id, "a")).await.expect(201);
        assert!(!first.headers.contains_key("idempotent-replayed"));
        // The same values in another order and spacing are the same request.
        let reordered = format!("{{ \"text\" : \"a\",\n \"note_id\" : \"{id}\" }}");
        let again = keyed.send(http::Method::POST, "/v1/notes", reordered.into()).await.expect(201);
        assert_eq!(again.headers["idempotent-replayed"], "true");
        assert_eq!((again.json.clone(), again.etag()), (first.json.clone(), first.etag()));
        assert_eq!(again.headers["location"], first.headers["location"]);
        assert_eq!(again.headers["content-type"], first.headers["content-type"]);

        keyed.post("/v1/notes", &note(id, "b")).await.problem(422, "idempotency-key-reused");
        keyed.post("/v1/notes?other=1", &note(id, "a")).await.problem(422, "idempotency-key-reused");
        // Another route, another person, another organisation: another scope.
        keyed.post(format!("/v1/notes/{id}/append"), &json!({ "text": "b" })).await.expect(200);
        sales(&org).with_header("idempotency-key", "k").post("/v1/notes", &note(fresh(), "b")).await.expect(201);
        let other = app.organization().await;
        sales(&other).with_header("idempotency-key", "k").post("/v1/notes", &note(id, "c")).await.expect(201);
        assert_eq!(journal(&app.running, org.id).await.len(), 3);
    });
}

#[test]
fn who_comes_while_the_first_ends_is_told_to_wait_or_gets_its_answer_but_is_never_refused() {
    run(async {
        let (_, _, client) = clients().await;
        for round in 0..40 {
            // Made twice, a note is refused with a conflict of its own.
            let keyed = client.with_header("idempotency-key", format!("round {round}"));
            let body = note(fresh(), "a");
            let answers = futures::future::join_all((0..6).map(|_| keyed.post("/v1/notes", &body))).await;
            for answer in answers {
                match answer.status {
                    201 => {}
                    _ => _ = answer.problem(409, "request-in-progress"),
                }
            }
        }
    });
}

#[test]
fn a_key_that_is_no_key_is_refused() {
    run(async {
        let (_, _, client) = clients().await;
        for key in [String::new(), "k".repeat(256)] {
            let answer = client.with_header("idempotency-key", key).post("/v1/notes", &note(fresh(), "a")).await;
            answer.problem(400, "invalid-idempotency-key");
        }
        client.with_header("idempotency-key", "k".repeat(255)).post("/v1/notes", &note(fresh(), "a")).await.expect(201);
    });
}

#[test]
fn fifty_concurrent_requests_with_one_key_have_one_effect() {
    run(async {
        let (app, org, client) = clients().await;
        let (keyed, id) = (client.with_header("idempotency-key", "k"), fresh());
        keyed.post("/v1/notes", &note(id, "")).await.expect(201);
        let (path, body) = (format!("/v1/notes/{id}/append"), json!({ "text": "x" }));
        let answers = futures::future::join_all((0..50).map(|_| keyed.post(&path, &body))).await;
        for answer in answers {
            match answer.status {
                200 => assert_eq!(answer["text"], "x"),
                // A machine that is busy with other tests may answer that it is.
                503 => drop(answer.problem(503, "unavailable")),
                _ => assert_eq!(answer.problem(409, "request-in-progress")["status"], 409),
            }
        }
        assert_eq!(answered(|| keyed.post(&path, &body)).await.expect(200)["text"], "x");
        assert_eq!(journal(&app.running, org.id).await.len(), 2);
    });
}

#[test]
fn refusals_and_failures_are_not_stored() {
    run(async {
        let (app, org, client) = clients().await;
        let keyed = client.with_header("idempotency-key", "k");
        for (how, status) in [("refuse", 409), ("panic", 500), ("error", 500)] {
            let body = json!({ "note_id": fresh(), "how": how });
            answered(|| keyed.post("/v1/fail", &body)).await.expect(status);
        }
        let id = fresh();
        let (wrong, right) = (json!({ "note_id": id, "text": 7 }), note(id, "a"));
        answered(|| keyed.post("/v1/notes", &wrong)).await.expect(422);
        answered(|| keyed.post("/v1/notes", &right)).await.expect(201);
        let path = format!("/v1/notes/{id}");
        let change = json!({ "text": "b" });
        let (stale, current) = (keyed.with_header("if-match", "\"9\""), keyed.with_header("if-match", "\"1\""));
        answered(|| stale.patch(&path, &change)).await.expect(412);
        answered(|| current.patch(&path, &change)).await.expect(200);
        assert_eq!(journal(&app.running, org.id).await.len(), 2, "nothing stays of a request that failed");
    });
}

/// Repeats a request while the one before it is still being rolled back and holds the key.
async fn answered<F: Future<Output = testkit::Answer>>(mut send: impl FnMut() -> F) -> testkit::Answer {
    loop {
        let answer = send().await;
        if answer.status != 409 || answer["type"] != "urn:gerinc:problem:request-in-progress" {
            return answer;
        }
    }
}
