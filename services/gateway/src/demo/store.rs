//! The table of demo companies, which the gateway's own role can only read.

use kernel::{MemberId, OrgId, UserId};
use platform::config::Secret;
use platform::db::Database;
use platform::problem::Result;
use sqlx::{Connection, PgConnection};

/// Says that an organisation is a demo company. `owner_url` names the role that owns the tables. Saying it again changes nothing.
///
/// # Errors
/// There is no such organisation, or what the database says, also that the role may not.
pub async fn mark(owner_url: &Secret, organization: OrgId) -> anyhow::Result<()> {
    let mut conn = PgConnection::connect(owner_url.expose()).await?;
    // Of organisations themselves this role sees no row; somebody works in each.
    let is_known: bool = sqlx::query_scalar("select exists (select 1 from user_organizations where organization = $1)")
        .bind(organization.as_uuid())
        .fetch_one(&mut conn)
        .await?;
    anyhow::ensure!(is_known, "there is no organisation {organization}");
    sqlx::query!(
        "insert into demo_organizations (organization) values ($1) on conflict do nothing",
        organization.as_uuid(),
    )
    .execute(&mut conn)
    .await?;
    Ok(conn.close().await?)
}

/// Says that an organisation is no demo company any more: its guests are out within ten seconds.
///
/// # Errors
/// As [`mark`], but whether there is such an organisation does not matter.
pub async fn unmark(owner_url: &Secret, organization: OrgId) -> anyhow::Result<()> {
    let mut conn = PgConnection::connect(owner_url.expose()).await?;
    sqlx::query!("delete from demo_organizations where organization = $1", organization.as_uuid())
        .execute(&mut conn)
        .await?;
    Ok(conn.close().await?)
}

/// The demo companies, the newest first.
pub async fn list(db: &Database) -> Result<Vec<OrgId>> {
    let rows = sqlx::query_scalar!("select organization from demo_organizations order by marked_at desc, organization")
        .fetch_all(&mut *db.connection().await?)
        .await?;
    Ok(rows.into_iter().map(OrgId::from_uuid).collect())
}

/// Whether an organisation is a demo company.
pub async fn is_marked(db: &Database, organization: OrgId) -> Result<bool> {
    let marked = sqlx::query_scalar!(
        r#"select exists (select 1 from demo_organizations where organization = $1) as "exists!""#,
        organization.as_uuid(),
    )
    .fetch_one(&mut *db.connection().await?)
    .await?;
    Ok(marked)
}

/// The membership of somebody who is or was in an organisation, asked in a transaction of it.
pub async fn membership(conn: &mut PgConnection, organization: OrgId, user: UserId) -> Result<Option<MemberId>> {
    let id = sqlx::query_scalar!(
        "select member_id from members where org_id = $1 and user_id = $2",
        organization.as_uuid(),
        user.as_uuid(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(id.map(MemberId::from_uuid))
}

/// Whether somebody is in an organisation now, as a guest or otherwise.
pub async fn is_in(db: &Database, organization: OrgId, user: UserId) -> Result<bool> {
    let is_in = sqlx::query_scalar!(
        r#"select exists (select 1 from user_organizations where organization = $1 and user_id = $2) as "exists!""#,
        organization.as_uuid(),
        user.as_uuid(),
    )
    .fetch_one(&mut *db.connection().await?)
    .await?;
    Ok(is_in)
}
