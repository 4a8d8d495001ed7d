//! Timelines over HTTP.

use chrono::{DateTime, Utc};
use contracts::crm::activities::Subject;
use kernel::{AccountId, ContactId, Cursor, DealId, LeadId, Limit, Page, Permission};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{Happening, Kind};
use super::store::{self, Row};
use crate::subjects;

/// What timelines answer.
pub fn routes() -> Routes {
    use Permission::ReadCrm;
    Routes::new("timeline")
        .get(
            "/v1/accounts/{account_id}/timeline",
            ReadCrm,
            "Show what happened with an account, newest first",
            of_account,
        )
        .get(
            "/v1/contacts/{contact_id}/timeline",
            ReadCrm,
            "Show what happened with a contact, newest first",
            of_contact,
        )
        .get("/v1/deals/{deal_id}/timeline", ReadCrm, "Show what happened with a deal, newest first", of_deal)
        .get("/v1/leads/{lead_id}/timeline", ReadCrm, "Show what happened with a lead, newest first", of_lead)
}

/// Which part of a timeline.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListTimeline {
    kind: Option<Kind>,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

/// An entry of a timeline.
#[derive(Debug, Serialize, JsonSchema)]
struct TimelineEntry {
    /// Its id: that of the event or activity it tells of.
    entry_id: Uuid,
    /// What it is filtered by.
    kind: Kind,
    /// When it happened.
    at: DateTime<Utc>,
    /// Who did it: `member:<id>`, `api_key:<id>` or `system:<part>`.
    actor: String,
    /// What happened.
    what: Happening,
}

impl From<Row> for TimelineEntry {
    fn from(row: Row) -> Self {
        Self { entry_id: row.entry_id, kind: row.kind, at: row.at, actor: row.actor, what: row.what }
    }
}

type Answer = Result<Reply<Page<TimelineEntry>>>;

async fn of_account(db: Read, Path(id): Path<AccountId>, Query(query): Query<ListTimeline>) -> Answer {
    list(db, Subject::Account(id), query).await
}

async fn of_contact(db: Read, Path(id): Path<ContactId>, Query(query): Query<ListTimeline>) -> Answer {
    list(db, Subject::Contact(id), query).await
}

async fn of_deal(db: Read, Path(id): Path<DealId>, Query(query): Query<ListTimeline>) -> Answer {
    list(db, Subject::Deal(id), query).await
}

async fn of_lead(db: Read, Path(id): Path<LeadId>, Query(query): Query<ListTimeline>) -> Answer {
    list(db, Subject::Lead(id), query).await
}

async fn list(mut db: Read, subject: Subject, query: ListTimeline) -> Answer {
    let after = query.cursor.map(|cursor| cursor.decode()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    if !subjects::exists(&mut db, subject).await? {
        return Err(Problem::not_found(subjects::noun(subject)));
    }
    let limit = query.limit.unwrap_or_default();
    let names = subjects::names(&mut db, subject.id()).await?;
    let rows = store::list(&mut db, &names, query.kind, after, limit.fetch()).await?;
    let page = Page::from_rows(rows, limit, |row| (row.at, row.entry_id));
    Ok(Reply::plain(page.map(TimelineEntry::from)))
}
