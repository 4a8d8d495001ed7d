//! Lists of invoices.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{InvoiceLine, InvoiceStatus, VatGroup};
use kernel::{AccountId, Currency, CustomerId, DealId, InvoiceId, Limit, Name, ProjectId, ShortCode};
use platform::{Db, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::Invoice;
use super::store::{Row, select_invoices};
use crate::columns::{ids, word};
use crate::receivables::store::When;

/// Which invoices.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only where it stands so.
    pub status: Option<InvoiceStatus>,
    /// Only of these customers.
    pub customers: Option<Vec<CustomerId>>,
    /// Only of this project.
    pub project_id: Option<ProjectId>,
    /// Only of this deal.
    pub deal_id: Option<DealId>,
    /// Only those whose number begins so.
    pub number: Option<ShortCode>,
    /// Only those due before this day that are not paid.
    pub due_before: Option<NaiveDate>,
    /// Only those due then or later.
    pub due_from: Option<NaiveDate>,
    /// Only those due then or earlier.
    pub due_by: Option<NaiveDate>,
    /// Only those in this currency.
    pub currency: Option<Currency>,
    /// Only those of which something is or was open then.
    pub open: Option<When>,
}

impl Filter {
    /// Whether what is open now is asked for, the day until whose end things were recorded, and the instant.
    const fn opened(&self) -> (bool, Option<NaiveDate>, Option<DateTime<Utc>>) {
        match self.open {
            None => (false, None, None),
            Some(When::Now(_)) => (true, None, None),
            Some(When::Day(day)) => (false, Some(day), None),
            Some(When::Moment(moment, _)) => (false, None, Some(moment)),
        }
    }
}

/// Invoices and when they were made, newest first, behind the given moment and id.
pub async fn newest(
    db: &mut Db,
    filter: &Filter,
    after: Option<(DateTime<Utc>, InvoiceId)>,
    limit: Limit,
) -> Result<Vec<(DateTime<Utc>, Invoice)>> {
    let (org, zone) = (db.org.as_uuid(), db.time_zone.as_str());
    let (open_now, open_until, open_at) = filter.opened();
    let customers = ids(filter.customers.as_deref());
    let (after_at, after_id) = after.unzip();
    let rows = select_invoices!(
        r#"where org_id = $1 and ($2::text is null or status = $2) and ($3::uuid[] is null or customer_id = any ($3))
           and ($4::uuid is null or project_id = $4) and ($5::uuid is null or deal_id = $5)
           and ($6::date is null or (status = 'issued' and due_on < $6))
           and ($10::text is null or (number collate "C" >= $10 and number collate "C" < $10 || chr(1114111)))
           and ($11::date is null or due_on >= $11) and ($12::date is null or due_on <= $12)
           and ($13::text is null or currency = $13) and (not $14 or status = 'issued')
           and ($15::date is null and $16::timestamptz is null or 0 < (
             select open_amount from invoice_balances known
              where known.org_id = $1 and known.invoice_id = invoices.invoice_id
                and recorded_at < coalesce($16 + interval '1 microsecond', ($15 + 1)::timestamp at time zone $17::text)
              order by known.version desc limit 1))
           and ($7::timestamptz is null or created_at < $7 or (created_at = $7 and invoice_id > $8::uuid))
         order by created_at desc, invoice_id limit $9"#,
        org,
        filter.status.map(word).transpose()?,
        customers.as_deref() as Option<&[Uuid]>,
        filter.project_id.map(ProjectId::as_uuid),
        filter.deal_id.map(DealId::as_uuid),
        filter.due_before,
        after_at,
        after_id.map(InvoiceId::as_uuid),
        limit.fetch(),
        filter.number.as_ref().map(ShortCode::as_str),
        filter.due_from,
        filter.due_by,
        filter.currency.map(Currency::code),
        open_now,
        open_until,
        open_at,
        zone,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(|row| Ok((row.created_at, row.into_invoice()?))).collect()
}

/// Issued invoices, last issued first, behind the given day and id. Drafts have no day of issue and are left out.
pub async fn last_issued(
    db: &mut Db,
    filter: &Filter,
    after: Option<(NaiveDate, InvoiceId)>,
    limit: Limit,
) -> Result<Vec<Invoice>> {
    let (org, zone) = (db.org.as_uuid(), db.time_zone.as_str());
    let (open_now, open_until, open_at) = filter.opened();
    let customers = ids(filter.customers.as_deref());
    let (after_day, after_id) = after.unzip();
    let rows = select_invoices!(
        r#"where org_id = $1 and issued_on is not null and ($2::text is null or status = $2)
           and ($3::uuid[] is null or customer_id = any ($3)) and ($4::uuid is null or project_id = $4)
           and ($5::uuid is null or deal_id = $5) and ($6::date is null or (status = 'issued' and due_on < $6))
           and ($10::text is null or (number collate "C" >= $10 and number collate "C" < $10 || chr(1114111)))
           and ($11::date is null or due_on >= $11) and ($12::date is null or due_on <= $12)
           and ($13::text is null or currency = $13) and (not $14 or status = 'issued')
           and ($15::date is null and $16::timestamptz is null or 0 < (
             select open_amount from invoice_balances known
              where known.org_id = $1 and known.invoice_id = invoices.invoice_id
                and recorded_at < coalesce($16 + interval '1 microsecond', ($15 + 1)::timestamp at time zone $17::text)
              order by known.version desc limit 1))
           and ($7::date is null or issued_on < $7 or (issued_on = $7 and invoice_id > $8::uuid))
         order by issued_on desc, invoice_id limit $9"#,
        org,
        filter.status.map(word).transpose()?,
        customers.as_deref() as Option<&[Uuid]>,
        filter.project_id.map(ProjectId::as_uuid),
        filter.deal_id.map(DealId::as_uuid),
        filter.due_before,
        after_day,
        after_id.map(InvoiceId::as_uuid),
        limit.fetch(),
        filter.number.as_ref().map(ShortCode::as_str),
        filter.due_from,
        filter.due_by,
        filter.currency.map(Currency::code),
        open_now,
        open_until,
        open_at,
        zone,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::into_invoice).collect()
}
