//! The rows of customers.

use contracts::billing::Customer as CustomerImage;
use contracts::crm::PostalAddress;
use kernel::{AccountId, CountryCode, CustomerId, Limit, Name, TaxNumber};
use platform::{Db, Result};
use sqlx::types::Json;
use uuid::Uuid;

use super::Customer;
use super::standing::{Payer, Payers};

struct Row {
    customer_id: CustomerId,
    account_id: AccountId,
    name: Name,
    address: Option<Json<PostalAddress>>,
    country: Option<CountryCode>,
    tax_number: Option<TaxNumber>,
    payment_terms_days: i32,
    merged_into: Option<CustomerId>,
    account_seq: i64,
    version: i64,
}

impl From<Row> for Customer {
    fn from(row: Row) -> Self {
        Self {
            image: CustomerImage {
                customer_id: row.customer_id,
                account_id: row.account_id,
                name: row.name,
                address: row.address.map(|address| address.0),
                country: row.country,
                tax_number: row.tax_number,
                payment_terms_days: row.payment_terms_days,
                merged_into: row.merged_into,
            },
            account_seq: row.account_seq,
            version: row.version,
        }
    }
}

/// Writes a new customer; false when the account has one already.
pub async fn insert(db: &mut Db, customer: &Customer) -> Result<bool> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &customer.image);
    let done = sqlx::query!(
        "insert into customers (org_id, customer_id, account_id, name, country, tax_number, payment_terms_days,
                                merged_into, account_seq, version, created_at, updated_at, address)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)
         on conflict (org_id, account_id) do nothing",
        org,
        image.customer_id.as_uuid(),
        image.account_id.as_uuid(),
        image.name.as_str(),
        image.country.as_ref().map(CountryCode::as_str),
        image.tax_number.as_ref().map(TaxNumber::as_str),
        image.payment_terms_days,
        image.merged_into.map(CustomerId::as_uuid),
        customer.account_seq,
        customer.version,
        now,
        image.address.as_ref().map(Json) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// One customer.
pub async fn get(db: &mut Db, id: CustomerId) -> Result<Option<Customer>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select customer_id as "customer_id: CustomerId", account_id as "account_id: AccountId", name as "name: Name",
                  address as "address: Json<PostalAddress>", country as "country: CountryCode", tax_number as "tax_number: TaxNumber", payment_terms_days,
                  merged_into as "merged_into: CustomerId", account_seq, version
             from customers where org_id = $1 and customer_id = $2"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Customer::from))
}

/// One customer, locked until the transaction ends.
pub async fn lock(db: &mut Db, id: CustomerId) -> Result<Option<Customer>> {
    let org = db.org.as_uuid();
    let row = sqlx::query_as!(
        Row,
        r#"select customer_id as "customer_id: CustomerId", account_id as "account_id: AccountId", name as "name: Name",
                  address as "address: Json<PostalAddress>", country as "country: CountryCode", tax_number as "tax_number: TaxNumber", payment_terms_days,
                  merged_into as "merged_into: CustomerId", account_seq, version
             from customers where org_id = $1 and customer_id = $2 for no key update"#,
        org,
        id.as_uuid(),
    )
    .fetch_optional(db.conn())
    .await?;
    Ok(row.map(Customer::from))
}

/// Customers by name, behind the given name and id; those whose account ended in another one only when they are asked for.
pub async fn list(
    db: &mut Db,
    account_id: Option<AccountId>,
    merged: bool,
    after: Option<(String, CustomerId)>,
    limit: Limit,
) -> Result<Vec<Customer>> {
    let org = db.org.as_uuid();
    let (after_name, after_id) = after.unzip();
    let rows = sqlx::query_as!(
        Row,
        r#"select customer_id as "customer_id: CustomerId", account_id as "account_id: AccountId", name as "name: Name",
                  address as "address: Json<PostalAddress>", country as "country: CountryCode", tax_number as "tax_number: TaxNumber", payment_terms_days,
                  merged_into as "merged_into: CustomerId", account_seq, version
             from customers
            where org_id = $1 and ($2::uuid is null or account_id = $2) and ($6 or merged_into is null)
              and ($3::text is null or (name, customer_id) > ($3, $4::uuid))
            order by name, customer_id limit $5"#,
        org,
        account_id.map(AccountId::as_uuid),
        after_name,
        after_id.map(CustomerId::as_uuid),
        limit.fetch(),
        merged,
    )
    .fetch_all(db.conn())
    .await?;
    Ok(rows.into_iter().map(Customer::from).collect())
}

/// Writes a customer that was locked.
pub async fn save(db: &mut Db, customer: &Customer) -> Result<()> {
    let (org, now, image) = (db.org.as_uuid(), db.now, &customer.image);
    sqlx::query!(
        "update customers set name = $3, country = $4, tax_number = $5, payment_terms_days = $6, account_seq = $7,
                              version = $8, updated_at = $9, merged_into = $10, address = $11
          where org_id = $1 and customer_id = $2",
        org,
        image.customer_id.as_uuid(),
        image.name.as_str(),
        image.country.as_ref().map(CountryCode::as_str),
        image.tax_number.as_ref().map(TaxNumber::as_str),
        image.payment_terms_days,
        customer.account_seq,
        customer.version,
        now,
        image.merged_into.map(CustomerId::as_uuid),
        image.address.as_ref().map(Json) as _,
    )
    .execute(db.conn())
    .await?;
    Ok(())
}

/// Removes a customer that was locked, unless a schedule, invoice, piece of work or payment names it; answers whether it did.
pub async fn remove(db: &mut Db, id: CustomerId) -> Result<bool> {
    let org = db.org.as_uuid();
    let done = sqlx::query!(
        "delete from customers c
          where c.org_id = $1 and c.customer_id = $2
            and not exists (select 1 from schedules s where s.org_id = $1 and s.customer_id = $2)
            and not exists (select 1 from invoices i where i.org_id = $1 and i.customer_id = $2)
            and not exists (select 1 from billable_items b where b.org_id = $1 and b.customer_id = $2)
            and not exists (select 1 from payments p where p.org_id = $1 and p.customer_id = $2)",
        org,
        id.as_uuid(),
    )
    .execute(db.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Whom those of these customers stand for that ended in another one.
pub async fn payers(db: &mut Db, customers: &[CustomerId]) -> Result<Payers> {
    if customers.is_empty() {
        return Ok(Payers::default());
    }
    let org = db.org.as_uuid();
    let ids: Vec<Uuid> = customers.iter().map(|id| id.as_uuid()).collect();
    let rows = sqlx::query!(
        r#"select standing.customer_id as "customer_id!: CustomerId", payer.customer_id as "payer_id!: CustomerId",
                  payer.account_id as "account_id!: AccountId", payer.name as "name!: Name"
             from customers_standing($1, $2) standing
             join customers payer on payer.org_id = $1 and payer.customer_id = standing.payer_id"#,
        org,
        &ids,
    )
    .fetch_all(db.conn())
    .await?;
    let payer = rows
        .into_iter()
        .map(|row| (row.customer_id, Payer { customer_id: row.payer_id, account_id: row.account_id, name: row.name }));
    Ok(Payers(payer.collect()))
}

/// A customer and all that ended in it, directly or by others.
pub async fn family(db: &mut Db, head: CustomerId) -> Result<Vec<CustomerId>> {
    let org = db.org.as_uuid();
    let family = sqlx::query_scalar!(
        r#"select id as "id!: CustomerId" from customer_family($1, $2) as family(id)"#,
        org,
        head.as_uuid()
    )
    .fetch_all(db.conn())
    .await?;
    Ok(family)
}
