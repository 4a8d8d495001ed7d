//! Pipelines over HTTP.

use contracts::crm::{self, DealStatus, FieldRecord, Requirement, Stage};
use kernel::{Cursor, Limit, Page, Permission, PipelineId, StageId};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Edit, OpenStage, Pipeline, PipelineError};
use super::requests::{ArchivePipeline, CreatePipeline, RestorePipeline, StageMove, UpdatePipeline};
use super::store;
use crate::lists::{self, List};
use crate::{custom_fields, deals};

/// What pipelines answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("pipelines")
        .get("/v1/pipelines", ReadCrm, "List the pipelines with their stages", list)
        .post("/v1/pipelines", ManageCrm, "Set up a pipeline", create)
        .get("/v1/pipelines/{pipeline_id}", ReadCrm, "Show a pipeline with its stages", get)
        .patch("/v1/pipelines/{pipeline_id}", ManageCrm, "Change a pipeline and its stages", update)
        .post("/v1/pipelines/{pipeline_id}/archive", ManageCrm, "Take a pipeline out of use", archive)
        .post("/v1/pipelines/{pipeline_id}/restore", ManageCrm, "Take a pipeline into use again", restore)
}

/// Most open deals that move at once because their stage or pipeline goes.
const MAX_MOVED: u16 = 2_000;

/// A pipeline.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PipelineView {
    #[serde(flatten)]
    pipeline: crm::Pipeline,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Pipeline> for PipelineView {
    fn from(pipeline: Pipeline) -> Self {
        Self { pipeline: pipeline.image, version: pipeline.version }
    }
}

/// The organisation's pipelines.
#[derive(Debug, Serialize, JsonSchema)]
struct Pipelines {
    items: Vec<PipelineView>,
}

/// Which pipelines.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPipelines {
    /// True: archived ones too.
    #[serde(default)]
    archived: bool,
}

impl List for ListPipelines {
    type Item = PipelineView;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<PipelineView>> {
        let mut pipelines = store::list(db).await?;
        if pipelines.is_empty() {
            pipelines.push(Pipeline::default_of(db.org).map_err(Problem::internal)?);
        }
        let shown = pipelines.into_iter().filter(|pipeline| self.archived || !pipeline.image.archived);
        Ok(lists::whole(shown.map(PipelineView::from).collect()))
    }
}

async fn list(mut db: Read, Query(query): Query<ListPipelines>) -> Result<Reply<Pipelines>> {
    let Page { items, .. } = query.page(&mut db, None, Limit::MAX).await?;
    Ok(Reply::plain(Pipelines { items }))
}

async fn get(mut db: Read, Path(id): Path<PipelineId>) -> Result<Reply<PipelineView>> {
    let first = Pipeline::default_of(db.org).map_err(Problem::internal)?;
    let found = store::get(&mut db, id).await?.or_else(|| (first.image.pipeline_id == id).then_some(first));
    let pipeline = found.ok_or_else(|| Problem::not_found("pipeline"))?;
    Ok(Reply::of(pipeline.version, pipeline.into()))
}

async fn lock(tx: &mut Tx, id: PipelineId) -> Result<Pipeline> {
    super::ensure_default(tx).await?;
    store::lock_all(tx).await?;
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("pipeline"))
}

async fn create(mut tx: Tx, Json(body): Json<CreatePipeline>) -> Result<Created<PipelineView>> {
    super::ensure_default(&mut tx).await?;
    store::lock_all(&mut tx).await?;
    let last = store::list(&mut tx).await?.iter().map(|one| one.image.position).max().unwrap_or(0);
    let edit = Edit {
        stages: Some(body.stages.into_iter().map(OpenStage::from).collect()),
        won: body.won.into(),
        lost: body.lost.into(),
        ..Edit::default()
    };
    let position = body.position.unwrap_or(last.saturating_add(1));
    let (pipeline, created) = Pipeline::set_up(body.name, position, edit)?;
    check_fields(&mut tx, &pipeline.image.stages).await?;
    store::save(&mut tx, &pipeline).await?;
    tx.publish(pipeline.version, &created)?;
    tx.created(format!("/v1/pipelines/{}", pipeline.image.pipeline_id), pipeline.version, pipeline.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<PipelineId>,
    Json(mut body): Json<UpdatePipeline>,
) -> Result<Reply<PipelineView>> {
    let mut pipeline = lock(&mut tx, id).await?;
    tx.require_match(pipeline.version)?;
    super::tell_first(&mut tx, &pipeline)?;
    let (is_default, moves) = (body.is_default, std::mem::take(&mut body.moves));
    let removed = pipeline.edit(body.into())?;
    check_fields(&mut tx, &pipeline.image.stages).await?;
    match is_default {
        Some(true) if !pipeline.image.is_default => {
            if let Some(mut former) = store::default(&mut tx).await? {
                super::tell_first(&mut tx, &former)?;
                let told = former.set_default(false)?;
                store::save(&mut tx, &former).await?;
                tx.publish(former.version, &told)?;
            }
            pipeline.image.is_default = true;
        }
        Some(false) if pipeline.image.is_default => {
            let detail = "is changed by making another pipeline the default one";
            return Err(Problem::field("/is_default", detail));
        }
        Some(_) | None => {}
    }
    store::save(&mut tx, &pipeline).await?;
    tx.publish(pipeline.version, &pipeline.told())?;
    for stage in &removed {
        store::remove(&mut tx, stage.stage_id).await?;
    }
    for (place, one) in moves.iter().enumerate() {
        destination(&mut tx, &format!("/moves/{place}/to_stage_id"), one.to_stage_id).await?;
        if removed.iter().all(|stage| stage.stage_id != one.from_stage_id) {
            let detail = "is no stage that this change leaves out";
            return Err(Problem::field(format!("/moves/{place}/from_stage_id"), detail));
        }
    }
    for stage in removed {
        let place = moves.iter().position(|one| one.from_stage_id == stage.stage_id);
        empty(&mut tx, &stage, place.map(|place| (place, moves[place]))).await?;
    }
    tx.reply(pipeline.version, pipeline.into()).await
}

/// Moves the open deals of a stage that goes to where the caller says.
async fn empty(tx: &mut Tx, stage: &Stage, to: Option<(usize, StageMove)>) -> Result<()> {
    let ids = store::deals_in(tx, stage.stage_id, i64::from(MAX_MOVED) + 1).await?;
    let Some((place, to)) = to else {
        if ids.is_empty() {
            return Ok(());
        }
        let detail = format!("{} open deals stand in {}; say where they go", ids.len(), stage.name);
        return Err(PipelineError::field("/moves", detail).into());
    };
    let at = format!("/moves/{place}/to_stage_id");
    move_all(tx, &at, &ids, to.to_stage_id).await
}

async fn move_all(tx: &mut Tx, at: &str, ids: &[kernel::DealId], to: StageId) -> Result<()> {
    if ids.len() > usize::from(MAX_MOVED) {
        let detail = format!("more than {MAX_MOVED} deals would move; move some of them first");
        return Err(Problem::field(at, detail));
    }
    let (pipeline_id, stage) = destination(tx, at, to).await?;
    deals::take_along(tx, ids, pipeline_id, &stage).await
}

/// An open stage in use, of whatever pipeline, where deals may go.
async fn destination(tx: &mut Tx, at: &str, to: StageId) -> Result<(PipelineId, Stage)> {
    let target = store::of_stage(tx, to).await?.filter(|pipeline| !pipeline.image.archived);
    let stage = target.as_ref().and_then(|pipeline| pipeline.stage(to)).filter(|one| one.status == DealStatus::Open);
    let missing = || Problem::field(at, "there is no such open stage in use; GET /v1/pipelines lists them");
    target.as_ref().zip(stage).map(|(one, stage)| (one.image.pipeline_id, stage.clone())).ok_or_else(missing)
}

/// Refuses stages that ask for custom fields nobody has.
async fn check_fields(tx: &mut Tx, stages: &[Stage]) -> Result<()> {
    let asked = |stage: &Stage| stage.requires.iter().any(|one| matches!(one, Requirement::CustomField { .. }));
    if !stages.iter().any(asked) {
        return Ok(());
    }
    let fields = custom_fields::store::list(tx, Some(FieldRecord::Deal)).await?;
    for (stage, place) in stages.iter().zip(0..) {
        for (index, requirement) in stage.requires.iter().enumerate() {
            let Requirement::CustomField { field_id } = requirement else { continue };
            if fields.iter().any(|field| field.image.field_id == *field_id && !field.image.archived) {
                continue;
            }
            let at = match stage.status {
                DealStatus::Open => format!("/stages/{place}"),
                DealStatus::Won => "/won".to_owned(),
                DealStatus::Lost => "/lost".to_owned(),
            };
            let detail = "deals have no such field in use; GET /v1/custom-fields?record=deal lists them";
            return Err(Problem::field(format!("{at}/requires/{index}/field_id"), detail));
        }
    }
    Ok(())
}

async fn archive(
    mut tx: Tx,
    Path(id): Path<PipelineId>,
    Json(body): Json<ArchivePipeline>,
) -> Result<Reply<PipelineView>> {
    let mut pipeline = lock(&mut tx, id).await?;
    tx.if_match(pipeline.version)?;
    super::tell_first(&mut tx, &pipeline)?;
    let archived = pipeline.archive()?;
    store::save(&mut tx, &pipeline).await?;
    let mut ids = Vec::new();
    for stage in pipeline.image.stages.iter().filter(|stage| stage.status == DealStatus::Open) {
        ids.append(&mut store::deals_in(&mut tx, stage.stage_id, i64::from(MAX_MOVED) + 1).await?);
    }
    match body.move_to_stage_id {
        Some(to) => move_all(&mut tx, "/move_to_stage_id", &ids, to).await?,
        None if ids.is_empty() => {}
        None => return Err(PipelineError::InUse(i64::try_from(ids.len()).unwrap_or(i64::MAX)).into()),
    }
    tx.publish(pipeline.version, &archived)?;
    tx.reply(pipeline.version, pipeline.into()).await
}

async fn restore(
    mut tx: Tx,
    Path(id): Path<PipelineId>,
    Json(_): Json<RestorePipeline>,
) -> Result<Reply<PipelineView>> {
    let mut pipeline = lock(&mut tx, id).await?;
    tx.if_match(pipeline.version)?;
    let restored = pipeline.restore();
    store::save(&mut tx, &pipeline).await?;
    tx.publish(pipeline.version, &restored)?;
    tx.reply(pipeline.version, pipeline.into()).await
}
