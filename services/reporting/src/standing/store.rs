//! Where accounts ended.

use platform::{Db, Result};
use uuid::Uuid;

use super::Ends;

/// Keeps what events said, except where something newer is known. The order of the keys is the order in which every writer
/// locks rows.
pub async fn save(db: &mut Db, ends: &Ends) -> Result<()> {
    if ends.0.is_empty() {
        return Ok(());
    }
    let org = db.org.as_uuid();
    let accounts: Vec<Uuid> = ends.0.keys().copied().collect();
    let survivors: Vec<Option<Uuid>> = ends.0.values().map(|end| end.into).collect();
    let seqs: Vec<i64> = ends.0.values().map(|end| end.seq).collect();
    sqlx::query!(
        "insert into account_ends as known (org_id, account_id, merged_into, seq)
         select $1, new.* from unnest($2::uuid[], $3::uuid[], $4::bigint[]) as new
         on conflict (org_id, account_id) do update set merged_into = excluded.merged_into, seq = excluded.seq
         where known.seq < excluded.seq",
        org,
        &accounts,
        &survivors as &[Option<Uuid>],
        &seqs
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// An account and all that ended in it, directly or by others.
pub async fn family(db: &mut Db, head: Uuid) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let family = sqlx::query_scalar!(r#"select id as "id!" from account_family($1, $2) as family(id)"#, org, head)
        .fetch_all(db.conn())
        .await?;
    Ok(family)
}
