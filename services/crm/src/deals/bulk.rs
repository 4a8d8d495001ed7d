//! The same done to many deals at once, as [`crate::bulk`] has it.

use chrono::NaiveDate;
use contracts::crm::{DealStatus, ForecastCategory, Stage};
use kernel::{DealId, LossReasonId, MemberId, Note, Permission, PipelineId, StageId, TagId};
use platform::{Json, Kind, Problem, Reply, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::DealError;
use super::model::{Deal, Destination, Known};
use super::pricing::Prices;
use super::requests::{LoseDeal, NextStepRequest, UpdateDeal};
use super::store;
use crate::bulk::{self, Answer, Item};
use crate::patch::Change;
use crate::{loss_reasons, pipelines, timeline};

/// Something done to many deals.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// What.
    action: BulkAction,
    /// To which; at most 500, each once.
    deal_ids: Vec<DealId>,
}

/// What is done to each deal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum BulkAction {
    /// Somebody else works on it.
    ChangeOwner {
        /// Who; `null` for nobody.
        owner_id: Option<MemberId>,
    },
    /// It gets a tag.
    AddTag {
        /// Which.
        tag_id: TagId,
    },
    /// It loses a tag.
    RemoveTag {
        /// Which.
        tag_id: TagId,
    },
    /// It moves to an open stage, of its pipeline or another one.
    Move {
        /// Where to.
        stage_id: StageId,
    },
    /// It is said what is done next.
    SetNextStep {
        /// What, and by when; `null` for nothing.
        next_step: Option<NextStepRequest>,
    },
    /// It counts in another category of the forecast.
    SetForecastCategory {
        /// Which; `null` for the one that follows from the odds of its stage.
        forecast_category: Option<ForecastCategory>,
    },
    /// It is expected to close on another day.
    SetExpectedClose {
        /// When; `null` when nobody knows.
        expected_close_on: Option<NaiveDate>,
    },
    /// It is lost. Needs the permission `crm:deal:close`.
    Lose {
        /// Which of the organisation's reasons. Either this or `reason` must be given.
        loss_reason_id: Option<LossReasonId>,
        /// Why, in words; the name of the reason when left out.
        reason: Option<Note>,
        /// When; today when left out.
        lost_on: Option<NaiveDate>,
    },
}

/// A deal of many.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BulkDeal {
    /// The deal.
    deal_id: DealId,
}

/// What is done, with everything it needs.
enum Deed {
    Update(Box<UpdateDeal>),
    Tag(TagId),
    Untag(TagId),
    Move(PipelineId, Stage),
    Lose(LoseDeal),
}

/// Answers `POST /v1/deals/bulk`.
pub async fn act(mut tx: Tx, Json(body): Json<BulkRequest>) -> Result<Reply<Answer<BulkDeal>>> {
    let deed = deed(&mut tx, body.action).await?;
    let mut items = Vec::new();
    for id in bulk::in_order(&body.deal_ids, "/deal_ids", "deals")? {
        items.push((id, one(&mut tx, id, &deed).await?));
    }
    tx.reply_plain(Answer::of(&body.deal_ids, items)).await
}

fn update(request: UpdateDeal) -> Deed {
    Deed::Update(Box::new(request))
}

async fn deed(tx: &mut Tx, action: BulkAction) -> Result<Deed> {
    Ok(match action {
        BulkAction::ChangeOwner { owner_id } => {
            bulk::check_owner(tx, owner_id).await?;
            update(UpdateDeal { owner_id: Change::Set(owner_id), ..UpdateDeal::default() })
        }
        BulkAction::AddTag { tag_id } => Deed::Tag(bulk::known_tag(tx, tag_id).await?),
        BulkAction::RemoveTag { tag_id } => Deed::Untag(bulk::known_tag(tx, tag_id).await?),
        BulkAction::Move { stage_id } => {
            let found = pipelines::destination(tx, None, Some(stage_id)).await;
            let (pipeline_id, stage) = found.map_err(|problem| bulk::placed("/action/stage_id", problem))?;
            if stage.status != DealStatus::Open {
                let detail = "deals get there by winning or losing them";
                return Err(Problem::field("/action/stage_id", detail));
            }
            Deed::Move(pipeline_id, stage)
        }
        BulkAction::SetNextStep { next_step } => {
            update(UpdateDeal { next_step: Change::Set(next_step), ..UpdateDeal::default() })
        }
        BulkAction::SetForecastCategory { forecast_category: category } => {
            update(UpdateDeal { forecast_category: Change::Set(category), ..UpdateDeal::default() })
        }
        BulkAction::SetExpectedClose { expected_close_on: day } => {
            update(UpdateDeal { expected_close_on: Change::Set(day), ..UpdateDeal::default() })
        }
        BulkAction::Lose { loss_reason_id, reason, lost_on } => {
            if !tx.may(Permission::CloseDeals) {
                let detail = "Losing deals needs the permission crm:deal:close.";
                return Err(Problem::new(Kind::Forbidden, "forbidden", detail));
            }
            match loss_reason_id {
                Some(id) => {
                    let found = loss_reasons::in_use(tx, id).await;
                    found.map_err(|problem| bulk::placed("/action/loss_reason_id", problem))?;
                }
                None if reason.is_none() => {
                    let detail = "say why: choose a reason, or give one in words";
                    return Err(Problem::field("/action/loss_reason_id", detail));
                }
                None => {}
            }
            Deed::Lose(LoseDeal { loss_reason_id, reason, lost_on })
        }
    })
}

async fn one(tx: &mut Tx, deal_id: DealId, deed: &Deed) -> Result<Item<BulkDeal>> {
    let record = BulkDeal { deal_id };
    let Some(mut deal) = store::lock(tx, deal_id).await? else { return Ok(Item::missing(record, "deal")) };
    Ok(match change(tx, &mut deal, deed).await? {
        Ok(changed) => Item::of(record, changed, deal.version),
        Err(why) => Item::refused(record, deal.version, &why),
    })
}

/// Whether a deal is as the request asks for already.
fn is_so(request: &UpdateDeal, image: &contracts::crm::Deal) -> bool {
    let step = image.next_step.as_ref().map(|step| (&step.text, step.due_on));
    let UpdateDeal { owner_id, next_step, forecast_category, expected_close_on, .. } = request;
    (!owner_id.is_set() || owner_id.value().copied() == image.owner_id)
        && (!next_step.is_set() || next_step.value().map(|next| (&next.text, next.due_on)) == step)
        && (!forecast_category.is_set() || forecast_category.value().copied() == image.forecast.category)
        && (!expected_close_on.is_set() || expected_close_on.value().copied() == image.expected_close_on)
}

/// Changes a deal; says whether there was anything to change, or why the deal refuses. What refuses wrote nothing.
async fn change(tx: &mut Tx, deal: &mut Deal, deed: &Deed) -> Result<std::result::Result<bool, DealError>> {
    let (today, before) = (tx.today(), deal.image.clone());
    let updated = match deed {
        Deed::Update(request) => {
            // Whether a closed deal has no category is no question any more.
            let closed = request.forecast_category.is_set() && before.status != DealStatus::Open;
            if !closed && is_so(request, &deal.image) {
                return Ok(Ok(false));
            }
            let (custom, caller, now) = (deal.image.custom.clone(), tx.member_id(), tx.now);
            let known = Known { prices: Prices::none(today), tags: None, custom, caller, now };
            match deal.update((**request).clone(), known) {
                Ok(updated) => Some(updated),
                Err(error) => return Ok(Err(error)),
            }
        }
        Deed::Tag(tag) => deal.tag(*tag),
        Deed::Untag(tag) => deal.untag(*tag),
        Deed::Move(_, stage) if deal.image.stage_id == stage.stage_id && deal.image.status == DealStatus::Open => None,
        Deed::Move(pipeline_id, stage) => {
            let to = Destination { pipeline_id: *pipeline_id, stage, asks: true };
            // Asked of a copy first: a refusal must not have written anything.
            if let Err(error) = deal.clone().move_to(to, None, today) {
                return Ok(Err(error));
            }
            super::move_to(tx, deal, to, None).await?;
            return Ok(Ok(true));
        }
        Deed::Lose(_) if deal.image.status == DealStatus::Lost => None,
        Deed::Lose(request) => return Ok(super::lose(tx, deal, request.clone()).await?.map(|()| true)),
    };
    let Some(updated) = updated else { return Ok(Ok(false)) };
    store::save(tx, deal).await?;
    let event = tx.publish(deal.version, &updated)?;
    timeline::deals::updated(tx, event, &before, &deal.image).await?;
    Ok(Ok(true))
}
