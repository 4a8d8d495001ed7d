//! The rows of billable work.

use std::collections::HashSet;

use chrono::NaiveDate;
use contracts::billing::{BillableItem, WorkSource, WorkStatus};
use kernel::{
    AccountId, BillableItemId, Currency, CustomerId, DealId, InvoiceId, Limit, Name, ProjectId, Quantity, VatRate,
};
use platform::{Db, Problem, Result};
use rust_decimal::Decimal;
use sqlx::types::Json;
use uuid::Uuid;

use super::Work;
use crate::columns::{ids, money, state, word};

struct Row {
    billable_item_id: BillableItemId,
    origin: Json<WorkSource>,
    customer_id: CustomerId,
    account_id: AccountId,
    project_id: ProjectId,
    deal_id: Option<DealId>,
    description: Name,
    delivered_on: NaiveDate,
    quantity: Quantity,
    unit_price: Decimal,
    amount: Decimal,
    currency: Currency,
    vat_rate: VatRate,
    status: String,
    invoice_id: Option<InvoiceId>,
    version: i64,
}

impl TryFrom<Row> for Work {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let image = BillableItem {
            billable_item_id: row.billable_item_id,
            origin: row.origin.0,
            customer_id: row.customer_id,
            account_id: row.account_id,
            project_id: row.project_id,
            deal_id: row.deal_id,
            description: row.description,
            delivered_on: row.delivered_on,
            quantity: row.quantity,
            unit_price: money(row.unit_price, row.currency)?,
            amount: money(row.amount, row.currency)?,
            vat_rate: row.vat_rate,
            status: state(row.status)?,
            invoice_id: row.invoice_id,
        };
        Ok(Self { image, version: row.version })
    }
}

/// The columns of a [`Row`], after `with` or `select`.
macro_rules! select_work {
    ($rest:literal, $($value:expr),* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select billable_item_id as "billable_item_id: BillableItemId", origin as "origin: Json<WorkSource>",
                      customer_id as "customer_id: CustomerId", account_id as "account_id: AccountId",
                      project_id as "project_id: ProjectId", deal_id as "deal_id: DealId",
                      description as "description: Name", delivered_on, quantity as "quantity: Quantity", unit_price,
                      amount, currency as "currency: Currency", vat_rate as "vat_rate: VatRate", status,
                      invoice_id as "invoice_id: InvoiceId", version
                 from billable_items "# + $rest,
            $($value),*
        )
    };
}

fn works(rows: Vec<Row>) -> Result<Vec<Work>> {
    rows.into_iter().map(Work::try_from).collect()
}

/// Writes new work in one statement; returns what was not there yet.
pub async fn insert(db: &mut Db, works: Vec<Work>) -> Result<Vec<Work>> {
    if works.is_empty() {
        return Ok(works);
    }
    let (org, now) = (db.org.as_uuid(), db.now);
    let images: Vec<&BillableItem> = works.iter().map(|work| &work.image).collect();
    let ids: Vec<Uuid> = images.iter().map(|item| item.billable_item_id.as_uuid()).collect();
    let origins: Vec<serde_json::Value> = images
        .iter()
        .map(|item| serde_json::to_value(&item.origin))
        .collect::<Result<_, _>>()
        .map_err(Problem::internal)?;
    let customers: Vec<Uuid> = images.iter().map(|item| item.customer_id.as_uuid()).collect();
    let accounts: Vec<Uuid> = images.iter().map(|item| item.account_id.as_uuid()).collect();
    let projects: Vec<Uuid> = images.iter().map(|item| item.project_id.as_uuid()).collect();
    let deals: Vec<Option<Uuid>> = images.iter().map(|item| item.deal_id.map(DealId::as_uuid)).collect();
    let descriptions: Vec<String> = images.iter().map(|item| item.description.to_string()).collect();
    let days: Vec<NaiveDate> = images.iter().map(|item| item.delivered_on).collect();
    let quantities: Vec<Decimal> = images.iter().map(|item| item.quantity.value()).collect();
    let prices: Vec<Decimal> = images.iter().map(|item| item.unit_price.amount()).collect();
    let amounts: Vec<Decimal> = images.iter().map(|item| item.amount.amount()).collect();
    let currencies: Vec<String> = images.iter().map(|item| item.amount.currency().code().to_owned()).collect();
    let rates: Vec<Decimal> = images.iter().map(|item| item.vat_rate.value()).collect();
    let written: HashSet<Uuid> = sqlx::query_scalar!(
        "insert into billable_items (org_id, billable_item_id, origin, customer_id, account_id, project_id, deal_id,
                                     description, delivered_on, quantity, unit_price, amount, currency, vat_rate, status,
                                     version, created_at, updated_at)
         select $1, *, 'unbilled', 1, $2, $2
           from unnest($3::uuid[], $4::jsonb[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::date[],
                       $11::numeric[], $12::numeric[], $13::numeric[], $14::text[], $15::numeric[])
         on conflict do nothing returning billable_item_id",
        org,
        now,
        &ids,
        &origins,
        &customers,
        &accounts,
        &projects,
        &deals as &[Option<Uuid>],
        &descriptions,
        &days,
        &quantities,
        &prices,
        &amounts,
        &currencies,
        &rates,
    )
    .fetch_all(db.conn())
    .await?
    .into_iter()
    .collect();
    Ok(works.into_iter().filter(|work| written.contains(&work.image.billable_item_id.as_uuid())).collect())
}

/// One piece of work.
pub async fn get(db: &mut Db, id: BillableItemId) -> Result<Option<Work>> {
    let org = db.org.as_uuid();
    let row = select_work!("where org_id = $1 and billable_item_id = $2", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    row.map(Work::try_from).transpose()
}

/// One piece of work, locked until the transaction ends.
pub async fn lock(db: &mut Db, id: BillableItemId) -> Result<Option<Work>> {
    let org = db.org.as_uuid();
    let row = select_work!("where org_id = $1 and billable_item_id = $2 for no key update", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    row.map(Work::try_from).transpose()
}

/// Unbilled work, oldest first, locked until the transaction ends: of customers, of a project, or these.
pub async fn lock_unbilled(
    db: &mut Db,
    customers: Option<&[CustomerId]>,
    project: Option<ProjectId>,
    only: Option<&[BillableItemId]>,
    most: i64,
) -> Result<Vec<Work>> {
    let org = db.org.as_uuid();
    let customers = ids(customers);
    let only: Option<Vec<Uuid>> = only.map(|only| only.iter().map(|id| id.as_uuid()).collect());
    let rows = select_work!(
        "where org_id = $1 and status = 'unbilled' and ($2::uuid[] is null or customer_id = any ($2))
           and ($3::uuid is null or project_id = $3) and ($4::uuid[] is null or billable_item_id = any ($4))
         order by delivered_on, billable_item_id limit $5 for no key update",
        org,
        customers.as_deref() as Option<&[Uuid]>,
        project.map(ProjectId::as_uuid),
        only.as_deref() as Option<&[Uuid]>,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    works(rows)
}

/// The work on an invoice, locked until the transaction ends.
pub async fn lock_of_invoice(db: &mut Db, invoice: InvoiceId) -> Result<Vec<Work>> {
    let org = db.org.as_uuid();
    let rows = select_work!(
        "where org_id = $1 and invoice_id = $2 order by billable_item_id for no key update",
        org,
        invoice.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    works(rows)
}

/// Which work.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only where it stands so.
    pub status: Option<WorkStatus>,
    /// Only for these customers.
    pub customers: Option<Vec<CustomerId>>,
    /// Only of this project.
    pub project_id: Option<ProjectId>,
}

/// Work by the day it was delivered, oldest first, behind the given day and id.
pub async fn list(
    db: &mut Db,
    filter: &Filter,
    after: Option<(NaiveDate, BillableItemId)>,
    limit: Limit,
) -> Result<Vec<Work>> {
    let org = db.org.as_uuid();
    let customers = ids(filter.customers.as_deref());
    let (after_day, after_id) = after.unzip();
    let rows = select_work!(
        "where org_id = $1 and ($2::text is null or status = $2) and ($3::uuid[] is null or customer_id = any ($3))
           and ($4::uuid is null or project_id = $4)
           and ($5::date is null or (delivered_on, billable_item_id) > ($5, $6::uuid))
         order by delivered_on, billable_item_id limit $7",
        org,
        filter.status.map(word).transpose()?,
        customers.as_deref() as Option<&[Uuid]>,
        filter.project_id.map(ProjectId::as_uuid),
        after_day,
        after_id.map(BillableItemId::as_uuid),
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    works(rows)
}

/// Writes where locked work stands, in one statement.
pub async fn save(db: &mut Db, works: &[Work]) -> Result<()> {
    if works.is_empty() {
        return Ok(());
    }
    let (org, now) = (db.org.as_uuid(), db.now);
    let ids: Vec<Uuid> = works.iter().map(|work| work.image.billable_item_id.as_uuid()).collect();
    let statuses: Vec<String> = works.iter().map(|work| word(work.image.status)).collect::<Result<_>>()?;
    let invoices: Vec<Option<Uuid>> = works.iter().map(|work| work.image.invoice_id.map(InvoiceId::as_uuid)).collect();
    let versions: Vec<i64> = works.iter().map(|work| work.version).collect();
    sqlx::query!(
        "update billable_items item
            set status = new.status, invoice_id = new.invoice_id, version = new.version, updated_at = $2
           from unnest($3::uuid[], $4::text[], $5::uuid[], $6::bigint[]) as new(id, status, invoice_id, version)
          where item.org_id = $1 and item.billable_item_id = new.id",
        org,
        now,
        &ids,
        &statuses,
        &invoices as &[Option<Uuid>],
        &versions,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Whether anything of a deal was delivered or invoiced, so that taking the deal back needs a person.
pub async fn anything_of_deal(db: &mut Db, deal: DealId) -> Result<bool> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select exists (select 1 from billable_items where org_id = $1 and deal_id = $2 and status <> 'cancelled')
               or exists (select 1 from invoices where org_id = $1 and deal_id = $2 and number is not null) as "found!""#,
        org,
        deal.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(found)
}

/// The work of a deal that stands on no issued invoice, locked until the transaction ends.
pub async fn lock_unissued(db: &mut Db, deal: DealId) -> Result<Vec<Work>> {
    let org = db.org.as_uuid();
    let rows = select_work!(
        "where org_id = $1 and deal_id = $2 and status <> 'billed' order by billable_item_id for no key update",
        org,
        deal.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    works(rows)
}

/// Describes locked work otherwise: it names somebody no more who was erased. Where it stands is as it was, so nothing is
/// published.
pub async fn describe(db: &mut Db, id: BillableItemId, description: &Name) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!(
        "update billable_items set description = $3 where org_id = $1 and billable_item_id = $2",
        org,
        id.as_uuid(),
        description.as_str(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
