//! What is kept of imports and for how long, what was remembered and is gone, and what happens beside one that is undone.

use chrono::TimeDelta;
use futures::future::join_all;
use kernel::Role;
use serde_json::{Value, json};

use crate::imports::{at, check, names, run, set, settled, upload};
use crate::{event_types, start, text};

#[tokio::test]
async fn rows_are_kept_for_a_month_and_files_that_nobody_runs_for_two_weeks() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let done = upload(&sales, "kind=leads", "Name,E-mail\nAnna,anna@example.com\n").await.expect(201);
    run(&app, &org, &sales, &done.json).await;
    let draft = upload(&sales, "kind=leads", "Name\nBence\n").await.expect(201);
    let fresh = upload(&sales, "kind=leads", "Name\nCsaba\n").await.expect(201);
    let now = app.running.state().clock.now();
    app.run_job_at(&org, "tidy up imports", now + TimeDelta::days(13)).await;
    sales.get(at(&draft.json, "")).await.expect(200);
    // Whoever works with a file keeps it.
    set(&sales, &fresh, |settings| settings["existing"] = json!("fill")).await.expect(200);
    app.run_job_at(&org, "tidy up imports", now + TimeDelta::days(29)).await;
    sales.get(at(&draft.json, "")).await.problem(404, "not-found");
    let rows = sales.get(at(&done.json, "/rows")).await.expect(200);
    assert_eq!(rows["items"].as_array().map(Vec::len), Some(1));
    app.run_job_at(&org, "tidy up imports", now + TimeDelta::days(31)).await;
    let cleared = sales.get(at(&done.json, "")).await.expect(200);
    assert!(cleared["cleared_at"].is_string() && cleared["counts"]["created"] == 1, "{}", cleared.text);
    assert!(!cleared.text.contains("anna@example.com"), "samples, too: {}", cleared.text);
    assert_eq!(sales.get(at(&done.json, "/rows")).await.expect(200)["items"], json!([]));
    sales.post(at(&done.json, "/undo"), &json!({})).await.problem(409, "import-cleared");
    assert_eq!(names(&sales, "/v1/leads").await, ["Anna"], "what it made stays");
    let told = event_types(&app, &org).await;
    assert!(told.iter().filter(|kind| *kind == "crm.import.discarded.v1").count() >= 1);
}

#[tokio::test]
async fn only_so_many_files_wait() {
    let (_app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let mut first = None;
    for no in 0..20 {
        let import = upload(&sales, "kind=leads", format!("Name\nAnna {no}\n")).await.expect(201);
        first.get_or_insert(import);
    }
    upload(&sales, "kind=leads", "Name\nBence\n").await.problem(409, "too-many-imports");
    sales.delete(at(&first.unwrap().json, "")).await.expect(200);
    upload(&sales, "kind=leads", "Name\nBence\n").await.expect(201);
}

#[tokio::test]
async fn what_was_remembered_and_is_gone_is_not_proposed_and_not_run() {
    let (app, org) = start().await;
    let (sales, admin) = (org.as_role(Role::Sales), org.as_role(Role::Admin));
    let any = admin.with_header("if-match", "*");
    let field = json!({"record": "deal", "name": "Tier", "kind": "text"});
    let field = admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"].clone();
    let stages = json!([{"name": "First", "odds_percent": 20}, {"name": "Second", "odds_percent": 60}]);
    let pipeline = admin.post("/v1/pipelines", &json!({"name": "Other", "stages": stages})).await.expect(201);
    let stage = pipeline["stages"][1]["stage_id"].clone();
    let file = "Deal,Step,Level\nOne,x,gold\n";
    let import = upload(&sales, "kind=deals", file).await.expect(201);
    let change = |settings: &mut Value| {
        settings["columns"][1] = json!({"field": "stage", "values": {"x": stage}});
        settings["columns"][2] = json!({"field": "custom", "field_id": field});
    };
    let import = set(&sales, &import, change).await.expect(200);
    let waiting = upload(&sales, "kind=deals", file.replace("One", "Two")).await.expect(201);
    let waiting = set(&sales, &waiting, change).await.expect(200);
    run(&app, &org, &sales, &import.json).await;
    let next = upload(&sales, "kind=deals", file).await.expect(201);
    assert_eq!(next["settings"], import["settings"], "remembered");
    let archived = json!({"archived": true});
    any.patch(format!("/v1/custom-fields/{}", text(&field)), &archived).await.expect(200);
    let pipelines = sales.get("/v1/pipelines").await.expect(200);
    let home = pipelines["items"].as_array().unwrap().iter().find(|one| one["is_default"] == true).unwrap();
    let away = json!({"move_to_stage_id": home["stages"][0]["stage_id"]});
    admin.post(format!("/v1/pipelines/{}/archive", text(&pipeline["pipeline_id"])), &away).await.expect(200);
    let next = upload(&sales, "kind=deals", file).await.expect(201);
    let columns = &next["settings"]["columns"];
    assert_eq!((&columns[1]["values"], &columns[2]["field"]), (&json!({}), &Value::Null), "{columns}");
    let refused = sales.post(at(&waiting.json, "/run"), &json!({})).await.problem(422, "invalid-field");
    assert!(crate::pointer(&refused).starts_with("/columns/"), "{refused}");
}

#[tokio::test]
async fn a_bad_byte_is_flagged_and_leaves_the_rest_as_it_is() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let mut file = "Név,Cég\nÁrvíztűrő Tükörfúró,Őrség Kft.\n".as_bytes().to_vec();
    file.extend_from_slice(b"P\xe9ter,Acme\n");
    let import = upload(&sales, "kind=leads", file).await.expect(201);
    assert_eq!((&import["reading"]["encoding"], &import["reading"]["unreadable"]), (&json!("UTF-8"), &json!(1)));
    check(&app, &org, &sales, &import.json).await;
    let rows = sales.get(at(&import.json, "/rows")).await.expect(200);
    assert_eq!(rows["items"][0]["remarks"], json!([]));
    assert_eq!(rows["items"][1]["remarks"][0]["code"], "bad_characters");
    assert_eq!(rows["items"][0]["cells"][0], "Árvíztűrő Tükörfúró");
}

#[tokio::test]
async fn nothing_is_written_down_about_what_is_being_removed() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let rows = (1..=60).map(|no| format!("Account {no:02}\n")).collect::<Vec<_>>().concat();
    let import = upload(&sales, "kind=accounts", format!("Company\n{rows}")).await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    let accounts = sales.get("/v1/accounts?limit=100").await.expect(200);
    let ids: Vec<Value> = accounts["items"].as_array().unwrap().iter().map(|one| one["account_id"].clone()).collect();
    assert_eq!(ids.len(), 60);
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    let notes = join_all(ids.iter().map(async |id| {
        let note = json!({"about": [{"account_id": id}], "content": {"kind": "note", "text": "just now"}});
        let answer = sales.post("/v1/activities", &note).await;
        assert!([201, 422].contains(&answer.status), "{}", answer.text);
        (id, answer.status == 201)
    }));
    let (notes, _) = tokio::join!(notes, settled(&app, &org, &sales, &import.json, "undone"));
    for (id, written) in notes {
        let there = sales.get(format!("/v1/accounts/{}", text(id))).await.status == 200;
        assert!(there || !written, "a note is about nothing: {id}");
    }
}
