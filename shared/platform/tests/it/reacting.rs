//! Each event is applied once, in the order of its aggregate, whatever comes twice, late or too early.

use kernel::EventId;
use testkit::Delivery;

use crate::reader;
use crate::support::{
    PATIENCE, admin, applied_once_in_order, both, changed, created, effects, fresh, note, run, sales, seqs, until,
};

#[test]
fn an_event_that_is_delivered_ten_times_has_one_effect() {
    run(async {
        let (app, reader) = both().await;
        let org = app.organization().await;
        let (id, event) = (fresh(), EventId::new());
        for _ in 0..10 {
            reader.send_again(&org, 1, &created(id, "a"), event).await;
        }
        assert_eq!(reader.deliver(&org, 2, &changed(id, "b")).await, Delivery::Applied);
        reader.send_again(&org, 1, &created(id, "a"), event).await;
        assert_eq!(reader.deliver(&org, 3, &changed(id, "c")).await, Delivery::Applied);
        assert_eq!(seqs(&reader.running, org.id, id).await, [1, 2, 3]);
    });
}

#[test]
fn events_that_come_out_of_order_are_applied_in_order() {
    run(async {
        let (app, reader) = both().await;
        let org = app.organization().await;
        let (id, other) = (fresh(), fresh());
        for seq in [3, 5, 2, 4] {
            reader.send(&org, seq, &changed(id, "late")).await;
        }
        assert_eq!(reader.deliver(&org, 1, &created(other, "a")).await, Delivery::Applied);
        assert_eq!(seqs(&reader.running, org.id, id).await, [0_i64; 0], "nothing is applied before its predecessor");
        reader.send(&org, 1, &created(id, "first")).await;
        applied_once_in_order(&reader.running, org.id, 6).await;
    });
}

#[test]
fn an_event_waits_for_what_it_needs() {
    run(async {
        let (app, reader) = both().await;
        let org = app.organization().await;
        let (id, other) = (fresh(), fresh());
        reader.send(&org, 1, &created(id, reader::WAITS)).await;
        reader.send(&org, 2, &changed(id, "after")).await;
        assert_eq!(reader.deliver(&org, 1, &created(other, "flows")).await, Delivery::Applied);
        assert_eq!(seqs(&reader.running, org.id, id).await, [0_i64; 0], "what a waiting reaction did is undone");
        reader::mend(org.id);
        applied_once_in_order(&reader.running, org.id, 3).await;
    });
}

#[test]
fn a_paused_consumer_stops_and_goes_on() {
    run(async {
        let (app, reader) = both().await;
        let org = app.organization().await;
        let mut conn = admin(&app.environment, "reader").await;
        // The consumer of another stream, so that other tests do not stand still meanwhile.
        sqlx::query(
            "insert into consumer_pauses (consumer, paused_at, paused_by) values ('reader-identity', now(), 'test')",
        )
        .execute(&mut conn)
        .await
        .unwrap();
        let consumer = identity_consumer(&app).await;
        until("the consumer stops pulling", || async { consumer.get_info().await.unwrap().num_waiting == 0 }).await;
        let id = fresh();
        sales(&org).post("/v1/notes", &note(id, "a")).await.expect(201);
        let other = app.organization().await;
        sales(&other).post("/v1/notes", &note(fresh(), "b")).await.expect(201);
        assert!(consumer.get_info().await.unwrap().num_pending > 0);
        sqlx::query("delete from consumer_pauses where consumer = 'reader-identity'").execute(&mut conn).await.unwrap();
        applied_once_in_order(&reader.running, other.id, 1).await;
    });
}

async fn identity_consumer(
    app: &testkit::App,
) -> async_nats::jetstream::consumer::Consumer<async_nats::jetstream::consumer::pull::Config> {
    let context = platform::bus::jetstream(&crate::support::nats(&app.environment).await);
    let stream = platform::bus::ensure_stream(&context, "identity", 1).await.unwrap();
    tokio::time::timeout(PATIENCE, stream.get_consumer("reader-identity")).await.unwrap().unwrap()
}

#[test]
fn a_consumer_that_is_added_later_begins_with_the_first_event() {
    run(async {
        let (app, _) = both().await;
        let org = app.organization().await;
        for _ in 0..5 {
            let body = serde_json::json!({ "note_id": fresh(), "text": "old", "changes": 9 });
            sales(&org).post("/v1/notes", &body).await.expect(201);
        }
        let late = platform::Service::new("late", &crate::notes::MIGRATIONS)
            .on::<crate::notes::NoteCreated, _>(late_created)
            .on::<crate::notes::NoteChanged, _>(late_changed);
        let late = testkit::App::start(late).await;
        applied_once_in_order(&late.running, org.id, 50).await;
        assert!(effects(&late.running, org.id).await.iter().all(|effect| effect.text == "old"));
    });
}

async fn late_created(
    tx: &mut platform::Tx,
    event: platform::Received<crate::notes::NoteCreated>,
) -> platform::Result<platform::Outcome> {
    reader::record(tx, event.id.as_uuid(), event.data.note.note_id, event.seq, &event.data.note.text).await?;
    Ok(platform::Outcome::Done)
}

async fn late_changed(
    tx: &mut platform::Tx,
    event: platform::Received<crate::notes::NoteChanged>,
) -> platform::Result<platform::Outcome> {
    reader::record(tx, event.id.as_uuid(), event.data.note.note_id, event.seq, &event.data.note.text).await?;
    Ok(platform::Outcome::Done)
}
