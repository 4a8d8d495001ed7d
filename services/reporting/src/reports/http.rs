//! Reports over HTTP.

use chrono::{DateTime, Utc};
use exports::List;
use kernel::{Currency, Cursor, Limit, Money, MoneyError, Page, Permission};
use platform::{Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::model::{
    Clauses, Days, Dimension, Figure, MarginFigures, OrderBookFigures, PipelineFigures, ReceivablesFigures, Sums,
    UnbilledFigures,
};
use super::store;
use crate::ledger::{Account, account};

/// The addresses of the reports.
pub fn routes() -> Routes {
    use Permission::ReadReports;
    Routes::new("reports")
        .get("/v1/reports/margin", ReadReports, "Revenue, costs and margin by project or customer", margin)
        .get("/v1/reports/receivables", ReadReports, "What customers owe", receivables)
        .get("/v1/reports/unbilled-work", ReadReports, "Delivered and not yet invoiced, by project", unbilled_work)
        .get("/v1/reports/pipeline", ReadReports, "Open deals by stage", pipeline)
        .get("/v1/reports/order-book", ReadReports, "Won deals", order_book)
        .get("/v1/reports/totals", ReadReports, "The balance of every account: a trial balance", totals)
}

/// As of when, and which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Any past instant; now when left out.
    as_of: Option<DateTime<Utc>>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// What customers owe, as a list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ReceivablesAsked(Asked);

/// What is delivered and not yet invoiced, as a list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct UnbilledAsked(Asked);

/// Open deals by stage, as a list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct PipelineAsked(Asked);

/// As of when, which page, and by what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarginAsked {
    /// By what; `project` when left out.
    by: Option<MarginBy>,
    /// Any past instant; now when left out.
    as_of: Option<DateTime<Utc>>,
    /// Rows of a page.
    limit: Option<Limit>,
    /// Where the page begins.
    cursor: Option<Cursor>,
}

/// What margins are asked by.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum MarginBy {
    /// By project.
    Project,
    /// By client.
    Customer,
}

/// What was won, as a list: a row for each currency.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct OrderBookAsked(TotalsAsked);

/// The balances of all accounts, as a list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct BalancesAsked(TotalsAsked);

/// As of when.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TotalsAsked {
    /// Any past instant; now when left out.
    as_of: Option<DateTime<Utc>>,
}

/// The figures of one project, client or stage in one currency.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{F}Row")]
pub struct Row<F> {
    /// Which project, client (an account in CRM) or stage; none for what belongs to none.
    id: Option<Uuid>,
    /// What it is called, when known.
    name: Option<String>,
    /// Currency of its figures; sums never mix currencies.
    currency: Currency,
    /// Its figures.
    #[serde(flatten)]
    figures: F,
}

/// The figures of everything in one currency.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{F}Total")]
pub struct Total<F> {
    /// Currency of the figures.
    currency: Currency,
    /// The figures.
    #[serde(flatten)]
    figures: F,
}

/// Figures by project, client or stage, sorted by name.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{F}Report")]
struct Report<F> {
    /// The moment the figures are of.
    as_of: DateTime<Utc>,
    /// What they are by.
    by: Dimension,
    /// The figures.
    items: Vec<Row<F>>,
    /// Send it as `cursor` to get the next page; none on the last.
    next_cursor: Option<Cursor>,
    /// The figures of all rows together, in each currency.
    totals: Vec<Total<F>>,
}

/// Figures of everything.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "{F}Totals")]
struct Totals<F> {
    /// The moment the figures are of.
    as_of: DateTime<Utc>,
    /// The figures, in each currency.
    totals: Vec<Total<F>>,
}

/// The balance of every account.
#[derive(Debug, Serialize, JsonSchema)]
struct TrialBalance {
    /// The moment the balances are of.
    as_of: DateTime<Utc>,
    /// The balances, by currency and account.
    items: Vec<Balance>,
    /// What they sum to in each currency: zero.
    sums: Vec<Money>,
}

/// The balance of an account in one currency.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Balance {
    /// The account.
    account: Account,
    /// What kind of account it is.
    kind: account::Kind,
    /// Currency of the balance.
    currency: Currency,
    /// Debits less credits, and where they are explained.
    #[serde(flatten)]
    figure: Figure,
}

/// A report that is a list: by what its rows are, and what they show.
trait Reported: Sync {
    /// What a row shows.
    type Figures: Send;
    /// The accounts that is made of.
    const ACCOUNTS: &'static [Account];

    /// By what the rows are.
    fn by(&self) -> Dimension;

    /// The moment asked for.
    fn as_of(&self) -> Option<DateTime<Utc>>;

    /// Makes the figures of a row.
    fn figures(clauses: &Clauses, sums: &Sums) -> Result<Self::Figures, MoneyError>;
}

/// A list of each report.
macro_rules! reported {
    ($($asked:ident $figures:ident $accounts:expr, $self:ident => $by:expr, $as_of:expr, $made:expr;)+) => {$(
        impl Reported for $asked {
            type Figures = $figures;
            const ACCOUNTS: &'static [Account] = $accounts;

            fn by(&$self) -> Dimension {
                $by
            }

            fn as_of(&$self) -> Option<DateTime<Utc>> {
                $as_of
            }

            fn figures(clauses: &Clauses, sums: &Sums) -> Result<$figures, MoneyError> {
                let made: fn(&Clauses, &Sums) -> Result<$figures, MoneyError> = $made;
                made(clauses, sums)
            }
        }

        impl List for $asked {
            type Item = Row<$figures>;

            async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<Row<$figures>>> {
                rows(self, db, cursor, limit).await
            }
        }
    )+};
}

reported! {
    MarginAsked MarginFigures MarginFigures::ACCOUNTS, self => self.dimension(), self.as_of, MarginFigures::new;
    ReceivablesAsked ReceivablesFigures &[Account::Receivables], self => Dimension::Customer, self.0.as_of, |clauses, sums| {
        Ok(ReceivablesFigures { receivables: clauses.figure(sums, &[Account::Receivables])? })
    };
    UnbilledAsked UnbilledFigures &[Account::UnbilledWork], self => Dimension::Project, self.0.as_of, |clauses, sums| {
        Ok(UnbilledFigures { unbilled_work: clauses.figure(sums, &[Account::UnbilledWork])? })
    };
    PipelineAsked PipelineFigures &[Account::Pipeline], self => Dimension::Stage, self.0.as_of, |clauses, sums| {
        let pipeline = clauses.figure(sums, &[Account::Pipeline])?;
        Ok(PipelineFigures { deals: sums.deals(Account::Pipeline), pipeline })
    };
}

impl MarginAsked {
    fn dimension(&self) -> Dimension {
        match self.by {
            None | Some(MarginBy::Project) => Dimension::Project,
            Some(MarginBy::Customer) => Dimension::Customer,
        }
    }
}

async fn margin(mut db: Read, Query(asked): Query<MarginAsked>) -> Result<Reply<Report<MarginFigures>>> {
    report(&mut db, &asked, asked.cursor.clone(), asked.limit).await
}

async fn receivables(mut db: Read, Query(asked): Query<ReceivablesAsked>) -> Result<Reply<Report<ReceivablesFigures>>> {
    report(&mut db, &asked, asked.0.cursor.clone(), asked.0.limit).await
}

async fn unbilled_work(mut db: Read, Query(asked): Query<UnbilledAsked>) -> Result<Reply<Report<UnbilledFigures>>> {
    report(&mut db, &asked, asked.0.cursor.clone(), asked.0.limit).await
}

async fn pipeline(mut db: Read, Query(asked): Query<PipelineAsked>) -> Result<Reply<Report<PipelineFigures>>> {
    report(&mut db, &asked, asked.0.cursor.clone(), asked.0.limit).await
}

impl List for OrderBookAsked {
    type Item = Total<OrderBookFigures>;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<Total<OrderBookFigures>>> {
        let as_of = self.0.as_of;
        let sums = store::totals(db, &[Account::OrderBook], as_of).await?;
        let items = all(as_of, &sums, |clauses, sums| {
            let order_book = clauses.figure(sums, &[Account::OrderBook])?;
            Ok(OrderBookFigures { deals: sums.deals(Account::OrderBook), order_book })
        })?;
        Ok(Page { items, next_cursor: None })
    }
}

impl List for BalancesAsked {
    type Item = Balance;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<Balance>> {
        let (items, _) = balances(db, self.0.as_of).await?;
        Ok(Page { items, next_cursor: None })
    }
}

async fn order_book(mut db: Read, Query(asked): Query<OrderBookAsked>) -> Result<Reply<Totals<OrderBookFigures>>> {
    let Page { items: totals, .. } = asked.page(&mut db, None, Limit::MAX).await?;
    Ok(Reply::plain(Totals { as_of: moment(&db, asked.0.as_of), totals }))
}

async fn totals(mut db: Read, Query(asked): Query<BalancesAsked>) -> Result<Reply<TrialBalance>> {
    let (items, sums) = balances(&mut db, asked.0.as_of).await?;
    Ok(Reply::plain(TrialBalance { as_of: moment(&db, asked.0.as_of), items, sums }))
}

/// The balances of all accounts, by currency and account, and what they sum to in each currency.
async fn balances(db: &mut Read, as_of: Option<DateTime<Utc>>) -> Result<(Vec<Balance>, Vec<Money>)> {
    let currencies = store::totals(db, Account::ALL, as_of).await?;
    let mut items = Vec::new();
    let mut sums = Vec::new();
    for in_currency in &currencies {
        let currency = in_currency.currency;
        let clauses = Clauses { of: None, currency, as_of, days: Days::default() };
        let mut sum = Money::zero(currency);
        for (account, (amount, _)) in &in_currency.accounts {
            let amount = Money::new(*amount, currency).map_err(Problem::internal)?;
            sum = sum.checked_add(amount).map_err(Problem::internal)?;
            let figure = Figure { amount, explain: clauses.explain(&[*account]) };
            items.push(Balance { account: *account, kind: account.kind(), currency, figure });
        }
        sums.push(sum);
    }
    Ok((items, sums))
}

/// The moment figures are of: the one that was asked for, and never one to come.
fn moment(db: &Read, asked: Option<DateTime<Utc>>) -> DateTime<Utc> {
    asked.map_or(db.now, |asked| asked.min(db.now))
}

fn all<F>(
    as_of: Option<DateTime<Utc>>,
    sums: &[Sums],
    figures: impl Fn(&Clauses, &Sums) -> Result<F, MoneyError>,
) -> Result<Vec<Total<F>>> {
    let total = |sums: &Sums| {
        let currency = sums.currency;
        let figures = figures(&Clauses { of: None, currency, as_of, days: Days::default() }, sums)?;
        Ok(Total { currency, figures })
    };
    sums.iter().map(total).collect::<Result<_, MoneyError>>().map_err(Problem::internal)
}

/// A page of the rows of a report.
async fn rows<R: Reported>(
    asked: &R,
    db: &mut Read,
    cursor: Option<Cursor>,
    limit: Limit,
) -> Result<Page<Row<R::Figures>>> {
    let (by, as_of) = (asked.by(), asked.as_of());
    let after = cursor.map(|cursor| cursor.decode()).transpose();
    let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
    let groups = store::groups(db, by, R::ACCOUNTS, as_of, after, limit).await?;
    let page = Page::from_rows(groups, limit, store::Group::key);
    let row = |group: store::Group| {
        let currency = group.sums.currency;
        let figures =
            R::figures(&Clauses { of: Some((by, group.id)), currency, as_of, days: Days::default() }, &group.sums)?;
        Ok(Row { id: group.id, name: group.name, currency, figures })
    };
    let items = page.items.into_iter().map(row).collect::<Result<_, MoneyError>>().map_err(Problem::internal)?;
    Ok(Page { items, next_cursor: page.next_cursor })
}

async fn report<R: Reported>(
    db: &mut Read,
    asked: &R,
    cursor: Option<Cursor>,
    limit: Option<Limit>,
) -> Result<Reply<Report<R::Figures>>> {
    let as_of = asked.as_of();
    let Page { items, next_cursor } = rows(asked, db, cursor, limit.unwrap_or_default()).await?;
    let totals = all(as_of, &store::totals(db, R::ACCOUNTS, as_of).await?, R::figures)?;
    Ok(Reply::plain(Report { as_of: moment(db, as_of), by: asked.by(), items, next_cursor, totals }))
}
