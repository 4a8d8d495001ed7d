//! Mailboxes that are read at their mail servers.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::activities::{colleague, told};
use crate::imap::{Manner, Server};
use crate::mails::{at, mailbox, now};
use crate::mails_in::{arrive, raw};
use crate::{pointer, smtp, start, text};

const READ: &str = "read mailboxes";

/// A mailbox that is read at a server, and all a test of it stands on.
struct Stage {
    app: App,
    org: Organization,
    admin: Client,
    server: Server,
    mailbox: Answer,
}

impl Stage {
    async fn new(imap: Value) -> Self {
        let (app, org) = start().await;
        let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
        server.folder("Elk&APw-ld&APY-tt");
        let mut reads = json!({"host": "127.0.0.1", "port": server.port, "security": "none", "user": "anna"});
        reads.as_object_mut().unwrap().extend(imap.as_object().unwrap().clone());
        let change = json!({"imap": reads, "imap_password": "secret"});
        let mailbox = mailbox(&admin, &smtp::Server::start().await, change).await;
        Self { app, org, admin, server, mailbox }
    }

    fn now(&self) -> DateTime<Utc> {
        now(&self.app)
    }

    /// Reads, so many hours from now.
    async fn read(&self, hours: i64) {
        self.app.run_job_at(&self.org, READ, self.now() + TimeDelta::hours(hours)).await;
    }

    fn put(&self, words: &str) -> u32 {
        self.server.put("INBOX", self.now(), &raw("bob@client.example", "Subject: Hi\r\n", words))
    }

    /// What mails say that came in, oldest first.
    async fn words(&self) -> Vec<String> {
        let list = self.admin.get("/v1/mails").await.expect(200);
        let mut words: Vec<String> =
            list["items"].as_array().unwrap().iter().map(|one| text(&one["beginning"]).to_owned()).collect();
        words.sort();
        words
    }

    fn at(&self) -> String {
        format!("/v1/mailboxes/{}", text(&self.mailbox["mailbox_id"]))
    }

    async fn reading(&self) -> Value {
        self.admin.get(self.at()).await.expect(200)["reading"].clone()
    }
}

#[tokio::test]
async fn a_mailbox_is_read_before_its_time_when_somebody_asks() {
    let stage = Stage::new(json!({})).await;
    stage.read(0).await;
    stage.put("A");
    stage.read(0).await;
    assert!(stage.words().await.is_empty(), "its time has not come");
    let ask = format!("{}/read", stage.at());
    let sales = stage.org.as_role(Role::Sales);
    let asked = sales.post(&ask, &json!({})).await.expect(200);
    assert_eq!(asked["imap"], Value::Null, "who does not set it up sees no server");
    stage.read(0).await;
    assert_eq!(stage.words().await, ["A"]);
    stage.put("B");
    stage.read(0).await;
    assert_eq!(stage.words().await, ["A"], "it was asked for once");

    stage.org.as_role(Role::Auditor).post(&ask, &json!({})).await.problem(403, "forbidden");
    let stranger = stage.app.organization().await.as_role(Role::Sales);
    stranger.post(&ask, &json!({})).await.problem(404, "not-found");
    let change = json!({"imap": null});
    let now = stage.admin.get(stage.at()).await.expect(200);
    stage.admin.with_header("if-match", now.etag()).patch(stage.at(), &change).await.expect(200);
    sales.post(&ask, &json!({})).await.problem(409, "mailbox-not-read");
}

#[tokio::test]
async fn what_comes_from_now_on_is_read_once_and_nothing_is_changed() {
    let stage = Stage::new(json!({})).await;
    let lead = json!({"name": "Bob", "email": "bob@client.example"});
    let lead = stage.admin.post("/v1/leads", &lead).await.expect(201);
    let before = stage.now() - TimeDelta::hours(1);
    stage.server.put("INBOX", before, &raw("bob@client.example", "", "Long ago"));
    stage.put("A");
    stage.read(1).await;
    // Two replicas at once.
    tokio::join!(stage.read(2), stage.read(2));
    stage.put("B");
    tokio::join!(stage.read(3), stage.read(3));
    stage.read(4).await;
    assert_eq!(stage.words().await, ["A", "B"]);
    assert!(!stage.server.read().contains(&1), "what was there before is not even read");
    assert!(stage.server.look("INBOX").messages.iter().all(|one| !one.seen));
    let timeline = format!("/v1/leads/{}/timeline", text(&lead["lead_id"]));
    assert_eq!(told(&stage.admin, &timeline).await.len(), 2);
    let reading = stage.reading().await;
    assert!(reading["looked_at"].is_string() && reading["trouble"].is_null(), "{reading}");
    let seen = stage.org.as_role(Role::Sales).get(stage.at()).await.expect(200);
    assert!(seen["imap"].is_null() && seen["has_imap"] == true && !seen.text.contains("127.0.0.1"), "{}", seen.text);
    let events = stage.app.published(&stage.org).await;
    assert!(
        events.iter().all(|event| !event.payload.to_string().contains("127.0.0.1")),
        "nobody hears where it logs in"
    );
}

#[tokio::test]
async fn mails_of_days_before_are_read_when_that_is_wanted_and_marked_when_that_is() {
    let stage = Stage::new(json!({"last_days": 3, "mark_read": true})).await;
    for (days, words) in [(5, "Too old"), (2, "Old"), (0, "New")] {
        stage.server.put("INBOX", stage.now() - TimeDelta::days(days), &raw("bob@client.example", "", words));
    }
    stage.read(1).await;
    assert_eq!(stage.words().await, ["New", "Old"]);
    let seen: Vec<bool> = stage.server.look("INBOX").messages.iter().map(|one| one.seen).collect();
    assert_eq!(seen, [false, true, true]);
}

#[tokio::test]
async fn a_server_that_hangs_up_in_the_middle_loses_nothing() {
    let (stage, mut hours) = (Stage::new(json!({})).await, 1);
    stage.put("A");
    let second = stage.put("B");
    stage.put("C");
    stage.server.behave(Manner::HangsUpIn(second));
    stage.read(hours).await;
    assert_eq!(stage.words().await, ["A"]);
    let asked = || stage.server.read().iter().filter(|uid| **uid == 1).count();
    let asked_before = asked();
    let trouble = stage.reading().await["trouble"].clone();
    assert!(text(&trouble).contains("mail server"), "{trouble}");
    let seen = stage.org.as_role(Role::Sales).get(stage.at()).await.expect(200);
    assert!(text(&seen["reading"]["trouble"]).contains("whoever sets up mailboxes"), "{}", seen.text);
    let manners = [Manner::Boasts, Manner::Babbles, Manner::IsBusy, Manner::HangsUp];
    for (manner, said) in manners.into_iter().zip(["announces", "mail server", "too busy", "hung up"]) {
        stage.server.behave(manner);
        hours += 2;
        stage.read(hours).await;
        let trouble = stage.reading().await["trouble"].clone();
        assert!(text(&trouble).contains(said), "{manner:?}: {trouble}");
        assert_eq!(stage.words().await, ["A"], "{manner:?}: a message of which nothing is said is not gone");
    }
    stage.server.behave(Manner::Well);
    stage.read(hours + 2).await;
    assert_eq!(stage.words().await, ["A", "B", "C"]);
    assert_eq!(stage.reading().await["trouble"], Value::Null);
    assert_eq!(asked(), asked_before, "what was taken in is not read again");
}

#[tokio::test]
async fn new_ids_of_messages_double_nothing_and_lose_nothing() {
    let stage = Stage::new(json!({})).await;
    stage.put("A");
    let gone = stage.put("Gone");
    stage.read(1).await;
    stage.server.remove("INBOX", gone);
    stage.put("B");
    // The server lost its index: B never had an id that was seen.
    stage.server.renumber("INBOX");
    stage.read(2).await;
    stage.read(3).await;
    assert_eq!(stage.words().await, ["A", "B", "Gone"]);
    stage.put("C");
    stage.read(4).await;
    assert_eq!(stage.words().await, ["A", "B", "C", "Gone"]);
}

#[tokio::test]
async fn a_mail_that_came_another_way_is_known_and_one_that_is_none_holds_up_nobody() {
    let stage = Stage::new(json!({})).await;
    let mail = raw("bob@client.example", "", "Once");
    arrive(&stage.admin, &stage.mailbox, &mail).await.expect(200);
    stage.server.put("INBOX", stage.now(), &mail);
    stage.server.put("INBOX", stage.now(), "To: nobody\r\n\r\nFrom whom?");
    let large = format!("{}{}", raw("eve@client.example", "Subject: Large\r\n", "Much"), "x".repeat(21 * 1024 * 1024));
    stage.server.put("INBOX", stage.now(), &large);
    stage.put("Behind");
    stage.read(1).await;
    stage.read(2).await;
    let list = stage.admin.get("/v1/mails").await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 3, "{}", list.text);
    let large = list["items"].as_array().unwrap().iter().find(|one| one["subject"] == "Large").unwrap();
    let large = stage.admin.get(format!("/v1/mails/{}", text(&large["mail_id"]))).await.expect(200);
    assert_eq!(large["body_cut"], true);
    let reading = stage.reading().await;
    assert_eq!(reading["left_out"], 1);
    assert!(text(&reading["left_out_why"]).contains("sender"), "{reading}");
}

#[tokio::test]
async fn what_was_sent_with_another_program_stands_on_timelines_and_the_rest_is_left_alone() {
    let stage = Stage::new(json!({"sent_folder": "Elküldött"})).await;
    let anna = colleague(&stage.app, &stage.org, "Anna").await;
    let owned =
        stage.admin.with_header("if-match", "*").patch(stage.at(), &json!({"owner_id": anna})).await.expect(200);
    let lead = json!({"name": "Bob", "email": "bob@client.example"});
    let lead = stage.admin.post("/v1/leads", &lead).await.expect(201);
    let sent = |to: &str, words: &str| {
        let id = kernel::MailId::new();
        let raw = format!("From: Anna <anna@home.example>\r\nTo: {to}\r\nMessage-ID: <{id}@x>\r\n\r\n{words}\r\n");
        stage.server.put("Elk&APw-ld&APY-tt", stage.now(), &raw);
    };
    sent("bob@client.example", "Our offer");
    sent("mum@home.example", "See you on Sunday");
    stage.read(1).await;
    let list = stage.admin.get("/v1/mails").await.expect(200);
    let [mail] = &list["items"].as_array().unwrap()[..] else { panic!("{}", list.text) };
    assert_eq!((&mail["direction"], &mail["status"]), (&json!("outgoing"), &json!("sent")));
    assert_eq!((&mail["author_id"], &mail["beginning"]), (&json!(anna), &json!("Our offer")));
    let lead = stage.admin.get(format!("/v1/leads/{}", text(&lead["lead_id"]))).await.expect(200);
    assert!(lead["first_responded_at"].is_string(), "it was an answer");
    assert_eq!(owned["owner_id"], json!(anna));
}

#[tokio::test]
async fn a_wrong_password_is_told_in_words_and_it_is_tried_out_before() {
    let stage = Stage::new(json!({})).await;
    stage.server.asks("another");
    stage.read(1).await;
    let trouble = stage.reading().await["trouble"].clone();
    assert!(text(&trouble).contains("wrong password"), "{trouble}");
    let logins = stage.server.logins();
    stage.server.asks("secret");
    let shown = stage.admin.get(stage.at()).await.expect(200);
    let tried = async |change: Value| {
        let mut body = json!({"mailbox_id": stage.mailbox["mailbox_id"], "imap": shown["imap"]});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        stage.admin.post("/v1/mailboxes/try", &body).await
    };
    let well = tried(json!({})).await.expect(200);
    assert_eq!((&well["imap"]["ok"], &well["smtp"]), (&json!(true), &Value::Null), "{}", well.text);
    assert_eq!(well["imap"]["folders"], json!(["Elküldött", "INBOX"]));
    assert!(stage.server.logins() > logins, "with the password that is kept");
    let mut elsewhere = shown["imap"].clone();
    elsewhere["user"] = json!("bela");
    let other = tried(json!({"imap": elsewhere})).await.expect(200);
    assert_eq!(other["imap"]["ok"], false, "which is for that account only: {}", other.text);
    let wrong = tried(json!({"imap_password": "wrong"})).await.expect(200);
    assert!(text(&wrong["imap"]["trouble"]).contains("wrong password"), "{}", wrong.text);
    let mut folder = shown["imap"].clone();
    folder["folder"] = json!("Nowhere");
    let none = tried(json!({"imap": folder})).await.expect(200);
    assert!(text(&none["imap"]["trouble"]).contains("Nowhere"), "{}", none.text);
    let sends = smtp::Server::start().await;
    let sending = json!({"host": "127.0.0.1", "port": sends.port, "security": "none"});
    let both = tried(json!({"smtp": sending})).await.expect(200);
    assert_eq!((&both["smtp"]["ok"], &both["imap"]["ok"]), (&json!(true), &json!(true)), "{}", both.text);
    let mut tls = shown["imap"].clone();
    tls["security"] = json!("tls");
    let tls = tried(json!({"imap": tls, "imap_password": "x"})).await.expect(200);
    assert!(text(&tls["imap"]["trouble"]).contains("secure"), "{}", tls.text);
    let sales = stage.org.as_role(Role::Sales);
    sales.post("/v1/mailboxes/try", &json!({"imap": shown["imap"]})).await.problem(403, "forbidden");
    let stranger = stage.app.organization().await.as_role(Role::Admin);
    let theirs = json!({"mailbox_id": stage.mailbox["mailbox_id"], "imap": shown["imap"]});
    stranger.post("/v1/mailboxes/try", &theirs).await.problem(422, "invalid-field");
    for (change, pointed) in [
        (json!({"port": 0}), "/imap/port"),
        (json!({"host": "a b"}), "/imap/host"),
        (json!({"last_days": 400}), "/imap/last_days"),
        (json!({"sent_folder": "INBOX"}), "/imap/sent_folder"),
    ] {
        let mut imap = shown["imap"].clone();
        imap.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let change = json!({"imap": imap});
        let problem =
            stage.admin.with_header("if-match", "*").patch(stage.at(), &change).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed, "{problem}");
    }
    let mut moved = shown["imap"].clone();
    moved["user"] = json!("bela");
    let moved = json!({"imap": moved});
    let moved = stage.admin.with_header("if-match", "*").patch(stage.at(), &moved).await.expect(200);
    assert_eq!(moved["has_imap_password"], false, "a password does not go to another account by itself");
    let off = stage.admin.with_header("if-match", "*").patch(stage.at(), &json!({"imap": null})).await.expect(200);
    assert_eq!((&off["has_imap"], &off["reading"]), (&json!(false), &Value::Null));
    stage.put("Nobody looks");
    stage.read(20).await;
    assert!(stage.words().await.is_empty());
}

#[tokio::test]
async fn a_mail_that_was_thrown_away_does_not_come_again() {
    let stage = Stage::new(json!({})).await;
    stage.put("Advertisement");
    stage.read(1).await;
    let mail = stage.admin.get("/v1/mails?unfiled=true").await.expect(200)["items"][0].clone();
    let path = format!("/v1/mails/{}", text(&mail["mail_id"]));
    let shown = stage.admin.get(&path).await.expect(200);
    stage
        .admin
        .with_header("if-match", "\"77\"")
        .post(at(&shown, "/discard"), &json!({}))
        .await
        .problem(412, "stale-version");
    stage.admin.with_header("if-match", shown.etag()).post(at(&shown, "/discard"), &json!({})).await.expect(200);
    stage.admin.post(at(&shown, "/discard"), &json!({})).await.problem(409, "mail-discarded");
    stage.admin.post(at(&shown, "/file"), &json!({"about": []})).await.problem(422, "invalid-field");
    stage.admin.get(&path).await.problem(404, "not-found");
    stage.server.renumber("INBOX");
    stage.read(2).await;
    assert!(stage.words().await.is_empty());
    let types = crate::event_types(&stage.app, &stage.org).await;
    assert!(types.contains(&"crm.mail.discarded.v1".to_owned()), "{types:?}");
}
