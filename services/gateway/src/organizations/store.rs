//! An organisation is two rows: what it is, in the table every service has, and its version.

use contracts::identity::Organization;
use kernel::{CountryCode, Currency, Name, OrgId};
use platform::Db;
use platform::problem::{Kind, Problem, Result};
use sqlx::PgConnection;

/// An organisation and its version.
#[derive(Debug, Clone)]
pub struct Versioned {
    /// What it is.
    pub organization: Organization,
    /// How often it was changed, counting its creation.
    pub version: i64,
}

/// Adds the transaction's organisation.
pub async fn insert(db: &mut Db, organization: &Organization) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "with fact as (insert into organizations (org_id, name, country, base_currency, time_zone)
                       values ($1, $2, $3, $4, $5))
         insert into owned_organizations (org_id, version, created_at, updated_at) values ($1, 1, $6, $6)",
        org,
        organization.name.as_str(),
        organization.country.as_str(),
        organization.base_currency.code(),
        organization.time_zone.to_string(),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// The transaction's organisation.
pub async fn get(db: &mut Db) -> Result<Option<Versioned>> {
    let org = db.org;
    let row = sqlx::query!(
        "select o.name, o.country, o.base_currency, o.time_zone, w.version
           from owned_organizations w join organizations o on o.org_id = w.org_id where w.org_id = $1",
        org.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let organization = Organization {
        org_id: org,
        name: Name::new(row.name).map_err(Problem::internal)?,
        country: CountryCode::new(row.country).map_err(Problem::internal)?,
        base_currency: Currency::from_code(&row.base_currency).map_err(Problem::internal)?,
        time_zone: row.time_zone.parse().map_err(Problem::internal)?,
    };
    Ok(Some(Versioned { organization, version: row.version }))
}

/// An organisation, asked in a transaction of its own by somebody who is not there yet.
pub async fn read(conn: &mut PgConnection, org: OrgId) -> Result<Option<Organization>> {
    let row = sqlx::query!(
        "select name, country, base_currency, time_zone from organizations where org_id = $1",
        org.as_uuid()
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        Ok(Organization {
            org_id: org,
            name: Name::new(row.name).map_err(Problem::internal)?,
            country: CountryCode::new(row.country).map_err(Problem::internal)?,
            base_currency: Currency::from_code(&row.base_currency).map_err(Problem::internal)?,
            time_zone: row.time_zone.parse().map_err(Problem::internal)?,
        })
    })
    .transpose()
}

/// As [`get`], and nobody else changes the organisation or its owners until the transaction ends.
pub async fn lock(db: &mut Db) -> Result<Option<Versioned>> {
    let org = db.org.as_uuid();
    sqlx::query!("select version from owned_organizations where org_id = $1 for update", org)
        .fetch_optional(db.conn())
        .await?;
    get(db).await
}

/// Writes a changed organisation; its version is already the new one.
pub async fn save(db: &mut Db, changed: &Versioned) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let done = sqlx::query!(
        "update owned_organizations set version = $2, updated_at = $3 where org_id = $1 and version = $2::bigint - 1",
        org,
        changed.version,
        now,
    )
    .execute(db.conn())
    .await?;
    if done.rows_affected() != 1 {
        return Err(Problem::new(Kind::Stale, "stale-version", "Someone else changed this at the same moment."));
    }
    sqlx::query!(
        "update organizations set name = $2, country = $3, time_zone = $4 where org_id = $1",
        org,
        changed.organization.name.as_str(),
        changed.organization.country.as_str(),
        changed.organization.time_zone.to_string(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
