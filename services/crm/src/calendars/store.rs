//! The table of calendars' secrets.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::activities::Subject;
use kernel::{DealId, LeadId, MemberId, Name};
use platform::public::Secret;
use platform::{Db, Result};
use uuid::Uuid;

use super::feed::Step;

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

/// What a member does next about the open deals and leads they look after, by its day between two.
pub async fn steps(db: &mut Db, owner: MemberId, (from, to): (NaiveDate, NaiveDate), most: i64) -> Result<Vec<Step>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select 'deal' as "kind!", deal_id as "id!", next_step as "text!: Name", next_step_due_on as "due_on!" from deals
            where org_id = $1 and owner_id = $2 and status = 'open' and next_step_due_on between $3 and $4
           union all
           select 'lead', lead_id, next_step, next_step_due_on from leads
            where org_id = $1 and owner_id = $2 and status in ('new', 'working') and merged_into is null
              and next_step_due_on between $3 and $4
            order by 4, 2 limit $5"#,
        org,
        owner.as_uuid(),
        from,
        to,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let step = rows.into_iter().map(|row| {
        let of = if row.kind == "deal" {
            Subject::Deal(DealId::from_uuid(row.id))
        } else {
            Subject::Lead(LeadId::from_uuid(row.id))
        };
        Step { of, text: row.text, due_on: row.due_on }
    });
    Ok(step.collect())
}

/// What things are called.
pub async fn names(db: &mut Db, ids: &[Uuid]) -> Result<HashMap<Uuid, Name>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select account_id as "id!", name as "name!: Name" from accounts where org_id = $1 and account_id = any($2)
           union all select contact_id, name from contacts where org_id = $1 and contact_id = any($2)
           union all select deal_id, name from deals where org_id = $1 and deal_id = any($2)
           union all select lead_id, name from leads where org_id = $1 and lead_id = any($2)"#,
        org,
        ids,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}
