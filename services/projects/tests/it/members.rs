//! Members become people.

use contracts::identity::{Member, MemberAdded, MemberUpdated};
use kernel::{Email, MemberId, Name, PersonId, Role, RoleSet, UserId};
use serde_json::json;

use crate::world::World;

fn member(name: &str) -> Member {
    Member {
        member_id: MemberId::new(),
        user_id: UserId::new(),
        name: Name::new(name).unwrap(),
        email: Email::new("ada@example.com").unwrap(),
        roles: RoleSet::new([Role::Employee]),
        active: true,
        guest: false,
    }
}

#[tokio::test]
async fn a_member_becomes_a_person_and_stays_in_step() {
    let world = World::new().await;
    let mut ada = member("Ada");
    world.hear(1, &MemberAdded { member: ada.clone() }).await;
    let id = PersonId::derived(ada.member_id.as_uuid(), "person");
    let path = format!("/v1/people/{id}");
    let person = world.owner().get(&path).await.expect(200);
    assert_eq!((&person["name"], &person["email"]), (&json!("Ada"), &json!("ada@example.com")));
    assert_eq!((&person["member_id"], &person["cost_rates"]), (&json!(ada.member_id), &json!([])));

    ada.roles = RoleSet::new([Role::Finance]);
    world.hear(2, &MemberUpdated { member: ada.clone() }).await;
    assert_eq!(world.owner().get(&path).await.expect(200)["version"], 1, "roles are not the person's");
    ada.active = false;
    ada.name = Name::new("Ada L.").unwrap();
    world.hear(3, &MemberUpdated { member: ada }).await;
    let person = world.owner().get(&path).await.expect(200);
    assert_eq!((&person["name"], &person["active"], &person["version"]), (&json!("Ada L."), &json!(false), &json!(2)));
    let told = world.told(&id.to_string()).await;
    assert_eq!(told, [("projects.person.created.v1".to_owned(), 1), ("projects.person.updated.v1".to_owned(), 2)]);
}

#[tokio::test]
async fn a_person_who_was_recorded_before_is_taken_over() {
    let world = World::new().await;
    let ada = member("Ada");
    let body = json!({ "name": "Ada (contractor)", "member_id": ada.member_id, "role": "Developer" });
    world.owner().post("/v1/people", &body).await.expect(201);
    world.hear(1, &MemberAdded { member: ada }).await;
    let people = world.owner().get("/v1/people").await.expect(200);
    assert_eq!(people["items"].as_array().map(Vec::len), Some(1));
    assert_eq!((&people["items"][0]["name"], &people["items"][0]["role"]), (&json!("Ada"), &json!("Developer")));
}

#[tokio::test]
async fn a_guest_of_a_demo_company_does_not_work_there() {
    let world = World::new().await;
    let guest = Member { guest: true, ..member("Guest") };
    world.hear(1, &MemberAdded { member: guest.clone() }).await;
    world.hear(2, &MemberUpdated { member: Member { active: false, ..guest } }).await;
    assert_eq!(world.owner().get("/v1/people").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn another_organisation_does_not_see_the_person() {
    let world = World::new().await;
    let ada = member("Ada");
    let id = PersonId::derived(ada.member_id.as_uuid(), "person");
    world.hear(1, &MemberAdded { member: ada }).await;
    let other = world.app.organization().await;
    other.as_role(Role::Owner).get(format!("/v1/people/{id}")).await.problem(404, "not-found");
}
