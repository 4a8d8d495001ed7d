//! Time zones, which turn instants into business days.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// A name that is not in the IANA time zone database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an IANA time zone name such as Europe/Budapest")]
pub struct UnknownTimeZone;

/// A time zone of the IANA database, by name: `"Europe/Budapest"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TimeZoneName(Tz);

impl TimeZoneName {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The time zone of this name, letter case included.
    ///
    /// # Errors
    /// [`UnknownTimeZone`].
    pub fn new(name: impl AsRef<str>) -> Result<Self, UnknownTimeZone> {
        name.as_ref().parse().map(Self).map_err(|_unknown| UnknownTimeZone)
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        self.0.name()
    }

    /// The zone with its rules.
    pub const fn tz(self) -> Tz {
        self.0
    }

    /// The calendar day in this zone at an instant.
    pub fn local_date(self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.0).date_naive()
    }
}

impl fmt::Display for TimeZoneName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for TimeZoneName {
    type Err = UnknownTimeZone;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

wire_string!(TimeZoneName,
    expecting: "an IANA time zone name in a JSON string, such as \"Europe/Budapest\"",
    schema: { "type": "string", "title": "TimeZoneName", "description": "Name in the IANA time zone database.",
              "examples": ["Europe/Budapest"] });
column!(TimeZoneName as String, |value| value.as_str(), |stored| Self::new(stored));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_with_the_local_midnight() {
        let instant = "2026-03-31T22:30:00Z".parse().unwrap();
        let day = |zone| TimeZoneName::new(zone).unwrap().local_date(instant).to_string();
        assert_eq!(day("Europe/Budapest"), "2026-04-01");
        assert_eq!(day("UTC"), "2026-03-31");
        assert_eq!(day("America/New_York"), "2026-03-31");
    }

    #[test]
    fn unknown_names_are_refused_with_an_example() {
        let error = serde_json::from_str::<TimeZoneName>("\"Budapest\"").unwrap_err().to_string();
        assert!(error.contains("must be an IANA time zone name such as Europe/Budapest"), "{error}");
        assert_eq!(serde_json::to_string(&TimeZoneName::UTC).unwrap(), "\"UTC\"");
    }
}
