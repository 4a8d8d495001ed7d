//! Mailboxes, and mails that are written and sent.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, App, Client, Organization};

use crate::activities::colleague;
use crate::smtp::{Manner, Server};
use crate::{deal, event_types, path, pointer, start, text};

pub const SEND: &str = "send mails";

/// Now, as the service sees it.
pub fn now(app: &App) -> DateTime<Utc> {
    app.running.state().clock.now()
}

/// A mailbox at a mail server, always open.
pub async fn mailbox(admin: &Client, server: &Server, change: Value) -> Answer {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let mut body = json!({
        "name": "Sales", "address": format!("{}@example.com", kernel::MailId::new()), "from_name": "Kovács Anna",
        "smtp": {"host": "127.0.0.1", "port": server.port, "security": "none"},
        "window": {"days": days, "from": "00:00:00", "to": "23:59:59.999999"},
    });
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    admin.post("/v1/mailboxes", &body).await.expect(201)
}

/// A mail to somebody that waits until tomorrow, so that only the test sends it.
pub async fn compose(app: &App, client: &Client, mailbox: &Answer, change: Value) -> Answer {
    let mut body = json!({
        "mailbox_id": mailbox["mailbox_id"], "to": ["bob@client.example"], "subject": "Offer", "body": "Hello Bob",
        "send_at": now(app) + TimeDelta::days(1),
    });
    body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    client.post("/v1/mails", &body).await.expect(201)
}

/// The address of a mail, or of something below it.
pub fn at(mail: &Answer, below: &str) -> String {
    format!("/v1/mails/{}{below}", text(&mail["mail_id"]))
}

pub async fn send(app: &App, org: &Organization, days: i64) {
    app.run_job_at(org, SEND, now(app) + TimeDelta::days(days)).await;
}

#[tokio::test]
async fn a_mailbox_keeps_its_password_to_itself() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let smtp = json!({"host": "127.0.0.1", "port": server.port, "security": "none", "user": "anna"});
    let made = mailbox(&admin, &server, json!({"smtp": smtp, "password": "s3cret-word"})).await;
    assert!(!made.text.contains("s3cret-word") && made["has_password"] == true, "{}", made.text);
    let at = format!("/v1/mailboxes/{}", text(&made["mailbox_id"]));
    let kept: Vec<u8> = {
        let (app, org) = (app.clone(), org.id);
        testkit::on_runtime(async move {
            let mut tx = app.running.state().db.begin(org, platform::db::Mode::Read).await.unwrap();
            let query = sqlx::query_scalar("select smtp_password from mailboxes where org_id = $1").bind(org.as_uuid());
            query.fetch_one(&mut *tx).await.unwrap()
        })
        .await
    };
    assert!(!kept.windows(11).any(|part| part == b"s3cret-word"), "it is sealed");
    let seen = org.as_role(Role::Sales).get(&at).await.expect(200);
    assert!(seen["smtp"].is_null() && !seen.text.contains("127.0.0.1"), "{}", seen.text);
    let events = app.published(&org).await;
    assert!(events.iter().all(|event| !event.payload.to_string().contains("s3cret-word")));

    server.behave(Manner::Asks("s3cret-word"));
    compose(&app, &admin, &made, json!({})).await;
    send(&app, &org, 2).await;
    assert_eq!(server.taken().len(), 1, "it logs in with it");

    admin.patch(&at, &json!({"name": "x"})).await.problem(428, "match-required");
    let moved = json!({"smtp": {"host": "localhost", "port": server.port, "security": "none", "user": "anna"}});
    let moved = admin.with_header("if-match", made.etag()).patch(&at, &moved).await.expect(200);
    assert_eq!(moved["has_password"], false, "a password does not go to another server by itself");
    admin.with_header("if-match", made.etag()).patch(&at, &json!({"name": "x"})).await.problem(412, "stale-version");
    let given = admin.with_header("if-match", "*").patch(&at, &json!({"password": "again"})).await.expect(200);
    assert_eq!(given["has_password"], true);
    let mut port = moved["smtp"].clone();
    port["port"] = json!(server.port ^ 1);
    let port = admin.with_header("if-match", "*").patch(&at, &json!({"smtp": port})).await.expect(200);
    assert_eq!(port["has_password"], false, "nor to another port");
    let same = json!({"name": "x", "address": made["address"], "smtp": moved["smtp"]});
    admin.post("/v1/mailboxes", &same).await.problem(409, "mailbox-address-taken");
    for (change, pointed) in [
        (json!({"daily_cap": 0}), "/daily_cap"),
        (json!({"window": {"days": [], "from": "09:00:00", "to": "17:00:00"}}), "/window/days"),
        (json!({"window": {"days": ["monday"], "from": "17:00:00", "to": "09:00:00"}}), "/window/to"),
        (json!({"smtp": {"host": "a b", "port": 25, "security": "none"}}), "/smtp/host"),
        (json!({"password": ""}), "/password"),
    ] {
        let problem = admin.with_header("if-match", "*").patch(&at, &change).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed, "{problem}");
    }
    org.as_role(Role::Sales).post("/v1/mailboxes", &same).await.problem(403, "forbidden");
    let stranger = app.organization().await.as_role(Role::Admin);
    stranger.get(&at).await.problem(404, "not-found");
    stranger.post(format!("{at}/inbox"), &json!({})).await.problem(404, "not-found");
}

#[tokio::test]
async fn a_mail_goes_out_once_and_stands_on_the_timelines() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({"signature": "Anna\nGerinc"})).await;
    let deal = deal(&admin).await;
    let contact = json!({"name": "Bob", "email": "bob@client.example", "account_id": deal["account_id"]});
    let contact = admin.post("/v1/contacts", &contact).await.expect(201);
    let mail = compose(&app, &admin, &mailbox, json!({"about": [{"deal_id": deal["deal_id"]}]})).await;
    assert_eq!((&mail["status"], &mail["attempts"]), (&json!("queued"), &json!(0)));
    assert!(mail["about"].as_array().unwrap().contains(&json!({"contact_id": contact["contact_id"]})), "{}", mail.text);
    let timeline = path(&deal, "/timeline?kind=email");
    assert_eq!(admin.get(&timeline).await.expect(200)["items"], json!([]), "it was not sent yet");
    // Two replicas at once.
    tokio::join!(send(&app, &org, 2), send(&app, &org, 2));
    send(&app, &org, 3).await;
    let [taken] = &server.taken()[..] else { panic!("{:?}", server.taken()) };
    assert_eq!(taken.to, ["bob@client.example"]);
    assert!(taken.mail.contains(&format!("Message-ID: <{}>", text(&mail["message_id"]))), "{}", taken.mail);
    assert!(taken.mail.contains("-- \r\nAnna\r\nGerinc"), "{}", taken.mail);
    assert!(!taken.mail.contains("List-Unsubscribe"), "what a person writes to a person is no list");
    let sent = admin.get(at(&mail, "")).await.expect(200);
    assert_eq!((&sent["status"], &sent["attempts"]), (&json!("sent"), &json!(1)));
    let entry = admin.get(&timeline).await.expect(200)["items"][0]["what"].clone();
    assert_eq!((&entry["content"]["subject"], &entry["content"]["mail_id"]), (&json!("Offer"), &mail["mail_id"]));
    let of = format!("/v1/mails?contact_id={}", text(&contact["contact_id"]));
    assert_eq!(admin.get(of).await.expect(200)["items"][0]["mail_id"], mail["mail_id"]);
    let types: Vec<_> = event_types(&app, &org).await.into_iter().filter(|one| one.starts_with("crm.mail.")).collect();
    assert_eq!(types, ["crm.mail.queued.v1", "crm.mail.sent.v1"]);

    let answer = json!({"reply_to_mail_id": mail["mail_id"], "subject": "Re: Offer"});
    let answer = compose(&app, &admin, &mailbox, answer).await;
    assert_eq!((&answer["thread_id"], &answer["about"]), (&mail["mail_id"], &mail["about"]));
    send(&app, &org, 2).await;
    let answered = &server.taken()[1].mail;
    assert!(answered.contains(&format!("In-Reply-To: <{}>", text(&mail["message_id"]))), "{answered}");
    assert_eq!(admin.get(at(&answer, "")).await.expect(200)["thread"].as_array().unwrap().len(), 2);
    let stranger = app.organization().await.as_role(Role::Admin);
    stranger.get(at(&mail, "")).await.problem(404, "not-found");
    stranger.post(at(&mail, "/cancel"), &json!({})).await.problem(404, "not-found");
}

#[tokio::test]
#[expect(clippy::async_yields_async, reason = "the job is cut off while it runs")]
async fn a_mail_that_may_have_been_sent_is_never_sent_again_by_itself() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let mail = compose(&app, &admin, &mailbox, json!({})).await;
    server.behave(Manner::FallsSilent);
    // The server has the whole mail; then the program dies before it can write that down.
    let (running, id, then) = (app.running.clone(), org.id, now(&app) + TimeDelta::days(2));
    let job =
        testkit::on_runtime(async move { tokio::spawn(async move { running.run_job_at(SEND, id, then).await }) }).await;
    server.has_taken().await;
    job.abort();
    assert!(job.await.unwrap_err().is_cancelled());
    server.behave(Manner::Takes);
    assert_eq!(admin.get(at(&mail, "")).await.expect(200)["status"], "handing_over");
    // Others that come while it may still be at it leave it alone; later ones find that nobody knows.
    send(&app, &org, 2).await;
    assert_eq!(admin.get(at(&mail, "")).await.expect(200)["status"], "handing_over");
    for days in 3..9 {
        send(&app, &org, days).await;
    }
    let doubted = admin.get(at(&mail, "")).await.expect(200);
    assert_eq!((&doubted["status"], server.taken().len()), (&json!("in_doubt"), 1), "{}", doubted.text);
    let types = event_types(&app, &org).await;
    assert_eq!(types.iter().filter(|one| *one == "crm.mail.in_doubt.v1").count(), 1);

    admin.post(at(&mail, "/cancel"), &json!({})).await.problem(409, "mail-not-queued");
    let settled = admin.post(at(&mail, "/settle"), &json!({"sent": true})).await.expect(200);
    assert_eq!((&settled["status"], server.taken().len()), (&json!("sent"), 1));
    admin.post(at(&mail, "/settle"), &json!({"sent": false})).await.problem(409, "mail-not-in-doubt");
}

#[tokio::test]
async fn a_server_that_hangs_up_leaves_a_doubt_and_a_person_may_send_again() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let mail = compose(&app, &admin, &mailbox, json!({})).await;
    server.behave(Manner::HangsUp);
    send(&app, &org, 2).await;
    send(&app, &org, 4).await;
    assert_eq!(admin.get(at(&mail, "")).await.expect(200)["status"], "in_doubt");
    assert_eq!(server.taken().len(), 1);
    server.behave(Manner::Takes);
    admin.post(at(&mail, "/settle"), &json!({"sent": false})).await.expect(200);
    send(&app, &org, 4).await;
    let taken = server.taken();
    let id = format!("Message-ID: <{}>", text(&mail["message_id"]));
    assert!(taken.len() == 2 && taken.iter().all(|one| one.mail.contains(&id)), "the same mail, should both arrive");
}

#[tokio::test]
async fn a_worker_that_dies_before_handing_over_is_followed_by_another() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let mail = compose(&app, &admin, &mailbox, json!({})).await;
    let (id, until) = (org.id, now(&app) + TimeDelta::days(2));
    let running = app.running.clone();
    testkit::on_runtime(async move {
        let mut tx = running.state().db.begin(id, platform::db::Mode::Write).await.unwrap();
        let claimed = sqlx::query(
            "update mails set status = 'preparing', next_attempt_at = null, attempts = 1, lease_until = $2 where org_id = $1",
        );
        claimed.bind(id.as_uuid()).bind(until).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
    send(&app, &org, 1).await;
    assert_eq!(server.taken().len(), 0, "it is another worker's");
    send(&app, &org, 3).await;
    assert_eq!((admin.get(at(&mail, "")).await["status"].clone(), server.taken().len()), (json!("sent"), 1));
}

#[tokio::test]
async fn refusals_for_now_and_for_good_differ() {
    let (app, org) = start().await;
    let server = Server::start().await;
    let me = colleague(&app, &org, "Anna").await;
    let admin = org.as_member(me, [Role::Admin]);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let later = compose(&app, &admin, &mailbox, json!({})).await;
    server.behave(Manner::RefusesMails("451 4.3.0 come back"));
    send(&app, &org, 2).await;
    let waits = admin.get(at(&later, "")).await.expect(200);
    assert_eq!((&waits["status"], &waits["attempts"]), (&json!("queued"), &json!(1)));
    assert!(text(&waits["error"]).contains("come back"), "{}", waits.text);
    server.behave(Manner::RefusesRecipients("450 4.2.1 busy"));
    send(&app, &org, 3).await;
    assert_eq!(admin.get(at(&later, "")).await["attempts"], 2);
    server.behave(Manner::Takes);
    send(&app, &org, 3).await;
    assert_eq!(server.taken().len(), 0, "it waits for its turn");
    app.run_job_at(&org, SEND, now(&app) + TimeDelta::days(3) + TimeDelta::hours(1)).await;
    assert_eq!((admin.get(at(&later, "")).await["status"].clone(), server.taken().len()), (json!("sent"), 1));

    let never = compose(&app, &admin, &mailbox, json!({})).await;
    server.behave(Manner::RefusesRecipients("550 5.1.1 no such user"));
    send(&app, &org, 2).await;
    let failed = admin.get(at(&never, "")).await.expect(200);
    assert_eq!(failed["status"], "failed");
    assert!(text(&failed["error"]).contains("bob@client.example"), "{}", failed.text);
    let old = compose(&app, &admin, &mailbox, json!({})).await;
    server.behave(Manner::RefusesMails("451 4.3.0 come back"));
    for days in [2, 6, 7, 8, 9] {
        send(&app, &org, days).await;
    }
    assert_eq!(admin.get(at(&old, "")).await["status"], "queued", "it was not tried often yet");
    send(&app, &org, 10).await;
    assert_eq!(admin.get(at(&old, "")).await["status"], "failed", "it is given up after three days");
    let told = org.as_member(me, [Role::Sales]).get("/v1/notifications").await.expect(200);
    let kinds: Vec<_> = told["items"].as_array().unwrap().iter().map(|item| text(&item["kind"])).collect();
    assert_eq!(kinds, ["mail_failed", "mail_failed"], "whoever wrote them is told");
}

#[tokio::test]
async fn a_server_that_is_away_is_the_mailboxs_trouble() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    server.behave(Manner::Asks("right"));
    let smtp = json!({"host": "127.0.0.1", "port": server.port, "security": "none", "user": "anna"});
    let mailbox = mailbox(&admin, &server, json!({"smtp": smtp, "password": "wrong"})).await;
    let mail = compose(&app, &admin, &mailbox, json!({})).await;
    send(&app, &org, 2).await;
    let at_mailbox = format!("/v1/mailboxes/{}", text(&mailbox["mailbox_id"]));
    let troubled = admin.get(&at_mailbox).await.expect(200);
    assert!(text(&troubled["trouble"]).contains("wrong password"), "{}", troubled.text);
    let mail_now = org.as_role(Role::Sales).get(at(&mail, "")).await.expect(200);
    assert_eq!(mail_now["status"], "queued", "a wrong password is not the mail's fault");
    let seen = org.as_role(Role::Sales).get(&at_mailbox).await.expect(200);
    assert!(seen["trouble"].is_string() && !seen.text.contains("wrong password"), "{}", seen.text);
    assert!(!mail_now.text.contains("wrong password"), "{}", mail_now.text);
    let mended = admin.with_header("if-match", "*").patch(&at_mailbox, &json!({"password": "right"})).await.expect(200);
    assert_eq!(mended["trouble"], Value::Null);
    send(&app, &org, 3).await;
    assert_eq!(admin.get(at(&mail, "")).await["status"], "sent");
    let tls = json!({"smtp": {"host": "127.0.0.1", "port": server.port, "security": "starttls"}});
    admin.with_header("if-match", "*").patch(&at_mailbox, &tls).await.expect(200);
    let unsafe_ = compose(&app, &admin, &mailbox, json!({})).await;
    send(&app, &org, 2).await;
    assert_eq!(
        admin.get(at(&unsafe_, "")).await["status"],
        "queued",
        "nothing is said in the clear that should not be"
    );
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn a_mail_that_cannot_be_prepared_leaves_the_others() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let smtp = json!({"host": "127.0.0.1", "port": server.port, "security": "none", "user": "anna"});
    let sealed = mailbox(&admin, &server, json!({"smtp": smtp, "password": "secret"})).await;
    let (broken, sound) = (mailbox(&admin, &server, json!({})).await, mailbox(&admin, &server, json!({})).await);
    let locked_in = compose(&app, &admin, &sealed, json!({})).await;
    compose(&app, &admin, &broken, json!({"subject": "Broken"})).await;
    let others = [compose(&app, &admin, &sound, json!({})).await, compose(&app, &admin, &sound, json!({})).await];
    let (running, id) = (app.running.clone(), org.id);
    testkit::on_runtime(async move {
        // The key of the installation became another one, and a row what it never should be.
        let mut tx = running.state().db.begin(id, platform::db::Mode::Write).await.unwrap();
        let password =
            "update mailboxes set smtp_password = 'unreadable' where org_id = $1 and smtp_password is not null";
        sqlx::query(password).bind(id.as_uuid()).execute(&mut *tx).await.unwrap();
        let row = "update mails set to_addresses = '{nobody}' where org_id = $1 and subject = 'Broken'";
        sqlx::query(row).bind(id.as_uuid()).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
    send(&app, &org, 2).await;
    for mail in &others {
        assert_eq!(admin.get(at(mail, "")).await["status"], "sent");
    }
    let waits = admin.get(at(&locked_in, "")).await.expect(200);
    assert_eq!((&waits["status"], &waits["attempts"]), (&json!("queued"), &json!(0)), "{}", waits.text);
    for mailbox in [&sealed, &broken] {
        let shown = admin.get(format!("/v1/mailboxes/{}", text(&mailbox["mailbox_id"]))).await.expect(200);
        assert!(shown["trouble"].is_string(), "{}", shown.text);
    }
    assert_eq!(server.taken().len(), 2);
}

#[tokio::test]
async fn a_mailbox_that_may_not_send_is_nobody_elses_fault() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let mail = compose(&app, &admin, &mailbox, json!({})).await;
    let at_mailbox = format!("/v1/mailboxes/{}", text(&mailbox["mailbox_id"]));
    for (days, manner) in [
        Manner::RefusesSenders("530 5.7.0 authentication required"),
        Manner::RefusesSenders("553 not your address"),
        Manner::RefusesRecipients("554 5.7.1 relay access denied"),
        Manner::RefusesMails("554 5.7.1 looks like spam"),
    ]
    .into_iter()
    .enumerate()
    {
        server.behave(manner);
        send(&app, &org, 2 + i64::try_from(days).unwrap()).await;
        assert_eq!(admin.get(at(&mail, "")).await["status"], "queued", "{days}");
        assert!(admin.get(&at_mailbox).await["trouble"].is_string(), "{days}");
    }
    assert_eq!(admin.get("/v1/suppressions").await.expect(200)["items"], json!([]));
    server.behave(Manner::RefusesMails("554 5.6.0 not like this"));
    // It rests while it has trouble; whoever changes something about it lets it try again.
    admin.with_header("if-match", "*").patch(&at_mailbox, &json!({"name": "Sales again"})).await.expect(200);
    let other = compose(&app, &admin, &mailbox, json!({})).await;
    send(&app, &org, 2).await;
    assert_eq!(admin.get(at(&other, "")).await["status"], "failed");
    assert_eq!(
        admin.get("/v1/suppressions").await.expect(200)["items"],
        json!([]),
        "the mail was refused, not the address"
    );
    server.behave(Manner::Takes);
    send(&app, &org, 7).await;
    assert_eq!(admin.get(at(&mail, "")).await["status"], "sent");
    assert_eq!(admin.get(&at_mailbox).await["trouble"], Value::Null);
}

#[tokio::test]
async fn a_mailbox_sends_no_more_a_day_than_it_may() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({"daily_cap": 2})).await;
    for _ in 0..5 {
        compose(&app, &admin, &mailbox, json!({})).await;
    }
    // At noon of days in the organisation's zone, whatever the time is now.
    let day = (now(&app) + TimeDelta::days(3)).date_naive();
    let noon = |after: i64| (day + TimeDelta::days(after)).and_hms_opt(11, 0, 0).unwrap().and_utc();
    for (after, taken) in [(0, 2), (0, 2), (1, 4), (2, 5), (3, 5)] {
        let (one, other) = (app.run_job_at(&org, SEND, noon(after)), app.run_job_at(&org, SEND, noon(after)));
        tokio::join!(one, other);
        assert_eq!(server.taken().len(), taken, "on day {after}");
    }
}

#[tokio::test]
async fn what_waits_for_room_goes_out_as_soon_as_there_is_more() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let mailbox = mailbox(&admin, &server, json!({"daily_cap": 1})).await;
    for _ in 0..3 {
        compose(&app, &admin, &mailbox, json!({})).await;
    }
    // One that somebody wants to go out on another day.
    compose(&app, &admin, &mailbox, json!({"send_at": now(&app) + TimeDelta::days(9)})).await;
    let noon = (now(&app) + TimeDelta::days(3)).date_naive().and_hms_opt(11, 0, 0).unwrap().and_utc();
    app.run_job_at(&org, SEND, noon).await;
    assert_eq!(server.taken().len(), 1);
    let any = admin.with_header("if-match", "*");
    let at_mailbox = format!("/v1/mailboxes/{}", text(&mailbox["mailbox_id"]));
    any.patch(&at_mailbox, &json!({"name": "Sales team"})).await.expect(200);
    app.run_job_at(&org, SEND, noon + TimeDelta::minutes(5)).await;
    assert_eq!(server.taken().len(), 1, "another name is no more room");
    any.patch(&at_mailbox, &json!({"daily_cap": 2})).await.expect(200);
    app.run_job_at(&org, SEND, noon + TimeDelta::minutes(10)).await;
    assert_eq!(server.taken().len(), 2, "today, and no more than it may");
    any.patch(&at_mailbox, &json!({"daily_cap": 20})).await.expect(200);
    app.run_job_at(&org, SEND, noon + TimeDelta::minutes(15)).await;
    assert_eq!(server.taken().len(), 3, "but none before the moment somebody chose");
}

#[tokio::test]
async fn a_mail_is_taken_back_while_it_waits_and_only_ones_own_mailbox_sends() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let bela = colleague(&app, &org, "Béla").await;
    let shared = mailbox(&admin, &server, json!({})).await;
    let his = mailbox(&admin, &server, json!({"owner_id": bela})).await;
    let mail = compose(&app, &admin, &shared, json!({})).await;
    let back = admin.with_header("if-match", mail.etag()).post(at(&mail, "/cancel"), &json!({})).await.expect(200);
    assert_eq!(back["status"], "cancelled");
    send(&app, &org, 2).await;
    assert_eq!(server.taken().len(), 0);
    let body = |change: Value| {
        let mut body =
            json!({"mailbox_id": his["mailbox_id"], "to": ["bob@client.example"], "subject": "x", "body": "x"});
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        body
    };
    for (change, pointed) in [
        (json!({}), "/mailbox_id"),
        (json!({"mailbox_id": kernel::MailboxId::new()}), "/mailbox_id"),
        (json!({"mailbox_id": shared["mailbox_id"], "to": []}), "/to"),
        (json!({"mailbox_id": shared["mailbox_id"], "to": ["nobody"]}), "/to/0"),
        (json!({"mailbox_id": shared["mailbox_id"], "reply_to_mail_id": kernel::MailId::new()}), "/reply_to_mail_id"),
        (json!({"mailbox_id": shared["mailbox_id"], "subject": "a\r\nBcc: x@y.example"}), "/subject"),
    ] {
        let problem = admin.post("/v1/mails", &body(change)).await.problem(422, "invalid-field");
        assert_eq!(pointer(&problem), pointed, "{problem}");
    }
    let own = body(json!({"send_at": now(&app) + TimeDelta::days(1)}));
    org.as_member(bela, [Role::Sales]).post("/v1/mails", &own).await.expect(201);
    org.as_role(Role::Auditor).post("/v1/mails", &own).await.problem(403, "forbidden");
}

#[tokio::test]
async fn prepared_texts_are_filled_for_somebody() {
    let (app, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let body =
        json!({"name": "First", "subject": "Hello {{first_name}}", "body": "As {{job_title|you}} at {{company}}"});
    let made = sales.post("/v1/mail-templates", &body).await.expect(201);
    let wrong = json!({"name": "x", "subject": "x", "body": "{{nick}}"});
    let problem = sales.post("/v1/mail-templates", &wrong).await.problem(422, "invalid-field");
    assert_eq!(pointer(&problem), "/body");
    let lead = json!({"name": "Kovács Anna", "email": "anna@acme.hu", "country": "HU"});
    let lead = sales.post("/v1/leads", &lead).await.expect(201);
    let at = format!("/v1/mail-templates/{}", text(&made["mail_template_id"]));
    let filled = sales.get(format!("{at}/filled?lead_id={}", text(&lead["lead_id"]))).await.expect(200);
    assert_eq!((&filled["subject"], &filled["body"]), (&json!("Hello Anna"), &Value::Null));
    assert!(text(&filled["problems"][0]).contains("company"), "{}", filled.text);
    let change = json!({"body": "At {{company|your company}}", "active": false});
    sales.patch(&at, &change).await.problem(428, "match-required");
    sales.with_header("if-match", made.etag()).patch(&at, &change).await.expect(200);
    let filled = sales.get(format!("{at}/filled?lead_id={}", text(&lead["lead_id"]))).await.expect(200);
    assert_eq!((&filled["body"], &filled["problems"]), (&json!("At your company"), &json!([])));
    assert_eq!(sales.get("/v1/mail-templates?active=true").await.expect(200)["items"], json!([]));
    let change = json!({"body": "Read it here: {{quote_link}}"});
    sales.with_header("if-match", "*").patch(&at, &change).await.expect(200);
    let link = "https%3A%2F%2Fgerinc.example%2Fquote%2Fx";
    let of = format!("{at}/filled?lead_id={}", text(&lead["lead_id"]));
    let filled = sales.get(format!("{of}&quote_link={link}")).await.expect(200);
    assert_eq!(filled["body"], "Read it here: https://gerinc.example/quote/x");
    assert_eq!(sales.get(&of).await.expect(200)["body"], Value::Null, "it is known only while it is told");
    app.organization().await.as_role(Role::Sales).get(&at).await.problem(404, "not-found");
}
