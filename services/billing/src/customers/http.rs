//! What is said about customers over HTTP.

use contracts::billing::Customer as CustomerImage;
use exports::List;
use kernel::{AccountId, Cursor, CustomerId, Limit, Page, Permission};
use platform::{Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::store;
use crate::columns::after;

/// Which customers.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCustomers {
    /// Only the customer of this account.
    account_id: Option<AccountId>,
    /// True: also those whose account ended in another one in CRM. They are not billed anew.
    #[serde(default)]
    merged: bool,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// What may be decided about a customer here; the rest is the account's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateCustomer {
    /// Days from issue to due date, 0 to 365.
    payment_terms_days: i32,
}

/// The routes of customers.
pub fn routes() -> Routes {
    Routes::new("customers")
        .get("/v1/customers", Permission::ReadBilling, "Customers by name", list)
        .get("/v1/customers/{customer_id}", Permission::ReadBilling, "One customer", get)
        .patch("/v1/customers/{customer_id}", Permission::WriteInvoices, "Agree on other payment terms", update)
}

impl List for ListCustomers {
    type Item = CustomerImage;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<CustomerImage>> {
        let rows = store::list(db, self.account_id, self.merged, after(cursor.as_ref())?, limit).await?;
        let page = Page::from_rows(rows, limit, |row| (row.image.name.as_str().to_owned(), row.image.customer_id));
        Ok(page.map(|customer| customer.image))
    }
}

async fn list(mut db: Read, Query(query): Query<ListCustomers>) -> Result<Reply<Page<CustomerImage>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

async fn get(mut db: Read, Path(id): Path<CustomerId>) -> Result<Reply<CustomerImage>> {
    let customer = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("customer"))?;
    Ok(Reply::of(customer.version, customer.image))
}

async fn update(
    mut tx: Tx,
    Path(id): Path<CustomerId>,
    Json(body): Json<UpdateCustomer>,
) -> Result<Reply<CustomerImage>> {
    let mut customer = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("customer"))?;
    tx.require_match(customer.version)?;
    let updated = customer.agree_terms(body.payment_terms_days)?;
    store::save(&mut tx, &customer).await?;
    tx.publish(customer.version, &updated)?;
    tx.reply(customer.version, customer.image).await
}
