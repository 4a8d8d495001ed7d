//! States as words: the same in a column, in JSON and in an event.

use platform::{Problem, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The word of a state, e.g. `on_hold`.
pub fn of<T: Serialize>(state: &T) -> Result<String> {
    match serde_json::to_value(state) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(other) => Err(Problem::internal(format!("a state must be a word, not {other}"))),
        Err(error) => Err(Problem::internal(error)),
    }
}

/// The state of a word.
pub fn read<T: DeserializeOwned>(word: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(Problem::internal)
}

#[cfg(test)]
mod tests {
    use contracts::projects::ProjectStatus;

    use super::*;

    #[test]
    fn states_come_back() {
        assert_eq!(of(&ProjectStatus::OnHold).unwrap(), "on_hold");
        assert_eq!(read::<ProjectStatus>("on_hold".to_owned()).unwrap(), ProjectStatus::OnHold);
        assert!(read::<ProjectStatus>("gone".to_owned()).is_err());
    }
}
