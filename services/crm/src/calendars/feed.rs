//! A calendar as text (RFC 5545). Times are written in UTC, so they are right in whatever zone they are read; days that
//! have no time are whole days.

use chrono::{DateTime, TimeDelta, Utc};
use contracts::crm::activities::{self as crm, ActivityContent};
use icalendar::{Calendar, Component, Event, EventLike};
use kernel::TimeZoneName;

use crate::follow_ups::model::{FollowUp, instant};

/// How long something takes of which no end is known.
const USUAL: TimeDelta = TimeDelta::minutes(30);

/// Writes a calendar of follow-ups and meetings, made at this moment.
pub fn write(follow_ups: &[FollowUp], meetings: &[crm::Activity], zone: TimeZoneName, now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Gerinc");
    for follow_up in follow_ups {
        calendar.push(due(&follow_up.image, zone, now));
    }
    for meeting in meetings {
        if let Some(event) = met(meeting, now) {
            calendar.push(event);
        }
    }
    calendar.done().to_string()
}

fn due(follow_up: &crm::FollowUp, zone: TimeZoneName, now: DateTime<Utc>) -> Event {
    let mut event = Event::new();
    event.uid(&format!("{}@gerinc", follow_up.follow_up_id)).timestamp(now).summary(follow_up.title.as_str());
    if let Some(note) = &follow_up.note {
        event.description(note.as_str());
    }
    match follow_up.due_time {
        Some(time) => {
            let at = instant(follow_up.due_on, time, zone);
            event.starts(at).ends(at + USUAL);
        }
        None => {
            event.all_day(follow_up.due_on);
        }
    }
    // It takes up nobody's time in the eyes of those who look for a free hour.
    event.add_property("TRANSP", "TRANSPARENT");
    event.done()
}

fn met(meeting: &crm::Activity, now: DateTime<Utc>) -> Option<Event> {
    let Some(ActivityContent::Meeting { title, ends_at, place, text, .. }) = &meeting.content else { return None };
    let mut event = Event::new();
    event.uid(&format!("{}@gerinc", meeting.activity_id)).timestamp(now).summary(title.as_str());
    event.starts(meeting.happened_at).ends(ends_at.unwrap_or(meeting.happened_at + USUAL));
    if let Some(place) = place {
        event.location(place.as_str());
    }
    if let Some(text) = text {
        event.description(text.as_str());
    }
    Some(event.done())
}
