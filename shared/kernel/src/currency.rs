//! Currencies of ISO 4217, with the number of decimals each one has.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A code that is not an active ISO 4217 alphabetic code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an active ISO 4217 currency code in capitals, such as EUR")]
pub struct UnknownCurrency;

/// An active currency of ISO 4217 (list one), funds included, precious metals and codes without minor units left out.
///
/// In JSON and in text columns it is the alphabetic code: `"EUR"`.
#[derive(Clone, Copy)]
pub struct Currency {
    code: &'static str,
    minor_units: u32,
}

impl Currency {
    /// The euro.
    pub const EUR: Self = currency("EUR", 2);
    /// The pound sterling.
    pub const GBP: Self = currency("GBP", 2);
    /// The Hungarian forint. ISO gives it two decimals, although no such coin exists.
    pub const HUF: Self = currency("HUF", 2);
    /// The US dollar.
    pub const USD: Self = currency("USD", 2);

    /// Every currency, in the order of the codes.
    pub const ALL: &'static [Self] = &ACTIVE;

    /// The currency with this alphabetic code, in capitals.
    ///
    /// # Errors
    /// [`UnknownCurrency`] when no active currency has the code.
    pub fn from_code(code: &str) -> Result<Self, UnknownCurrency> {
        let position = ACTIVE.binary_search_by(|currency| currency.code.cmp(code));
        position.ok().and_then(|index| ACTIVE.get(index)).copied().ok_or(UnknownCurrency)
    }

    /// The alphabetic code, three capitals.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// The number of decimals of the smallest unit: 0 for JPY, 2 for EUR, 3 for KWD, 4 for CLF.
    pub const fn minor_units(self) -> u32 {
        self.minor_units
    }
}

impl PartialEq for Currency {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Currency {}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code.cmp(other.code)
    }
}

impl Hash for Currency {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code)
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_code(text)
    }
}

wire_string!(Currency,
    expecting: "an ISO 4217 currency code in a JSON string, such as \"EUR\"",
    schema: { "type": "string", "title": "Currency", "description": "ISO 4217 alphabetic code.",
              "pattern": "^[A-Z]{3}$", "examples": ["EUR"] });
column!(Currency as String, |value| value.code, |stored| Self::from_code(&stored));

const fn currency(code: &'static str, minor_units: u32) -> Currency {
    Currency { code, minor_units }
}

/// Sorted by code, because [`Currency::from_code`] searches it by halves.
static ACTIVE: [Currency; 165] = {
    use currency as c;
    [
        c("AED", 2), c("AFN", 2), c("ALL", 2), c("AMD", 2), c("AOA", 2), c("ARS", 2), c("AUD", 2), c("AWG", 2),
        c("AZN", 2), c("BAM", 2), c("BBD", 2), c("BDT", 2), c("BHD", 3), c("BIF", 0), c("BMD", 2), c("BND", 2),
        c("BOB", 2), c("BOV", 2), c("BRL", 2), c("BSD", 2), c("BTN", 2), c("BWP", 2), c("BYN", 2), c("BZD", 2),
        c("CAD", 2), c("CDF", 2), c("CHE", 2), c("CHF", 2), c("CHW", 2), c("CLF", 4), c("CLP", 0), c("CNY", 2),
        c("COP", 2), c("COU", 2), c("CRC", 2), c("CUP", 2), c("CVE", 2), c("CZK", 2), c("DJF", 0), c("DKK", 2),
        c("DOP", 2), c("DZD", 2), c("EGP", 2), c("ERN", 2), c("ETB", 2), c("EUR", 2), c("FJD", 2), c("FKP", 2),
        c("GBP", 2), c("GEL", 2), c("GHS", 2), c("GIP", 2), c("GMD", 2), c("GNF", 0), c("GTQ", 2), c("GYD", 2),
        c("HKD", 2), c("HNL", 2), c("HTG", 2), c("HUF", 2), c("IDR", 2), c("ILS", 2), c("INR", 2), c("IQD", 3),
        c("IRR", 2), c("ISK", 0), c("JMD", 2), c("JOD", 3), c("JPY", 0), c("KES", 2), c("KGS", 2), c("KHR", 2),
        c("KMF", 0), c("KPW", 2), c("KRW", 0), c("KWD", 3), c("KYD", 2), c("KZT", 2), c("LAK", 2), c("LBP", 2),
        c("LKR", 2), c("LRD", 2), c("LSL", 2), c("LYD", 3), c("MAD", 2), c("MDL", 2), c("MGA", 2), c("MKD", 2),
        c("MMK", 2), c("MNT", 2), c("MOP", 2), c("MRU", 2), c("MUR", 2), c("MVR", 2), c("MWK", 2), c("MXN", 2),
        c("MXV", 2), c("MYR", 2), c("MZN", 2), c("NAD", 2), c("NGN", 2), c("NIO", 2), c("NOK", 2), c("NPR", 2),
        c("NZD", 2), c("OMR", 3), c("PAB", 2), c("PEN", 2), c("PGK", 2), c("PHP", 2), c("PKR", 2), c("PLN", 2),
        c("PYG", 0), c("QAR", 2), c("RON", 2), c("RSD", 2), c("RUB", 2), c("RWF", 0), c("SAR", 2), c("SBD", 2),
        c("SCR", 2), c("SDG", 2), c("SEK", 2), c("SGD", 2), c("SHP", 2), c("SLE", 2), c("SOS", 2), c("SRD", 2),
        c("SSP", 2), c("STN", 2), c("SVC", 2), c("SYP", 2), c("SZL", 2), c("THB", 2), c("TJS", 2), c("TMT", 2),
        c("TND", 3), c("TOP", 2), c("TRY", 2), c("TTD", 2), c("TWD", 2), c("TZS", 2), c("UAH", 2), c("UGX", 0),
        c("USD", 2), c("USN", 2), c("UYI", 0), c("UYU", 2), c("UYW", 4), c("UZS", 2), c("VED", 2), c("VES", 2),
        c("VND", 0), c("VUV", 0), c("WST", 2), c("XAD", 2), c("XAF", 0), c("XCD", 2), c("XCG", 2), c("XOF", 0),
        c("XPF", 0), c("YER", 2), c("ZAR", 2), c("ZMW", 2), c("ZWG", 2),
    ]
};
