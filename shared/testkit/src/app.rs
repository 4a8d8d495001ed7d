//! A running service, fresh organisations in it, and the events it hears and speaks.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use contracts::identity::OrganizationCreated;
use contracts::{Actor, Envelope, Event, event_type};
use kernel::{CountryCode, Currency, EventId, Language, MemberId, Name, OrgId, Role, RoleSet, TimeZoneName};
use platform::db::Mode;
use platform::{Identity, Running, Service};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::client::Client;
use crate::environment::{Environment, environment, on_runtime};

/// How long a condition is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A service that runs on the servers of this test binary.
#[derive(Clone, Debug)]
pub struct App {
    /// The servers.
    pub environment: Arc<Environment>,
    /// The service.
    pub running: Arc<Running>,
}

/// A fresh organisation.
#[derive(Clone, Debug)]
pub struct Organization {
    /// Its id.
    pub id: OrgId,
    app: App,
}

/// What became of a delivered event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It was applied, now or before.
    Applied,
    /// It lies in the dead letters, with this error.
    DeadLettered(String),
}

/// A row of a service's journal.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Published {
    /// Its id.
    pub event_id: uuid::Uuid,
    /// Type with version.
    #[sqlx(rename = "type")]
    pub event_type: String,
    /// The aggregate.
    pub aggregate_id: uuid::Uuid,
    /// Place in the aggregate's sequence.
    pub aggregate_seq: i64,
    /// First cause.
    pub correlation_id: uuid::Uuid,
    /// Payload.
    pub payload: Value,
}

impl App {
    /// The service, started once per test binary.
    pub async fn start(service: Service) -> Self {
        // Boxed: a service is large, and every test would carry room for it.
        Box::pin(async move {
            let environment = environment().await;
            let cell = environment.service_cell(service.name());
            let running = cell.get_or_init(|| Box::pin(start_service(Arc::clone(&environment), service))).await;
            Self { running: Arc::clone(running), environment }
        })
        .await
    }

    /// A fresh organisation in Budapest that keeps its books in euro, and that the service has heard of.
    ///
    /// # Panics
    /// When the service does not hear of it.
    pub async fn organization(&self) -> Organization {
        self.organization_in(Language::En).await
    }

    /// The same, which begins in a language.
    ///
    /// # Panics
    /// When the service does not hear of it.
    pub async fn organization_in(&self, language: Language) -> Organization {
        let organization = Organization { id: OrgId::new(), app: self.clone() };
        let created = OrganizationCreated {
            organization: contracts::identity::Organization {
                org_id: organization.id,
                name: Name::new("Test").expect("a name"),
                country: CountryCode::new("HU").expect("a country"),
                base_currency: Currency::EUR,
                time_zone: "Europe/Budapest".parse().expect("a zone"),
            },
            language,
        };
        assert_eq!(self.deliver(&organization, 1, &created).await, Delivery::Applied);
        organization
    }

    /// An organisation this service has heard of already, from another incarnation of it.
    pub fn known(&self, id: OrgId) -> Organization {
        Organization { id, app: self.clone() }
    }

    /// Publishes an event as the service that owns it would, and waits until this service's consumer has applied it or
    /// put it aside.
    pub async fn deliver<E: Event>(&self, org: &Organization, seq: i64, event: &E) -> Delivery {
        self.send(org, seq, event).await;
        self.settled(org, event, seq).await
    }

    /// Publishes an event and does not wait; returns its id.
    pub async fn send<E: Event>(&self, org: &Organization, seq: i64, event: &E) -> EventId {
        let id = EventId::new();
        self.send_again(org, seq, event, id).await;
        id
    }

    /// Publishes an event under an id it may have had before, past the broker's own recognition of duplicates.
    ///
    /// # Panics
    /// When NATS does not take it.
    pub async fn send_again<E: Event>(&self, org: &Organization, seq: i64, event: &E, id: EventId) {
        self.send_of(org, seq, event, id, 0).await;
    }

    /// As [`App::send_again`], of a history of its publisher's database; 0 is one that is not known.
    ///
    /// # Panics
    /// When NATS does not take it.
    pub async fn send_of<E: Event>(&self, org: &Organization, seq: i64, event: &E, id: EventId, epoch: i32) {
        let source = event_type(E::TYPE).expect("an event type").service;
        let envelope = Envelope {
            specversion: "1.0".to_owned(),
            id,
            source: format!("/gerinc/{source}"),
            event_type: E::TYPE.to_owned(),
            subject: event.aggregate_id(),
            time: self.running.state().clock.now(),
            datacontenttype: "application/json".to_owned(),
            orgid: org.id,
            actor: Actor::System("test".to_owned()),
            aggregatetype: E::AGGREGATE.to_owned(),
            aggregateseq: seq,
            epoch,
            correlationid: id.as_uuid(),
            causationid: None,
            traceparent: None,
            tracestate: None,
            data: RawValue::from_string(serde_json::to_string(event).expect("a payload")).expect("a payload"),
        };
        let payload = serde_json::to_vec(&envelope).expect("an envelope");
        self.publish_raw(E::TYPE, payload).await;
    }

    /// Puts bytes into the stream of the service that owns a type, whatever they are.
    ///
    /// # Panics
    /// When NATS does not take them.
    pub async fn publish_raw(&self, event_type_name: &str, payload: Vec<u8>) {
        let source = event_type(event_type_name).expect("an event type").service.to_owned();
        let subject = contracts::subject_of(event_type_name);
        let url = platform::config::Secret::new(self.environment.nats_url.as_str());
        on_runtime(async move {
            let client = platform::bus::connect(&url, "test").await.expect("NATS answers");
            let context = platform::bus::jetstream(&client);
            platform::bus::ensure_stream(&context, &source, 1).await.expect("the stream is there");
            let ack = context.publish(subject, payload.into()).await.expect("NATS takes it");
            ack.await.expect("NATS stores it");
        })
        .await;
    }

    /// Waits until an event of an aggregate is applied or put aside.
    ///
    /// # Panics
    /// When neither happens for 20 seconds.
    pub async fn settled<E: Event>(&self, org: &Organization, event: &E, seq: i64) -> Delivery {
        let source = event_type(E::TYPE).expect("an event type").service;
        let consumer = platform::bus::consumer_name(self.running.name(), source);
        let (aggregate, org) = (event.aggregate_id(), org.id);
        let running = Arc::clone(&self.running);
        on_runtime(async move {
            let started = Instant::now();
            loop {
                let mut tx = running.state().db.begin(org, Mode::Read).await.expect("the database answers");
                let applied: Option<i64> = sqlx::query_scalar(
                    "select last_seq from consumer_marks where org_id = $1 and consumer = $2 and aggregate_id = $3",
                )
                .bind(org.as_uuid())
                .bind(&consumer)
                .bind(aggregate)
                .fetch_optional(&mut *tx)
                .await
                .expect("marks can be read");
                let dead: Option<String> = sqlx::query_scalar(
                    "select error from dead_letters where org_id = $1 and consumer = $2 and aggregate_id = $3
                        and aggregate_seq = $4 and status in ('dead', 'parked') order by dead_letter_id desc limit 1",
                )
                .bind(org.as_uuid())
                .bind(&consumer)
                .bind(aggregate)
                .bind(seq)
                .fetch_optional(&mut *tx)
                .await
                .expect("dead letters can be read");
                drop(tx);
                if let Some(error) = dead {
                    return Delivery::DeadLettered(error);
                }
                if applied.is_some_and(|last| last >= seq) {
                    return Delivery::Applied;
                }
                assert!(
                    started.elapsed() < PATIENCE,
                    "{consumer} neither applied event {seq} of {aggregate} nor put it aside"
                );
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        })
        .await
    }

    /// What this service has written into its journal for an organisation, in the order it was written.
    ///
    /// # Panics
    /// When the journal cannot be read.
    pub async fn published(&self, org: &Organization) -> Vec<Published> {
        let (running, org) = (Arc::clone(&self.running), org.id);
        on_runtime(async move {
            let mut tx = running.state().db.begin(org, Mode::Read).await.expect("the database answers");
            sqlx::query_as(
                "select event_id, type, aggregate_id, aggregate_seq, correlation_id, payload
                   from journal where org_id = $1 order by position",
            )
            .bind(org.as_uuid())
            .fetch_all(&mut *tx)
            .await
            .expect("the journal can be read")
        })
        .await
    }

    /// Runs the jobs of this name for an organisation now.
    ///
    /// # Panics
    /// When one fails.
    pub async fn run_job(&self, org: &Organization, name: &'static str) {
        let (running, org) = (Arc::clone(&self.running), org.id);
        on_runtime(async move { running.run_job(name, org).await.expect("the job runs") }).await;
    }

    /// As [`App::run_job`], as if it were another moment.
    ///
    /// # Panics
    /// When one fails.
    pub async fn run_job_at(&self, org: &Organization, name: &'static str, at: DateTime<Utc>) {
        let (running, org) = (Arc::clone(&self.running), org.id);
        on_runtime(async move { running.run_job_at(name, org, at).await.expect("the job runs") }).await;
    }
}

async fn start_service(environment: Arc<Environment>, service: Service) -> Arc<Running> {
    let name = service.name();
    on_runtime(async move { Arc::new(environment.serve(service, name).await) }).await
}

impl Organization {
    /// A member with one role.
    pub fn as_role(&self, role: Role) -> Client {
        self.as_roles([role])
    }

    /// A member with several roles, or none.
    pub fn as_roles(&self, roles: impl IntoIterator<Item = Role>) -> Client {
        self.as_member(MemberId::new(), roles)
    }

    /// A member of this id.
    pub fn as_member(&self, member: MemberId, roles: impl IntoIterator<Item = Role>) -> Client {
        let identity = self.identity(member, roles);
        let now = self.app.running.state().clock.now().timestamp();
        let keys = &self.app.environment.keys;
        let token = keys.sign(&keys.claims(&identity, now));
        Client::new(self.app.running.router(), &token, member)
    }

    /// Who a member is to the services.
    ///
    /// # Panics
    /// Never.
    pub fn identity(&self, member: MemberId, roles: impl IntoIterator<Item = Role>) -> Identity {
        Identity {
            org: self.id,
            actor: Actor::Member(member.as_uuid()),
            roles: roles.into_iter().collect::<RoleSet>(),
            time_zone: "Europe/Budapest".parse::<TimeZoneName>().expect("a zone"),
            base_currency: Currency::EUR,
        }
    }

    /// Somebody with this token, whatever it is.
    pub fn with_token(&self, token: &str) -> Client {
        Client::new(self.app.running.router(), token, MemberId::new())
    }
}
