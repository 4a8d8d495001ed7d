//! Erasing a person where others are spoken of, and in whatever spelling.

use axum::body::Body;
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::erasing::{ADDRESS, NAME, PHONE, TRACES, finish, traces_in_tables};
use crate::imports::{run, upload};
use crate::quotes::nobody;
use crate::{fixed_line, path, start, text};

/// Other spellings of the person's number and name.
const PHONES: [&str; 4] = ["06 70 555 9182", "0670/555-9182", "(06-70) 555.91.82", "+36 (0)70 555 9182"];
const NAMES: [&str; 5] = [
    "vadrozsa zsuzsanna",
    "Vadro\u{301}zsa Zsuzsanna",
    "Vadrózsa Zsuzsannának",
    "Zsuzsanna Vadrózsával",
    "Vadrozsa, Zsuzsannaval",
];

async fn field(admin: &Client, record: &str) -> String {
    let field = json!({"record": record, "name": "More", "kind": "text"});
    text(&admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"]).to_owned()
}

fn knows(answer: &Answer) -> bool {
    let said = answer.text.to_lowercase();
    TRACES.iter().any(|trace| said.contains(trace)) || PHONES.iter().any(|phone| said.contains(phone))
}

fn at_contact(contact: &Value) -> String {
    format!("/v1/contacts/{}", text(&contact["contact_id"]))
}

/// Where they are still known: nowhere, not even in the journal.
async fn left(app: &App, org: &Organization) -> Vec<String> {
    traces_in_tables(app, org).await
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "everywhere somebody may be mentioned")]
async fn address_and_number_go_from_records_of_others() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let person = json!({"name": NAME, "email": ADDRESS, "phone": PHONE});
    let person = admin.post("/v1/contacts", &person).await.expect(201);
    let said = format!("assistant of {ADDRESS}, {}", PHONES[0]);
    let (of_contact, of_account) = (field(&admin, "contact").await, field(&admin, "account").await);
    let (of_lead, of_deal) = (field(&admin, "lead").await, field(&admin, "deal").await);
    let numbers = json!({"record": "contact", "name": "Number", "kind": "number"});
    let numbers = admin.post("/v1/custom-fields", &numbers).await.expect(201);
    let other = json!({"name": "Kertész Kálmán", "email": "kalman@kert.example", "job_title": said,
                       "address": {"street": said, "city": "Eger"}, "custom": {&of_contact: format!("{said}\n{}", PHONES[1]), text(&numbers["field_id"]): "36705559182"}});
    let other = admin.post("/v1/contacts", &other).await.expect(201);
    let account = json!({"name": "Elsewhere", "industry": PHONES[2], "custom": {&of_account: said}});
    let account = admin.post("/v1/accounts", &account).await.expect(201);
    let lead = json!({"name": "Bánki Bence", "email": "bence@else.example", "company": PHONES[1], "job_title": said, "note": said,
                      "custom": {&of_lead: said}});
    let lead = admin.post("/v1/leads", &lead).await.expect(201);
    let lost = json!({"name": "Shop", "account_id": account["account_id"], "custom": {&of_deal: format!("{said} {}", PHONES[3])}});
    let lost = admin.post("/v1/deals", &lost).await.expect(201);
    admin.post(path(&lost, "/lose"), &json!({"reason": format!("{ADDRESS} said no")})).await.expect(200);
    let form = json!({"name": "Contact us", "fields": ["name", "message"], "consent_text": "You may write to me."});
    let form = admin.post("/v1/lead-forms", &form).await.expect(201);
    let submission = json!({"email": "bence@else.example", "name": "Bánki Bence", "consent": true, "message": said});
    let to = format!("/v1/public/forms/{}/submissions", text(&form["form_key"]));
    nobody(&org).post(&to, &submission).await.expect(200);
    let template =
        json!({"name": format!("For {ADDRESS}"), "subject": PHONES[0], "body": format!("Write to {ADDRESS}")});
    let template = admin.post("/v1/mail-templates", &template).await.expect(201);

    let before = traces_in_tables(&app, &org).await;
    for table in [
        "contacts.custom",
        "contacts.job_title",
        "leads.company",
        "leads.custom",
        "lead_touches.message",
        "mail_templates.image",
        "accounts.custom",
        "deals.custom",
        "stage_visits.reason",
        "search_documents.words",
    ] {
        assert!(before.iter().any(|found| found.starts_with(table)), "{table} should know them: {before:#?}");
    }
    let erased =
        admin.post(format!("{}/erase", at_contact(&person.json)), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    assert_eq!(left(&app, &org).await, Vec::<String>::new());

    let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
    for shown in [
        at_lead.clone(),
        at_contact(&other.json),
        format!("/v1/accounts/{}", text(&account["account_id"])),
        path(&lost, ""),
        path(&lost, "/history"),
        format!("/v1/mail-templates/{}", text(&template["mail_template_id"])),
        "/v1/leads".to_owned(),
        "/v1/contacts".to_owned(),
        "/v1/exports/contacts.csv".to_owned(),
        "/v1/exports/leads.csv".to_owned(),
        "/v1/exports/accounts.csv".to_owned(),
        "/v1/exports/deals.csv".to_owned(),
        "/v1/search?q=zsuzsi".to_owned(),
        "/v1/search?q=0670/5559182".to_owned(),
    ] {
        let answer = admin.get(&shown).await.expect(200);
        assert!(!knows(&answer), "{shown}: {}", answer.text);
    }
    // What is theirs stays theirs.
    let other = admin.get(at_contact(&other.json)).await.expect(200);
    assert_eq!((text(&other["email"]), text(&other["job_title"])), ("kalman@kert.example", "assistant of …, …"));
    assert_eq!(
        other["custom"],
        json!({of_contact: "assistant of …, …\n…"}),
        "a number that was theirs alone is none any more"
    );
    let lead = admin.get(at_lead).await.expect(200);
    let touches = lead["touch_list"].as_array().unwrap();
    assert!(touches.iter().any(|touch| touch["message"] == "assistant of …, …"), "{}", lead.text);
    assert_eq!(admin.get("/v1/contacts?sort=name").await.expect(200)["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn around_the_person_a_name_goes_in_whatever_spelling() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let (of_contact, of_account) = (field(&admin, "contact").await, field(&admin, "account").await);
    let account = json!({"name": "Kert Kft.", "custom": {&of_account: format!("Greet {}", NAMES[0])}});
    let account = admin.post("/v1/accounts", &account).await.expect(201)["account_id"].clone();
    let colleague = json!({"name": "Kertész Kálmán", "account_id": account, "job_title": format!("Deputy of {}", NAMES[1]),
                           "custom": {&of_contact: format!("Reports to\n{}", NAMES[2])}});
    let colleague = admin.post("/v1/contacts", &colleague).await.expect(201);
    let csv = format!(
        "Name;E-mail;Company;Job title\n{NAME};{ADDRESS};Kert Kft.;Boss\nBánki Bence;bence@kert.example;Kert Kft.;Deputy of {}\n",
        NAMES[4]
    );
    let import = upload(&admin, "name=vadrozsa_zsuzsanna.csv&kind=contacts", csv).await.expect(201);
    run(&app, &org, &admin, &import.json).await;
    let person = admin.get(format!("/v1/contacts?email={ADDRESS}")).await.expect(200)["items"][0].clone();
    let there = json!({"account_id": account});
    admin.with_header("if-match", "*").patch(at_contact(&person), &there).await.expect(200);
    let deal = json!({"name": "Garden", "account_id": account, "contact_id": person["contact_id"]});
    let deal = admin.post("/v1/deals", &deal).await.expect(201);
    let note = |said: &str| json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "note", "text": said}});
    let note =
        admin.post("/v1/activities", &note(&format!("First line\n{}\n{}", NAMES[3], NAMES[1]))).await.expect(201);
    admin.post(path(&deal, "/lose"), &json!({"reason": format!("{} has no money", NAMES[0])})).await.expect(200);
    let asked = json!({"note": format!("{} asked", NAMES[1])});
    admin.post(format!("{}/person-exports", at_contact(&person)), &asked).await.expect(201);
    let suppression = json!({"address": ADDRESS, "note": format!("{} said so", NAMES[2])});
    admin.post("/v1/suppressions", &suppression).await.expect(201);

    let erased = admin.post(format!("{}/erase", at_contact(&person)), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    assert_eq!(left(&app, &org).await, Vec::<String>::new());
    let history = admin.get(path(&deal, "/history")).await.expect(200);
    assert!(history.text.contains("… has no money") && !knows(&history), "{}", history.text);
    let colleague = admin.get(at_contact(&colleague.json)).await.expect(200);
    assert_eq!((text(&colleague["name"]), text(&colleague["job_title"])), ("Kertész Kálmán", "Deputy of …"));
    assert_eq!(colleague["custom"][&of_contact], "Reports to\n…");
    let note = admin.get(format!("/v1/activities/{}", text(&note["activity_id"]))).await.expect(200);
    assert_eq!(note["content"]["text"], "First line\n…\n…");
    let exports = admin.get("/v1/person-exports").await.expect(200);
    assert_eq!(exports["items"][0]["note"], "… asked");
    let shown = admin.get(format!("/v1/imports/{}", text(&import["import_id"]))).await.expect(200);
    assert_eq!(shown["file_name"], "….csv");
}

#[tokio::test]
async fn a_word_of_a_name_that_stands_alone_is_shown_and_left() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let account = admin.post("/v1/accounts", &json!({"name": "Kert Kft."})).await.expect(201);
    let person = json!({"name": NAME, "email": ADDRESS, "phone": PHONE, "account_id": account["account_id"]});
    let person = admin.post("/v1/contacts", &person).await.expect(201);
    let (about_account, about_person) =
        (json!([{"account_id": account["account_id"]}]), json!([{"contact_id": person["contact_id"]}]));
    let deal = |name: &str| json!({"name": name, "account_id": account["account_id"], "lines": [fixed_line("1000")]});
    let garden = admin.post("/v1/deals", &deal("Garden of VADROZSA")).await.expect(201);
    admin.post("/v1/deals", &deal(&format!("Hall of {NAME}"))).await.expect(201);
    let task = |title: &str, about: &Value| json!({"title": title, "due_on": "2027-01-04", "about": about});
    let call = admin.post("/v1/follow-ups", &task("Call Zsuzsannát back", &about_account)).await.expect(201);
    admin.post("/v1/follow-ups", &task("Vadrózsa again", &about_person)).await.expect(201);
    admin.post("/v1/follow-ups", &task("Vadrózsakert visited", &about_account)).await.expect(201);
    let note = json!({"about": about_account, "content": {"kind": "note", "text": format!("Plans\nof Vadrózsáék and {NAME}")}});
    let note = admin.post("/v1/activities", &note).await.expect(201);
    // Elsewhere somebody else may be called so.
    admin.post("/v1/accounts", &json!({"name": "Vadrózsa Bt."})).await.expect(201);

    let preview = admin.get(format!("{}/erasure-preview", at_contact(&person.json))).await.expect(200);
    let alone: Vec<&Value> =
        preview["stays"].as_array().unwrap().iter().filter(|one| one["kind"] == "named_in_part").collect();
    let shown = |record: &str, id: &Value, says: &str| json!({"kind": "named_in_part", "record": record, "record_id": id, "says": says});
    assert_eq!(
        json!(alone),
        json!([
            shown("activity", &note["activity_id"], "of Vadrózsáék and …"),
            shown("deal", &garden["deal_id"], "Garden of VADROZSA"),
            shown("follow_up", &call["follow_up_id"], "Call Zsuzsannát back"),
        ]),
        "{}",
        preview.text
    );
    let erased =
        admin.post(format!("{}/erase", at_contact(&person.json)), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    assert_eq!(admin.get(path(&garden, "")).await.expect(200)["name"], "Garden of VADROZSA");
    let note = admin.get(format!("/v1/activities/{}", text(&note["activity_id"]))).await.expect(200);
    assert_eq!(note["content"]["text"], "Plans\nof Vadrózsáék and …");
}

#[tokio::test]
async fn the_preview_says_what_stays_and_where() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let account = admin.post("/v1/accounts", &json!({"name": "Kert Kft."})).await.expect(201);
    let person = json!({"name": NAME, "email": ADDRESS, "phone": PHONE, "account_id": account["account_id"]});
    let person = admin.post("/v1/contacts", &person).await.expect(201);
    let mut line = fixed_line("1000");
    line["name"] = json!(format!("Training for {}", NAMES[0]));
    let deal = json!({"name": "Garden", "account_id": account["account_id"], "contact_id": person["contact_id"], "lines": [line]});
    let deal = admin.post("/v1/deals", &deal).await.expect(201);
    let preview = || admin.get(format!("{}/erasure-preview", at_contact(&person.json)));
    let garden = |kind: &str| json!({"kind": kind, "deal_id": deal["deal_id"], "name": "Garden"});
    assert_eq!(preview().await.expect(200)["stays"], json!([garden("deal_history")]));

    admin.post(path(&deal, "/win"), &json!({})).await.expect(200);
    let attach = async |to: String| {
        let client = admin.with_header("content-type", "text/plain");
        client.send(Method::POST, &format!("{to}?name=plan.txt"), Body::from(format!("{NAME} {to}"))).await.expect(201);
    };
    attach(path(&deal, "/attachments")).await;
    attach(format!("/v1/accounts/{}/attachments", text(&account["account_id"]))).await;
    let note = json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "note", "text": "Plans"}});
    let note = admin.post("/v1/activities", &note).await.expect(201);
    attach(format!("/v1/activities/{}/attachments", text(&note["activity_id"]))).await;
    attach(format!("{}/attachments", at_contact(&person.json))).await;
    admin.post("/v1/tags", &json!({"name": format!("VIP {}", NAMES[4])})).await.expect(201);
    upload(&admin, "name=later.csv&kind=leads", format!("Name;Phone\nX;{}\n", PHONES[1])).await.expect(201);
    upload(&admin, "name=else.csv&kind=leads", "Name\nBence\n").await.expect(201);
    let shown = preview().await.expect(200);
    let stays = shown["stays"].as_array().unwrap();
    let found = |one: &Value| {
        stays.iter().any(|stays| one.as_object().unwrap().iter().all(|(key, value)| &stays[key] == value))
    };
    for one in [
        garden("deal_history"),
        json!({"kind": "files", "beside": "deal", "record_id": deal["deal_id"], "name": "Garden", "count": 1}),
        json!({"kind": "files", "beside": "account", "record_id": account["account_id"], "name": "Kert Kft.", "count": 1}),
        json!({"kind": "files", "beside": "activities", "record_id": null, "name": null, "count": 1}),
        json!({"kind": "listed", "list": "tag", "name": format!("VIP {}", NAMES[4])}),
        json!({"kind": "import_draft", "name": "later.csv"}),
    ] {
        assert!(found(&one), "{one} of {}", shown.text);
    }
    assert_eq!(stays.len(), 6, "and nothing else: {}", shown.text);
    assert_eq!(shown["goes"]["files"], json!(1), "what is beside the person alone goes");

    let erased =
        admin.post(format!("{}/erase", at_contact(&person.json)), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    let kept = admin.get(path(&deal, "")).await.expect(200);
    assert_eq!(kept["lines"][0]["name"], "Training for …", "what is sold is the same, without them");
}

/// The rule here and in the database is one: each text is left the same by both.
#[tokio::test]
async fn the_database_finds_what_the_service_finds() {
    let (app, _) = start().await;
    let mut pattern = crm::erasures::pattern::Pattern::default();
    for name in [NAME, "Kis Péter", "Jens Strauß", "Nagy Balázs", "Fehér Kis Anna", "Nóra"] {
        pattern.name(name);
    }
    pattern.address("anna+1@b.hu");
    for phone in [PHONE, "06 1 234 5678", "234 5679"] {
        pattern.phone(phone);
    }
    let texts: Vec<String> = PHONES
        .iter()
        .chain(&NAMES)
        .map(|said| format!("x {said}, y"))
        .chain(
            [
                "Kis Péterrel, KIS PÉTERNEK, Kis Péterke, Kis\nPe\u{301}terék, Pókis Péter",
                "jens STRAUSS; Strauß Jens; Balázzsal Nagy Balázzsal",
                "Anna Kis Fehér, Kis Anna",
                "anna+1@b.hu x.anna+1@b.hu mailto:ANNA+1%40b.hu",
                "30 234 5679; 2345679, 4705559182, 1/234-5678 (06-1) 234 5678 99705559182",
                "\nóra \\nóra Nóra nora's \"Nóra\"",
                "Árvíztűrő tükörfúrógép 12 34",
            ]
            .map(str::to_owned),
        )
        .collect();
    let regex = pattern.regex().unwrap();
    assert!(regex.len() < 100_000, "{}", regex.len());
    let here: Vec<String> = texts.iter().map(|said| pattern.without(said)).collect();
    let asked = texts.clone();
    let (there, json, speaks): (Vec<String>, Vec<Value>, Vec<bool>) = testkit::on_runtime(async move {
        let mut conn = crate::erasing::superuser(&app).await;
        let all = "select array(select without(one, $2) from unnest($1) with ordinality as each (one, place) order by place)";
        let there = sqlx::query_scalar(all).bind(&asked).bind(&regex).fetch_one(&mut conn).await.unwrap();
        let said: Vec<Value> = asked.iter().map(|said| json!({"a": [said]})).collect();
        let all = "select array(select without(one, $2) from unnest($1::jsonb[]) with ordinality as each (one, place) order by place)";
        let json = sqlx::query_scalar(all).bind(&said).bind(&regex).fetch_one(&mut conn).await.unwrap();
        let all = "select array(select mentions(one, $2) from unnest($1::jsonb[]) with ordinality as each (one, place) order by place)";
        let speaks = sqlx::query_scalar(all).bind(&said).bind(&regex).fetch_one(&mut conn).await.unwrap();
        (there, json, speaks)
    })
    .await;
    assert_eq!(here, there);
    let left: Vec<Value> = here.iter().map(|said| json!({"a": [said]})).collect();
    assert_eq!(left, json);
    for ((text, left), speaks) in texts.iter().zip(&here).zip(speaks) {
        assert!(speaks || text == left, "{text} speaks of them");
    }
    assert_eq!(here.last().map(String::as_str), Some("Árvíztűrő tükörfúrógép 12 34"));
    assert!(here.iter().take(PHONES.len() + NAMES.len()).all(|said| said == "x …, y"), "{here:#?}");
}
