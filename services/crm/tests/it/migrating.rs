//! Migrations that write down what rows of before mean, on a database that was kept before them.

use platform::db;
use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions, Connection, Executor};

/// The last migration before leads had a past on timelines.
const BEFORE: i64 = 202_611_261_703;

/// What an organisation kept then: a lead with a twin that was merged into it, which came twice, was worked on, given to somebody and
/// became a client; an open follow-up about the twin; and a lead that just waits.
const KEPT: &str = "
insert into accounts (org_id, account_id, version, name, sort_name, tax_number, created_at, updated_at)
values (id(1), id(10), 1, 'Acme', 'acme', 'HU10773381', now(), now());
insert into contacts (org_id, contact_id, version, account_id, name, sort_name, phone, created_at, updated_at)
values (id(1), id(11), 1, id(10), 'Varga Eszter', 'varga eszter', '+36 30 123 4567', now(), now());
insert into leads (org_id, lead_id, version, name, origin, status, owner_id, received_at, received_on, last_touch_at, touches,
                   first_responded_at, account_id, contact_id, score, score_parts, scored_revision, updated_at)
values (id(1), id(20), 5, 'Varga Eszter', '{\"channel\": \"form\"}', 'converted', id(2), moment(1), '2026-01-01', moment(2), 2,
        moment(3), id(10), id(11), 0, '[]', 0, now());
insert into leads (org_id, lead_id, version, name, origin, status, received_at, received_on, last_touch_at, touches, merged_into,
                   score, score_parts, scored_revision, updated_at)
values (id(1), id(21), 2, 'Twin', '{\"channel\": \"manual\"}', 'new', moment(1), '2026-01-01', moment(1), 1, id(20), 0, '[]', 0, now()),
       (id(1), id(22), 1, 'Waits', '{\"channel\": \"manual\"}', 'new', moment(1), '2026-01-01', moment(1), 1, null, 0, '[]', 0, now());
insert into lead_touches (org_id, lead_id, touch_no, origin, message, touched_at)
values (id(1), id(20), 1, '{\"channel\": \"form\", \"source\": \"google\"}', 'We need a shop', moment(1)),
       (id(1), id(20), 2, '{\"channel\": \"form\"}', 'Are you there?', moment(2)),
       (id(1), id(21), 1, '{\"channel\": \"manual\"}', 'Asked at the fair', moment(1)),
       (id(1), id(22), 1, '{\"channel\": \"manual\"}', null, moment(1));
insert into lead_status_changes (org_id, lead_id, change_no, from_status, to_status, changed_at, changed_by)
values (id(1), id(20), 1, null, 'new', moment(1), 'system:lead_form'),
       (id(1), id(20), 2, 'new', 'working', moment(3), 'member:x'),
       (id(1), id(20), 3, 'working', 'converted', moment(5), 'member:x'),
       (id(1), id(21), 1, null, 'new', moment(1), 'member:x'),
       (id(1), id(22), 1, null, 'new', moment(1), 'member:x');
insert into journal (org_id, event_id, aggregate_type, aggregate_id, aggregate_seq, type, schema_version, occurred_at, actor,
                     correlation_id, payload)
values (id(1), id(30), 'lead', id(20), 3, 'crm.lead.assigned.v1', 1, moment(4), 'member:x', id(30),
        json_build_object('was', null, 'lead', json_build_object('owner_id', id(2)))),
       (id(1), id(31), 'lead', id(20), 4, 'crm.lead.assigned.v1', 1, moment(4), 'member:x', id(31),
        json_build_object('was', id(2), 'lead', json_build_object('owner_id', id(2))));
insert into follow_ups (org_id, follow_up_id, version, title, due_on, due_at, owner_id, priority, about, status, done_on, series_id,
                        series_began_on, planned_on, occurrence, created_at, updated_at)
values (id(1), id(40), 1, 'Send deck', '2026-02-01', moment(9), id(2), 'normal', jsonb_build_array(jsonb_build_object('lead_id', id(21))),
        'open', null, id(40), '2026-02-01', '2026-02-01', 1, now(), now()),
       (id(1), id(41), 1, 'Done', '2026-02-01', moment(9), id(2), 'normal', jsonb_build_array(jsonb_build_object('lead_id', id(20))),
        'done', '2026-02-01', id(41), '2026-02-01', '2026-02-01', 1, now(), now());
insert into follow_up_links (org_id, subject_id, follow_up_id) values (id(1), id(21), id(40)), (id(1), id(20), id(41));
insert into lead_forms (org_id, lead_form_id, version, form_key, name, fields, redirect_url, active, created_at, updated_at)
values (id(1), id(50), 1, 'k1', 'Goes on', '[]', 'https://WWW.Client.example:8443/thanks?a=b', true, now(), now()),
       (id(1), id(51), 1, 'k2', 'Goes nowhere', '[]', 'https://user@elsewhere.example/', true, now(), now()),
       (id(1), id(52), 1, 'k3', 'Stays', '[]', null, true, now(), now());
";

/// Ids and moments by small numbers, as long as the connection lasts.
const NUMBERS: &str = "
create function pg_temp.id(n integer) returns uuid language sql as
  $$ select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid $$;
create function pg_temp.moment(day integer) returns timestamptz language sql as
  $$ select '2026-01-01 08:00:00+00'::timestamptz + make_interval(days => day) $$;
set search_path = public, pg_temp;
";

async fn texts(conn: &mut PgConnection, query: &'static str) -> Vec<String> {
    sqlx::query_scalar(query).fetch_all(conn).await.unwrap()
}

#[tokio::test]
async fn the_past_of_leads_is_continued_and_numbers_of_before_are_found() {
    let environment = testkit::environment().await;
    testkit::on_runtime(async move {
        let admin = environment.admin_url.clone();
        let access = db::provision(&admin, "crm_of_before").await.unwrap();
        let older: Vec<_> = crm::MIGRATIONS.iter().filter(|one| one.version <= BEFORE).cloned().collect();
        let older = Migrator { migrations: older.into(), ..Migrator::DEFAULT };
        db::migrate(&access.owner, &older).await.unwrap();
        let options: PgConnectOptions = admin.parse().unwrap();
        let mut conn = options.database("crm_of_before").connect().await.unwrap();
        conn.execute(NUMBERS).await.unwrap();
        let kept = KEPT.replace(" id(", " pg_temp.id(").replace("(id(", "(pg_temp.id(").replace(" moment(", " pg_temp.moment(");
        conn.execute(sqlx::AssertSqlSafe(kept)).await.unwrap();
        assert!(texts(&mut conn, "select what::text from timeline_entries").await.is_empty());

        db::migrate(&access.owner, &crm::MIGRATIONS).await.unwrap();

        let of = async |conn: &mut PgConnection, subject: i32| -> Vec<String> {
            sqlx::query_scalar(
                "select concat_ws(' ', e.what->>'event', e.what->>'message', e.what->>'to', (e.what->>'to_id') is not null)
                   from timeline_links l join timeline_entries e on e.org_id = l.org_id and e.entry_id = l.entry_id
                  where l.subject_id = pg_temp.id($1) order by l.at, 1",
            )
            .bind(subject)
            .fetch_all(conn)
            .await
            .unwrap()
        };
        let own = ["lead_came We need a shop f", "lead_came Are you there? f", "lead_moved working f", "owner_changed t", "lead_moved converted f"];
        assert_eq!(of(&mut conn, 20).await, own);
        assert_eq!(of(&mut conn, 21).await, ["lead_came Asked at the fair f"]);
        assert_eq!(of(&mut conn, 22).await, ["lead_came f"]);
        let mut all: Vec<&str> = own.to_vec();
        all.insert(0, "lead_came Asked at the fair f");
        for client in [10, 11] {
            assert_eq!(of(&mut conn, client).await, all, "what the lead and its twin said goes on with {client}");
        }
        let who = "select distinct actor from timeline_entries where what->>'message' = 'We need a shop'";
        assert_eq!(texts(&mut conn, who).await, ["system:lead_form"]);
        let goes_on = "select title || ' ' || jsonb_array_length(about) from follow_ups order by title";
        assert_eq!(texts(&mut conn, goes_on).await, ["Done 1", "Send deck 2"], "what is still to be done is to be done for the client");
        let links = "select f.title from follow_up_links l join follow_ups f using (org_id, follow_up_id)
                      where l.subject_id = pg_temp.id(11)";
        assert_eq!(texts(&mut conn, links).await, ["Send deck"]);

        let numbers = "select kind from search_documents
                        where words @@ 'nrtax10773381'::tsquery or words @@ 'nrtel765432103'::tsquery order by kind";
        assert_eq!(texts(&mut conn, numbers).await, ["account", "contact"]);
        let forms = "select concat_ws(' ', name, sites::text, redirect_url is not null) from lead_forms order by name";
        let expected = ["Goes nowhere {} f", "Goes on {www.client.example} t", "Stays {} f"];
        assert_eq!(texts(&mut conn, forms).await, expected, "browsers go on to where they went, if that can be told");
        let sorted = "select name_key from accounts";
        assert_eq!(texts(&mut conn, sorted).await, ["acme"]);
        let unforced = "select relname::text from pg_class where relrowsecurity and not relforcerowsecurity";
        assert!(texts(&mut conn, unforced).await.is_empty(), "row-level security is forced again");
        conn.close().await.unwrap();
    })
    .await;
}
