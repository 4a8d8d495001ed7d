//! Gap-free invoice numbers: a counter row for each series and year, locked by the transaction that issues, so that a
//! number is given if and only if that invoice is issued. Sequences of the database would leave gaps on rollback.

use chrono::{Datelike, NaiveDate};
use kernel::ShortCode;
use platform::{Db, Problem, Result};

/// The series of invoices.
const INVOICES: &str = "INV";

/// Takes the next number of the year: `2026-000001`. Numbers and days of issue must not run against each other, so a day
/// before that of the last number is refused.
pub async fn next(db: &mut Db, issued_on: NaiveDate) -> Result<ShortCode> {
    let (org, year) = (db.org.as_uuid(), issued_on.year());
    let given = sqlx::query_scalar!(
        "insert into invoice_counters as counter (org_id, series, year, last_number, last_issued_on)
         values ($1, $2, $3, 1, $4)
         on conflict (org_id, series, year)
         do update set last_number = counter.last_number + 1, last_issued_on = excluded.last_issued_on
          where counter.last_issued_on <= excluded.last_issued_on
         returning last_number",
        org,
        INVOICES,
        year,
        issued_on,
    )
    .fetch_optional(db.conn())
    .await?;
    let Some(number) = given else {
        let last = last_issued_on(db, year).await?;
        return Err(Problem::field(
            "/issued_on",
            format!("must not be before {last}, the day of the last number given"),
        ));
    };
    ShortCode::new(format!("{year}-{number:06}")).map_err(Problem::internal)
}

async fn last_issued_on(db: &mut Db, year: i32) -> Result<NaiveDate> {
    let org = db.org.as_uuid();
    let day = sqlx::query_scalar!(
        "select last_issued_on from invoice_counters where org_id = $1 and series = $2 and year = $3",
        org,
        INVOICES,
        year,
    )
    .fetch_one(db.conn())
    .await?;
    Ok(day)
}
