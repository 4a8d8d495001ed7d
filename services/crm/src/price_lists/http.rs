//! Price lists over HTTP.

use contracts::crm::PriceList;
use kernel::{Cursor, Limit, Name, Page, Percent, Permission, PriceListId};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Changes, Listed};
use super::store;
use crate::lists::{self, List};
use crate::patch::{Change, given};

/// What price lists answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("price-lists")
        .get("/v1/price-lists", ReadCrm, "List the price lists", list)
        .post("/v1/price-lists", ManageCrm, "Make a price list", create)
        .get("/v1/price-lists/{price_list_id}", ReadCrm, "Show a price list", get)
        .patch("/v1/price-lists/{price_list_id}", ManageCrm, "Change or archive a price list", update)
}

/// A new price list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreatePriceList {
    name: Name,
    /// What is off the standard price of products that have no price of their own on it; nothing when left out.
    discount_percent: Option<Percent>,
    /// True: it holds for whoever has no list of their own, in place of the one that did.
    #[serde(default)]
    is_default: bool,
}

/// Changes of a price list: what is left out stays, `null` empties.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdatePriceList {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    /// What is off the standard price of products that have no price of their own on it.
    #[serde(default)]
    discount_percent: Change<Percent>,
    /// True: it holds for whoever has no list of their own, in place of the one that did. False: none does, or the other one.
    #[serde(default, deserialize_with = "given")]
    is_default: Option<bool>,
    /// True takes it out of use: it gives no prices any more. Accounts and deals that have it are as those that have none.
    #[serde(default, deserialize_with = "given")]
    archived: Option<bool>,
}

/// A price list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PriceListView {
    #[serde(flatten)]
    list: PriceList,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Listed> for PriceListView {
    fn from(list: Listed) -> Self {
        Self { list: list.image, version: list.version }
    }
}

/// Which price lists.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPriceLists {
    /// True: archived ones too.
    #[serde(default)]
    archived: bool,
}

/// Price lists by name.
#[derive(Debug, Serialize, JsonSchema)]
struct PriceLists {
    items: Vec<PriceListView>,
}

impl List for ListPriceLists {
    type Item = PriceListView;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<PriceListView>> {
        let shown = store::list(db).await?.into_iter().filter(|list| self.archived || !list.image.archived);
        Ok(lists::whole(shown.map(PriceListView::from).collect()))
    }
}

async fn list(mut db: Read, Query(query): Query<ListPriceLists>) -> Result<Reply<PriceLists>> {
    let items = query.page(&mut db, None, Limit::MAX).await?.items;
    Ok(Reply::plain(PriceLists { items }))
}

async fn get(mut db: Read, Path(id): Path<PriceListId>) -> Result<Reply<PriceListView>> {
    let list = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("price list"))?;
    Ok(Reply::of(list.version, list.into()))
}

async fn create(mut tx: Tx, Json(body): Json<CreatePriceList>) -> Result<Created<PriceListView>> {
    let (list, created) = Listed::make(body.name, body.discount_percent, body.is_default);
    if body.is_default {
        replace_default(&mut tx, list.image.price_list_id).await?;
    }
    store::save(&mut tx, &list).await?;
    tx.publish(list.version, &created)?;
    tx.created(format!("/v1/price-lists/{}", list.image.price_list_id), list.version, list.into()).await
}

async fn update(
    mut tx: Tx,
    Path(id): Path<PriceListId>,
    Json(body): Json<UpdatePriceList>,
) -> Result<Reply<PriceListView>> {
    if body.is_default == Some(true) {
        store::lock_default(&mut tx).await?;
    }
    let mut list = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("price list"))?;
    tx.require_match(list.version)?;
    let was_default = list.image.is_default;
    let UpdatePriceList { name, discount_percent, is_default, archived } = body;
    let updated = list.update(Changes { name, discount_percent, is_default, archived })?;
    if updated.price_list.is_default && !was_default {
        replace_default(&mut tx, id).await?;
    }
    store::save(&mut tx, &list).await?;
    tx.publish(list.version, &updated)?;
    tx.reply(list.version, list.into()).await
}

/// Makes room for another default list: the one that was is no more.
async fn replace_default(tx: &mut Tx, by: PriceListId) -> Result<()> {
    store::lock_default(tx).await?;
    let Some(mut list) = store::lock_the_default(tx).await?.filter(|list| list.image.price_list_id != by) else {
        return Ok(());
    };
    let updated = list.update(Changes { is_default: Some(false), ..Changes::default() })?;
    store::save(tx, &list).await?;
    tx.publish(list.version, &updated)?;
    Ok(())
}
