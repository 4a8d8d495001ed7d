//! Fields and choices that are called otherwise: whatever names them goes on meaning the same.

use std::collections::BTreeMap;

use contracts::crm::{CustomField, RenamedChoice};
use kernel::Name;
use platform::{Result, Tx};
use serde_json::Value;

use super::model::record_text;
use super::store;
use crate::automations::condition::rename;
use crate::{automations, imports, lead_settings, saved_views};

/// The new names of some choices.
#[derive(Debug, Clone, Copy)]
pub struct Renamed<'a>(pub &'a [RenamedChoice]);

impl Renamed<'_> {
    /// What a text is called from now on; none when it is none of the renamed choices.
    pub fn of(&self, text: &str) -> Option<&Name> {
        self.0.iter().find(|one| one.was.as_str() == text).map(|one| &one.name)
    }

    /// As [`Self::of`], of a text in any case.
    pub fn in_any_case(&self, text: &str) -> Option<&Name> {
        let small = text.to_lowercase();
        self.of(text)
            .or_else(|| self.0.iter().find(|one| one.was.as_str().to_lowercase() == small).map(|one| &one.name))
    }

    /// The filter `custom` of a list with the new names in what it asks of a field; none when nothing of it changes.
    pub fn in_filter(&self, custom: &str, field: &str) -> Option<String> {
        let mut asked: BTreeMap<String, Value> = serde_json::from_str(custom).ok()?;
        let wanted = asked.get_mut(field)?;
        let rename = |text: &mut String| self.of(text).map(|name| name.as_str().clone_into(text)).is_some();
        let changed = match wanted {
            Value::String(text) => rename(text),
            Value::Array(items) => items.iter_mut().fold(false, |changed, item| {
                let is_new = if let Value::String(text) = item { rename(text) } else { false };
                changed || is_new
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
        };
        if changed { serde_json::to_string(&asked).ok() } else { None }
    }
}

/// Carries what records say in a field over to new names of its choices, and with it what saved views, rules about leads and imports
/// ask for or make of it; those know the field by its id. Automations know it by its name: conditions and texts that name it are
/// written anew. `was` is what the field was called.
pub async fn carry(tx: &mut Tx, field: &CustomField, was: &Name, renamed: &[RenamedChoice]) -> Result<()> {
    if !renamed.is_empty() {
        store::rename_values(tx, field, renamed).await?;
        let renamed = Renamed(renamed);
        saved_views::choices_renamed(tx, field, renamed).await?;
        lead_settings::choices_renamed(tx, field.field_id, renamed).await?;
        imports::choices_renamed(tx, field.field_id, renamed).await?;
    }
    let choices: Vec<(&str, &str)> = renamed.iter().map(|one| (one.was.as_str(), one.name.as_str())).collect();
    let (called, of, was, name) = (was, record_text(field.record), was.as_str(), field.name.as_str());
    let after: Vec<CustomField> = store::list(tx, None).await?.into_iter().map(|field| field.image).collect();
    let mut before = after.clone();
    for one in before.iter_mut().filter(|one| one.field_id == field.field_id) {
        one.name = called.clone();
    }
    automations::field_renamed(tx, &rename::Field { of, was, name, choices: &choices }, (&before, &after)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_ask_for_the_new_names() {
        let renamed: Vec<RenamedChoice> =
            serde_json::from_value(serde_json::json!([{"was": "Gold", "name": "Golden"}])).unwrap();
        let renamed = Renamed(&renamed);
        for (filter, expected) in [
            (r#"{"f":"Gold","g":"Gold"}"#, Some(r#"{"f":"Golden","g":"Gold"}"#)),
            (r#"{"f":["Tin","Gold"]}"#, Some(r#"{"f":["Tin","Golden"]}"#)),
            (r#"{"f":"Tin"}"#, None),
            (r#"{"f":null}"#, None),
            (r#"{"g":"Gold"}"#, None),
            ("nonsense", None),
        ] {
            assert_eq!(renamed.in_filter(filter, "f").as_deref(), expected, "{filter}");
        }
        assert_eq!(renamed.in_any_case("GOLD").map(Name::as_str), Some("Golden"));
        assert_eq!(renamed.of("GOLD"), None);
    }
}
