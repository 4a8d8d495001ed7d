//! Whose addresses these are.

use contracts::crm::activities::Subject;
use kernel::{AccountId, ContactId, LeadId};
use platform::{Db, Result};

/// Contacts and open leads who have one of these addresses, and, for addresses nobody has, the accounts whose web address
/// has the same domain.
pub async fn whose(db: &mut Db, addresses: &[String], most: i64) -> Result<Vec<Subject>> {
    let org = db.org.as_uuid();
    let contacts = sqlx::query!(
        r#"select contact_id as "contact_id: ContactId", email_key as "email_key!" from contacts
            where org_id = $1 and email_key = any($2) and merged_into is null order by contact_id limit $3"#,
        org,
        addresses,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let leads = sqlx::query!(
        r#"select lead_id as "lead_id: LeadId", email_key as "email_key!" from leads
            where org_id = $1 and email_key = any($2) and merged_into is null and status in ('new', 'working', 'nurture')
            order by lead_id limit $3"#,
        org,
        addresses,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let known: Vec<&String> =
        contacts.iter().map(|row| &row.email_key).chain(leads.iter().map(|row| &row.email_key)).collect();
    let unknown: Vec<String> = addresses.iter().filter(|address| !known.contains(address)).cloned().collect();
    let accounts = sqlx::query_scalar!(
        r#"select distinct account_id as "account_id: AccountId" from accounts
            where org_id = $1 and merged_into is null
              and domain_key in (select company_domain(address) from unnest($2::text[]) as one(address))
            order by 1 limit $3"#,
        org,
        &unknown,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let contacts = contacts.iter().map(|row| Subject::Contact(row.contact_id));
    let leads = leads.iter().map(|row| Subject::Lead(row.lead_id));
    Ok(contacts.chain(leads).chain(accounts.into_iter().map(Subject::Account)).collect())
}
