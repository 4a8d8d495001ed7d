//! Services that are killed at any moment: nothing is lost, nothing happens twice.

use std::sync::Arc;
use std::time::Duration;

use platform::bus;
use platform::relay::Relay;
use sqlx::{Connection, Executor, PgConnection};
use testkit::{App, Environment};

use crate::notes;
use crate::reader;
use crate::support::{
    admin, applied_once_in_order, assert_gapless, first_copies, fresh, journal, kill, nats, note, outbox, own_servers,
    reader_beside, run, sales, stream, until,
};

/// A relay that works for a service which does not run.
async fn relay(environment: &Environment) -> Relay {
    let access = environment.database("notes", &notes::service()).await;
    Relay {
        source: "notes",
        url: access.relay,
        context: bus::jetstream(&nats(environment).await),
        replicas: 1,
        outbox: Arc::default(),
    }
}

#[test]
fn a_relay_that_dies_between_publishing_and_deleting_causes_nothing_but_duplicates() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await.id;
        for _ in 0..20 {
            let body = serde_json::json!({ "note_id": fresh(), "text": "a", "changes": 4 });
            sales(&app.known(org)).post("/v1/notes", &body).await.expect(201);
        }
        let rows = journal(&app.running, org).await;
        let environment = Arc::clone(&app.environment);
        until("the outbox is empty", || async { outbox(&environment, "notes").await == 0 }).await;
        kill(app).await;
        let relay = Arc::new(relay(&environment).await);
        // Everything once more, under a lock that lets pointers be read and not be deleted.
        let mut owner = PgConnection::connect(relay.url.expose()).await.unwrap();
        platform::resend::resend(&mut owner, platform::resend::Resend::All).await.unwrap();
        let mut blocker = admin(&environment, "notes").await;
        let mut lock = blocker.begin().await.unwrap();
        lock.execute("lock table outbox in exclusive mode").await.unwrap();
        let mut conn = PgConnection::connect(relay.url.expose()).await.unwrap();
        let dying = Arc::clone(&relay);
        let round = tokio::spawn(async move { dying.try_round(&mut conn).await });
        until("the relay waits to delete", || async {
            let mut conn = admin(&environment, "notes").await;
            sqlx::query_scalar::<_, bool>(
                "select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'delete from outbox%')",
            )
            .fetch_one(&mut conn)
            .await
            .unwrap()
        })
        .await;
        round.abort();
        assert!(round.await.is_err());
        lock.rollback().await.unwrap();
        assert_eq!(outbox(&environment, "notes").await, 100);
        // Killed at random moments from here on.
        for _ in 0..15 {
            let mut conn = PgConnection::connect(relay.url.expose()).await.unwrap();
            let limit = Duration::from_micros(rand::random_range(0..15_000));
            let _ = tokio::time::timeout(limit, relay.try_round(&mut conn)).await;
        }
        let mut conn = PgConnection::connect(relay.url.expose()).await.unwrap();
        while relay.try_round(&mut conn).await.unwrap().found > 0 {}
        assert_eq!(outbox(&environment, "notes").await, 0);
        let stored = stream(&environment, "notes").await;
        assert_gapless(&first_copies(&stored, org));
        assert_eq!(first_copies(&stored, org).len(), rows.len());
        assert_eq!(stored.len(), rows.len(), "the broker recognises what it has");
    });
}

#[test]
fn services_that_are_killed_again_and_again_lose_nothing_and_do_nothing_twice() {
    run(async {
        let mut app = own_servers().await;
        let environment = Arc::clone(&app.environment);
        let org = app.organization().await.id;
        let mut notes = 0_usize;
        for round in 0..6 {
            let reader = reader_beside(&app).await;
            let client = sales(&app.known(org));
            let writer = tokio::spawn(async move {
                let mut written = 0_usize;
                for _ in 0..15 {
                    let body = serde_json::json!({ "note_id": fresh(), "text": "a", "changes": 3 });
                    written += usize::from(client.post("/v1/notes", &body).await.status == 201);
                }
                written
            });
            tokio::time::sleep(Duration::from_millis(rand::random_range(20..150))).await;
            kill(reader).await;
            if round % 2 == 0 {
                notes += writer.await.unwrap();
                kill(app).await;
            } else {
                kill(app).await;
                notes += writer.await.unwrap();
            }
            let running = environment.serve(notes::service(), "notes").await;
            app = App { environment: Arc::clone(&environment), running: Arc::new(running) };
        }
        let rows = journal(&app.running, org).await;
        assert!(rows.len() >= notes * 4, "an acknowledged write is gone");
        until("the outbox is empty", || async { outbox(&environment, "notes").await == 0 }).await;
        let stored = first_copies(&stream(&environment, "notes").await, org);
        assert_gapless(&stored);
        assert_eq!(stored.len(), rows.len());
        // What the killed ones had fetched comes again after half a minute; a new consumer gets it at once.
        let context = bus::jetstream(&nats(&environment).await);
        let source = bus::ensure_stream(&context, "notes", 1).await.unwrap();
        // A reader that was always killed early has not made them.
        let _ = source.delete_consumer("reader-notes").await;
        let identity = bus::ensure_stream(&context, "identity", 1).await.unwrap();
        let _ = identity.delete_consumer("reader-identity").await;
        let reader = reader_beside(&app).await;
        applied_once_in_order(&reader.running, org, rows.len()).await;
        let echoes = journal(&reader.running, org).await;
        assert_eq!(echoes.len(), rows.len() / 4, "each note caused one event");
    });
}

#[test]
fn two_replicas_share_the_work_without_doing_it_twice() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await.id;
        let first = reader_beside(&app).await;
        let writing = {
            let client = sales(&app.known(org));
            tokio::spawn(async move {
                for _ in 0..60 {
                    let body = serde_json::json!({ "note_id": fresh(), "text": "a", "changes": 4 });
                    client.post("/v1/notes", &body).await.expect(201);
                }
            })
        };
        // They come while the first is at work, and must not take its consumer away.
        let second = reader_beside(&app).await;
        let third = reader_beside(&app).await;
        let context = bus::jetstream(&nats(&app.environment).await);
        let source = bus::ensure_stream(&context, "notes", 1).await.unwrap();
        let made = async || source.get_consumer::<async_nats::jetstream::consumer::pull::Config>("reader-notes").await;
        let before = made().await.unwrap().cached_info().created;
        writing.await.unwrap();
        applied_once_in_order(&first.running, org, 300).await;
        assert_eq!(made().await.unwrap().cached_info().created, before, "the consumer was made anew under load");
        sales(&app.known(org)).post("/v1/notes", &note(fresh(), "b")).await.expect(201);
        Arc::into_inner(first.running).unwrap().stop_now().await;
        Arc::into_inner(third.running).unwrap().stop_now().await;
        applied_once_in_order(&second.running, org, 301).await;
    });
}

#[test]
fn another_replica_publishes_when_the_first_is_gone() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await.id;
        let running = app.environment.serve(notes::service(), "notes").await;
        let second = App { environment: Arc::clone(&app.environment), running: Arc::new(running) };
        let reader = App {
            running: Arc::new(app.environment.serve(reader::service(), "reader").await),
            environment: Arc::clone(&app.environment),
        };
        sales(&app.known(org)).post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        applied_once_in_order(&reader.running, org, 1).await;
        let client = sales(&second.known(org));
        kill(app).await;
        let started = std::time::Instant::now();
        client.post("/v1/notes", &note(fresh(), "b")).await.expect(201);
        applied_once_in_order(&reader.running, org, 2).await;
        assert!(started.elapsed() < Duration::from_secs(5), "the take-over took {:?}", started.elapsed());
    });
}

#[test]
fn a_crash_between_commit_and_answer_is_answered_on_the_repeat() {
    run(async {
        let app = own_servers().await;
        let (org, id) = (app.organization().await.id, fresh());
        let keyed = sales(&app.known(org)).with_header("idempotency-key", "k");
        let mut admin = admin(&app.environment, "notes").await;
        // Asked over a connection whose other end is never read, and that breaks with the service.
        let mut connection = tokio::net::TcpStream::connect(app.running.address()).await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut connection, &keyed.raw("POST", "/v1/notes", &note(id, "a")))
            .await
            .unwrap();
        loop {
            let count = sqlx::query_scalar::<_, i64>("select count(*) from notes where note_id = $1").bind(id);
            if count.fetch_one(&mut admin).await.unwrap() == 1 {
                break;
            }
            tokio::task::yield_now().await;
        }
        let environment = Arc::clone(&app.environment);
        kill(app).await;
        drop(connection);
        let running = environment.serve(notes::service(), "notes").await;
        let app = App { environment, running: Arc::new(running) };
        let same = app.known(org).as_member(keyed.member_id, [kernel::Role::Sales]);
        let again = same.with_header("idempotency-key", "k").post("/v1/notes", &note(id, "a")).await.expect(201);
        assert_eq!(again.headers["idempotent-replayed"], "true");
        assert_eq!(journal(&app.running, org).await.len(), 1);
    });
}

#[test]
fn events_that_the_stream_refuses_do_not_keep_back_others() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await.id;
        let mut owner = admin(&app.environment, "notes").await;
        // More than one batch of them, and all before the others.
        sqlx::query(
            "with event as (
               insert into journal (org_id, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version,
                                    occurred_at, actor, correlation_id, payload)
               select $1, gen_random_uuid(), 'note', gen_random_uuid(), 1, 'elsewhere.note.created.v1', 1, now(),
                      'system:test', gen_random_uuid(), '{}'
                 from generate_series(1, 700)
               returning org_id, event_id, aggregate_id, aggregate_seq
             )
             insert into outbox (org_id, event_id, aggregate_id, aggregate_seq) select * from event",
        )
        .bind(org.as_uuid())
        .execute(&mut owner)
        .await
        .unwrap();
        let client = sales(&app.known(org));
        for _ in 0..5 {
            client.post("/v1/notes", &note(fresh(), "flows")).await.expect(201);
        }
        until("the others are published", || async { outbox(&app.environment, "notes").await == 700 }).await;
        assert_eq!(first_copies(&stream(&app.environment, "notes").await, org).len(), 5);
    });
}
