//! What every list has in common: it is asked with its filters and its order, and answers a page at a time. Whoever shows a list
//! and whoever takes it out as a file ask it in the same way, so a file holds what is shown.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
pub use exports::List;
use kernel::{Cursor, Page, TimeZoneName};
use platform::{Problem, Result};
use serde::de::DeserializeOwned;

use crate::follow_ups::model::instant;

/// The key of the last one already seen.
///
/// # Errors
/// A problem when the cursor is not one of this list.
pub fn after<T: DeserializeOwned>(cursor: Option<Cursor>) -> Result<Option<T>> {
    let after = cursor.map(|cursor| cursor.decode()).transpose();
    after.map_err(|error| Problem::field("cursor", error.to_string()))
}

/// A list that is short enough to be told at once.
pub fn whole<T>(items: Vec<T>) -> Page<T> {
    Page { items, next_cursor: None }
}

/// Refuses a last day that lies before the first.
///
/// # Errors
/// A problem that names the parameter `last`, which has to mend it.
pub fn in_order<T: PartialOrd>(first: (&str, Option<T>), last: (&str, Option<T>)) -> Result<()> {
    match (first.1, last.1) {
        (Some(from), Some(to)) if to < from => {
            Err(Problem::field(last.0.to_owned(), format!("must not come before {}", first.0)))
        }
        _ => Ok(()),
    }
}

/// Refuses a greatest value below the least.
///
/// # Errors
/// A problem that names the parameter `most`, which has to mend it.
pub fn not_crossed<T: PartialOrd>(least: (&str, Option<T>), most: (&str, Option<T>)) -> Result<()> {
    match (least.1, most.1) {
        (Some(from), Some(to)) if to < from => {
            Err(Problem::field(most.0.to_owned(), format!("must not be less than {}", least.0)))
        }
        _ => Ok(()),
    }
}

/// The last of so many days from today on.
pub fn within(today: NaiveDate, days: Option<u16>) -> Option<NaiveDate> {
    days.map(|days| today.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX))
}

/// The earlier of two last days, where there are two.
pub fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    one.into_iter().chain(other).min()
}

/// The moments between which days lie: the beginning of the first, and that of the day after the last.
pub fn moments(
    zone: TimeZoneName,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let begins = |day: NaiveDate| instant(day, NaiveTime::MIN, zone);
    let end = last.and_then(|day| day.checked_add_days(Days::new(1)));
    (first.map(begins), end.map(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_and_end_in_the_zone_of_the_organisation() {
        let zone = TimeZoneName::new("Europe/Budapest").unwrap();
        let day = |text: &str| text.parse().ok();
        let at = |text: &str| text.parse::<DateTime<Utc>>().ok();
        let (from, before) = moments(zone, day("2026-03-28"), day("2026-03-29"));
        assert_eq!(from, at("2026-03-27T23:00:00Z"));
        assert_eq!(before, at("2026-03-29T22:00:00Z"), "the clocks went forward on the last day");
        assert_eq!(moments(zone, None, None), (None, None));
    }

    #[test]
    fn days_from_today_go_with_a_last_day() {
        let today = NaiveDate::from_ymd_opt(2026, 2, 27).unwrap();
        assert_eq!(within(today, Some(2)), "2026-03-01".parse().ok());
        assert_eq!(earlier(within(today, Some(7)), Some(today)), Some(today));
        assert_eq!(earlier(within(today, None), Some(today)), Some(today));
        assert_eq!(earlier(None, None), None);
    }

    #[test]
    fn a_last_day_before_the_first_is_refused() {
        assert!(in_order(("from", Some(1)), ("to", Some(1))).is_ok());
        assert!(in_order(("from", Some(1)), ("to", None)).is_ok());
        let problem = in_order(("from", Some(2)), ("to", Some(1))).unwrap_err();
        assert!(problem.report().contains("must not come before from"), "{}", problem.report());
    }

    #[test]
    fn a_greatest_value_below_the_least_is_refused() {
        assert!(not_crossed(("min", Some(1)), ("max", Some(1))).is_ok());
        assert!(not_crossed(("min", None), ("max", Some(1))).is_ok());
        let problem = not_crossed(("min", Some(2)), ("max", Some(1))).unwrap_err();
        assert!(problem.report().contains("must not be less than min"), "{}", problem.report());
    }
}
