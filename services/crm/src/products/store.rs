//! The table of products.

use chrono::{DateTime, Utc};
use contracts::crm::{BillingKind, Product, ProductPrice};
use kernel::{Decimal, Name, Note, ProductId, ShortCode, VatRate};
use platform::{Db, FieldError, Kind, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::{Listed, billing_from, billing_text};
use crate::names::sort_key;

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

/// Which products, and from where on.
#[derive(Debug, Default)]
pub struct Filter {
    /// What their sort keys begin with.
    pub name: Option<String>,
    /// How they are billed.
    pub billing: Option<BillingKind>,
    /// Archived ones too.
    pub archived: bool,
    /// Sort key and id of the last one already seen.
    pub after: Option<(String, Uuid)>,
}

/// Products by name.
pub async fn list(db: &mut Db, filter: Filter, rows: i64) -> Result<Vec<Listed>> {
    let org = db.org.as_uuid();
    let (name, id) = filter.after.unzip();
    let found = select!(
        "($2::text is null or (sort_name >= $2 and sort_name < $2 || chr(1114111)))
         and ($3::text is null or billing = $3) and ($4 or archived_at is null)
         and ($5::text is null or (sort_name, product_id) > ($5, $6::uuid))
         order by sort_name, product_id limit $7",
        org,
        filter.name,
        filter.billing.map(billing_text),
        filter.archived,
        name,
        id,
        rows
    );
    found.fetch_all(db.conn()).await?.into_iter().map(Listed::try_from).collect()
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
