//! Custom fields over HTTP.

use contracts::crm::{CustomField, FieldKind, FieldRecord, RenamedChoice};
use kernel::{Cursor, FieldId, Limit, Name, Page, Permission};
use platform::{Created, Json, Path, Problem, Query, Read, Reply, Result, Routes, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::{Field, MAX_FIELDS};
use super::{renaming, store};
use crate::lists::{self, List};
use crate::patch::given;

/// What custom fields answer.
pub fn routes() -> Routes {
    use Permission::{ManageCrm, ReadCrm};
    Routes::new("custom-fields")
        .get("/v1/custom-fields", ReadCrm, "List the custom fields", list)
        .post("/v1/custom-fields", ManageCrm, "Define a custom field", define)
        .get("/v1/custom-fields/{field_id}", ReadCrm, "Show a custom field", get)
        .patch("/v1/custom-fields/{field_id}", ManageCrm, "Change or archive a custom field", update)
}

/// A new custom field.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct DefineField {
    /// What it is a field of; never changes.
    record: FieldRecord,
    name: Name,
    /// What its values are; never changes.
    kind: FieldKind,
    /// What can be chosen, for the kinds that choose.
    #[serde(default)]
    choices: Vec<Name>,
    /// Whether new records must have a value.
    #[serde(default)]
    required: bool,
    /// Its place; after the others when left out.
    position: Option<i16>,
}

/// Changes of a custom field: what is left out stays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UpdateField {
    #[serde(default, deserialize_with = "given")]
    name: Option<Name>,
    /// What can be chosen. Values that say what is no longer here stay until they are changed.
    #[serde(default, deserialize_with = "given")]
    choices: Option<Vec<Name>>,
    /// Choices that are called otherwise from now on. What records, saved views, rules and imports say goes with them; two that get one
    /// name become one.
    #[serde(default)]
    renamed: Vec<RenamedChoice>,
    #[serde(default, deserialize_with = "given")]
    required: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    position: Option<i16>,
    /// True takes it out of use; values stay where they are.
    #[serde(default, deserialize_with = "given")]
    archived: Option<bool>,
}

/// A custom field.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FieldView {
    #[serde(flatten)]
    field: CustomField,
    /// What could be chosen once and can no more. Records may say it still, and lists can be asked for those that do.
    former_choices: Vec<Name>,
    /// Grows with each change; the ETag.
    version: i64,
}

impl From<Field> for FieldView {
    fn from(field: Field) -> Self {
        Self { field: field.image, former_choices: field.former_choices, version: field.version }
    }
}

/// Which fields.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListFields {
    /// Only those of this kind of record.
    record: Option<FieldRecord>,
    /// True: archived ones too.
    #[serde(default)]
    archived: bool,
}

/// Fields in their order.
#[derive(Debug, Serialize, JsonSchema)]
struct Fields {
    items: Vec<FieldView>,
}

impl List for ListFields {
    type Item = FieldView;

    async fn page(&self, db: &mut Read, _: Option<Cursor>, _: Limit) -> Result<Page<FieldView>> {
        let fields = store::list(db, self.record).await?;
        let shown = fields.into_iter().filter(|field| self.archived || !field.image.archived);
        Ok(lists::whole(shown.map(FieldView::from).collect()))
    }
}

async fn list(mut db: Read, Query(query): Query<ListFields>) -> Result<Reply<Fields>> {
    let items = query.page(&mut db, None, Limit::MAX).await?.items;
    Ok(Reply::plain(Fields { items }))
}

async fn get(mut db: Read, Path(id): Path<FieldId>) -> Result<Reply<FieldView>> {
    let field = store::get(&mut db, id).await?.ok_or_else(|| Problem::not_found("custom field"))?;
    Ok(Reply::of(field.version, field.into()))
}

async fn define(mut tx: Tx, Json(body): Json<DefineField>) -> Result<Created<FieldView>> {
    let others = store::list(&mut tx, Some(body.record)).await?;
    if others.iter().filter(|field| !field.image.archived).count() >= MAX_FIELDS {
        let detail = format!("these records have {MAX_FIELDS} fields, the most there can be; archive one first");
        return Err(Problem::field("/record", detail));
    }
    let last = others.iter().map(|field| field.image.position).max().unwrap_or(0);
    let (field, created) = Field::define(CustomField {
        field_id: FieldId::new(),
        record: body.record,
        name: body.name,
        kind: body.kind,
        choices: body.choices,
        required: body.required,
        position: body.position.unwrap_or(last.saturating_add(1)),
        archived: false,
    })?;
    store::save(&mut tx, &field).await?;
    tx.publish(field.version, &created)?;
    tx.created(format!("/v1/custom-fields/{}", field.image.field_id), field.version, field.into()).await
}

async fn update(mut tx: Tx, Path(id): Path<FieldId>, Json(body): Json<UpdateField>) -> Result<Reply<FieldView>> {
    let mut field = store::lock(&mut tx, id).await?.ok_or_else(|| Problem::not_found("custom field"))?;
    tx.require_match(field.version)?;
    let (old, was) = (field.image.clone(), field.image.name.clone());
    let choices = field.renamed(body.choices, &body.renamed)?;
    let image = CustomField {
        name: body.name.unwrap_or(old.name),
        choices,
        required: body.required.unwrap_or(old.required),
        position: body.position.unwrap_or(old.position),
        archived: body.archived.unwrap_or(old.archived),
        ..old
    };
    let updated = field.update(image, body.renamed)?;
    store::save(&mut tx, &field).await?;
    tx.publish(field.version, &updated)?;
    if updated.renamed.is_some() || field.image.name != was {
        renaming::carry(&mut tx, &field.image, &was, updated.renamed.as_deref().unwrap_or_default()).await?;
    }
    tx.reply(field.version, field.into()).await
}
