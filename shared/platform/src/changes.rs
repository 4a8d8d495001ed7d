//! Who changed what: the events of one aggregate, oldest first, each with the names of the fields it changed.
//!
//! Read from the journal. It tells names of fields and never values: whoever may see that a thing changed may not
//! always see what it says.

use chrono::{DateTime, Utc};
use kernel::{Limit, Permission};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::http::{Path, Query, Reply};
use crate::problem::{Problem, Result};
use crate::routes::Routes;
use crate::tx::{Db, Read};

/// Which changes of an aggregate.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListChanges {
    /// Only those after this version, which the caller has seen; all when left out.
    #[serde(default)]
    after_version: u32,
    /// How many at most; go on with the last version as `after_version`.
    limit: Option<Limit>,
}

/// One change of an aggregate.
#[derive(Debug, Serialize, JsonSchema, FromRow)]
pub struct Change {
    /// The version it made.
    version: i64,
    /// Type of the event, e.g. `crm.deal.updated.v1`.
    #[serde(rename = "type")]
    #[sqlx(rename = "type")]
    event_type: String,
    /// When.
    time: DateTime<Utc>,
    /// Who: `member:<id>`, `api_key:<id>` or `system:<service>`.
    actor: String,
    /// The fields of the thing that are not as they were in the version before; none for the first version.
    fields: Vec<String>,
}

/// Changes of an aggregate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Changes {
    /// Oldest first.
    items: Vec<Change>,
}

/// The route of a service whose aggregates may all be seen with one permission.
pub fn routes(permission: Permission) -> Routes {
    Routes::new("changes").get(PATH, permission, SUMMARY, list)
}

/// Address of the changes of an aggregate, for a service that has a rule of its own about who sees which.
pub const PATH: &str = "/v1/changes/{aggregate_id}";
/// What the documentation says of it.
pub const SUMMARY: &str = "Who changed what, and when: the history of one thing, whatever its kind";

async fn list(mut db: Read, Path(id): Path<Uuid>, Query(asked): Query<ListChanges>) -> Result<Reply<Changes>> {
    kind(&mut db, id).await?;
    of(&mut db, id, asked).await
}

/// What kind of aggregate an id names, e.g. `deal`.
///
/// # Errors
/// 404 when this service has never published anything about it, or did so in another organisation.
pub async fn kind(db: &mut Db, id: Uuid) -> Result<String> {
    let org = db.org.as_uuid();
    sqlx::query_scalar("select aggregate_type from journal where org_id = $1 and aggregate_id = $2 limit 1")
        .bind(org)
        .bind(id)
        .fetch_optional(db.conn())
        .await?
        .ok_or_else(unknown)
}

/// The answer for an id that names nothing the caller may see.
pub fn unknown() -> Problem {
    Problem::not_found("thing")
}

/// The changes of an aggregate that the caller may see.
///
/// # Errors
/// Only those of the database.
pub async fn of(db: &mut Db, id: Uuid, asked: ListChanges) -> Result<Reply<Changes>> {
    let (org, after) = (db.org.as_uuid(), i64::from(asked.after_version));
    // The image is the member of the payload that is called like its kind, else the first. A field that an older image
    // does not have yet is as good as null there, so that a new field changes nothing by itself.
    let items = sqlx::query_as(
        "with image as (
           select aggregate_seq as version, type, occurred_at as time, actor,
                  coalesce(payload -> aggregate_type, (select value from json_each(payload) limit 1)) as fields
             from journal
            where org_id = $1 and aggregate_id = $2 and aggregate_seq >= $3
            order by aggregate_seq
            limit $4 + 1),
         step as (select *, lag(fields) over (order by version) as before from image)
         select version, type, time, actor,
                array(select field.key
                        from json_each(step.fields) with ordinality as field (key, value, place)
                       where step.before is not null
                         and field.value::jsonb is distinct from coalesce(step.before -> field.key, 'null')::jsonb
                       order by field.place) as fields
           from step
          where version > $3
          order by version
          limit $4",
    )
    .bind(org)
    .bind(id)
    .bind(after)
    .bind(i64::from(asked.limit.unwrap_or_default().get()))
    .fetch_all(db.conn())
    .await?;
    Ok(Reply::plain(Changes { items }))
}
