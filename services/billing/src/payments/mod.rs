//! Payments: money that came in, and which invoices it pays. Both are separate: what is not applied is the customer's
//! credit and can be applied later.

pub mod http;
pub mod model;
pub mod store;

use kernel::{CustomerId, InvoiceId, Money};
use platform::{Problem, Result, Tx};

pub use model::{Payment, PaymentError};

use crate::customers::standing;
use crate::invoices::{self, Invoice};

/// A part of a payment that shall pay an invoice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// How much of it.
    pub amount: Money,
}

/// Applies what is left of a payment: as wanted, or, when nothing is said, to the open invoices of the customer and of all
/// that stand for the same one, the one due first being paid first. Writes the invoices and publishes their balances; the payment is the caller's to write.
pub async fn apply(tx: &mut Tx, payment: &mut Payment, wanted: Option<Vec<Wanted>>) -> Result<()> {
    let together = standing::together(tx, payment.image.customer_id).await?;
    let (mut invoices, wanted) = match wanted {
        Some(wanted) => {
            let ids: Vec<InvoiceId> = wanted.iter().map(|one| one.invoice_id).collect();
            (invoices::store::lock_many(tx, &ids).await?, wanted)
        }
        None => oldest_first(tx, payment, &together).await?,
    };
    let mut paid: Vec<Invoice> = Vec::with_capacity(wanted.len());
    for (place, one) in wanted.into_iter().enumerate() {
        let at = invoices.iter().position(|invoice| invoice.image.invoice_id == one.invoice_id);
        let mut invoice = at.map(|at| invoices.swap_remove(at)).ok_or(PaymentError::UnknownInvoice { place })?;
        let changed = payment.apply(place, &mut invoice, one.amount, &together)?;
        tx.publish(invoice.version, &changed)?;
        paid.push(invoice);
    }
    invoices::store::save_balances(tx, &paid).await
}

async fn oldest_first(tx: &mut Tx, payment: &Payment, of: &[CustomerId]) -> Result<(Vec<Invoice>, Vec<Wanted>)> {
    let mut left = payment.image.unapplied;
    let reached = invoices::store::reached_by(tx, of, left.currency(), left.amount()).await?;
    let invoices = invoices::store::lock_many(tx, &reached).await?;
    let mut wanted = Vec::with_capacity(reached.len());
    for id in reached {
        // What is open is read again under the lock: another payment may have been quicker.
        let invoice = invoices.iter().find(|invoice| invoice.image.invoice_id == id);
        let Some(open) = invoice.map(|invoice| invoice.image.open).filter(|open| open.is_positive()) else { continue };
        let amount = if open.amount() < left.amount() { open } else { left };
        if !amount.is_positive() {
            break;
        }
        left = left.checked_sub(amount).map_err(Problem::internal)?;
        wanted.push(Wanted { invoice_id: id, amount });
    }
    Ok((invoices, wanted))
}
