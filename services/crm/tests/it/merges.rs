//! Making one of two, and undoing it.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::told;
use crate::{event_types, fixed_line, pointer, start, text};

async fn made(client: &Client, path: &str, body: Value) -> Answer {
    client.post(path, &body).await.expect(201)
}

async fn shown(client: &Client, kind: &str, id: &Value) -> Answer {
    client.get(format!("/v1/{kind}/{}", text(id))).await.expect(200)
}

/// Two accounts, the second with a contact, a lost deal and a subsidiary.
async fn pair(sales: &Client) -> (Value, Value, Value, Value, Value) {
    let kept =
        made(sales, "/v1/accounts", json!({"name": "Acme Kft.", "industry": "Software"})).await["account_id"].clone();
    let other = json!({"name": "ACME", "industry": "Hardware", "country": "HU", "tax_number": "12345678-2-42"});
    let other = made(sales, "/v1/accounts", other).await["account_id"].clone();
    let contact = made(sales, "/v1/contacts", json!({"name": "Anna", "account_id": other})).await["contact_id"].clone();
    let deal = made(sales, "/v1/deals", json!({"name": "Site", "account_id": other})).await["deal_id"].clone();
    sales.post(format!("/v1/deals/{}/lose", text(&deal)), &json!({"reason": "price"})).await.expect(200);
    let child =
        made(sales, "/v1/accounts", json!({"name": "Acme Sub", "parent_id": other})).await["account_id"].clone();
    (kept, other, contact, deal, child)
}

async fn merge(client: &Client, kind: &str, kept: &Value, other: &Value) -> Answer {
    client.post(format!("/v1/{kind}/{}/merge", text(kept)), &json!({"merged_id": other})).await
}

#[tokio::test]
async fn every_link_moves_to_the_account_that_goes_on_and_back_when_it_is_undone() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (kept, other, contact, deal, child) = pair(&sales).await;
    let merged = merge(&sales, "accounts", &kept, &other).await.expect(200);
    assert_eq!(merged["filled"], json!(["country", "tax_number"]));
    assert_eq!((&merged["moved"]["contact_ids"], &merged["moved"]["deal_ids"]), (&json!([contact]), &json!([deal])));
    let survivor = shown(&sales, "accounts", &kept).await;
    assert_eq!((text(&survivor["industry"]), text(&survivor["country"])), ("Software", "HU"));
    let ended = shown(&sales, "accounts", &other).await;
    assert_eq!(ended["merged_into"], kept, "it still answers");
    assert_eq!(shown(&sales, "contacts", &contact).await["account_id"], kept);
    assert_eq!(shown(&sales, "deals", &deal).await["account_id"], kept);
    assert_eq!(shown(&sales, "accounts", &child).await["parent_id"], kept);
    assert_eq!(sales.get("/v1/accounts?name=acme").await.expect(200)["items"].as_array().map(Vec::len), Some(2));
    assert!(!sales.get("/v1/search?q=acme").await.expect(200).text.contains(text(&other)));
    assert!(!sales.get("/v1/duplicates?company=acme").await.expect(200).text.contains(text(&other)));

    // Nothing new may belong to what ended.
    sales
        .with_header("if-match", "*")
        .patch(format!("/v1/accounts/{}", text(&other)), &json!({"name": "x"}))
        .await
        .problem(409, "record-merged");
    for (path, body, at) in [
        ("/v1/deals", json!({"name": "x", "account_id": other}), "/account_id"),
        ("/v1/contacts", json!({"name": "x", "account_id": other}), "/account_id"),
        ("/v1/accounts", json!({"name": "x", "parent_id": other}), "/parent_id"),
    ] {
        let problem = sales.post(path, &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), at);
        assert!(problem.to_string().contains(text(&kept)), "says where it went: {problem}");
    }

    let undo = format!("/v1/merges/{}/undo", text(&merged["merge_id"]));
    assert!(sales.post(&undo, &json!({})).await.expect(200)["undone_at"].is_string());
    sales.post(&undo, &json!({})).await.problem(409, "merge-undone");
    assert_eq!(shown(&sales, "accounts", &other).await["merged_into"], Value::Null);
    assert_eq!(shown(&sales, "contacts", &contact).await["account_id"], other);
    assert_eq!(shown(&sales, "deals", &deal).await["account_id"], other);
    assert_eq!(shown(&sales, "accounts", &child).await["parent_id"], other);
    let survivor = shown(&sales, "accounts", &kept).await;
    assert_eq!((text(&survivor["industry"]), &survivor["country"]), ("Software", &Value::Null));
    let told = event_types(&app, &org).await;
    for wanted in ["crm.account.merged.v1", "crm.account.restored.v1"] {
        assert!(told.iter().any(|one| one == wanted), "{wanted} is not in {told:?}");
    }
    let history = sales.get(format!("/v1/merges?record_id={}", text(&other))).await.expect(200);
    assert_eq!(history["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_was_said_and_is_to_be_done_is_found_with_the_one_that_goes_on_until_it_is_undone() {
    let (_app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (kept, other, contact, _, _) = pair(&sales).await;
    for (about, words) in [(json!({"account_id": other}), "account"), (json!({"contact_id": contact}), "contact")] {
        let note = json!({"about": [about], "content": {"kind": "note", "text": words}});
        made(&sales, "/v1/activities", note).await;
    }
    let task = json!({"about": [{"account_id": other}], "title": "Call back", "due_on": "2026-03-02"});
    made(&sales, "/v1/follow-ups", task).await;
    let found = async |id: &Value| {
        let mut notes = told(&sales, &format!("/v1/accounts/{}/timeline?kind=note", text(id))).await;
        notes.sort();
        let lists = ["activities", "follow-ups"].map(|list| format!("/v1/{list}?account_id={}", text(id)));
        let [activities, tasks] = lists.map(|list| sales.get(list));
        let count = |page: &Answer| page["items"].as_array().map_or(0, Vec::len);
        (notes, count(&activities.await.expect(200)), count(&tasks.await.expect(200)))
    };
    let all = (vec!["account".to_owned(), "contact".to_owned()], 1, 1);
    assert_eq!((found(&kept).await, found(&other).await), ((Vec::new(), 0, 0), all.clone()));
    let merged = merge(&sales, "accounts", &kept, &other).await.expect(200);
    assert_eq!(found(&kept).await, all);
    sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    assert_eq!((found(&kept).await, found(&other).await), ((Vec::new(), 0, 0), all));
}

#[tokio::test]
async fn what_was_changed_since_stays_when_a_merge_is_undone() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (kept, other, contact, _, _) = pair(&sales).await;
    let open =
        made(&sales, "/v1/deals", json!({"name": "New", "account_id": other, "lines": [fixed_line("100")]})).await;
    let merged = merge(&sales, "accounts", &kept, &other).await.expect(200);
    let any = sales.with_header("if-match", "*");
    any.patch(format!("/v1/contacts/{}", text(&contact)), &json!({"account_id": null})).await.expect(200);
    any.patch(format!("/v1/accounts/{}", text(&kept)), &json!({"country": "DE"})).await.expect(200);
    sales.post(format!("/v1/deals/{}/win", text(&open["deal_id"])), &json!({})).await.expect(200);
    sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(shown(&sales, "contacts", &contact).await["account_id"], Value::Null);
    assert_eq!(shown(&sales, "accounts", &kept).await["country"], "DE");
    assert_eq!(shown(&sales, "deals", &open["deal_id"]).await["account_id"], kept, "its invoices are made out to it");
}

#[tokio::test]
async fn what_cannot_be_merged_is_refused() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = made(&sales, "/v1/accounts", json!({"name": "Won"})).await["account_id"].clone();
    let deal = made(&sales, "/v1/deals", json!({"name": "d", "account_id": won, "lines": [fixed_line("5")]})).await;
    sales.post(format!("/v1/deals/{}/win", text(&deal["deal_id"])), &json!({})).await.expect(200);
    let plain = made(&sales, "/v1/accounts", json!({"name": "Plain"})).await["account_id"].clone();
    let below = made(&sales, "/v1/accounts", json!({"name": "Below", "parent_id": plain})).await["account_id"].clone();
    merge(&sales, "accounts", &plain, &won).await.problem(409, "account-has-won-deals");
    merge(&sales, "accounts", &plain, &below).await.problem(409, "accounts-related");
    merge(&sales, "accounts", &below, &plain).await.problem(409, "accounts-related");
    let itself = merge(&sales, "accounts", &plain, &plain).await.problem(422, "invalid-field");
    assert_eq!(pointer(&itself), "/merged_id");
    let theirs = app.organization().await.as_role(Role::Owner);
    let foreign = made(&theirs, "/v1/accounts", json!({"name": "Theirs"})).await["account_id"].clone();
    assert_eq!(pointer(&merge(&sales, "accounts", &plain, &foreign).await.problem(422, "invalid-field")), "/merged_id");
    let done = merge(&sales, "accounts", &won, &plain).await.expect(200);
    merge(&sales, "accounts", &won, &plain).await.problem(409, "record-merged");
    theirs.post(format!("/v1/merges/{}/undo", text(&done["merge_id"])), &json!({})).await.problem(404, "not-found");
    assert_eq!(theirs.get("/v1/merges").await.expect(200)["items"], json!([]));
    org.as_role(Role::Auditor)
        .post(format!("/v1/merges/{}/undo", text(&done["merge_id"])), &json!({}))
        .await
        .problem(403, "forbidden");
    // What went on and then ended itself is taken back in the opposite order.
    let last = made(&sales, "/v1/accounts", json!({"name": "Last"})).await["account_id"].clone();
    let first = made(&sales, "/v1/accounts", json!({"name": "First"})).await["account_id"].clone();
    let inner = merge(&sales, "accounts", &first, &last).await.expect(200);
    let outer = merge(&sales, "accounts", &won, &first).await.expect(200);
    sales.post(format!("/v1/merges/{}/undo", text(&inner["merge_id"])), &json!({})).await.problem(409, "record-merged");
    sales.post(format!("/v1/merges/{}/undo", text(&outer["merge_id"])), &json!({})).await.expect(200);
    sales.post(format!("/v1/merges/{}/undo", text(&inner["merge_id"])), &json!({})).await.expect(200);
}

#[tokio::test]
async fn contacts_and_leads_are_merged_too() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let kept = made(&sales, "/v1/contacts", json!({"name": "Anna"})).await["contact_id"].clone();
    let other =
        made(&sales, "/v1/contacts", json!({"name": "Kis Anna", "email": "a@b.hu"})).await["contact_id"].clone();
    let deal = made(&sales, "/v1/deals", json!({"name": "d", "contact_id": other})).await["deal_id"].clone();
    let merged = merge(&sales, "contacts", &kept, &other).await.expect(200);
    assert_eq!(shown(&sales, "deals", &deal).await["contact_id"], kept);
    assert_eq!(text(&shown(&sales, "contacts", &kept).await["email"]), "a@b.hu");
    let named = sales.post("/v1/deals", &json!({"name": "x", "contact_id": other})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&named), "/contact_id");
    sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(shown(&sales, "deals", &deal).await["contact_id"], other);

    let kept = made(&sales, "/v1/leads", json!({"name": "Béla"})).await["lead_id"].clone();
    let other =
        made(&sales, "/v1/leads", json!({"name": "Béla", "phone": "112", "note": "second"})).await["lead_id"].clone();
    let merged = merge(&sales, "leads", &kept, &other).await.expect(200);
    let survivor = shown(&sales, "leads", &kept).await;
    assert_eq!((text(&survivor["phone"]), survivor["touch_list"].as_array().map(Vec::len)), ("112", Some(2)));
    assert_eq!(shown(&sales, "leads", &other).await["merged_into"], kept);
    assert_eq!(sales.get("/v1/leads").await.expect(200)["items"].as_array().map(Vec::len), Some(1));
    sales.post(format!("/v1/leads/{}/work", text(&other)), &json!({})).await.problem(409, "lead-merged");
    sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(shown(&sales, "leads", &kept).await["phone"], Value::Null);
    sales.post(format!("/v1/leads/{}/work", text(&other)), &json!({})).await.expect(200);
}

#[tokio::test]
async fn a_deal_that_is_opened_at_the_same_moment_is_not_left_behind() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for _ in 0..10 {
        let kept = made(&sales, "/v1/accounts", json!({"name": "Kept"})).await["account_id"].clone();
        let other = made(&sales, "/v1/accounts", json!({"name": "Other"})).await["account_id"].clone();
        let body = json!({"name": "d", "account_id": other});
        let (merged, opened) = tokio::join!(merge(&sales, "accounts", &kept, &other), sales.post("/v1/deals", &body));
        merged.expect(200);
        if opened.status == 201 {
            assert_eq!(shown(&sales, "deals", &opened["deal_id"]).await["account_id"], kept);
        } else {
            assert_eq!(pointer(&opened.problem(422, "invalid-field")), "/account_id");
        }
    }
}

#[tokio::test]
async fn own_fields_and_tags_are_joined_and_taken_back() {
    let (_, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let mut fields = Vec::new();
    for name in ["Both", "Theirs", "Changed"] {
        let body = json!({"record": "account", "name": name, "kind": "text"});
        fields.push(text(&admin.post("/v1/custom-fields", &body).await.expect(201)["field_id"]).to_owned());
    }
    let [both, theirs, changed] = [&fields[0], &fields[1], &fields[2]];
    let mut tags = Vec::new();
    for name in ["mine", "shared", "theirs"] {
        tags.push(sales.post("/v1/tags", &json!({"name": name})).await.expect(201)["tag_id"].clone());
    }
    let body = json!({"name": "Acme", "custom": {both: "a"}, "tags": [tags[0], tags[1]]});
    let kept = made(&sales, "/v1/accounts", body).await["account_id"].clone();
    let body = json!({"name": "ACME", "custom": {both: "b", theirs: "c", changed: "d"}, "tags": [tags[1], tags[2]]});
    let other = made(&sales, "/v1/accounts", body).await["account_id"].clone();
    let merged = merge(&sales, "accounts", &kept, &other).await.expect(200);
    let survivor = shown(&sales, "accounts", &kept).await;
    assert_eq!(survivor["custom"], json!({both: "a", theirs: "c", changed: "d"}));
    assert_eq!(survivor["tags"].as_array().map(Vec::len), Some(3));
    let change = json!({"custom": {changed: "e"}});
    let path = format!("/v1/accounts/{}", text(&kept));
    sales.with_header("if-match", survivor.etag()).patch(path, &change).await.expect(200);
    let undo = format!("/v1/merges/{}/undo", text(&merged["merge_id"]));
    sales.post(&undo, &json!({})).await.expect(200);
    let survivor = shown(&sales, "accounts", &kept).await;
    assert_eq!(survivor["custom"], json!({both: "a", changed: "e"}), "what somebody changed stays");
    let mut now: Vec<_> = survivor["tags"].as_array().unwrap().clone();
    now.sort_by_key(ToString::to_string);
    let mut before = vec![tags[0].clone(), tags[1].clone()];
    before.sort_by_key(ToString::to_string);
    assert_eq!(now, before);
}
