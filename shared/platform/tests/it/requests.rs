//! What is sent to a service, however wrong, is answered with a problem that explains it; nothing of it stays.

use http::Method;
use serde_json::json;
use testkit::App;

use crate::notes;
use crate::support::{fresh, journal, note, run, sales};

#[test]
fn a_body_that_does_not_fit_is_explained() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let client = sales(&org);
        let id = fresh();
        let deep = format!("{{\"note_id\":\"{id}\",\"text\":{}1{}}}", "[".repeat(40), "]".repeat(40));
        let cases: [(String, u16, &str); 11] = [
            (String::new(), 400, "malformed-json"),
            ("{".to_owned(), 400, "malformed-json"),
            (format!("{{\"note_id\":\"{id}\",\"text\":\"a\"}} x"), 400, "malformed-json"),
            (format!("{{\"note_id\":\"{id}\",\"text\":\"\\ud800\"}}"), 400, "malformed-json"),
            (format!("{{\"note_id\":\"{id}\",\"text\":\"a\\u0000b\"}}"), 400, "malformed-json"),
            (format!("{{\"note_id\":\"{id}\",\"text\":NaN}}"), 400, "malformed-json"),
            (deep, 400, "malformed-json"),
            ("[".repeat(10_000), 400, "malformed-json"),
            (format!("{{\"note_id\":\"{id}\",\"text\":\"a\",\"text\":\"b\"}}"), 422, "invalid-field"),
            (format!("{{\"note_id\":\"{id}\",\"text\":\"a\",\"colour\":1}}"), 422, "invalid-field"),
            (format!("{{\"note_id\":\"{id}\",\"text\":\"a\",\"changes\":1e400}}"), 400, "malformed-json"),
        ];
        for (body, status, code) in cases {
            let shown: String = body.chars().take(80).collect();
            let answer = client.send(Method::POST, "/v1/notes", body.into()).await;
            assert_eq!(answer.status, status, "{shown}: {}", answer.text);
            let problem = answer.problem(status, code);
            let detail = problem["detail"].as_str().unwrap();
            assert!(!detail.contains("sqlx") && !detail.contains(".rs"), "{detail}");
            assert!(problem["trace_id"].is_string(), "{problem}");
        }
        let problem =
            client.post("/v1/notes", &json!({ "note_id": id, "text": 1 })).await.problem(422, "invalid-field");
        assert_eq!(problem["errors"][0]["pointer"], "/text");
        let binary = client.send(Method::POST, "/v1/notes", vec![0xff, 0xfe].into()).await;
        binary.problem(400, "malformed-json");
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""] {
            client.with_header("content-type", kind).post("/v1/notes", &note(id, "a")).await.problem(415, "not-json");
        }
        assert!(journal(&app.running, org.id).await.is_empty());
        client
            .with_header("content-type", "application/json; charset=utf-8")
            .post("/v1/notes", &note(id, "a"))
            .await
            .expect(201);
    });
}

#[test]
fn a_body_of_more_than_a_mebibyte_is_refused_with_and_without_a_key() {
    run(async {
        let app = App::start(notes::service()).await;
        let client = sales(&app.organization().await);
        let body = note(fresh(), &"x".repeat(1024 * 1024));
        client.post("/v1/notes", &body).await.problem(413, "body-too-large");
        client.with_header("idempotency-key", "k").post("/v1/notes", &body).await.problem(413, "body-too-large");
    });
}

#[test]
fn text_of_any_kind_comes_back_as_it_was() {
    run(async {
        let app = App::start(notes::service()).await;
        let client = sales(&app.organization().await);
        for text in
            ["'; drop table notes; --", "e\u{301}", "שלום\u{200f}", "\u{1f9ff}\u{200b}", "a.b.*.>", "\u{1}\t\n\\u0000"]
        {
            let id = fresh();
            client.post("/v1/notes", &note(id, text)).await.expect(201);
            assert_eq!(client.get(format!("/v1/notes/{id}")).await.expect(200)["text"], text);
        }
    });
}

#[test]
fn addresses_and_methods_that_do_not_exist_are_problems() {
    run(async {
        let app = App::start(notes::service()).await;
        let client = sales(&app.organization().await);
        client.get("/v1/nothing").await.problem(404, "not-found");
        client.get("/v1/notes/not-an-id").await.problem(404, "not-found");
        client.get("/v1/notes/%00").await.problem(404, "not-found");
        client.get(format!("/v1/notes/{}", fresh())).await.problem(404, "not-found");
        client.delete("/v1/notes").await.problem(405, "method-not-allowed");
    });
}

#[test]
fn a_panic_is_a_problem_and_the_service_lives_on() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let client = sales(&org);
        // More often than there are connections, so that one lost each time would show.
        for _ in 0..25 {
            let problem =
                client.post("/v1/fail", &json!({ "note_id": fresh(), "how": "panic" })).await.problem(500, "internal");
            assert!(!problem.to_string().contains("on purpose"), "{problem}");
        }
        let problem =
            client.post("/v1/fail", &json!({ "note_id": fresh(), "how": "error" })).await.problem(500, "internal");
        assert!(!problem.to_string().contains("zero"), "{problem}");
        assert_eq!(client.get("/v1/notes").await.expect(200).json, json!([]));
        client.get("/livez").await.expect(200);
        client.get("/readyz").await.expect(200);
    });
}

#[test]
fn a_slow_sender_holds_up_no_connection_to_the_database() {
    run(async {
        let app = App::start(notes::service()).await;
        let client = sales(&app.organization().await);
        let slow: Vec<_> = (0..60)
            .map(|_| {
                let client = client.clone();
                let never = futures::stream::pending::<Result<bytes::Bytes, std::io::Error>>();
                let body = axum::body::Body::from_stream(never);
                tokio::spawn(async move { client.send(Method::POST, "/v1/notes", body).await })
            })
            .collect();
        for _ in 0..10 {
            client.post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        }
        for task in slow {
            task.abort();
        }
    });
}
