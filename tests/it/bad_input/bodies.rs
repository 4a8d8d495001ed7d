//! Bodies and queries that do not fit.

use reqwest::Method;
use serde_json::{Value, json};
use suite::world;

use super::{Desk, eur};
use crate::raw::Answer;

const JSON: &str = "application/json";

#[tokio::test]
async fn what_is_no_json_is_refused_everywhere() {
    let desk = Desk::new(&*world().await).await;
    let before = desk.counts().await;
    for (path, good) in desk.posts() {
        let send = |kind: &'static str, body: Vec<u8>| desk.client.raw(Method::POST, path, kind, body);
        let good = good.to_string();
        let deep = format!("{{\"name\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
        let malformed: [(&str, Vec<u8>); 13] = [
            ("empty", Vec::new()),
            ("cut off", good.as_bytes()[..good.len() - 1].to_vec()),
            ("two values", format!("{good}{good}").into_bytes()),
            ("a comma too many", good.replacen('{', "{,", 1).into_bytes()),
            ("nested 10,000 deep", deep.into_bytes()),
            ("not UTF-8", [b"{\"name\":\"", &[0xff, 0xfe][..], b"\"}"].concat()),
            ("an overlong NUL", [b"{\"name\":\"", &[0xc0, 0x80][..], b"\"}"].concat()),
            ("an escaped NUL", br#"{"name":"a\u0000b"}"#.to_vec()),
            ("a bare NUL", b"{\"name\":\"a\0b\"}".to_vec()),
            ("a line break in a text", b"{\"name\":\"a\nb\"}".to_vec()),
            ("NaN", b"{\"name\":NaN}".to_vec()),
            ("half a surrogate pair", br#"{"name":"a\ud800b"}"#.to_vec()),
            ("the other half", br#"{"name":"a\udc00b"}"#.to_vec()),
        ];
        for (what, body) in malformed {
            let answer = send(JSON, body).await;
            assert!([400, 422].contains(&answer.status), "{path}, {what}: {} {}", answer.status, answer.text);
            answer.problem(answer.status);
        }
        for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", "text/json"] {
            send(kind, good.clone().into_bytes()).await.refused(415, "not-json");
        }
        for (what, body) in
            [("a list", "[]"), ("a text", "\"x\""), ("null", "null"), ("a number too big", r#"{"name":1e400}"#)]
        {
            let answer = send(JSON, body.into()).await;
            assert!([400, 422].contains(&answer.status), "{path}, {what}: {}", answer.text);
        }
    }
    assert_eq!(before, desk.counts().await);
    desk.no_dead_letters().await;
}

#[tokio::test]
async fn unknown_and_repeated_fields_are_named() {
    let desk = Desk::new(&*world().await).await;
    let before = desk.counts().await;
    for (path, good) in desk.posts() {
        let mut unknown = good.clone();
        unknown["surprise"] = json!(1);
        let answer = desk.client.post(path, &unknown).await;
        answer.problem(422);
        assert!(answer.text.contains("surprise"), "{path}: {}", answer.text);
        let (name, value) = good.as_object().unwrap().iter().next().unwrap();
        let repeated = good.to_string().replacen('{', &format!("{{\"{name}\":{value},"), 1);
        let answer = desk.client.raw(Method::POST, path, JSON, repeated).await;
        answer.problem(422);
        assert!(answer.text.contains(name) && answer.text.contains("duplicate"), "{path}: {}", answer.text);
    }
    let (path, mut body) = desk.post("/v1/payments");
    body["amount"]["amount_cents"] = json!(5);
    assert_eq!(desk.client.post(&path, &body).await.pointers(), ["/amount/amount_cents"]);
    let twice = json!({ "customer_id": desk.customer }).to_string();
    let twice = twice.replacen('{', r#"{"amount":{"amount":"5","amount":"9","currency":"EUR"},"#, 1);
    let answer = desk.client.raw(Method::POST, &path, JSON, twice).await;
    answer.problem(422);
    assert!(answer.pointers()[0].starts_with("/amount"), "{}", answer.text);
    assert_eq!(before, desk.counts().await);
}

/// One field of a good body replaced; the answer must point to it.
async fn wrong(desk: &Desk, path: &str, pointer: &str, value: Value) -> Answer {
    let (path, mut body) = desk.post(path);
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    body.pointer_mut(parent).unwrap()[name] = value;
    let answer = desk.client.post(&path, &body).await;
    assert_eq!(answer.status, 422, "{path} {body}: {}", answer.text);
    answer.problem(422);
    let pointers = answer.pointers();
    assert!(pointers.iter().any(|one| one.starts_with(pointer)), "{path} {body}: {}", answer.text);
    answer
}

#[tokio::test]
async fn amounts_that_make_no_sense_are_refused_with_their_field() {
    let desk = Desk::new(&*world().await).await;
    let before = desk.counts().await;
    let money = [
        json!(100),
        json!(100.5),
        json!("100"),
        json!(1e300),
        json!(null),
        json!({ "amount": 100, "currency": "EUR" }),
        json!({ "amount": "1e3", "currency": "EUR" }),
        json!({ "amount": "NaN", "currency": "EUR" }),
        json!({ "amount": "Infinity", "currency": "EUR" }),
        json!({ "amount": "", "currency": "EUR" }),
        json!({ "amount": "1,000.00", "currency": "EUR" }),
        json!({ "amount": "0x10", "currency": "EUR" }),
        json!({ "amount": " 5", "currency": "EUR" }),
        json!({ "amount": "5.00001", "currency": "EUR" }),
        json!({ "amount": "1000000000000000000", "currency": "EUR" }),
        json!({ "amount": "-5", "currency": "EUR" }),
        json!({ "amount": "5", "currency": "eur" }),
        json!({ "amount": "5", "currency": "XXQ" }),
        json!({ "amount": "5" }),
        json!({ "amount": "5", "currency": "" }),
    ];
    for value in &money {
        wrong(&desk, "/v1/payments", "/amount", value.clone()).await;
        wrong(&desk, "/v1/claims", "/lines/0/amount", value.clone()).await;
    }
    let quantities =
        [json!("-1"), json!(1), json!("1e2"), json!("1.00001"), json!("many"), json!("9999999999999999999")];
    for value in &quantities {
        wrong(&desk, "/v1/invoices", "/lines/0/quantity", value.clone()).await;
        wrong(
            &desk,
            "/v1/deals",
            "/lines/0/billing",
            json!({ "kind": "one_off", "quantity": value, "unit_price": eur("1") }),
        )
        .await;
        wrong(&desk, "/v1/time-entries", "/hours", value.clone()).await;
        wrong(&desk, "/v1/projects", "/budget_hours", value.clone()).await;
    }
    wrong(&desk, "/v1/invoices", "/lines/0/unit_price", json!({ "amount": "5", "currency": "USD" })).await;
    wrong(&desk, "/v1/invoices", "/lines/0/vat_rate", json!("101")).await;
    wrong(&desk, "/v1/deals", "/lines/0/vat_rate", json!("101")).await;
    wrong(&desk, "/v1/deals", "/lines/0/vat_rate", json!("-1")).await;
    wrong(&desk, "/v1/time-entries", "/hours", json!("25")).await;
    wrong(&desk, "/v1/time-entries", "/work_on", json!("2026-02-30")).await;
    wrong(&desk, "/v1/projects", "/budget_amount", eur("-5")).await;
    let share = json!({ "cost_budget_share": "101" });
    let settings = desk.client.send(Method::PUT, "/api/expenses/v1/settings", Some(&share)).await;
    settings.problem(422);
    assert_eq!(settings.pointers(), ["/cost_budget_share"]);
    assert_eq!(before, desk.counts().await);
    desk.no_dead_letters().await;
}

#[tokio::test]
async fn names_have_a_length_and_it_is_told() {
    let desk = Desk::new(&*world().await).await;
    let before = desk.counts().await;
    for (path, field) in [
        ("/v1/accounts", "/name"),
        ("/v1/deals", "/name"),
        ("/v1/projects", "/name"),
        ("/v1/claims", "/title"),
        ("/v1/cost-centers", "/name"),
        ("/v1/api-keys", "/name"),
        ("/v1/invoices", "/lines/0/description"),
    ] {
        let answer = wrong(&desk, path, field, json!("n".repeat(300))).await;
        assert!(answer.text.contains("200"), "{path}: {}", answer.text);
        for empty in ["", "   ", "a\u{7}b", "a\u{0}b"] {
            let (address, mut body) = desk.post(path);
            *body.pointer_mut(field).unwrap() = json!(empty);
            let status = desk.client.post(&address, &body).await.status;
            assert!([400, 422].contains(&status), "{address} {empty:?}: {status}");
        }
    }
    assert_eq!(before, desk.counts().await);
}

#[tokio::test]
async fn queries_that_do_not_fit_are_refused() {
    let desk = Desk::new(&*world().await).await;
    for (path, _) in desk.posts() {
        for query in [
            "limit=0",
            "limit=201",
            "limit=abc",
            "limit=-1",
            "limit=1&limit=2",
            "surprise=1",
            "cursor=%00",
            "cursor=not-a-cursor",
            "cursor=W10",
            "cursor=eyJhIjoxfQ",
            "limit=5;drop%20table%20deals",
        ] {
            let answer = desk.client.get(&format!("{path}?{query}")).await;
            assert_eq!(answer.status, 422, "{path}?{query}: {}", answer.text);
            answer.problem(422);
        }
        desk.client.get(&format!("{path}?limit=200")).await.expect(200);
    }
    for (list, query) in [
        ("crm/v1/deals", "sort=name;--"),
        ("crm/v1/deals", "status='%20or%201=1--"),
        ("billing/v1/invoices", "sort=number,(select%201)"),
        ("projects/v1/projects", "account_id=1%20or%201=1"),
    ] {
        desk.client.get(&format!("/api/{list}?{query}")).await.problem(422);
    }
    desk.client.get("/api/crm/v1/deals/1'%20or%20'1'='1").await.refused(404, "not-found");
    desk.client.get("/api/crm/v1/deals/%00").await.problem(404);
}

/// A cursor is a place in a list of its own organisation; with another's it leads nowhere else.
#[tokio::test]
async fn the_cursor_of_another_organisation_shows_nothing_of_it() {
    let world = world().await;
    let (one, other) = (Desk::new(&world).await, Desk::new(&world).await);
    one.client.post("/api/crm/v1/accounts", &json!({ "name": "Second client" })).await.expect(201);
    let page = one.client.get("/api/crm/v1/accounts?limit=1").await.expect(200);
    let cursor = page["next_cursor"].as_str().unwrap();
    let mine: Vec<Value> = other.client.items("/api/crm/v1/accounts").await;
    let answer = other.client.get(&format!("/api/crm/v1/accounts?cursor={cursor}")).await;
    for item in answer.expect(200)["items"].as_array().unwrap() {
        assert!(mine.contains(item), "{item}");
    }
    // A cursor of another list is refused or skips within this one.
    let answer = other.client.get(&format!("/api/billing/v1/invoices?cursor={cursor}")).await;
    assert!([200, 422].contains(&answer.status), "{}", answer.text);
}
