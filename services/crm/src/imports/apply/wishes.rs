//! What a row says that a person wants: no mails, and what their data may be used for.

use contracts::crm::mail::SuppressionReason;
use contracts::leads::LeadConsent;
use kernel::{ContactId, Email, Name, Note};
use platform::{Problem, Result, Tx};

use super::Context;
use crate::imports::fields::Field;
use crate::imports::row::Row;
use crate::leads::requests::ConsentRequest;
use crate::{consents, suppressions};

/// Puts the addresses of whoever wants no mails on the list of those that get none of sequences. That counts whatever becomes of
/// the row, and stays when the import is undone: they still want none.
pub async fn keep_from_mails(tx: &mut Tx, context: &Context<'_>, row: &mut Row<'_>, emails: &[Email]) -> Result<()> {
    if !row.says_yes(Field::DoNotEmail) {
        return Ok(());
    }
    if emails.is_empty() {
        row.leave(Field::DoNotEmail);
    }
    let said: String =
        format!("The imported file {} says so.", context.file_name()).chars().take(Note::MAX_CHARS).collect();
    let note = Note::new(said).map_err(Problem::internal)?;
    for email in emails {
        suppressions::add_noted(tx, email, SuppressionReason::Manual, None, Some(&note)).await?;
    }
    Ok(())
}

/// What a row says they agreed to, in the words of its file.
pub fn consent(context: &Context<'_>, row: &mut Row<'_>) -> Option<ConsentRequest> {
    let purpose = row.name(Field::ConsentPurpose);
    if !row.says_yes(Field::Consent) {
        return None;
    }
    let text = row.under_heading(Field::Consent)?;
    let how: String = format!("import: {}", context.file_name()).chars().take(Name::MAX_CHARS).collect();
    Some(ConsentRequest { given_at: None, how: Name::new(how).ok()?, text: Note::new(text).ok()?, purpose })
}

/// Writes down what a row says that a contact agreed to, unless they agreed to it before. Answers what was written.
pub async fn agreed(tx: &mut Tx, contact: ContactId, asked: Option<ConsentRequest>) -> Result<Option<LeadConsent>> {
    let Some(asked) = asked else { return Ok(None) };
    let given_at = asked.given_at.unwrap_or(tx.now);
    let consent = LeadConsent { given_at, how: asked.how, text: asked.text, purpose: asked.purpose };
    Ok(consents::of_contact(tx, contact, &consent).await?.then_some(consent))
}
