//! The table of visits. The first one is written with its deal, in [`crate::deals::store::insert`].

use chrono::NaiveDate;
use kernel::{DealId, Name, Note, StageId};
use platform::{Db, Result};

use super::model::Visit;

/// Ends the stay of a deal that moves on.
pub async fn leave(db: &mut Db, deal: DealId, on: NaiveDate, by: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "update stage_visits set left_at = $3, left_on = $4, left_by = $5, outcome = 'moved'
          where org_id = $1 and deal_id = $2 and left_at is null",
        org,
        deal.as_uuid(),
        now,
        on,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Begins a stay. The deal's row is locked, so the number is free.
pub async fn enter(db: &mut Db, deal: DealId, stage: StageId, on: NaiveDate, by: &str) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into stage_visits (org_id, deal_id, visit_no, stage_id, entered_at, entered_on, entered_by)
         select $1, $2, coalesce(max(visit_no), 0) + 1, $3, $4, $5, $6
           from stage_visits where org_id = $1 and deal_id = $2",
        org,
        deal.as_uuid(),
        stage.as_uuid(),
        now,
        on,
        by,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Lets the first stay begin on another day, when it turned out that the deal was opened then. Says whether the deal is
/// still in it.
pub async fn begin_on(db: &mut Db, deal: DealId, opened_on: NaiveDate) -> Result<bool> {
    let org = db.org.as_uuid();
    let lasts = sqlx::query_scalar!(
        r#"update stage_visits set entered_on = least($3, coalesce(left_on, $3))
            where org_id = $1 and deal_id = $2 and visit_no = 1
           returning left_on is null as "lasts!""#,
        org,
        deal.as_uuid(),
        opened_on,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(lasts)
}

/// The stays of a deal, first to last.
pub async fn list(db: &mut Db, deal: DealId) -> Result<Vec<Visit>> {
    let org = db.org.as_uuid();
    let visits = sqlx::query_as!(
        Visit,
        r#"select v.visit_no, v.stage_id as "stage_id: StageId", s.name as "stage_name: Name", v.entered_on,
                  v.entered_at, v.entered_by, v.left_on, v.left_at, v.left_by, v.outcome, v.reason as "reason: Note"
             from stage_visits v join stages s on s.org_id = v.org_id and s.stage_id = v.stage_id
            where v.org_id = $1 and v.deal_id = $2
            order by v.visit_no"#,
        org,
        deal.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(visits)
}
