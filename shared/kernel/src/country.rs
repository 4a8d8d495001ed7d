//! Countries of ISO 3166-1.

use std::fmt;
use std::str::FromStr;

/// A code that no country has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an ISO 3166-1 country code of two capitals, such as HU")]
pub struct UnknownCountry;

/// A country by its ISO 3166-1 alpha-2 code: `"HU"`. Greece is `GR`, also where its VAT numbers begin with EL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode(&'static str);

impl CountryCode {
    /// The country with this code, two capitals.
    ///
    /// # Errors
    /// [`UnknownCountry`].
    pub fn new(code: impl AsRef<str>) -> Result<Self, UnknownCountry> {
        let position = COUNTRIES.binary_search(&code.as_ref());
        position.ok().and_then(|index| COUNTRIES.get(index)).map(|code| Self(code)).ok_or(UnknownCountry)
    }

    /// Every country, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.iter().map(|code| Self(code))
    }

    /// The code.
    pub const fn as_str(&self) -> &'static str {
        self.0
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0)
    }
}

impl FromStr for CountryCode {
    type Err = UnknownCountry;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

wire_string!(CountryCode,
    expecting: "an ISO 3166-1 country code in a JSON string, such as \"HU\"",
    schema: { "type": "string", "title": "CountryCode", "description": "ISO 3166-1 alpha-2 code.",
              "pattern": "^[A-Z]{2}$", "examples": ["HU"] });
column!(CountryCode as String, |value| value.0, |stored| Self::new(stored));

/// The officially assigned codes, sorted because [`CountryCode::new`] searches them by halves.
static COUNTRIES: [&str; 249] = [
    "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AS", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD",
    "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA",
    "CC", "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CU", "CV", "CW", "CX", "CY", "CZ", "DE",
    "DJ", "DK", "DM", "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FM", "FO", "FR", "GA",
    "GB", "GD", "GE", "GF", "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK",
    "HM", "HN", "HR", "HT", "HU", "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IR", "IS", "IT", "JE", "JM", "JO", "JP",
    "KE", "KG", "KH", "KI", "KM", "KN", "KP", "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT",
    "LU", "LV", "LY", "MA", "MC", "MD", "ME", "MF", "MG", "MH", "MK", "ML", "MM", "MN", "MO", "MP", "MQ", "MR", "MS",
    "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC", "NE", "NF", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ",
    "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN", "PR", "PS", "PT", "PW", "PY", "QA", "RE", "RO", "RS",
    "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ", "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST",
    "SV", "SX", "SY", "SZ", "TC", "TD", "TF", "TG", "TH", "TJ", "TK", "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW",
    "TZ", "UA", "UG", "UM", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VI", "VN", "VU", "WF", "WS", "YE", "YT", "ZA",
    "ZM", "ZW",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_without_repetition() {
        assert!(COUNTRIES.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn codes_are_read_exactly() {
        for code in ["HU", "DE", "GR", "AD", "ZW"] {
            assert_eq!(CountryCode::new(code).as_ref().map(CountryCode::as_str), Ok(code));
        }
        for code in ["", "hu", "EL", "UK", "XK", "HUN", "H"] {
            assert_eq!(CountryCode::new(code), Err(UnknownCountry), "{code}");
        }
    }

    #[test]
    fn refusal_names_the_standard() {
        let error = serde_json::from_str::<CountryCode>("\"Hungary\"").unwrap_err().to_string();
        assert!(error.contains("must be an ISO 3166-1 country code of two capitals, such as HU"), "{error}");
    }
}
