//! Imports: files whose rows become accounts, contacts, deals, leads and activities.
//!
//! ```text
//! draft --check--> checking --> checked --run--> running --> done --undo--> undoing --> undone
//!   ^-- what columns mean is said --'        stopped <-stop-'  '-- run --> goes on
//! ```
//!
//! A file is read, what its columns mean is proposed, shown and changed, every row is tried out, and only then do rows become
//! records: by a job, some at a time, each with what became of it. What an import did is written down record by record, so
//! that it can be taken back. Rows are told to nobody one by one: no notification, no entry on a timeline but that a lead came
//! or was given up, and that a deal was opened, lost or won on its own day.

pub mod alike;
pub mod apply;
pub mod countries;
pub mod error;
pub mod fields;
pub mod file;
pub mod http;
pub mod jobs;
pub mod model;
pub mod pass;
pub mod remark;
pub mod replay;
pub mod report;
pub mod row;
pub mod store;
pub mod undo;
pub mod views;

use contracts::Actor;
use contracts::imports::{ImportFormat, ImportKind, ImportStatus};
use kernel::FieldId;
use platform::{Db, Problem, Result, Tx};
use uuid::Uuid;

use self::file::formats::{fold, likely_kind, recognise};
use self::file::{Table, columns};
use self::model::{Settings, Told, propose};
use crate::automations;
use crate::custom_fields::renaming::Renamed;

/// Goes on with the import that has waited longest. Answers whether there was one.
pub async fn go_on(tx: &mut Tx) -> Result<bool> {
    let Some(mut import) = store::next(tx).await? else { return Ok(false) };
    let by = import.started_by.clone().unwrap_or_else(|| import.created_by.clone());
    tx.go_on_for(Actor::try_from(by).map_err(Problem::internal)?, import.image.import_id);
    automations::leave_out(tx).await?;
    let step = match import.image.status {
        ImportStatus::Undoing => undo::go_on(tx, &import).await?,
        ImportStatus::Draft
        | ImportStatus::Checking
        | ImportStatus::Checked
        | ImportStatus::Running
        | ImportStatus::Stopped
        | ImportStatus::Done
        | ImportStatus::Undone => pass::go_on(tx, &import).await?,
    };
    let told = import.progress(step, tx.now);
    store::save(tx, &import).await?;
    match told {
        Told::Progressed(event) => tx.publish(import.version, &event)?,
        Told::Finished(event) => tx.publish(import.version, &event)?,
    };
    Ok(true)
}

/// What files with the same headings are known by, however long those are.
fn headings_key<'a>(headings: impl Iterator<Item = &'a String>) -> String {
    let folded: Vec<String> = headings.map(|heading| fold(heading)).collect();
    Uuid::new_v5(&Uuid::NAMESPACE_OID, folded.join("|").as_bytes()).to_string()
}

/// How a file is most likely imported: as the last one with these headings was, or as its headings say. `kind` is what its
/// rows shall become, when that was said.
pub async fn proposal(db: &mut Db, table: &Table, kind: Option<ImportKind>) -> Result<(ImportFormat, Settings)> {
    let (format, told) = recognise(&table.headings);
    let kept = store::mappings::get(db, &headings_key(table.headings.iter())).await?;
    // What was kept before that was so may still say it.
    if let Some(kept) = kept.map(Settings::for_another_file).filter(|kept| kind.is_none_or(|kind| kind == kept.kind))
        && kept.check(table.headings.len()).is_ok()
    {
        return Ok((format, kept));
    }
    let kind = kind.or(told).unwrap_or_else(|| likely_kind(&table.headings));
    Ok((format, propose(format, kind, &columns(table))))
}

/// Keeps how a file is imported, for the next one with the same headings, but for what must be said of each file.
pub async fn remember(db: &mut Db, import: &model::Import) -> Result<()> {
    let headings = headings_key(import.columns.iter().map(|column| &column.heading));
    store::mappings::keep(db, &headings, import.settings.kind, &import.settings.clone().for_another_file()).await
}

/// Choices of an own field are called otherwise: what values of files mean, of those that are there and those that were, goes with them.
pub async fn choices_renamed(tx: &mut Tx, field: FieldId, renamed: Renamed<'_>) -> Result<()> {
    for (headings, mut settings) in store::mappings::naming(tx, field).await? {
        if settings.choices_renamed(field, renamed) {
            store::mappings::change(tx, &headings, &settings).await?;
        }
    }
    for (import, mut settings) in store::mappings::of_files_naming(tx, field).await? {
        if settings.choices_renamed(field, renamed) {
            store::mappings::change_file(tx, import, &settings).await?;
        }
    }
    Ok(())
}
