//! Open dead letters as a file, the same in every service.

use kernel::{Cursor, DeadLetterId, Limit, Page};
use platform::operations::{DeadLetter, dead_letters};
use platform::{Problem, Read, Result};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::table::{Column, moment, number, text};
use crate::{Exported, List};

/// Events that could not be applied, oldest first.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDeadLetters {}

impl List for ListDeadLetters {
    type Item = DeadLetter;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<DeadLetter>> {
        let after = cursor.map(|cursor| cursor.decode::<DeadLetterId>()).transpose();
        let after = after.map_err(|error| Problem::field("cursor", error.to_string()))?;
        let letters = dead_letters(db, after, limit.fetch()).await?;
        Ok(Page::from_rows(letters, limit, |letter| letter.dead_letter_id))
    }
}

impl Exported for ListDeadLetters {
    const COLUMNS: &'static [Column] = &[
        moment("Here since", "/first_at"),
        moment("Tried last at", "/last_at"),
        number("Attempts", "/attempts"),
        text("Consumer", "/consumer"),
        text("Event", "/event_type"),
        text("Status", "/status"),
        text("Reason", "/reason"),
        text("Error", "/error"),
        text("About ID", "/aggregate_id"),
        number("Its change", "/aggregate_seq"),
        text("Event ID", "/event_id"),
        text("Fingerprint", "/fingerprint"),
        text("ID", "/dead_letter_id"),
    ];
}
