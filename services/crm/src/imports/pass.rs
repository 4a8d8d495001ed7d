//! Going through the rows of a file: trying them out, or making records of them.
//!
//! Trying out does to every row what a run would do, and takes it back: what a preview says follows from the same rules. Some
//! rows are done at a time, each of them wholly or not at all, together with what became of it, so that a run that was ended
//! at any moment goes on with the row after the last one that is done.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use contracts::imports::{ImportCounts, ImportStatus};
use platform::{Problem, Result, Tx};

use super::alike::{Keys, keys};
use super::apply::{Context, Done, Outcome, apply};
use super::fields::Field;
use super::model::{Import, Step};
use super::replay;
use super::row::{Code, Remark, Row};
use super::store::rows::RowResult;
use super::store::{records, row_keys, rows};

/// Most rows that are done at once.
const BATCH: i64 = 100;
/// How long rows are done at once: whoever changes the same records, or hands out leads, waits no longer than for one row more.
const LONGEST: Duration = Duration::from_millis(250);

/// Does the next rows of an import.
pub async fn go_on(tx: &mut Tx, import: &Import) -> Result<Step> {
    let trying = import.image.status == ImportStatus::Checking;
    let id = import.image.import_id;
    let waiting = rows::waiting(tx, id, BATCH).await?;
    let before = tx.place().await?;
    let mut context = Context::load(tx, import).await?;
    let mut open: Vec<Row<'_>> = waiting.iter().map(|kept| context.row(kept)).collect();
    let keys = if trying { keys(tx, &context, &open).await? } else { Vec::new() };
    let unsure = if trying { replay::before(tx, import, &mut context, &keys).await? } else { HashSet::new() };
    let (records_before, began) = (context.records(), Instant::now());
    let (mut results, mut changing) = (Vec::new(), Vec::new());
    for (place, row) in open.iter_mut().enumerate() {
        if place > 0 && began.elapsed() > LONGEST {
            break;
        }
        let records = context.records();
        let mut done = one(tx, &mut context, row).await?;
        // What an earlier row had made is filled in without another note of it.
        if context.records() > records || matches!(done.outcome, Outcome::Created | Outcome::Updated) {
            changing.push(place);
        }
        say_row(tx, &context, row, &mut done, trying).await?;
        if keys.get(place).is_some_and(|keys| depends(keys, &unsure)) {
            row.remarks.push(Remark::new(Code::Unsure, None, None));
        }
        let remarks = std::mem::take(&mut row.remarks);
        results.push(RowResult { row_no: row.no, outcome: done.outcome, record: done.record, remarks });
    }
    let records = context.records() - records_before;
    if trying {
        tx.go_back(before).await?;
        let of = |place: &usize| Some((waiting.get(*place)?.row_no, keys.get(*place)?));
        row_keys::save(tx, id, changing.iter().filter_map(of)).await?;
    } else {
        tx.keep(before).await?;
    }
    rows::save(tx, id, &results).await?;
    let all = results.len() == waiting.len() && i64::try_from(results.len()).is_ok_and(|some| some < BATCH);
    Ok(Step {
        done: i32::try_from(results.len()).map_err(Problem::internal)?,
        counts: counts(&results),
        records: if trying { 0 } else { records },
        kept: 0,
        ends: all,
    })
}

fn depends(keys: &Keys, unsure: &HashSet<uuid::Uuid>) -> bool {
    keys.own.iter().chain(&keys.named).any(|key| unsure.contains(key))
}

/// Says of a row whose record came by an earlier row of the file which one that was. What trying out makes is gone in a moment,
/// so nobody is led to it.
async fn say_row(tx: &mut Tx, context: &Context<'_>, row: &mut Row<'_>, done: &mut Done, trying: bool) -> Result<()> {
    let Some(record) = done.record else { return Ok(()) };
    let here = context.made_by(record.id);
    if done.outcome == Outcome::Known
        && let Some(last) = row.remarks.iter().rposition(|one| matches!(one.code, Code::SameKey | Code::SameRecord))
    {
        let earlier = match here {
            None if !trying => records::made_by(tx, context.import_id(), record.id).await?,
            here => here,
        };
        if let Some(earlier) = earlier.filter(|earlier| *earlier != row.no) {
            row.remarks.remove(last);
            row.remark(Code::SameRow, Field::Name, &earlier.to_string());
        }
    }
    if trying && here.is_some() {
        done.record = None;
    }
    Ok(())
}

/// Does one row, wholly or not at all.
pub async fn one(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
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
            row.remarks.push(Remark::refused(&problem));
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
