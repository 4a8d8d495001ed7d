//! A write becomes a row, a journal entry and a message, and concurrent writers do not overwrite each other.

use std::collections::BTreeSet;

use serde_json::json;
use testkit::App;

use crate::notes;
use crate::support::{assert_gapless, both, first_copies, fresh, journal, note, outbox, run, sales, stream, until};

#[test]
fn a_write_reaches_journal_and_stream_in_order_without_gaps() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let client = sales(&org);
        for _ in 0..3 {
            let id = fresh();
            client.post("/v1/notes", &json!({ "note_id": id, "text": "a", "changes": 4 })).await.expect(201);
            client.post(format!("/v1/notes/{id}/append"), &json!({ "text": "b" })).await.expect(200);
        }
        let rows = journal(&app.running, org.id).await;
        assert_eq!(rows.len(), 18);
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        let stored = first_copies(&stream(&app.environment, "notes").await, org.id);
        assert_gapless(&stored);
        assert_eq!(stored.len(), rows.len());
        let written: BTreeSet<_> = rows.iter().map(|row| (row.event_id, row.aggregate_id, row.aggregate_seq)).collect();
        assert_eq!(stored.into_iter().collect::<BTreeSet<_>>(), written);
    });
}

#[test]
fn of_concurrent_writers_exactly_one_wins_per_version() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let (client, id) = (sales(&org), fresh());
        client.post("/v1/notes", &note(id, "")).await.expect(201);
        for version in 1..=3 {
            let guarded = client.with_header("if-match", format!("\"{version}\""));
            let body = json!({ "text": "mine" });
            let tries = (0..20).map(|_| guarded.patch(format!("/v1/notes/{id}"), &body));
            let answers = futures::future::join_all(tries).await;
            let won = answers.iter().filter(|answer| answer.status == 200).count();
            let stale = answers.iter().filter(|answer| answer.status == 412).count();
            assert_eq!((won, stale), (1, 19));
        }
        let body = json!({ "text": "x" });
        let appends = (0..20).map(|_| client.post(format!("/v1/notes/{id}/append"), &body));
        for answer in futures::future::join_all(appends).await {
            answer.expect(200);
        }
        let answer = client.get(format!("/v1/notes/{id}")).await.expect(200);
        assert_eq!(answer.etag(), "\"24\"");
        assert_eq!(answer["text"], format!("mine{}", "x".repeat(20)));
        let seqs: Vec<i64> = journal(&app.running, org.id).await.iter().map(|row| row.aggregate_seq).collect();
        assert_eq!(seqs, (1..=24).collect::<Vec<_>>());
    });
}

#[test]
fn a_change_must_name_the_version_it_is_based_on() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let (client, id) = (sales(&org), fresh());
        client.post("/v1/notes", &note(id, "a")).await.expect(201);
        let (path, body) = (format!("/v1/notes/{id}"), json!({ "text": "b" }));
        client.patch(&path, &body).await.problem(428, "match-required");
        for wrong in ["\"7\"", "W/\"1\"", "1", ""] {
            let answer = client.with_header("if-match", wrong).patch(&path, &body).await;
            assert_eq!(answer.etag(), "\"1\"", "a stale caller learns the current version");
            answer.problem(412, "stale-version");
        }
        client.with_header("if-match", "\"9\", \"1\"").patch(&path, &body).await.expect(200);
        client.with_header("if-match", "*").patch(&path, &body).await.expect(200);
        client.post(format!("{path}/append"), &body).await.expect(200);
    });
}

#[test]
fn an_event_that_is_too_large_is_refused_in_the_command() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let (client, id) = (sales(&org), fresh());
        client.post("/v1/notes", &note(id, &"x".repeat(300 * 1024))).await.problem(413, "event-too-large");
        client.get(format!("/v1/notes/{id}")).await.expect(404);
        client.post("/v1/notes", &note(id, &"x".repeat(255 * 1024))).await.expect(201);
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
    });
}

#[test]
fn the_trace_of_a_request_goes_on_to_journal_message_and_reaction() {
    run(async {
        let (app, reader) = both().await;
        let org = app.organization().await;
        let (trace, id) = ("4bf92f3577b34da6a3ce929d0e0e4736", fresh());
        let client = sales(&org)
            .with_header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"))
            .with_header("tracestate", "vendor=abc");
        client.post("/v1/notes", &note(id, "a")).await.expect(201);
        let rows = journal(&app.running, org.id).await;
        let parent = rows[0].traceparent.clone().expect("the journal keeps the trace");
        assert!(parent.contains(trace), "{parent}");
        assert!(!parent.contains("00f067aa0ba902b7"), "the span is ours, not the caller's");
        until("the reaction is written", || async { !journal(&reader.running, org.id).await.is_empty() }).await;
        let message = stream(&app.environment, "notes").await.into_iter().find(|one| one.envelope.orgid == org.id);
        let message = message.expect("the message is stored");
        assert_eq!(message.headers.get("traceparent").map(async_nats::HeaderValue::as_str), Some(parent.as_str()));
        assert_eq!(message.envelope.traceparent.as_deref(), Some(parent.as_str()));
        assert_eq!(message.headers.get("tracestate").map(async_nats::HeaderValue::as_str), Some("vendor=abc"));
        assert_eq!(message.envelope.tracestate.as_deref(), Some("vendor=abc"));
        assert_eq!(message.headers.get("Nats-Msg-Id").map(ToString::to_string), Some(rows[0].event_id.to_string()));
        assert_eq!(message.headers.get("ce-orgid").map(ToString::to_string), Some(org.id.to_string()));
        let echo = &journal(&reader.running, org.id).await[0];
        assert!(echo.traceparent.as_deref().is_some_and(|parent| parent.contains(trace)), "{echo:?}");
        assert_eq!(echo.causation_id, Some(rows[0].event_id));
        assert_eq!(echo.correlation_id, rows[0].correlation_id);
    });
}
