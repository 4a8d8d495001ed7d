//! Lists as Hungarian files, and what comes in again from them.

use kernel::{MemberId, Role};
use serde_json::{Value, json};
use testkit::{Client, Organization};

use crate::activities::colleague;
use crate::exports::{cell, rows};
use crate::imports::{run, upload};
use crate::{eur, fixed_line, path, start, text};

/// A list as a file in a language.
async fn file(client: &Client, list: &str, language: &str) -> String {
    client.get(format!("/v1/exports/{list}.csv?language={language}")).await.expect(200).text
}

#[tokio::test]
async fn headings_and_words_are_hungarian_and_nothing_else_is() {
    let (_app, org) = start().await;
    let admin = org.as_role(Role::Admin);
    let account = json!({"name": "open", "annual_revenue": eur("1234.5"), "founded_year": 1999});
    let account = admin.post("/v1/accounts", &account).await.expect(201)["account_id"].clone();
    let mut people = Vec::new();
    for name in ["Éva", "Zoli"] {
        let contact = json!({"name": name, "account_id": account});
        people.push(admin.post("/v1/contacts", &contact).await.expect(201)["contact_id"].clone());
    }
    let consent =
        json!({"purpose": "newsletter", "basis": "legitimate_interest", "how": "by telephone", "text": "Yes"});
    admin.post(format!("/v1/contacts/{}/consents", text(&people[0])), &consent).await.expect(201);
    let deal = json!({"name": "won", "account_id": account, "contact_id": people[0], "opened_on": "2026-03-02",
        "contacts": [{"contact_id": people[1], "role": "decision_maker"}], "lines": [fixed_line("1000.50")]});
    admin.post("/v1/deals", &deal).await.expect(201);
    let task = json!({"title": "Call", "due_on": "2020-01-06", "priority": "high",
        "recurrence": {"frequency": "weekly", "interval": 2, "weekdays": ["monday"]}});
    admin.post("/v1/follow-ups", &task).await.expect(201);
    let product = json!({"name": "Hour", "unit": "hour", "billing": "time_and_materials", "vat_rate": "27",
        "prices": [{"amount": eur("80"), "valid_from": "2020-01-01"}]});
    admin.post("/v1/products", &product).await.expect(201);

    let deals = rows(&file(&admin, "deals", "hu").await);
    assert_eq!((cell(&deals, 1, "Név"), cell(&deals, 1, "Ügyfél")), ("won", "open"), "names are no words");
    assert_eq!((cell(&deals, 1, "Állapot"), cell(&deals, 1, "Érték")), ("Nyitott", "1000.50"), "a decimal point");
    assert_eq!((cell(&deals, 1, "Megnyitás napja"), cell(&deals, 1, "Pénznem")), ("2026-03-02", "EUR"));
    assert_eq!(cell(&deals, 1, "Résztvevők"), "Zoli (döntéshozó)");
    let contacts = rows(&file(&admin, "contacts", "hu").await);
    let consents: Vec<&str> = (1..3).map(|row| cell(&contacts, row, "Hozzájárulások")).collect();
    assert!(consents.contains(&"newsletter (jogos érdek)") && consents.contains(&""), "{consents:?}");
    let tasks = rows(&file(&admin, "follow-ups", "hu").await);
    assert_eq!((cell(&tasks, 1, "Sürgősség"), cell(&tasks, 1, "Állapot")), ("Sürgős", "Elvégzendő"));
    assert_eq!(cell(&tasks, 1, "Ismétlődés"), "2 hetente, ezeken a napokon: hétfő");
    let products = rows(&file(&admin, "products", "hu").await);
    assert_eq!((cell(&products, 1, "Számlázás módja"), cell(&products, 1, "Archivált")), ("Ráfordítás alapú", "nem"));
    assert_eq!(cell(&products, 1, "Árak"), "80.00 EUR ettől: 2020-01-01");

    let plain = admin.get("/v1/exports/deals.csv").await.expect(200).text;
    assert_eq!(file(&admin, "deals", "en").await, plain, "English when nothing is said");
    assert_eq!((cell(&rows(&plain), 1, "Status"), cell(&rows(&plain), 1, "People")), ("open", "Zoli (decision maker)"));
    let lost = admin.get("/v1/exports/deals.csv?status=lost&language=hu").await.expect(200);
    assert_eq!(rows(&lost.text).len(), 1, "beside the filters of the list");
    assert!(admin.get("/v1/exports/deals.xlsx?language=hu").await.expect(200).text.starts_with("PK"));
    for query in ["language=de", "language=hu&language=hu"] {
        let refused = admin.get(format!("/v1/exports/deals.csv?{query}")).await;
        assert!(refused.text.contains("language"), "{}", refused.text);
        refused.problem(422, "invalid-query");
    }
    admin.get("/v1/deals?language=hu").await.problem(422, "invalid-query");
}

/// Records that say something in every column an import reads.
async fn records(org: &Organization, anna: MemberId) {
    let client = org.as_member(anna, [Role::Sales]);
    let holding =
        client.post("/v1/accounts", &json!({"name": "Holding", "owner_id": anna})).await.expect(201)["account_id"]
            .clone();
    let account = json!({"name": "Acme, Kft.", "parent_id": holding, "industry": "IT", "country": "HU", "tax_number": "HU12345676",
        "website": "acme.hu", "additional_websites": ["acme.at"], "phone": "+36 1 555 0100", "owner_id": anna, "employees": 12,
        "annual_revenue": eur("1234.50"), "founded_year": 1999,
        "address": {"street": "Fő utca 1.", "postal_code": "1011", "city": "Budapest", "region": "Pest"}});
    let account = client.post("/v1/accounts", &account).await.expect(201)["account_id"].clone();
    let contact = json!({"name": "Kovács Éva", "given_name": "Éva", "email": "eva@acme.hu", "additional_emails": ["e@acme.hu"],
        "phone": "+36 30 555 0100", "additional_phones": ["+36 30 555 0101"], "job_title": "CEO", "country": "HU",
        "account_id": account, "owner_id": anna, "address": {"street": "Kis utca 2.", "city": "Győr"}});
    let contact = client.post("/v1/contacts", &contact).await.expect(201)["contact_id"].clone();
    let mut deal = json!({"name": "Site", "account_id": account, "contact_id": contact, "owner_id": anna, "value": eur("12345.60"),
        "opened_on": "2026-03-02", "expected_close_on": "2199-04-05",
        "next_step": {"text": "Call them", "due_on": "2199-04-01"}});
    let site = client.post("/v1/deals", &deal).await.expect(201);
    deal["name"] = json!("Shop");
    let lost = client.post("/v1/deals", &deal).await.expect(201);
    let lose = json!({"reason": "by far", "lost_on": "2026-05-06"});
    client.post(path(&lost, "/lose"), &lose).await.expect(200);
    let lead = json!({"name": "Nagy Bence", "given_name": "Bence", "email": "b@x.hu", "additional_emails": ["c@x.hu"],
        "phone": "+36 20 555 0100", "job_title": "CTO", "company": "X Bt.", "website": "x.hu", "country": "HU",
        "origin": {"source": "google", "campaign": "spring", "referrer": "https://r.example"}, "note": "two\nlines",
        "owner_id": anna, "estimated_value": eur("99.90"), "received_at": "2026-03-02T10:00:00Z",
        "next_step": {"text": "Write", "due_on": "2199-01-02"}});
    client.post("/v1/leads", &lead).await.expect(201);
    let lead = json!({"name": "Kis Cili", "email": "cili@y.hu", "owner_id": anna});
    let lead = client.post("/v1/leads", &lead).await.expect(201);
    let given_up = format!("/v1/leads/{}/disqualify", text(&lead["lead_id"]));
    client.post(given_up, &json!({"reason": "no budget"})).await.expect(200);
    let about = json!([{"deal_id": site["deal_id"]}, {"contact_id": contact}, {"account_id": account}]);
    for (hour, content) in [
        (8, json!({"kind": "note", "text": "-They like green."})),
        (
            9,
            json!({"kind": "call", "direction": "outgoing", "outcome": "reached", "duration_minutes": 25, "text": "We agreed."}),
        ),
        (10, json!({"kind": "meeting", "title": "Workshop", "text": "Agenda", "members": []})),
        (11, json!({"kind": "email", "direction": "outgoing", "subject": "Offer", "text": "Attached."})),
    ] {
        let activity =
            json!({"about": about, "happened_at": format!("2026-03-02T{hour:02}:30:00Z"), "content": content});
        client.post("/v1/activities", &activity).await.expect(201);
    }
}

/// The lists that can come in again, in the order in which they must, with the columns an import reads.
const LISTS: [(&str, &[&str]); 5] = [
    (
        "accounts",
        &[
            "Name",
            "Parent company",
            "Industry",
            "Country",
            "Tax number",
            "Website",
            "Additional websites",
            "Phone",
            "Street",
            "Postal code",
            "City",
            "Region",
            "Employees",
            "Annual revenue",
            "Currency",
            "Founded",
            "Owner",
        ],
    ),
    (
        "contacts",
        &[
            "Name",
            "Given name",
            "Email",
            "Additional emails",
            "Phone",
            "Additional phones",
            "Job title",
            "Street",
            "City",
            "Country",
            "Company",
            "Owner",
        ],
    ),
    (
        "deals",
        &[
            "Name",
            "Company",
            "Pipeline",
            "Stage",
            "Status",
            "Value",
            "Currency",
            "Owner",
            "Opened on",
            "Expected close date",
            "Closed on",
            "Loss reason in words",
            "Next step",
            "Next step due on",
            "Contact",
        ],
    ),
    (
        "leads",
        &[
            "Name",
            "Given name",
            "Email",
            "Additional emails",
            "Phone",
            "Job title",
            "Company",
            "Website",
            "Country",
            "Source",
            "Campaign",
            "Referrer",
            "Status",
            "Status reason",
            "Owner",
            "Estimated value",
            "Currency",
            "Next step",
            "Next step due on",
            "Notes",
            "Received at",
        ],
    ),
    ("activities", &["Kind", "Happened at", "Title", "Text", "Minutes", "Author", "About"]),
];

/// What a list holds in these columns, whatever its order.
async fn held(client: &Client, list: &str, columns: &[&str]) -> Vec<Vec<String>> {
    let all = rows(&file(client, list, "en").await);
    let one = |row| columns.iter().map(|heading| cell(&all, row, heading).to_owned()).collect();
    let mut held: Vec<Vec<String>> = (1..all.len()).map(one).collect();
    held.sort();
    held
}

#[tokio::test]
async fn what_was_taken_out_in_either_language_comes_in_as_the_same_records() {
    let (app, org) = start().await;
    let anna = colleague(&app, &org, "Anna").await;
    records(&org, anna).await;
    let from = org.as_role(Role::Sales);
    let mut others: Vec<String> = Vec::new();
    for language in ["en", "hu"] {
        let other = app.organization().await;
        let importer = colleague(&app, &other, "Anna").await;
        let to = other.as_member(importer, [Role::Sales]);
        for (list, columns) in LISTS {
            let taken = file(&from, list, language).await;
            let import = upload(&to, &format!("name={list}.csv"), taken.into_bytes()).await.expect(201);
            assert_eq!(import["kind"], list, "{language}: told by its headings");
            let done = run(&app, &other, &to, &import.json).await;
            assert_eq!(done["counts"]["refused"], Value::from(0), "{language} {list}: {}", done.text);
            let (there, here) = (held(&from, list, columns).await, held(&to, list, columns).await);
            others.extend((there != here).then(|| format!("{language} {list}\n was {there:?}\n is  {here:?}")));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}
