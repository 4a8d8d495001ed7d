//! What a payment is and how it is applied.

use chrono::NaiveDate;
use contracts::billing::{Application, Customer, InvoiceBalanceChanged, Payment as PaymentImage};
use kernel::{Currency, Money, MoneyError, Name, PaymentId};
use platform::{FieldError, Kind, Refusal};

use crate::invoices::{Invoice, InvoiceError};

/// Most invoices one request applies a payment to.
pub const MAX_APPLICATIONS: usize = 200;

/// Money that came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Payment {
    /// As it is published.
    pub image: PaymentImage,
    /// Version of the aggregate.
    pub version: i64,
}

/// Why a payment cannot be registered or applied so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// Nothing, or less.
    #[error("must be more than nothing")]
    NotPositive {
        /// Place of the application; none for the payment itself.
        place: Option<usize>,
    },
    /// A fraction of the smallest unit.
    #[error("must be a whole number of the currency's smallest units, such as cents")]
    NotMinor {
        /// Place of the application; none for the payment itself.
        place: Option<usize>,
    },
    /// Money that is still to come.
    #[error("a payment cannot have arrived on a day that has not come; the latest is {0}")]
    InFuture(NaiveDate),
    /// No invoice of this customer.
    #[error("this customer has no such invoice, or it is named twice")]
    UnknownInvoice {
        /// Place of the application.
        place: usize,
    },
    /// Another currency.
    #[error("payment, application and invoice must be in one currency; the payment is in {wanted}")]
    Currency {
        /// Place of the application.
        place: usize,
        /// Currency of the payment.
        wanted: Currency,
    },
    /// More than came in.
    #[error("only {0} of this payment is not applied yet")]
    ExceedsCredit(Money),
    /// More invoices than one request names.
    #[error("name at most {MAX_APPLICATIONS} invoices at once")]
    TooMany,
    /// There is nothing to apply, or nothing to apply it to.
    #[error("nothing of this payment is left, or this customer has no open invoice in its currency")]
    NothingToApply,
    /// The invoice refuses.
    #[error("{error}")]
    Invoice {
        /// Place of the application.
        place: usize,
        /// Why.
        error: InvoiceError,
    },
    /// An amount that cannot be.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Refusal for PaymentError {
    fn kind(&self) -> Kind {
        match self {
            Self::ExceedsCredit(_) | Self::NothingToApply => Kind::Conflict,
            Self::Invoice { error, .. } => error.kind(),
            Self::NotPositive { .. } | Self::NotMinor { .. } | Self::InFuture(_) | Self::UnknownInvoice { .. } => Kind::Invalid,
            Self::Currency { .. } | Self::TooMany | Self::Money(_) => Kind::Invalid,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NotPositive { .. } | Self::NotMinor { .. } | Self::Money(_) => "invalid-amount",
            Self::InFuture(_) => "invalid-payment-date",
            Self::UnknownInvoice { .. } => "unknown-invoice",
            Self::Currency { .. } => "wrong-currency",
            Self::ExceedsCredit(_) => "exceeds-credit",
            Self::TooMany => "too-many-applications",
            Self::NothingToApply => "nothing-to-apply",
            Self::Invoice { error, .. } => error.code(),
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        let amount = |place: Option<usize>| {
            place.map_or_else(|| "/amount".to_owned(), |place| format!("/applications/{place}/amount"))
        };
        let pointer = match self {
            Self::NotPositive { place } | Self::NotMinor { place } => amount(*place),
            Self::InFuture(_) => "/received_on".to_owned(),
            Self::UnknownInvoice { place } => format!("/applications/{place}/invoice_id"),
            Self::Currency { place, .. } | Self::Invoice { place, .. } => amount(Some(*place)),
            Self::TooMany | Self::ExceedsCredit(_) => "/applications".to_owned(),
            Self::NothingToApply | Self::Money(_) => return Vec::new(),
        };
        vec![FieldError::new(pointer, self.to_string())]
    }
}

fn check(amount: Money, place: Option<usize>) -> Result<(), PaymentError> {
    if !amount.is_positive() {
        return Err(PaymentError::NotPositive { place });
    }
    if amount.is_minor() { Ok(()) } else { Err(PaymentError::NotMinor { place }) }
}

impl Payment {
    /// Money of a customer that arrived on a day, not applied to anything yet.
    pub fn receive(
        payment_id: PaymentId,
        customer: &Customer,
        amount: Money,
        (received_on, today): (NaiveDate, NaiveDate),
        reference: Option<Name>,
    ) -> Result<Self, PaymentError> {
        check(amount, None)?;
        if received_on > today {
            return Err(PaymentError::InFuture(today));
        }
        let image = PaymentImage {
            payment_id,
            customer_id: customer.customer_id,
            account_id: customer.account_id,
            amount,
            received_on,
            reference,
            applications: Vec::new(),
            unapplied: amount,
        };
        Ok(Self { image, version: 1 })
    }

    /// Applies a part of it to an invoice of the same customer and currency: never more than is left of the payment, and
    /// never more than is due. `place` is where the application stands in the request.
    pub fn apply(&mut self, place: usize, invoice: &mut Invoice, amount: Money) -> Result<InvoiceBalanceChanged, PaymentError> {
        check(amount, Some(place))?;
        if invoice.image.customer_id != self.image.customer_id {
            return Err(PaymentError::UnknownInvoice { place });
        }
        let wanted = self.image.amount.currency();
        if amount.currency() != wanted || invoice.image.currency != wanted {
            return Err(PaymentError::Currency { place, wanted });
        }
        let left = self.image.unapplied.checked_sub(amount)?;
        if left.is_negative() {
            return Err(PaymentError::ExceedsCredit(self.image.unapplied));
        }
        let changed = invoice.pay(amount).map_err(|error| PaymentError::Invoice { place, error })?;
        self.image.unapplied = left;
        let invoice_id = invoice.image.invoice_id;
        match self.image.applications.iter_mut().find(|one| one.invoice_id == invoice_id) {
            Some(earlier) => earlier.amount = earlier.amount.checked_add(amount)?,
            None => {
                let (project_id, deal_id) = (invoice.image.project_id, invoice.image.deal_id);
                self.image.applications.push(Application { invoice_id, project_id, deal_id, amount });
            }
        }
        Ok(changed)
    }
}
