//! Who looks after people: chosen, or as their company; found, sorted, handed over and taken out by it.

use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::Answer;

use crate::activities::colleague;
use crate::imports::{run, upload};
use crate::{pointer, start, text};

#[tokio::test]
async fn a_person_is_looked_after_by_somebody() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (anna, bence) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Bence").await);
    let account = json!({"name": "Acme", "owner_id": anna});
    let account = sales.post("/v1/accounts", &account).await.expect(201)["account_id"].clone();
    let person = async |body: Value| sales.post("/v1/contacts", &body).await.expect(201);
    let follows = person(json!({"name": "Follows", "account_id": account})).await;
    let chosen = person(json!({"name": "Chosen", "account_id": account, "owner_id": bence})).await;
    let nobody = person(json!({"name": "Nobody"})).await;
    let owner = |contact: &Answer| contact["owner_id"].clone();
    assert_eq!([owner(&follows), owner(&chosen), owner(&nobody)], [json!(anna), json!(bence), Value::Null]);

    // Whom it follows at first it does not follow later.
    let address = format!("/v1/accounts/{}", text(&account));
    sales.with_header("if-match", "*").patch(&address, &json!({"owner_id": bence})).await.expect(200);
    let at = |contact: &Answer| format!("/v1/contacts/{}", text(&contact["contact_id"]));
    assert_eq!(owner(&sales.get(at(&follows)).await.expect(200)), json!(anna));

    let names = async |query: &str| {
        let list = sales.get(format!("/v1/contacts?{query}")).await.expect(200);
        let items = list["items"].as_array().unwrap().iter();
        items.map(|item| text(&item["name"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&format!("owner_id={anna}")).await, ["Follows"]);
    assert_eq!(names("sort=owner").await, ["Follows", "Chosen", "Nobody"]);
    assert_eq!(names("sort=-owner").await, ["Chosen", "Follows", "Nobody"]);

    let many = |owner: Value| {
        json!({"action": {"kind": "change_owner", "owner_id": owner},
            "contact_ids": [follows["contact_id"], chosen["contact_id"], nobody["contact_id"]]})
    };
    let done = sales.post("/v1/contacts/bulk", &many(json!(bence))).await.expect(200);
    assert_eq!((&done["changed"], &done["unchanged"]), (&json!(2), &json!(1)));
    let bulk = sales.post("/v1/contacts/bulk", &many(json!(MemberId::new()))).await;
    assert_eq!(pointer(&bulk.problem(422, "invalid-field")), "/action/owner_id");
    let timeline = sales.get(format!("{}/timeline", at(&nobody))).await.expect(200);
    assert!(timeline.text.contains("owner_changed"), "{}", timeline.text);

    let wrong = json!({"name": "x", "owner_id": MemberId::new()});
    assert_eq!(pointer(&sales.post("/v1/contacts", &wrong).await.problem(422, "invalid-field")), "/owner_id");
    let emptied = sales.with_header("if-match", "*").patch(at(&follows), &json!({"owner_id": null})).await.expect(200);
    assert_eq!(owner(&emptied), Value::Null);

    let file = "Name,Company,Owner\nImported,Acme,Anna\nOf Acme,Acme,\n";
    let import = upload(&sales, "kind=contacts", file).await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    assert_eq!(names(&format!("owner_id={anna}")).await, ["Imported"]);
    let csv = org.as_role(Role::Admin).get("/v1/exports/contacts.csv?name=imported").await.expect(200);
    assert!(csv.text.contains("Acme,Anna,"), "{}", csv.text);
    let stranger = app.organization().await.as_role(Role::Sales);
    assert_eq!(stranger.get(format!("/v1/contacts?owner_id={anna}")).await.expect(200)["items"], json!([]));
}
