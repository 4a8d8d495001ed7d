//! Chains over HTTP.

use chrono::{DateTime, Utc};
use kernel::{Cursor, EventId, Limit, Page, Permission};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::store::{self, Link};

/// The address of chains.
pub fn routes() -> Routes {
    Routes::new("trace").get(
        "/v1/trace/{id}",
        Permission::ReadReports,
        "The chain of events with this correlation id, or that a deal, project, invoice ... takes part in",
        trace,
    )
}

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// An event of a chain.
#[derive(Debug, Serialize, JsonSchema)]
struct LinkView {
    /// The event.
    event_id: Uuid,
    /// Its type.
    event_type: String,
    /// When it happened.
    occurred_at: DateTime<Utc>,
    /// Kind of what changed.
    aggregate_type: String,
    /// What changed.
    aggregate_id: Uuid,
    /// Which change of it.
    aggregate_seq: i64,
    /// Who caused it.
    actor: String,
    /// What they are called, when known.
    actor_name: Option<String>,
    /// The chain.
    correlation_id: Uuid,
    /// The event it reacts to.
    causation_id: Option<Uuid>,
}

impl From<Link> for LinkView {
    fn from(link: Link) -> Self {
        Self {
            event_id: link.event_id,
            event_type: link.event_type,
            occurred_at: link.occurred_at,
            aggregate_type: link.aggregate_type,
            aggregate_id: link.aggregate_id,
            aggregate_seq: link.aggregate_seq,
            actor: link.actor,
            actor_name: link.actor_name,
            correlation_id: link.correlation_id,
            causation_id: link.causation_id,
        }
    }
}

async fn trace(mut db: Read, Path(id): Path<EventId>, Query(asked): Query<Asked>) -> Result<Reply<Page<LinkView>>> {
    let limit = asked.limit.unwrap_or_default();
    let after = asked.cursor.map(|cursor| cursor.decode()).transpose();
    let after: Option<store::LinkKey> = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let begins = after.is_none();
    let links = store::links(&mut db, id.as_uuid(), after, limit).await?;
    if begins && links.is_empty() {
        return Err(Problem::not_found("chain of events"));
    }
    let page = Page::from_rows(links, limit, |link| (link.occurred_at, link.event_id));
    Ok(Reply::plain(page.map(LinkView::from)))
}
