//! Movements over HTTP.

use std::collections::BTreeMap;

use chrono::{Days as Count, NaiveDate};
use kernel::{Currency, DateRange, Decimal, Money, MoneyError, Month, Permission};
use platform::{Problem, Query, Read, Reply, Result, Routes};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store;
use crate::ledger::{Account, account};
use crate::reports::model::{Clauses, Days, Figure};

/// Months that are shown before the present one when nothing else is asked for.
const BEFORE: usize = 6;
/// The most that are shown at once.
const MOST: usize = 36;

/// The address of movements.
pub fn routes() -> Routes {
    Routes::new("reports").get(
        "/v1/reports/movements",
        Permission::ReadReports,
        "How the balance of every account moved, by the months that what happened belongs to",
        movements,
    )
}

/// Which months.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// The first month; the sixth before the last when left out.
    from: Option<Month>,
    /// The last month; the present one when left out.
    to: Option<Month>,
}

/// How the balances moved.
#[derive(Debug, Serialize, JsonSchema)]
struct Movements {
    /// The months, the earliest first.
    months: Vec<Month>,
    /// Each account in each currency that something was ever posted to.
    items: Vec<Movement>,
}

/// How the balance of an account moved in one currency. All its figures together are its balance.
#[derive(Debug, Serialize, JsonSchema)]
struct Movement {
    /// The account.
    account: Account,
    /// What kind of account it is.
    kind: account::Kind,
    /// Currency of the figures.
    currency: Currency,
    /// What belongs before the first month.
    opening: Figure,
    /// What belongs to each of the months.
    months: Vec<Figure>,
    /// What belongs after the last month.
    later: Figure,
}

async fn movements(mut db: Read, Query(asked): Query<Asked>) -> Result<Reply<Movements>> {
    let last = asked.to.unwrap_or_else(|| Month::of(db.today()));
    let first = asked.from.unwrap_or_else(|| (0..BEFORE).fold(last, |month, _| month.previous()));
    let days = DateRange::new(first.first_day(), last.last_day());
    let days = days.map_err(|error| Problem::field("to", error.to_string()))?;
    let months: Vec<Month> = days.months().take(MOST + 1).collect();
    if months.len() > MOST {
        return Err(Problem::field("from", format!("at most {MOST} months are shown at once; choose a later one")));
    }
    let mut moved = BTreeMap::<_, BTreeMap<_, _>>::new();
    for row in store::by_month(&mut db, days).await? {
        moved.entry((row.currency.code(), row.account)).or_default().insert(row.month, row.amount);
    }
    let items = moved.iter().map(|((currency, account), amounts)| {
        let currency = Currency::from_code(currency).map_err(Problem::internal)?;
        movement(*account, currency, &months, amounts).map_err(Problem::internal)
    });
    Ok(Reply::plain(Movements { items: items.collect::<Result<_>>()?, months }))
}

/// The figures of an account in one currency, from what came to it by the first day of its time.
fn movement(
    account: Account,
    currency: Currency,
    months: &[Month],
    amounts: &BTreeMap<Option<NaiveDate>, Decimal>,
) -> Result<Movement, MoneyError> {
    let figure = |at: Option<NaiveDate>, days: Days| {
        let amount = Money::new(amounts.get(&at).copied().unwrap_or_default(), currency)?;
        let explain = Clauses { of: None, currency, as_of: None, days }.explain(&[account]);
        Ok(Figure { amount, explain })
    };
    let begins = months.first().map(|month| month.first_day());
    let ends = months.last().map(|month| month.last_day());
    let before = begins.and_then(|day| day.checked_sub_days(Count::new(1)));
    let after = ends.and_then(|day| day.checked_add_days(Count::new(1)));
    let in_month = |month: &Month| {
        let (first, last) = (Some(month.first_day()), Some(month.last_day()));
        figure(first, Days { from: first, to: last })
    };
    Ok(Movement {
        account,
        kind: account.kind(),
        currency,
        opening: figure(None, Days { from: None, to: before })?,
        months: months.iter().map(in_month).collect::<Result<_, _>>()?,
        later: figure(after, Days { from: after, to: None })?,
    })
}
