//! Fields of a change that may be left out (keep), set to null (clear) or given a value (replace).

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

/// What a change says about a field that may be empty. Needs `#[serde(default)]` where it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Given<T> {
    /// Nothing: it stays.
    #[default]
    Nothing,
    /// It becomes empty.
    Empty,
    /// It becomes this.
    Value(T),
}

impl<T> Given<T> {
    /// What the field holds after the change.
    pub fn over(self, old: Option<T>) -> Option<T> {
        match self {
            Self::Nothing => old,
            Self::Empty => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Empty, Self::Value))
    }
}

impl<T: JsonSchema> JsonSchema for Given<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        Option::<T>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Change {
        #[serde(default)]
        note: Given<String>,
    }

    #[test]
    fn left_out_is_not_null() {
        let read = |json| serde_json::from_str::<Change>(json).unwrap().note.over(Some("old".to_owned()));
        assert_eq!(read("{}").as_deref(), Some("old"));
        assert_eq!(read(r#"{"note":null}"#), None);
        assert_eq!(read(r#"{"note":"new"}"#).as_deref(), Some("new"));
    }
}
