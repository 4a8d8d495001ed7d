//! Hours in which mails go out or people work, and days that count.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use contracts::crm::activities::Weekday;
use contracts::crm::mail::SendWindow;
use kernel::TimeZoneName;

use crate::follow_ups::model::instant;

/// Days looked ahead for one that counts; every week has one.
const AHEAD: u64 = 8;
/// Days looked ahead for hours in which people work: two years.
const FARTHEST: u64 = 732;

/// Why a window cannot be: which part of it, and what to do about it.
pub fn check(window: &SendWindow) -> Result<(), (&'static str, &'static str)> {
    if window.days.is_empty() {
        return Err(("days", "must name at least one day"));
    }
    if window.from >= window.to {
        return Err(("to", "must be later than its beginning, on the same day"));
    }
    Ok(())
}

fn weekday(day: NaiveDate) -> Weekday {
    match day.weekday() {
        chrono::Weekday::Mon => Weekday::Monday,
        chrono::Weekday::Tue => Weekday::Tuesday,
        chrono::Weekday::Wed => Weekday::Wednesday,
        chrono::Weekday::Thu => Weekday::Thursday,
        chrono::Weekday::Fri => Weekday::Friday,
        chrono::Weekday::Sat => Weekday::Saturday,
        chrono::Weekday::Sun => Weekday::Sunday,
    }
}

fn counts(window: &SendWindow, day: NaiveDate) -> bool {
    window.days.contains(&weekday(day))
}

/// When a mail that is ready at a moment goes out, for somebody in this zone: then, or when the window opens next.
pub fn next_open(window: &SendWindow, at: DateTime<Utc>, zone: TimeZoneName) -> DateTime<Utc> {
    let today = zone.local_date(at);
    let days = (0..AHEAD).filter_map(|ahead| today.checked_add_days(chrono::Days::new(ahead)));
    let mut open = days.filter(|day| counts(window, *day)).filter_map(|day| {
        let (from, to) = (instant(day, window.from, zone), instant(day, window.to, zone));
        if at < from {
            Some(from)
        } else if at < to {
            Some(at)
        } else {
            None
        }
    });
    open.next().unwrap_or(at)
}

/// The moment some working days and hours after another one. Days keep the time of day; those that do not count pass by.
pub fn after(window: &SendWindow, at: DateTime<Utc>, days: i32, hours: i32, zone: TimeZoneName) -> DateTime<Utc> {
    let at = at + TimeDelta::hours(i64::from(hours));
    let (mut day, time) = (zone.local_date(at), local_time(at, zone));
    let mut left = days;
    while left > 0 {
        let Some(next) = day.succ_opt() else { return at };
        day = next;
        if counts(window, day) {
            left -= 1;
        }
    }
    if days == 0 { at } else { instant(day, time, zone) }
}

/// How long it is open on a day, at which moments; none on a day that does not count.
fn opening(window: &SendWindow, day: NaiveDate, zone: TimeZoneName) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let (from, to) = (instant(day, window.from, zone), instant(day, window.to, zone));
    (counts(window, day) && from < to).then_some((from, to))
}

/// Minutes a week for which it is open, by the clock on the wall.
pub fn minutes_a_week(window: &SendWindow) -> i64 {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let days: i64 = days.iter().filter(|day| window.days.contains(day)).map(|_| 1).sum();
    days * (window.to - window.from).num_minutes()
}

/// The moment at which it has been open for so many hours since another one. Where that takes more than [`FARTHEST`] days, hours count
/// however the window is.
pub fn open_hours_after(window: &SendWindow, at: DateTime<Utc>, hours: i32, zone: TimeZoneName) -> DateTime<Utc> {
    let mut left = TimeDelta::hours(i64::from(hours));
    let today = zone.local_date(at);
    for day in (0..FARTHEST).filter_map(|ahead| today.checked_add_days(chrono::Days::new(ahead))) {
        let Some((from, to)) = opening(window, day, zone) else { continue };
        let begins = from.max(at);
        let open = (to - begins).max(TimeDelta::zero());
        if left <= open {
            return begins + left;
        }
        left -= open;
    }
    at + TimeDelta::hours(i64::from(hours))
}

fn local_time(at: DateTime<Utc>, zone: TimeZoneName) -> NaiveTime {
    at.with_timezone(&zone.tz()).time()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mailboxes::model::usual_window;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn zone(name: &str) -> TimeZoneName {
        name.parse().unwrap()
    }

    #[test]
    fn a_mail_waits_for_the_morning_of_whoever_gets_it() {
        let window = usual_window();
        let next = |moment, name| next_open(&window, at(moment), zone(name)).to_rfc3339();
        // A Friday.
        assert_eq!(next("2026-03-06T10:00:00Z", "Europe/Budapest"), "2026-03-06T10:00:00+00:00");
        assert_eq!(next("2026-03-06T16:00:00Z", "Europe/Budapest"), "2026-03-09T08:00:00+00:00", "over the weekend");
        assert_eq!(next("2026-03-06T16:00:00Z", "America/Chicago"), "2026-03-06T16:00:00+00:00");
        assert_eq!(next("2026-03-06T10:00:00Z", "Asia/Tokyo"), "2026-03-09T00:00:00+00:00");
        // Clocks go forward on the Sunday before.
        assert_eq!(next("2026-03-28T12:00:00Z", "Europe/Budapest"), "2026-03-30T07:00:00+00:00");
    }

    #[test]
    fn working_days_are_those_of_the_window() {
        let window = usual_window();
        let after = |moment, days, hours| after(&window, at(moment), days, hours, zone("Europe/Budapest")).to_rfc3339();
        assert_eq!(after("2026-03-05T10:30:00Z", 2, 0), "2026-03-09T10:30:00+00:00", "Thursday and two days is Monday");
        assert_eq!(after("2026-03-05T10:30:00Z", 0, 5), "2026-03-05T15:30:00+00:00");
        assert_eq!(after("2026-03-27T10:30:00Z", 1, 0), "2026-03-30T09:30:00+00:00", "the same time of day");
    }

    #[test]
    fn only_hours_in_which_people_work_count() {
        let window = usual_window();
        let after = |moment, hours| open_hours_after(&window, at(moment), hours, zone("Europe/Budapest")).to_rfc3339();
        assert_eq!(after("2026-03-06T10:30:00Z", 2), "2026-03-06T12:30:00+00:00", "a Friday before noon");
        assert_eq!(after("2026-03-06T15:00:00Z", 2), "2026-03-09T09:00:00+00:00", "an hour on Friday, one on Monday");
        assert_eq!(after("2026-03-06T14:00:00Z", 2), "2026-03-06T16:00:00+00:00", "until the last minute");
        assert_eq!(
            after("2026-03-07T03:00:00Z", 1),
            "2026-03-09T09:00:00+00:00",
            "what comes on Saturday begins on Monday"
        );
        assert_eq!(after("2026-03-06T05:00:00Z", 1), "2026-03-06T09:00:00+00:00", "before anybody is there");
        assert_eq!(after("2026-03-27T15:00:00Z", 2), "2026-03-30T08:00:00+00:00", "clocks go forward in between");
        assert_eq!(after("2026-10-23T14:00:00Z", 2), "2026-10-26T09:00:00+00:00", "and back");
    }

    #[test]
    fn a_night_in_which_clocks_change_is_as_long_as_it_is() {
        let from = NaiveTime::from_hms_opt(0, 0, 0).unwrap();
        let window = SendWindow { days: vec![Weekday::Sunday], from, to: NaiveTime::from_hms_opt(4, 0, 0).unwrap() };
        let after = |moment, hours| open_hours_after(&window, at(moment), hours, zone("Europe/Budapest")).to_rfc3339();
        assert_eq!(after("2026-03-28T23:00:00Z", 3), "2026-03-29T02:00:00+00:00", "three hours until four");
        assert_eq!(after("2026-03-28T23:00:00Z", 4), "2026-04-04T23:00:00+00:00", "the fourth is a week later");
        assert_eq!(after("2026-10-24T22:00:00Z", 5), "2026-10-25T03:00:00+00:00", "five hours until four");
        assert_eq!(minutes_a_week(&window), 240);
    }

    proptest! {
        // At most what an hour a week gives in a year: settings refuse more.
        #[test]
        fn so_many_open_hours_lie_between(
            seconds in 1_700_000_000_i64..1_900_000_000, hours in 1..50_i32, from in 0..23_u32, long in 1..24_u32,
            days in prop::sample::subsequence(vec![Weekday::Monday, Weekday::Wednesday, Weekday::Saturday, Weekday::Sunday], 1..=4),
            name in prop::sample::select(vec!["Europe/Budapest", "America/Chicago", "Australia/Lord_Howe", "America/Sao_Paulo", "Africa/Cairo"]),
        ) {
            let time = |hour: u32| NaiveTime::from_hms_opt(hour.min(23), if hour > 23 { 59 } else { 0 }, 0).unwrap();
            let (window, zone) = (SendWindow { days, from: time(from), to: time(from + long) }, zone(name));
            let moment = DateTime::from_timestamp(seconds, 0).unwrap();
            let due = open_hours_after(&window, moment, hours, zone);
            prop_assert!(due > moment);
            // Every day on its own, from the day before to the day after: what of its hours lies between.
            let first = zone.local_date(moment).pred_opt().unwrap();
            let between = first.iter_days().take_while(|day| *day <= zone.local_date(due)).filter_map(|day| opening(&window, day, zone));
            let open: TimeDelta = between.map(|(from, to)| (to.min(due) - from.max(moment)).max(TimeDelta::zero())).sum();
            prop_assert_eq!(open, TimeDelta::hours(i64::from(hours)));
            // It is due while somebody works, and more time is never sooner.
            prop_assert!(opening(&window, zone.local_date(due), zone).is_some_and(|(from, to)| from < due && due <= to));
            prop_assert!(open_hours_after(&window, moment, hours + 1, zone) > due);
            prop_assert!(open_hours_after(&window, moment + TimeDelta::minutes(7), hours, zone) >= due);
        }
    }

    proptest! {
        #[test]
        fn what_goes_out_goes_out_in_the_window(seconds in 1_700_000_000_i64..1_900_000_000, name in prop::sample::select(vec![
            "Europe/Budapest", "America/Chicago", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "Africa/Cairo",
        ])) {
            let (window, zone) = (usual_window(), zone(name));
            let moment = DateTime::from_timestamp(seconds, 0).unwrap();
            let open = next_open(&window, moment, zone);
            prop_assert!(open >= moment && open - moment < TimeDelta::days(4));
            let local = open.with_timezone(&zone.tz());
            prop_assert!(local.time() >= window.from && local.time() < window.to, "{local}");
            prop_assert!(counts(&window, local.date_naive()));
            prop_assert_eq!(next_open(&window, open, zone), open);
        }
    }
}
