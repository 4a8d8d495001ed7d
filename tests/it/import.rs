//! A real sales pipeline through the public API: every row accounted for, every service agreeing to the cent, and a
//! second run that changes nothing.

use std::collections::BTreeMap;

use anyhow::Result;
use gerinc::import::maven;
use gerinc::import::maven::report::Outcome;
use kernel::{Currency, Decimal, Money, OrgId};
use sqlx::{Connection, PgConnection};
use suite::{World, eventually, world};

/// What 2,088 won deals, 85 accounts and 36 members must lead to, each exactly once.
const REACTIONS: [(&str, i64); 6] = [
    ("projects.project.created.v1", 2088),
    ("projects.person.created.v1", 36),
    ("billing.customer.created.v1", 85),
    ("billing.schedule.created.v1", 2088),
    ("billing.work.recorded.v1", 2088),
    ("expenses.budget.created.v1", 2088),
];

/// How many events of each type all services have written.
async fn events(world: &World) -> Result<BTreeMap<String, i64>> {
    let urls: Vec<String> = {
        let suite = world.suite.lock().await;
        suite.ground.access.values().map(|access| access.relay.expose().to_owned()).collect()
    };
    let mut counts = BTreeMap::new();
    for url in urls {
        let mut conn = PgConnection::connect(&url).await?;
        let here: Vec<(String, i64)> =
            sqlx::query_as("select type, count(*) from journal group by type").fetch_all(&mut conn).await?;
        counts.extend(here);
        conn.close().await?;
    }
    Ok(counts)
}

/// The events, once every reaction has come about.
async fn settled(world: &World) -> BTreeMap<String, i64> {
    eventually("every reaction has come about", || async {
        let events = events(world).await?;
        let all = REACTIONS.iter().all(|(kind, count)| events.get(*kind) == Some(count));
        Ok(all.then_some(events))
    })
    .await
}

#[tokio::test]
async fn the_maven_pipeline_agrees_to_the_cent() {
    let Some(data) = testkit::data_folder() else { return };
    let folder = data.join("crm");
    // A suite of its own, since the second run is measured by all events there are.
    let world = World::start().await;
    let email = format!("maven-{}@example.com", OrgId::new().as_uuid().simple());
    let bring = || maven::run(&world.url, &folder, &email, "a long password", Some("Maven"));

    let first = bring().await.unwrap();
    let won = Money::new(Decimal::from(4_829_276), Currency::USD).unwrap();
    assert!(first.won.len() >= 5, "{first}");
    for figure in &first.won {
        assert_eq!((figure.deals, figure.sum), (2088, won), "{}: {first}", figure.place);
    }
    assert_eq!(first.rows.len(), 85 + 7 + 35 + 4327, "every row is accounted for");
    assert_eq!(first.total(Outcome::Refused), 0, "{first}");
    for (what, rows) in
        [("product GTXPro is GTX Pro", 726), ("no account yet", 698), ("sector technolgy is technology", 12)]
    {
        assert_eq!(first.mends().get(what), Some(&rows), "{what}: {first}");
    }

    let before = settled(&world).await;
    let second = bring().await.unwrap();
    assert_eq!(second.total(Outcome::Created), 0, "{second}");
    assert_eq!(settled(&world).await, before, "the second run changed something");
    for (one, two) in first.won.iter().zip(&second.won) {
        assert_eq!((one.deals, one.sum), (two.deals, two.sum));
    }
}

#[tokio::test]
async fn a_folder_without_the_files_is_refused_in_words() {
    let world = world().await;
    let folder = testkit::workspace().join("tests/it");
    let error = maven::run(&world.url, &folder, "x@example.com", "a long password", Some("Nothing")).await.unwrap_err();
    assert!(format!("{error:#}").contains("maven_accounts.csv"), "{error:#}");
}
