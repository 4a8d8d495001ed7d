//! Sums over customers, invoices, work and payments, each one query.

use chrono::{DateTime, NaiveDate, Utc};
use contracts::billing::{ScheduleStatus, WorkStatus};
use kernel::{Currency, CustomerId, InvoiceId, Money, Name, PaymentId, ShortCode};
use platform::{Db, Result};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::columns::{money, state};

/// What a customer owes in one currency, by days past due.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Aged {
    /// Who owes.
    pub customer_id: CustomerId,
    /// Name of the customer.
    pub customer_name: Name,
    /// Not due yet.
    pub not_due: Money,
    /// Due for 1 to 30 days.
    pub days_1_30: Money,
    /// Due for 31 to 60 days.
    pub days_31_60: Money,
    /// Due for 61 to 90 days.
    pub days_61_90: Money,
    /// Due for more than 90 days.
    pub over_90: Money,
    /// All of it.
    pub total: Money,
}

/// Of which moment receivables are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// What is open now, aged on a day.
    Now(NaiveDate),
    /// What was open by what was recorded until the end of a day, aged on it.
    Day(NaiveDate),
    /// What was open by what was recorded until an instant, aged on a day.
    Moment(DateTime<Utc>, NaiveDate),
}

impl When {
    /// The day on which things are aged.
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Now(day) | Self::Day(day) | Self::Moment(_, day) => day,
        }
    }
}

/// What is or was open, aged by how long it is due on a day. Customers by name, each with what those owe that ended in it, as they
/// stand now.
pub async fn aged(db: &mut Db, when: When) -> Result<Vec<Aged>> {
    let (org, zone) = (db.org.as_uuid(), db.time_zone);
    let (day, whole_day, moment) = match when {
        When::Now(day) => (day, false, None),
        When::Day(day) => (day, true, None),
        When::Moment(moment, day) => (day, false, Some(moment)),
    };
    let rows = sqlx::query!(
        r#"with asked as (
             select case when $3 then ($2::date + 1)::timestamp at time zone $5::text - interval '1 microsecond' else $4 end as at
           ), open as (
             select customer_id, currency, due_on, open_amount from invoices
              where org_id = $1 and status = 'issued' and not $3 and $4::timestamptz is null
             union all
             select customer_id, currency, due_on, open_amount
               from (select distinct on (invoice_id) customer_id, currency, due_on, open_amount from invoice_balances
                      where org_id = $1 and recorded_at <= (select at from asked) order by invoice_id, version desc) known
              where open_amount > 0
           )
           select customer_id as "customer_id!: CustomerId", name as "name: Name", currency as "currency!: Currency",
                  not_due as "not_due!", first as "first!", second as "second!", third as "third!", rest as "rest!"
             from (select coalesce(payer_id, customer_id) as customer_id, currency,
                          coalesce(sum(open_amount) filter (where due_on >= $2), 0) as not_due,
                          coalesce(sum(open_amount) filter (where due_on between $2 - 30 and $2 - 1), 0) as first,
                          coalesce(sum(open_amount) filter (where due_on between $2 - 60 and $2 - 31), 0) as second,
                          coalesce(sum(open_amount) filter (where due_on between $2 - 90 and $2 - 61), 0) as third,
                          coalesce(sum(open_amount) filter (where due_on < $2 - 90), 0) as rest
                     from open left join customers_standing($1) standing using (customer_id)
                    group by 1, 2) as aged
             join customers using (customer_id)
            where customers.org_id = $1
            order by name, customer_id, currency"#,
        org,
        day,
        whole_day,
        moment,
        zone.as_str(),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let total = row.not_due + row.first + row.second + row.third + row.rest;
            Ok(Aged {
                customer_id: row.customer_id,
                customer_name: row.name,
                not_due: money(row.not_due, row.currency)?,
                days_1_30: money(row.first, row.currency)?,
                days_31_60: money(row.second, row.currency)?,
                days_61_90: money(row.third, row.currency)?,
                over_90: money(row.rest, row.currency)?,
                total: money(total, row.currency)?,
            })
        })
        .collect()
}

/// An invoice or payment on a statement.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StatementLine {
    /// Day of issue, or day it arrived.
    pub on: NaiveDate,
    /// The invoice, when it is one.
    pub invoice_id: Option<InvoiceId>,
    /// The payment, when it is one.
    pub payment_id: Option<PaymentId>,
    /// Number of the invoice.
    pub number: Option<ShortCode>,
    /// Text of the transfer.
    pub reference: Option<Name>,
    /// What it adds to the balance: an invoice its gross amount, a payment less than nothing, but for what it pays of invoices
    /// of somebody else.
    pub amount: Money,
    /// What the customer owes in this currency after it; less than nothing is credit.
    pub balance: Money,
}

/// The last 200 invoices and payments of customers, oldest first. Balances count everything before, too. A payment counts with
/// what it pays of their invoices, whoever paid it, and with what it leaves as their credit: who paid for another customer
/// while the two were merged owes nothing less once they are not.
pub async fn statement(db: &mut Db, customers: &[CustomerId]) -> Result<Vec<StatementLine>> {
    let org = db.org.as_uuid();
    let customers: Vec<Uuid> = customers.iter().map(|id| id.as_uuid()).collect();
    let rows = sqlx::query!(
        r#"with their as (
             select account_id from customers where org_id = $1 and customer_id = any ($2)
           ), line as (
             select issued_on as day, 1 as place, created_at, invoice_id, null::uuid as payment_id, number,
                    null as reference, currency, gross as amount
               from invoices where org_id = $1 and customer_id = any ($2) and issued_on is not null
             union all
             select received_on, 2, created_at, null, payment_id, null, reference, currency, -amount
               from payments where org_id = $1 and customer_id = any ($2) and not pays_others
             union all
             select received_on, 2, created_at, null, payment_id, null, reference, currency, -share
               from payments,
                    lateral (select case when customer_id = any ($2) then unapplied else 0 end
                                    + coalesce(sum((one #>> '{amount,amount}')::numeric), 0) as share
                               from jsonb_array_elements(applications) one
                              where coalesce((one ->> 'account_id')::uuid, payments.account_id) in (select account_id from their)
                            ) shares
              where org_id = $1 and pays_others and share <> 0
           ), balanced as (
             select *, sum(amount) over (partition by currency order by day, place, created_at, invoice_id, payment_id)
                         as balance
               from line
           ), latest as (
             select * from balanced order by day desc, place desc, created_at desc, invoice_id desc, payment_id desc limit 200
           )
           select day as "day!", invoice_id as "invoice_id: InvoiceId", payment_id as "payment_id: PaymentId",
                  number as "number: ShortCode", reference as "reference: Name", currency as "currency!: Currency",
                  amount as "amount!", balance as "balance!"
             from latest order by day, place, created_at, invoice_id, payment_id"#,
        org,
        &customers,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StatementLine {
                on: row.day,
                invoice_id: row.invoice_id,
                payment_id: row.payment_id,
                number: row.number,
                reference: row.reference,
                amount: money(row.amount, row.currency)?,
                balance: money(row.balance, row.currency)?,
            })
        })
        .collect()
}

/// Schedules that stand alike, in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScheduleTotal {
    /// Where they stand.
    pub status: ScheduleStatus,
    /// How many.
    pub count: i64,
    /// Sum, without VAT.
    pub total: Money,
}

/// Work that stands alike, in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct WorkTotal {
    /// Where it stands.
    pub status: WorkStatus,
    /// How many pieces.
    pub count: i64,
    /// Sum, without VAT.
    pub amount: Money,
}

/// Issued invoices and payments in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MoneyTotal {
    /// Number of issued invoices.
    pub invoices: i64,
    /// Issued, without VAT.
    pub net: Money,
    /// VAT of what was issued.
    pub vat: Money,
    /// Issued, with VAT.
    pub gross: Money,
    /// Applied to invoices.
    pub paid: Money,
    /// Still due.
    pub open: Money,
    /// Number of payments.
    pub payments: i64,
    /// Money that came in.
    pub received: Money,
    /// Money that came in and pays no invoice: customers' credit.
    pub unapplied: Money,
}

/// Schedules by status and currency.
pub async fn schedules(db: &mut Db) -> Result<Vec<ScheduleTotal>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select status, currency as "currency: Currency", count(*) as "count!", sum(total) as "total!"
             from schedules where org_id = $1 group by status, currency order by currency, status"#,
        org,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ScheduleTotal { status: state(row.status)?, count: row.count, total: money(row.total, row.currency)? })
        })
        .collect()
}

/// Work by status and currency.
pub async fn work(db: &mut Db) -> Result<Vec<WorkTotal>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select status, currency as "currency: Currency", count(*) as "count!", sum(amount) as "amount!"
             from billable_items where org_id = $1 group by status, currency order by currency, status"#,
        org,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(WorkTotal { status: state(row.status)?, count: row.count, amount: money(row.amount, row.currency)? })
        })
        .collect()
}

/// Issued invoices and payments by currency.
pub async fn moneys(db: &mut Db) -> Result<Vec<MoneyTotal>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select currency as "currency!: Currency", sum(invoices)::bigint as "invoices!", sum(net) as "net!", sum(vat) as "vat!",
                  sum(gross) as "gross!", sum(paid) as "paid!", sum(open) as "open!",
                  sum(payments)::bigint as "payments!", sum(received) as "received!", sum(unapplied) as "unapplied!"
             from (select currency, 1 as invoices, net, vat_total as vat, gross, paid, open_amount as open, 0 as payments,
                          0::numeric as received, 0::numeric as unapplied
                     from invoices where org_id = $1 and number is not null
                   union all
                   select currency, 0, 0, 0, 0, 0, 0, 1, amount, unapplied from payments where org_id = $1) as every
            group by currency order by currency"#,
        org,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let amount = |value: Decimal| money(value, row.currency);
            Ok(MoneyTotal {
                invoices: row.invoices,
                net: amount(row.net)?,
                vat: amount(row.vat)?,
                gross: amount(row.gross)?,
                paid: amount(row.paid)?,
                open: amount(row.open)?,
                payments: row.payments,
                received: amount(row.received)?,
                unapplied: amount(row.unapplied)?,
            })
        })
        .collect()
}
