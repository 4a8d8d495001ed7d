//! Small lists by each of their fields, both ways: what a list answers is compared with its rows sorted here.

use std::collections::BTreeMap;

use kernel::{Decimal, MemberId, Role};
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::activities::colleague;
use crate::automations::{RUN, rule};
use crate::hooks::Receiver;
use crate::imports::upload;
use crate::lists::refused;
use crate::sequences::{Stage, at, mail, wait};
use crate::{deal, pointer, start, text};

/// In the order in which people look for them; lists that go by code points would put the second last.
const NAMES: [&str; 4] = ["echo", "Élan", "Foxtrot", "gamma"];

/// What a row stands by: small letters without accents, or nothing.
pub type Key = Box<dyn Fn(&Value) -> Option<String>>;

fn folded(text: &str) -> String {
    text.to_lowercase().replace('é', "e").replace('á', "a")
}

/// By the text at a place of a row.
pub fn by(place: &'static str) -> Key {
    Box::new(move |row| row.pointer(place).and_then(Value::as_str).map(folded))
}

/// By the number at a place of a row.
fn by_number(place: &'static str) -> Key {
    Box::new(move |row| {
        let number = row.pointer(place).map(|one| one.to_string().replace('"', "").parse::<Decimal>().unwrap());
        number.map(|number| format!("{number:020.6}"))
    })
}

/// By what is known of the id, or of the text, at a place of a row.
fn by_known(place: &'static str, known: &[(&Value, &str)]) -> Key {
    let known: BTreeMap<String, String> = known.iter().map(|(id, name)| (text(id).to_owned(), folded(name))).collect();
    Box::new(move |row| row.pointer(place).and_then(Value::as_str).and_then(|id| known.get(id).cloned()))
}

/// By when rows were made, of those whose answers do not say: their ids in that order.
fn by_age(place: &'static str, made: &[Answer]) -> Key {
    let ages: Vec<String> = made.iter().map(|one| text(one.json.pointer(place).unwrap()).to_owned()).collect();
    Box::new(move |row| {
        let id = row.pointer(place).and_then(Value::as_str).unwrap();
        ages.iter().position(|one| one == id).map(|age| format!("{age:04}"))
    })
}

fn ids(rows: &[Value], id: &str) -> Vec<String> {
    rows.iter().map(|row| row.pointer(id).and_then(Value::as_str).expect("an id").to_owned()).collect()
}

/// All ids of a list, two by two, and the cursor after the first two.
async fn paged(client: &Client, list: &str, sort: &str, id: &str) -> (Vec<String>, String) {
    let (mut seen, mut cursor, mut first) = (Vec::new(), String::new(), None);
    loop {
        let page = client.get(format!("/v1/{list}limit=2&sort={sort}{cursor}")).await.expect(200);
        seen.extend(ids(page["items"].as_array().unwrap(), id));
        let Some(next) = page["next_cursor"].as_str() else { return (seen, first.expect("more than one page")) };
        first.get_or_insert_with(|| next.to_owned());
        cursor = format!("&cursor={next}");
    }
}

/// A list by each of its fields: upwards, downwards as its mirror, and what has no value last both ways.
pub async fn check(client: &Client, list: &str, id: &'static str, fields: Vec<(&str, Key)>) {
    let list = if list.contains('?') { format!("{list}&") } else { format!("{list}?") };
    let rows = client.get(format!("/v1/{list}limit=200")).await.expect(200)["items"].as_array().unwrap().clone();
    assert!(rows.len() > 2, "{list} has too few rows to say anything");
    let mut other_cursor: Option<String> = None;
    for (field, key) in fields {
        let mut keyed: Vec<(Option<String>, String)> = rows.iter().map(key).zip(ids(&rows, id)).collect();
        keyed.sort();
        assert!(keyed.iter().any(|one| one.0 != keyed[0].0), "{list} by {field}: all are the same");
        let (none, some): (Vec<_>, Vec<_>) = keyed.into_iter().partition(|one| one.0.is_none());
        let up: Vec<String> = some.iter().chain(&none).map(|one| one.1.clone()).collect();
        let down: Vec<String> = some.iter().rev().chain(none.iter().rev()).map(|one| one.1.clone()).collect();
        let (seen_up, after) = paged(client, &list, field, id).await;
        assert_eq!(seen_up, up, "{list} by {field}");
        let (seen_down, _) = paged(client, &list, &format!("-{field}"), id).await;
        assert_eq!(seen_down, down, "{list} by -{field}");
        for strange in other_cursor.iter().map(|cursor| (field, cursor)).chain([(&*format!("-{field}"), &after)]) {
            let path = format!("/v1/{list}sort={}&cursor={}", strange.0, strange.1);
            let problem = client.get(path).await.problem(422, "invalid-field");
            assert_eq!(pointer(&problem), "cursor", "{list} by {field}");
        }
        other_cursor = Some(after);
    }
    client.get(format!("/v1/{list}sort=colour")).await.problem(422, "invalid-query");
}

/// The names of all that a list told at once holds.
async fn told(client: &Client, list: &str) -> Vec<String> {
    let page = client.get(format!("/v1/{list}")).await.expect(200);
    let names = page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned());
    names.filter(|name| NAMES.contains(&name.as_str())).collect()
}

async fn made(client: &Client, path: &str, bodies: impl IntoIterator<Item = Value>) -> Vec<Answer> {
    let mut made = Vec::new();
    for body in bodies {
        made.push(client.post(format!("/v1/{path}"), &body).await.expect(201));
    }
    made
}

/// Two members whose names say nothing of their ids.
async fn members(app: &App, org: &Organization, roles: [Role; 2]) -> [(MemberId, Client); 2] {
    let mut members = Vec::new();
    for name in ["Zoé", "élan"] {
        let id = colleague(app, org, name).await;
        members.push((id, org.as_member(id, roles)));
    }
    members.try_into().unwrap()
}

#[tokio::test]
async fn goals_and_rates() {
    let (app, org) = start().await;
    let owner = org.as_role(Role::Owner);
    let [(zoe, _), (elan, _)] = members(&app, &org, [Role::Sales, Role::Admin]).await;
    let team = owner.post("/v1/teams", &json!({"name": "Foxtrot"})).await.expect(201)["team_id"].clone();
    let amount = |amount: &str| json!({"amount": amount, "currency": "EUR"});
    let goals = [
        json!({"from": "2026-03", "span": "month", "amount": amount("90"), "member_id": zoe}),
        json!({"from": "2026-01", "span": "month", "amount": amount("1000"), "team_id": team}),
        json!({"from": "2026-02", "span": "month", "amount": amount("200.5"), "member_id": elan}),
        json!({"from": "2026-01", "span": "month", "amount": amount("90")}),
        json!({"from": "2026-02", "span": "month", "amount": amount("91")}),
    ];
    made(&owner, "goals", goals).await;
    let (zoe, elan) = (json!(zoe), json!(elan));
    let whose = || {
        let member = by_known("/member_id", &[(&zoe, "Zoé"), (&elan, "élan")]);
        let team = by_known("/team_id", &[(&team, "Foxtrot")]);
        Box::new(move |row: &Value| member(row).or_else(|| team(row))) as Key
    };
    let fields = || vec![("from", by("/from")), ("whose", whose()), ("amount", by_number("/amount/amount"))];
    check(&owner, "goals", "/goal_id", fields()).await;
    check(&owner, "goals?from=2026-01&to=2026-02", "/goal_id", fields()).await;

    let rate = |currency: &str, on: &str, rate: &str| json!({"currency": currency, "on": on, "rate": rate});
    let rates = [
        rate("HUF", "2026-05-01", "0.0025"),
        rate("USD", "2026-05-01", "0.9"),
        rate("GBP", "2026-04-01", "1.15"),
        rate("HUF", "2026-03-01", "10.5"),
    ];
    made(&owner, "exchange-rates", rates).await;
    let fields = vec![("on", by("/on")), ("currency", by("/currency")), ("rate", by_number("/rate"))];
    check(&owner, "exchange-rates", "/exchange_rate_id", fields).await;
}

#[tokio::test]
async fn rules_forms_and_webhooks() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let mut rules = Vec::new();
    for (name, trigger) in [(2, "deal_won"), (0, "lead_created"), (3, "account_created"), (1, "deal_won")] {
        let task = json!([{"kind": "create_task", "title": "x", "person": {"who": "record_owner"}, "due_in_days": 1}]);
        rules.push(rule(&admin, json!({"name": NAMES[name], "trigger": trigger, "actions": task})).await);
    }
    let paused = format!("/v1/automations/{}/stand", text(&rules[1]["automation_id"]));
    admin.post(paused, &json!({"status": "paused"})).await.expect(200);
    let by_created = by_age("/automation_id", &rules);
    let paused = rules.remove(1);
    rules.push(paused);
    let fields = vec![
        ("position", by_number("/position")),
        ("name", by("/name")),
        ("trigger", by("/trigger")),
        ("status", by("/status")),
        ("created_at", by_created),
        ("updated_at", by_age("/automation_id", &rules)),
    ];
    check(&admin, "automations", "/automation_id", fields).await;
    let found = admin.get("/v1/automations?q=ELAN&sort=name").await.expect(200);
    assert_eq!(found["items"][0]["name"], NAMES[1], "found without its accent");

    let form = |name: usize, source: Option<&str>| json!({"name": NAMES[name], "fields": ["name"], "source": source});
    let forms = [form(3, Some("web")), form(1, None), form(2, Some("Ádám")), form(0, Some("fair"))];
    let forms = made(&admin, "lead-forms", forms).await;
    let fields =
        vec![("created_at", by_age("/lead_form_id", &forms)), ("name", by("/name")), ("source", by("/source"))];
    check(&admin, "lead-forms", "/lead_form_id", fields).await;

    let hooks = [3, 1, 2, 0].map(|name| json!({"name": NAMES[name], "url": "https://hooks.example.com/x"}));
    let hooks = made(&admin, "webhooks", hooks).await;
    let fields = vec![("name", by("/name")), ("created_at", by_age("/webhook_id", &hooks))];
    check(&admin, "webhooks", "/webhook_id", fields).await;
    assert_eq!(told(&admin, "webhooks").await, NAMES, "by name when nothing is said");
}

#[tokio::test]
async fn calls_of_webhooks_and_what_members_are_told() {
    let (app, org) = start().await;
    let [(zoe, admin), (_, other)] = members(&app, &org, [Role::Sales, Role::Admin]).await;
    let receiver = Receiver::start().await;
    let hook = admin.post("/v1/webhooks", &json!({"name": "x", "url": receiver.url})).await.expect(201);
    let call = json!([{"kind": "call_webhook", "webhook_id": hook["webhook_id"]}]);
    rule(&admin, json!({"trigger": "account_created", "actions": call})).await;
    for name in NAMES {
        admin.post("/v1/accounts", &json!({"name": name})).await.expect(201);
        app.run_job(&org, RUN).await;
        if name == NAMES[1] {
            app.run_job(&org, "call webhooks").await;
        }
    }
    let fields = || vec![("created_at", by("/created_at")), ("status", by("/status"))];
    check(&admin, "webhook-deliveries", "/webhook_delivery_id", fields()).await;

    for (title, note) in [("a", true), ("b", false), ("c", true)] {
        if note {
            let lead = other.post("/v1/leads", &json!({"name": "Bob"})).await.expect(201)["lead_id"].clone();
            let body =
                json!({"about": [{"lead_id": lead}], "content": {"kind": "note", "text": title}, "mentions": [zoe]});
            other.post("/v1/activities", &body).await.expect(201);
        } else {
            let body = json!({"title": title, "due_on": "2199-01-01", "owner_id": zoe});
            other.post("/v1/follow-ups", &body).await.expect(201);
        }
    }
    let fields = vec![("created_at", by("/created_at")), ("kind", by("/kind"))];
    check(&admin, "notifications", "/notification_id", fields).await;
}

#[tokio::test]
async fn sequences_and_what_mails_are_made_of() {
    let stage = Stage::new(json!({"name": "gamma"})).await;
    let sales = &stage.sales;
    let mailbox = &stage.mailbox["mailbox_id"];
    let steps = json!([mail("Hello", "Hi"), wait(1), mail("Again", "Hi")]);
    let sequence = |name: usize| json!({"name": NAMES[name], "mailbox_id": mailbox, "steps": steps});
    let sequences = made(sales, "sequences", [sequence(3), sequence(1), sequence(2), sequence(0)]).await;
    for one in &sequences[1..3] {
        sales.post(at(one, "/publish"), &json!({})).await.expect(200);
        sales.post(at(one, "/stand"), &json!({"status": "active"})).await.expect(200);
    }
    let fields =
        vec![("name", by("/name")), ("status", by("/status")), ("created_at", by_age("/sequence_id", &sequences))];
    check(sales, "sequences", "/sequence_id", fields).await;
    assert_eq!(told(sales, "sequences").await, NAMES, "by name when nothing is said");

    let mut people = Vec::new();
    for (place, name) in [NAMES[2], NAMES[0], NAMES[1], NAMES[3]].into_iter().enumerate() {
        let lead = stage.lead(json!({"name": name, "email": format!("p{place}@client.example")})).await;
        people.push(stage.enrol(&sequences[1 + place % 2], &lead).await);
    }
    let exit = format!("/v1/enrolments/{}/exit", text(&people[0]["enrolment_id"]));
    sales.post(exit, &json!({})).await.expect(200);
    let names = [(&sequences[1]["sequence_id"], NAMES[1]), (&sequences[2]["sequence_id"], NAMES[2])];
    let fields = || {
        vec![
            ("person_name", by("/person_name")),
            ("sequence", by_known("/sequence_id", &names)),
            ("status", by("/status")),
            ("enrolled_at", by("/enrolled_at")),
        ]
    };
    check(sales, "enrolments", "/enrolment_id", fields()).await;
    let due = async |sort: &str| {
        let page = sales.get(format!("/v1/enrolments?sort={sort}")).await.expect(200);
        ids(page["items"].as_array().unwrap(), "/enrolment_id")
    };
    let (up, down) = (due("due_at").await, due("-due_at").await);
    let nothing_follows = text(&people[0]["enrolment_id"]);
    assert_eq!((up[3].as_str(), down[3].as_str()), (nothing_follows, nothing_follows), "last both ways");
    assert_eq!(up[..3].iter().rev().collect::<Vec<_>>(), down[..3].iter().collect::<Vec<_>>());

    let template = |name: usize, subject: &str| json!({"name": NAMES[name], "subject": subject, "body": "Hi"});
    let templates = [template(3, "Élan"), template(1, "zulu"), template(2, "Echo"), template(0, "Fanfare")];
    let mut templates = made(sales, "mail-templates", templates).await;
    let first = templates.remove(0);
    let any = sales.with_header("if-match", "*");
    let at_first = format!("/v1/mail-templates/{}", text(&first["mail_template_id"]));
    any.patch(at_first, &json!({"body": "Hello"})).await.expect(200);
    templates.push(first);
    let fields = || {
        let touched = by_age("/mail_template_id", &templates);
        vec![("name", by("/name")), ("subject", by("/subject")), ("updated_at", touched)]
    };
    check(sales, "mail-templates", "/mail_template_id", fields()).await;
    check(sales, "mail-templates?active=true&q=a", "/mail_template_id", vec![("name", by("/name"))]).await;
    assert_eq!(told(sales, "mail-templates").await, NAMES, "by name when nothing is said");

    let (zoe, elan) = (colleague(&stage.app, &stage.org, "Zoé").await, colleague(&stage.app, &stage.org, "élan").await);
    let admin = stage.org.as_role(Role::Admin);
    let mut mailboxes = vec![stage.mailbox];
    for (name, owner) in [(1, Some(zoe)), (0, None), (2, Some(elan))] {
        let change = json!({"name": NAMES[name], "owner_id": owner});
        mailboxes.push(crate::mails::mailbox(&admin, &stage.server, change).await);
    }
    let (zoe, elan) = (json!(zoe), json!(elan));
    let fields = vec![
        ("created_at", by_age("/mailbox_id", &mailboxes)),
        ("name", by("/name")),
        ("address", by("/address")),
        ("owner", by_known("/owner_id", &[(&zoe, "Zoé"), (&elan, "élan")])),
    ];
    check(&admin, "mailboxes", "/mailbox_id", fields).await;
}

#[tokio::test]
async fn imports_and_what_waits_for_a_look() {
    let (_, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let mut imports = Vec::new();
    for (name, kind) in [(3, "leads"), (1, "accounts"), (2, "contacts"), (0, "leads")] {
        let query = format!("name={}.csv&kind={kind}", NAMES[name]);
        imports.push(upload(&admin, &query, "name,email\nBob,bob@x.example\n").await.expect(201));
    }
    let checked = format!("/v1/imports/{}/check", text(&imports[2]["import_id"]));
    admin.post(checked, &json!({})).await.expect(200);
    let fields = vec![
        ("created_at", by("/created_at")),
        ("file_name", by("/file_name")),
        ("kind", by("/kind")),
        ("status", by("/status")),
    ];
    check(&admin, "imports", "/import_id", fields).await;

    let form = |name: &str| json!({"name": name, "fields": ["name", "company", "message"]});
    let forms = made(&admin, "lead-forms", [form("Élan"), form("Foxtrot"), form("echo")]).await;
    let page = org.with_token("none").without_header("authorization");
    for (place, email) in ["B@x.example", "c@x.example", "a@x.example", "d@x.example"].into_iter().enumerate() {
        let at = format!("/v1/public/forms/{}/submissions", text(&forms[place % 3]["form_key"]));
        let message = "<a href=1>x</a>";
        let body = json!({"email": email, "name": NAMES[place], "company": "Árvíz Kft.", "message": message});
        page.post(at, &body).await.expect(200);
    }
    let fields =
        || vec![("received_at", by("/received_at")), ("sender", by("/sent/email")), ("form_name", by("/form_name"))];
    check(&admin, "suspected-messages", "/suspected_message_id", fields()).await;
    check(&admin, "suspected-messages?q=arviz", "/suspected_message_id", fields()).await;
    for (query, found) in [("q=ELAN", 1), ("q=c@X.example", 1), ("q=href", 4), ("q=nobody", 0)] {
        let page = admin.get(format!("/v1/suspected-messages?{query}")).await.expect(200);
        assert_eq!(page["items"].as_array().unwrap().len(), found, "{query}");
        let page = admin.get(format!("/v1/suspected-messages?{query}&sort=sender")).await.expect(200);
        assert_eq!(page["items"].as_array().unwrap().len(), found, "{query}, sorted");
    }
}

#[tokio::test]
async fn merges_are_found_by_what_is_known_of_them() {
    let (app, org) = start().await;
    let [(zoe, hers), (elan, his)] = members(&app, &org, [Role::Sales, Role::Admin]).await;
    let mut merges = Vec::new();
    for (kind, id, client) in [
        ("contacts", "contact_id", &hers),
        ("accounts", "account_id", &his),
        ("leads", "lead_id", &hers),
        ("accounts", "account_id", &hers),
    ] {
        let pair = made(client, kind, [json!({"name": "One"}), json!({"name": "Two"})]).await;
        let address = format!("/v1/{kind}/{}/merge", text(&pair[0][id]));
        merges.push(client.post(address, &json!({"merged_id": pair[1][id]})).await.expect(200));
    }
    let undo = format!("/v1/merges/{}/undo", text(&merges[1]["merge_id"]));
    hers.post(undo, &json!({})).await.expect(200);
    let (of_zoe, of_elan) = (json!(format!("member:{zoe}")), json!(format!("member:{elan}")));
    let fields = || {
        let who = by_known("/merged_by", &[(&of_zoe, "Zoé"), (&of_elan, "élan")]);
        vec![("merged_at", by("/merged_at")), ("kind", by("/kind")), ("merged_by", who)]
    };
    check(&hers, "merges", "/merge_id", fields()).await;
    check(&hers, &format!("merges?merged_by={zoe}"), "/merge_id", vec![("kind", by("/kind"))]).await;
    let id = |place: usize| text(&merges[place]["merge_id"]).to_owned();
    let today = crate::mails::now(&app).date_naive();
    for (query, found) in [
        ("kind=account".to_owned(), vec![3, 1]),
        (format!("merged_by={elan}"), vec![1]),
        ("undone=true".to_owned(), vec![1]),
        ("undone=false".to_owned(), vec![3, 2, 0]),
        ("to=2020-01-01".to_owned(), vec![]),
        (format!("from={}&kind=lead", today - chrono::Days::new(1)), vec![2]),
        (format!("record_id={}", text(&merges[2]["survivor_id"])), vec![2]),
    ] {
        let expected: Vec<String> = found.iter().map(|place| id(*place)).collect();
        for sort in ["-merged_at", "merged_at"] {
            let page = hers.get(format!("/v1/merges?{query}&sort={sort}")).await.expect(200);
            let mut seen = ids(page["items"].as_array().unwrap(), "/merge_id");
            if sort == "merged_at" {
                seen.reverse();
            }
            assert_eq!(seen, expected, "{query} by {sort}");
        }
    }
    refused(&hers, "merges", "from=2026-02-01&to=2026-01-01", "to").await;
}

#[tokio::test]
async fn what_is_done_for_people_who_ask() {
    let (app, org) = start().await;
    let [(zoe, hers), (elan, his)] = members(&app, &org, [Role::Sales, Role::Admin]).await;
    let (of_zoe, of_elan) = (json!(format!("member:{zoe}")), json!(format!("member:{elan}")));
    let who = |place: &'static str| by_known(place, &[(&of_zoe, "Zoé"), (&of_elan, "élan")]);
    let contact = async |name: &str| {
        let made = hers.post("/v1/contacts", &json!({"name": name})).await.expect(201);
        format!("/v1/contacts/{}", text(&made["contact_id"]))
    };
    for (place, until) in [(3, None), (1, Some("2199-01-02")), (2, Some("2199-01-01")), (0, None)] {
        let body = json!({"reason": "A dispute", "until": until});
        hers.put(format!("{}/retention-hold", contact(NAMES[place]).await), &body).await.expect(200);
    }
    let fields = vec![("placed_at", by("/placed_at")), ("until", by("/until")), ("name", by("/name"))];
    check(&hers, "retention/holds", "/person/contact_id", fields).await;

    for (client, reason) in [(&hers, "request"), (&his, "other"), (&hers, "other")] {
        let person = contact("Somebody").await;
        client.post(format!("{person}/person-exports"), &json!({})).await.expect(201);
        client.post(format!("{person}/erase"), &json!({"reason": reason})).await.expect(200);
    }
    let fields = vec![("created_at", by("/created_at")), ("created_by", who("/created_by"))];
    check(&hers, "person-exports", "/person_export_id", fields).await;
    let fields = vec![("erased_at", by("/erased_at")), ("reason", by("/reason")), ("erased_by", who("/erased_by"))];
    check(&hers, "erasures", "/erasure_id", fields).await;
}

#[tokio::test]
async fn lists_told_at_once_put_names_where_people_look_for_them() {
    let (_, org) = start().await;
    let owner = org.as_role(Role::Owner);
    for name in [NAMES[2], NAMES[3], NAMES[0], NAMES[1]] {
        for (list, body) in [
            ("tags", json!({"name": name})),
            ("teams", json!({"name": name})),
            ("price-lists", json!({"name": name})),
            ("views", json!({"list": "deals", "name": name, "shared": true, "filters": {}})),
        ] {
            owner.post(format!("/v1/{list}"), &body).await.expect(201);
        }
        let product = json!({"name": name, "unit": "piece", "billing": "fixed", "vat_rate": "27", "prices": []});
        owner.post("/v1/products", &product).await.expect(201);
    }
    for list in ["tags", "teams", "price-lists", "views?list=deals", "products", "products?sort=name"] {
        assert_eq!(told(&owner, list).await, NAMES, "{list}");
    }
    let products = owner.get("/v1/products").await.expect(200);
    let seen = paged(&owner, "products?", "name", "/product_id").await.0;
    assert_eq!(seen, ids(products["items"].as_array().unwrap(), "/product_id"), "two by two");
}

#[tokio::test]
async fn people_are_found_by_the_beginning_of_a_number_and_deals_by_competitors() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (list, extra) in [("leads", "zoe@x.example"), ("contacts", "zoe@y.example")] {
        let people = [
            json!({"name": "b", "phone": "+36 30 123 4567"}),
            json!({"name": "a", "phone": "+43 1 987 6543", "additional_phones": ["06 20/555-6677"]}),
            json!({"name": "c", "email": extra}),
        ];
        made(&sales, list, people).await;
        for (asked, found) in [
            ("%2B36%2030", vec!["b"]),
            ("30%20123", vec!["b"]),
            ("0620", vec!["a"]),
            ("20555", vec!["a"]),
            ("431", vec!["a"]),
            ("123", vec![]),
            ("x", vec![]),
        ] {
            let page = sales.get(format!("/v1/{list}?phone={asked}")).await.expect(200);
            let names: Vec<&str> = page["items"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
            assert_eq!(names, found, "{list} by {asked}");
        }
        let expected = [("phone", ["b", "a", "c"], 2)];
        crate::lists::orders(&sales, list, "/name", &expected).await;
    }

    deal(&sales).await;
    for (name, competitors) in [("b", json!(["Élan Bt.", "Alpha"])), ("a", json!(["Foxtrot"])), ("c", json!(["Echo"]))]
    {
        sales.post("/v1/deals", &json!({"name": name, "competitors": competitors})).await.expect(201);
    }
    let expected = [("competitor", ["c", "b", "a", "Website"], 3)];
    crate::lists::orders(&sales, "deals", "/name", &expected).await;
    for (asked, found) in
        [("elan", vec!["b"]), ("ALPHA", vec!["b"]), ("e&sort=competitor", vec!["c", "b"]), ("z", vec![])]
    {
        assert_eq!(crate::lists::all(&sales, "deals", &format!("competitor={asked}"), "/name").await, found, "{asked}");
    }
}
