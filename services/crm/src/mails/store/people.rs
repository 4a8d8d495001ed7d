//! Whose addresses these are.

use contracts::crm::activities::Subject;
use kernel::{AccountId, ContactId, LeadId};
use platform::{Db, Result};

/// Contacts and open leads who have one of these addresses, and, for addresses nobody has, the accounts whose web address
/// has the same domain.
pub async fn whose(db: &mut Db, addresses: &[String], most: i64) -> Result<Vec<Subject>> {
    let org = db.org.as_uuid();
    let contacts = sqlx::query!(
        r#"select c.contact_id as "contact_id: ContactId", k.key from reach_keys k
             join contacts c on c.org_id = $1 and c.contact_id = k.record_id and c.merged_into is null
            where k.org_id = $1 and k.kind = 'contact_email' and k.key = any($2) order by c.contact_id limit $3"#,
        org,
        addresses,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let leads = sqlx::query!(
        r#"select l.lead_id as "lead_id: LeadId", k.key from reach_keys k
             join leads l on l.org_id = $1 and l.lead_id = k.record_id and l.merged_into is null
                         and l.status in ('new', 'working', 'nurture')
            where k.org_id = $1 and k.kind = 'lead_email' and k.key = any($2) order by l.lead_id limit $3"#,
        org,
        addresses,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let known: Vec<&String> = contacts.iter().map(|row| &row.key).chain(leads.iter().map(|row| &row.key)).collect();
    let unknown: Vec<String> = addresses.iter().filter(|address| !known.contains(address)).cloned().collect();
    let accounts = sqlx::query_scalar!(
        r#"select distinct account_id as "account_id: AccountId" from accounts
            where org_id = $1 and merged_into is null
              and account_id = any (array(
                    select record_id from reach_keys
                     where org_id = $1 and kind = 'account_host'
                       and key = any (array(select company_domain(address) from unnest($2::text[]) address))))
            order by 1 limit $3"#,
        org,
        &unknown,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    let contacts = contacts.iter().map(|row| Subject::Contact(row.contact_id));
    let leads = leads.iter().map(|row| Subject::Lead(row.lead_id));
    let mut subjects: Vec<Subject> = contacts.chain(leads).chain(accounts.into_iter().map(Subject::Account)).collect();
    // One person may have several of the addresses.
    subjects.dedup();
    Ok(subjects)
}
