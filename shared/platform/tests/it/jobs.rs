//! A job runs once for all replicas, and one that fails does not keep others from running.

use sqlx::Executor;
use testkit::App;

use crate::reader;
use crate::support::{admin, effects, run, until};

#[test]
fn a_job_runs_once_for_two_replicas_and_again_when_it_is_due() {
    run(async {
        let app = App::start(reader::service()).await;
        let environment = &app.environment;
        let access = environment.database("ticking", &reader::named("ticking")).await;
        let org = app.organization().await;
        let mut conn = admin(environment, "ticking").await;
        sqlx::query("insert into organizations values ($1, 'Test', 'HU', 'EUR', 'Europe/Budapest')")
            .bind(org.id.as_uuid())
            .execute(&mut conn)
            .await
            .unwrap();
        for _ in 0..2 {
            let before = effects_of(environment, &org).await;
            conn.execute("update job_runs set last_run_at = last_run_at - interval '1 day'").await.unwrap();
            let start = || {
                let verifier = std::sync::Arc::new(environment.keys.verifier());
                reader::named("ticking").start_with(environment.config(&access), verifier)
            };
            let replicas = tokio::join!(start(), start(), start());
            until("both jobs ran", || async {
                let mut conn = admin(environment, "ticking").await;
                sqlx::query_scalar::<_, i64>(
                    "select count(*) from job_runs where job in ('tick', 'broken') and last_run_at > now() - interval '1 hour'",
                )
                .fetch_one(&mut conn)
                .await
                .unwrap()
                    == 2
            })
            .await;
            let (first, second, third) = (replicas.0.unwrap(), replicas.1.unwrap(), replicas.2.unwrap());
            tokio::join!(first.stop_now(), second.stop_now(), third.stop_now());
            assert_eq!(
                effects_of(environment, &org).await,
                before + 1,
                "a job that panics leaves nothing, the other ran once"
            );
        }
    });
}

async fn effects_of(environment: &testkit::Environment, org: &testkit::Organization) -> i64 {
    let mut conn = admin(environment, "ticking").await;
    sqlx::query_scalar("select count(*) from effects where org_id = $1")
        .bind(org.id.as_uuid())
        .fetch_one(&mut conn)
        .await
        .unwrap()
}

#[test]
fn a_job_can_be_run_for_one_organisation() {
    run(async {
        let app = App::start(reader::service()).await;
        // By itself it runs when the service starts, and then not for hours; that must not meet what is counted here.
        until("the job ran by itself", || async {
            let ran = "select count(*) = 2 from job_runs where job in ('tick', 'broken')";
            sqlx::query_scalar(ran).fetch_one(&mut admin(&app.environment, "reader").await).await.unwrap()
        })
        .await;
        let org = app.organization().await;
        let before = effects(&app.running, org.id).await.len();
        app.run_job(&org, "tick").await;
        assert_eq!(effects(&app.running, org.id).await.len(), before + 1);
        assert!(app.running.run_job("broken", org.id).await.is_err());
        assert_eq!(effects(&app.running, org.id).await.len(), before + 1);
    });
}
