//! Removing records that came by an import, as long as nothing names them.

use kernel::ImportId;
use platform::{Db, Result};
use serde_json::Value;
use uuid::Uuid;

use crate::imports::apply::{Record, RecordKind};
use crate::words;

/// Keeps everybody from naming a record until this is over; whoever is about to is waited for. Records are named by rows
/// without a foreign key, too, so those who write them hold what they name ([`crate::subjects::hold`]).
pub async fn hold(db: &mut Db, record: Record) -> Result<()> {
    let (org, id) = (db.org.as_uuid(), record.id);
    match record.kind {
        RecordKind::Account => {
            sqlx::query!("select from accounts where org_id = $1 and account_id = $2 for update", org, id)
                .execute(db.conn())
                .await?
        }
        RecordKind::Contact => {
            sqlx::query!("select from contacts where org_id = $1 and contact_id = $2 for update", org, id)
                .execute(db.conn())
                .await?
        }
        RecordKind::Deal => {
            sqlx::query!("select from deals where org_id = $1 and deal_id = $2 for update", org, id)
                .execute(db.conn())
                .await?
        }
        RecordKind::Lead => {
            sqlx::query!("select from leads where org_id = $1 and lead_id = $2 for update", org, id)
                .execute(db.conn())
                .await?
        }
        RecordKind::Activity => {
            sqlx::query!("select from activities where org_id = $1 and activity_id = $2 for update", org, id)
                .execute(db.conn())
                .await?
        }
    };
    Ok(())
}

/// What names a record, or was written down about it; none when nothing does.
pub async fn held_by(db: &mut Db, record: Record) -> Result<Option<String>> {
    let (org, id) = (db.org.as_uuid(), record.id);
    let found = sqlx::query_scalar!(
        "select case
           when exists (select 1 from accounts where org_id = $1 and parent_id = $2) then 'accounts'
           when exists (select 1 from contacts where org_id = $1 and account_id = $2) then 'contacts'
           when exists (select 1 from deals where org_id = $1 and (account_id = $2 or contact_id = $2
                          or contacts @> jsonb_build_array(jsonb_build_object('contact_id', $2)))) then 'deals'
           when exists (select 1 from leads where org_id = $1 and $2 in (account_id, contact_id, deal_id)) then 'leads'
           when exists (select 1 from merges where org_id = $1 and $2 in (survivor_id, merged_id)) then 'merges'
           when exists (select 1 from timeline_links where org_id = $1 and subject_id = $2 and kind not in ('deal', 'lead')) then 'timeline'
           when exists (select 1 from follow_up_links where org_id = $1 and subject_id = $2) then 'follow_ups'
           when exists (select 1 from attachments where org_id = $1 and beside_id = $2) then 'timeline'
         end",
        org,
        id,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(found)
}

/// Removes a record with what belongs to it alone, and keeps what it was; false when something names it after all, and then
/// what was begun has to be taken back.
pub async fn remove(db: &mut Db, import: ImportId, record: Record, version: i64, image: &Value) -> Result<bool> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into removed_records (org_id, record_id, kind, import_id, version, image, removed_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        org,
        record.id,
        words::word(record.kind)?,
        import.as_uuid(),
        version,
        image,
        now,
    )
    .execute(db.conn())
    .await?;
    let removed = match record.kind {
        RecordKind::Account => account(db, record.id).await,
        RecordKind::Contact => contact(db, record.id).await,
        RecordKind::Deal => deal(db, record.id).await,
        RecordKind::Lead => lead(db, record.id).await,
        RecordKind::Activity => activity(db, record.id).await,
    };
    match removed {
        Ok(()) => Ok(true),
        Err(error) => match error.as_database_error() {
            Some(database) if database.is_foreign_key_violation() => Ok(false),
            _ => Err(error.into()),
        },
    }
}

async fn account(db: &mut Db, id: Uuid) -> std::result::Result<(), sqlx::Error> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from accounts where org_id = $1 and account_id = $2", org, id).execute(db.conn()).await?;
    Ok(())
}

/// A contact goes with what they agreed to.
async fn contact(db: &mut Db, id: Uuid) -> std::result::Result<(), sqlx::Error> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from consents where org_id = $1 and person_id = $2", org, id).execute(db.conn()).await?;
    sqlx::query!("delete from contacts where org_id = $1 and contact_id = $2", org, id).execute(db.conn()).await?;
    Ok(())
}

/// A lead goes with what it said and agreed to, the statuses it had, and what timelines say of both.
async fn lead(db: &mut Db, id: Uuid) -> std::result::Result<(), sqlx::Error> {
    let org = db.org.as_uuid();
    off_timelines(db, id).await?;
    sqlx::query!("delete from consents where org_id = $1 and person_id = $2", org, id).execute(db.conn()).await?;
    sqlx::query!("delete from lead_touches where org_id = $1 and lead_id = $2", org, id).execute(db.conn()).await?;
    sqlx::query!("delete from lead_status_changes where org_id = $1 and lead_id = $2", org, id)
        .execute(db.conn())
        .await?;
    sqlx::query!("delete from leads where org_id = $1 and lead_id = $2", org, id).execute(db.conn()).await?;
    Ok(())
}

/// An activity goes with its place on timelines, and whoever took part in it.
async fn activity(db: &mut Db, id: Uuid) -> std::result::Result<(), sqlx::Error> {
    let org = db.org.as_uuid();
    sqlx::query!("delete from timeline_links where org_id = $1 and entry_id = $2", org, id).execute(db.conn()).await?;
    sqlx::query!("delete from timeline_entries where org_id = $1 and entry_id = $2", org, id)
        .execute(db.conn())
        .await?;
    sqlx::query!("delete from meeting_members where org_id = $1 and activity_id = $2", org, id)
        .execute(db.conn())
        .await?;
    // Without its content nothing finds it any more.
    sqlx::query!("update activities set content = null where org_id = $1 and activity_id = $2", org, id)
        .execute(db.conn())
        .await?;
    sqlx::query!("delete from activities where org_id = $1 and activity_id = $2", org, id).execute(db.conn()).await?;
    Ok(())
}

/// A deal goes with its stays in stages, and with what the timelines of others say of it.
async fn deal(db: &mut Db, id: Uuid) -> std::result::Result<(), sqlx::Error> {
    let org = db.org.as_uuid();
    off_timelines(db, id).await?;
    sqlx::query!("delete from stage_visits where org_id = $1 and deal_id = $2", org, id).execute(db.conn()).await?;
    sqlx::query!("delete from deals where org_id = $1 and deal_id = $2", org, id).execute(db.conn()).await?;
    Ok(())
}

/// Takes all that happened with something off all timelines.
async fn off_timelines(db: &mut Db, id: Uuid) -> std::result::Result<(), sqlx::Error> {
    let org = db.org.as_uuid();
    let entries = sqlx::query_scalar!(
        "delete from timeline_links
          where org_id = $1
            and entry_id in (select entry_id from timeline_links where org_id = $1 and subject_id = $2)
         returning entry_id",
        org,
        id,
    )
    .fetch_all(db.conn())
    .await?;
    sqlx::query!("delete from timeline_entries where org_id = $1 and entry_id = any($2)", org, &entries)
        .execute(db.conn())
        .await?;
    Ok(())
}
