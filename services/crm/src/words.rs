//! How the words of small enums stand in columns: as they do in JSON.

use platform::{Problem, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The word of a value such as a status.
///
/// # Errors
/// Only for what JSON does not write as a string.
pub fn word<T: Serialize>(value: T) -> Result<String> {
    let value = serde_json::to_value(value).map_err(Problem::internal)?;
    value.as_str().map(str::to_owned).ok_or_else(|| Problem::internal(format!("{value} is no word")))
}

/// The value of a word that was read from a column.
///
/// # Errors
/// When this program does not know the word.
pub fn value<T: DeserializeOwned>(word: String) -> Result<T> {
    serde_json::from_value(Value::String(word)).map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use contracts::crm::activities::ActivityKind;

    use super::*;

    #[test]
    fn words_are_those_of_json() {
        assert_eq!(word(ActivityKind::HandOver).unwrap(), "hand_over");
        assert_eq!(value::<ActivityKind>("hand_over".to_owned()).unwrap(), ActivityKind::HandOver);
        assert!(value::<ActivityKind>("letter".to_owned()).is_err());
        assert!(word(7).is_err());
    }
}
