//! What forecasts do by the clock.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use kernel::TimeZoneName;
use platform::{Result, Tx};

use super::question::Asked;
use super::store::figures::basis;
use super::store::{snapshots, zones};

/// How much later than a week's beginning something must have happened for everything before to have been heard: transactions that
/// began before it are committed by then.
const SETTLED: TimeDelta = TimeDelta::minutes(1);
/// How long ago that must have been applied: another replica may still be working on what came before it, or wait to try it again,
/// which takes ten minutes at most.
const APPLIED: TimeDelta = TimeDelta::minutes(15);

/// Keeps what was forecast when a week began, in the organisation's time zone, once; answers whether there may be another week. A
/// week is kept when something that happened after it had begun was applied some time ago, and nothing of CRM is put aside
/// or waits: then nothing of what it is made of is missing, however late this service is, and it comes out the same whenever that is.
pub async fn keep_snapshots(tx: &mut Tx) -> Result<bool> {
    let applied_by = tx.now - APPLIED;
    let Some((first, last)) = snapshots::heard(tx, applied_by).await? else { return Ok(false) };
    let zone = zones::at(tx, first).await?;
    let kept = snapshots::last_week(tx).await?;
    let week = next_week(kept.unwrap_or_else(|| monday(zone.local_date(first))));
    // Where it began then: the zone may have changed since, or before.
    let zone = zones::at(tx, week.and_time(NaiveTime::MIN).and_utc()).await?;
    let begins = beginning(week, zone);
    if begins > tx.now || last < begins + SETTLED || snapshots::incomplete(tx).await? {
        return Ok(false);
    }
    let scope = Asked { as_of: Some(begins), ..Asked::default() }.scope(tx).await?;
    let scope = scope.of_all_months();
    let basis = basis(tx, &scope).await?;
    snapshots::keep(tx, &scope, &basis, week).await?;
    Ok(true)
}

/// The Monday of a day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    let days = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn next_week(monday: NaiveDate) -> NaiveDate {
    monday.checked_add_days(Days::new(7)).unwrap_or(monday)
}

/// The first moment of a day: its midnight, or when the clocks skip that, what comes next.
fn beginning(day: NaiveDate, zone: TimeZoneName) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let local =
        (0..4).find_map(|hours| zone.tz().from_local_datetime(&(midnight + TimeDelta::hours(hours))).earliest());
    local.map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_with_the_local_monday() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(monday(day("2026-11-26")), day("2026-11-23"));
        assert_eq!(monday(day("2026-11-23")), day("2026-11-23"));
        let zone = TimeZoneName::new("Europe/Budapest").unwrap();
        assert_eq!(beginning(day("2026-11-23"), zone).to_rfc3339(), "2026-11-22T23:00:00+00:00");
        // Here the clocks went from midnight to one on that day.
        let zone = TimeZoneName::new("Africa/Cairo").unwrap();
        assert_eq!(beginning(day("2026-04-24"), zone).to_rfc3339(), "2026-04-23T22:00:00+00:00");
    }
}
