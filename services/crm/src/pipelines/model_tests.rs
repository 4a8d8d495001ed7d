//! Rules of pipelines.

use contracts::crm::ContactRole;

use super::*;

fn stage(stage_id: Option<StageId>, name: &str, odds_percent: i16) -> OpenStage {
    let name = Name::new(name).unwrap();
    OpenStage { stage_id, name, odds_percent, stale_after_days: None, requires: Vec::new() }
}

fn pointer(error: PipelineError) -> String {
    let PipelineError::Field { pointer, .. } = error else { panic!("{error:?}") };
    pointer
}

fn sales() -> Pipeline {
    Pipeline::default_of(OrgId::from_uuid(uuid::Uuid::nil())).unwrap()
}

#[test]
fn certainty_comes_only_from_closing() {
    for stage in &sales().image.stages {
        let range = match stage.status {
            DealStatus::Open => 1..=99,
            DealStatus::Won => 100..=100,
            DealStatus::Lost => 0..=0,
        };
        assert!(range.contains(&stage.odds_percent), "{stage:?}");
    }
    assert_eq!(sales().first().unwrap().name.as_str(), "Prospecting");
}

#[test]
fn it_is_the_same_every_time_and_another_elsewhere() {
    let org = OrgId::new();
    let pipeline = Pipeline::default_of(org).unwrap();
    assert_eq!(pipeline, Pipeline::default_of(org).unwrap());
    let other = Pipeline::default_of(OrgId::new()).unwrap();
    assert!(pipeline.image.stages.iter().all(|stage| other.stage(stage.stage_id).is_none()));
}

#[test]
fn stages_are_reordered_added_and_removed_as_a_whole() {
    let mut sales = sales();
    let ids: Vec<StageId> = sales.image.stages.iter().map(|stage| stage.stage_id).collect();
    let stages = vec![stage(Some(ids[3]), "Talks", 80), stage(None, "Demo", 30), stage(Some(ids[0]), "Prospecting", 5)];
    let removed = sales.edit(Edit { stages: Some(stages), ..Edit::default() }).unwrap();
    assert_eq!(removed.iter().map(|stage| stage.stage_id).collect::<Vec<_>>(), ids[1..3]);
    let shown: Vec<_> = sales.image.stages.iter().map(|stage| (stage.position, stage.name.as_str())).collect();
    assert_eq!(shown, [(1, "Talks"), (2, "Demo"), (3, "Prospecting"), (4, "Won"), (5, "Lost")]);
    assert_eq!((sales.version, sales.first().unwrap().stage_id), (2, ids[3]));
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let mut sales = sales();
    let before = sales.clone();
    let (open, won) = (before.image.stages[0].stage_id, before.image.stages[4].stage_id);
    let requires = OpenStage { requires: vec![Requirement::Value; 2], ..stage(None, "A", 1) };
    let cases = [
        (Vec::new(), "/stages"),
        (vec![stage(None, "A", 100)], "/stages/0/odds_percent"),
        (vec![stage(None, "A", 0)], "/stages/0/odds_percent"),
        (vec![stage(None, "A", 1), stage(None, "a", 1)], "/stages/1/name"),
        (vec![stage(Some(won), "A", 1)], "/stages/0/stage_id"),
        (vec![stage(Some(StageId::new()), "A", 1)], "/stages/0/stage_id"),
        (vec![stage(Some(open), "A", 1), stage(Some(open), "B", 1)], "/stages/1/stage_id"),
        (vec![OpenStage { stale_after_days: Some(0), ..stage(None, "A", 1) }], "/stages/0/stale_after_days"),
        (vec![requires], "/stages/0/requires/1"),
    ];
    for (stages, at) in cases {
        assert_eq!(pointer(sales.edit(Edit { stages: Some(stages), ..Edit::default() }).unwrap_err()), at);
        assert_eq!(sales, before);
    }
}

#[test]
fn closing_stages_may_be_renamed_and_ask_for_something() {
    let mut sales = sales();
    let requires = vec![Requirement::ContactRole { role: ContactRole::DecisionMaker }];
    let won = ClosingStage { name: Some(Name::new("Signed").unwrap()), requires: Some(requires.clone()) };
    sales.edit(Edit { won, ..Edit::default() }).unwrap();
    assert_eq!(sales.closing(DealStatus::Won).unwrap().requires, requires);
    assert_eq!(sales.image.stages[4].name.as_str(), "Signed");
    assert!(sales.closing(DealStatus::Lost).unwrap().requires.is_empty());
}

#[test]
fn the_default_one_is_never_out_of_use() {
    let mut sales = sales();
    assert_eq!(sales.archive(), Err(PipelineError::Default));
    let name = Name::new("Renewals").unwrap();
    let edit = Edit { stages: Some(vec![stage(None, "Due", 80)]), ..Edit::default() };
    let (mut renewals, created) = Pipeline::set_up(name, 2, edit).unwrap();
    assert_eq!((renewals.version, created.pipeline.stages.len()), (1, 3));
    renewals.archive().unwrap();
    assert_eq!(renewals.set_default(true), Err(PipelineError::Archived));
    assert_eq!(renewals.edit(Edit::default()), Err(PipelineError::Archived));
    renewals.restore();
    assert_eq!(renewals.set_default(true).map(|told| told.pipeline.is_default), Ok(true));
    assert_eq!(renewals.version, 4);
}
