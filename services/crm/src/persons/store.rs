//! Which records are one person.

use contracts::crm::activities::Subject;
use kernel::{ContactId, LeadId};
use platform::{Db, Result};
use uuid::Uuid;

use super::Person;

/// The ids of all records of the person that one record is of, itself among them.
pub async fn records(db: &mut Db, record: Uuid) -> Result<Vec<Uuid>> {
    let org = db.org.as_uuid();
    let ids =
        sqlx::query_scalar!(r#"select person_records($1, $2) as "id!""#, org, record).fetch_all(db.conn()).await?;
    Ok(ids)
}

/// The person that a record is of: what belongs together by merges and conversion, and, when asked for, whatever has one of
/// their addresses, with what belongs to that.
pub async fn person(db: &mut Db, record: Uuid, same_address: bool) -> Result<Person> {
    let org = db.org.as_uuid();
    let mut ids = records(db, record).await?;
    if same_address {
        ids = sqlx::query_scalar!(
            r#"with addresses as (
                 select key from reach_keys
                  where org_id = $1 and kind in ('contact_email', 'lead_email') and record_id = any($2)),
               alike as (
                 select record_id as id from reach_keys
                  where org_id = $1 and kind in ('contact_email', 'lead_email')
                    and key = any (array(select key from addresses)))
               select distinct r.id as "id!" from (
                 select unnest($2::uuid[]) as id
                 union all select person_records($1, alike.id) from alike) r"#,
            org,
            &ids,
        )
        .fetch_all(db.conn())
        .await?;
    }
    let contacts = sqlx::query_scalar!(
        r#"select contact_id as "id: ContactId" from contacts where org_id = $1 and contact_id = any($2)"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    let leads = sqlx::query_scalar!(
        r#"select lead_id as "id: LeadId" from leads where org_id = $1 and lead_id = any($2)"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    let mut person = Person::default();
    for subject in contacts.into_iter().map(Subject::Contact).chain(leads.into_iter().map(Subject::Lead)) {
        person.add(subject);
    }
    Ok(person)
}
