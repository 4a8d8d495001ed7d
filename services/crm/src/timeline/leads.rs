//! What becomes of leads: that they came, in their own words, where they stand and who looks after them. Written by the requests
//! that do it, under the id of their event.

use contracts::crm::activities::Subject;
use contracts::leads::{Lead, LeadOrigin, LeadStatus};
use kernel::{EventId, MemberId, Note};
use platform::{Result, Tx};

use super::model::{Happening, Kind};
use super::store::{self, Entry};

async fn write(
    tx: &mut Tx,
    event: EventId,
    lead: &Lead,
    at: chrono::DateTime<chrono::Utc>,
    what: Happening,
) -> Result<()> {
    let actor = tx.actor().to_string();
    let about = vec![Subject::Lead(lead.lead_id)];
    store::record(tx, Entry { entry_id: event.as_uuid(), kind: Kind::Lead, at, actor, about, what }).await
}

/// A lead came in, or came forward again, from there and with these words.
pub async fn came(
    tx: &mut Tx,
    event: EventId,
    lead: &Lead,
    at: chrono::DateTime<chrono::Utc>,
    (origin, message): (&LeadOrigin, Option<Note>),
) -> Result<()> {
    let what = Happening::LeadCame {
        lead_id: lead.lead_id,
        name: lead.name.clone(),
        touch_no: lead.touches,
        channel: origin.channel,
        source: origin.source.clone(),
        campaign: origin.campaign.clone(),
        message,
    };
    write(tx, event, lead, at, what).await
}

/// A lead stands elsewhere than it did.
pub async fn moved(tx: &mut Tx, event: EventId, lead: &Lead, from: LeadStatus) -> Result<()> {
    let (name, reason) = (lead.name.clone(), lead.status_reason.clone());
    let what = Happening::LeadMoved { lead_id: lead.lead_id, name, from, to: lead.status, reason };
    let now = tx.now;
    write(tx, event, lead, now, what).await
}

/// Somebody else looks after a lead, or nobody.
pub async fn given(tx: &mut Tx, event: EventId, lead: &Lead, from_id: Option<MemberId>) -> Result<()> {
    let (subject, name) = (Subject::Lead(lead.lead_id), lead.name.clone());
    let what = Happening::OwnerChanged { subject, name, from_id, to_id: lead.owner_id };
    let now = tx.now;
    write(tx, event, lead, now, what).await
}
