//! Fields of a change that may be left out (keep), set to null (clear) or given a value (replace).

use serde::{Deserialize, Deserializer};

/// Reads a field that is there: `null` becomes `Some(None)`. Together with `#[serde(default)]`, which makes `None` of
/// one that is left out, nothing gets lost.
pub fn or_null<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Change {
        #[serde(default, deserialize_with = "or_null")]
        note: Option<Option<String>>,
    }

    #[test]
    fn left_out_is_not_null() {
        let read = |json| serde_json::from_str::<Change>(json).unwrap().note;
        assert_eq!(read("{}"), None);
        assert_eq!(read(r#"{"note":null}"#), Some(None));
        assert_eq!(read(r#"{"note":"x"}"#), Some(Some("x".to_owned())));
    }
}
