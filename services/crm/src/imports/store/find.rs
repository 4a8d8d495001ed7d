//! Finding what rows name. Keys of records that were merged lead to the one that goes on.

use contracts::crm::activities::Subject;
use kernel::{AccountId, ActivityId, ContactId, DealId, Decimal, Email, LeadId, Name, ShortCode};
use platform::{Db, Result};
use sqlx::types::Json;

use crate::accounts;
use crate::activities::model::Activity;
use crate::names::sort_key;
use crate::words;

/// The account with a key, or the last one in the line of those it ended in.
pub async fn account_by_key(db: &mut Db, key: &ShortCode) -> Result<Option<AccountId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select account_id as "id: AccountId" from accounts where org_id = $1 and external_ref = $2"#,
        org,
        key.as_str(),
    )
    .fetch_optional(db.conn())
    .await?;
    match found {
        Some(id) => accounts::store::goes_on(db, id).await.map(Some),
        None => Ok(None),
    }
}

/// The account called so, whatever its legal form: the one that is spelled so, or the oldest; and whether there are several.
pub async fn account_by_name(db: &mut Db, name: &Name) -> Result<(Option<AccountId>, bool)> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select account_id as "id: AccountId", sort_name = $3 as "exact!" from accounts
            where org_id = $1 and merged_into is null and company_key = company_key($2)
            order by 2 desc, account_id limit 2"#,
        org,
        name.as_str(),
        sort_key(name),
    )
    .fetch_all(db.conn())
    .await?;
    let alike = rows.iter().filter(|row| row.exact).count() != 1 && rows.len() > 1;
    Ok((rows.first().map(|row| row.id), alike))
}

/// The contact with a key.
pub async fn contact_by_key(db: &mut Db, key: &ShortCode) -> Result<Option<ContactId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select coalesce(merged_into, contact_id) as "id!: ContactId" from contacts
            where org_id = $1 and external_ref = $2"#,
        org,
        key.as_str(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// The oldest contact with an address.
pub async fn contact_by_email(db: &mut Db, email: &Email) -> Result<Option<ContactId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select contact_id as "id: ContactId" from contacts
            where org_id = $1 and merged_into is null
              and contact_id = any (array(select record_id from reach_keys
                                           where org_id = $1 and kind = 'contact_email' and key = lower($2 collate "C")))
            order by contact_id limit 1"#,
        org,
        email.as_str(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// The contact called so at an account, unless both have an address and they differ.
pub async fn contact_at(
    db: &mut Db,
    name: &Name,
    account: Option<AccountId>,
    email: Option<&Email>,
) -> Result<Option<ContactId>> {
    let Some(account) = account else { return Ok(None) };
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select contact_id as "id: ContactId" from contacts
            where org_id = $1 and merged_into is null and account_id = $3 and search_name = search_key($2)
              and ($4::text is null or email is null
                   or exists (select 1 from reach_keys k
                               where k.org_id = $1 and k.kind = 'contact_email' and k.key = lower($4 collate "C")
                                 and k.record_id = contacts.contact_id))
            order by contact_id limit 1"#,
        org,
        name.as_str(),
        account.as_uuid(),
        email.map(Email::as_str),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// The lead with a key.
pub async fn lead_by_key(db: &mut Db, key: &ShortCode) -> Result<Option<LeadId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select coalesce(merged_into, lead_id) as "id!: LeadId" from leads where org_id = $1 and external_ref = $2"#,
        org,
        key.as_str(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// The deal with a key, and what it is about.
pub async fn deal_by_key(db: &mut Db, key: &ShortCode) -> Result<Option<(DealId, Name)>> {
    let org = db.org.as_uuid();
    let found = sqlx::query!(
        r#"select deal_id as "id: DealId", name as "name: Name" from deals where org_id = $1 and external_ref = $2"#,
        org,
        key.as_str(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found.map(|row| (row.id, row.name)))
}

/// The oldest deal of this name, account and value.
pub async fn deal_like(
    db: &mut Db,
    name: &Name,
    account: Option<AccountId>,
    value: Option<Decimal>,
) -> Result<Option<DealId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select deal_id as "id: DealId" from deals
            where org_id = $1 and sort_name = $2 and account_id is not distinct from $3 and value = coalesce($4::numeric, 0)
            order by deal_id limit 1"#,
        org,
        sort_key(name),
        account.map(AccountId::as_uuid),
        value,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// Whatever has a key: a deal, contact, account or lead.
pub async fn any_by_key(db: &mut Db, key: &ShortCode) -> Result<Option<Subject>> {
    if let Some((deal, _)) = deal_by_key(db, key).await? {
        return Ok(Some(Subject::Deal(deal)));
    }
    if let Some(contact) = contact_by_key(db, key).await? {
        return Ok(Some(Subject::Contact(contact)));
    }
    if let Some(account) = account_by_key(db, key).await? {
        return Ok(Some(Subject::Account(account)));
    }
    Ok(lead_by_key(db, key).await?.map(Subject::Lead))
}

/// The deal called so, when there is no other one.
pub async fn deal_called(db: &mut Db, name: &Name) -> Result<Option<DealId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select deal_id as "id: DealId" from deals where org_id = $1 and sort_name = $2 limit 2"#,
        org,
        sort_key(name),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(if let [one] = found.as_slice() { Some(*one) } else { None })
}

/// The contact called so, when there is no other one.
pub async fn contact_called(db: &mut Db, name: &Name) -> Result<Option<ContactId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select contact_id as "id: ContactId" from contacts
            where org_id = $1 and merged_into is null and search_name = search_key($2) limit 2"#,
        org,
        name.as_str(),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(if let [one] = found.as_slice() { Some(*one) } else { None })
}

/// The oldest open lead with an address.
pub async fn lead_by_email(db: &mut Db, email: &Email) -> Result<Option<LeadId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select lead_id as "id: LeadId" from leads
            where org_id = $1 and merged_into is null
              and lead_id = any (array(select record_id from reach_keys
                                        where org_id = $1 and kind = 'lead_email' and key = lower($2 collate "C")))
              and status in ('new', 'working', 'nurture')
            order by lead_id limit 1"#,
        org,
        email.as_str(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// The activity with a key.
pub async fn activity_by_key(db: &mut Db, key: &ShortCode) -> Result<Option<ActivityId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select activity_id as "id: ActivityId" from activities where org_id = $1 and external_ref = $2"#,
        org,
        key.as_str(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// An activity that says the same of the same at the same moment.
pub async fn activity_like(db: &mut Db, activity: &Activity) -> Result<Option<ActivityId>> {
    let (org, image) = (db.org.as_uuid(), &activity.image);
    let found = sqlx::query_scalar!(
        r#"select activity_id as "id: ActivityId" from activities
            where org_id = $1 and happened_at = $2 and content is not null and kind = $3 and content = $4 and about = $5
            limit 1"#,
        org,
        image.happened_at,
        words::word(image.kind)?,
        image.content.as_ref().map(Json) as _,
        Json(&image.about) as _,
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found)
}

/// Names of companies without what does not tell them apart; none where nothing is left.
pub async fn company_keys(db: &mut Db, names: &[String]) -> Result<Vec<Option<String>>> {
    let keys = sqlx::query_scalar!(
        r#"select company_key(name) as key from unnest($1::text[]) with ordinality as one(name, place) order by place"#,
        names,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(keys)
}
