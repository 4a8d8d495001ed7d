//! What the tables know of those who are written to.

use contracts::crm::activities::Subject;
use kernel::{AccountId, ContactId, CountryCode, Email, LeadId, MemberId, Name};
use platform::{Db, Result};

use super::Recipient;
use crate::words;

/// Somebody who may be written to; none when there is no such contact or lead.
pub async fn get(db: &mut Db, subject: Subject) -> Result<Option<Recipient>> {
    match subject {
        Subject::Contact(id) => contact(db, id).await,
        Subject::Lead(id) => lead(db, id).await,
        Subject::Account(_) | Subject::Deal(_) => Ok(None),
    }
}

/// Somebody who may be written to, as who they are now: whoever they were merged into, as often as that was.
pub async fn now(db: &mut Db, subject: Subject) -> Result<Option<Recipient>> {
    let goes_on = goes_on(db, subject).await?;
    get(db, goes_on).await
}

/// The record that goes on for a contact or lead that was merged; the same when it was not.
async fn goes_on(db: &mut Db, subject: Subject) -> Result<Subject> {
    let (org, id) = (db.org.as_uuid(), subject.id());
    let last = match subject {
        Subject::Contact(_) => {
            sqlx::query_scalar!(
                r#"with recursive way as (
                     select contact_id as id, merged_into from contacts where org_id = $1 and contact_id = $2
                     union select c.contact_id, c.merged_into
                       from way join contacts c on c.org_id = $1 and c.contact_id = way.merged_into)
                   select id as "id!" from way where merged_into is null"#,
                org,
                id,
            )
            .fetch_optional(db.conn())
            .await?
        }
        Subject::Lead(_) => {
            sqlx::query_scalar!(
                r#"with recursive way as (
                     select lead_id as id, merged_into from leads where org_id = $1 and lead_id = $2
                     union select l.lead_id, l.merged_into
                       from way join leads l on l.org_id = $1 and l.lead_id = way.merged_into)
                   select id as "id!" from way where merged_into is null"#,
                org,
                id,
            )
            .fetch_optional(db.conn())
            .await?
        }
        Subject::Account(_) | Subject::Deal(_) => None,
    };
    Ok(match (subject, last) {
        (Subject::Contact(_), Some(id)) => Subject::Contact(ContactId::from_uuid(id)),
        (Subject::Lead(_), Some(id)) => Subject::Lead(LeadId::from_uuid(id)),
        _ => subject,
    })
}

async fn contact(db: &mut Db, id: ContactId) -> Result<Option<Recipient>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select c.name as "name: Name", c.email as "email: Email", c.job_title as "job_title: Name", c.given_name as "given_name: Name",
                  c.account_id as "account_id: AccountId", c.merged_into is not null as "merged!",
                  a.name as "company?: Name", a.country as "country?: CountryCode", 
                  coalesce(c.owner_id, a.owner_id) as "owner_id?: MemberId"
             from contacts c left join accounts a on a.org_id = c.org_id and a.account_id = c.account_id
            where c.org_id = $1 and c.contact_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(|row| Recipient {
        subject: Subject::Contact(id),
        name: row.name,
        email: row.email,
        company: row.company,
        job_title: row.job_title,
        given_name: row.given_name,
        country: row.country,
        account_id: row.account_id,
        owner_id: row.owner_id,
        lead: None,
        merged: row.merged,
    }))
}

async fn lead(db: &mut Db, id: LeadId) -> Result<Option<Recipient>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"select name as "name: Name", email as "email: Email", job_title as "job_title: Name", given_name as "given_name: Name", company as "company: Name",
                  country as "country: CountryCode", owner_id as "owner_id: MemberId", status, score,
                  account_id as "account_id: AccountId", merged_into is not null as "merged!"
             from leads where org_id = $1 and lead_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Recipient {
        subject: Subject::Lead(id),
        name: row.name,
        email: row.email,
        company: row.company,
        job_title: row.job_title,
        given_name: row.given_name,
        country: row.country,
        account_id: row.account_id,
        owner_id: row.owner_id,
        lead: Some((words::value(row.status)?, row.score)),
        merged: row.merged,
    }))
}

/// Whether there is an open deal with somebody or their company.
pub async fn has_open_deal(db: &mut Db, recipient: &Recipient) -> Result<bool> {
    let org = db.org.as_uuid();
    let open = sqlx::query_scalar!(
        r#"select exists (
             select 1 from deals
              where org_id = $1 and status = 'open' and (contact_id = $2 or account_id = $3)) as "open!""#,
        org,
        recipient.subject.id(),
        recipient.account_id.map(AccountId::as_uuid),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(open)
}
