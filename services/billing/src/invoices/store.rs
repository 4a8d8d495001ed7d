//! The rows of invoices.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{Invoice as InvoiceImage, InvoiceLine, VatGroup};
use kernel::{AccountId, Currency, CustomerId, DealId, InvoiceId, Name, ProjectId, ShortCode};
use platform::{Db, Result};
use rust_decimal::Decimal;
use sqlx::types::Json;
use uuid::Uuid;

use super::Invoice;
use crate::columns::{money, state, word};

pub(super) struct Row {
    pub invoice_id: InvoiceId,
    pub number: Option<ShortCode>,
    pub customer_id: CustomerId,
    pub account_id: AccountId,
    pub customer_name: Name,
    pub project_id: Option<ProjectId>,
    pub deal_id: Option<DealId>,
    pub status: String,
    pub collecting: bool,
    pub overdue_told: bool,
    pub currency: Currency,
    pub lines: Json<Vec<InvoiceLine>>,
    pub vat: Json<Vec<VatGroup>>,
    pub net: Decimal,
    pub vat_total: Decimal,
    pub gross: Decimal,
    pub paid: Decimal,
    pub open_amount: Decimal,
    pub issued_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
}

impl Row {
    pub fn into_invoice(self) -> Result<Invoice> {
        let image = InvoiceImage {
            invoice_id: self.invoice_id,
            number: self.number,
            customer_id: self.customer_id,
            account_id: self.account_id,
            customer_name: self.customer_name,
            project_id: self.project_id,
            deal_id: self.deal_id,
            status: state(self.status)?,
            currency: self.currency,
            lines: self.lines.0,
            vat: self.vat.0,
            net: money(self.net, self.currency)?,
            vat_total: money(self.vat_total, self.currency)?,
            gross: money(self.gross, self.currency)?,
            paid: money(self.paid, self.currency)?,
            open: money(self.open_amount, self.currency)?,
            issued_on: self.issued_on,
            due_on: self.due_on,
        };
        Ok(Invoice { image, collecting: self.collecting, overdue_told: self.overdue_told, version: self.version })
    }
}

macro_rules! select_invoices {
    ($rest:literal, $($value:expr),* $(,)?) => {
        sqlx::query_as!(
            $crate::invoices::store::Row,
            r#"select invoice_id as "invoice_id: InvoiceId", number as "number: ShortCode",
                      customer_id as "customer_id: CustomerId", account_id as "account_id: AccountId",
                      customer_name as "customer_name: Name", project_id as "project_id: ProjectId",
                      deal_id as "deal_id: DealId", status, collecting, overdue_told, currency as "currency: Currency",
                      lines as "lines: Json<Vec<InvoiceLine>>", vat as "vat: Json<Vec<VatGroup>>", net, vat_total, gross,
                      paid, open_amount, issued_on, due_on, version, created_at
                 from invoices "# + $rest,
            $($value),*
        )
    };
}
pub(super) use select_invoices;

/// Writes a new draft; false when there is a draft already that collects for the same project.
pub async fn insert(db: &mut Db, invoice: &Invoice) -> Result<bool> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &invoice.image);
    let done = sqlx::query!(
        "insert into invoices (org_id, invoice_id, customer_id, account_id, customer_name, project_id, deal_id, status,
                               collecting, currency, lines, vat, net, vat_total, gross, paid, open_amount, version,
                               created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)
         on conflict (org_id, customer_id, project_id, currency) where collecting do nothing",
        org,
        image.invoice_id.as_uuid(),
        image.customer_id.as_uuid(),
        image.account_id.as_uuid(),
        image.customer_name.as_str(),
        image.project_id.map(ProjectId::as_uuid),
        image.deal_id.map(DealId::as_uuid),
        word(image.status)?,
        invoice.collecting,
        image.currency.code(),
        Json(&image.lines) as _,
        Json(&image.vat) as _,
        image.net.amount(),
        image.vat_total.amount(),
        image.gross.amount(),
        image.paid.amount(),
        image.open.amount(),
        invoice.version,
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// One invoice.
pub async fn get(db: &mut Db, id: InvoiceId) -> Result<Option<Invoice>> {
    let org = db.org.as_uuid();
    let row =
        select_invoices!("where org_id = $1 and invoice_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Row::into_invoice).transpose()
}

/// One invoice, locked until the transaction ends.
pub async fn lock(db: &mut Db, id: InvoiceId) -> Result<Option<Invoice>> {
    let org = db.org.as_uuid();
    let row = select_invoices!("where org_id = $1 and invoice_id = $2 for no key update", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    row.map(Row::into_invoice).transpose()
}

/// These invoices, locked in the order of their ids until the transaction ends. What does not exist is left out.
pub async fn lock_many(db: &mut Db, ids: &[InvoiceId]) -> Result<Vec<Invoice>> {
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = ids.iter().map(|id| id.as_uuid()).collect();
    let rows = select_invoices!(
        "where org_id = $1 and invoice_id = any ($2) order by invoice_id for no key update",
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::into_invoice).collect()
}

/// The draft that collects the work of a customer's project, locked until the transaction ends.
pub async fn lock_collecting(
    db: &mut Db,
    customer: CustomerId,
    project: ProjectId,
    currency: Currency,
) -> Result<Option<Invoice>> {
    let org = db.org.as_uuid();
    let row = select_invoices!(
        "where org_id = $1 and customer_id = $2 and project_id = $3 and currency = $4 and collecting
         for no key update",
        org,
        customer.as_uuid(),
        project.as_uuid(),
        currency.code(),
    )
    .fetch_optional(db.conn())
    .await?;
    row.map(Row::into_invoice).transpose()
}

/// Drafts, kept or thrown away, for a deal or with work of it, locked in the order of their ids until the transaction ends.
pub async fn lock_unissued(db: &mut Db, deal: DealId) -> Result<Vec<Invoice>> {
    let org = db.org.as_uuid();
    let rows = select_invoices!(
        "where org_id = $1 and number is null
           and (deal_id = $2
                or exists (select 1 from jsonb_array_elements(lines) line
                             join billable_items item on item.org_id = $1
                              and item.billable_item_id = (line ->> 'billable_item_id')::uuid
                            where item.deal_id = $2))
         order by invoice_id for no key update",
        org,
        deal.as_uuid(),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::into_invoice).collect()
}

/// Open invoices of customers that a payment of `amount` reaches, the one due first being paid first. At most 200.
pub async fn reached_by(
    db: &mut Db,
    customers: &[CustomerId],
    currency: Currency,
    amount: Decimal,
) -> Result<Vec<InvoiceId>> {
    const MOST: i64 = 200;
    let org = db.org.as_uuid();
    let customers: Vec<Uuid> = customers.iter().map(|id| id.as_uuid()).collect();
    let ids = sqlx::query_scalar!(
        r#"select invoice_id as "invoice_id: InvoiceId"
             from (select invoice_id, due_on,
                          sum(open_amount) over (order by due_on, issued_on, number) - open_amount as due_before
                     from invoices
                    where org_id = $1 and customer_id = any ($2) and currency = $3 and status = 'issued') as open
            where due_before < $4 order by due_before limit $5"#,
        org,
        &customers,
        currency.code(),
        amount,
        MOST,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(ids)
}

/// Writes an invoice that was locked.
pub async fn save(db: &mut Db, invoice: &Invoice) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &invoice.image);
    sqlx::query!(
        "update invoices
            set number = $3, customer_name = $4, status = $5, collecting = $6, lines = $7, vat = $8, net = $9,
                vat_total = $10, gross = $11, paid = $12, open_amount = $13, issued_on = $14, due_on = $15, version = $16,
                updated_at = $17, customer_id = $18, account_id = $19
          where org_id = $1 and invoice_id = $2",
        org,
        image.invoice_id.as_uuid(),
        image.number.as_ref().map(ShortCode::as_str),
        image.customer_name.as_str(),
        word(image.status)?,
        invoice.collecting,
        Json(&image.lines) as _,
        Json(&image.vat) as _,
        image.net.amount(),
        image.vat_total.amount(),
        image.gross.amount(),
        image.paid.amount(),
        image.open.amount(),
        image.issued_on,
        image.due_on,
        invoice.version,
        now,
        image.customer_id.as_uuid(),
        image.account_id.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    keep_balances(db, &[image.invoice_id.as_uuid()]).await
}

/// Keeps what is open of these invoices from now on, as far as they are issued.
async fn keep_balances(db: &mut Db, ids: &[Uuid]) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "insert into invoice_balances (org_id, invoice_id, version, recorded_at, customer_id, currency, due_on, open_amount)
         select org_id, invoice_id, version, $2, customer_id, currency, due_on, open_amount
           from invoices where org_id = $1 and invoice_id = any ($3) and number is not null
         on conflict do nothing",
        org,
        now,
        ids,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Issued invoices that were due before a day and of which that was not told yet, locked in the order of their ids until
/// the transaction ends.
pub async fn lock_overdue(db: &mut Db, before: NaiveDate, at_once: i64) -> Result<Vec<Invoice>> {
    let org = db.org.as_uuid();
    let rows = select_invoices!(
        "where org_id = $1 and status = 'issued' and not overdue_told and due_on < $2
         order by invoice_id limit $3 for no key update",
        org,
        before,
        at_once,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::into_invoice).collect()
}

/// Keeps that these locked invoices were told to be overdue.
pub async fn save_overdue(db: &mut Db, invoices: &[Invoice]) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    let ids: Vec<Uuid> = invoices.iter().map(|invoice| invoice.image.invoice_id.as_uuid()).collect();
    sqlx::query!(
        "update invoices set overdue_told = true, version = version + 1, updated_at = $2
          where org_id = $1 and invoice_id = any ($3)",
        org,
        now,
        &ids,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Writes what was paid on locked invoices, in one statement. Nothing else of an issued invoice may change.
pub async fn save_balances(db: &mut Db, invoices: &[Invoice]) -> Result<()> {
    if invoices.is_empty() {
        return Ok(());
    }
    let (org, now) = (db.org.as_uuid(), db.now);
    let ids: Vec<Uuid> = invoices.iter().map(|invoice| invoice.image.invoice_id.as_uuid()).collect();
    let paid: Vec<Decimal> = invoices.iter().map(|invoice| invoice.image.paid.amount()).collect();
    let open: Vec<Decimal> = invoices.iter().map(|invoice| invoice.image.open.amount()).collect();
    let statuses: Vec<String> = invoices.iter().map(|invoice| word(invoice.image.status)).collect::<Result<_>>()?;
    let versions: Vec<i64> = invoices.iter().map(|invoice| invoice.version).collect();
    sqlx::query!(
        "update invoices invoice
            set paid = new.paid, open_amount = new.open, status = new.status, version = new.version, updated_at = $2
           from unnest($3::uuid[], $4::numeric[], $5::numeric[], $6::text[], $7::bigint[])
             as new(id, paid, open, status, version)
          where invoice.org_id = $1 and invoice.invoice_id = new.id",
        org,
        now,
        &ids,
        &paid,
        &open,
        &statuses,
        &versions,
    )
    .execute(db.conn())
    .await?;
    keep_balances(db, &ids).await
}
