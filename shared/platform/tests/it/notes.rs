//! A small service that writes: notes with a version and an event for each change.

use std::time::Duration;

use contracts::Event;
use kernel::Permission;
use platform::{Created, Db, Json, Kind, Path, Problem, Read, Reply, Result, Routes, Service, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sqlx::migrate::Migrator;
use uuid::Uuid;

pub static MIGRATIONS: Migrator = sqlx::migrate!("tests/migrations");

/// A note as it now is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    pub note_id: Uuid,
    pub text: String,
}

/// Somebody wrote a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NoteCreated {
    pub note: Note,
}

/// Somebody changed a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NoteChanged {
    pub note: Note,
}

impl Event for NoteCreated {
    const TYPE: &'static str = "notes.note.created.v1";
    const AGGREGATE: &'static str = "note";
    fn aggregate_id(&self) -> Uuid {
        self.note.note_id
    }
}

impl Event for NoteChanged {
    const TYPE: &'static str = "notes.note.changed.v1";
    const AGGREGATE: &'static str = "note";
    fn aggregate_id(&self) -> Uuid {
        self.note.note_id
    }
}

/// A new note, with further versions right away where a test wants many events.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CreateNote {
    note_id: Uuid,
    text: String,
    #[serde(default)]
    changes: i64,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ChangeNote {
    text: String,
}

/// A request that changes something and then goes wrong.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Fail {
    note_id: Uuid,
    how: How,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum How {
    Panic,
    Refuse,
    Error,
    Hang,
}

pub fn service() -> Service {
    Service::new("notes", &MIGRATIONS).routes(
        Routes::new("notes")
            .post("/v1/notes", Permission::ReadCrm, "Write a note", create)
            .get("/v1/notes", Permission::ReadCrm, "List the notes", list)
            .get("/v1/notes/{note_id}", Permission::ReadCrm, "Read a note", read)
            .patch("/v1/notes/{note_id}", Permission::ReadCrm, "Change a note", change)
            .post("/v1/notes/{note_id}/append", Permission::ReadCrm, "Add to a note", append)
            .post("/v1/fail", Permission::ReadCrm, "Go wrong", fail),
    )
}

async fn insert(db: &mut Db, note: &Note) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query("insert into notes (org_id, note_id, version, text) values ($1, $2, 1, $3)")
        .bind(org)
        .bind(note.note_id)
        .bind(&note.text)
        .execute(db.conn())
        .await?;
    Ok(())
}

async fn lock(db: &mut Db, id: Uuid) -> Result<(i64, Note)> {
    let org = db.org.as_uuid();
    let row: Option<(i64, String)> =
        sqlx::query_as("select version, text from notes where org_id = $1 and note_id = $2 for update")
            .bind(org)
            .bind(id)
            .fetch_optional(db.conn())
            .await?;
    let (version, text) = row.ok_or_else(|| Problem::not_found("note"))?;
    Ok((version, Note { note_id: id, text }))
}

async fn save(db: &mut Db, version: i64, note: &Note) -> Result<()> {
    let org = db.org.as_uuid();
    sqlx::query("update notes set version = $3, text = $4 where org_id = $1 and note_id = $2")
        .bind(org)
        .bind(note.note_id)
        .bind(version)
        .bind(&note.text)
        .execute(db.conn())
        .await?;
    Ok(())
}

async fn create(mut tx: Tx, Json(body): Json<CreateNote>) -> Result<Created<Note>> {
    let note = Note { note_id: body.note_id, text: body.text };
    insert(&mut tx, &note).await?;
    tx.publish(1, &NoteCreated { note: note.clone() })?;
    for version in 2..=body.changes + 1 {
        tx.publish(version, &NoteChanged { note: note.clone() })?;
    }
    save(&mut tx, body.changes + 1, &note).await?;
    tx.created(format!("/v1/notes/{}", note.note_id), body.changes + 1, note).await
}

async fn change(mut tx: Tx, Path(id): Path<Uuid>, Json(body): Json<ChangeNote>) -> Result<Reply<Note>> {
    let (version, _) = lock(&mut tx, id).await?;
    tx.require_match(version)?;
    let note = Note { note_id: id, text: body.text };
    save(&mut tx, version + 1, &note).await?;
    tx.publish(version + 1, &NoteChanged { note: note.clone() })?;
    tx.reply(version + 1, note).await
}

async fn append(mut tx: Tx, Path(id): Path<Uuid>, Json(body): Json<ChangeNote>) -> Result<Reply<Note>> {
    let (version, mut note) = lock(&mut tx, id).await?;
    tx.if_match(version)?;
    note.text.push_str(&body.text);
    save(&mut tx, version + 1, &note).await?;
    tx.publish(version + 1, &NoteChanged { note: note.clone() })?;
    tx.reply(version + 1, note).await
}

async fn read(mut db: Read, Path(id): Path<Uuid>) -> Result<Reply<Note>> {
    let org = db.org.as_uuid();
    let row: Option<(i64, String)> =
        sqlx::query_as("select version, text from notes where org_id = $1 and note_id = $2")
            .bind(org)
            .bind(id)
            .fetch_optional(db.conn())
            .await?;
    let (version, text) = row.ok_or_else(|| Problem::not_found("note"))?;
    Ok(Reply::of(version, Note { note_id: id, text }))
}

async fn list(mut db: Read) -> Result<Reply<Vec<Uuid>>> {
    // No condition on org_id, on purpose: whatever comes back is what row-level security lets through.
    Ok(Reply::plain(sqlx::query_scalar("select note_id from notes order by note_id").fetch_all(db.conn()).await?))
}

async fn fail(mut tx: Tx, Json(body): Json<Fail>) -> Result<Reply<Note>> {
    let note = Note { note_id: body.note_id, text: String::new() };
    insert(&mut tx, &note).await?;
    tx.publish(1, &NoteCreated { note: note.clone() })?;
    match body.how {
        How::Panic => panic!("a handler that panics on purpose"),
        How::Refuse => Err(Problem::new(Kind::Conflict, "refused", "No.")),
        How::Error => Err(sqlx::query("select 1 / 0").execute(tx.conn()).await.map(drop).unwrap_err().into()),
        How::Hang => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            tx.reply(1, note).await
        }
    }
}
