//! A small service that reads what the notes service publishes: one row for each event it applied, and an event of its
//! own for each note. What a note says decides how the reaction goes.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;

use contracts::Event;
use kernel::OrgId;
use platform::consumer::Patience;
use platform::{Outcome, Problem, Received, Result, Service, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::notes::{MIGRATIONS, Note, NoteChanged, NoteCreated};

/// Text of a note whose reaction is refused until its organisation is mended.
pub const REFUSED: &str = "refused";
/// Text of a note whose reaction panics until its organisation is mended.
pub const PANICS: &str = "panics";
/// Text of a note whose reaction waits until its organisation is mended.
pub const WAITS: &str = "waits";
/// How often the job is due.
pub const TICK: Duration = Duration::from_hours(3);

static MENDED: LazyLock<Mutex<HashSet<OrgId>>> = LazyLock::new(Mutex::default);

/// From now on everything of an organisation can be applied.
pub fn mend(org: OrgId) {
    MENDED.lock().unwrap().insert(org);
}

/// The reader read a note.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EchoMade {
    pub echo_id: Uuid,
}

impl Event for EchoMade {
    const TYPE: &'static str = "reader.echo.made.v1";
    const AGGREGATE: &'static str = "echo";
    fn aggregate_id(&self) -> Uuid {
        self.echo_id
    }
}

pub fn service() -> Service {
    named("reader")
}

/// The same under another name, which has consumers of its own.
pub fn named(name: &'static str) -> Service {
    Service::new(name, &MIGRATIONS)
        .on::<NoteCreated, _>(created)
        .on::<NoteChanged, _>(changed)
        .every("tick", TICK, tick)
        .every("broken", TICK, broken)
}

/// A reader that gives up soon, and says nothing itself.
pub fn hasty() -> Service {
    let patience = Patience {
        ask_after: Duration::from_millis(300),
        gap: Duration::from_millis(900),
        prerequisite: Duration::from_millis(900),
        organization: Duration::from_millis(900),
    };
    let service = Service::new("hasty", &MIGRATIONS).patience(patience);
    service.on::<NoteCreated, _>(read_created).on::<NoteChanged, _>(changed)
}

async fn read_created(tx: &mut Tx, event: Received<NoteCreated>) -> Result<Outcome> {
    apply(tx, event.id.as_uuid(), event.seq, &event.data.note).await
}

async fn created(tx: &mut Tx, event: Received<NoteCreated>) -> Result<Outcome> {
    let echo_id = Uuid::new_v5(&event.id.as_uuid(), b"echo");
    let outcome = apply(tx, event.id.as_uuid(), event.seq, &event.data.note).await?;
    tx.publish(1, &EchoMade { echo_id })?;
    Ok(outcome)
}

async fn changed(tx: &mut Tx, event: Received<NoteChanged>) -> Result<Outcome> {
    apply(tx, event.id.as_uuid(), event.seq, &event.data.note).await
}

async fn apply(tx: &mut Tx, event: Uuid, seq: i64, note: &Note) -> Result<Outcome> {
    // The effect comes first, so that whatever goes wrong after it must undo it.
    record(tx, event, note.note_id, seq, &note.text).await?;
    let mended = MENDED.lock().unwrap().contains(&tx.org);
    match note.text.as_str() {
        REFUSED if !mended => Err(Problem::field("/note/text", "is refused")),
        PANICS if !mended => panic!("a reaction that panics on purpose"),
        WAITS if !mended => Ok(Outcome::NotYet("mending")),
        _ => Ok(Outcome::Done),
    }
}

pub async fn record(tx: &mut Tx, event: Uuid, note: Uuid, seq: i64, text: &str) -> Result<()> {
    let org = tx.org.as_uuid();
    sqlx::query("insert into effects (org_id, event_id, note_id, seq, text) values ($1, $2, $3, $4, $5)")
        .bind(org)
        .bind(event)
        .bind(note)
        .bind(seq)
        .bind(text)
        .execute(tx.conn())
        .await?;
    Ok(())
}

async fn tick(tx: &mut Tx) -> Result<()> {
    record(tx, Uuid::nil(), Uuid::nil(), 1, "tick").await
}

async fn broken(tx: &mut Tx) -> Result<()> {
    record(tx, Uuid::nil(), Uuid::nil(), 1, "broken").await?;
    panic!("a job that panics on purpose");
}
