//! No column with texts is forgotten when somebody is erased: each service says what becomes of each of its own.

use std::collections::BTreeSet;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow};
use sqlx::{ConnectOptions, Row};

use crate::{App, on_runtime};

/// Columns of a table, and what becomes of their texts when somebody is erased.
pub type Told = (&'static str, &'static [&'static str], &'static str);

/// A table and a column of it.
type Column = (String, String);

/// What every service has.
const PLATFORM: [Told; 7] = [
    ("consumer_marks", &["consumer"], "words of the service"),
    (
        "dead_letters",
        &["consumer", "event_type", "headers", "raw", "reason", "error", "fingerprint", "resolved_by", "resolution"],
        "an event as it came, until somebody handles it",
    ),
    (
        "idempotency_keys",
        &["principal", "route", "key", "fingerprint", "etag", "location", "body"],
        "who asked what and what was answered; kept for a day",
    ),
    ("journal", &["aggregate_type", "type", "actor", "traceparent", "tracestate"], "ids and words of the service"),
    ("journal", &["payload"], "what happened, as it was told: only added to; what is veiled in it loses its key"),
    ("organizations", &["name", "country", "base_currency", "time_zone"], "the organisation"),
    ("veil_keys", &["key"], "destroyed"),
];

/// Insists that every column of a service's database that may hold a text is told of, once, and that every one told of is there. Columns
/// that a check lets be certain words alone need not be.
///
/// # Panics
/// When one is missing, is told of twice, or is told of and not there.
pub async fn insist_every_text_is_told_of(app: &App, database: &'static str, own: &'static [Told]) {
    let app = app.clone();
    let (columns, worded) = on_runtime(async move {
        let options: PgConnectOptions = app.environment.admin_url.parse().expect("an address of the database");
        let mut conn = options.database(database).connect().await.expect("a connection that sees everything");
        (texts(&mut conn).await, worded(&mut conn).await)
    })
    .await;
    let of = |told: &Told| -> Vec<Column> {
        told.1.iter().map(|column| (told.0.to_owned(), (*column).to_owned())).collect()
    };
    let known: Vec<Column> = PLATFORM.iter().chain(own).flat_map(of).collect();
    let told: BTreeSet<&Column> = known.iter().collect();
    let forgotten: Vec<_> = columns.iter().filter(|one| !told.contains(one) && !worded.contains(one)).collect();
    assert!(forgotten.is_empty(), "what becomes of these when somebody is erased? {forgotten:#?}");
    let gone: Vec<_> = known.iter().filter(|one| !columns.contains(one)).collect();
    assert!(gone.is_empty(), "these are no columns any more: {gone:#?}");
    assert_eq!(told.len(), known.len(), "each is told of once");
}

fn names(row: &PgRow) -> Column {
    (row.get(0), row.get(1))
}

/// The columns with texts of tables that belong to organisations.
async fn texts(conn: &mut PgConnection) -> BTreeSet<Column> {
    let rows = sqlx::query(
        "select c.table_name::text, c.column_name::text from information_schema.columns c
           join information_schema.tables t using (table_schema, table_name)
          where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
            and (c.data_type in ('text', 'character', 'character varying', 'json', 'jsonb', 'bytea', 'tsvector')
                 or c.data_type = 'ARRAY' and c.udt_name <> '_uuid')
            and exists (select 1 from information_schema.columns o
                         where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'org_id')",
    );
    rows.fetch_all(conn).await.expect("the columns").iter().map(names).collect()
}

/// Those that a check lets be certain words alone.
async fn worded(conn: &mut PgConnection) -> BTreeSet<Column> {
    let rows = sqlx::query(
        r"select r.relname::text, a.attname::text
            from pg_constraint c join pg_class r on r.oid = c.conrelid
            join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
           where c.contype = 'c' and pg_get_constraintdef(c.oid) ~ ('^CHECK \(\(\(*' || a.attname || ' = ANY \(+ARRAY\[')",
    );
    rows.fetch_all(conn).await.expect("the checks").iter().map(names).collect()
}
