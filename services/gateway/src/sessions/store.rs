//! The table of sessions. It belongs to no organisation, since a session is asked for before one is known.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Name, OrgId, UserId};
use platform::db::Database;
use platform::problem::{Problem, Result};
use sqlx::PgConnection;

use super::SESSION_DAYS;
use crate::access::Fingerprint;

/// Whom a session stands for.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    /// The person.
    pub user: UserId,
    /// The organisation they work in.
    pub organization: OrgId,
}

/// Opens a session, and forgets those of the same person that are over. `password_hash` is what was compared with: when it
/// has been replaced meanwhile no session is opened, since whoever replaced it has ended all others. Answers whether it did.
pub async fn insert(
    db: &Database,
    key: &Fingerprint,
    session: Session,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = sqlx::query!(
        "with over as (delete from sessions where user_id = $2 and expires_at <= $4),
              person as (select user_id from users where user_id = $2 and password_hash = $6 for share)
         insert into sessions (token_hash, user_id, organization_id, created_at, last_seen_at, expires_at)
         select $1, user_id, $3, $4, $4, $5 from person",
        key.as_slice(),
        session.user.as_uuid(),
        session.organization.as_uuid(),
        now,
        now + TimeDelta::days(SESSION_DAYS),
        password_hash,
    )
    .execute(&mut *db.connection().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a session to another organisation, under a new secret. Answers whether it was still open.
pub async fn switch(
    db: &Database,
    key: &Fingerprint,
    new: &Fingerprint,
    organization: OrgId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = sqlx::query!(
        "update sessions set token_hash = $2, organization_id = $3, last_seen_at = $4, expires_at = $5
          where token_hash = $1 and expires_at > $4",
        key.as_slice(),
        new.as_slice(),
        organization.as_uuid(),
        now,
        now + TimeDelta::days(SESSION_DAYS),
    )
    .execute(&mut *db.connection().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Name of an organisation in which somebody is an active member, and whether as a guest, asked in a transaction of it. None
/// for a guest of what is no demo company any more.
pub async fn place(conn: &mut PgConnection, org: OrgId, user: UserId) -> Result<Option<(Name, bool)>> {
    let row = sqlx::query!(
        "select o.name, m.guest from members m join organizations o on o.org_id = m.org_id
          where m.org_id = $1 and m.user_id = $2 and m.active
            and (not m.guest or exists (select 1 from demo_organizations d where d.organization = m.org_id))",
        org.as_uuid(),
        user.as_uuid(),
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| Ok((Name::new(row.name).map_err(Problem::internal)?, row.guest))).transpose()
}

/// The session with this fingerprint, unless it is over; notes that it was used, at most once an hour.
pub async fn find(db: &Database, key: &Fingerprint, now: DateTime<Utc>) -> Result<Option<Session>> {
    let mut conn = db.connection().await?;
    let row = sqlx::query!(
        r#"select user_id, organization_id, last_seen_at < $2::timestamptz - interval '1 hour' as "stale!"
             from sessions where token_hash = $1 and expires_at > $2"#,
        key.as_slice(),
        now,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.stale {
        sqlx::query!(
            "update sessions set last_seen_at = $2, expires_at = $3 where token_hash = $1",
            key.as_slice(),
            now,
            now + TimeDelta::days(SESSION_DAYS),
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(Some(Session { user: UserId::from_uuid(row.user_id), organization: OrgId::from_uuid(row.organization_id) }))
}

/// Ends a session.
pub async fn delete(db: &Database, key: &Fingerprint) -> Result<()> {
    sqlx::query!("delete from sessions where token_hash = $1", key.as_slice())
        .execute(&mut *db.connection().await?)
        .await?;
    Ok(())
}

/// Ends every session of a person but the one to keep; answers those that ended.
pub async fn delete_others(
    conn: &mut PgConnection,
    user: UserId,
    keep: Option<&Fingerprint>,
) -> Result<Vec<Fingerprint>> {
    let ended = sqlx::query_scalar!(
        "delete from sessions where user_id = $1 and token_hash is distinct from $2 returning token_hash",
        user.as_uuid(),
        keep.map(Fingerprint::as_slice),
    )
    .fetch_all(conn)
    .await?;
    Ok(ended.into_iter().filter_map(|key| key.try_into().ok()).collect())
}
