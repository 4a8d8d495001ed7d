//! Deals while they are open.

use kernel::Role;
use serde_json::{Value, json};

use crate::{account, deal, eur, event_types, fixed_line, path, pointer, start, text};

#[tokio::test]
async fn a_deal_is_opened_with_lines_and_shown_with_its_past() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = account(&sales).await;
    let contact = sales.post("/v1/contacts", &json!({"name": "Anna"})).await.expect(201);
    let body = json!({"name": "Portal", "account_id": account["account_id"], "contact_id": contact["contact_id"],
        "opened_on": "2026-01-10", "expected_close_on": "2026-12-01", "external_ref": "D-1",
        "lines": [
            {"name": "Build", "vat_rate": "27", "billing": {"kind": "fixed", "price": eur("100"), "milestones": [
                {"name": "Design", "share_percent": "33.33"},
                {"name": "Build", "share_percent": "33.33"},
                {"name": "Launch", "share_percent": "33.34", "due_on": "2026-11-30"}]}},
            {"name": "Care", "vat_rate": "27", "billing": {"kind": "retainer", "amount": eur("50"),
                "cadence": "monthly", "periods": 6, "starts_on": "2027-01-01", "budget_hours": "4"}},
            {"name": "Extra", "vat_rate": "27", "billing": {"kind": "time_and_materials", "rates": [
                {"role": "Developer", "hourly_rate": eur("90"), "estimated_hours": "10"}]}},
            {"name": "Licence", "vat_rate": "27", "billing": {"kind": "one_off", "quantity": "2", "unit_price": eur("9.99")}}]});
    let created = sales.post("/v1/deals", &body).await.expect(201);
    assert_eq!(created["value"], eur("1319.98"));
    let amounts: Vec<_> = created["lines"][0]["billing"]["milestones"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| text(&part["amount"]["amount"]))
        .collect();
    assert_eq!(amounts, ["33.33", "33.33", "33.34"]);

    let shown = sales.get(path(&created, "")).await.expect(200);
    assert_eq!((&shown["lines"], &shown["delivery"], shown.etag()), (&created["lines"], &Value::Null, created.etag()));
    assert_eq!((&shown["history"][0]["entered_on"], &shown["odds_percent"]), (&json!("2026-01-10"), &json!(10)));
    let told = app.published(&org).await;
    assert_eq!(
        (told[2].event_type.as_str(), &told[2].payload["deal"]["lines"]),
        ("crm.deal.created.v1", &created["lines"])
    );
}

#[tokio::test]
async fn bad_input_is_refused_where_it_stands_and_changes_nothing() {
    let (app, org) = start().await;
    let (sales, stranger) = (org.as_role(Role::Sales), app.organization().await.as_role(Role::Sales));
    let foreign_account = account(&stranger).await;
    let foreign_contact = stranger.post("/v1/contacts", &json!({"name": "Anna"})).await.expect(201);
    let line = |billing: Value| json!({"name": "d", "lines": [{"name": "l", "vat_rate": "27", "billing": billing}]});
    let usd = json!({"amount": "1", "currency": "USD"});
    let cases = [
        (json!({"name": "d", "account_id": foreign_account["account_id"]}), "/account_id"),
        (json!({"name": "d", "contact_id": foreign_contact["contact_id"]}), "/contact_id"),
        (json!({"name": "d", "opened_on": "2999-01-01"}), "/opened_on"),
        (json!({"name": "d", "expected_close_on": "0001-01-01"}), "/expected_close_on"),
        (json!({"name": "d", "value": eur("-1")}), "/value/amount"),
        (json!({"name": "d", "value": eur("0.001")}), "/value/amount"),
        (json!({"name": "d", "value": usd}), "/value/currency"),
        (json!({"name": "d", "currency": "EURO"}), "/currency"),
        (json!({"name": "d", "status": "won"}), ""),
        (line(json!({"kind": "barter"})), "/lines/0/billing"),
        (line(json!({"kind": "fixed", "price": eur("1"), "colour": "red"})), "/lines/0/billing"),
        (line(json!({"kind": "fixed", "price": usd})), "/lines/0/billing/price/currency"),
        (line(json!({"kind": "one_off", "quantity": "-1", "unit_price": eur("1")})), "/lines/0/billing"),
        (line(json!({"kind": "one_off", "quantity": "0", "unit_price": eur("1")})), "/lines/0/billing/quantity"),
        (
            line(json!({"kind": "one_off", "quantity": "999999999", "unit_price": eur("99999999999999")})),
            "/lines/0/billing",
        ),
        (line(json!({"kind": "time_and_materials", "rates": []})), "/lines/0/billing/rates"),
        (
            line(
                json!({"kind": "retainer", "amount": eur("1"), "cadence": "monthly", "periods": 0, "starts_on": "2026-01-01"}),
            ),
            "/lines/0/billing/periods",
        ),
    ];
    for (body, at) in cases {
        let problem = sales.post("/v1/deals", &body).await.problem(422, "invalid-field");
        assert!(pointer(&problem).starts_with(at), "{body}: {problem}");
    }
    assert!(event_types(&app, &org).await.is_empty());
}

#[tokio::test]
async fn of_concurrent_writers_exactly_one_wins_a_version() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = deal(&sales).await;
    let writer = sales.with_header("if-match", created.etag());
    let writers: Vec<_> = (0..10)
        .map(|number| {
            let (writer, address) = (writer.clone(), path(&created, ""));
            tokio::spawn(async move { writer.patch(address, &json!({"name": format!("Name {number}")})).await.status })
        })
        .collect();
    let mut statuses = Vec::new();
    for writer in writers {
        statuses.push(writer.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (200, [412; 9].as_slice()));
    assert_eq!(sales.get(path(&created, "")).await.expect(200)["version"], 2);
    assert_eq!(event_types(&app, &org).await.iter().filter(|name| *name == "crm.deal.updated.v1").count(), 1);
}

#[tokio::test]
async fn a_change_says_what_version_it_changes() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let created = deal(&sales).await;
    let (address, change) = (path(&created, ""), json!({"expected_close_on": "2027-01-01"}));
    sales.patch(&address, &change).await.problem(428, "match-required");
    let changed = sales.with_header("if-match", created.etag()).patch(&address, &change).await.expect(200);
    sales.with_header("if-match", created.etag()).patch(&address, &change).await.problem(412, "stale-version");
    let emptied = sales
        .with_header("if-match", changed.etag())
        .patch(&address, &json!({"expected_close_on": null}))
        .await
        .expect(200);
    assert_eq!((&emptied["expected_close_on"], &emptied["version"]), (&Value::Null, &json!(3)));
    let lines = json!({"lines": [fixed_line("10"), fixed_line("20.50")]});
    let changed = sales.with_header("if-match", emptied.etag()).patch(&address, &lines).await.expect(200);
    assert_eq!(changed["value"], eur("30.50"));
    // A transition takes the version when it is given, and does without.
    let lose = json!({"reason": "no budget"});
    sales
        .with_header("if-match", created.etag())
        .post(path(&created, "/lose"), &lose)
        .await
        .problem(412, "stale-version");
    sales.post(path(&created, "/lose"), &lose).await.expect(200);
}

#[tokio::test]
async fn every_stay_in_a_stage_is_kept() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let pipeline = sales.get("/v1/pipelines").await.expect(200);
    let stage = |index: usize| pipeline["items"][0]["stages"][index]["stage_id"].clone();
    let created = sales.post("/v1/deals", &json!({"name": "d", "opened_on": "2026-01-01"})).await.expect(201);
    let go = |to: Value, on: &'static str| {
        let (sales, address) = (sales.clone(), path(&created, "/move"));
        async move { sales.post(address, &json!({"stage_id": to, "on": on})).await }
    };
    go(stage(2), "2026-01-11").await.expect(200);
    go(stage(0), "2026-01-12").await.expect(200);
    let moved = go(stage(3), "2026-01-15").await.expect(200);
    assert_eq!(
        (&moved["stage_name"], &moved["odds_percent"], &moved["version"]),
        (&json!("Negotiation"), &json!(75), &json!(4))
    );

    go(stage(3), "2026-01-16").await.problem(409, "deal-in-stage");
    for (to, on, at) in [
        (stage(4), "2026-01-16", "/stage_id"),
        (stage(5), "2026-01-16", "/stage_id"),
        (stage(1), "2026-01-14", "/on"),
        (stage(1), "2999-01-01", "/on"),
        (json!("0198c0de-0000-7000-8000-000000000001"), "2026-01-16", "/stage_id"),
    ] {
        assert_eq!(pointer(&go(to, on).await.problem(422, "invalid-field")), at);
    }

    let history = sales.get(path(&created, "/history")).await.expect(200);
    let visits: Vec<_> = history["visits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|visit| (text(&visit["stage_name"]), text(&visit["entered_on"]), visit["left_on"].as_str()))
        .collect();
    let expected = [
        ("Prospecting", "2026-01-01", Some("2026-01-11")),
        ("Proposal", "2026-01-11", Some("2026-01-12")),
        ("Prospecting", "2026-01-12", Some("2026-01-15")),
        ("Negotiation", "2026-01-15", None),
    ];
    assert_eq!(visits, expected);
    let first = &history["stages"][0];
    assert_eq!((&first["visits"], &first["latest_days"], &first["total_days"]), (&json!(2), &json!(3), &json!(13)));
    assert_eq!(text(&history["visits"][0]["left_by"]), format!("member:{}", sales.member_id));
    let told = app.published(&org).await;
    assert_eq!(
        (told[1].event_type.as_str(), &told[1].payload["from_stage_id"]),
        ("crm.deal.stage_changed.v1", &stage(0))
    );
}

#[tokio::test]
async fn concurrent_moves_follow_one_another() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let pipeline = sales.get("/v1/pipelines").await.expect(200);
    let created = sales.post("/v1/deals", &json!({"name": "d"})).await.expect(201);
    let moves: Vec<_> = (0..12)
        .map(|number| {
            let stage = pipeline["items"][0]["stages"][number % 4]["stage_id"].clone();
            let (sales, address) = (sales.clone(), path(&created, "/move"));
            tokio::spawn(async move { sales.post(address, &json!({"stage_id": stage})).await.status })
        })
        .collect();
    let mut moved = 0;
    for one in moves {
        let status = one.await.unwrap();
        assert!(status == 200 || status == 409, "{status}");
        moved += i64::from(status == 200);
    }
    let history = sales.get(path(&created, "/history")).await.expect(200);
    let visits = history["visits"].as_array().unwrap();
    assert_eq!(visits.len(), usize::try_from(moved).unwrap() + 1);
    assert!(visits.windows(2).all(|pair| pair[0]["stage_id"] != pair[1]["stage_id"] && !pair[0]["left_at"].is_null()));
    assert_eq!(app.published(&org).await.last().map(|event| event.aggregate_seq), Some(moved + 1));
}

#[tokio::test]
async fn a_deal_may_turn_out_to_have_been_opened_earlier() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let pipeline = sales.get("/v1/pipelines").await.expect(200);
    let created = sales.post("/v1/deals", &json!({"name": "d", "opened_on": "2026-02-01"})).await.expect(201);
    let writer = sales.with_header("if-match", created.etag());
    writer.patch(path(&created, ""), &json!({"opened_on": "2026-01-01"})).await.expect(200);
    let body = json!({"stage_id": pipeline["items"][0]["stages"][1]["stage_id"], "on": "2026-01-15"});
    sales.post(path(&created, "/move"), &body).await.expect(200);
    let history = sales.get(path(&created, "/history")).await.expect(200);
    assert_eq!(history["stages"][0]["total_days"], 14);
}

#[tokio::test]
async fn lists_are_filtered_sorted_and_paged() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = account(&sales).await;
    for number in 1..=7 {
        let body = json!({"name": format!("Deal {number}"), "value": eur(&format!("{}", number % 3)), "external_ref": format!("x{number}"),
                          "opened_on": format!("2026-01-{:02}", (number + 1) / 2), "account_id": account["account_id"]});
        sales.post("/v1/deals", &body).await.expect(201);
    }
    for (sort, first) in [("-opened_on", "Deal 7"), ("opened_on", "Deal 1"), ("-value", "Deal 5"), ("name", "Deal 1")] {
        let mut seen = Vec::new();
        let mut address = format!("/v1/deals?limit=3&sort={sort}");
        loop {
            let page = sales.get(&address).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            address = format!("/v1/deals?limit=3&sort={sort}&cursor={cursor}");
        }
        assert_eq!((seen.len(), seen[0].as_str()), (7, first), "{sort}: {seen:?}");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 7, "{sort} repeats rows");
    }
    let account_id = text(&account["account_id"]);
    let owner_id = sales.member_id;
    for (query, count) in [
        ("status=open".to_owned(), 7),
        ("status=won".to_owned(), 0),
        ("min_value=2".to_owned(), 2),
        ("external_ref=x3".to_owned(), 1),
        ("currency=HUF".to_owned(), 0),
        ("name=deal".to_owned(), 7),
        (format!("account_id={account_id}&owner_id={owner_id}"), 7),
    ] {
        let page = sales.get(format!("/v1/deals?{query}")).await.expect(200);
        assert_eq!(page["items"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let item = &sales.get("/v1/deals?limit=1").await.expect(200)["items"][0];
    assert!(item.get("lines").is_none() && item["account_name"] == "Acme", "{item}");
    for query in ["sort=colour", "status=maybe", "min_value=x", "limit=0", "cursor=00"] {
        assert_eq!(sales.get(format!("/v1/deals?{query}")).await.status, 422, "{query}");
    }
}

#[tokio::test]
async fn a_reference_is_used_once() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body = json!({"name": "d", "external_ref": "1C1I7A6R"});
    sales.post("/v1/deals", &body).await.expect(201);
    let problem = sales.post("/v1/deals", &body).await.problem(409, "external-ref-taken");
    assert_eq!(pointer(&problem), "/external_ref");
}

#[tokio::test]
async fn who_may_not_is_refused() {
    let (_, org) = start().await;
    let created = deal(&org.as_role(Role::Sales)).await;
    for role in [Role::Employee, Role::Auditor, Role::Finance] {
        let client = org.as_role(role);
        client.post("/v1/deals", &json!({"name": "d"})).await.problem(403, "forbidden");
        client.with_header("if-match", "*").patch(path(&created, ""), &json!({})).await.problem(403, "forbidden");
        client.post(path(&created, "/win"), &json!({})).await.problem(403, "forbidden");
    }
    org.as_role(Role::Employee).get(path(&created, "")).await.problem(403, "forbidden");
    org.as_role(Role::Auditor).get(path(&created, "")).await.expect(200);
}

#[tokio::test]
async fn another_organisation_gets_404() {
    let (app, org) = start().await;
    let created = deal(&org.as_role(Role::Sales)).await;
    let stranger = app.organization().await.as_role(Role::Owner).with_header("if-match", "*");
    for below in ["", "/history"] {
        stranger.get(path(&created, below)).await.problem(404, "not-found");
    }
    stranger.patch(path(&created, ""), &json!({"name": "Mine"})).await.problem(404, "not-found");
    let stage = created["stage_id"].clone();
    for (verb, body) in [
        ("/win", json!({})),
        ("/lose", json!({"reason": "r"})),
        ("/reopen", json!({"reason": "r"})),
        ("/move", json!({"stage_id": stage})),
    ] {
        stranger.post(path(&created, verb), &body).await.problem(404, "not-found");
    }
    assert_eq!(stranger.get("/v1/deals").await.expect(200)["items"], json!([]));
}
