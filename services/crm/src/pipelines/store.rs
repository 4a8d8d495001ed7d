//! The tables of pipelines and their stages.

use kernel::{Name, StageId};
use platform::{Db, Problem, Result};

use super::model::{Pipeline, Stage, status_from, status_text};

/// The organisation's pipeline, when it is written down.
pub async fn get(db: &mut Db) -> Result<Option<Pipeline>> {
    let (org, id) = (db.org.as_uuid(), Pipeline::default_id(db.org));
    let rows = sqlx::query!(
        r#"select p.name as "pipeline: Name", s.stage_id as "stage_id: StageId", s.position, s.name as "name: Name",
                  s.odds_percent, s.status
             from pipelines p join stages s on s.org_id = p.org_id and s.pipeline_id = p.pipeline_id
            where p.org_id = $1 and p.pipeline_id = $2
            order by s.position"#,
        org,
        id.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    let mut pipeline: Option<Pipeline> = None;
    for row in rows {
        let stage = Stage {
            stage_id: row.stage_id,
            position: row.position,
            name: row.name,
            odds_percent: row.odds_percent,
            status: status_from(&row.status).ok_or_else(|| Problem::internal("a stage has an unknown status"))?,
        };
        let found = Pipeline { pipeline_id: id, name: row.pipeline, stages: Vec::new() };
        pipeline.get_or_insert(found).stages.push(stage);
    }
    Ok(pipeline)
}

/// Writes a pipeline down, unless somebody else has just done so.
pub async fn insert(db: &mut Db, pipeline: &Pipeline) -> Result<()> {
    let org = db.org.as_uuid();
    let Columns { ids, positions, names, odds, statuses } = Columns::of(&pipeline.stages);
    sqlx::query!(
        "with pipeline as (
           insert into pipelines (org_id, pipeline_id, name) values ($1, $2, $3) on conflict do nothing)
         insert into stages (org_id, pipeline_id, stage_id, position, name, odds_percent, status)
         select $1, $2, * from unnest($4::uuid[], $5::smallint[], $6::text[], $7::smallint[], $8::text[])
         on conflict do nothing",
        org,
        pipeline.pipeline_id.as_uuid(),
        pipeline.name.as_str(),
        &ids,
        &positions,
        &names,
        &odds,
        &statuses,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Stages turned by a quarter, for `unnest`.
struct Columns {
    ids: Vec<uuid::Uuid>,
    positions: Vec<i16>,
    names: Vec<String>,
    odds: Vec<i16>,
    statuses: Vec<String>,
}

impl Columns {
    fn of(stages: &[Stage]) -> Self {
        Self {
            ids: stages.iter().map(|stage| stage.stage_id.as_uuid()).collect(),
            positions: stages.iter().map(|stage| stage.position).collect(),
            names: stages.iter().map(|stage| stage.name.as_str().to_owned()).collect(),
            odds: stages.iter().map(|stage| stage.odds_percent).collect(),
            statuses: stages.iter().map(|stage| status_text(stage.status).to_owned()).collect(),
        }
    }
}
