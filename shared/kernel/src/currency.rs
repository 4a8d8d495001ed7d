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

macro_rules! currencies {
    ($($code:ident $minor_units:literal,)+) => { [$(currency(stringify!($code), $minor_units)),+] };
}

/// Code and minor units, sorted by code because [`Currency::from_code`] searches it by halves.
static ACTIVE: [Currency; 165] = currencies! {
    AED 2, AFN 2, ALL 2, AMD 2, AOA 2, ARS 2, AUD 2, AWG 2, AZN 2, BAM 2, BBD 2, BDT 2, BHD 3, BIF 0, BMD 2, BND 2,
    BOB 2, BOV 2, BRL 2, BSD 2, BTN 2, BWP 2, BYN 2, BZD 2, CAD 2, CDF 2, CHE 2, CHF 2, CHW 2, CLF 4, CLP 0, CNY 2,
    COP 2, COU 2, CRC 2, CUP 2, CVE 2, CZK 2, DJF 0, DKK 2, DOP 2, DZD 2, EGP 2, ERN 2, ETB 2, EUR 2, FJD 2, FKP 2,
    GBP 2, GEL 2, GHS 2, GIP 2, GMD 2, GNF 0, GTQ 2, GYD 2, HKD 2, HNL 2, HTG 2, HUF 2, IDR 2, ILS 2, INR 2, IQD 3,
    IRR 2, ISK 0, JMD 2, JOD 3, JPY 0, KES 2, KGS 2, KHR 2, KMF 0, KPW 2, KRW 0, KWD 3, KYD 2, KZT 2, LAK 2, LBP 2,
    LKR 2, LRD 2, LSL 2, LYD 3, MAD 2, MDL 2, MGA 2, MKD 2, MMK 2, MNT 2, MOP 2, MRU 2, MUR 2, MVR 2, MWK 2, MXN 2,
    MXV 2, MYR 2, MZN 2, NAD 2, NGN 2, NIO 2, NOK 2, NPR 2, NZD 2, OMR 3, PAB 2, PEN 2, PGK 2, PHP 2, PKR 2, PLN 2,
    PYG 0, QAR 2, RON 2, RSD 2, RUB 2, RWF 0, SAR 2, SBD 2, SCR 2, SDG 2, SEK 2, SGD 2, SHP 2, SLE 2, SOS 2, SRD 2,
    SSP 2, STN 2, SVC 2, SYP 2, SZL 2, THB 2, TJS 2, TMT 2, TND 3, TOP 2, TRY 2, TTD 2, TWD 2, TZS 2, UAH 2, UGX 0,
    USD 2, USN 2, UYI 0, UYU 2, UYW 4, UZS 2, VED 2, VES 2, VND 0, VUV 0, WST 2, XAD 2, XAF 0, XCD 2, XCG 2, XOF 0,
    XPF 0, YER 2, ZAR 2, ZMW 2, ZWG 2,
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::path::PathBuf;

    #[test]
    fn the_table_is_sorted_and_without_repetition() {
        assert!(ACTIVE.is_sorted_by(|one, next| one < next));
        for named in [Currency::EUR, Currency::GBP, Currency::HUF, Currency::USD] {
            assert_eq!(Currency::from_code(named.code()).map(Currency::minor_units), Ok(named.minor_units()));
        }
    }

    #[test]
    fn minor_units_differ() {
        let minor_units = |code| Currency::from_code(code).unwrap().minor_units();
        assert_eq!(["JPY", "EUR", "HUF", "KWD", "CLF"].map(minor_units), [0, 2, 2, 3, 4]);
    }

    #[test]
    fn only_active_codes_in_capitals_are_read() {
        for code in ["", "eur", "EU", "EURO", "DEM", "XAU", "XXX", "XTS", "\u{0}UR"] {
            assert_eq!(Currency::from_code(code), Err(UnknownCurrency), "{code:?}");
        }
        let error = serde_json::from_str::<Currency>("\"eur\"").unwrap_err().to_string();
        assert!(error.contains("currency code in capitals, such as EUR"), "{error}");
        assert_eq!(serde_json::to_string(&Currency::HUF).unwrap(), "\"HUF\"");
    }

    /// Compares the table with a copy of the published list, where there is one: `GERINC_DATA` names the folder that
    /// has `reference/iso4217_currency_codes.csv`.
    #[test]
    fn the_table_is_the_published_one() {
        let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
        let folder = std::env::var_os("GERINC_DATA").map_or_else(beside, PathBuf::from);
        let Ok(csv) = std::fs::read_to_string(folder.join("reference/iso4217_currency_codes.csv")) else {
            eprintln!("NOT CHECKED: no reference/iso4217_currency_codes.csv in the folder GERINC_DATA names");
            return;
        };
        let mut published = BTreeMap::new();
        for line in csv.lines().skip(1) {
            let [withdrawn, minor_units, _number, code, ..] = line.rsplitn(5, ',').collect::<Vec<_>>()[..] else {
                continue;
            };
            if let ("", Ok(minor_units)) = (withdrawn, minor_units.parse::<u32>()) {
                published.insert(code, minor_units);
            }
        }
        let ours: BTreeMap<_, _> = ACTIVE.iter().map(|currency| (currency.code, currency.minor_units)).collect();
        assert_eq!(ours, published);
    }
}
