//! When mails of a sequence go out, and that none goes out twice.

use chrono::TimeDelta;
use serde_json::json;

use crate::mails::{SEND, at as at_mail};
use crate::sequences::{DAY, STEPS, Stage, mail, wait};
use crate::smtp::Manner;
use crate::text;

#[tokio::test]
async fn mails_go_out_in_the_hours_of_whoever_gets_them() {
    let office = json!({"window": {"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "09:00:00", "to": "17:00:00"}});
    let stage = Stage::new(office).await;
    let sequence = stage.sequence(json!([mail("A", "a")])).await;
    // Nine in the morning in Budapest is the middle of the night in Chicago and the evening in Tokyo.
    for (country, zone, email) in [("HU", None, "hu"), ("US", None, "us"), ("HU", Some("Asia/Tokyo"), "jp")] {
        let lead = stage.lead(json!({"country": country, "email": format!("{email}@client.example")})).await;
        let body = json!({"sequence_id": sequence["sequence_id"], "lead_id": lead["lead_id"], "time_zone": zone,
                          "start_at": stage.monday});
        stage.sales.post("/v1/enrolments", &body).await.expect(201);
    }
    let got = || {
        let mut all: Vec<String> = stage.server.taken().iter().map(|one| one.to[0][..2].to_owned()).collect();
        all.sort();
        all
    };
    stage.pass(0).await;
    assert_eq!(got(), ["hu"]);
    stage.pass(8 * 60).await;
    assert_eq!(got(), ["hu", "us"]);
    stage.pass(16 * 60).await;
    assert_eq!(got(), ["hu", "jp", "us"]);
}

#[tokio::test]
async fn mails_that_wait_for_the_hours_of_their_mailbox_go_out_when_those_are_longer() {
    let hours = |to: &str| {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
        json!({"window": {"days": days, "from": "09:00:00", "to": to}})
    };
    let stage = Stage::new(hours("17:00:00")).await;
    let sequence = stage.sequence(json!([mail("A", "a")])).await;
    let lead = stage.lead(json!({})).await;
    stage.enrol(&sequence, &lead).await;
    // Written within the hours; its turn to be sent comes after them.
    stage.app.run_job_at(&stage.org, STEPS, stage.monday).await;
    let evening = stage.monday + TimeDelta::hours(9);
    stage.app.run_job_at(&stage.org, SEND, evening).await;
    assert_eq!(stage.server.taken().len(), 0);
    let at_mailbox = format!("/v1/mailboxes/{}", text(&stage.mailbox["mailbox_id"]));
    stage.sales.with_header("if-match", "*").patch(&at_mailbox, &hours("23:00:00")).await.expect(200);
    stage.app.run_job_at(&stage.org, SEND, evening + TimeDelta::minutes(5)).await;
    assert_eq!(stage.server.taken().len(), 1, "the same evening");
}

#[tokio::test]
async fn a_mail_of_a_sequence_is_never_sent_twice_either() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([mail("A", "a"), wait(1), mail("B", "b")])).await;
    let lead = stage.lead(json!({})).await;
    let enrolment = stage.enrol(&sequence, &lead).await;
    stage.server.behave(Manner::HangsUp);
    stage.pass(0).await;
    stage.server.behave(Manner::Takes);
    for day in 1..6 {
        stage.pass(day * DAY).await;
    }
    assert_eq!(stage.server.taken().len(), 1, "it may have been sent, and nobody sends it again");
    let waits = stage.enrolment(&enrolment).await;
    assert_eq!(
        (&waits["status"], &waits["steps_done"]),
        (&json!("active"), &json!(0)),
        "nothing follows until it is known"
    );
    let doubted = stage.sales.get("/v1/mails?status=in_doubt").await.expect(200)["items"][0].clone();
    assert_eq!(doubted["mail_id"], waits["waiting_mail_id"]);
    let path = format!("/v1/mails/{}", text(&doubted["mail_id"]));
    stage.sales.post(format!("{path}/settle"), &json!({"sent": true})).await.expect(200);
    assert_eq!(stage.enrolment(&enrolment).await["steps_done"], 1);
    stage.pass(6 * DAY).await;
    stage.pass(8 * DAY).await;
    assert_eq!(stage.server.taken().len(), 2, "then it goes on");
    let shown = stage.sales.get(&path).await.expect(200);
    assert_eq!(at_mail(&shown, ""), path);
}
