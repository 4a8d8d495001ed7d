//! What a pipeline and its stages are.

use contracts::crm::DealStatus;
use kernel::{Name, OrgId, PipelineId, StageId, TextError};
use schemars::JsonSchema;
use serde::Serialize;

/// Stages in the order deals go through them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Pipeline")]
pub struct Pipeline {
    /// Its id.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub name: Name,
    /// Its stages; the closing ones come last.
    pub stages: Vec<Stage>,
}

/// A stage of a pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Stage")]
pub struct Stage {
    /// Its id.
    pub stage_id: StageId,
    /// Its place, from 1.
    pub position: i16,
    /// Its name.
    pub name: Name,
    /// How likely a deal that stands here is won, in percent: 1 to 99 while it is open, 100 won, 0 lost.
    pub odds_percent: i16,
    /// What it stands for in every service.
    pub status: DealStatus,
}

/// Name, key, odds in percent and status of the stages of a new pipeline.
const STAGES: [(&str, &str, i16, DealStatus); 6] = [
    ("Prospecting", "prospecting", 10, DealStatus::Open),
    ("Qualified", "qualified", 25, DealStatus::Open),
    ("Proposal", "proposal", 50, DealStatus::Open),
    ("Negotiation", "negotiation", 75, DealStatus::Open),
    ("Won", "won", 100, DealStatus::Won),
    ("Lost", "lost", 0, DealStatus::Lost),
];

/// How a status is written in a column.
pub fn status_text(status: DealStatus) -> &'static str {
    match status {
        DealStatus::Open => "open",
        DealStatus::Won => "won",
        DealStatus::Lost => "lost",
    }
}

/// The status a column says; none for a text that is not one.
pub fn status_from(text: &str) -> Option<DealStatus> {
    [DealStatus::Open, DealStatus::Won, DealStatus::Lost].into_iter().find(|status| status_text(*status) == text)
}

impl Pipeline {
    /// The id of an organisation's default pipeline; the same whenever it is asked for.
    pub fn default_id(org: OrgId) -> PipelineId {
        PipelineId::derived(org.as_uuid(), "default")
    }

    /// The pipeline an organisation begins with.
    pub fn default_of(org: OrgId) -> Result<Self, TextError> {
        let pipeline_id = Self::default_id(org);
        let stages = STAGES.iter().zip(1..).map(|((name, key, odds_percent, status), position)| {
            Ok(Stage {
                stage_id: StageId::derived(pipeline_id.as_uuid(), key),
                position,
                name: Name::new(*name)?,
                odds_percent: *odds_percent,
                status: *status,
            })
        });
        let stages = stages.collect::<Result<_, TextError>>()?;
        Ok(Self { pipeline_id, name: Name::new("Sales")?, stages })
    }

    /// One of its stages.
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.stage_id == id)
    }

    /// Where deals begin.
    pub fn first(&self) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.status == DealStatus::Open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certainty_comes_only_from_closing() {
        let pipeline = Pipeline::default_of(OrgId::new()).unwrap();
        for stage in &pipeline.stages {
            let range = match stage.status {
                DealStatus::Open => 1..=99,
                DealStatus::Won => 100..=100,
                DealStatus::Lost => 0..=0,
            };
            assert!(range.contains(&stage.odds_percent), "{stage:?}");
        }
        assert_eq!(pipeline.first().unwrap().name.as_str(), "Prospecting");
    }

    #[test]
    fn it_is_the_same_every_time_and_another_elsewhere() {
        let org = OrgId::new();
        let pipeline = Pipeline::default_of(org).unwrap();
        assert_eq!(pipeline, Pipeline::default_of(org).unwrap());
        let other = Pipeline::default_of(OrgId::new()).unwrap();
        assert!(pipeline.stages.iter().all(|stage| other.stage(stage.stage_id).is_none()));
    }
}
