//! Going through the rows of a file: trying them out, or making records of them.
//!
//! Trying out does to every row what a run would do, and takes it back: what a preview says follows from the same rules. Some
//! rows are done at a time, each of them wholly or not at all, together with what became of it, so that a run that was ended
//! at any moment goes on with the row after the last one that is done.

use std::collections::BTreeMap;

use contracts::imports::{ImportCounts, ImportKind, ImportStatus};
use platform::{Problem, Result, Tx};

use super::apply::{Context, Done, Outcome, apply};
use super::fields::Field;
use super::file::formats::fold;
use super::model::{Existing, Import, Step};
use super::row::{Code, Remark, Row};
use super::store::rows::RowResult;
use super::store::{find, rows};

/// Rows that are done at once: few enough that nobody who changes the same records waits long.
const BATCH: i64 = 100;

/// Does the next rows of an import.
pub async fn go_on(tx: &mut Tx, import: &Import) -> Result<Step> {
    let trying = import.image.status == ImportStatus::Checking;
    let id = import.image.import_id;
    let waiting = rows::waiting(tx, id, BATCH).await?;
    let before = tx.place().await?;
    let mut context = Context::load(tx, import).await?;
    let zone = tx.time_zone;
    let mut open: Vec<Row<'_>> = Vec::new();
    for kept in &waiting {
        open.push(Row::new(kept.row_no, (&import.settings, &import.columns), &kept.cells, zone));
    }
    let keys = keys(tx, &context, &open).await?;
    let seen = if trying { seen(tx, import, &keys).await? } else { BTreeMap::new() };
    let mut results = Vec::new();
    for (row, keys) in open.iter_mut().zip(keys) {
        let earlier = keys.iter().find_map(|key| seen.get(key));
        let done = match earlier {
            Some(earlier) => {
                row.remark(Code::SameRow, Field::Name, &earlier.to_string());
                Done { outcome: Outcome::Known, record: None }
            }
            None => one(tx, &mut context, row).await?,
        };
        let keys = if done.outcome == Outcome::Created { keys } else { Vec::new() };
        // What trying out makes is gone in a moment.
        let record = done.record.filter(|_| !trying || done.outcome != Outcome::Created);
        let remarks = std::mem::take(&mut row.remarks);
        results.push(RowResult { row_no: row.no, outcome: done.outcome, record, remarks, keys });
    }
    let records = context.records() - import.image.records;
    if trying {
        tx.go_back(before).await?;
    } else {
        tx.keep(before).await?;
    }
    rows::save(tx, id, &results).await?;
    Ok(Step {
        done: i32::try_from(results.len()).map_err(Problem::internal)?,
        counts: counts(&results),
        records: if trying { 0 } else { records },
        kept: 0,
        ends: i64::try_from(results.len()).is_ok_and(|some| some < BATCH),
    })
}

/// Does one row, wholly or not at all.
async fn one(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
    let (place, records) = (tx.place().await?, context.records());
    match apply(tx, context, row).await {
        Ok(done) if done.outcome == Outcome::Refused => {
            tx.go_back(place).await?;
            context.go_back_to(records);
            Ok(done)
        }
        Ok(done) => {
            tx.keep(place).await?;
            Ok(done)
        }
        // What passes by itself is waited for, all of it. Anything else would be so again, and must not hold up the rows
        // after it.
        Err(problem) if !problem.is_transient() => {
            if !problem.is_permanent() {
                tracing::warn!(%problem, row = row.no, "a row of an import was refused");
            }
            tx.go_back(place).await?;
            context.go_back_to(records);
            row.remarks.push(Remark::new(Code::Rule, None, Some(problem.detail())));
            Ok(Done { outcome: Outcome::Refused, record: None })
        }
        Err(problem) => Err(problem),
    }
}

fn counts(results: &[RowResult]) -> ImportCounts {
    let mut counts = ImportCounts::default();
    for one in results {
        let count = match one.outcome {
            Outcome::Created => &mut counts.created,
            Outcome::Updated => &mut counts.updated,
            Outcome::Known => &mut counts.known,
            Outcome::LeftOut => &mut counts.left_out,
            Outcome::Refused => &mut counts.refused,
        };
        *count += 1;
        counts.mended += i32::from(one.remarks.iter().any(|remark| remark.code.is_mend()));
    }
    counts
}

/// By what each row would be known to a later one.
async fn keys(tx: &mut Tx, context: &Context<'_>, open: &[Row<'_>]) -> Result<Vec<Vec<String>>> {
    let text = |row: &Row<'_>, field| row.first(field).map(|cell| cell.text.to_owned());
    let name = |row: &Row<'_>| {
        let parts = [Field::Name, Field::FirstName, Field::LastName].into_iter().flat_map(|field| row.all(field));
        parts.map(|cell| cell.text).collect::<Vec<_>>().join(" ")
    };
    let kind = context.settings().kind;
    let is_company =
        |row: &Row<'_>| kind == ImportKind::Accounts || (kind == ImportKind::Contacts && context.is_company(row));
    let company =
        |row: &Row<'_>| if is_company(row) { name(row) } else { text(row, Field::Account).unwrap_or_default() };
    let companies: Vec<String> = open.iter().map(company).collect();
    let companies = find::company_keys(tx, &companies).await?;
    let compares = context.settings().existing != Existing::Create;
    let of = |(row, company): (&Row<'_>, Option<String>)| {
        let mut keys: Vec<String> = row.key(Field::Key).map(|key| format!("key {key}")).into_iter().collect();
        if !compares || kind == ImportKind::Deals {
            return keys;
        }
        if is_company(row) {
            keys.extend(company.map(|company| format!("company {company}")));
            keys.extend(text(row, Field::TaxNumber).map(|number| format!("tax {}", fold(&number))));
            return keys;
        }
        keys.extend(row.all(Field::Email).first().map(|cell| format!("mail {}", cell.text.to_lowercase())));
        keys.extend(company.map(|company| format!("person {} at {company}", fold(&name(row)))));
        keys
    };
    Ok(open.iter().zip(companies).map(of).collect())
}

/// Earlier rows that would have become records, by what these rows would be known by.
async fn seen(tx: &mut Tx, import: &Import, keys: &[Vec<String>]) -> Result<BTreeMap<String, i32>> {
    let all: Vec<String> = keys.iter().flatten().cloned().collect();
    Ok(rows::tried(tx, import.image.import_id, &all).await?.into_iter().collect())
}
