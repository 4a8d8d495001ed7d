//! What became of a lead so far: the statuses it had, and the times it came forward.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::crm::CustomValues;
use contracts::leads::{LeadConsent, LeadOrigin, LeadStatus};
use kernel::{LeadId, Note};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Serialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::status;
use crate::leads::model::{Lead, status_text};

/// A change of a lead's status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "LeadStatusChange")]
pub struct StatusChange {
    /// Counts the changes of the lead, from 1.
    pub change_no: i32,
    /// Where it stood before; none when it came in.
    pub from: Option<LeadStatus>,
    /// Where it stood then.
    pub to: LeadStatus,
    /// Why, where a reason was given.
    pub reason: Option<Note>,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom: `member:<id>`, `api_key:<id>` or `system:<part>`.
    pub by: String,
}

/// A time at which a lead came forward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "LeadTouch")]
pub struct Touch {
    /// Counts the times, from 1.
    pub touch_no: i32,
    /// Where they came from then.
    pub origin: LeadOrigin,
    /// What they said.
    pub message: Option<Note>,
    /// What they agreed to then.
    pub consent: Option<LeadConsent>,
    /// What they said of the organisation's own fields; of a form, what it asked then.
    pub custom: CustomValues,
    /// When.
    pub at: DateTime<Utc>,
}

/// Notes where a lead stands now. Its row is locked, so the number is free.
pub async fn changed(db: &mut Db, lead: &Lead, was: LeadStatus, by: &str) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &lead.image);
    sqlx::query!(
        "insert into lead_status_changes (org_id, lead_id, change_no, from_status, to_status, reason, changed_at, changed_by)
         select $1, $2, coalesce(max(change_no), 0) + 1, $3, $4, $5, $6, $7
           from lead_status_changes where org_id = $1 and lead_id = $2",
        org,
        image.lead_id.as_uuid(),
        status_text(was),
        status_text(image.status),
        image.status_reason.as_ref().map(Note::as_str),
        now,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Notes that a lead came forward again.
pub async fn add_touch(
    db: &mut Db,
    lead: &Lead,
    came_at: DateTime<Utc>,
    (origin, message, consent, custom): (&LeadOrigin, Option<&Note>, Option<&LeadConsent>, &CustomValues),
) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into lead_touches (org_id, lead_id, touch_no, origin, message, consent, touched_at, custom)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        org,
        lead.image.lead_id.as_uuid(),
        lead.image.touches,
        Json(origin) as _,
        message.map(Note::as_str),
        consent.map(Json) as _,
        came_at,
        Json(custom) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The statuses of a lead, first to last.
pub async fn history(db: &mut Db, lead: LeadId) -> Result<Vec<StatusChange>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select change_no, from_status, to_status, reason as "reason: Note", changed_at, changed_by
             from lead_status_changes where org_id = $1 and lead_id = $2 order by change_no"#,
        org,
        lead.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    let change = rows.into_iter().map(|row| {
        Ok(StatusChange {
            change_no: row.change_no,
            from: row.from_status.as_deref().map(status).transpose()?,
            to: status(&row.to_status)?,
            reason: row.reason,
            at: row.changed_at,
            by: row.changed_by,
        })
    });
    change.collect()
}

/// The latest times a lead came forward, or one that was merged into it, first to last.
pub async fn touches(db: &mut Db, lead: LeadId, most: i64) -> Result<Vec<Touch>> {
    let org = db.org.as_uuid();
    let mut rows = sqlx::query!(
        r#"select touch_no, origin as "origin: Json<LeadOrigin>", message as "message: Note",
                  consent as "consent: Json<LeadConsent>", touched_at, custom as "custom: Json<CustomValues>"
             from lead_touches
            where org_id = $1
              and (lead_id = $2 or lead_id in (select lead_id from leads where org_id = $1 and merged_into = $2))
            order by touched_at desc, touch_no desc limit $3"#,
        org,
        lead.as_uuid(),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.reverse();
    let touch = rows.into_iter().map(|row| Touch {
        touch_no: row.touch_no,
        origin: row.origin.0,
        message: row.message,
        consent: row.consent.map(|consent| consent.0),
        custom: row.custom.0,
        at: row.touched_at,
    });
    Ok(touch.collect())
}

/// Where leads came from when they came forward again, as did whoever was merged into them.
pub async fn later_origins(db: &mut Db, leads: &[LeadId]) -> Result<HashMap<Uuid, Vec<LeadOrigin>>> {
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = leads.iter().map(|id| id.as_uuid()).collect();
    let rows = sqlx::query!(
        r#"select t.lead_id as "lead_id!", t.origin as "origin!: Json<LeadOrigin>" from lead_touches t
            where t.org_id = $1 and t.lead_id = any($2) and t.touch_no > 1
           union all
           select l.merged_into, t.origin from leads l
             join lead_touches t on t.org_id = $1 and t.lead_id = l.lead_id
            where l.org_id = $1 and l.merged_into = any($2)"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    let mut origins: HashMap<Uuid, Vec<LeadOrigin>> = HashMap::new();
    for row in rows {
        origins.entry(row.lead_id).or_default().push(row.origin.0);
    }
    Ok(origins)
}
