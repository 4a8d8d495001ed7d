//! Days, months and billing cadences. All of them are calendar values without a time zone: [`crate::tz`] says which
//! day an instant falls on.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// A month of a year, `"2026-03"` in JSON and in text columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// A month; `month` counts from 1.
    ///
    /// # Errors
    /// [`PeriodError::YearOutOfRange`], [`PeriodError::NotAMonth`].
    pub fn new(year: i32, month: u32) -> Result<Self, PeriodError> {
        check_year(year)?;
        if (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(PeriodError::NotAMonth) }
    }

    /// The month a day is in.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month of the year, from 1.
    pub const fn month(self) -> u32 {
        self.month
    }

    /// The first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or(NaiveDate::MAX)
    }

    /// The last day.
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        first.checked_add_days(Days::new(u64::from(first.num_days_in_month()) - 1)).unwrap_or(NaiveDate::MAX)
    }

    /// The days of the month.
    pub fn days(self) -> DateRange {
        DateRange { from: self.first_day(), to: self.last_day() }
    }

    /// The month after.
    pub const fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year.saturating_add(1), month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    /// The month before.
    pub const fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year.saturating_sub(1), month: 12 }
        } else {
            Self { year: self.year, month: self.month - 1 }
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, month) = text.split_once('-').ok_or(PeriodError::NotAMonth)?;
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(PeriodError::NotAMonth);
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_not_a_number| PeriodError::NotAMonth);
        Self::new(number(year)?.cast_signed(), number(month)?)
    }
}

wire_string!(Month,
    expecting: "a month in a JSON string, such as \"2026-03\"",
    schema: { "type": "string", "title": "Month", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$", "examples": ["2026-03"] });
column!(Month as String, |value| value.to_string(), |stored| stored.parse::<Self>());

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
