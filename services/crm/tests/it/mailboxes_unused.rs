//! A mailbox that is not used any more: what waits in it is taken back, and nothing of it goes out later.

use chrono::TimeDelta;
use kernel::Role;
use serde_json::json;
use testkit::{Answer, Client};

use crate::activities::colleague;
use crate::mails::{SEND, at, compose, mailbox, now};
use crate::sequences::{STEPS, Stage, mail as writes, wait};
use crate::smtp::Server;
use crate::{start, text};

async fn use_it(admin: &Client, mailbox: &Answer, active: bool) -> Answer {
    let path = format!("/v1/mailboxes/{}", text(&mailbox["mailbox_id"]));
    admin.with_header("if-match", "*").patch(path, &json!({"active": active})).await.expect(200)
}

#[tokio::test]
async fn what_waits_is_taken_back_and_said() {
    let (app, org) = start().await;
    let (server, admin) = (Server::start().await, org.as_role(Role::Admin));
    let anna = colleague(&app, &org, "Anna").await;
    let me = org.as_member(anna, [Role::Sales]);
    let (one, other) = (mailbox(&admin, &server, json!({})).await, mailbox(&admin, &server, json!({})).await);
    let mut waiting = Vec::new();
    for subject in ["A", "B"] {
        waiting.push(compose(&app, &me, &one, json!({"subject": subject})).await);
    }
    let elsewhere = compose(&app, &me, &other, json!({})).await;
    let ended = use_it(&admin, &one, false).await;
    assert_eq!((&ended["taken_back"], &ended["active"]), (&json!(2), &json!(false)));
    for mail in &waiting {
        assert_eq!(admin.get(at(mail, "")).await.expect(200)["status"], "cancelled");
    }
    assert_eq!(admin.get(at(&elsewhere, "")).await.expect(200)["status"], "queued");
    let told = me.get("/v1/notifications").await.expect(200);
    let told = told["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "mail_failed").count();
    assert_eq!(told, 2, "whoever wrote them hears of it");
    assert_eq!(use_it(&admin, &one, false).await["taken_back"], json!(0), "once");
    assert_eq!(use_it(&admin, &one, true).await["taken_back"], json!(0));
    app.run_job_at(&org, SEND, now(&app) + TimeDelta::days(90)).await;
    assert_eq!(server.taken().len(), 1, "only what waits elsewhere goes out");
}

#[tokio::test]
async fn what_comes_to_wait_at_that_very_moment_is_taken_back_by_the_worker() {
    let (app, org) = start().await;
    let (server, admin) = (Server::start().await, org.as_role(Role::Admin));
    let mailbox = mailbox(&admin, &server, json!({})).await;
    let mail = compose(&app, &admin, &mailbox, json!({})).await;
    // As if it had been written down just after the others were taken back.
    let (here, id, box_id) = (app.clone(), org.id, text(&mailbox["mailbox_id"]).to_owned());
    testkit::on_runtime(async move {
        let mut tx = here.running.state().db.begin(id, platform::db::Mode::Write).await.unwrap();
        let update = "update mailboxes set active = false, image = image || '{\"active\": false}'
                       where org_id = $1 and mailbox_id = $2::uuid";
        sqlx::query(update).bind(id.as_uuid()).bind(box_id).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
    app.run_job(&org, SEND).await;
    assert_eq!(admin.get(at(&mail, "")).await.expect(200)["status"], "cancelled");
    assert_eq!(server.taken().len(), 0);
}

#[tokio::test]
async fn who_goes_through_a_sequence_leaves_it_when_its_mailbox_is_not_used() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([writes("A", "a"), wait(1), writes("B", "b")])).await;
    let waits = stage.enrol(&sequence, &stage.lead(json!({})).await).await;
    let later = stage.enrol(&sequence, &stage.lead(json!({"email": "other@client.example"})).await).await;
    let slow = stage.sequence(json!([wait(1), writes("A", "a")])).await;
    let new = stage.enrol(&slow, &stage.lead(json!({"email": "third@client.example"})).await).await;
    stage.app.run_job_at(&stage.org, STEPS, stage.monday).await;
    let ended = use_it(&stage.sales, &stage.mailbox, false).await;
    assert_eq!(ended["taken_back"], json!(2));
    for enrolment in [&waits, &later] {
        assert_eq!(stage.enrolment(enrolment).await["exit_reason"], "removed");
    }
    // Whose mail was still to be written finds that out when its time comes.
    stage.app.run_job_at(&stage.org, STEPS, stage.monday + TimeDelta::days(3)).await;
    let new = stage.enrolment(&new).await;
    assert_eq!(
        (text(&new["exit_reason"]), text(&new["exit_detail"])),
        ("failed", "The mailbox of the sequence is not used any more.")
    );
}
