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

/// A deal of an account that was won.
async fn won_deal(client: &Client, account: &Value) -> Value {
    let body = json!({"name": "Sold", "account_id": account, "lines": [fixed_line("5")]});
    let deal = made(client, "/v1/deals", body).await["deal_id"].clone();
    client.post(format!("/v1/deals/{}/win", text(&deal)), &json!({})).await.expect(200);
    deal
}

async fn deal_does(client: &Client, deal: &Value, what: &str, body: Value) -> Answer {
    client.post(format!("/v1/deals/{}/{what}", text(deal)), &body).await.expect(200)
}

#[tokio::test]
async fn deals_that_were_won_move_too_and_go_back_unless_they_were_won_again() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let [kept, other] = ["Kept", "Other"].map(|name| made(&sales, "/v1/accounts", json!({"name": name})));
    let (kept, other) = (kept.await["account_id"].clone(), other.await["account_id"].clone());
    let (stays, again, elsewhere) =
        (won_deal(&sales, &other).await, won_deal(&sales, &other).await, won_deal(&sales, &other).await);
    let own = won_deal(&sales, &kept).await;
    let account = async |deal: &Value| shown(&sales, "deals", deal).await["account_id"].clone();
    let merged = merge(&sales, "accounts", &kept, &other).await.expect(200);
    assert_eq!(merged["moved"]["wins"], json!({text(&stays): 1, text(&again): 1, text(&elsewhere): 1}));
    for deal in [&stays, &again, &elsewhere, &own] {
        assert_eq!(account(deal).await, kept);
    }
    let listed = async |id: &Value| {
        let deals = sales.get(format!("/v1/deals?status=won&account_id={}", text(id))).await.expect(200);
        deals["items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((listed(&kept).await, listed(&other).await), (4, 0));
    // Winning it again is done with the one that goes on, so what follows from it is that one's for good.
    deal_does(&sales, &again, "reopen", json!({"reason": "They want more"})).await;
    deal_does(&sales, &again, "win", json!({"project": "revive"})).await;
    let won: Vec<_> =
        app.published(&org).await.into_iter().filter(|event| event.event_type == "crm.deal.won.v1").collect();
    assert_eq!(won.last().unwrap().payload["account"]["account_id"], kept);
    let third = made(&sales, "/v1/accounts", json!({"name": "Third"})).await["account_id"].clone();
    let any = sales.with_header("if-match", "*");
    deal_does(&sales, &elsewhere, "reopen", json!({"reason": "Another buys it"})).await;
    any.patch(format!("/v1/deals/{}", text(&elsewhere)), &json!({"account_id": third})).await.expect(200);

    sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    assert_eq!((account(&stays).await, account(&again).await), (other.clone(), kept.clone()));
    assert_eq!((account(&elsewhere).await, account(&own).await), (third, kept.clone()));
    assert_eq!((listed(&kept).await, listed(&other).await), (2, 1));
}

#[tokio::test]
async fn what_other_services_report_of_the_one_that_ended_is_found_with_the_one_that_goes_on() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let [kept, other, last] = ["Kept", "Other", "Last"].map(|name| made(&sales, "/v1/accounts", json!({"name": name})));
    let (kept, other) = (kept.await["account_id"].clone(), other.await["account_id"].clone());
    let last = last.await["account_id"].clone();
    won_deal(&sales, &other).await;
    let payment = |account: &Value| contracts::billing::PaymentReceived {
        payment: serde_json::from_value(json!({
            "payment_id": kernel::PaymentId::new(), "customer_id": kernel::CustomerId::new(), "account_id": account,
            "amount": {"amount": "10", "currency": "EUR"}, "received_on": "2026-03-02", "reference": null,
            "applications": [], "unapplied": {"amount": "10", "currency": "EUR"}}))
        .unwrap(),
    };
    let paid = async |id: &Value| {
        let page = sales.get(format!("/v1/accounts/{}/timeline?kind=billing", text(id))).await.expect(200);
        page["items"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(app.deliver(&org, 1, &payment(&other)).await, testkit::Delivery::Applied);
    let first = merge(&sales, "accounts", &kept, &other).await.expect(200);
    let second = merge(&sales, "accounts", &last, &kept).await.expect(200);
    // Reported after the merges, by a service that keeps the account it began with.
    assert_eq!(app.deliver(&org, 1, &payment(&other)).await, testkit::Delivery::Applied);
    assert_eq!((paid(&last).await, paid(&kept).await, paid(&other).await), (2, 2, 2));
    for merge in [&second, &first] {
        sales.post(format!("/v1/merges/{}/undo", text(&merge["merge_id"])), &json!({})).await.expect(200);
    }
    assert_eq!((paid(&last).await, paid(&kept).await, paid(&other).await), (0, 0, 2));
}

#[tokio::test]
async fn what_cannot_be_merged_is_refused() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let won = made(&sales, "/v1/accounts", json!({"name": "Won"})).await["account_id"].clone();
    let plain = made(&sales, "/v1/accounts", json!({"name": "Plain"})).await["account_id"].clone();
    let below = made(&sales, "/v1/accounts", json!({"name": "Below", "parent_id": plain})).await["account_id"].clone();
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
