//! The same done to many contacts at once, as [`crate::bulk`] has it.

use kernel::{ContactId, TagId};
use platform::{Json, Reply, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{check_live, store};
use crate::bulk::{self, Answer, Item};

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
        BulkAction::AddTag { tag_id } => BulkAction::AddTag { tag_id: bulk::known_tag(&mut tx, tag_id).await? },
        BulkAction::RemoveTag { tag_id } => BulkAction::RemoveTag { tag_id: bulk::known_tag(&mut tx, tag_id).await? },
    };
    let mut items = Vec::new();
    for id in bulk::in_order(&body.contact_ids, "/contact_ids", "contacts")? {
        items.push((id, one(&mut tx, id, action).await?));
    }
    tx.reply_plain(Answer::of(&body.contact_ids, items)).await
}

async fn one(tx: &mut Tx, contact_id: ContactId, action: BulkAction) -> Result<Item<BulkContact>> {
    let record = BulkContact { contact_id };
    let Some(mut contact) = store::lock(tx, contact_id).await? else { return Ok(Item::missing(record, "contact")) };
    if let Err(why) = check_live(&contact) {
        return Ok(Item::refused(record, contact.version, &why));
    }
    let mut image = contact.image.clone();
    match action {
        BulkAction::AddTag { tag_id } => bulk::tag(&mut image.tags, tag_id),
        BulkAction::RemoveTag { tag_id } => image.tags.retain(|one| *one != tag_id),
    }
    if image == contact.image {
        return Ok(Item::of(record, false, contact.version));
    }
    let updated = contact.update(image, contact.external_ref.clone());
    store::save(tx, &contact).await?;
    tx.publish(contact.version, &updated)?;
    Ok(Item::of(record, true, contact.version))
}
