//! Lists that are filtered and sorted by custom fields.
//!
//! A filter is an object from field ids to what their values must be: `null` for none, a value for that value (or, of
//! several choices, one of them), `{"least": "10", "most": "20"}` for bounds, or `{"contains": "part"}` for a part of a
//! text, whatever case and accents. It reaches the database as values only.

use std::collections::BTreeMap;

use contracts::crm::{FieldKind, FieldRecord, FieldValue};
use kernel::FieldId;
use platform::{Db, Problem, Result};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::model::{Field, number};
use super::store;

/// What values must be, and by which field a list is sorted. In the form the queries want it.
#[derive(Debug, Clone, Default)]
pub struct Conditions {
    /// Values must contain this.
    pub has: Option<Value>,
    /// Fields that must have no value.
    pub lacks: Vec<String>,
    /// Fields with bounds.
    pub fields: Vec<String>,
    /// Their least values.
    pub least: Vec<Option<String>>,
    /// Their greatest values.
    pub most: Vec<Option<String>>,
    /// Whether they are numbers.
    pub numeric: Vec<bool>,
    /// Fields whose texts must contain something.
    pub texts: Vec<String>,
    /// What they must contain.
    pub parts: Vec<String>,
    /// The field the list is sorted by.
    pub sort: Option<String>,
    /// Whether that is a number.
    pub sort_numeric: bool,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "must be null, a value, or an object with least, most or both, or with contains")]
enum Condition {
    Contains(Part),
    Between(Bounds),
    Is(FieldValue),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    contains: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    least: Option<String>,
    most: Option<String>,
}

fn refuse(parameter: &str, detail: String) -> Problem {
    Problem::field(parameter, detail)
}

/// Reads the parameters `custom` and `sort_field` of a list. `sorted` says that the list is to be sorted by the field.
pub async fn conditions(
    db: &mut Db,
    record: FieldRecord,
    custom: Option<&str>,
    sort_field: Option<FieldId>,
    sorted: bool,
) -> Result<Conditions> {
    if sorted != sort_field.is_some() {
        let detail = "goes together with sort=custom or sort=-custom, and says by which field";
        return Err(refuse("sort_field", detail.to_owned()));
    }
    if custom.is_none() && sort_field.is_none() {
        return Ok(Conditions::default());
    }
    let fields = store::list(db, Some(record)).await?;
    let known = |parameter: &str, id: FieldId| {
        let field = fields.iter().find(|field| field.image.field_id == id);
        field.ok_or_else(|| refuse(parameter, format!("there is no field {id}; GET /v1/custom-fields lists them")))
    };
    let mut conditions = Conditions::default();
    if let Some(id) = sort_field {
        let field = known("sort_field", id)?;
        conditions.sort = Some(id.to_string());
        conditions.sort_numeric = field.image.kind == FieldKind::Number;
    }
    let asked: BTreeMap<FieldId, Option<Condition>> = match custom {
        None => BTreeMap::new(),
        Some(text) => serde_json::from_str(text)
            .map_err(|error| refuse("custom", format!("must be an object of conditions by field id: {error}")))?,
    };
    let mut has = Map::new();
    for (id, condition) in asked {
        let field = known("custom", id)?;
        match condition {
            None => conditions.lacks.push(id.to_string()),
            Some(Condition::Contains(Part { contains })) => {
                if !matches!(field.image.kind, FieldKind::Text | FieldKind::Url) {
                    return Err(refuse(
                        "custom",
                        format!("{} is no text, so nothing is a part of it", field.image.name),
                    ));
                }
                conditions.texts.push(id.to_string());
                conditions.parts.push(contains);
            }
            Some(Condition::Is(value)) => drop(has.insert(id.to_string(), wanted(field, value)?)),
            Some(Condition::Between(bounds)) => {
                conditions.fields.push(id.to_string());
                conditions.least.push(bound(field, bounds.least)?);
                conditions.most.push(bound(field, bounds.most)?);
                conditions.numeric.push(field.image.kind == FieldKind::Number);
            }
        }
    }
    conditions.has = (!has.is_empty()).then_some(Value::Object(has));
    Ok(conditions)
}

/// What a record's value must contain.
fn wanted(field: &Field, value: FieldValue) -> Result<Value> {
    let value = match (field.image.kind, value) {
        (FieldKind::Choices, FieldValue::Text(one)) => FieldValue::Choices(vec![one]),
        (_, value) => value,
    };
    // Records may say what can be chosen no more.
    let former = |text: &String| field.former_choices.iter().any(|choice| choice.as_str() == text.trim());
    match &value {
        FieldValue::Text(text) if field.image.kind == FieldKind::Choice && former(text) => {
            return Ok(json!(text.trim()));
        }
        FieldValue::Choices(chosen) if chosen.iter().any(former) => {
            let mut wanted = Vec::new();
            for one in chosen {
                if former(one) {
                    wanted.push(json!(one.trim()));
                } else {
                    wanted.extend(named(field, one)?);
                }
            }
            return Ok(Value::Array(wanted));
        }
        FieldValue::Text(_) | FieldValue::Choices(_) | FieldValue::YesNo(_) => {}
    }
    match field.value(value) {
        Ok(value) => Ok(json!(value)),
        Err(error) => Err(refuse("custom", error.detail)),
    }
}

/// One of the choices there are, as values say it.
fn named(field: &Field, choice: &str) -> Result<Vec<Value>> {
    match field.value(FieldValue::Choices(vec![choice.to_owned()])) {
        Ok(FieldValue::Choices(chosen)) => Ok(chosen.into_iter().map(Value::String).collect()),
        Ok(_) => Ok(Vec::new()),
        Err(error) => Err(refuse("custom", error.detail)),
    }
}

fn bound(field: &Field, bound: Option<String>) -> Result<Option<String>> {
    let Some(text) = bound else { return Ok(None) };
    let name = &field.image.name;
    match field.image.kind {
        FieldKind::Number if number(&text).is_none() => Err(refuse("custom", format!("a bound of {name} is a number"))),
        FieldKind::YesNo | FieldKind::Choices => Err(refuse("custom", format!("{name} has no order, so no bounds"))),
        FieldKind::Date => match field.value(FieldValue::Text(text)) {
            Ok(FieldValue::Text(day)) => Ok(Some(day)),
            Ok(_) | Err(_) => Err(refuse("custom", format!("a bound of {name} is a day"))),
        },
        FieldKind::Number | FieldKind::Text | FieldKind::Choice | FieldKind::Url => Ok(Some(text)),
    }
}
