//! The table of members.

use contracts::identity::Member;
use platform::{Db, Result};

/// Keeps what a member is called now.
pub async fn keep(db: &mut Db, member: &Member) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "insert into members (org_id, member_id, name) values ($1, $2, $3)
         on conflict (org_id, member_id) do update set name = excluded.name",
        org,
        member.member_id.as_uuid(),
        member.name.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
