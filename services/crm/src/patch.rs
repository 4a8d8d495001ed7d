//! What a PATCH says about a field: nothing, a new value, or that it shall be empty.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

/// What a PATCH says about a field that may be empty: left out keeps it, `null` empties it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// The field was left out.
    #[default]
    Keep,
    /// The field has this value from now on.
    Set(Option<T>),
}

impl<T> Change<T> {
    /// Makes the change.
    pub fn apply(self, field: &mut Option<T>) {
        if let Self::Set(value) = self {
            *field = value;
        }
    }

    /// What the field has after it, when it had this.
    pub fn after(&self, before: Option<T>) -> Option<T>
    where
        T: Copy,
    {
        match self {
            Self::Keep => before,
            Self::Set(value) => *value,
        }
    }

    /// Whether anything was said.
    pub fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }

    /// The new value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Keep => None,
            Self::Set(value) => value.as_ref(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::Set)
    }
}

impl<T: JsonSchema> JsonSchema for Change<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Option::<T>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}

/// Reads a field that cannot be emptied: it may be left out, but `null` is refused.
pub fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Body {
        #[serde(default)]
        note: Change<String>,
        #[serde(default, deserialize_with = "given")]
        name: Option<String>,
    }

    #[test]
    fn left_out_null_and_value_differ() {
        let read = |text: &str| serde_json::from_str::<Body>(text);
        assert_eq!(read("{}").unwrap().note, Change::Keep);
        assert_eq!(read(r#"{"note":null}"#).unwrap().note, Change::Set(None));
        assert_eq!(read(r#"{"note":"x"}"#).unwrap().note, Change::Set(Some("x".to_owned())));
        assert!(read("{}").unwrap().name.is_none());
        assert!(read(r#"{"name":null}"#).is_err());
    }
}
