//! What happened with somebody since they were enrolled.

use chrono::{DateTime, Utc};
use platform::{Db, Result};
use uuid::Uuid;

/// What became of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The client said yes.
    Won,
    /// The client said no.
    Lost,
}

/// Whether a meeting with somebody was written down since a moment.
pub async fn has_met(db: &mut Db, subjects: &[Uuid], since: DateTime<Utc>) -> Result<bool> {
    let org = db.org.as_uuid();
    let met = sqlx::query_scalar!(
        r#"select exists (
             select 1 from timeline_links l
               join timeline_entries e on e.org_id = l.org_id and e.entry_id = l.entry_id
              where l.org_id = $1 and l.subject_id = any($2) and l.kind = 'meeting' and e.recorded_at >= $3
                and jsonb_typeof(e.what->'content') = 'object') as "met!""#,
        org,
        subjects,
        since,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(met)
}

/// Whether a deal of somebody was closed since a moment, and how the last one was. What was won elsewhere and came as history says
/// nothing of now.
pub async fn closed(db: &mut Db, subjects: &[Uuid], since: DateTime<Utc>) -> Result<Option<Closed>> {
    let org = db.org.as_uuid();
    let last = sqlx::query_scalar!(
        r#"select e.what->>'event' as "event!" from timeline_links l
             join timeline_entries e on e.org_id = l.org_id and e.entry_id = l.entry_id
            where l.org_id = $1 and l.subject_id = any($2) and l.kind = 'deal' and e.recorded_at >= $3
              and e.what->>'event' in ('deal_won', 'deal_lost') and e.what->'elsewhere' is distinct from 'true'
            order by e.recorded_at desc limit 1"#,
        org,
        subjects,
        since,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(last.map(|event| if event == "deal_won" { Closed::Won } else { Closed::Lost }))
}
