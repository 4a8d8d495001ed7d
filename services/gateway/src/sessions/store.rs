//! The table of sessions. It belongs to no organisation, since a session is asked for before one is known.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{OrgId, UserId};
use platform::problem::Result;
use sqlx::{PgConnection, PgPool};

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

/// Opens a session, and forgets those of the same person that are over.
pub async fn insert(pool: &PgPool, key: &Fingerprint, session: Session, now: DateTime<Utc>) -> Result<()> {
    sqlx::query!(
        "with over as (delete from sessions where user_id = $2 and expires_at <= $4)
         insert into sessions (token_hash, user_id, organization_id, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $4, $5)",
        key.as_slice(),
        session.user.as_uuid(),
        session.organization.as_uuid(),
        now,
        now + TimeDelta::days(SESSION_DAYS),
    )
    .execute(pool)
    .await?;
    Ok(())
}

/// The session with this fingerprint, unless it is over; notes that it was used, at most once an hour.
pub async fn find(pool: &PgPool, key: &Fingerprint, now: DateTime<Utc>) -> Result<Option<Session>> {
    let row = sqlx::query!(
        r#"select user_id, organization_id, last_seen_at < $2::timestamptz - interval '1 hour' as "stale!"
             from sessions where token_hash = $1 and expires_at > $2"#,
        key.as_slice(),
        now,
    )
    .fetch_optional(pool)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.stale {
        sqlx::query!(
            "update sessions set last_seen_at = $2, expires_at = $3 where token_hash = $1",
            key.as_slice(),
            now,
            now + TimeDelta::days(SESSION_DAYS),
        )
        .execute(pool)
        .await?;
    }
    Ok(Some(Session { user: UserId::from_uuid(row.user_id), organization: OrgId::from_uuid(row.organization_id) }))
}

/// Ends a session.
pub async fn delete(pool: &PgPool, key: &Fingerprint) -> Result<()> {
    sqlx::query!("delete from sessions where token_hash = $1", key.as_slice()).execute(pool).await?;
    Ok(())
}

/// Ends every session of a person but one; answers the fingerprints of those that ended.
pub async fn delete_others(conn: &mut PgConnection, user: UserId, keep: &Fingerprint) -> Result<Vec<Vec<u8>>> {
    let ended = sqlx::query_scalar!(
        "delete from sessions where user_id = $1 and token_hash <> $2 returning token_hash",
        user.as_uuid(),
        keep.as_slice(),
    )
    .fetch_all(conn)
    .await?;
    Ok(ended)
}
