//! A calendar as text (RFC 5545). Times are written in UTC, so they are right in whatever zone they are read; days that
//! have no time are whole days.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contracts::crm::activities::{self as crm, ActivityContent, Subject};
use icalendar::{Alarm, Calendar, Component, Event, EventLike};
use kernel::{Name, TimeZoneName};
use uuid::Uuid;

use crate::follow_ups::model::{FollowUp, instant};

/// How long something takes of which no end is known.
const USUAL: TimeDelta = TimeDelta::minutes(30);

/// What is done next about a deal or a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The deal or the lead.
    pub of: Subject,
    /// What is done.
    pub text: Name,
    /// By which day.
    pub due_on: NaiveDate,
}

/// What a calendar is written with.
#[derive(Debug)]
pub struct Known<'a> {
    /// Zone of the organisation.
    pub zone: TimeZoneName,
    /// When it is made.
    pub now: DateTime<Utc>,
    /// Where people reach the installation; none when nobody said.
    pub base: Option<&'a str>,
    /// What the things are called that entries are about.
    pub names: &'a HashMap<Uuid, Name>,
}

/// Writes a calendar of follow-ups, meetings and next steps.
pub fn write(follow_ups: &[FollowUp], meetings: &[crm::Activity], steps: &[Step], known: &Known<'_>) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Gerinc");
    for follow_up in follow_ups {
        calendar.push(known.due(follow_up));
    }
    for meeting in meetings {
        if let Some(event) = known.met(meeting) {
            calendar.push(event);
        }
    }
    for step in steps {
        calendar.push(known.step(step));
    }
    calendar.done().to_string()
}

impl Known<'_> {
    fn event(&self, id: impl std::fmt::Display, summary: &str) -> Event {
        let mut event = Event::new();
        event.uid(&format!("{id}@gerinc")).timestamp(self.now).summary(summary);
        event
    }

    /// Says more of an event, what it is about, and where that is found.
    fn describe(&self, event: &mut Event, note: Option<&str>, about: &[Subject]) {
        let names: Vec<&str> = about.iter().filter_map(|one| self.names.get(&one.id())).map(Name::as_str).collect();
        let link = self.base.zip(about.first()).map(|(base, first)| format!("{base}{}", page(*first)));
        let names = Some(names.join(" · ")).filter(|names| !names.is_empty());
        let lines: Vec<&str> = [note, names.as_deref(), link.as_deref()].into_iter().flatten().collect();
        if !lines.is_empty() {
            event.description(&lines.join("\n"));
        }
        if let Some(link) = &link {
            event.url(link);
        }
    }

    fn due(&self, follow_up: &FollowUp) -> Event {
        let image = &follow_up.image;
        let mut event = self.event(image.follow_up_id, image.title.as_str());
        self.describe(&mut event, image.note.as_ref().map(kernel::Note::as_str), &image.about);
        match image.due_time {
            Some(time) => {
                let at = instant(image.due_on, time, self.zone);
                event.starts(at).ends(at + USUAL);
            }
            None => {
                // Without an end it lasts that day (RFC 5545, 3.6.1).
                event.starts(image.due_on);
            }
        }
        if let Some(at) = follow_up.remind_at(self.zone) {
            event.alarm(Alarm::display(image.title.as_str(), at));
        }
        take_no_time(&mut event);
        event.done()
    }

    fn met(&self, meeting: &crm::Activity) -> Option<Event> {
        let Some(ActivityContent::Meeting { title, ends_at, place, text, .. }) = &meeting.content else { return None };
        let mut event = self.event(meeting.activity_id, title.as_str());
        event.starts(meeting.happened_at).ends(ends_at.unwrap_or(meeting.happened_at + USUAL));
        if let Some(place) = place {
            event.location(place.as_str());
        }
        self.describe(&mut event, text.as_ref().map(kernel::Note::as_str), &meeting.about);
        Some(event.done())
    }

    fn step(&self, step: &Step) -> Event {
        let mut event = self.event(format!("step.{}", step.of.id()), step.text.as_str());
        self.describe(&mut event, None, &[step.of]);
        event.starts(step.due_on);
        take_no_time(&mut event);
        event.done()
    }
}

/// It takes up nobody's time in the eyes of those who look for a free hour.
fn take_no_time(event: &mut Event) {
    event.add_property("TRANSP", "TRANSPARENT");
}

/// The page of a thing in the console.
fn page(of: Subject) -> String {
    let list = match of {
        Subject::Account(_) => "accounts",
        Subject::Contact(_) => "contacts",
        Subject::Deal(_) => "deals",
        Subject::Lead(_) => "leads",
    };
    format!("/crm/{list}/{}", of.id())
}
