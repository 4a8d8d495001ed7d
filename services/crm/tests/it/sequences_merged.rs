//! People whose records are merged while they go through sequences.

use kernel::Role;
use serde_json::{Value, json};
use testkit::Answer;

use crate::mails_in::{arrive, raw};
use crate::sequences::{DAY, Stage, mail, wait};
use crate::{start, text};

/// A contact with this address.
async fn contact(stage: &Stage, name: &str, email: &str) -> Answer {
    stage.sales.post("/v1/contacts", &json!({"name": name, "email": email})).await.expect(201)
}

async fn enrol(stage: &Stage, sequence: &Answer, contact: &Answer) -> Answer {
    let body =
        json!({"sequence_id": sequence["sequence_id"], "contact_id": contact["contact_id"], "start_at": stage.monday});
    stage.sales.post("/v1/enrolments", &body).await.expect(201)
}

/// Merges the second into the first.
async fn merge(stage: &Stage, kept: &Answer, ended: &Answer) -> Answer {
    let body = json!({"merged_id": ended["contact_id"]});
    stage.sales.post(format!("/v1/contacts/{}/merge", text(&kept["contact_id"])), &body).await.expect(200)
}

#[tokio::test]
async fn who_is_merged_goes_on_as_who_they_are_now_and_undoing_needs_nothing() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([wait(1), mail("A", "a"), wait(1), mail("B", "b")])).await;
    let (old, kept) =
        (contact(&stage, "Bob", "bob@old.example").await, contact(&stage, "Bob M", "bob@new.example").await);
    let enrolment = enrol(&stage, &sequence, &old).await;
    let merged = merge(&stage, &kept, &old).await;
    stage.pass(0).await;
    stage.pass(2 * DAY).await;
    let going = stage.enrolment(&enrolment).await;
    assert_eq!((text(&going["status"]), text(&going["person_name"])), ("active", "Bob M"));
    let taken = stage.server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, ["bob@new.example"]);
    let of_kept = format!("/v1/enrolments?contact_id={}", text(&kept["contact_id"]));
    let listed = stage.sales.get(of_kept).await.expect(200);
    assert_eq!(listed["items"][0]["enrolment_id"], enrolment["enrolment_id"]);

    stage.sales.post(format!("/v1/merges/{}/undo", text(&merged["merge_id"])), &json!({})).await.expect(200);
    stage.pass(4 * DAY).await;
    let over = stage.enrolment(&enrolment).await;
    assert_eq!((text(&over["status"]), text(&over["person_name"])), ("finished", "Bob"));
    assert_eq!(stage.server.taken().last().map(|mail| mail.to.clone()), Some(vec!["bob@old.example".to_owned()]));
}

#[tokio::test]
async fn an_answer_of_whoever_they_are_now_ends_it() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([wait(1), mail("A", "a"), wait(1), mail("B", "b")])).await;
    let (old, kept) =
        (contact(&stage, "Bob", "bob@old.example").await, contact(&stage, "Bob M", "bob@new.example").await);
    let enrolment = enrol(&stage, &sequence, &old).await;
    merge(&stage, &kept, &old).await;
    stage.pass(0).await;
    stage.pass(2 * DAY).await;
    arrive(&stage.sales, &stage.mailbox, &raw("bob@new.example", "", "Let us talk")).await.expect(200);
    let ended = stage.enrolment(&enrolment).await;
    assert_eq!((&ended["status"], &ended["exit_reason"]), (&json!("exited"), &json!("replied")));
}

#[tokio::test]
async fn nobody_goes_through_a_sequence_twice_because_they_were_merged() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([wait(1), mail("A", "a")])).await;
    let mut people = Vec::new();
    for name in ["kept", "second", "third"] {
        people.push(contact(&stage, name, &format!("{name}@client.example")).await);
    }
    let mut enrolments = Vec::new();
    for person in &people {
        enrolments.push(enrol(&stage, &sequence, person).await);
    }
    // One is merged into another that is merged then: still one person.
    merge(&stage, &people[1], &people[2]).await;
    merge(&stage, &people[0], &people[1]).await;
    stage.pass(0).await;
    stage.pass(2 * DAY).await;
    let taken = stage.server.taken();
    assert_eq!(taken.iter().map(|mail| mail.to.clone()).collect::<Vec<_>>(), [["kept@client.example"]]);
    let mut ends = Vec::new();
    for enrolment in &enrolments {
        ends.push(stage.enrolment(enrolment).await["status"].clone());
    }
    assert_eq!(ends, [json!("finished"), json!("exited"), json!("exited")]);
}

#[tokio::test]
async fn what_was_promised_about_a_merged_lead_is_promised_about_the_one_that_goes_on() {
    let (_, org) = start().await;
    let sales = org.as_role(Role::Sales);
    let mut leads = Vec::new();
    for name in ["Kept", "Second", "Third"] {
        leads.push(sales.post("/v1/leads", &json!({"name": name})).await.expect(201)["lead_id"].clone());
    }
    let body = json!({"title": "Ring", "due_on": "2198-02-01", "about": [{"lead_id": leads[2]}]});
    sales.post("/v1/follow-ups", &body).await.expect(201);
    for (kept, ended) in [(1, 2), (0, 1)] {
        let at = format!("/v1/leads/{}/merge", text(&leads[kept]));
        sales.post(at, &json!({"merged_id": leads[ended]})).await.expect(200);
    }
    let listed = sales.get("/v1/leads").await.expect(200);
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(text(&listed["items"][0]["next_follow_up"]["title"]), "Ring");
    let without = sales.get("/v1/leads?without_next_step=true").await.expect(200);
    assert_eq!(without["items"], json!([]));
    let forgotten = sales.get("/v1/forgotten?reason=no_next_step").await.expect(200);
    assert_eq!(forgotten["items"], Value::Array(Vec::new()));
}
