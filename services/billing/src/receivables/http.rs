//! What is asked about money owed.

use chrono::{DateTime, NaiveDate, Utc};
use exports::List;
use kernel::{Cursor, CustomerId, Limit, Page, Permission};
use platform::{Db, Path, Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store::{self, Aged, MoneyTotal, ScheduleTotal, StatementLine, When, WorkTotal};
use crate::customers;

/// Of which moment receivables are.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskReceivables {
    /// A past instant, `2026-11-30T17:00:00Z`, or a day, `2026-11-30`, of which the end is meant; now when left out. What was recorded
    /// later, payments too, changes nothing of it. Of a day to come is what is open now, by how long it will be due then.
    #[schemars(with = "Option<String>")]
    as_of: Option<AsOf>,
}

/// Whose statement, for a file of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskStatement {
    /// Of this customer and of those that ended in it.
    customer_id: CustomerId,
}

/// A day or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum AsOf {
    /// The end of a day, in the organisation's time zone.
    Day(NaiveDate),
    /// An instant.
    Moment(DateTime<Utc>),
}

impl AsOf {
    /// The moment that is asked for: nothing is known yet of one to come, but how long things will be due on its day.
    pub fn when(self, db: &Db) -> When {
        match self {
            Self::Day(day) if day < db.today() => When::Day(day),
            Self::Day(day) => When::Now(day),
            Self::Moment(moment) if moment < db.now => When::Moment(moment, db.time_zone.local_date(moment)),
            Self::Moment(_) => When::Now(db.today()),
        }
    }
}

impl TryFrom<String> for AsOf {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        let day = || text.parse().map(Self::Day);
        let moment = || DateTime::parse_from_rfc3339(&text).map(|at| Self::Moment(at.to_utc()));
        day()
            .or_else(|_no_day| moment())
            .map_err(|_no_instant| "must be a day such as 2026-11-30, or an instant such as 2026-11-30T17:00:00Z")
    }
}

/// What was open at a moment, by how long it was due.
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

impl AskReceivables {
    /// The moment that is asked for.
    fn when(&self, db: &Db) -> When {
        self.as_of.map_or_else(|| When::Now(db.today()), |as_of| as_of.when(db))
    }
}

impl List for AskReceivables {
    type Item = Aged;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<Aged>> {
        let when = self.when(db);
        Ok(Page { items: store::aged(db, when).await?, next_cursor: None })
    }
}

impl List for AskStatement {
    type Item = StatementLine;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<StatementLine>> {
        customers::store::get(db, self.customer_id).await?.ok_or_else(|| Problem::not_found("customer"))?;
        let family = customers::store::family(db, self.customer_id).await?;
        Ok(Page { items: store::statement(db, &family).await?, next_cursor: None })
    }
}

async fn receivables(mut db: Read, Query(query): Query<AskReceivables>) -> Result<Reply<Receivables>> {
    let when = query.when(&db);
    Ok(Reply::plain(Receivables { as_of: when.day(), items: store::aged(&mut db, when).await? }))
}

async fn statement(mut db: Read, Path(customer_id): Path<CustomerId>) -> Result<Reply<Statement>> {
    let Page { items, .. } = AskStatement { customer_id }.page(&mut db, None, Limit::MAX).await?;
    Ok(Reply::plain(Statement { customer_id, items }))
}

async fn totals(mut db: Read) -> Result<Reply<Totals>> {
    let (schedules, work) = (store::schedules(&mut db).await?, store::work(&mut db).await?);
    Ok(Reply::plain(Totals { schedules, work, money: store::moneys(&mut db).await? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_instant_are_told_apart_and_nothing_else_is_taken() {
        let read = |text: &str| AsOf::try_from(text.to_owned());
        assert_eq!(read("2026-11-30"), Ok(AsOf::Day(NaiveDate::from_ymd_opt(2026, 11, 30).unwrap())));
        let five = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap().and_hms_opt(17, 0, 0).unwrap().and_utc();
        assert_eq!(read("2026-11-30T18:00:00+01:00"), Ok(AsOf::Moment(five)));
        for text in ["", "yesterday", "2026-11-31", "2026-11-30T17:00:00"] {
            assert!(read(text).unwrap_err().contains("2026-11-30T17:00:00Z"), "{text}");
        }
    }
}
