//! What an activity may be.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use contracts::crm::activities::{
    self as crm, ActivityContent, ActivityKind, ActivityRecorded, ActivityRemoved, ActivityUpdated, CallOutcome,
    Direction,
};
use kernel::{ActivityId, MemberId, Name};
use platform::{FieldError, Kind, Refusal};

use super::requests::{RecordActivity, UpdateActivity};

/// Most colleagues mentioned, or taking part in a meeting.
pub const MOST_PEOPLE: usize = 50;
/// Longest call in minutes.
const LONGEST_CALL: i32 = 24 * 60;
/// How far clocks may differ: what has happened may lie this far in the future.
const CLOCKS: TimeDelta = TimeDelta::minutes(5);
/// Letters of a note that a notification shows.
const BEGINNING: usize = 120;

/// An activity with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Grows by one with each change.
    pub version: i64,
    /// The activity as others see it.
    pub image: crm::Activity,
}

/// Why an activity was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActivityError {
    /// A field that cannot be.
    #[error("{pointer}: {detail}")]
    Field {
        /// Which.
        pointer: &'static str,
        /// How to mend it.
        detail: &'static str,
    },
    /// It says nothing any more.
    #[error("The activity was removed; record a new one.")]
    Removed,
    /// Somebody else wrote it.
    #[error("Only who wrote an activity, or an administrator, may remove it.")]
    NotYours,
}

impl Refusal for ActivityError {
    fn kind(&self) -> Kind {
        match self {
            Self::Field { .. } => Kind::Invalid,
            Self::Removed => Kind::Conflict,
            Self::NotYours => Kind::Forbidden,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::Field { .. } => "invalid-field",
            Self::Removed => "activity-removed",
            Self::NotYours => "not-your-activity",
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::Field { pointer, detail } => vec![FieldError::new(*pointer, *detail)],
            Self::Removed | Self::NotYours => Vec::new(),
        }
    }
}

const fn refuse(pointer: &'static str, detail: &'static str) -> Result<(), ActivityError> {
    Err(ActivityError::Field { pointer, detail })
}

impl Activity {
    /// Writes an activity down.
    pub fn record(
        request: RecordActivity,
        author_id: Option<MemberId>,
        now: DateTime<Utc>,
    ) -> Result<(Self, ActivityRecorded), ActivityError> {
        let mut content = ActivityContent::from(request.content);
        if let ActivityContent::HandOver { from_id, .. } = &mut content {
            *from_id = from_id.or(author_id);
        }
        let image = crm::Activity {
            activity_id: ActivityId::new(),
            kind: content.kind(),
            content: Some(content),
            about: request.about,
            happened_at: request.happened_at.unwrap_or(now),
            author_id,
            mentions: request.mentions,
        };
        check(&image, now)?;
        let recorded = ActivityRecorded { activity: image.clone() };
        Ok((Self { version: 1, image }, recorded))
    }

    /// Corrects it.
    pub fn update(&mut self, request: UpdateActivity, now: DateTime<Utc>) -> Result<ActivityUpdated, ActivityError> {
        if self.image.content.is_none() {
            return Err(ActivityError::Removed);
        }
        let mut image = self.image.clone();
        if let Some(content) = request.content.map(ActivityContent::from) {
            if content.kind() != image.kind {
                refuse("/content/kind", "cannot change; remove the activity and record another one")?;
            }
            image.content = Some(keep_mail(content, image.content.as_ref()));
        }
        if let Some(about) = request.about {
            image.about = about;
        }
        if let Some(happened_at) = request.happened_at {
            image.happened_at = happened_at;
        }
        if let Some(mentions) = request.mentions {
            image.mentions = mentions;
        }
        check(&image, now)?;
        *self = Self { version: self.version + 1, image };
        Ok(ActivityUpdated { activity: self.image.clone() })
    }

    /// Takes away what it says. `mighty` may do so with everybody's.
    pub fn remove(&mut self, by: Option<MemberId>, mighty: bool) -> Result<ActivityRemoved, ActivityError> {
        if self.image.content.is_none() {
            return Err(ActivityError::Removed);
        }
        if !mighty && (by.is_none() || by != self.image.author_id) {
            return Err(ActivityError::NotYours);
        }
        self.image.content = None;
        self.image.mentions = Vec::new();
        self.version += 1;
        Ok(ActivityRemoved { activity: self.image.clone() })
    }

    /// Who takes part in it, when it is a meeting: its author and those it names.
    pub fn participants(&self) -> Vec<MemberId> {
        let Some(ActivityContent::Meeting { members, .. }) = &self.image.content else { return Vec::new() };
        let mut all: Vec<MemberId> = members.iter().copied().chain(self.image.author_id).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// When somebody spoke or wrote to whom it is about: in a call that reached them, in a meeting that has begun, in a mail to
    /// them. None when nobody did.
    pub fn answered_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let spoke = match self.image.content.as_ref()? {
            ActivityContent::Call { outcome, .. } => *outcome == CallOutcome::Reached,
            ActivityContent::Meeting { .. } => self.image.happened_at <= now,
            ActivityContent::Email { direction, .. } => *direction == Direction::Outgoing,
            ActivityContent::Note { .. } | ActivityContent::HandOver { .. } => false,
        };
        spoke.then(|| self.image.happened_at.min(now))
    }

    /// Who takes over, when it is a hand-over.
    pub fn heir(&self) -> Option<MemberId> {
        match &self.image.content {
            Some(ActivityContent::HandOver { to_id, .. }) => Some(*to_id),
            _ => None,
        }
    }

    /// One line to tell of it.
    pub fn line(&self) -> Option<Name> {
        let text = match self.image.content.as_ref()? {
            ActivityContent::Note { text } => text.as_str(),
            ActivityContent::Call { text, .. } => text.as_ref().map_or("", |text| text.as_str()),
            ActivityContent::Meeting { title: line, .. } | ActivityContent::Email { subject: line, .. } => {
                line.as_str()
            }
            ActivityContent::HandOver { promised, open, .. } => {
                open.as_ref().or(promised.as_ref()).map_or("", |text| text.as_str())
            }
        };
        let line = text.lines().next().unwrap_or_default().replace('\t', " ");
        let short: String = line.chars().take(BEGINNING).collect();
        Name::new(short).ok()
    }
}

/// A mail that went through here stays the one it is, whatever is corrected about it.
fn keep_mail(mut content: ActivityContent, before: Option<&ActivityContent>) -> ActivityContent {
    if let (ActivityContent::Email { mail_id, .. }, Some(ActivityContent::Email { mail_id: known, .. })) =
        (&mut content, before)
    {
        *mail_id = *known;
    }
    content
}

fn check(activity: &crm::Activity, now: DateTime<Utc>) -> Result<(), ActivityError> {
    if activity.about.is_empty() {
        refuse("/about", "must name at least one account, contact or deal")?;
    }
    if activity.mentions.len() > MOST_PEOPLE {
        refuse("/mentions", "can name at most 50 colleagues")?;
    }
    if !(1900..2200).contains(&activity.happened_at.year()) {
        refuse("/happened_at", "must be a moment from 1900 to 2199")?;
    }
    if activity.kind != ActivityKind::Meeting && activity.happened_at > now + CLOCKS {
        refuse("/happened_at", "must not be in the future; plan a follow-up or a meeting instead")?;
    }
    match activity.content.as_ref() {
        Some(ActivityContent::Call { duration_minutes: Some(minutes), .. })
            if !(0..=LONGEST_CALL).contains(minutes) =>
        {
            refuse("/content/duration_minutes", "must be from 0 to 1440")
        }
        Some(ActivityContent::Meeting { ends_at: Some(ends_at), .. }) if *ends_at <= activity.happened_at => {
            refuse("/content/ends_at", "must be after happened_at, when the meeting begins")
        }
        Some(ActivityContent::Meeting { ends_at: Some(ends_at), .. })
            if *ends_at - activity.happened_at > TimeDelta::days(31) =>
        {
            refuse("/content/ends_at", "must be within 31 days of happened_at")
        }
        Some(ActivityContent::Meeting { members, .. }) if members.len() > MOST_PEOPLE => {
            refuse("/content/members", "can name at most 50 colleagues")
        }
        Some(ActivityContent::HandOver { promised: None, open: None, .. }) => {
            refuse("/content/open", "say what is open, or what was promised")
        }
        Some(ActivityContent::HandOver { from_id, to_id, .. }) if *from_id == Some(*to_id) => {
            refuse("/content/to_id", "must be somebody else than who hands over")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use contracts::crm::activities::Subject;
    use kernel::{DealId, Note};

    use super::super::requests::ContentRequest;
    use super::*;

    fn note(text: &str) -> ContentRequest {
        ContentRequest::Note { text: Note::new(text).unwrap() }
    }

    fn request(content: ContentRequest) -> RecordActivity {
        RecordActivity { about: vec![Subject::Deal(DealId::new())], content, happened_at: None, mentions: Vec::new() }
    }

    fn now() -> DateTime<Utc> {
        "2026-03-02T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn it_is_written_corrected_and_removed_by_its_author() {
        let author = Some(MemberId::new());
        let (mut activity, recorded) = Activity::record(request(note("one\ntwo")), author, now()).unwrap();
        assert_eq!((activity.version, &recorded.activity), (1, &activity.image));
        assert_eq!(activity.line().unwrap().as_str(), "one");
        let change = UpdateActivity { content: Some(note("three")), ..UpdateActivity::default() };
        activity.update(change, now()).unwrap();
        assert_eq!(activity.image.content, Some(note("three").into()));
        assert_eq!(activity.remove(Some(MemberId::new()), false), Err(ActivityError::NotYours));
        assert_eq!(activity.remove(None, false), Err(ActivityError::NotYours));
        let removed = activity.remove(author, false).unwrap();
        assert_eq!((removed.activity.content, removed.activity.kind, activity.version), (None, ActivityKind::Note, 3));
        assert_eq!(activity.update(UpdateActivity::default(), now()), Err(ActivityError::Removed));
        assert_eq!(activity.remove(author, true), Err(ActivityError::Removed));
    }

    #[test]
    fn only_meetings_lie_in_the_future() {
        let then = now() + TimeDelta::days(1);
        let late = RecordActivity { happened_at: Some(then), ..request(note("x")) };
        assert!(Activity::record(late, None, now()).is_err());
        let meeting = |ends_at| ContentRequest::Meeting {
            title: Name::new("Kick-off").unwrap(),
            ends_at,
            place: None,
            members: vec![MemberId::new()],
            text: None,
        };
        let plan = |ends_at| RecordActivity { happened_at: Some(then), ..request(meeting(ends_at)) };
        let (meeting, _) = Activity::record(plan(None), Some(MemberId::new()), now()).unwrap();
        assert_eq!(meeting.participants().len(), 2, "the author takes part");
        assert!(Activity::record(plan(Some(then)), None, now()).is_err(), "it ends before it begins");
    }

    #[test]
    fn who_was_spoken_or_written_to_is_answered() {
        let content = |json: serde_json::Value| serde_json::from_value::<ContentRequest>(json).unwrap();
        let call =
            |outcome: &str| content(serde_json::json!({"kind": "call", "direction": "outgoing", "outcome": outcome}));
        let mail =
            |direction: &str| content(serde_json::json!({"kind": "email", "direction": direction, "subject": "x"}));
        let meeting = || content(serde_json::json!({"kind": "meeting", "title": "x"}));
        let (before, after) = (now() - TimeDelta::hours(1), now() + TimeDelta::days(1));
        for (content, at, answered) in [
            (call("reached"), before, Some(before)),
            (call("no_answer"), before, None),
            (call("left_message"), before, None),
            (mail("outgoing"), before, Some(before)),
            (mail("incoming"), before, None),
            (meeting(), before, Some(before)),
            (meeting(), after, None),
            (note("x"), before, None),
        ] {
            let request = RecordActivity { happened_at: Some(at), ..request(content) };
            let (activity, _) = Activity::record(request, None, now()).unwrap();
            assert_eq!(activity.answered_at(now()), answered, "{activity:?}");
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let call = |minutes| ContentRequest::Call {
            direction: Direction::Outgoing,
            outcome: CallOutcome::Reached,
            duration_minutes: Some(minutes),
            text: None,
        };
        assert!(Activity::record(request(call(30)), None, now()).is_ok());
        assert!(Activity::record(request(call(-1)), None, now()).is_err());
        let (me, other) = (MemberId::new(), MemberId::new());
        let over = |to_id, open: Option<&str>| ContentRequest::HandOver {
            from_id: None,
            to_id,
            promised: None,
            open: open.map(|text| Note::new(text).unwrap()),
        };
        assert!(Activity::record(request(over(me, Some("x"))), Some(me), now()).is_err(), "to oneself");
        assert!(Activity::record(request(over(other, None)), Some(me), now()).is_err(), "saying nothing");
        let (handed, _) = Activity::record(request(over(other, Some("x"))), Some(me), now()).unwrap();
        assert_eq!(handed.heir(), Some(other));
        let nothing = RecordActivity { about: Vec::new(), ..request(note("x")) };
        assert!(Activity::record(nothing, None, now()).is_err());
        let (mut kept, _) = Activity::record(request(note("x")), None, now()).unwrap();
        let before = kept.clone();
        let other = UpdateActivity { content: Some(call(1)), ..UpdateActivity::default() };
        assert!(kept.update(other, now()).is_err());
        assert_eq!(kept, before);
    }
}
