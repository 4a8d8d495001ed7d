//! The table of calendars' secrets.

use chrono::{DateTime, Utc};
use kernel::MemberId;
use platform::public::Secret;
use platform::{Db, Result};

/// Since when a member's calendar has the address it has; none when it has none.
pub async fn since(db: &mut Db, member: MemberId) -> Result<Option<DateTime<Utc>>> {
    let org = db.org.as_uuid();
    let since = sqlx::query_scalar!(
        "select created_at from calendar_feeds where org_id = $1 and member_id = $2",
        org,
        member.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(since)
}

/// Gives a member's calendar this address, in place of any it had.
pub async fn save(db: &mut Db, member: MemberId, secret: &Secret) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into calendar_feeds (org_id, member_id, secret_hash, created_at) values ($1, $2, $3, $4)
         on conflict (org_id, member_id) do update
           set secret_hash = excluded.secret_hash, created_at = excluded.created_at",
        org,
        member.as_uuid(),
        &secret.hash,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Takes a member's calendar away from everybody who has its address.
pub async fn delete(db: &mut Db, member: MemberId) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from calendar_feeds where org_id = $1 and member_id = $2", org, member.as_uuid())
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Whose calendar a secret names; nobody's when they have left.
pub async fn member(db: &mut Db, secret: &Secret) -> Result<Option<MemberId>> {
    let org = db.org.as_uuid();
    let member = sqlx::query_scalar!(
        r#"select f.member_id as "member_id: MemberId" from calendar_feeds f
             left join members m on m.org_id = f.org_id and m.member_id = f.member_id
            where f.org_id = $1 and f.secret_hash = $2 and m.active is not false"#,
        org,
        &secret.hash,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(member)
}
