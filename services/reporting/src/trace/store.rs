//! The events of a chain.

use chrono::{DateTime, Utc};
use kernel::Limit;
use platform::{Db, Result};
use uuid::Uuid;

/// An event of a chain.
#[derive(Debug, Clone)]
pub struct Link {
    /// The event.
    pub event_id: Uuid,
    /// Its type.
    pub event_type: String,
    /// Kind of the aggregate.
    pub aggregate_type: String,
    /// The aggregate.
    pub aggregate_id: Uuid,
    /// Its place in the aggregate's sequence.
    pub aggregate_seq: i64,
    /// Who caused it.
    pub actor: String,
    /// What they are called.
    pub actor_name: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// The chain.
    pub correlation_id: Uuid,
    /// The event it reacts to.
    pub causation_id: Option<Uuid>,
}

/// The key events of a chain are listed by.
pub type LinkKey = (DateTime<Utc>, Uuid);

/// The events of the chain with this correlation id, or of the chains that something with this id takes part in.
pub async fn links(db: &mut Db, id: Uuid, after: Option<LinkKey>, limit: Limit) -> Result<Vec<Link>> {
    let org = db.org.as_uuid();
    let begins = after.is_none();
    let (after_time, after_event) = after.unwrap_or_default();
    let rows = sqlx::query_as!(
        Link,
        r#"select events.event_id, type as event_type, aggregate_type, aggregate_id, aggregate_seq, actor,
                  member.name as "actor_name?", occurred_at, correlation_id, causation_id
             from events
             left join names member on member.org_id = $1 and member.kind = 'member'
               and member.id = case when actor like 'member:%' then substr(actor, 8)::uuid end
            where events.org_id = $1
              and correlation_id = any(array(
                    select correlation_id from events where org_id = $1 and aggregate_id = $2 union select $2))
              and ($3 or (occurred_at, events.event_id) > ($4, $5))
            order by occurred_at, events.event_id
            limit $6"#,
        org,
        id,
        begins,
        after_time,
        after_event,
        limit.fetch()
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows)
}
