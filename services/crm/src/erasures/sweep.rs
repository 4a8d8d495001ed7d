//! Looking through everything after a person was erased, in pieces: what was written about them at that very moment, mentions
//! of their addresses and numbers anywhere, copies, files. Ended at any moment, it goes on where it was.

use std::pin::Pin;

use chrono::TimeDelta;
use contracts::Actor;
use kernel::RuleId;
use platform::files::Files;
use platform::jobs::RunPiece;
use platform::{Db, Problem, Result, Tx, veil};
use uuid::Uuid;

use super::model::Erasure;
use super::store::{self, Place};
use super::{copies, empty_all, sales};
use crate::{attachments, search};

/// Rows of a table that are looked at in one piece: few enough to be done in a moment, however long their texts are.
const BATCH: i32 = 500;

/// Tables with texts in which anybody may be mentioned: their names, the columns of their ids, and those with texts. An id may be
/// there more than once.
pub const TABLES: [(&str, &str, &[&str]); 40] = [
    ("activities", "activity_id", &["content", "external_ref"]),
    ("timeline_entries", "entry_id", &["what"]),
    ("follow_ups", "follow_up_id", &["title", "note"]),
    ("notifications", "notification_id", &["text"]),
    ("mails", "mail_id", &["subject", "body", "from_name", "error", "left_out"]),
    ("deals", "deal_id", &["next_step", "lost_reason", "judged_reason", "custom", "competitors", "external_ref"]),
    ("stage_visits", "deal_id", &["reason"]),
    (
        "leads",
        "lead_id",
        &[
            "name",
            "given_name",
            "job_title",
            "company",
            "website",
            "source",
            "origin",
            "consent",
            "note",
            "status_reason",
            "next_step",
            "external_ref",
            "custom",
            "known_client",
        ],
    ),
    ("lead_touches", "lead_id", &["message", "origin", "consent", "custom"]),
    ("lead_status_changes", "lead_id", &["reason"]),
    (
        "contacts",
        "contact_id",
        &["name", "sort_name", "given_name", "job_title", "postal_address", "external_ref", "custom"],
    ),
    (
        "accounts",
        "account_id",
        &["custom", "industry", "website", "additional_websites", "phone", "address", "external_ref"],
    ),
    ("merges", "merge_id", &["filled"]),
    ("consents", "consent_id", &["purpose", "how", "wording", "withdrawn_how"]),
    ("enrolments", "enrolment_id", &["exit_detail"]),
    ("retention_holds", "person_id", &["reason"]),
    ("erasures", "erasure_id", &["note"]),
    ("person_exports", "person_export_id", &["note"]),
    ("suppressions", "suppression_id", &["note", "lifted_why"]),
    ("imports", "import_id", &["file_name"]),
    ("import_records", "import_id", &["brought", "filled"]),
    ("automations", "automation_id", &["image", "sort_name"]),
    ("automation_versions", "automation_id", &["condition", "actions"]),
    ("automation_days", "automation_id", &["last_reason"]),
    ("automation_runs", "run_id", &["saw", "actions", "why"]),
    ("webhooks", "webhook_id", &["image", "sort_name"]),
    ("webhook_deliveries", "webhook_delivery_id", &["body", "answer", "error"]),
    ("mail_files", "file_id", &["name"]),
    ("attachments", "attachment_id", &["name"]),
    ("mail_templates", "mail_template_id", &["image", "sort_name"]),
    ("sequences", "sequence_id", &["image", "sort_name"]),
    ("sequence_versions", "sequence_id", &["steps"]),
    ("mailboxes", "mailbox_id", &["trouble", "imap_trouble"]),
    ("mailbox_folders", "mailbox_id", &["left_out_why"]),
    ("quotes", "quote_id", &["withdrawn_reason"]),
    ("quote_settings", "org_id", &["introduction", "terms"]),
    ("lead_forms", "lead_form_id", &["name", "consent_text", "consent_purpose", "source", "campaign"]),
    ("lead_settings", "org_id", &["scoring", "assignment"]),
    ("products", "product_id", &["description"]),
    ("dead_letters", "dead_letter_id", &["error", "resolution"]),
];

/// Goes on with the erasure that has gone on longest.
#[derive(Debug)]
pub struct GoOn(pub Files);

impl<'a> RunPiece<'a> for GoOn {
    type Running = Pin<Box<dyn Future<Output = Result<bool>> + Send + 'a>>;

    fn run(&self, tx: &'a mut Tx) -> Self::Running {
        Box::pin(go_on(tx, self.0.clone()))
    }
}

async fn go_on(tx: &mut Tx, files: Files) -> Result<bool> {
    let Some((mut erasure, view, mut place)) = store::next(tx).await? else { return Ok(false) };
    tx.go_on_for(Actor::try_from(view.erased_by).map_err(Problem::internal)?, erasure.image.erasure_id);
    let tables = i32::try_from(TABLES.len()).map_err(Problem::internal)?;
    match place.place {
        0 => {
            let (_, more) = empty_all(tx, &erasure).await?;
            place.files.extend(more);
            place.place = 1;
        }
        at if at <= tables => {
            let table = usize::try_from(at - 1).ok().and_then(|at| TABLES.get(at)).copied();
            let table = table.ok_or_else(|| Problem::internal("a table that is none"))?;
            place.after = mentions(tx, &erasure, table, place.after).await?;
            if place.after.is_none() {
                place.place += 1;
            }
        }
        at if at == tables + 1 => {
            if let Some(pattern) = erasure.needles.certain_pattern() {
                copies::rows_of_files(tx, &pattern).await?;
                copies::drafts(tx, &pattern).await?;
                sales::anywhere(tx, &erasure.needles).await?;
                let settings = settings(tx);
                veil::forget(tx, &settings).await?;
            }
            let pattern = erasure.needles.pattern();
            if let Some(pattern) = &pattern {
                copies::views(tx, pattern).await?;
            }
            copies::answers(tx, &erasure.person().ids(), pattern.as_deref()).await?;
            place.place += 1;
        }
        _ => {
            // Their words are known to the search until it looks at what became of them.
            if search::jobs::learn(tx).await? {
                return Ok(true);
            }
            remove(tx, &files, &place).await?;
            let now = tx.now;
            let event = erasure.finish(now);
            store::finish(tx, &erasure).await?;
            tx.publish(erasure.version, &event)?;
            return Ok(true);
        }
    }
    store::go_on(tx, erasure.image.erasure_id, &place).await?;
    Ok(true)
}

/// The aggregates of an organisation's own settings, which may have said something of anybody.
fn settings(db: &Db) -> Vec<Uuid> {
    ["lead settings", "quote settings"].map(|which| RuleId::derived(db.org.as_uuid(), which).as_uuid()).to_vec()
}

/// Takes mentions out of the next rows of a table; answers the last of them, and nothing when there are no more.
async fn mentions(
    db: &mut Db,
    erasure: &Erasure,
    (table, id, columns): (&str, &str, &[&str]),
    after: Option<Uuid>,
) -> Result<Option<Uuid>> {
    let Some(pattern) = erasure.needles.certain_pattern() else { return Ok(None) };
    let columns: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
    store::forget_mentions(db, (table, id, &columns), after, BATCH, &pattern).await
}

/// Removes files that are named no more. One that is beside something else, too, stays there.
async fn remove(tx: &mut Tx, files: &Files, place: &Place) -> Result<()> {
    if place.files.is_empty() {
        return Ok(());
    }
    files.hold_all(tx).await?;
    let needed = attachments::store::needed(tx, &place.files).await?;
    // While all is held nobody names a file, so whatever is not needed now can go, however new it is.
    let moment = tx.now + TimeDelta::days(1);
    for sha256 in place.files.iter().filter(|sha256| !needed.contains(*sha256)) {
        files.remove(tx, sha256, moment).await?;
    }
    Ok(())
}
