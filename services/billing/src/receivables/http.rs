//! What is asked about money owed.

use chrono::NaiveDate;
use kernel::{CustomerId, Permission};
use platform::{Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store::{self, Aged, MoneyTotal, ScheduleTotal, StatementLine, WorkTotal};
use crate::customers;

/// On which day receivables are aged.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskReceivables {
    /// Today when left out.
    as_of: Option<NaiveDate>,
}

/// What is open now, by how long it is due.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Receivables {
    /// The day it is aged on.
    pub as_of: NaiveDate,
    /// A row for each customer and currency.
    pub items: Vec<Aged>,
}

/// The last invoices and payments of a customer and of those that ended in it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Statement {
    /// Who.
    pub customer_id: CustomerId,
    /// At most 200, oldest first.
    pub items: Vec<StatementLine>,
}

/// Sums over everything, to check other figures against.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Totals {
    /// Schedules by status and currency.
    pub schedules: Vec<ScheduleTotal>,
    /// Work by status and currency.
    pub work: Vec<WorkTotal>,
    /// Issued invoices and payments by currency.
    pub money: Vec<MoneyTotal>,
}

/// The routes of receivables.
pub fn routes() -> Routes {
    Routes::new("receivables")
        .get("/v1/receivables", Permission::ReadBilling, "What customers owe, by days past due", receivables)
        .get(
            "/v1/customers/{customer_id}/statement",
            Permission::ReadBilling,
            "Invoices and payments of a customer",
            statement,
        )
        .get("/v1/totals", Permission::ReadBilling, "Control totals", totals)
}

async fn receivables(mut db: Read, Query(query): Query<AskReceivables>) -> Result<Reply<Receivables>> {
    let as_of = query.as_of.unwrap_or_else(|| db.today());
    Ok(Reply::plain(Receivables { as_of, items: store::aged(&mut db, as_of).await? }))
}

async fn statement(mut db: Read, Path(customer_id): Path<CustomerId>) -> Result<Reply<Statement>> {
    customers::store::get(&mut db, customer_id).await?.ok_or_else(|| Problem::not_found("customer"))?;
    let family = customers::store::family(&mut db, customer_id).await?;
    Ok(Reply::plain(Statement { customer_id, items: store::statement(&mut db, &family).await? }))
}

async fn totals(mut db: Read) -> Result<Reply<Totals>> {
    let (schedules, work) = (store::schedules(&mut db).await?, store::work(&mut db).await?);
    Ok(Reply::plain(Totals { schedules, work, money: store::moneys(&mut db).await? }))
}
