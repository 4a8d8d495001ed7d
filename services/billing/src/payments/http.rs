//! What is said about payments over HTTP.

use chrono::NaiveDate;
use contracts::billing::{Payment as PaymentImage, PaymentApplied, PaymentReceived};
use exports::List;
use kernel::{Cursor, CustomerId, InvoiceId, Limit, Money, Name, Page, PaymentId, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::model::MAX_APPLICATIONS;
use super::{Payment, PaymentError, Wanted, apply, store};
use crate::columns::after;
use crate::customers::{self, standing};

/// Which payments.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListPayments {
    /// Only of this customer and of those that ended in it.
    customer_id: Option<CustomerId>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// A part of a payment that shall pay an invoice.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyTo {
    /// The invoice.
    invoice_id: InvoiceId,
    /// How much of it.
    amount: Money,
}

/// Money that came in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceivePayment {
    /// Who paid.
    customer_id: CustomerId,
    /// How much.
    amount: Money,
    /// When it arrived; today when left out.
    received_on: Option<NaiveDate>,
    /// Text of the transfer.
    reference: Option<Name>,
    /// What it pays: invoices of the customer, or of one that stands for the same since their accounts were merged. When left
    /// out, the open ones, the one due first being paid first; what is left over is credit. An empty list leaves all of it as credit.
    applications: Option<Vec<ApplyTo>>,
}

/// What credit pays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplyPayment {
    /// The invoices; when left out, those that are due first.
    applications: Option<Vec<ApplyTo>>,
}

/// The routes of payments.
pub fn routes() -> Routes {
    Routes::new("payments")
        .get("/v1/payments", Permission::ReadBilling, "Payments, last received first", list)
        .post("/v1/payments", Permission::RegisterPayments, "Register money that came in", receive)
        .get("/v1/payments/{payment_id}", Permission::ReadBilling, "One payment", get)
        .post("/v1/payments/{payment_id}/apply", Permission::RegisterPayments, "Apply credit to invoices", apply_credit)
}

impl List for ListPayments {
    type Item = PaymentImage;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<PaymentImage>> {
        let customers = standing::asked(db, self.customer_id).await?;
        let rows = store::list(db, customers.as_deref(), after(cursor.as_ref())?, limit).await?;
        let page = Page::from_rows(rows, limit, |row| (row.image.received_on, row.image.payment_id));
        Ok(page.map(|payment| payment.image))
    }
}

async fn list(mut db: Read, Query(query): Query<ListPayments>) -> Result<Reply<Page<PaymentImage>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<PaymentId>) -> Result<Reply<PaymentImage>> {
    let payment = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("payment"))?;
    Ok(Reply::of(payment.version, payment.image))
}

fn wanted(applications: Option<Vec<ApplyTo>>) -> Result<Option<Vec<Wanted>>, PaymentError> {
    let Some(applications) = applications else { return Ok(None) };
    if applications.len() > MAX_APPLICATIONS {
        return Err(PaymentError::TooMany);
    }
    let wanted = applications.into_iter().map(|ApplyTo { invoice_id, amount }| Wanted { invoice_id, amount });
    Ok(Some(wanted.collect()))
}

async fn receive(mut tx: Tx, Json(body): Json<ReceivePayment>) -> Result<Created<PaymentImage>> {
    let customer = customers::store::get(&mut tx, body.customer_id)
        .await?
        .ok_or_else(|| Problem::field("/customer_id", "there is no such customer"))?;
    let today = tx.today();
    let days = (body.received_on.unwrap_or(today), today);
    let mut payment = Payment::receive(PaymentId::new(), &customer.image, body.amount, days, body.reference)?;
    apply(&mut tx, &mut payment, wanted(body.applications)?).await?;
    store::insert(&mut tx, &payment).await?;
    // In the chain of what it pays; published last, since what came after it would be in that chain too.
    if let Some(first) = payment.image.applications.first() {
        tx.follow(first.invoice_id);
    }
    tx.publish(payment.version, &PaymentReceived { payment: payment.image.clone() })?;
    tx.created(format!("/v1/payments/{}", payment.image.payment_id), payment.version, payment.image).await
}

async fn apply_credit(
    mut tx: Tx,
    Path(id): Path<PaymentId>,
    Json(body): Json<ApplyPayment>,
) -> Result<Reply<PaymentImage>> {
    let mut payment = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("payment"))?;
    tx.if_match(payment.version)?;
    let before = payment.image.unapplied;
    apply(&mut tx, &mut payment, wanted(body.applications)?).await?;
    if payment.image.unapplied == before {
        return Err(PaymentError::NothingToApply.into());
    }
    payment.version += 1;
    store::save(&mut tx, &payment).await?;
    tx.publish(payment.version, &PaymentApplied { payment: payment.image.clone() })?;
    tx.reply(payment.version, payment.image).await
}
