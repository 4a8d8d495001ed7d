//! Files for mails that are being written, over HTTP.

use axum::Extension;
use kernel::{AttachmentId, Permission};
use platform::files::{Files, Upload};
use platform::{Created, Problem, Query, Result, Routes};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{MailFile, store};
use crate::attachments::model;

/// What files of mails answer.
pub fn routes() -> Routes {
    Routes::new("mail-files").post(
        "/v1/mail-files",
        Permission::WriteActivities,
        "Bring a file for a mail that is being written: the body is the file; it is kept for a day unless a mail names it",
        bring,
    )
}

/// How a file is called.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Named {
    /// File name; what no file name should hold is left out of it.
    name: Option<String>,
}

async fn bring(
    Query(named): Query<Named>,
    Extension(files): Extension<Files>,
    mut upload: Upload,
) -> Result<Created<MailFile>> {
    // Before the file comes, so that nobody sends one in vain.
    let org = upload.read().await?.org;
    let content_type = model::type_of(&upload.content_type(), named.name.as_deref())?;
    let check = |head: &[u8]| Ok(model::check_beginning(content_type, head)?);
    let stored = files.receive(org, upload.take_body(), super::MOST_BYTES, check).await?;
    files.keep(&stored).await?;
    let mut tx = upload.write().await?;
    files.hold(&mut tx, &stored.sha256).await?;
    let file = MailFile {
        file_id: AttachmentId::new(),
        name: model::file_name(named.name.as_deref()).ok_or_else(|| Problem::internal("a file without a name"))?,
        content_type: content_type.to_owned(),
        size_bytes: stored.size_bytes,
        sha256: stored.sha256,
    };
    store::insert(&mut tx, None, &file).await?;
    tx.created(format!("/v1/mail-files/{}", file.file_id), 1, file).await
}
