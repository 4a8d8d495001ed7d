//! What is known of a person, table by table. Rows are taken as they are, so that a column that is added later is in it, too.

use platform::{Db, Result};
use serde_json::Value;
use uuid::Uuid;

use crate::erasures::scope::Scope;
use crate::persons::Person;

/// A part of what is known.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is, e.g. `mails`.
    pub name: &'static str,
    /// Its rows.
    pub rows: Vec<Value>,
}

/// A file that belongs to it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Where it stands in the archive.
    pub path: String,
    /// SHA-256 of its content.
    pub sha256: String,
}

/// Rows of a question, without the organisation.
macro_rules! rows {
    ($db:expr, $question:literal, $($argument:expr),+ $(,)?) => {{
        let rows: Value = sqlx::query_scalar!(
            r#"select coalesce(jsonb_agg(to_jsonb(one) - 'org_id'), '[]') as "rows!: Value" from ("# + $question + ") one",
            $($argument),+
        )
        .fetch_one($db.conn())
        .await?;
        match rows {
            Value::Array(rows) => rows,
            other => vec![other],
        }
    }};
}

/// Everything, in the order in which it is read best.
pub async fn of(db: &mut Db, person: &Person, scope: &Scope) -> Result<Vec<Part>> {
    let mut parts = themselves(db, person).await?;
    parts.extend(said(db, person, scope).await?);
    parts.extend(beside(db, person, scope).await?);
    Ok(parts)
}

async fn themselves(db: &mut Db, person: &Person) -> Result<Vec<Part>> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let contacts = rows!(
        db,
        "select contact_id, account_id, (select a.name from accounts a where a.org_id = c.org_id and a.account_id = c.account_id)
                as account_name, name, given_name, email, additional_emails, phone, additional_phones, job_title, postal_address as address, country, external_ref, custom, created_at, updated_at, merged_into,
                array(select t.name from tags t where t.org_id = c.org_id and t.tag_id = any (c.tags)) as tags
           from contacts c where org_id = $1 and contact_id = any($2) order by created_at",
        org,
        &ids,
    );
    let leads = rows!(
        db,
        "select lead_id, name, given_name, email, additional_emails, phone, additional_phones, job_title, company, website, country, origin, status, status_reason, nurture_until,
                note, estimated_value, estimated_currency, external_ref, next_step, next_step_due_on, received_at, last_touch_at,
                touches, score, score_parts, account_id, contact_id, deal_id, merged_into, custom,
                array(select t.name from tags t where t.org_id = leads.org_id and t.tag_id = any (leads.tags)) as tags
           from leads where org_id = $1 and lead_id = any($2) order by received_at",
        org,
        &ids,
    );
    let touches = rows!(
        db,
        "select lead_id, touched_at, origin, message, consent, custom from lead_touches
          where org_id = $1 and lead_id = any($2) order by touched_at",
        org,
        &ids,
    );
    let consents = rows!(
        db,
        "select consent_id, purpose, basis, source, how, wording, given_at, withdrawn_at, withdrawn_how from consents
          where org_id = $1 and person_id = any($2) order by given_at",
        org,
        &ids,
    );
    let suspected = rows!(
        db,
        "select lead_form_id, form->>'name' as form_name, reasons, sent, received_at from suspected_messages
          where org_id = $1
            and lower(sent->>'email') in (
              select lower(address) from contacts, unnest(additional_emails || email) address where org_id = $1 and contact_id = any($2)
              union select lower(address) from leads, unnest(additional_emails || email) address where org_id = $1 and lead_id = any($2))
          order by received_at",
        org,
        &ids,
    );
    Ok(vec![
        Part { name: "contacts", rows: contacts },
        Part { name: "leads", rows: leads },
        Part { name: "came_forward", rows: touches },
        Part { name: "suspected_messages", rows: suspected },
        Part { name: "consents", rows: consents },
    ])
}

async fn said(db: &mut Db, person: &Person, scope: &Scope) -> Result<Vec<Part>> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let about: Vec<Uuid> = scope.activities.iter().chain(&scope.shared_activities).copied().collect();
    let activities = rows!(
        db,
        "select activity_id, kind, happened_at, content from activities
          where org_id = $1 and activity_id = any($2) and content is not null order by happened_at",
        org,
        &about,
    );
    let written: Vec<Uuid> = scope.mails.iter().chain(&scope.shared_mails).copied().collect();
    let mails = rows!(
        db,
        "select mail_id, at, direction, status, subject, from_address, from_name, to_addresses, cc_addresses, body, message_id
           from mails where org_id = $1 and mail_id = any($2) order by at",
        org,
        &written,
    );
    let follow_ups = rows!(
        db,
        "select follow_up_id, title, note, due_on, status, done_on from follow_ups
          where org_id = $1
            and follow_up_id in (select follow_up_id from follow_up_links where org_id = $1 and subject_id = any($2))
          order by due_on",
        org,
        &ids,
    );
    let notifications = rows!(
        db,
        "select notification_id, kind, text, created_at from notifications
          where org_id = $1 and text is not null
            and (coalesce(subject->>'contact_id', subject->>'lead_id')::uuid = any($2) or activity_id = any($3))
          order by created_at",
        org,
        &ids,
        &about,
    );
    Ok(vec![
        Part { name: "activities", rows: activities },
        Part { name: "mails", rows: mails },
        Part { name: "follow_ups", rows: follow_ups },
        Part { name: "notifications", rows: notifications },
    ])
}

async fn beside(db: &mut Db, person: &Person, scope: &Scope) -> Result<Vec<Part>> {
    let (org, ids) = (db.org.as_uuid(), person.ids());
    let enrolments = rows!(
        db,
        "select e.enrolment_id, s.image->>'name' as sequence, e.status, e.steps_done, e.enrolled_at, e.ended_at, e.exit_reason
           from enrolments e join sequences s on s.org_id = e.org_id and s.sequence_id = e.sequence_id
          where e.org_id = $1 and e.person_id = any($2) order by e.enrolled_at",
        org,
        &ids,
    );
    let deals = rows!(
        db,
        "select d.deal_id, d.name, d.status, d.opened_on, d.closed_on,
                array(select c->>'role' from jsonb_array_elements(d.contacts) c where (c->>'contact_id')::uuid = any ($2)) as roles
           from deals d where d.org_id = $1 and d.deal_id = any($3) order by d.opened_on",
        org,
        &ids,
        &scope.deals,
    );
    let quotes = rows!(
        db,
        "select quote_id, number, revision, status, title, introduction, terms, lines, totals, valid_until, client, sent_at, answer
           from quotes where org_id = $1 and deal_id = any($2) and sent_at is not null order by number, revision",
        org,
        &scope.deals,
    );
    let files = rows!(
        db,
        "select attachment_id, name, content_type, size_bytes, uploaded_at from attachments
          where org_id = $1 and attachment_id = any($2) and removed_at is null order by uploaded_at",
        org,
        &scope.files,
    );
    let imported = rows!(
        db,
        "select i.file_name, r.row_no, r.cells, r.outcome from import_records n
           join import_rows r on r.org_id = n.org_id and r.import_id = n.import_id and r.row_no = n.row_no
           join imports i on i.org_id = n.org_id and i.import_id = n.import_id
          where n.org_id = $1 and n.record_id = any($2) order by i.created_at, r.row_no",
        org,
        &ids,
    );
    let merges = rows!(
        db,
        "select merge_id, kind, survivor_id, merged_id, merged_at, undone_at from merges
          where org_id = $1 and (survivor_id = any($2) or merged_id = any($2)) order by merged_at",
        org,
        &ids,
    );
    Ok(vec![
        Part { name: "sequences", rows: enrolments },
        Part { name: "deals", rows: deals },
        Part { name: "quotes", rows: quotes },
        Part { name: "files", rows: files },
        Part { name: "imports", rows: imported },
        Part { name: "merges", rows: merges },
    ])
}

/// The files beside them, and the documents they were sent.
pub async fn files(db: &mut Db, scope: &Scope) -> Result<Vec<Kept>> {
    let org = db.org.as_uuid();
    let rows = sqlx::query!(
        r#"select attachment_id as "id!", name as "name!", sha256 as "sha256!" from attachments
            where org_id = $1 and attachment_id = any($2) and removed_at is null
           union all
           select quote_id, number || '-' || revision || '.pdf', document_sha256 from quotes
            where org_id = $1 and deal_id = any($3) and document_sha256 is not null"#,
        org,
        &scope.files,
        &scope.deals,
    )
    .fetch_all(db.conn())
    .await?;
    let kept = rows.into_iter().map(|row| Kept { path: path(row.id, &row.name), sha256: row.sha256 });
    Ok(kept.collect())
}

/// Where a file stands in the archive: under its own name, whatever that is, and beside no other.
fn path(id: Uuid, name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect();
    format!("files/{id}-{}", plain.trim_start_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_never_leaves_the_folder_of_files() {
        let id = Uuid::from_u128(7);
        assert_eq!(path(id, "../a/b.pdf"), format!("files/{id}-_a_b.pdf"));
        assert_eq!(path(id, "Ajánlat 1.pdf"), format!("files/{id}-Ajánlat 1.pdf"));
    }
}
