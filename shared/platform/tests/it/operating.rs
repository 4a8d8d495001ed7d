//! What an operator sees: how far consumers are, whether they are stopped, and what waits to be published.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::support::{admin, both, effects, fresh, note, own_servers, reader_beside, run, sales, until};

async fn status(client: &Client) -> Value {
    let consumers = client.get("/v1/operations/consumers").await.expect(200);
    let items = consumers["items"].as_array().expect("a list");
    items.iter().find(|one| one["consumer"] == "reader-notes").expect("the reader of notes").clone()
}

#[test]
fn a_stopped_consumer_lags_and_goes_on_where_it_stopped() {
    run(async {
        let writer = own_servers().await;
        let reader = reader_beside(&writer).await;
        let org = reader.organization().await;
        let (auditor, writing) = (org.as_role(Role::Auditor), sales(&writer.known(org.id)));
        writing.post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        until("nothing lags", || async { status(&auditor).await["lag"] == json!(0) }).await;
        assert_eq!(status(&auditor).await["paused"], json!(false));

        let mut conn = admin(&reader.environment, "reader").await;
        let stop =
            "insert into consumer_pauses (consumer, paused_at, paused_by) values ('reader-notes', now(), 'test')";
        sqlx::query(stop).execute(&mut conn).await.unwrap();
        assert_eq!(status(&auditor).await["paused"], json!(true));
        // It looks whether it is stopped every five seconds; what comes after that waits.
        until("it has stopped", || async {
            writing.post("/v1/notes", &note(fresh(), "b")).await.expect(201);
            status(&auditor).await["lag"].as_u64().unwrap() >= 20
        })
        .await;
        let before = effects(&reader.running, org.id).await.len();
        sqlx::query("delete from consumer_pauses").execute(&mut conn).await.unwrap();
        until("all is applied", || async { status(&auditor).await["lag"] == json!(0) }).await;
        assert_eq!(status(&auditor).await["paused"], json!(false));
        assert!(effects(&reader.running, org.id).await.len() > before);
    });
}

#[test]
fn nobody_stops_a_consumer_for_other_organisations() {
    run(async {
        let (_, reader) = both().await;
        let owner = reader.organization().await.as_role(Role::Owner);
        for verb in ["pause", "resume"] {
            owner.post(format!("/v1/operations/consumers/reader-notes/{verb}"), &json!({})).await.expect(404);
        }
    });
}

#[test]
fn the_outbox_of_an_organisation_is_counted_while_nats_is_away() {
    run(async {
        let writer = own_servers().await;
        let (ours, theirs) = (writer.organization().await, writer.organization().await);
        let auditor = ours.as_role(Role::Auditor);
        let outbox = async |client: &Client| client.get("/v1/operations/outbox").await.expect(200).json;
        until("all is published", || async { outbox(&auditor).await == json!({ "pending": 0, "oldest_at": null }) })
            .await;
        writer.environment.servers.lock().await.nats.stop().await.unwrap();
        for _ in 0..3 {
            sales(&ours).post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        }
        sales(&theirs).post("/v1/notes", &note(fresh(), "b")).await.expect(201);
        let waiting = outbox(&auditor).await;
        assert_eq!(waiting["pending"], 3);
        let oldest: chrono::DateTime<chrono::Utc> = waiting["oldest_at"].as_str().unwrap().parse().unwrap();
        assert!(oldest <= writer.running.state().clock.now());
        let started = std::time::Instant::now();
        for item in auditor.get("/v1/operations/consumers").await.expect(200)["items"].as_array().unwrap() {
            assert_eq!(item["lag"], Value::Null, "{item}");
        }
        assert!(started.elapsed().as_secs() < 8, "it does not wait for NATS");
        ours.as_role(Role::Sales).get("/v1/operations/outbox").await.problem(403, "forbidden");
        writer.environment.servers.lock().await.nats.start().await.unwrap();
        until("all is published", || async { outbox(&auditor).await["pending"] == json!(0) }).await;
    });
}
