//! Days, months and billing cadences. All of them are calendar values without a time zone: [`crate::tz`] says which
//! day an instant falls on.

use chrono::{Datelike, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod month;

pub use month::Month;

/// Why a range or a month was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodError {
    /// The last day lies before the first.
    #[error("the last day {to} must not be before the first day {from}")]
    Backwards {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// A year nobody means.
    #[error("must lie in the years 1900 to 9999")]
    YearOutOfRange,
    /// Not a month of the year.
    #[error("must be a month written as year and month, such as 2026-03")]
    NotAMonth,
}

fn check_year(year: i32) -> Result<(), PeriodError> {
    if (1900..=9999).contains(&year) { Ok(()) } else { Err(PeriodError::YearOutOfRange) }
}

/// The days from one to another, both included: in JSON `{"from":"2026-01-01","to":"2026-03-31"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Ends")]
pub struct DateRange {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    to: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a range of days such as {\"from\":\"2026-01-01\",\"to\":\"2026-03-31\"}")]
struct Ends {
    from: NaiveDate,
    to: NaiveDate,
}

impl TryFrom<Ends> for DateRange {
    type Error = PeriodError;

    fn try_from(ends: Ends) -> Result<Self, Self::Error> {
        Self::new(ends.from, ends.to)
    }
}

impl DateRange {
    /// The days from `from` to `to`, both included.
    ///
    /// # Errors
    /// [`PeriodError::Backwards`], [`PeriodError::YearOutOfRange`].
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, PeriodError> {
        check_year(from.year())?;
        check_year(to.year())?;
        if to < from {
            return Err(PeriodError::Backwards { from, to });
        }
        Ok(Self { from, to })
    }

    /// The first day.
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day.
    pub const fn to(self) -> NaiveDate {
        self.to
    }

    /// Whether the day is in the range.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The number of days, one or more.
    pub fn days(self) -> i64 {
        self.to.signed_duration_since(self.from).num_days() + 1
    }

    /// The days in both ranges; `None` when there are none.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (from <= to).then_some(Self { from, to })
    }

    /// Whether the ranges have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.intersection(other).is_some()
    }

    /// Each day, in order.
    pub fn iter_days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }

    /// Each month with a day in the range, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let last = Month::of(self.to);
        std::iter::successors(Some(Month::of(self.from)), |month| Some(month.next())).take_while(move |m| *m <= last)
    }
}

words! {
    /// How often something recurs.
    pub enum Cadence {
        /// Every month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Every twelve months.
        Yearly = "yearly",
    }
}

impl Cadence {
    /// The number of months from one start to the next.
    pub const fn months(self) -> u32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::Yearly => 12,
        }
    }

    /// The first day of the period number `n`, from 0, of a recurrence that began on `anchor`. The day of the month
    /// is the anchor's, or the last one where the month is shorter: an anchor of 31 January gives 28 February and
    /// then 31 March again. Past the end of the calendar it is [`NaiveDate::MAX`].
    pub fn nth_start(self, anchor: NaiveDate, n: u32) -> NaiveDate {
        let months = Months::new(self.months().saturating_mul(n));
        anchor.checked_add_months(months).unwrap_or(NaiveDate::MAX)
    }

    /// The days of the period number `n`, from 0: up to the day before the next one starts.
    pub fn nth_period(self, anchor: NaiveDate, n: u32) -> Result<DateRange, PeriodError> {
        let next = self.nth_start(anchor, n.saturating_add(1));
        DateRange::new(self.nth_start(anchor, n), next.pred_opt().unwrap_or(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    proptest! {
        #[test]
        fn periods_follow_each_other_without_gap(start in 0_u64..60_000, n in 0_u32..200) {
            let anchor = day("1950-01-01") + Days::new(start);
            for cadence in Cadence::ALL {
                let period = cadence.nth_period(anchor, n).unwrap();
                let next = cadence.nth_start(anchor, n + 1);
                prop_assert_eq!(period.to().succ_opt(), Some(next));
                prop_assert!(next.day() == anchor.day() || next == Month::of(next).last_day());
            }
        }
    }

    #[test]
    fn the_end_of_a_month_is_kept() {
        let starts = [0, 1, 2, 13].map(|n| Cadence::Monthly.nth_start(day("2027-01-31"), n));
        assert_eq!(starts, ["2027-01-31", "2027-02-28", "2027-03-31", "2028-02-29"].map(day));
        assert_eq!(Cadence::Yearly.nth_start(day("2028-02-29"), 1), day("2029-02-28"));
        assert_eq!(Cadence::Yearly.nth_start(day("2028-02-29"), u32::MAX), NaiveDate::MAX);
    }

    #[test]
    fn ranges_include_both_ends() {
        let quarter = DateRange::new(day("2026-01-01"), day("2026-03-31")).unwrap();
        assert_eq!((quarter.days(), quarter.iter_days().count(), quarter.months().count()), (90, 90, 3));
        assert!(quarter.contains(quarter.from()) && quarter.contains(quarter.to()));
        let march = Month::new(2026, 3).unwrap().days();
        assert_eq!(quarter.intersection(march), Some(march));
        assert!(!quarter.overlaps(Month::new(2026, 4).unwrap().days()));
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        let refusal = |json| serde_json::from_str::<DateRange>(json).unwrap_err().to_string();
        let backwards = refusal(r#"{"from":"2026-03-31","to":"2026-01-01"}"#);
        assert!(
            backwards.contains("the last day 2026-01-01 must not be before the first day 2026-03-31"),
            "{backwards}"
        );
        assert!(refusal(r#"{"from":"0026-01-01","to":"2026-01-01"}"#).contains("years 1900 to 9999"));
        assert!(refusal(r#"{"from":"2026-01-01","to":"2026-01-02","x":1}"#).contains("unknown field"));
    }
}
