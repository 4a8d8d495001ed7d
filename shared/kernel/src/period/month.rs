//! Months of a year.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use super::{DateRange, PeriodError, check_year};

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn months_round_trip(year in 1900..=9999, month in 1_u32..=12) {
            let month = Month::new(year, month).unwrap();
            prop_assert_eq!(month.to_string().parse(), Ok(month));
            prop_assert_eq!(month.last_day().succ_opt(), Some(month.next().first_day()));
            prop_assert_eq!(month.next().previous(), month);
        }
    }

    #[test]
    fn only_year_and_month_are_read() {
        for text in ["2026-13", "2026-00", "2026-3", "26-03", "2026", "2026-03-01", "+026-03"] {
            assert_eq!(text.parse::<Month>(), Err(PeriodError::NotAMonth), "{text}");
        }
        assert_eq!("1899-12".parse::<Month>(), Err(PeriodError::YearOutOfRange));
    }
}
