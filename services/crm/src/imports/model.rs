//! What an import is, what may be said of it, and what may become of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use contracts::imports::{
    self, ImportCounts, ImportCreated, ImportDiscarded, ImportFinished, ImportFormat, ImportKind, ImportProgressed,
    ImportStarted, ImportStatus, ImportUpdated,
};
use kernel::{Currency, FieldId, ImportId, MemberId, Name, VatRate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::ImportError;
use super::fields::Field;
use super::file::values::{DateOrder, DecimalMark};
use super::file::{Column, EMPTY_WORDS, Reading, Table, columns, formats};
use crate::custom_fields::renaming::Renamed;

/// Most characters before keys.
const MAX_PREFIX: usize = 20;
/// Most values of a column of which it can be said what they mean.
const MAX_MEANINGS: usize = 1000;
/// Most words that mean nothing.
const MAX_EMPTY_WORDS: usize = 50;

/// What is done with a row whose record is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportExisting")]
pub enum Existing {
    /// The record stays as it is.
    #[default]
    Skip,
    /// What is unknown of the record is filled in; nothing is overwritten.
    Fill,
    /// It becomes a record of its own, unless it has the same key.
    Create,
}

/// What is done with deals that were won elsewhere. What is proposed for a file is `history`; who leaves it out of the settings of
/// one wants nothing of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "ImportWonDeals")]
pub enum WonDeals {
    /// They are left out: winning them here would open projects and bill what was billed elsewhere.
    #[default]
    LeaveOut,
    /// They come as what was won elsewhere, with their day and value: they count wherever won deals do, and nothing follows from them.
    History,
    /// They are won here, too, and everything follows.
    Win,
}

/// What a column means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ImportColumnRule")]
pub struct ColumnRule {
    /// What it becomes; nothing when left out.
    pub field: Option<Field>,
    /// The custom field, when it becomes one.
    pub field_id: Option<FieldId>,
    /// How its days are written; as found out when left out.
    pub date_order: Option<DateOrder>,
    /// How its numbers are written; as found out when left out.
    pub decimal_mark: Option<DecimalMark>,
    /// What its values mean, where that is not plain: an id of a stage, pipeline or member, a code, a word; an empty text for nothing.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// How a file is imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ImportSettings")]
pub struct Settings {
    /// What its rows become.
    pub kind: ImportKind,
    /// What each column means, in their order.
    pub columns: Vec<ColumnRule>,
    /// What is done with rows whose record is known already.
    #[serde(default)]
    pub existing: Existing,
    /// Whether accounts and contacts that rows name are made when they are not there.
    pub make_missing: bool,
    /// What is done with deals that were won elsewhere.
    #[serde(default)]
    pub won_deals: WonDeals,
    /// VAT rate of deals that are won, in percent.
    pub vat_rate: Option<VatRate>,
    /// Who looks after what names nobody.
    pub owner_id: Option<MemberId>,
    /// Currency of amounts that name none; the organisation's when left out.
    pub currency: Option<Currency>,
    /// What brought leads that name nothing.
    pub source: Option<Name>,
    /// What keys begin with here, so that those of two systems never meet.
    #[serde(default)]
    pub key_prefix: String,
    /// Words that mean nothing, in any case.
    #[serde(default)]
    pub empty_words: Vec<String>,
}

/// An import with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Grows by one with each change.
    pub version: i64,
    /// The import as others see it.
    pub image: imports::Import,
    /// How the file was read.
    pub reading: Reading,
    /// Its columns, as found.
    pub columns: Vec<Column>,
    /// What they mean.
    pub settings: Settings,
    /// When the file was received.
    pub created_at: DateTime<Utc>,
    /// By whom: `member:<id>` or `api_key:<id>`.
    pub created_by: String,
    /// When it was run first.
    pub started_at: Option<DateTime<Utc>>,
    /// By whom what is being done was begun.
    pub started_by: Option<String>,
    /// When it was run to its end, or stopped.
    pub finished_at: Option<DateTime<Utc>>,
    /// When undoing it began.
    pub undone_at: Option<DateTime<Utc>>,
    /// By whom it was undone.
    pub undone_by: Option<String>,
    /// When its rows were removed, and what they had brought.
    pub cleared_at: Option<DateTime<Utc>>,
}

type Result<T> = std::result::Result<T, ImportError>;

/// Who does something, and when.
#[derive(Debug, Clone)]
pub struct By {
    /// Who: `member:<id>` or `api_key:<id>`.
    pub actor: String,
    /// When.
    pub now: DateTime<Utc>,
}

/// What is proposed for a file of a kind, from its headings and what stands in its columns.
pub fn propose(format: ImportFormat, kind: ImportKind, columns: &[Column]) -> Settings {
    let mut taken: Vec<Field> = Vec::new();
    let rule = |column: &Column| {
        let field = formats::meaning(kind, &column.heading);
        let field = field.filter(|field| column.filled > 0 && (field.is_joined() || !taken.contains(field)));
        taken.extend(field);
        ColumnRule { field, ..ColumnRule::default() }
    };
    let mut rules: Vec<ColumnRule> = columns.iter().map(rule).collect();
    // Where a person's name stands in parts and as a whole, the whole is enough, but for what they are called.
    if taken.contains(&Field::Name) {
        let is_part = |rule: &&mut ColumnRule| rule.field == Some(Field::LastName);
        rules.iter_mut().filter(is_part).for_each(|rule| rule.field = None);
    }
    Settings {
        kind,
        columns: rules,
        existing: Existing::default(),
        make_missing: true,
        won_deals: WonDeals::History,
        vat_rate: None,
        owner_id: None,
        currency: None,
        source: None,
        key_prefix: formats::key_prefix(format).to_owned(),
        empty_words: EMPTY_WORDS.map(str::to_owned).to_vec(),
    }
}

impl Settings {
    /// What of them holds for another file with the same headings. That won deals are won here, too, opens projects and
    /// bills, so it is said anew of each file.
    pub fn for_another_file(mut self) -> Self {
        self.won_deals = WonDeals::History;
        self
    }

    /// Has values mean the new names of choices of an own field; whether any did mean an old one.
    pub fn choices_renamed(&mut self, field: FieldId, renamed: Renamed<'_>) -> bool {
        let columns = self.columns.iter_mut().filter(|rule| rule.field_id == Some(field));
        columns.flat_map(|rule| rule.values.values_mut()).fold(false, |changed, meaning| match renamed.of(meaning) {
            Some(name) => {
                name.as_str().clone_into(meaning);
                true
            }
            None => changed,
        })
    }

    /// Refuses what cannot be of a file with so many columns. Ids are checked by whoever knows them.
    pub fn check(&self, columns: usize) -> Result<()> {
        if self.columns.len() != columns {
            return Err(ImportError::field("/columns", format!("say something of each of the {columns} columns")));
        }
        let allowed = Field::of(self.kind);
        for (index, rule) in self.columns.iter().enumerate() {
            let at = |field: &str| format!("/columns/{index}/{field}");
            let Some(field) = rule.field else { continue };
            if !allowed.contains(&field) {
                return Err(ImportError::field(at("field"), "is nothing that rows of this kind have"));
            }
            let before = self.columns.iter().take(index).any(|other| other.field == Some(field));
            if before && !field.is_joined() {
                return Err(ImportError::field(at("field"), "another column becomes this already"));
            }
            if (field == Field::Custom) != rule.field_id.is_some() {
                return Err(ImportError::field(at("field_id"), "goes together with the field custom"));
            }
            if rule.values.len() > MAX_MEANINGS {
                return Err(ImportError::field(at("values"), format!("can name at most {MAX_MEANINGS} values")));
            }
        }
        let plain = |one: char| one.is_ascii_alphanumeric() || "._/-".contains(one);
        if self.key_prefix.len() > MAX_PREFIX || !self.key_prefix.chars().all(plain) {
            return Err(ImportError::field(
                "/key_prefix",
                "must be at most 20 letters, digits and the characters . _ / -",
            ));
        }
        if self.empty_words.len() > MAX_EMPTY_WORDS {
            return Err(ImportError::field("/empty_words", format!("must be at most {MAX_EMPTY_WORDS}")));
        }
        Ok(())
    }
}

/// A file that was just received.
#[derive(Debug, Clone)]
pub struct Received {
    /// What the file is called.
    pub file_name: Name,
    /// Where it comes from.
    pub format: ImportFormat,
    /// How it is imported, unless somebody says otherwise.
    pub settings: Settings,
}

fn count(rows: usize) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

impl Import {
    /// Takes a file in.
    pub fn receive(received: Received, table: &Table, by: By) -> (Self, ImportCreated) {
        let image = imports::Import {
            import_id: ImportId::new(),
            kind: received.settings.kind,
            format: received.format,
            file_name: received.file_name,
            status: ImportStatus::Draft,
            rows: count(table.rows.len()),
            done: 0,
            counts: ImportCounts::default(),
            records: 0,
            kept: 0,
        };
        let created = ImportCreated { import: image.clone() };
        let import = Self {
            version: 1,
            image,
            reading: table.reading.clone(),
            columns: columns(table),
            settings: received.settings,
            created_at: by.now,
            created_by: by.actor,
            started_at: None,
            started_by: None,
            finished_at: None,
            undone_at: None,
            undone_by: None,
            cleared_at: None,
        };
        (import, created)
    }

    /// Refuses what is only for a file of which nothing was made yet.
    pub fn must_be_new(&self) -> Result<()> {
        match self.image.status {
            ImportStatus::Draft | ImportStatus::Checked => Ok(()),
            ImportStatus::Checking => Err(ImportError::Busy),
            ImportStatus::Running
            | ImportStatus::Stopped
            | ImportStatus::Done
            | ImportStatus::Undoing
            | ImportStatus::Undone => Err(ImportError::Begun),
        }
    }

    /// Refuses what needs rows that are removed by now.
    const fn must_be_whole(&self) -> Result<()> {
        if self.cleared_at.is_none() { Ok(()) } else { Err(ImportError::Cleared) }
    }

    /// Says what its columns mean. What was found out by trying is no longer true then.
    pub fn set(&mut self, settings: Settings) -> Result<ImportUpdated> {
        self.must_be_new()?;
        settings.check(self.columns.len())?;
        self.image.kind = settings.kind;
        self.settings = settings;
        Ok(ImportUpdated { import: self.restart(ImportStatus::Draft) })
    }

    /// Reads its file in another way.
    pub fn read_again(&mut self, table: &Table, settings: Settings) -> Result<ImportUpdated> {
        self.must_be_new()?;
        self.reading = table.reading.clone();
        self.columns = columns(table);
        self.image.rows = count(table.rows.len());
        self.set(settings)
    }

    /// Begins to try out every row.
    pub fn check(&mut self, by: By) -> Result<ImportStarted> {
        self.must_be_new()?;
        self.settings.check(self.columns.len())?;
        self.started_by = Some(by.actor);
        Ok(ImportStarted { import: self.restart(ImportStatus::Checking) })
    }

    /// Begins to make records of its rows, or goes on after it was stopped.
    pub fn run(&mut self, by: By) -> Result<ImportStarted> {
        self.must_be_whole()?;
        match self.image.status {
            ImportStatus::Draft | ImportStatus::Checked => {
                self.settings.check(self.columns.len())?;
                self.restart(ImportStatus::Running);
                self.started_at = Some(by.now);
            }
            ImportStatus::Stopped => {
                self.image.status = ImportStatus::Running;
                self.version += 1;
            }
            ImportStatus::Checking | ImportStatus::Running | ImportStatus::Undoing => return Err(ImportError::Busy),
            ImportStatus::Done => return Err(ImportError::Done),
            ImportStatus::Undone => return Err(ImportError::Undone),
        }
        self.started_by = Some(by.actor);
        self.finished_at = None;
        Ok(ImportStarted { import: self.image.clone() })
    }

    /// Stops what is being done: trying out is given up, a run can go on later.
    pub fn stop(&mut self, now: DateTime<Utc>) -> Result<ImportFinished> {
        match self.image.status {
            ImportStatus::Checking => drop(self.restart(ImportStatus::Draft)),
            ImportStatus::Running => {
                self.image.status = ImportStatus::Stopped;
                self.finished_at = Some(now);
                self.version += 1;
            }
            ImportStatus::Draft
            | ImportStatus::Checked
            | ImportStatus::Stopped
            | ImportStatus::Done
            | ImportStatus::Undoing
            | ImportStatus::Undone => return Err(ImportError::Idle),
        }
        Ok(ImportFinished { import: self.image.clone() })
    }

    /// Begins to take back what it did.
    pub fn undo(&mut self, by: By) -> Result<ImportStarted> {
        self.must_be_whole()?;
        match self.image.status {
            ImportStatus::Done | ImportStatus::Stopped => {}
            ImportStatus::Draft | ImportStatus::Checked => return Err(ImportError::NothingDone),
            ImportStatus::Checking | ImportStatus::Running | ImportStatus::Undoing => return Err(ImportError::Busy),
            ImportStatus::Undone => return Err(ImportError::Undone),
        }
        self.undone_at = Some(by.now);
        self.undone_by = Some(by.actor.clone());
        self.started_by = Some(by.actor);
        self.image.status = ImportStatus::Undoing;
        self.image.done = 0;
        self.version += 1;
        Ok(ImportStarted { import: self.image.clone() })
    }

    /// Throws it away.
    pub fn discard(&self) -> Result<ImportDiscarded> {
        self.must_be_new()?;
        Ok(ImportDiscarded { import: self.image.clone() })
    }

    /// More of what is being done is done.
    pub fn progress(&mut self, step: Step, now: DateTime<Utc>) -> Told {
        let counts = &mut self.image.counts;
        counts.created += step.counts.created;
        counts.updated += step.counts.updated;
        counts.known += step.counts.known;
        counts.left_out += step.counts.left_out;
        counts.refused += step.counts.refused;
        counts.mended += step.counts.mended;
        self.image.done += step.done;
        self.image.records += step.records;
        self.image.kept += step.kept;
        self.version += 1;
        if !step.ends {
            return Told::Progressed(ImportProgressed { import: self.image.clone() });
        }
        self.image.status = match self.image.status {
            ImportStatus::Checking => ImportStatus::Checked,
            ImportStatus::Undoing => ImportStatus::Undone,
            ImportStatus::Draft
            | ImportStatus::Checked
            | ImportStatus::Running
            | ImportStatus::Stopped
            | ImportStatus::Done
            | ImportStatus::Undone => {
                self.finished_at = Some(now);
                ImportStatus::Done
            }
        };
        Told::Finished(ImportFinished { import: self.image.clone() })
    }

    fn restart(&mut self, status: ImportStatus) -> imports::Import {
        self.image.status = status;
        self.image.done = 0;
        self.image.counts = ImportCounts::default();
        self.version += 1;
        self.image.clone()
    }
}

/// What was done at once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Step {
    /// Rows, or records that were taken back.
    pub done: i32,
    /// What became of them.
    pub counts: ImportCounts,
    /// Records that were made or filled in.
    pub records: i32,
    /// Records that were kept although they should have been taken back.
    pub kept: i32,
    /// Whether nothing is left to do.
    pub ends: bool,
}

/// What is told of progress.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// It goes on.
    Progressed(ImportProgressed),
    /// It is over.
    Finished(ImportFinished),
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
