//! What CRM publishes about imports: files whose rows become leads, accounts, contacts, deals and activities.

use kernel::{ImportId, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::event::{events, facts};

/// What the rows of a file become, before all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// Companies.
    Accounts,
    /// People, and the companies they work at.
    Contacts,
    /// Deals, with the companies and people they are about.
    Deals,
    /// People who may become clients.
    Leads,
    /// Notes, calls, meetings and mails about records that are here.
    Activities,
}

/// Where a file comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    /// Any table.
    Table,
    /// An export of HubSpot.
    Hubspot,
    /// An export of Pipedrive.
    Pipedrive,
    /// An export of Salesforce.
    Salesforce,
    /// An export of Odoo.
    Odoo,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "FileImportStatus")]
pub enum ImportStatus {
    /// The file is read; it is being said what its columns mean.
    Draft,
    /// Every row is tried out.
    Checking,
    /// Every row was tried out; nothing is written yet.
    Checked,
    /// Rows become records.
    Running,
    /// Somebody stopped it.
    Stopped,
    /// Every row is done.
    Done,
    /// What it did is taken back.
    Undoing,
    /// What it did is taken back, except for what somebody has touched since.
    Undone,
}

/// What became of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ImportCounts {
    /// Rows that became a new record.
    pub created: i32,
    /// Rows that filled in what was unknown of a record.
    pub updated: i32,
    /// Rows of records that are known already.
    pub known: i32,
    /// Rows that were meant to be left out.
    pub left_out: i32,
    /// Rows that cannot be.
    pub refused: i32,
    /// Rows of which something had to be mended, whatever became of them.
    pub mended: i32,
}

/// A file whose rows become records.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Import {
    /// Its id.
    pub import_id: ImportId,
    /// What its rows become.
    pub kind: ImportKind,
    /// Where the file comes from.
    pub format: ImportFormat,
    /// What the file is called.
    pub file_name: Name,
    /// How far it is.
    pub status: ImportStatus,
    /// Rows of the file, without its heading and without empty lines.
    pub rows: i32,
    /// Rows that were tried out or became records in what is being done; records that were taken back while it is undone.
    pub done: i32,
    /// What became of the rows that are done.
    pub counts: ImportCounts,
    /// Records it made or filled in.
    pub records: i32,
    /// Records that were kept when it was undone, because somebody has touched them since.
    pub kept: i32,
}

facts! {
    /// A file was received.
    ImportCreated { /// The import as it now is.
        import: Import }
    /// It was said what its columns mean, or it was read in another way.
    ImportUpdated { /// The import as it now is.
        import: Import }
    /// Trying it out, running or undoing it began, or goes on.
    ImportStarted { /// The import as it now is.
        import: Import }
    /// Some rows are done.
    ImportProgressed { /// The import as it now is.
        import: Import }
    /// It was tried out, run or undone to its end, or somebody stopped it.
    ImportFinished { /// The import as it now is.
        import: Import }
    /// It was thrown away before anything was made of it.
    ImportDiscarded { /// The import as it was.
        import: Import }
}

events! {
    ImportCreated = "crm.import.created.v1" of "import" by |e| e.import.import_id, veils &["import.file_name"];
    ImportUpdated = "crm.import.updated.v1" of "import" by |e| e.import.import_id, veils &["import.file_name"];
    ImportStarted = "crm.import.started.v1" of "import" by |e| e.import.import_id, veils &["import.file_name"];
    ImportProgressed = "crm.import.progressed.v1" of "import" by |e| e.import.import_id, veils &["import.file_name"];
    ImportFinished = "crm.import.finished.v1" of "import" by |e| e.import.import_id, veils &["import.file_name"];
    ImportDiscarded = "crm.import.discarded.v1" of "import" by |e| e.import.import_id, veils &["import.file_name"];
}
