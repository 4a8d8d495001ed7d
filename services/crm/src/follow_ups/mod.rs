//! Follow-ups: what members are going to do, each by a day.
//!
//! ```text
//! open --complete--> done --reopen-> open       one that comes again makes the next one when it is done, once
//! open --cancel----> cancelled --reopen-> open
//! ```
//!
//! A deal's next step is not a follow-up: it says in one line how the deal goes on and is always there to see. What is to be
//! done beside that, or for an account or contact, or at a certain time, is a follow-up. "My day" shows both.

pub mod http;
pub mod jobs;
pub mod model;
pub mod recurrence;
pub mod requests;
pub mod store;

use contracts::crm::activities::{NotificationKind, Subject};
use kernel::EventId;
use platform::{Result, Tx};
use uuid::Uuid;

use self::model::FollowUp;
use self::requests::PlanFollowUp;
use crate::notifications::{self, Message};
use crate::{members, subjects};

/// Plans a follow-up, which says whose it is, and tells whoever shall do it.
pub async fn plan(tx: &mut Tx, request: PlanFollowUp) -> Result<FollowUp> {
    let (follow_up, created) = FollowUp::plan(request, None)?;
    subjects::check(tx, &follow_up.image.about).await?;
    subjects::check_alive(tx, &follow_up.image.about).await?;
    members::check_owner(tx, Some(follow_up.image.owner_id)).await?;
    store::insert(tx, &follow_up).await?;
    let event = tx.publish(follow_up.version, &created)?;
    assigned(tx, event, &follow_up).await?;
    Ok(follow_up)
}

/// Lets what is still to be done about one of these be about others, too: what it became. One that is about as many things as
/// can be stays as it is.
pub async fn go_on_with(tx: &mut Tx, about: &[Uuid], others: &[Subject]) -> Result<()> {
    for mut follow_up in store::lock_open_about(tx, about).await? {
        if let Some(updated) = follow_up.also_about(others) {
            store::save(tx, &follow_up).await?;
            tx.publish(follow_up.version, &updated)?;
        }
    }
    Ok(())
}

/// Tells somebody what a colleague gives them to do.
async fn assigned(tx: &mut Tx, event: EventId, follow_up: &FollowUp) -> Result<()> {
    let message = Message {
        kind: NotificationKind::Assigned,
        subject: follow_up.image.about.first().copied(),
        activity_id: None,
        follow_up_id: Some(follow_up.image.follow_up_id),
        text: Some(follow_up.image.title.clone()),
        cause: format!("event {event}"),
    };
    notifications::tell(tx, vec![follow_up.image.owner_id], message).await
}
