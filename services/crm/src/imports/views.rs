//! How imports look to callers, and what callers say about them.

use chrono::{DateTime, Utc};
use contracts::imports::{self, ImportKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::apply::{Outcome, Record};
use super::fields::Field;
use super::file::{Column, Reading};
use super::model::{Import, Settings};
use super::row::Remark;
use super::store::records::{Noted, Undo};
use super::store::rows::Kept;
use super::undo::Why;
use crate::words;

/// How a file is to be read, and what its rows shall become.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReadImportAgain")]
pub struct ReadAgain {
    /// What its rows become; as proposed when left out.
    pub kind: Option<ImportKind>,
    /// How its characters are written; found out when left out.
    pub encoding: Option<String>,
    /// What stands between cells; found out when left out.
    pub separator: Option<char>,
}

/// An import.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "FileImport")]
pub struct ImportView {
    /// What everybody sees of it.
    #[serde(flatten)]
    pub import: imports::Import,
    /// How the file was read.
    pub reading: Reading,
    /// Its columns, as found.
    pub columns: Vec<Column>,
    /// What they mean.
    pub settings: Settings,
    /// What columns may become.
    pub fields: Vec<Field>,
    /// Columns that become nothing although something stands in them.
    pub unused: Vec<UnusedColumn>,
    /// When the file was received.
    pub created_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub created_by: String,
    /// When it was run first.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was run to its end, or stopped.
    pub finished_at: Option<DateTime<Utc>>,
    /// When undoing it began.
    pub undone_at: Option<DateTime<Utc>>,
    /// By whom it was undone.
    pub undone_by: Option<String>,
    /// When its rows were removed: 30 days after it came to an end.
    pub cleared_at: Option<DateTime<Utc>>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

/// A column that becomes nothing although something stands in it.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ImportUnusedColumn")]
pub struct UnusedColumn {
    /// The column, counted from 0.
    pub column: i32,
    /// Its heading.
    pub heading: String,
    /// Rows in which something stands.
    pub rows: i32,
}

impl UnusedColumn {
    /// Those of an import.
    fn of(import: &Import) -> Vec<Self> {
        let columns = (0..).zip(&import.columns).zip(&import.settings.columns);
        let unused = columns.filter(|((_, column), rule)| rule.field.is_none() && column.filled > 0);
        let named =
            unused.map(|((no, column), _)| Self { column: no, heading: column.heading.clone(), rows: column.filled });
        named.collect()
    }
}

impl From<Import> for ImportView {
    fn from(import: Import) -> Self {
        Self {
            unused: UnusedColumn::of(&import),
            fields: Field::of(import.image.kind).to_vec(),
            import: import.image,
            reading: import.reading,
            columns: import.columns,
            settings: import.settings,
            created_at: import.created_at,
            created_by: import.created_by,
            started_at: import.started_at,
            finished_at: import.finished_at,
            undone_at: import.undone_at,
            undone_by: import.undone_by,
            cleared_at: import.cleared_at,
            version: import.version,
        }
    }
}

/// An import in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportSummary {
    /// What everybody sees of it.
    #[serde(flatten)]
    pub import: imports::Import,
    /// When the file was received.
    pub created_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub created_by: String,
    /// When it was run to its end, or stopped.
    pub finished_at: Option<DateTime<Utc>>,
    /// When undoing it began.
    pub undone_at: Option<DateTime<Utc>>,
    /// Grows with each change; the ETag.
    pub version: i64,
}

impl From<Import> for ImportSummary {
    fn from(import: Import) -> Self {
        Self {
            import: import.image,
            created_at: import.created_at,
            created_by: import.created_by,
            finished_at: import.finished_at,
            undone_at: import.undone_at,
            version: import.version,
        }
    }
}

/// What the values of columns mean that stand for something that is here.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportValues {
    /// Each such column.
    pub items: Vec<ColumnValues>,
}

/// What the values of a column mean.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportColumnValues")]
pub struct ColumnValues {
    /// The column, counted from 0.
    pub column: i32,
    /// What it becomes.
    pub field: Field,
    /// Its values, the most frequent first; at most 200.
    pub values: Vec<ValueMeaning>,
}

/// What a value means.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ImportValueMeaning")]
pub struct ValueMeaning {
    /// The value.
    pub value: String,
    /// Rows that have it.
    pub rows: i64,
    /// What it means: an id of a stage, pipeline or member, a code, a word; an empty text for nothing, none when that is not known.
    pub means: Option<String>,
    /// Whether somebody said so.
    pub said: bool,
}

/// A row of a file, and what became of it when it was last tried out or run.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportRow {
    /// Its number, from 1.
    pub row_no: i32,
    /// The line of the file it begins on.
    pub line_no: i32,
    /// Its cells.
    pub cells: Vec<String>,
    /// What became of it, or would.
    pub outcome: Option<Outcome>,
    /// The record it became, or is.
    pub record: Option<Record>,
    /// What was mended, and why it became nothing.
    pub remarks: Vec<Remark>,
}

impl From<Kept> for ImportRow {
    fn from(row: Kept) -> Self {
        let Kept { row_no, line_no, cells, flaw: _, outcome, record, remarks } = row;
        Self { row_no, line_no, cells, outcome, record, remarks }
    }
}

/// What an import did to a record.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ImportDeed {
    /// Counts what the import did.
    pub record_no: i32,
    /// The row it came from.
    pub row_no: i32,
    /// The record.
    pub record: Record,
    /// What it was called then.
    pub name: Option<String>,
    /// Whether the import made it; otherwise it filled in some of its fields.
    pub created: bool,
    /// Names of the fields it filled in.
    pub filled: Vec<String>,
    /// What became of it when the import was undone.
    pub undo: Option<Undo>,
    /// Why it was kept.
    pub why: Option<Why>,
}

impl From<Noted> for ImportDeed {
    fn from(noted: Noted) -> Self {
        let name = noted.deed.brought.get("name").and_then(serde_json::Value::as_str).map(str::to_owned);
        Self {
            record_no: noted.record_no,
            row_no: noted.row_no,
            record: noted.deed.record,
            name,
            created: noted.deed.created,
            filled: noted.deed.filled,
            undo: noted.undo,
            why: noted.why.and_then(|why| words::value(why).ok()),
        }
    }
}
