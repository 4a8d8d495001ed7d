//! Looking for what may be the same. Each of the conditions has an index.

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

/// Accounts with the same name, host or tax number.
pub async fn accounts(db: &mut Db, traits: &Traits) -> Result<Vec<Candidate>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query_as!(
        Row,
        r#"select account_id as id, name as "name: Name",
                  nullif(concat_ws(', ', country, website), '') as detail,
                  coalesce(tax_key = tax_key($5), false) as "tax_number!", false as "email!", false as "phone!",
                  coalesce(domain_key in (domain_key($3), company_domain($4)), false) as "domain!",
                  coalesce(company_key = company_key($2), false) as "same_name!"
             from accounts
            where org_id = $1 and account_id is distinct from $6 and merged_into is null
              and (company_key = company_key($2) or domain_key = domain_key($3) or domain_key = company_domain($4)
                   or tax_key = tax_key($5))
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
        r#"select c.contact_id as id, c.name as "name: Name",
                  nullif(concat_ws(', ', a.name, c.email), '') as detail,
                  false as "tax_number!", coalesce(c.email_key = lower($3), false) as "email!",
                  coalesce(c.phone_key = phone_key($4), false) as "phone!", false as "domain!",
                  coalesce(c.search_name = search_key($2), false) as "same_name!"
             from contacts c left join accounts a on a.org_id = c.org_id and a.account_id = c.account_id
            where c.org_id = $1 and c.contact_id is distinct from $5 and c.merged_into is null
              and (c.search_name = search_key($2) or c.email_key = lower($3) or c.phone_key = phone_key($4))
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
        r#"select lead_id as id, name as "name: Name", nullif(concat_ws(', ', company, email, status), '') as detail,
                  false as "tax_number!", coalesce(email_key = lower($3), false) as "email!",
                  coalesce(phone_key = phone_key($4), false) as "phone!", false as "domain!",
                  coalesce(company_key = company_key($5) and search_key(name) = search_key($2), false) as "same_name!"
             from leads
            where org_id = $1 and lead_id is distinct from $6 and merged_into is null
              and (email_key = lower($3) or phone_key = phone_key($4)
                   or (company_key = company_key($5) and search_key(name) = search_key($2)))
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
