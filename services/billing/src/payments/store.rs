//! The rows of payments.

use chrono::NaiveDate;
use contracts::billing::{Application, Payment as PaymentImage};
use kernel::{AccountId, Currency, CustomerId, Limit, Name, PaymentId};
use platform::{Db, Result};
use rust_decimal::Decimal;
use sqlx::types::Json;
use uuid::Uuid;

use super::Payment;
use crate::columns::{ids, money};

struct Row {
    payment_id: PaymentId,
    customer_id: CustomerId,
    account_id: AccountId,
    currency: Currency,
    amount: Decimal,
    unapplied: Decimal,
    received_on: NaiveDate,
    reference: Option<Name>,
    applications: Json<Vec<Application>>,
    version: i64,
}

impl Row {
    fn into_payment(self) -> Result<Payment> {
        let image = PaymentImage {
            payment_id: self.payment_id,
            customer_id: self.customer_id,
            account_id: self.account_id,
            amount: money(self.amount, self.currency)?,
            received_on: self.received_on,
            reference: self.reference,
            applications: self.applications.0,
            unapplied: money(self.unapplied, self.currency)?,
        };
        Ok(Payment { image, version: self.version })
    }
}

macro_rules! select_payments {
    ($rest:literal, $($value:expr),* $(,)?) => {
        sqlx::query_as!(
            Row,
            r#"select payment_id as "payment_id: PaymentId", customer_id as "customer_id: CustomerId",
                      account_id as "account_id: AccountId", currency as "currency: Currency", amount, unapplied,
                      received_on, reference as "reference: Name", applications as "applications: Json<Vec<Application>>",
                      version
                 from payments "# + $rest,
            $($value),*
        )
    };
}

/// Writes a new payment.
pub async fn insert(db: &mut Db, payment: &Payment) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &payment.image);
    sqlx::query!(
        "insert into payments (org_id, payment_id, customer_id, account_id, currency, amount, unapplied, received_on,
                               reference, applications, version, created_at, updated_at, pays_others)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)",
        org,
        image.payment_id.as_uuid(),
        image.customer_id.as_uuid(),
        image.account_id.as_uuid(),
        image.amount.currency().code(),
        image.amount.amount(),
        image.unapplied.amount(),
        image.received_on,
        image.reference.as_ref().map(Name::as_str),
        Json(&image.applications) as _,
        payment.version,
        now,
        payment.pays_others(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// One payment.
pub async fn get(db: &mut Db, id: PaymentId) -> Result<Option<Payment>> {
    let org = db.org.as_uuid();
    let row =
        select_payments!("where org_id = $1 and payment_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Row::into_payment).transpose()
}

/// One payment, locked until the transaction ends.
pub async fn lock(db: &mut Db, id: PaymentId) -> Result<Option<Payment>> {
    let org = db.org.as_uuid();
    let row = select_payments!("where org_id = $1 and payment_id = $2 for no key update", org, id.as_uuid())
        .fetch_optional(db.conn())
        .await?;
    row.map(Row::into_payment).transpose()
}

/// Payments, last received first, behind the given day and id.
pub async fn list(
    db: &mut Db,
    customers: Option<&[CustomerId]>,
    after: Option<(NaiveDate, PaymentId)>,
    limit: Limit,
) -> Result<Vec<Payment>> {
    let org = db.org.as_uuid();
    let (customers, (after_day, after_id)) = (ids(customers), after.unzip());
    let rows = select_payments!(
        "where org_id = $1 and ($2::uuid[] is null or customer_id = any ($2))
           and ($3::date is null or received_on < $3 or (received_on = $3 and payment_id > $4::uuid))
         order by received_on desc, payment_id limit $5",
        org,
        customers.as_deref() as Option<&[Uuid]>,
        after_day,
        after_id.map(PaymentId::as_uuid),
        limit.fetch(),
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Row::into_payment).collect()
}

/// Writes what a locked payment was applied to.
pub async fn save(db: &mut Db, payment: &Payment) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &payment.image);
    sqlx::query!(
        "update payments set unapplied = $3, applications = $4, version = $5, updated_at = $6, pays_others = $7
          where org_id = $1 and payment_id = $2",
        org,
        image.payment_id.as_uuid(),
        image.unapplied.amount(),
        Json(&image.applications) as _,
        payment.version,
        now,
        payment.pays_others(),
    )
    .execute(db.conn())
    .await?;
    Ok(())
}
