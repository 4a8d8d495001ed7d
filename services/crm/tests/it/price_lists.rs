//! Price lists: which one holds for a deal, what lines take from it, and that nothing is priced anew behind anybody's back.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::imports::{run, upload};
use crate::{account, eur, event_types, path, pointer, start, text};

const ANY: (&str, &str) = ("if-match", "*");

async fn list(owner: &Client, body: &Value) -> Answer {
    owner.post("/v1/price-lists", body).await.expect(201)
}

/// A product with standard prices and such of lists: the list, amount and first day.
async fn product(owner: &Client, name: &str, prices: &[(&Value, &str)]) -> Value {
    let prices: Vec<Value> = prices
        .iter()
        .map(|(list, amount)| json!({"amount": eur(amount), "valid_from": "2020-01-01", "price_list_id": list}))
        .collect();
    let body = json!({"name": name, "unit": "piece", "billing": "one_off", "vat_rate": "27", "prices": prices});
    owner.post("/v1/products", &body).await.expect(201)["product_id"].clone()
}

fn sells(product: &Value) -> Value {
    json!({"product_id": product, "billing": {"kind": "one_off", "quantity": "1"}})
}

/// The price of a line, and the list it comes from.
fn took(deal: &Answer, line: usize) -> (Value, Value) {
    let line = &deal["lines"][line];
    (line["billing"]["unit_price"].clone(), line["product"]["price_list_id"].clone())
}

#[tokio::test]
async fn a_line_takes_its_price_from_the_list_of_deal_account_or_everybody() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let partners = list(&owner, &json!({"name": "Partners", "discount_percent": "10"})).await;
    let all = list(&owner, &json!({"name": "2026", "is_default": true})).await;
    let project = list(&owner, &json!({"name": "Tenders", "discount_percent": "0"})).await;
    assert_eq!(event_types(&app, &org).await, ["crm.price_list.created.v1"; 3]);
    let (partners, all, project) = (&partners["price_list_id"], &all["price_list_id"], &project["price_list_id"]);
    let none = Value::Null;
    let audit = product(&owner, "Audit", &[(&none, "100"), (partners, "80"), (all, "110")]).await;
    let check = product(&owner, "Check", &[(&none, "33.33")]).await;

    let open = async |more: Value| {
        let mut body = json!({"name": "d", "lines": [sells(&audit), sells(&check)]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        sales.post("/v1/deals", &body).await.expect(201)
    };
    let client = account(&sales).await;
    let partner = sales.post("/v1/accounts", &json!({"name": "Partner", "price_list_id": partners})).await.expect(201);
    let (client, partner) = (&client["account_id"], &partner["account_id"]);
    let cases = [
        // Nobody has a list: the default one, and the standard price where it has none.
        (json!({"account_id": client}), [("110.00", all), ("33.33", &none)], "default"),
        (json!({}), [("110.00", all), ("33.33", &none)], "default"),
        // The account has one: its price, or 10 % off, which is 3.333, rounded once.
        (json!({"account_id": partner}), [("80.00", partners), ("30.00", partners)], "account"),
        // One was chosen; it has no prices and takes nothing off.
        (json!({"account_id": partner, "price_list_id": project}), [("100.00", &none), ("33.33", &none)], "deal"),
    ];
    for (more, prices, because) in cases {
        let deal = open(more).await;
        for (line, (price, list)) in prices.into_iter().enumerate() {
            assert_eq!(took(&deal, line), (eur(price), list.clone()), "{because} {line}");
        }
        let pricing = sales.get(path(&deal, "/pricing")).await.expect(200);
        assert_eq!(text(&pricing["because"]), because);
        assert!(pricing["lines"].as_array().unwrap().iter().all(|line| line["differs"] == false));
    }

    // A quote takes its prices as the deal does, and what stands in it says from where.
    let deal = sales.post("/v1/deals", &json!({"name": "q", "account_id": partner})).await.expect(201);
    let body = json!({"deal_id": deal["deal_id"], "lines": [sells(&audit), sells(&check)]});
    let quote = sales.post("/v1/quotes", &body).await.expect(201);
    assert_eq!(quote["lines"][1]["product"]["price_list_id"], *partners);
    assert_eq!(quote["lines"][1]["billing"]["unit_price"], eur("30.00"));

    // A list that is out of use gives no prices: the account is as one that has none.
    let address = format!("/v1/price-lists/{}", text(partners));
    owner.with_header(ANY.0, ANY.1).patch(&address, &json!({"archived": true})).await.expect(200);
    assert_eq!(took(&open(json!({"account_id": partner})).await, 0), (eur("110.00"), all.clone()));
    assert_eq!(sales.get("/v1/price-lists").await.expect(200)["items"].as_array().unwrap().len(), 2);
    let refused = sales.post("/v1/accounts", &json!({"name": "Late", "price_list_id": partners})).await;
    assert_eq!(pointer(&refused.problem(422, "invalid-field")), "/price_list_id");
    // What has it keeps it when something else changes.
    let kept = json!({"name": "Partner & Co", "price_list_id": partners});
    let address = format!("/v1/accounts/{}", text(partner));
    sales.with_header(ANY.0, ANY.1).patch(&address, &kept).await.expect(200);
    let found = sales.get(format!("/v1/accounts?price_list_id={}", text(partners))).await.expect(200);
    assert_eq!(found["items"][0]["name"], "Partner & Co");
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn many_accounts_get_a_price_list_at_once() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let partners = list(&owner, &json!({"name": "Partners", "discount_percent": "10"})).await;
    let gone = list(&owner, &json!({"name": "Gone"})).await;
    let address = format!("/v1/price-lists/{}", text(&gone["price_list_id"]));
    owner.with_header(ANY.0, ANY.1).patch(&address, &json!({"archived": true})).await.expect(200);
    let (one, two) = (account(&sales).await, account(&sales).await);
    let ids = [&one["account_id"], &two["account_id"]];
    let set = async |list: &Value| {
        let action = json!({"kind": "change_price_list", "price_list_id": list});
        sales.post("/v1/accounts/bulk", &json!({"action": action, "account_ids": ids})).await
    };
    let of = async |list: &Value| {
        let found = sales.get(format!("/v1/accounts?price_list_id={}", text(list))).await.expect(200);
        found["items"].as_array().unwrap().len()
    };
    let partners = &partners["price_list_id"];
    assert_eq!(set(partners).await.expect(200)["changed"], 2);
    assert_eq!(of(partners).await, 2, "the list of accounts finds them by it");
    assert_eq!(set(partners).await.expect(200)["unchanged"], 2);
    let told = app.published(&org).await;
    let updated: Vec<_> = told.iter().filter(|event| event.event_type == "crm.account.updated.v1").collect();
    assert_eq!(updated.len(), 2);
    assert!(updated.iter().all(|event| event.payload["account"]["price_list_id"] == *partners));
    for none in [&gone["price_list_id"], &json!(kernel::PriceListId::new())] {
        assert_eq!(pointer(&set(none).await.problem(422, "invalid-field")), "/action/price_list_id");
    }
    assert_eq!(set(&Value::Null).await.expect(200)["changed"], 2, "and the default one again");
    assert_eq!(of(partners).await, 0);
}

#[tokio::test]
async fn another_list_is_told_and_taken_over_only_when_asked() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let partners = list(&owner, &json!({"name": "Partners", "discount_percent": "50"})).await;
    let partners = &partners["price_list_id"];
    let audit = product(&owner, "Audit", &[(&Value::Null, "100")]).await;
    let mut bargained = sells(&audit);
    bargained["billing"]["unit_price"] = eur("90");
    let mut less = sells(&audit);
    less["discount_percent"] = json!("10");
    let body = json!({"name": "d", "lines": [sells(&audit), bargained, less]});
    let deal = sales.post("/v1/deals", &body).await.expect(201);
    let chosen = sales.with_header(ANY.0, ANY.1).patch(path(&deal, ""), &json!({"price_list_id": partners})).await;
    let chosen = chosen.expect(200);
    assert_eq!((&chosen["lines"], &chosen["price_list_id"]), (&deal["lines"], partners));
    let pricing = sales.get(path(&deal, "/pricing")).await.expect(200);
    assert_eq!((text(&pricing["price_list"]["name"]), text(&pricing["because"])), ("Partners", "deal"));
    for line in pricing["lines"].as_array().unwrap() {
        assert_eq!(
            (&line["differs"], &line["price_now"], &line["list_price"]),
            (&json!(true), &eur("50.00"), &eur("100.00"))
        );
        assert_eq!((&line["price_list_id_now"], &line["price_list_id"]), (partners, &Value::Null));
    }

    let reprice = path(&deal, "/reprice");
    let stale = sales.with_header("if-match", deal.etag()).post(&reprice, &json!({})).await;
    stale.problem(412, "stale-version");
    let anew = sales.post(&reprice, &json!({})).await.expect(200);
    assert_eq!(took(&anew, 0), (eur("50.00"), partners.clone()));
    // What somebody bargained for stays; the discount of the line is taken off the new price.
    assert_eq!(anew["lines"][1], deal["lines"][1]);
    assert_eq!(
        (took(&anew, 2), &anew["lines"][2]["discount"]["before"]["unit_price"]),
        ((eur("45.00"), partners.clone()), &eur("50.00"))
    );
    assert_eq!(anew["value"], eur("185.00"));
    let told = app.published(&org).await.pop().unwrap();
    assert_eq!((&told.payload["deal"]["lines"], told.event_type.as_str()), (&anew["lines"], "crm.deal.updated.v1"));
    // Asked again, there is nothing to do, and nothing is told.
    let before = app.published(&org).await.len();
    let again = sales.post(&reprice, &json!({})).await.expect(200);
    assert_eq!((&again["version"], app.published(&org).await.len()), (&anew["version"], before));
    let named = json!({"deal_line_ids": [deal["lines"][1]["deal_line_id"]]});
    assert_eq!(took(&sales.post(&reprice, &named).await.expect(200), 1), (eur("50.00"), partners.clone()));
    let nobody = json!({"deal_line_ids": [kernel::DealLineId::new()]});
    assert_eq!(pointer(&sales.post(&reprice, &nobody).await.problem(422, "invalid-field")), "/deal_line_ids/0");
    org.as_role(Role::Employee).post(&reprice, &json!({})).await.problem(403, "forbidden");
    app.organization().await.as_role(Role::Owner).post(&reprice, &json!({})).await.problem(404, "not-found");
    app.organization().await.as_role(Role::Owner).get(path(&deal, "/pricing")).await.problem(404, "not-found");
    sales.post(path(&deal, "/lose"), &json!({"reason": "no"})).await.expect(200);
    sales.post(&reprice, &json!({})).await.problem(409, "deal-not-open");
}

#[tokio::test]
async fn there_is_one_default_list_and_what_cannot_be_is_refused() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let first = list(&owner, &json!({"name": "First", "is_default": true})).await;
    let second = list(&owner, &json!({"name": "Second", "is_default": true})).await;
    let defaults = async || {
        let lists = sales.get("/v1/price-lists").await.expect(200);
        let of = |one: &Value| (one["is_default"] == true).then(|| text(&one["name"]).to_owned());
        lists["items"].as_array().unwrap().iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(defaults().await, ["Second"]);
    let told = app.published(&org).await;
    let told: Vec<_> =
        told.iter().map(|event| (event.event_type.as_str(), &event.payload["price_list"]["is_default"])).collect();
    let (created, updated) = ("crm.price_list.created.v1", "crm.price_list.updated.v1");
    assert_eq!(told, [(created, &json!(true)), (updated, &json!(false)), (created, &json!(true))]);

    let at = |list: &Answer| format!("/v1/price-lists/{}", text(&list["price_list_id"]));
    let patch = async |list: &Answer, body: Value| owner.with_header(ANY.0, ANY.1).patch(at(list), &body).await;
    let problem = patch(&second, json!({"archived": true})).await.problem(422, "price-list-default");
    assert_eq!(pointer(&problem), "/archived");
    // Many make one the default at the same moment: one of them is, and nobody is refused.
    let (one, other) = tokio::join!(
        patch(&first, json!({"is_default": true})),
        patch(&second, json!({"is_default": true, "discount_percent": "5"}))
    );
    one.expect(200);
    other.expect(200);
    assert_eq!(defaults().await.len(), 1);
    patch(&first, json!({"name": "SECOND"})).await.problem(409, "name-taken");
    patch(&second, json!({"is_default": false, "archived": true})).await.expect(200);

    sales.post("/v1/price-lists", &json!({"name": "Mine"})).await.problem(403, "forbidden");
    owner
        .post("/v1/price-lists", &json!({"name": "x", "discount_percent": "100.5"}))
        .await
        .problem(422, "invalid-field");
    let price = |list: &Value| json!({"amount": eur("1"), "valid_from": "2020-01-01", "price_list_id": list});
    let twice = |list: &Value| {
        json!({"name": "p", "unit": "piece", "billing": "one_off", "vat_rate": "27",
        "prices": [price(&Value::Null), price(list), price(list)]})
    };
    let problem = owner.post("/v1/products", &twice(&first["price_list_id"])).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/prices/2/valid_from");
    let stranger = app.organization().await;
    let theirs = list(&stranger.as_role(Role::Owner), &json!({"name": "First"})).await;
    let theirs = &theirs["price_list_id"];
    let mut body = twice(theirs);
    body["prices"].as_array_mut().unwrap().pop();
    assert_eq!(
        pointer(&owner.post("/v1/products", &body).await.problem(422, "invalid-field")),
        "/prices/1/price_list_id"
    );
    for (address, body) in [
        ("/v1/accounts", json!({"name": "a", "price_list_id": theirs})),
        ("/v1/deals", json!({"name": "d", "price_list_id": theirs})),
    ] {
        assert_eq!(pointer(&sales.post(address, &body).await.problem(422, "invalid-field")), "/price_list_id");
    }
    owner.get(format!("/v1/price-lists/{}", text(theirs))).await.problem(404, "not-found");
}

#[tokio::test]
async fn files_bring_and_take_out_price_lists() {
    let (app, org) = start().await;
    let (owner, sales) = (org.as_role(Role::Owner), org.as_role(Role::Sales));
    let partners = list(&owner, &json!({"name": "Partners", "discount_percent": "12.5"})).await;
    let partners = &partners["price_list_id"];
    product(&owner, "Audit", &[(&Value::Null, "100"), (partners, "80")]).await;
    let import = upload(&sales, "kind=accounts", "Name,Price list\nAcme,partners\nBeta,Friends\n").await.expect(201);
    assert_eq!(import["settings"]["columns"][1]["field"], "price_list");
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!((&done["counts"]["created"], &done["counts"]["mended"]), (&json!(2), &json!(1)));
    let accounts = sales.get("/v1/accounts").await.expect(200);
    let lists: Vec<_> = accounts["items"].as_array().unwrap().iter().map(|one| &one["price_list_id"]).collect();
    assert_eq!(lists, [partners, &Value::Null]);
    let file = async |name: &str| owner.get(format!("/v1/exports/{name}.csv")).await.expect(200).text.clone();
    assert!(file("accounts").await.contains("Partners"));
    let products = file("products").await;
    assert!(products.contains("100.00 EUR from 2020-01-01; 80.00 EUR from 2020-01-01 (Partners)"), "{products}");
    assert!(file("price-lists").await.contains("Partners,12.5,no,no,"));
}
