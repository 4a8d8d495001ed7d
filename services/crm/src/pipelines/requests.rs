//! What callers say about pipelines.

use contracts::crm::Requirement;
use kernel::{Name, StageId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::model::{ClosingStage, Edit, OpenStage};
use crate::patch::given;

/// A new pipeline.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePipeline {
    /// Its name.
    pub name: Name,
    /// Its place; after the others when left out.
    pub position: Option<i16>,
    /// Its open stages in their order; the closing ones are added.
    pub stages: Vec<StageRequest>,
    /// The stage of won deals.
    #[serde(default)]
    pub won: ClosingRequest,
    /// The stage of lost deals.
    #[serde(default)]
    pub lost: ClosingRequest,
}

/// An open stage.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageRequest {
    /// Id of the stage when it is one the pipeline already has; left out for a new one.
    pub stage_id: Option<StageId>,
    /// Its name.
    pub name: Name,
    /// How likely a deal that stands here is won, in percent: 1 to 99.
    pub odds_percent: i16,
    /// After how many days here a deal is stale; never when left out.
    pub stale_after_days: Option<i16>,
    /// What a deal must say or have before it comes here.
    #[serde(default)]
    pub requires: Vec<Requirement>,
}

/// What is said of a closing stage; what is left out stays.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosingRequest {
    /// Its name.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Name>,
    /// What a deal must say or have before it is closed so.
    #[serde(default, deserialize_with = "given")]
    pub requires: Option<Vec<Requirement>>,
}

/// Changes of a pipeline: what is left out stays. Open stages are replaced as a whole.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePipeline {
    /// Its name.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Name>,
    /// Its place among the pipelines.
    #[serde(default, deserialize_with = "given")]
    pub position: Option<i16>,
    /// True makes it the default one, instead of the one that is.
    #[serde(default, deserialize_with = "given")]
    pub is_default: Option<bool>,
    /// Its open stages, all of them in their order. A stage that stays carries the id it has.
    #[serde(default, deserialize_with = "given")]
    pub stages: Option<Vec<StageRequest>>,
    /// Where open deals go that stand in stages which are left out.
    #[serde(default)]
    pub moves: Vec<StageMove>,
    /// The stage of won deals.
    #[serde(default)]
    pub won: ClosingRequest,
    /// The stage of lost deals.
    #[serde(default)]
    pub lost: ClosingRequest,
}

/// Where the open deals of a stage go.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageMove {
    /// The stage they stand in.
    pub from_stage_id: StageId,
    /// An open stage that stays, of this pipeline or another one.
    pub to_stage_id: StageId,
}

/// Takes a pipeline out of use.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArchivePipeline {
    /// An open stage of another pipeline where its open deals go; needed when it has some.
    pub move_to_stage_id: Option<StageId>,
}

/// Takes a pipeline into use again.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RestorePipeline {}

impl From<StageRequest> for OpenStage {
    fn from(request: StageRequest) -> Self {
        let StageRequest { stage_id, name, odds_percent, stale_after_days, requires } = request;
        Self { stage_id, name, odds_percent, stale_after_days, requires }
    }
}

impl From<ClosingRequest> for ClosingStage {
    fn from(request: ClosingRequest) -> Self {
        Self { name: request.name, requires: request.requires }
    }
}

impl From<UpdatePipeline> for Edit {
    fn from(request: UpdatePipeline) -> Self {
        Self {
            name: request.name,
            position: request.position,
            stages: request.stages.map(|stages| stages.into_iter().map(OpenStage::from).collect()),
            won: request.won.into(),
            lost: request.lost.into(),
        }
    }
}
