//! Mails as they are shown.

use chrono::{DateTime, Utc};
use contracts::crm::mail as crm;
use kernel::MailId;
use platform::{Db, Result};
use schemars::JsonSchema;
use serde::Serialize;

use super::model::Mail;
use crate::mail_files::{self, MailFile};

/// Letters of a mail that a list shows.
const BEGINNING: usize = 200;

/// A mail, as it is listed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailSummary {
    #[serde(flatten)]
    mail: crm::Mail,
    /// Who it says it is from.
    from_name: Option<String>,
    /// How it begins.
    beginning: String,
    /// When it is tried next, while it waits.
    next_attempt_at: Option<DateTime<Utc>>,
    /// How often it was tried.
    attempts: i32,
    /// Grows with each change that is told; the ETag.
    version: i64,
}

impl From<Mail> for MailSummary {
    fn from(mail: Mail) -> Self {
        Self {
            beginning: mail.body.chars().take(BEGINNING).collect(),
            from_name: mail.from_name,
            next_attempt_at: mail.next_attempt_at,
            attempts: mail.attempts,
            version: mail.version,
            mail: mail.image,
        }
    }
}

/// A mail with what it says.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailView {
    #[serde(flatten)]
    mail: MailSummary,
    /// What it says, as plain text.
    body: String,
    /// Whether it said more than is kept.
    body_cut: bool,
    /// Names of files that came with it and were not kept.
    left_out: Vec<String>,
    /// Its files.
    files: Vec<MailFile>,
}

impl MailView {
    fn of(mail: Mail, files: Vec<MailFile>) -> Self {
        let (body, body_cut, left_out) = (mail.body.clone(), mail.body_cut, mail.left_out.clone());
        Self { mail: mail.into(), body, body_cut, left_out, files }
    }
}

/// A mail with its conversation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MailDetails {
    #[serde(flatten)]
    mail: MailView,
    /// The conversation, itself among it, first to last, as far as the caller may read it; at most the latest 200.
    thread: Vec<MailView>,
}

/// Mails with what they say and their files.
pub async fn views(db: &mut Db, mails: Vec<Mail>) -> Result<Vec<MailView>> {
    let ids: Vec<uuid::Uuid> = mails.iter().map(|mail| mail.image.mail_id.as_uuid()).collect();
    let mut files = mail_files::store::of(db, &ids).await?;
    let mut of = |id: MailId| files.remove(&id).unwrap_or_default();
    Ok(mails
        .into_iter()
        .map(|mail| {
            let files = of(mail.image.mail_id);
            MailView::of(mail, files)
        })
        .collect())
}

/// A mail with what it says and its files.
pub async fn view(db: &mut Db, mail: Mail) -> Result<MailView> {
    let files = mail_files::store::of(db, &[mail.image.mail_id.as_uuid()]).await?;
    Ok(MailView::of(mail, files.into_values().flatten().collect()))
}

/// A mail with its conversation.
pub async fn details(db: &mut Db, mail: Mail, thread: Vec<Mail>) -> Result<MailDetails> {
    let (mail, thread) = (view(db, mail).await?, views(db, thread).await?);
    Ok(MailDetails { mail, thread })
}
