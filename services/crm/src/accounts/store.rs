//! The table of accounts.

use contracts::crm::{self, CustomValues, PostalAddress};
use kernel::{
    AccountId, CountryCode, Currency, Decimal, MemberId, Money, Name, PriceListId, ShortCode, TagId, TaxNumber,
};
use platform::{Db, FieldError, Kind, Problem, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::model::Account;
use crate::names::{sort_key, texts};

mod list;

pub use list::{Filter, Listed, Sort, list};

struct Row {
    account_id: AccountId,
    version: i64,
    name: Name,
    parent_id: Option<AccountId>,
    industry: Option<Name>,
    country: Option<CountryCode>,
    tax_number: Option<TaxNumber>,
    website: Option<Name>,
    additional_websites: Vec<Name>,
    phone: Option<Name>,
    address: Option<Json<PostalAddress>>,
    employees: Option<i32>,
    annual_revenue: Option<Decimal>,
    annual_revenue_currency: Option<Currency>,
    founded_year: Option<i16>,
    owner_id: Option<MemberId>,
    external_ref: Option<ShortCode>,
    tags: Vec<TagId>,
    custom: Json<CustomValues>,
    merged_into: Option<AccountId>,
    price_list_id: Option<PriceListId>,
}

impl TryFrom<Row> for Account {
    type Error = Problem;
    fn try_from(row: Row) -> Result<Self> {
        let revenue = row.annual_revenue.zip(row.annual_revenue_currency);
        let revenue = revenue.map(|(amount, currency)| Money::new(amount, currency)).transpose();
        let image = crm::Account {
            account_id: row.account_id,
            name: row.name,
            parent_id: row.parent_id,
            industry: row.industry,
            country: row.country,
            tax_number: row.tax_number,
            website: row.website,
            additional_websites: row.additional_websites,
            phone: row.phone,
            address: row.address.map(|address| address.0),
            employees: row.employees,
            annual_revenue: revenue.map_err(Problem::internal)?,
            founded_year: row.founded_year,
            owner_id: row.owner_id,
            tags: row.tags,
            custom: row.custom.0,
            price_list_id: row.price_list_id,
        };
        Ok(Self { version: row.version, image, external_ref: row.external_ref, merged_into: row.merged_into })
    }
}

/// Accounts with a condition and what follows it.
macro_rules! select {
    ($rest:literal, $($argument:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select account_id as "account_id: AccountId", version, name as "name: Name",
                      parent_id as "parent_id: AccountId", industry as "industry: Name",
                      country as "country: CountryCode", tax_number as "tax_number: TaxNumber",
                      website as "website: Name", additional_websites as "additional_websites: Vec<Name>",
                      phone as "phone: Name", address as "address: Json<PostalAddress>", employees, annual_revenue,
                      annual_revenue_currency as "annual_revenue_currency: Currency", founded_year,
                      owner_id as "owner_id: MemberId", external_ref as "external_ref: ShortCode",
                      array(select distinct coalesce(t.merged_into, t.tag_id) from tags t
                             where t.org_id = accounts.org_id and t.tag_id = any(accounts.tags)) as "tags!: Vec<TagId>",
                      custom as "custom: Json<CustomValues>",
                      merged_into as "merged_into: AccountId", price_list_id as "price_list_id: PriceListId"
                 from accounts where org_id = $1 and "# + $rest,
            $($argument),+
        )
    };
}

/// An account.
pub async fn get(db: &mut Db, id: AccountId) -> Result<Option<Account>> {
    let org = db.org.as_uuid();
    select!("account_id = $2", org, id.as_uuid()).fetch_optional(db.conn()).await?.map(Account::try_from).transpose()
}

/// An account nobody else changes until this is over.
pub async fn lock(db: &mut Db, id: AccountId) -> Result<Option<Account>> {
    let org = db.org.as_uuid();
    let row = select!("account_id = $2 for no key update", org, id.as_uuid()).fetch_optional(db.conn()).await?;
    row.map(Account::try_from).transpose()
}

/// What a violated constraint means to the caller. A reference to an account of another organisation violates the same
/// constraint as one to nothing at all, because the foreign key contains the organisation.
fn refused(error: sqlx::Error) -> Problem {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("accounts_parent_fkey") => Problem::field("/parent_id", "there is no such account"),
        Some("accounts_external_ref_key") => {
            let detail = "another account has this reference; change that one instead, or send another reference";
            let sentence = "Another account of your organisation has this external_ref.";
            Problem::new(Kind::Conflict, "external-ref-taken", sentence)
                .with_fields(vec![FieldError::new("/external_ref", detail)])
        }
        _ => error.into(),
    }
}

/// Writes a new account.
pub async fn insert(db: &mut Db, account: &Account) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &account.image);
    sqlx::query!(
        "insert into accounts (org_id, account_id, version, name, sort_name, parent_id, industry, country, tax_number,
                               website, employees, annual_revenue, annual_revenue_currency, founded_year, owner_id,
                               external_ref, created_at, updated_at, tags, custom, price_list_id,
                               additional_websites, phone, address)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $20, $21, $22, $23)",
        org,
        image.account_id.as_uuid(),
        account.version,
        image.name.as_str(),
        sort_key(&image.name),
        image.parent_id.map(AccountId::as_uuid),
        image.industry.as_ref().map(Name::as_str),
        image.country.as_ref().map(CountryCode::as_str),
        image.tax_number.as_ref().map(TaxNumber::as_str),
        image.website.as_ref().map(Name::as_str),
        image.employees,
        image.annual_revenue.map(|revenue| revenue.amount),
        image.annual_revenue.map(|revenue| revenue.currency.code()),
        image.founded_year,
        image.owner_id.map(MemberId::as_uuid),
        account.external_ref.as_ref().map(ShortCode::as_str),
        now,
        &tag_ids(&image.tags),
        Json(&image.custom) as _,
        image.price_list_id.map(PriceListId::as_uuid),
        &texts(&image.additional_websites),
        image.phone.as_ref().map(Name::as_str),
        image.address.as_ref().map(Json) as _,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Writes the next version of an account.
pub async fn save(db: &mut Db, account: &Account) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &account.image);
    sqlx::query!(
        "update accounts
            set version = $3, name = $4, sort_name = $5, parent_id = $6, industry = $7, country = $8, tax_number = $9,
                website = $10, employees = $11, annual_revenue = $12, annual_revenue_currency = $13,
                founded_year = $14, owner_id = $15, external_ref = $16, updated_at = $17, tags = $18, custom = $19,
                price_list_id = $20, additional_websites = $21, phone = $22, address = $23
          where org_id = $1 and account_id = $2 and version = $3::bigint - 1",
        org,
        image.account_id.as_uuid(),
        account.version,
        image.name.as_str(),
        sort_key(&image.name),
        image.parent_id.map(AccountId::as_uuid),
        image.industry.as_ref().map(Name::as_str),
        image.country.as_ref().map(CountryCode::as_str),
        image.tax_number.as_ref().map(TaxNumber::as_str),
        image.website.as_ref().map(Name::as_str),
        image.employees,
        image.annual_revenue.map(|revenue| revenue.amount),
        image.annual_revenue.map(|revenue| revenue.currency.code()),
        image.founded_year,
        image.owner_id.map(MemberId::as_uuid),
        account.external_ref.as_ref().map(ShortCode::as_str),
        now,
        &tag_ids(&image.tags),
        Json(&image.custom) as _,
        image.price_list_id.map(PriceListId::as_uuid),
        &texts(&image.additional_websites),
        image.phone.as_ref().map(Name::as_str),
        image.address.as_ref().map(Json) as _,
    )
    .execute(db.conn())
    .await
    .map_err(refused)?;
    Ok(())
}

/// Makes changes of parents wait for one another until the transaction ends: two at once could close a circle that
/// neither of them sees.
pub async fn lock_family_tree(db: &mut Db) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended('accounts ' || $1::uuid, 0))", org)
        .execute(db.conn())
        .await?;
    Ok(())
}

/// Whether an account is among another one and its parents, grandparents and so on.
pub async fn is_ancestor_or_self(db: &mut Db, ancestor: AccountId, of: AccountId) -> Result<bool> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"with recursive line as (
             select account_id, parent_id from accounts where org_id = $1 and account_id = $2
             union
             select a.account_id, a.parent_id from accounts a join line on a.account_id = line.parent_id
              where a.org_id = $1)
           select exists (select 1 from line where account_id = $3) as "found!""#,
        org,
        of.as_uuid(),
        ancestor.as_uuid(),
    )
    .fetch_one(db.conn())
    .await?;
    Ok(found)
}

/// Who looks after an account, when that is an active member.
pub async fn active_owner(db: &mut Db, id: AccountId) -> Result<Option<MemberId>> {
    let org = db.org.as_uuid();
    let owner = sqlx::query_scalar!(
        r#"select m.member_id as "member_id: MemberId" from accounts a
             join members m on m.org_id = a.org_id and m.member_id = a.owner_id and m.active
            where a.org_id = $1 and a.account_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(owner)
}

fn tag_ids(tags: &[TagId]) -> Vec<Uuid> {
    tags.iter().map(|tag| tag.as_uuid()).collect()
}

/// Where an account went that is about to be named somewhere; none when it goes on, or is not there. It stays as it is until
/// the transaction ends.
pub async fn merged_into(db: &mut Db, id: AccountId) -> Result<Option<AccountId>> {
    let org = db.org.as_uuid();
    let found = sqlx::query_scalar!(
        r#"select merged_into as "merged_into: AccountId" from accounts
            where org_id = $1 and account_id = $2 for key share"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(found.flatten())
}

/// The account that goes on for this one: the last in the line of those that ended in one another; itself when it goes on.
pub async fn goes_on(db: &mut Db, id: AccountId) -> Result<AccountId> {
    let org = db.org.as_uuid();
    let last = sqlx::query_scalar!(
        r#"with recursive line as (
             select account_id, merged_into from accounts where org_id = $1 and account_id = $2
             union
             select a.account_id, a.merged_into from line join accounts a on a.org_id = $1 and a.account_id = line.merged_into)
           select account_id as "account_id!: AccountId" from line where merged_into is null"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(last.unwrap_or(id))
}
