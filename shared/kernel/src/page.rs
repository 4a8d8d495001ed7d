//! Keyset paging: a page is asked for with a limit and the cursor of the page before it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use schemars::JsonSchema;
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde::{Deserialize, Serialize};

/// A limit outside its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a whole number from 1 to 200")]
pub struct LimitError;

/// How many items a page holds at most: 1 to 200, 50 unless asked otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Limit(u32);

impl Limit {
    /// The largest page.
    pub const MAX: Self = Self(200);
    /// The page when no limit is given.
    pub const DEFAULT: Self = Self(50);

    /// Checks the bounds.
    ///
    /// # Errors
    /// [`LimitError`] for 0 and for more than 200.
    pub const fn new(limit: u32) -> Result<Self, LimitError> {
        if limit >= 1 && limit <= Self::MAX.0 { Ok(Self(limit)) } else { Err(LimitError) }
    }

    /// The most items on a page.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The rows to fetch: one more than the page holds, which tells whether there is a next page. For `LIMIT` in SQL.
    pub fn fetch(self) -> i64 {
        i64::from(self.0) + 1
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map_err(|_not_a_number| LimitError).and_then(Self::new)
    }
}

impl<'de> Deserialize<'de> for Limit {
    /// From a number (JSON) or its digits (a query string).
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NumberOrDigits;

        impl Visitor<'_> for NumberOrDigits {
            type Value = Limit;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a whole number from 1 to 200")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Limit, E> {
                u32::try_from(number).map_err(|_too_large| LimitError).and_then(Limit::new).map_err(E::custom)
            }

            fn visit_i64<E: de::Error>(self, _negative: i64) -> Result<Limit, E> {
                Err(E::custom(LimitError))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Limit, E> {
                text.parse().map_err(E::custom)
            }
        }

        deserializer.deserialize_any(NumberOrDigits)
    }
}

inline_schema!(Limit, { "type": "integer", "title": "Limit", "minimum": 1, "maximum": 200, "default": 50 });

/// A cursor this service did not give, or gave for another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be the next_cursor of a page of this list; leave it out to start from the first page")]
pub struct CursorError;

/// Where the next page begins. Opaque to callers: the sort key of the last item, as JSON in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Cursor {
    /// The longest cursor read.
    const MAX_BYTES: usize = 4096;

    /// The cursor of a sort key, usually a tuple of the sort column and the id. A key that JSON cannot express (a map
    /// whose keys are not strings) gives a cursor that no [`Cursor::decode`] accepts.
    pub fn encode<T: Serialize>(key: &T) -> Self {
        Self(URL_SAFE_NO_PAD.encode(serde_json::to_vec(key).unwrap_or_default()))
    }

    /// The sort key inside.
    ///
    /// # Errors
    /// [`CursorError`] when the cursor is not one of this list's.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, CursorError> {
        let json = URL_SAFE_NO_PAD.decode(&self.0).map_err(|_not_base64| CursorError)?;
        serde_json::from_slice(&json).map_err(|_not_this_key| CursorError)
    }

    /// The opaque text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let fits = (1..=Self::MAX_BYTES).contains(&text.len()) && text.bytes().all(allowed);
        if fits { Ok(Self(text.to_owned())) } else { Err(CursorError) }
    }
}

wire_string!(Cursor,
    expecting: "the next_cursor of a page, a string",
    schema: { "type": "string", "title": "Cursor", "description": "Opaque: the next_cursor of the page before.",
              "pattern": "^[A-Za-z0-9_-]+$" });

/// One page of a list, in JSON `{"items":[…],"next_cursor":"…"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "{T}Page")]
pub struct Page<T> {
    /// The items, in the order asked for.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last one.
    pub next_cursor: Option<Cursor>,
}

impl<T> Page<T> {
    /// The page of rows fetched with [`Limit::fetch`]. The row beyond the limit, when there is one, is dropped, and
    /// the cursor is made of the `key` of the last row kept.
    pub fn from_rows<K: Serialize>(mut rows: Vec<T>, limit: Limit, key: impl Fn(&T) -> K) -> Self {
        let kept = usize::try_from(limit.get()).unwrap_or(usize::MAX);
        let more = rows.len() > kept;
        rows.truncate(kept);
        let next_cursor = rows.last().filter(|_last| more).map(|last| Cursor::encode(&key(last)));
        Self { items: rows, next_cursor }
    }

    /// The page with each item turned into another.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(turn).collect(), next_cursor: self.next_cursor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::DealId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cursors_round_trip(name in ".*", number: i64, bits: u128) {
            let key = (name, number, DealId::from_uuid(uuid::Uuid::from_u128(bits)));
            let cursor = Cursor::encode(&key);
            let json = serde_json::to_string(&cursor).unwrap();
            let read: Cursor = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(read.decode::<(String, i64, DealId)>(), Ok(key));
        }

        #[test]
        fn any_text_is_a_cursor_or_an_error(text in ".{0,40}") {
            if let Ok(cursor) = text.parse::<Cursor>() {
                let _: Result<(String, i64), CursorError> = cursor.decode();
            }
        }

        #[test]
        fn paging_visits_every_row_once(count in 0_u32..40, limit in 1_u32..10) {
            let limit = Limit::new(limit).unwrap();
            let (mut seen, mut after) = (Vec::new(), None);
            loop {
                let rows = (0..count).filter(|row| after.is_none_or(|last| *row > last));
                let rows = rows.take(usize::try_from(limit.fetch()).unwrap()).collect();
                let page = Page::from_rows(rows, limit, |row| (*row,));
                seen.extend(page.items);
                let Some(cursor) = page.next_cursor else { break };
                after = Some(cursor.decode::<(u32,)>().unwrap().0);
            }
            prop_assert_eq!(seen, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_cursor_of_another_list_is_refused() {
        let cursor = Cursor::encode(&("name", 7));
        assert_eq!(cursor.decode::<(i64, i64)>(), Err(CursorError));
        for text in ["", "a b", "a+b", "%%%"] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
        assert!(CursorError.to_string().contains("leave it out to start from the first page"));
    }

    #[test]
    fn limits_come_as_numbers_and_as_digits() {
        assert_eq!(serde_json::from_str::<Limit>("200").unwrap(), Limit::MAX);
        assert_eq!(serde_json::from_str::<Limit>("\"25\"").unwrap().get(), 25);
        assert_eq!(Limit::default().get(), 50);
        for json in ["0", "201", "-1", "\"x\"", "99999999999"] {
            let error = serde_json::from_str::<Limit>(json).unwrap_err().to_string();
            assert!(error.starts_with("must be a whole number from 1 to 200"), "{error}");
        }
    }

    #[test]
    fn the_schema_names_the_item() {
        assert_eq!(Page::<crate::Money>::schema_name(), "MoneyPage");
    }
}
