//! Activities: what was done with or for clients, and what colleagues tell one another about them.
//!
//! One activity may be about several things: a call about a deal with a contact of an account stands on the timeline of
//! all three. It may be corrected, which the history of changes shows; removed, it stays as a fact that says nothing more.

pub mod http;
pub mod model;
pub mod requests;
pub mod store;

use contracts::crm::activities::ActivityRecorded;
use platform::{Result, Tx};

use self::model::Activity;
use crate::timeline;
use crate::timeline::model::Happening;
use crate::timeline::store::Entry;

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
