//! Sequences, and people who go through them.

use axum::body::Body;
use chrono::{DateTime, Datelike, TimeDelta, Utc};
use http::Method;
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::activities::colleague;
use crate::mails::{SEND, mailbox, now};
use crate::mails_in::{arrive, raw};
use crate::smtp::{Manner, Server};
use crate::{event_types, pointer, start, text};

pub const STEPS: &str = "take steps of sequences";
pub const TEND: &str = "tend sequences";

/// All that a test of sequences stands on.
pub struct Stage {
    pub app: App,
    pub org: Organization,
    pub sales: Client,
    pub server: Server,
    pub mailbox: Answer,
    /// A Monday, ten in the morning in Budapest, that is yet to come: what happens then, only the test lets happen.
    pub monday: DateTime<Utc>,
}

impl Stage {
    pub async fn new(window: Value) -> Self {
        let (app, org) = start().await;
        let server = Server::start().await;
        let me = colleague(&app, &org, "Anna").await;
        let mailbox = mailbox(&org.as_role(Role::Admin), &server, window).await;
        let today = now(&app).date_naive();
        let ahead = 14 - i64::from(today.weekday().num_days_from_monday());
        let monday = (today + TimeDelta::days(ahead)).and_hms_opt(9, 0, 0).unwrap().and_utc();
        let sales = org.as_member(me, [Role::Sales, Role::Admin]);
        Self { app, org, sales, server, mailbox, monday }
    }

    /// A sequence that people go through.
    pub async fn sequence(&self, steps: Value) -> Answer {
        let body = json!({"name": "Nurture", "mailbox_id": self.mailbox["mailbox_id"], "steps": steps});
        let made = self.sales.post("/v1/sequences", &body).await.expect(201);
        self.sales.post(at(&made, "/publish"), &json!({})).await.expect(200);
        self.sales.post(at(&made, "/stand"), &json!({"status": "active"})).await.expect(200)
    }

    pub async fn lead(&self, change: Value) -> Answer {
        let mut body = json!({"name": "Bob Miller", "email": "bob@client.example"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        self.sales.post("/v1/leads", &body).await.expect(201)
    }

    pub async fn enrol(&self, sequence: &Answer, lead: &Answer) -> Answer {
        let body = json!({"sequence_id": sequence["sequence_id"], "lead_id": lead["lead_id"], "start_at": self.monday});
        self.sales.post("/v1/enrolments", &body).await.expect(201)
    }

    /// What happens by the clock so many minutes after Monday morning: steps, then mails, then steps.
    pub async fn pass(&self, minutes: i64) {
        let at = self.monday + TimeDelta::minutes(minutes);
        for job in [STEPS, SEND, STEPS] {
            self.app.run_job_at(&self.org, job, at).await;
        }
    }

    pub async fn enrolment(&self, enrolment: &Answer) -> Answer {
        self.sales.get(format!("/v1/enrolments/{}", text(&enrolment["enrolment_id"]))).await.expect(200)
    }
}

pub const DAY: i64 = 24 * 60;

pub fn at(sequence: &Answer, below: &str) -> String {
    format!("/v1/sequences/{}{below}", text(&sequence["sequence_id"]))
}

pub fn mail(subject: &str, body: &str) -> Value {
    json!({"content": {"kind": "mail", "subject": subject, "body": body, "continues": false}})
}

pub fn wait(days: i64) -> Value {
    json!({"content": {"kind": "wait", "days": days, "hours": 0}})
}

fn more(body: &str) -> Value {
    json!({"content": {"kind": "mail", "subject": "-", "body": body, "continues": true}})
}

#[tokio::test]
async fn mails_and_tasks_follow_one_another_until_the_end() {
    let stage = Stage::new(json!({})).await;
    let task = json!({"content": {"kind": "task", "title": "Call {{name}}", "note": null, "due_in_days": 1}});
    let sequence = stage
        .sequence(json!([mail("Hello {{first_name}}", "Dear {{first_name}}"), wait(2), more("Still there?"), task]))
        .await;
    let lead = stage.lead(json!({"country": "GB"})).await;
    let enrolment = stage.enrol(&sequence, &lead).await;
    stage
        .sales
        .post("/v1/enrolments", &json!({"sequence_id": sequence["sequence_id"], "lead_id": lead["lead_id"]}))
        .await
        .problem(409, "already-enrolled");
    stage.pass(-60).await;
    assert_eq!(stage.server.taken().len(), 0, "not before it starts");
    stage.pass(0).await;
    stage.pass(1).await;
    let [first] = &stage.server.taken()[..] else { panic!("{:?}", stage.server.taken()) };
    assert!(first.mail.contains("Subject: Hello Bob") && first.mail.contains("Dear Bob"), "{}", first.mail);
    assert!(
        first.mail.contains("List-Unsubscribe: <https://gerinc.example/api/crm/v1/public/unsubscribes/"),
        "{}",
        first.mail
    );
    assert!(first.mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{}", first.mail);
    let shown = stage.enrolment(&enrolment).await;
    assert_eq!((&shown["status"], &shown["steps_done"]), (&json!("active"), &json!(2)), "{}", shown.text);
    assert_eq!(shown["next"]["steps"][0]["subject"], "-", "what comes next is shown: {}", shown["next"]);
    stage.pass(DAY).await;
    assert_eq!(stage.server.taken().len(), 1, "it waits");
    stage.pass(2 * DAY + 5).await;
    stage.pass(2 * DAY + 6).await;
    let second = &stage.server.taken()[1].mail;
    assert!(second.contains("Subject: Re: Hello Bob") && second.contains("In-Reply-To: <"), "{second}");
    let over = stage.enrolment(&enrolment).await;
    assert_eq!((&over["status"], &over["next"]), (&json!("finished"), &Value::Null), "{}", over.text);
    let tasks = stage.sales.get(format!("/v1/follow-ups?lead_id={}", text(&lead["lead_id"]))).await.expect(200);
    assert_eq!(tasks["items"][0]["owner_id"], json!(stage.sales.member_id));
    assert_eq!(stage.server.taken().len(), 2);
    let types: Vec<_> =
        event_types(&stage.app, &stage.org).await.into_iter().filter(|one| one.contains("enrolment")).collect();
    assert_eq!(
        (types.first().unwrap().as_str(), types.last().unwrap().as_str()),
        ("crm.enrolment.started.v1", "crm.enrolment.finished.v1")
    );
    let again = stage
        .sales
        .post("/v1/enrolments", &json!({"sequence_id": sequence["sequence_id"], "lead_id": lead["lead_id"]}))
        .await;
    again.expect(201);
}

#[tokio::test]
async fn an_answer_ends_it_an_absence_puts_it_off() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a"), wait(1), mail("B", "b")])).await;
    let lead = stage.lead(json!({})).await;
    let enrolment = stage.enrol(&sequence, &lead).await;
    stage.pass(0).await;
    let due = |answer: &Answer| answer["due_at"].as_str().unwrap().parse::<DateTime<Utc>>().unwrap();
    let before = due(&stage.enrolment(&enrolment).await);
    arrive(&stage.sales, &stage.mailbox, &raw("bob@client.example", "Auto-Submitted: auto-replied\r\n", "I am away"))
        .await
        .expect(200);
    let put_off = stage.enrolment(&enrolment).await;
    assert_eq!(put_off["status"], "active", "an absence is no answer: {}", put_off.text);
    assert!(due(&put_off) >= before, "it is never earlier");
    arrive(&stage.sales, &stage.mailbox, &raw("bob@client.example", "", "Let us talk")).await.expect(200);
    let ended = stage.enrolment(&enrolment).await;
    assert_eq!((&ended["status"], &ended["exit_reason"]), (&json!("exited"), &json!("replied")));
    stage.pass(5 * DAY).await;
    assert_eq!(stage.server.taken().len(), 1);
    let list = stage.sales.get("/v1/enrolments?exit_reason=replied").await.expect(200);
    assert_eq!(list["items"][0]["person_name"], "Bob Miller");
}

#[tokio::test]
async fn an_answer_that_comes_while_a_mail_waits_takes_it_back() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a")])).await;
    let lead = stage.lead(json!({})).await;
    let enrolment = stage.enrol(&sequence, &lead).await;
    stage.app.run_job_at(&stage.org, STEPS, stage.monday).await;
    let waiting = stage.enrolment(&enrolment).await["waiting_mail_id"].clone();
    assert!(waiting.is_string(), "the mail waits");
    let (answer, send) = (raw("bob@client.example", "", "Hi"), stage.monday + TimeDelta::minutes(1));
    // At once: either the answer is seen and nothing goes out, or the mail went out before it came.
    let (arrived, ()) =
        tokio::join!(arrive(&stage.sales, &stage.mailbox, &answer), stage.app.run_job_at(&stage.org, SEND, send));
    arrived.expect(200);
    stage.pass(10).await;
    let mail = stage.sales.get(format!("/v1/mails/{}", text(&waiting))).await.expect(200);
    let ended = stage.enrolment(&enrolment).await;
    match stage.server.taken().len() {
        0 => assert_eq!((&mail["status"], &ended["exit_reason"]), (&json!("cancelled"), &json!("replied"))),
        _ => assert_eq!(mail["status"], "sent"),
    }
    assert_ne!(ended["status"], "active");
}

#[tokio::test]
async fn what_ends_it_while_the_server_is_spoken_with_is_seen() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a")])).await;
    let enrolment = stage.enrol(&sequence, &stage.lead(json!({})).await).await;
    stage.app.run_job_at(&stage.org, STEPS, stage.monday).await;
    let waiting = stage.enrolment(&enrolment).await["waiting_mail_id"].clone();
    stage.server.behave(Manner::HoldsRecipients);
    let answers = async {
        stage.server.holds().await;
        arrive(&stage.sales, &stage.mailbox, &raw("bob@client.example", "", "Hi")).await.expect(200);
        stage.server.release();
    };
    tokio::join!(answers, stage.app.run_job_at(&stage.org, SEND, stage.monday + TimeDelta::minutes(1)));
    let ended = stage.enrolment(&enrolment).await;
    assert_eq!((&ended["status"], &ended["exit_reason"]), (&json!("exited"), &json!("replied")));
    let taken_back = stage.sales.get(format!("/v1/mails/{}", text(&waiting))).await.expect(200);
    assert_eq!((&taken_back["status"], stage.server.taken().len()), (&json!("cancelled"), 0));
}

#[tokio::test]
async fn who_unsubscribes_gets_nothing_at_another_address_either() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a"), wait(1), mail("B", "b")])).await;
    let lead = stage.lead(json!({})).await;
    let enrolment = stage.enrol(&sequence, &lead).await;
    stage.pass(0).await;
    let lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
    let moved = json!({"email": "new@client.example"});
    stage.sales.with_header("if-match", "*").patch(&lead, &moved).await.expect(200);
    let sent = stage.server.taken()[0].mail.clone();
    let link = sent.split("List-Unsubscribe: <https://gerinc.example/api/crm").nth(1).unwrap();
    let link = link.split('>').next().unwrap().to_owned();
    let nobody = stage.org.with_token("none").without_header("authorization");
    nobody.send(Method::POST, &link, Body::empty()).await.expect(200);
    assert_eq!(stage.enrolment(&enrolment).await["exit_reason"], "unsubscribed");
    stage.pass(2 * DAY).await;
    assert_eq!(stage.server.taken().len(), 1);
}

#[tokio::test]
async fn a_mailbox_that_may_not_send_ends_nothing() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a")])).await;
    let enrolment = stage.enrol(&sequence, &stage.lead(json!({})).await).await;
    stage.server.behave(Manner::RefusesRecipients("554 5.7.1 relay access denied"));
    stage.pass(0).await;
    assert_eq!(stage.enrolment(&enrolment).await["status"], "active");
    stage.server.behave(Manner::Takes);
    stage.pass(30).await;
    assert_eq!(
        (stage.enrolment(&enrolment).await["status"].clone(), stage.server.taken().len()),
        (json!("finished"), 1)
    );
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn whatever_ends_it_ends_it_before_the_next_mail() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a"), wait(1), mail("B", "b")])).await;
    let mut enrolled = Vec::new();
    for (name, reason) in [
        ("meeting", "meeting"),
        ("convert", "lead_converted"),
        ("disqualify", "lead_disqualified"),
        ("unsubscribe", "unsubscribed"),
        ("remove", "removed"),
        ("bounce", "bounced"),
    ] {
        let lead = stage.lead(json!({"name": name, "email": format!("{name}@client.example")})).await;
        enrolled.push((name, reason, stage.enrol(&sequence, &lead).await, lead));
    }
    stage.pass(0).await;
    assert_eq!(stage.server.taken().len(), 6);
    let nobody = stage.org.with_token("none").without_header("authorization");
    for (name, _, enrolment, lead) in &enrolled {
        let at_lead = format!("/v1/leads/{}", text(&lead["lead_id"]));
        let sent = stage.server.taken().into_iter().find(|one| one.to[0].starts_with(name)).unwrap().mail;
        match *name {
            "meeting" => {
                let meeting =
                    json!({"about": [{"lead_id": lead["lead_id"]}], "content": {"kind": "meeting", "title": "Talk"}});
                stage.sales.post("/v1/activities", &meeting).await.expect(201);
            }
            "convert" => drop(stage.sales.post(format!("{at_lead}/convert"), &json!({})).await.expect(200)),
            "disqualify" => {
                drop(stage.sales.post(format!("{at_lead}/disqualify"), &json!({"reason": "no"})).await.expect(200));
            }
            "unsubscribe" => {
                let link = sent.split("List-Unsubscribe: <https://gerinc.example/api/crm").nth(1).unwrap();
                let link = link.split('>').next().unwrap();
                let page = nobody.get(link).await.expect(200);
                assert!(page.text.contains("Leiratkozás"), "{}", page.text);
                assert_eq!(stage.enrolment(enrolment).await["status"], "active", "looking changes nothing");
                let form = nobody.with_header("content-type", "application/x-www-form-urlencoded");
                form.send(Method::POST, link, Body::from("List-Unsubscribe=One-Click")).await.expect(200);
                form.send(Method::POST, link, Body::from("List-Unsubscribe=One-Click")).await.expect(200);
                form.send(Method::POST, &format!("{link}0"), Body::empty()).await.expect(404);
            }
            "remove" => {
                let leave = format!("/v1/enrolments/{}/exit", text(&enrolment["enrolment_id"]));
                stage.sales.post(&leave, &json!({})).await.expect(200);
                stage.sales.post(&leave, &json!({})).await.problem(409, "enrolment-over");
            }
            _ => {
                let id = sent.split("Message-ID: <").nth(1).unwrap().split('>').next().unwrap();
                let report = raw(
                    "mailer-daemon@mx.example",
                    "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\r\n",
                    &format!(
                        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; bounce@client.example\r\nAction: failed\r\nStatus: 5.1.1\r\n--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n\r\n--B--\r\n"
                    ),
                );
                arrive(&stage.sales, &stage.mailbox, &report).await.expect(200);
            }
        }
    }
    stage.pass(2 * DAY).await;
    for (name, reason, enrolment, _) in &enrolled {
        let ended = stage.enrolment(enrolment).await;
        assert_eq!((&ended["status"], &ended["exit_reason"]), (&json!("exited"), &json!(reason)), "{name}");
    }
    assert_eq!(stage.server.taken().len(), 6, "nobody got another one");
    let address = json!({"address": "Unsubscribe@client.example"});
    let held = stage.sales.post("/v1/suppressions", &address).await.expect(201);
    assert_eq!(held["reason"], "unsubscribed", "whatever the capitals");
    let (_, _, _, lead) = &enrolled[3];
    let again = json!({"sequence_id": sequence["sequence_id"], "lead_id": lead["lead_id"]});
    stage.sales.post("/v1/enrolments", &again).await.problem(409, "cannot-be-enrolled");
    let found = stage.sales.get("/v1/suppressions?q=SUBSCRIBE%40&reason=unsubscribed").await.expect(200);
    assert_eq!(found["items"][0]["suppression_id"], held["suppression_id"]);
    assert_eq!(stage.sales.get("/v1/suppressions?q=nobody").await.expect(200)["items"], json!([]));
    let by_hand = json!({"address": "eve@client.example", "note": "asked on the phone"});
    assert_eq!(stage.sales.post("/v1/suppressions", &by_hand).await.expect(201)["note"], "asked on the phone");
    let lifted = format!("/v1/suppressions/{}/lift", text(&held["suppression_id"]));
    let why = json!({"why": "they asked for mails again"});
    stage.org.as_role(Role::Sales).post(&lifted, &why).await.problem(403, "forbidden");
    stage.app.organization().await.as_role(Role::Admin).post(&lifted, &why).await.problem(404, "not-found");
    stage.sales.post(&lifted, &json!({})).await.problem(422, "invalid-field");
    stage.sales.post(&lifted, &why).await.expect(200);
    stage.sales.post(&lifted, &why).await.problem(404, "not-found");
    stage.sales.post("/v1/enrolments", &again).await.expect(201);
}

#[tokio::test]
async fn a_deal_that_is_decided_ends_it() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "{{deal}}"), wait(1), mail("B", "b")])).await;
    let deal = crate::deal(&stage.sales).await;
    let contact = json!({"name": "Bob", "email": "bob@client.example", "account_id": deal["account_id"]});
    let contact = stage.sales.post("/v1/contacts", &contact).await.expect(201);
    let body = json!({"sequence_id": sequence["sequence_id"], "contact_id": contact["contact_id"], "deal_id": deal["deal_id"],
                      "start_at": stage.monday});
    let enrolment = stage.sales.post("/v1/enrolments", &body).await.expect(201);
    stage.pass(0).await;
    assert!(stage.server.taken()[0].mail.contains("Website"), "{:?}", stage.server.taken());
    stage.sales.post(crate::path(&deal, "/win"), &json!({})).await.expect(200);
    stage.pass(2 * DAY).await;
    assert_eq!(stage.enrolment(&enrolment).await["exit_reason"], "deal_won");
    assert_eq!(stage.server.taken().len(), 1);
}

#[tokio::test]
async fn what_happens_with_a_deal_ends_it_for_everybody_in_the_deal() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a"), wait(1), mail("B", "b")])).await;
    let mut enrolled = Vec::new();
    for (name, role) in [("meets", "influencer"), ("wins", "user"), ("decides", "decision_maker"), ("else", "")] {
        let deal = crate::deal(&stage.sales).await;
        let contact = json!({"name": name, "email": format!("{name}@client.example")});
        let contact = stage.sales.post("/v1/contacts", &contact).await.expect(201);
        let people = match role {
            "" => json!({}),
            "decision_maker" => json!({"contact_id": contact["contact_id"]}),
            role => json!({"contacts": [{"contact_id": contact["contact_id"], "role": role}]}),
        };
        let changed = stage.sales.with_header("if-match", deal.etag()).patch(crate::path(&deal, ""), &people).await;
        let body = json!({"sequence_id": sequence["sequence_id"], "contact_id": contact["contact_id"],
                          "start_at": stage.monday});
        let enrolment = stage.sales.post("/v1/enrolments", &body).await.expect(201);
        enrolled.push((name, changed.expect(200), enrolment));
    }
    stage.pass(0).await;
    let meeting = |deal: &Answer| json!({"about": [{"deal_id": deal["deal_id"]}], "content": {"kind": "meeting", "title": "Talk"}});
    for place in [0, 3] {
        stage.sales.post("/v1/activities", &meeting(&enrolled[place].1)).await.expect(201);
    }
    for place in [1, 2] {
        stage.sales.post(crate::path(&enrolled[place].1, "/win"), &json!({})).await.expect(200);
    }
    stage.pass(2 * DAY).await;
    let mut ends = Vec::new();
    for (name, _, enrolment) in &enrolled {
        ends.push((*name, stage.enrolment(enrolment).await["exit_reason"].as_str().unwrap_or("-").to_owned()));
    }
    let ends: Vec<_> = ends.iter().map(|(name, end)| (*name, end.as_str())).collect();
    // Who is in no deal went through to its end.
    let expected = [("meets", "meeting"), ("wins", "deal_won"), ("decides", "deal_won"), ("else", "-")];
    assert_eq!(ends, expected);
}

#[tokio::test]
async fn whoever_is_enrolled_keeps_their_version_unless_moved() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a"), wait(1), mail("B", "old")])).await;
    let (stays, moves) = (
        stage.lead(json!({"email": "stays@client.example"})).await,
        stage.lead(json!({"email": "moves@client.example"})).await,
    );
    let (stays, moves) = (stage.enrol(&sequence, &stays).await, stage.enrol(&sequence, &moves).await);
    stage.pass(0).await;
    let current = stage.sales.get(at(&sequence, "")).await.expect(200);
    let mut steps = current["draft"].clone();
    steps[2]["content"]["body"] = json!("new");
    let change = json!({"steps": steps});
    stage.sales.patch(at(&sequence, ""), &change).await.problem(428, "match-required");
    stage.sales.with_header("if-match", current.etag()).patch(at(&sequence, ""), &change).await.expect(200);
    stage
        .sales
        .with_header("if-match", current.etag())
        .patch(at(&sequence, ""), &change)
        .await
        .problem(412, "stale-version");
    let published = stage.sales.post(at(&sequence, "/publish"), &json!({})).await.expect(200);
    assert_eq!(published["current_version"], 2);
    stage.sales.post(at(&sequence, "/publish"), &json!({})).await.problem(409, "sequence-unchanged");
    let path = format!("/v1/enrolments/{}/move", text(&moves["enrolment_id"]));
    let problem = stage.sales.post(&path, &json!({"version": 9})).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/version");
    stage.sales.post(&path, &json!({"version": 2})).await.expect(200);
    stage.sales.post(&path, &json!({"version": 2})).await.problem(409, "same-version");
    stage.pass(DAY + 60).await;
    let body_of = |who: &str| {
        let mails = stage.server.taken();
        mails.into_iter().rfind(|one| one.to[0].starts_with(who)).unwrap().mail
    };
    assert!(body_of("stays").contains("old") && body_of("moves").contains("new"));
    assert_eq!(stage.enrolment(&stays).await["sequence_version"], 1);
    let versions = stage.sales.get(at(&sequence, "")).await.expect(200)["versions"].clone();
    assert_eq!(versions.as_array().unwrap().len(), 2);
    stage.app.organization().await.as_role(Role::Sales).get(at(&sequence, "")).await.problem(404, "not-found");
}

#[tokio::test]
async fn what_cannot_be_written_ends_it_and_says_why_and_a_preview_says_so_before() {
    let stage = Stage::new(json!({})).await;
    let condition =
        json!({"content": {"kind": "condition", "test": {"test": "country", "country": "DE"}, "otherwise_skip": 1}});
    let sequence = stage.sequence(json!([condition, mail("Hallo", "x"), mail("Hi", "At {{company}}")])).await;
    let lead = stage.lead(json!({"country": "GB"})).await;
    let ask = at(&sequence, &format!("/preview?lead_id={}", text(&lead["lead_id"])));
    let seen = stage.sales.get(&ask).await.expect(200);
    assert_eq!((&seen["time_zone"], &seen["would_exit"]), (&json!("Europe/London"), &Value::Null));
    let places: Vec<_> = seen["steps"].as_array().unwrap().iter().map(|one| one["place"].as_u64().unwrap()).collect();
    assert_eq!((places, &seen["steps"][0]["holds"]), (vec![0, 2], &json!(false)), "{}", seen.text);
    assert!(text(&seen["steps"][1]["problem"]).contains("company"), "{}", seen.text);
    let enrolment = stage.enrol(&sequence, &lead).await;
    stage.pass(0).await;
    let ended = stage.enrolment(&enrolment).await;
    assert_eq!(ended["exit_reason"], "failed");
    assert!(text(&ended["exit_detail"]).contains("company"), "{}", ended.text);
    for (steps, pointed) in [
        (json!([more("x")]), "/steps/0/content/continues"),
        (json!([mail("x", "{{nick}}")]), "/steps/0/content/body"),
        (json!([wait(0)]), "/steps/0/content/days"),
    ] {
        let body = json!({"name": "x", "mailbox_id": stage.mailbox["mailbox_id"], "steps": steps});
        let problem = stage.sales.post("/v1/sequences", &body).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed);
    }
    let nowhere = json!({"name": "x", "mailbox_id": kernel::MailboxId::new()});
    assert_eq!(
        pointer(&stage.sales.post("/v1/sequences", &nowhere).await.problem(422, "invalid-field")),
        "/mailbox_id"
    );
}
