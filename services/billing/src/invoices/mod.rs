//! Invoices.
//!
//! Life: a draft has no number and may change or be discarded; issuing numbers it without gaps and makes it immutable,
//! which the database guards too; from then on only what was paid on it changes. Whether it is paid is derived.
//! A draft keeps the customer it was begun for and is shown with, and issued to, whom that stands for.
//!
//! Locks are taken in this order: schedule, invoice, work, counter.

pub mod drafts;
pub mod http;
pub mod list;
pub mod model;
pub mod numbering;
pub mod redaction;
pub mod store;

use chrono::NaiveDate;
use contracts::billing::{InvoiceDrafted, InvoiceUpdated, WorkSource};
use kernel::{BillableItemId, InvoiceId};
use platform::{Problem, Result, Tx};

pub use model::{Invoice, InvoiceError};
pub use redaction::redact;

use crate::customers::standing::Payers;
use crate::work::Work;
use crate::{customers, papers, schedules, work};

/// Puts work on the draft that collects for its customer's project, which is made when there is none.
pub async fn collect(tx: &mut Tx, mut works: Vec<Work>) -> Result<()> {
    while let Some(first) = works.first() {
        let place = |work: &Work| (work.image.customer_id, work.image.project_id, work.image.amount.currency());
        let here = place(first);
        let (mut alike, others): (Vec<Work>, Vec<Work>) = works.into_iter().partition(|work| place(work) == here);
        while !alike.is_empty() {
            alike = collect_alike(tx, alike).await?;
        }
        works = others;
    }
    Ok(())
}

/// Puts as much work of one customer, project and currency on a draft as fits; returns the rest.
async fn collect_alike(tx: &mut Tx, mut works: Vec<Work>) -> Result<Vec<Work>> {
    let Some(first) = works.first().map(|work| work.image.clone()) else { return Ok(works) };
    let currency = first.amount.currency();
    let known = store::lock_collecting(tx, first.customer_id, first.project_id, currency).await?;
    let is_new = known.is_none();
    let mut invoice = if let Some(known) = known {
        known
    } else {
        let customer = customer(tx, first.customer_id).await?;
        let id = InvoiceId::derived(first.billable_item_id.as_uuid(), "draft");
        let mut draft = Invoice::draft(id, &customer.image, (Some(first.project_id), first.deal_id), currency);
        draft.collecting = true;
        draft
    };
    let rest = works.split_off(works.len().min(invoice.room()));
    invoice.take(works.iter().map(|work| &work.image))?;
    if is_new {
        if !store::insert(tx, &invoice).await? {
            // Another consumer made one at the same moment; the insert has waited until it was there.
            works.extend(rest);
            return Ok(works);
        }
        tx.publish(invoice.version, &InvoiceDrafted { invoice: invoice.image.clone() })?;
    } else {
        updated(tx, &mut invoice).await?;
    }
    reserve(tx, invoice.image.invoice_id, works).await?;
    Ok(rest)
}

/// Reserves work for a draft that has its lines already.
pub async fn reserve(tx: &mut Tx, invoice: InvoiceId, mut works: Vec<Work>) -> Result<()> {
    for work in &mut works {
        let reserved = work.reserve(invoice)?;
        tx.publish(work.version, &reserved)?;
    }
    work::store::save(tx, &works).await
}

/// Tells of invoices that were not paid by their due date, in the organisation's zone; says of how many.
pub async fn tell_overdue(tx: &mut Tx) -> Result<usize> {
    const AT_ONCE: i64 = 100;
    let today = tx.today();
    let mut late = store::lock_overdue(tx, today, AT_ONCE).await?;
    for invoice in &mut late {
        if let Some(overdue) = invoice.fall_overdue(today) {
            tx.publish(invoice.version, &overdue)?;
        }
    }
    store::save_overdue(tx, &late).await?;
    Ok(late.len())
}

/// Counts, writes and publishes a change of a draft.
pub async fn updated(tx: &mut Tx, invoice: &mut Invoice) -> Result<()> {
    invoice.version += 1;
    store::save(tx, invoice).await?;
    tx.publish(invoice.version, &InvoiceUpdated { invoice: invoice.image.clone() }).map(drop)
}

/// Cancels work that turned out not to be delivered. Its line leaves the draft; a draft left empty is discarded.
pub async fn withdraw(tx: &mut Tx, id: BillableItemId) -> Result<()> {
    let Some(seen) = work::store::get(tx, id).await? else { return Ok(()) };
    let invoice = match seen.image.invoice_id {
        Some(invoice) => store::lock(tx, invoice).await?,
        None => None,
    };
    let work = work::store::lock(tx, id).await?;
    let Some(mut work) = work.filter(|work| work.image.invoice_id == seen.image.invoice_id) else {
        return Err(Problem::unavailable("the work was put on another draft at this moment"));
    };
    if let Some(mut invoice) = invoice {
        let released = work.release()?;
        tx.publish(work.version, &released)?;
        invoice.let_go(&[id])?;
        if invoice.image.lines.is_empty() {
            let discarded = invoice.discard()?;
            store::save(tx, &invoice).await?;
            tx.publish(invoice.version, &discarded)?;
        } else {
            updated(tx, &mut invoice).await?;
        }
    }
    let cancelled = work.cancel()?;
    tx.publish(work.version, &cancelled)?;
    work::store::save(tx, std::slice::from_ref(&work)).await
}

/// Makes work of a draft free again: all of it, or these.
pub async fn release(tx: &mut Tx, invoice: InvoiceId, only: Option<&[BillableItemId]>) -> Result<()> {
    let mut works = work::store::lock_of_invoice(tx, invoice).await?;
    works.retain(|work| only.is_none_or(|ids| ids.contains(&work.image.billable_item_id)));
    for work in &mut works {
        let released = work.release()?;
        tx.publish(work.version, &released)?;
    }
    work::store::save(tx, &works).await
}

/// Issues a draft: number, due date, and its work and instalments become billed, in one transaction.
pub async fn issue(tx: &mut Tx, id: InvoiceId, on: Option<NaiveDate>) -> Result<Invoice> {
    let today = tx.today();
    let on = on.unwrap_or(today);
    // Before the invoice itself, since whoever completes or reopens a milestone comes from the schedule.
    schedules::store::lock_of_invoice(tx, id).await?;
    let mut invoice = store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("invoice"))?;
    tx.if_match(invoice.version)?;
    invoice.may_be_issued(on, today)?;
    let works = work::store::lock_of_invoice(tx, id).await?;
    let customer = settle_customer(tx, &mut invoice, &works).await?;
    let number = numbering::next(tx, on).await?;
    let issued = invoice.issue(number, on, &customer.image)?;
    store::save(tx, &invoice).await?;
    papers::write_down(tx, id, &customer).await?;
    tx.publish(invoice.version, &issued)?;
    bill(tx, id, works).await?;
    Ok(invoice)
}

/// Makes a draft out to whom its customer stands for. All of its work has to stand for the same: when a merge was undone, it
/// may not any more.
async fn settle_customer(tx: &mut Tx, invoice: &mut Invoice, works: &[Work]) -> Result<customers::Customer> {
    let theirs = works.iter().map(|work| work.image.customer_id);
    let payers = Payers::of(tx, theirs.chain([invoice.image.customer_id]).collect()).await?;
    let customer = customer(tx, payers.id(invoice.image.customer_id)).await?;
    let foreign = works.iter().find(|work| payers.id(work.image.customer_id) != customer.image.customer_id);
    if let Some(foreign) = foreign {
        return Err(invoice.has_others_work(foreign.image.billable_item_id).into());
    }
    invoice.make_out_to(&customer.image, works);
    Ok(customer)
}

async fn bill(tx: &mut Tx, invoice: InvoiceId, mut works: Vec<Work>) -> Result<()> {
    let mut installments = Vec::new();
    for work in &mut works {
        let billed = work.bill()?;
        tx.publish(work.version, &billed)?;
        if let WorkSource::Installment { installment_id, .. } = billed.item.origin {
            installments.push(installment_id);
        }
    }
    work::store::save(tx, &works).await?;
    if installments.is_empty() {
        return Ok(());
    }
    for mut schedule in schedules::store::lock_of_invoice(tx, invoice).await? {
        if let Some(updated) = schedule.invoice(&installments) {
            schedules::store::save(tx, &schedule).await?;
            tx.publish(schedule.version, &updated)?;
        }
    }
    Ok(())
}

async fn customer(tx: &mut Tx, id: kernel::CustomerId) -> Result<customers::Customer> {
    customers::store::get(tx, id).await?.ok_or_else(|| Problem::internal("an invoice has no customer"))
}
