//! What erasing somebody leaves on the timelines of a deal they had a role in.

use kernel::Role;
use serde_json::json;
use testkit::Answer;

use crate::erasing::{NAME, TRACES, finish, traces_in_tables};
use crate::{path, start, text};

#[tokio::test]
async fn timelines_of_a_deal_the_person_had_a_role_in_go_on_without_them() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let account = admin.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    let person = |name: &str| json!({"name": name, "account_id": account["account_id"]});
    let decides = admin.post("/v1/contacts", &person("Kis Bori")).await.expect(201);
    let user = admin.post("/v1/contacts", &person(NAME)).await.expect(201);
    let role = json!([{"contact_id": user["contact_id"], "role": "user"}]);
    let body = json!({"name": "Shop", "account_id": account["account_id"], "contact_id": decides["contact_id"], "contacts": role});
    let deal = admin.post("/v1/deals", &body).await.expect(201);
    let note = |text: &str| json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "note", "text": text}});
    admin.post("/v1/activities", &note(&format!("{NAME} likes it"))).await.expect(201);
    admin.post("/v1/activities", &note("The budget is there")).await.expect(201);
    let at_user = format!("/v1/contacts/{}", text(&user["contact_id"]));
    let said = async |at: String| admin.get(format!("{at}/timeline?limit=100")).await.expect(200);
    let entries = |page: &Answer| page["items"].as_array().unwrap().len();
    let of_deal = said(path(&deal, "")).await;
    assert_eq!(
        entries(&said(at_user.clone()).await),
        entries(&of_deal),
        "who has a role sees what happens with the deal"
    );

    let erased = admin.post(format!("{at_user}/erase"), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    for at in [
        path(&deal, ""),
        format!("/v1/contacts/{}", text(&decides["contact_id"])),
        format!("/v1/accounts/{}", text(&account["account_id"])),
    ] {
        let page = said(at.clone()).await;
        assert!(entries(&page) >= entries(&of_deal), "that something happened stays: {at}");
        assert!(page.text.contains("The budget is there"), "{at}: {}", page.text);
        assert!(!TRACES.iter().any(|trace| page.text.to_lowercase().contains(trace)), "{at}: {}", page.text);
    }
    let own = said(at_user).await;
    assert!(!TRACES.iter().any(|trace| own.text.to_lowercase().contains(trace)), "{}", own.text);
    // What happens with the deal from now on stands with it, and with whoever decides.
    admin.post("/v1/activities", &note("They signed")).await.expect(201);
    assert!(said(path(&deal, "")).await.text.contains("They signed"));
    assert_eq!(traces_in_tables(&app, &org).await, Vec::<String>::new());
}
