//! What CRM publishes about talking with clients: activities, follow-ups, files, and what members are told.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use kernel::{
    AccountId, ActivityId, AttachmentId, ContactId, DealId, FollowUpId, LeadId, MailId, MemberId, Name, Note,
    NotificationId,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::event::{events, facts};

/// What an activity, a follow-up or a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Subject {
    /// An account.
    #[serde(rename = "account_id")]
    Account(AccountId),
    /// A contact.
    #[serde(rename = "contact_id")]
    Contact(ContactId),
    /// A deal.
    #[serde(rename = "deal_id")]
    Deal(DealId),
    /// A lead.
    #[serde(rename = "lead_id")]
    Lead(LeadId),
}

impl Subject {
    /// The id inside; no two things have the same.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Account(id) => id.as_uuid(),
            Self::Contact(id) => id.as_uuid(),
            Self::Deal(id) => id.as_uuid(),
            Self::Lead(id) => id.as_uuid(),
        }
    }
}

/// Who called or wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// They did.
    Incoming,
    /// We did.
    Outgoing,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// The people talked.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// A message was left.
    LeftMessage,
    /// It was the wrong number.
    WrongNumber,
}

/// What kind of activity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// Something to remember.
    Note,
    /// A call.
    Call,
    /// A meeting.
    Meeting,
    /// A mail that was sent or received.
    Email,
    /// What a member tells the one who takes over.
    HandOver,
}

/// What was noted, said, written or agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActivityContent {
    /// Something to remember.
    Note {
        /// What.
        text: Note,
    },
    /// A call.
    Call {
        /// Who called.
        direction: Direction,
        /// What came of it.
        outcome: CallOutcome,
        /// How long it took.
        duration_minutes: Option<i32>,
        /// What was said.
        text: Option<Note>,
    },
    /// A meeting, past or to come; it begins when the activity happens.
    Meeting {
        /// What it is about.
        title: Name,
        /// When it ends.
        ends_at: Option<DateTime<Utc>>,
        /// Where.
        place: Option<Name>,
        /// Colleagues who take part.
        members: Vec<MemberId>,
        /// Agenda before, minutes after.
        text: Option<Note>,
    },
    /// A mail that was sent or received, written down here.
    Email {
        /// Who wrote.
        direction: Direction,
        /// Its subject line.
        subject: Name,
        /// What it says.
        text: Option<Note>,
        /// Its Message-ID (RFC 5322, without the angle brackets).
        message_id: Option<Name>,
        /// The mail itself, when it was sent or received here.
        #[serde(default)]
        mail_id: Option<MailId>,
    },
    /// What a member tells the one who takes over.
    HandOver {
        /// Who gives it up.
        from_id: Option<MemberId>,
        /// Who takes over.
        to_id: MemberId,
        /// What was promised to the client.
        promised: Option<Note>,
        /// What is open.
        open: Option<Note>,
    },
}

impl ActivityContent {
    /// What kind it is.
    pub const fn kind(&self) -> ActivityKind {
        match self {
            Self::Note { .. } => ActivityKind::Note,
            Self::Call { .. } => ActivityKind::Call,
            Self::Meeting { .. } => ActivityKind::Meeting,
            Self::Email { .. } => ActivityKind::Email,
            Self::HandOver { .. } => ActivityKind::HandOver,
        }
    }
}

/// Something that was done with or for a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Activity {
    /// Its id.
    pub activity_id: ActivityId,
    /// What kind it is; told even when it was removed.
    pub kind: ActivityKind,
    /// What it says; none once it was removed.
    pub content: Option<ActivityContent>,
    /// What it is about.
    pub about: Vec<Subject>,
    /// When it took place, or will.
    pub happened_at: DateTime<Utc>,
    /// Who wrote it down; none for programs.
    pub author_id: Option<MemberId>,
    /// Colleagues it is brought to the notice of.
    pub mentions: Vec<MemberId>,
}

/// How urgent a follow-up is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Can wait.
    Low,
    /// As it comes.
    #[default]
    Normal,
    /// Before others.
    High,
}

/// Where a follow-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpStatus {
    /// To be done.
    Open,
    /// Done.
    Done,
    /// Not needed any more.
    Cancelled,
}

/// The unit in which something comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Days.
    Daily,
    /// Weeks.
    Weekly,
    /// Months; on the last day of a month that is too short.
    Monthly,
    /// Years; on the last day of February where it must be.
    Yearly,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the days of the week say what they are")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// How a follow-up comes again, counted from the day its series began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recurrence {
    /// In which unit.
    pub frequency: Frequency,
    /// Every so many of them.
    pub interval: i32,
    /// For weeks: on which days; that on which the series began when empty.
    pub weekdays: Vec<Weekday>,
    /// The last day it may come.
    pub until: Option<NaiveDate>,
    /// How often in all.
    pub count: Option<i32>,
}

/// Something a member is going to do by a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowUp {
    /// Its id.
    pub follow_up_id: FollowUpId,
    /// What is to be done.
    pub title: Name,
    /// More about it.
    pub note: Option<Note>,
    /// By which day.
    pub due_on: NaiveDate,
    /// At which time of that day, in the organisation's zone.
    pub due_time: Option<NaiveTime>,
    /// Minutes before it is due at which the owner is reminded; a follow-up without a time is due at nine in the morning
    /// for this.
    pub remind_minutes_before: Option<i32>,
    /// Who does it.
    pub owner_id: MemberId,
    /// How urgent it is.
    pub priority: Priority,
    /// What it is about.
    pub about: Vec<Subject>,
    /// Where it stands.
    pub status: FollowUpStatus,
    /// The business day it was done.
    pub done_on: Option<NaiveDate>,
    /// How it comes again.
    pub recurrence: Option<Recurrence>,
    /// The first of those that come again; its own id when it is that.
    pub series_id: FollowUpId,
    /// Counts those that come again, from 1.
    pub occurrence: i32,
}

/// A file kept beside something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attachment {
    /// Its id.
    pub attachment_id: AttachmentId,
    /// What it is kept beside, unless that is an activity.
    pub subject: Option<Subject>,
    /// The activity it is kept beside.
    pub activity_id: Option<ActivityId>,
    /// What it is called.
    pub name: Name,
    /// What it is, e.g. `application/pdf`.
    pub content_type: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 of its content, in small hexadecimal digits.
    pub sha256: String,
}

/// Why a member is told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotificationKind {
    /// A colleague mentioned them.
    Mention,
    /// A colleague hands something over to them.
    HandOver,
    /// They look after something from now on.
    Assigned,
    /// A follow-up of theirs is due.
    Reminder,
    /// A mail came in that concerns them.
    MailReceived,
    /// A mail of theirs did not arrive, or nobody knows whether it did.
    MailFailed,
    /// A client accepted a quote.
    QuoteAccepted,
    /// A client declined a quote.
    QuoteDeclined,
    /// A lead of theirs came forward again.
    LeadCameBack,
    /// Somebody came forward whom nobody looks after, and they may say who does.
    LeadWithoutOwner,
}

/// Something a member is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notification {
    /// Its id.
    pub notification_id: NotificationId,
    /// Who is told.
    pub member_id: MemberId,
    /// Why.
    pub kind: NotificationKind,
    /// What it is about, when it is about one thing.
    pub subject: Option<Subject>,
    /// The activity it comes from.
    pub activity_id: Option<ActivityId>,
    /// The follow-up it comes from.
    pub follow_up_id: Option<FollowUpId>,
    /// A line to show: a title, or the beginning of a note.
    pub text: Option<Name>,
}

facts! {
    /// An activity was written down.
    ActivityRecorded { /// The activity as it now is.
        activity: Activity }
    /// An activity was corrected.
    ActivityUpdated { /// The activity as it now is.
        activity: Activity }
    /// An activity was removed; what it said is gone.
    ActivityRemoved { /// The activity as it now is.
        activity: Activity }
    /// Somebody has something to do.
    FollowUpCreated { /// The follow-up as it now is.
        follow_up: FollowUp }
    /// A follow-up changed, or was put off.
    FollowUpUpdated { /// The follow-up as it now is.
        follow_up: FollowUp }
    /// A follow-up was done.
    FollowUpCompleted { /// The follow-up as it now is.
        follow_up: FollowUp }
    /// A follow-up was not done after all, or is needed again.
    FollowUpReopened { /// The follow-up as it now is.
        follow_up: FollowUp }
    /// A follow-up is not needed any more.
    FollowUpCancelled { /// The follow-up as it now is.
        follow_up: FollowUp }
    /// A file was kept.
    AttachmentAdded { /// The file.
        attachment: Attachment }
    /// A file was removed.
    AttachmentRemoved { /// The file as it was.
        attachment: Attachment }
    /// A member was told something.
    NotificationRaised { /// What.
        notification: Notification }
}

/// What is personal in an activity.
const ACTIVITY: &[&str] = &[
    "activity.content.text",
    "activity.content.title",
    "activity.content.place",
    "activity.content.subject",
    "activity.content.message_id",
    "activity.content.promised",
    "activity.content.open",
];
/// What is personal in a follow-up.
const FOLLOW_UP: &[&str] = &["follow_up.title", "follow_up.note"];
/// What is personal in a file.
const ATTACHMENT: &[&str] = &["attachment.name", "attachment.sha256"];

events! {
    ActivityRecorded = "crm.activity.recorded.v1" of "activity" by |e| e.activity.activity_id, veils ACTIVITY;
    ActivityUpdated = "crm.activity.updated.v1" of "activity" by |e| e.activity.activity_id, veils ACTIVITY;
    ActivityRemoved = "crm.activity.removed.v1" of "activity" by |e| e.activity.activity_id, veils ACTIVITY;
    FollowUpCreated = "crm.follow_up.created.v1" of "follow_up" by |e| e.follow_up.follow_up_id, veils FOLLOW_UP;
    FollowUpUpdated = "crm.follow_up.updated.v1" of "follow_up" by |e| e.follow_up.follow_up_id, veils FOLLOW_UP;
    FollowUpCompleted = "crm.follow_up.completed.v1" of "follow_up" by |e| e.follow_up.follow_up_id, veils FOLLOW_UP;
    FollowUpReopened = "crm.follow_up.reopened.v1" of "follow_up" by |e| e.follow_up.follow_up_id, veils FOLLOW_UP;
    FollowUpCancelled = "crm.follow_up.cancelled.v1" of "follow_up" by |e| e.follow_up.follow_up_id, veils FOLLOW_UP;
    AttachmentAdded = "crm.attachment.added.v1" of "attachment" by |e| e.attachment.attachment_id, veils ATTACHMENT;
    AttachmentRemoved = "crm.attachment.removed.v1" of "attachment" by |e| e.attachment.attachment_id, veils ATTACHMENT;
    // What a member is told continues the sequence of their inbox, whose id is the member's: whoever listens live learns
    // whose it is without reading it.
    NotificationRaised = "crm.notification.raised.v1" of "inbox" by |e| e.notification.member_id,
        veils &["notification.text"];
}
