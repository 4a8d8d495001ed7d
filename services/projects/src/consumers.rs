//! What projects does when others speak.

use contracts::billing::{BillableItem, WorkBilled, WorkReleased, WorkSource};
use contracts::crm::{
    AccountCreated, AccountMerged, AccountRestored, AccountUpdated, DealLost, DealRedacted, DealReopened, DealStatus,
    DealWon,
};
use contracts::identity::{Member, MemberAdded, MemberUpdated};
use kernel::TimeEntryId;
use platform::{Outcome, Received, Result, Tx};

use crate::people::{self, model::Person};
use crate::{accounts, projects, time};

/// There is an account that projects may be for.
pub async fn account_created(tx: &mut Tx, event: Received<AccountCreated>) -> Result<Outcome> {
    accounts::store::keep(tx, &event.data.account, None, event.seq).await?;
    Ok(Outcome::Done)
}

/// An account may be called otherwise; one that changes goes on.
pub async fn account_updated(tx: &mut Tx, event: Received<AccountUpdated>) -> Result<Outcome> {
    accounts::store::keep(tx, &event.data.account, None, event.seq).await?;
    Ok(Outcome::Done)
}

/// An account ended in another one, which its projects are now for.
pub async fn account_merged(tx: &mut Tx, event: Received<AccountMerged>) -> Result<Outcome> {
    accounts::store::keep(tx, &event.data.account, Some(event.data.merged_into), event.seq).await?;
    Ok(Outcome::Done)
}

/// An account goes on, and its projects are for it again.
pub async fn account_restored(tx: &mut Tx, event: Received<AccountRestored>) -> Result<Outcome> {
    accounts::store::keep(tx, &event.data.account, None, event.seq).await?;
    Ok(Outcome::Done)
}

/// The deal becomes a project, or goes on in the one it has.
pub async fn deal_won(tx: &mut Tx, event: Received<DealWon>) -> Result<Outcome> {
    projects::win(tx, &event.data.deal, &event.data.account, event.id).await?;
    Ok(Outcome::Done)
}

/// The project of a won deal that is open again ends, or waits for a person.
pub async fn deal_reopened(tx: &mut Tx, event: Received<DealReopened>) -> Result<Outcome> {
    let DealReopened { deal, was, reason } = event.data;
    if was == DealStatus::Won {
        projects::take_back(tx, &deal, reason, event.id).await?;
    }
    Ok(Outcome::Done)
}

/// As [`deal_reopened`], when the deal had been won before it was lost.
pub async fn deal_lost(tx: &mut Tx, event: Received<DealLost>) -> Result<Outcome> {
    projects::take_back(tx, &event.data.deal, event.data.reason, event.id).await?;
    Ok(Outcome::Done)
}

/// A deal says nothing more of somebody who was erased, and neither does what came of it.
pub async fn deal_redacted(tx: &mut Tx, event: Received<DealRedacted>) -> Result<Outcome> {
    projects::redact(tx, &event.data.deal, event.data.lost_reason.as_ref()).await?;
    Ok(Outcome::Done)
}

/// A new member becomes a person, unless somebody has recorded them already.
pub async fn member_added(tx: &mut Tx, event: Received<MemberAdded>) -> Result<Outcome> {
    keep_member(tx, &event.data.member).await
}

/// The person of a member keeps the member's name, address and activity.
pub async fn member_updated(tx: &mut Tx, event: Received<MemberUpdated>) -> Result<Outcome> {
    keep_member(tx, &event.data.member).await
}

/// The entry stands on an issued invoice.
pub async fn work_billed(tx: &mut Tx, event: Received<WorkBilled>) -> Result<Outcome> {
    mark_billed(tx, &event.data.item, true).await
}

/// The entry left its invoice and may be billed again.
pub async fn work_released(tx: &mut Tx, event: Received<WorkReleased>) -> Result<Outcome> {
    mark_billed(tx, &event.data.item, false).await
}

async fn keep_member(tx: &mut Tx, member: &Member) -> Result<Outcome> {
    // Who looks at a demo company does not work there.
    if member.guest {
        return Ok(Outcome::Done);
    }
    let Some(mut person) = people::store::lock_member(tx, member.member_id).await? else {
        let (person, created) = Person::create(Person::of_member(member));
        people::store::insert(tx, &person).await?;
        tx.publish(person.version, &created)?;
        return Ok(Outcome::Done);
    };
    if let Some(updated) = person.follow(member) {
        people::store::save(tx, &person).await?;
        tx.publish(person.version, &updated)?;
    }
    Ok(Outcome::Done)
}

async fn mark_billed(tx: &mut Tx, item: &BillableItem, billed: bool) -> Result<Outcome> {
    if let WorkSource::Time { time_entry_id } = item.origin {
        time::store::mark_billed(tx, TimeEntryId::from_uuid(time_entry_id), billed).await?;
    }
    Ok(Outcome::Done)
}
