//! What is kept of leads: tags, files, own fields that forms ask for; and the same done to many of them.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::colleague;
use crate::attachments::send;
use crate::imports::{run, upload};
use crate::{pointer, start, text};

fn at(lead: &Value, below: &str) -> String {
    format!("/v1/leads/{}{below}", text(&lead["lead_id"]))
}

async fn lead(client: &Client, said: Value) -> Value {
    let mut body = json!({"name": "Kovács Anna"});
    body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    client.post("/v1/leads", &body).await.expect(201).json
}

async fn tag(client: &Client, name: &str) -> Value {
    client.post("/v1/tags", &json!({"name": name})).await.expect(201)["tag_id"].clone()
}

/// An own field of leads, or of deals.
async fn field(admin: &Client, record: &str, said: Value) -> String {
    let mut body = json!({"record": record, "name": "Budget", "kind": "number"});
    body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
    text(&admin.post("/v1/custom-fields", &body).await.expect(201)["field_id"]).to_owned()
}

#[tokio::test]
async fn tags_are_set_found_joined_by_merges_and_carried_along() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (hot, fair) = (tag(&sales, "Hot").await, tag(&sales, "Fair").await);
    let one = lead(&sales, json!({"tags": [hot]})).await;
    let other = lead(&sales, json!({"name": "Other", "tags": [fair]})).await;
    assert_eq!(one["tags"], json!([hot]));
    let wrong = json!({"name": "x", "tags": [kernel::TagId::new()]});
    assert_eq!(pointer(&sales.post("/v1/leads", &wrong).await.problem(422, "invalid-field")), "/tags/0");
    let found = async |query: String| -> Vec<String> {
        let page = sales.get(format!("/v1/leads?{query}")).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
    };
    assert_eq!(found(format!("tag_id={}", text(&fair))).await, ["Other"]);

    let merge = json!({"merged_id": other["lead_id"]});
    let merge = sales.with_header("if-match", "*").post(at(&one, "/merge"), &merge).await.expect(200);
    let mut both = vec![hot.clone(), fair.clone()];
    both.sort_by_key(ToString::to_string);
    assert_eq!(sales.get(at(&one, "")).await.expect(200)["tags"], json!(both));
    sales.post(format!("/v1/merges/{}/undo", text(&merge["merge_id"])), &json!({})).await.expect(200);
    assert_eq!(sales.get(at(&one, "")).await.expect(200)["tags"], json!([hot]));

    let change = json!({"tags": [fair]});
    let changed = sales.with_header("if-match", "*").patch(at(&one, ""), &change).await.expect(200);
    assert_eq!((&changed["tags"], changed["duplicates"].is_array()), (&json!([fair]), true));
    let became = json!({"deal": {"name": "Shop"}});
    let converted = sales.post(at(&one, "/convert"), &became).await.expect(200);
    assert_eq!((&converted["account"]["tags"], &converted["contact"]["tags"]), (&json!([fair]), &json!([fair])));
    let deal = format!("/v1/deals/{}", text(&converted["deal_id"]));
    assert_eq!(sales.get(&deal).await.expect(200)["tags"], json!([fair]));
    let stranger = app.organization().await.as_role(Role::Sales);
    assert!(
        stranger.get(format!("/v1/leads?tag_id={}", text(&fair))).await.expect(200)["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn files_are_kept_beside_a_lead_and_found_with_what_it_becomes() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let (one, twin) = (lead(&sales, json!({})).await, lead(&sales, json!({"name": "Twin"})).await);
    let names = async |at: String| -> Vec<String> {
        let page = sales.get(&at).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
    };
    let kept =
        send(&sales, &at(&one, "/attachments?name=brief.pdf"), "application/pdf", "%PDF-1.7 brief").await.expect(201);
    assert_eq!(kept["subject"], json!({"lead_id": one["lead_id"]}));
    send(&sales, &at(&twin, "/attachments?name=plan.txt"), "text/plain", "a plan").await.expect(201);
    let merge = json!({"merged_id": twin["lead_id"]});
    sales.with_header("if-match", "*").post(at(&one, "/merge"), &merge).await.expect(200);
    assert_eq!(names(at(&one, "/attachments")).await, ["plan.txt", "brief.pdf"], "merges bring files along");

    let converted = sales.post(at(&one, "/convert"), &json!({"deal": {"name": "Shop"}})).await.expect(200);
    for (kind, id) in [("contacts", &converted["contact_id"]), ("deals", &converted["deal_id"])] {
        let beside = format!("/v1/{kind}/{}/attachments", text(id));
        assert_eq!(names(beside).await, ["plan.txt", "brief.pdf"], "{kind}");
    }
    let stranger = app.organization().await.as_role(Role::Sales);
    stranger.get(at(&one, "/attachments")).await.problem(404, "not-found");
    send(&stranger, &at(&one, "/attachments"), "text/plain", "x").await.problem(404, "not-found");
    org.as_role(Role::Auditor)
        .delete(format!("/v1/attachments/{}", text(&kept["attachment_id"])))
        .await
        .problem(403, "forbidden");

    let admin = org.as_role(Role::Admin);
    let contact = format!("/v1/contacts/{}", text(&converted["contact_id"]));
    let export = admin.post(format!("{contact}/person-exports"), &json!({})).await.expect(201);
    let archive =
        admin.get(format!("/v1/person-exports/{}/archive", text(&export["person_export_id"]))).await.expect(200);
    let archive = zip::ZipArchive::new(std::io::Cursor::new(archive.bytes.to_vec())).unwrap();
    for name in ["brief.pdf", "plan.txt"] {
        assert!(
            archive.file_names().any(|file| file.unwrap().ends_with(name)),
            "{name} is in what is known of the person"
        );
    }
    let erasure = json!({"reason": "request"});
    let erased = admin.post(format!("{contact}/erase"), &erasure).await.expect(200);
    crate::erasing::finish(&app, &org, &admin, &erased.json).await;
    assert!(names(at(&one, "/attachments")).await.is_empty(), "they go with the person");
    sales.get(format!("/v1/attachments/{}", text(&kept["attachment_id"]))).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_form_asks_for_own_fields_which_give_points_and_choose_who_gets_it() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let anna = colleague(&app, &org, "Anna").await;
    let budget = field(&admin, "lead", json!({})).await;
    let needs = field(&admin, "lead", json!({"name": "Needs", "kind": "choices", "choices": ["Shop", "App"]})).await;
    let of_deal = field(&admin, "deal", json!({})).await;
    let form = json!({"name": "Contact us", "fields": ["name"],
                      "own_fields": [{"field_id": budget, "required": true}, {"field_id": needs}]});
    let wrong = json!({"name": "x", "own_fields": [{"field_id": of_deal}]});
    let problem = admin.post("/v1/lead-forms", &wrong).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/own_fields/0/field_id");
    let form = admin.post("/v1/lead-forms", &form).await.expect(201);
    let rich = json!({"field": "custom", "field_id": budget, "operator": "at_least", "values": ["5000"]});
    let shop = json!({"field": "custom", "field_id": needs, "operator": "is", "values": ["shop"]});
    let rules = json!({
        "scoring": [{"label": "budget of 5000 or more", "points": 20, "condition": rich}],
        "assignment": [{"name": "Shops", "member_ids": [anna], "conditions": [shop]}]});
    admin.with_header("if-match", "*").patch("/v1/lead-settings", &rules).await.expect(200);
    let foreign = json!({"field": "custom", "field_id": of_deal, "operator": "is_set"});
    let foreign = json!({"scoring": [{"label": "x", "points": 1, "condition": foreign}]});
    let problem = admin.with_header("if-match", "*").patch("/v1/lead-settings", &foreign).await;
    assert_eq!(pointer(&problem.problem(422, "invalid-field")), "/scoring/0/condition/field_id");

    let nobody = org.with_token("none").without_header("authorization");
    let to = format!("/v1/public/forms/{}/submissions", text(&form["form_key"]));
    for (custom, at) in [
        (json!({}), &budget),
        (json!({budget.as_str(): "many"}), &budget),
        (json!({budget.as_str(): "1", of_deal.as_str(): "1"}), &of_deal),
    ] {
        let sent = json!({"email": "a@acme.hu", "custom": custom});
        assert_eq!(pointer(&nobody.post(&to, &sent).await.problem(422, "invalid-field")), format!("/custom/{at}"));
    }
    let sent = json!({"email": "a@acme.hu", "custom": {budget.as_str(): "6000", needs.as_str(): ["Shop"]}});
    nobody.post(&to, &sent).await.expect(200);
    let known = admin.get("/v1/leads").await.expect(200)["items"][0].clone();
    assert_eq!(known["custom"], json!({budget.as_str(): "6000", needs.as_str(): ["Shop"]}));
    assert_eq!(
        (&known["score"], &known["owner_id"], &known["assigned_by"]),
        (&json!(20), &json!(anna), &json!("Shops"))
    );
    assert_eq!(known["score_parts"][0]["label"], "budget of 5000 or more");

    // The form of a web page says the same in its way; what was known stays, and what they said then is told.
    let page = nobody.with_header("content-type", "application/x-www-form-urlencoded");
    let body = format!("email=a%40acme.hu&custom.{budget}=10&custom.{needs}[]=App&custom.{needs}[]=Shop");
    page.send(http::Method::POST, &to, axum::body::Body::from(body)).await.expect(200);
    let again = admin.get(at(&known, "")).await.expect(200);
    assert_eq!((&again["touches"], &again["custom"][&budget]), (&json!(2), &json!("6000")));
    assert_eq!(again["touch_list"][1]["custom"], json!({budget.as_str(): "10", needs.as_str(): ["Shop", "App"]}));
}

fn outcomes(answer: &Answer) -> Vec<String> {
    answer["items"].as_array().unwrap().iter().map(|item| text(&item["outcome"]).to_owned()).collect()
}

#[tokio::test]
async fn many_leads_change_at_once_and_whoever_gets_them_is_told_once() {
    let (app, org) = start().await;
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let sales = org.as_member(anna, [Role::Sales]);
    let foreign = lead(&app.organization().await.as_role(Role::Sales), json!({})).await;
    let mut leads = Vec::new();
    for number in 0..4 {
        leads.push(lead(&sales, json!({"name": format!("l{number}")})).await);
    }
    sales.post(at(&leads[3], "/convert"), &json!({})).await.expect(200);
    let mut all: Vec<Value> = leads.iter().map(|lead| lead["lead_id"].clone()).collect();
    all.push(foreign["lead_id"].clone());
    let act = async |action: Value| sales.post("/v1/leads/bulk", &json!({"action": action, "lead_ids": all})).await;

    let given = act(json!({"kind": "change_owner", "owner_id": bela})).await.expect(200);
    assert_eq!(outcomes(&given), ["changed", "changed", "changed", "refused", "refused"]);
    let codes: Vec<_> = given["items"].as_array().unwrap().iter().map(|item| item["code"].as_str()).collect();
    assert_eq!(codes[3..], [Some("lead-converted"), Some("not-found")]);
    assert_eq!((&given["items"][0]["lead_id"], &given["items"][0]["version"]), (&all[0], &json!(2)));
    let page = org.as_member(bela, [Role::Sales]).get("/v1/notifications").await.expect(200);
    let told: Vec<_> = page["items"].as_array().unwrap().iter().map(|item| text(&item["text"])).collect();
    assert_eq!(told, ["l0 (+2)"], "of three leads, once");
    assert_eq!(
        outcomes(&act(json!({"kind": "change_owner", "owner_id": bela})).await.expect(200))[..3],
        ["unchanged"; 3]
    );

    let hot = tag(&sales, "Hot").await;
    for (kind, outcome) in [("add_tag", "changed"), ("add_tag", "unchanged"), ("remove_tag", "changed")] {
        let answer = act(json!({"kind": kind, "tag_id": hot})).await.expect(200);
        assert_eq!(outcomes(&answer)[..4], [outcome; 4], "a converted lead has tags, too");
    }
    let until = json!({"kind": "nurture", "until": "2199-01-01", "reason": "Next year"});
    for (action, outcome, status) in [
        (json!({"kind": "work"}), "changed", "working"),
        (json!({"kind": "work"}), "unchanged", "working"),
        (until.clone(), "changed", "nurture"),
        (until, "unchanged", "nurture"),
        (json!({"kind": "reopen"}), "unchanged", "nurture"),
        (json!({"kind": "disqualify", "reason": "spam"}), "changed", "disqualified"),
        (json!({"kind": "disqualify", "reason": "spam"}), "unchanged", "disqualified"),
        (json!({"kind": "reopen"}), "changed", "working"),
    ] {
        let answer = act(action.clone()).await.expect(200);
        assert_eq!(outcomes(&answer)[..3], [outcome; 3], "{action}");
        assert_eq!(outcomes(&answer)[3..], ["refused", "refused"], "{action}");
        assert_eq!(sales.get(at(&leads[0], "")).await.expect(200)["status"], status, "{action}");
    }
    let by_rules = act(json!({"kind": "assign_by_rules"})).await.expect(200);
    assert_eq!(
        (&by_rules["items"][0]["outcome"], &by_rules["items"][0]["code"]),
        (&json!("refused"), &json!("no-rule"))
    );
    let rule = json!({"assignment": [{"name": "All", "member_ids": [anna]}]});
    org.as_role(Role::Admin).with_header("if-match", "*").patch("/v1/lead-settings", &rule).await.expect(200);
    assert_eq!(outcomes(&act(json!({"kind": "assign_by_rules"})).await.expect(200))[..3], ["changed"; 3]);
    assert_eq!(sales.get(at(&leads[1], "")).await.expect(200)["assigned_by"], "All");

    for (action, place) in [
        (json!({"kind": "nurture", "until": "2020-01-01"}), "/action/until"),
        (json!({"kind": "add_tag", "tag_id": kernel::TagId::new()}), "/action/tag_id"),
        (json!({"kind": "change_owner", "owner_id": kernel::MemberId::new()}), "/action/owner_id"),
    ] {
        assert_eq!(pointer(&act(action).await.problem(422, "invalid-field")), place);
    }
    let none = json!({"action": {"kind": "work"}, "lead_ids": []});
    assert_eq!(pointer(&sales.post("/v1/leads/bulk", &none).await.problem(422, "invalid-field")), "/lead_ids");
    let read_only = json!({"action": {"kind": "work"}, "lead_ids": [all[0]]});
    org.as_role(Role::Auditor).post("/v1/leads/bulk", &read_only).await.problem(403, "forbidden");
}

#[tokio::test]
async fn many_accounts_and_contacts_change_at_once() {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    let sales = org.as_role(Role::Sales);
    let stranger = app.organization().await.as_role(Role::Sales);
    let account = async |client: &Client, name: &str| {
        client.post("/v1/accounts", &json!({"name": name})).await.expect(201)["account_id"].clone()
    };
    let ids = [account(&sales, "A").await, account(&sales, "B").await, account(&stranger, "C").await];
    let hot = tag(&sales, "Hot").await;
    let act = async |action: Value| {
        sales.post("/v1/accounts/bulk", &json!({"action": action, "account_ids": ids})).await.expect(200)
    };
    for (action, outcome) in [
        (json!({"kind": "change_owner", "owner_id": anna}), "changed"),
        (json!({"kind": "change_owner", "owner_id": anna}), "unchanged"),
        (json!({"kind": "add_tag", "tag_id": hot}), "changed"),
        (json!({"kind": "remove_tag", "tag_id": hot}), "changed"),
    ] {
        assert_eq!(outcomes(&act(action).await), [outcome, outcome, "refused"]);
    }
    let shown = sales.get(format!("/v1/accounts/{}", text(&ids[0]))).await.expect(200);
    assert_eq!((&shown["owner_id"], &shown["tags"], &shown["version"]), (&json!(anna), &json!([]), &json!(4)));

    let contact = sales.post("/v1/contacts", &json!({"name": "Anna"})).await.expect(201)["contact_id"].clone();
    let gone = sales.post("/v1/contacts", &json!({"name": "Twin"})).await.expect(201)["contact_id"].clone();
    let merge = json!({"merged_id": gone});
    sales.with_header("if-match", "*").post(format!("/v1/contacts/{}/merge", text(&contact)), &merge).await.expect(200);
    let body = json!({"action": {"kind": "add_tag", "tag_id": hot}, "contact_ids": [gone, contact]});
    let answer = sales.post("/v1/contacts/bulk", &body).await.expect(200);
    assert_eq!(
        (outcomes(&answer), &answer["items"][0]["code"]),
        (vec!["refused".to_owned(), "changed".to_owned()], &json!("record-merged"))
    );
    assert_eq!(answer["items"][0]["contact_id"], gone, "in the order of the request");
    for kind in ["accounts", "contacts"] {
        let id = format!("{}_ids", kind.trim_end_matches('s'));
        let body = json!({"action": {"kind": "add_tag", "tag_id": hot}, id: [ids[0]]});
        org.as_role(Role::Auditor).post(format!("/v1/{kind}/bulk"), &body).await.problem(403, "forbidden");
    }
}

#[tokio::test]
async fn leads_are_found_by_the_way_they_came_in_and_a_view_holds_it() {
    let (app, org) = start().await;
    let sales = org.as_roles([Role::Sales, Role::Admin]);
    lead(&sales, json!({"name": "By hand"})).await;
    let form = json!({"name": "Contact", "fields": ["name", "message"]});
    let form = sales.post("/v1/lead-forms", &form).await.expect(201);
    let to = format!("/v1/public/forms/{}/submissions", text(&form["form_key"]));
    let sent = json!({"email": "form@x.example", "name": "By form"});
    crate::quotes::nobody(&org).post(&to, &sent).await.expect(200);
    let import = upload(&sales, "kind=leads", "Name,E-mail\nBy file,file@x.example\n").await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    let found = async |client: &Client, channel: &str| -> Vec<String> {
        let page = client.get(format!("/v1/leads?channel={channel}")).await.expect(200);
        page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
    };
    for (channel, name) in [("manual", "By hand"), ("form", "By form"), ("import", "By file")] {
        assert_eq!(found(&sales, channel).await, [name], "{channel}");
    }
    assert_eq!(found(&sales, "api").await, Vec::<String>::new());
    assert_eq!(found(&sales, "form&status=working").await, Vec::<String>::new(), "together with other filters");
    sales.get("/v1/leads?channel=pigeon").await.problem(422, "invalid-query");
    let file = sales.get("/v1/exports/leads.csv?channel=form").await.expect(200).text;
    assert!(file.contains("By form") && !file.contains("By hand"), "{file}");
    let view = |channel: &str| json!({"list": "leads", "name": channel, "filters": {"channel": channel}});
    let kept = sales.post("/v1/views", &view("form")).await.expect(201);
    assert_eq!(kept["filters"]["channel"], "form");
    sales.post("/v1/views", &view("pigeon")).await.problem(422, "invalid-field");
    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(found(&stranger, "form").await, Vec::<String>::new());
}
