//! No organisation sees another's rows, on whatever way.

use std::time::Duration;

use http::Request;
use kernel::{MemberId, OrgId, Role};
use platform::config::Secret;
use platform::db::{self, Database, Mode};
use serde_json::json;
use sqlx::{Connection, Executor, PgConnection};
use testkit::{App, Organization};
use tower::ServiceExt;

use crate::notes;
use crate::support::{admin, fresh, note, run, sales, until};

#[test]
fn another_organisation_gets_404_and_empty_lists() {
    run(async {
        let app = App::start(notes::service()).await;
        let (ours, theirs) = (app.organization().await, app.organization().await);
        let id = fresh();
        sales(&ours).post("/v1/notes", &note(id, "secret")).await.expect(201);
        let stranger = sales(&theirs);
        stranger.get(format!("/v1/notes/{id}")).await.problem(404, "not-found");
        stranger.post(format!("/v1/notes/{id}/append"), &json!({ "text": "x" })).await.problem(404, "not-found");
        stranger
            .with_header("if-match", "\"1\"")
            .patch(format!("/v1/notes/{id}"), &json!({ "text": "x" }))
            .await
            .expect(404);
        assert_eq!(stranger.get("/v1/notes").await.expect(200).json, json!([]));
        assert_eq!(sales(&ours).get("/v1/notes").await.expect(200).json, json!([id]));
        // The same id may exist in both without either noticing.
        stranger.post("/v1/notes", &note(id, "mine")).await.expect(201);
        assert_eq!(sales(&ours).get(format!("/v1/notes/{id}")).await.expect(200)["text"], "secret");
    });
}

/// A database of the notes service reached with one connection, so that every use meets what the one before left.
async fn one_connection(app: &App) -> Database {
    let access = app.environment.database("notes", &notes::service()).await;
    Database::open(&access.app, "test", 1).unwrap()
}

fn password(url: &Secret) -> &str {
    url.expose().rsplit_once('@').and_then(|(left, _)| left.rsplit_once(':')).unwrap().1
}

#[test]
fn a_role_logs_in_with_its_own_password_only_and_proves_it_with_one_hash() {
    run(async {
        let app = App::start(notes::service()).await;
        let access = app.environment.database("notes", &notes::service()).await;
        PgConnection::connect(access.app.expose()).await.unwrap().close().await.unwrap();
        let with_anothers = access.app.expose().replace(password(&access.app), password(&access.relay));
        let refused = PgConnection::connect(&with_anothers).await.unwrap_err();
        assert_eq!(refused.as_database_error().unwrap().code().unwrap(), "28P01", "{refused}");
        let kept = sqlx::query_scalar("select rolpassword from pg_authid where rolname like 'notes\\_%'");
        let kept: Vec<String> = kept.fetch_all(&mut admin(&app.environment, "notes").await).await.unwrap();
        assert_eq!(kept.len(), 3);
        assert!(kept.iter().all(|one| one.starts_with("SCRAM-SHA-256$1:")), "{kept:?}");
    });
}

async fn count(database: &Database, org: OrgId) -> i64 {
    let mut tx = database.begin(org, Mode::Read).await.unwrap();
    sqlx::query_scalar("select count(*) from notes").fetch_one(&mut *tx).await.unwrap()
}

async fn count_without(database: &Database) -> i64 {
    sqlx::query_scalar("select count(*) from notes").fetch_one(database.pool()).await.unwrap()
}

#[test]
fn a_pooled_connection_forgets_its_organisation_after_rollback_panic_and_cancel() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        sales(&org).post("/v1/notes", &note(fresh(), "secret")).await.expect(201);
        let database = one_connection(&app).await;
        assert_eq!((count(&database, org.id).await, count_without(&database).await), (1, 0));

        let tx = database.begin(org.id, Mode::Write).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(count_without(&database).await, 0, "after a rollback");

        let shared = database.clone();
        let panicked = tokio::spawn(async move {
            let _tx = shared.begin(org.id, Mode::Write).await.unwrap();
            panic!("on purpose");
        });
        assert!(panicked.await.is_err());
        assert_eq!(count_without(&database).await, 0, "after a panic");

        for _ in 0..8 {
            let shared = database.clone();
            let id = org.id;
            let cancelled = tokio::time::timeout(Duration::from_millis(rand::random_range(0..4)), async move {
                let mut tx = shared.begin(id, Mode::Write).await.unwrap();
                sqlx::query("select pg_sleep(0.3)").execute(&mut *tx).await.unwrap();
            });
            assert!(cancelled.await.is_err());
            break_free(&database).await;
            assert_eq!(count(&database, OrgId::new()).await, 0);
        }
    });
}

#[test]
fn a_transaction_that_is_given_up_while_it_is_opened_is_left_to_nobody() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        sales(&org).post("/v1/notes", &note(fresh(), "secret")).await.expect(201);
        let access = app.environment.database("notes", &notes::service()).await;
        let database = Database::open(&access.app, "given-up", 1).unwrap();
        for _ in 0..300 {
            let limit = Duration::from_micros(rand::random_range(0..1500));
            let _ = tokio::time::timeout(limit, database.begin(org.id, Mode::Write)).await;
        }
        // The next one is of another organisation, sees nothing, and is in a transaction of its own.
        assert_eq!(count(&database, OrgId::new()).await, 0);
        assert_eq!(count_without(&database).await, 0);
        until("no transaction is open", || async {
            let open =
                "select count(*) from pg_stat_activity where application_name = 'given-up' and state like 'idle in%'";
            let mut conn = admin(&app.environment, "notes").await;
            sqlx::query_scalar::<_, i64>(open).fetch_one(&mut conn).await.unwrap() == 0
        })
        .await;
    });
}

/// Waits until the statement that a cancelled future left running has ended.
async fn break_free(database: &Database) {
    until("the connection comes back", || async {
        let seen: Result<i64, _> = sqlx::query_scalar("select count(*) from notes").fetch_one(database.pool()).await;
        seen.is_ok_and(|seen| {
            assert_eq!(seen, 0, "after a cancelled statement");
            true
        })
    })
    .await;
}

#[test]
fn a_request_that_is_dropped_leaves_nothing_behind() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let identity = org.identity(MemberId::new(), [Role::Sales]);
        let now = app.running.state().clock.now().timestamp();
        let token = app.environment.keys.sign(&app.environment.keys.claims(&identity, now));
        for _ in 0..30 {
            let body = json!({ "note_id": fresh(), "how": "hang" }).to_string();
            let request = Request::post("/v1/fail")
                .header("authorization", format!("Bearer {token}"))
                .header("content-type", "application/json")
                .header("idempotency-key", "k")
                .body(axum::body::Body::from(body))
                .unwrap();
            let gone = tokio::time::timeout(Duration::from_millis(15), app.running.router().oneshot(request)).await;
            // The one before may still hold the key while it is rolled back.
            assert!(gone.is_err() || gone.is_ok_and(|answer| answer.unwrap().status() == 409));
        }
        let client = org.as_member(MemberId::new(), [Role::Sales]);
        client.post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        assert_eq!(app.published(&org).await.len(), 1);
        assert_eq!(client.get("/v1/notes").await.expect(200).json.as_array().unwrap().len(), 1);
    });
}

#[test]
fn nobody_writes_rows_of_another_organisation() {
    run(async {
        let app = App::start(notes::service()).await;
        let (ours, theirs) = (app.organization().await, app.organization().await);
        let database = one_connection(&app).await;
        let mut tx = database.begin(ours.id, Mode::Write).await.unwrap();
        let inserted = sqlx::query("insert into notes (org_id, note_id, version, text) values ($1, $2, 1, 'x')")
            .bind(theirs.id.as_uuid())
            .bind(fresh())
            .execute(&mut *tx)
            .await;
        assert!(inserted.unwrap_err().to_string().contains("row-level security"));
        drop(tx);
        let mut tx = database.begin(ours.id, Mode::Read).await.unwrap();
        assert!(sqlx::query("delete from notes").execute(&mut *tx).await.is_err(), "reading is read only");
    });
}

/// A migrated database of this name.
async fn isolated(app: &App, name: &str) -> db::Access {
    let access = db::provision(&app.environment.admin_url, name).await.unwrap();
    db::migrate(&access.owner, &notes::MIGRATIONS).await.unwrap();
    access
}

async fn refusal(url: &Secret) -> String {
    let database = Database::open(url, "test", 1).unwrap();
    match db::check_tenancy(database.pool(), &[]).await {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_service_refuses_roles_and_tables_that_leak() {
    run(async {
        let app = App::start(notes::service()).await;
        let access = isolated(&app, "leaking").await;
        assert_eq!(refusal(&access.app).await, "");
        assert!(refusal(&access.owner).await.contains("owns tables"));
        let superuser =
            Secret::new(app.environment.admin_url.replace("/postgres", "/leaking").replace("//leaking", "//postgres"));
        assert!(refusal(&superuser).await.contains("superuser"), "{}", refusal(&superuser).await);

        let mut conn = admin(&app.environment, "leaking").await;
        let cases = [
            ("create table bare (n int)", "drop table bare", "bare"),
            ("create table loose (org_id uuid not null)", "drop table loose", "loose"),
            ("alter table notes no force row level security", "alter table notes force row level security", "notes"),
            ("alter table notes disable row level security", "alter table notes enable row level security", "notes"),
            ("create policy open on notes using (true)", "drop policy open on notes", "notes"),
            ("create policy open on notes to gerinc_app using (true)", "drop policy open on notes", "notes"),
            ("alter table notes alter org_id drop not null", "alter table notes alter org_id set not null", "notes"),
        ];
        for (breaking, mending, table) in cases {
            // A column of a primary key cannot be made nullable; then there is nothing to refuse.
            if conn.execute(breaking).await.is_err() {
                continue;
            }
            let found = refusal(&access.app).await;
            assert!(found.contains(table), "{breaking}: {found:?}");
            conn.execute(mending).await.unwrap();
            assert_eq!(refusal(&access.app).await, "", "{mending}");
        }
        conn.execute("grant gerinc_relay to leaking_app").await.unwrap();
        assert!(refusal(&access.app).await.contains("journal"), "a role that may read as the relay sees everything");
        conn.execute("revoke gerinc_relay from leaking_app").await.unwrap();
        conn.execute("grant leaking_owner to leaking_app").await.unwrap();
        assert!(refusal(&access.app).await.contains("owns tables"));
    });
}

#[test]
fn a_service_refuses_a_database_of_another_version() {
    run(async {
        let app = App::start(notes::service()).await;
        let access = isolated(&app, "versions").await;
        let database = Database::open(&access.app, "test", 1).unwrap();
        db::check_version(&database, &notes::MIGRATIONS).await.unwrap();
        let mut conn = admin(&app.environment, "versions").await;
        conn.execute("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)")
            .await
            .unwrap();
        assert!(db::check_version(&database, &notes::MIGRATIONS).await.is_err());
        let started = notes::service()
            .start_with(app.environment.config(&access), std::sync::Arc::new(app.environment.keys.verifier()));
        assert!(started.await.unwrap_err().to_string().contains("migrate"));
    });
}

#[test]
fn the_journal_cannot_be_changed_by_anybody() {
    run(async {
        let app = App::start(notes::service()).await;
        let org = app.organization().await;
        let access = app.environment.database("notes", &notes::service()).await;
        sales(&org).post("/v1/notes", &note(fresh(), "a")).await.expect(201);
        let superuser = app.environment.admin_url.rsplit_once('/').unwrap().0.to_owned() + "/notes";
        for url in [access.app.expose(), access.owner.expose(), access.relay.expose(), superuser.as_str()] {
            let mut conn = PgConnection::connect(url).await.unwrap();
            sqlx::query("select set_config('app.org_id', $1, false)")
                .bind(org.id.to_string())
                .execute(&mut conn)
                .await
                .unwrap();
            for statement in ["update journal set actor = 'x'", "delete from journal", "truncate journal"] {
                let done = conn.execute(statement).await;
                // The owner is no member of the app role, so row-level security hides every row from it.
                assert!(
                    done.is_err()
                        || done.is_ok_and(|done| done.rows_affected() == 0 && !statement.starts_with("truncate")),
                    "{statement}"
                );
            }
        }
        assert_eq!(published(&app, &org).await, 1);
    });
}

async fn published(app: &App, org: &Organization) -> usize {
    app.published(org).await.len()
}
