//! Files become records: encodings, meanings, trying out, running, duplicates, and who may.

use std::time::{Duration, Instant};

use axum::body::Body;
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::sequences::{Stage, mail};
use crate::{event_types, pointer, start, text};

/// How long an import may take.
const PATIENCE: Duration = Duration::from_mins(3);

/// Sends a file.
pub async fn upload(client: &Client, query: &str, content: impl Into<Vec<u8>>) -> Answer {
    let body = Body::from(content.into());
    client.with_header("content-type", "text/csv").send(Method::POST, &format!("/v1/imports?{query}"), body).await
}

/// The address of an import, or of something below it.
pub fn at(import: &Value, below: &str) -> String {
    format!("/v1/imports/{}{below}", text(&import["import_id"]))
}

/// Says what the columns mean, after a change of what was proposed.
pub async fn set(client: &Client, import: &Answer, change: impl FnOnce(&mut Value)) -> Answer {
    let mut settings = import["settings"].clone();
    change(&mut settings);
    let client = client.with_header("if-match", import.etag());
    client.put(at(&import.json, "/settings"), &settings).await
}

/// The import once it stands so.
pub async fn settled(app: &App, org: &Organization, client: &Client, import: &Value, status: &str) -> Answer {
    let began = Instant::now();
    loop {
        app.run_job(org, "go on with imports").await;
        let now = client.get(at(import, "")).await.expect(200);
        if now["status"] == status {
            return now;
        }
        assert!(began.elapsed() < PATIENCE, "it is not {status}: {}", now.text);
    }
}

/// Tries a file out.
pub async fn check(app: &App, org: &Organization, client: &Client, import: &Value) -> Answer {
    client.post(at(import, "/check"), &json!({})).await.expect(200);
    settled(app, org, client, import, "checked").await
}

/// Makes records of a file.
pub async fn run(app: &App, org: &Organization, client: &Client, import: &Value) -> Answer {
    client.post(at(import, "/run"), &json!({})).await.expect(200);
    settled(app, org, client, import, "done").await
}

/// What became of each row, with what there is to say of it.
pub async fn outcomes(client: &Client, import: &Value) -> Vec<(String, Vec<String>)> {
    let rows = client.get(at(import, "/rows?limit=200")).await.expect(200);
    let one = |row: &Value| {
        let codes = row["remarks"].as_array().unwrap().iter().map(|remark| text(&remark["code"]).to_owned());
        (row["outcome"].as_str().unwrap_or_default().to_owned(), codes.collect())
    };
    rows["items"].as_array().unwrap().iter().map(one).collect()
}

/// Names in a list, in their order.
pub async fn names(client: &Client, list: &str) -> Vec<String> {
    let page = client.get(list).await.expect(200);
    page["items"].as_array().unwrap().iter().map(|item| text(&item["name"]).to_owned()).collect()
}

pub fn counts(import: &Answer) -> [i64; 5] {
    ["created", "updated", "known", "left_out", "refused"].map(|name| import["counts"][name].as_i64().unwrap())
}

#[tokio::test]
async fn a_file_in_an_old_encoding_is_read_tried_out_and_run() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let text_of_file = "Név;E-mail;Cég;Érték;Forrás;Beérkezett;Ország\n\
                        Kovács Őzike;ozike@example.hu;Árvíztűrő Kft.;1 234,5;Ajánlás;2026.01.31.;Magyarország\n\
                        Szűcs Ernő;rossz cím;;;Google;2026.02.01.;Atlantisz\n\
                        ;;;;;2026.02.01.;\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(text_of_file);
    let import = upload(&sales, "name=érdeklődők.csv&kind=leads", bytes.into_owned()).await.expect(201);
    assert_eq!((&import["status"], &import["rows"]), (&json!("draft"), &json!(3)));
    assert_eq!(import["reading"]["separator"], ";");
    assert!(["windows-1250", "ISO-8859-2"].contains(&text(&import["reading"]["encoding"])), "{}", import["reading"]);
    assert_eq!(import["columns"][3]["decimal_mark"], "comma");
    assert_eq!(import["columns"][5]["date_order"], "ymd");
    let meant: Vec<&str> =
        import["settings"]["columns"].as_array().unwrap().iter().map(|rule| text(&rule["field"])).collect();
    assert_eq!(meant, ["name", "email", "account", "value", "source", "received_at", "country"]);

    let checked = check(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&checked), [2, 0, 0, 0, 1]);
    assert_eq!(names(&sales, "/v1/leads").await, Vec::<String>::new(), "nothing is written");
    let tried = outcomes(&sales, &import.json).await;
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), counts(&checked));
    assert_eq!(outcomes(&sales, &import.json).await, tried, "what was tried out came about");
    assert_eq!(tried[1].1, ["unreadable", "unknown_country"]);
    assert_eq!((tried[2].0.as_str(), tried[2].1.last().unwrap().as_str()), ("refused", "rule"));

    let leads = sales.get("/v1/leads?q=ozike").await.expect(200);
    let lead = &leads["items"][0];
    assert_eq!(lead["name"], "Kovács Őzike");
    assert_eq!((&lead["country"], &lead["estimated_value"]["amount"]), (&json!("HU"), &json!("1234.50")));
    assert_eq!((&lead["origin"]["channel"], &lead["origin"]["source"]), (&json!("import"), &json!("Ajánlás")));
    assert_eq!(lead["received_at"], "2026-01-30T23:00:00Z", "midnight in Budapest");
    let told = event_types(&app, &org).await;
    assert_eq!(told.iter().filter(|kind| *kind == "crm.lead.created.v1").count(), 2);
    for kind in ["created", "started", "finished"] {
        assert!(told.contains(&format!("crm.import.{kind}.v1")), "{kind} is not in {told:?}");
    }
    let published = app.published(&org).await;
    let chain = |kind: &str| published.iter().find(|one| one.event_type == kind).unwrap().correlation_id;
    assert_eq!(chain("crm.lead.created.v1"), chain("crm.import.created.v1"), "one chain of causes");
    let report = sales.get(at(&import.json, "/report")).await.expect(200);
    assert_eq!(report.text.lines().count(), 4);
    assert!(report.text.contains("no country Atlantisz"), "{}", report.text);
}

#[tokio::test]
async fn every_row_of_the_lead_file_is_accounted_for() {
    let Some(data) = testkit::data_folder() else { return };
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let file = std::fs::read(data.join("crm/leads_x_education.csv")).unwrap();
    let import = upload(&sales, "name=leads_x_education.csv", file).await.expect(201);
    assert_eq!((&import["kind"], &import["rows"]), (&json!("leads"), &json!(4579)));
    // Some rows of it stand between quotation marks as a whole.
    assert_eq!(import["reading"]["unpacked"], 171);
    let done = run(&app, &org, &sales, &import.json).await;
    let counted = counts(&done);
    assert_eq!(counted[0] + counted[4], 4579, "{}", done.text);
    assert_eq!(counted, [4579, 0, 0, 0, 0], "{}", done.text);
    let written = std::fs::read_to_string(data.join("crm/leads_x_education.csv")).unwrap();
    let key_of = |line: &str| line.trim_start_matches('"').split(',').next().unwrap_or_default().to_owned();
    let keys: std::collections::HashSet<String> = written.lines().skip(1).map(key_of).collect();
    let mut refs = std::collections::HashSet::new();
    let mut next = Some("/v1/leads?limit=200".to_owned());
    while let Some(path) = next {
        let page = sales.get(&path).await.expect(200);
        for lead in page["items"].as_array().unwrap() {
            refs.insert(text(&lead["external_ref"]).to_owned());
            assert_ne!(lead["origin"]["source"], "Select", "a word that means nothing");
            let name = text(&lead["name"]);
            assert!(name.matches(',').count() < 3, "no name is a row of the file: {name}");
        }
        next = page["next_cursor"].as_str().map(|cursor| format!("/v1/leads?limit=200&cursor={cursor}"));
    }
    assert_eq!(refs.len(), 4579);
    assert_eq!(refs, keys, "each is one of the file's");
    let report = sales.get(at(&import.json, "/report")).await.expect(200);
    assert_eq!(report.text.lines().count(), 4580);
    let noise = sales.get("/v1/notifications").await.expect(200);
    assert_eq!(noise["items"], json!([]), "nobody is told of each");
    // The same file again: what its columns mean is remembered, and every row is known.
    let file = std::fs::read(data.join("crm/leads_x_education.csv")).unwrap();
    let again = upload(&sales, "name=again.csv", file).await.expect(201);
    assert_eq!(again["settings"], import["settings"]);
    let again = check(&app, &org, &sales, &again.json).await;
    assert_eq!(counts(&again), [0, 0, 4579, 0, 0]);
}

#[tokio::test]
async fn quotation_marks_that_went_wrong_cost_one_row_and_are_said() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let rows = (0..30).map(|no| format!("Row {no},r{no}@x.example\n")).collect::<Vec<_>>().concat();
    let file = format!("name,email\n\"Broken one,b1@x.example\n{rows}\"Packed,p@x.example\"\n\"a,b,c\"\n");
    let import = upload(&sales, "kind=leads", file).await.expect(201);
    assert_eq!((&import["rows"], &import["reading"]["open_quote"]), (&json!(33), &json!(2)));
    let checked = check(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&checked), [31, 0, 0, 0, 2]);
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), counts(&checked));
    let became = outcomes(&sales, &import.json).await;
    assert_eq!(became[0], ("refused".to_owned(), vec!["open_quote".to_owned()]));
    assert_eq!(became[31], ("created".to_owned(), vec!["unpacked".to_owned()]));
    assert_eq!(became[32], ("refused".to_owned(), vec!["packed".to_owned()]));
    let report = sales.get(at(&import.json, "/report")).await.expect(200);
    assert!(report.text.contains("the quotation mark opened in line 2 is never closed"), "{}", report.text);
    assert_eq!(names(&sales, "/v1/leads?q=packed").await, ["Packed"]);
    upload(&sales, "kind=leads", "\"name,email\nAnna,a@x.example\n").await.problem(422, "unreadable-file");
}

#[tokio::test]
async fn numbers_nobody_can_call_and_addresses_nobody_can_open_are_refused() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (at, body, field) in [
        ("/v1/leads", json!({"name": "Anna", "phone": "hello"}), "/phone"),
        ("/v1/leads", json!({"name": "Anna", "website": "javascript:alert(1)"}), "/website"),
        ("/v1/contacts", json!({"name": "Anna", "phone": "hello"}), "/phone"),
        ("/v1/accounts", json!({"name": "Acme", "website": "ftp://acme.hu"}), "/website"),
    ] {
        let problem = sales.post(at, &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), field, "{problem}");
    }
    let contact = sales.post("/v1/contacts", &json!({"name": "Anna", "phone": "06-30/123 4567"})).await.expect(201);
    let account = sales.post("/v1/accounts", &json!({"name": "Acme", "website": "acme.hu"})).await.expect(201);
    let any = sales.with_header("if-match", "*");
    for (at, body, field) in [
        (format!("/v1/contacts/{}", text(&contact["contact_id"])), json!({"phone": "none"}), "/phone"),
        (format!("/v1/accounts/{}", text(&account["account_id"])), json!({"website": "acme"}), "/website"),
    ] {
        let problem = any.patch(&at, &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), field, "{problem}");
    }
    // A file brings such things often; the rest of its row is kept, and what is left out is said.
    let file = "Name,E-mail,Phone,Website\nBéla,b@x.example,ask me,javascript:alert(1)\n";
    let import = upload(&sales, "kind=leads", file).await.expect(201);
    assert_eq!(counts(&run(&app, &org, &sales, &import.json).await), [1, 0, 0, 0, 0]);
    assert_eq!(outcomes(&sales, &import.json).await[0].1, ["unreadable", "unreadable"]);
    let lead = sales.get("/v1/leads").await.expect(200)["items"][0].clone();
    assert_eq!((&lead["phone"], &lead["website"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn what_people_want_comes_with_their_leads() {
    let stage = Stage::new(json!({})).await;
    let (app, org, sales) = (&stage.app, &stage.org, &stage.sales);
    let of_files = json!({"field": "channel", "operator": "is", "values": ["import"]});
    let rule = json!({"scoring": [{"label": "by a file", "points": 7, "condition": of_files}]});
    sales.with_header("if-match", "*").patch("/v1/lead-settings", &rule).await.expect(200);
    let file = "Prospect ID,Name,E-mail,Do Not Email,Consent,Consent purpose,Referrer\n\
                1,Anna,anna@x.example,Yes,yes,newsletter,https://blog.example/a\n\
                2,Béla,bela@x.example,No,no,,\n\
                3,Csaba,,igen,perhaps,,\n";
    let import = upload(sales, "kind=leads&name=list.csv", file).await.expect(201);
    let meant: Vec<&str> =
        import["settings"]["columns"].as_array().unwrap().iter().map(|rule| text(&rule["field"])).collect();
    assert_eq!(meant, ["key", "name", "email", "do_not_email", "consent", "consent_purpose", "referrer"]);
    check(app, org, sales, &import.json).await;
    assert_eq!(sales.get("/v1/suppressions").await.expect(200)["items"], json!([]), "trying it out writes nothing");
    let done = run(app, org, sales, &import.json).await;
    assert_eq!(counts(&done), [3, 0, 0, 0, 0]);
    let became = outcomes(sales, &import.json).await;
    assert_eq!(became[2].1, ["unreadable", "no_place"], "nobody can be written to without an address");
    let find = async |name: &str| sales.get(format!("/v1/leads?q={name}")).await.expect(200)["items"][0].clone();
    let (anna, bela) = (find("anna").await, find("bela").await);
    assert_eq!(
        (&anna["origin"]["channel"], &anna["origin"]["referrer"]),
        (&json!("import"), &json!("https://blog.example/a"))
    );
    assert_eq!((&anna["consent"]["purpose"], &anna["consent"]["text"]), (&json!("newsletter"), &json!("Consent: yes")));
    assert_eq!(anna["consent"]["how"], "import: list.csv");
    assert_eq!((&bela["consent"], &anna["score"]), (&Value::Null, &json!(7)), "{anna}");
    let listed = sales.get("/v1/suppressions").await.expect(200);
    let addresses: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|one| text(&one["address"])).collect();
    assert_eq!(addresses, ["anna@x.example"]);
    // No sequence writes to her; to the other one it does.
    let sequence = stage.sequence(json!([mail("Hello", "Hello")])).await;
    for lead in [&anna, &bela] {
        let body =
            json!({"sequence_id": sequence["sequence_id"], "lead_id": lead["lead_id"], "start_at": stage.monday});
        sales.post("/v1/enrolments", &body).await;
    }
    stage.pass(0).await;
    let wrote: Vec<String> = stage.server.taken().iter().flat_map(|one| one.to.clone()).collect();
    assert_eq!(wrote, ["bela@x.example"]);
}

#[tokio::test]
async fn an_import_that_is_undone_takes_what_leads_agreed_to_with_it() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let file = "Name,E-mail,Consent,Do not email\nAnna,anna@x.example,yes,yes\n";
    let import = upload(&sales, "kind=leads", file).await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
    let undone = settled(&app, &org, &sales, &import.json, "undone").await;
    assert_eq!(undone["kept"], 0, "{}", undone.text);
    assert_eq!(sales.get("/v1/leads").await.expect(200)["items"], json!([]));
    let listed = sales.get("/v1/suppressions").await.expect(200);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "whoever wants no mails still wants none");
}

#[tokio::test]
async fn what_columns_and_values_mean_can_be_changed_and_is_remembered() {
    let (app, org) = start().await;
    let (sales, admin) = (org.as_role(Role::Sales), org.as_role(Role::Admin));
    let field = json!({"record": "account", "name": "Tier", "kind": "choice", "choices": ["Gold", "Silver"]});
    let field = admin.post("/v1/custom-fields", &field).await.expect(201)["field_id"].clone();
    let tag = admin.post("/v1/tags", &json!({"name": "Partner"})).await.expect(201)["tag_id"].clone();
    let file = "Company,Level,Labels,Where,Staff\nAcme,gold,\"partner; new\",Ungarn,12\nBeta,bronze,,?,many\n";
    let import = upload(&sales, "kind=accounts", file).await.expect(201);
    assert_eq!(import["file_name"], "file");
    set(&sales, &import, |settings| settings["columns"][1] = json!({"field": "custom"}))
        .await
        .problem(422, "invalid-field");
    let unknown = json!({"field": "custom", "field_id": kernel::FieldId::new()});
    set(&sales, &import, |settings| settings["columns"][1] = unknown).await.problem(422, "invalid-field");
    let set_again = set(&sales, &import, |settings| {
        settings["columns"][1] = json!({"field": "custom", "field_id": field});
        settings["columns"][3] = json!({"field": "country", "values": {"?": "AT"}});
        settings["columns"][4] = json!({"field": "employees"});
    });
    let import = set_again.await.expect(200);
    sales
        .with_header("if-match", "\"1\"")
        .put(at(&import.json, "/settings"), &import["settings"])
        .await
        .problem(412, "stale-version");
    let values = sales.get(at(&import.json, "/values")).await.expect(200);
    assert_eq!(
        values["items"][0]["values"],
        json!([{"value": "?", "rows": 1, "means": "AT", "said": true}, {"value": "Ungarn", "rows": 1, "means": "HU", "said": false}])
    );
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), [2, 0, 0, 0, 0]);
    assert_eq!(done["counts"]["mended"], 2);
    let accounts = sales.get("/v1/accounts").await.expect(200);
    let (acme, beta) = (&accounts["items"][0], &accounts["items"][1]);
    assert_eq!(acme["custom"][text(&field)], "Gold");
    assert_eq!((&acme["tags"], &acme["country"], &acme["employees"]), (&json!([tag]), &json!("HU"), &json!(12)));
    assert_eq!((&beta["custom"], &beta["country"], &beta["employees"]), (&json!({}), &json!("AT"), &Value::Null));
    let codes = outcomes(&sales, &import.json).await;
    assert_eq!(
        (&codes[0].1, &codes[1].1),
        (&vec!["unknown_tag".to_owned()], &vec!["not_of_field".to_owned(), "unreadable".to_owned()])
    );
    let next = upload(&sales, "", file).await.expect(201);
    assert_eq!((&next["kind"], &next["settings"]), (&json!("accounts"), &import["settings"]), "remembered");
}

#[tokio::test]
async fn records_of_every_kind_bring_their_tags() {
    let (app, org) = start().await;
    let (sales, admin) = (org.as_role(Role::Sales), org.as_role(Role::Admin));
    let mut tags = Vec::new();
    for name in ["Fair", "Partner"] {
        tags.push(admin.post("/v1/tags", &json!({"name": name})).await.expect(201)["tag_id"].clone());
    }
    for kind in ["accounts", "contacts", "deals", "leads"] {
        let file = format!("Name,Tags\nOf {kind},\"partner; Fair, other\"\n");
        let import = upload(&sales, &format!("kind={kind}"), file).await.expect(201);
        assert_eq!(import["settings"]["columns"][1]["field"], "tags", "{kind}");
        let done = run(&app, &org, &sales, &import.json).await;
        assert_eq!(counts(&done), [1, 0, 0, 0, 0], "{kind}");
        assert_eq!(outcomes(&sales, &import.json).await[0].1, ["unknown_tag"], "{kind}");
        let mut expected = tags.clone();
        expected.sort_by_key(Value::to_string);
        for tag in &tags {
            let found = sales.get(format!("/v1/{kind}?tag_id={}", text(tag))).await.expect(200);
            let mut had = found["items"][0]["tags"].as_array().unwrap().clone();
            had.sort_by_key(Value::to_string);
            assert_eq!(had, expected, "{kind}");
        }
        // Undone, nothing has them any more.
        sales.post(at(&import.json, "/undo"), &json!({})).await.expect(200);
        settled(&app, &org, &sales, &import.json, "undone").await;
        let found = sales.get(format!("/v1/{kind}?tag_id={}", text(&tags[0]))).await.expect(200);
        assert_eq!(found["items"], json!([]), "{kind}");
    }
    // A lead that is there keeps its own tags; what the file says besides is named.
    let known = json!({"name": "Kis Bori", "email": "bori@kis.example", "tags": [tags[0]]});
    sales.post("/v1/leads", &known).await.expect(201);
    let file = "Name,Email,Phone,Tags\nKis Bori,bori@kis.example,+36 30 123 4567,Partner\n";
    let import = upload(&sales, "kind=leads", file).await.expect(201);
    let import = set(&sales, &import, |settings| settings["existing"] = json!("fill")).await.expect(200);
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), [0, 1, 0, 0, 0]);
    assert_eq!(outcomes(&sales, &import.json).await[0].1, ["no_place"]);
    assert_eq!(sales.get("/v1/leads").await.expect(200)["items"][0]["tags"], json!([tags[0]]));
}

#[tokio::test]
async fn an_amount_is_what_the_file_says_or_none_at_all() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let value = async |name: &str| {
        let deals = sales.get(format!("/v1/deals?name={name}")).await.expect(200);
        deals["items"][0]["value"].clone()
    };
    let file = "Deal;Value\nAlpha;2.500\nBeta;1.000 €\nGamma;-\n";
    let import = upload(&sales, "kind=deals", file).await.expect(201);
    assert_eq!(
        (&import["columns"][1]["decimal_mark"], &import["columns"][1]["ambiguous"]),
        (&json!("comma"), &json!(true))
    );
    assert_eq!(counts(&run(&app, &org, &sales, &import.json).await), [3, 0, 0, 0, 0]);
    assert_eq!(value("alpha").await, json!({"amount": "2500.00", "currency": "EUR"}), "in the manner of the file");
    assert_eq!(value("beta").await["amount"], "1000.00");
    let file = "Deal,Amount,Currency\nDelta,HUF 500,\nEta,12k,\nTheta,2.500,\nIota,£ 5,EUR\n";
    let import = upload(&sales, "kind=deals", file).await.expect(201);
    run(&app, &org, &sales, &import.json).await;
    assert_eq!(value("delta").await["currency"], "HUF", "what stands beside it says the currency");
    for name in ["eta", "theta", "iota"] {
        assert_eq!(value(name).await["amount"], "0.00", "{name} cannot be read, and nothing is made up");
    }
    let codes = outcomes(&sales, &import.json).await;
    assert!(codes[1..].iter().all(|(_, codes)| codes == &["unreadable"]), "{codes:?}");
}

#[tokio::test]
async fn relations_are_found_or_made_once() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let file = "Company,Parent company,Industry\nChild Kft.,Holding,Software\nHolding Zrt.,,Finance\nOther,holding,\nHolding,,x\n";
    let import = upload(&sales, "kind=accounts", file).await.expect(201);
    let checked = check(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&checked), [2, 1, 1, 0, 0]);
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), counts(&checked));
    let codes = outcomes(&sales, &import.json).await;
    assert_eq!(codes[0], ("created".to_owned(), vec!["also_made".to_owned()]));
    assert_eq!(codes[1].0, "updated", "the row completes what another one had made");
    assert_eq!(names(&sales, "/v1/accounts").await, ["Child Kft.", "Holding", "Other"]);
    let accounts = sales.get("/v1/accounts").await.expect(200);
    let holding = &accounts["items"][1];
    assert_eq!(holding["industry"], "Finance");
    assert_eq!(
        (&accounts["items"][0]["parent_id"], &accounts["items"][2]["parent_id"]),
        (&holding["account_id"], &holding["account_id"])
    );

    let deals = "Deal,Company,Contact person,Contact email,Amount\nOne,CHILD,Anna,anna@child.hu,10\nTwo,Child Kft,Anna,,20\nThree,Nobody,,,30\n";
    let import = upload(&sales, "kind=deals", deals).await.expect(201);
    let import = set(&sales, &import, |settings| settings["make_missing"] = json!(false)).await.expect(200);
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&done), [3, 0, 0, 0, 0]);
    let codes = outcomes(&sales, &import.json).await;
    assert_eq!(codes[0].1, ["no_contact"]);
    assert_eq!(codes[2].1, ["no_account"]);
    let again = upload(&sales, "kind=deals", deals.replace("One", "Four")).await.expect(201);
    let again = set(&sales, &again, |settings| settings["make_missing"] = json!(true)).await.expect(200);
    let done = run(&app, &org, &sales, &again.json).await;
    assert_eq!(
        counts(&done),
        [2, 0, 1, 0, 0],
        "without a key, the same name, account and value is the same deal; Three has an account now"
    );
    assert_eq!(names(&sales, "/v1/contacts").await, ["Anna"]);
}

#[tokio::test]
async fn it_goes_on_after_it_was_stopped_and_does_no_row_twice() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let rows = (1..=450).map(|no| format!("Person {no},p{no}@example.com\n")).collect::<Vec<_>>().concat();
    let import =
        upload(&sales, "kind=leads", format!("Name,E-mail\n{rows}Person 1,P1@example.com\n")).await.expect(201);
    let checked = check(&app, &org, &sales, &import.json).await;
    assert_eq!(counts(&checked), [450, 0, 1, 0, 0], "also far below in the file, the same address is the same person");
    assert_eq!(outcomes(&sales, &import.json).await.len(), 200);
    let last = sales.get(at(&import.json, "/rows?outcome=known")).await.expect(200);
    assert_eq!((&last["items"][0]["row_no"], &last["items"][0]["remarks"][0]["detail"]), (&json!(451), &json!("1")));
    sales.post(at(&import.json, "/run"), &json!({})).await.expect(200);
    sales.delete(at(&import.json, "")).await.problem(409, "import-begun");
    sales.post(at(&import.json, "/undo"), &json!({})).await.problem(409, "import-busy");
    let stopped = sales.post(at(&import.json, "/stop"), &json!({})).await.expect(200);
    assert_eq!(stopped["status"], "stopped");
    let done = run(&app, &org, &sales, &import.json).await;
    assert_eq!((counts(&done), &done["done"]), ([450, 0, 1, 0, 0], &json!(451)));
    sales.post(at(&import.json, "/run"), &json!({})).await.problem(409, "import-done");
    let created = event_types(&app, &org).await.iter().filter(|kind| *kind == "crm.lead.created.v1").count();
    assert_eq!(created, 450);
    let again = upload(&sales, "kind=leads", "Name,E-mail\nPerson 1,p1@example.com\n").await.expect(201);
    let again = set(&sales, &again, |settings| settings["existing"] = json!("create")).await.expect(200);
    assert_eq!(counts(&run(&app, &org, &sales, &again.json).await), [1, 0, 0, 0, 0]);
}

#[tokio::test]
async fn files_that_cannot_be_read_are_refused_and_can_be_read_in_another_way() {
    let (_app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    for (content, word) in [
        (&b""[..], "no row"),
        (b"Name\n", "no row"),
        (&[0, 1, 2, 0, 200, 7], "neither text"),
        (b"PK\x03\x04rest", "workbook"),
    ] {
        let problem = upload(&sales, "kind=leads", content).await.problem(422, "unreadable-file");
        assert!(problem["detail"].as_str().unwrap().contains(word), "{problem}");
    }
    upload(&sales, "kind=nothing", "a\nb\n").await.problem(422, "invalid-query");
    let import = upload(&sales, "kind=leads", "a;b|c\nx;y|z\n").await.expect(201);
    assert_eq!(import["reading"]["separator"], ";");
    let again =
        sales.post(at(&import.json, "/read-again"), &json!({"separator": "|", "kind": "accounts"})).await.expect(200);
    assert_eq!((&again["columns"][0]["heading"], &again["kind"]), (&json!("a;b"), &json!("accounts")));
    sales.post(at(&import.json, "/read-again"), &json!({"encoding": "klingon"})).await.problem(422, "unreadable-file");
    sales.delete(at(&import.json, "")).await.expect(200);
    sales.get(at(&import.json, "")).await.problem(404, "not-found");
}

#[tokio::test]
async fn only_who_may_imports_and_nobody_sees_those_of_others() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let import = upload(&sales, "kind=leads", "Name\nAnna\n").await.expect(201);
    for role in [Role::Finance, Role::ProjectManager, Role::Employee, Role::Auditor] {
        upload(&org.as_role(role), "kind=leads", "Name\nAnna\n").await.problem(403, "forbidden");
    }
    org.as_role(Role::Auditor).get(at(&import.json, "")).await.expect(200);
    for below in ["/rows", "/records", "/values", "/report"] {
        org.as_role(Role::Finance).get(at(&import.json, below)).await.problem(403, "forbidden");
    }
    org.as_role(Role::Auditor).post(at(&import.json, "/run"), &json!({})).await.problem(403, "forbidden");
    let stranger = app.organization().await.as_role(Role::Sales);
    for below in ["", "/rows", "/records", "/values", "/report"] {
        stranger.get(at(&import.json, below)).await.problem(404, "not-found");
    }
    for below in ["/check", "/run", "/stop", "/undo", "/read-again"] {
        stranger.post(at(&import.json, below), &json!({})).await.problem(404, "not-found");
    }
    stranger.delete(at(&import.json, "")).await.problem(404, "not-found");
    assert_eq!(stranger.get("/v1/imports").await.expect(200)["items"], json!([]));
    for (query, found) in [
        ("", 1),
        ("?kind=leads&status=draft", 1),
        ("?kind=accounts", 0),
        ("?status=done", 0),
        ("?q=no%20such%20file", 0),
    ] {
        let imports = sales.get(format!("/v1/imports{query}")).await.expect(200);
        assert_eq!(imports["items"].as_array().map(Vec::len), Some(found), "{query}");
    }
}
