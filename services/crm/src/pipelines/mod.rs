//! Pipelines: the stages deals go through. Every organisation begins with one, which begins to exist when it is first
//! needed, and may set up others.
//!
//! Stages may be called anything; the status each of them stands for is what the other services understand. The two
//! closing stages are reached only by winning and losing a deal, never by moving it. A stage may ask for something before
//! a deal comes to it.

pub mod http;
pub mod model;
pub mod requests;
pub mod store;

use contracts::crm::{PipelineCreated, Stage};
use kernel::{Language, PipelineId, StageId};
use platform::{Problem, Result, Tx};

use self::model::Pipeline;

/// The organisation's default pipeline, written down if it was not yet.
pub async fn ensure_default(tx: &mut Tx) -> Result<Pipeline> {
    if let Some(pipeline) = store::default(tx).await? {
        return Ok(pipeline);
    }
    let pipeline = Pipeline::default_of(tx.org).map_err(Problem::internal)?;
    store::insert_first(tx, &pipeline).await?;
    Ok(pipeline)
}

/// Writes down the pipeline an organisation begins with, in its language, unless it has one.
pub async fn begin(tx: &mut Tx, language: Language) -> Result<()> {
    if store::default(tx).await?.is_none() {
        let pipeline = Pipeline::first_of(tx.org, language).map_err(Problem::internal)?;
        store::insert_first(tx, &pipeline).await?;
    }
    Ok(())
}

/// Tells others of a pipeline as it was before its first change, when they could not know of it: the one an organisation
/// begins with is the same everywhere, and is told of only when it becomes another one.
pub fn tell_first(tx: &mut Tx, before: &Pipeline) -> Result<()> {
    if before.version == 1 && before.image.pipeline_id == Pipeline::default_id(tx.org) {
        tx.publish(before.version, &PipelineCreated { pipeline: before.image.clone() })?;
    }
    Ok(())
}

/// The stage a deal comes to, with its pipeline: one that is named, the first of a pipeline that is named, or the first
/// of the default one. It stays usable until the transaction ends.
pub async fn destination(
    tx: &mut Tx,
    pipeline: Option<PipelineId>,
    stage: Option<StageId>,
) -> Result<(PipelineId, Stage)> {
    let default = ensure_default(tx).await?;
    let found = match (pipeline, stage) {
        (None, None) => default,
        (None, Some(stage)) if default.stage(stage).is_some() => default,
        (None, Some(stage)) => store::of_stage(tx, stage).await?.ok_or_else(no_stage)?,
        (Some(id), _) => store::get(tx, id).await?.ok_or_else(no_pipeline)?,
    };
    let stage = match stage {
        Some(id) => found.stage(id).ok_or_else(no_stage)?,
        None => found.first().ok_or_else(|| Problem::internal("a pipeline without an open stage"))?,
    };
    if !store::hold(tx, stage.stage_id).await? {
        found.must_be_used()?;
        return Err(no_stage());
    }
    Ok((found.image.pipeline_id, stage.clone()))
}

fn no_stage() -> Problem {
    Problem::field("/stage_id", "there is no such stage; GET /v1/pipelines lists them")
}

fn no_pipeline() -> Problem {
    Problem::field("/pipeline_id", "there is no such pipeline; GET /v1/pipelines lists them")
}
