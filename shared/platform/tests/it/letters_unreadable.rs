//! What cannot be read is kept, and holds up nothing.

use kernel::EventId;
use serde_json::json;
use sqlx::Connection;
use testkit::{App, Delivery, Organization};
use uuid::Uuid;

use crate::letters::{of, open, organization, wait_for};
use crate::reader;
use crate::support::{admin, created, effects, fresh, nats, run, until};

#[test]
fn what_cannot_be_read_is_kept_and_holds_up_nothing() {
    run(async {
        let (reader, org, owner) = organization().await;
        let before = undecodable(&reader).await;
        for raw in ["", "{", "\u{0}", "[]", "{\"specversion\":\"1.0\"}", &"[".repeat(10_000)] {
            reader.publish_raw("notes.note.created.v1", raw.as_bytes().to_vec()).await;
        }
        reader.publish_raw("notes.note.created.v1", vec![0xff, 0xfe]).await;
        // An envelope that is one, with a payload that is none.
        let id = fresh();
        reader.send(&org, 1, &Wrong { note_id: id }).await;
        let letters = wait_for(&owner, 1).await;
        assert_eq!(of(&letters, id, 1)["reason"], "refused");
        assert!(letters[0]["error"].as_str().unwrap().contains("undecodable-event"), "{letters:?}");
        // An envelope of one organisation in a message that says it is another's.
        let other = reader.organization().await;
        send_in_the_name_of(&reader, &other, &org, fresh()).await;
        // A character that PostgreSQL keeps in no text, in what the error repeats.
        let envelope = json!({
            "specversion": "\u{0}", "id": EventId::new(), "source": "/gerinc/notes", "type": "notes.note.created.v1",
            "subject": fresh(), "time": "2026-01-01T00:00:00Z", "datacontenttype": "application/json", "orgid": org.id,
            "actor": "system:test", "aggregatetype": "note", "aggregateseq": 1, "epoch": 0,
            "correlationid": EventId::new(), "data": {},
        });
        reader.publish_raw("notes.note.created.v1", serde_json::to_vec(&envelope).unwrap()).await;
        until("everything is put aside", || async { undecodable(&reader).await == before + 9 }).await;
        assert_eq!(reader.deliver(&org, 1, &created(fresh(), "flows")).await, Delivery::Applied);
        assert_eq!(effects(&reader.running, org.id).await.len(), 1);
        assert!(effects(&reader.running, other.id).await.is_empty());
        assert_eq!(open(&owner).await.len(), 1, "an organisation sees its own letters only");

        // An operator gives one of those up that are nobody's, and only those.
        let app = reader.environment.database("reader", &reader::service()).await.app;
        let mut conn = sqlx::PgConnection::connect(app.expose()).await.unwrap();
        let operator = contracts::Actor::System("operator".to_owned());
        let mut give_up = async |id: Uuid| {
            let id = kernel::DeadLetterId::from_uuid(id);
            platform::consumer::discard_unreadable(&mut conn, id, &operator, "a test").await.unwrap()
        };
        assert!(!give_up(letters[0]["dead_letter_id"].as_str().unwrap().parse().unwrap()).await);
        let nobodys = newest_undecodable(&reader).await;
        assert!(give_up(nobodys).await);
        assert!(!give_up(nobodys).await, "it was given up before");
    });
}

async fn undecodable(reader: &App) -> i64 {
    let mut conn = admin(&reader.environment, "reader").await;
    sqlx::query_scalar("select count(*) from dead_letters where org_id = $1 and reason = 'undecodable'")
        .bind(Uuid::nil())
        .fetch_one(&mut conn)
        .await
        .unwrap()
}

async fn newest_undecodable(reader: &App) -> Uuid {
    let mut conn = admin(&reader.environment, "reader").await;
    sqlx::query_scalar(
        "select dead_letter_id from dead_letters where org_id = $1 and status = 'dead' order by 1 desc limit 1",
    )
    .bind(Uuid::nil())
    .fetch_one(&mut conn)
    .await
    .unwrap()
}

async fn send_in_the_name_of(reader: &App, claimed: &Organization, real: &Organization, id: Uuid) {
    let context = platform::bus::jetstream(&nats(&reader.environment).await);
    let event = EventId::new();
    let envelope = json!({
        "specversion": "1.0", "id": event, "source": "/gerinc/notes", "type": "notes.note.created.v1", "subject": id,
        "time": "2026-01-01T00:00:00Z", "datacontenttype": "application/json", "orgid": real.id,
        "actor": "system:test", "aggregatetype": "note", "aggregateseq": 1, "epoch": 0, "correlationid": event,
        "data": created(id, "stolen"),
    });
    let mut headers = async_nats::HeaderMap::new();
    headers.insert("ce-orgid", claimed.id.to_string());
    let payload = serde_json::to_vec(&envelope).unwrap();
    let ack = context.publish_with_headers("ev.notes.note.created.v1", headers, payload.into()).await.unwrap();
    ack.await.unwrap();
}

/// Says it is a note, and is none.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct Wrong {
    note_id: Uuid,
}

impl contracts::Event for Wrong {
    const TYPE: &'static str = "notes.note.created.v1";
    const AGGREGATE: &'static str = "note";
    fn aggregate_id(&self) -> Uuid {
        self.note_id
    }
}
