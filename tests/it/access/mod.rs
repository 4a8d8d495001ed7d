//! Who may do what, for every operation of the OpenAPI document: nothing without a token, nothing without the permission
//! it names, and nothing of another organisation.

mod document;
mod foreign;
mod forged;
mod public;
mod rich;

use futures::future::join_all;
use gerinc::api::Api;
use kernel::access::allows;
use kernel::{Permission, Role};
use serde_json::json;
use suite::{World, world};

use crate::raw::Client;
use document::{Document, Operation, unknown_id};

#[tokio::test]
async fn every_operation_says_what_it_needs() {
    let document = Document::read(&world().await.url).await;
    assert!(document.operations.len() > 100, "{} operations", document.operations.len());
    for operation in &document.operations {
        let (method, path) = (&operation.method, &operation.path);
        assert_eq!(operation.needs.is_none(), operation.is_open(), "{method} {path}: {:?}", operation.needs);
    }
    let used = |permission: &Permission| {
        document.guarded().any(|one| one.needs.iter().flatten().any(|need| need == permission))
    };
    // Two that change what another operation allows or shows, and guard none of their own.
    let finer = [Permission::ForceReopenDeals, Permission::ReadCostRates];
    for permission in Permission::ALL {
        assert!(used(permission) || finer.contains(permission), "{permission} guards nothing");
    }
}

/// Asks with ids that nothing has, and a body that fits.
async fn ask(document: &Document, client: &Client, operation: &Operation) -> crate::raw::Answer {
    let body = document.body(operation, None, &|_| None);
    client.send(operation.method.clone(), &operation.at(|_| unknown_id()), body.as_ref()).await
}

#[tokio::test]
async fn nobody_unknown_gets_in() {
    let world = world().await;
    let document = Document::read(&world.url).await;
    let owner = world.owner().await;
    let nobody = Client::unknown(&world.url);
    let expired = nobody.with("authorization", &format!("Bearer {}", forged::expired(&world, &owner).await));
    for operation in document.guarded() {
        let what = format!("{} {}", operation.method, operation.path);
        for (client, code) in [(&nobody, "missing-token"), (&expired, "expired-token")] {
            let answer = ask(&document, client, operation).await;
            assert_eq!(answer.status, 401, "{what}: {}", answer.text);
            answer.refused(401, code);
            assert!(answer.header("www-authenticate").is_some_and(|value| value.starts_with("Bearer")), "{what}");
        }
    }
}

/// Somebody of an organisation with one role.
async fn with_role(world: &World, owner: &Api, role: Role) -> (Role, Client) {
    let email = format!("{role}-{}@example.com", unknown_id());
    let member = json!({ "name": role.as_str(), "email": email, "roles": [role], "password": "another long password" });
    owner.post("identity/v1/members", &member).await.unwrap();
    let api = Api::log_in(&world.url, &email, "another long password").await.unwrap();
    (role, Client::of(&world.url, &api).await)
}

#[tokio::test]
async fn roles_may_do_what_the_table_says_and_nothing_else() {
    let world = world().await;
    let document = Document::read(&world.url).await;
    let owner = world.owner().await;
    let people = join_all(Role::ALL.iter().map(|role| with_role(&world, &owner, *role))).await;
    let (mut allowed, mut denied) = (0, 0);
    for operation in document.guarded() {
        let needs = operation.needs.as_deref().unwrap_or_default();
        let answers = join_all(people.iter().map(|(_, client)| ask(&document, client, operation))).await;
        for ((role, _), answer) in people.iter().zip(answers) {
            let what = format!("{} {} as {role}", operation.method, operation.path);
            assert!(answer.status < 500, "{what}: {}", answer.text);
            if needs.iter().all(|need| allows(*role, *need)) {
                assert!(![401, 403].contains(&answer.status), "{what}: {}", answer.text);
                allowed += 1;
            } else {
                assert_eq!(answer.status, 403, "{what}: {}", answer.text);
                answer.refused(403, "forbidden");
                denied += 1;
            }
        }
    }
    assert!(allowed > 300 && denied > 200, "{allowed} allowed, {denied} denied");
}

/// A key that is revoked opens nothing from that moment on.
#[tokio::test]
async fn programs_have_the_roles_of_their_key_and_no_more() {
    let world = world().await;
    let owner = world.owner().await;
    let nobody = Client::unknown(&world.url);
    let made = json!({ "name": "Reader", "roles": ["auditor"] });
    let made = owner.post("identity/v1/api-keys", &made).await.unwrap();
    let key = made["key"].as_str().unwrap();
    let program = nobody.with("authorization", &format!("Bearer {key}"));
    program.get("/api/crm/v1/accounts").await.expect(200);
    program.post("/api/crm/v1/accounts", &json!({ "name": "Client" })).await.refused(403, "forbidden");
    let other = if key.ends_with('0') { '1' } else { '0' };
    let wrong = nobody.with("authorization", &format!("Bearer {}{other}", &key[..key.len() - 1]));
    wrong.get("/api/crm/v1/accounts").await.problem(401);
    let revoked = format!("/api/identity/v1/api-keys/{}", made["api_key_id"].as_str().unwrap());
    let owner = Client::of(&world.url, &owner).await;
    owner.send(reqwest::Method::DELETE, &revoked, None).await.expect(200);
    program.get("/api/crm/v1/accounts").await.problem(401);
}
