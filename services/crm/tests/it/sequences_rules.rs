//! Rules by which people come into sequences by themselves.

use serde_json::json;
use testkit::Answer;

use crate::sequences::{STEPS, Stage, TEND, at, mail, wait};
use crate::text;

#[tokio::test]
async fn rules_enrol_once_and_consent_is_respected() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([wait(1), mail("A", "a")])).await;
    let rule = json!({"rule": {"when": "lead", "status": "nurture", "source": "Fair"}, "needs_consent": true});
    stage.sales.with_header("if-match", "*").patch(at(&sequence, ""), &rule).await.expect(200);
    let consent = json!({"how": "form", "text": "You may write to me."});
    let yes = stage
        .lead(json!({"name": "Yes", "email": "yes@client.example", "origin": {"source": "fair"}, "consent": consent}))
        .await;
    let no = stage.lead(json!({"name": "No", "email": "no@client.example", "origin": {"source": "fair"}})).await;
    let other = stage.lead(json!({"name": "Other", "email": "o@client.example", "consent": consent})).await;
    stage.app.run_job(&stage.org, TEND).await;
    let list = async || stage.sales.get("/v1/enrolments").await.expect(200)["items"].as_array().unwrap().clone();
    assert!(list().await.is_empty(), "none of them is nurtured");
    for lead in [&yes, &no, &other] {
        let nurture = format!("/v1/leads/{}/nurture", text(&lead["lead_id"]));
        stage.sales.post(nurture, &json!({"until": "2199-01-01"})).await.expect(200);
    }
    tokio::join!(stage.app.run_job(&stage.org, TEND), stage.app.run_job(&stage.org, STEPS));
    stage.app.run_job(&stage.org, TEND).await;
    let enrolled = list().await;
    assert_eq!(enrolled.len(), 1);
    assert_eq!((&enrolled[0]["person_name"], &enrolled[0]["enrolled_by"]), (&json!("Yes"), &json!("system:crm")));
    let by_hand = json!({"sequence_id": sequence["sequence_id"], "lead_id": no["lead_id"]});
    stage.sales.post("/v1/enrolments", &by_hand).await.problem(409, "cannot-be-enrolled");
    stage.sales.post(at(&sequence, "/stand"), &json!({"status": "archived"})).await.expect(200);
    stage.app.run_job(&stage.org, TEND).await;
    assert_eq!(list().await[0]["exit_reason"], "sequence_archived");
    stage.sales.post(at(&sequence, "/stand"), &json!({"status": "active"})).await.problem(409, "sequence-archived");
}

#[tokio::test]
async fn many_who_are_refused_keep_nobody_behind_them_from_being_enrolled() {
    let stage = Stage::new(json!({})).await;
    let sequence = stage.sequence(json!([wait(1), mail("A", "a")])).await;
    let rule = json!({"rule": {"when": "lead", "source": "Fair"}, "needs_consent": true});
    stage.sales.with_header("if-match", "*").patch(at(&sequence, ""), &rule).await.expect(200);
    let no = stage.lead(json!({"name": "No", "email": "no@client.example", "origin": {"source": "fair"}})).await;
    let consent = json!({"how": "form", "text": "You may write to me."});
    stage
        .lead(json!({"name": "Yes", "email": "yes@client.example", "origin": {"source": "fair"}, "consent": consent}))
        .await;
    let (running, id, no) = (stage.app.running.clone(), stage.org.id, text(&no["lead_id"]).to_owned());
    testkit::on_runtime(async move {
        let mut tx = running.state().db.begin(id, platform::db::Mode::Write).await.unwrap();
        // As the one who has not agreed, and before everybody else by their ids.
        let many = "insert into leads (org_id, lead_id, version, name, email, source, origin, status, received_at, received_on,
                                       last_touch_at, touches, score, score_parts, scored_revision, updated_at)
                    select org_id, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, name || n,
                           n || '@client.example', source, origin, status, received_at, received_on, last_touch_at, 1,
                           score, score_parts, scored_revision, updated_at
                      from leads, generate_series(1, 1100) n where org_id = $1 and lead_id = $2::text::uuid";
        sqlx::query(many).bind(id.as_uuid()).bind(no).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    })
    .await;
    for _ in 0..2 {
        stage.app.run_job(&stage.org, TEND).await;
    }
    let enrolled = stage.sales.get("/v1/enrolments").await.expect(200)["items"].clone();
    assert_eq!((enrolled.as_array().unwrap().len(), &enrolled[0]["person_name"]), (1, &json!("Yes")), "{enrolled}");
}

#[tokio::test]
async fn one_mailbox_goes_through_a_sequence_once_whoever_has_its_address() {
    let stage = Stage::new(json!({})).await;
    let contact = async |name: &str| {
        let body =
            json!({"name": name, "email": if name == "Two" { "BOSS@client.example" } else { "boss@client.example" }});
        stage.sales.post("/v1/contacts", &body).await.expect(201)
    };
    let (one, two) = (contact("One").await, contact("Two").await);
    let lead = stage.lead(json!({"name": "Three", "email": "boss@client.example"})).await;
    let enrol = async |sequence: &Answer, field: &str, person: &Answer| {
        let mut body = json!({"sequence_id": sequence["sequence_id"], "start_at": stage.monday});
        body[field] = person[field].clone();
        stage.sales.post("/v1/enrolments", &body).await
    };
    let first = stage.sequence(json!([mail("Hello", "Dear {{name}}")])).await;
    let enrolled = enrol(&first, "contact_id", &one).await.expect(201);
    enrol(&first, "contact_id", &two).await.problem(409, "already-enrolled");
    enrol(&first, "lead_id", &lead).await.problem(409, "already-enrolled");
    let removed = format!("/v1/enrolments/{}/exit", text(&enrolled["enrolment_id"]));
    stage.sales.post(removed, &json!({})).await.expect(200);
    enrol(&first, "contact_id", &two).await.expect(201);

    // Two at once, into another one: the second sees the first.
    let second = stage.sequence(json!([mail("Hello", "Dear {{name}}")])).await;
    let both = tokio::join!(enrol(&second, "contact_id", &one), enrol(&second, "contact_id", &two));
    let mut codes = [both.0.status, both.1.status];
    codes.sort_unstable();
    assert_eq!(codes, [201, 409], "{} {}", both.0.text, both.1.text);
}
