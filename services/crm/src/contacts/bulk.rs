//! The same done to many contacts at once, as [`crate::bulk`] has it.

use contracts::crm;
use kernel::{ContactId, MemberId, TagId};
use platform::{Json, Reply, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{check_live, store};
use crate::bulk::{self, Answer, Item};
use crate::timeline;

/// Something done to many contacts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ContactBulkRequest")]
pub struct BulkRequest {
    /// What.
    action: BulkAction,
    /// To which; at most 500, each once.
    contact_ids: Vec<ContactId>,
}

/// What is done to each contact.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "ContactBulkAction")]
enum BulkAction {
    /// Somebody else looks after them.
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
}

/// A contact of many.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BulkContact {
    /// The contact.
    contact_id: ContactId,
}

/// Answers `POST /v1/contacts/bulk`.
pub async fn act(mut tx: Tx, Json(body): Json<BulkRequest>) -> Result<Reply<Answer<BulkContact>>> {
    let action = match body.action {
        BulkAction::ChangeOwner { owner_id } => {
            bulk::check_owner(&mut tx, owner_id).await?;
            body.action
        }
        BulkAction::AddTag { tag_id } => BulkAction::AddTag { tag_id: bulk::known_tag(&mut tx, tag_id).await? },
        BulkAction::RemoveTag { tag_id } => BulkAction::RemoveTag { tag_id: bulk::known_tag(&mut tx, tag_id).await? },
    };
    let mut items = Vec::new();
    for id in bulk::in_order(&body.contact_ids, "/contact_ids", "contacts")? {
        items.push((id, one(&mut tx, id, action).await?));
    }
    tx.reply_plain(Answer::of(&body.contact_ids, items)).await
}

/// The contact as it shall be.
fn changed(action: BulkAction, contact: &crm::Contact) -> crm::Contact {
    let mut image = contact.clone();
    match action {
        BulkAction::ChangeOwner { owner_id } => image.owner_id = owner_id,
        BulkAction::AddTag { tag_id } => bulk::tag(&mut image.tags, tag_id),
        BulkAction::RemoveTag { tag_id } => image.tags.retain(|one| *one != tag_id),
    }
    image
}

async fn one(tx: &mut Tx, contact_id: ContactId, action: BulkAction) -> Result<Item<BulkContact>> {
    let record = BulkContact { contact_id };
    let Some(mut contact) = store::lock(tx, contact_id).await? else { return Ok(Item::missing(record, "contact")) };
    if let Err(why) = check_live(&contact) {
        return Ok(Item::refused(record, contact.version, &why));
    }
    let image = changed(action, &contact.image);
    if image == contact.image {
        return Ok(Item::of(record, false, contact.version));
    }
    let owner_before = contact.image.owner_id;
    let updated = contact.update(image, contact.external_ref.clone());
    store::save(tx, &contact).await?;
    let event = tx.publish(contact.version, &updated)?;
    timeline::deals::contact_updated(tx, event, owner_before, &contact.image).await?;
    Ok(Item::of(record, true, contact.version))
}
