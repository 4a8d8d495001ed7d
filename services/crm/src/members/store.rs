//! The table of members.

use std::collections::HashMap;

use contracts::identity::Member;
use kernel::{Email, MemberId, Name};
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::names::sort_key;

/// A member one may choose as owner.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MemberView {
    /// Its id.
    pub member_id: MemberId,
    /// Name of the person.
    pub name: Name,
    /// Address of the person.
    pub email: Email,
}

/// Keeps the newest state of a member.
pub async fn save(db: &mut Db, member: &Member) -> Result<()> {
    let org = db.org.as_uuid();
    let roles: Vec<String> = member.roles.iter().map(|role| role.as_str().to_owned()).collect();
    sqlx::query!(
        "insert into members (org_id, member_id, name, sort_name, email, active, roles)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (org_id, member_id) do update
           set name = excluded.name, sort_name = excluded.sort_name, email = excluded.email, active = excluded.active,
               roles = excluded.roles",
        org,
        member.member_id.as_uuid(),
        member.name.as_str(),
        sort_key(&member.name),
        member.email.as_str(),
        // A guest looks at a demo company; nothing can be theirs.
        member.active && !member.guest,
        &roles,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// A member, who may have left.
pub async fn get(db: &mut Db, id: MemberId) -> Result<Option<MemberView>> {
    let org = db.org.as_uuid();
    let member = sqlx::query_as!(
        MemberView,
        r#"select member_id as "member_id: MemberId", name as "name: Name", email as "email: Email"
             from members where org_id = $1 and member_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(member)
}

/// What members are called, those who have left too.
pub async fn names(db: &mut Db) -> Result<HashMap<Uuid, String>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!("select member_id, name from members where org_id = $1", org).fetch_all(db.conn()).await?;
    Ok(rows.into_iter().map(|row| (row.member_id, row.name)).collect())
}

/// Whether there is such a member who has not left.
pub async fn is_active(db: &mut Db, id: MemberId) -> Result<bool> {
    let org = db.org.as_uuid();
    let active =
        sqlx::query_scalar!("select active from members where org_id = $1 and member_id = $2", org, id.as_uuid(),)
            .fetch_optional(db.conn())
            .await?;
    Ok(active.unwrap_or(false))
}

/// Active owners and admins of the organisation, by whom anything may be looked after. Members whose roles are not known yet
/// count among them: better one who need not hear of it than nobody.
pub async fn leaders(db: &mut Db) -> Result<Vec<MemberId>> {
    let org = db.org.as_uuid();
    let leaders = sqlx::query_scalar!(
        r#"select member_id as "member_id: MemberId" from members
            where org_id = $1 and active and (roles && array['owner', 'admin'] or roles = '{}')
            order by name_key, member_id"#,
        org,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(leaders)
}

/// Active members by name, those after a key.
pub async fn list(db: &mut Db, after: Option<(String, Uuid)>, rows: i64) -> Result<Vec<MemberView>> {
    let org = db.org.as_uuid();
    let (name, id) = after.unzip();
    let members = sqlx::query_as!(
        MemberView,
        r#"select member_id as "member_id: MemberId", name as "name: Name", email as "email: Email"
             from members
            where org_id = $1 and active and ($2::text is null or (name_key, member_id) > (search_key($2), $3::uuid))
            order by name_key, member_id
            limit $4"#,
        org,
        name,
        id,
        rows,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(members)
}
