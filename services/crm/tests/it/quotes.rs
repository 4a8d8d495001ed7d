//! Quotes: written, sent, read by somebody without a log-in, and answered.

use kernel::Role;
use platform::db::Mode;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::activities::{colleague, told};
use crate::{account, deal, eur, event_types, fixed_line, path, pointer, start, text};

/// Somebody with no token at all.
pub fn nobody(org: &Organization) -> Client {
    org.with_token("none").without_header("authorization")
}

/// A draft for a deal, with an optional line beside those of the deal.
async fn draft(client: &Client, deal: &Answer) -> Answer {
    let line = &deal["lines"][0];
    let body = json!({"deal_id": deal["deal_id"], "terms": "Payable within 8 days.", "lines": [
        {"deal_line_id": line["deal_line_id"], "name": "Website", "vat_rate": "27", "description": "Árvíztűrő.",
         "billing": {"kind": "fixed", "price": eur("1000"), "budget_hours": "80"}},
        {"name": "Logo", "vat_rate": "5", "optional": true,
         "billing": {"kind": "one_off", "quantity": "2", "unit_price": eur("50")}}]});
    client.post("/v1/quotes", &body).await.expect(201)
}

pub fn at(quote: &Answer, below: &str) -> String {
    format!("/v1/quotes/{}{below}", text(&quote["quote_id"]))
}

/// A sent quote, and where its client reads it.
pub async fn sent(client: &Client, deal: &Answer) -> (Answer, String) {
    let draft = draft(client, deal).await;
    send(client, &draft).await
}

async fn send(client: &Client, draft: &Answer) -> (Answer, String) {
    let sent = client.post(at(draft, "/send"), &json!({})).await.expect(200);
    let address = public(&sent);
    (sent, address)
}

/// Where the client reads what was just sent.
pub fn public(sent: &Answer) -> String {
    format!("/v1/public/quotes/{}", text(&sent["path"]).strip_prefix("/quote/").unwrap())
}

pub fn yes(quote: &Answer, chosen: &Value) -> Value {
    json!({"quote_id": quote["quote_id"], "name": "Nagy Éva", "chosen": chosen})
}

pub async fn shown(client: &Client, deal: &Answer) -> Answer {
    client.get(path(deal, "")).await.expect(200)
}

fn document(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    pdf.extract_text(&pages).unwrap().replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_quote_is_written_changed_and_sent_for_good() {
    let (app, org) = start().await;
    let (sales, admin) = (org.as_role(Role::Sales), org.as_role(Role::Admin));
    let settings = json!({"seller_details": "1011 Budapest", "language": "hu", "validity_days": 10});
    sales.with_header("if-match", "*").patch("/v1/quote-settings", &settings).await.problem(403, "forbidden");
    admin.patch("/v1/quote-settings", &settings).await.problem(428, "match-required");
    admin.with_header("if-match", "*").patch("/v1/quote-settings", &settings).await.expect(200);
    let deal = deal(&sales).await;
    let draft = draft(&sales, &deal).await;
    assert_eq!((text(&draft["state"]), &draft["revision"], text(&draft["language"])), ("draft", &json!(1), "hu"));
    assert!(text(&draft["number"]).starts_with("Q-20") && text(&draft["number"]).ends_with("-0001"));
    assert_eq!(draft["lines"][0]["deal_line_id"], deal["lines"][0]["deal_line_id"]);
    assert_eq!((&draft["totals"]["net"], &draft["totals"]["gross"]), (&eur("1000.00"), &eur("1270.00")));
    assert_eq!(document(&pdf(&sales, &at(&draft, "/pdf")).await).matches("TERVEZET").count(), 1);

    let change = json!({"title": "A new website", "introduction": null, "terms": "Fizetés 8 napon belül."});
    sales.patch(at(&draft, ""), &change).await.problem(428, "match-required");
    let changed = sales.with_header("if-match", draft.etag()).patch(at(&draft, ""), &change).await.expect(200);
    sales.with_header("if-match", draft.etag()).patch(at(&draft, ""), &change).await.problem(412, "stale-version");
    sales
        .with_header("if-match", draft.etag())
        .post(at(&draft, "/send"), &json!({}))
        .await
        .problem(412, "stale-version");
    sales.post(at(&draft, "/link"), &json!({})).await.problem(409, "quote-not-sent");

    let (sent, address) = send(&sales, &changed).await;
    for reader in [&sales.get(at(&draft, "/pdf")).await.expect(200), &nobody(&org).get(format!("{address}/pdf")).await]
    {
        assert_eq!(reader.headers["cache-control"], "no-store", "another version may stand there in a minute");
    }
    assert_eq!((text(&sent["state"]), text(&sent["seller"]["details"])), ("sent", "1011 Budapest"));
    assert_eq!(text(&sent["client"]["account_name"]), "Acme");
    sales.with_header("if-match", "*").patch(at(&draft, ""), &change).await.problem(409, "quote-not-draft");
    sales.post(at(&draft, "/send"), &json!({})).await.problem(409, "quote-not-draft");
    let mine = pdf(&sales, &at(&draft, "/pdf")).await;
    assert_eq!(mine, pdf(&nobody(&org), &format!("{address}/pdf")).await);
    let written = document(&mine);
    for words in [
        "A new website",
        "Árvíztűrő.",
        "1 270,00 EUR",
        "Választható",
        "2 × 50,00 EUR",
        "Fizetés 8 napon belül.",
        "1011 Budapest",
    ] {
        assert!(written.contains(words), "{words} is not in {written}");
    }
    assert!(
        !written.contains("TERVEZET") && !written.contains("80,00"),
        "what is planned inside stays inside: {written}"
    );
    // Not even by mistake.
    let mut tx = app.running.state().db.begin(org.id, Mode::Write).await.unwrap();
    let forged = sqlx::query("update quotes set terms = 'others' where org_id = $1").bind(org.id.as_uuid());
    assert!(forged.execute(&mut *tx).await.unwrap_err().to_string().contains("was sent and cannot change"));

    let list = sales.get(format!("/v1/quotes?deal_id={}&state=sent", text(&deal["deal_id"]))).await.expect(200);
    assert_eq!((list["items"].as_array().map(Vec::len), text(&list["items"][0]["account_name"])), (Some(1), "Acme"));
    assert_eq!(list["items"][0]["gross"], eur("1270.00"));
    let none = sales.get("/v1/quotes?state=expired").await.expect(200);
    assert_eq!(none["items"].as_array().map(Vec::len), Some(0));
    assert_eq!(told(&sales, &path(&deal, "/timeline?kind=quote")).await, ["quote"]);
    let of_quotes: Vec<String> =
        event_types(&app, &org).await.into_iter().filter(|one| one.starts_with("crm.quote.")).collect();
    assert_eq!(of_quotes, ["crm.quote.created.v1", "crm.quote.updated.v1", "crm.quote.sent.v1"]);
    let stranger = app.organization().await.as_role(Role::Owner);
    for below in ["", "/offer", "/pdf"] {
        stranger.get(at(&draft, below)).await.problem(404, "not-found");
    }
    for below in ["/send", "/link", "/revise", "/apply", "/withdraw"] {
        stranger.post(at(&draft, below), &json!({})).await.problem(404, "not-found");
    }
    org.as_role(Role::Auditor).post(at(&draft, "/withdraw"), &json!({})).await.problem(403, "forbidden");
}

async fn pdf(client: &Client, at: &str) -> Vec<u8> {
    let answer = client.get(at).await.expect(200);
    assert_eq!(answer.headers["content-type"], "application/pdf");
    answer.bytes.to_vec()
}

#[tokio::test]
async fn a_quote_says_where_its_client_is() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let seat = json!({"address": {"street": "Fő utca 1.", "postal_code": "1011", "city": "Budapest"}});
    let company = format!("/v1/accounts/{}", text(&deal["account_id"]));
    sales.with_header("if-match", "*").patch(&company, &seat).await.expect(200);
    let (sent, address) = sent(&sales, &deal).await;
    assert_eq!(text(&sent["client"]["address"]["city"]), "Budapest");
    let offer = nobody(&org).get(&address).await.expect(200);
    assert_eq!(text(&offer["client"]["address"]["street"]), "Fő utca 1.");
    let written = document(&pdf(&sales, &at(&sent, "/pdf")).await);
    assert!(written.contains("Fő utca 1. 1011 Budapest"), "{written}");
}

#[tokio::test]
async fn a_client_reads_chooses_and_accepts_and_the_deal_is_won_with_the_very_lines() {
    let (app, org) = start().await;
    let owner = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(owner, [Role::Sales]);
    let deal = deal(&sales).await;
    let (sent, address) = sent(&sales, &deal).await;
    let client = nobody(&org);
    let offer = client.get(&address).await.expect(200);
    assert_eq!((text(&offer["state"]), text(&offer["title"])), ("sent", "Website"));
    assert_eq!(offer.headers["referrer-policy"], "no-referrer");
    let inside = ["budget_hours", "list_price", "\"deal_id\"", "product_id"].iter().any(|key| offer.text.contains(key));
    assert!(!inside, "what is planned inside stays inside: {}", offer.text);
    for _ in 0..2 {
        client.post(format!("{address}/view"), &json!({"quote_id": offer["quote_id"]})).await.expect(200);
    }
    let logo = &offer["lines"][1]["deal_line_id"];
    let accepted = client
        .with_header("x-forwarded-for", "203.0.113.9")
        .post(format!("{address}/accept"), &yes(&offer, &json!([logo])))
        .await
        .expect(200);
    assert_eq!((text(&accepted["state"]), &accepted["totals"]["gross"]), ("accepted", &eur("1375.00")));
    assert_eq!((text(&accepted["answer"]["name"]), &accepted["lines"][1]["chosen"]), ("Nagy Éva", &json!(true)));

    let won = shown(&sales, &deal).await;
    assert_eq!((text(&won["status"]), &won["value"]), ("won", &eur("1100.00")));
    assert_eq!(won["accepted_quote_id"], sent["quote_id"]);
    assert_eq!(won["lines"][0]["deal_line_id"], deal["lines"][0]["deal_line_id"]);
    let milestone = |deal: &Answer| deal["lines"][0]["billing"]["milestones"][0]["milestone_id"].clone();
    assert_eq!(milestone(&won), milestone(&deal));
    assert_eq!(&won["lines"][1]["deal_line_id"], logo);
    let quote = sales.get(at(&sent, "")).await.expect(200);
    assert_eq!(text(&quote["answered_from"]), "203.0.113.9");
    let effect = &quote["answer"]["effect"];
    assert_eq!(effect, &json!({"lines_taken": true, "deal_won": true, "left": null, "detail": null}));
    assert_eq!(quote["lines"][1]["chosen"], json!(false), "what was offered stands as it was offered");

    // The button pressed twice is one answer; another choice is another one, and too late.
    client.post(format!("{address}/accept"), &yes(&offer, &json!([logo]))).await.expect(200);
    client.post(format!("{address}/accept"), &yes(&offer, &json!([]))).await.problem(409, "quote-accepted");
    let no = json!({"quote_id": offer["quote_id"], "reason": "changed our mind"});
    client.post(format!("{address}/decline"), &no).await.problem(409, "quote-not-offered");
    sales.post(at(&sent, "/withdraw"), &json!({})).await.problem(409, "quote-closed");
    sales.post(at(&sent, "/revise"), &json!({})).await.problem(409, "deal-not-open");

    let types = event_types(&app, &org).await;
    let after: Vec<&str> = types.iter().skip_while(|one| *one != "crm.quote.sent.v1").map(String::as_str).collect();
    assert_eq!(
        after,
        [
            "crm.quote.sent.v1",
            "crm.quote.viewed.v1",
            "crm.deal.updated.v1",
            "crm.deal.won.v1",
            "crm.quote.accepted.v1",
            "crm.notification.raised.v1",
        ]
    );
    let chain = app.published(&org).await;
    let of = |kind: &str| chain.iter().find(|one| one.event_type == kind).unwrap().correlation_id;
    assert_eq!(of("crm.deal.won.v1"), of("crm.quote.accepted.v1"), "one chain of causes");
    let steps = sales.get(path(&deal, "/timeline?kind=quote")).await.expect(200);
    let steps: Vec<&str> = steps["items"].as_array().unwrap().iter().map(|one| text(&one["what"]["step"])).collect();
    assert_eq!(steps, ["accepted", "viewed", "sent"]);
    let inbox = sales.get("/v1/notifications").await.expect(200);
    assert_eq!(text(&inbox["items"][0]["kind"]), "quote_accepted");
    assert!(text(&inbox["items"][0]["text"]).ends_with("· Nagy Éva"));
}

#[tokio::test]
async fn an_address_that_leads_nowhere_says_nothing() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let (sent, address) = sent(&sales, &deal).await;
    let client = nobody(&org);
    let key = address.strip_prefix("/v1/public/quotes/").unwrap();
    let (_, secret) = key.split_once('.').unwrap();
    let other = app.organization().await;
    for wrong in
        [format!("{}.{secret}", other.id), key.replace(secret, &"0".repeat(64)), "x".to_owned(), secret.to_owned()]
    {
        let there = format!("/v1/public/quotes/{wrong}");
        client.get(&there).await.problem(404, "not-found");
        client.get(format!("{there}/pdf")).await.problem(404, "not-found");
        let body = yes(&sent, &json!([]));
        client.post(format!("{there}/accept"), &body).await.problem(404, "not-found");
    }
    let wrong = json!({"quote_id": sent["quote_id"], "name": " ", "chosen": []});
    assert_eq!(pointer(&client.post(format!("{address}/accept"), &wrong).await.problem(422, "invalid-field")), "/name");
    let wrong = yes(&sent, &json!([deal["lines"][0]["deal_line_id"]]));
    let problem = client.post(format!("{address}/accept"), &wrong).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/chosen/0");
    let another = public(&sales.post(at(&sent, "/link"), &json!({})).await.expect(200));
    assert_ne!(another, address);
    for known in [&another, &address] {
        client.get(known).await.expect(200);
    }
}

#[tokio::test]
async fn a_later_version_takes_the_place_of_the_one_before_at_the_same_address() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let (first, address) = sent(&sales, &deal).await;
    let second = sales.post(at(&first, "/revise"), &json!({})).await.expect(201);
    assert_eq!((&second["number"], &second["revision"]), (&first["number"], &json!(2)));
    assert_eq!(second["lines"], first["lines"]);
    sales.post(at(&first, "/revise"), &json!({})).await.problem(409, "quote-draft-exists");
    let client = nobody(&org);
    assert_eq!(client.get(&address).await.expect(200)["quote_id"], first["quote_id"], "until it is sent");
    send(&sales, &second).await;
    assert_eq!(client.get(&address).await.expect(200)["quote_id"], second["quote_id"]);
    assert_eq!(text(&sales.get(at(&first, "")).await.expect(200)["state"]), "superseded");
    client.post(format!("{address}/accept"), &yes(&first, &json!([]))).await.problem(409, "quote-outdated");
    let no = json!({"quote_id": second["quote_id"], "reason": "Too dear", "name": "Nagy Éva"});
    for _ in 0..2 {
        assert_eq!(text(&client.post(format!("{address}/decline"), &no).await.expect(200)["state"]), "declined");
    }
    client.post(format!("{address}/accept"), &yes(&second, &json!([]))).await.problem(409, "quote-not-offered");
    assert_eq!(text(&shown(&sales, &deal).await["status"]), "open");
    // After a no, another version may be a yes; what was begun beside it is then of no use.
    let third = sales.post(at(&second, "/revise"), &json!({})).await.expect(201);
    send(&sales, &third).await;
    let fourth = sales.post(at(&third, "/revise"), &json!({})).await.expect(201);
    client.post(format!("{address}/accept"), &yes(&third, &json!([]))).await.expect(200);
    assert_eq!(text(&sales.get(at(&fourth, "")).await.expect(200)["state"]), "superseded");
    assert_eq!(text(&shown(&sales, &deal).await["status"]), "won");
    let superseded = event_types(&app, &org).await.iter().filter(|one| *one == "crm.quote.superseded.v1").count();
    assert_eq!(superseded, 2);
}

#[tokio::test]
async fn a_client_can_always_accept_and_what_is_left_is_given_to_the_owner() {
    let (app, org) = start().await;
    let owner = colleague(&app, &org, "Anna").await;
    let sales = org.as_member(owner, [Role::Sales]);
    let client = nobody(&org);
    // No account yet.
    let body = json!({"name": "Website", "lines": [fixed_line("1000")]});
    let homeless = sales.post("/v1/deals", &body).await.expect(201);
    let (quote, address) = sent(&sales, &homeless).await;
    client.post(format!("{address}/accept"), &yes(&quote, &json!([]))).await.expect(200);
    let open = shown(&sales, &homeless).await;
    assert_eq!((text(&open["status"]), &open["accepted_quote_id"]), ("open", &quote["quote_id"]));
    let effect = sales.get(at(&quote, "")).await.expect(200)["answer"]["effect"].clone();
    assert_eq!((text(&effect["left"]), &effect["lines_taken"]), ("no_account", &json!(true)));
    let to_do = sales.get("/v1/follow-ups").await.expect(200);
    assert!(text(&to_do["items"][0]["title"]).contains("was accepted"), "{to_do:?}");
    assert_eq!(text(&to_do["items"][0]["owner_id"]), owner.to_string());
    // The lines changed after the yes: it no longer speaks for them.
    let change = json!({"lines": [fixed_line("2000")]});
    let changed = sales.with_header("if-match", "*").patch(path(&homeless, ""), &change).await.expect(200);
    assert_eq!(changed["accepted_quote_id"], Value::Null);

    // Closed meanwhile.
    let lost = deal(&sales).await;
    let (quote, address) = sent(&sales, &lost).await;
    sales.post(path(&lost, "/lose"), &json!({"reason": "silence"})).await.expect(200);
    client.post(format!("{address}/accept"), &yes(&quote, &json!([]))).await.expect(200);
    let effect = sales.get(at(&quote, "")).await.expect(200)["answer"]["effect"].clone();
    assert_eq!((text(&effect["left"]), &effect["lines_taken"]), ("deal_closed", &json!(false)));
    assert_eq!(text(&shown(&sales, &lost).await["status"]), "lost");
    sales.post("/v1/quotes", &json!({"deal_id": lost["deal_id"]})).await.problem(409, "deal-not-open");

    // Two offers, both accepted, and winning is done by hand.
    let admin = org.as_role(Role::Admin);
    admin.with_header("if-match", "*").patch("/v1/quote-settings", &json!({"wins_deals": false})).await.expect(200);
    let two = deal(&sales).await;
    let ((first, at_first), (second, at_second)) = (sent(&sales, &two).await, sent(&sales, &two).await);
    client.post(format!("{at_first}/accept"), &yes(&first, &json!([]))).await.expect(200);
    client.post(format!("{at_second}/accept"), &yes(&second, &json!([]))).await.expect(200);
    let open = shown(&sales, &two).await;
    assert_eq!((text(&open["status"]), &open["accepted_quote_id"]), ("open", &first["quote_id"]));
    let quote = sales.get(at(&second, "")).await.expect(200);
    assert_eq!(text(&quote["answer"]["effect"]["left"]), "other_quote");
    assert_eq!(sales.get(at(&first, "")).await.expect(200)["answer"]["effect"]["left"], Value::Null);
    sales.post(path(&two, "/win"), &json!({})).await.expect(200);
}

#[tokio::test]
async fn a_stage_may_ask_for_an_accepted_quote() {
    let (_, org) = start().await;
    let (admin, sales) = (org.as_role(Role::Admin), org.as_role(Role::Sales));
    let deal = deal(&sales).await;
    let pipeline = format!("/v1/pipelines/{}", text(&deal["pipeline_id"]));
    let asks = json!({"won": {"requires": [{"kind": "accepted_quote"}, {"kind": "next_step"}]}});
    admin.with_header("if-match", "*").patch(&pipeline, &asks).await.expect(200);
    let problem = sales.post(path(&deal, "/win"), &json!({})).await.problem(422, "stage-requirements");
    assert_eq!(pointer(&problem), "/accepted_quote_id");
    let (quote, address) = sent(&sales, &deal).await;
    nobody(&org).post(format!("{address}/accept"), &yes(&quote, &json!([]))).await.expect(200);
    let effect = sales.get(at(&quote, "")).await.expect(200)["answer"]["effect"].clone();
    assert_eq!(text(&effect["left"]), "stage_requirements");
    assert!(text(&effect["detail"]).contains("/next_step"), "{effect}");
    let step = json!({"next_step": {"text": "Sign"}});
    sales.with_header("if-match", "*").patch(path(&deal, ""), &step).await.expect(200);
    sales.post(path(&deal, "/win"), &json!({})).await.expect(200);
}

#[tokio::test]
async fn what_has_expired_cannot_be_accepted() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let draft = draft(&sales, &deal).await;
    expire(&app, &org).await;
    let address = public(&sales.post(at(&draft, "/link"), &json!({})).await.expect(200));
    let client = nobody(&org);
    assert_eq!(text(&client.get(&address).await.expect(200)["state"]), "expired");
    client.post(format!("{address}/accept"), &yes(&draft, &json!([]))).await.problem(409, "quote-expired");
    let expired = sales.get("/v1/quotes?state=expired").await.expect(200);
    assert_eq!(expired["items"][0]["quote_id"], draft["quote_id"]);
    assert_eq!(sales.get("/v1/quotes?state=sent").await.expect(200)["items"], json!([]));
    // It can be offered again.
    let next = sales.post(at(&draft, "/revise"), &json!({})).await.expect(201);
    send(&sales, &next).await;
    client.post(format!("{address}/accept"), &yes(&next, &json!([]))).await.expect(200);
}

/// Makes the organisation's draft one that was sent and has expired.
async fn expire(app: &App, org: &Organization) {
    let mut tx = app.running.state().db.begin(org.id, Mode::Write).await.unwrap();
    let statement =
        "update quotes set status = 'sent', valid_until = '2026-01-31', sent_at = '2026-01-01', document_sha256 = $2
                      where org_id = $1";
    sqlx::query(statement).bind(org.id.as_uuid()).bind("0".repeat(64)).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn of_a_yes_and_a_withdrawal_at_the_same_moment_one_holds() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let client = nobody(&org);
    for _ in 0..6 {
        let deal = deal(&sales).await;
        let (quote, address) = sent(&sales, &deal).await;
        let (accept, withdraw) = (format!("{address}/accept"), at(&quote, "/withdraw"));
        let (body, nothing) = (yes(&quote, &json!([])), json!({}));
        let (accepted, again, withdrawn) =
            tokio::join!(client.post(&accept, &body), client.post(&accept, &body), sales.post(&withdraw, &nothing));
        let state = text(&sales.get(at(&quote, "")).await.expect(200)["state"]).to_owned();
        let status = text(&shown(&sales, &deal).await["status"]).to_owned();
        if state == "accepted" {
            assert_eq!((accepted.status, again.status, status.as_str()), (200, 200, "won"));
            withdrawn.problem(409, "quote-closed");
        } else {
            assert_eq!((state.as_str(), withdrawn.status, status.as_str()), ("withdrawn", 200, "open"));
            accepted.problem(409, "quote-not-offered");
            again.problem(409, "quote-not-offered");
        }
    }
    let types = event_types(&app, &org).await;
    let count = |kind: &str| types.iter().filter(|one| *one == kind).count();
    assert_eq!(count("crm.quote.accepted.v1"), count("crm.deal.won.v1"));
    assert_eq!(count("crm.quote.accepted.v1") + count("crm.quote.withdrawn.v1"), 6);
}

#[tokio::test]
async fn numbers_of_an_organisation_are_its_own_and_no_two_are_alike() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let body = json!({"deal_id": deal["deal_id"]});
    let (a, b, c) =
        tokio::join!(sales.post("/v1/quotes", &body), sales.post("/v1/quotes", &body), sales.post("/v1/quotes", &body));
    let mut numbers: Vec<String> = [a, b, c].map(|one| text(&one.expect(201)["number"])[7..].to_owned()).to_vec();
    numbers.sort();
    assert_eq!(numbers, ["0001", "0002", "0003"]);
    let theirs = app.organization().await.as_role(Role::Sales);
    let account = account(&theirs).await;
    let other = json!({"name": "d", "account_id": account["account_id"], "lines": [fixed_line("1")]});
    let other = theirs.post("/v1/deals", &other).await.expect(201);
    let quote = theirs.post("/v1/quotes", &json!({"deal_id": other["deal_id"]})).await.expect(201);
    assert!(text(&quote["number"]).ends_with("-0001"));
    let foreign = sales.post("/v1/quotes", &json!({"deal_id": other["deal_id"]})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&foreign), "/deal_id");
    let all = sales.get("/v1/quotes?limit=2").await.expect(200);
    let rest = sales.get(format!("/v1/quotes?limit=2&cursor={}", text(&all["next_cursor"]))).await.expect(200);
    assert_eq!((all["items"].as_array().map(Vec::len), rest["items"].as_array().map(Vec::len)), (Some(2), Some(1)));
}

#[tokio::test]
async fn an_address_is_told_once_and_kept_nowhere() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let draft = draft(&sales, &deal).await;
    for (below, key) in [("/send", "send"), ("/link", "link")] {
        let once = sales.with_header("idempotency-key", key);
        let first = once.post(at(&draft, below), &json!({})).await.expect(200);
        assert_eq!(first.headers["cache-control"], "no-store");
        nobody(&org).get(public(&first)).await.expect(200);
        let again = once.post(at(&draft, below), &json!({})).await.expect(200);
        assert_eq!((&again["path"], &again["version"]), (&Value::Null, &first["version"]));
    }
    let mut tx = app.running.state().db.begin(org.id, Mode::Write).await.unwrap();
    let stored = "select count(*) from idempotency_keys where org_id = $1 and strpos(body::text, '/quote/') > 0";
    let stored: i64 = sqlx::query_scalar(stored).bind(org.id.as_uuid()).fetch_one(&mut *tx).await.unwrap();
    assert_eq!(stored, 0);
}

#[tokio::test]
async fn what_could_not_be_printed_or_accepted_is_not_sent() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    let long = json!({"deal_id": deal["deal_id"], "introduction": format!("a{}z", "\n".repeat(9_000))});
    let long = sales.post("/v1/quotes", &long).await.expect(201);
    sales.post(at(&long, "/send"), &json!({})).await.problem(422, "quote-too-large");
    sales.get(at(&long, "/pdf")).await.problem(422, "quote-too-large");
    let line = json!({"name": "Logo", "vat_rate": "5", "description": "x".repeat(10_000),
                      "billing": {"kind": "one_off", "quantity": "1", "unit_price": eur("50")}});
    let big = json!({"deal_id": deal["deal_id"], "lines": vec![line; 19]});
    let big = sales.post("/v1/quotes", &big).await.expect(201);
    sales.post(at(&big, "/send"), &json!({})).await.problem(422, "quote-too-large");
    assert_eq!(text(&sales.get(at(&big, "")).await.expect(200)["state"]), "draft");
}

#[tokio::test]
async fn a_change_while_it_is_sent_is_in_the_document_or_nowhere() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let deal = deal(&sales).await;
    for _ in 0..4 {
        let draft = draft(&sales, &deal).await;
        let (there, title) = (at(&draft, "/send"), json!({"title": "Another title"}));
        let (quote, nothing) = (at(&draft, ""), json!({}));
        let change = sales.with_header("if-match", draft.etag());
        let (sent, changed) = tokio::join!(sales.post(&there, &nothing), change.patch(&quote, &title));
        if sent.status == 200 {
            let title = if changed.status == 200 { "Another title" } else { "Website" };
            assert_eq!(sales.get(&quote).await.expect(200)["title"], title);
            assert!(document(&pdf(&sales, &at(&draft, "/pdf")).await).contains(title));
        } else {
            sent.problem(409, "quote-changed");
            changed.expect(200);
        }
    }
}
