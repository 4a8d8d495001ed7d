//! On which days something comes again. The words are those of RFC 5545 (3.3.10), with one difference that people who
//! follow up expect: what comes on the 31st comes on the last day of shorter months, and is not left out.

use chrono::{Datelike, Days, Months, NaiveDate};
use contracts::crm::activities::{Frequency, Recurrence, Weekday};

/// Largest interval.
pub const MOST_APART: i32 = 99;
/// Largest count.
pub const MOST_OFTEN: i32 = 999;

/// The first day after another on which it comes, in a series that began on `began_on`; none when it comes no more.
/// `occurrence` counts those that were, for rules that end after so many.
pub fn next(rule: &Recurrence, began_on: NaiveDate, occurrence: i32, after: NaiveDate) -> Option<NaiveDate> {
    if rule.count.is_some_and(|count| occurrence >= count) {
        return None;
    }
    let day = match rule.frequency {
        Frequency::Daily => next_by_days(began_on, i64::from(rule.interval), after),
        Frequency::Weekly => next_by_weeks(rule, began_on, after),
        Frequency::Monthly => next_by_months(began_on, rule.interval, after),
        Frequency::Yearly => next_by_months(began_on, rule.interval.checked_mul(12)?, after),
    }?;
    (rule.until.is_none_or(|until| day <= until)).then_some(day)
}

fn next_by_days(began_on: NaiveDate, interval: i64, after: NaiveDate) -> Option<NaiveDate> {
    let passed = (after - began_on).num_days();
    let steps = if passed < 0 { 0 } else { passed / interval + 1 };
    began_on.checked_add_days(Days::new(u64::try_from(steps * interval).ok()?))
}

fn next_by_weeks(rule: &Recurrence, began_on: NaiveDate, after: NaiveDate) -> Option<NaiveDate> {
    let first_week = monday(began_on)?;
    let comes = |day: NaiveDate| {
        let week = (monday(day)? - first_week).num_days() / 7;
        let on = if rule.weekdays.is_empty() {
            day.weekday() == began_on.weekday()
        } else {
            rule.weekdays.iter().any(|weekday| number(*weekday) == day.weekday().num_days_from_monday())
        };
        Some(week % i64::from(rule.interval) == 0 && on)
    };
    let from = began_on.max(after.succ_opt()?);
    // One whole round of weeks holds every day on which it can come.
    let round = usize::try_from(rule.interval).ok()? * 7 + 7;
    from.iter_days().take(round).find(|day| comes(*day) == Some(true))
}

fn next_by_months(began_on: NaiveDate, interval: i32, after: NaiveDate) -> Option<NaiveDate> {
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    let steps = ((months(after) - months(began_on)) / i64::from(interval)).max(0);
    let at = |step: i64| {
        let months = u32::try_from(step.checked_mul(i64::from(interval))?).ok()?;
        began_on.checked_add_months(Months::new(months))
    };
    [steps, steps + 1].into_iter().filter_map(at).find(|day| *day > after)
}

fn monday(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
}

const fn number(weekday: Weekday) -> u32 {
    match weekday {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rule(frequency: Frequency, interval: i32) -> Recurrence {
        Recurrence { frequency, interval, weekdays: Vec::new(), until: None, count: None }
    }

    /// The first days of a series after the one it began on.
    fn days(rule: &Recurrence, began_on: &str, many: i32) -> Vec<String> {
        let began_on = day(began_on);
        let mut days = Vec::new();
        let (mut after, mut occurrence) = (began_on, 1);
        while let Some(found) = next(rule, began_on, occurrence, after).filter(|_| occurrence <= many) {
            days.push(found.to_string());
            (after, occurrence) = (found, occurrence + 1);
        }
        days
    }

    #[test]
    fn it_comes_when_it_should() {
        assert_eq!(days(&rule(Frequency::Daily, 3), "2026-02-27", 2), ["2026-03-02", "2026-03-05"]);
        assert_eq!(days(&rule(Frequency::Weekly, 2), "2026-03-04", 2), ["2026-03-18", "2026-04-01"]);
        let two = Recurrence { weekdays: vec![Weekday::Monday, Weekday::Friday], ..rule(Frequency::Weekly, 2) };
        assert_eq!(days(&two, "2026-03-04", 3), ["2026-03-06", "2026-03-16", "2026-03-20"]);
        let end_of_month = days(&rule(Frequency::Monthly, 1), "2026-01-31", 3);
        assert_eq!(end_of_month, ["2026-02-28", "2026-03-31", "2026-04-30"], "and does not stay on the 28th");
        assert_eq!(days(&rule(Frequency::Yearly, 1), "2024-02-29", 4).last().unwrap(), "2028-02-29");
    }

    #[test]
    fn it_ends_when_it_should() {
        let until = Recurrence { until: Some(day("2026-03-03")), ..rule(Frequency::Daily, 1) };
        assert_eq!(days(&until, "2026-03-01", 9), ["2026-03-02", "2026-03-03"]);
        let count = Recurrence { count: Some(3), ..rule(Frequency::Daily, 1) };
        assert_eq!(days(&count, "2026-03-01", 9).len(), 2, "the first counts too");
    }

    #[test]
    fn what_was_missed_is_not_made_up_for() {
        let weekly = rule(Frequency::Weekly, 1);
        assert_eq!(next(&weekly, day("2026-01-05"), 1, day("2026-03-01")), Some(day("2026-03-02")));
        assert_eq!(next(&weekly, day("2026-01-05"), 1, day("2025-01-01")), Some(day("2026-01-05")));
    }

    fn rules() -> impl Strategy<Value = Recurrence> {
        let frequency = prop_oneof![
            Just(Frequency::Daily),
            Just(Frequency::Weekly),
            Just(Frequency::Monthly),
            Just(Frequency::Yearly)
        ];
        let weekday = prop_oneof![Just(Weekday::Monday), Just(Weekday::Thursday), Just(Weekday::Sunday)];
        (frequency, 1..=MOST_APART, prop::collection::vec(weekday, 0..3)).prop_map(|(frequency, interval, weekdays)| {
            Recurrence { frequency, interval, weekdays, until: None, count: None }
        })
    }

    proptest! {
        #[test]
        fn it_always_comes_again_later_and_within_its_interval(rule in rules(), began in 0_u64..20_000, after in 0_u64..20_000) {
            let from = |days| day("1990-01-01").checked_add_days(Days::new(days)).unwrap();
            let (began_on, after) = (from(began), from(after));
            let found = next(&rule, began_on, 1, after).unwrap();
            prop_assert!(found > after && found >= began_on);
            let longest = match rule.frequency {
                Frequency::Daily => 1,
                Frequency::Weekly => 14,
                Frequency::Monthly => 31,
                Frequency::Yearly => 366,
            } * i64::from(rule.interval);
            prop_assert!((found - after.max(began_on)).num_days() <= longest);
            // No day on which it comes lies between: asking from the day before gives the same one.
            prop_assert_eq!(next(&rule, began_on, 1, found.pred_opt().unwrap().max(after)), Some(found));
        }
    }
}
