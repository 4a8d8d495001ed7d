//! Live updates over HTTP, with events in a real NATS.

use std::sync::Arc;
use std::time::{Duration, Instant};

use gateway::Settings;
use http::Method;
use kernel::OrgId;
use serde_json::{Value, json};
use testkit::{Environment, environment, on_runtime};
use uuid::Uuid;

use crate::stage::{Person, Stage, gateway, gateway_on, gateway_with, http};

const LIVE: &str = "/api/live";
/// How long something may take to be heard.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open connection.
struct Ear {
    response: reqwest::Response,
    text: String,
    /// The id that a browser would send when it comes back.
    last_id: String,
    comments: usize,
}

#[derive(Debug, PartialEq)]
struct Heard {
    event: String,
    data: Value,
}

impl Ear {
    async fn open(stage: &Stage, headers: &[(&str, &str)]) -> Self {
        Self::open_at(stage, LIVE, headers).await
    }

    async fn open_at(stage: &Stage, path: &str, headers: &[(&str, &str)]) -> Self {
        let mut request = http().get(stage.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        let mut ear = Self { response, text: String::new(), last_id: String::new(), comments: 0 };
        // The first block tells the position; from here on nothing is missed.
        while !ear.text.contains("\n\n") {
            ear.more().await.unwrap();
        }
        ear
    }

    async fn of(person: &Person) -> Self {
        Self::open(&person.stage, &[("cookie", &person.cookie)]).await
    }

    /// Comes back, at the same replica or at another.
    async fn again(person: &Person, stage: &Stage, last_id: &str) -> Self {
        Self::open(stage, &[("cookie", &person.cookie), ("last-event-id", last_id)]).await
    }

    async fn more(&mut self) -> Option<()> {
        let chunk = tokio::time::timeout(PATIENCE, self.response.chunk()).await.expect("something is heard in time");
        self.text.push_str(std::str::from_utf8(&chunk.ok().flatten()?).unwrap());
        Some(())
    }

    /// The next event; none when the connection has ended.
    async fn next(&mut self) -> Option<Heard> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::to_owned);
                let (event, data, id) = (field("event: "), field("data: "), field("id: "));
                self.comments += usize::from(block.starts_with(':') || block.contains("\n:"));
                self.text = self.text.split_off(self.text.len() - rest.len());
                self.last_id = id.unwrap_or_else(|| self.last_id.clone());
                if let (Some(event), Some(data)) = (event, data) {
                    return Some(Heard { event, data: serde_json::from_str(&data).unwrap() });
                }
            }
            self.more().await?;
        }
    }

    /// Id of the thing of the next change, past those of signing up and hiring, which come at a time of their own.
    async fn changed(&mut self) -> String {
        loop {
            let heard = self.next().await.expect("the connection is open");
            assert_eq!(heard.event, "change", "{heard:?}");
            if !heard.data["type"].as_str().unwrap().starts_with("identity.") {
                return heard.data["id"].as_str().unwrap().to_owned();
            }
        }
    }

    async fn reset(&mut self) {
        assert_eq!(self.next().await, Some(Heard { event: "reset".to_owned(), data: json!({}) }));
    }

    /// Waits until the connection has ended, past whatever is still heard.
    async fn ended(mut self) {
        while self.next().await.is_some() {}
    }
}

/// Publishes an event as its service would; answers the id of the thing.
async fn publish_on(environment: Arc<Environment>, kind: &str, org: &str) -> String {
    let thing = OrgId::new().to_string();
    let source = kind.split('.').next().unwrap().to_owned();
    let envelope = json!({
        "specversion": "1.0", "id": Uuid::new_v5(&Uuid::NAMESPACE_OID, thing.as_bytes()),
        "source": format!("/gerinc/{source}"), "type": kind, "subject": thing, "time": "2026-11-25T10:00:00Z",
        "datacontenttype": "application/json", "orgid": org, "actor": format!("member:{}", Uuid::nil()),
        "aggregatetype": "thing", "aggregateseq": 4, "epoch": 0, "correlationid": Uuid::nil(),
        "data": { "secret": "not told" },
    });
    let subject = contracts::subject_of(kind);
    on_runtime(async move {
        let url = platform::config::Secret::new(environment.nats_url.as_str());
        let client = platform::bus::connect(&url, "test").await.unwrap();
        let context = platform::bus::jetstream(&client);
        platform::bus::ensure_stream(&context, &source, 1).await.unwrap();
        let ack = context.publish(subject, envelope.to_string().into()).await.unwrap();
        ack.await.unwrap();
    })
    .await;
    thing
}

async fn publish(kind: &str, org: &str) -> String {
    publish_on(environment().await, kind, org).await
}

#[tokio::test]
async fn a_change_is_told_to_its_organisation_and_to_no_other() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let bearer = format!("Bearer {}", anna.token);
    let mut with_token = Ear::open(&stage, &[("authorization", &bearer)]).await;
    let (mut annas, mut belas) = (Ear::of(&anna).await, Ear::of(&bela).await);
    let headers = annas.response.headers();
    assert_eq!(headers["content-type"], "text/event-stream");
    assert_eq!(headers["x-accel-buffering"], "no");

    let deal = publish("crm.deal.won.v1", &anna.org_id).await;
    let heard = loop {
        let heard = annas.next().await.unwrap();
        if heard.data["type"] == "crm.deal.won.v1" {
            break heard;
        }
    };
    let expected = json!({
        "type": "crm.deal.won.v1", "id": deal, "version": 4, "time": "2026-11-25T10:00:00Z",
        "actor": format!("member:{}", Uuid::nil()), "correlation_id": Uuid::nil(),
    });
    assert_eq!(heard, Heard { event: "change".to_owned(), data: expected });
    assert_eq!(with_token.changed().await, deal);
    // What Béla hears first is his own, so he did not hear the other.
    let own = publish("crm.deal.won.v1", &bela.org_id).await;
    assert_eq!(belas.changed().await, own);
    stage.call(Method::GET, LIVE, &[], None).await.problem(401, "missing-token");
    stage.call(Method::GET, LIVE, &[("cookie", "gerinc_session=00")], None).await.problem(401, "session-over");
}

#[tokio::test]
async fn only_what_one_may_read_is_told() {
    let anna = gateway().await.owner().await;
    let (sales, employee) = (anna.hire(&["sales"]).await, anna.hire(&["employee"]).await);
    let (mut owners, mut sellers, mut employees) =
        (Ear::of(&anna).await, Ear::of(&sales).await, Ear::of(&employee).await);
    let mut published = Vec::new();
    for kind in
        ["crm.deal.won.v1", "billing.invoice.issued.v1", "expenses.claim.approved.v1", "projects.time.logged.v1"]
    {
        published.push(publish(kind, &anna.org_id).await);
        assert_eq!(owners.changed().await, *published.last().unwrap());
    }
    let [deal, _invoice, claim, time] = &published[..] else { panic!("four were published") };
    // Each source is read on its own, so what is published close together may be heard in another order.
    let mut heard = vec![sellers.changed().await, sellers.changed().await, sellers.changed().await];
    heard.sort();
    let mut expected = vec![deal.clone(), claim.clone(), time.clone()];
    expected.sort();
    assert_eq!(heard, expected);
    let mut heard = vec![employees.changed().await, employees.changed().await];
    heard.sort();
    let mut expected = vec![claim.clone(), time.clone()];
    expected.sort();
    assert_eq!(heard, expected);
    // The gateway's own facts come the same way.
    let auditor = anna.hire(&["auditor"]).await;
    while employees.next().await.unwrap().data["id"] != auditor.member_id {}
}

#[tokio::test]
async fn whoever_comes_back_hears_what_they_missed_at_any_replica() {
    let stage = gateway().await;
    let (anna, bela) = (stage.owner().await, stage.owner().await);
    let mut ear = Ear::of(&anna).await;
    let first = publish("crm.deal.created.v1", &anna.org_id).await;
    assert_eq!(ear.changed().await, first);
    let last_id = ear.last_id.clone();
    drop(ear);
    let mut missed = vec![publish("crm.deal.won.v1", &anna.org_id).await];
    publish("crm.deal.won.v1", &bela.org_id).await;
    missed.push(publish("crm.deal.lost.v1", &anna.org_id).await);
    // One that starts only now has read nothing yet, and says so; soon after it knows as much.
    let other = gateway_with(Settings::default()).await;
    for replica in [&stage, &other] {
        let started = Instant::now();
        let mut ear = loop {
            let mut ear = Ear::again(&anna, replica, &last_id).await;
            if !ear.text.contains("event: reset") {
                break ear;
            }
            ear.reset().await;
            assert!(started.elapsed() < PATIENCE, "it never learns what was told");
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        for thing in &missed {
            assert_eq!(ear.changed().await, *thing);
        }
        missed.push(publish("crm.deal.updated.v1", &anna.org_id).await);
        assert_eq!(ear.changed().await, missed[missed.len() - 1]);
    }
}

#[tokio::test]
async fn whoever_listens_from_where_their_session_stood_misses_nothing() {
    let anna = gateway().await.owner().await;
    publish("crm.deal.created.v1", &anna.org_id).await;
    let session = anna.get("/api/identity/v1/session").await;
    let after = session.json["live_position"].as_str().unwrap().to_owned();
    let missed = publish("crm.deal.won.v1", &anna.org_id).await;
    let (path, cookie) = (format!("{LIVE}?after={after}"), [("cookie", anna.cookie.as_str())]);
    let mut ear = Ear::open_at(&anna.stage, &path, &cookie).await;
    assert_eq!(ear.changed().await, missed);
    // A browser that lost the connection asks at the same address; what it says to have heard is newer.
    let last_id = ear.last_id.clone();
    let newer = publish("crm.deal.updated.v1", &anna.org_id).await;
    let both = [cookie[0], ("last-event-id", last_id.as_str())];
    assert_eq!(Ear::open_at(&anna.stage, &path, &both).await.changed().await, newer);
    Ear::open_at(&anna.stage, &format!("{LIVE}?after=17"), &cookie).await.reset().await;
}

#[tokio::test]
async fn what_cannot_be_known_is_a_reset() {
    let anna = gateway().await.owner().await;
    let mut ear = Ear::of(&anna).await;
    publish("crm.deal.created.v1", &anna.org_id).await;
    ear.changed().await;
    let (_, numbers) = ear.last_id.split_once('-').unwrap();
    let other_streams = format!("00000000-{numbers}");
    for unknown in ["17", "\u{e9}", other_streams.as_str()] {
        let mut ear = Ear::again(&anna, &anna.stage, unknown).await;
        ear.reset().await;
        let new = publish("crm.deal.won.v1", &anna.org_id).await;
        assert_eq!(ear.changed().await, new, "{unknown}");
    }
}

#[tokio::test]
async fn a_connection_ends_with_its_session_and_with_its_roles() {
    let anna = gateway().await.owner().await;
    let (out, changed, removed) =
        (anna.hire(&["sales"]).await, anna.hire(&["sales"]).await, anna.hire(&["sales"]).await);
    let (outs, changeds, removeds) = (Ear::of(&out).await, Ear::of(&changed).await, Ear::of(&removed).await);
    let (mut stays, started) = (Ear::of(&anna).await, Instant::now());
    out.call(Method::POST, "/api/identity/v1/logout", &[], None).await.expect(204);
    let member = |person: &Person| format!("/api/identity/v1/members/{}", person.member_id);
    anna.patch(&member(&changed), "\"1\"", &json!({ "roles": ["employee"] })).await.expect(200);
    anna.patch(&member(&removed), "\"1\"", &json!({ "active": false })).await.expect(200);
    tokio::join!(outs.ended(), changeds.ended(), removeds.ended());
    assert!(started.elapsed() < Duration::from_secs(12), "{:?}", started.elapsed());
    out.call(Method::GET, LIVE, &[], None).await.problem(401, "session-over");
    // Whoever's roles changed comes back with the new ones; nobody else noticed.
    let mut back = Ear::of(&changed).await;
    publish("crm.deal.won.v1", &anna.org_id).await;
    let time = publish("projects.time.logged.v1", &anna.org_id).await;
    assert_eq!(back.changed().await, time);
    while stays.changed().await != time {}
}

#[tokio::test]
async fn it_outlives_every_limit_on_requests() {
    let anna = gateway().await.owner().await;
    let mut ear = Ear::of(&anna).await;
    // Longer than any handler may take; the line that keeps it open comes after 15 seconds.
    while ear.comments == 0 {
        ear.more().await.unwrap();
        ear.comments = ear.text.matches("\n:").count() + usize::from(ear.text.starts_with(':'));
    }
    let deal = publish("crm.deal.won.v1", &anna.org_id).await;
    assert_eq!(ear.changed().await, deal);
}

#[tokio::test]
async fn one_member_holds_only_so_many_connections() {
    let anna = gateway().await.owner().await;
    let ears = futures::future::join_all((0..20).map(|_| Ear::of(&anna))).await;
    let refused = anna.get(LIVE).await;
    assert!(refused.headers.contains_key("retry-after"));
    refused.problem(429, "too-many-live-connections");
    drop(ears);
    let started = Instant::now();
    while anna.http.get(anna.stage.url(LIVE)).header("cookie", &anna.cookie).send().await.unwrap().status() != 200 {
        assert!(started.elapsed() < PATIENCE, "closed connections are still counted");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn stopping_waits_for_nobody_who_listens() {
    let stage = gateway_with(Settings::default()).await;
    let anna = stage.owner().await;
    let ear = Ear::of(&anna).await;
    let Person { stage: theirs, .. } = anna;
    let (Stage { running, .. }, started) = (stage, Instant::now());
    drop(theirs);
    let running = Arc::into_inner(running).expect("nobody else holds it");
    on_runtime(async move { running.stop_now().await }).await;
    ear.ended().await;
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[tokio::test]
async fn without_nats_requests_are_answered_and_nothing_is_lost() {
    let environment = on_runtime(async { Arc::new(Box::pin(Environment::start()).await) }).await;
    let stage = gateway_on(Arc::clone(&environment), Settings::default()).await;
    let anna = stage.owner().await;
    let mut ear = Ear::of(&anna).await;
    // Before NATS has answered for the first time there is no position.
    while !ear.text.contains("id: ") {
        ear = Ear::of(&anna).await;
    }
    let deal = publish_on(Arc::clone(&environment), "crm.deal.created.v1", &anna.org_id).await;
    assert_eq!(ear.changed().await, deal);
    let nats = Arc::clone(&environment);
    on_runtime(async move { nats.servers.lock().await.nats.stop().await.unwrap() }).await;
    anna.get("/api/identity/v1/members").await.expect(200);
    let mut new = Ear::of(&anna).await;
    let nats = Arc::clone(&environment);
    on_runtime(async move { nats.servers.lock().await.nats.start().await.unwrap() }).await;
    let deal = publish_on(Arc::clone(&environment), "crm.deal.won.v1", &anna.org_id).await;
    assert_eq!(ear.changed().await, deal, "no reset: reading goes on where it stopped");
    assert_eq!(new.changed().await, deal);
}

#[tokio::test]
async fn many_connections_of_one_organisation_all_hear() {
    let stage = gateway().await;
    let anna = stage.owner().await;
    let mut members = Vec::new();
    for _ in 0..5 {
        members.push(anna.hire(&["sales"]).await);
    }
    let mut streams = Vec::new();
    for member in &members {
        for _ in 0..20 {
            streams.push(open_raw(&stage, &member.cookie).await);
        }
    }
    publish("crm.deal.won.v1", &anna.org_id).await;
    for stream in &mut streams {
        let mut text = Vec::new();
        while !String::from_utf8_lossy(&text).contains("crm.deal.won.v1") {
            tokio::io::AsyncReadExt::read_buf(stream, &mut text).await.unwrap();
        }
    }
}

/// A connection without a client library, whose buffers would be measured too.
async fn open_raw(stage: &Stage, cookie: &str) -> tokio::net::TcpStream {
    let mut stream = tokio::net::TcpStream::connect(stage.running.address()).await.unwrap();
    let request = format!("GET {LIVE} HTTP/1.1\r\nhost: gerinc\r\ncookie: {cookie}\r\n\r\n");
    tokio::io::AsyncWriteExt::write_all(&mut stream, request.as_bytes()).await.unwrap();
    let mut text = Vec::new();
    while !String::from_utf8_lossy(&text).contains("retry:") {
        tokio::io::AsyncReadExt::read_buf(&mut stream, &mut text).await.unwrap();
    }
    stream
}
