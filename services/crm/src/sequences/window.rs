//! Hours in which mails go out, and days that count.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use contracts::crm::activities::Weekday;
use contracts::crm::mail::SendWindow;
use kernel::TimeZoneName;

use crate::follow_ups::model::instant;

/// Days looked ahead for one that counts; every week has one.
const AHEAD: u64 = 8;

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
