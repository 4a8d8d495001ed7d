//! How one request or reaction reads and writes.
//!
//! [`Tx`] is identity, organisation, time, connection and journal in one; dropping it rolls back. [`Read`] is its
//! sister for questions. Both dereference to [`Db`], and functions that run SQL accept nothing else, so none of them can
//! forget whose rows it may see: the transaction was opened for one organisation, and PostgreSQL hides all others.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use axum::extract::FromRequestParts;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::{Actor, Event};
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use kernel::{Currency, EventId, MemberId, OrgId, Permission, TimeZoneName};
use serde::Serialize;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::Identity;
use crate::db::{Database, Mode};
use crate::http::{Created, Reply};
use crate::idempotency::{self, Claim};
use crate::journal::{Cause, Pending};
use crate::link::Link;
use crate::problem::{Kind, Problem, Result};
use crate::seal::Sealer;
use crate::service::State;

/// A connection that knows whose rows it may see.
#[derive(Debug)]
pub struct Db {
    link: Link,
    /// The organisation; every statement names it although row-level security would hide the others.
    pub org: OrgId,
    /// The moment of this request or reaction; all it writes carries the same one.
    pub now: DateTime<Utc>,
    /// Zone of the organisation.
    pub time_zone: TimeZoneName,
    /// Currency the organisation keeps its books in.
    pub base_currency: Currency,
}

impl Db {
    /// A connection in an organisation on behalf of nobody who is known: for an address that proves by what is in it what
    /// may be seen. None when there is no such organisation here.
    pub(crate) async fn for_stranger(state: &Arc<State>, org: OrgId) -> Result<Option<Self>> {
        let Some((time_zone, base_currency)) = state.organizations.known(&state.db, org).await? else {
            return Ok(None);
        };
        let link = state.db.begin(org, Mode::Read).await?;
        Ok(Some(Self { link, org, now: state.clock.now(), time_zone, base_currency }))
    }

    /// The connection, for `sqlx::query!(...).execute(db.conn())`.
    pub fn conn(&mut self) -> &mut PgConnection {
        &mut self.link
    }

    /// The business day in the organisation's zone.
    pub fn today(&self) -> NaiveDate {
        self.time_zone.local_date(self.now)
    }
}

/// A request that only reads. All its queries see the same moment's rows of one organisation.
#[derive(Debug)]
pub struct Read {
    db: Db,
    identity: Identity,
}

impl Read {
    /// Who is asking.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Whether the caller's roles allow it.
    pub fn may(&self, permission: Permission) -> bool {
        self.identity.may(permission)
    }
}

/// A request or reaction that writes. Nothing it did stays unless it is committed by one of its `reply` methods, or, in
/// a consumer or job, by the platform.
#[derive(Debug)]
pub struct Tx {
    db: Db,
    state: Arc<State>,
    cause: Cause,
    identity: Option<Identity>,
    if_match: Option<String>,
    claim: Option<Claim>,
    pending: Pending,
    /// Events that are in the journal, but not committed yet.
    written: usize,
}

/// A place in a transaction to which it can go back.
#[derive(Debug)]
#[must_use = "a place that is neither kept nor gone back to stays open until the transaction ends"]
pub struct Place {
    published: usize,
}

impl Deref for Read {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl DerefMut for Read {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.db
    }
}

impl Deref for Tx {
    type Target = Db;
    fn deref(&self) -> &Db {
        &self.db
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Db {
        &mut self.db
    }
}

impl Tx {
    /// A transaction on behalf of somebody who was identified in another way than by an access token: at sign-up and
    /// log-in. Commit it with [`Tx::commit_now`].
    pub async fn begin(state: &Arc<State>, identity: Identity) -> Result<Self> {
        let cause = Cause {
            actor: identity.actor.clone(),
            correlation_id: EventId::new().as_uuid(),
            causation_id: None,
            follows: None,
        };
        let facts = (identity.time_zone, identity.base_currency);
        let mut tx = Self::system(state, &state.db, identity.org, facts, cause).await?;
        tx.identity = Some(identity);
        Ok(tx)
    }

    /// A transaction in an organisation on behalf of nobody who is known; `part` names the part of the suite that lets
    /// them in. None when there is no such organisation.
    pub(crate) async fn for_stranger(state: &Arc<State>, org: OrgId, part: &str) -> Result<Option<Self>> {
        state.outbox.check_room()?;
        let Some(facts) = state.organizations.known(&state.db, org).await? else { return Ok(None) };
        let cause = Cause {
            actor: Actor::System(part.to_owned()),
            correlation_id: EventId::new().as_uuid(),
            causation_id: None,
            follows: None,
        };
        Self::system(state, &state.db, org, facts, cause).await.map(Some)
    }

    /// Commits what was opened with [`Tx::begin`], or by somebody nobody knows.
    pub async fn commit_now(self) -> Result<()> {
        self.commit().await
    }

    /// A transaction of the suite itself, in an organisation of this zone and currency. Reactions and jobs give a database that
    /// is patient, requests one that is not.
    pub(crate) async fn system(
        state: &Arc<State>,
        database: &Database,
        org: OrgId,
        (time_zone, base_currency): (TimeZoneName, Currency),
        cause: Cause,
    ) -> Result<Self> {
        let link = database.begin(org, Mode::Write).await?;
        let db = Db { link, org, now: state.clock.now(), time_zone, base_currency };
        Ok(Self {
            db,
            state: Arc::clone(state),
            cause,
            identity: None,
            if_match: None,
            claim: None,
            pending: Pending::default(),
            written: 0,
        })
    }

    /// Who is asking; an error in consumers and jobs, where nobody is.
    pub fn identity(&self) -> Result<&Identity> {
        self.identity.as_ref().ok_or_else(|| Problem::internal("a reaction or job has no caller"))
    }

    /// The person who asks; none for programs, reactions and jobs.
    pub fn member_id(&self) -> Option<MemberId> {
        self.identity.as_ref().and_then(Identity::member_id)
    }

    /// Who causes what happens here, as it will stand in the journal.
    pub fn actor(&self) -> &Actor {
        &self.cause.actor
    }

    /// Whether the caller's roles allow it; reactions and jobs may do everything.
    pub fn may(&self, permission: Permission) -> bool {
        self.identity.as_ref().is_none_or(|identity| identity.may(permission))
    }

    /// Keeps secrets with the key of the installation.
    pub fn sealer(&self) -> &Sealer {
        &self.state.sealer
    }

    /// Where people reach the installation; none when nobody said.
    pub fn links_url(&self) -> Option<&str> {
        self.state.links_url.as_deref()
    }

    /// Whether mail servers at private addresses may be spoken with.
    pub fn private_mail_servers(&self) -> bool {
        self.state.private_mail_servers
    }

    /// Takes over the first cause of another aggregate, so that, say, an invoice stays in the chain of its deal.
    pub fn follow(&mut self, aggregate: impl Into<Uuid>) {
        self.cause.follows = Some(aggregate.into());
    }

    pub(crate) fn set_cause(&mut self, cause: Cause) {
        self.cause = cause;
    }

    /// Goes on with what somebody began, such as a job with a long piece of work: they are who causes it, and it belongs to
    /// the chain of causes of this aggregate.
    pub fn go_on_for(&mut self, actor: Actor, aggregate: impl Into<Uuid>) {
        self.cause.actor = actor;
        self.cause.follows = Some(aggregate.into());
    }

    /// Reacts to an event of this service's own: what follows is caused by it, by this part of the suite, and belongs to its
    /// chain of causes.
    pub fn react_to(&mut self, event: EventId, correlation_id: Uuid, actor: Actor) {
        self.cause = Cause { actor, correlation_id, causation_id: Some(event), follows: None };
    }

    /// The first cause of what happens here.
    pub fn correlation_id(&self) -> Uuid {
        self.cause.correlation_id
    }

    /// Remembers this place, so that what follows can be taken back without the rest.
    pub async fn place(&mut self) -> Result<Place> {
        sqlx::query("savepoint place").execute(self.conn()).await?;
        Ok(Place { published: self.pending.len() })
    }

    /// Takes back what was written and published since a place. Places are gone back to, or kept, from the last to the
    /// first.
    pub async fn go_back(&mut self, place: Place) -> Result<()> {
        sqlx::query("rollback to savepoint place").execute(self.conn()).await?;
        sqlx::query("release savepoint place").execute(self.conn()).await?;
        self.pending.truncate(place.published);
        Ok(())
    }

    /// Lets what was done since a place stand or fall with the rest.
    pub async fn keep(&mut self, _place: Place) -> Result<()> {
        sqlx::query("release savepoint place").execute(self.conn()).await?;
        Ok(())
    }

    /// Publishes an event: it is written to journal and outbox when this commits. `version` is the aggregate's version
    /// after the change; the first is 1 and none may be left out.
    pub fn publish<E: Event>(&mut self, version: i64, event: &E) -> Result<EventId> {
        self.pending.push(version, event, &self.cause)
    }

    /// Refuses with 412 when the caller said with `If-Match` that they saw another version than this one.
    pub fn if_match(&self, version: i64) -> Result<()> {
        match &self.if_match {
            None => Ok(()),
            Some(given) if given == "*" || given.split(',').any(|tag| tag.trim() == etag(version)) => Ok(()),
            Some(_) => Err(Problem::new(
                Kind::Stale,
                "stale-version",
                "Someone else changed this since you read it. Read it again, then repeat your change.",
            )
            .with_header(header::ETAG, etag(version).parse().map_err(Problem::internal)?)),
        }
    }

    /// As [`Tx::if_match`], and refuses with 428 when the caller said nothing: a change of content must not overwrite
    /// what somebody else has just written.
    pub fn require_match(&self, version: i64) -> Result<()> {
        if self.if_match.is_none() {
            return Err(Problem::new(
                Kind::MatchRequired,
                "match-required",
                "Say which version you are changing: send If-Match with the ETag you read.",
            ));
        }
        self.if_match(version)
    }

    /// Commits and answers 200 with the thing and its version as ETag.
    pub async fn reply<T: Serialize>(self, version: i64, body: T) -> Result<Reply<T>> {
        self.finish(StatusCode::OK, Some(etag(version)), None, &body).await?;
        Ok(Reply::new(Some(etag(version)), body))
    }

    /// Commits and answers 200 with something that has no version.
    pub async fn reply_plain<T: Serialize>(self, body: T) -> Result<Reply<T>> {
        self.finish(StatusCode::OK, None, None, &body).await?;
        Ok(Reply::new(None, body))
    }

    /// Commits and answers 201 with the new thing, its version as ETag and its address, e.g. `/v1/deals/<id>`.
    pub async fn created<T: Serialize>(self, location: String, version: i64, body: T) -> Result<Created<T>> {
        self.finish(StatusCode::CREATED, Some(etag(version)), Some(&location), &body).await?;
        Ok(Created::new(location, etag(version), body))
    }

    async fn finish<T: Serialize>(
        mut self,
        status: StatusCode,
        etag: Option<String>,
        location: Option<&str>,
        body: &T,
    ) -> Result<()> {
        if let Some(claim) = self.claim.take() {
            let body = serde_json::to_vec(body).map_err(Problem::internal)?;
            let (org, now) = (self.db.org, self.db.now);
            claim.store(&mut self.db.link, org, now, status, etag.as_deref(), location, &body).await?;
        }
        self.commit().await
    }

    /// Writes the events published so far into journal and outbox.
    pub(crate) async fn write_events(&mut self) -> Result<()> {
        let (org, now) = (self.db.org, self.db.now);
        self.written += self.pending.write(&mut self.db.link, org, now).await?;
        Ok(())
    }

    /// Writes the events and commits; then wakes the relay.
    pub(crate) async fn commit(mut self) -> Result<()> {
        self.write_events().await?;
        self.db.link.commit().await?;
        if self.written > 0 {
            self.state.outbox.signal();
        }
        Ok(())
    }

    /// Gives up everything this transaction did.
    pub(crate) async fn roll_back(self) {
        if let Err(error) = self.db.link.rollback().await {
            tracing::debug!(%error, "rollback was not answered");
        }
    }
}

/// The strong entity tag of a version.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn identity_of(parts: &Parts) -> Result<Identity> {
    parts
        .extensions
        .get::<Identity>()
        .cloned()
        .ok_or_else(|| Problem::internal("a route without authentication asks for a transaction"))
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

impl FromRequestParts<Arc<State>> for Read {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self> {
        let identity = identity_of(parts)?;
        let link = state.db.begin(identity.org, Mode::Read).await?;
        let db = Db {
            link,
            org: identity.org,
            now: state.clock.now(),
            time_zone: identity.time_zone,
            base_currency: identity.base_currency,
        };
        Ok(Self { db, identity })
    }
}

impl FromRequestParts<Arc<State>> for Tx {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self> {
        let identity = identity_of(parts)?;
        state.outbox.check_room()?;
        let mut link = state.db.begin(identity.org, Mode::Write).await?;
        let claim = match parts.extensions.get::<idempotency::Asked>() {
            None => None,
            Some(asked) => match asked.claim(&mut link, &identity).await {
                Ok(idempotency::Outcome::New(claim)) => Some(claim),
                ended => {
                    // At once, not when the connection is used next: until then the key would stay locked.
                    link.rollback().await?;
                    return Err(match ended {
                        Ok(idempotency::Outcome::Answered(answer)) => Problem::answer(answer),
                        Ok(idempotency::Outcome::New(_)) => Problem::internal("a new request was given up"),
                        Err(problem) => problem,
                    });
                }
            },
        };
        let db = Db {
            link,
            org: identity.org,
            now: state.clock.now(),
            time_zone: identity.time_zone,
            base_currency: identity.base_currency,
        };
        let cause = Cause {
            actor: identity.actor.clone(),
            correlation_id: EventId::new().as_uuid(),
            causation_id: None,
            follows: None,
        };
        Ok(Self {
            db,
            state: Arc::clone(state),
            cause,
            identity: Some(identity),
            if_match: header_text(&parts.headers, header::IF_MATCH),
            claim,
            pending: Pending::default(),
            written: 0,
        })
    }
}

impl aide::OperationInput for Read {}

impl aide::OperationInput for Tx {
    fn operation_input(_: &mut aide::generate::GenContext, operation: &mut aide::openapi::Operation) {
        crate::routes::header_parameter(
            operation,
            "Idempotency-Key",
            "Any text of at most 255 characters that is the same when the request is repeated; then it has one effect and one answer.",
        );
        crate::routes::header_parameter(
            operation,
            "If-Match",
            "The ETag of the version this change is based on; answered with 412 when it is no longer the current one.",
        );
    }
}
