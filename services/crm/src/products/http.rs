//! Products over HTTP.

use chrono::NaiveDate;
use contracts::crm::{BillingKind, Product, ProductPrice};
use kernel::{
    Currency, Cursor, Decimal, Limit, Money, Name, Note, Page, Permission, PriceListId, ProductId, ShortCode, VatRate,
};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Listed;
use super::store::{self, Filter, Sort};
use crate::lists::{self, List};
use crate::names::sort_key;
use crate::patch::{Change, given};
use crate::price_lists;

/// What products answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("products")
        .get("/v1/products", ReadCrm, "List products", list)
        .post("/v1/products", ManageCrm, "Add a product", create)
        .get("/v1/products/{product_id}", ReadCrm, "Show a product with its prices", get)
        .patch("/v1/products/{product_id}", ManageCrm, "Change a product or its prices, or archive it", update)
}

/// A new product.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateProduct {
    name: Name,
    /// Its code, unique.
    code: Option<ShortCode>,
    description: Option<Note>,
    /// What it is counted in: "piece", "hour", "month".
    unit: Name,
    /// How it is billed; never changes.
    billing: BillingKind,
    vat_rate: VatRate,
    /// What it costs when; no two of one list and currency on one day.
    #[serde(default)]
    prices: Vec<PriceRequest>,
}

/// What a product costs in a currency during some days.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PriceRequest {
    /// The price without VAT.
    amount: Money,
    /// First day.
    valid_from: NaiveDate,
    /// Last day; without end when left out.
    valid_to: Option<NaiveDate>,
    /// The price list it stands on; it is the standard price when left out, which holds where a list has none.
    price_list_id: Option<PriceListId>,
}

impl From<PriceRequest> for ProductPrice {
    fn from(price: PriceRequest) -> Self {
        let PriceRequest { amount, valid_from, valid_to, price_list_id } = price;
        Self { amount, valid_from, valid_to, price_list_id }
    }
}

/// Changes of a product: what is left out stays, `null` empties. Prices are replaced as a whole.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateProduct {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    #[serde(default)]
    code: Change<ShortCode>,
    #[serde(default)]
    description: Change<Note>,
    #[serde(default, deserialize_with = "given")]
    unit: Option<Name>,
    #[serde(default, deserialize_with = "given")]
    vat_rate: Option<VatRate>,
    #[serde(default, deserialize_with = "given")]
    prices: Option<Vec<PriceRequest>>,
    /// True takes it out of use; lines that name it keep it.
    #[serde(default, deserialize_with = "given")]
    archived: Option<bool>,
}

/// A product.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProductView {
    #[serde(flatten)]
    product: Product,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Listed> for ProductView {
    fn from(product: Listed) -> Self {
        Self { product: product.image, version: product.version }
    }
}

/// Which products.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListProducts {
    /// Beginning of the name, in any case.
    name: Option<Name>,
    /// Words that name, code or description hold, in any order, whatever case and accents.
    q: Option<Name>,
    /// Beginning of the code, in any case.
    code: Option<ShortCode>,
    /// Only those that have a standard price of today in this currency; prices are looked at in the organisation's when left out.
    currency: Option<Currency>,
    /// The least that they cost today.
    min_price: Option<Decimal>,
    /// The most that they cost today.
    max_price: Option<Decimal>,
    billing: Option<BillingKind>,
    /// True: archived ones too.
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    sort: Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

impl ListProducts {
    /// The filter it asks for, in an organisation with this currency.
    ///
    /// # Errors
    /// A problem that names the price that is less than the least.
    pub fn filter(&self, base: Currency) -> Result<Filter> {
        lists::in_order(("min_price", self.min_price), ("max_price", self.max_price))?;
        Ok(Filter {
            name: self.name.as_ref().map(sort_key),
            text: self.q.clone(),
            code: self.code.clone(),
            billing: self.billing,
            archived: self.archived,
            currency: self.currency.unwrap_or(base),
            priced: self.currency.is_some(),
            min_price: self.min_price,
            max_price: self.max_price,
        })
    }
}

impl List for ListProducts {
    type Item = ProductView;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ProductView>> {
        let filter = self.filter(db.base_currency)?;
        let page = store::list(db, filter, self.sort, cursor, limit).await?;
        Ok(page.map(ProductView::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListProducts>) -> Result<Reply<Page<ProductView>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<ProductId>) -> Result<Reply<ProductView>> {
    let product = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("product"))?;
    Ok(Reply::of(product.version, product.into()))
}

async fn create(mut tx: Tx, Json(body): Json<CreateProduct>) -> Result<Created<ProductView>> {
    let (product, created) = Listed::list(Product {
        product_id: ProductId::new(),
        name: body.name,
        code: body.code,
        description: body.description,
        unit: body.unit,
        billing: body.billing,
        vat_rate: body.vat_rate,
        prices: body.prices.into_iter().map(ProductPrice::from).collect(),
        archived: false,
    })?;
    price_lists::check_prices(&mut tx, &product.image.prices).await?;
    store::save(&mut tx, &product).await?;
    tx.publish(product.version, &created)?;
    tx.created(format!("/v1/products/{}", product.image.product_id), product.version, product.into()).await
}

async fn update(mut tx: Tx, Path(id): Path<ProductId>, Json(body): Json<UpdateProduct>) -> Result<Reply<ProductView>> {
    let mut product = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("product"))?;
    tx.require_match(product.version)?;
    let mut image = product.image.clone();
    if let Some(name) = body.name {
        image.name = name;
    }
    body.code.apply(&mut image.code);
    body.description.apply(&mut image.description);
    if let Some(unit) = body.unit {
        image.unit = unit;
    }
    if let Some(vat_rate) = body.vat_rate {
        image.vat_rate = vat_rate;
    }
    if let Some(prices) = body.prices {
        image.prices = prices.into_iter().map(ProductPrice::from).collect();
    }
    image.archived = body.archived.unwrap_or(image.archived);
    let updated = product.update(image)?;
    price_lists::check_prices(&mut tx, &product.image.prices).await?;
    store::save(&mut tx, &product).await?;
    tx.publish(product.version, &updated)?;
    tx.reply(product.version, product.into()).await
}
