//! Accounts.

use kernel::Role;
use serde_json::json;

use crate::{account, eur, event_types, pointer, start, text};

#[tokio::test]
async fn an_account_is_recorded_shown_and_changed() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body = json!({"name": " Acme Kft. ", "country": "HU", "tax_number": "12345678-2-42", "employees": 12,
                      "annual_revenue": eur("1000000"), "founded_year": 1999, "owner_id": sales.member_id,
                      "external_ref": "A-1"});
    let created = sales.post("/v1/accounts", &body).await.expect(201);
    assert_eq!(
        (text(&created["name"]), created["version"].as_i64(), created.etag()),
        ("Acme Kft.", Some(1), "\"1\"".to_owned())
    );
    let address = created.headers["location"].to_str().unwrap().to_owned();
    let shown = sales.get(&address).await.expect(200);
    let mut recorded = created.json.clone();
    assert_eq!(recorded.as_object_mut().unwrap().remove("duplicates"), Some(json!([])));
    assert_eq!((&shown.json, shown.etag()), (&recorded, created.etag()));

    let change = json!({"employees": 13, "tax_number": null});
    let changed = sales.with_header("if-match", shown.etag()).patch(&address, &change).await.expect(200);
    assert_eq!(
        (changed["employees"].as_i64(), changed["tax_number"].is_null(), text(&changed["country"])),
        (Some(13), true, "HU")
    );
    assert_eq!(changed.etag(), "\"2\"");

    let published = app.published(&org).await;
    let told: Vec<_> = published.iter().map(|event| (event.event_type.as_str(), event.aggregate_seq)).collect();
    assert_eq!(told, [("crm.account.created.v1", 1), ("crm.account.updated.v1", 2)]);
    assert_eq!(published[1].payload["account"]["employees"], 13);
}

#[tokio::test]
async fn where_a_company_is_and_is_called_stands_on_it_and_is_found() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let seat = |city: &str| json!({"street": "Fő utca 1.", "postal_code": "1011", "city": city, "region": null});
    let made = async |name: &str, phone: &str, city: &str| {
        sales.post("/v1/accounts", &json!({"name": name, "phone": phone, "address": seat(city)})).await.expect(201)
    };
    let (acme, other) =
        (made("Acme", "+36 (1) 234-5678", "Budapest").await, made("Bark", "+36 70 555 1234", "Érd").await);
    made("Cork", "+36 70 555 9999", "Zirc").await;
    sales.post("/v1/accounts", &json!({"name": "Dark", "address": {}})).await.expect(201);
    assert_eq!((&acme["phone"], &acme["address"]), (&json!("+36 (1) 234-5678"), &seat("Budapest")));

    let names = async |query: &str| {
        let page = sales.get(format!("/v1/accounts?{query}")).await.expect(200);
        let items = page["items"].as_array().unwrap().clone();
        items.iter().map(|one| text(&one["name"]).to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names("city=BUDAPEST").await, "Acme");
    assert_eq!(names("city=erd").await, "Bark");
    assert_eq!((names("phone=70555").await, names("phone=1%20234%205678").await), ("Bark Cork".into(), "Acme".into()));
    assert_eq!(names("sort=city").await, "Acme Bark Cork Dark");
    assert_eq!(names("sort=-city").await, "Cork Bark Acme Dark");
    assert_eq!(names("sort=phone").await, "Acme Bark Cork Dark");
    assert_eq!(pointer(&sales.get("/v1/accounts?phone=ask").await.problem(422, "invalid-field")), "phone");

    // The same number again is said, whoever writes it.
    let again = made("Bark Kft. (old)", "06 70 555 1234", "Pécs").await;
    assert_eq!(again["duplicates"][0]["reasons"], json!(["phone"]));
    let found = sales.get("/v1/search?q=705551234").await.expect(200);
    assert!(found.text.contains("Bark"), "{}", found.text);

    let at = format!("/v1/accounts/{}", text(&other["account_id"]));
    let change = json!({"address": {"city": "Eger"}, "phone": null});
    let changed = sales.with_header("if-match", other.etag()).patch(&at, &change).await.expect(200);
    assert_eq!((&changed["phone"], &changed["address"]["city"]), (&json!(null), &json!("Eger")));
    assert_eq!(changed["address"]["street"], json!(null), "an address changes as a whole");
    let emptied = json!({"address": {"city": null}});
    let emptied = sales.with_header("if-match", changed.etag()).patch(&at, &emptied).await.expect(200);
    assert_eq!(emptied["address"], json!(null));
}

#[tokio::test]
async fn bad_input_is_refused_where_it_stands_and_changes_nothing() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let stranger = account(&app.organization().await.as_role(Role::Sales)).await;
    let cases = [
        (json!({}), ""),
        (json!({"name": ""}), "/name"),
        (json!({"name": "a", "nmae": "b"}), ""),
        (json!({"name": "a", "country": "XX"}), "/country"),
        (json!({"name": "a", "phone": "ask"}), "/phone"),
        (json!({"name": "a", "address": {"city": ""}}), "/address/city"),
        (json!({"name": "a", "address": {"town": "Eger"}}), "/address"),
        (json!({"name": "a", "employees": -1}), "/employees"),
        (json!({"name": "a", "annual_revenue": eur("-1")}), "/annual_revenue/amount"),
        (json!({"name": "a", "annual_revenue": {"amount": 5, "currency": "EUR"}}), "/annual_revenue/amount"),
        (json!({"name": "a", "founded_year": 12}), "/founded_year"),
        (json!({"name": "a", "owner_id": "0198c0de-0000-7000-8000-000000000001"}), "/owner_id"),
        (json!({"name": "a", "parent_id": stranger["account_id"]}), "/parent_id"),
    ];
    for (body, at) in cases {
        let problem = sales.post("/v1/accounts", &body).await.problem(422, "invalid-field");
        assert!(pointer(&problem).starts_with(at), "{body}: {problem}");
    }
    assert!(event_types(&app, &org).await.is_empty());
}

#[tokio::test]
async fn a_circle_of_parents_is_refused() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let top = account(&sales).await;
    let below = json!({"name": "B", "parent_id": top["account_id"]});
    let middle = sales.post("/v1/accounts", &below).await.expect(201);
    let below = json!({"name": "C", "parent_id": middle["account_id"]});
    let bottom = sales.post("/v1/accounts", &below).await.expect(201);
    let address = format!("/v1/accounts/{}", text(&top["account_id"]));
    for parent in [&top, &middle, &bottom] {
        let change = json!({"parent_id": parent["account_id"]});
        let problem =
            sales.with_header("if-match", top.etag()).patch(&address, &change).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), "/parent_id");
    }
}

#[tokio::test]
async fn an_import_can_run_twice() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body = json!({"name": "Acme", "external_ref": "maven-1"});
    sales.post("/v1/accounts", &body).await.expect(201);
    let problem = sales.post("/v1/accounts", &body).await.problem(409, "external-ref-taken");
    assert_eq!(pointer(&problem), "/external_ref");
    let found = sales.get("/v1/accounts?external_ref=maven-1").await.expect(200);
    assert_eq!(found["items"].as_array().map(Vec::len), Some(1));
    app.organization().await.as_role(Role::Sales).post("/v1/accounts", &body).await.expect(201);

    let keyed = sales.with_header("idempotency-key", "import-2");
    let first = keyed.post("/v1/accounts", &json!({"name": "Once"})).await.expect(201);
    let second = keyed.post("/v1/accounts", &json!({"name": "Once"})).await.expect(201);
    assert_eq!(first.json, second.json);

    let keyed = sales.with_header("idempotency-key", "import-3");
    keyed.post("/v1/accounts", &json!({"name": "Once"})).await.expect(201);
    keyed.post("/v1/accounts", &json!({"name": "Other"})).await.problem(422, "idempotency-key-reused");
}

#[tokio::test]
async fn lists_go_by_name_and_page_without_gaps() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for name in ["beta", "Alpha", "Álom", "alpine", "50% off", "50 off", "gamma"] {
        sales.post("/v1/accounts", &json!({"name": name})).await.expect(201);
    }
    let mut names = Vec::new();
    let mut address = "/v1/accounts?limit=2".to_owned();
    loop {
        let page = sales.get(&address).await.expect(200);
        names.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        address = format!("/v1/accounts?limit=2&cursor={cursor}");
    }
    assert_eq!(names, ["50 off", "50% off", "Álom", "Alpha", "alpine", "beta", "gamma"]);
    for (prefix, count) in [("ALP", 2), ("50%25", 1), ("%C3%A1", 1), ("_", 0)] {
        let found = sales.get(format!("/v1/accounts?name={prefix}")).await.expect(200);
        assert_eq!(found["items"].as_array().map(Vec::len), Some(count), "{prefix}");
    }
    for query in ["limit=0", "limit=201", "cursor=zz", "colour=red"] {
        assert_eq!(sales.get(format!("/v1/accounts?{query}")).await.status, 422, "{query}");
    }
}

#[tokio::test]
async fn versions_guard_changes() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = account(&sales).await;
    let address = format!("/v1/accounts/{}", text(&created["account_id"]));
    let change = json!({"industry": "Software"});
    sales.patch(&address, &change).await.problem(428, "match-required");
    sales.with_header("if-match", created.etag()).patch(&address, &change).await.expect(200);
    let stale = sales.with_header("if-match", created.etag()).patch(&address, &change).await;
    assert_eq!(stale.etag(), "\"2\"");
    stale.problem(412, "stale-version");
    let null = sales.with_header("if-match", "\"2\"").patch(&address, &json!({"name": null})).await;
    assert_eq!(pointer(&null.problem(422, "invalid-field")), "/name");
}

#[tokio::test]
async fn who_may_not_is_refused() {
    let (_, org) = start().await;
    org.as_role(Role::Employee).get("/v1/accounts").await.problem(403, "forbidden");
    let auditor = org.as_role(Role::Auditor);
    auditor.get("/v1/accounts").await.expect(200);
    auditor.post("/v1/accounts", &json!({"name": "Acme"})).await.problem(403, "forbidden");
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let (app, org) = start().await;
    let created = account(&org.as_role(Role::Sales)).await;
    let address = format!("/v1/accounts/{}", text(&created["account_id"]));
    let stranger = app.organization().await.as_role(Role::Owner);
    stranger.get(&address).await.problem(404, "not-found");
    stranger.with_header("if-match", "*").patch(&address, &json!({"name": "Mine"})).await.problem(404, "not-found");
    assert_eq!(stranger.get("/v1/accounts").await.expect(200)["items"], json!([]));
}
