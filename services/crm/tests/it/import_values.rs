//! Every value of a row becomes something, or there is a remark of it.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{App, Client, Organization};

use crate::imports::{at, check, outcomes, run, set, upload};
use crate::{start, text};

/// Imports a file whose columns mean this; answers the field and the value of each remark that something has no place, row by
/// row.
async fn left(
    (app, org, sales): (&App, &Organization, &Client),
    kind: &str,
    fields: &[&str],
    rows: &[&str],
) -> Vec<Vec<(String, String)>> {
    let headings: Vec<String> = (0..fields.len()).map(|no| format!("Column {no}")).collect();
    let file = format!("{}\n{}\n", headings.join(","), rows.join("\n"));
    let import = upload(sales, &format!("kind={kind}"), file).await.expect(201);
    let columns: Vec<Value> = fields.iter().map(|field| json!({"field": field})).collect();
    let import = set(sales, &import, |settings| settings["columns"] = json!(columns)).await.expect(200);
    check(app, org, sales, &import.json).await;
    let tried = outcomes(sales, &import.json).await;
    run(app, org, sales, &import.json).await;
    assert_eq!(outcomes(sales, &import.json).await, tried, "what was tried out came about");
    assert!(tried.iter().all(|(outcome, _)| outcome == "created"), "{tried:?}");
    let rows = sales.get(at(&import.json, "/rows?limit=200")).await.expect(200);
    let of_row = |row: &Value| {
        let remarks = row["remarks"].as_array().unwrap().iter().filter(|one| one["code"] == "no_place");
        remarks.map(|one| (text(&one["field"]).to_owned(), text(&one["detail"]).to_owned())).collect()
    };
    rows["items"].as_array().unwrap().iter().map(of_row).collect()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn what_a_row_says_of_a_person_and_their_company_is_kept_or_named() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let here = (&app, &org, &sales);
    let acme = json!({"name": "Acme", "country": "HU", "industry": "Tools"});
    sales.post("/v1/accounts", &acme).await.expect(201);
    let fields =
        ["name", "first_name", "email", "email", "phone", "phone", "account", "country", "industry", "website"];
    let rows = [
        "Anna Kiss,Anna,anna@a.example,ANNA@a.example,1,2,,HU,,",
        "Bea,,bea@b.example,b@b.example,,,Acme,Hungary,Tools,",
        "Cili,,none,cili@c.example,,,Acme,AT,Tools,acme.example",
        "Dora,,dora@d.example,,,,Fresh Kft.,DE,Food,fresh.example",
        "Eva,,eva@e.example,,,,Fresh Kft.,DE,Drinks,fresh.example",
    ];
    let said = left(here, "contacts", &fields, &rows).await;
    assert_eq!(said[0], pairs(&[("phone", "2")]), "the country is the person's, with a company or without");
    assert_eq!(said[1], [], "both addresses are kept, and what the company says already is not lost");
    assert_eq!(said[2], pairs(&[("website", "acme.example"), ("email", "none")]));
    assert_eq!(said[3], [], "the company that the row makes keeps it");
    let anna = sales.get("/v1/contacts?q=kiss%20anna").await.expect(200);
    assert_eq!((&anna["items"][0]["name"], &anna["items"][0]["given_name"]), (&json!("Anna Kiss"), &json!("Anna")));
    assert_eq!(said[4], pairs(&[("industry", "Drinks")]));

    let fields = ["record_type", "name", "email", "job_title", "country"];
    let said = left(here, "contacts", &fields, &["company,Beta Ltd,info@beta.example,Head,SK"]).await;
    assert_eq!(said[0], pairs(&[("email", "info@beta.example"), ("job_title", "Head")]), "a company has neither");
}

#[tokio::test]
async fn what_deals_leads_and_activities_have_no_place_for_is_named() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let here = (&app, &org, &sales);
    sales.post("/v1/contacts", &json!({"name": "Jane", "external_ref": "j"})).await.expect(201);
    let fields =
        ["name", "status", "lost_reason", "closed_on", "next_step", "next_step_due_on", "contact_key", "contact"];
    let rows = [
        "One,open,too dear,2026-01-05,,2026-02-01,,",
        "Two,lost,too dear,2026-01-05,Call,2026-02-01,j,Janet",
        "Three,,,,Call,2026-02-01,,",
    ];
    let said = left(here, "deals", &fields, &rows).await;
    let of_open = [("lost_reason", "too dear"), ("closed_on", "2026-01-05"), ("next_step_due_on", "2026-02-01")];
    assert_eq!(said, [pairs(&of_open), Vec::new(), Vec::new()]);

    let fields = ["name", "status", "lost_reason", "next_step_due_on", "currency"];
    let said = left(here, "leads", &fields, &["Lia,new,asleep,2026-02-01,EUR", "Lea,lost,asleep,,"]).await;
    assert_eq!(said, [pairs(&[("lost_reason", "asleep"), ("next_step_due_on", "2026-02-01")]), Vec::new()]);

    sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    let fields =
        ["activity_type", "note", "account", "happened_at", "ends_at", "duration", "direction", "place", "outcome"];
    let rows = [
        "note,Green,Acme,2026-03-01 10:00,,15,incoming,Vienna,reached",
        "meeting,Blue,Acme,2026-03-02 10:00,2026-03-02 11:00,60,,Vienna,",
        "meeting,Red,Acme,2026-03-03 10:00,2026-03-03 11:00,45,,Vienna,reached",
        "call,White,Acme,2026-03-04 10:00,,15,incoming,,reached",
    ];
    let said = left(here, "activities", &fields, &rows).await;
    let of_note = [("duration", "15"), ("direction", "incoming"), ("place", "Vienna"), ("outcome", "reached")];
    assert_eq!(said[0], pairs(&of_note));
    assert_eq!((&said[1], &said[3]), (&Vec::new(), &Vec::new()));
    assert_eq!(said[2], pairs(&[("duration", "45"), ("outcome", "reached")]));
}

#[tokio::test]
async fn what_is_filled_in_says_what_it_does_not_take() {
    let (app, org) = start().await;
    let (sales, admin) = (org.as_role(Role::Sales), org.as_role(Role::Admin));
    for name in ["Key", "Old"] {
        admin.post("/v1/tags", &json!({"name": name})).await.expect(201);
    }
    sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    let import = upload(&sales, "kind=accounts", "Company,Country,Tags\nAcme,HU,Key\n").await.expect(201);
    let import = set(&sales, &import, |settings| settings["existing"] = json!("fill")).await.expect(200);
    run(&app, &org, &sales, &import.json).await;
    let said = outcomes(&sales, &import.json).await;
    assert_eq!(said, [("updated".to_owned(), vec!["no_place".to_owned()])]);
}
