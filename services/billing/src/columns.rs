//! Between columns and values: what two or more stores need.

use kernel::{Currency, CustomerId, Money};
use platform::{Problem, Result};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// An amount of two columns.
pub fn money(amount: Decimal, currency: Currency) -> Result<Money> {
    Money::new(amount, currency).map_err(Problem::internal)
}

/// The ids of customers, when a question names any.
pub fn ids(customers: Option<&[CustomerId]>) -> Option<Vec<Uuid>> {
    customers.map(|customers| customers.iter().map(|id| id.as_uuid()).collect())
}

/// The word a state has in JSON and in its column.
pub fn word<T: Serialize>(state: T) -> Result<String> {
    let value = serde_json::to_value(state).map_err(Problem::internal)?;
    value.as_str().map(str::to_owned).ok_or_else(|| Problem::internal(format!("{value} is no word")))
}

/// The state a word stands for.
pub fn state<T: DeserializeOwned>(word: String) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word)).map_err(Problem::internal)
}

/// The key a cursor points behind; a cursor of another list is refused.
pub fn after<K: DeserializeOwned>(cursor: Option<&kernel::Cursor>) -> Result<Option<K>> {
    cursor.map(|cursor| cursor.decode().map_err(|error| Problem::field("cursor", error.to_string()))).transpose()
}
