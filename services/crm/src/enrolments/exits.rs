//! Why somebody leaves a sequence. Asked right before each step, in the transaction that takes it, and again in the one that
//! takes a mail to send it: nothing that is known then is overlooked.

use contracts::crm::sequences::{ExitReason, Sequence, SequenceStatus};
use contracts::leads::LeadStatus;
use platform::{Db, Result, Tx};
use uuid::Uuid;

use super::model::Enrolment;
use super::store::{self, Closed};
use crate::recipients::{self, Recipient};
use crate::{consents, mails, subjects, suppressions};

/// Why somebody could not be enrolled at all; nothing of what happened before counts.
pub async fn before_the_first(tx: &mut Db, sequence: &Sequence, recipient: &Recipient) -> Result<Option<ExitReason>> {
    let Some(address) = recipient.email.as_ref().filter(|_| !recipient.merged) else {
        return Ok(Some(ExitReason::Gone));
    };
    match recipient.lead {
        Some((LeadStatus::Converted, _)) => return Ok(Some(ExitReason::LeadConverted)),
        Some((LeadStatus::Disqualified, _)) => return Ok(Some(ExitReason::LeadDisqualified)),
        _ => {}
    }
    if let Some(reason) = suppressed(tx, address.as_str()).await? {
        return Ok(Some(reason));
    }
    if sequence.needs_consent && !consents::store::stands(tx, recipient.subject.id()).await? {
        return Ok(Some(ExitReason::NoConsent));
    }
    Ok(None)
}

/// Why an address gets no mails of sequences; none when it may.
pub async fn suppressed(db: &mut Db, address: &str) -> Result<Option<ExitReason>> {
    use contracts::crm::mail::SuppressionReason::{Bounced, Manual, Unsubscribed};
    let hash = suppressions::hash(db.org, address);
    let entry = suppressions::store::by_hash(db, &hash).await?;
    Ok(entry.map(|entry| match entry.suppression.reason {
        Bounced => ExitReason::Bounced,
        Unsubscribed | Manual => ExitReason::Unsubscribed,
    }))
}

/// Why somebody who is enrolled leaves now; none when they stay.
pub async fn now(tx: &mut Tx, sequence: &Sequence, enrolment: &Enrolment) -> Result<Option<ExitReason>> {
    if sequence.status == SequenceStatus::Archived {
        return Ok(Some(ExitReason::SequenceArchived));
    }
    let image = &enrolment.image;
    let since = image.enrolled_at;
    let Some(recipient) = recipients::store::now(tx, image.person).await? else { return Ok(Some(ExitReason::Gone)) };
    // Whatever was merged with them is them: what it was written, and what it goes through.
    let person = subjects::store::names(tx, recipient.subject.id()).await?;
    if store::goes_beside(tx, enrolment, recipient.subject.id(), &person).await? {
        return Ok(Some(ExitReason::Gone));
    }
    let subjects: Vec<Uuid> = person.iter().copied().chain(image.deal_id.map(Into::into)).collect();
    if mails::store::has_written(tx, &person, since).await? {
        return Ok(Some(ExitReason::Replied));
    }
    if mails::store::has_bounced(tx, image.enrolment_id).await? {
        return Ok(Some(ExitReason::Bounced));
    }
    if let Some(reason) = before_the_first(tx, sequence, &recipient).await? {
        return Ok(Some(reason));
    }
    if store::has_met(tx, &subjects, since).await? {
        return Ok(Some(ExitReason::Meeting));
    }
    Ok(store::closed(tx, &subjects, since).await?.map(|closed| match closed {
        Closed::Won => ExitReason::DealWon,
        Closed::Lost => ExitReason::DealLost,
    }))
}
