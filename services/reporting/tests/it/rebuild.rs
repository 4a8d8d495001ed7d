//! A long history at once, as when the service is switched on late or its database is built anew.

use std::time::{Duration, Instant};

use contracts::crm::{DealCreated, DealStageChanged};
use contracts::{Actor, Envelope, Event, subject_of};
use kernel::{EventId, Role, StageId};
use platform::db::Mode;
use serde_json::value::RawValue;
use testkit::{App, Organization, on_runtime};

use crate::history::Story;

/// Deals of the history; each has three events.
const DEALS: usize = 1000;

fn message<E: Event>(org: &Organization, seq: i64, event: &E, second: i64) -> (String, Vec<u8>) {
    let id = EventId::new();
    let envelope = Envelope {
        specversion: "1.0".to_owned(),
        id,
        source: "/gerinc/crm".to_owned(),
        event_type: E::TYPE.to_owned(),
        subject: event.aggregate_id(),
        time: chrono::DateTime::from_timestamp(1_770_000_000 + second, 0).unwrap(),
        datacontenttype: "application/json".to_owned(),
        orgid: org.id,
        actor: Actor::System("test".to_owned()),
        aggregatetype: E::AGGREGATE.to_owned(),
        aggregateseq: seq,
        epoch: 0,
        correlationid: id.as_uuid(),
        causationid: None,
        traceparent: None,
        tracestate: None,
        data: RawValue::from_string(serde_json::to_string(event).unwrap()).unwrap(),
    };
    (subject_of(E::TYPE), serde_json::to_vec(&envelope).unwrap())
}

fn history(org: &Organization) -> Vec<(String, Vec<u8>)> {
    let (first, second) = (StageId::new(), StageId::new());
    let stories: Vec<Story> = (0..DEALS).map(|_| Story::new()).collect();
    let mut messages = Vec::with_capacity(3 * DEALS);
    for story in &stories {
        messages.push(message(org, 1, &DealCreated { deal: story.deal("open", first, "100") }, 1));
    }
    for story in &stories {
        let deal = story.deal("open", second, "110");
        messages.push(message(org, 2, &DealStageChanged { deal, from_stage_id: first }, 2));
    }
    for story in &stories {
        messages.push(message(org, 3, &story.won(second, "120"), 3));
    }
    messages
}

async fn count(app: &App, org: &Organization, query: &'static str) -> i64 {
    let (running, org) = (app.running.clone(), org.id);
    on_runtime(async move {
        let mut tx = running.state().db.begin(org, Mode::Read).await.unwrap();
        sqlx::query_scalar(query).bind(org.as_uuid()).fetch_one(&mut *tx).await.unwrap()
    })
    .await
}

#[tokio::test]
async fn a_long_history_is_applied_in_batches() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (messages, url) = (history(&org), app.environment.nats_url.clone());
    let expected = i64::try_from(messages.len()).unwrap();
    on_runtime(async move {
        let url = platform::config::Secret::new(url.as_str());
        let client = platform::bus::connect(&url, "history").await.unwrap();
        let context = platform::bus::jetstream(&client);
        platform::bus::ensure_stream(&context, "crm", 1).await.unwrap();
        // The client stops sending at 5,000 messages whose storage nobody has waited for.
        for part in messages.chunks(1000) {
            let mut acks = Vec::with_capacity(part.len());
            for (subject, payload) in part {
                acks.push(context.publish(subject.clone(), payload.clone().into()).await.unwrap());
            }
            for ack in acks {
                ack.await.unwrap();
            }
        }
    })
    .await;
    let started = Instant::now();
    while count(&app, &org, "select count(*) from events where org_id = $1").await < expected {
        assert!(started.elapsed() < Duration::from_mins(1), "the history was not applied within a minute");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    println!("{expected} events applied {:?} after the last was published", started.elapsed());

    let unbalanced = "select count(*) from (select event_id from postings where org_id = $1
                        group by event_id, currency having sum(amount) <> 0) as unbalanced";
    assert_eq!(count(&app, &org, unbalanced).await, 0);
    assert_eq!(count(&app, &org, "select count(*) from postings where org_id = $1").await, 10 * expected / 3);
    let book = org.as_role(Role::Owner).get("/v1/reports/order-book").await.expect(200);
    assert_eq!(book["totals"][0]["deals"], 1000);
    assert_eq!(book["totals"][0]["order_book"]["amount"]["amount"], "120000.00");
    let past = "2026-02-02T02:40:02Z";
    let then = org.as_role(Role::Owner).get(format!("/v1/reports/pipeline?as_of={past}")).await.expect(200);
    assert_eq!(then["totals"][0]["pipeline"]["amount"]["amount"], "110000.00");
    app.run_job(&org, "compare balances with postings").await;
}

#[tokio::test]
async fn postings_cannot_be_changed() {
    let app = App::start(reporting::service()).await;
    let org = app.organization().await;
    let (running, id) = (app.running.clone(), org.id);
    on_runtime(async move {
        for statement in [
            "update postings set amount = 1",
            "update postings set description = '', amount = 1",
            "delete from postings",
            "delete from events",
            "truncate postings",
        ] {
            let mut tx = running.state().db.begin(id, Mode::Write).await.unwrap();
            let error = sqlx::query(statement).execute(&mut *tx).await.unwrap_err();
            let code = error.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned));
            assert_eq!(code.as_deref(), Some("42501"), "{statement}: {error}");
        }
    })
    .await;
}
