//! Money in JSON: an object of two strings.

use std::borrow::Cow;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{LIMIT, MAX_SCALE, Money, MoneyError};
use crate::currency::Currency;
use crate::wire;

/// The amount as it arrives, checked on its own so that an error points at this field.
struct Amount(Decimal);

impl FromStr for Amount {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let amount = wire::parse_decimal(text).ok_or(MoneyError::NotDecimal)?;
        if amount.normalize().scale() > MAX_SCALE {
            return Err(MoneyError::TooManyDecimals);
        }
        if amount.abs() >= LIMIT {
            return Err(MoneyError::OutOfRange);
        }
        Ok(Self(amount))
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::from_text(deserializer, "the amount as a JSON string such as \"115.60\" (a number loses digits)")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "money such as {\"amount\":\"115.60\",\"currency\":\"EUR\"}")]
struct Fields {
    amount: Amount,
    currency: Currency,
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Fields { amount, currency } = Fields::deserialize(deserializer)?;
        Self::new(amount.0, currency).map_err(de::Error::custom)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Money", 2)?;
        fields.serialize_field("amount", &self.amount.to_string())?;
        fields.serialize_field("currency", &self.currency)?;
        fields.end()
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn schema_id() -> Cow<'static, str> {
        "kernel::Money".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "An exact amount in one currency.",
            "properties": {
                "amount": {
                    "type": "string",
                    "description": "Decimal number in a string: at most 15 digits before the point and 4 after it.",
                    "pattern": "^-?[0-9]{1,15}(\\.[0-9]{1,4})?$",
                    "examples": ["115.60"]
                },
                "currency": generator.subschema_for::<Currency>()
            },
            "required": ["amount", "currency"],
            "additionalProperties": false
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Result<Money, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    proptest! {
        #[test]
        fn json_round_trip(units in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0..=MAX_SCALE) {
            let money = Money::new(Decimal::new(units, scale), Currency::HUF).unwrap();
            let json = serde_json::to_string(&money).unwrap();
            prop_assert_eq!(read(&json), Ok(money));
        }
    }

    #[test]
    fn it_is_an_object_of_strings() {
        let money = read(r#"{"currency":"EUR","amount":"115.6"}"#).unwrap();
        assert_eq!(serde_json::to_string(&money).unwrap(), r#"{"amount":"115.60","currency":"EUR"}"#);
    }

    #[test]
    fn refusals_say_what_to_send() {
        let refusals = [
            (r#"{"amount":115.6,"currency":"EUR"}"#, "expected the amount as a JSON string such as \"115.60\""),
            (r#"{"amount":115,"currency":"EUR"}"#, "expected the amount as a JSON string such as \"115.60\""),
            (r#"{"amount":"1,5","currency":"EUR"}"#, "must be a decimal number in a string, such as \"115.60\""),
            (r#"{"amount":"0.00001","currency":"EUR"}"#, "must have at most 4 decimals"),
            (r#"{"amount":"1000000000000000","currency":"EUR"}"#, "must be smaller than 1000000000000000"),
            (r#"{"amount":"999999999999999.995","currency":"EUR"}"#, "must be smaller than 1000000000000000"),
            (r#"{"amount":"1","currency":"eur"}"#, "must be an active ISO 4217 currency code"),
            (r#"{"amount":"1","currency":"EUR","vat":"27"}"#, "unknown field `vat`"),
            (r#"{"amount":"1","amount":"2","currency":"EUR"}"#, "duplicate field `amount`"),
            (r#"{"amount":"1"}"#, "missing field `currency`"),
            (r#""1 EUR""#, "expected money such as {\"amount\":\"115.60\",\"currency\":\"EUR\"}"),
        ];
        for (json, message) in refusals {
            let error = read(json).unwrap_err();
            assert!(error.contains(message), "{json}: {error}");
        }
    }

    #[test]
    fn the_schema_describes_the_strings() {
        let schema = schemars::schema_for!(Money);
        assert_eq!(schema.as_value().pointer("/properties/amount/type"), Some(&"string".into()));
        assert_eq!(schema.as_value().pointer("/properties/currency/pattern"), Some(&"^[A-Z]{3}$".into()));
        assert_eq!(schema.as_value().pointer("/additionalProperties"), Some(&false.into()));
    }
}
