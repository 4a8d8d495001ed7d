//! Files of mails that stand on no record yet: of a mail that came in and is about nobody, of one that waits to be sent, or is
//! being written. Once the mail stands on timelines, they are attachments, under the ids they have here.

pub mod http;
pub mod store;

use contracts::crm::activities::Attachment;
use kernel::{AttachmentId, MailId, Name};
use platform::files::Files;
use platform::{Problem, Result, Tx};
use schemars::JsonSchema;
use serde::Serialize;

use crate::attachments;
use crate::mails::model::Mail;

/// Most files that go with a mail.
const MOST: usize = 10;
/// Most bytes of them: in the code of mails they are a third more, and few servers take more than 25 MB.
const MOST_BYTES: u64 = 15 * 1024 * 1024;

/// A file of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MailFile {
    /// Its id, also once it is an attachment.
    #[serde(rename = "attachment_id")]
    pub file_id: AttachmentId,
    /// What it is called.
    pub name: Name,
    /// What it is.
    pub content_type: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// SHA-256 of its content, by which it is kept.
    #[serde(skip)]
    pub sha256: String,
}

/// A mail stands on timelines from now on: so do its files.
pub async fn to_record(tx: &mut Tx, mail: &Mail) -> Result<()> {
    let Some(activity_id) = mail.image.activity_id else { return Ok(()) };
    let mut seen: Vec<(String, Name)> = Vec::new();
    for file in store::take(tx, mail.image.mail_id).await? {
        let same = (file.sha256.clone(), file.name.clone());
        if seen.contains(&same) {
            continue;
        }
        seen.push(same);
        let attachment = Attachment {
            attachment_id: file.file_id,
            subject: None,
            activity_id: Some(activity_id),
            name: file.name,
            content_type: file.content_type,
            size_bytes: file.size_bytes,
            sha256: file.sha256,
        };
        attachments::add(tx, activity_id.as_uuid(), attachment, mail.image.about.clone()).await?;
    }
    Ok(())
}

/// Lets files go with a mail that is written: such as were brought for one, and such as are kept beside anything.
///
/// # Errors
/// 422 when there is no such file, or they are too many or too large.
pub async fn attach(tx: &mut Tx, files: &Files, mail: MailId, wanted: &[AttachmentId]) -> Result<()> {
    if wanted.len() > MOST {
        return Err(Problem::field("/files", format!("can name at most {MOST} files")));
    }
    let (mut bytes, mut seen) = (0, Vec::new());
    for (place, id) in wanted.iter().enumerate() {
        let at = || format!("/files/{place}");
        let loose = store::loose(tx, *id).await?;
        let is_loose = loose.is_some();
        let file = match loose {
            Some(file) => file,
            None => {
                kept(tx, *id).await?.ok_or_else(|| Problem::field(at(), "there is no such file; bring it first"))?
            }
        };
        bytes += file.size_bytes;
        if bytes > MOST_BYTES {
            return Err(Problem::field(at(), "is too much: the files of a mail have at most 15 MB together"));
        }
        let same = (file.sha256.clone(), file.name.clone());
        if seen.contains(&same) {
            continue;
        }
        seen.push(same);
        files.hold(tx, &file.sha256).await?;
        if is_loose {
            store::give(tx, *id, mail, place).await?;
        } else {
            store::insert(tx, Some((mail, place)), &file).await?;
        }
    }
    Ok(())
}

/// A copy of a file that is kept beside something.
async fn kept(tx: &mut Tx, id: AttachmentId) -> Result<Option<MailFile>> {
    let found = attachments::store::get(tx, id).await?;
    Ok(found.map(|found| MailFile {
        file_id: AttachmentId::new(),
        name: found.attachment.name,
        content_type: found.attachment.content_type,
        size_bytes: found.attachment.size_bytes,
        sha256: found.attachment.sha256,
    }))
}
