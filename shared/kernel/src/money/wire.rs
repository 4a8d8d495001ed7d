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
