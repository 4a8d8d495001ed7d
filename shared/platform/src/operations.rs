//! What an operator of an organisation can see and mend over HTTP: dead letters and how far consumers are.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Extension;
use kernel::{DeadLetterId, Note, Permission};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::consumer::Inbox;
use crate::consumer::letters::{self, DeadLetter, Replayed};
use crate::http::{Json, Path, Reply};
use crate::problem::{Problem, Result};
use crate::routes::Routes;
use crate::tx::Read;

/// The consumers of this process by name.
#[derive(Clone, Default)]
pub(crate) struct Consumers(pub Arc<HashMap<String, Arc<Inbox>>>);

impl Consumers {
    fn get(&self, name: &str) -> Result<&Arc<Inbox>> {
        self.0
            .get(name)
            .ok_or_else(|| Problem::internal(format!("consumer {name} is not part of this service any more")))
    }
}

/// Open dead letters of the organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DeadLetters {
    /// Oldest first.
    items: Vec<DeadLetter>,
}

/// Why a dead letter is given up.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Discard {
    /// Kept with the letter.
    reason: Note,
}

/// How far a consumer is.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ConsumerStatus {
    /// Its name, e.g. `billing-crm`.
    consumer: String,
    /// Aggregates of the organisation that are blocked by a dead letter.
    blocked_aggregates: i64,
    /// Open dead letters of the organisation.
    dead_letters: i64,
    /// Messages parked behind them.
    parked: i64,
}

/// All consumers of the service.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct ConsumerList {
    /// By name.
    items: Vec<ConsumerStatus>,
}

pub(crate) fn routes() -> Routes {
    Routes::new("operations")
        .get(
            "/v1/operations/consumers",
            Permission::ReadOperations,
            "List the consumers and what blocks them",
            consumers,
        )
        .get("/v1/operations/dead-letters", Permission::ReadOperations, "List events that could not be applied", list)
        .post(
            "/v1/operations/dead-letters/{dead_letter_id}/retry",
            Permission::ManageOperations,
            "Apply a dead letter and what is parked behind it",
            retry,
        )
        .post(
            "/v1/operations/dead-letters/{dead_letter_id}/discard",
            Permission::ManageOperations,
            "Give a dead letter up, with a reason",
            discard,
        )
}

async fn list(mut db: Read) -> Result<Reply<DeadLetters>> {
    Ok(Reply::plain(DeadLetters { items: letters::list(&mut db).await? }))
}

async fn consumers(mut db: Read, Extension(consumers): Extension<Consumers>) -> Result<Reply<ConsumerList>> {
    let mut items = Vec::new();
    let mut names: Vec<&String> = consumers.0.keys().collect();
    names.sort();
    for consumer in names {
        let org = db.org.as_uuid();
        let (blocked_aggregates, dead_letters, parked) = sqlx::query_as(
            "select (select count(*) from consumer_marks where org_id = $1 and consumer = $2 and blocked),
                    count(*) filter (where status = 'dead'), count(*) filter (where status = 'parked')
               from dead_letters where org_id = $1 and consumer = $2 and status in ('dead', 'parked')",
        )
        .bind(org)
        .bind(consumer)
        .fetch_one(db.conn())
        .await?;
        items.push(ConsumerStatus { consumer: consumer.clone(), blocked_aggregates, dead_letters, parked });
    }
    Ok(Reply::plain(ConsumerList { items }))
}

async fn retry(
    mut db: Read,
    Extension(consumers): Extension<Consumers>,
    Path(id): Path<DeadLetterId>,
) -> Result<Reply<Replayed>> {
    let inbox = consumers.get(&letters::consumer_of(&mut db, id).await?)?;
    let (org, actor) = (db.org, db.identity().actor.clone());
    // The replay opens transactions of its own; holding this one meanwhile could starve the pool.
    drop(db);
    Ok(Reply::plain(letters::retry(inbox, org, id, &actor).await?))
}

async fn discard(
    mut db: Read,
    Extension(consumers): Extension<Consumers>,
    Path(id): Path<DeadLetterId>,
    Json(body): Json<Discard>,
) -> Result<Reply<Replayed>> {
    let inbox = consumers.get(&letters::consumer_of(&mut db, id).await?)?;
    let (org, actor) = (db.org, db.identity().actor.clone());
    drop(db);
    Ok(Reply::plain(letters::discard(inbox, org, id, &actor, body.reason.as_str()).await?))
}
