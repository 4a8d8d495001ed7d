//! The same done to many accounts at once, as [`crate::bulk`] has it.

use contracts::crm;
use kernel::{AccountId, MemberId, PriceListId, TagId};
use platform::{Json, Reply, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{check_live, store};
use crate::bulk::{self, Answer, Item};
use crate::{price_lists, timeline};

/// Something done to many accounts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AccountBulkRequest")]
pub struct BulkRequest {
    /// What.
    action: BulkAction,
    /// To which; at most 500, each once.
    account_ids: Vec<AccountId>,
}

/// What is done to each account.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "AccountBulkAction")]
enum BulkAction {
    /// Somebody else looks after it.
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
    /// It gets other prices from now on; what deals and quotes say already stays.
    ChangePriceList {
        /// By which price list, one in use; `null` for the default one.
        price_list_id: Option<PriceListId>,
    },
}

/// An account of many.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BulkAccount {
    /// The account.
    account_id: AccountId,
}

/// Answers `POST /v1/accounts/bulk`.
pub async fn act(mut tx: Tx, Json(body): Json<BulkRequest>) -> Result<Reply<Answer<BulkAccount>>> {
    let action = match body.action {
        BulkAction::ChangeOwner { owner_id } => {
            bulk::check_owner(&mut tx, owner_id).await?;
            body.action
        }
        BulkAction::AddTag { tag_id } => BulkAction::AddTag { tag_id: bulk::known_tag(&mut tx, tag_id).await? },
        BulkAction::RemoveTag { tag_id } => BulkAction::RemoveTag { tag_id: bulk::known_tag(&mut tx, tag_id).await? },
        BulkAction::ChangePriceList { price_list_id } => {
            price_lists::check_chosen(&mut tx, "/action/price_list_id", price_list_id, None).await?;
            body.action
        }
    };
    let mut items = Vec::new();
    for id in bulk::in_order(&body.account_ids, "/account_ids", "accounts")? {
        items.push((id, one(&mut tx, id, action).await?));
    }
    tx.reply_plain(Answer::of(&body.account_ids, items)).await
}

/// The account as it shall be.
fn changed(action: BulkAction, account: &crm::Account) -> crm::Account {
    let mut image = account.clone();
    match action {
        BulkAction::ChangeOwner { owner_id } => image.owner_id = owner_id,
        BulkAction::AddTag { tag_id } => bulk::tag(&mut image.tags, tag_id),
        BulkAction::RemoveTag { tag_id } => image.tags.retain(|one| *one != tag_id),
        BulkAction::ChangePriceList { price_list_id } => image.price_list_id = price_list_id,
    }
    image
}

async fn one(tx: &mut Tx, account_id: AccountId, action: BulkAction) -> Result<Item<BulkAccount>> {
    let record = BulkAccount { account_id };
    let Some(mut account) = store::lock(tx, account_id).await? else { return Ok(Item::missing(record, "account")) };
    if let Err(why) = check_live(&account) {
        return Ok(Item::refused(record, account.version, &why));
    }
    let image = changed(action, &account.image);
    if image == account.image {
        return Ok(Item::of(record, false, account.version));
    }
    let owner_before = account.image.owner_id;
    let updated = account.update(image, account.external_ref.clone())?;
    store::save(tx, &account).await?;
    let event = tx.publish(account.version, &updated)?;
    timeline::deals::account_updated(tx, event, owner_before, &account.image).await?;
    Ok(Item::of(record, true, account.version))
}
