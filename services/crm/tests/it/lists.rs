//! Lists of what is done: quotes, mails, products, follow-ups, what is forgotten, enrolments and addresses, each filtered and
//! sorted by what people see in them.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::colleague;
use crate::mails::{compose, mailbox};
use crate::sequences::{Stage, mail, wait};
use crate::smtp::Server;
use crate::{eur, fixed_line, path, pointer, start, text};

/// What stands at a field of all rows of a list, read two by two.
pub async fn all(client: &Client, list: &str, query: &str, field: &str) -> Vec<String> {
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(format!("/v1/{list}?limit=2&{query}{cursor}")).await.expect(200);
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item.pointer(field).and_then(Value::as_str).unwrap_or("-").to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { return seen };
        cursor = format!("&cursor={next}");
    }
}

/// Orders of a list upwards and downwards; rows that have no such value come last both ways.
pub async fn orders<const N: usize>(client: &Client, list: &str, field: &str, orders: &[(&str, [&str; N], usize)]) {
    for (column, expected, with_value) in orders {
        assert_eq!(all(client, list, &format!("sort={column}"), field).await, *expected, "{list} by {column}");
        let mut down = *expected;
        down[..*with_value].reverse();
        down[*with_value..].reverse();
        assert_eq!(all(client, list, &format!("sort=-{column}"), field).await, down, "{list} by -{column}");
    }
    client.get(format!("/v1/{list}?sort=colour")).await.problem(422, "invalid-query");
}

pub async fn refused(client: &Client, list: &str, query: &str, field: &str) {
    let problem = client.get(format!("/v1/{list}?{query}")).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), field, "{list}?{query}");
}

#[tokio::test]
async fn quotes_are_found_and_sorted_by_each_column() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (anna, zoe) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Zoé").await);
    let mut deals = Vec::new();
    for (name, account, owner, price) in [
        ("Site", Some("Éva Kft"), Some(zoe), "900"),
        ("App", Some("Acme"), Some(anna), "1000"),
        ("Shop", None, None, "50"),
    ] {
        let account = match account {
            Some(name) => sales.post("/v1/accounts", &json!({"name": name})).await.expect(201)["account_id"].clone(),
            None => Value::Null,
        };
        let body = json!({"name": name, "account_id": account, "lines": [fixed_line(price)]});
        let deal = sales.post("/v1/deals", &body).await.expect(201);
        let change = json!({"owner_id": owner});
        sales.with_header("if-match", "*").patch(path(&deal, ""), &change).await.expect(200);
        deals.push(deal);
    }
    let mut quotes: Vec<Answer> = Vec::new();
    for (deal, title, until) in [(0, "b", "2199-03-01"), (1, "Á", "2199-01-01"), (2, "c", "2199-02-01")] {
        let body = json!({"deal_id": deals[deal]["deal_id"], "title": title, "valid_until": until});
        quotes.push(sales.post("/v1/quotes", &body).await.expect(201));
    }
    let send = format!("/v1/quotes/{}/send", text(&quotes[1]["quote_id"]));
    sales.post(send, &json!({})).await.expect(200);
    let withdraw = format!("/v1/quotes/{}/withdraw", text(&quotes[2]["quote_id"]));
    sales.post(withdraw, &json!({"reason": "x"})).await.expect(200);

    let expected = [
        ("created_at", ["b", "Á", "c"], 3),
        ("number", ["b", "Á", "c"], 3),
        ("title", ["Á", "b", "c"], 3),
        ("deal", ["Á", "c", "b"], 3),
        ("account", ["Á", "b", "c"], 2),
        ("owner", ["Á", "b", "c"], 2),
        ("state", ["b", "Á", "c"], 3),
        ("net", ["c", "b", "Á"], 3),
        ("valid_until", ["Á", "c", "b"], 3),
    ];
    orders(&sales, "quotes", "/title", &expected).await;
    assert_eq!(all(&sales, "quotes", "sort=sent_at", "/title").await, ["Á", "b", "c"], "what was not sent comes last");
    assert_eq!(all(&sales, "quotes", "sort=-sent_at", "/title").await[0], "Á");

    let today = text(&sales.get("/v1/my-day").await.expect(200)["today"]).to_owned();
    let number = text(&quotes[0]["number"]);
    for (query, found) in [
        ("q=eva".to_owned(), vec!["b"]),
        ("q=app%20acme".to_owned(), vec!["Á"]),
        (format!("q={}", number.to_lowercase()), vec!["b"]),
        (format!("owner_id={zoe}"), vec!["b"]),
        ("currency=EUR&sort=title".to_owned(), vec!["Á", "b", "c"]),
        ("currency=HUF".to_owned(), vec![]),
        ("valid_until_by=2199-02-01&sort=valid_until".to_owned(), vec!["Á", "c"]),
        ("valid_until_from=2199-02-01&sort=valid_until".to_owned(), vec!["c", "b"]),
        ("state=sent&valid_until_by=2199-01-01&sort=valid_until".to_owned(), vec!["Á"]),
        ("runs_out_within=3".to_owned(), vec![]),
        ("runs_out_within=65535&state=sent".to_owned(), vec!["Á"]),
        (format!("sent_from={today}&sent_to={today}"), vec!["Á"]),
        ("sent_to=2020-01-01".to_owned(), vec![]),
        ("answered_from=2020-01-01".to_owned(), vec![]),
    ] {
        assert_eq!(all(&sales, "quotes", &query, "/title").await, found, "{query}");
    }
    refused(&sales, "quotes", "runs_out_within=3&state=draft", "runs_out_within").await;
    refused(&sales, "quotes", "valid_until_from=2026-02-01&valid_until_by=2026-01-01", "valid_until_by").await;
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(all(&stranger, "quotes", "sort=account", "/title").await.is_empty());
}

#[tokio::test]
async fn mails_are_found_and_sorted_by_each_column() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({"address": "sales@acme.example"})).await;
    let mut sent = Vec::new();
    for (subject, to) in [("b", "Zoe@client.example"), ("Árajánlat", "anna@other.example"), ("c", "bob@client.example")]
    {
        sent.push(compose(&app, &admin, &mailbox, json!({"subject": subject, "to": [to]})).await);
    }
    admin.post(crate::mails::at(&sent[2], "/cancel"), &json!({})).await.expect(200);
    let expected = [
        ("at", ["b", "Árajánlat", "c"], 3),
        ("subject", ["Árajánlat", "b", "c"], 3),
        ("to", ["Árajánlat", "c", "b"], 3),
    ];
    orders(&admin, "mails", "/subject", &expected).await;
    assert_eq!(all(&admin, "mails", "sort=status", "/subject").await[0], "c", "cancelled, queued");
    let tomorrow = (crate::mails::now(&app) + chrono::TimeDelta::days(1)).date_naive();
    let me = admin.member_id;
    for (query, found) in [
        ("q=arajanlat".to_owned(), vec!["Árajánlat"]),
        ("q=client.example&sort=subject".to_owned(), vec!["b", "c"]),
        ("address=ZOE@client.example".to_owned(), vec!["b"]),
        ("address=sales@acme.example&sort=subject".to_owned(), vec!["Árajánlat", "b", "c"]),
        (format!("author_id={me}&sort=subject"), vec!["Árajánlat", "b", "c"]),
        (format!("author_id={}", kernel::MemberId::new()), vec![]),
        (format!("from={tomorrow}&to={}&sort=subject", tomorrow + chrono::Days::new(1)), vec!["Árajánlat", "b", "c"]),
        ("to=2020-01-01".to_owned(), vec![]),
    ] {
        assert_eq!(all(&admin, "mails", &query, "/subject").await, found, "{query}");
    }
    refused(&admin, "mails", "from=2026-02-01&to=2026-01-01", "to").await;
}

#[tokio::test]
async fn products_are_found_by_what_they_cost_today() {
    let (_, org) = start().await;
    let admin = org.as_role(Role::Admin);
    for (name, code, billing, price) in [
        ("Hour", Some("Z-1"), "time_and_materials", Some("80")),
        ("Audit", Some("a-2"), "fixed", Some("900.50")),
        ("Workshop", None, "one_off", None),
    ] {
        let old = json!({"amount": eur("1"), "valid_from": "2019-01-01", "valid_to": "2019-12-31"});
        let now = price.map(|price| json!({"amount": eur(price), "valid_from": "2020-01-01"}));
        let prices: Vec<Value> = std::iter::once(old).chain(now).collect();
        let body = json!({"name": name, "code": code, "unit": "piece", "billing": billing, "vat_rate": "27",
            "description": "Életünk könyve", "prices": prices});
        admin.post("/v1/products", &body).await.expect(201);
    }
    let expected = [
        ("name", ["Audit", "Hour", "Workshop"], 3),
        ("code", ["Audit", "Hour", "Workshop"], 2),
        ("billing", ["Audit", "Workshop", "Hour"], 3),
        ("price", ["Hour", "Audit", "Workshop"], 2),
    ];
    orders(&admin, "products", "/name", &expected).await;
    for (query, found) in [
        ("q=konyve&sort=name", vec!["Audit", "Hour", "Workshop"]),
        ("q=z-1", vec!["Hour"]),
        ("code=A-", vec!["Audit"]),
        ("min_price=80&max_price=80", vec!["Hour"]),
        ("max_price=10", vec![]),
        ("currency=EUR&sort=price", vec!["Hour", "Audit"]),
        ("currency=HUF", vec![]),
    ] {
        assert_eq!(all(&admin, "products", query, "/name").await, found, "{query}");
    }
    refused(&admin, "products", "min_price=2&max_price=1", "max_price").await;
}

#[tokio::test]
async fn follow_ups_are_found_and_sorted_by_each_column() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (anna, zoe, mira) =
        (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Zoé").await, colleague(&app, &org, "Mira").await);
    let mut made = Vec::new();
    for (title, due_on, owner, priority, again) in [
        ("b", "2090-03-03", zoe, "low", true),
        ("Árajánlat", "2090-01-01", anna, "high", false),
        ("c", "2090-02-02", mira, "normal", false),
    ] {
        let again = again.then(|| json!({"frequency": "weekly", "interval": 1}));
        let body = json!({"title": title, "due_on": due_on, "owner_id": owner, "priority": priority, "note": "about Éva",
            "recurrence": again});
        made.push(sales.post("/v1/follow-ups", &body).await.expect(201));
    }
    let expected = [
        ("due_at", ["Árajánlat", "c", "b"], 3),
        ("created_at", ["b", "Árajánlat", "c"], 3),
        ("priority", ["b", "c", "Árajánlat"], 3),
        ("title", ["Árajánlat", "b", "c"], 3),
        ("owner", ["Árajánlat", "c", "b"], 3),
    ];
    orders(&sales, "follow-ups", "/title", &expected).await;
    let complete = format!("/v1/follow-ups/{}/complete", text(&made[2]["follow_up_id"]));
    sales.post(complete, &json!({})).await.expect(200);
    assert_eq!(all(&sales, "follow-ups", "sort=done_on", "/title").await[0], "c", "what was not done comes last");
    assert_eq!(all(&sales, "follow-ups", "sort=-done_on", "/title").await[0], "c");
    for (query, found) in [
        ("q=eva%20araj", vec!["Árajánlat"]),
        ("due_from=2090-02-02", vec!["c", "b"]),
        ("due_from=2090-02-02&due_by=2090-02-28", vec!["c"]),
        ("due_within=30", vec![]),
        ("due_within=65535&recurring=true", vec!["b"]),
        ("recurring=true", vec!["b"]),
        ("recurring=false", vec!["Árajánlat", "c"]),
    ] {
        assert_eq!(all(&sales, "follow-ups", query, "/title").await, found, "{query}");
    }
    refused(&sales, "follow-ups", "due_from=2026-02-01&due_by=2026-01-01", "due_by").await;
}

#[tokio::test]
async fn what_is_forgotten_is_sorted_by_each_column() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (anna, zoe) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Zoé").await);
    let account = sales.post("/v1/accounts", &json!({"name": "Éva Kft"})).await.expect(201)["account_id"].clone();
    let first = json!({"name": "b", "value": eur("9"), "owner_id": zoe, "account_id": account,
        "expected_close_on": "2020-01-05", "next_step": {"text": "x", "due_on": "2020-01-01"}});
    let second = json!({"name": "Ár", "value": eur("10"), "owner_id": anna,
        "next_step": {"text": "x", "due_on": "2020-02-01"}});
    let first = sales.post("/v1/deals", &first).await.expect(201);
    sales.post("/v1/deals", &second).await.expect(201);
    sales.post("/v1/leads", &json!({"name": "c", "company": "Acme"})).await.expect(201);
    let note = json!({"about": [{"deal_id": first["deal_id"]}], "content": {"kind": "note", "text": "x"}});
    sales.post("/v1/activities", &note).await.expect(201);
    let expected = [
        ("since", ["b", "Ár", "c"], 3),
        ("value", ["b", "Ár", "c"], 2),
        ("name", ["Ár", "b", "c"], 3),
        ("client", ["c", "b", "Ár"], 2),
        ("owner", ["Ár", "b", "c"], 2),
        ("next_step", ["b", "Ár", "c"], 2),
    ];
    for (column, up, with_value) in expected {
        assert_eq!(all(&sales, "forgotten", &format!("sort={column}"), "/name").await, up, "by {column}");
        let mut down = up;
        down[..with_value].reverse();
        assert_eq!(all(&sales, "forgotten", &format!("sort=-{column}"), "/name").await, down, "by -{column}");
    }
    assert_eq!(all(&sales, "forgotten", "sort=close_date", "/name").await[0], "b");
    assert_eq!(all(&sales, "forgotten", "sort=-last_activity", "/name").await[0], "b");
    let (pipeline, stage) = (text(&first["pipeline_id"]), text(&first["stage_id"]));
    let query = format!("pipeline_id={pipeline}&stage_id={stage}&sort=name");
    assert_eq!(all(&sales, "forgotten", &query, "/name").await, ["Ár", "b"]);
    let counted = sales.get(format!("/v1/forgotten?stage_id={stage}")).await.expect(200);
    assert_eq!((&counted["total"], &counted["kinds"]), (&json!(2), &json!([{"kind": "deal", "count": 2}])));
    let other = kernel::PipelineId::new();
    assert!(all(&sales, "forgotten", &format!("pipeline_id={other}"), "/name").await.is_empty());
}

#[tokio::test]
async fn enrolments_and_addresses_are_found_by_what_follows() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("Hello", "Hi"), wait(1), mail("Again", "Hi")])).await;
    let mut people = Vec::new();
    for (name, address) in
        [("Bob", "bob@client.example"), ("Anna", "anna@client.example"), ("Zoe", "zoe@client.example")]
    {
        let lead = stage.lead(json!({"name": name, "email": address})).await;
        people.push(stage.enrol(&sequence, &lead).await);
    }
    let exit = format!("/v1/enrolments/{}/exit", text(&people[0]["enrolment_id"]));
    stage.sales.post(exit, &json!({})).await.expect(200);
    let names = async |query: &str| all(&stage.sales, "enrolments", query, "/person_name").await;
    assert_eq!(names("").await, ["Zoe", "Anna", "Bob"]);
    assert_eq!(names("sort=enrolled_at").await, ["Bob", "Anna", "Zoe"]);
    let due = names("sort=due_at").await;
    assert_eq!((due.len(), due[2].as_str()), (3, "Bob"), "for whom nothing follows comes last");
    assert_eq!(names("version=1&status=active&sort=enrolled_at").await, ["Anna", "Zoe"]);
    assert!(names("version=2").await.is_empty());
    assert!(names(&format!("deal_id={}", kernel::DealId::new())).await.is_empty());
    let day = stage.monday.date_naive();
    assert_eq!(names(&format!("due_from={day}&due_by={day}&sort=enrolled_at")).await, ["Anna", "Zoe"]);
    assert!(names("due_by=2020-01-01").await.is_empty());
    refused(&stage.sales, "enrolments", "due_from=2026-02-01&due_by=2026-01-01", "due_by").await;

    for address in ["Zoe@x.example", "anna@x.example", "Mira@x.example"] {
        stage.sales.post("/v1/suppressions", &json!({"address": address})).await.expect(201);
    }
    let expected = [
        ("created_at", ["Zoe@x.example", "anna@x.example", "Mira@x.example"], 3),
        ("address", ["anna@x.example", "Mira@x.example", "Zoe@x.example"], 3),
    ];
    orders(&stage.sales, "suppressions", "/address", &expected).await;
}

#[tokio::test]
async fn activities_are_found_by_their_words_and_whom_they_mention() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let anna = colleague(&app, &org, "Anna").await;
    let lead = sales.post("/v1/leads", &json!({"name": "Bob"})).await.expect(201)["lead_id"].clone();
    for (what, mentions) in [("Árajánlatot kért a honlapra", json!([anna])), ("Called about hosting", json!([]))] {
        let body =
            json!({"about": [{"lead_id": lead}], "content": {"kind": "note", "text": what}, "mentions": mentions});
        sales.post("/v1/activities", &body).await.expect(201);
    }
    let texts = async |client: &Client, query: &str| all(client, "activities", query, "/content/text").await;
    assert_eq!(texts(&sales, "q=arajanlat%20honlap").await, ["Árajánlatot kért a honlapra"]);
    assert_eq!(texts(&sales, &format!("q=hosting&lead_id={}", text(&lead))).await, ["Called about hosting"]);
    assert!(texts(&sales, "q=nothing").await.is_empty());
    assert!(texts(&sales, "q=%21%21").await.is_empty(), "no word at all");
    assert!(texts(&sales, "mentions_me=true").await.is_empty());
    let hers = org.as_member(anna, [Role::Sales]);
    assert_eq!(texts(&hers, "mentions_me=true").await, ["Árajánlatot kért a honlapra"]);
}

#[tokio::test]
async fn what_is_done_is_looked_at_through_saved_views() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (list, filters, sort) in [
        ("follow_ups", json!({"status": "open", "due_by": "2026-12-01"}), "-priority"),
        ("quotes", json!({"state": "sent", "valid_until_by": "2026-12-01"}), "valid_until"),
        ("forgotten", json!({"kind": "deal", "reason": "no_owner"}), "-value"),
        ("mails", json!({"status": "in_doubt", "q": "offer"}), "at"),
        ("products", json!({"billing": "fixed", "min_price": "10"}), "price"),
        ("consents", json!({"purpose": "newsletter", "stands": "true"}), "-person"),
        ("merges", json!({"kind": "contact", "undone": "false"}), "merged_by"),
        ("suppressions", json!({"reason": "bounced"}), "address"),
        ("suspected", json!({"q": "win"}), "received_at"),
    ] {
        let view = json!({"list": list, "name": "Mine", "shared": true, "filters": filters, "sort": sort});
        let saved = sales.post("/v1/views", &view).await.expect(201);
        assert_eq!((&saved["list"], &saved["filters"]), (&json!(list), &filters));
        let seen = org.as_role(Role::Auditor).get(format!("/v1/views?list={list}")).await.expect(200);
        assert_eq!(seen["items"][0]["view_id"], saved["view_id"], "{list}");
        let wrong = json!({"list": list, "name": "Other", "filters": {"colour": "red"}});
        sales.post("/v1/views", &wrong).await.problem(422, "invalid-field");
    }
    let wrong =
        json!({"list": "quotes", "name": "Other", "filters": {"sent_from": "2026-02-01", "sent_to": "2026-01-01"}});
    sales.post("/v1/views", &wrong).await.problem(422, "invalid-field");
}
