//! Projects of a client whose account ended in another one.

use contracts::crm::{AccountCreated, AccountMerged, AccountRestored, AccountUpdated};
use kernel::{Name, Role};
use serde_json::{Value, json};

use crate::world::{Sale, World, by_the_hour, text};

fn ends_in(ended: &Sale, kept: &Sale) -> AccountMerged {
    AccountMerged { account: ended.account.clone(), merged_into: kept.account.account_id }
}

fn goes_on(ended: &Sale) -> AccountRestored {
    AccountRestored { account: ended.account.clone() }
}

/// A won deal of a client of this name.
async fn sold(world: &World, client: &str) -> Sale {
    let mut sale = Sale::new(vec![by_the_hour()]);
    sale.account.name = Name::new(client).unwrap();
    world.hear(1, &sale.won(1)).await;
    sale
}

/// The client a project is shown with.
async fn client(world: &World, sale: &Sale) -> (Value, Value) {
    let project = world.owner().get(sale.path()).await.expect(200);
    (project["account_id"].clone(), project["account_name"].clone())
}

fn named(sale: &Sale, name: &str) -> (Value, Value) {
    (json!(sale.account.account_id), json!(name))
}

/// How many projects a list of a client has, and with whose name they are shown.
async fn listed(world: &World, sale: &Sale) -> (usize, Vec<String>) {
    let both = ["", "&sort=name"].map(|sort| format!("/v1/projects?account_id={}{sort}", sale.account.account_id));
    let mut found = Vec::new();
    for path in both {
        let page = world.owner().get(path).await.expect(200);
        let mut names: Vec<String> =
            page["items"].as_array().unwrap().iter().map(|project| text(&project["account_name"])).collect();
        names.sort();
        found.push(names);
    }
    assert_eq!(found[0], found[1], "whatever the order");
    (found[0].len(), found.swap_remove(0))
}

#[tokio::test]
async fn a_project_is_for_the_one_that_goes_on_while_its_client_has_ended() {
    let world = World::new().await;
    let (ended, mut kept) = (sold(&world, "Acme").await, sold(&world, "Beta").await);
    for sale in [&ended, &kept] {
        world.hear(1, &AccountCreated { account: sale.account.clone() }).await;
    }
    assert_eq!(client(&world, &ended).await, named(&ended, "Acme"));
    kept.account.name = Name::new("Beta Kft.").unwrap();
    world.hear(2, &AccountUpdated { account: kept.account.clone() }).await;
    let merged = ends_in(&ended, &kept);
    let told = world.app.send(&world.org, 2, &merged).await;
    world.app.send_again(&world.org, 2, &merged, told).await;
    assert_eq!(world.app.settled(&world.org, &merged, 2).await, testkit::Delivery::Applied);
    assert_eq!(client(&world, &ended).await, named(&kept, "Beta Kft."));
    assert_eq!(listed(&world, &kept).await, (2, vec!["Beta".to_owned(), "Beta Kft.".to_owned()]));
    assert_eq!(listed(&world, &ended).await, (1, vec!["Beta Kft.".to_owned()]), "who looks up the one that ended");

    // What is changed of it answers so too, and what is told keeps whom it was sold to: time logged meanwhile, too.
    let any = world.owner().with_header("if-match", "*");
    for name in ["Renamed", "Renamed"] {
        let renamed = any.patch(ended.path(), &json!({ "name": name })).await.expect(200);
        assert_eq!(renamed["account_name"], "Beta Kft.");
    }
    let told = world.payloads("projects.project.updated.v1").await;
    let project = &told.last().unwrap()["project"];
    assert_eq!((&project["account_id"], &project["account_name"]), (&json!(ended.account.account_id), &json!("Acme")));
    let (worker, _) = world.worker(Role::Employee).await;
    let task = world.owner().get(ended.path()).await.expect(200)["tasks"][0]["task_id"].clone();
    let time = json!({ "project_id": ended.project_id(), "task_id": task, "work_on": "2026-11-23", "hours": "2" });
    worker.post("/v1/time-entries", &time).await.expect(201);
    let told = world.payloads("projects.time.logged.v1").await;
    assert_eq!(told[0]["entry"]["account_id"], json!(ended.account.account_id));

    world.hear(3, &goes_on(&ended)).await;
    assert_eq!(client(&world, &ended).await, named(&ended, "Acme"));
    assert_eq!((listed(&world, &kept).await.0, listed(&world, &ended).await.0), (1, 1));
    world.app.send_again(&world.org, 2, &merged, told_id(&world, &merged).await).await;
    assert_eq!(client(&world, &ended).await, named(&ended, "Acme"), "what comes again changes nothing");
}

/// Sends an event of the past under a new id, as after a repair by hand; answers the id.
async fn told_id(world: &World, merged: &AccountMerged) -> kernel::EventId {
    let id = world.app.send(&world.org, 2, merged).await;
    assert_eq!(world.app.settled(&world.org, merged, 2).await, testkit::Delivery::Applied);
    id
}

#[tokio::test]
async fn a_chain_leads_to_its_end_in_whatever_order_it_is_heard() {
    let world = World::new().await;
    let [a, b, c] = [sold(&world, "A").await, sold(&world, "B").await, sold(&world, "C").await];
    // The second merge is heard of first, and of the last one last.
    for sale in [&a, &b] {
        world.hear(1, &AccountCreated { account: sale.account.clone() }).await;
    }
    world.hear(2, &ends_in(&b, &c)).await;
    world.hear(2, &ends_in(&a, &b)).await;
    assert_eq!(client(&world, &a).await, named(&b, "B"), "as far as it is known");
    world.hear(1, &AccountCreated { account: c.account.clone() }).await;
    assert_eq!(client(&world, &a).await, named(&c, "C"));
    assert_eq!(client(&world, &b).await, named(&c, "C"));
    assert_eq!((listed(&world, &c).await.0, listed(&world, &b).await.0, listed(&world, &a).await.0), (3, 2, 1));
    // Undone in the middle, and merged the other way round before that is heard: for a moment each stands for itself.
    world.hear(3, &goes_on(&b)).await;
    assert_eq!((client(&world, &a).await, listed(&world, &c).await.0), (named(&b, "B"), 1));
    world.hear(4, &ends_in(&b, &a)).await;
    assert_eq!((client(&world, &a).await, client(&world, &b).await), (named(&a, "A"), named(&b, "B")));
    assert_eq!((listed(&world, &a).await.0, listed(&world, &b).await.0), (1, 1));
    world.hear(3, &goes_on(&a)).await;
    assert_eq!((client(&world, &b).await, listed(&world, &a).await.0), (named(&a, "A"), 2));

    // Another organisation that knows the same accounts keeps them apart.
    let theirs = World { org: world.app.organization().await, ..world.clone() };
    theirs.hear(1, &b.won(1)).await;
    theirs.hear(1, &AccountCreated { account: a.account.clone() }).await;
    assert_eq!(client(&theirs, &b).await, named(&b, "B"));
    assert_eq!((listed(&theirs, &a).await.0, listed(&theirs, &b).await.0), (0, 1));
}
