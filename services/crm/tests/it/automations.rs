//! Rules: when they run, what they do, and what is written down about it.

use contracts::billing::InvoiceIssued;
use contracts::crm::activities::Subject;
use kernel::{InvoiceId, MemberId, Role};
use platform::db::Mode;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Delivery, Organization};
use uuid::Uuid;

use crate::activities::colleague;
use crate::{eur, imports, path, pointer, start, text, won_deal};

pub const RUN: &str = "run automations";

/// An active rule.
pub async fn rule(admin: &Client, change: Value) -> Answer {
    let mut body = json!({"name": "Rule", "active": true});
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    admin.post("/v1/automations", &body).await.expect(201)
}

/// The address of a rule, or of something below it.
fn at(rule: &Answer, below: &str) -> String {
    format!("/v1/automations/{}{below}", text(&rule["automation_id"]))
}

/// An action that tells somebody.
pub fn notify(member: MemberId, words: &str) -> Value {
    json!({"kind": "notify", "person": {"who": "member", "member_id": member}, "text": words})
}

/// What a rule did, latest first.
pub async fn runs(client: &Client, rule: &Answer) -> Vec<Value> {
    let found = client.get(format!("/v1/automation-runs?automation_id={}", text(&rule["automation_id"]))).await;
    found.expect(200)["items"].as_array().unwrap().clone()
}

async fn stages(client: &Client) -> Vec<String> {
    let pipelines = client.get("/v1/pipelines").await.expect(200);
    let stages = pipelines["items"][0]["stages"].as_array().unwrap();
    stages.iter().map(|stage| text(&stage["stage_id"]).to_owned()).collect()
}

#[tokio::test]
async fn a_rule_does_what_it_says_and_says_why() {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    let (admin, sales) = (org.as_member(MemberId::new(), [Role::Admin]), org.as_member(anna, [Role::Sales]));
    let task = json!({"kind": "create_task", "title": "Thank for {{deal.name}} ({{deal.value}} {{deal.currency}})",
        "person": {"who": "record_owner"}, "due_in_days": 2, "priority": "high"});
    let made = rule(&admin, json!({
        "trigger": "deal_won", "condition": "deal.value >= 999.99 && deal.currency == 'EUR' && account.name == 'Acme'",
        "actions": [task, notify(anna, "{{deal.name}} is won")],
    }))
    .await;
    let won = won_deal(&sales).await;
    look(&app, &org).await;

    let runs = runs(&sales, &made).await;
    let [run] = &runs[..] else { panic!("{runs:?}") };
    assert_eq!((&run["outcome"], &run["rule_version"], &run["why"]), (&json!("done"), &json!(1), &Value::Null));
    assert_eq!(run["saw"], json!({"deal.value": "1000", "deal.currency": "EUR", "account.name": "Acme"}));
    assert_eq!((&run["record"]["deal_id"], &run["record_name"]), (&won["deal_id"], &json!("Website")));
    let [task, told_anna] = &run["actions"].as_array().unwrap()[..] else { panic!("{run}") };
    assert_eq!((&task["outcome"], &told_anna["outcome"]), (&json!("done"), &json!("done")));
    let follow_up = sales.get(text(&task["made"])).await.expect(200);
    assert_eq!(follow_up["title"], "Thank for Website (1000 EUR)");
    assert_eq!((&follow_up["owner_id"], &follow_up["priority"]), (&json!(anna), &json!("high")));
    assert_eq!(follow_up["about"], json!([{"deal_id": won["deal_id"]}]));
    let inbox = sales.get("/v1/notifications").await.expect(200);
    let words: Vec<_> =
        inbox["items"].as_array().unwrap().iter().map(|one| (text(&one["kind"]), text(&one["text"]))).collect();
    assert!(words.contains(&("reminder", "Website is won")), "{words:?}");
    assert!(words.contains(&("assigned", "Thank for Website (1000 EUR)")), "{words:?}");

    // What it did is caused by its run, which is caused by what happened.
    let all = app.published(&org).await;
    let of = |name: &str| all.iter().find(|event| event.event_type == name).unwrap();
    let (happened, triggered) = (of("crm.deal.won.v1"), of("crm.automation.triggered.v1"));
    let causes = causes(&app, &org).await;
    let cause =
        |id: Uuid| causes.iter().find(|(one, ..)| *one == id).map(|(_, cause, actor)| (*cause, actor.clone())).unwrap();
    let by = "system:automation".to_owned();
    assert_eq!(cause(triggered.event_id), (Some(happened.event_id), by.clone()));
    assert_eq!(cause(of("crm.follow_up.created.v1").event_id), (Some(triggered.event_id), by));
    assert_eq!(of("crm.follow_up.created.v1").correlation_id, happened.correlation_id);
    assert!(!of("crm.automation.ran.v1").payload.to_string().contains("saw"), "what it saw is not told");
}

/// The events of an organisation with what caused them and who.
async fn causes(app: &App, org: &Organization) -> Vec<(Uuid, Option<Uuid>, String)> {
    let (app, org) = (app.clone(), org.id);
    testkit::on_runtime(async move {
        let mut tx = app.running.state().db.begin(org, Mode::Read).await.unwrap();
        let query = sqlx::query_as("select event_id, causation_id, actor from journal where org_id = $1");
        query.bind(org.as_uuid()).fetch_all(&mut *tx).await.unwrap()
    })
    .await
}

/// Lets the rules look at everything that waits.
pub async fn look(app: &App, org: &Organization) {
    app.run_job(org, RUN).await;
}

/// Puts an event before the rules again, as if it had never been looked at.
async fn again(app: &App, org: &Organization, event: Uuid) {
    let (app, org) = (app.clone(), org.id);
    testkit::on_runtime(async move {
        let mut tx = app.running.state().db.begin(org, Mode::Write).await.unwrap();
        let insert =
            "insert into automation_events (org_id, event_id, aggregate_id, due_at) values ($1, $2, $2, now())";
        sqlx::query(insert).bind(org.as_uuid()).bind(event).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_comes_twice_runs_once() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let anna = colleague(&app, &org, "Anna").await;
    let made = rule(&admin, json!({"trigger": "account_created", "actions": [notify(anna, "{{account.name}}")]})).await;
    let invoices = rule(
        &admin,
        json!({"trigger": "invoice_issued", "condition": "invoice.gross > 126.99",
        "actions": [notify(anna, "{{invoice.number}} {{account.name}}")]}),
    )
    .await;
    let account = admin.post("/v1/accounts", &json!({"name": "Acme"})).await.expect(201);
    // Two workers at once, and one more.
    tokio::join!(app.run_job(&org, RUN), app.run_job(&org, RUN));
    look(&app, &org).await;
    assert_eq!(runs(&admin, &made).await.len(), 1);
    let event =
        app.published(&org).await.into_iter().find(|event| event.event_type == "crm.account.created.v1").unwrap();
    again(&app, &org, event.event_id).await;
    look(&app, &org).await;
    assert_eq!(runs(&admin, &made).await.len(), 1, "an event that is put before the rules again");

    let account_id: kernel::AccountId = text(&account["account_id"]).parse().unwrap();
    let invoice = json!({"invoice_id": InvoiceId::new(), "number": "2026-0001",
        "customer_id": contracts::billing::customer_of(account_id), "account_id": account_id, "customer_name": "Acme",
        "status": "issued", "currency": "EUR", "lines": [], "vat": [], "net": eur("100"), "vat_total": eur("27"),
        "gross": eur("127"), "paid": eur("0"), "open": eur("127"), "issued_on": "2026-02-04", "due_on": "2026-03-04"});
    let issued = InvoiceIssued { invoice: serde_json::from_value(invoice).unwrap() };
    let id = app.send(&org, 1, &issued).await;
    assert_eq!(app.settled(&org, &issued, 1).await, Delivery::Applied);
    look(&app, &org).await;
    // The same event again, past the broker's recognition of duplicates; another one behind it says when it was seen.
    app.send_again(&org, 1, &issued, id).await;
    app.deliver(&org, 2, &issued).await;
    look(&app, &org).await;
    let ran = runs(&admin, &invoices).await;
    let events: Vec<_> = ran.iter().map(|run| text(&run["event_id"]).to_owned()).collect();
    assert_eq!(events.iter().filter(|event| **event == id.to_string()).count(), 1, "{events:?}");
    assert_eq!(ran[0]["saw"], json!({"invoice.gross": "127"}));
    let tried = admin.post(at(&invoices, "/dry-run"), &json!({})).await.expect(200);
    assert_eq!((&tried["found"], &tried["would_run"]), (&json!(2), &json!(2)), "{}", tried.text);
    assert_eq!(tried["items"][0]["would"][0]["text"], "2026-0001 Acme");
    assert!(tried["limits"].as_array().unwrap().contains(&json!("heard_only")));
}

#[tokio::test]
async fn what_does_not_apply_is_counted_and_what_cannot_be_told_says_why() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let made = rule(
        &admin,
        json!({"trigger": "account_created", "condition": "account.employees > 10 || account.name == 'Big'",
        "actions": [notify(anna, "x")]}),
    )
    .await;
    for body in [json!({"name": "Small", "employees": 3}), json!({"name": "Unknown"}), json!({"name": "Big"})] {
        admin.post("/v1/accounts", &body).await.expect(201);
    }
    look(&app, &org).await;
    let shown = admin.get(at(&made, "")).await.expect(200);
    let day = &shown["days"][0];
    assert_eq!((&day["ran"], &day["not_so"], &day["undecided"]), (&json!(1), &json!(1), &json!(1)), "{}", shown.text);
    assert_eq!(day["last_reason"], "account.employees is not known; ask has(account.employees) first");
    let ran = runs(&admin, &made).await;
    assert_eq!((ran.len(), &ran[0]["record_name"]), (1, &json!("Big")));

    // A rule that pauses looks at nothing; what happened meanwhile is not made up for.
    admin.post(at(&made, "/stand"), &json!({"status": "paused"})).await.expect(200);
    admin.post("/v1/accounts", &json!({"name": "Big"})).await.expect(201);
    look(&app, &org).await;
    admin.post(at(&made, "/stand"), &json!({"status": "active"})).await.expect(200);
    look(&app, &org).await;
    assert_eq!(runs(&admin, &made).await.len(), 1);
}

#[tokio::test]
async fn rules_that_set_each_other_off_stop() {
    let (app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let give = |to: MemberId| json!([{"kind": "assign_owner", "owner": {"who": "member", "member_id": to}}]);
    // Each takes the lead from the other.
    let to_anna =
        rule(&admin, json!({"trigger": "lead_assigned", "condition": "lead.owner == 'Béla'", "actions": give(anna)}))
            .await;
    let to_bela =
        rule(&admin, json!({"trigger": "lead_assigned", "condition": "lead.owner == 'Anna'", "actions": give(bela)}))
            .await;
    let lead = admin.post("/v1/leads", &json!({"name": "Bob", "owner_id": anna})).await.expect(201);
    let lead_at = format!("/v1/leads/{}", text(&lead["lead_id"]));
    admin.post(format!("{lead_at}/assign"), &json!({"owner_id": bela})).await.expect(200);
    for _ in 0..6 {
        look(&app, &org).await;
    }
    let (first, second) = (runs(&admin, &to_anna).await, runs(&admin, &to_bela).await);
    let outcomes = |runs: &[Value]| runs.iter().rev().map(|run| text(&run["outcome"]).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        (outcomes(&first), outcomes(&second)),
        (vec!["done".to_owned(), "stopped".to_owned()], vec!["done".to_owned()])
    );
    assert_eq!(first[0]["why"], "loop: this rule led to it itself");
    assert_eq!(
        first[0]["chain"],
        json!([to_anna["automation_id"], to_bela["automation_id"], to_anna["automation_id"]])
    );
    assert_eq!(admin.get(&lead_at).await.expect(200)["owner_id"], json!(bela));
    let stopped = admin.get("/v1/automation-runs?outcome=stopped").await.expect(200);
    assert_eq!(stopped["items"].as_array().unwrap().len(), 1);

    // A person who does the same again begins another chain.
    admin.post(format!("{lead_at}/assign"), &json!({"owner_id": anna})).await.expect(200);
    for _ in 0..6 {
        look(&app, &org).await;
    }
    assert_eq!(runs(&admin, &to_bela).await.len(), 3, "done, and stopped when it comes round");
}

#[tokio::test]
async fn a_refusal_is_what_became_of_it() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let stages = stages(&admin).await;
    let pipelines = admin.get("/v1/pipelines").await.expect(200)["items"][0].clone();
    let to = pipelines["stages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|stage| stage["status"] == "open" && stage["stage_id"] != stages[0].as_str());
    let to = to.unwrap()["stage_id"].clone();
    let owner_task = json!({"kind": "create_task", "title": "x", "person": {"who": "record_owner"}, "due_in_days": 0});
    let made = rule(
        &admin,
        json!({"trigger": "deal_created", "condition": "deal.stage_id != ''",
        "actions": [owner_task, {"kind": "move_stage", "stage_id": to}, notify(anna, "moved")]}),
    )
    .await;
    // Whoever opened it is no member that is known here.
    let deal = org.as_role(Role::Sales).post("/v1/deals", &json!({"name": "Website"})).await.expect(201);
    let closed = crate::deal(&admin).await;
    admin.post(path(&closed, "/lose"), &json!({"reason": "x"})).await.expect(200);
    // The service runs them by itself, too; what it has in its hands this run leaves alone.
    let mut ran = Vec::new();
    for _ in 0..500 {
        look(&app, &org).await;
        ran = runs(&admin, &made).await;
        if ran.len() == 2 {
            break;
        }
    }
    let of = |id: &Value| ran.iter().find(|run| run["record"]["deal_id"] == *id).unwrap().clone();
    let open = of(&deal["deal_id"]);
    assert_eq!(open["outcome"], "refused", "{open}");
    let codes: Vec<_> =
        open["actions"].as_array().unwrap().iter().map(|one| (text(&one["outcome"]), one["code"].as_str())).collect();
    assert_eq!(codes, [("refused", Some("member-not-active")), ("done", None), ("done", None)]);
    assert_eq!(admin.get(path(&deal, "")).await.expect(200)["stage_id"], to, "the others were done all the same");
    let lost = of(&closed["deal_id"]);
    assert_eq!(
        (&lost["actions"][1]["outcome"], &lost["actions"][1]["code"]),
        (&json!("refused"), &json!("deal-not-open")),
        "{lost}"
    );
    let history = admin.get(path(&deal, "")).await.expect(200)["history"].clone();
    assert!(history.to_string().contains("system:automation"), "{history}");
}

#[tokio::test]
async fn leads_are_given_by_the_rules_and_enrolled_with_all_checks() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let server = crate::smtp::Server::start().await;
    let mailbox = crate::mails::mailbox(&admin, &server, json!({})).await;
    let sequence = json!({"name": "Nurture", "mailbox_id": mailbox["mailbox_id"],
        "steps": [{"content": {"kind": "task", "title": "Call", "note": null, "due_in_days": 1}}]});
    let sequence = admin.post("/v1/sequences", &sequence).await.expect(201);
    let any = admin.with_header("if-match", "*");
    let assignment = |active: bool| json!({"assignment": [{"name": "All", "conditions": [], "member_ids": [anna], "capacity": 5, "active": active}]});
    any.patch("/v1/lead-settings", &assignment(false)).await.expect(200);
    let made = rule(
        &admin,
        json!({"trigger": "lead_created", "condition": "lead.channel == 'manual' && !has(lead.owner_id)",
        "actions": [{"kind": "assign_owner", "owner": {"who": "assignment_rules"}},
                    {"kind": "enrol", "sequence_id": sequence["sequence_id"]}]}),
    )
    .await;
    let person = org.as_member(anna, [Role::Sales]);
    person.post("/v1/leads", &json!({"name": "Bob", "email": "bob@client.example"})).await.expect(201);
    look(&app, &org).await;
    let run = runs(&admin, &made).await[0].clone();
    let codes: Vec<_> =
        run["actions"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap_or_default()).collect();
    assert_eq!(codes, ["nobody-has-room", "sequence-not-active"], "{run}");

    // The rules now choose for new leads by themselves, so the rule is asked about one that was there before.
    let again = json!({"trigger": "lead_status_changed", "condition": null, "actions": made["actions"]});
    let made = admin.with_header("if-match", made.etag()).patch(at(&made, ""), &again).await.expect(200);
    assert_eq!(made["rule_version"], 2);
    any.patch("/v1/lead-settings", &assignment(true)).await.expect(200);
    admin.post(format!("/v1/sequences/{}/publish", text(&sequence["sequence_id"])), &json!({})).await.expect(200);
    let stand = format!("/v1/sequences/{}/stand", text(&sequence["sequence_id"]));
    admin.post(&stand, &json!({"status": "active"})).await.expect(200);
    let lead = run["record"]["lead_id"].clone();
    person.post(format!("/v1/leads/{}/work", text(&lead)), &json!({})).await.expect(200);
    look(&app, &org).await;
    let run = runs(&admin, &made).await[0].clone();
    assert_eq!((&run["outcome"], &run["rule_version"]), (&json!("done"), &json!(2)), "{run}");
    let lead = person.get(format!("/v1/leads/{}", text(&lead))).await.expect(200);
    assert_eq!((&lead["owner_id"], &lead["assigned_by"]), (&json!(anna), &json!("All")));
    let enrolment = person.get(text(&run["actions"][1]["made"])).await.expect(200);
    assert_eq!((&enrolment["person"]["lead_id"], &enrolment["owner_id"]), (&lead["lead_id"], &json!(anna)));
    let versions = admin.get(at(&made, "")).await.expect(200)["versions"].clone();
    assert_eq!((&versions[0]["rule_version"], &versions[1]["trigger"]), (&json!(2), &json!("lead_created")));
}

#[tokio::test]
async fn rules_are_the_organisations_own() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let one = rule(&admin, json!({"name": "One", "trigger": "deal_won", "actions": [notify(anna, "x")]})).await;
    let two = rule(&admin, json!({"name": "Two", "trigger": "deal_lost", "actions": [notify(anna, "x")]})).await;
    let sales = org.as_role(Role::Sales);
    sales
        .post("/v1/automations", &json!({"name": "x", "trigger": "deal_won", "actions": [notify(anna, "x")]}))
        .await
        .problem(403, "forbidden");
    let names = |answer: Answer| {
        answer["items"].as_array().unwrap().iter().map(|one| text(&one["name"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(sales.get("/v1/automations").await.expect(200)), ["One", "Two"]);
    let order = json!({"automation_ids": [two["automation_id"], one["automation_id"]]});
    assert_eq!(names(admin.post("/v1/automations/order", &order).await.expect(200)), ["Two", "One"]);
    assert_eq!(names(sales.get("/v1/automations?limit=1").await.expect(200)), ["Two"]);
    assert_eq!(names(sales.get("/v1/automations?q=ON").await.expect(200)), ["One"]);
    assert_eq!(names(sales.get("/v1/automations?trigger=deal_won").await.expect(200)), ["One"]);
    let short = json!({"automation_ids": [two["automation_id"]]});
    assert_eq!(
        pointer(&admin.post("/v1/automations/order", &short).await.problem(422, "invalid-field")),
        "/automation_ids"
    );

    let change = json!({"name": "First"});
    admin.patch(at(&one, ""), &change).await.problem(428, "match-required");
    admin.with_header("if-match", one.etag()).patch(at(&one, ""), &change).await.problem(412, "stale-version");
    let renamed = admin.with_header("if-match", "*").patch(at(&one, ""), &change).await.expect(200);
    assert_eq!((&renamed["name"], &renamed["rule_version"]), (&json!("First"), &json!(1)));
    admin.post(at(&one, "/stand"), &json!({"status": "archived"})).await.expect(200);
    admin.post(at(&one, "/stand"), &json!({"status": "active"})).await.problem(409, "automation-archived");
    assert_eq!(names(sales.get("/v1/automations").await.expect(200)), ["Two"]);
    assert_eq!(names(sales.get("/v1/automations?status=archived").await.expect(200)), ["First"]);

    let other = app.organization().await;
    let stranger = other.as_role(Role::Admin);
    for below in ["", "/dry-run", "/stand"] {
        let answer = match below {
            "" => stranger.get(at(&two, below)).await,
            "/stand" => stranger.post(at(&two, below), &json!({"status": "paused"})).await,
            _ => stranger.post(at(&two, below), &json!({})).await,
        };
        answer.problem(404, "not-found");
    }
    stranger.with_header("if-match", "*").patch(at(&two, ""), &change).await.problem(404, "not-found");
    assert!(names(stranger.get("/v1/automations").await.expect(200)).is_empty());
    let foreign = json!({"name": "x", "trigger": "deal_won", "actions": [notify(anna, "x")]});
    assert_eq!(
        pointer(&stranger.post("/v1/automations", &foreign).await.problem(422, "invalid-field")),
        "/actions/0/person/member_id"
    );
    let subject = Subject::Deal(kernel::DealId::new());
    let none = admin.get(format!("/v1/automation-runs?deal_id={}", subject.id())).await.expect(200);
    assert!(none["items"].as_array().unwrap().is_empty());
    let run = kernel::AutomationRunId::new();
    admin.get(format!("/v1/automation-runs/{run}")).await.problem(404, "not-found");
}

#[tokio::test]
async fn rows_of_an_import_are_no_news() {
    let (app, org) = start().await;
    let (admin, anna) = (org.as_role(Role::Admin), colleague(&app, &org, "Anna").await);
    let made = rule(&admin, json!({"trigger": "account_created", "actions": [notify(anna, "x")]})).await;
    let import = imports::upload(&admin, "name=a.csv&kind=accounts", "name\nAcme\nBeta\n").await.expect(201);
    imports::check(&app, &org, &admin, &import.json).await;
    imports::run(&app, &org, &admin, &import.json).await;
    look(&app, &org).await;
    assert!(runs(&admin, &made).await.is_empty());
    let tried = admin.post(at(&made, "/dry-run"), &json!({})).await.expect(200);
    assert_eq!(
        (&tried["found"], &tried["left_out"], &tried["would_run"]),
        (&json!(2), &json!(2), &json!(0)),
        "{}",
        tried.text
    );

    // However many there are, they leave the places to what rules look at.
    admin.post("/v1/accounts", &json!({"name": "Gamma"})).await.expect(201);
    let rows = (0..1_001).map(|row| format!("Row {row}")).collect::<Vec<_>>().join("\n");
    let import = imports::upload(&admin, "name=b.csv&kind=accounts", format!("name\n{rows}")).await.expect(201);
    imports::check(&app, &org, &admin, &import.json).await;
    imports::run(&app, &org, &admin, &import.json).await;
    let tried = admin.post(at(&made, "/dry-run"), &json!({})).await.expect(200);
    let counts = ["found", "looked_at", "left_out", "would_run"].map(|count| tried[count].as_i64().unwrap());
    assert_eq!(counts, [1_004, 1, 1_003, 1], "{}", tried.text);
    assert!(!tried["limits"].as_array().unwrap().contains(&json!("not_all")), "{}", tried.text);
}
