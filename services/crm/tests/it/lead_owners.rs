//! Who looks after a lead: who looks after the client it is of, whom rules choose, and who is told when that is nobody.

use contracts::identity::{Member, MemberAdded};
use kernel::{MemberId, Role, RoleSet};
use serde_json::{Value, json};
use testkit::{App, Client, Delivery, Organization};

use crate::activities::{colleague, told};
use crate::{start, text};

/// By which the clock hands out leads that wait.
const HAND_OUT: &str = "hand out leads";

async fn set(org: &Organization, change: Value) {
    let admin = org.as_role(Role::Admin).with_header("if-match", "*");
    admin.patch("/v1/lead-settings", &change).await.expect(200);
}

async fn lead(client: &Client, said: Value) -> Value {
    let mut body = json!({"name": "Kovács Anna"});
    body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    client.post("/v1/leads", &body).await.expect(201).json
}

async fn shown(client: &Client, lead: &Value) -> Value {
    client.get(format!("/v1/leads/{}", text(&lead["lead_id"]))).await.expect(200).json
}

async fn inbox(client: &Client) -> Vec<(String, String)> {
    let page = client.get("/v1/notifications").await.expect(200);
    let one = |item: &Value| (text(&item["kind"]).to_owned(), text(&item["text"]).to_owned());
    page["items"].as_array().unwrap().iter().map(one).collect()
}

/// A member with a role this service has heard of.
async fn member(app: &App, org: &Organization, name: &str, role: Role) -> MemberId {
    let member: Member = serde_json::from_value(json!({
        "member_id": MemberId::new(), "name": name, "email": format!("{name}@example.com"),
        "user_id": kernel::UserId::new(), "roles": RoleSet::new([role]), "active": true,
    }))
    .unwrap();
    let id = member.member_id;
    assert_eq!(app.deliver(org, 1, &MemberAdded { member }).await, Delivery::Applied);
    id
}

#[tokio::test]
async fn a_client_who_comes_back_goes_to_who_looks_after_them() {
    let (app, org) = start().await;
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    set(&org, json!({"assignment": [{"name": "All", "member_ids": [bela]}]})).await;
    let sales = org.as_role(Role::Sales);
    let account = json!({"name": "Acme Kft.", "website": "https://www.acme.hu", "owner_id": anna});
    let account = sales.post("/v1/accounts", &account).await.expect(201);
    let id = &account["account_id"];
    let person =
        json!({"name": "Test Person", "email": "test@freemail.hu", "phone": "+36 30 123 4567", "account_id": id});
    sales.post("/v1/contacts", &person).await.expect(201);
    let writes = json!({"name": "Writer", "email": "w@acme-group.example", "account_id": id});
    sales.post("/v1/contacts", &writes).await.expect(201);
    let nobodys = sales.post("/v1/accounts", &json!({"name": "Nobodys", "website": "nobodys.hu"})).await.expect(201);
    assert_eq!(nobodys["owner_id"], Value::Null);

    for (said, by) in [
        (json!({"email": "TEST@freemail.hu"}), "email"),
        (json!({"phone": "06 30/1234567"}), "phone"),
        (json!({"email": "somebody@acme.hu"}), "domain"),
        (json!({"website": "acme-group.example/about"}), "domain"),
        (json!({"company": "ACME Zrt"}), "company"),
    ] {
        let known = lead(&sales, said.clone()).await;
        let client = json!({"account_id": id, "by": by});
        assert_eq!((&known["owner_id"], &known["known_client"]), (&json!(anna), &client), "{said}");
        assert_eq!(known["assigned_by"], Value::Null);
    }
    for said in
        [json!({"email": "x@freemail.hu"}), json!({"email": "x@nobodys.hu"}), json!({"website": "facebook.com/acme"})]
    {
        let new = lead(&sales, said.clone()).await;
        assert_eq!((&new["owner_id"], &new["assigned_by"]), (&json!(bela), &json!("All")), "{said}");
    }
    let named = lead(&sales, json!({"email": "test@freemail.hu", "owner_id": bela})).await;
    assert_eq!((&named["owner_id"], &named["known_client"]), (&json!(bela), &Value::Null), "whoever is named gets it");

    // A form does the same, and who gets it from a colleague afterwards has it for no client's sake.
    let form = org.as_role(Role::Admin).post("/v1/lead-forms", &json!({"name": "Contact us"})).await.expect(201);
    let form = format!("/v1/public/forms/{}/submissions", text(&form["form_key"]));
    let nobody = org.with_token("none").without_header("authorization");
    nobody.post(&form, &json!({"email": "other@acme.hu"})).await.expect(200);
    let back = sales.get("/v1/leads?q=other").await.expect(200)["items"][0].clone();
    assert_eq!((&back["owner_id"], &back["known_client"]["by"]), (&json!(anna), &json!("domain")));
    assert_eq!(inbox(&org.as_member(anna, [Role::Sales])).await[0], ("assigned".to_owned(), "other".to_owned()));
    let at = format!("/v1/leads/{}", text(&back["lead_id"]));
    let given = sales.post(format!("{at}/assign"), &json!({"owner_id": bela})).await.expect(200);
    assert_eq!(given["known_client"], Value::Null);

    set(&org, json!({"known_clients_first": false})).await;
    let off = lead(&sales, json!({"email": "third@acme.hu"})).await;
    assert_eq!((&off["owner_id"], &off["known_client"]), (&json!(bela), &Value::Null), "it can be switched off");
    let stranger = app.organization().await;
    let theirs = lead(&stranger.as_role(Role::Sales), json!({"email": "test@freemail.hu"})).await;
    assert_eq!(theirs["owner_id"], Value::Null, "clients of others are nobody's here");
}

#[tokio::test]
async fn a_lead_that_found_no_room_is_handed_out_when_there_is_some() {
    let (app, org) = start().await;
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let hungary = json!([{"field": "country", "operator": "is", "values": ["HU"]}]);
    let rules =
        json!({"assignment": [{"name": "Hungary", "member_ids": [anna], "capacity": 1, "conditions": hungary}]});
    set(&org, rules).await;
    let sales = org.as_role(Role::Sales);
    let first = lead(&sales, json!({"country": "HU"})).await;
    let (second, third) = (lead(&sales, json!({"country": "HU"})).await, lead(&sales, json!({"country": "HU"})).await);
    let abroad = lead(&sales, json!({"country": "DE"})).await;
    let waits = |lead: &Value| (lead["owner_id"].clone(), lead["waits_for_room"].clone());
    assert_eq!(waits(&second), (Value::Null, json!(true)));
    assert_eq!(waits(&abroad), (Value::Null, json!(false)), "no rule applies to it");
    app.run_job(&org, HAND_OUT).await;
    assert_eq!(waits(&shown(&sales, &second).await), (Value::Null, json!(true)), "there is still no room");

    let at = format!("/v1/leads/{}", text(&first["lead_id"]));
    sales.post(format!("{at}/disqualify"), &json!({"reason": "no money"})).await.expect(200);
    app.run_job(&org, HAND_OUT).await;
    let handed = shown(&sales, &second).await;
    assert_eq!((waits(&handed), &handed["assigned_by"]), ((json!(anna), json!(false)), &json!("Hungary")));
    assert_eq!(waits(&shown(&sales, &third).await), (Value::Null, json!(true)), "the room was for one");
    assert_eq!(inbox(&org.as_member(anna, [Role::Sales])).await.len(), 2);
    assert_eq!(told(&sales, &format!("/v1/leads/{}/timeline", text(&second["lead_id"]))).await[0], "owner_changed");

    // Who was taken from everybody by a person waits for nothing any more.
    let at = format!("/v1/leads/{}", text(&third["lead_id"]));
    sales.post(format!("{at}/assign"), &json!({"owner_id": null})).await.expect(200);
    set(&org, json!({"assignment": [{"name": "All", "member_ids": [bela]}]})).await;
    app.run_job(&org, HAND_OUT).await;
    assert_eq!(waits(&shown(&sales, &third).await), (Value::Null, json!(false)));
}

#[tokio::test]
async fn a_lead_nobody_looks_after_is_told_to_those_who_may_say_who_does_once() {
    let (app, org) = start().await;
    let boss = member(&app, &org, "boss", Role::Owner).await;
    let seller = member(&app, &org, "seller", Role::Sales).await;
    let form = org.as_role(Role::Admin).post("/v1/lead-forms", &json!({"name": "Contact us"})).await.expect(201);
    let form = format!("/v1/public/forms/{}/submissions", text(&form["form_key"]));
    let nobody = org.with_token("none").without_header("authorization");
    for _ in 0..2 {
        nobody.post(&form, &json!({"email": "cili@acme.hu", "landing_page": "/pricing"})).await.expect(200);
    }
    let of_boss = org.as_member(boss, [Role::Owner]);
    assert_eq!(inbox(&of_boss).await, [("lead_without_owner".to_owned(), "cili".to_owned())], "once");
    assert!(inbox(&org.as_member(seller, [Role::Sales])).await.is_empty());

    // When they come forward again, rules are asked again, and look at each time.
    let pricing = json!([{"field": "landing_page", "operator": "contains", "values": ["pricing"]}]);
    set(&org, json!({"assignment": [{"name": "Pricing", "member_ids": [seller], "conditions": pricing}]})).await;
    nobody.post(&form, &json!({"email": "cili@acme.hu", "landing_page": "/blog"})).await.expect(200);
    let back = of_boss.get("/v1/leads").await.expect(200)["items"][0].clone();
    assert_eq!((&back["touches"], &back["owner_id"]), (&json!(3), &json!(seller)));
    assert_eq!(inbox(&org.as_member(seller, [Role::Sales])).await, [("assigned".to_owned(), "cili".to_owned())]);
    assert_eq!(inbox(&of_boss).await.len(), 1);
}
