//! A preview is what a run does, also where rows depend on one another over hundreds of others.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{App, Client, Organization};

use crate::imports::{at, check, counts, names, run, set, upload};
use crate::start;

/// What became of every row, with what there is to say of it.
async fn all(client: &Client, import: &Value) -> Vec<(i64, String, Value)> {
    let mut rows = Vec::new();
    let mut next = Some(at(import, "/rows?limit=200"));
    while let Some(path) = next {
        let page = client.get(&path).await.expect(200);
        rows.extend(page["items"].as_array().unwrap().iter().map(|row| {
            let codes: Vec<Value> =
                row["remarks"].as_array().unwrap().iter().map(|one| json!([one["code"], one["detail"]])).collect();
            (row["row_no"].as_i64().unwrap(), row["outcome"].as_str().unwrap_or_default().to_owned(), json!(codes))
        }));
        let cursor = page["next_cursor"].as_str().map(str::to_owned);
        next = cursor.map(|cursor| at(import, &format!("/rows?limit=200&cursor={cursor}")));
    }
    rows
}

struct File<'a> {
    heading: &'a str,
    /// The row of a number.
    row: &'a dyn Fn(usize) -> String,
    kind: &'a str,
    settings: Value,
}

/// Tries 250 rows out and runs them; what was said of each must come about. Answers how many became what.
async fn same(app: &App, org: &Organization, sales: &Client, file: File<'_>) -> Value {
    let rows = (1..=250).map(file.row).map(|row| format!("{row}\n")).collect::<Vec<_>>().concat();
    let import = upload(sales, &format!("kind={}", file.kind), format!("{}\n{rows}", file.heading)).await.expect(201);
    let change = |settings: &mut Value| {
        for (name, value) in file.settings.as_object().unwrap() {
            settings[name] = value.clone();
        }
    };
    let import = set(sales, &import, change).await.expect(200);
    let checked = check(app, org, sales, &import.json).await;
    let tried = all(sales, &import.json).await;
    assert_eq!(tried.len(), 250);
    let done = run(app, org, sales, &import.json).await;
    let ran = all(sales, &import.json).await;
    for (tried, ran) in tried.iter().zip(&ran) {
        assert_eq!(tried, ran, "{}", file.kind);
    }
    assert_eq!(done["counts"], checked["counts"]);
    done["counts"].clone()
}

/// A row of its own, except that every one after the 125th repeats the one so far above it.
fn repeated(no: usize) -> usize {
    if no > 125 { no - 125 } else { no }
}

#[tokio::test]
async fn accounts() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    // Parents are named a hundred and fifty rows before their own row completes them.
    let row = |no: usize| match no {
        ..=100 => format!("Child {no} Kft.,Parent {no},,"),
        101..=150 => format!("Other {no},,,HU"),
        _ => format!("PARENT {} Zrt.,,Industry {no},HU", no - 150),
    };
    let file =
        File { heading: "Company,Parent company,Industry,Country", row: &row, kind: "accounts", settings: json!({}) };
    let counts = same(&app, &org, &sales, file).await;
    assert_eq!((&counts["created"], &counts["updated"]), (&json!(150), &json!(100)), "{counts}");
    // What is unknown is filled in, bit by bit, by rows far apart.
    let row = |no: usize| match no {
        ..=80 => format!("Firm {no},Software,"),
        81..=160 => format!("Firm {},,HU", no - 80),
        _ => format!("Firm {},Software,HU", no - 160),
    };
    let file = File {
        heading: "Company,Industry,Country",
        row: &row,
        kind: "accounts",
        settings: json!({"existing": "fill"}),
    };
    let counts = same(&app, &org, &sales, file).await;
    assert_eq!(
        (&counts["created"], &counts["updated"], &counts["known"]),
        (&json!(90), &json!(80), &json!(80)),
        "{counts}"
    );
}

#[tokio::test]
async fn contacts() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let row = |no: usize| format!("Person {},+36 30 555 {:04},", repeated(no), repeated(no));
    let file = File { heading: "Name,Phone,Company", row: &row, kind: "contacts", settings: json!({}) };
    let counts = same(&app, &org, &sales, file).await;
    assert_eq!((&counts["created"], &counts["known"]), (&json!(125), &json!(125)), "alike by name and phone: {counts}");
    let row = |no: usize| format!("Human {},,Firm {}", repeated(no), repeated(no) % 40);
    let file =
        File { heading: "Name,E-mail,Company", row: &row, kind: "contacts", settings: json!({"make_missing": true}) };
    let counts = same(&app, &org, &sales, file).await;
    assert_eq!((&counts["created"], &counts["known"]), (&json!(125), &json!(125)), "alike at a company: {counts}");
}

#[tokio::test]
async fn deals() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let row = |no: usize| format!("Deal {0},Client {1},{0}", repeated(no), repeated(no) % 30);
    let file =
        File { heading: "Deal,Company,Amount", row: &row, kind: "deals", settings: json!({"make_missing": true}) };
    let counts = same(&app, &org, &sales, file).await;
    assert_eq!((&counts["created"], &counts["known"]), (&json!(125), &json!(125)), "{counts}");
    // Nothing may be made, so companies are there only when they were before.
    let row = |no: usize| {
        format!("Offer {no},{},", if no.is_multiple_of(2) { "Client 1".to_owned() } else { format!("New {no}") })
    };
    let file =
        File { heading: "Deal,Company,Amount", row: &row, kind: "deals", settings: json!({"make_missing": false}) };
    assert_eq!(same(&app, &org, &sales, file).await["mended"], json!(125));
}

#[tokio::test]
async fn leads() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let row =
        |no: usize| format!("Lead {0},lead{0}@example.com,{1}", repeated(no), if no > 125 { "+36 1 555" } else { "" });
    let fill = json!({"existing": "fill"});
    let file = File { heading: "Name,E-mail,Phone", row: &row, kind: "leads", settings: fill };
    let counts = same(&app, &org, &sales, file).await;
    assert_eq!((&counts["created"], &counts["updated"]), (&json!(125), &json!(125)), "{counts}");
}

#[tokio::test]
async fn activities() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    sales.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    let row = |no: usize| format!("Note,Acme,Said {},2026-03-02 10:{:02}", repeated(no), repeated(no) % 60);
    let file = File { heading: "Type,Company,Text,Date", row: &row, kind: "activities", settings: json!({}) };
    let counts = same(&app, &org, &sales, file).await;
    assert_eq!((&counts["created"], &counts["known"]), (&json!(125), &json!(125)), "{counts}");
}

#[tokio::test]
async fn what_cannot_be_told_is_said() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    // Every row might be the same deal as each before it: more than are tried again with it.
    let row = |no: usize| format!("New deal,,{no}");
    let rows = (1..=250).map(row).map(|row| format!("{row}\n")).collect::<Vec<_>>().concat();
    let import = upload(&sales, "kind=deals", format!("Deal,Company,Amount\n{rows}")).await.expect(201);
    check(&app, &org, &sales, &import.json).await;
    let tried = all(&sales, &import.json).await;
    let unsure = tried.iter().filter(|(_, _, codes)| codes.to_string().contains("unsure")).count();
    assert!(unsure > 100 && tried[0].2 == json!([]), "{unsure} of {tried:?}");
    run(&app, &org, &sales, &import.json).await;
    let ran = all(&sales, &import.json).await;
    assert!(ran.iter().all(|(_, outcome, codes)| outcome == "created" && *codes == json!([])), "{ran:?}");
}

#[tokio::test]
async fn lines_that_hold_nothing_are_counted_and_told_of_in_the_report() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let import = upload(&sales, "kind=contacts", "Name,City\n\nAnna,Eger\n,\n\nBéla,\n\n").await.expect(201);
    assert_eq!((&import["rows"], &import["reading"]["blank"]), (&json!(2), &json!(4)), "{}", import.text);
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), [2, 0, 0, 0, 0]);
    assert_eq!(done["reading"]["blank"], json!(4));
    let report = sales.get(at(&import.json, "/report")).await.expect(200);
    let last = report.text.lines().last().unwrap();
    assert_eq!(last, ",,\"blank, passed over\",,,4 lines hold nothing,,", "{}", report.text);
    assert_eq!(names(&sales, "/v1/contacts?city=eger").await, ["Anna"], "where somebody is, is theirs");
    let none = upload(&sales, "kind=contacts", "Name\nCili\n").await.expect(201);
    assert_eq!(none["reading"]["blank"], json!(0));
}
