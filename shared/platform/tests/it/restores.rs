//! Databases and streams that come back as they were at an earlier moment, or not at all.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::stream::Config as StreamConfig;
use chrono::TimeDelta;
use platform::bus;
use platform::relay::Relay;
use sqlx::Executor;
use testkit::Environment;

use crate::notes;
use crate::support::{
    admin, applied_once_in_order, first_copies, fresh, journal, kill, nats, note, outbox, own_servers, reader_beside,
    run, sales, stream, until,
};

#[test]
fn a_reader_restored_to_an_earlier_moment_is_caught_up() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        let reader = reader_beside(&app).await;
        for _ in 0..10 {
            let body = serde_json::json!({ "note_id": fresh(), "text": "a", "changes": 2 });
            sales(&org).post("/v1/notes", &body).await.expect(201);
        }
        applied_once_in_order(&reader.running, org.id, 30).await;
        let environment = Arc::clone(&app.environment);
        // In order, so that acknowledgements and the place in the stream are noted.
        Arc::into_inner(reader.running).unwrap().stop_now().await;
        let mut conn = admin(&environment, "reader").await;
        // The second half never happened.
        for statement in [
            "update consumer_marks m set last_seq = 0, last_event_id = null where consumer = 'reader-notes'
                and aggregate_id in (select note_id from effects where place > (select max(place) / 2 from effects))",
            "delete from effects e where exists (select 1 from consumer_marks m where m.consumer = 'reader-notes'
                and m.aggregate_id = e.note_id and m.last_seq = 0)",
            "alter table journal disable trigger all",
            "delete from journal j where j.causation_id is not null
                and not exists (select 1 from effects e where e.event_id = j.causation_id)",
            "alter table journal enable trigger all",
            "update consumer_checkpoints set stream_seq = 0 where consumer = 'reader-notes'",
        ] {
            conn.execute(statement).await.unwrap();
        }
        let reader = reader_beside(&app).await;
        applied_once_in_order(&reader.running, org.id, 30).await;
        kill(reader).await;

        // A checkpoint that is behind by itself takes no consumer away.
        conn.execute("update consumer_checkpoints set stream_seq = 5 where consumer = 'reader-notes'").await.unwrap();
        let context = bus::jetstream(&nats(&environment).await);
        let source = bus::ensure_stream(&context, "notes", 1).await.unwrap();
        let made = async || {
            let consumer = source.get_consumer::<async_nats::jetstream::consumer::pull::Config>("reader-notes").await;
            consumer.unwrap().cached_info().created
        };
        let before = made().await;
        let reader = reader_beside(&app).await;
        sales(&org).post("/v1/notes", &note(fresh(), "b")).await.expect(201);
        applied_once_in_order(&reader.running, org.id, 31).await;
        assert_eq!(made().await, before);
    });
}

#[test]
fn a_message_that_waits_hides_nothing_that_a_restored_reader_lost() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        let reader = reader_beside(&app).await;
        // The server's acknowledgement floor stays below this one as long as it waits.
        sales(&org).post("/v1/notes", &note(fresh(), crate::reader::WAITS)).await.expect(201);
        for _ in 0..10 {
            sales(&org).post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        }
        applied_once_in_order(&reader.running, org.id, 10).await;
        let environment = Arc::clone(&app.environment);
        Arc::into_inner(reader.running).unwrap().stop_now().await;
        let mut conn = admin(&environment, "reader").await;
        // The last of them never happened; the place in the stream is what it was.
        for statement in [
            "delete from consumer_marks where consumer = 'reader-notes' and aggregate_id in (select note_id from effects where place = (select max(place) from effects))",
            "delete from effects where place = (select max(place) from effects)",
            "alter table journal disable trigger all",
            "delete from journal j where j.causation_id is not null
                and not exists (select 1 from effects e where e.event_id = j.causation_id)",
            "alter table journal enable trigger all",
        ] {
            conn.execute(statement).await.unwrap();
        }
        let reader = reader_beside(&app).await;
        applied_once_in_order(&reader.running, org.id, 10).await;
        crate::reader::mend(org.id);
        applied_once_in_order(&reader.running, org.id, 11).await;
    });
}

#[test]
fn what_another_history_of_the_database_lost_is_found_even_where_as_much_is_pending() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        let reader = reader_beside(&app).await;
        let waiting = fresh();
        sales(&org).post("/v1/notes", &note(waiting, crate::reader::WAITS)).await.expect(201);
        for _ in 0..10 {
            sales(&org).post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        }
        applied_once_in_order(&reader.running, org.id, 10).await;
        let environment = Arc::clone(&app.environment);
        Arc::into_inner(reader.running).unwrap().stop_now().await;
        let first = journal(&app.running, org.id).await.into_iter().find(|row| row.aggregate_id == waiting).unwrap();
        let mut conn = admin(&environment, "reader").await;
        // A server took over that lacks the last of them; meanwhile another replica applied the one that is pending. So the
        // server has as much pending as is missing.
        for statement in [
            "delete from consumer_marks where consumer = 'reader-notes' and aggregate_id in (select note_id from effects where place = (select max(place) from effects))",
            "delete from effects where place = (select max(place) from effects)",
            "alter table journal disable trigger all",
            "delete from journal j where j.causation_id is not null
                and not exists (select 1 from effects e where e.event_id = j.causation_id)",
            "alter table journal enable trigger all",
            "update consumer_checkpoints set history = 'another' where consumer = 'reader-notes'",
        ] {
            conn.execute(statement).await.unwrap();
        }
        for statement in [
            "insert into consumer_marks (org_id, consumer, aggregate_id, last_seq, last_event_id)
             values ($1, 'reader-notes', $2, 1, $3) on conflict (org_id, consumer, aggregate_id) do update
                set last_seq = 1, last_event_id = excluded.last_event_id",
            "insert into effects (org_id, event_id, note_id, seq, text) values ($1, $3, $2, 1, 'a')",
        ] {
            let query = sqlx::query(statement).bind(org.id.as_uuid()).bind(waiting).bind(first.event_id);
            query.execute(&mut conn).await.unwrap();
        }
        let reader = reader_beside(&app).await;
        applied_once_in_order(&reader.running, org.id, 11).await;
        let noted: String =
            sqlx::query_scalar("select history from consumer_checkpoints where consumer = 'reader-notes'")
                .fetch_one(&mut conn)
                .await
                .unwrap();
        assert_ne!(noted, "another");
    });
}

#[test]
fn a_late_acknowledgement_of_a_consumer_that_was_made_anew_hides_nothing() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        let reader = reader_beside(&app).await;
        sales(&org).post("/v1/notes", &note(fresh(), crate::reader::WAITS)).await.expect(201);
        sales(&org).post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        applied_once_in_order(&reader.running, org.id, 1).await;
        let environment = Arc::clone(&app.environment);
        Arc::into_inner(reader.running).unwrap().stop_now().await;
        let mut conn = admin(&environment, "reader").await;
        // A server took over that lacks what was applied, so the consumer is made anew.
        for statement in [
            "delete from consumer_marks where consumer = 'reader-notes'",
            "delete from effects",
            "alter table journal disable trigger all",
            "delete from journal",
            "alter table journal enable trigger all",
            "update consumer_checkpoints set history = 'another', stream_seq = 0 where consumer = 'reader-notes'",
        ] {
            conn.execute(statement).await.unwrap();
        }
        let reader = reader_beside(&app).await;
        applied_once_in_order(&reader.running, org.id, 1).await;

        // The replica that had lost its connection acknowledges the message that waits.
        let client = nats(&environment).await;
        let source = bus::ensure_stream(&bus::jetstream(&client), "notes", 1).await.unwrap();
        let held = async || {
            let consumer = source.get_consumer::<async_nats::jetstream::consumer::pull::Config>("reader-notes").await;
            consumer.unwrap().cached_info().ack_floor.stream_sequence
        };
        let place = held().await + 1;
        let late = format!("$JS.ACK.GERINC_NOTES.reader-notes.1.{place}.{place}.1.0");
        client.publish(late, "+ACK".into()).await.unwrap();
        client.flush().await.unwrap();
        until("the server takes it for settled", || async { held().await >= place }).await;
        crate::reader::mend(org.id);
        let noted = "select stream_seq from consumer_checkpoints where consumer = 'reader-notes'";
        assert_eq!(sqlx::query_scalar::<_, i64>(noted).fetch_one(&mut conn).await.unwrap(), 0);
        // Two minutes later.
        conn.execute("update consumer_checkpoints set compare_after = now()").await.unwrap();
        applied_once_in_order(&reader.running, org.id, 2).await;
    });
}

/// An event of long ago that is in the journal and nowhere else.
const LOST: &str = "with lost as (select gen_random_uuid() as id)
     insert into journal (org_id, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version,
                          occurred_at, actor, correlation_id, payload)
     select org_id, lost.id, aggregate_type, lost.id, 1, type, schema_version, now() - interval '1 year', actor,
            lost.id, replace(payload::text, aggregate_id::text, lost.id::text)::json
       from lost, (select * from journal where type = 'notes.note.created.v1' order by position limit 1) as one";

/// An operator's limit on the stream of notes, for a moment: nothing that is old stays, and the server forgets that it had it.
async fn cut_everything(environment: &Environment, context: &Context) {
    // The first comparison of journal and stream would send again what it finds cut, in the middle of this.
    until("journal and stream were compared", || async {
        let mut conn = admin(environment, "notes").await;
        let compared = sqlx::query_scalar("select exists (select 1 from stream_comparisons)");
        compared.fetch_one(&mut conn).await.unwrap()
    })
    .await;
    let mut notes = bus::ensure_stream(context, "notes", 1).await.unwrap();
    let config = notes.cached_info().config.clone();
    // The server allows no age below the window for duplicates. It may set its timer by the window before the last one it was
    // told, so it is told two.
    let short = Duration::from_secs(1);
    for window in [short, short / 2] {
        let limited = StreamConfig { max_age: short, duplicate_window: window, ..config.clone() };
        context.update_stream(limited).await.unwrap();
    }
    // A publisher that starts meanwhile leaves the limit as it is.
    bus::ensure_stream(context, "notes", 1).await.unwrap();
    assert_eq!(notes.get_info().await.unwrap().config.max_age, short);
    // Two timers of the server cut and forget, in either order, and what it has not forgotten by the end of this moment it would
    // not take again for two minutes. It forgets in the order in which it was told: what comes last shows it.
    let is_known = async || {
        let message = PublishMessage::build().message_id("the last one");
        context.send_publish("ev.notes.none.v1", message).await.unwrap().await.unwrap().duplicate
    };
    assert!(!is_known().await);
    until("the server forgot what it had", || async { !is_known().await }).await;
    let reaches = notes.info().await.unwrap().state.last_sequence;
    until("the limit cut everything", || async {
        context.get_stream("GERINC_NOTES").await.unwrap().cached_info().state.first_sequence > reaches
    })
    .await;
    context.update_stream(config).await.unwrap();
}

#[test]
fn a_reader_that_comes_after_retention_cut_the_beginning_is_sent_all_of_it() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        for _ in 0..5 {
            sales(&org).post("/v1/notes", &note(fresh(), "old")).await.expect(201);
        }
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        let context = bus::jetstream(&nats(&app.environment).await);
        cut_everything(&app.environment, &context).await;
        let reader = reader_beside(&app).await;
        applied_once_in_order(&reader.running, org.id, 5).await;
        // What was sent again is not asked for a second time.
        let stored = stream(&app.environment, "notes").await.len();
        kill(reader).await;
        let reader = reader_beside(&app).await;
        sales(&org).post("/v1/notes", &note(fresh(), "new")).await.expect(201);
        applied_once_in_order(&reader.running, org.id, 6).await;
        assert_eq!(stream(&app.environment, "notes").await.len(), stored + 1);
    });
}

#[test]
fn what_is_cut_while_a_reader_is_paused_is_sent_again_when_it_goes_on() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        let reader = reader_beside(&app).await;
        sales(&org).post("/v1/notes", &note(fresh(), "before")).await.expect(201);
        applied_once_in_order(&reader.running, org.id, 1).await;
        let mut conn = admin(&app.environment, "reader").await;
        let pause =
            "insert into consumer_pauses (consumer, paused_at, paused_by) values ('reader-notes', now(), 'test')";
        conn.execute(pause).await.unwrap();
        // A paused reader pulls nothing.
        let context = bus::jetstream(&nats(&app.environment).await);
        let notes = bus::ensure_stream(&context, "notes", 1).await.unwrap();
        // Who has just seen that nothing is paused pulls a moment later: to look once would prove nothing.
        let quiet = AtomicU32::new(0);
        until("nobody pulls", || async {
            let consumer = notes.get_consumer::<async_nats::jetstream::consumer::pull::Config>("reader-notes").await;
            let waits = consumer.unwrap().cached_info().num_waiting > 0;
            if waits {
                quiet.store(0, Ordering::Relaxed);
            }
            quiet.fetch_add(1, Ordering::Relaxed) >= 50
        })
        .await;
        for _ in 0..5 {
            sales(&org).post("/v1/notes", &note(fresh(), "meanwhile")).await.expect(201);
        }
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        cut_everything(&app.environment, &context).await;
        // This one shall be read first, and must not hide what lay before it.
        sales(&org).post("/v1/notes", &note(fresh(), "after")).await.expect(201);
        conn.execute("delete from consumer_pauses").await.unwrap();
        applied_once_in_order(&reader.running, org.id, 7).await;
    });
}

#[test]
fn a_publisher_that_came_back_as_it_was_earlier_begins_a_new_history() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        let id = fresh();
        let body = serde_json::json!({ "note_id": id, "text": "a", "changes": 2 });
        sales(&org).post("/v1/notes", &body).await.expect(201);
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        let mut conn = admin(&app.environment, "notes").await;
        let (epoch, written) =
            ("select epoch from journal_history", "select epoch from journal order by position desc limit 1");
        let before: i32 = sqlx::query_scalar(epoch).fetch_one(&mut conn).await.unwrap();
        assert_eq!(sqlx::query_scalar::<_, i32>(written).fetch_one(&mut conn).await.unwrap(), before);
        // A copy of the database lacks the last event; no timeline tells.
        for statement in [
            "alter table journal disable trigger all",
            "delete from journal where aggregate_seq = 3",
            "alter table journal enable trigger all",
        ] {
            conn.execute(statement).await.unwrap();
        }
        let context = bus::jetstream(&nats(&app.environment).await);
        let access = app.environment.database("notes", &notes::service()).await;
        let relay = Relay { source: "notes", url: access.relay, context, replicas: 1, outbox: Arc::default() };
        for _ in 0..2 {
            platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap();
            let now: i32 = sqlx::query_scalar(epoch).fetch_one(&mut conn).await.unwrap();
            assert_eq!(now, before + 1, "a new history, once");
        }
        sales(&org).post("/v1/notes", &note(fresh(), "b")).await.expect(201);
        assert_eq!(sqlx::query_scalar::<_, i32>(written).fetch_one(&mut conn).await.unwrap(), before + 1);

        // Another timeline is another history, whatever its number is: an upgraded server begins with the first again.
        conn.execute("update journal_history set timeline = '000000FF'").await.unwrap();
        for _ in 0..2 {
            sales(&org).post("/v1/notes", &note(fresh(), "c")).await.expect(201);
            assert_eq!(sqlx::query_scalar::<_, i32>(written).fetch_one(&mut conn).await.unwrap(), before + 2);
        }
    });
}

#[test]
fn a_stream_that_was_lost_is_filled_from_the_journal() {
    run(async {
        let app = own_servers().await;
        let org = app.organization().await;
        let reader = reader_beside(&app).await;
        for _ in 0..5 {
            sales(&org).post("/v1/notes", &note(fresh(), "old")).await.expect(201);
        }
        applied_once_in_order(&reader.running, org.id, 5).await;
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        // Long ago, so that comparing the last minutes would not find them.
        let mut conn = admin(&app.environment, "notes").await;
        for statement in [
            "alter table journal disable trigger all",
            "update journal set occurred_at = occurred_at - interval '1 year'",
            "alter table journal enable trigger all",
        ] {
            conn.execute(statement).await.unwrap();
        }
        let context = bus::jetstream(&nats(&app.environment).await);
        context.delete_stream("GERINC_NOTES").await.unwrap();
        // The next write finds no stream and makes it anew.
        sales(&org).post("/v1/notes", &note(fresh(), "new")).await.expect(201);
        applied_once_in_order(&reader.running, org.id, 6).await;
        let access = app.environment.database("notes", &notes::service()).await;
        let relay = Relay { source: "notes", url: access.relay, context, replicas: 1, outbox: Arc::default() };
        // The service does so by itself too, soon after its start.
        platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap();
        until("the stream holds everything", || async {
            first_copies(&stream(&app.environment, "notes").await, org.id).len() == 6
        })
        .await;
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        assert_eq!(platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap(), 0);

        // One that was made long ago never reached the stream: nobody could compare since.
        conn.execute(LOST).await.unwrap();
        assert_eq!(
            platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap(),
            0,
            "it was compared before"
        );
        conn.execute("update stream_comparisons set compared_until = compared_until - interval '2 years'")
            .await
            .unwrap();
        assert_eq!(platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap(), 1);
        applied_once_in_order(&reader.running, org.id, 7).await;
        // A stream that ends before the place where it ended then was restored from a copy.
        conn.execute(LOST).await.unwrap();
        conn.execute("update stream_comparisons set last_sequence = last_sequence + 1000").await.unwrap();
        assert_eq!(platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap(), 1);
        applied_once_in_order(&reader.running, org.id, 8).await;
        // So was one that has grown past it since, with other messages.
        conn.execute(LOST).await.unwrap();
        conn.execute("update stream_comparisons set last_message_id = 'another'").await.unwrap();
        assert_eq!(platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap(), 1);
        applied_once_in_order(&reader.running, org.id, 9).await;
        assert_eq!(journal(&app.running, org.id).await.len(), 9);
        // What waits to be published may be older than everything else; it is compared the next time.
        until("the outbox is empty", || async { outbox(&app.environment, "notes").await == 0 }).await;
        drop(org);
        kill(app).await;
        conn.execute(
            "insert into outbox (org_id, event_id, aggregate_id, aggregate_seq)
             select org_id, event_id, aggregate_id, aggregate_seq from journal order by occurred_at limit 1",
        )
        .await
        .unwrap();
        platform::resend::reconcile(&relay, TimeDelta::minutes(15)).await.unwrap();
        let compared = "select compared_until < now() - interval '300 days' from stream_comparisons";
        let is_compared_again: bool = sqlx::query_scalar(compared).fetch_one(&mut conn).await.unwrap();
        assert!(is_compared_again);
    });
}
