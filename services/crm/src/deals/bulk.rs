//! The same done to many deals at once.
//!
//! All of it is one transaction, so an answer that got lost is asked for again with the same idempotency key, and nothing
//! happens twice. A deal that refuses is named with the reason and does not keep the others from changing.

use contracts::crm::{DealStatus, Stage};
use kernel::{DealId, MemberId, PipelineId, StageId, TagId};
use platform::{FieldError, Json, Problem, Refusal, Reply, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::DealError;
use super::model::{Deal, Destination, Known};
use super::pricing::PriceList;
use super::requests::{NextStepRequest, UpdateDeal};
use super::store;
use crate::patch::Change;
use crate::{members, pipelines, tags, timeline};

/// Most deals at once.
const MAX_DEALS: usize = 500;

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
}

/// What became of each deal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BulkAnswer {
    /// How many changed.
    changed: usize,
    /// How many were as asked for already.
    unchanged: usize,
    /// How many refused.
    refused: usize,
    /// Each deal, in the order of the request.
    items: Vec<BulkItem>,
}

/// What became of a deal.
#[derive(Debug, Serialize, JsonSchema)]
struct BulkItem {
    /// The deal.
    deal_id: DealId,
    /// What became of it.
    outcome: BulkOutcome,
    /// Its version now, when it is there.
    version: Option<i64>,
    /// Why it refused: the code a single request would be answered with.
    code: Option<&'static str>,
    /// The same in a sentence.
    detail: Option<String>,
    /// What must be mended first.
    errors: Vec<FieldError>,
}

/// What became of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum BulkOutcome {
    /// It changed.
    Changed,
    /// It was so already.
    Unchanged,
    /// It stays as it was.
    Refused,
}

/// What is done, with everything it needs.
enum Deed {
    Update(Box<UpdateDeal>),
    Tag(TagId),
    Untag(TagId),
    Move(PipelineId, Stage),
}

/// Answers `POST /v1/deals/bulk`.
pub async fn act(mut tx: Tx, Json(body): Json<BulkRequest>) -> Result<Reply<BulkAnswer>> {
    let deed = deed(&mut tx, body.action).await?;
    let mut ids = body.deal_ids.clone();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() || ids.len() > MAX_DEALS || ids.len() != body.deal_ids.len() {
        return Err(Problem::field("/deal_ids", format!("name 1 to {MAX_DEALS} deals, each once")));
    }
    let mut items = Vec::new();
    for id in ids {
        items.push(one(&mut tx, id, &deed).await?);
    }
    items.sort_by_key(|item| body.deal_ids.iter().position(|id| *id == item.deal_id));
    let count = |outcome| items.iter().filter(|item| item.outcome == outcome).count();
    let (changed, unchanged, refused) =
        (count(BulkOutcome::Changed), count(BulkOutcome::Unchanged), count(BulkOutcome::Refused));
    tx.reply_plain(BulkAnswer { changed, unchanged, refused, items }).await
}

async fn deed(tx: &mut Tx, action: BulkAction) -> Result<Deed> {
    let at_action = |at: &'static str, problem: Problem| move_pointer(at, problem);
    Ok(match action {
        BulkAction::ChangeOwner { owner_id } => {
            members::check_owner(tx, owner_id).await.map_err(|problem| at_action("/action/owner_id", problem))?;
            Deed::Update(Box::new(UpdateDeal { owner_id: Change::Set(owner_id), ..UpdateDeal::default() }))
        }
        BulkAction::AddTag { tag_id } => Deed::Tag(known_tag(tx, tag_id).await?),
        BulkAction::RemoveTag { tag_id } => Deed::Untag(known_tag(tx, tag_id).await?),
        BulkAction::Move { stage_id } => {
            let found = pipelines::destination(tx, None, Some(stage_id)).await;
            let (pipeline_id, stage) = found.map_err(|problem| at_action("/action/stage_id", problem))?;
            if stage.status != DealStatus::Open {
                let detail = "deals get there by winning or losing them, one by one";
                return Err(Problem::field("/action/stage_id", detail));
            }
            Deed::Move(pipeline_id, stage)
        }
        BulkAction::SetNextStep { next_step } => {
            Deed::Update(Box::new(UpdateDeal { next_step: Change::Set(next_step), ..UpdateDeal::default() }))
        }
    })
}

/// The same problem, pointing to where the request said it.
fn move_pointer(at: &str, problem: Problem) -> Problem {
    if problem.code() == "invalid-field" { Problem::field(at, "there is none such in use") } else { problem }
}

async fn known_tag(tx: &mut Tx, tag: TagId) -> Result<TagId> {
    let found = tags::store::resolve(tx, &[tag]).await?;
    let missing = || Problem::field("/action/tag_id", "there is no such tag; GET /v1/tags lists them");
    found.first().map(|(_, id)| *id).ok_or_else(missing)
}

async fn one(tx: &mut Tx, id: DealId, deed: &Deed) -> Result<BulkItem> {
    let item =
        |outcome, version| BulkItem { deal_id: id, outcome, version, code: None, detail: None, errors: Vec::new() };
    let Some(mut deal) = store::lock(tx, id).await? else {
        let (code, detail) = (Some("not-found"), Some("There is no such deal.".to_owned()));
        return Ok(BulkItem { code, detail, ..item(BulkOutcome::Refused, None) });
    };
    match change(tx, &mut deal, deed).await? {
        Ok(true) => Ok(item(BulkOutcome::Changed, Some(deal.version))),
        Ok(false) => Ok(item(BulkOutcome::Unchanged, Some(deal.version))),
        Err(error) => Ok(BulkItem {
            code: Some(error.code()),
            detail: Some(error.to_string()),
            errors: error.fields(),
            ..item(BulkOutcome::Refused, Some(deal.version))
        }),
    }
}

/// Changes a deal; says whether there was anything to change, or why the deal refuses. What refuses wrote nothing.
async fn change(tx: &mut Tx, deal: &mut Deal, deed: &Deed) -> Result<std::result::Result<bool, DealError>> {
    let (today, before) = (tx.today(), deal.image.clone());
    let updated = match deed {
        Deed::Update(request) => {
            let asked = |image: &contracts::crm::Deal| {
                let step = image.next_step.as_ref().map(|step| (&step.text, step.due_on));
                let (owner, next) = (&request.owner_id, &request.next_step);
                (!owner.is_set() || owner.value().copied() == image.owner_id)
                    && (!next.is_set() || next.value().map(|next| (&next.text, next.due_on)) == step)
            };
            if asked(&deal.image) {
                return Ok(Ok(false));
            }
            let list = PriceList { products: &[], today };
            let (custom, caller, now) = (deal.image.custom.clone(), tx.member_id(), tx.now);
            let known = Known { list, tags: None, custom, caller, now };
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
    };
    let Some(updated) = updated else { return Ok(Ok(false)) };
    store::save(tx, deal).await?;
    let event = tx.publish(deal.version, &updated)?;
    timeline::deals::updated(tx, event, &before, &deal.image).await?;
    Ok(Ok(true))
}
