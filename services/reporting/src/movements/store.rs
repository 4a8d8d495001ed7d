//! Sums of postings by the month they belong to.

use chrono::NaiveDate;
use kernel::{Currency, DateRange, Decimal};
use platform::{Db, Problem, Result};

use crate::ledger::Account;

/// What came to an account in one currency at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The account.
    pub account: Account,
    /// The currency.
    pub currency: Currency,
    /// The first day of the month; none for all that belongs before the days asked about, the day after them for all that comes later.
    pub month: Option<NaiveDate>,
    /// Debits less credits.
    pub amount: Decimal,
}

/// What came to each account before these days, in each of their months, and after them, by currency and account.
pub async fn by_month(db: &mut Db, days: DateRange) -> Result<Vec<Moved>> {
    let org = db.org.as_uuid();
    let accounts: Vec<String> = Account::ALL.iter().map(|account| account.as_str().to_owned()).collect();
    let rows = sqlx::query!(
        r#"select currency::text as "currency!", account,
                  case when effective_on < $3 then null
                       when effective_on > $4 then $4 + 1
                       else date_trunc('month', effective_on)::date end as month,
                  sum(amount) as "amount!"
             from postings where org_id = $1 and account = any($2)
            group by 1, 2, 3 order by 1, 2, 3 nulls first"#,
        org,
        &accounts,
        days.from(),
        days.to()
    )
    .fetch_all(db.conn())
    .await?;
    rows.into_iter()
        .map(|row| {
            let account = row.account.parse().map_err(Problem::internal)?;
            let currency = Currency::from_code(&row.currency).map_err(Problem::internal)?;
            Ok(Moved { account, currency, month: row.month, amount: row.amount })
        })
        .collect()
}
