//! Files kept beside accounts, contacts, deals, leads and activities. A removed one stays as a fact, without its file. Those of a
//! lead are also found with the contact and the deal it became.

pub mod http;
pub mod jobs;
mod kinds;
pub mod model;
pub mod store;

use contracts::crm::activities::{self as crm, AttachmentAdded, Subject};
use platform::{Result, Tx};
use uuid::Uuid;

use self::store::AttachmentView;
use crate::timeline;
use crate::timeline::model::{Happening, Kind};
use crate::timeline::store::Entry;

/// Keeps a file beside something, on the timelines of what that is about. Its content is kept and held already.
pub async fn add(
    tx: &mut Tx,
    beside: Uuid,
    attachment: crm::Attachment,
    about: Vec<Subject>,
) -> Result<AttachmentView> {
    let kept = AttachmentView { attachment, uploaded_at: tx.now, uploaded_by: tx.actor().to_string() };
    store::insert(tx, beside, &kept).await?;
    timeline::store::record(tx, entry(&kept, about)).await?;
    tx.publish(1, &AttachmentAdded { attachment: kept.attachment.clone() })?;
    Ok(kept)
}

fn entry(file: &AttachmentView, about: Vec<Subject>) -> Entry {
    let (attachment_id, name) = (file.attachment.attachment_id, file.attachment.name.clone());
    Entry {
        entry_id: attachment_id.as_uuid(),
        kind: Kind::File,
        at: file.uploaded_at,
        actor: file.uploaded_by.clone(),
        about,
        what: Happening::FileAdded { attachment_id, name },
    }
}
