//! What a pipeline and its stages may be.

use contracts::crm::{self, DealStatus, PipelineCreated, PipelineUpdated, Requirement, Stage};
use kernel::{Language, Name, OrgId, PipelineId, StageId, TextError};
use platform::{FieldError, Kind, Refusal};

/// Most open stages of a pipeline.
const MAX_STAGES: usize = 30;
/// Most requirements of a stage.
const MAX_REQUIREMENTS: usize = 50;

/// A pipeline with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipeline {
    /// Grows by one with each change.
    pub version: i64,
    /// The pipeline as others see it.
    pub image: crm::Pipeline,
}

/// An open stage as it shall be.
#[derive(Debug, Clone)]
pub struct OpenStage {
    /// Its id when it is one the pipeline has.
    pub stage_id: Option<StageId>,
    /// Its name.
    pub name: Name,
    /// Its odds in percent.
    pub odds_percent: i16,
    /// After how many days a deal here is stale.
    pub stale_after_days: Option<i16>,
    /// What a deal needs to come here.
    pub requires: Vec<Requirement>,
}

/// What is said of a closing stage; what is left out stays.
#[derive(Debug, Clone, Default)]
pub struct ClosingStage {
    /// Its name.
    pub name: Option<Name>,
    /// What a deal needs to be closed so.
    pub requires: Option<Vec<Requirement>>,
}

/// Changes of a pipeline; what is left out stays.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// Its name.
    pub name: Option<Name>,
    /// Its place.
    pub position: Option<i16>,
    /// Its open stages, all of them in their order.
    pub stages: Option<Vec<OpenStage>>,
    /// The stage of won deals.
    pub won: ClosingStage,
    /// The stage of lost deals.
    pub lost: ClosingStage,
}

/// Why a pipeline refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PipelineError {
    /// It is where deals go.
    #[error("This is the default pipeline; make another one the default first: PATCH it with \"is_default\": true.")]
    Default,
    /// It is out of use.
    #[error("The pipeline is archived; take it into use again first: POST /v1/pipelines/{{pipeline_id}}/restore.")]
    Archived,
    /// Deals are under way.
    #[error("{0} open deals stand in this pipeline; say with \"move_to_stage_id\" where they go, or close them first.")]
    InUse(i64),
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: String,
        /// How to mend it.
        detail: String,
    },
}

impl PipelineError {
    /// A field that cannot be.
    pub fn field(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Field { pointer: pointer.into(), detail: detail.into() }
    }
}

impl Refusal for PipelineError {
    fn kind(&self) -> Kind {
        match self {
            Self::Default | Self::Archived | Self::InUse(_) => Kind::Conflict,
            Self::Field { .. } => Kind::Invalid,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::Default => "pipeline-default",
            Self::Archived => "pipeline-archived",
            Self::InUse(_) => "pipeline-in-use",
            Self::Field { .. } => "invalid-field",
        }
    }
    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Default | Self::Archived => Vec::new(),
            Self::InUse(_) => vec![FieldError::new("/move_to_stage_id", "say where its open deals go")],
            Self::Field { pointer, detail } => vec![FieldError::new(pointer, detail)],
        }
    }
}

/// Key, odds in percent and status of the stages of an organisation's first pipeline.
const STAGES: [(&str, i16, DealStatus); 6] = [
    ("prospecting", 10, DealStatus::Open),
    ("qualified", 25, DealStatus::Open),
    ("proposal", 50, DealStatus::Open),
    ("negotiation", 75, DealStatus::Open),
    ("won", 100, DealStatus::Won),
    ("lost", 0, DealStatus::Lost),
];

/// What an organisation's first pipeline and its stages are called.
const fn names(language: Language) -> (&'static str, [&'static str; 6]) {
    match language {
        Language::En => ("Sales", ["Prospecting", "Qualified", "Proposal", "Negotiation", "Won", "Lost"]),
        Language::Hu => ("Értékesítés", ["Feltárás", "Minősítve", "Ajánlat", "Tárgyalás", "Megnyert", "Elvesztett"]),
    }
}

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
    /// The id of an organisation's first pipeline; the same whenever it is asked for.
    pub fn default_id(org: OrgId) -> PipelineId {
        PipelineId::derived(org.as_uuid(), "default")
    }

    /// The pipeline an organisation begins with that has written down none yet.
    pub fn default_of(org: OrgId) -> Result<Self, TextError> {
        Self::first_of(org, Language::default())
    }

    /// The pipeline an organisation begins with, in its language.
    pub fn first_of(org: OrgId, language: Language) -> Result<Self, TextError> {
        let pipeline_id = Self::default_id(org);
        let (name, stage_names) = names(language);
        let stages = STAGES.iter().zip(stage_names).zip(1..);
        let stages = stages.map(|(((key, odds_percent, status), name), position)| {
            Ok(Stage {
                stage_id: StageId::derived(pipeline_id.as_uuid(), key),
                position,
                name: Name::new(name)?,
                odds_percent: *odds_percent,
                status: *status,
                stale_after_days: None,
                requires: Vec::new(),
            })
        });
        let stages = stages.collect::<Result<_, TextError>>()?;
        let name = Name::new(name)?;
        let image = crm::Pipeline { pipeline_id, name, position: 1, is_default: true, archived: false, stages };
        Ok(Self { version: 1, image })
    }

    /// Sets up another pipeline. Its closing stages are called as those of the first one unless said otherwise.
    pub fn set_up(name: Name, position: i16, edit: Edit) -> Result<(Self, PipelineCreated), PipelineError> {
        let closing = |key: &str, odds_percent, status| {
            let name = Name::new(key).map_err(|error| PipelineError::field("/name", error.to_string()))?;
            let stage_id = StageId::new();
            Ok(Stage {
                stage_id,
                position: 0,
                name,
                odds_percent,
                status,
                stale_after_days: None,
                requires: Vec::new(),
            })
        };
        let stages = vec![closing("Won", 100, DealStatus::Won)?, closing("Lost", 0, DealStatus::Lost)?];
        let pipeline_id = PipelineId::new();
        let image = crm::Pipeline { pipeline_id, name, position, is_default: false, archived: false, stages };
        let mut pipeline = Self { version: 0, image };
        let stages = Some(edit.stages.unwrap_or_default());
        pipeline.edit(Edit { stages, ..edit })?;
        let created = PipelineCreated { pipeline: pipeline.image.clone() };
        Ok((pipeline, created))
    }

    /// Changes what it says; answers the stages it no longer has.
    pub fn edit(&mut self, edit: Edit) -> Result<Vec<Stage>, PipelineError> {
        self.must_be_used()?;
        let mut image = self.image.clone();
        if let Some(name) = edit.name {
            image.name = name;
        }
        image.position = edit.position.unwrap_or(image.position);
        let (mut open, mut closing): (Vec<Stage>, Vec<Stage>) =
            image.stages.into_iter().partition(|stage| stage.status == DealStatus::Open);
        let mut removed = Vec::new();
        if let Some(stages) = edit.stages {
            let known = std::mem::take(&mut open);
            open = open_stages(stages, &known)?;
            removed = known.into_iter().filter(|old| open.iter().all(|new| new.stage_id != old.stage_id)).collect();
        }
        for stage in &mut closing {
            let (at, said) = if stage.status == DealStatus::Won { ("/won", &edit.won) } else { ("/lost", &edit.lost) };
            if let Some(name) = &said.name {
                stage.name = name.clone();
            }
            if let Some(requires) = &said.requires {
                check_requirements(at, requires)?;
                stage.requires.clone_from(requires);
            }
        }
        open.append(&mut closing);
        for (stage, position) in open.iter_mut().zip(1..) {
            stage.position = position;
        }
        image.stages = open;
        self.image = image;
        self.version += 1;
        Ok(removed)
    }

    /// Takes it out of use. The caller sees to it that no open deal stands in it.
    pub fn archive(&mut self) -> Result<PipelineUpdated, PipelineError> {
        self.must_be_used()?;
        if self.image.is_default {
            return Err(PipelineError::Default);
        }
        self.image.archived = true;
        Ok(self.changed())
    }

    /// Takes it into use again.
    pub fn restore(&mut self) -> PipelineUpdated {
        self.image.archived = false;
        self.changed()
    }

    /// Makes it the default one, or no longer.
    pub fn set_default(&mut self, is_default: bool) -> Result<PipelineUpdated, PipelineError> {
        self.must_be_used()?;
        self.image.is_default = is_default;
        Ok(self.changed())
    }

    /// Refuses when it is archived.
    pub fn must_be_used(&self) -> Result<(), PipelineError> {
        if self.image.archived { Err(PipelineError::Archived) } else { Ok(()) }
    }

    fn changed(&mut self) -> PipelineUpdated {
        self.version += 1;
        self.told()
    }

    /// What others hear of it as it now is.
    pub fn told(&self) -> PipelineUpdated {
        PipelineUpdated { pipeline: self.image.clone() }
    }

    /// One of its stages.
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.image.stages.iter().find(|stage| stage.stage_id == id)
    }

    /// Where deals begin.
    pub fn first(&self) -> Option<&Stage> {
        self.image.stages.iter().find(|stage| stage.status == DealStatus::Open)
    }

    /// The stage that stands for a status.
    pub fn closing(&self, status: DealStatus) -> Option<&Stage> {
        self.image.stages.iter().find(|stage| stage.status == status)
    }
}

fn open_stages(requests: Vec<OpenStage>, known: &[Stage]) -> Result<Vec<Stage>, PipelineError> {
    if requests.is_empty() || requests.len() > MAX_STAGES {
        return Err(PipelineError::field("/stages", format!("a pipeline has 1 to {MAX_STAGES} open stages")));
    }
    let mut stages: Vec<Stage> = Vec::new();
    for (index, request) in requests.into_iter().enumerate() {
        let at = format!("/stages/{index}");
        let stage_id = match request.stage_id {
            None => StageId::new(),
            Some(id) if stages.iter().any(|stage| stage.stage_id == id) => {
                return Err(PipelineError::field(format!("{at}/stage_id"), "another stage of this request has it too"));
            }
            Some(id) if known.iter().any(|stage| stage.stage_id == id) => id,
            Some(_) => {
                let detail = "the pipeline has no such open stage; leave it out for a new one";
                return Err(PipelineError::field(format!("{at}/stage_id"), detail));
            }
        };
        if !(1..=99).contains(&request.odds_percent) {
            let detail = "must be from 1 to 99; certainty comes only from winning or losing";
            return Err(PipelineError::field(format!("{at}/odds_percent"), detail));
        }
        if request.stale_after_days.is_some_and(|days| !(1..=1000).contains(&days)) {
            return Err(PipelineError::field(format!("{at}/stale_after_days"), "must be from 1 to 1000"));
        }
        let name = request.name.as_str().to_lowercase();
        if stages.iter().any(|stage| stage.name.as_str().to_lowercase() == name) {
            return Err(PipelineError::field(format!("{at}/name"), "another stage of the pipeline has this name"));
        }
        check_requirements(&at, &request.requires)?;
        stages.push(Stage {
            stage_id,
            position: 0,
            name: request.name,
            odds_percent: request.odds_percent,
            status: DealStatus::Open,
            stale_after_days: request.stale_after_days,
            requires: request.requires,
        });
    }
    Ok(stages)
}

fn check_requirements(at: &str, requires: &[Requirement]) -> Result<(), PipelineError> {
    if requires.len() > MAX_REQUIREMENTS {
        let detail = format!("a stage can have at most {MAX_REQUIREMENTS}");
        return Err(PipelineError::field(format!("{at}/requires"), detail));
    }
    match requires.iter().enumerate().find(|(index, one)| requires[..*index].contains(one)) {
        Some((twice, _)) => Err(PipelineError::field(format!("{at}/requires/{twice}"), "is there already")),
        None => Ok(()),
    }
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
