//! What becomes of deals, and who looks after things: written by the requests that do it, under the id of their event.

use chrono::NaiveDate;
use contracts::crm::activities::{NotificationKind, Subject};
use contracts::crm::{Account, Contact, Deal};
use kernel::{EventId, MemberId, Name, Note};
use platform::{Result, Tx};

use super::model::{Happening, Kind, moment};
use super::store::{self, Entry};
use crate::deals;
use crate::notifications::{self, Message};

/// What a deal's happenings are about: itself and who decides.
pub fn about(deal: &Deal) -> Vec<Subject> {
    let contact = deal.contact_id.map(Subject::Contact);
    std::iter::once(Subject::Deal(deal.deal_id)).chain(contact).collect()
}

async fn write(tx: &mut Tx, event: EventId, on: NaiveDate, about: Vec<Subject>, what: Happening) -> Result<()> {
    let at = moment(on, tx.time_zone, tx.now);
    let actor = tx.actor().to_string();
    store::record(tx, Entry { entry_id: event.as_uuid(), kind: Kind::Deal, at, actor, about, what }).await
}

/// A deal was opened. Its owner is told when somebody opened it; what an import brings is no news.
pub async fn opened(tx: &mut Tx, event: EventId, deal: &Deal) -> Result<()> {
    let (deal_id, name) = (deal.deal_id, deal.name.clone());
    let what = Happening::DealOpened { deal_id, name, stage: deal.stage_name.clone(), value: deal.value };
    write(tx, event, deal.opened_on, about(deal), what).await?;
    if deal.external_ref.is_none() && tx.identity().is_ok() {
        assigned(tx, event, Subject::Deal(deal_id), &deal.name, deal.owner_id).await?;
    }
    Ok(())
}

/// A deal changed: it may have another owner, or belong to another account.
pub async fn updated(tx: &mut Tx, event: EventId, before: &Deal, deal: &Deal) -> Result<()> {
    if before.account_id != deal.account_id {
        store::move_to_account(tx, deal.deal_id.as_uuid(), before.account_id, deal.account_id).await?;
    }
    let owners = (before.owner_id, deal.owner_id);
    owner_changed(tx, event, (Subject::Deal(deal.deal_id), about(deal)), &deal.name, owners).await
}

/// A deal moved from a stage of this name.
pub async fn moved(tx: &mut Tx, event: EventId, deal: &Deal, from: Name, on: NaiveDate) -> Result<()> {
    let (deal_id, name) = (deal.deal_id, deal.name.clone());
    let what = Happening::DealMoved { deal_id, name, from, to: deal.stage_name.clone() };
    write(tx, event, on, about(deal), what).await
}

/// A deal was won, here or elsewhere.
pub async fn won(tx: &mut Tx, event: EventId, deal: &deals::model::Deal) -> Result<()> {
    let elsewhere = deal.is_won_elsewhere();
    let deal = &deal.image;
    let what = Happening::DealWon { deal_id: deal.deal_id, name: deal.name.clone(), value: deal.value, elsewhere };
    let on = deal.closed_on.unwrap_or_else(|| tx.today());
    write(tx, event, on, about(deal), what).await
}

/// A deal was lost.
pub async fn lost(tx: &mut Tx, event: EventId, deal: &Deal, reason: Note) -> Result<()> {
    let what = Happening::DealLost { deal_id: deal.deal_id, name: deal.name.clone(), reason };
    let on = deal.closed_on.unwrap_or_else(|| tx.today());
    write(tx, event, on, about(deal), what).await
}

/// A closed deal is open again.
pub async fn reopened(tx: &mut Tx, event: EventId, deal: &Deal, reason: Note) -> Result<()> {
    let what = Happening::DealReopened { deal_id: deal.deal_id, name: deal.name.clone(), reason };
    let on = tx.today();
    write(tx, event, on, about(deal), what).await
}

/// An account changed: it may have another owner.
pub async fn account_updated(tx: &mut Tx, event: EventId, before: Option<MemberId>, account: &Account) -> Result<()> {
    let subject = Subject::Account(account.account_id);
    owner_changed(tx, event, (subject, vec![subject]), &account.name, (before, account.owner_id)).await
}

/// A contact changed: it may have another owner. That stands on the timeline of its account, too.
pub async fn contact_updated(tx: &mut Tx, event: EventId, before: Option<MemberId>, contact: &Contact) -> Result<()> {
    let subject = Subject::Contact(contact.contact_id);
    let about = [Some(subject), contact.account_id.map(Subject::Account)].into_iter().flatten().collect();
    owner_changed(tx, event, (subject, about), &contact.name, (before, contact.owner_id)).await
}

async fn owner_changed(
    tx: &mut Tx,
    event: EventId,
    (subject, about): (Subject, Vec<Subject>),
    name: &Name,
    (from_id, to_id): (Option<MemberId>, Option<MemberId>),
) -> Result<()> {
    if from_id == to_id {
        return Ok(());
    }
    let on = tx.today();
    let what = Happening::OwnerChanged { subject, name: name.clone(), from_id, to_id };
    write(tx, event, on, about, what).await?;
    assigned(tx, event, subject, name, to_id).await
}

async fn assigned(tx: &mut Tx, event: EventId, subject: Subject, name: &Name, to: Option<MemberId>) -> Result<()> {
    let message = Message {
        kind: NotificationKind::Assigned,
        subject: Some(subject),
        activity_id: None,
        follow_up_id: None,
        text: Some(name.clone()),
        cause: format!("event {event}"),
    };
    notifications::tell(tx, to.into_iter().collect(), message).await
}
