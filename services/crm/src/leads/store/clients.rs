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
use crate::reaches;

/// Who looks after the client a lead is known to be of, and by what it is known: what says most is asked first. Where pages of
/// many companies stand under one host, the host says nothing. Those who left look after nobody.
pub async fn owner_of_client(db: &mut Db, lead: &leads::Lead) -> Result<Option<(MemberId, KnownClient)>> {
    let org = db.org.as_uuid();
    let emails: Vec<String> =
        reaches::all(lead.email.as_ref(), &lead.additional_emails).map(ToString::to_string).collect();
    let phones: Vec<String> =
        reaches::all(lead.phone.as_ref(), &lead.additional_phones).map(ToString::to_string).collect();
    let row = sqlx::query!(
        r#"with sought as materialized (
             select array(select lower(email collate "C") from unnest($2::text[]) email) as emails,
                    array(select phone_key(phone) from unnest($3::text[]) phone) as phones,
                    array(select company_domain(email) from unnest($2::text[]) email) || company_site($4) as hosts,
                    company_key($5) as company)
           select a.account_id as "account_id!: AccountId", a.owner_id as "owner_id!: MemberId", known.by as "by!"
             from (select c.account_id, 1 as place, 'email' as by from reach_keys k
                     join contacts c on c.org_id = $1 and c.contact_id = k.record_id and c.merged_into is null
                    where k.org_id = $1 and k.kind = 'contact_email' and k.key = any ((select emails from sought)::text[])
                   union all select c.account_id, 2, 'phone' from reach_keys k
                     join contacts c on c.org_id = $1 and c.contact_id = k.record_id and c.merged_into is null
                    where k.org_id = $1 and k.kind = 'contact_phone' and k.key = any ((select phones from sought)::text[])
                   union all select record_id, 3, 'domain' from reach_keys
                    where org_id = $1 and kind = 'account_host' and key = any ((select hosts from sought)::text[])
                   union all select c.account_id, 4, 'domain' from reach_keys k
                     join contacts c on c.org_id = $1 and c.contact_id = k.record_id and c.merged_into is null
                    where k.org_id = $1 and k.kind = 'contact_host' and k.key = any ((select hosts from sought)::text[])
                   union all select account_id, 5, 'company' from accounts
                    where org_id = $1 and company_key = (select company from sought)) known
             join accounts a on a.org_id = $1 and a.account_id = known.account_id and a.merged_into is null
             join members m on m.org_id = $1 and m.member_id = a.owner_id and m.active
            order by known.place, a.account_id limit 1"#,
        org,
        &emails,
        &phones,
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
