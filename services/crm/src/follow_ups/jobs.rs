//! What happens to follow-ups by the clock.

use contracts::crm::activities::NotificationKind;
use platform::{Result, Tx};

use super::store;
use crate::notifications::{self, Message};

/// Most reminders of an organisation at once; the rest follows with the next run.
const MOST: i64 = 500;

/// Tells owners of follow-ups that are due. A reminder is taken and told in one transaction, and its cause names the
/// moment it was for, so it is told once whatever happens in between.
pub async fn remind(tx: &mut Tx) -> Result<()> {
    for due in store::take_reminders(tx, MOST).await? {
        let message = Message {
            kind: NotificationKind::Reminder,
            subject: due.about.first().copied(),
            activity_id: None,
            follow_up_id: Some(due.follow_up_id),
            text: Some(due.title),
            cause: format!("reminder {} {}", due.follow_up_id, due.remind_at.timestamp()),
        };
        notifications::tell(tx, vec![due.owner_id], message).await?;
    }
    Ok(())
}
