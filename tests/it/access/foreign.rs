//! Another organisation's ids: in paths, queries and bodies they are as unknown as ids that nothing has.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::time::Duration;

use anyhow::{Result, ensure};
use calamine::{Reader, Xlsx};
use reqwest::Method;
use serde_json::{Value, json};
use suite::{eventually, world};

use super::document::{Document, Operation, unknown_id};
use super::rich::Rich;
use crate::raw::{Answer, Client};

/// Events that are under way arrive within much less.
const QUIET: Duration = Duration::from_millis(500);

/// Two organisations with one of everything, and the document.
struct Border {
    document: Document,
    theirs: Rich,
    ours: Rich,
    them: Client,
    us: Client,
}

impl Border {
    async fn new() -> Self {
        let world = world().await;
        let (document, theirs, ours) = futures::join!(Document::read(&world.url), Rich::new(&world), Rich::new(&world));
        let (them, us) = (Client::of(&world.url, &theirs.api).await, Client::of(&world.url, &ours.api).await);
        Self { document, theirs, ours, them, us: us.with("if-match", "*") }
    }

    /// The address of a thing of somebody; what a trace begins with may be any aggregate, and what a history is about any
    /// of the service.
    fn address(operation: &Operation, of: &Rich) -> String {
        let named = |name: &str| match (name, operation.service()) {
            ("id", _) | ("aggregate_id", "crm") => "deal_id".to_owned(),
            ("aggregate_id", "projects") => "project_id".to_owned(),
            ("aggregate_id", "billing") => "invoice_id".to_owned(),
            ("aggregate_id", "expenses") => "claim_id".to_owned(),
            ("aggregate_id", "identity") => "member_id".to_owned(),
            _ => name.to_owned(),
        };
        operation.at(|name| of.id(&named(name)).to_owned())
    }

    /// What an address must be asked with at least: what is looked for is theirs.
    fn required(&self, path: &str) -> String {
        if path.ends_with("/explain") || path.contains("/exports/postings.") {
            "?account=order_book".to_owned()
        } else if path.contains("/exports/statement.") {
            format!("?customer_id={}", self.theirs.id("customer_id"))
        } else if path.ends_with("/search") {
            format!("?q={}", self.theirs.canary)
        } else if path.ends_with("/filled") || path.ends_with("/preview") {
            format!("?lead_id={}", self.theirs.id("lead_id"))
        } else {
            String::new()
        }
    }

    fn tell_nothing(&self, what: &str, answer: &Answer) {
        assert!(!answer.text.contains(&self.theirs.canary), "{what}: {}", answer.text);
        assert!(
            answer.headers.values().all(|value| !value.to_str().unwrap_or("").contains(&self.theirs.canary)),
            "{what}"
        );
        assert!(answer.status < 500, "{what}: {}", answer.text);
    }

    /// Everything that the other organisation can read of itself.
    async fn everything_of_theirs(&self) -> Result<BTreeMap<String, Value>> {
        let mut everything = BTreeMap::new();
        // That an archive was fetched is noted, so looking at it changes something; and a draft is no document yet.
        let is_file = |path: &str| path.ends_with("/archive") || path.ends_with("/pdf");
        let looks = |one: &&Operation| one.method == Method::GET && !is_file(&one.path);
        for operation in self.things().filter(looks) {
            let path = Self::address(operation, &self.theirs);
            let path = format!("{path}{}", self.required(&path));
            let answer = self.them.get(&path).await;
            ensure!(answer.status == 200, "{path}: {}", answer.text);
            let mut answer = answer.json();
            // How far reports have come moves on without anybody doing anything.
            if let Some(answer) = answer.as_object_mut().filter(|_| operation.service() == "reporting") {
                answer.retain(|name, _| !["as_of", "lag_seconds", "complete_until"].contains(&name.as_str()));
            }
            // A preview is of what would be sent from now on.
            if !path.ends_with("/consumers") && !path.contains("/preview?") {
                everything.insert(path, answer);
            }
        }
        Ok(everything)
    }

    /// Imports are known to one process and begin work of their own, so they are asked for elsewhere.
    fn things(&self) -> impl Iterator<Item = &Operation> {
        self.document.guarded().filter(|operation| operation.service() != "imports")
    }
}

/// A problem without the trace it happened in.
fn shape(answer: &Answer) -> Value {
    let mut shape = answer.json();
    if let Some(shape) = shape.as_object_mut() {
        shape.remove("trace_id");
        shape.retain(|name, _| !["as_of", "lag_seconds", "complete_until"].contains(&name.as_str()));
    }
    shape
}

/// The rows of a file, whatever it is packed in.
fn rows_of(path: &str, answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    if path
        .split('?')
        .next()
        .is_some_and(|path| std::path::Path::new(path).extension().is_some_and(|kind| kind == "csv"))
    {
        return answer.text.lines().map(str::to_owned).collect();
    }
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(answer.bytes.clone())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect()
}

async fn in_paths(border: &Border) -> usize {
    let mut asked = 0;
    for operation in border.things().filter(|operation| operation.names_a_thing()) {
        let what = format!("{} {}", operation.method, operation.path);
        let body = border.document.body(operation, None, &|_| None);
        let send = |path: String| {
            let (client, method, body) = (border.us.clone(), operation.method.clone(), body.clone());
            async move { client.send(method, &path, body.as_ref()).await }
        };
        let real = send(Border::address(operation, &border.theirs)).await;
        let unknown = send(operation.at(|_| unknown_id())).await;
        border.tell_nothing(&what, &real);
        assert_eq!((real.status, shape(&real)), (unknown.status, shape(&unknown)), "{what} tells them apart");
        assert_eq!(real.status, 404, "{what}: {}", real.text);
        real.refused(404, "not-found");
        asked += 1;
    }
    asked
}

/// Lists whose files say what their things are called: to those whose they are they show it.
const NAMED_LISTS: [&str; 15] = [
    "accounts",
    "contacts",
    "deals",
    "leads",
    "activities",
    "quotes",
    "follow-ups",
    "products",
    "tags",
    "teams",
    "custom-fields",
    "loss-reasons",
    "lead-forms",
    "claims",
    "cost-centers",
];

async fn in_queries(border: &Border) -> usize {
    let mut asked = 0;
    for operation in border.things().filter(|one| one.method == Method::GET && !one.names_a_thing()) {
        let required = border.required(&operation.path);
        let address = format!("{}{required}", operation.path);
        let list = border.us.get(&address).await;
        border.tell_nothing(&operation.path, &list);
        if operation.path.contains("/exports/") {
            let theirs = rows_of(&operation.path, &border.them.get(&address).await);
            let holds = |rows: &[String]| rows.iter().any(|row| row.contains(&border.theirs.canary));
            let named = NAMED_LISTS.iter().any(|list| operation.path.contains(&format!("/exports/{list}.")));
            assert!(
                !named || holds(&theirs),
                "{} would not show what is theirs to them either: {theirs:?}",
                operation.path
            );
            // Of a customer that is not there for us there is no statement.
            let ours =
                if list.status == 404 && !required.is_empty() { Vec::new() } else { rows_of(&operation.path, &list) };
            assert!(!holds(&ours), "{} shows what is theirs", operation.path);
        }
        if operation.path.ends_with("/search") {
            // What is spelt nearly so may be found, and is ours.
            let found = list.expect(200)["items"].as_array().unwrap().clone();
            assert!(found.iter().all(|item| item["nearly"] == true), "{}: {found:?}", operation.path);
        }
        for name in &operation.query {
            let Some(id) = border.theirs.ids.get(name.as_str()) else { continue };
            if required.contains(&format!("{name}=")) {
                asked += 1;
                continue;
            }
            let join = if required.is_empty() { "?" } else { "&" };
            let path = format!("{}{required}{join}{name}={id}", operation.path);
            let answer = border.us.get(&path).await;
            border.tell_nothing(&path, &answer);
            if path.contains("/exports/") {
                // Of a project that is not there for us there is no file.
                if answer.status == 404 {
                    asked += 1;
                    continue;
                }
                let rows = rows_of(&path, &answer);
                assert_eq!(rows.len(), 1, "{path} has more than its heading: {rows:?}");
            } else {
                assert_eq!(answer.expect(200)["items"], json!([]), "{path}");
            }
            asked += 1;
        }
    }
    asked
}

/// Ids that callers choose for parts of what they write; they mean nothing outside of it.
const OWN_NAMES: [&str; 3] = ["deal_line_id", "milestone_id", "invoice_line_id"];

/// Where an id that nothing has is not refused by its name: work is looked for by customer and project, and a person may
/// be recorded before the event of their membership has come.
const NOT_NAMED: [&str; 2] = ["/api/billing/v1/invoices/from-work", "/api/projects/v1/people"];

/// Bodies in which one id is another organisation's and everything else fits.
async fn in_bodies(border: &Border) -> usize {
    let (mut asked, mut wrong) = (0, Vec::new());
    for operation in border.things().filter(|one| one.method != Method::GET) {
        for (name, id) in border.theirs.ids.iter().filter(|(name, _)| !OWN_NAMES.contains(name)) {
            if !border.document.body_has(operation, name) {
                continue;
            }
            let (what, real) = with_id(border, operation, name, id).await;
            let (_, unknown) = with_id(border, operation, name, &unknown_id()).await;
            border.tell_nothing(&what, &real);
            let named = real.pointers().iter().any(|pointer| pointer.contains(&format!("/{name}")));
            let refused = real.status == 422 && named || NOT_NAMED.contains(&operation.path.as_str());
            if !refused || real.status != unknown.status || real.json()["type"] != unknown.json()["type"] {
                wrong.push(format!("{what}: {}\nan unknown one: {}", real.text, unknown.text));
            }
            asked += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    asked
}

async fn with_id(border: &Border, operation: &Operation, name: &str, id: &str) -> (String, Answer) {
    let of = |field: &str| {
        let own = border.ours.ids.get(field);
        if field == name { Some(id.to_owned()) } else { own.cloned() }
    };
    let mut body = border.document.body(operation, Some(name), &of).unwrap();
    // One of two is needed, which the document cannot say.
    if operation.path.ends_with("/enrolments") && body["contact_id"].is_null() && body["lead_id"].is_null() {
        body["contact_id"] = json!(border.ours.id("contact_id"));
    }
    // What a rule does has to fit what sets it off.
    if operation.path.ends_with("/automations") || operation.path.ends_with("/automations/dry-run") {
        body["trigger"] = json!("deal_won");
    }
    // A won deal takes no changes; the other one was reopened.
    let ours = |name: &str| border.ours.id(if name == "deal_id" { "other_deal_id" } else { name }).to_owned();
    let answer = border.us.send(operation.method.clone(), &operation.at(ours), Some(&body)).await;
    (format!("{} {} with {body}", operation.method, operation.path), answer)
}

#[tokio::test]
async fn what_another_organisation_has_does_not_exist() {
    let border = Border::new().await;
    let before = eventually("everything has arrived everywhere", || async {
        let one = border.everything_of_theirs().await?;
        tokio::time::sleep(QUIET).await;
        let again = border.everything_of_theirs().await?;
        let moving: Vec<&String> =
            one.iter().filter(|(path, value)| again.get(*path) != Some(value)).map(|(path, _)| path).collect();
        ensure!(moving.is_empty(), "still moving: {moving:?}");
        Ok(Some(one))
    })
    .await;
    assert!(before.values().filter(|value| value.to_string().contains(&border.theirs.canary)).count() > 20);
    let asked = (in_paths(&border).await, in_queries(&border).await, in_bodies(&border).await);
    assert!(asked.0 >= 60 && asked.1 >= 15 && asked.2 >= 15, "{asked:?} questions");
    let after = border.everything_of_theirs().await.unwrap();
    for (path, value) in &before {
        assert_eq!(Some(value), after.get(path), "{path} changed");
    }
}

#[tokio::test]
async fn an_import_is_known_to_the_organisation_that_began_it() {
    let world = world().await;
    let (one, other) = (world.owner().await, world.owner().await);
    let (one, other) = (Client::of(&world.url, &one).await, Client::of(&world.url, &other).await);
    let files = json!({
        "accounts_csv": "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n",
        "products_csv": "product,series,sales_price\n",
        "sales_teams_csv": "sales_agent,manager,regional_office\n",
        "pipeline_csv": "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n",
    });
    let begun = one.post("/api/imports/v1/maven", &files).await.expect(202);
    let path = format!("/api/imports/v1/maven/{}", begun["import_id"].as_str().unwrap());
    one.get(&path).await.expect(200);
    other.get(&path).await.refused(404, "not-found");
    other.get(&format!("{path}/rows")).await.refused(404, "not-found");
}
