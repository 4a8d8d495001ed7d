//! Finding things by a part of their name.

use kernel::Role;
use serde_json::json;
use testkit::Client;

use crate::{start, text};

/// Kind and title of what is found.
async fn found(client: &Client, query: &str) -> Vec<(String, String)> {
    let answer = client.get(format!("/v1/search?{query}")).await.expect(200);
    let pair = |item: &serde_json::Value| (text(&item["kind"]).to_owned(), text(&item["title"]).to_owned());
    answer["items"].as_array().unwrap().iter().map(pair).collect()
}

async fn titles(client: &Client, query: &str) -> Vec<String> {
    found(client, query).await.into_iter().map(|(_, title)| title).collect()
}

#[tokio::test]
async fn a_part_of_a_name_finds_it_whatever_its_case_and_accents() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for name in ["Árvíztűrő Tükörfúró Zrt", "MICROSOFT Magyarország", "Straße & Søn", "Ωμέγα", "100% Juice_Co"]
    {
        sales.post("/v1/accounts", &json!({"name": name})).await.expect(201);
    }
    for (query, title) in [
        ("arviz", "Árvíztűrő Tükörfúró Zrt"),
        ("TÜKÖR", "Árvíztűrő Tükörfúró Zrt"),
        ("soft", "MICROSOFT Magyarország"),
        ("magyar%20micro", "MICROSOFT Magyarország"),
        ("strasse", "Straße & Søn"),
        ("s%C3%B8n", "Straße & Søn"),
        ("son", "Straße & Søn"),
        ("%CE%A9%CE%9C%CE%95%CE%93%CE%91", "Ωμέγα"),
        ("0%25", "100% Juice_Co"),
        ("juice_", "100% Juice_Co"),
    ] {
        let query = query.replace('Ü', "%C3%9C").replace('Ö', "%C3%96");
        assert_eq!(titles(&sales, &format!("q={query}")).await, [title], "{query}");
    }
    for nothing in ["tukur", "%25%25", "_", "%5C", "%C2%B4"] {
        let found = titles(&sales, &format!("q={nothing}")).await;
        assert!(found.is_empty() || nothing == "_", "{nothing}: {found:?}");
    }
    assert_eq!(titles(&sales, "q=_").await, ["100% Juice_Co"], "an underscore is no wildcard");
}

#[tokio::test]
async fn what_begins_with_it_comes_first_and_every_kind_is_seen() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for name in ["Nova", "Novation", "Supernova", "Novak"] {
        sales.post("/v1/accounts", &json!({"name": name})).await.expect(201);
    }
    sales.post("/v1/contacts", &json!({"name": "Nora Novak"})).await.expect(201);
    let account = sales.get("/v1/accounts?limit=1").await.expect(200)["items"][0].clone();
    let deal = json!({"name": "Nova website", "account_id": account["account_id"]});
    sales.post("/v1/deals", &deal).await.expect(201);
    let all = found(&sales, "q=nov").await;
    let kind = |index: usize| all[index].0.as_str();
    assert_eq!((all[0].1.as_str(), kind(0), kind(1)), ("Nova", "account", "deal"));
    assert_eq!(all.len(), 6);
    assert_eq!(all[4..].iter().map(|(_, title)| title.as_str()).collect::<Vec<_>>(), ["Supernova", "Nora Novak"]);
    assert_eq!(titles(&sales, "q=nov&limit=2").await, ["Nova", "Nova website"]);
    let answer = sales.get("/v1/search?q=website").await.expect(200);
    assert_eq!(answer["items"][0]["detail"], "Nova");

    let stranger = app.organization().await.as_role(Role::Owner);
    assert!(found(&stranger, "q=nov").await.is_empty());
    org.as_role(Role::Employee).get("/v1/search?q=nov").await.problem(403, "forbidden");
    for query in ["", "q=", "q=%20", "q=a&limit=0", "q=a&limit=201", "q=a&kind=deal", "q=a%00b"] {
        sales.get(format!("/v1/search?{query}")).await.problem(422, "invalid-query");
    }
}

#[tokio::test]
async fn a_renamed_thing_is_found_by_its_new_name() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let account = sales.post("/v1/accounts", &json!({"name": "Before"})).await.expect(201);
    let address = format!("/v1/accounts/{}", text(&account["account_id"]));
    sales.with_header("if-match", account.etag()).patch(address, &json!({"name": "After"})).await.expect(200);
    assert_eq!(titles(&sales, "q=after").await, ["After"]);
    assert!(titles(&sales, "q=before").await.is_empty());
}
