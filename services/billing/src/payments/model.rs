//! What a payment is and how it is applied.

use chrono::NaiveDate;
use contracts::billing::{Application, Customer, InvoiceBalanceChanged, Payment as PaymentImage};
use kernel::{Currency, CustomerId, Money, MoneyError, Name, PaymentId};
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
            Self::NotPositive { .. } | Self::NotMinor { .. } | Self::InFuture(_) | Self::UnknownInvoice { .. } => {
                Kind::Invalid
            }
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

    /// Whether a part of it pays an invoice that is made out to another account.
    pub fn pays_others(&self) -> bool {
        self.image.applications.iter().any(|one| one.account_id.is_some())
    }

    /// Applies a part of it to an invoice of the same currency whose customer is one of `together`, all that stand for the same
    /// one as the payment's: never more than is left of the payment, and never more than is due. `place` is where the
    /// application stands in the request.
    pub fn apply(
        &mut self,
        place: usize,
        invoice: &mut Invoice,
        amount: Money,
        together: &[CustomerId],
    ) -> Result<InvoiceBalanceChanged, PaymentError> {
        check(amount, Some(place))?;
        if !together.contains(&invoice.image.customer_id) {
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
        if let Some(earlier) = self.image.applications.iter_mut().find(|one| one.invoice_id == invoice_id) {
            earlier.amount = earlier.amount.checked_add(amount)?;
        } else {
            let (project_id, deal_id) = (invoice.image.project_id, invoice.image.deal_id);
            let account_id = Some(invoice.image.account_id).filter(|account| *account != self.image.account_id);
            self.image.applications.push(Application { invoice_id, project_id, deal_id, account_id, amount });
        }
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use contracts::billing::InvoiceStatus;
    use kernel::{AccountId, CustomerId, Decimal, InvoiceId};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn eur(cents: i64) -> Money {
        Money::new(Decimal::new(cents, 2), Currency::EUR).unwrap()
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

    fn own() -> [CustomerId; 1] {
        [customer().customer_id]
    }

    fn open_invoice(cents: i64, currency: Currency) -> Invoice {
        let mut invoice = Invoice::draft(InvoiceId::new(), &customer(), (None, None), currency);
        invoice.image.status = InvoiceStatus::Issued;
        invoice.image.gross = Money::new(Decimal::new(cents, 2), currency).unwrap();
        invoice.image.open = invoice.image.gross;
        invoice
    }

    fn payment(cents: i64) -> Result<Payment, PaymentError> {
        let today = NaiveDate::MIN;
        Payment::receive(PaymentId::derived(Uuid::nil(), "payment"), &customer(), eur(cents), (today, today), None)
    }

    #[test]
    fn nothing_is_no_payment() {
        assert_eq!(payment(0), Err(PaymentError::NotPositive { place: None }));
        assert_eq!(payment(-1), Err(PaymentError::NotPositive { place: None }));
    }

    #[test]
    fn it_never_pays_more_than_it_is_or_than_is_due() {
        let mut payment = payment(100).unwrap();
        let mut invoice = open_invoice(500, Currency::EUR);
        assert_eq!(payment.apply(0, &mut invoice, eur(101), &own()), Err(PaymentError::ExceedsCredit(eur(100))));
        let mut small = open_invoice(10, Currency::EUR);
        assert!(matches!(payment.apply(0, &mut small, eur(11), &own()), Err(PaymentError::Invoice { place: 0, .. })));
        assert_eq!(payment.image.unapplied, eur(100), "a refusal changes nothing");
    }

    #[test]
    fn customer_and_currency_must_be_the_same() {
        let mut payment = payment(100).unwrap();
        let mut dollars = open_invoice(500, Currency::USD);
        let wrong = payment.apply(2, &mut dollars, eur(1), &own()).unwrap_err();
        assert_eq!(wrong, PaymentError::Currency { place: 2, wanted: Currency::EUR });
        let mut others = open_invoice(500, Currency::EUR);
        others.image.customer_id = CustomerId::new();
        assert_eq!(payment.apply(1, &mut others, eur(1), &own()), Err(PaymentError::UnknownInvoice { place: 1 }));
    }

    proptest! {
        #[test]
        fn what_came_in_is_applied_or_credit(amount in 1_i64..10_000, parts in prop::collection::vec(-10_i64..5_000, 0..10)) {
            let mut payment = payment(amount).unwrap();
            let mut invoice = open_invoice(8_000, Currency::EUR);
            for part in parts {
                let _refused = payment.apply(0, &mut invoice, eur(part), &own());
            }
            let applied = Money::sum(payment.image.applications.iter().map(|one| one.amount), Currency::EUR).unwrap();
            prop_assert_eq!(applied.checked_add(payment.image.unapplied).unwrap(), eur(amount));
            prop_assert_eq!(applied, invoice.image.paid);
            prop_assert!(!payment.image.unapplied.is_negative() && !invoice.image.open.is_negative());
            prop_assert_eq!(invoice.image.open.is_zero(), invoice.image.status == InvoiceStatus::Paid);
        }
    }
}
