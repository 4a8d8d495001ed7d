//! What a client's yes does to deals that changed meanwhile.

use contracts::identity::{Member, MemberAdded};
use kernel::{MemberId, Role, UserId};
use serde_json::{Value, json};
use testkit::{Answer, Client, Organization};

use crate::quotes::{at, nobody, sent, shown, yes};
use crate::{deal, eur, event_types, fixed_line, path, start, text};

/// What became of the deal, as an accepted quote says.
async fn effect(client: &Client, quote: &Answer) -> Value {
    client.get(at(quote, "")).await.expect(200)["answer"]["effect"].clone()
}

/// Sends a new quote for a deal and says yes to it.
async fn accepted(sales: &Client, org: &Organization, deal: &Answer) -> Answer {
    let (quote, address) = sent(sales, deal).await;
    nobody(org).post(format!("{address}/accept"), &yes(&quote, &json!([]))).await.expect(200);
    quote
}

#[tokio::test]
async fn a_reopened_deal_takes_one_new_yes_and_the_next_waits_for_a_person() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let again = json!({"reason": "more work"});
    let won = deal(&sales).await;
    let first = accepted(&sales, &org, &won).await;
    let reopened = sales.post(path(&won, "/reopen"), &again).await.expect(200);
    assert_eq!(reopened["accepted_quote_id"], Value::Null);
    let second = accepted(&sales, &org, &won).await;
    assert_eq!(effect(&sales, &second).await["left"], "project_exists");
    let third = accepted(&sales, &org, &won).await;
    let left = effect(&sales, &third).await;
    assert_eq!((&left["left"], &left["lines_taken"]), (&json!("other_quote"), &json!(false)));
    assert_eq!(shown(&sales, &won).await["accepted_quote_id"], second["quote_id"]);
    // Somebody who knows better may still go on under the first one.
    let applied = sales.post(at(&first, "/apply"), &json!({})).await.expect(200);
    assert_eq!(text(&applied["answer"]["effect"]["left"]), "project_exists");
    assert_eq!(shown(&sales, &won).await["accepted_quote_id"], first["quote_id"]);

    // Accepted, not won, lost, and open again: what was said before stands in no new one's way.
    let admin = org.as_role(Role::Admin);
    admin.with_header("if-match", "*").patch("/v1/quote-settings", &json!({"wins_deals": false})).await.expect(200);
    let lost = deal(&sales).await;
    accepted(&sales, &org, &lost).await;
    sales.post(path(&lost, "/lose"), &json!({"reason": "silence"})).await.expect(200);
    sales.post(path(&lost, "/reopen"), &again).await.expect(200);
    let next = accepted(&sales, &org, &lost).await;
    let taken = json!({"lines_taken": true, "deal_won": false, "left": null, "detail": null});
    assert_eq!(effect(&sales, &next).await, taken);
}

#[tokio::test]
async fn the_yes_of_a_client_wins_nothing_for_another_one() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let any = sales.with_header("if-match", "*");
    let client = nobody(&org);
    let other = sales.post("/v1/accounts", &json!({"name": "Globex"})).await.expect(201);
    let deal = deal(&sales).await;
    let (quote, address) = sent(&sales, &deal).await;
    any.patch(path(&deal, ""), &json!({"account_id": other["account_id"]})).await.expect(200);
    client.post(format!("{address}/accept"), &yes(&quote, &json!([]))).await.expect(200);
    let left = effect(&sales, &quote).await;
    assert_eq!((&left["left"], &left["lines_taken"]), (&json!("other_client"), &json!(false)));
    let open = shown(&sales, &deal).await;
    assert_eq!((text(&open["status"]), &open["accepted_quote_id"]), ("open", &Value::Null));
    sales.post(at(&quote, "/apply"), &json!({})).await.problem(409, "quote-other-client");
    // Two names of one client are one client.
    let merge = format!("/v1/accounts/{}/merge", text(&other["account_id"]));
    sales.post(merge, &json!({"merged_id": deal["account_id"]})).await.expect(200);
    let admin = org.as_role(Role::Admin);
    admin.with_header("if-match", "*").patch("/v1/quote-settings", &json!({"wins_deals": false})).await.expect(200);
    let applied = sales.post(at(&quote, "/apply"), &json!({})).await.expect(200);
    assert_eq!(applied["answer"]["effect"]["lines_taken"], json!(true));
    assert_eq!(shown(&sales, &deal).await["accepted_quote_id"], quote["quote_id"]);
    // And a yes does not go along to somebody else.
    let third = sales.post("/v1/accounts", &json!({"name": "Initech"})).await.expect(201);
    let moved = any.patch(path(&deal, ""), &json!({"account_id": third["account_id"]})).await.expect(200);
    assert_eq!(moved["accepted_quote_id"], Value::Null);
}

#[tokio::test]
async fn what_an_acceptance_left_is_done_once_it_is_settled() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let client = nobody(&org);
    let deal = deal(&sales).await;
    let (quote, address) = sent(&sales, &deal).await;
    sales.post(at(&quote, "/apply"), &json!({})).await.problem(409, "quote-not-accepted");
    let asked = sales.get(at(&quote, "")).await.expect(200);
    sales.post(path(&deal, "/lose"), &json!({"reason": "silence"})).await.expect(200);
    let logo = &asked["lines"][1]["deal_line_id"];
    client.post(format!("{address}/accept"), &yes(&quote, &json!([logo]))).await.expect(200);
    assert_eq!(effect(&sales, &quote).await["left"], "deal_closed");
    sales.post(at(&quote, "/apply"), &json!({})).await.problem(409, "deal-not-open");
    sales.post(path(&deal, "/reopen"), &json!({"reason": "a late yes"})).await.expect(200);
    org.as_role(Role::Auditor).post(at(&quote, "/apply"), &json!({})).await.problem(403, "forbidden");
    let stale = sales.with_header("if-match", asked.etag());
    stale.post(at(&quote, "/apply"), &json!({})).await.problem(412, "stale-version");
    let there = at(&quote, "/apply");
    let nothing = json!({});
    let (one, two) = tokio::join!(sales.post(&there, &nothing), sales.post(&there, &nothing));
    let (done, refused) = if one.status == 200 { (one, two) } else { (two, one) };
    refused.problem(409, "quote-applied");
    let won = json!({"lines_taken": true, "deal_won": true, "left": null, "detail": null});
    assert_eq!(done.expect(200)["answer"]["effect"], won);
    let deal = shown(&sales, &deal).await;
    assert_eq!((text(&deal["status"]), &deal["value"]), ("won", &eur("1100.00")));
    assert_eq!((&deal["accepted_quote_id"], &deal["lines"][1]["deal_line_id"]), (&quote["quote_id"], logo));
    let types = event_types(&app, &org).await;
    assert!(types.ends_with(&["crm.deal.updated.v1", "crm.deal.won.v1", "crm.quote.applied.v1"].map(str::to_owned)));
}

#[tokio::test]
async fn a_yes_for_a_deal_that_nobody_looks_after_is_told_to_who_leads() {
    let (app, org) = start().await;
    let seller = org.as_role(Role::Sales);
    // The caller is no member that anybody has told of; neither is the deal's owner.
    let mut leaders = Vec::new();
    for (name, role) in [("Anna", Role::Admin), ("Béla", Role::Owner), ("Cecil", Role::Sales)] {
        let id = MemberId::new();
        let member = Member {
            member_id: id,
            user_id: UserId::new(),
            name: name.parse().unwrap(),
            email: format!("{id}@example.com").parse().unwrap(),
            roles: [role].into_iter().collect(),
            active: true,
            guest: false,
        };
        app.deliver(&org, 1, &MemberAdded { member }).await;
        leaders.push(org.as_member(id, [role]));
    }
    let body = json!({"name": "Website", "lines": [fixed_line("1000")]});
    let homeless = seller.post("/v1/deals", &body).await.expect(201);
    accepted(&seller, &org, &homeless).await;
    for (place, leader) in leaders.iter().enumerate() {
        let inbox = leader.get("/v1/notifications").await.expect(200);
        let kinds: Vec<&str> = inbox["items"].as_array().unwrap().iter().map(|one| text(&one["kind"])).collect();
        assert_eq!(kinds, if place < 2 { vec!["quote_accepted"] } else { Vec::new() });
    }
    let to_do = leaders[0].get("/v1/follow-ups").await.expect(200);
    assert!(text(&to_do["items"][0]["title"]).contains("was accepted"), "{to_do:?}");
}
