//! Leads from coming in to becoming an account, a contact and a deal.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::{account, eur, event_types, pointer, start, text};

/// A lead that was taken in.
async fn lead(client: &Client, said: Value) -> Answer {
    let mut body = json!({"name": "Kovács Anna"});
    body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    client.post("/v1/leads", &body).await.expect(201)
}

/// The address of a lead, or of something below it.
fn at(lead: &Answer, below: &str) -> String {
    format!("/v1/leads/{}{below}", text(&lead["lead_id"]))
}

/// Names of the leads a list shows.
async fn names(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(format!("/v1/leads?{query}")).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
}

#[tokio::test]
async fn a_lead_is_recorded_worked_on_and_its_past_is_kept() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = lead(
        &sales,
        json!({"email": "anna@acme.hu", "company": "Acme Kft.", "country": "HU", "estimated_value": eur("5000"),
               "origin": {"utm_source": "google", "referrer": "https://example.com/a?b=c"}, "note": "Called us.",
               "consent": {"how": "by telephone", "text": "You may write to me.", "purpose": "newsletter"},
               "owner_id": sales.member_id, "external_ref": "L-1"}),
    )
    .await;
    assert_eq!((text(&created["status"]), text(&created["origin"]["source"])), ("new", "google"));
    assert_eq!((text(&created["origin"]["channel"]), created["touches"].as_i64()), ("manual", Some(1)));
    assert!(created["first_response_due_at"].is_string() && created["response_overdue"] == false);

    let worked =
        sales.with_header("if-match", created.etag()).post(at(&created, "/work"), &json!({})).await.expect(200);
    assert!(worked["first_responded_at"].is_null(), "to begin tells them nothing");
    sales.post(at(&created, "/work"), &json!({})).await.problem(409, "lead-status");
    let until = json!({"until": "2199-01-01", "reason": "next year's budget"});
    sales.post(at(&created, "/nurture"), &until).await.expect(200);
    let past =
        sales.post(at(&created, "/nurture"), &json!({"until": "2020-01-01"})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&past), "/until");
    sales.post(at(&created, "/disqualify"), &json!({})).await.problem(422, "invalid-field");
    sales.post(at(&created, "/disqualify"), &json!({"reason": "competitor"})).await.expect(200);
    let change = json!({"note": "x"});
    sales.with_header("if-match", "*").patch(at(&created, ""), &change).await.problem(409, "lead-disqualified");
    let reopened = sales.post(at(&created, "/reopen"), &json!({"reason": "a mistake"})).await.expect(200);
    assert_eq!((text(&reopened["status"]), reopened["version"].as_i64()), ("working", Some(5)));
    sales.post(at(&created, "/reopen"), &json!({})).await.problem(409, "lead-open");

    let shown = sales.get(at(&created, "")).await.expect(200);
    let history = shown["history"].as_array().unwrap();
    let told: Vec<_> = history.iter().map(|change| (text(&change["to"]), change["reason"].as_str())).collect();
    assert_eq!(
        told,
        [
            ("new", None),
            ("working", None),
            ("nurture", Some("next year's budget")),
            ("disqualified", Some("competitor")),
            ("working", Some("a mistake"))
        ]
    );
    assert_eq!(text(&history[1]["by"]), format!("member:{}", sales.member_id));
    assert_eq!(
        event_types(&app, &org).await,
        ["crm.lead.created.v1", "crm.consent.given.v1"]
            .into_iter()
            .chain(["crm.lead.status_changed.v1"; 4])
            .collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn changes_are_guarded_by_the_version_and_an_import_can_run_twice() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = lead(&sales, json!({"external_ref": "L-1"})).await;
    let body = json!({"name": "x", "external_ref": "L-1"});
    assert_eq!(pointer(&sales.post("/v1/leads", &body).await.problem(409, "external-ref-taken")), "/external_ref");
    let change = json!({"phone": "+36 30 123 4567", "next_step": {"text": "Call"}});
    sales.patch(at(&created, ""), &change).await.problem(428, "match-required");
    let guarded = sales.with_header("if-match", created.etag());
    let changed = guarded.patch(at(&created, ""), &change).await.expect(200);
    assert_eq!((text(&changed["next_step"]["text"]), changed["version"].as_i64()), ("Call", Some(2)));
    guarded.patch(at(&created, ""), &change).await.problem(412, "stale-version");
    guarded.post(at(&created, "/work"), &json!({})).await.problem(412, "stale-version");
    let stranger = app.organization().await.as_role(Role::Owner).with_header("if-match", "*");
    for below in ["", "/duplicates"] {
        stranger.get(at(&created, below)).await.problem(404, "not-found");
    }
    stranger.patch(at(&created, ""), &change).await.problem(404, "not-found");
    for (below, body) in [
        ("/work", json!({})),
        ("/assign", json!({})),
        ("/respond", json!({})),
        ("/nurture", json!({"until": "2020-01-01"})),
        ("/disqualify", json!({"reason": "r"})),
        ("/reopen", json!({})),
        ("/convert", json!({})),
    ] {
        stranger.post(at(&created, below), &body).await.problem(404, "not-found");
        org.as_role(Role::Auditor).post(at(&created, below), &body).await.problem(403, "forbidden");
    }
    assert_eq!(stranger.get("/v1/leads").await.expect(200)["items"], json!([]));
    assert_eq!(lead(&stranger, json!({"external_ref": "L-1"})).await["version"], 1);
}

#[tokio::test]
async fn bad_input_is_refused_where_it_stands_and_changes_nothing() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (body, at) in [
        (json!({}), ""),
        (json!({"name": "a", "email": "no"}), "/email"),
        (json!({"name": "a", "country": "XX"}), "/country"),
        (json!({"name": "a", "estimated_value": eur("-1")}), "/estimated_value/amount"),
        (json!({"name": "a", "origin": {"colour": "red"}}), "/origin"),
        (json!({"name": "a", "consent": {"how": "x"}}), "/consent"),
        (json!({"name": "a", "owner_id": "0198c0de-0000-7000-8000-000000000001"}), "/owner_id"),
        (json!({"name": "a", "received_at": "2199-01-01T00:00:00Z"}), "/received_at"),
        (json!({"name": "a", "next_step": {"text": ""}}), "/next_step/text"),
    ] {
        let problem = sales.post("/v1/leads", &body).await.problem(422, "invalid-field");
        assert!(pointer(&problem).starts_with(at), "{body}: {problem}");
    }
    assert!(event_types(&app, &org).await.is_empty());
}

#[tokio::test]
async fn lists_filter_sort_and_page() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let one = |name: &str, said: Value| {
        let mut said = said;
        said["name"] = json!(name);
        said
    };
    lead(&sales, one("Old", json!({"received_at": "2020-03-01T10:00:00Z", "company": "Álom Kft."}))).await;
    lead(&sales, one("Late", json!({"received_at": "2020-02-01T10:00:00Z", "origin": {"source": "Referral"}}))).await;
    let nurtured = lead(&sales, one("Nurtured", json!({"received_at": "2020-01-01T10:00:00Z"}))).await;
    sales.post(at(&nurtured, "/nurture"), &json!({"until": "2198-05-05"})).await.expect(200);
    let mine = lead(&sales, one("Mine", json!({"owner_id": sales.member_id, "next_step": {"text": "x"}}))).await;
    let gone = lead(&sales, one("Gone", json!({"received_at": "2019-01-01T10:00:00Z"}))).await;
    sales.post(at(&gone, "/disqualify"), &json!({"reason": "r"})).await.expect(200);

    assert_eq!(names(&sales, "").await, ["Mine", "Old", "Late", "Nurtured", "Gone"]);
    assert_eq!(names(&sales, "open=true").await, ["Mine", "Old", "Late", "Nurtured"]);
    assert_eq!(names(&sales, "sort=waiting").await, ["Late", "Old", "Mine", "Nurtured", "Gone"]);
    assert_eq!(names(&sales, "status=nurture").await, ["Nurtured"]);
    assert_eq!(names(&sales, "nurture_due_by=2198-05-05").await, ["Nurtured"]);
    assert!(names(&sales, "nurture_due_by=2198-05-04").await.is_empty());
    assert_eq!(names(&sales, &format!("owner_id={}", sales.member_id)).await, ["Mine"]);
    assert_eq!(names(&sales, "unassigned=true&open=true").await, ["Old", "Late", "Nurtured"]);
    assert_eq!(names(&sales, "source=refeRRal").await, ["Late"]);
    assert_eq!(names(&sales, "q=ALOM").await, ["Old"]);
    assert_eq!(names(&sales, "response_overdue=true").await, ["Old", "Late"]);
    assert_eq!(names(&sales, "without_next_step=true").await, ["Old", "Late"]);
    assert_eq!(names(&sales, "received_from=2020-02-01&received_to=2020-02-28").await, ["Late"]);
    sales.post(at(&mine, "/respond"), &json!({})).await.expect(200);
    sales.post(at(&mine, "/respond"), &json!({})).await.problem(409, "lead-responded");

    for sort in ["-received_at", "-score", "waiting"] {
        let whole = names(&sales, &format!("sort={sort}")).await;
        let (mut paged, mut query) = (Vec::new(), format!("sort={sort}&limit=2"));
        loop {
            let page = sales.get(format!("/v1/leads?{query}")).await.expect(200);
            paged.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            query = format!("sort={sort}&limit=2&cursor={cursor}");
        }
        assert_eq!(whole, paged, "{sort}");
    }
    for query in ["status=open", "min_score=many", "sort=colour", "cursor=zz", "colour=red"] {
        assert_eq!(sales.get(format!("/v1/leads?{query}")).await.status, 422, "{query}");
    }
}

#[tokio::test]
async fn a_lead_becomes_an_account_a_contact_and_a_deal_at_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = lead(
        &sales,
        json!({"email": "anna@acme.hu", "phone": "+36 1 234 5678", "job_title": "CEO", "company": "Acme Kft.",
               "website": "acme.hu", "country": "HU", "estimated_value": eur("5000"), "next_step": {"text": "Offer"}}),
    )
    .await;
    let body = json!({"deal": {"name": "Website"}});
    let converted = sales.post(at(&created, "/convert"), &body).await.expect(200);
    assert_eq!((text(&converted["status"]), text(&converted["account"]["name"])), ("converted", "Acme Kft."));
    assert_eq!(converted["contact"]["account_id"], converted["account"]["account_id"]);
    let deal = sales.get(format!("/v1/deals/{}", text(&converted["deal_id"]))).await.expect(200);
    assert_eq!((text(&deal["value"]["amount"]), text(&deal["next_step"]["text"])), ("5000.00", "Offer"));
    assert_eq!(deal["contact_id"], converted["contact_id"]);
    sales.post(at(&created, "/convert"), &body).await.problem(409, "lead-converted");
    for field in ["deal_id", "account_id", "contact_id"] {
        let origin = sales.get(format!("/v1/leads?{field}={}", text(&converted[field]))).await.expect(200);
        assert_eq!(origin["items"][0]["lead_id"], created["lead_id"]);
    }
    let published = app.published(&org).await;
    let told: Vec<_> = published.iter().map(|event| event.event_type.as_str()).collect();
    assert_eq!(
        told,
        [
            "crm.lead.created.v1",
            "crm.account.created.v1",
            "crm.contact.created.v1",
            "crm.deal.created.v1",
            "crm.lead.converted.v1"
        ]
    );
    let first = published[0].correlation_id;
    assert!(published.iter().all(|event| event.correlation_id == first), "one chain of causes");
}

#[tokio::test]
async fn a_lead_may_become_what_is_there_already() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let known = account(&sales).await;
    let contact = sales.post("/v1/contacts", &json!({"name": "Anna"})).await.expect(201);
    let deal = sales.post("/v1/deals", &json!({"name": "Website"})).await.expect(201);
    let created = lead(&sales, json!({})).await;
    let foreign = app.organization().await.as_role(Role::Sales);
    let theirs = account(&foreign).await;
    for (body, at_field) in [
        (json!({"account_id": theirs["account_id"]}), "/account_id"),
        (json!({"account_id": known["account_id"], "account_name": "x"}), "/account_name"),
        (json!({"contact_id": "0198c0de-0000-7000-8000-000000000001"}), "/contact_id"),
        (json!({"deal": {"deal_id": "0198c0de-0000-7000-8000-000000000001"}}), "/deal/deal_id"),
        (json!({"deal": {"value": eur("-1")}}), "/deal/value/amount"),
        (json!({"deal": {"expected_close_on": "0001-01-01"}}), "/deal/expected_close_on"),
    ] {
        let problem = sales.post(at(&created, "/convert"), &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at_field, "{problem}");
    }
    let before = event_types(&app, &org).await.len();
    let body = json!({"account_id": known["account_id"], "contact_id": contact["contact_id"],
                      "deal": {"deal_id": deal["deal_id"]}});
    let converted = sales.post(at(&created, "/convert"), &body).await.expect(200);
    assert_eq!((&converted["account_id"], &converted["deal_id"]), (&known["account_id"], &deal["deal_id"]));
    assert_eq!(event_types(&app, &org).await.len(), before + 1, "nothing was made anew");
}

#[tokio::test]
async fn the_deal_of_a_lead_begins_where_somebody_says() {
    let (app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let home = admin.get("/v1/pipelines").await.expect(200)["items"][0].clone();
    let field = json!({"record": "deal", "name": "Level", "kind": "text"});
    let field = text(&admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"]).to_owned();
    let asks = json!([{"kind": "value"}, {"kind": "expected_close_on"}, {"kind": "next_step"},
        {"kind": "contact_role", "role": "decision_maker"}, {"kind": "custom_field", "field_id": field}]);
    let stages = json!([{"name": "New", "odds_percent": 10}, {"name": "Signing", "odds_percent": 60, "requires": asks},
        {"name": "Selling", "odds_percent": 70, "requires": [{"kind": "lines"}, {"kind": "accepted_quote"}]}]);
    let other = admin.post("/v1/pipelines", &json!({"name": "Renewals", "stages": stages})).await.expect(201);
    let stage = |index: usize| other["stages"][index]["stage_id"].clone();
    let closing = home["stages"].as_array().unwrap().iter().find(|one| one["status"] == "won").unwrap();
    let foreign = app.organization().await.as_role(Role::Admin);
    let theirs = json!({"name": "Theirs", "stages": [{"name": "One", "odds_percent": 10}]});
    let theirs = foreign.post("/v1/pipelines", &theirs).await.expect(201);
    let known = sales.post("/v1/deals", &json!({"name": "Website"})).await.expect(201);
    let created = lead(&sales, json!({"company": "Acme"})).await;
    for (deal, pointers) in [
        (json!({"stage_id": closing["stage_id"]}), vec!["/deal/stage_id"]),
        (json!({"pipeline_id": home["pipeline_id"], "stage_id": stage(0)}), vec!["/deal/stage_id"]),
        (json!({"pipeline_id": theirs["pipeline_id"]}), vec!["/deal/pipeline_id"]),
        (json!({"stage_id": theirs["stages"][0]["stage_id"]}), vec!["/deal/stage_id"]),
        (json!({"deal_id": known["deal_id"], "stage_id": stage(0)}), vec!["/deal/stage_id"]),
        (json!({"deal_id": known["deal_id"], "pipeline_id": other["pipeline_id"]}), vec!["/deal/pipeline_id"]),
        (json!({"stage_id": stage(2)}), vec!["/deal/lines", "/deal/accepted_quote_id"]),
    ] {
        let problem = sales.post(at(&created, "/convert"), &json!({"deal": deal})).await;
        assert_eq!(problem.status, 422, "{deal}: {}", problem.text);
        let told: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|one| text(&one["pointer"])).collect();
        assert_eq!(told, pointers, "{deal}");
    }
    let bare = json!({"deal": {"stage_id": stage(1)}});
    let problem = sales.post(at(&created, "/convert"), &bare).await.problem(422, "stage-requirements");
    let told: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|one| text(&one["pointer"])).collect();
    let own = format!("/deal/custom/{field}");
    assert_eq!(told, ["/deal/value", "/deal/expected_close_on", "/deal/next_step", "/deal/contact_role", own.as_str()]);
    assert_eq!(sales.get("/v1/accounts").await.expect(200)["items"], json!([]), "nothing was made");

    let said = json!({"deal": {"stage_id": stage(1), "value": eur("5"), "expected_close_on": "2030-01-01",
        "next_step": {"text": "Call"}, "contact_role": "decision_maker", "custom": {field.as_str(): "Gold"}}});
    let converted = sales.post(at(&created, "/convert"), &said).await.expect(200);
    let deal = sales.get(format!("/v1/deals/{}", text(&converted["deal_id"]))).await.expect(200);
    assert_eq!((&deal["pipeline_id"], &deal["stage_id"]), (&other["pipeline_id"], &stage(1)));
    assert_eq!(deal["contacts"], json!([{"contact_id": converted["contact_id"], "role": "decision_maker"}]));
    // A pipeline alone means its first stage, and nothing at all the first of the usual one.
    for (deal, begins) in
        [(json!({"pipeline_id": other["pipeline_id"]}), stage(0)), (json!({}), home["stages"][0]["stage_id"].clone())]
    {
        let next = lead(&sales, json!({"company": "Beta", "email": null})).await;
        let converted = sales.post(at(&next, "/convert"), &json!({"deal": deal})).await.expect(200);
        let made = sales.get(format!("/v1/deals/{}", text(&converted["deal_id"]))).await.expect(200);
        assert_eq!(made["stage_id"], begins);
    }
}

#[tokio::test]
async fn converting_twice_at_once_makes_one_account() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = lead(&sales, json!({"company": "Acme"})).await;
    let (address, body) = (at(&created, "/convert"), json!({}));
    let (one, other) = tokio::join!(sales.post(&address, &body), sales.post(&address, &body));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(sales.get("/v1/accounts").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_the_organisation_requires_of_clients_is_asked_for_when_a_lead_becomes_one() {
    let (app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let mut fields = Vec::new();
    for record in ["account", "contact", "deal"] {
        let field = json!({"record": record, "name": "Level", "kind": "choice", "choices": ["Gold", "Silver"], "required": true});
        fields.push(text(&admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"]).to_owned());
    }
    let [of_account, of_contact, of_deal] = [&fields[0], &fields[1], &fields[2]];
    let created = lead(&sales, json!({"company": "Acme Kft."})).await;
    let before = event_types(&app, &org).await.len();
    let gold = |field: &str| json!({field: "Gold"});
    for (body, at_field) in [
        (json!({"deal": {}}), format!("/account_custom/{of_account}")),
        (json!({"account_custom": {of_account: "Tin"}}), format!("/account_custom/{of_account}")),
        (json!({"account_custom": gold(of_contact)}), format!("/account_custom/{of_contact}")),
        (json!({"account_custom": gold(of_account)}), format!("/contact_custom/{of_contact}")),
        (
            json!({"account_custom": gold(of_account), "contact_custom": gold(of_contact), "deal": {}}),
            format!("/deal/custom/{of_deal}"),
        ),
    ] {
        let problem = sales.post(at(&created, "/convert"), &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at_field, "{problem}");
    }
    assert_eq!(event_types(&app, &org).await.len(), before, "nothing was made");
    let body = json!({"account_custom": gold(of_account), "contact_custom": {of_contact: "Silver"},
                      "deal": {"custom": gold(of_deal)}});
    let converted = sales.post(at(&created, "/convert"), &body).await.expect(200);
    assert_eq!(
        (&converted["account"]["custom"], &converted["contact"]["custom"]),
        (&gold(of_account), &json!({of_contact: "Silver"}))
    );

    let next = lead(&sales, json!({"company": "Acme Kft.", "name": "Bea"})).await;
    let there = json!({"account_id": converted["account_id"], "contact_id": converted["contact_id"]});
    let mut said = there.clone();
    said["account_custom"] = gold(of_account);
    let problem = sales.post(at(&next, "/convert"), &said).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/account_custom", "what is there is changed where it is");
    sales.post(at(&next, "/convert"), &there).await.expect(200);
}

#[tokio::test]
async fn what_a_lead_says_goes_on_under_the_same_names() {
    let (_, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let field = async |record: &str, name: &str, kind: &str, required: bool| {
        let body = json!({"record": record, "name": name, "kind": kind, "required": required});
        text(&admin.post("/v1/custom-fields", &body).await.expect(201)["field_id"]).to_owned()
    };
    let (seats, budget) = (field("lead", "Seats", "text", false).await, field("lead", "Budget", "number", false).await);
    let (of_account, of_deal) =
        (field("account", "SEATS", "number", true).await, field("deal", "budget", "number", true).await);
    let said = json!({"company": "Acme Kft.", "custom": {&seats: "12", &budget: "99.5"}});
    let first = lead(&sales, said.clone()).await;
    let converted = sales.post(at(&first, "/convert"), &json!({"deal": {}})).await.expect(200);
    assert_eq!(converted["account"]["custom"], json!({&of_account: "12"}));
    let deal = sales.get(format!("/v1/deals/{}", text(&converted["deal_id"]))).await.expect(200);
    assert_eq!(deal["custom"], json!({&of_deal: "99.5"}));

    // What the request says goes before what the lead says, and what no field takes is left with the lead.
    let second = lead(&sales, said).await;
    let body = json!({"account_name": "Other", "deal": {"custom": {&of_deal: "1"}}});
    let converted = sales.post(at(&second, "/convert"), &body).await.expect(200);
    let deal = sales.get(format!("/v1/deals/{}", text(&converted["deal_id"]))).await.expect(200);
    assert_eq!(deal["custom"], json!({&of_deal: "1"}));
    let third = lead(&sales, json!({"company": "Third", "custom": {&seats: "many"}})).await;
    let problem = sales.post(at(&third, "/convert"), &json!({})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), format!("/account_custom/{of_account}"));
}
