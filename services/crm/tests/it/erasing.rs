//! Erasing a person: afterwards no table, no event, no message and no file knows them.

use std::time::{Duration, Instant};

use axum::body::Body;
use chrono::TimeDelta;
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Row};
use testkit::{Answer, App, Client, Organization};

use crate::activities::colleague;
use crate::automations::{RUN, rule};
use crate::imports::{run, upload};
use crate::mails::{SEND, mailbox, now};
use crate::mails_in::arrive;
use crate::quotes::{nobody, sent};
use crate::smtp::Server;
use crate::{event_types, fixed_line, path, start, text};

/// What nobody may find any more, in small letters: parts of the name, of the address and of the telephone number, as they are
/// written and as they are compared.
pub const TRACES: [&str; 9] =
    ["vadrózsa", "vadrozsa", "zsuzsanna", "zsuzsi", "magan.example", "555-9182", "705559182", "5559182", "281955507"];
pub const NAME: &str = "Vadrózsa Zsuzsanna";
pub const ADDRESS: &str = "Zsuzsi.Vadrozsa@magan.example";
pub const PHONE: &str = "+36 70 555-9182";
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection that sees everything.
pub async fn superuser(app: &App) -> PgConnection {
    let options: PgConnectOptions = app.environment.admin_url.parse().unwrap();
    options.database("crm").connect().await.unwrap()
}

/// Places in any table of this service that still hold one of the traces in a row of the organisation.
pub async fn traces_in_tables(app: &App, org: &Organization) -> Vec<String> {
    let (app, org) = (app.clone(), org.id.as_uuid());
    testkit::on_runtime(async move {
        let mut conn = superuser(&app).await;
        let columns = sqlx::query(
            "select c.table_name, c.column_name, c.data_type from information_schema.columns c
               join information_schema.tables t using (table_schema, table_name)
              where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                and exists (select 1 from information_schema.columns o
                             where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'org_id')",
        )
        .fetch_all(&mut conn)
        .await
        .unwrap();
        assert!(columns.len() > 300, "{} columns", columns.len());
        let mut found = Vec::new();
        for column in columns {
            let (table, name, kind): (String, String, String) = (column.get(0), column.get(1), column.get(2));
            let said = match kind.as_str() {
                "bytea" => format!("encode({name}, 'escape')"),
                "uuid" | "bigint" | "integer" | "boolean" | "smallint" | "date" | "timestamp with time zone" => continue,
                _ => format!("{name}::text"),
            };
            let question = format!(
                "select {said} from {table} where org_id = $1 and lower({said}) ~ $2 limit 3",
            );
            // What is escaped in a bytea is written as \303\263; the parts without accents find those.
            let traces = TRACES.join("|").replace('.', "\\.").replace('+', "\\+");
            let rows: Vec<String> =
                sqlx::query_scalar(AssertSqlSafe(question)).bind(org).bind(traces).fetch_all(&mut conn).await.unwrap();
            found.extend(rows.into_iter().map(|row| format!("{table}.{name}: {row}")));
        }
        found
    })
    .await
}

/// Messages of the organisation in the stream of this service that hold one of the traces, once all were published.
async fn traces_in_the_stream(app: &App, org: &Organization) -> (usize, Vec<String>) {
    let (app, org) = (app.clone(), org.id);
    testkit::on_runtime(async move {
        let mut conn = superuser(&app).await;
        let began = Instant::now();
        loop {
            let waiting: i64 = sqlx::query_scalar("select count(*) from outbox where org_id = $1")
                .bind(org.as_uuid())
                .fetch_one(&mut conn)
                .await
                .unwrap();
            if waiting == 0 {
                break;
            }
            assert!(began.elapsed() < PATIENCE, "{waiting} events were not published");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let url = platform::config::Secret::new(app.environment.nats_url.as_str());
        let client = platform::bus::connect(&url, "test").await.unwrap();
        let stream = platform::bus::jetstream(&client).get_stream(platform::bus::stream_name("crm")).await.unwrap();
        let state = stream.get_info().await.unwrap().state;
        let (mut ours, mut found) = (0, Vec::new());
        for sequence in state.first_sequence..=state.last_sequence {
            let Ok(message) = stream.get_raw_message(sequence).await else { continue };
            let text = String::from_utf8_lossy(&message.payload).to_lowercase();
            if text.contains(&org.to_string()) {
                ours += 1;
                if TRACES.iter().any(|trace| text.contains(trace)) {
                    found.push(text);
                }
            }
        }
        (ours, found)
    })
    .await
}

/// Files of the organisation, and those of them that hold one of the traces.
fn files(org: &Organization) -> Vec<(String, bool)> {
    let folder = testkit::workspace().join(".local/test-files").join(org.id.to_string()).join("kept");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let holds = |bytes: &[u8]| TRACES.iter().any(|trace| String::from_utf8_lossy(bytes).to_lowercase().contains(trace));
    entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), holds(&std::fs::read(&path).unwrap())))
        .collect()
}

/// Everything is looked through.
pub async fn finish(app: &App, org: &Organization, admin: &Client, erasure: &Value) -> Answer {
    let began = Instant::now();
    loop {
        app.run_job(org, "finish erasures").await;
        let shown = admin.get(format!("/v1/erasures/{}", text(&erasure["erasure_id"]))).await.expect(200);
        if !shown["finished_at"].is_null() {
            return shown;
        }
        assert!(began.elapsed() < PATIENCE, "it does not end: {}", shown.text);
    }
}

/// A mail from the person, with a file and a copy to somebody.
fn mail_of(cc: &str, body: &str) -> String {
    let id = kernel::MailId::new();
    format!(
        "From: {NAME} <{ADDRESS}>\r\nTo: anna@example.com\r\n{cc}Subject: =?utf-8?Q?Vadr=C3=B3zsa_Zsuzsanna?=\r\n\
         Message-ID: <zsuzsi-{id}@magan.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n\
         --B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n\
         --B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=vadrozsa.pdf\r\n\r\n%PDF-1.7 {body}\r\n--B--\r\n"
    )
}

/// An organisation that knows a person in every way there is.
struct Known {
    app: App,
    org: Organization,
    admin: Client,
    lead: Value,
    contact: Value,
    deal: Answer,
    shared_mail: Value,
    /// A colleague at the same client, who stays known.
    other: Answer,
    minutes: Answer,
}

impl Known {
    #[expect(clippy::too_many_lines, reason = "everything there is to know of somebody")]
    async fn new() -> Self {
        let (app, org) = start().await;
        let me = colleague(&app, &org, "Anna").await;
        let peer = colleague(&app, &org, "Bea").await;
        let admin = org.as_member(me, [Role::Admin, Role::Sales]);
        let server = Server::start().await;
        let mailbox = mailbox(&admin, &server, json!({})).await;

        // Rules look at all that happens, write it down for people and tell another program.
        let hook = json!({"name": "Elsewhere", "url": "https://hooks.example/"});
        let hook = admin.post("/v1/webhooks", &hook).await.expect(201)["webhook_id"].clone();
        for (trigger, condition, words) in [
            ("lead_created", "lead.name != '' && lead.phone != ''", "{{lead.name}} {{lead.phone}}"),
            ("deal_updated", "contact.name != ''", "{{contact.name}} decides"),
            ("mail_received", "mail.from != ''", "{{mail.from}} {{mail.subject}}"),
            ("activity_recorded", "activity.kind != ''", "{{activity.title}}{{activity.text}}"),
            ("quote_declined", "quote.answered_by != ''", "{{quote.answered_by}} said no"),
        ] {
            let person = json!({"who": "member", "member_id": me});
            let actions = json!([{"kind": "notify", "person": person, "text": words},
                {"kind": "create_task", "title": words, "person": person, "due_in_days": 1, "priority": "normal"},
                {"kind": "call_webhook", "webhook_id": hook}]);
            rule(&admin, json!({"name": trigger, "trigger": trigger, "condition": condition, "actions": actions}))
                .await;
        }

        // They send a form, and come in by two files.
        let form = json!({"name": "Contact us", "fields": ["name", "phone", "message"], "consent_text": "You may write to me."});
        let form = admin.post("/v1/lead-forms", &form).await.expect(201);
        let submission = json!({"email": ADDRESS, "name": NAME, "phone": PHONE, "consent": true,
            "message": format!("Call me, {NAME}"), "referrer": "https://magan.example/?me=zsuzsi", "utm_term": "zsuzsi"});
        let to = format!("/v1/public/forms/{}/submissions", text(&form["form_key"]));
        nobody(&org).post(&to, &submission).await.expect(200);
        nobody(&org).post(&to, &submission).await.expect(200);
        for (name, csv) in [
            ("leads.csv", format!("Name;E-mail;Phone\n{NAME};{ADDRESS};{PHONE}\n;;\n")),
            ("contacts.csv", format!("Name;E-mail;Phone;Company\nVadrózsa Zsuzsa;{ADDRESS};{PHONE};Kert Kft.\n")),
        ] {
            let kind = if name.contains("leads") { "leads" } else { "contacts" };
            let import = upload(&admin, &format!("name={name}&kind={kind}"), csv).await.expect(201);
            run(&app, &org, &admin, &import.json).await;
        }
        let imported = admin.get(format!("/v1/contacts?email={ADDRESS}")).await.expect(200)["items"][0].clone();

        // The lead becomes an account, a contact and a deal; the contact of the file turns out to be the same person.
        let lead = admin.get("/v1/leads").await.expect(200)["items"][0].clone();
        let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
        let field = json!({"record": "lead", "name": "Second number", "kind": "text"});
        let field = admin.post("/v1/custom-fields", &field).await.expect(201);
        let custom = json!({"custom": {text(&field["field_id"]): PHONE}});
        admin.with_header("if-match", "*").patch(&at_lead, &custom).await.expect(200);
        let step = json!({"text": format!("Call {NAME}"), "due_on": null});
        let convert = json!({"account_name": "Kert Kft.", "deal": {"name": "Website", "next_step": step}});
        let became = admin.post(format!("{at_lead}/convert"), &convert).await.expect(200);
        let contact = became["contact"].clone();
        let at_contact = format!("/v1/contacts/{}", text(&contact["contact_id"]));
        admin.post(format!("{at_contact}/merge"), &json!({"merged_id": imported["contact_id"]})).await.expect(200);
        let field = json!({"record": "contact", "name": "Private number", "kind": "text"});
        let field = admin.post("/v1/custom-fields", &field).await.expect(201);
        let home = json!({"street": "Vadrózsa köz 5.", "city": "Érd"});
        let custom = json!({"job_title": "Zsuzsanna's title", "address": home, "country": "HU", "custom": {text(&field["field_id"]): PHONE}});
        admin.with_header("if-match", "*").patch(&at_contact, &custom).await.expect(200);
        let account = &became["account"]["account_id"];
        let deal_id = text(&became["deal_id"]).to_owned();
        let roles = json!({"contacts": [{"contact_id": contact["contact_id"], "role": "champion"}], "lines": [fixed_line("1000")],
                           "competitors": [NAME]});
        let deal = admin.with_header("if-match", "*").patch(format!("/v1/deals/{deal_id}"), &roles).await.expect(200);
        let other = json!({"name": "Kertész Kálmán", "email": "kalman@kert.example", "account_id": account,
            "address": {"street": format!("c/o {NAME}"), "city": "Érd"}});
        let other = admin.post("/v1/contacts", &other).await.expect(201);

        // What is written down about them, and about others with them.
        let (contact_id, other_id) = (&contact["contact_id"], &other["contact_id"]);
        let note = |about: Value, said: &str| json!({"about": about, "content": {"kind": "note", "text": said}, "mentions": [peer]});
        let own =
            note(json!([{"contact_id": contact_id}, {"deal_id": deal_id}]), &format!("{NAME} is allergic to nuts"));
        let own = admin.with_header("idempotency-key", "zsuzsi-1").post("/v1/activities", &own).await.expect(201);
        let minutes = json!({"about": [{"contact_id": contact_id}, {"contact_id": other_id}],
            "content": {"kind": "meeting", "title": "Kick-off with Zsuzsanna Vadrózsa", "text": "They agreed. vadrózsa  zsuzsanna pays.", "members": []}});
        let minutes = admin.post("/v1/activities", &minutes).await.expect(201);
        admin
            .post("/v1/activities", &note(json!([{"deal_id": deal_id}]), &format!("Ask {NAME} once more")))
            .await
            .expect(201);
        let elsewhere = admin.post("/v1/accounts", &json!({"name": "Elsewhere"})).await.expect(201);
        let said = format!("They know {} and (36) 70/555 91 82", ADDRESS.to_uppercase());
        admin.post("/v1/activities", &note(json!([{"account_id": elsewhere["account_id"]}]), &said)).await.expect(201);
        for (title, done) in [("Send Zsuzsanna the offer", true), ("Greet Zsuzsanna", false)] {
            let plan =
                json!({"title": title, "note": PHONE, "due_on": "2026-12-24", "about": [{"contact_id": contact_id}]});
            let plan = admin.post("/v1/follow-ups", &plan).await.expect(201);
            if done {
                let at = format!("/v1/follow-ups/{}/complete", text(&plan["follow_up_id"]));
                admin.post(at, &json!({})).await.expect(200);
            }
        }
        let attach = |to: String, body: &str| {
            let (client, body) = (admin.with_header("content-type", "text/plain"), Body::from(body.to_owned()));
            async move { client.send(Method::POST, &to, body).await.expect(201) }
        };
        attach(format!("{at_contact}/attachments?name=zsuzsi.txt"), &format!("{NAME} {PHONE}")).await;
        attach(format!("/v1/activities/{}/attachments?name=note.txt", text(&own["activity_id"])), ADDRESS).await;
        let view = json!({"list": "contacts", "name": NAME, "filters": {"email": ADDRESS}});
        admin.post("/v1/views", &view).await.expect(201);

        // Mails out and in, alone and with others, and one that waits.
        let mail = |change: Value| {
            let mut body = json!({"mailbox_id": mailbox["mailbox_id"], "to": [ADDRESS], "subject": format!("For {NAME}"),
                "body": format!("Dear {NAME}"), "about": [{"contact_id": contact_id}, {"deal_id": deal_id}],
                "send_at": now(&app) + TimeDelta::days(1)});
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            body
        };
        admin.post("/v1/mails", &mail(json!({}))).await.expect(201);
        let file = admin.with_header("content-type", "text/plain");
        let name = "/v1/mail-files?name=For%20Vadr%C3%B3zsa%20Zsuzsanna.txt";
        let file = file.send(Method::POST, name, Body::from("What was agreed")).await.expect(201);
        let own_file = admin.with_header("content-type", "text/plain");
        let own_file =
            own_file.send(Method::POST, "/v1/mail-files?name=zsuzsi.txt", Body::from(PHONE)).await.expect(201);
        let waits = mail(json!({"send_at": now(&app) + TimeDelta::days(30), "files": [own_file["attachment_id"]]}));
        admin.post("/v1/mails", &waits).await.expect(201);
        let files = json!([file["attachment_id"]]);
        let shared = mail(json!({"to": ["kalman@kert.example"], "cc": [ADDRESS], "subject": "Plan", "files": files}));
        let shared_mail = admin.post("/v1/mails", &shared).await.expect(201);
        app.run_job_at(&org, SEND, now(&app) + TimeDelta::days(2)).await;
        assert_eq!(server.taken().len(), 2);
        admin.post("/v1/mails", &mail(json!({"send_at": now(&app) + TimeDelta::days(30)}))).await.expect(201);
        arrive(&admin, &mailbox, &mail_of("", &format!("Yours, {NAME}, {PHONE}"))).await.expect(200);
        arrive(&admin, &mailbox, &mail_of("Cc: kalman@kert.example\r\n", "To both of you")).await.expect(200);

        // A sequence, and a quote they declined.
        let step =
            json!({"content": {"kind": "mail", "subject": "Hello {{name}}", "body": "{{name}}", "continues": false}});
        let sequence =
            json!({"name": "Nurture", "mailbox_id": mailbox["mailbox_id"], "needs_consent": true, "steps": [step]});
        let sequence = admin.post("/v1/sequences", &sequence).await.expect(201);
        let at = format!("/v1/sequences/{}", text(&sequence["sequence_id"]));
        admin.post(format!("{at}/publish"), &json!({})).await.expect(200);
        admin.post(format!("{at}/stand"), &json!({"status": "active"})).await.expect(200);
        let enrol = json!({"sequence_id": sequence["sequence_id"], "contact_id": contact_id,
                           "start_at": now(&app) + TimeDelta::days(40)});
        admin.post("/v1/enrolments", &enrol).await.expect(201);
        let (_, address) = sent(&admin, &deal).await;
        let no = json!({"name": NAME, "reason": format!("{NAME} has no money")});
        let quote = nobody(&org).get(&address).await.expect(200);
        let mut declined = no.clone();
        declined["quote_id"] = quote["quote_id"].clone();
        nobody(&org).post(format!("{address}/decline"), &declined).await.expect(200);
        app.run_job(&org, RUN).await;
        let shared_mail = shared_mail.json;
        Self { app, org, admin, lead, contact, deal, shared_mail, other, minutes }
    }

    fn at_contact(&self, below: &str) -> String {
        format!("/v1/contacts/{}{below}", text(&self.contact["contact_id"]))
    }
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one person's whole story")]
async fn nobody_finds_an_erased_person_anywhere() {
    let known = Known::new().await;
    let (app, org, admin) = (&known.app, &known.org, &known.admin);
    let before = traces_in_tables(app, org).await;
    for table in [
        "contacts.name",
        "leads.name",
        "mails.body",
        "activities.content",
        "quotes.client",
        "idempotency_keys.body",
        "import_rows.cells",
        "search_documents.title",
        "saved_views.filters",
        "timeline_entries.what",
        "automation_runs.saw",
        "webhook_deliveries.body",
        "mail_files.name",
        "attachments.name",
        "notifications.text",
        "follow_ups.title",
    ] {
        assert!(before.iter().any(|found| found.starts_with(table)), "{table} should know them: {before:#?}");
    }
    assert!(!before.iter().any(|found| found.starts_with("journal.")), "no event ever did: {before:#?}");
    assert!(files(org).iter().any(|(_, holds)| *holds));

    let preview = admin.get(known.at_contact("/erasure-preview")).await.expect(200);
    let goes = &preview["goes"];
    assert_eq!(
        (&goes["contacts"], &goes["leads"], &goes["quotes"]),
        (&json!(2), &json!(1), &json!(1)),
        "{}",
        preview.text
    );
    // The file of a mail that others got, too: it is called otherwise from now on, and says what it said.
    let file = json!({"kind": "files", "beside": "activities", "record_id": null, "name": null, "count": 1});
    assert_eq!(preview["stays"], json!([file]), "{}", preview.text);
    assert_eq!(preview["records"].as_array().unwrap().len(), 3);
    let asked = json!({"reason": "request", "note": format!("{NAME} asked by mail from {ADDRESS}")});
    org.as_role(Role::Sales).post(known.at_contact("/erase"), &asked).await.problem(403, "forbidden");
    let stranger = app.organization().await.as_role(Role::Admin);
    stranger.post(known.at_contact("/erase"), &asked).await.problem(404, "not-found");
    stranger.get(known.at_contact("/erasure-preview")).await.problem(404, "not-found");
    let done = admin.post(known.at_contact("/erase"), &asked).await.expect(200);
    assert_eq!(done["note"], "… asked by mail from …");
    let again = admin.post(format!("/v1/leads/{}/erase", text(&known.lead["lead_id"])), &asked).await.expect(200);
    assert_eq!(again["erasure_id"], done["erasure_id"], "nobody is erased twice");
    let done = finish(app, org, admin, &done.json).await;
    assert_eq!(done["counts"]["leads"], json!(1));

    assert_eq!(traces_in_tables(app, org).await, Vec::<String>::new());
    let (messages, found) = traces_in_the_stream(app, org).await;
    assert!(messages > 50, "{messages} messages");
    assert_eq!(found, Vec::<String>::new());
    let left = files(org);
    assert!(left.iter().all(|(_, holds)| !holds), "{left:?}");

    // What others know of themselves and of the deal stays.
    let husk = admin.get(known.at_contact("")).await.expect(200);
    assert_eq!((text(&husk["name"]), husk["erased_at"].is_null()), ("…", false));
    let deal = admin.get(path(&known.deal, "")).await.expect(200);
    assert_eq!((text(&deal["name"]), &deal["contacts"]), ("Website", &known.deal["contacts"]));
    assert_eq!(deal["next_step"]["text"], "Call …");
    let minutes = admin.get(format!("/v1/activities/{}", text(&known.minutes["activity_id"]))).await.expect(200);
    assert_eq!(minutes["content"]["text"], "They agreed. … pays.");
    let plan = admin.get(format!("/v1/mails/{}", text(&known.shared_mail["mail_id"]))).await.expect(200);
    assert_eq!((&plan["to"], &plan["cc"]), (&json!(["kalman@kert.example"]), &json!(["erased@person.invalid"])));
    assert_eq!((text(&plan["subject"]), text(&plan["body"])), ("Plan", "Dear …"));
    let other = admin.get(format!("/v1/contacts/{}", text(&known.other["contact_id"]))).await.expect(200);
    assert_eq!(other["email"], "kalman@kert.example");
    let timeline = admin.get(known.at_contact("/timeline?limit=100")).await.expect(200);
    assert!(timeline["items"].as_array().unwrap().len() > 5, "that something happened stays: {}", timeline.text);

    // Nothing is written down about them any more, and they are in no list.
    let note =
        json!({"about": [{"contact_id": known.contact["contact_id"]}], "content": {"kind": "note", "text": "x"}});
    admin.post("/v1/activities", &note).await.problem(409, "person-erased");
    let any = admin.with_header("if-match", "*");
    any.patch(known.at_contact(""), &json!({"name": "Zsuzsanna"})).await.problem(409, "person-erased");
    any.patch(format!("/v1/leads/{}", text(&known.lead["lead_id"])), &json!({"name": "Z"}))
        .await
        .problem(409, "person-erased");
    admin.get(known.at_contact("/erasure-preview")).await.problem(409, "person-erased");
    let listed = admin.get("/v1/contacts").await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{}", listed.text);
    assert_eq!(admin.get("/v1/leads").await.expect(200)["items"], json!([]));
    let types = event_types(app, org).await;
    for told in ["crm.person.erased.v1", "crm.erasure.finished.v1", "crm.enrolment.exited.v1", "crm.mail.cancelled.v1"]
    {
        assert!(types.iter().any(|one| one == told), "{told}");
    }

    // Somebody who comes back by a file is known, but no sequence writes to them.
    let import =
        upload(admin, "name=again.csv&kind=leads", format!("Name;E-mail\n{NAME};{ADDRESS}\n")).await.expect(201);
    run(app, org, admin, &import.json).await;
    let back = admin.get("/v1/leads").await.expect(200)["items"][0].clone();
    let sequences = admin.get("/v1/sequences").await.expect(200);
    let enrol = json!({"sequence_id": sequences["items"][0]["sequence_id"], "lead_id": back["lead_id"]});
    let refused = admin.post("/v1/enrolments", &enrol).await;
    assert_eq!(refused.json["type"], "urn:gerinc:problem:cannot-be-enrolled", "{}", refused.text);
}

#[tokio::test]
async fn a_contract_stays_and_the_preview_says_so() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let account = admin.post("/v1/accounts", &json!({"name": "Nagy Éva EV"})).await.expect(201);
    let contact = json!({"name": "Nagy Éva", "email": "eva@nagy.example", "account_id": account["account_id"]});
    let contact = admin.post("/v1/contacts", &contact).await.expect(201);
    let deal = json!({"name": "Website for Nagy Éva", "account_id": account["account_id"], "contact_id": contact["contact_id"],
                      "lines": [fixed_line("1000")]});
    let deal = admin.post("/v1/deals", &deal).await.expect(201);
    let (quote, address) = sent(&admin, &deal).await;
    nobody(&org).post(format!("{address}/accept"), &crate::quotes::yes(&quote, &json!([]))).await.expect(200);
    let at = format!("/v1/contacts/{}", text(&contact["contact_id"]));
    let preview = admin.get(format!("{at}/erasure-preview")).await.expect(200);
    let kinds: Vec<&str> = preview["stays"].as_array().unwrap().iter().map(|one| text(&one["kind"])).collect();
    assert_eq!(kinds, ["accepted_quote", "account", "deal_history"], "{}", preview.text);
    let erased = admin.post(format!("{at}/erase"), &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    let kept = admin.get(format!("/v1/quotes/{}", text(&quote["quote_id"]))).await.expect(200);
    assert_eq!((text(&kept["client"]["contact_name"]), text(&kept["answer"]["name"])), ("Nagy Éva", "Nagy Éva"));
    let document = admin.get(format!("/v1/quotes/{}/pdf", text(&quote["quote_id"]))).await.expect(200);
    assert!(document.bytes.starts_with(b"%PDF"));
    assert_eq!(admin.get(&at).await.expect(200)["name"], "…");
}

#[tokio::test]
async fn somebody_else_at_the_same_address_can_be_left_alone() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let person = |name: &str| json!({"name": name, "email": "office@shared.example"});
    let one = admin.post("/v1/contacts", &person("Egyik Elemér")).await.expect(201);
    let other = admin.post("/v1/contacts", &person("Másik Mária")).await.expect(201);
    let at = |contact: &Answer| format!("/v1/contacts/{}", text(&contact["contact_id"]));
    let both = admin.get(format!("{}/erasure-preview", at(&one))).await.expect(200);
    assert_eq!(both["goes"]["contacts"], json!(2));
    let alone = admin.get(format!("{}/erasure-preview?same_address=false", at(&one))).await.expect(200);
    assert_eq!(alone["goes"]["contacts"], json!(1));
    let body = json!({"reason": "retention"});
    admin.post(format!("{}/erase", at(&one)), &body).await.problem(422, "invalid-field");
    let body = json!({"reason": "request", "same_address": false});
    let erased = admin.post(format!("{}/erase", at(&one)), &body).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    assert_eq!(admin.get(at(&one)).await.expect(200)["name"], "…");
    assert_eq!(admin.get(at(&other)).await.expect(200)["email"], "office@shared.example");
    let list = admin.get("/v1/erasures?reason=request&limit=1").await.expect(200);
    assert_eq!(list["items"][0]["erasure_id"], erased["erasure_id"]);
    let stranger = app.organization().await.as_role(Role::Admin);
    stranger.get(format!("/v1/erasures/{}", text(&erased["erasure_id"]))).await.problem(404, "not-found");
    assert_eq!(stranger.get("/v1/erasures").await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn two_who_erase_at_the_same_moment_do_it_once() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let contact =
        admin.post("/v1/contacts", &json!({"name": "Kettő Kata", "email": "kata@ketto.example"})).await.expect(201);
    let at = format!("/v1/contacts/{}/erase", text(&contact["contact_id"]));
    let body = json!({"reason": "request"});
    let (one, other) = tokio::join!(admin.post(&at, &body), admin.post(&at, &body));
    assert_eq!(one.expect(200)["erasure_id"], other.expect(200)["erasure_id"]);
    let types = event_types(&app, &org).await;
    assert_eq!(types.iter().filter(|one| *one == "crm.person.erased.v1").count(), 1);
}
