//! The table of invitations.

use chrono::{DateTime, Utc};
use contracts::Actor;
use kernel::{Currency, Email, InvitationId, MemberId, Name, OrgId, RoleSet, TimeZoneName};
use platform::Db;
use platform::problem::{Problem, Result};
use sqlx::PgConnection;
use sqlx::types::Json;

use super::model::{Invitation, InvitationError};
use crate::access::Fingerprint;

/// Adds an invitation; an open one for the same address ends. Lock the organisation first.
pub async fn insert(db: &mut Db, invitation: &Invitation, code: &Fingerprint) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update invitations set withdrawn_at = $3
          where org_id = $1 and lower(email) = lower($2) and accepted_at is null and withdrawn_at is null",
        org,
        invitation.email.as_str(),
        now,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!(
        "insert into invitations
           (org_id, invitation_id, email, name, roles, code_hash, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        org,
        invitation.invitation_id.as_uuid(),
        invitation.email.as_str(),
        invitation.name.as_str(),
        Json(&invitation.roles) as _,
        code.as_slice(),
        invitation.invited_by,
        invitation.created_at,
        invitation.expires_at,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Invitations that can be accepted, in the order they were made, after the one with the id `after`; at most `most`.
pub async fn list_open(db: &mut Db, after: Option<InvitationId>, most: i64) -> Result<Vec<Invitation>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let rows = sqlx::query!(
        r#"select invitation_id, email, name, roles as "roles: Json<RoleSet>", invited_by, created_at, expires_at
             from invitations
            where org_id = $1 and ($2::uuid is null or invitation_id > $2)
              and accepted_at is null and withdrawn_at is null and expires_at > $3
            order by invitation_id limit $4"#,
        org,
        after.map(InvitationId::as_uuid),
        now,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Invitation {
                invitation_id: InvitationId::from_uuid(row.invitation_id),
                email: Email::new(row.email).map_err(Problem::internal)?,
                name: Name::new(row.name).map_err(Problem::internal)?,
                roles: row.roles.0,
                invited_by: row.invited_by,
                created_at: row.created_at,
                expires_at: row.expires_at,
            })
        })
        .collect()
}

/// Withdraws an invitation; a second time changes nothing. One that was accepted is refused.
pub async fn withdraw(db: &mut Db, id: InvitationId) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let accepted = sqlx::query_scalar!(
        r#"update invitations
              set withdrawn_at = case when accepted_at is null then coalesce(withdrawn_at, $3) end
            where org_id = $1 and invitation_id = $2 returning accepted_at is not null as "accepted!""#,
        org,
        id.as_uuid(),
        now,
    )
    .fetch_optional(db.conn())
    .await?;
    match accepted {
        None => Err(Problem::not_found("invitation")),
        Some(true) => Err(InvitationError::Accepted.into()),
        Some(false) => Ok(()),
    }
}

/// What a good code promises.
#[derive(Debug)]
pub struct Promise {
    /// The roles.
    pub roles: RoleSet,
    /// Zone of the organisation.
    pub time_zone: TimeZoneName,
    /// Currency of the organisation.
    pub base_currency: Currency,
}

/// What the code promises to whoever has this address, asked in a transaction of its organisation; none when it is not, or
/// no longer, good.
pub async fn promise(
    conn: &mut PgConnection,
    org: OrgId,
    code: &Fingerprint,
    email: &Email,
    now: DateTime<Utc>,
) -> Result<Option<Promise>> {
    let row = sqlx::query!(
        r#"select i.roles as "roles: Json<RoleSet>", o.time_zone, o.base_currency
             from invitations i join organizations o on o.org_id = i.org_id
            where i.org_id = $1 and i.code_hash = $2 and lower(i.email) = lower($3)
              and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > $4"#,
        org.as_uuid(),
        code.as_slice(),
        email.as_str(),
        now,
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| {
        Ok(Promise {
            roles: row.roles.0,
            time_zone: row.time_zone.parse().map_err(Problem::internal)?,
            base_currency: Currency::from_code(&row.base_currency).map_err(Problem::internal)?,
        })
    })
    .transpose()
}

/// Uses a code up, for this new member. Answers the roles and who invites; none when it is not, or no longer, good.
pub async fn accept(
    db: &mut Db,
    code: &Fingerprint,
    email: &Email,
    member: MemberId,
) -> Result<Option<(RoleSet, Actor)>> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let row = sqlx::query!(
        r#"update invitations set accepted_at = $4, member_id = $5
            where org_id = $1 and code_hash = $2 and lower(email) = lower($3)
              and accepted_at is null and withdrawn_at is null and expires_at > $4
            returning roles as "roles: Json<RoleSet>", invited_by"#,
        org,
        code.as_slice(),
        email.as_str(),
        now,
        member.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(|row| Ok((row.roles.0, Actor::try_from(row.invited_by).map_err(Problem::internal)?))).transpose()
}

/// What a member or key may do now: nothing once the member is out or the key revoked. Lock the organisation first.
pub async fn present_roles(db: &mut Db, actor: &Actor) -> Result<Option<RoleSet>> {
    let org = db.org.as_uuid();
    let roles = match actor {
        Actor::Member(id) => {
            sqlx::query_scalar!(
                r#"select roles as "roles: Json<RoleSet>" from members
                    where org_id = $1 and member_id = $2 and active"#,
                org,
                id,
            )
            .fetch_optional(db.conn())
            .await?
        }
        Actor::ApiKey(id) => {
            sqlx::query_scalar!(
                r#"select roles as "roles: Json<RoleSet>" from api_keys
                    where org_id = $1 and api_key_id = $2 and revoked_at is null"#,
                org,
                id,
            )
            .fetch_optional(db.conn())
            .await?
        }
        Actor::System(_) => None,
    };
    Ok(roles.map(|roles| roles.0))
}
