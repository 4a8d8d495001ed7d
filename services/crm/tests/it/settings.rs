//! How an organisation sells: custom fields, tags, loss reasons and the price list.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::{account, deal, eur, event_types, path, pointer, start, text};

/// A custom field of deals.
async fn field(owner: &Client, body: &Value) -> String {
    text(&owner.post("/v1/custom-fields", body).await.expect(201)["field_id"]).to_owned()
}

async fn tag(client: &Client, name: &str) -> Answer {
    client.post("/v1/tags", &json!({"name": name})).await.expect(201)
}

/// Names of what a list shows.
async fn names(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(query).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
}

fn custom(condition: &Value) -> String {
    let text = condition.to_string();
    text.bytes().fold(String::new(), |done, byte| done + &format!("%{byte:02X}"))
}

#[tokio::test]
async fn custom_values_are_checked_kept_told_filtered_and_sorted() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let seats = field(&owner, &json!({"record": "deal", "name": "Seats", "kind": "number"})).await;
    let plan =
        field(&owner, &json!({"record": "deal", "name": "Plan", "kind": "choices", "choices": ["Basic", "Pro"]})).await;
    for (name, value) in [("d100", "100"), ("d9", "9.50"), ("d-3", "-3")] {
        let body = json!({"name": name, "custom": {&seats: value, &plan: ["Pro"]}});
        let created = sales.post("/v1/deals", &body).await.expect(201);
        assert_eq!(created["custom"][&plan], json!(["Pro"]));
    }
    let none = sales.post("/v1/deals", &json!({"name": "none"})).await.expect(201);

    let by = |sort: &str| format!("/v1/deals?sort={sort}&sort_field={seats}&limit=2");
    for (sort, expected) in [("custom", ["d-3", "d9", "d100", "none"]), ("-custom", ["d100", "d9", "d-3", "none"])] {
        let first = sales.get(by(sort)).await.expect(200);
        let second = sales.get(format!("{}&cursor={}", by(sort), text(&first["next_cursor"]))).await.expect(200);
        let shown: Vec<_> = [&first, &second]
            .iter()
            .flat_map(|page| page["items"].as_array().unwrap())
            .map(|item| text(&item["name"]).to_owned())
            .collect();
        assert_eq!(shown, expected, "{sort}");
    }
    let list =
        async |condition: Value| names(&sales, &format!("/v1/deals?sort=name&custom={}", custom(&condition))).await;
    assert_eq!(list(json!({&seats: "9.5"})).await, ["d9"]);
    assert_eq!(list(json!({&seats: {"least": "-3", "most": "9.5"}})).await, ["d-3", "d9"]);
    assert_eq!(list(json!({&plan: "Pro", &seats: {"least": "10"}})).await, ["d100"]);
    assert_eq!(list(json!({&seats: null})).await, ["none"]);
    assert_eq!(list(json!({&plan: "Basic"})).await, Vec::<String>::new());
    let words = field(&owner, &json!({"record": "deal", "name": "Words", "kind": "text"})).await;
    let body = json!({"name": "worded", "custom": {&words: "Nagyon Árnyas kert"}});
    sales.post("/v1/deals", &body).await.expect(201);
    assert_eq!(list(json!({&words: {"contains": "arnyas K"}})).await, ["worded"]);
    assert_eq!(list(json!({&words: {"contains": "napos"}})).await, Vec::<String>::new());
    assert_eq!(list(json!({&words: {"contains": ""}})).await, ["worded"], "whatever they say");
    let part = custom(&json!({&seats: {"contains": "1"}}));
    sales.get(format!("/v1/deals?custom={part}")).await.problem(422, "invalid-field");
    for wrong in
        [json!({&seats: "x"}), json!({&plan: "Gold"}), json!({kernel::FieldId::new().to_string(): "1"}), json!(7)]
    {
        sales.get(format!("/v1/deals?custom={}", custom(&wrong))).await.problem(422, "invalid-field");
    }
    sales.get("/v1/deals?sort=custom").await.problem(422, "invalid-field");

    let change = json!({"custom": {&seats: "12"}});
    sales.with_header("if-match", none.etag()).patch(path(&none, ""), &change).await.expect(200);
    let changes = sales.get(format!("/v1/changes/{}", text(&none["deal_id"]))).await.expect(200);
    assert_eq!(changes["items"][1]["fields"], json!(["custom"]));
    let told = app.published(&org).await.last().unwrap().payload["deal"]["custom"].clone();
    assert!(
        text(&told[&seats]).starts_with("veil."),
        "the journal knows that it has a value, not what somebody wrote: {told}"
    );
}

#[tokio::test]
async fn leads_have_fields_of_their_own_and_a_form_asks_for_none_of_them() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let body = json!({"record": "lead", "name": "Budget", "kind": "number", "required": true});
    let budget = field(&owner, &body).await;
    let of_deals = field(&owner, &json!({"record": "deal", "name": "Budget", "kind": "number"})).await;
    let problem = sales.post("/v1/leads", &json!({"name": "Anna"})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), format!("/custom/{budget}"));
    let foreign = json!({"name": "Anna", "custom": {&budget: "1", &of_deals: "2"}});
    assert_eq!(
        pointer(&sales.post("/v1/leads", &foreign).await.problem(422, "invalid-field")),
        format!("/custom/{of_deals}")
    );
    for (name, value) in [("Anna", "100"), ("Béla", "9.5")] {
        let body = json!({"name": name, "custom": {&budget: value}});
        let created = sales.post("/v1/leads", &body).await.expect(201);
        assert_eq!(created["custom"], json!({&budget: value}));
    }
    let form = owner.post("/v1/lead-forms", &json!({"name": "Contact", "fields": ["message"]})).await.expect(201);
    let sent = json!({"email": "cili@example.com"});
    let nobody = org.with_token("none").without_header("authorization");
    nobody.post(format!("/v1/public/forms/{}/submissions", text(&form["form_key"])), &sent).await.expect(200);

    let list = async |condition: Value| names(&sales, &format!("/v1/leads?custom={}", custom(&condition))).await;
    assert_eq!(list(json!({&budget: {"least": "10"}})).await, ["Anna"]);
    assert_eq!(list(json!({&budget: "9.50"})).await, ["Béla"]);
    assert_eq!(list(json!({&budget: null})).await, ["cili"], "who wrote by a form was not turned away");
    let problem = sales.get(format!("/v1/leads?custom={}", custom(&json!({&of_deals: "1"})))).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "custom");
    let view = json!({"list": "leads", "name": "Rich", "filters": {"open": "true", "custom": json!({&budget: {"least": "10"}}).to_string()}});
    sales.post("/v1/views", &view).await.expect(201);

    let anna = sales.get("/v1/leads?q=anna").await.expect(200)["items"][0].clone();
    let at = format!("/v1/leads/{}", text(&anna["lead_id"]));
    let any = sales.with_header("if-match", "*");
    let emptied = any.patch(&at, &json!({"custom": {&budget: null}})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&emptied), format!("/custom/{budget}"));
    any.patch(&at, &json!({"company": "Acme"})).await.expect(200);
    let changed = any.patch(&at, &json!({"custom": {&budget: "987654321"}})).await.expect(200);
    assert_eq!((&changed["custom"], &changed["company"]), (&json!({&budget: "987654321"}), &json!("Acme")));
    let file = sales.get("/v1/exports/leads.csv?q=anna").await.expect(200).text;
    let last = |line: &str| line.trim_end().rsplit(',').next().unwrap().to_owned();
    assert_eq!(file.lines().map(last).collect::<Vec<_>>(), ["Budget", "987654321"]);
    let event = app.published(&org).await.into_iter().rfind(|one| one.event_type == "crm.lead.updated.v1").unwrap();
    assert!(
        event.payload["lead"].get("custom").is_some() && !event.payload.to_string().contains("987654321"),
        "it is veiled"
    );
}

#[tokio::test]
async fn required_fields_are_asked_of_new_records_only() {
    let (_, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let old = account(&sales).await;
    let body =
        json!({"record": "account", "name": "Segment", "kind": "choice", "choices": ["A", "B"], "required": true});
    let segment = field(&owner, &body).await;
    let problem = sales.post("/v1/accounts", &json!({"name": "New"})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), format!("/custom/{segment}"));
    let made = sales.post("/v1/accounts", &json!({"name": "New", "custom": {&segment: "A"}})).await.expect(201);
    let address = |account: &Answer| format!("/v1/accounts/{}", text(&account["account_id"]));
    sales.with_header("if-match", old.etag()).patch(address(&old), &json!({"website": "acme.hu"})).await.expect(200);
    let problem =
        sales.with_header("if-match", made.etag()).patch(address(&made), &json!({"custom": {&segment: null}})).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), format!("/custom/{segment}"));
    assert_eq!(names(&sales, &format!("/v1/accounts?custom={}", custom(&json!({&segment: "A"})))).await, ["New"]);
    assert_eq!(names(&sales, &format!("/v1/accounts?sort=-custom&sort_field={segment}")).await, ["New", "Acme"]);

    sales.post("/v1/custom-fields", &body).await.problem(403, "forbidden");
    owner.post("/v1/custom-fields", &body).await.problem(409, "name-taken");
    let shown = owner.get(format!("/v1/custom-fields/{segment}")).await.expect(200);
    let archive = json!({"archived": true, "required": false});
    owner.patch(format!("/v1/custom-fields/{segment}"), &archive).await.problem(428, "match-required");
    let changer = owner.with_header("if-match", shown.etag());
    changer.patch(format!("/v1/custom-fields/{segment}"), &archive).await.expect(200);
    changer.patch(format!("/v1/custom-fields/{segment}"), &archive).await.problem(412, "stale-version");
    assert_eq!(owner.get("/v1/custom-fields").await.expect(200)["items"], json!([]));
    sales.post("/v1/accounts", &json!({"name": "Newer"})).await.expect(201);
}

#[tokio::test]
async fn tags_are_renamed_and_merged_without_touching_records() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let (vip, key, cold) = (tag(&sales, "VIP").await, tag(&sales, "Key").await, tag(&sales, "Cold").await);
    sales.post("/v1/tags", &json!({"name": "vip"})).await.problem(409, "name-taken");
    let id = |tag: &Answer| text(&tag["tag_id"]).to_owned();
    let body = json!({"name": "d", "tags": [id(&vip), id(&vip), id(&key)]});
    let both = sales.post("/v1/deals", &body).await.expect(201);
    assert_eq!(both["tags"].as_array().unwrap().len(), 2);
    sales.post("/v1/deals", &json!({"name": "e", "tags": [id(&vip)]})).await.expect(201);
    sales.post("/v1/contacts", &json!({"name": "Anna", "tags": [id(&vip)]})).await.expect(201);
    sales.post("/v1/accounts", &json!({"name": "Acme", "tags": [id(&cold)]})).await.expect(201);

    let merge = |tag: &Answer| format!("/v1/tags/{}/merge", id(tag));
    sales.post(merge(&vip), &json!({"into_tag_id": id(&key)})).await.problem(403, "forbidden");
    owner.post(merge(&vip), &json!({"into_tag_id": id(&vip)})).await.problem(422, "invalid-field");
    owner.post(merge(&vip), &json!({"into_tag_id": id(&key)})).await.expect(200);
    owner.post(merge(&key), &json!({"into_tag_id": id(&cold)})).await.expect(200);
    owner.post(merge(&vip), &json!({"into_tag_id": id(&cold)})).await.problem(409, "tag-merged");
    assert_eq!(names(&sales, "/v1/tags").await, ["Cold"]);
    let shown = sales.get(path(&both, "")).await.expect(200);
    assert_eq!((&shown["tags"], shown.etag()), (&json!([id(&cold)]), both.etag()));
    for asked in [&vip, &key, &cold] {
        assert_eq!(names(&sales, &format!("/v1/deals?sort=name&tag_id={}", id(asked))).await, ["d", "e"]);
        assert_eq!(names(&sales, &format!("/v1/contacts?tag_id={}", id(asked))).await, ["Anna"]);
        assert_eq!(names(&sales, &format!("/v1/accounts?tag_id={}", id(asked))).await, ["Acme"]);
    }
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|name| *name == "crm.tag.updated.v1").count(), 3, "and one follows");
    let stranger = app.organization().await.as_role(Role::Owner);
    stranger.get(format!("/v1/tags/{}", id(&cold))).await.problem(404, "not-found");
    let foreign = stranger.post("/v1/deals", &json!({"name": "d", "tags": [id(&cold)]})).await;
    assert_eq!(pointer(&foreign.problem(422, "invalid-field")), "/tags/0");
}

#[tokio::test]
async fn deals_are_lost_for_a_reason_that_is_counted() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let reasons = sales.get("/v1/loss-reasons").await.expect(200);
    let price = text(&reasons["items"][0]["loss_reason_id"]).to_owned();
    let lose = async |body: Value| {
        let deal = deal(&sales).await;
        sales.post(path(&deal, "/lose"), &body).await
    };
    let problem = lose(json!({})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/loss_reason_id");
    let unknown = json!({"loss_reason_id": kernel::LossReasonId::new()});
    assert_eq!(pointer(&lose(unknown).await.problem(422, "invalid-field")), "/loss_reason_id");
    let lost = lose(json!({"loss_reason_id": price})).await.expect(200);
    assert_eq!((text(&lost["lost_reason"]), text(&lost["loss_reason_id"])), ("Price", price.as_str()));
    let told = app.published(&org).await.pop().unwrap().payload;
    assert_eq!((text(&told["reason"]), text(&told["loss_reason"]["name"])), ("Price", "Price"));
    lose(json!({"loss_reason_id": price, "reason": "Half the price elsewhere"})).await.expect(200);
    lose(json!({"reason": "They vanished"})).await.expect(200);

    let report = sales.get("/v1/losses").await.expect(200);
    let shown: Vec<_> = report["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["name"].as_str(), item["deals"].as_i64().unwrap(), item["values"].clone()))
        .collect();
    assert_eq!(shown, [(Some("Price"), 2, json!([eur("2000.00")])), (None, 1, json!([eur("1000.00")]))]);
    assert_eq!(sales.get("/v1/losses?to=2020-01-01").await.expect(200)["items"], json!([]));
    let mine = sales.get(format!("/v1/losses?owner_id={}", owner.member_id)).await.expect(200);
    assert_eq!(mine["items"], json!([]));

    let reopened = sales.post(path(&lost, "/reopen"), &json!({"reason": "They came back"})).await.expect(200);
    assert_eq!((&reopened["loss_reason_id"], &reopened["lost_reason"]), (&Value::Null, &Value::Null));
    let archive = json!({"archived": true});
    let address = format!("/v1/loss-reasons/{price}");
    owner.with_header("if-match", "\"1\"").patch(&address, &archive).await.expect(200);
    let archived = lose(json!({"loss_reason_id": price})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&archived), "/loss_reason_id");
    owner.post("/v1/loss-reasons", &json!({"name": "price"})).await.problem(409, "name-taken");
    app.organization().await.as_role(Role::Owner).patch(&address, &archive).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_line_takes_the_price_of_its_product_and_keeps_it() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let list = json!({"name": "Audit", "unit": "piece", "billing": "one_off", "vat_rate": "27", "code": "AUD",
        "prices": [{"amount": eur("99.99"), "valid_from": "2020-01-01"}]});
    let product = owner.post("/v1/products", &list).await.expect(201);
    owner.post("/v1/products", &list).await.problem(409, "code-taken");
    sales.post("/v1/products", &list).await.problem(403, "forbidden");
    let id = &product["product_id"];
    let one_off = json!({"kind": "one_off", "quantity": "3"});
    let account = account(&sales).await;
    let body = json!({"name": "d", "account_id": account["account_id"],
        "lines": [{"product_id": id, "billing": one_off, "discount_percent": "12.5"}]});
    let created = sales.post("/v1/deals", &body).await.expect(201);
    let line = &created["lines"][0];
    // 99.99 less 12.50 is 87.49; three of them.
    assert_eq!((&line["billing"]["unit_price"], &line["value"]), (&eur("87.49"), &eur("262.47")));
    assert_eq!((text(&line["name"]), text(&line["vat_rate"])), ("Audit", "27"));
    assert_eq!(line["discount"]["before"]["unit_price"], eur("99.99"));
    assert_eq!((&line["product"]["list_price"], &line["product"]["overridden"]), (&eur("99.99"), &json!(false)));

    let dearer = json!({"prices": [{"amount": eur("120"), "valid_from": "2020-01-01"}]});
    let address = format!("/v1/products/{}", text(id));
    owner.with_header("if-match", product.etag()).patch(&address, &dearer).await.expect(200);
    let again = json!({"lines": [
        {"deal_line_id": line["deal_line_id"], "product_id": id, "billing": one_off},
        {"product_id": id, "billing": one_off},
        {"product_id": id, "billing": {"kind": "one_off", "quantity": "1", "unit_price": eur("5")}}]});
    let changed = sales.with_header("if-match", created.etag()).patch(path(&created, ""), &again).await.expect(200);
    let prices: Vec<_> = (0..3).map(|index| changed["lines"][index]["billing"]["unit_price"].clone()).collect();
    assert_eq!(prices, [eur("99.99"), eur("120.00"), eur("5.00")]);
    assert_eq!(changed["lines"][2]["product"]["overridden"], true);

    let won = sales.post(path(&created, "/win"), &json!({})).await.expect(200);
    let told = app.published(&org).await.pop().unwrap().payload;
    assert_eq!((&told["deal"]["lines"], &told["deal"]["value"]), (&won["lines"], &eur("664.97")));

    let line = |line: Value| json!({"name": "d", "lines": [line]});
    let huf = json!({"kind": "one_off", "quantity": "1"});
    for (body, at) in [
        (line(json!({"product_id": kernel::ProductId::new(), "billing": one_off})), "/lines/0/product_id"),
        (line(json!({"product_id": id, "billing": {"kind": "fixed"}})), "/lines/0/billing"),
        (line(json!({"name": "x", "vat_rate": "0", "billing": one_off})), "/lines/0/billing/unit_price"),
        (line(json!({"billing": {"kind": "one_off", "quantity": "1", "unit_price": eur("1")}})), "/lines/0/name"),
        (
            json!({"name": "d", "currency": "HUF", "lines": [{"product_id": id, "billing": huf}]}),
            "/lines/0/billing/unit_price",
        ),
    ] {
        let problem = sales.post("/v1/deals", &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at, "{body}");
    }
    let overlap = json!({"prices": [{"amount": eur("1"), "valid_from": "2020-01-01"},
        {"amount": eur("2"), "valid_from": "2021-01-01"}]});
    let problem = owner.with_header("if-match", "*").patch(&address, &overlap).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/prices/1/valid_from");
    owner.with_header("if-match", "*").patch(&address, &json!({"archived": true})).await.expect(200);
    assert_eq!(sales.get("/v1/products").await.expect(200)["items"], json!([]));
    let gone = sales.post("/v1/deals", &line(json!({"product_id": id, "billing": one_off}))).await;
    assert_eq!(pointer(&gone.problem(422, "invalid-field")), "/lines/0/product_id");
    app.organization().await.as_role(Role::Owner).get(&address).await.problem(404, "not-found");
}
