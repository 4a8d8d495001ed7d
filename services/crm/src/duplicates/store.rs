//! Looking for what may be the same. Each of the conditions has an index and is asked for by itself: joined by "or" they
//! would make PostgreSQL read all records while it thinks there are few. The keys sought are worked out once, in a query of
//! their own: a plan for any parameters would do it for every row.

use kernel::{Name, TaxNumber};
use platform::{Db, Result};
use uuid::Uuid;

use super::model::{Candidate, Kind, Reason, Traits};
use crate::names::texts;

/// Most records of a kind that are looked at.
const MOST: i64 = 20;

struct Row {
    id: Uuid,
    name: Name,
    detail: Option<String>,
    tax_number: bool,
    email: bool,
    phone: bool,
    domain: bool,
    same_name: bool,
}

impl Row {
    fn candidate(self, kind: Kind) -> Candidate {
        let reasons = [
            (self.tax_number, Reason::TaxNumber),
            (self.email, Reason::Email),
            (self.phone, Reason::Phone),
            (self.domain, Reason::Domain),
            (self.same_name, Reason::Name),
        ];
        let reasons = reasons.into_iter().filter_map(|(same, reason)| same.then_some(reason)).collect();
        Candidate { kind, id: self.id, name: self.name, detail: self.detail, reasons }
    }
}

fn candidates(rows: Vec<Row>, kind: Kind) -> Vec<Candidate> {
    rows.into_iter().map(|row| row.candidate(kind)).collect()
}

/// Accounts with the same name, host, telephone or tax number, and those whose people write from that host.
pub async fn accounts(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"with sought as (select company_key($2) as company, tax_key($5) as tax),
                hosts as materialized (
                  select company_site(website) as host from unnest($3::text[]) website
                  union select company_domain(email) from unnest($4::text[]) email),
                there as materialized (
                  select record_id as account_id from reach_keys
                   where org_id = $1 and kind = 'account_host' and key = any (array(select host from hosts))
                  union
                  select c.account_id from reach_keys k
                    join contacts c on c.org_id = $1 and c.contact_id = k.record_id and c.merged_into is null
                   where k.org_id = $1 and k.kind = 'contact_host' and k.key = any (array(select host from hosts))),
                called as materialized (
                  select record_id from reach_keys
                   where org_id = $1 and kind = 'account_phone'
                     and key = any (array(select phone_key(phone) from unnest($8::text[]) phone)))
           select account_id as "id!", name as "name!: Name",
                  nullif(concat_ws(', ', country, website), '') as detail,
                  coalesce(tax_key = (select tax from sought), false) as "tax_number!", false as "email!",
                  account_id in (select record_id from called) as "phone!",
                  account_id in (select t.account_id from there t where t.account_id is not null) as "domain!",
                  coalesce(company_key = (select company from sought), false) as "same_name!"
             from (select account_id, name, country, website, company_key, tax_key, merged_into
                           from accounts where org_id = $1 and company_key = (select company from sought)
                   union select account_id, name, country, website, company_key, tax_key, merged_into
                           from accounts where org_id = $1 and tax_key = (select tax from sought)
                   union select a.account_id, a.name, a.country, a.website, a.company_key, a.tax_key, a.merged_into
                           from there t join accounts a on a.org_id = $1 and a.account_id = t.account_id
                   union select a.account_id, a.name, a.country, a.website, a.company_key, a.tax_key, a.merged_into
                           from called t join accounts a on a.org_id = $1 and a.account_id = t.record_id) found
            where account_id is distinct from $6 and merged_into is null
            order by account_id limit $7"#,
        org,
        traits.company.as_ref().map(Name::as_str),
        &texts(&traits.websites),
        &texts(&traits.emails),
        traits.tax_number.as_ref().map(TaxNumber::as_str),
        traits.itself,
        MOST,
        &texts(&traits.phones),
    )
    .fetch_all(db.conn())
    .await?;
    Ok(candidates(rows, Kind::Account))
}

/// Contacts with the same name, or with one of the addresses or telephone numbers.
pub async fn contacts(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"with sought as (select person_key($2) as name),
                mailed as materialized (
                  select record_id from reach_keys
                   where org_id = $1 and kind = 'contact_email'
                     and key = any (array(select lower(email collate "C") from unnest($3::text[]) email))),
                called as materialized (
                  select record_id from reach_keys
                   where org_id = $1 and kind = 'contact_phone'
                     and key = any (array(select phone_key(phone) from unnest($4::text[]) phone)))
           select c.contact_id as "id!", c.name as "name!: Name",
                  nullif(concat_ws(', ', a.name, c.email), '') as detail, false as "tax_number!",
                  c.contact_id in (select record_id from mailed) as "email!",
                  c.contact_id in (select record_id from called) as "phone!", false as "domain!",
                  coalesce(c.person_key = (select name from sought), false) as "same_name!"
             from (select contact_id from contacts
                    where org_id = $1 and merged_into is null and person_key = (select name from sought)
                   union select record_id from mailed
                   union select record_id from called) found
             join contacts c on c.org_id = $1 and c.contact_id = found.contact_id and c.merged_into is null
             left join accounts a on a.org_id = $1 and a.account_id = c.account_id
            where c.contact_id is distinct from $5
            order by c.contact_id limit $6"#,
        org,
        traits.person.as_ref().map(Name::as_str),
        &texts(&traits.emails),
        &texts(&traits.phones),
        traits.itself,
        MOST,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(candidates(rows, Kind::Contact))
}

/// Leads with one of the addresses or telephone numbers, or with the same name at the same company.
pub async fn leads(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"with sought as (select person_key($2) as name, company_key($5) as company),
                mailed as materialized (
                  select record_id from reach_keys
                   where org_id = $1 and kind = 'lead_email'
                     and key = any (array(select lower(email collate "C") from unnest($3::text[]) email))),
                called as materialized (
                  select record_id from reach_keys
                   where org_id = $1 and kind = 'lead_phone'
                     and key = any (array(select phone_key(phone) from unnest($4::text[]) phone))),
                alike as materialized (
                  select lead_id from leads
                   where org_id = $1 and merged_into is null and company_key = (select company from sought)
                     and person_key = (select name from sought))
           select l.lead_id as "id!", l.name as "name!: Name",
                  nullif(concat_ws(', ', l.company, l.email, l.status), '') as detail, false as "tax_number!",
                  l.lead_id in (select record_id from mailed) as "email!",
                  l.lead_id in (select record_id from called) as "phone!", false as "domain!",
                  l.lead_id in (select lead_id from alike) as "same_name!"
             from (select record_id as lead_id from mailed
                   union select record_id from called
                   union select lead_id from alike) found
             join leads l on l.org_id = $1 and l.lead_id = found.lead_id and l.merged_into is null
            where l.lead_id is distinct from $6
            order by l.lead_id limit $7"#,
        org,
        traits.person.as_ref().map(Name::as_str),
        &texts(&traits.emails),
        &texts(&traits.phones),
        traits.company.as_ref().map(Name::as_str),
        traits.itself,
        MOST,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(candidates(rows, Kind::Lead))
}
