//! What subjects are there, and which ids each goes by.

use contracts::crm::activities::Subject;
use platform::{Db, Result};
use uuid::Uuid;

/// Whether the organisation has it.
pub async fn exists(db: &mut Db, subject: Subject) -> Result<bool> {
    let (org, id) = (db.org.as_uuid(), subject.id());
    let found = match subject {
        Subject::Account(_) => {
            sqlx::query_scalar!(
                r#"select exists (select 1 from accounts where org_id = $1 and account_id = $2) as "found!""#,
                org,
                id
            )
            .fetch_one(db.conn())
            .await
        }
        Subject::Contact(_) => {
            sqlx::query_scalar!(
                r#"select exists (select 1 from contacts where org_id = $1 and contact_id = $2) as "found!""#,
                org,
                id
            )
            .fetch_one(db.conn())
            .await
        }
        Subject::Deal(_) => {
            sqlx::query_scalar!(
                r#"select exists (select 1 from deals where org_id = $1 and deal_id = $2) as "found!""#,
                org,
                id
            )
            .fetch_one(db.conn())
            .await
        }
        Subject::Lead(_) => {
            sqlx::query_scalar!(
                r#"select exists (select 1 from leads where org_id = $1 and lead_id = $2) as "found!""#,
                org,
                id
            )
            .fetch_one(db.conn())
            .await
        }
    };
    Ok(found?)
}

/// Whether one of these is somebody who was erased. Whoever erases them waits until this is over.
pub async fn erased(db: &mut Db, ids: &[Uuid]) -> Result<bool> {
    let org = db.org.as_uuid();
    let erased = sqlx::query_scalar!(
        r#"with contacts as (
             select erased_at from contacts where org_id = $1 and contact_id = any($2) for key share),
           leads as (
             select erased_at from leads where org_id = $1 and lead_id = any($2) for key share)
           select (exists (select 1 from contacts where erased_at is not null)
                   or exists (select 1 from leads where erased_at is not null)) as "erased!""#,
        org,
        ids,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(erased)
}

/// Whether the organisation has it; if so, it stays until this is over. Whoever is about to write something down about it holds
/// it, so that it is not removed meanwhile.
pub async fn hold(db: &mut Db, subject: Subject) -> Result<bool> {
    let (org, id) = (db.org.as_uuid(), subject.id());
    let held = match subject {
        Subject::Account(_) => {
            sqlx::query!("select from accounts where org_id = $1 and account_id = $2 for key share", org, id)
                .execute(db.conn())
                .await?
        }
        Subject::Contact(_) => {
            sqlx::query!("select from contacts where org_id = $1 and contact_id = $2 for key share", org, id)
                .execute(db.conn())
                .await?
        }
        Subject::Deal(_) => {
            sqlx::query!("select from deals where org_id = $1 and deal_id = $2 for key share", org, id)
                .execute(db.conn())
                .await?
        }
        Subject::Lead(_) => {
            sqlx::query!("select from leads where org_id = $1 and lead_id = $2 for key share", org, id)
                .execute(db.conn())
                .await?
        }
    };
    Ok(held.rows_affected() > 0)
}

/// The ids under which things about a subject are written down: its own, and those of whatever was merged into it. Nothing
/// is written anew when records are merged, so that undoing it needs nothing either.
pub async fn names(db: &mut Db, id: Uuid) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let names = sqlx::query_scalar!(
        r#"with recursive names as (
             select $2::uuid as id
             union
             select merged.id from names
               join lateral (
                 select account_id as id from accounts where org_id = $1 and merged_into = names.id
                 union all select contact_id from contacts where org_id = $1 and merged_into = names.id
                 union all select lead_id from leads where org_id = $1 and merged_into = names.id) merged on true)
           select id as "id!" from names"#,
        org,
        id,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(names)
}

/// What belongs to accounts: the people at them, and their deals.
pub async fn belongings(db: &mut Db, accounts: &[Uuid]) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let ids = sqlx::query_scalar!(
        r#"select contact_id as "id!" from contacts where org_id = $1 and account_id = any($2)
           union all select deal_id from deals where org_id = $1 and account_id = any($2)"#,
        org,
        accounts,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(ids)
}
