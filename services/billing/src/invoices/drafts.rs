//! Drafts a person begins: by hand, or from work that waits to be billed. Checks that what they name belongs together.

use contracts::billing::{InvoiceDrafted, customer_of, schedule_of};
use kernel::{BillableItemId, Currency, CustomerId, DealId, InvoiceId, ProjectId};
use platform::{Kind, Problem, Result, Tx};

use super::model::{MAX_LINES, WantedLine};
use super::{Invoice, reserve, store};
use crate::customers::standing::{self, Payers};
use crate::work::Work;
use crate::{customers, projects, schedules, work};

/// What a draft written by hand is for.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    /// Who is billed.
    pub customer_id: CustomerId,
    /// The project it is for.
    pub project_id: Option<ProjectId>,
    /// The deal it is for; that of the project when left out.
    pub deal_id: Option<DealId>,
}

/// Which unbilled work goes on a draft.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// All of this customer and of those that ended in it.
    pub customer_id: Option<CustomerId>,
    /// All of this project.
    pub project_id: Option<ProjectId>,
    /// Only these.
    pub ids: Option<Vec<BillableItemId>>,
}

/// Begins a draft written by hand.
pub async fn by_hand(tx: &mut Tx, subject: Subject, currency: Currency, lines: Vec<WantedLine>) -> Result<Invoice> {
    let named = subject.customer_id;
    let customer = customers::store::get(tx, named)
        .await?
        .ok_or_else(|| Problem::field("/customer_id", "there is no such customer"))?;
    let (owner, deal_id) = owner_and_deal(tx, subject).await?;
    let owner = match owner {
        Some(owner) if owner != named => customers::store::get(tx, owner).await?,
        Some(_) | None => None,
    };
    let customer = owner.unwrap_or(customer).image;
    let mut draft = Invoice::draft(InvoiceId::new(), &customer, (subject.project_id, deal_id), currency);
    draft.rewrite(lines)?;
    store::insert(tx, &draft).await?;
    publish(tx, &draft)?;
    Ok(draft)
}

/// Whose project or deal a draft is for, and its deal, once they were found to stand for the customer it names. The draft
/// is begun for them, so that it is theirs again when a merge is undone.
async fn owner_and_deal(tx: &mut Tx, subject: Subject) -> Result<(Option<CustomerId>, Option<DealId>)> {
    let together = standing::together(tx, subject.customer_id).await?;
    let (mut owner, mut deal_id) = (None, subject.deal_id);
    if let Some(project_id) = subject.project_id {
        let unknown = || Problem::field("/project_id", "this customer has no such project");
        let project = projects::store::get(tx, project_id).await?.ok_or_else(unknown)?;
        owner = project.account_id.map(customer_of).filter(|owner| together.contains(owner));
        if owner.is_none() {
            return Err(unknown());
        }
        if deal_id.is_some() && project.deal_id != deal_id {
            return Err(Problem::field("/deal_id", "the project came from another deal; leave deal_id out"));
        }
        deal_id = project.deal_id;
    } else if let Some(deal) = deal_id {
        let schedule = schedules::store::get(tx, schedule_of(deal)).await?;
        owner = schedule.map(|schedule| schedule.image.customer_id).filter(|owner| together.contains(owner));
        if owner.is_none() {
            return Err(Problem::field("/deal_id", "this customer has no such deal that was won"));
        }
    }
    Ok((owner, deal_id))
}

/// Begins a draft from unbilled work, a line each.
pub async fn from_work(tx: &mut Tx, selection: &Selection) -> Result<Invoice> {
    let works = select(tx, selection).await?;
    let Some(first) = works.first().map(|work| work.image.clone()) else {
        let detail = "There is no unbilled work of this customer and project.";
        return Err(Problem::new(Kind::Invalid, "nothing-to-bill", detail));
    };
    let payers = Payers::of(tx, works.iter().map(|work| work.image.customer_id).collect()).await?;
    let payer = payers.id(first.customer_id);
    if works.iter().any(|work| payers.id(work.image.customer_id) != payer) {
        return Err(Problem::field("/customer_id", "the work is for several customers; name one of them"));
    }
    let currency = first.amount.currency();
    if works.iter().any(|work| work.image.amount.currency() != currency) {
        let detail = "the work is in several currencies; name the work of one of them";
        return Err(Problem::field("/billable_item_ids", detail));
    }
    let all = |same: &dyn Fn(&Work) -> bool| works.iter().all(same);
    // Begun for whose work it is, so that it is theirs again when a merge is undone; work of several goes to whom they
    // stand for.
    let begun_for = if all(&|work| work.image.customer_id == first.customer_id) { first.customer_id } else { payer };
    let customer =
        customers::store::get(tx, begun_for).await?.ok_or_else(|| Problem::internal("work has no customer"))?.image;
    let project_id = all(&|work| work.image.project_id == first.project_id).then_some(first.project_id);
    let deal_id = first.deal_id.filter(|_| all(&|work| work.image.deal_id == first.deal_id));
    let mut draft = Invoice::draft(InvoiceId::new(), &customer, (project_id, deal_id), currency);
    draft.take(works.iter().map(|work| &work.image))?;
    store::insert(tx, &draft).await?;
    reserve(tx, draft.image.invoice_id, works).await?;
    publish(tx, &draft)?;
    Ok(draft)
}

async fn select(tx: &mut Tx, selection: &Selection) -> Result<Vec<Work>> {
    let Selection { customer_id, project_id, ids } = selection;
    if customer_id.is_none() && project_id.is_none() && ids.is_none() {
        return Err(Problem::field("/customer_id", "say whose work: name a customer, a project or billable_item_ids"));
    }
    let most = i64::try_from(MAX_LINES).map_err(Problem::internal)? + 1;
    let customers = standing::asked(tx, *customer_id).await?;
    let works = work::store::lock_unbilled(tx, customers.as_deref(), *project_id, ids.as_deref(), most).await?;
    if works.len() > MAX_LINES {
        let detail = format!("an invoice has at most {MAX_LINES} lines; name at most so many pieces of work");
        return Err(Problem::field("/billable_item_ids", detail));
    }
    for (place, id) in ids.iter().flatten().enumerate() {
        if works.iter().all(|work| work.image.billable_item_id != *id) {
            return Err(Problem::field(format!("/billable_item_ids/{place}"), "there is no such unbilled work"));
        }
    }
    Ok(works)
}

/// Publishes a new draft, in the chain of its deal. Comes last: what is published after it would be in that chain too.
fn publish(tx: &mut Tx, draft: &Invoice) -> Result<()> {
    if let Some(deal) = draft.image.deal_id {
        tx.follow(schedule_of(deal));
    }
    tx.publish(draft.version, &InvoiceDrafted { invoice: draft.image.clone() }).map(drop)
}
