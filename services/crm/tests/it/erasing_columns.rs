//! No table with texts is forgotten when somebody is erased: whoever adds one says here, or in the sweep, what becomes of it.

use std::collections::BTreeSet;

use crm::erasures::sweep::TABLES;
use sqlx::Row;

use crate::erasing::superuser;
use crate::start;

/// A table and a column of it.
type Column = (String, String);

/// Columns that lose a person in another way than by the sweep.
const CLEANED: [(&str, &[&str], &str); 18] = [
    (
        "contacts",
        &["email", "additional_emails", "phone", "additional_phones"],
        "a record of the person becomes a husk; another's own addresses and numbers are theirs",
    ),
    ("leads", &["email", "additional_emails", "phone", "additional_phones"], "as of contacts"),
    ("reach_keys", &["kind", "key"], "follow the records they are of"),
    ("deals", &["name", "sort_name", "lines"], "deals that name them lose that and say so, since others keep copies"),
    (
        "mails",
        &["from_address", "to_addresses", "cc_addresses"],
        "their addresses are taken out of each mail that has one",
    ),
    (
        "mails",
        &["message_id", "in_reply_to", "references_ids"],
        "of mails of the person alone; else how mails hang together",
    ),
    ("import_rows", &["cells", "remarks", "match_keys"], "rows that hold what only they have are emptied"),
    ("imports", &["columns"], "samples of the columns go with the rows"),
    ("imports", &["content"], "a file that waits is named by the preview, and goes when it is read or discarded"),
    ("removed_records", &["image"], "emptied when it mentions them"),
    ("heard_events", &["payload"], "removed when it mentions them"),
    ("suspected_messages", &["sent"], "removed when it mentions them"),
    ("idempotency_keys", &["body", "location"], "answers that mention them are removed"),
    ("saved_views", &["name", "sort_name", "filters"], "views that look for them are removed"),
    ("search_documents", &["title", "words"], "follow the records they are of"),
    ("search_changes", &["learned", "gone"], "taken up before an erasure ends"),
    ("search_terms", &["term"], "words that stand nowhere any more are forgotten before an erasure ends"),
    (
        "quotes",
        &["title", "introduction", "terms", "lines", "client", "answer", "answered_from", "document_sha256"],
        "drafts are swept and quotes of their deals emptied; what was sent otherwise is kept as it was, and named",
    ),
];

/// Columns that keep what they say.
const KEPT: [(&str, &[&str], &str); 49] = [
    ("accounts", &["name", "sort_name"], "what clients are called; the preview names them"),
    ("accounts", &["country", "tax_number", "annual_revenue_currency"], "of a company, each in a form of its own"),
    ("activities", &["about"], "ids"),
    ("attachments", &["subject", "content_type", "sha256", "uploaded_by"], "ids and what a file is"),
    ("automation_runs", &["event_type", "record"], "ids"),
    ("automation_versions", &["trigger", "made_by"], "words of the service"),
    ("automations", &["trigger", "event_type"], "words of the service"),
    ("calendar_feeds", &["secret_hash"], "a secret"),
    ("consents", &["recorded_by", "withdrawn_by"], "who did it"),
    ("consumer_marks", &["consumer"], "words of the service"),
    (
        "custom_fields",
        &["name", "sort_name", "choices", "former_choices"],
        "may be there once only; the preview names them",
    ),
    (
        "dead_letters",
        &["consumer", "event_type", "headers", "raw", "reason", "fingerprint", "resolved_by"],
        "an event as it came, veiled or of accounts, deals and work, until it is handled",
    ),
    (
        "deal_delivery",
        &["project_status", "schedule_status", "first_invoice_no", "reported_late"],
        "what others reported, in words of theirs",
    ),
    ("contacts", &["country"], "two letters, emptied with the record of the person"),
    ("deals", &["currency", "base_currency", "contacts"], "ids"),
    ("default_views", &["list"], "words of the service"),
    ("enrolments", &["person", "time_zone", "enrolled_by", "exit_reason"], "ids and words"),
    ("erasures", &["counts", "needles", "files", "erased_by"], "what it looks for is forgotten when it ends"),
    ("exchange_rates", &["currency", "base_currency"], "currencies"),
    ("follow_ups", &["about", "recurrence"], "ids and days"),
    ("goals", &["currency"], "currencies"),
    ("heard_events", &["type", "actor"], "words of the service"),
    ("idempotency_keys", &["principal", "route", "key", "fingerprint", "etag"], "who asked what; kept for a day"),
    ("import_mappings", &["headings", "kind", "settings"], "how columns are read; no row of a file"),
    ("import_records", &["undo_why"], "words of the service"),
    ("import_rows", &["record", "flaw"], "ids, and words of the service"),
    (
        "imports",
        &["format", "reading", "settings", "counts", "created_by", "started_by", "undone_by"],
        "how a file is read, and by whom",
    ),
    (
        "journal",
        &["aggregate_type", "type", "actor", "traceparent", "payload", "tracestate"],
        "veiled; the keys are destroyed",
    ),
    ("lapses", &["reason"], "words of the service"),
    ("lead_forms", &["form_key", "fields", "redirect_url", "own_fields", "sites", "language"], "what a form asks for"),
    ("lead_status_changes", &["from_status", "to_status", "changed_by"], "words of the service"),
    ("leads", &["country", "assigned_by", "estimated_currency", "score_parts"], "words and points"),
    ("loss_reasons", &["name", "sort_name"], "may be there once only; the preview names them"),
    ("mail_files", &["content_type", "sha256", "uploaded_by"], "what a file is"),
    (
        "mailboxes",
        &["image", "address_key", "smtp", "smtp_password", "inbox_hash", "imap", "imap_password"],
        "the organisation's own address",
    ),
    ("mailbox_folders", &["folder"], "what a server calls a folder; it is read on from there"),
    ("members", &["name", "sort_name", "email", "roles"], "people of the organisation"),
    ("merges", &["moved", "merged_by", "undone_by"], "ids"),
    ("notifications", &["kind", "subject", "cause", "told_by"], "ids and words"),
    ("organizations", &["name", "country", "base_currency", "time_zone"], "the organisation"),
    ("pipelines", &["name"], "the preview names them"),
    ("price_lists", &["name", "sort_name"], "may be there once only"),
    ("products", &["name", "sort_name", "code", "unit", "prices"], "what is sold; the preview names it"),
    (
        "quotes",
        &["number", "language", "currency", "totals", "seller", "created_by", "recorded"],
        "sums, and who offered",
    ),
    ("stages", &["name", "requires"], "the preview names them"),
    ("suspected_messages", &["form", "reasons"], "what a form asks for, and words of the service"),
    ("tags", &["name", "sort_name", "color"], "may be there once only; the preview names them"),
    ("teams", &["name", "sort_name"], "may be there once only; the preview names them"),
    ("veil_keys", &["key"], "destroyed"),
];

/// The rest of what is kept: who did something, words of the service, and secrets.
const WORDS: [(&str, &[&str]); 18] = [
    ("lead_settings", &["working_hours"]),
    ("person_exports", &["created_by", "fetched_by"]),
    ("quote_links", &["secret_hash", "number", "created_by", "ended_by"]),
    ("quote_settings", &["language", "seller_details"]),
    ("retention_holds", &["placed_by", "lifted_by"]),
    ("saved_views", &["sort", "columns"]),
    ("search_documents", &["kind"]),
    ("sequence_versions", &["published_by"]),
    ("stage_visits", &["entered_by", "left_by"]),
    ("suppressions", &["address_hash", "address", "created_by", "lifted_by"]),
    ("timeline_entries", &["kind", "actor"]),
    ("timeline_links", &["kind"]),
    ("webhooks", &["address", "secret"]),
    ("mails", &["about"]),
    ("deals", &["forecast_category"]),
    ("activities", &["kind"]),
    ("import_records", &["kind"]),
    ("removed_records", &["kind"]),
];

#[tokio::test]
async fn every_column_with_texts_is_swept_cleaned_or_kept_for_a_reason() {
    let (app, _) = start().await;
    let (columns, worded): (Vec<Column>, BTreeSet<Column>) = testkit::on_runtime(async move {
        let mut conn = superuser(&app).await;
        let columns = sqlx::query(
            "select c.table_name, c.column_name from information_schema.columns c
               join information_schema.tables t using (table_schema, table_name)
              where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
                and (c.data_type in ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea', 'tsvector')
                     or c.data_type = 'ARRAY' and c.udt_name <> '_uuid')
                and exists (select 1 from information_schema.columns o
                             where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'org_id')",
        );
        let columns = columns.fetch_all(&mut conn).await.unwrap();
        // What a check lets be certain words alone.
        let worded = sqlx::query(
            r"select r.relname::text, a.attname::text
                from pg_constraint c join pg_class r on r.oid = c.conrelid
                join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
               where c.contype = 'c' and pg_get_constraintdef(c.oid) ~ ('^CHECK \(\(\(*' || a.attname || ' = ANY \(+ARRAY\[')",
        );
        let worded = worded.fetch_all(&mut conn).await.unwrap();
        let names = |row: &sqlx::postgres::PgRow| (row.get(0), row.get(1));
        (columns.iter().map(names).collect(), worded.iter().map(names).collect())
    })
    .await;
    assert!(columns.len() > 250, "{} columns", columns.len());

    let of = |(table, columns): (&str, &[&str])| -> Vec<(String, String)> {
        columns.iter().map(|column| (table.to_owned(), (*column).to_owned())).collect()
    };
    let swept = TABLES.iter().flat_map(|one| of((one.0, one.2)));
    let cleaned = CLEANED.iter().flat_map(|one| of((one.0, one.1)));
    let kept = KEPT.iter().flat_map(|one| of((one.0, one.1)));
    let words = WORDS.iter().flat_map(|one| of(*one));
    let known: Vec<(String, String)> = swept.chain(cleaned).chain(kept).chain(words).collect();
    let there: BTreeSet<&(String, String)> = columns.iter().collect();
    let told: BTreeSet<&(String, String)> = known.iter().collect();
    let forgotten: Vec<_> = columns.iter().filter(|one| !told.contains(one) && !worded.contains(one)).collect();
    assert!(forgotten.is_empty(), "what becomes of these when somebody is erased? {forgotten:#?}");
    let gone: Vec<_> = known.iter().filter(|one| !there.contains(one)).collect();
    assert!(gone.is_empty(), "these are no columns any more: {gone:#?}");
    assert_eq!(told.len(), known.len(), "each is told of once");
}
