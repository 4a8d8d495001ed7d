//! What an invoice is and what may become of it.

use chrono::{Days, NaiveDate};
use contracts::billing::{
    BillableItem, Customer, Invoice as InvoiceImage, InvoiceBalanceChanged, InvoiceDiscarded, InvoiceFellOverdue,
    InvoiceIssued, InvoiceLine, InvoiceStatus, VatGroup,
};
use kernel::{
    BillableItemId, Currency, DealId, InvoiceId, InvoiceLineId, Money, MoneyError, Name, ProjectId, Quantity,
    ShortCode, VatRate, VatSum, VatTotals,
};
use platform::{FieldError, Kind, Refusal};

use crate::work::Work;

/// Most lines of an invoice. An event carries the whole invoice, so it must not grow without end.
pub const MAX_LINES: usize = 100;

/// An invoice.
#[derive(Debug, Clone, PartialEq)]
pub struct Invoice {
    /// As it is published.
    pub image: InvoiceImage,
    /// Whether new work of its customer's project is put on it by itself.
    pub collecting: bool,
    /// Whether it was told that it is overdue.
    pub overdue_told: bool,
    /// Version of the aggregate.
    pub version: i64,
}

/// A line as a person wants it.
#[derive(Debug, Clone, PartialEq)]
pub struct WantedLine {
    /// The line it was before; none for a new one.
    pub invoice_line_id: Option<InvoiceLineId>,
    /// Text.
    pub description: Name,
    /// How many.
    pub quantity: Quantity,
    /// Price of one, without VAT.
    pub unit_price: Money,
    /// VAT rate in percent.
    pub vat_rate: VatRate,
}

/// Why an invoice cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceError {
    /// Only drafts change.
    #[error("only a draft can be changed; an issued invoice stays as it is")]
    NotDraft,
    /// A draft is no document yet.
    #[error("only an issued invoice is a document; issue the draft first")]
    NotIssued,
    /// Nothing on it.
    #[error("an invoice without lines cannot be issued; add a line or discard the draft")]
    NoLines,
    /// More lines than an invoice has.
    #[error("an invoice has at most {MAX_LINES} lines; make several")]
    TooManyLines,
    /// Issued tomorrow.
    #[error("an invoice cannot be issued on a day that has not come; the latest is {0}")]
    InFuture(NaiveDate),
    /// A day no due date can be counted from.
    #[error("this day is outside the calendar")]
    OutOfCalendar,
    /// Another currency than the invoice's.
    #[error("the price is in {found}, the invoice in {wanted}; give the price in {wanted}")]
    Currency {
        /// Place of the line.
        line: usize,
        /// Currency of the price.
        found: Currency,
        /// Currency of the invoice.
        wanted: Currency,
    },
    /// Less than nothing.
    #[error("a price must not be negative")]
    NegativePrice {
        /// Place of the line.
        line: usize,
    },
    /// Not a line of this invoice.
    #[error("this invoice has no such line, or it is named twice; leave invoice_line_id out for a new line")]
    UnknownLine {
        /// Place of the line.
        line: usize,
    },
    /// Delivered work has its price.
    #[error("quantity and price of delivered work stay as they were recorded; remove the line and write one by hand")]
    PriceOfWork {
        /// Place of the line.
        line: usize,
    },
    /// A merge was undone since, and with it whose work this is.
    #[error(
        "this work is another customer's than the invoice, since a merge was undone; take the line off the draft, and the \
         work can be billed to whom it belongs"
    )]
    OthersWork {
        /// Place of the line.
        line: usize,
    },
    /// Nothing is due on it.
    #[error("nothing is due on this invoice: it is not issued, or paid already")]
    NotOpen,
    /// More than is due.
    #[error("{0} is due on this invoice; apply at most that, the rest stays as the customer's credit")]
    ExceedsOpen(Money),
    /// An amount that cannot be.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Refusal for InvoiceError {
    fn kind(&self) -> Kind {
        match self {
            Self::NotDraft
            | Self::NotIssued
            | Self::NoLines
            | Self::OthersWork { .. }
            | Self::NotOpen
            | Self::ExceedsOpen(_) => Kind::Conflict,
            Self::TooManyLines
            | Self::InFuture(_)
            | Self::OutOfCalendar
            | Self::Currency { .. }
            | Self::NegativePrice { .. }
            | Self::UnknownLine { .. }
            | Self::PriceOfWork { .. }
            | Self::Money(_) => Kind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotDraft => "invoice-not-draft",
            Self::NotIssued => "invoice-not-issued",
            Self::NoLines => "invoice-without-lines",
            Self::TooManyLines => "too-many-lines",
            Self::InFuture(_) | Self::OutOfCalendar => "invalid-issue-date",
            Self::Currency { .. } => "wrong-currency",
            Self::NegativePrice { .. } => "negative-price",
            Self::UnknownLine { .. } => "unknown-line",
            Self::PriceOfWork { .. } => "price-of-work",
            Self::OthersWork { .. } => "work-of-another-customer",
            Self::NotOpen => "invoice-not-open",
            Self::ExceedsOpen(_) => "exceeds-open-amount",
            Self::Money(_) => "invalid-amount",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        let pointer = match self {
            Self::Currency { line, .. } | Self::NegativePrice { line } => format!("/lines/{line}/unit_price"),
            Self::UnknownLine { line } => format!("/lines/{line}/invoice_line_id"),
            Self::PriceOfWork { line } | Self::OthersWork { line } => format!("/lines/{line}"),
            Self::TooManyLines | Self::NoLines => "/lines".to_owned(),
            Self::InFuture(_) | Self::OutOfCalendar => "/issued_on".to_owned(),
            Self::NotDraft | Self::NotIssued | Self::NotOpen | Self::ExceedsOpen(_) | Self::Money(_) => {
                return Vec::new();
            }
        };
        vec![FieldError::new(pointer, self.to_string())]
    }
}

impl Invoice {
    /// An empty draft.
    pub fn draft(
        invoice_id: InvoiceId,
        customer: &Customer,
        (project_id, deal_id): (Option<ProjectId>, Option<DealId>),
        currency: Currency,
    ) -> Self {
        let nothing = Money::zero(currency);
        let image = InvoiceImage {
            invoice_id,
            number: None,
            customer_id: customer.customer_id,
            account_id: customer.account_id,
            customer_name: customer.name.clone(),
            project_id,
            deal_id,
            status: InvoiceStatus::Draft,
            currency,
            lines: Vec::new(),
            vat: Vec::new(),
            net: nothing,
            vat_total: nothing,
            gross: nothing,
            paid: nothing,
            open: nothing,
            issued_on: None,
            due_on: None,
        };
        Self { image, collecting: false, overdue_told: false, version: 1 }
    }

    /// How many more lines fit.
    pub fn room(&self) -> usize {
        MAX_LINES.saturating_sub(self.image.lines.len())
    }

    /// Puts work on the draft, a line each. A draft that is full collects no more.
    pub fn take<'w>(&mut self, works: impl IntoIterator<Item = &'w BillableItem>) -> Result<(), InvoiceError> {
        self.must_be_draft()?;
        let invoice_id = self.image.invoice_id;
        self.image.lines.extend(works.into_iter().map(|item| InvoiceLine {
            invoice_line_id: InvoiceLineId::derived(item.billable_item_id.as_uuid(), &format!("line of {invoice_id}")),
            description: item.description.clone(),
            quantity: item.quantity,
            unit_price: item.unit_price,
            net: item.amount,
            vat_rate: item.vat_rate,
            billable_item_id: Some(item.billable_item_id),
            project_id: Some(item.project_id),
            account_id: None,
        }));
        if self.image.lines.len() > MAX_LINES {
            return Err(InvoiceError::TooManyLines);
        }
        self.collecting &= self.room() > 0;
        self.add_up()
    }

    /// Takes the lines of this work off the draft.
    pub fn let_go(&mut self, works: &[BillableItemId]) -> Result<(), InvoiceError> {
        self.must_be_draft()?;
        self.image.lines.retain(|line| line.billable_item_id.is_none_or(|id| !works.contains(&id)));
        self.add_up()
    }

    /// Replaces the lines. Returns the work whose lines are gone. A line of work keeps its quantity and price, since
    /// that is what was delivered; its text and VAT rate may be mended.
    pub fn rewrite(&mut self, wanted: Vec<WantedLine>) -> Result<Vec<BillableItemId>, InvoiceError> {
        self.must_be_draft()?;
        if wanted.len() > MAX_LINES {
            return Err(InvoiceError::TooManyLines);
        }
        let mut before = std::mem::take(&mut self.image.lines);
        let mut lines = Vec::with_capacity(wanted.len());
        for (place, want) in wanted.into_iter().enumerate() {
            let old = want.invoice_line_id.map(|id| {
                let at = before.iter().position(|line| line.invoice_line_id == id);
                at.map(|at| before.swap_remove(at)).ok_or(InvoiceError::UnknownLine { line: place })
            });
            lines.push(self.line(place, want, old.transpose()?)?);
        }
        self.image.lines = lines;
        self.add_up()?;
        Ok(before.into_iter().filter_map(|line| line.billable_item_id).collect())
    }

    fn line(&self, place: usize, want: WantedLine, old: Option<InvoiceLine>) -> Result<InvoiceLine, InvoiceError> {
        let WantedLine { description, quantity, unit_price, vat_rate, .. } = want;
        if unit_price.currency() != self.image.currency {
            let (found, wanted) = (unit_price.currency(), self.image.currency);
            return Err(InvoiceError::Currency { line: place, found, wanted });
        }
        if unit_price.is_negative() {
            return Err(InvoiceError::NegativePrice { line: place });
        }
        match old {
            Some(old) if old.billable_item_id.is_some() => {
                if old.quantity != quantity || old.unit_price != unit_price {
                    return Err(InvoiceError::PriceOfWork { line: place });
                }
                Ok(InvoiceLine { description, vat_rate, ..old })
            }
            old => Ok(InvoiceLine {
                invoice_line_id: old.map_or_else(InvoiceLineId::new, |old| old.invoice_line_id),
                description,
                quantity,
                unit_price,
                net: unit_price.times(quantity.value())?,
                vat_rate,
                billable_item_id: None,
                project_id: self.image.project_id,
                account_id: None,
            }),
        }
    }

    /// Throws the draft away.
    pub fn discard(&mut self) -> Result<InvoiceDiscarded, InvoiceError> {
        self.must_be_draft()?;
        self.image.status = InvoiceStatus::Discarded;
        self.collecting = false;
        self.version += 1;
        Ok(InvoiceDiscarded { invoice: self.image.clone() })
    }

    /// Whether it may be issued on a day, before a number is taken for it.
    pub fn may_be_issued(&self, on: NaiveDate, today: NaiveDate) -> Result<(), InvoiceError> {
        self.must_be_draft()?;
        if self.image.lines.is_empty() {
            return Err(InvoiceError::NoLines);
        }
        if on > today { Err(InvoiceError::InFuture(today)) } else { Ok(()) }
    }

    /// Makes the draft out to a customer, in whose account those of its work may have ended: their lines say so.
    pub fn make_out_to(&mut self, customer: &Customer, works: &[Work]) {
        self.image.customer_id = customer.customer_id;
        self.image.account_id = customer.account_id;
        for line in &mut self.image.lines {
            let work = works.iter().find(|work| Some(work.image.billable_item_id) == line.billable_item_id);
            line.account_id = work.map(|work| work.image.account_id).filter(|account| *account != customer.account_id);
        }
    }

    /// Why it cannot be issued with work that is another customer's.
    pub fn has_others_work(&self, work: BillableItemId) -> InvoiceError {
        let line = self.image.lines.iter().position(|line| line.billable_item_id == Some(work));
        InvoiceError::OthersWork { line: line.unwrap_or_default() }
    }

    /// Numbers it. From here on only what is paid on it changes.
    pub fn issue(
        &mut self,
        number: ShortCode,
        on: NaiveDate,
        customer: &Customer,
    ) -> Result<InvoiceIssued, InvoiceError> {
        self.may_be_issued(on, on)?;
        let terms = Days::new(u64::from(customer.payment_terms_days.unsigned_abs()));
        self.image.number = Some(number);
        self.image.customer_name = customer.name.clone();
        self.image.issued_on = Some(on);
        self.image.due_on = Some(on.checked_add_days(terms).ok_or(InvoiceError::OutOfCalendar)?);
        self.image.status = if self.image.open.is_zero() { InvoiceStatus::Paid } else { InvoiceStatus::Issued };
        self.collecting = false;
        self.version += 1;
        Ok(InvoiceIssued { invoice: self.image.clone() })
    }

    /// A part of a payment is applied to it.
    pub fn pay(&mut self, amount: Money) -> Result<InvoiceBalanceChanged, InvoiceError> {
        if self.image.status != InvoiceStatus::Issued {
            return Err(InvoiceError::NotOpen);
        }
        let open = self.image.open.checked_sub(amount)?;
        if open.is_negative() {
            return Err(InvoiceError::ExceedsOpen(self.image.open));
        }
        self.image.paid = self.image.paid.checked_add(amount)?;
        self.image.open = open;
        if open.is_zero() {
            self.image.status = InvoiceStatus::Paid;
        }
        self.version += 1;
        Ok(InvoiceBalanceChanged { invoice: self.image.clone() })
    }

    /// What is to be told when it was not paid by its due date; that is told once.
    pub fn fall_overdue(&mut self, today: NaiveDate) -> Option<InvoiceFellOverdue> {
        let late = self.image.status == InvoiceStatus::Issued && self.image.due_on.is_some_and(|due_on| due_on < today);
        if !late || self.overdue_told {
            return None;
        }
        self.overdue_told = true;
        self.version += 1;
        Some(InvoiceFellOverdue { invoice: self.image.clone() })
    }

    fn must_be_draft(&self) -> Result<(), InvoiceError> {
        if self.image.status == InvoiceStatus::Draft { Ok(()) } else { Err(InvoiceError::NotDraft) }
    }

    fn add_up(&mut self) -> Result<(), InvoiceError> {
        let totals = VatTotals::of(self.image.lines.iter().map(|line| (line.vat_rate, line.net)), self.image.currency)?;
        let group = |sum: VatSum| VatGroup { rate: sum.rate, base: sum.base, tax: sum.tax };
        self.image.vat = totals.groups.into_iter().map(group).collect();
        self.image.net = totals.net;
        self.image.vat_total = totals.vat;
        self.image.gross = totals.gross;
        self.image.open = totals.gross;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use kernel::{AccountId, CustomerId, Decimal};
    use uuid::Uuid;

    use super::*;

    fn eur(cents: i64) -> Money {
        Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn customer() -> Customer {
        Customer {
            customer_id: CustomerId::from_uuid(Uuid::nil()),
            account_id: AccountId::from_uuid(Uuid::nil()),
            name: Name::new("Acme").unwrap(),
            address: None,
            country: None,
            tax_number: None,
            payment_terms_days: 14,
            merged_into: None,
        }
    }

    fn wanted(cents: i64) -> WantedLine {
        WantedLine {
            invoice_line_id: None,
            description: Name::new("Design").unwrap(),
            quantity: Quantity::new(Decimal::new(15, 1)).unwrap(),
            unit_price: eur(cents),
            vat_rate: VatRate::new(Decimal::from(27)).unwrap(),
        }
    }

    fn draft(prices: &[i64]) -> Invoice {
        let id = InvoiceId::derived(Uuid::nil(), "invoice");
        let mut draft = Invoice::draft(id, &customer(), (None, None), Currency::EUR);
        draft.rewrite(prices.iter().map(|cents| wanted(*cents)).collect()).unwrap();
        draft
    }

    fn issued(prices: &[i64]) -> Invoice {
        let mut invoice = draft(prices);
        invoice.issue(ShortCode::new("2026-000001").unwrap(), day("2026-11-20"), &customer()).unwrap();
        invoice
    }

    #[test]
    fn a_line_is_rounded_to_the_cent() {
        let draft = draft(&[33]);
        assert_eq!(draft.image.net, eur(50), "1.5 x 0.33 is 0.495");
        assert_eq!(draft.image.gross, eur(64), "27 % of 0.50 is 0.135");
    }

    #[test]
    fn issuing_sets_number_and_due_date_and_ends_all_change() {
        let mut invoice = issued(&[10_000]);
        assert_eq!(invoice.image.due_on, Some(day("2026-12-04")));
        assert_eq!(invoice.rewrite(Vec::new()), Err(InvoiceError::NotDraft));
        assert_eq!(invoice.discard(), Err(InvoiceError::NotDraft));
        let again = invoice.issue(ShortCode::new("2026-000002").unwrap(), day("2026-11-20"), &customer());
        assert_eq!(again, Err(InvoiceError::NotDraft));
    }

    #[test]
    fn nothing_is_issued_empty_or_ahead_of_time() {
        assert_eq!(draft(&[]).may_be_issued(day("2026-11-20"), day("2026-11-20")), Err(InvoiceError::NoLines));
        let tomorrow = draft(&[1]).may_be_issued(day("2026-11-21"), day("2026-11-20"));
        assert_eq!(tomorrow, Err(InvoiceError::InFuture(day("2026-11-20"))));
    }

    #[test]
    fn that_it_is_overdue_is_told_once_from_the_day_after_its_due_date() {
        let mut invoice = issued(&[10_000]);
        assert_eq!(invoice.fall_overdue(day("2026-12-04")), None, "it may be paid until the evening");
        invoice.pay(eur(50)).unwrap();
        let told = invoice.fall_overdue(day("2026-12-05")).unwrap();
        assert_eq!((told.invoice, invoice.version), (invoice.image.clone(), 4));
        assert_eq!(invoice.fall_overdue(day("2026-12-06")), None);
        assert_eq!(draft(&[1]).fall_overdue(day("2099-01-01")), None);
        let mut paid = issued(&[10_000]);
        paid.pay(paid.image.gross).unwrap();
        assert_eq!(paid.fall_overdue(day("2099-01-01")), None);
    }

    #[test]
    fn it_is_paid_when_nothing_is_open() {
        let mut invoice = issued(&[10_000]);
        let gross = invoice.image.gross;
        assert_eq!(invoice.pay(gross.checked_add(eur(1)).unwrap()), Err(InvoiceError::ExceedsOpen(gross)));
        invoice.pay(eur(50)).unwrap();
        assert_eq!(invoice.image.status, InvoiceStatus::Issued);
        invoice.pay(gross.checked_sub(eur(50)).unwrap()).unwrap();
        assert_eq!((invoice.image.status, invoice.image.open), (InvoiceStatus::Paid, eur(0)));
        assert_eq!(invoice.pay(eur(1)), Err(InvoiceError::NotOpen));
        assert_eq!(draft(&[1]).pay(eur(1)), Err(InvoiceError::NotOpen));
    }

    #[test]
    fn bad_lines_are_named() {
        let mut draft = draft(&[]);
        assert_eq!(draft.rewrite(vec![wanted(1), wanted(-1)]), Err(InvoiceError::NegativePrice { line: 1 }));
        let mut dollars = wanted(1);
        dollars.unit_price = Money::zero(Currency::USD);
        let refused = draft.rewrite(vec![dollars]).unwrap_err();
        assert_eq!(refused.fields()[0].pointer, "/lines/0/unit_price");
        let unknown = WantedLine { invoice_line_id: Some(InvoiceLineId::new()), ..wanted(1) };
        assert_eq!(draft.rewrite(vec![unknown]), Err(InvoiceError::UnknownLine { line: 0 }));
        assert_eq!(draft.rewrite(vec![wanted(1); MAX_LINES + 1]), Err(InvoiceError::TooManyLines));
    }
}
