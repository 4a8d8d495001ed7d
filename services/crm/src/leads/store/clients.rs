//! The client somebody is known to be of, and leads that wait for somebody with room.

use contracts::crm::CustomValues;
use contracts::leads::{self, KnownBy, KnownClient, LeadConsent, LeadOrigin};
use kernel::{
    AccountId, ContactId, CountryCode, Currency, DealId, Email, LeadId, MemberId, Name, Note, ShortCode, TagId,
};
use platform::{Db, Problem, Result};
use sqlx::types::Json;

use super::{Row, select};
use crate::lead_settings::scoring::ScorePart;
use crate::leads::model::Lead;

/// Who looks after the client a lead is known to be of, and by what it is known: what says most is asked first. Where pages of
/// many companies stand under one host, the host says nothing. Those who left look after nobody.
pub async fn owner_of_client(db: &mut Db, lead: &leads::Lead) -> Result<Option<(MemberId, KnownClient)>> {
    let org = db.org.as_uuid();
    let row = sqlx::query!(
        r#"with sought as materialized (
             select lower($2 collate "C") as email, phone_key($3) as phone, company_domain($2) as mail_host,
                    company_key($5) as company, company_site($4) as host)
           select a.account_id as "account_id!: AccountId", a.owner_id as "owner_id!: MemberId", known.by as "by!"
             from (select account_id, 1 as place, 'email' as by from contacts
                    where org_id = $1 and merged_into is null and email_key = (select email from sought)
                   union all select account_id, 2, 'phone' from contacts
                    where org_id = $1 and merged_into is null and phone_key = (select phone from sought)
                   union all select account_id, 3, 'domain' from accounts
                    where org_id = $1 and domain_key = (select mail_host from sought)
                   union all select account_id, 3, 'domain' from accounts
                    where org_id = $1 and domain_key = (select host from sought)
                   union all select account_id, 4, 'domain' from contacts
                    where org_id = $1 and merged_into is null and mail_host = (select mail_host from sought)
                   union all select account_id, 4, 'domain' from contacts
                    where org_id = $1 and merged_into is null and mail_host = (select host from sought)
                   union all select account_id, 5, 'company' from accounts
                    where org_id = $1 and company_key = (select company from sought)) known
             join accounts a on a.org_id = $1 and a.account_id = known.account_id and a.merged_into is null
             join members m on m.org_id = $1 and m.member_id = a.owner_id and m.active
            order by known.place, a.account_id limit 1"#,
        org,
        lead.email.as_ref().map(Email::as_str),
        lead.phone.as_ref().map(Name::as_str),
        lead.website.as_ref().map(Name::as_str),
        lead.company.as_ref().map(Name::as_str),
    )
    .fetch_optional(db.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let by = match row.by.as_str() {
        "email" => KnownBy::Email,
        "phone" => KnownBy::Phone,
        "domain" => KnownBy::Domain,
        "company" => KnownBy::Company,
        other => return Err(Problem::internal(format!("{other} says nothing of a client"))),
    };
    Ok(Some((row.owner_id, KnownClient { account_id: row.account_id, by })))
}

/// Leads that wait for somebody with room, those that came first before the others. Those that somebody is changing just now are
/// left to the next time.
pub async fn waiting_for_room(db: &mut Db, most: i64) -> Result<Vec<Lead>> {
    let org = db.org.as_uuid();
    let rows = select!(
        "waits_for_room and status in ('new', 'working') and merged_into is null and erased_at is null
         order by received_at, lead_id limit $2 for no key update skip locked",
        org,
        most,
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter().map(Lead::try_from).collect()
}
