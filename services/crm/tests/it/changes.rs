//! Who changed what.

use kernel::{DealId, Role};
use serde_json::json;

use crate::{deal, path, start, text};

#[tokio::test]
async fn a_history_names_who_changed_which_fields_and_no_values() {
    let (app, org) = start().await;
    let (anna, bela) = (org.as_role(Role::Sales), org.as_role(Role::Sales));
    let created = deal(&anna).await;
    let address = format!("/v1/changes/{}", text(&created["deal_id"]));
    let change = json!({"name": "Secret name", "expected_close_on": "2026-12-24"});
    let changed = bela.with_header("if-match", created.etag()).patch(path(&created, ""), &change).await.expect(200);
    let step = json!({"next_step": {"text": "Secret step"}});
    bela.with_header("if-match", changed.etag()).patch(path(&created, ""), &step).await.expect(200);
    anna.post(path(&created, "/lose"), &json!({"reason": "Secret reason"})).await.expect(200);

    let all = bela.get(&address).await.expect(200);
    let items = all["items"].as_array().unwrap();
    let types: Vec<_> = items.iter().map(|item| text(&item["type"])).collect();
    let expected = ["created", "updated", "updated", "lost"].map(|fact| format!("crm.deal.{fact}.v1"));
    assert_eq!(types, expected);
    let fields: Vec<_> = items.iter().map(|item| item["fields"].clone()).collect();
    let expected =
        [json!([]), json!(["name", "expected_close_on"]), json!(["next_step"]), json!(["status", "closed_on"])];
    assert_eq!(fields, expected);
    assert_eq!(items[0]["actor"], format!("member:{}", anna.member_id));
    assert_eq!(items[1]["actor"], format!("member:{}", bela.member_id));
    assert_eq!(items.iter().map(|item| item["version"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(items.iter().all(|item| item["time"].is_string()));
    assert!(!all.text.contains("Secret"), "{}", all.text);

    let later = bela.get(format!("{address}?after_version=2&limit=1")).await.expect(200);
    assert_eq!(later["items"], json!([items[2]]));
    assert_eq!(bela.get(format!("{address}?after_version=4")).await.expect(200)["items"], json!([]));
    for query in ["after_version=-1", "after_version=x", "limit=0", "surprise=1"] {
        bela.get(format!("{address}?{query}")).await.problem(422, "invalid-query");
    }
    bela.get(format!("/v1/changes/{}", DealId::new())).await.problem(404, "not-found");
    bela.get("/v1/changes/1").await.problem(404, "not-found");
    org.as_role(Role::Employee).get(&address).await.problem(403, "forbidden");
    app.organization().await.as_role(Role::Owner).get(&address).await.problem(404, "not-found");
}
