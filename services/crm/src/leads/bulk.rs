//! The same done to many leads at once, as [`crate::bulk`] has it. Whoever gets several of them is told once, not of each.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use contracts::leads::{LeadStatus, LeadStatusChanged};
use kernel::{LeadId, MemberId, Note, RuleId, TagId};
use platform::{Json, Problem, Reply, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Keeper, Lead, LeadError, Moment};
use super::owners::{self, Got};
use super::{keep, moment, stood, store};
use crate::bulk::{self, Answer, Item};
use crate::lead_settings::{self, Chosen, model::Settings};
use crate::timeline;

/// Something done to many leads.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LeadBulkRequest")]
pub struct BulkRequest {
    /// What.
    action: BulkAction,
    /// To which; at most 500, each once.
    lead_ids: Vec<LeadId>,
}

/// What is done to each lead.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "LeadBulkAction")]
enum BulkAction {
    /// Somebody else looks after it.
    ChangeOwner {
        /// Who; `null` for nobody.
        owner_id: Option<MemberId>,
    },
    /// The organisation's rules choose who looks after it.
    AssignByRules,
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
    /// Somebody works on it.
    Work,
    /// It waits for a day.
    Nurture {
        /// The day on which it is looked at again; after today.
        until: NaiveDate,
        /// Why.
        reason: Option<Note>,
    },
    /// It is given up.
    Disqualify {
        /// Why.
        reason: Note,
    },
    /// It was given up and is taken up again.
    Reopen {
        /// Why.
        reason: Option<Note>,
    },
}

/// A lead of many.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BulkLead {
    /// The lead.
    lead_id: LeadId,
}

/// What many leads are changed with.
struct Hand {
    action: BulkAction,
    moment: Moment,
    settings: Settings,
    full: BTreeSet<RuleId>,
    got: Got,
}

/// Answers `POST /v1/leads/bulk`.
pub async fn act(mut tx: Tx, Json(body): Json<BulkRequest>) -> Result<Reply<Answer<BulkLead>>> {
    let (moment, settings) = moment(&mut tx).await?;
    let action = checked(&mut tx, body.action, &moment).await?;
    let ids = bulk::in_order(&body.lead_ids, "/lead_ids", "leads")?;
    let mut hand = Hand { action, moment, settings, full: BTreeSet::new(), got: Got::default() };
    let mut items = Vec::new();
    for id in ids {
        items.push((id, one(&mut tx, id, &mut hand).await?));
    }
    hand.got.tell(&mut tx).await?;
    tx.reply_plain(Answer::of(&body.lead_ids, items)).await
}

/// Refuses what would be refused of every lead.
async fn checked(tx: &mut Tx, action: BulkAction, moment: &Moment) -> Result<BulkAction> {
    match &action {
        BulkAction::ChangeOwner { owner_id } => bulk::check_owner(tx, *owner_id).await?,
        BulkAction::AddTag { tag_id } => {
            return Ok(BulkAction::AddTag { tag_id: bulk::known_tag(tx, *tag_id).await? });
        }
        BulkAction::RemoveTag { tag_id } => {
            return Ok(BulkAction::RemoveTag { tag_id: bulk::known_tag(tx, *tag_id).await? });
        }
        BulkAction::Nurture { until, .. } if *until <= moment.today => {
            return Err(Problem::field("/action/until", format!("must be after today, {}", moment.today)));
        }
        BulkAction::AssignByRules
        | BulkAction::Work
        | BulkAction::Nurture { .. }
        | BulkAction::Disqualify { .. }
        | BulkAction::Reopen { .. } => {}
    }
    Ok(action)
}

async fn one(tx: &mut Tx, lead_id: LeadId, hand: &mut Hand) -> Result<Item<BulkLead>> {
    let record = BulkLead { lead_id };
    let Some(mut lead) = store::lock(tx, lead_id).await? else { return Ok(Item::missing(record, "lead")) };
    Ok(match change(tx, &mut lead, hand).await? {
        Ok(changed) => Item::of(record, changed, lead.version),
        Err(why) => Item::refused(record, lead.version, &why),
    })
}

/// Changes a lead; says whether there was anything to change, or why the lead refuses. What refuses wrote nothing.
async fn change(tx: &mut Tx, lead: &mut Lead, hand: &mut Hand) -> Result<std::result::Result<bool, LeadError>> {
    let moment = hand.moment.clone();
    match hand.action.clone() {
        BulkAction::ChangeOwner { owner_id } => give(tx, lead, hand, Keeper::Named(owner_id)).await,
        BulkAction::AssignByRules => match by_rules(tx, lead, hand).await? {
            Ok(keeper) => give(tx, lead, hand, keeper).await,
            Err(why) => Ok(Err(why)),
        },
        BulkAction::AddTag { tag_id } => tagged(tx, lead, |lead| lead.tag(tag_id)).await,
        BulkAction::RemoveTag { tag_id } => tagged(tx, lead, |lead| lead.untag(tag_id)).await,
        BulkAction::Work => qualify(tx, lead, hand, Some(LeadStatus::Working), Lead::work).await,
        BulkAction::Nurture { until, reason } => {
            let image = &lead.image;
            if image.nurture_until == Some(until) && image.status_reason == reason {
                return Ok(lead.must_be_open().map(|()| false));
            }
            qualify(tx, lead, hand, None, |lead| lead.nurture(until, reason, &moment)).await
        }
        BulkAction::Disqualify { reason } => {
            qualify(tx, lead, hand, Some(LeadStatus::Disqualified), |lead| lead.disqualify(reason)).await
        }
        BulkAction::Reopen { reason } => {
            if lead.must_be_open().is_ok() {
                return Ok(Ok(false));
            }
            qualify(tx, lead, hand, Some(LeadStatus::Working), |lead| lead.reopen(reason)).await
        }
    }
}

async fn by_rules(tx: &mut Tx, lead: &Lead, hand: &mut Hand) -> Result<std::result::Result<Keeper, LeadError>> {
    if let Err(why) = lead.must_be_open() {
        return Ok(Err(why));
    }
    let id = lead.image.lead_id;
    let later = store::later_origins(tx, &[id]).await?.remove(&id.as_uuid()).unwrap_or_default();
    let chosen = lead_settings::assign(tx, &hand.settings, &lead.image, &later, &mut hand.full).await?;
    Ok(match chosen {
        Chosen::Member(owner, rule) => Ok(Keeper::ByRule(owner, rule)),
        Chosen::NobodyHasRoom => Err(LeadError::NobodyHasRoom),
        Chosen::NoRule => Err(LeadError::NoRule),
    })
}

async fn give(
    tx: &mut Tx,
    lead: &mut Lead,
    hand: &mut Hand,
    keeper: Keeper,
) -> Result<std::result::Result<bool, LeadError>> {
    if let Err(why) = lead.must_be_open() {
        return Ok(Err(why));
    }
    let already = match &keeper {
        Keeper::Named(owner) => *owner == lead.image.owner_id && !lead.waits_for_room,
        Keeper::ByRule(owner, _) | Keeper::OfClient(owner, _) => Some(*owner) == lead.image.owner_id,
        Keeper::WhenThereIsRoom => false,
    };
    if already {
        return Ok(Ok(false));
    }
    let (event, was) = owners::hand_to(tx, lead, keeper).await?;
    hand.got.note(event, lead, was);
    Ok(Ok(true))
}

async fn tagged(
    tx: &mut Tx,
    lead: &mut Lead,
    tag: impl FnOnce(&mut Lead) -> std::result::Result<Option<contracts::leads::LeadUpdated>, LeadError>,
) -> Result<std::result::Result<bool, LeadError>> {
    let updated = match tag(lead) {
        Ok(Some(updated)) => updated,
        Ok(None) => return Ok(Ok(false)),
        Err(why) => return Ok(Err(why)),
    };
    store::save(tx, lead).await?;
    tx.publish(lead.version, &updated)?;
    Ok(Ok(true))
}

/// Lets a lead stand elsewhere, unless it stands there already.
async fn qualify(
    tx: &mut Tx,
    lead: &mut Lead,
    hand: &Hand,
    there: Option<LeadStatus>,
    decide: impl FnOnce(&mut Lead) -> std::result::Result<LeadStatusChanged, LeadError>,
) -> Result<std::result::Result<bool, LeadError>> {
    if Some(lead.image.status) == there && lead.image.merged_into.is_none() && lead.erased_at.is_none() {
        return Ok(Ok(false));
    }
    let changed = match decide(lead) {
        Ok(changed) => changed,
        Err(why) => return Ok(Err(why)),
    };
    keep(tx, &hand.settings, lead).await?;
    stood(tx, lead, changed.was).await?;
    let event = tx.publish(lead.version, &changed)?;
    timeline::leads::moved(tx, event, &lead.image, changed.was).await?;
    Ok(Ok(true))
}
