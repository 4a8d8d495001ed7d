//! Contacts and leads of a person who is erased: they stay, and name nobody.

use contracts::crm::CustomValues;
use contracts::leads::{LeadStatus, LeadStatusChanged, LeadUpdated};
use kernel::{ContactId, LeadId, Note};
use platform::{Db, Problem, Result, Tx};

use crate::erasures::model::{GONE, gone};
use crate::persons::Person;
use crate::{contacts, leads, merges};

/// Keeps everybody from writing anything about these records until this is over.
pub async fn lock(tx: &mut Tx, person: &Person) -> Result<()> {
    for id in &person.contact_ids {
        merges::store::lock_contact(tx, *id).await?;
    }
    let (org, leads) = (tx.org.as_uuid(), person.lead_ids.iter().map(|id| id.as_uuid()).collect::<Vec<_>>());
    sqlx::query!(
        "select 1 as one from leads where org_id = $1 and lead_id = any($2) order by lead_id for update",
        org,
        &leads,
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(())
}

/// Makes husks of the records that are none yet.
pub async fn make(tx: &mut Tx, person: &Person) -> Result<()> {
    for id in &person.contact_ids {
        contact(tx, *id).await?;
    }
    for id in &person.lead_ids {
        lead(tx, *id).await?;
    }
    what_was_agreed(tx, person).await
}

async fn contact(tx: &mut Tx, id: ContactId) -> Result<()> {
    let Some(mut contact) = contacts::store::lock(tx, id).await?.filter(|contact| contact.erased_at.is_none()) else {
        return Ok(());
    };
    let mut image = contact.image.clone();
    image.name = gone()?;
    image.email = None;
    image.additional_emails = Vec::new();
    image.phone = None;
    image.additional_phones = Vec::new();
    image.job_title = None;
    image.given_name = None;
    image.address = None;
    image.country = None;
    image.tags = Vec::new();
    image.custom = CustomValues::default();
    let updated = contact.update(image, None);
    contacts::store::save(tx, &contact).await?;
    tx.publish(contact.version, &updated)?;
    let (org, now) = (tx.org.as_uuid(), tx.now);
    sqlx::query!("update contacts set erased_at = $3 where org_id = $1 and contact_id = $2", org, id.as_uuid(), now)
        .execute(tx.conn())
        .await?;
    Ok(())
}

async fn lead(tx: &mut Tx, id: LeadId) -> Result<()> {
    let Some(mut lead) = leads::store::lock(tx, id).await?.filter(|lead| lead.erased_at.is_none()) else {
        return Ok(());
    };
    let is_open = lead.must_be_open().is_ok();
    let was = lead.image.status;
    let image = &mut lead.image;
    image.name = gone()?;
    image.email = None;
    image.additional_emails = Vec::new();
    image.phone = None;
    image.additional_phones = Vec::new();
    image.job_title = None;
    image.given_name = None;
    image.company = None;
    image.website = None;
    image.consent = None;
    image.note = None;
    image.external_ref = None;
    image.next_step = None;
    image.nurture_until = None;
    image.tags = Vec::new();
    image.known_client = None;
    image.custom = CustomValues::default();
    if is_open {
        image.status = LeadStatus::Disqualified;
    }
    let given_up = image.status == LeadStatus::Disqualified;
    let gone = Note::new(GONE).map_err(Problem::internal)?;
    image.status_reason = given_up.then_some(gone);
    // A merged lead that was being nurtured ends with the one it went into.
    if image.status == LeadStatus::Nurture {
        image.status = LeadStatus::Working;
    }
    lead.version += 1;
    let (_, settings) = leads::moment(tx).await?;
    leads::keep(tx, &settings, &mut lead).await?;
    if is_open {
        leads::stood(tx, &lead, was).await?;
        tx.publish(lead.version, &LeadStatusChanged { lead: lead.image.clone(), was })?;
    } else {
        tx.publish(lead.version, &LeadUpdated { lead: lead.image.clone() })?;
    }
    past(tx, id).await
}

/// What a lead said when it came forward, where from, and why it stood where it did. Which campaign brought it stays: that is
/// counted.
async fn past(db: &mut Db, id: LeadId) -> Result<()> {
    let (org, now) = (db.org.as_uuid(), db.now);
    sqlx::query!(
        "with touches as (
           update lead_touches
              set message = null, consent = null, custom = '{}',
                  origin = origin || '{\"referrer\": null, \"landing_page\": null, \"utm_term\": null, \"utm_content\": null}'
            where org_id = $1 and lead_id = $2),
         changes as (
           update lead_status_changes set reason = case when reason is not null then '…' end where org_id = $1 and lead_id = $2)
         update leads
            set erased_at = $3,
                origin = origin || '{\"referrer\": null, \"landing_page\": null, \"utm_term\": null, \"utm_content\": null}'
          where org_id = $1 and lead_id = $2",
        org,
        id.as_uuid(),
        now,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// That they agreed, to what and when stays; the words and how they said so go, since only they tell who it was.
async fn what_was_agreed(db: &mut Db, person: &Person) -> Result<()> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    sqlx::query!(
        "update consents
            set how = null, wording = null, withdrawn_how = null, withdrawn_at = coalesce(withdrawn_at, $3),
                withdrawn_by = coalesce(withdrawn_by, 'system:crm')
          where org_id = $1 and person_id = any($2)",
        org,
        &ids,
        db.now,
    )
    .execute(db.conn())
    .await?;
    sqlx::query!("update retention_holds set reason = '…' where org_id = $1 and person_id = any($2)", org, &ids)
        .execute(db.conn())
        .await?;
    sqlx::query!("delete from retention_notices where org_id = $1 and person_id = any($2)", org, &ids)
        .execute(db.conn())
        .await?;
    Ok(())
}
