//! The table of members, joined with the people they are.

use kernel::{Email, MemberId, Name, RoleSet, UserId};
use platform::Db;
use platform::problem::{Kind, OnConstraint, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Member;
use crate::users::store::User;

struct Row {
    member_id: Uuid,
    user_id: Uuid,
    name: String,
    email: String,
    roles: Json<RoleSet>,
    active: bool,
    guest: bool,
    version: i64,
}

impl Row {
    fn member(self) -> Result<Member> {
        let (member_id, user_id) = (MemberId::from_uuid(self.member_id), UserId::from_uuid(self.user_id));
        let user = if self.guest {
            User::unnamed(user_id, member_id).map_err(Problem::internal)?
        } else {
            User {
                user_id,
                email: Email::new(self.email).map_err(Problem::internal)?,
                name: Name::new(self.name).map_err(Problem::internal)?,
            }
        };
        Ok(Member {
            member_id,
            user,
            roles: self.roles.0,
            active: self.active,
            guest: self.guest,
            version: self.version,
        })
    }
}

/// Adds a member.
pub async fn insert(db: &mut Db, member: &Member) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into members (org_id, member_id, user_id, roles, active, guest, version, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        org,
        member.member_id.as_uuid(),
        member.user.user_id.as_uuid(),
        Json(&member.roles) as _,
        member.active,
        member.guest,
        member.version,
        now,
    )
    .execute(db.conn())
    .await
    .on_constraint("members_user_id_key", already_a_member)?;
    Ok(())
}

/// Refuses to make somebody a member twice.
pub fn already_a_member() -> Problem {
    let detail = "This person is a member already; change their roles, or make them active again.";
    Problem::new(Kind::Conflict, "already-a-member", detail)
        .with_fields(vec![platform::FieldError::new("/email", detail)])
}

/// Whether somebody with this address is a member, active or not. Of guests this is not told.
pub async fn has_email(db: &mut Db, email: &Email) -> Result<bool> {
    let org = db.org.as_uuid();
    let is_member = sqlx::query_scalar!(
        r#"select exists (select 1 from members m join users u on u.user_id = m.user_id
                           where m.org_id = $1 and not m.guest and lower(u.email) = lower($2)) as "exists!""#,
        org,
        email.as_str(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(is_member)
}

/// A member.
pub async fn get(db: &mut Db, id: MemberId) -> Result<Option<Member>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select m.member_id, m.user_id, u.name, u.email, m.roles as "roles: Json<RoleSet>", m.active, m.guest,
                  m.version
             from members m join users u on u.user_id = m.user_id
            where m.org_id = $1 and m.member_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Row::member).transpose()
}

/// What a user is here; asked after [`crate::organizations::store::lock`] by who changes it.
pub async fn of_user(db: &mut Db, user: UserId) -> Result<Option<Member>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select m.member_id, m.user_id, u.name, u.email, m.roles as "roles: Json<RoleSet>", m.active, m.guest,
                  m.version
             from members m join users u on u.user_id = m.user_id
            where m.org_id = $1 and m.user_id = $2"#,
        org,
        user.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Row::member).transpose()
}

/// Members but guests in the order they joined, after the one with the id `after`; at most `most`.
pub async fn list(db: &mut Db, after: Option<MemberId>, most: i64) -> Result<Vec<Member>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"select m.member_id, m.user_id, u.name, u.email, m.roles as "roles: Json<RoleSet>", m.active, m.guest,
                  m.version
             from members m join users u on u.user_id = m.user_id
            where m.org_id = $1 and not m.guest and ($2::uuid is null or m.member_id > $2) order by m.member_id limit $3"#,
        org,
        after.map(MemberId::as_uuid),
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::member).collect()
}

/// How many active owners there are besides this member. Lock the organisation first.
pub async fn other_owners(db: &mut Db, except: MemberId) -> Result<i64> {
    let org = db.org.as_uuid();
    let count = sqlx::query_scalar!(
        r#"select count(*) as "count!" from members
            where org_id = $1 and member_id <> $2 and active and roles @> '["owner"]'::jsonb"#,
        org,
        except.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(count)
}

/// Writes a changed member; its version is already the new one.
pub async fn save(db: &mut Db, member: &Member) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let done = sqlx::query!(
        "update members set roles = $3, active = $4, version = $5, updated_at = $6
          where org_id = $1 and member_id = $2 and version = $5::bigint - 1",
        org,
        member.member_id.as_uuid(),
        Json(&member.roles) as _,
        member.active,
        member.version,
        now,
    )
    .execute(db.conn())
    .await?;
    if done.rows_affected() == 1 {
        return Ok(());
    }
    Err(Problem::new(Kind::Stale, "stale-version", "Someone else changed this at the same moment."))
}
