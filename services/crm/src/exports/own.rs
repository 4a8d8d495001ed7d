//! Own fields of an organisation, as columns after those every organisation has.

use contracts::crm::{FieldKind, FieldRecord};
use exports::table::{Column, Shape, own};
use platform::{Read, Result};

use crate::custom_fields;

/// The columns of the own fields of records that are in use.
pub async fn columns(db: &mut Read, record: FieldRecord) -> Result<Vec<Column>> {
    let fields = custom_fields::store::list(db, Some(record)).await?;
    let column = |field: custom_fields::model::Field| {
        let shape = match field.image.kind {
            FieldKind::Number => Shape::Number,
            FieldKind::Date => Shape::Day,
            FieldKind::Text | FieldKind::YesNo | FieldKind::Choice | FieldKind::Choices | FieldKind::Url => Shape::Text,
        };
        own(field.image.name.to_string(), format!("/custom/{}", field.image.field_id), shape)
    };
    Ok(fields.into_iter().filter(|field| !field.image.archived).map(column).collect())
}
