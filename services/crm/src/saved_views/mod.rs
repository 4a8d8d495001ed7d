//! Saved views: lists as people like to see them, for themselves or for everybody.
//!
//! A view holds what the list is asked with, and which columns are shown. What a list does not understand is never kept:
//! a view is checked by reading it as the list would. Views are a person's own arrangement, so nobody else hears of them.

pub mod http;
pub mod model;
pub mod store;

use contracts::crm::{CustomField, FieldRecord};
use platform::{Result, Tx};

use self::model::ViewedList;
use crate::custom_fields::renaming::Renamed;

/// Choices of a field are called otherwise: views that ask for them ask for the same records, whoever they belong to.
pub async fn choices_renamed(tx: &mut Tx, field: &CustomField, renamed: Renamed<'_>) -> Result<()> {
    let lists: &[ViewedList] = match field.record {
        FieldRecord::Account => &[ViewedList::Accounts],
        FieldRecord::Contact => &[ViewedList::Contacts],
        FieldRecord::Deal => &[ViewedList::Deals, ViewedList::Board],
        FieldRecord::Lead => &[ViewedList::Leads],
    };
    let id = field.field_id.to_string();
    for mut view in store::asking_for(tx, lists, &id).await? {
        let asked = view.filters.get("custom").and_then(|custom| renamed.in_filter(custom, &id));
        if let Some(custom) = asked {
            view.filters.insert("custom".to_owned(), custom);
            view.version += 1;
            store::save(tx, &view).await?;
        }
    }
    Ok(())
}
