//! Servers that stop under load: what was acknowledged stays, and everything arrives when they are back.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures::StreamExt;
use kernel::OrgId;
use platform::db::{Database, Mode};
use platform::problem::Kind;
use sqlx::{Connection, Executor};
use testkit::{Client, Organization};
use uuid::Uuid;

use crate::support::{
    admin, applied_once_in_order, assert_gapless, first_copies, fresh, journal, nats, note, outbox, own_servers,
    reader_beside, run, sales, stream, until,
};

/// Writes, again while the machine is so busy with other tests that no connection to the database is free.
async fn accepted(client: &Client, path: &str, body: &serde_json::Value, status: u16) {
    loop {
        let answer = client.post(path, body).await;
        if answer.status != 503 {
            answer.expect(status);
            return;
        }
        answer.problem(503, "unavailable");
    }
}

#[test]
fn without_nats_writes_go_on_and_the_backlog_drains_in_order() {
    run(async {
        let app = own_servers().await;
        let reader = reader_beside(&app).await;
        let org = app.organization().await;
        let client = sales(&org);
        accepted(&client, "/v1/notes", &note(fresh(), "before"), 201).await;
        app.environment.servers.lock().await.nats.stop().await.unwrap();
        for _ in 0..10 {
            let id = fresh();
            accepted(&client, "/v1/notes", &note(id, "during"), 201).await;
            let (path, body) = (format!("/v1/notes/{id}/append"), serde_json::json!({ "text": "x" }));
            accepted(&client, &path, &body, 200).await;
            accepted(&client, &path, &body, 200).await;
        }
        until("the service is ready", || async { client.get("/readyz").await.status == 200 }).await;
        assert!(outbox(&app.environment, "notes").await >= 30);
        app.environment.servers.lock().await.nats.start().await.unwrap();
        accepted(&client, "/v1/notes", &note(fresh(), "after"), 201).await;
        applied_once_in_order(&reader.running, org.id, 32).await;
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        let stored = first_copies(&stream(&app.environment, "notes").await, org.id);
        assert_gapless(&stored);
        assert_eq!(stored.len(), 32);
    });
}

/// Writes until told to stop; returns the notes whose writing was acknowledged.
async fn write(client: Client, stop: Arc<AtomicBool>) -> (BTreeSet<Uuid>, usize) {
    let (mut acknowledged, mut refused) = (BTreeSet::new(), 0);
    while !stop.load(Ordering::Relaxed) {
        let id = fresh();
        let answer = client.post("/v1/notes", &note(id, "a")).await;
        match answer.status {
            201 => {
                acknowledged.insert(id);
            }
            503 => {
                assert!(answer.headers.contains_key("retry-after"), "{}", answer.text);
                answer.problem(503, "unavailable");
                refused += 1;
            }
            _ => panic!("unexpected answer: {} {}", answer.status, answer.text),
        }
    }
    (acknowledged, refused)
}

#[test]
fn every_acknowledged_write_survives_restarts_and_crashes_of_postgresql() {
    run(async {
        let app = own_servers().await;
        let reader = reader_beside(&app).await;
        let org = app.organization().await;
        let stop = Arc::new(AtomicBool::new(false));
        let writers: Vec<_> = (0..6).map(|_| tokio::spawn(write(sales(&org), Arc::clone(&stop)))).collect();
        for crash in [false, true, true] {
            let before = count(&app.environment, &org).await;
            until("writers write", || async { count(&app.environment, &org).await > before + 50 }).await;
            let mut servers = app.environment.servers.lock().await;
            if crash {
                servers.postgres.kill().await.unwrap();
                servers.postgres.start().await.unwrap();
            } else {
                servers.postgres.restart().await.unwrap();
            }
        }
        let before = count(&app.environment, &org).await;
        until("writers write again", || async { count(&app.environment, &org).await > before + 50 }).await;
        stop.store(true, Ordering::Relaxed);
        let mut acknowledged = BTreeSet::new();
        for writer in writers {
            acknowledged.extend(writer.await.unwrap().0);
        }
        let client = sales(&org);
        client.get("/readyz").await.expect(200);
        let found: BTreeSet<Uuid> = serde_json::from_value(client.get("/v1/notes").await.expect(200).json).unwrap();
        assert!(acknowledged.is_subset(&found), "an acknowledged write is gone");
        let journalled: BTreeSet<Uuid> =
            journal(&app.running, org.id).await.iter().map(|row| row.aggregate_id).collect();
        assert_eq!(journalled, found, "a write is there by half");
        applied_once_in_order(&reader.running, org.id, found.len()).await;
    });
}

#[test]
fn a_service_that_starts_waits_for_its_database() {
    run(async {
        let environment = Arc::new(Box::pin(testkit::Environment::start()).await);
        let access = environment.database("notes", &crate::notes::service()).await;
        let config = environment.config(&access);
        let mut servers = environment.servers.lock().await;
        servers.postgres.kill().await.unwrap();
        let verifier = Arc::new(environment.keys.verifier());
        let mut starting = tokio::spawn(crate::notes::service().start_with(config, verifier));
        let early = tokio::time::timeout(Duration::from_secs(3), &mut starting).await;
        assert!(early.is_err(), "it gave up, or started without a database");
        servers.postgres.start().await.unwrap();
        starting.await.unwrap().unwrap().stop_now().await;
    });
}

#[test]
fn a_request_is_told_to_come_back_while_reactions_wait_for_a_connection() {
    run(async {
        let environment = testkit::environment().await;
        let access = environment.database("notes", &crate::notes::service()).await;
        let database = Database::open(&access.app, "busy", 1).unwrap();
        let org = OrgId::new();
        let held = database.begin(org, Mode::Read).await.unwrap();
        let patient = database.patient();
        let mut waiting = tokio::spawn(async move { patient.begin(org, Mode::Write).await });
        let refused = tokio::select! {
            refused = database.begin(org, Mode::Write) => refused.unwrap_err(),
            _ = &mut waiting => panic!("the only connection was given to two"),
        };
        assert_eq!((refused.kind(), refused.is_transient()), (Kind::Unavailable, true));
        held.rollback().await.unwrap();
        waiting.await.unwrap().unwrap().rollback().await.unwrap();
    });
}

#[test]
fn what_came_while_the_database_could_not_be_asked_is_not_suspected() {
    run(async {
        let app = own_servers().await;
        let environment = &app.environment;
        let access = environment.database("reader", &crate::reader::service()).await;
        let config = platform::config::Config { database_connections: 2, ..environment.config(&access) };
        let verifier = Arc::new(environment.keys.verifier());
        let reader = crate::reader::service().start_with(config, verifier).await.unwrap();
        let org = app.organization().await;
        let client = sales(&org);
        accepted(&client, "/v1/notes", &note(fresh(), "before"), 201).await;
        applied_once_in_order(&reader, org.id, 1).await;
        // Each attempt at a message that may have killed somebody is counted here.
        let mut conn = admin(environment, "reader").await;
        conn.execute(
            "create function refuse() returns trigger language plpgsql as $$ begin raise 'one was counted'; end $$;
             create trigger refuse before insert on consumer_attempts for each row execute function refuse()",
        )
        .await
        .unwrap();
        let mut given_back =
            nats(environment).await.subscribe("$JS.EVENT.ADVISORY.CONSUMER.MSG_NAKED.*.reader-notes").await.unwrap();
        let held = [reader.state().db.patient(), reader.state().db.patient()]
            .map(|db| async move { db.begin(OrgId::new(), Mode::Read).await.unwrap() });
        let held = futures::future::join_all(held).await;
        for _ in 0..20 {
            accepted(&client, "/v1/notes", &note(fresh(), "during"), 201).await;
        }
        assert!(given_back.next().await.is_some());
        drop(held);
        applied_once_in_order(&reader, org.id, 21).await;
        reader.stop_now().await;
    });
}

async fn count(environment: &testkit::Environment, org: &Organization) -> i64 {
    let mut conn = admin(environment, "notes").await;
    let count = sqlx::query_scalar("select count(*) from notes where org_id = $1").bind(org.id.as_uuid());
    let count = count.fetch_one(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    count
}

#[test]
fn a_full_outbox_refuses_writes_until_it_drains_and_reading_goes_on() {
    run(async {
        let environment = Arc::new(Box::pin(testkit::Environment::start()).await);
        let access = environment.database("notes", &crate::notes::service()).await;
        let config = platform::config::Config { outbox_limit: 20, ..environment.config(&access) };
        let running = crate::notes::service().start_with(config, Arc::new(environment.keys.verifier())).await.unwrap();
        let app = testkit::App { environment, running: Arc::new(running) };
        let client = sales(&app.organization().await);
        app.environment.servers.lock().await.nats.stop().await.unwrap();
        let written = std::sync::Mutex::new(0);
        until("writes are refused", || async {
            let answer = client.post("/v1/notes", &note(fresh(), "during")).await;
            if answer.status == 201 {
                *written.lock().unwrap() += 1;
                return false;
            }
            assert!(answer.headers.contains_key("retry-after"), "{}", answer.text);
            // A machine that is busy with other tests may answer that it is.
            answer.status == 503 && answer.text.contains("outbox-full")
        })
        .await;
        assert!(*written.lock().unwrap() >= 20);
        assert_eq!(outbox(&app.environment, "notes").await, *written.lock().unwrap(), "a refused write leaves nothing");
        client.get("/v1/notes").await.expect(200);
        client.get("/readyz").await.expect(200);
        app.environment.servers.lock().await.nats.start().await.unwrap();
        until("writes are accepted", || async {
            client.post("/v1/notes", &note(fresh(), "after")).await.status == 201
        })
        .await;
    });
}
