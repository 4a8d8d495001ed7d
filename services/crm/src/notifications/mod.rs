//! Notifications: what members are told, because a colleague mentions them, hands something over or gives them something
//! to look after, or because a follow-up of theirs is due.
//!
//! Each has a cause, and nobody is told of the same cause twice. They are published too, so that whoever has the console
//! open is shown them at once.

pub mod http;
pub mod store;

use contracts::crm::activities::{self as crm, NotificationKind, NotificationRaised, Subject};
use kernel::{ActivityId, FollowUpId, MemberId, Name, NotificationId};
use platform::{Result, Tx};

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Why.
    pub kind: NotificationKind,
    /// What it is about, when it is about one thing.
    pub subject: Option<Subject>,
    /// The activity it comes from.
    pub activity_id: Option<ActivityId>,
    /// The follow-up it comes from.
    pub follow_up_id: Option<FollowUpId>,
    /// A line to show.
    pub text: Option<Name>,
    /// What led to it.
    pub cause: String,
}

/// Tells members something, except whoever does it themselves and those who were told of the same cause before.
pub async fn tell(tx: &mut Tx, mut members: Vec<MemberId>, message: Message) -> Result<()> {
    // In one order, so that two that tell the same members do not wait for each other.
    members.sort_unstable();
    members.dedup();
    for member_id in members.into_iter().filter(|id| tx.member_id() != Some(*id)).collect::<Vec<_>>() {
        let notification = crm::Notification {
            notification_id: NotificationId::new(),
            member_id,
            kind: message.kind,
            subject: message.subject,
            activity_id: message.activity_id,
            follow_up_id: message.follow_up_id,
            text: message.text.clone(),
        };
        let by = tx.actor().to_string();
        if let Some(version) = store::insert(tx, &notification, &message.cause, &by).await? {
            tx.publish(version, &NotificationRaised { notification })?;
        }
    }
    Ok(())
}
