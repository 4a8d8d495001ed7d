//! What cannot be applied is put aside with what follows it, and holds up nothing else.

use futures::StreamExt;
use kernel::{EventId, Role};
use serde_json::{Value, json};
use testkit::{App, Client, Delivery, Organization};
use uuid::Uuid;

use crate::reader;
use crate::support::{
    PATIENCE, admin, applied_once_in_order, both, changed, created, effects, fresh, nats, run, seqs, until,
};

pub async fn organization() -> (App, Organization, Client) {
    let (_, reader) = both().await;
    let org = reader.organization().await;
    let owner = org.as_role(Role::Owner);
    (reader, org, owner)
}

pub async fn open(client: &Client) -> Vec<Value> {
    let answer = client.get("/v1/operations/dead-letters").await.expect(200);
    answer["items"].as_array().expect("a list").clone()
}

pub async fn wait_for(client: &Client, count: usize) -> Vec<Value> {
    until("the letters are there", || async { open(client).await.len() == count }).await;
    open(client).await
}

pub fn of(letters: &[Value], id: Uuid, seq: i64) -> &Value {
    let found = letters.iter().find(|one| one["aggregate_id"] == json!(id) && one["aggregate_seq"] == json!(seq));
    found.expect("the letter is there")
}

fn path(letter: &Value, verb: &str) -> String {
    format!("/v1/operations/dead-letters/{}/{verb}", letter["dead_letter_id"].as_str().expect("an id"))
}

#[test]
fn a_refused_event_blocks_only_its_aggregate_and_is_applied_in_order_once_mended() {
    run(async {
        let (reader, org, owner) = organization().await;
        let (id, other) = (fresh(), fresh());
        let refused = reader.deliver(&org, 1, &created(id, reader::REFUSED)).await;
        assert!(matches!(&refused, Delivery::DeadLettered(error) if error.contains("is refused")), "{refused:?}");
        for seq in 2..=4 {
            reader.send(&org, seq, &changed(id, "behind")).await;
        }
        assert_eq!(reader.deliver(&org, 1, &created(other, "flows")).await, Delivery::Applied);
        let letters = wait_for(&owner, 4).await;
        assert_eq!(of(&letters, id, 1)["reason"], "refused");
        assert_eq!(of(&letters, id, 3)["status"], "parked");
        let consumers = owner.get("/v1/operations/consumers").await.expect(200);
        let notes =
            consumers["items"].as_array().unwrap().iter().find(|one| one["consumer"] == "reader-notes").unwrap();
        assert_eq!((&notes["dead_letters"], &notes["parked"]), (&json!(1), &json!(3)));

        owner.post(path(of(&letters, id, 3), "retry"), &json!({})).await.problem(409, "earlier-letter-first");
        let still = owner.post(path(of(&letters, id, 1), "retry"), &json!({})).await.expect(200);
        assert_eq!(still["applied"], 0);
        reader::mend(org.id);
        let done = owner.post(path(of(&letters, id, 1), "retry"), &json!({})).await.expect(200);
        assert_eq!((&done["applied"], &done["stopped_by"]), (&json!(4), &Value::Null));
        assert_eq!(reader.deliver(&org, 5, &changed(id, "later")).await, Delivery::Applied);
        applied_once_in_order(&reader.running, org.id, 6).await;
        assert!(open(&owner).await.is_empty());
        owner.post(path(of(&letters, id, 1), "retry"), &json!({})).await.expect(404);
    });
}

#[test]
fn a_letter_that_is_given_up_lets_the_others_follow() {
    run(async {
        let (reader, org, owner) = organization().await;
        let id = fresh();
        assert_ne!(reader.deliver(&org, 1, &created(id, reader::REFUSED)).await, Delivery::Applied);
        reader.send(&org, 2, &changed(id, "behind")).await;
        let letters = wait_for(&owner, 2).await;
        owner
            .post(path(of(&letters, id, 2), "discard"), &json!({ "reason": "x" }))
            .await
            .problem(409, "earlier-letter-first");
        org.as_role(Role::Sales)
            .post(path(of(&letters, id, 1), "discard"), &json!({ "reason": "x" }))
            .await
            .expect(403);
        let done = owner.post(path(of(&letters, id, 1), "discard"), &json!({ "reason": "a test" })).await.expect(200);
        assert_eq!(done["applied"], 1);
        assert_eq!(reader.deliver(&org, 3, &changed(id, "later")).await, Delivery::Applied);
        assert_eq!(seqs(&reader.running, org.id, id).await, [2, 3]);
    });
}

#[test]
fn a_copy_that_was_parked_does_not_block_its_aggregate_for_ever() {
    run(async {
        let (reader, org, owner) = organization().await;
        let (id, first) = (fresh(), EventId::new());
        reader.send_again(&org, 1, &created(id, reader::REFUSED), first).await;
        wait_for(&owner, 1).await;
        // The publisher sends everything again while the aggregate is blocked.
        reader.send_again(&org, 1, &created(id, reader::REFUSED), first).await;
        reader.send(&org, 2, &changed(id, "behind")).await;
        let letters = wait_for(&owner, 3).await;
        reader::mend(org.id);
        let dead = letters.iter().find(|letter| letter["status"] == "dead").unwrap();
        let done = owner.post(path(dead, "retry"), &json!({})).await.expect(200);
        assert_eq!((&done["applied"], &done["stopped_by"]), (&json!(2), &Value::Null));
        assert!(open(&owner).await.is_empty());
        assert_eq!(reader.deliver(&org, 3, &changed(id, "later")).await, Delivery::Applied);
        applied_once_in_order(&reader.running, org.id, 3).await;
    });
}

#[test]
fn a_second_event_under_the_same_number_is_put_aside_and_blocks_nothing() {
    run(async {
        let (reader, org, owner) = organization().await;
        let id = fresh();
        assert_eq!(reader.deliver(&org, 1, &created(id, "a")).await, Delivery::Applied);
        reader.send(&org, 1, &created(id, "another history")).await;
        let letters = wait_for(&owner, 1).await;
        assert_eq!(letters[0]["reason"], "forked");
        assert_eq!(reader.deliver(&org, 2, &changed(id, "b")).await, Delivery::Applied);
        owner.post(path(&letters[0], "discard"), &json!({ "reason": "a test" })).await.expect(200);
        assert!(open(&owner).await.is_empty());
        assert_eq!(reader.deliver(&org, 3, &changed(id, "c")).await, Delivery::Applied);
        assert_eq!(seqs(&reader.running, org.id, id).await, [1, 2, 3]);
    });
}

#[test]
fn a_panic_is_tried_again_then_put_aside_and_others_flow() {
    run(async {
        let (reader, org, owner) = organization().await;
        let (id, other) = (fresh(), fresh());
        reader.send(&org, 1, &created(id, reader::PANICS)).await;
        for seq in 1..=3 {
            assert_eq!(reader.deliver(&org, seq, &changed(other, "flows")).await, Delivery::Applied);
        }
        let letters = wait_for(&owner, 1).await;
        assert_eq!(letters[0]["reason"], "crash_loop");
        assert!(letters[0]["error"].as_str().unwrap().contains("panics on purpose"), "{letters:?}");
        reader::mend(org.id);
        let done = owner.post(path(&letters[0], "retry"), &json!({})).await.expect(200);
        assert_eq!(done["applied"], 1);
        assert_eq!(effects(&reader.running, org.id).await.len(), 4);
    });
}

#[test]
fn a_missing_event_that_is_given_up_lets_the_others_follow() {
    run(async {
        let (reader, org, owner) = organization().await;
        let id = fresh();
        assert_eq!(reader.deliver(&org, 1, &created(id, "a")).await, Delivery::Applied);
        assert_ne!(reader.deliver(&org, 2, &changed(id, reader::REFUSED)).await, Delivery::Applied);
        reader.send(&org, 4, &changed(id, "after the gap")).await;
        let letters = wait_for(&owner, 2).await;
        reader::mend(org.id);
        let done = owner.post(path(of(&letters, id, 2), "retry"), &json!({})).await.expect(200);
        assert_eq!(done["applied"], 1, "the third never came");
        let letters = open(&owner).await;
        let done = owner.post(path(of(&letters, id, 4), "discard"), &json!({ "reason": "a test" })).await.expect(200);
        assert_eq!(done["applied"], 0);
        assert_eq!(reader.deliver(&org, 5, &changed(id, "later")).await, Delivery::Applied);
        assert_eq!(seqs(&reader.running, org.id, id).await, [1, 2, 5]);
    });
}

async fn hasty() -> (App, Organization, Client) {
    let reader = App::start(reader::hasty()).await;
    let org = reader.organization().await;
    let owner = org.as_role(Role::Owner);
    (reader, org, owner)
}

#[test]
fn an_event_whose_predecessor_never_comes_is_put_aside_in_the_end() {
    run(async {
        let (reader, org, owner) = hasty().await;
        let id = fresh();
        reader.send(&org, 2, &changed(id, "early")).await;
        let letters = wait_for(&owner, 1).await;
        let letter = of(&letters, id, 2);
        assert_eq!(letter["reason"], "gap");
        assert!(letter["error"].as_str().unwrap().contains("Event 1"), "{letter}");
        // It comes after all: what is missing is applied, and what was put aside follows by hand.
        reader.send(&org, 1, &created(id, "late")).await;
        until("both are put aside in order", || async { open(&owner).await.len() == 2 }).await;
        let letters = open(&owner).await;
        let done = owner.post(path(of(&letters, id, 1), "retry"), &json!({})).await.expect(200);
        assert_eq!(done["applied"], 2);
        assert_eq!(seqs(&reader.running, org.id, id).await, [1, 2]);
    });
}

#[test]
fn what_waits_for_something_that_never_comes_is_put_aside_in_the_end() {
    run(async {
        let (reader, org, owner) = hasty().await;
        let id = fresh();
        reader.send(&org, 1, &created(id, reader::WAITS)).await;
        let letters = wait_for(&owner, 1).await;
        assert_eq!(of(&letters, id, 1)["reason"], "prerequisite");
        assert!(effects(&reader.running, org.id).await.is_empty(), "what a reaction did before it waited is undone");
    });
}

#[test]
fn what_belongs_to_an_organisation_nobody_heard_of_makes_room_and_is_applied_once_it_is_known() {
    run(async {
        let (reader, known, _) = hasty().await;
        let unknown = reader.known(kernel::OrgId::new());
        let id = fresh();
        reader.send(&unknown, 1, &created(id, "a")).await;
        reader.send(&unknown, 2, &changed(id, "b")).await;
        until("both are put aside", || async {
            let mut conn = admin(&reader.environment, "hasty").await;
            let reasons: Vec<String> = sqlx::query_scalar(
                "select reason from dead_letters where org_id = $1 and status in ('dead', 'parked') order by aggregate_seq",
            )
            .bind(unknown.id.as_uuid())
            .fetch_all(&mut conn)
            .await
            .unwrap();
            reasons.len() == 2 && reasons[0] == "organization"
        })
        .await;
        assert_eq!(reader.deliver(&known, 1, &created(fresh(), "c")).await, Delivery::Applied);
        let organization = contracts::identity::Organization {
            org_id: unknown.id,
            name: kernel::Name::new("Late").unwrap(),
            country: kernel::CountryCode::new("HU").unwrap(),
            base_currency: kernel::Currency::EUR,
            time_zone: "Europe/Budapest".parse().unwrap(),
        };
        let created = contracts::identity::OrganizationCreated { organization, language: kernel::Language::En };
        assert_eq!(reader.deliver(&unknown, 1, &created).await, Delivery::Applied);
        reader.run_job(&unknown, "apply what waited for its organisation").await;
        assert_eq!(seqs(&reader.running, unknown.id, id).await, [1, 2]);
        assert!(open(&unknown.as_role(Role::Owner)).await.is_empty());
    });
}

#[test]
fn what_comes_after_a_waiting_event_is_not_given_up_before_it() {
    run(async {
        let (reader, org, owner) = hasty().await;
        let id = fresh();
        reader.send(&org, 2, &changed(id, "b")).await;
        reader.send(&org, 1, &created(id, reader::WAITS)).await;
        // The first is given up in its own time; whatever follows is parked behind it, and not called missing.
        let letters = wait_for(&owner, 2).await;
        assert_eq!(of(&letters, id, 1)["reason"], "prerequisite");
        assert_eq!(of(&letters, id, 2)["reason"], "blocked");
        reader::mend(org.id);
        let done = owner.post(path(of(&letters, id, 1), "retry"), &json!({})).await.expect(200);
        assert_eq!(done["applied"], 2);
        assert_eq!(seqs(&reader.running, org.id, id).await, [1, 2]);
    });
}

#[test]
fn an_older_place_claimed_by_a_newer_event_is_a_fork_and_no_repetition() {
    run(async {
        let (reader, org, owner) = organization().await;
        let id = fresh();
        reader.deliver(&org, 1, &created(id, "a")).await;
        reader.deliver(&org, 2, &changed(id, "b")).await;
        // Its writer was restored to a moment before it wrote the second event, and goes on.
        let later = Uuid::new_v7(uuid::Timestamp::from_unix(
            uuid::NoContext,
            reader.running.state().clock.now().timestamp().unsigned_abs() + 3600,
            0,
        ));
        reader.send_again(&org, 1, &created(id, "another a"), EventId::from_uuid(later)).await;
        let letters = wait_for(&owner, 1).await;
        assert_eq!(of(&letters, id, 1)["reason"], "forked");
        assert_eq!(reader.deliver(&org, 3, &changed(id, "c")).await, Delivery::Applied, "it holds nothing up");
        assert_eq!(seqs(&reader.running, org.id, id).await, [1, 2, 3]);
    });
}

#[test]
fn what_a_later_history_of_its_writer_gives_the_place_of_a_lost_event_is_no_repetition_and_can_be_applied() {
    run(async {
        let (reader, org, owner) = organization().await;
        let id = fresh();
        let send = async |seq: i64, text: &str, epoch: i32| {
            let event = EventId::new();
            match seq {
                1 => reader.send_of(&org, seq, &created(id, text), event, epoch).await,
                _ => reader.send_of(&org, seq, &changed(id, text), event, epoch).await,
            }
            event
        };
        let first = send(1, "a", 1).await;
        send(2, "b", 1).await;
        send(3, "c", 1).await;
        until("they are applied", || async { seqs(&reader.running, org.id, id).await == [1, 2, 3] }).await;
        // Its writer's server failed and lost the last two; another took over and goes on. What it says of the lost places may
        // come before or after its newest event.
        send(2, "another b", 2).await;
        let letters = wait_for(&owner, 1).await;
        assert_eq!(of(&letters, id, 2)["reason"], "forked");
        send(4, "d", 2).await;
        until("nothing is held up", || async { seqs(&reader.running, org.id, id).await == [1, 2, 3, 4] }).await;
        let lost = send(3, "another c", 2).await;
        let letters = wait_for(&owner, 2).await;
        assert_eq!(of(&letters, id, 3)["reason"], "forked");
        // Within one history the same is a repetition.
        reader.send_of(&org, 1, &created(id, "a"), first, 1).await;
        // A person decides that it counts, too; what comes again after that has no second effect.
        let done = owner.post(path(of(&letters, id, 3), "retry"), &json!({})).await.expect(200);
        assert_eq!(done["applied"], 1);
        reader.send_of(&org, 3, &changed(id, "another c"), lost, 2).await;
        let letters = wait_for(&owner, 2).await;
        owner.post(path(of(&letters, id, 3), "retry"), &json!({})).await.expect(200);
        owner.post(path(of(&letters, id, 2), "discard"), &json!({ "reason": "a test" })).await.expect(200);
        send(5, "e", 2).await;
        until("all goes on", || async { seqs(&reader.running, org.id, id).await == [1, 2, 3, 4, 3, 5] }).await;
        assert!(open(&owner).await.is_empty());
    });
}

#[test]
fn what_is_missing_before_a_letter_is_asked_for_when_it_is_retried() {
    run(async {
        let (reader, org, owner) = organization().await;
        let id = fresh();
        assert_eq!(reader.deliver(&org, 1, &created(id, "a")).await, Delivery::Applied);
        let mut conn = admin(&reader.environment, "reader").await;
        let letter = letter_after_a_gap(&mut conn, &org, id).await;
        let client = nats(&reader.environment).await;
        let mut asked = client.subscribe(platform::bus::resend_subject("notes")).await.unwrap();
        client.flush().await.unwrap();
        let retry = format!("/v1/operations/dead-letters/{letter}/retry");
        owner.post(&retry, &json!({})).await.problem(409, "earlier-letter-first");
        // Others ask, too.
        let mut about = async || loop {
            let message = asked.next().await.expect("a request");
            let request: Value = serde_json::from_slice(&message.payload).unwrap();
            if request["aggregate_id"] == json!(id) {
                return request;
            }
        };
        assert_eq!(tokio::time::timeout(PATIENCE, about()).await.expect("in time")["from_seq"], 2);
        // It comes, and both are applied in order.
        reader.send(&org, 2, &changed(id, "b")).await;
        let letters = wait_for(&owner, 2).await;
        let done = owner.post(path(of(&letters, id, 2), "retry"), &json!({})).await.expect(200);
        assert_eq!(done["applied"], 2);
        assert_eq!(seqs(&reader.running, org.id, id).await, [1, 2, 3]);
    });
}

/// A letter with the third event of a note, which blocks it; returns its id.
async fn letter_after_a_gap(conn: &mut sqlx::PgConnection, org: &Organization, id: Uuid) -> Uuid {
    let (event, letter) = (EventId::new(), fresh());
    let envelope = json!({
        "specversion": "1.0", "id": event, "source": "/gerinc/notes", "type": "notes.note.changed.v1", "subject": id,
        "time": "2026-01-01T00:00:00Z", "datacontenttype": "application/json", "orgid": org.id,
        "actor": "system:test", "aggregatetype": "note", "aggregateseq": 3, "epoch": 0, "correlationid": event,
        "data": changed(id, "c"),
    });
    sqlx::query(
        "insert into dead_letters (org_id, dead_letter_id, consumer, stream_seq, event_id, event_type, aggregate_id, aggregate_seq,
                                   headers, raw, status, reason, error, fingerprint, attempts, first_at, last_at)
         values ($1, $2, 'reader-notes', 1000000, $3, 'notes.note.changed.v1', $4, 3, '{}', $5, 'dead', 'gap', 'a test', 'a', 1,
                 now(), now())",
    )
    .bind(org.id.as_uuid())
    .bind(letter)
    .bind(event.as_uuid())
    .bind(id)
    .bind(serde_json::to_vec(&envelope).unwrap())
    .execute(&mut *conn)
    .await
    .unwrap();
    sqlx::query("update consumer_marks set blocked = true where aggregate_id = $1")
        .bind(id)
        .execute(conn)
        .await
        .unwrap();
    letter
}

/// A note as a later release publishes it.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
struct NoteCreatedNewly {
    note_id: Uuid,
}

impl contracts::Event for NoteCreatedNewly {
    const TYPE: &'static str = "notes.note.created.v2";
    const AGGREGATE: &'static str = "note";
    fn aggregate_id(&self) -> Uuid {
        self.note_id
    }
}

#[test]
fn an_event_in_a_version_that_nobody_knows_yet_is_not_passed_over() {
    run(async {
        let (reader, org, owner) = hasty().await;
        let id = fresh();
        reader.send(&org, 1, &NoteCreatedNewly { note_id: id }).await;
        let letters = wait_for(&owner, 1).await;
        assert_eq!(of(&letters, id, 1)["reason"], "prerequisite");
        assert!(letters[0]["error"].as_str().unwrap().contains("release"), "{letters:?}");
        assert!(seqs(&reader.running, org.id, id).await.is_empty());
    });
}

#[test]
fn nats_keeps_that_a_message_was_given_up() {
    run(async {
        let (reader, org, owner) = organization().await;
        let id = fresh();
        reader.deliver(&org, 1, &created(id, reader::REFUSED)).await;
        wait_for(&owner, 1).await;
        let context = platform::bus::jetstream(&nats(&reader.environment).await);
        until("the advisory is stored", || async {
            let mut stream = context.get_stream(platform::bus::ADVISORIES).await.unwrap();
            stream.info().await.unwrap().state.messages > 0
        })
        .await;
    });
}
