//! Making records of rows, by the same rules as everybody's requests: whatever a rule refuses of a request, it refuses of
//! a row.

mod accounts;
mod activities;
mod contacts;
mod context;
mod deals;
mod leads;
mod wishes;
mod words;

use contracts::imports::ImportKind;
use platform::{Problem, Result, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

pub use self::activities::activity_kind;
pub use self::context::Context;
use super::fields::Field;
use super::file::split::Flaw;
use super::file::values::yes_no;
use super::row::{Code, Remark, Row};
use super::store;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportOutcome")]
pub enum Outcome {
    /// A new record.
    Created,
    /// It filled in what was unknown of a record.
    Updated,
    /// Its record is known already.
    Known,
    /// It was meant to be left out.
    LeftOut,
    /// It cannot be.
    Refused,
}

/// What kind of record it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportRecordKind")]
pub enum RecordKind {
    /// An account.
    Account,
    /// A contact.
    Contact,
    /// A deal.
    Deal,
    /// A lead.
    Lead,
    /// An activity.
    Activity,
}

/// The record a row became, or is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ImportRecord")]
pub struct Record {
    /// What it is.
    pub kind: RecordKind,
    /// Its id.
    pub id: Uuid,
}

/// What became of a row, and of which record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// What became of it.
    pub outcome: Outcome,
    /// The record, when there is one.
    pub record: Option<Record>,
}

impl Done {
    const LEFT_OUT: Self = Self { outcome: Outcome::LeftOut, record: None };
    const REFUSED: Self = Self { outcome: Outcome::Refused, record: None };

    fn of(outcome: Outcome, kind: RecordKind, id: impl Into<Uuid>) -> Self {
        Self { outcome, record: Some(Record { kind, id: id.into() }) }
    }
}

/// What an import did to a record, so that it can be taken back.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The record.
    pub record: Record,
    /// Whether it made the record; otherwise it filled in these fields.
    pub created: bool,
    /// The version it left the record at.
    pub version: i64,
    /// Names of the fields it filled in.
    pub filled: Vec<String>,
    /// What it brought.
    pub brought: Value,
}

/// Makes a record of a row.
pub async fn apply(tx: &mut Tx, context: &mut Context<'_>, row: &mut Row<'_>) -> Result<Done> {
    if !is_whole(row) {
        return Ok(Done::REFUSED);
    }
    if row.has_too_many_cells() {
        row.remark(Code::TooManyCells, Field::Name, "");
        return Ok(Done::REFUSED);
    }
    row.begin();
    row.say_what_is_lost();
    if let Some(cell) = row.first(Field::LeaveOut)
        && yes_no(cell.text) == Some(true)
    {
        row.remark(Code::LeaveOut, Field::LeaveOut, cell.text);
        return Ok(Done::LEFT_OUT);
    }
    let done = match context.settings().kind {
        ImportKind::Accounts => accounts::apply(tx, context, row).await,
        ImportKind::Contacts if context.is_company(row) => accounts::apply(tx, context, row).await,
        ImportKind::Contacts => contacts::apply(tx, context, row).await,
        ImportKind::Deals => deals::apply(tx, context, row).await,
        ImportKind::Leads => leads::apply(tx, context, row).await,
        ImportKind::Activities => activities::apply(tx, context, row).await,
    }?;
    if matches!(done.outcome, Outcome::Created | Outcome::Updated) {
        row.say_what_has_no_place();
    }
    Ok(done)
}

/// Says what is wrong with how a row is written in its file; false when it cannot be told what its cells are.
fn is_whole(row: &mut Row<'_>) -> bool {
    let (code, detail) = match row.flaw {
        None => return true,
        Some(Flaw::OpenQuote(line)) => (Code::OpenQuote, Some(line.to_string())),
        Some(Flaw::Unpacked) => (Code::Unpacked, None),
        Some(Flaw::Packed) => (Code::Packed, None),
    };
    row.remarks.push(Remark::new(code, None, detail.as_deref()));
    code == Code::Unpacked
}

/// Says that the record of a row is known.
fn known(row: &mut Row<'_>, code: Code, kind: RecordKind, id: impl Into<Uuid>, name: &str) -> Done {
    let field = if code == Code::SameKey { Field::Key } else { Field::Name };
    row.remark(code, field, name);
    Done::of(Outcome::Known, kind, id)
}

impl Context<'_> {
    /// Writes down what was done to a record. What this import itself made before and fills in now is still what it made,
    /// only at a later version.
    async fn note(&mut self, tx: &mut Tx, row: &Row<'_>, deed: Deed) -> Result<()> {
        let import = self.import_id();
        if !deed.created && store::records::went_on(tx, import, deed.record.id, deed.version).await? {
            return Ok(());
        }
        let record_no = self.next_record_no();
        if deed.created {
            self.noted(record_no, deed.record.id, row.no);
        }
        store::records::insert(tx, import, (record_no, row.no), &deed).await
    }

    /// Whether a record is one that this import made because another row named it.
    async fn made(&self, tx: &mut Tx, id: Uuid) -> Result<bool> {
        store::records::made(tx, self.import_id(), id).await
    }
}

/// Fills in custom values that are not there yet; answers what was filled in.
fn fill_custom(
    values: &mut contracts::crm::CustomValues,
    brought: &contracts::crm::CustomValues,
    filled: &mut Vec<String>,
) {
    for (field, value) in brought {
        if !values.contains_key(field) {
            values.insert(*field, value.clone());
            filled.push(format!("custom/{field}"));
        }
    }
}

/// What a row brought, with the key the record has since then.
fn with_key(brought: &impl Serialize, key: Option<&kernel::ShortCode>) -> Result<Value> {
    let mut brought = serde_json::to_value(brought).map_err(Problem::internal)?;
    brought["external_ref"] = serde_json::to_value(key).map_err(Problem::internal)?;
    Ok(brought)
}
