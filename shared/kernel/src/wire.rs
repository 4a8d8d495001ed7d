//! How the types of this crate meet the outside: JSON, JSON Schema and PostgreSQL columns, written once as macros.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::de::{self, Deserializer, Visitor};

/// A word outside a closed vocabulary. The message lists the words that are known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be one of {}", .known.join(", "))]
pub struct UnknownWord {
    known: &'static [&'static str],
}

impl UnknownWord {
    pub(crate) const fn new(known: &'static [&'static str]) -> Self {
        Self { known }
    }
}

/// Reads a value from a JSON string. Anything that is not a string is refused with `expecting`, a string with the
/// parser's own sentence.
pub(crate) fn from_text<'de, T, D>(deserializer: D, expecting: &'static str) -> Result<T, D::Error>
where
    T: FromStr,
    T::Err: Display,
    D: Deserializer<'de>,
{
    struct Text<T>(&'static str, PhantomData<T>);

    impl<T> Visitor<'_> for Text<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        type Value = T;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.0)
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Text(expecting, PhantomData))
}

/// Reads plain decimal notation: an optional minus, digits, and optionally a point with digits after it. No plus, no
/// exponent, no grouping; `None` for anything else and for more digits than a [`Decimal`] holds.
pub(crate) fn parse_decimal(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// Serialises a type with its `Display`, reads it with its `FromStr`, and describes it with the given inline schema.
macro_rules! wire_string {
    ($type:ident, expecting: $expecting:expr, schema: $schema:tt) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::wire::from_text(deserializer, $expecting)
            }
        }

        inline_schema!($type, $schema);
    };
}

/// Describes a type by a schema that is written in place rather than referred to.
macro_rules! inline_schema {
    ($type:ident, $schema:tt) => {
        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!("kernel::", stringify!($type)).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!($schema)
            }
        }
    };
}

/// Stores a type in a PostgreSQL column as `$repr`: one expression for the way in, a fallible one for the way out.
macro_rules! column {
    ($type:ident as $repr:ty, |$value:ident| $encode:expr, |$stored:ident| $decode:expr) => {
        column_scalar!($type as $repr, |$value| $encode, |$stored| $decode);

        #[cfg(feature = "sqlx")]
        impl sqlx::postgres::PgHasArrayType for $type {
            fn array_type_info() -> sqlx::postgres::PgTypeInfo {
                <$repr as sqlx::postgres::PgHasArrayType>::array_type_info()
            }

            fn array_compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
                <$repr as sqlx::postgres::PgHasArrayType>::array_compatible(ty)
            }
        }
    };
}

/// [`column!`] without arrays of the type.
macro_rules! column_scalar {
    ($type:ident as $repr:ty, |$value:ident| $encode:expr, |$stored:ident| $decode:expr) => {
        #[cfg(feature = "sqlx")]
        impl sqlx::Type<sqlx::Postgres> for $type {
            fn type_info() -> sqlx::postgres::PgTypeInfo {
                <$repr as sqlx::Type<sqlx::Postgres>>::type_info()
            }

            fn compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
                <$repr as sqlx::Type<sqlx::Postgres>>::compatible(ty)
            }
        }

        #[cfg(feature = "sqlx")]
        impl sqlx::Encode<'_, sqlx::Postgres> for $type {
            fn encode_by_ref(
                &self,
                buffer: &mut sqlx::postgres::PgArgumentBuffer,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                let $value = self;
                sqlx::Encode::<sqlx::Postgres>::encode_by_ref(&$encode, buffer)
            }
        }

        #[cfg(feature = "sqlx")]
        impl sqlx::Decode<'_, sqlx::Postgres> for $type {
            fn decode(value: sqlx::postgres::PgValueRef<'_>) -> Result<Self, sqlx::error::BoxDynError> {
                let $stored = <$repr as sqlx::Decode<sqlx::Postgres>>::decode(value)?;
                $decode.map_err(sqlx::error::BoxDynError::from)
            }
        }
    };
}

/// An enum whose variants are stable words: in JSON, in text columns and in messages.
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable word for this value.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownWord::new(&[$($word),+])),
                }
            }
        }

        wire_string!($name,
            expecting: concat!("a string naming a ", stringify!($name)),
            schema: { "type": "string", "title": stringify!($name), "enum": [$($word),+] });
        column!($name as String, |value| value.as_str(), |stored| stored.parse::<Self>());
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimal_notation_is_read() {
        for (text, value) in [("0", "0"), ("-1.50", "-1.50"), ("007.5", "7.5"), ("115.60", "115.60")] {
            assert_eq!(parse_decimal(text), Some(value.parse().unwrap()), "{text}");
        }
        for text in ["", "-", ".", ".5", "5.", "+1", "1e3", "1_000", "1,5", " 1", "1 ", "--1", "0x1", "١", "NaN"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
        assert_eq!(parse_decimal(&"9".repeat(40)), None);
    }
}
