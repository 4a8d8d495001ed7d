//! Owners.

use contracts::identity::{Member, MemberAdded, MemberUpdated};
use kernel::{MemberId, Role, UserId};
use serde_json::json;
use testkit::Delivery;

use crate::{pointer, start};

fn member(name: &str, active: bool, member_id: MemberId) -> Member {
    let user_id = UserId::new();
    let json = json!({"member_id": member_id, "user_id": user_id, "name": name, "email": "a@b.hu", "roles": ["sales"], "active": active});
    serde_json::from_value(json).unwrap()
}

#[tokio::test]
async fn a_member_may_own_until_they_leave() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let id = MemberId::new();
    let body = json!({"name": "Deal", "owner_id": id});
    let problem = sales.post("/v1/deals", &body).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/owner_id");

    assert_eq!(app.deliver(&org, 1, &MemberAdded { member: member("Béla", true, id) }).await, Delivery::Applied);
    let created = sales.post("/v1/deals", &body).await.expect(201);
    assert_eq!(created["owner_id"], json!(id));
    sales.post("/v1/accounts", &json!({"name": "Acme", "owner_id": id})).await.expect(201);
    let listed = sales.get("/v1/members").await.expect(200);
    assert_eq!((&listed["items"][0]["name"], listed["items"].as_array().map(Vec::len)), (&json!("Béla"), Some(1)));

    let left = MemberUpdated { member: member("Béla", false, id) };
    assert_eq!(app.deliver(&org, 2, &left).await, Delivery::Applied);
    assert_eq!(sales.get("/v1/members").await.expect(200)["items"], json!([]));
    sales.post("/v1/deals", &body).await.problem(422, "invalid-field");
}

#[tokio::test]
async fn a_guest_of_a_demo_company_owns_nothing() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let id = MemberId::new();
    let guest = Member { guest: true, ..member("Dóra", true, id) };
    assert_eq!(app.deliver(&org, 1, &MemberAdded { member: guest }).await, Delivery::Applied);
    assert_eq!(sales.get("/v1/members").await.expect(200)["items"], json!([]), "nobody offers them");
    sales.post("/v1/deals", &json!({"name": "Deal", "owner_id": id})).await.problem(422, "invalid-field");
}

#[tokio::test]
async fn the_caller_owns_what_they_open() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = sales.post("/v1/deals", &json!({"name": "Deal"})).await.expect(201);
    assert_eq!(created["owner_id"], json!(sales.member_id));
    sales.post("/v1/deals", &json!({"name": "Deal", "owner_id": sales.member_id})).await.expect(201);
}

#[tokio::test]
async fn another_organisation_does_not_see_them() {
    let (app, org) = start().await;
    let id = MemberId::new();
    app.deliver(&org, 1, &MemberAdded { member: member("Cili", true, id) }).await;
    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(stranger.get("/v1/members").await.expect(200)["items"], json!([]));
    stranger.post("/v1/deals", &json!({"name": "Deal", "owner_id": id})).await.problem(422, "invalid-field");
    org.as_role(Role::Employee).get("/v1/members").await.problem(403, "forbidden");
}
