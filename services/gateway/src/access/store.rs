//! What a session or key stands for, asked in a transaction of its organisation.

use chrono::{DateTime, Utc};
use contracts::Actor;
use kernel::{Currency, OrgId, RoleSet, UserId};
use platform::Identity;
use platform::problem::{Problem, Result};
use sqlx::PgConnection;
use sqlx::types::Json;

use super::Fingerprint;

/// The identity of an active member. Guests are let in as long as the organisation is a demo company.
pub async fn member_identity(conn: &mut PgConnection, org: OrgId, user: UserId) -> Result<Option<Identity>> {
    let row = sqlx::query!(
        r#"select m.member_id, m.roles as "roles: Json<RoleSet>", o.time_zone, o.base_currency
             from members m join organizations o on o.org_id = m.org_id
            where m.org_id = $1 and m.user_id = $2 and m.active
              and (not m.guest or exists (select 1 from demo_organizations d where d.organization = m.org_id))"#,
        org.as_uuid(),
        user.as_uuid(),
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| identity(org, Actor::Member(row.member_id), row.roles.0, &row.time_zone, &row.base_currency))
        .transpose()
}

/// The identity of a key that has not been revoked; notes that it was used, at most once an hour.
pub async fn key_identity(
    conn: &mut PgConnection,
    org: OrgId,
    key: &Fingerprint,
    now: DateTime<Utc>,
) -> Result<Option<Identity>> {
    let row = sqlx::query!(
        r#"select k.api_key_id, k.roles as "roles: Json<RoleSet>", o.time_zone, o.base_currency,
                  coalesce(k.last_used_at < $3::timestamptz - interval '1 hour', true) as "stale!"
             from api_keys k join organizations o on o.org_id = k.org_id
            where k.org_id = $1 and k.key_hash = $2 and k.revoked_at is null"#,
        org.as_uuid(),
        key.as_slice(),
        now,
    )
    .fetch_optional(&mut *conn)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.stale {
        sqlx::query!(
            "update api_keys set last_used_at = $3 where org_id = $1 and api_key_id = $2",
            org.as_uuid(),
            row.api_key_id,
            now,
        )
        .execute(conn)
        .await?;
    }
    identity(org, Actor::ApiKey(row.api_key_id), row.roles.0, &row.time_zone, &row.base_currency).map(Some)
}

fn identity(org: OrgId, actor: Actor, roles: RoleSet, zone: &str, currency: &str) -> Result<Identity> {
    Ok(Identity {
        org,
        actor,
        roles,
        time_zone: zone.parse().map_err(Problem::internal)?,
        base_currency: Currency::from_code(currency).map_err(Problem::internal)?,
    })
}
