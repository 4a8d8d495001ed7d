//! What callers say about activities.

use chrono::{DateTime, Utc};
use contracts::crm::activities::{ActivityContent, CallOutcome, Direction, Subject};
use kernel::{MemberId, Name, Note};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::patch::given;

/// A new activity.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordActivity {
    /// What it is about: 1 to 20 accounts, contacts, deals and leads.
    pub about: Vec<Subject>,
    /// What was noted, said, written or agreed.
    pub content: ContentRequest,
    /// When it took place; now when left out. Only a meeting may be in the future.
    pub happened_at: Option<DateTime<Utc>>,
    /// Colleagues it is brought to the notice of.
    #[serde(default)]
    pub mentions: Vec<MemberId>,
}

/// Corrections of an activity: what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateActivity {
    /// What it is about.
    #[serde(default, deserialize_with = "given")]
    pub about: Option<Vec<Subject>>,
    /// What was noted, said, written or agreed, all of it; of the kind it was.
    #[serde(default, deserialize_with = "given")]
    pub content: Option<ContentRequest>,
    /// When it took place.
    #[serde(default, deserialize_with = "given")]
    pub happened_at: Option<DateTime<Utc>>,
    /// Colleagues it is brought to the notice of; those who are new among them are told.
    #[serde(default, deserialize_with = "given")]
    pub mentions: Option<Vec<MemberId>>,
}

/// What was noted, said, written or agreed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ContentRequest {
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
        /// How long it took, 0 to 1440.
        duration_minutes: Option<i32>,
        /// What was said.
        text: Option<Note>,
    },
    /// A meeting, past or to come; it begins at `happened_at`.
    Meeting {
        /// What it is about.
        title: Name,
        /// When it ends.
        ends_at: Option<DateTime<Utc>>,
        /// Where.
        place: Option<Name>,
        /// Colleagues who take part, besides whoever writes this down.
        #[serde(default)]
        members: Vec<MemberId>,
        /// Agenda before, minutes after.
        text: Option<Note>,
    },
    /// A mail that was sent or received elsewhere.
    Email {
        /// Who wrote.
        direction: Direction,
        /// Its subject line.
        subject: Name,
        /// What it says.
        text: Option<Note>,
        /// Its Message-ID (RFC 5322, without the angle brackets).
        message_id: Option<Name>,
    },
    /// What a member tells the one who takes over.
    HandOver {
        /// Who gives it up; the caller when left out.
        from_id: Option<MemberId>,
        /// Who takes over.
        to_id: MemberId,
        /// What was promised to the client.
        promised: Option<Note>,
        /// What is open.
        open: Option<Note>,
    },
}

impl From<ContentRequest> for ActivityContent {
    fn from(request: ContentRequest) -> Self {
        match request {
            ContentRequest::Note { text } => Self::Note { text },
            ContentRequest::Call { direction, outcome, duration_minutes, text } => {
                Self::Call { direction, outcome, duration_minutes, text }
            }
            ContentRequest::Meeting { title, ends_at, place, members, text } => {
                Self::Meeting { title, ends_at, place, members, text }
            }
            ContentRequest::Email { direction, subject, text, message_id } => {
                Self::Email { direction, subject, text, message_id, mail_id: None }
            }
            ContentRequest::HandOver { from_id, to_id, promised, open } => {
                Self::HandOver { from_id, to_id, promised, open }
            }
        }
    }
}
