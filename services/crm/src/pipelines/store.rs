//! The tables of pipelines and their stages.

use chrono::{DateTime, Utc};
use contracts::crm::{self, Requirement, Stage};
use kernel::{DealId, Name, PipelineId, StageId};
use platform::{Db, Problem, Result};
use sqlx::types::Json;

use super::model::{Pipeline, status_from, status_text};

struct Row {
    pipeline_id: PipelineId,
    version: i64,
    pipeline: Name,
    place: i16,
    is_default: bool,
    archived_at: Option<DateTime<Utc>>,
    stage_id: StageId,
    position: i16,
    name: Name,
    odds_percent: i16,
    status: String,
    stale_after_days: Option<i16>,
    requires: Json<Vec<Requirement>>,
}

/// Pipelines with their stages, chosen by a condition.
macro_rules! select {
    ($condition:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select p.pipeline_id as "pipeline_id: PipelineId", p.version, p.name as "pipeline: Name",
                      p.position as place, p.is_default, p.archived_at, s.stage_id as "stage_id: StageId", s.position,
                      s.name as "name: Name", s.odds_percent, s.status, s.stale_after_days,
                      s.requires as "requires: Json<Vec<Requirement>>"
                 from pipelines p join stages s on s.org_id = p.org_id and s.pipeline_id = p.pipeline_id
                where p.org_id = $1 and s.removed_at is null and "#
                + $condition
                + " order by p.position, lower(p.name), p.pipeline_id, s.position",
            $($argument),+
        )
    };
}

/// Gathers the stages of each pipeline; rows of one come together.
fn gather(rows: Vec<Row>) -> Result<Vec<Pipeline>> {
    let mut pipelines: Vec<Pipeline> = Vec::new();
    for row in rows {
        let stage = Stage {
            stage_id: row.stage_id,
            position: row.position,
            name: row.name,
            odds_percent: row.odds_percent,
            status: status_from(&row.status).ok_or_else(|| Problem::internal("a stage has an unknown status"))?,
            stale_after_days: row.stale_after_days,
            requires: row.requires.0,
        };
        match pipelines.last_mut().filter(|last| last.image.pipeline_id == row.pipeline_id) {
            Some(last) => last.image.stages.push(stage),
            None => pipelines.push(Pipeline {
                version: row.version,
                image: crm::Pipeline {
                    pipeline_id: row.pipeline_id,
                    name: row.pipeline,
                    position: row.place,
                    is_default: row.is_default,
                    archived: row.archived_at.is_some(),
                    stages: vec![stage],
                },
            }),
        }
    }
    Ok(pipelines)
}

/// All pipelines in their order, archived ones too; none before one was needed.
pub async fn list(db: &mut Db) -> Result<Vec<Pipeline>> {
    let org = db.org.as_uuid();
    gather(select!("true", org).fetch_all(db.conn()).await?)
}

/// The default pipeline, when it is written down.
pub async fn default(db: &mut Db) -> Result<Option<Pipeline>> {
    let org = db.org.as_uuid();
    Ok(gather(select!("p.is_default", org).fetch_all(db.conn()).await?)?.pop())
}

/// A pipeline.
pub async fn get(db: &mut Db, id: PipelineId) -> Result<Option<Pipeline>> {
    let org = db.org.as_uuid();
    Ok(gather(select!("p.pipeline_id = $2", org, id.as_uuid()).fetch_all(db.conn()).await?)?.pop())
}

/// The pipeline a stage belongs to.
pub async fn of_stage(db: &mut Db, id: StageId) -> Result<Option<Pipeline>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "p.pipeline_id = (select pipeline_id from stages where org_id = $1 and stage_id = $2 and removed_at is null)",
        org,
        id.as_uuid()
    );
    Ok(gather(rows.fetch_all(db.conn()).await?)?.pop())
}

/// A pipeline nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: PipelineId) -> Result<Option<Pipeline>> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "select 1 as one from pipelines where org_id = $1 and pipeline_id = $2 for no key update",
        org,
        id.as_uuid()
    )
    .fetch_optional(db.conn())
    .await?;
    get(db, id).await
}

/// Makes those who edit pipelines wait for one another until the transaction ends: which one is the default, and where
/// deals of one go when they move to another, concerns several.
pub async fn lock_all(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('pipelines ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Keeps a stage from being removed, and its pipeline from being archived, until the transaction ends, and says whether
/// deals may stand in it. Whoever edits the pipeline waits, and then finds the deal that came. The pipeline's row is the
/// only one that is held: editing takes it first too, so that neither waits for the other. What the stage has become while
/// it was waited for is seen only by the next query.
pub async fn hold(db: &mut Db, id: StageId) -> Result<bool> {
    let org = db.org.as_uuid();
    let in_use = sqlx::query_scalar!(
        r#"select archived_at is null as "in_use!" from pipelines
            where org_id = $1
              and pipeline_id = (select pipeline_id from stages where org_id = $1 and stage_id = $2)
              for share"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    if in_use != Some(true) {
        return Ok(false);
    }
    let stays = sqlx::query_scalar!(
        r#"select removed_at is null as "stays!" from stages where org_id = $1 and stage_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(stays)
}

/// Writes the first pipeline down, unless somebody else has just done so.
pub async fn insert_first(db: &mut Db, pipeline: &Pipeline) -> Result<()> {
    let (org, image) = (db.org.as_uuid(), &pipeline.image);
    let done = sqlx::query!(
        "insert into pipelines (org_id, pipeline_id, name, position, is_default) values ($1, $2, $3, $4, true)
         on conflict do nothing",
        org,
        image.pipeline_id.as_uuid(),
        image.name.as_str(),
        image.position,
    )
    .execute(db.conn())
    .await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    save_stages(db, image).await
}

/// Writes a pipeline, new or changed, with its stages; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, pipeline: &Pipeline) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &pipeline.image);
    sqlx::query!(
        "insert into pipelines as p (org_id, pipeline_id, version, name, position, is_default, archived_at)
         values ($1, $2, $3, $4, $5, $6, case when $7::boolean then $8::timestamptz end)
         on conflict (org_id, pipeline_id) do update
           set version = excluded.version, name = excluded.name, position = excluded.position,
               is_default = excluded.is_default, archived_at = case when $7 then coalesce(p.archived_at, $8) end",
        org,
        image.pipeline_id.as_uuid(),
        pipeline.version,
        image.name.as_str(),
        image.position,
        image.is_default,
        image.archived,
        now,
    )
    .execute(db.conn())
    .await?;
    save_stages(db, image).await
}

async fn save_stages(db: &mut Db, pipeline: &crm::Pipeline) -> Result<()> {
    let org = db.org.as_uuid();
    let stages = &pipeline.stages;
    let ids: Vec<uuid::Uuid> = stages.iter().map(|stage| stage.stage_id.as_uuid()).collect();
    let positions: Vec<i16> = stages.iter().map(|stage| stage.position).collect();
    let names: Vec<String> = stages.iter().map(|stage| stage.name.as_str().to_owned()).collect();
    let odds: Vec<i16> = stages.iter().map(|stage| stage.odds_percent).collect();
    let statuses: Vec<String> = stages.iter().map(|stage| status_text(stage.status).to_owned()).collect();
    let stale: Vec<Option<i16>> = stages.iter().map(|stage| stage.stale_after_days).collect();
    let requires: Vec<serde_json::Value> = stages
        .iter()
        .map(|stage| serde_json::to_value(&stage.requires))
        .collect::<Result<_, _>>()
        .map_err(Problem::internal)?;
    sqlx::query!(
        "insert into stages (org_id, pipeline_id, stage_id, position, name, odds_percent, status, stale_after_days, requires)
         select $1, $2, * from unnest($3::uuid[], $4::smallint[], $5::text[], $6::smallint[], $7::text[], $8::smallint[],
                                      $9::jsonb[])
         on conflict (org_id, stage_id) do update
           set position = excluded.position, name = excluded.name, odds_percent = excluded.odds_percent,
               stale_after_days = excluded.stale_after_days, requires = excluded.requires",
        org,
        pipeline.pipeline_id.as_uuid(),
        &ids,
        &positions,
        &names,
        &odds,
        &statuses,
        &stale as _,
        &requires,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Takes a stage out of its pipeline. From now on no deal comes here; those that are here are found by the next query.
pub async fn remove(db: &mut Db, stage: StageId) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!("update stages set removed_at = $3 where org_id = $1 and stage_id = $2", org, stage.as_uuid(), now)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Open deals that stand in a stage, at most so many.
pub async fn deals_in(db: &mut Db, stage: StageId, limit: i64) -> Result<Vec<DealId>> {
    let org = db.org.as_uuid();
    let ids = sqlx::query_scalar!(
        r#"select deal_id as "deal_id: DealId" from deals
            where org_id = $1 and stage_id = $2 and status = 'open' order by deal_id limit $3"#,
        org,
        stage.as_uuid(),
        limit,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(ids)
}
