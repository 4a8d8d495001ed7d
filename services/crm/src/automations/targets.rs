//! What actions name: it has to be there, in this organisation, and in use.

use contracts::crm::DealStatus;
use contracts::crm::automations::{AutomationAction, AutomationOwner, AutomationPerson};
use contracts::crm::sequences::SequenceStatus;
use kernel::MemberId;
use platform::{Db, Problem, Result};

use crate::pipelines::model::Pipeline;
use crate::{members, pipelines, sequences, webhooks};

/// Refuses actions that name what is not there. The caller is always acceptable, as for owners.
///
/// # Errors
/// 422 that points to it.
pub async fn check(db: &mut Db, me: Option<MemberId>, actions: &[AutomationAction]) -> Result<()> {
    for (place, action) in actions.iter().enumerate() {
        let at = |field: &str| format!("/actions/{place}/{field}");
        match action {
            AutomationAction::CreateTask { person, .. } | AutomationAction::Notify { person, .. } => {
                if let AutomationPerson::Member { member_id } = person {
                    member(db, me, at("person/member_id"), *member_id).await?;
                }
            }
            AutomationAction::AssignOwner { owner } => {
                if let AutomationOwner::Member { member_id } = owner {
                    member(db, me, at("owner/member_id"), *member_id).await?;
                }
            }
            AutomationAction::MoveStage { stage_id } => {
                let mut pipeline = pipelines::store::of_stage(db, *stage_id).await?;
                // An organisation's own pipeline begins to exist when it is needed.
                if pipeline.is_none() && pipelines::store::default(db).await?.is_none() {
                    pipeline = Pipeline::default_of(db.org).ok();
                }
                let stage = pipeline.as_ref().and_then(|pipeline| pipeline.stage(*stage_id));
                match stage {
                    None => {
                        let detail = "there is no such stage; GET /v1/pipelines lists them";
                        return Err(Problem::field(at("stage_id"), detail));
                    }
                    Some(stage) if stage.status != DealStatus::Open => {
                        let detail = "deals get there by winning or losing them, which rules do not";
                        return Err(Problem::field(at("stage_id"), detail));
                    }
                    Some(_) => {}
                }
            }
            AutomationAction::Enrol { sequence_id } => {
                let sequence = sequences::store::get(db, *sequence_id).await?;
                if sequence.is_none_or(|sequence| sequence.image.status == SequenceStatus::Archived) {
                    let detail = "there is no such sequence; GET /v1/sequences lists them";
                    return Err(Problem::field(at("sequence_id"), detail));
                }
            }
            AutomationAction::CallWebhook { webhook_id } => {
                let webhook = webhooks::store::get(db, *webhook_id).await?;
                if webhook.is_none_or(|webhook| !webhook.image.active) {
                    let detail = "there is no such webhook in use; GET /v1/webhooks lists them";
                    return Err(Problem::field(at("webhook_id"), detail));
                }
            }
        }
    }
    Ok(())
}

async fn member(db: &mut Db, me: Option<MemberId>, at: String, id: MemberId) -> Result<()> {
    if me == Some(id) || members::store::is_active(db, id).await? {
        return Ok(());
    }
    Err(Problem::field(at, "there is no such active member; GET /v1/members lists them"))
}
