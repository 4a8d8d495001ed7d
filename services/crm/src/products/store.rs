//! The table of products.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use contracts::crm::{BillingKind, Product, ProductPrice};
use kernel::{Currency, Cursor, Decimal, Limit, Name, Note, Page, ProductId, ShortCode, VatRate};
use platform::{Db, FieldError, Kind, Problem, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Listed, billing_from, billing_text};
use crate::lists;
use crate::names::sort_key;
use crate::order::ByColumn;

struct Row {
    product_id: ProductId,
    version: i64,
    name: Name,
    code: Option<ShortCode>,
    description: Option<Note>,
    unit: Name,
    billing: String,
    vat_rate: Decimal,
    prices: Json<Vec<ProductPrice>>,
    archived_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Listed {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = Product {
            product_id: row.product_id,
            name: row.name,
            code: row.code,
            description: row.description,
            unit: row.unit,
            billing: billing_from(&row.billing)
                .ok_or_else(|| Problem::internal("a product billed nobody knows how"))?,
            vat_rate: VatRate::new(row.vat_rate).map_err(Problem::internal)?,
            prices: row.prices.0,
            archived: row.archived_at.is_some(),
        };
        Ok(Self { version: row.version, image })
    }
}

/// Products with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select product_id as "product_id: ProductId", version, name as "name: Name", code as "code: ShortCode",
                      description as "description: Note", unit as "unit: Name", billing, vat_rate,
                      prices as "prices: Json<Vec<ProductPrice>>", archived_at
                 from products where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// A product.
pub async fn get(db: &mut Db, id: ProductId) -> Result<Option<Listed>> {
    let org = db.org.as_uuid();
    select!("product_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Listed::try_from).transpose()
}

/// A product nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: ProductId) -> Result<Option<Listed>> {
    let org = db.org.as_uuid();
    let row = select!("product_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Listed::try_from).transpose()
}

/// Those of these products that are there.
pub async fn some(db: &mut Db, ids: &[Uuid]) -> Result<Vec<Listed>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let org = db.org.as_uuid();
    let rows = select!("product_id = any($2)", org, ids).fetch_all(db.conn()).await?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[schemars(rename = "ProductSort")]
pub enum Sort {
    /// By name.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// By name, downwards.
    #[serde(rename = "-name")]
    NameDown,
    /// By code, those without one last.
    #[serde(rename = "code")]
    Code,
    /// By code, downwards, those without one last.
    #[serde(rename = "-code")]
    CodeDown,
    /// By how they are billed.
    #[serde(rename = "billing")]
    Billing,
    /// By how they are billed, downwards.
    #[serde(rename = "-billing")]
    BillingDown,
    /// The lowest VAT rate first.
    #[serde(rename = "vat_rate")]
    Vat,
    /// The highest VAT rate first.
    #[serde(rename = "-vat_rate")]
    VatDown,
    /// The lowest price of today in `currency` first, those without one last.
    #[serde(rename = "price")]
    Cheapest,
    /// The highest price of today in `currency` first, those without one last.
    #[serde(rename = "-price")]
    Dearest,
}

impl Sort {
    /// The column, of an order without an index.
    fn by_column(self) -> Option<ByColumn> {
        Some(match self {
            Self::Name => return None,
            Self::NameDown => ByColumn::down("name"),
            Self::Code => ByColumn::up("code"),
            Self::CodeDown => ByColumn::down("code"),
            Self::Billing => ByColumn::up("billing"),
            Self::BillingDown => ByColumn::down("billing"),
            Self::Vat => ByColumn::up("vat_rate"),
            Self::VatDown => ByColumn::down("vat_rate"),
            Self::Cheapest => ByColumn::up("price"),
            Self::Dearest => ByColumn::down("price"),
        })
    }
}

/// Which products.
#[derive(Debug)]
pub struct Filter {
    /// What their sort keys begin with.
    pub name: Option<String>,
    /// Words that name, code or description hold.
    pub text: Option<Name>,
    /// What their code begins with, in any case.
    pub code: Option<ShortCode>,
    /// How they are billed.
    pub billing: Option<BillingKind>,
    /// Archived ones too.
    pub archived: bool,
    /// The currency in which prices are looked at.
    pub currency: Currency,
    /// Only those that have a price of today in it.
    pub priced: bool,
    /// The least that they cost today.
    pub min_price: Option<Decimal>,
    /// The most that they cost today.
    pub max_price: Option<Decimal>,
}

/// A product of a list, and what the list is sorted by.
struct ListRow {
    product_id: Uuid,
    name_key: String,
    column_key: Option<String>,
}

/// Ids of a page of one order: what comes after the cursor, the order, and the key of a row.
macro_rules! page {
    ($db:expr, $filter:expr, $column:expr, $cursor:expr, $limit:expr, $after:literal, $order:literal, $key:expr) => {{
        let (org, today) = ($db.org.as_uuid(), $db.today());
        let (key, id) = lists::after::<(String, Uuid)>($cursor)?.unzip();
        let rows = sqlx::query_as!(
            ListRow,
            "select product_id, name_key, product_key(p, $8, $9, $10) as column_key
               from products p
              where org_id = $1 and ($2::text is null or (sort_name >= $2 and sort_name < $2 || chr(1114111)))
                and ($3::text is null or billing = $3) and ($4 or archived_at is null)
                and ($11::text is null or starts_with(lower(code), lower($11)))
                and (not $12 or price_on(prices, $9, $10) is not null)
                and ($13::numeric is null or price_on(prices, $9, $10) >= $13)
                and ($14::numeric is null or price_on(prices, $9, $10) <= $14)
                and ($15::text is null or (
                     strpos(search_text, (select search_word($15, 1))) > 0
                     and strpos(search_text, (select search_word($15, 2))) > 0
                     and strpos(search_text, (select search_word($15, 3))) > 0
                     and strpos(search_text, (select search_word($15, 4))) > 0))
                and "
                + $after
                + " order by "
                + $order
                + " limit $7",
            org,
            $filter.name,
            $filter.billing.map(billing_text),
            $filter.archived,
            key,
            id,
            $limit.fetch(),
            $column as Option<&str>,
            $filter.currency.code(),
            today,
            $filter.code.as_ref().map(ShortCode::as_str),
            $filter.priced,
            $filter.min_price,
            $filter.max_price,
            $filter.text.as_ref().map(Name::as_str),
        )
        .fetch_all($db.conn())
        .await?;
        Page::from_rows(rows, $limit, $key)
    }};
}

/// Products in an order, after a cursor.
pub async fn list(
    db: &mut Db,
    filter: Filter,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Listed>> {
    let Page { items, next_cursor } = match sort.by_column() {
        None => page!(
            db,
            filter,
            None,
            cursor,
            limit,
            "($5::text is null or (name_key, product_id) > ($5, $6::uuid))",
            "name_key, product_id",
            |row| (row.name_key.clone(), row.product_id)
        ),
        Some(by) if by.downwards => page!(
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            "($5::text is null
              or (coalesce(product_key(p, $8, $9, $10), '') collate \"C\", product_id) < ($5, $6::uuid))",
            "coalesce(product_key(p, $8, $9, $10), '') collate \"C\" desc, product_id desc",
            |row| (by.key(row.column_key.as_deref()), row.product_id)
        ),
        Some(by) => page!(
            db,
            filter,
            Some(by.column),
            cursor,
            limit,
            "($5::text is null
              or (coalesce(product_key(p, $8, $9, $10), chr(1114111)) collate \"C\", product_id) > ($5, $6::uuid))",
            "coalesce(product_key(p, $8, $9, $10), chr(1114111)) collate \"C\", product_id",
            |row| (by.key(row.column_key.as_deref()), row.product_id)
        ),
    };
    let ids: Vec<Uuid> = items.iter().map(|row| row.product_id).collect();
    let found = some(db, &ids).await?;
    let mut products: HashMap<Uuid, Listed> =
        found.into_iter().map(|one| (one.image.product_id.as_uuid(), one)).collect();
    Ok(Page { items: ids.iter().filter_map(|id| products.remove(id)).collect(), next_cursor })
}

/// Writes a product, new or changed; the caller holds its row when it is not new.
pub async fn save(db: &mut Db, product: &Listed) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &product.image);
    sqlx::query!(
        "insert into products as p (org_id, product_id, version, name, sort_name, code, description, unit, billing,
                                    vat_rate, prices, archived_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, case when $12::boolean then $13::timestamptz end, $13, $13)
         on conflict (org_id, product_id) do update
           set version = excluded.version, name = excluded.name, sort_name = excluded.sort_name, code = excluded.code,
               description = excluded.description, unit = excluded.unit, vat_rate = excluded.vat_rate,
               prices = excluded.prices, archived_at = case when $12 then coalesce(p.archived_at, $13) end,
               updated_at = $13",
        org,
        image.product_id.as_uuid(),
        product.version,
        image.name.as_str(),
        sort_key(&image.name),
        image.code.as_ref().map(ShortCode::as_str),
        image.description.as_ref().map(Note::as_str),
        image.unit.as_str(),
        billing_text(image.billing),
        image.vat_rate.value(),
        Json(&image.prices) as _,
        image.archived,
        now,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("products_code_key") => Problem::new(Kind::Conflict, "code-taken", "Another product has this code.")
            .with_fields(vec![FieldError::new("/code", "another product has this code; it may be archived")]),
        _ => error.into(),
    }
}
