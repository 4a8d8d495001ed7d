//! Open dead letters as a file, the same in every service.

use kernel::{Cursor, DeadLetterId, Limit, Page};
use platform::operations::{DeadLetter, dead_letters};
use platform::{Problem, Read, Result};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::table::{Column, Words, moment, number, text, word};
use crate::{Exported, List};

/// Where a message stands.
const STATUS: Words =
    &[("dead", "Elakadt"), ("parked", "Másik mögött vár"), ("replayed", "Újraküldve"), ("discarded", "Elvetve")];

/// Why it could not be applied.
const REASONS: Words = &[
    ("refused", "Visszautasítva"),
    ("undecodable", "Olvashatatlan"),
    ("gap", "Hiányzik az előző"),
    ("prerequisite", "Hiányzik az előfeltétele"),
    ("organization", "Szervezete még nem ismert"),
    ("forked", "Helyén másik áll"),
    ("crash_loop", "Minden próbálkozás hibás"),
    ("blocked", "Másik mögött vár"),
];

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
        moment("Here since", "Elakadt", "/first_at"),
        moment("Tried last at", "Utolsó próbálkozás", "/last_at"),
        number("Attempts", "Próbálkozások", "/attempts"),
        text("Consumer", "Feldolgozó", "/consumer"),
        text("Event", "Esemény", "/event_type"),
        word("Status", "Állapot", "/status", STATUS),
        word("Reason", "Ok", "/reason", REASONS),
        text("Error", "Hiba", "/error"),
        text("About ID", "Rekord azonosítója", "/aggregate_id"),
        number("Its change", "Rekord változata", "/aggregate_seq"),
        text("Event ID", "Esemény azonosítója", "/event_id"),
        text("Fingerprint", "Ujjlenyomat", "/fingerprint"),
        text("ID", "Azonosító", "/dead_letter_id"),
    ];
}
