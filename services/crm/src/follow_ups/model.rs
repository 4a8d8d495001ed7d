//! What may become of a follow-up.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use contracts::crm::activities::{
    self as crm, FollowUpCancelled, FollowUpCompleted, FollowUpCreated, FollowUpReopened, FollowUpStatus,
    FollowUpUpdated, Frequency, Recurrence, Subject,
};
use kernel::{FollowUpId, MemberId, Name, TimeZoneName};
use platform::{FieldError, Kind, Refusal};
use schemars::JsonSchema;
use serde::Serialize;

use super::recurrence::{self, MOST_APART, MOST_OFTEN};
use super::requests::{PlanFollowUp, SnoozeFollowUp, UpdateFollowUp};
use crate::patch::Change;
use crate::subjects;

/// Longest time before it is due at which somebody is reminded, in minutes: four weeks.
const EARLIEST_REMINDER: i32 = 4 * 7 * 24 * 60;
/// When the owner is reminded of one that is due on a day without a time.
const MORNING: NaiveTime = time(9, 0, 0);
/// When a day ends.
const EVENING: NaiveTime = time(23, 59, 59);

const fn time(hour: u32, minute: u32, second: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, second) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// A follow-up with what only this service keeps of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowUp {
    /// Grows by one with each change.
    pub version: i64,
    /// The follow-up as others see it.
    pub image: crm::FollowUp,
    /// The day its series began.
    pub series_began_on: NaiveDate,
    /// The day its series planned it for, whatever it was put off to.
    pub planned_on: NaiveDate,
}

/// What is to be done next about a record, as lists show it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NextFollowUp {
    /// The follow-up.
    pub follow_up_id: FollowUpId,
    /// What is to be done.
    pub title: Name,
    /// The day it is due.
    pub due_on: NaiveDate,
    /// The time of that day, in the organisation's zone.
    pub due_time: Option<NaiveTime>,
    /// Who does it.
    pub owner_id: MemberId,
}

/// Why a follow-up refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FollowUpError {
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: &'static str,
        /// How to mend it.
        detail: &'static str,
    },
    /// Only open ones can do that.
    #[error("The follow-up is {0}. Reopen it first: POST /v1/follow-ups/{{follow_up_id}}/reopen.")]
    NotOpen(&'static str),
    /// Only closed ones can be reopened.
    #[error("The follow-up is open; there is nothing to reopen.")]
    Open,
}

impl Refusal for FollowUpError {
    fn kind(&self) -> Kind {
        match self {
            Self::Field { .. } => Kind::Invalid,
            Self::NotOpen(_) | Self::Open => Kind::Conflict,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Field { .. } => "invalid-field",
            Self::NotOpen(_) => "follow-up-not-open",
            Self::Open => "follow-up-open",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field { pointer, detail } => vec![FieldError::new(*pointer, *detail)],
            Self::NotOpen(_) | Self::Open => Vec::new(),
        }
    }
}

const fn refuse(pointer: &'static str, detail: &'static str) -> Result<(), FollowUpError> {
    Err(FollowUpError::Field { pointer, detail })
}

impl FollowUp {
    /// Plans a follow-up of `caller`, unless it says whose.
    pub fn plan(request: PlanFollowUp, caller: Option<MemberId>) -> Result<(Self, FollowUpCreated), FollowUpError> {
        let Some(owner_id) = request.owner_id.or(caller) else {
            let detail = "say who does it; a program cannot";
            return Err(FollowUpError::Field { pointer: "/owner_id", detail });
        };
        let follow_up_id = FollowUpId::new();
        let image = crm::FollowUp {
            follow_up_id,
            title: request.title,
            note: request.note,
            due_on: request.due_on,
            due_time: request.due_time,
            remind_minutes_before: request.remind_minutes_before,
            owner_id,
            priority: request.priority,
            about: request.about,
            status: FollowUpStatus::Open,
            done_on: None,
            recurrence: request.recurrence.map(Recurrence::from),
            series_id: follow_up_id,
            occurrence: 1,
        };
        check(&image)?;
        let created = FollowUpCreated { follow_up: image.clone() };
        let due_on = image.due_on;
        Ok((Self { version: 1, image, series_began_on: due_on, planned_on: due_on }, created))
    }

    /// Changes what it says while it is open.
    pub fn update(&mut self, request: UpdateFollowUp) -> Result<FollowUpUpdated, FollowUpError> {
        self.must_be_open()?;
        let mut next = self.clone();
        let image = &mut next.image;
        if let Some(title) = request.title {
            image.title = title;
        }
        if let Some(owner_id) = request.owner_id {
            image.owner_id = owner_id;
        }
        if let Some(priority) = request.priority {
            image.priority = priority;
        }
        if let Some(about) = request.about {
            image.about = about;
        }
        request.note.apply(&mut image.note);
        request.due_time.apply(&mut image.due_time);
        request.remind_minutes_before.apply(&mut image.remind_minutes_before);
        let mut counts_anew = false;
        if let Some(due_on) = request.due_on {
            image.due_on = due_on;
            counts_anew = true;
        }
        if let Change::Set(recurrence) = request.recurrence {
            image.recurrence = recurrence.map(Recurrence::from);
            counts_anew = true;
        }
        check(image)?;
        if counts_anew {
            (next.series_began_on, next.planned_on) = (next.image.due_on, next.image.due_on);
        }
        Ok(self.become_next(next))
    }

    /// Puts it off, or brings it forward, to a moment that has not passed.
    pub fn snooze(
        &mut self,
        request: SnoozeFollowUp,
        (now, zone): (DateTime<Utc>, TimeZoneName),
    ) -> Result<FollowUpUpdated, FollowUpError> {
        self.must_be_open()?;
        let mut next = self.clone();
        next.image.due_on = request.due_on;
        request.due_time.apply(&mut next.image.due_time);
        check(&next.image)?;
        let today = zone.local_date(now);
        if next.image.due_on < today {
            refuse("/due_on", "has passed; choose today or a later day")?;
        }
        if next.image.due_on == today && next.image.due_time.is_some_and(|time| instant(today, time, zone) < now) {
            refuse("/due_time", "has passed today; choose a later time, or null for the whole day")?;
        }
        Ok(self.become_next(next))
    }

    /// It is about these too from now on. None when it was already, or is about as many things as can be.
    pub fn also_about(&mut self, others: &[Subject]) -> Option<FollowUpUpdated> {
        let mut next = self.clone();
        let about = &mut next.image.about;
        let fresh: Vec<Subject> = others.iter().filter(|one| !about.contains(one)).copied().collect();
        if fresh.is_empty() || about.len() + fresh.len() > subjects::MOST {
            return None;
        }
        about.extend(fresh);
        Some(self.become_next(next))
    }

    fn become_next(&mut self, next: Self) -> FollowUpUpdated {
        *self = Self { version: self.version + 1, ..next };
        FollowUpUpdated { follow_up: self.image.clone() }
    }

    /// It was done. Answers the one that comes next too, whose id is the same however often this one is done.
    pub fn complete(
        &mut self,
        today: NaiveDate,
    ) -> Result<(FollowUpCompleted, Option<(Self, FollowUpCreated)>), FollowUpError> {
        self.must_be_open()?;
        self.image.status = FollowUpStatus::Done;
        self.image.done_on = Some(today);
        self.version += 1;
        let completed = FollowUpCompleted { follow_up: self.image.clone() };
        Ok((completed, self.successor(today)))
    }

    /// The next of its series, on the first day it comes that has not passed.
    fn successor(&self, today: NaiveDate) -> Option<(Self, FollowUpCreated)> {
        let rule = self.image.recurrence.as_ref()?;
        let after = self.planned_on.max(today.pred_opt()?);
        let due_on = recurrence::next(rule, self.series_began_on, self.image.occurrence, after)?;
        let occurrence = self.image.occurrence + 1;
        let image = crm::FollowUp {
            follow_up_id: FollowUpId::derived(self.image.series_id.as_uuid(), &occurrence.to_string()),
            due_on,
            status: FollowUpStatus::Open,
            done_on: None,
            occurrence,
            ..self.image.clone()
        };
        let created = FollowUpCreated { follow_up: image.clone() };
        Some((Self { version: 1, image, series_began_on: self.series_began_on, planned_on: due_on }, created))
    }

    /// It is not needed any more; nor are those that would have come after it.
    pub fn cancel(&mut self) -> Result<FollowUpCancelled, FollowUpError> {
        self.must_be_open()?;
        self.image.status = FollowUpStatus::Cancelled;
        self.version += 1;
        Ok(FollowUpCancelled { follow_up: self.image.clone() })
    }

    /// It was not done after all, or is needed again.
    pub fn reopen(&mut self) -> Result<FollowUpReopened, FollowUpError> {
        if self.image.status == FollowUpStatus::Open {
            return Err(FollowUpError::Open);
        }
        self.image.status = FollowUpStatus::Open;
        self.image.done_on = None;
        self.version += 1;
        Ok(FollowUpReopened { follow_up: self.image.clone() })
    }

    /// The moment after which it is overdue.
    pub fn due_at(&self, zone: TimeZoneName) -> DateTime<Utc> {
        instant(self.image.due_on, self.image.due_time.unwrap_or(EVENING), zone)
    }

    /// When its owner is reminded of it.
    pub fn remind_at(&self, zone: TimeZoneName) -> Option<DateTime<Utc>> {
        let before = TimeDelta::minutes(i64::from(self.image.remind_minutes_before?));
        Some(instant(self.image.due_on, self.image.due_time.unwrap_or(MORNING), zone) - before)
    }

    fn must_be_open(&self) -> Result<(), FollowUpError> {
        match self.image.status {
            FollowUpStatus::Open => Ok(()),
            FollowUpStatus::Done => Err(FollowUpError::NotOpen("done")),
            FollowUpStatus::Cancelled => Err(FollowUpError::NotOpen("cancelled")),
        }
    }
}

/// A local time as an instant. A time that clocks skip when they are put forward is an hour later; of one they show twice
/// the first is meant.
pub fn instant(day: NaiveDate, time: NaiveTime, zone: TimeZoneName) -> DateTime<Utc> {
    let local = day.and_time(time);
    let found =
        [local, local + TimeDelta::hours(1)].into_iter().find_map(|at| zone.tz().from_local_datetime(&at).earliest());
    found.map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

fn check(follow_up: &crm::FollowUp) -> Result<(), FollowUpError> {
    let sane = |day: NaiveDate| (1900..2200).contains(&day.year());
    if !sane(follow_up.due_on) {
        refuse("/due_on", "must be a day from 1900 to 2199")?;
    }
    if follow_up.remind_minutes_before.is_some_and(|minutes| !(0..=EARLIEST_REMINDER).contains(&minutes)) {
        refuse("/remind_minutes_before", "must be from 0 to 40320")?;
    }
    let Some(rule) = &follow_up.recurrence else { return Ok(()) };
    if !(1..=MOST_APART).contains(&rule.interval) {
        refuse("/recurrence/interval", "must be from 1 to 99")?;
    }
    if rule.frequency != Frequency::Weekly && !rule.weekdays.is_empty() {
        refuse("/recurrence/weekdays", "only go with weekly; leave them out")?;
    }
    if rule.count.is_some_and(|count| !(1..=MOST_OFTEN).contains(&count)) {
        refuse("/recurrence/count", "must be from 1 to 999")?;
    }
    if rule.count.is_some() && rule.until.is_some() {
        refuse("/recurrence/count", "say either until or count")?;
    }
    if rule.until.is_some_and(|until| until < follow_up.due_on || !sane(until)) {
        refuse("/recurrence/until", "must not be before due_on")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use contracts::crm::activities::Priority;
    use kernel::Name;

    use super::super::requests::RecurrenceRequest;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn call(due_on: &str) -> PlanFollowUp {
        PlanFollowUp {
            title: Name::new("Call").unwrap(),
            note: None,
            due_on: day(due_on),
            due_time: None,
            remind_minutes_before: None,
            owner_id: None,
            priority: Priority::Normal,
            about: Vec::new(),
            recurrence: None,
        }
    }

    fn weekly(due_on: &str) -> FollowUp {
        let recurrence = RecurrenceRequest {
            frequency: Frequency::Weekly,
            interval: None,
            weekdays: Vec::new(),
            until: None,
            count: None,
        };
        FollowUp::plan(PlanFollowUp { recurrence: Some(recurrence), ..call(due_on) }, Some(MemberId::new())).unwrap().0
    }

    #[test]
    fn it_is_done_reopened_and_cancelled() {
        let me = MemberId::new();
        let (mut one, created) = FollowUp::plan(call("2026-03-02"), Some(me)).unwrap();
        assert_eq!((created.follow_up.owner_id, one.version), (me, 1));
        let (done, next) = one.complete(day("2026-03-03")).unwrap();
        assert_eq!((done.follow_up.done_on, next), (Some(day("2026-03-03")), None));
        assert_eq!(one.complete(day("2026-03-03")).unwrap_err(), FollowUpError::NotOpen("done"));
        assert_eq!(one.update(UpdateFollowUp::default()), Err(FollowUpError::NotOpen("done")));
        one.reopen().unwrap();
        assert_eq!((one.image.done_on, one.reopen()), (None, Err(FollowUpError::Open)));
        one.cancel().unwrap();
        assert_eq!((one.image.status, one.version), (FollowUpStatus::Cancelled, 4));
        assert!(FollowUp::plan(call("2026-03-02"), None).is_err(), "a program does nothing");
    }

    #[test]
    fn the_next_one_keeps_the_rhythm_and_comes_once() {
        let mut one = weekly("2026-03-02");
        let early = ("2026-03-01T08:00:00Z".parse().unwrap(), "Europe/Budapest".parse().unwrap());
        one.snooze(SnoozeFollowUp { due_on: day("2026-03-05"), due_time: Change::Keep }, early).unwrap();
        let next = one.clone().complete(day("2026-03-05")).unwrap().1.unwrap().0;
        assert_eq!((next.image.due_on, next.image.occurrence, next.version), (day("2026-03-09"), 2, 1));
        assert_eq!(next.image.series_id, one.image.follow_up_id);
        let again = one.complete(day("2026-03-06")).unwrap().1.unwrap().0;
        assert_eq!(again.image.follow_up_id, next.image.follow_up_id, "however often it is done");
        let late = next.clone().complete(day("2026-04-01")).unwrap().1.unwrap().0;
        assert_eq!(late.image.due_on, day("2026-04-06"), "what was missed is not made up for");
        let mut moved = next;
        moved.update(UpdateFollowUp { due_on: Some(day("2026-03-11")), ..UpdateFollowUp::default() }).unwrap();
        assert_eq!(moved.complete(day("2026-03-11")).unwrap().1.unwrap().0.image.due_on, day("2026-03-18"));
    }

    #[test]
    fn nothing_is_put_off_to_what_has_passed() {
        let (mut one, _) = FollowUp::plan(call("2026-07-01"), Some(MemberId::new())).unwrap();
        // A minute past midnight in Budapest, still the day before elsewhere.
        let now = ("2026-07-02T22:01:00Z".parse().unwrap(), "Europe/Budapest".parse().unwrap());
        let mut snooze = |due_on: &str, due_time: Change<NaiveTime>| {
            one.snooze(SnoozeFollowUp { due_on: day(due_on), due_time }, now).is_ok()
        };
        let at = |time: &str| Change::Set(Some(time.parse().unwrap()));
        assert!(!snooze("2026-07-02", Change::Keep));
        assert!(snooze("2026-07-03", Change::Keep));
        assert!(!snooze("2026-07-03", at("00:00:59")));
        assert!(snooze("2026-07-03", at("00:01:00")));
        assert!(snooze("2026-07-04", at("00:00:00")));
    }

    #[test]
    fn times_are_those_of_the_organisation() {
        let zone: TimeZoneName = "Europe/Budapest".parse().unwrap();
        let request = PlanFollowUp {
            due_time: Some("14:30:00".parse().unwrap()),
            remind_minutes_before: Some(30),
            ..call("2026-07-01")
        };
        let (timed, _) = FollowUp::plan(request, Some(MemberId::new())).unwrap();
        assert_eq!(timed.due_at(zone).to_rfc3339(), "2026-07-01T12:30:00+00:00");
        assert_eq!(timed.remind_at(zone).unwrap().to_rfc3339(), "2026-07-01T12:00:00+00:00");
        let request = PlanFollowUp { remind_minutes_before: Some(0), ..call("2026-12-01") };
        let (whole_day, _) = FollowUp::plan(request, Some(MemberId::new())).unwrap();
        assert_eq!(whole_day.due_at(zone).to_rfc3339(), "2026-12-01T22:59:59+00:00");
        assert_eq!(whole_day.remind_at(zone).unwrap().to_rfc3339(), "2026-12-01T08:00:00+00:00");
        // Clocks are put forward from two to three on the last Sunday of March.
        let skipped = instant(day("2026-03-29"), "02:30:00".parse().unwrap(), zone);
        assert_eq!(skipped.to_rfc3339(), "2026-03-29T01:30:00+00:00");
    }

    #[test]
    fn rules_that_cannot_be_are_refused() {
        let rule = |change: fn(&mut RecurrenceRequest)| {
            let mut recurrence = RecurrenceRequest {
                frequency: Frequency::Monthly,
                interval: None,
                weekdays: Vec::new(),
                until: None,
                count: None,
            };
            change(&mut recurrence);
            let request = PlanFollowUp { recurrence: Some(recurrence), ..call("2026-03-02") };
            FollowUp::plan(request, Some(MemberId::new())).map(drop)
        };
        assert!(rule(|_| {}).is_ok());
        assert!(rule(|rule| rule.interval = Some(0)).is_err());
        assert!(rule(|rule| rule.weekdays = vec![contracts::crm::activities::Weekday::Monday]).is_err());
        assert!(rule(|rule| rule.until = Some(day("2026-03-01"))).is_err());
        assert!(rule(|rule| (rule.until, rule.count) = (Some(day("2026-04-01")), Some(2))).is_err());
        assert!(rule(|rule| rule.count = Some(0)).is_err());
    }
}
