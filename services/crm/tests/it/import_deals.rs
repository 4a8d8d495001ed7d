//! Deals of a file that were closed elsewhere: why, when, and in which pipeline.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Client;

use crate::imports::{at, check, outcomes, run, set, settled, upload};
use crate::{start, text};

/// A deal by its name.
async fn deal(client: &Client, name: &str) -> Value {
    let found = client.get(format!("/v1/deals?q={name}")).await.expect(200);
    client.get(format!("/v1/deals/{}", text(&found["items"][0]["deal_id"]))).await.expect(200).json
}

#[tokio::test]
async fn a_reason_that_is_here_is_counted_and_another_one_stays_in_its_words() {
    let (app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let reasons = sales.get("/v1/loss-reasons").await.expect(200);
    let price = reasons["items"][0].clone();
    let own = admin.post("/v1/loss-reasons", &json!({"name": "Túl drága"})).await.expect(201);
    let file = "Deal,Status,Lost reason,Closed on\n\
                One,lost, PRICE ,2026-05-01\n\
                Two,lost,tul draga,2026-05-02\n\
                Three,lost,The moon was full,2026-05-03\n\
                Four,lost,,2026-05-04\n";
    let import = upload(&sales, "kind=deals", file).await.expect(201);
    check(&app, &org, &sales, &import.json).await;
    let tried = outcomes(&sales, &import.json).await;
    run(&app, &org, &sales, &import.json).await;
    assert_eq!(outcomes(&sales, &import.json).await, tried, "what was tried out came about");
    let codes: Vec<Vec<String>> = tried.into_iter().map(|(_, codes)| codes).collect();
    assert_eq!(codes, [vec![], vec![], vec!["unknown_loss_reason".to_owned()], vec![]]);
    for (name, reason, words) in [
        ("One", &price["loss_reason_id"], "Price"),
        ("Two", &own["loss_reason_id"], "Túl drága"),
        ("Three", &Value::Null, "The moon was full"),
        ("Four", &Value::Null, "lost"),
    ] {
        let deal = deal(&sales, name).await;
        assert_eq!((&deal["loss_reason_id"], text(&deal["lost_reason"])), (reason, words), "{name}");
    }
    let report = sales.get("/v1/losses").await.expect(200);
    let shown = report["items"].as_array().unwrap().iter();
    let shown: Vec<_> = shown.map(|item| (item["name"].as_str(), item["deals"].as_i64().unwrap())).collect();
    assert_eq!(shown, [(Some("Price"), 1), (Some("Túl drága"), 1), (None, 2)]);

    // What an archived reason was called stays in words, too, and what was imported is taken back like any deal.
    let any = admin.with_header("if-match", "*");
    let path = format!("/v1/loss-reasons/{}", text(&own["loss_reason_id"]));
    any.patch(path, &json!({"archived": true})).await.expect(200);
    let next = upload(&sales, "kind=deals", "Deal,Status,Lost reason,Closed on\nFive,lost,Túl drága,2026-05-05\n");
    let next = next.await.expect(201);
    run(&app, &org, &sales, &next.json).await;
    assert_eq!(outcomes(&sales, &next.json).await[0].1, ["unknown_loss_reason"]);
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    let undone = settled(&app, &org, &sales, &import.json, "undone").await;
    assert_eq!(undone["kept"], 0, "{}", undone.text);
}

#[tokio::test]
async fn the_day_that_fits_how_a_deal_was_closed_counts() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let file = "Deal - Title,Deal - Status,Deal - Value,Deal - Expected close date,Deal - Won time,Deal - Lost time\n\
                One,Lost,100,2026-09-30,,2026-06-01 08:30:00\n\
                Two,Lost,100,,2026-05-01 08:30:00,2026-06-02 08:30:00\n\
                Three,Lost,100,2026-01-30,,\n\
                Four,Lost,100,,,\n\
                Five,Open,100,,,\n";
    let import = upload(&sales, "", file).await.expect(201);
    let meant: Vec<&str> =
        import["settings"]["columns"].as_array().unwrap().iter().map(|rule| text(&rule["field"])).collect();
    assert_eq!(meant, ["name", "status", "value", "expected_close_on", "won_on", "lost_on"]);
    check(&app, &org, &sales, &import.json).await;
    let tried = outcomes(&sales, &import.json).await;
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(outcomes(&sales, &import.json).await, tried, "what was tried out came about");
    let codes: Vec<Vec<String>> = tried.into_iter().map(|(_, codes)| codes).collect();
    let one = |code: &str| vec![code.to_owned()];
    assert_eq!(codes, [vec![], one("no_place"), one("no_closing_day"), one("no_closing_day"), vec![]]);
    assert_eq!(done["counts"]["mended"], 3);
    // A deal that somebody opens says which day it is where the organisation is.
    let today = sales.post("/v1/deals", &json!({"name": "Today"})).await.expect(201)["opened_on"].clone();
    let today = text(&today);
    let rows = sales.get(at(&import.json, "/rows")).await.expect(200);
    let remark = |row: usize| &rows["items"][row]["remarks"][0];
    assert_eq!((&remark(1)["field"], &remark(1)["detail"]), (&json!("won_on"), &json!("2026-05-01 08:30:00")));
    for (row, name, day) in
        [(0, "One", "2026-06-01"), (1, "Two", "2026-06-02"), (2, "Three", "2026-01-30"), (3, "Four", today)]
    {
        assert_eq!(deal(&sales, name).await["closed_on"], day, "{name}");
        if row > 1 {
            assert_eq!((&remark(row)["field"], &remark(row)["detail"]), (&json!("closed_on"), &json!(day)));
        }
    }

    // Where a system keeps one day only, it is when a closed deal was closed.
    let file = "Record ID,Deal Name,Deal Stage,Close Date\n7,Six,closedlost,2026-03-31 00:00\n";
    let import = upload(&sales, "", file).await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    assert_eq!(outcomes(&sales, &import.json).await, [("created".to_owned(), vec![])]);
    assert_eq!(deal(&sales, "Six").await["closed_on"], "2026-03-31");

    // A deal that is won here is won on its day, too.
    let file = "Deal - Title,Deal - Organization,Deal - Status,Deal - Value,Deal - Won time,Deal - Lost time\n\
                Seven,Acme,Won,100,2026-04-02 09:00:00,2026-03-01 09:00:00\n";
    let import = upload(&sales, "", file).await.expect(201);
    let won = |settings: &mut Value| {
        settings["won_deals"] = json!("win");
        settings["vat_rate"] = json!("27");
    };
    let import = set(&sales, &import, won).await.expect(200);
    run(&app, &org, &sales, &import.json).await;
    assert_eq!(deal(&sales, "Seven").await["closed_on"], "2026-04-02");
}

#[tokio::test]
async fn the_pipeline_a_row_names_is_found_and_columns_that_become_nothing_are_named() {
    let (app, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let stages = json!([{"name": "Qualified", "odds_percent": 20}, {"name": "Signing", "odds_percent": 60}]);
    let pipeline = admin.post("/v1/pipelines", &json!({"name": "Renewals", "stages": stages})).await.expect(201);
    let home = sales.get("/v1/pipelines").await.expect(200);
    let home = home["items"].as_array().unwrap().iter().find(|one| one["is_default"] == true).unwrap().clone();
    let file = "Record ID,Deal Name,Deal Stage,Pipeline,Next Step,Deal Type,Forecast\n\
                1,One,Signing,renewals,Call Anna,newbusiness,\n\
                2,Two,,Renewals,,existing,\n\
                3,Three,,Elsewhere,,,\n\
                4,Four,Signing,Elsewhere,,,\n\
                5,Five,closedlost,Renewals,,,\n";
    let import = upload(&sales, "", file).await.expect(201);
    let meant = import["settings"]["columns"].as_array().unwrap().iter().map(|rule| rule["field"].as_str());
    let proposed = [Some("key"), Some("name"), Some("stage"), Some("pipeline"), Some("next_step"), None, None];
    assert_eq!(meant.collect::<Vec<_>>(), proposed);
    assert_eq!(
        import["unused"],
        json!([{"column": 5, "heading": "Deal Type", "rows": 2}]),
        "an empty one loses nothing"
    );
    let values = sales.get(at(&import.json, "/values")).await.expect(200);
    let of_pipeline = values["items"].as_array().unwrap().iter().find(|one| one["field"] == "pipeline").unwrap();
    let renewals = &pipeline["pipeline_id"];
    assert_eq!(of_pipeline["values"].as_array().unwrap().iter().filter(|one| &one["means"] == renewals).count(), 2);
    run(&app, &org, &sales, &import.json).await;
    let codes: Vec<Vec<String>> = outcomes(&sales, &import.json).await.into_iter().map(|(_, codes)| codes).collect();
    let one = |code: &str| vec![code.to_owned()];
    assert_eq!(codes, [vec![], vec![], one("unknown_pipeline"), one("unknown_pipeline"), one("no_closing_day")]);
    for (name, of, stage) in [
        ("One", &pipeline.json, Some(1_usize)),
        ("Two", &pipeline.json, Some(0)),
        ("Three", &home, Some(0)),
        ("Four", &pipeline.json, Some(1)),
        ("Five", &pipeline.json, None),
    ] {
        let deal = deal(&sales, name).await;
        assert_eq!(deal["pipeline_id"], of["pipeline_id"], "{name}");
        if let Some(stage) = stage {
            assert_eq!(deal["stage_id"], of["stages"][stage]["stage_id"], "{name}");
        }
    }
    assert_eq!(deal(&sales, "One").await["next_step"]["text"], "Call Anna");

    // It can be said what a name stands for, a column may become something after all, and only pipelines that are here count.
    let next = upload(&sales, "", file.replace(",One,", ",Six,").replace("\n1,", "\n6,")).await.expect(201);
    let wrong = set(&sales, &next, |settings| {
        settings["columns"][3]["values"] = json!({"Elsewhere": kernel::PipelineId::new()});
    });
    assert_eq!(crate::pointer(&wrong.await.problem(422, "invalid-field")), "/columns/3/values/Elsewhere");
    let said = set(&sales, &next, |settings| {
        settings["columns"][3]["values"] = json!({"Elsewhere": pipeline["pipeline_id"]});
        settings["columns"][5] = json!({"field": "tags"});
    });
    assert_eq!(said.await.expect(200)["unused"], json!([]));
}
