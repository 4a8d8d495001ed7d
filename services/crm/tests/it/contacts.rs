//! Contacts.

use kernel::Role;
use serde_json::json;

use crate::{account, pointer, start, text};

#[tokio::test]
async fn a_contact_is_recorded_found_and_changed() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = account(&sales).await;
    let body = json!({"name": "Anna Kiss", "account_id": account["account_id"], "email": "anna@ACME.hu",
                      "phone": "+36 1 234 5678", "job_title": "CTO", "external_ref": "C-1"});
    let created = sales.post("/v1/contacts", &body).await.expect(201);
    assert_eq!(text(&created["email"]), "anna@acme.hu");
    let address = format!("/v1/contacts/{}", text(&created["contact_id"]));
    let mut recorded = created.json.clone();
    assert_eq!(recorded.as_object_mut().unwrap().remove("duplicates"), Some(json!([])));
    assert_eq!(sales.get(&address).await.expect(200).json, recorded);
    for query in
        [format!("account_id={}", text(&account["account_id"])), "name=anna".to_owned(), "external_ref=C-1".to_owned()]
    {
        let found = sales.get(format!("/v1/contacts?{query}")).await.expect(200);
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "{query}");
    }
    let writer = sales.with_header("if-match", created.etag());
    let changed = writer.patch(&address, &json!({"job_title": null, "account_id": null})).await.expect(200);
    assert_eq!((changed["account_id"].is_null(), changed["version"].as_i64()), (true, Some(2)));
    writer.patch(&address, &json!({"name": "B"})).await.problem(412, "stale-version");
    sales.patch(&address, &json!({"name": "B"})).await.problem(428, "match-required");

    let told = app.published(&org).await;
    assert_eq!(told[1].event_type, "crm.contact.created.v1");
    assert!(text(&told[2].payload["contact"]["name"]).starts_with("veil."), "the journal knows nobody's name");
}

#[tokio::test]
async fn where_a_person_gets_letters_stands_on_them_and_is_found() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let home = |city: &str| json!({"street": "Fő utca 1.", "postal_code": "1011", "city": city, "region": null});
    let made = async |name: &str, city: &str, country: &str| {
        let body = json!({"name": name, "address": home(city), "country": country});
        sales.post("/v1/contacts", &body).await.expect(201)
    };
    let (anna, bela) = (made("Anna", "Zirc", "HU").await, made("Béla", "Érd", "HU").await);
    made("Cili", "Graz", "AT").await;
    sales.post("/v1/contacts", &json!({"name": "Dora", "address": {}})).await.expect(201);
    assert_eq!((&anna["address"], &anna["country"]), (&home("Zirc"), &json!("HU")));

    let names = async |query: &str| {
        let page = sales.get(format!("/v1/contacts?{query}")).await.expect(200);
        let items = page["items"].as_array().unwrap().clone();
        items.iter().map(|one| text(&one["name"]).to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!((names("city=ERD").await, names("country=AT").await), ("Béla".into(), "Cili".into()));
    assert_eq!(names("country=HU&city=zirc").await, "Anna");
    assert_eq!(names("sort=city").await, "Béla Cili Anna Dora");
    assert_eq!(names("sort=-city").await, "Anna Cili Béla Dora");
    let found = sales.get("/v1/search?q=zirc").await.expect(200);
    assert!(found.text.contains("Anna"), "{}", found.text);

    let at = format!("/v1/contacts/{}", text(&bela["contact_id"]));
    let change = json!({"address": {"city": "Eger"}});
    let changed = sales.with_header("if-match", bela.etag()).patch(&at, &change).await.expect(200);
    assert_eq!((&changed["address"]["city"], &changed["country"]), (&json!("Eger"), &json!("HU")));
    assert_eq!(changed["address"]["street"], json!(null), "an address changes as a whole");
    let emptied = json!({"address": {"city": null}, "country": null});
    let emptied = sales.with_header("if-match", changed.etag()).patch(&at, &emptied).await.expect(200);
    assert_eq!((&emptied["address"], &emptied["country"]), (&json!(null), &json!(null)));

    // Whoever ends in another one brings what that one does not say, until it is undone.
    let merge = json!({"merged_id": anna["contact_id"]});
    let merge = sales.post(format!("{at}/merge"), &merge).await.expect(200);
    assert_eq!(sales.get(&at).await.expect(200)["address"], home("Zirc"));
    sales.post(format!("/v1/merges/{}/undo", text(&merge["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(sales.get(&at).await.expect(200)["address"], json!(null));

    let file = sales.get("/v1/exports/contacts.csv?city=graz").await.expect(200);
    assert!(file.text.lines().nth(1).is_some_and(|row| row.contains("Fő utca 1.,1011,Graz,,AT")), "{}", file.text);
    for (wrong, pointed) in [
        (json!({"name": "x", "address": {"city": ""}}), "/address/city"),
        (json!({"name": "x", "address": {"town": "Eger"}}), "/address/town"),
        (json!({"name": "x", "country": "XX"}), "/country"),
    ] {
        let problem = sales.post("/v1/contacts", &wrong).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed, "{wrong}");
    }
    let told = app.published(&org).await;
    assert!(told.iter().all(|event| !event.payload.to_string().contains("Zirc")), "where somebody lives is veiled");
}

#[tokio::test]
async fn bad_input_is_refused_where_it_stands() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let foreign = account(&app.organization().await.as_role(Role::Sales)).await;
    let cases = [
        (json!({"name": "x", "email": "nobody"}), "/email"),
        (json!({"name": "x", "account_id": foreign["account_id"]}), "/account_id"),
        (json!({"name": "x", "account_id": "x"}), "/account_id"),
        (json!({"name": "x", "fax": "1"}), ""),
    ];
    for (body, at) in cases {
        let problem = sales.post("/v1/contacts", &body).await.problem(422, "invalid-field");
        assert!(pointer(&problem).starts_with(at), "{body}: {problem}");
    }
    sales.post("/v1/contacts", &json!({"name": "x", "external_ref": "1"})).await.expect(201);
    let taken = sales.post("/v1/contacts", &json!({"name": "y", "external_ref": "1"})).await;
    assert_eq!(pointer(&taken.problem(409, "external-ref-taken")), "/external_ref");
    org.as_role(Role::Employee).post("/v1/contacts", &json!({"name": "x"})).await.problem(403, "forbidden");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let (app, org) = start().await;
    let created = org.as_role(Role::Sales).post("/v1/contacts", &json!({"name": "Anna"})).await.expect(201);
    let address = format!("/v1/contacts/{}", text(&created["contact_id"]));
    let stranger = app.organization().await.as_role(Role::Owner);
    stranger.get(&address).await.problem(404, "not-found");
    stranger.with_header("if-match", "*").patch(&address, &json!({"name": "Mine"})).await.problem(404, "not-found");
}
