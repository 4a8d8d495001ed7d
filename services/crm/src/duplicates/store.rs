//! Looking for what may be the same. Each of the conditions has an index and is asked for by itself: joined by "or" they
//! would make PostgreSQL read all records while it thinks there are few. The keys sought are worked out once, in a query of
//! their own: a plan for any parameters would do it for every row.

use kernel::{Email, Name, TaxNumber};
use platform::{Db, Result};
use uuid::Uuid;

use super::model::{Candidate, Kind, Reason, Traits};

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

/// Accounts with the same name, host or tax number, and those whose people write from that host.
pub async fn accounts(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"with sought as (select company_key($2) as company, company_site($3) as host, company_domain($4) as mail_host,
                                tax_key($5) as tax),
                people as materialized (
                  select account_id from contacts
                   where org_id = $1 and merged_into is null and mail_host = (select host from sought)
                   union select account_id from contacts
                   where org_id = $1 and merged_into is null and mail_host = (select mail_host from sought))
           select account_id as "id!", name as "name!: Name",
                  nullif(concat_ws(', ', country, website), '') as detail,
                  coalesce(tax_key = (select tax from sought), false) as "tax_number!", false as "email!", false as "phone!",
                  coalesce(domain_key in (select host from sought union all select mail_host from sought), false)
                    or account_id in (select p.account_id from people p where p.account_id is not null) as "domain!",
                  coalesce(company_key = (select company from sought), false) as "same_name!"
             from (select account_id, name, country, website, company_key, domain_key, tax_key, merged_into
                           from accounts where org_id = $1 and company_key = (select company from sought)
                   union select account_id, name, country, website, company_key, domain_key, tax_key, merged_into
                           from accounts where org_id = $1 and domain_key = (select host from sought)
                   union select account_id, name, country, website, company_key, domain_key, tax_key, merged_into
                           from accounts where org_id = $1 and domain_key = (select mail_host from sought)
                   union select account_id, name, country, website, company_key, domain_key, tax_key, merged_into
                           from accounts where org_id = $1 and tax_key = (select tax from sought)
                   union select a.account_id, a.name, a.country, a.website, a.company_key, a.domain_key, a.tax_key, a.merged_into
                           from people p join accounts a on a.org_id = $1 and a.account_id = p.account_id) found
            where account_id is distinct from $6 and merged_into is null
            order by account_id limit $7"#,
        org,
        traits.company.as_ref().map(Name::as_str),
        traits.website.as_ref().map(Name::as_str),
        traits.email.as_ref().map(Email::as_str),
        traits.tax_number.as_ref().map(TaxNumber::as_str),
        traits.itself,
        MOST,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(candidates(rows, Kind::Account))
}

/// Contacts with the same name, address or telephone number.
pub async fn contacts(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"with sought as (select person_key($2) as name, lower($3) as email, phone_key($4) as phone)
           select c.contact_id as "id!", c.name as "name!: Name",
                  nullif(concat_ws(', ', a.name, c.email), '') as detail,
                  false as "tax_number!", coalesce(c.email_key = (select email from sought), false) as "email!",
                  coalesce(c.phone_key = (select phone from sought), false) as "phone!", false as "domain!",
                  coalesce(c.person_key = (select name from sought), false) as "same_name!"
             from (select contact_id, account_id, name, email, person_key, email_key, phone_key from contacts
                          where org_id = $1 and merged_into is null and person_key = (select name from sought)
                   union select contact_id, account_id, name, email, person_key, email_key, phone_key from contacts
                          where org_id = $1 and merged_into is null and email_key = (select email from sought)
                   union select contact_id, account_id, name, email, person_key, email_key, phone_key from contacts
                          where org_id = $1 and merged_into is null and phone_key = (select phone from sought)) c
             left join accounts a on a.org_id = $1 and a.account_id = c.account_id
            where c.contact_id is distinct from $5
            order by c.contact_id limit $6"#,
        org,
        traits.person.as_ref().map(Name::as_str),
        traits.email.as_ref().map(Email::as_str),
        traits.phone.as_ref().map(Name::as_str),
        traits.itself,
        MOST,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(candidates(rows, Kind::Contact))
}

/// Leads with the same address or telephone number, or with the same name at the same company.
pub async fn leads(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"with sought as (select person_key($2) as name, lower($3) as email, phone_key($4) as phone,
                                company_key($5) as company)
           select lead_id as "id!", name as "name!: Name", nullif(concat_ws(', ', company, email, status), '') as detail,
                  false as "tax_number!", coalesce(email_key = (select email from sought), false) as "email!",
                  coalesce(phone_key = (select phone from sought), false) as "phone!", false as "domain!",
                  coalesce(company_key = (select company from sought) and person_key = (select name from sought), false) as "same_name!"
             from (select lead_id, name, company, email, status, email_key, phone_key, company_key, person_key from leads
                          where org_id = $1 and merged_into is null and email_key = (select email from sought)
                   union select lead_id, name, company, email, status, email_key, phone_key, company_key, person_key from leads
                          where org_id = $1 and merged_into is null and phone_key = (select phone from sought)
                   union select lead_id, name, company, email, status, email_key, phone_key, company_key, person_key from leads
                          where org_id = $1 and merged_into is null and company_key = (select company from sought) and person_key = (select name from sought)) found
            where lead_id is distinct from $6
            order by lead_id limit $7"#,
        org,
        traits.person.as_ref().map(Name::as_str),
        traits.email.as_ref().map(Email::as_str),
        traits.phone.as_ref().map(Name::as_str),
        traits.company.as_ref().map(Name::as_str),
        traits.itself,
        MOST,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(candidates(rows, Kind::Lead))
}
