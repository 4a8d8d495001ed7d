//! In which time zone the organisation lived when.

use chrono::{DateTime, Utc};
use kernel::TimeZoneName;
use platform::{Db, Problem, Result};

/// Notes the zone from a moment on, unless it is the one that holds then anyway.
pub async fn keep(db: &mut Db, from_at: DateTime<Utc>, zone: TimeZoneName) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into organization_zones (org_id, from_at, time_zone) values ($1, $2, $3)
         on conflict (org_id, from_at) do update set time_zone = excluded.time_zone",
        org,
        from_at,
        zone.to_string(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The zone at a moment: the one told last before it, or else the first that was ever told.
pub async fn at(db: &mut Db, moment: DateTime<Utc>) -> Result<TimeZoneName> {
    let (org, now) = (db.org.as_uuid(), db.time_zone);
    let told = sqlx::query_scalar!(
        "select time_zone from organization_zones
          where org_id = $1 order by from_at <= $2 desc, case when from_at <= $2 then from_at end desc, from_at limit 1",
        org,
        moment,
    )
    .fetch_optional(db.conn())
    .await?;
    told.map_or(Ok(now), |zone| zone.parse().map_err(Problem::internal))
}
