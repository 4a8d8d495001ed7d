//! Custom fields: what an organisation wants to know of its accounts, contacts, leads and deals beyond what every one says.
//!
//! A field is defined once and kept; archiving takes it out of use, and values stay where they are. Values live with
//! their record and travel in its events. Choices can be called otherwise: whatever says them goes with them ([`renaming`]).

pub mod filter;
pub mod http;
pub mod model;
pub mod renaming;
pub mod store;

use contracts::crm::{CustomValues, FieldRecord};
use platform::{Result, Tx};

pub use self::model::CustomChanges;

/// The values a record has after changes, checked against the organisation's fields. `current` is none for a new record,
/// which must have a value for every required field.
pub async fn change(
    tx: &mut Tx,
    record: FieldRecord,
    current: Option<&CustomValues>,
    changes: CustomChanges,
) -> Result<CustomValues> {
    if changes.is_empty()
        && let Some(current) = current
    {
        return Ok(current.clone());
    }
    let fields = store::list(tx, Some(record)).await?;
    Ok(model::change(&fields, current, changes)?)
}

/// The values that changes give, which were checked already.
pub fn given(changes: &CustomChanges) -> CustomValues {
    changes.iter().filter_map(|(id, value)| Some((*id, value.clone()?))).collect()
}

/// The values of a new record that is made of a lead: what the lead says under the same names, and the changes to that.
pub async fn of_lead(
    tx: &mut Tx,
    record: FieldRecord,
    lead: &CustomValues,
    mut changes: CustomChanges,
) -> Result<CustomValues> {
    let fields = store::list(tx, Some(record)).await?;
    let from = store::list(tx, Some(FieldRecord::Lead)).await?;
    for (id, value) in model::carry_over(&from, lead, &fields) {
        changes.entry(id).or_insert(Some(value));
    }
    Ok(model::change(&fields, None, changes)?)
}
