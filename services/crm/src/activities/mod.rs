//! Activities: what was done with or for clients, and what colleagues tell one another about them.
//!
//! One activity may be about several things: a call about a deal with a contact of an account stands on the timeline of
//! all three. It may be corrected, which the history of changes shows; removed, it stays as a fact that says nothing more.

pub mod http;
pub mod model;
pub mod requests;
pub mod store;

use contracts::crm::activities::{ActivityRecorded, ActivityRemoved};
use platform::{Result, Tx};

use self::model::Activity;
use crate::timeline::model::Happening;
use crate::timeline::store::Entry;
use crate::{notifications, timeline};

/// Writes a new activity down: its row, its place on timelines, and its event.
pub async fn write(tx: &mut Tx, activity: &Activity, recorded: &ActivityRecorded) -> Result<()> {
    let by = tx.actor().to_string();
    write_by(tx, activity, recorded, by).await
}

/// The same, on timelines in the name of whoever did it: `member:<id>`.
pub async fn write_by(tx: &mut Tx, activity: &Activity, recorded: &ActivityRecorded, actor: String) -> Result<()> {
    store::insert(tx, activity).await?;
    timeline::store::record(tx, entry(activity, actor)).await?;
    tx.publish(activity.version, recorded)?;
    Ok(())
}

/// Writes down that an activity says nothing any more: on timelines, and to those who were told of it.
pub async fn remove(tx: &mut Tx, activity: &Activity, removed: &ActivityRemoved) -> Result<()> {
    store::save(tx, activity).await?;
    rewrite(tx, activity).await?;
    notifications::store::forget(tx, activity.image.activity_id).await?;
    tx.publish(activity.version, removed)?;
    Ok(())
}

/// Writes it anew on timelines, as what it now says and where it now belongs.
async fn rewrite(tx: &mut Tx, activity: &Activity) -> Result<()> {
    let id = activity.image.activity_id.as_uuid();
    let actor = timeline::store::forget(tx, id).await?.unwrap_or_else(|| tx.actor().to_string());
    timeline::store::record(tx, entry(activity, actor)).await
}

/// How it stands on timelines.
fn entry(activity: &Activity, actor: String) -> Entry {
    let image = &activity.image;
    Entry {
        entry_id: image.activity_id.as_uuid(),
        kind: image.kind.into(),
        at: image.happened_at,
        actor,
        about: image.about.clone(),
        what: Happening::Activity { activity: Box::new(image.clone()), version: activity.version },
    }
}
