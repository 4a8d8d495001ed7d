//! The report of an import: every row with what became of it, as CSV, to be kept or mended and imported again.

use exports::sheet::{self, Cell, Kind};
use platform::files::FileReply;
use platform::{Read, Result};

use super::apply::{Outcome, RecordKind};
use super::model::Import;
use super::row::{Code, Remark};
use super::store;
use super::store::rows::Kept;

/// Rows that are read at a time.
const PAGE: i64 = 500;

/// The report.
pub async fn of(mut db: Read, import: Import) -> Result<FileReply> {
    let turn = sheet::turn().await?;
    let told = ["Row", "Line", "Outcome", "Record", "Record ID", "Remarks"].map(str::to_owned);
    let headings: Vec<String> =
        told.into_iter().chain(import.columns.iter().map(|column| column.heading.clone())).collect();
    let name = import.image.file_name.as_str();
    let name = format!("{} report", name.rsplit_once('.').map_or(name, |(name, _)| name));
    let (id, known, width) = (import.image.import_id, import.columns.len(), headings.len());
    let blank = blank(import.reading.blank, width);
    sheet::send(turn, Kind::Csv, &name, &headings, |mut sheet| async move {
        let mut filter = store::rows::Filter::default();
        loop {
            let rows = store::rows::list(&mut db, id, filter, PAGE).await?;
            let Some(last) = rows.last() else {
                if let Some(blank) = blank {
                    sheet.row(&blank)?;
                }
                return Ok(sheet);
            };
            filter.after = last.row_no;
            for row in &rows {
                sheet.row(&cells(row, known, width))?;
            }
            sheet.page_is_done(rows.len())?;
        }
    })
}

/// The last row, which says how many lines there were besides the rows, when there were any: so every line of the file is told of.
fn blank(lines: i32, width: usize) -> Option<Vec<Cell>> {
    if lines <= 0 {
        return None;
    }
    let said = if lines == 1 { "1 line holds nothing".to_owned() } else { format!("{lines} lines hold nothing") };
    let mut cells = vec![
        Cell::Empty,
        Cell::Empty,
        Cell::text(Some("blank, passed over")),
        Cell::Empty,
        Cell::Empty,
        Cell::Text(said),
    ];
    cells.resize(width, Cell::Empty);
    Some(cells)
}

/// A row of the report: what became of it, then its cells.
fn cells(row: &Kept, known: usize, width: usize) -> Vec<Cell> {
    let remarks: Vec<String> = row.remarks.iter().map(sentence).collect();
    let mut cells = vec![
        Cell::number(Some(row.row_no)),
        Cell::number(Some(row.line_no)),
        Cell::text(row.outcome.map(outcome)),
        Cell::text(row.record.map(|record| kind(record.kind))),
        Cell::text(row.record.map(|record| record.id)),
        Cell::text(Some(remarks.join("; ")).filter(|remarks| !remarks.is_empty())),
    ];
    cells.extend(row.cells.iter().take(known).map(|cell| Cell::text(Some(cell).filter(|cell| !cell.is_empty()))));
    cells.resize(width, Cell::Empty);
    cells
}

const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Created => "created",
        Outcome::Updated => "updated",
        Outcome::Known => "known already",
        Outcome::LeftOut => "left out",
        Outcome::Refused => "refused",
    }
}

const fn kind(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Account => "account",
        RecordKind::Contact => "contact",
        RecordKind::Deal => "deal",
        RecordKind::Lead => "lead",
        RecordKind::Activity => "activity",
    }
}

/// A remark for people.
fn sentence(remark: &Remark) -> String {
    let detail = remark.detail.as_deref().unwrap_or_default();
    match remark.code {
        Code::Unreadable => format!("\"{detail}\" cannot be read; left out"),
        Code::Shortened => format!("shortened: \"{detail}\""),
        Code::Rounded => format!("{detail} rounded to whole minor units"),
        Code::Unquoted => format!("quotation marks taken away: {detail}"),
        Code::UnknownOwner => format!("no colleague {detail}"),
        Code::UnknownStage => format!("no stage {detail}; begins in the first"),
        Code::UnknownPipeline => format!("no pipeline {detail}; the stage says which, or the usual one"),
        Code::UnknownStatus => format!("{detail} is no status"),
        Code::UnknownCountry => format!("no country {detail}; left out"),
        Code::UnknownCurrency => format!("no currency {detail}; the usual one taken"),
        Code::UnknownTag => format!("no tag {detail}; left out"),
        Code::UnknownPriceList => format!("no price list {detail}; left out"),
        Code::UnknownLossReason => format!("no loss reason {detail}; kept in these words"),
        Code::UnknownType => format!("no kind of activity {detail}; a note"),
        Code::NoPlace => format!("no place for {detail}, or another value there; left out"),
        Code::NoRecord => format!("nothing here is {detail}; left out"),
        Code::BadCharacters => format!("characters that cannot be read: {detail}"),
        Code::Unsure => "depends on many earlier rows; may turn out otherwise".to_owned(),
        Code::NotOfField => format!("not a value of the field: {detail}; left out"),
        Code::NoAccount => format!("no account {detail}; left out"),
        Code::NoContact => format!("no contact {detail}; left out"),
        Code::SeveralAccounts => format!("several accounts are called {detail}; the oldest taken"),
        Code::NoName => format!("no name; called {detail}"),
        Code::MovedDay => format!("the day cannot be {detail}; another one taken"),
        Code::NoClosingDay => format!("it does not say when it was closed; {detail} taken"),
        Code::AlsoMade => format!("{detail} was made, too"),
        Code::SameKey => format!("the record with this key is there: {detail}"),
        Code::SameRecord => format!("the same as {detail}"),
        Code::SameRow => format!("the same as row {detail}"),
        Code::NothingNew => format!("nothing new about {detail}"),
        Code::LeaveOut => "the file says to leave it out".to_owned(),
        Code::WonElsewhere => "won elsewhere".to_owned(),
        Code::OpenQuote => {
            format!("the quotation mark opened in line {detail} is never closed; close it or take it away")
        }
        Code::Unpacked => "the row stood between quotation marks; taken apart into its columns".to_owned(),
        Code::Packed => "the row stands between quotation marks and does not come apart into the columns".to_owned(),
        Code::TooManyCells => "more cells than the heading has columns".to_owned(),
        Code::Rule => detail.to_owned(),
    }
}
