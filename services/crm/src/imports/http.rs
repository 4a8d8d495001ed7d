//! Imports over HTTP.

use contracts::crm::FieldRecord;
use contracts::imports::{ImportKind, ImportStatus};
use kernel::{CountryCode, Cursor, ImportId, Limit, Name, Page, Permission, PipelineId, StageId};
use platform::files::{FileReply, Upload};
use platform::{Created, Db, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::Deserialize;

use super::apply::{Context, Outcome};
use super::error::{ImportError, MOST_DRAFTS};
use super::fields::Field;
use super::file::{self, Reading, Table};
use super::model::{By, ColumnRule, Import, Received, Settings};
use super::store::records::Undo;
use super::views::{
    ColumnValues, ImportDeed, ImportRow, ImportSummary, ImportValues, ImportView, ReadAgain, ValueMeaning,
};
use super::{proposal, remember, report, store};
use crate::lists::{List, after};
use crate::members;

/// Files that are read at once: each may take much memory for a moment.
static READERS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

/// What imports answer.
pub fn routes() -> Routes {
    use Permission::{ImportCrm, ReadCrm};
    Routes::new("imports")
        .post("/v1/imports", ImportCrm, "Receive a file to be imported: the body is the file", receive)
        .get("/v1/imports", ReadCrm, "List imports, newest first", list)
        .get("/v1/imports/{import_id}", ReadCrm, "Show an import", get)
        .delete("/v1/imports/{import_id}", ImportCrm, "Throw away an import that was never run", discard)
        .post("/v1/imports/{import_id}/read-again", ImportCrm, "Read the file in another way", read_again)
        .put("/v1/imports/{import_id}/settings", ImportCrm, "Say what the columns of a file mean", set)
        .get("/v1/imports/{import_id}/values", ImportCrm, "Show what the values of columns are taken for", values)
        .post("/v1/imports/{import_id}/check", ImportCrm, "Try out every row, without writing anything", check)
        .post("/v1/imports/{import_id}/run", ImportCrm, "Make records of the rows, or go on with it", run)
        .post("/v1/imports/{import_id}/stop", ImportCrm, "Stop what is being done", stop)
        .post("/v1/imports/{import_id}/undo", ImportCrm, "Take back what an import did", undo)
        .get("/v1/imports/{import_id}/rows", ImportCrm, "List the rows with what became of each", rows)
        .get("/v1/imports/{import_id}/records", ImportCrm, "List what was done to records", records)
        .get("/v1/imports/{import_id}/report", ImportCrm, "Every row with what became of it, as CSV", download)
}

/// How a file is called, what its rows are, and how it is read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Named {
    /// File name.
    name: Option<String>,
    /// What its rows become; told by its headings when left out.
    kind: Option<ImportKind>,
}

fn file_name(name: Option<&str>) -> Result<Name> {
    let name = name.unwrap_or_default();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = name.chars().filter(|one| !one.is_control()).take(Name::MAX_CHARS).collect();
    Name::new(kept).or_else(|_| Name::new("file")).map_err(Problem::internal)
}

fn by(tx: &Tx) -> By {
    By { actor: tx.actor().to_string(), now: tx.now }
}

async fn receive(Query(named): Query<Named>, mut upload: Upload) -> Result<Created<ImportView>> {
    // Who may not is told before the file comes.
    let mut db = upload.read().await?;
    let country = store::country(&mut db).await?;
    drop(db);
    let limit = usize::try_from(file::MAX_BYTES).map_err(Problem::internal)?;
    let bytes = axum::body::to_bytes(upload.take_body(), limit).await.map_err(|_error| {
        let detail = format!("The file may have at most {} bytes.", file::MAX_BYTES);
        Problem::new(platform::Kind::TooLarge, "file-too-large", detail)
    })?;
    let (bytes, table) = parse(bytes.into(), Reading::default(), country).await?;
    let mut tx = upload.write().await?;
    let (format, settings) = proposal(&mut tx, &table, named.kind).await?;
    let received = Received { file_name: file_name(named.name.as_deref())?, format, settings };
    let (mut import, created) = Import::receive(received, &table, by(&tx));
    import.settings = still_known(&mut tx, &import).await?;
    store::insert(&mut tx, &import, &bytes).await?;
    store::rows::write(&mut tx, import.image.import_id, &table).await?;
    if store::drafts(&mut tx).await? > MOST_DRAFTS {
        return Err(ImportError::TooManyDrafts.into());
    }
    tx.publish(import.version, &created)?;
    let (address, version) = (format!("/v1/imports/{}", import.image.import_id), import.version);
    tx.created(address, version, import.into()).await
}

/// Reads a file, which may take a while, aside from everybody else's requests.
async fn parse(bytes: Vec<u8>, reading: Reading, country: Option<CountryCode>) -> Result<(Vec<u8>, Table)> {
    let _turn = READERS.acquire().await.map_err(Problem::internal)?;
    let read = tokio::task::spawn_blocking(move || file::read(&bytes, &reading, country).map(|table| (bytes, table)));
    Ok(read.await.map_err(Problem::internal)?.map_err(ImportError::File)?)
}

async fn read_again(mut tx: Tx, Path(id): Path<ImportId>, Json(body): Json<ReadAgain>) -> Result<Reply<ImportView>> {
    let mut import = lock(&mut tx, id).await?;
    tx.if_match(import.version)?;
    import.must_be_new()?;
    let content =
        store::content(&mut tx, id).await?.ok_or_else(|| Problem::internal("the file of an import is gone"))?;
    let reading = Reading { encoding: body.encoding, separator: body.separator, ..Reading::default() };
    let country = store::country(&mut tx).await?;
    let (_, table) = parse(content, reading, country).await?;
    let kind = body.kind.unwrap_or(import.image.kind);
    let (_, settings) = proposal(&mut tx, &table, Some(kind)).await?;
    let asked = Import { settings, ..import.clone() };
    let settings = still_known(&mut tx, &asked).await?;
    let updated = import.read_again(&table, settings)?;
    store::rows::write(&mut tx, id, &table).await?;
    store::save(&mut tx, &import).await?;
    tx.publish(import.version, &updated)?;
    tx.reply(import.version, import.into()).await
}

async fn set(mut tx: Tx, Path(id): Path<ImportId>, Json(body): Json<Settings>) -> Result<Reply<ImportView>> {
    let mut import = lock(&mut tx, id).await?;
    tx.require_match(import.version)?;
    members::check_owner(&mut tx, body.owner_id).await?;
    let asked = Import { settings: body.clone(), ..import.clone() };
    let context = Context::load(&mut tx, &asked).await?;
    check_ids(&context, &body)?;
    let updated = import.set(body)?;
    store::rows::forget(&mut tx, id).await?;
    store::save(&mut tx, &import).await?;
    tx.publish(import.version, &updated)?;
    tx.reply(import.version, import.into()).await
}

/// The settings of an import without what they name and is not there any more: what was remembered of an earlier file may have
/// been archived since, and a colleague may have left.
async fn still_known(tx: &mut Tx, import: &Import) -> Result<Settings> {
    let mut settings = import.settings.clone();
    let context = Context::load(tx, import).await?;
    while let Err((index, what)) = find_gone(&context, &settings) {
        let Some(rule) = settings.columns.get_mut(index) else { break };
        match what {
            Gone::Field => *rule = ColumnRule::default(),
            Gone::Meaning(value) => drop(rule.values.remove(&value)),
        }
    }
    if members::check_owner(tx, settings.owner_id).await.is_err() {
        settings.owner_id = None;
    }
    Ok(settings)
}

/// What a column names and is not there.
enum Gone {
    /// Its custom field.
    Field,
    /// The stage, pipeline or colleague this value was said to mean.
    Meaning(String),
}

/// Finds the first column that names a custom field, stage, pipeline or colleague that is not there.
fn find_gone(context: &Context<'_>, settings: &Settings) -> std::result::Result<(), (usize, Gone)> {
    let record = match settings.kind {
        ImportKind::Accounts => Some(FieldRecord::Account),
        ImportKind::Contacts => Some(FieldRecord::Contact),
        ImportKind::Deals => Some(FieldRecord::Deal),
        ImportKind::Leads => Some(FieldRecord::Lead),
        ImportKind::Activities => None,
    };
    for (index, rule) in settings.columns.iter().enumerate() {
        let is_known = |id| record.is_some_and(|record| context.has_field(id, record));
        if rule.field_id.is_some_and(|id| !is_known(id)) {
            return Err((index, Gone::Field));
        }
        let wrong = rule.values.iter().find(|(_, meaning)| {
            let meaning = meaning.as_str();
            let stage = || meaning.parse::<StageId>().is_ok_and(|id| context.has_stage(id));
            let pipeline = || meaning.parse::<PipelineId>().is_ok_and(|id| context.has_pipeline(id));
            let member = || meaning.parse().is_ok_and(|id| context.has_member(id));
            let of = |field| rule.field == Some(field) && !meaning.is_empty();
            (of(Field::Stage) && !stage()) || (of(Field::Pipeline) && !pipeline()) || (of(Field::Owner) && !member())
        });
        if let Some((value, _)) = wrong {
            return Err((index, Gone::Meaning(value.clone())));
        }
    }
    Ok(())
}

/// Refuses custom fields, stages, pipelines and colleagues that are not there.
fn check_ids(context: &Context<'_>, settings: &Settings) -> Result<()> {
    find_gone(context, settings).map_err(|(index, what)| match what {
        Gone::Field => Problem::field(
            format!("/columns/{index}/field_id"),
            "there is no such field of these records; GET /v1/custom-fields lists them",
        ),
        Gone::Meaning(value) => Problem::field(
            format!("/columns/{index}/values/{}", value.replace('~', "~0").replace('/', "~1")),
            "there is no such stage, pipeline or member",
        ),
    })
}

async fn values(mut db: Read, Path(id): Path<ImportId>) -> Result<Reply<ImportValues>> {
    let import = find(&mut db, id).await?;
    let context = Context::load(&mut db, &import).await?;
    let mut items = Vec::new();
    for (index, rule) in import.settings.columns.iter().enumerate() {
        let Some(field) = rule.field.filter(|field| field.is_mapped()) else { continue };
        let column = i32::try_from(index).map_err(Problem::internal)?;
        let found = store::rows::values(&mut db, id, column).await?;
        let meaning = |(value, rows): (String, i64)| {
            let said = rule.values.get(&value).cloned();
            let means = said.clone().or_else(|| context.taken_for(field, &value));
            ValueMeaning { value, rows, means, said: said.is_some() }
        };
        items.push(ColumnValues { column, field, values: found.into_iter().map(meaning).collect() });
    }
    Ok(Reply::plain(ImportValues { items }))
}

async fn check(mut tx: Tx, Path(id): Path<ImportId>) -> Result<Reply<ImportView>> {
    let mut import = lock(&mut tx, id).await?;
    tx.if_match(import.version)?;
    let started = import.check(by(&tx))?;
    store::rows::forget(&mut tx, id).await?;
    store::save(&mut tx, &import).await?;
    tx.publish(import.version, &started)?;
    tx.reply(import.version, import.into()).await
}

async fn run(mut tx: Tx, Path(id): Path<ImportId>) -> Result<Reply<ImportView>> {
    let mut import = lock(&mut tx, id).await?;
    tx.if_match(import.version)?;
    may_write(&tx, import.image.kind)?;
    // Since that was said, a stage may have been archived, or a colleague may have left.
    let context = Context::load(&mut tx, &import).await?;
    check_ids(&context, &import.settings)?;
    members::check_owner(&mut tx, import.settings.owner_id).await?;
    let fresh = import.started_at.is_none();
    let started = import.run(by(&tx))?;
    if fresh {
        store::rows::forget(&mut tx, id).await?;
        remember(&mut tx, &import).await?;
    }
    store::save(&mut tx, &import).await?;
    tx.publish(import.version, &started)?;
    tx.reply(import.version, import.into()).await
}

/// Refuses who may not write what rows become: an import goes around nobody's permissions.
fn may_write(tx: &Tx, kind: ImportKind) -> Result<()> {
    use Permission::{CloseDeals, WriteAccounts, WriteActivities, WriteContacts, WriteDeals, WriteLeads};
    let needed: &[Permission] = match kind {
        ImportKind::Accounts => &[WriteAccounts],
        ImportKind::Contacts => &[WriteAccounts, WriteContacts],
        ImportKind::Deals => &[WriteAccounts, WriteContacts, WriteDeals, CloseDeals],
        ImportKind::Leads => &[WriteLeads],
        ImportKind::Activities => &[WriteActivities],
    };
    needed.iter().try_for_each(|permission| tx.identity()?.require(*permission))
}

async fn stop(mut tx: Tx, Path(id): Path<ImportId>) -> Result<Reply<ImportView>> {
    let mut import = lock(&mut tx, id).await?;
    tx.if_match(import.version)?;
    let finished = import.stop(tx.now)?;
    store::save(&mut tx, &import).await?;
    tx.publish(import.version, &finished)?;
    tx.reply(import.version, import.into()).await
}

async fn undo(mut tx: Tx, Path(id): Path<ImportId>) -> Result<Reply<ImportView>> {
    let mut import = lock(&mut tx, id).await?;
    tx.if_match(import.version)?;
    may_write(&tx, import.image.kind)?;
    let started = import.undo(by(&tx))?;
    store::save(&mut tx, &import).await?;
    tx.publish(import.version, &started)?;
    tx.reply(import.version, import.into()).await
}

async fn discard(mut tx: Tx, Path(id): Path<ImportId>) -> Result<Reply<ImportView>> {
    let import = lock(&mut tx, id).await?;
    tx.if_match(import.version)?;
    let discarded = import.discard()?;
    store::remove(&mut tx, id).await?;
    tx.publish(import.version + 1, &discarded)?;
    tx.reply_plain(import.into()).await
}

async fn lock(tx: &mut Tx, id: ImportId) -> Result<Import> {
    store::lock(tx, id).await?.ok_or_else(|| Problem::not_found("import"))
}

async fn find(db: &mut Db, id: ImportId) -> Result<Import> {
    store::get(db, id).await?.ok_or_else(|| Problem::not_found("import"))
}

async fn get(mut db: Read, Path(id): Path<ImportId>) -> Result<Reply<ImportView>> {
    let import = find(&mut db, id).await?;
    Ok(Reply::of(import.version, import.into()))
}

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListImports {
    /// What their rows are.
    kind: Option<ImportKind>,
    /// Where they stand.
    status: Option<ImportStatus>,
    /// A part of the name of the file, whatever case and accents.
    q: Option<Name>,
    /// The order; the newest first when left out.
    #[serde(default)]
    sort: store::Sort,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

impl List for ListImports {
    type Item = ImportSummary;

    async fn page(&self, db: &mut Read, cursor: Option<Cursor>, limit: Limit) -> Result<Page<ImportSummary>> {
        let filter = store::Filter { kind: self.kind, status: self.status, text: self.q.clone() };
        Ok(store::list(db, &filter, self.sort, cursor, limit).await?.map(ImportSummary::from))
    }
}

async fn list(mut db: Read, Query(query): Query<ListImports>) -> Result<Reply<Page<ImportSummary>>> {
    Ok(Reply::plain(query.page(&mut db, query.cursor.clone(), query.limit.unwrap_or_default()).await?))
}

/// Which rows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListRows {
    /// What became of them.
    outcome: Option<Outcome>,
    /// True: only those of which there is something to say, such as what was mended.
    #[serde(default)]
    remarked: bool,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn rows(mut db: Read, Path(id): Path<ImportId>, Query(query): Query<ListRows>) -> Result<Reply<Page<ImportRow>>> {
    find(&mut db, id).await?;
    let limit = query.limit.unwrap_or_default();
    let after = after(query.cursor)?.unwrap_or_default();
    let filter = store::rows::Filter { outcome: query.outcome, remarked: query.remarked, after };
    let found = store::rows::list(&mut db, id, filter, limit.fetch()).await?;
    let page = Page::from_rows(found, limit, |row| row.row_no);
    Ok(Reply::plain(page.map(ImportRow::from)))
}

/// Which records.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListDeeds {
    /// What became of them when the import was undone.
    undo: Option<Undo>,
    limit: Option<Limit>,
    cursor: Option<Cursor>,
}

async fn records(
    mut db: Read,
    Path(id): Path<ImportId>,
    Query(query): Query<ListDeeds>,
) -> Result<Reply<Page<ImportDeed>>> {
    find(&mut db, id).await?;
    let limit = query.limit.unwrap_or_default();
    let filter = store::records::Filter { undo: query.undo, after: after(query.cursor)?.unwrap_or_default() };
    let found = store::records::list(&mut db, id, filter, limit.fetch()).await?;
    let page = Page::from_rows(found, limit, |noted| noted.record_no);
    Ok(Reply::plain(page.map(ImportDeed::from)))
}

async fn download(mut db: Read, Path(id): Path<ImportId>) -> Result<FileReply> {
    let import = find(&mut db, id).await?;
    report::of(db, import).await
}
