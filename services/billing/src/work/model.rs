//! What billable work is, where it comes from, and what may become of it.

use chrono::NaiveDate;
use contracts::billing::{
    BillableItem, Customer, Installment, Schedule, WorkBilled, WorkCancelled, WorkRecorded, WorkReleased, WorkReserved,
    WorkSource, WorkStatus,
};
use contracts::expenses::ClaimLine;
use contracts::projects::TimeEntry;
use kernel::{AccountId, BillableItemId, InstallmentId, InvoiceId, MoneyError, Name, Quantity, TextError};
use platform::{Kind, Refusal};
use rust_decimal::Decimal;

/// A piece of billable work.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// As it is published.
    pub image: BillableItem,
    /// Version of the aggregate.
    pub version: i64,
}

/// Why work cannot be recorded or moved so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkError {
    /// It stands elsewhere.
    #[error("{0} is not free to be invoiced: it stands on another invoice, or was cancelled")]
    NotFree(Name),
    /// Time with a price and no VAT rate.
    #[error("approved time has a price but no VAT rate")]
    NoVatRate,
    /// A text that cannot be shown.
    #[error(transparent)]
    Text(#[from] TextError),
    /// An amount that cannot be.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Refusal for WorkError {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFree(_) => Kind::Conflict,
            Self::NoVatRate | Self::Text(_) | Self::Money(_) => Kind::Invalid,
        }
    }
    fn code(&self) -> &'static str {
        match self {
            Self::NotFree(_) => "work-not-free",
            Self::NoVatRate => "no-vat-rate",
            Self::Text(_) => "invalid-text",
            Self::Money(_) => "invalid-amount",
        }
    }
}

/// The work a completion of an instalment's milestone becomes; the same on every retry. 0 for an instalment by date.
pub fn work_of_installment(installment: InstallmentId, completion_no: i32) -> BillableItemId {
    BillableItemId::derived(installment.as_uuid(), &format!("completion {completion_no}"))
}

fn one() -> Result<Quantity, WorkError> {
    Quantity::new(Decimal::ONE).map_err(|_one_is_a_quantity| WorkError::Money(MoneyError::OutOfRange))
}

impl Work {
    /// An instalment that fell due.
    pub fn of_installment(
        schedule: &Schedule,
        account_id: AccountId,
        installment: &Installment,
        completion_no: i32,
        delivered_on: NaiveDate,
    ) -> Result<Self, WorkError> {
        let installment_id = installment.installment_id;
        Ok(Self::unbilled(BillableItem {
            billable_item_id: work_of_installment(installment_id, completion_no),
            origin: WorkSource::Installment { installment_id, completion_no },
            customer_id: schedule.customer_id,
            account_id,
            project_id: schedule.project_id,
            deal_id: Some(schedule.deal_id),
            description: installment.name.clone(),
            delivered_on,
            quantity: one()?,
            unit_price: installment.amount,
            amount: installment.amount,
            vat_rate: installment.vat_rate,
            status: WorkStatus::Unbilled,
            invoice_id: None,
        }))
    }

    /// An approved time entry; none when nothing is charged for it.
    pub fn of_time(entry: &TimeEntry, customer: &Customer) -> Result<Option<Self>, WorkError> {
        let (Some(unit_price), Some(amount)) = (entry.bill_rate, entry.bill_amount) else { return Ok(None) };
        if amount.is_zero() {
            return Ok(None);
        }
        let quantity = Quantity::new(entry.billable_hours.value())
            .map_err(|_hours_fit_a_quantity| WorkError::Money(MoneyError::OutOfRange))?;
        let description = line_text(&[&entry.task_name, &entry.person_name], entry.work_on)?;
        Ok(Some(Self::unbilled(BillableItem {
            billable_item_id: BillableItemId::derived(entry.time_entry_id.as_uuid(), "time"),
            origin: WorkSource::Time { time_entry_id: entry.time_entry_id.as_uuid() },
            customer_id: customer.customer_id,
            account_id: customer.account_id,
            project_id: entry.project_id,
            deal_id: entry.deal_id,
            description,
            delivered_on: entry.work_on,
            quantity,
            unit_price,
            amount,
            vat_rate: entry.vat_rate.ok_or(WorkError::NoVatRate)?,
            status: WorkStatus::Unbilled,
            invoice_id: None,
        })))
    }

    /// An approved expense; none when the client is not charged for it, or it is for no project.
    pub fn of_expense(line: &ClaimLine, customer: &Customer) -> Result<Option<Self>, WorkError> {
        let (Some(charge), Some(project_id)) = (&line.charge, line.project_id) else { return Ok(None) };
        if charge.amount.is_zero() {
            return Ok(None);
        }
        Ok(Some(Self::unbilled(BillableItem {
            billable_item_id: BillableItemId::derived(line.claim_line_id.as_uuid(), "expense"),
            origin: WorkSource::Expense { claim_line_id: line.claim_line_id.as_uuid() },
            customer_id: customer.customer_id,
            account_id: customer.account_id,
            project_id,
            deal_id: line.deal_id,
            description: line_text(&[&line.description], line.spent_on)?,
            delivered_on: line.spent_on,
            quantity: one()?,
            unit_price: charge.amount,
            amount: charge.amount.rounded(),
            vat_rate: charge.vat_rate,
            status: WorkStatus::Unbilled,
            invoice_id: None,
        })))
    }

    fn unbilled(image: BillableItem) -> Self {
        Self { image, version: 1 }
    }

    /// Says that it may be invoiced.
    pub fn recorded(&self) -> WorkRecorded {
        WorkRecorded { item: self.image.clone() }
    }

    /// Puts it on a draft.
    pub fn reserve(&mut self, invoice: InvoiceId) -> Result<WorkReserved, WorkError> {
        self.must_be(WorkStatus::Unbilled)?;
        self.image.invoice_id = Some(invoice);
        self.become_(WorkStatus::Reserved);
        Ok(WorkReserved { item: self.image.clone() })
    }

    /// Takes it off its draft.
    pub fn release(&mut self) -> Result<WorkReleased, WorkError> {
        self.must_be(WorkStatus::Reserved)?;
        self.image.invoice_id = None;
        self.become_(WorkStatus::Unbilled);
        Ok(WorkReleased { item: self.image.clone() })
    }

    /// Its draft was issued.
    pub fn bill(&mut self) -> Result<WorkBilled, WorkError> {
        self.must_be(WorkStatus::Reserved)?;
        self.become_(WorkStatus::Billed);
        Ok(WorkBilled { item: self.image.clone() })
    }

    /// It turned out not to be delivered.
    pub fn cancel(&mut self) -> Result<WorkCancelled, WorkError> {
        self.must_be(WorkStatus::Unbilled)?;
        self.become_(WorkStatus::Cancelled);
        Ok(WorkCancelled { item: self.image.clone() })
    }

    fn must_be(&self, status: WorkStatus) -> Result<(), WorkError> {
        if self.image.status == status { Ok(()) } else { Err(WorkError::NotFree(self.image.description.clone())) }
    }

    fn become_(&mut self, status: WorkStatus) {
        self.image.status = status;
        self.version += 1;
    }
}

/// Text of an invoice line, cut to what a name holds: "Design, Ada Lovelace, 2026-11-02".
fn line_text(parts: &[&Name], day: NaiveDate) -> Result<Name, TextError> {
    const DAY_CHARS: usize = 12;
    const MOST_CHARS: usize = 200;
    let text = parts.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(", ");
    let text: String = text.chars().take(MOST_CHARS - DAY_CHARS).collect();
    Name::new(format!("{text}, {day}"))
}

#[cfg(test)]
mod tests {
    use kernel::{Currency, CustomerId, Money, ProjectId, VatRate};
    use uuid::Uuid;

    use super::*;

    fn work() -> Work {
        let price = Money::new(Decimal::new(100, 0), Currency::EUR).unwrap();
        Work::unbilled(BillableItem {
            billable_item_id: BillableItemId::derived(Uuid::nil(), "work"),
            origin: WorkSource::Time { time_entry_id: Uuid::nil() },
            customer_id: CustomerId::from_uuid(Uuid::nil()),
            account_id: AccountId::from_uuid(Uuid::nil()),
            project_id: ProjectId::from_uuid(Uuid::nil()),
            deal_id: None,
            description: Name::new("Design").unwrap(),
            delivered_on: NaiveDate::MIN,
            quantity: one().unwrap(),
            unit_price: price,
            amount: price,
            vat_rate: VatRate::zero(),
            status: WorkStatus::Unbilled,
            invoice_id: None,
        })
    }

    #[test]
    fn it_is_billed_once() {
        let invoice = InvoiceId::derived(Uuid::nil(), "invoice");
        let mut work = work();
        assert!(work.bill().is_err(), "not before it is on a draft");
        work.reserve(invoice).unwrap();
        assert!(work.reserve(invoice).is_err() && work.cancel().is_err());
        work.bill().unwrap();
        assert!(work.release().is_err() && work.cancel().is_err() && work.bill().is_err());
        assert_eq!((work.version, work.image.invoice_id), (3, Some(invoice)));
    }

    #[test]
    fn released_work_is_free_again() {
        let mut work = work();
        work.reserve(InvoiceId::derived(Uuid::nil(), "one")).unwrap();
        assert_eq!(work.release().unwrap().item.invoice_id, None);
        work.reserve(InvoiceId::derived(Uuid::nil(), "two")).unwrap();
        assert_eq!(work.version, 4);
    }

    #[test]
    fn line_texts_are_cut_before_the_day() {
        let long = Name::new("x".repeat(200)).unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        let text = line_text(&[&long, &long], day).unwrap();
        assert!(text.as_str().ends_with("x, 2026-11-02") && text.as_str().chars().count() == 200);
    }
}
