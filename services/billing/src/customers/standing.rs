//! Whom customers stand for. Work, drafts, schedules and payments keep the customer they were made for; when that one's
//! account ended in another, they are counted with, and what is not issued yet is made out to, the last one in that line.
//! It is asked for anew each time, so a merge that is undone needs nothing.

use std::collections::HashMap;

use contracts::billing::{BillableItem, Invoice, InvoiceStatus, Schedule, WorkStatus};
use kernel::{AccountId, CustomerId, Name};
use platform::{Db, Problem, Result};

use super::store;

/// Whom a customer that ended stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// The customer that goes on.
    pub customer_id: CustomerId,
    /// Its account.
    pub account_id: AccountId,
    /// Its name.
    pub name: Name,
}

/// Whom some customers stand for; whoever is not in it stands for itself.
#[derive(Debug, Default)]
pub struct Payers(pub(super) HashMap<CustomerId, Payer>);

impl Payers {
    /// Whom these customers stand for.
    pub async fn of(db: &mut Db, mut customers: Vec<CustomerId>) -> Result<Self> {
        customers.sort_unstable();
        customers.dedup();
        store::payers(db, &customers).await
    }

    /// Whom a customer stands for.
    pub fn id(&self, customer: CustomerId) -> CustomerId {
        self.0.get(&customer).map_or(customer, |payer| payer.customer_id)
    }
}

/// All that stand for the same customer as this one, which is among them.
pub async fn together(db: &mut Db, customer: CustomerId) -> Result<Vec<CustomerId>> {
    let id = Payers::of(db, vec![customer]).await?.id(customer);
    store::family(db, id).await
}

/// What a question about one customer is about: that one and all that ended in it; everybody when it names none.
pub async fn asked(db: &mut Db, customer: Option<CustomerId>) -> Result<Option<Vec<CustomerId>>> {
    match customer {
        Some(customer) => store::family(db, customer).await.map(Some),
        None => Ok(None),
    }
}

/// Something that names its customer and, until it is settled, is shown with whom that stands for.
pub trait Shown {
    /// Its customer, unless that is settled for good.
    fn unsettled(&self) -> Option<CustomerId>;
    /// Names whom its customer stands for instead.
    fn show(&mut self, payer: &Payer);
}

/// A draft will be issued to whom its customer stands for then; an issued invoice stays as it was printed.
impl Shown for Invoice {
    fn unsettled(&self) -> Option<CustomerId> {
        (self.status == InvoiceStatus::Draft).then_some(self.customer_id)
    }

    fn show(&mut self, payer: &Payer) {
        self.customer_id = payer.customer_id;
        self.account_id = payer.account_id;
        self.customer_name.clone_from(&payer.name);
    }
}

/// Work that is not billed yet will be billed to whom its customer stands for then.
impl Shown for BillableItem {
    fn unsettled(&self) -> Option<CustomerId> {
        matches!(self.status, WorkStatus::Unbilled | WorkStatus::Reserved).then_some(self.customer_id)
    }

    fn show(&mut self, payer: &Payer) {
        self.customer_id = payer.customer_id;
        self.account_id = payer.account_id;
    }
}

/// What a schedule still brings is billed to whom its customer stands for then.
impl Shown for Schedule {
    fn unsettled(&self) -> Option<CustomerId> {
        Some(self.customer_id)
    }

    fn show(&mut self, payer: &Payer) {
        self.customer_id = payer.customer_id;
    }
}

/// These things as people are to see them now: with one question for all of them.
pub async fn shown<T: Shown>(db: &mut Db, mut things: Vec<T>) -> Result<Vec<T>> {
    let payers = Payers::of(db, things.iter().filter_map(T::unsettled).collect()).await?;
    for thing in &mut things {
        if let Some(payer) = thing.unsettled().and_then(|customer| payers.0.get(&customer)) {
            thing.show(payer);
        }
    }
    Ok(things)
}

/// One thing as people are to see it now.
pub async fn shown_one<T: Shown>(db: &mut Db, thing: T) -> Result<T> {
    shown(db, vec![thing]).await?.pop().ok_or_else(|| Problem::internal("what was to be shown is gone"))
}
