//! The table of loss reasons, and how often and how dearly each was given.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::crm::LossReason;
use kernel::{Currency, Decimal, LossReasonId, MemberId, Name, PipelineId};
use platform::{Db, FieldError, Kind, Problem, Result};

use super::model::Reason;
use crate::names::sort_key;

struct Row {
    loss_reason_id: LossReasonId,
    version: i64,
    name: Name,
    position: i16,
    archived_at: Option<DateTime<Utc>>,
}

impl From<Row> for Reason {
    fn from(row: Row) -> Self {
        let Row { loss_reason_id, version, name, position, archived_at } = row;
        Self { version, image: LossReason { loss_reason_id, name, position, archived: archived_at.is_some() } }
    }
}

/// Reasons with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select loss_reason_id as "loss_reason_id: LossReasonId", version, name as "name: Name", position, archived_at
                 from loss_reasons where org_id = $1 "# + $rest,
            $($argument),+
        )
    };
}

/// The reasons in their order, archived ones too; none before one was needed.
pub async fn list(db: &mut Db) -> Result<Vec<Reason>> {
    let org = db.org.as_uuid();
    let rows =
        select!("order by position, search_key(name) collate \"C\", sort_name", org).fetch_all(db.conn()).await?;
    Ok(rows.into_iter().map(Reason::from).collect())
}

/// A reason nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: LossReasonId) -> Result<Option<Reason>> {
    let org = db.org.as_uuid();
    let row = select!("and loss_reason_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    Ok(row.map(Reason::from))
}

/// Writes one of the first reasons down, unless somebody else has just done so.
pub async fn insert_first(db: &mut Db, reason: &Reason) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &reason.image);
    sqlx::query!(
        "insert into loss_reasons (org_id, loss_reason_id, version, name, sort_name, position, created_at, updated_at)
         values ($1, $2, 1, $3, $4, $5, $6, $6) on conflict do nothing",
        org,
        image.loss_reason_id.as_uuid(),
        image.name.as_str(),
        sort_key(&image.name),
        image.position,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes a reason, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, reason: &Reason) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &reason.image);
    sqlx::query!(
        "insert into loss_reasons as r (org_id, loss_reason_id, version, name, sort_name, position, archived_at,
                                        created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, case when $7::boolean then $8::timestamptz end, $8, $8)
         on conflict (org_id, loss_reason_id) do update
           set version = excluded.version, name = excluded.name, sort_name = excluded.sort_name,
               position = excluded.position, archived_at = case when $7 then coalesce(r.archived_at, $8) end,
               updated_at = $8",
        org,
        image.loss_reason_id.as_uuid(),
        reason.version,
        image.name.as_str(),
        sort_key(&image.name),
        image.position,
        image.archived,
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("loss_reasons_name_key") => {
            Problem::new(Kind::Conflict, "name-taken", "Another loss reason has this name.")
                .with_fields(vec![FieldError::new("/name", "another reason has this name; it may be archived")])
        }
        _ => error.into(),
    }
}

/// Lost deals of one reason and currency.
#[derive(Debug)]
pub struct Losses {
    /// The reason; none for those that only say it in words.
    pub loss_reason_id: Option<LossReasonId>,
    /// Its name.
    pub name: Option<Name>,
    /// How many.
    pub deals: i64,
    /// Their currency.
    pub currency: Currency,
    /// Their value.
    pub value: Decimal,
}

/// Which lost deals count.
#[derive(Debug, Default)]
pub struct Counted {
    /// Lost on this day or later.
    pub from: Option<NaiveDate>,
    /// Lost on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Of this owner.
    pub owner_id: Option<MemberId>,
    /// Of this pipeline.
    pub pipeline_id: Option<PipelineId>,
}

/// Lost deals by reason and currency, the reasons in their order and those without one last.
pub async fn losses(db: &mut Db, which: &Counted) -> Result<Vec<Losses>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Losses,
        r#"select d.loss_reason_id as "loss_reason_id: LossReasonId", r.name as "name?: Name", count(*) as "deals!",
                  d.currency as "currency: Currency", sum(d.value) as "value!"
             from deals d
             left join loss_reasons r on r.org_id = d.org_id and r.loss_reason_id = d.loss_reason_id
            where d.org_id = $1 and d.status = 'lost'
              and ($2::date is null or d.closed_on >= $2)
              and ($3::date is null or d.closed_on <= $3)
              and ($4::uuid is null or d.owner_id = $4)
              and ($5::uuid is null or d.pipeline_id = $5)
            group by d.loss_reason_id, r.name, r.position, d.currency
            order by r.position nulls last, search_key(r.name) collate "C", d.currency"#,
        org,
        which.from,
        which.to,
        which.owner_id.map(MemberId::as_uuid),
        which.pipeline_id.map(PipelineId::as_uuid),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows)
}
