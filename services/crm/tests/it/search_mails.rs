//! Finding mails that wait for somebody to say what they are about: by whom they are found, and until when.

use kernel::Role;
use serde_json::{Value, json};
use testkit::{Answer, Client};

use crate::activities::colleague;
use crate::erasing::finish;
use crate::mails::{at, mailbox};
use crate::mails_in::{arrive, raw};
use crate::smtp::Server;
use crate::{start, text};

/// What is found: kind and id.
async fn found(client: &Client, words: &str) -> Vec<(String, String)> {
    let answer = client.get(format!("/v1/search?q={words}")).await.expect(200);
    let pair = |item: &Value| (text(&item["kind"]).to_owned(), text(&item["id"]).to_owned());
    answer["items"].as_array().unwrap().iter().map(pair).collect()
}

fn mail(mail: &Answer) -> (String, String) {
    ("mail".to_owned(), text(&mail["mail_id"]).to_owned())
}

#[tokio::test]
async fn a_mail_that_waits_is_found_until_it_is_filed_or_thrown_away() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let sales = org.as_role(Role::Sales);
    let shared = mailbox(&admin, &server, json!({})).await;
    let lead = admin.post("/v1/leads", &json!({"name": "Bob", "email": "bob@client.example"})).await.expect(201);
    let question = raw("nora@new.example", "Subject: Greenhouse\r\n", "What would árvíztűrő glass cost?");
    let waits = arrive(&admin, &shared, &question).await.expect(200);
    for words in ["greenh", "arvizturo%20glass", "nora@new.example", "Greenhuose"] {
        assert_eq!(found(&sales, words).await, [mail(&waits)], "{words}");
    }
    let shown = sales.get("/v1/search?q=glass").await.expect(200)["items"][0].clone();
    assert_eq!((&shown["title"], &shown["detail"]), (&json!("Greenhouse"), &json!("Bob")));
    assert!(shown["snippet"].as_array().unwrap().iter().any(|piece| piece["hit"] == true && piece["text"] == "glass"));
    // What comes from somebody who is known is filed at once, and found as what was written.
    let known = arrive(&admin, &shared, &raw("bob@client.example", "Subject: Orangery\r\n", "Hello")).await.expect(200);
    let kinds: Vec<String> = found(&sales, "orangery").await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["activity"], "{}", known.text);

    let stranger = app.organization().await.as_role(Role::Owner);
    assert_eq!(found(&stranger, "greenhouse").await, []);
    admin.post(at(&waits, "/file"), &json!({"about": [{"lead_id": lead["lead_id"]}]})).await.expect(200);
    let kinds: Vec<String> = found(&sales, "greenhouse").await.into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["activity"], "filed, it stands there once");

    let other = arrive(&admin, &shared, &raw("ad@ad.example", "Subject: Advertisement\r\n", "Buy")).await.expect(200);
    assert_eq!(found(&sales, "advertisement").await, [mail(&other)]);
    admin.post(at(&other, "/discard"), &json!({})).await.expect(200);
    assert_eq!(found(&sales, "advertisement").await, []);
}

#[tokio::test]
async fn what_waits_in_a_colleagues_mailbox_is_found_by_them_and_by_who_sets_up_mailboxes() {
    let (app, org) = start().await;
    let (admin, server) = (org.as_role(Role::Admin), Server::start().await);
    let (anna, bela) = (colleague(&app, &org, "Anna").await, colleague(&app, &org, "Béla").await);
    let (hers, his) = (org.as_member(anna, [Role::Sales]), org.as_member(bela, [Role::Sales]));
    let own = mailbox(&admin, &server, json!({"owner_id": anna})).await;
    let mut private = Vec::new();
    for place in 0..3 {
        let results = format!("Subject: Results {place}\r\n");
        private.push(arrive(&admin, &own, &raw("doctor@clinic.example", &results, "All well")).await.expect(200));
    }
    let shared = mailbox(&admin, &server, json!({})).await;
    let public = arrive(&admin, &shared, &raw("x@y.example", "Subject: Resultant\r\n", "x")).await.expect(200);
    for client in [&hers, &admin] {
        assert_eq!(found(client, "result").await.len(), 4);
    }
    for client in [&his, &org.as_role(Role::Auditor), &org.as_role(Role::Sales)] {
        // What they may not read takes no place of what they may.
        assert_eq!(found(client, "result&limit=1").await, [mail(&public)]);
        assert_eq!(found(client, "clinic").await, []);
    }
    // It is found by whoever has the mailbox now.
    let path = format!("/v1/mailboxes/{}", text(&own["mailbox_id"]));
    admin.with_header("if-match", "*").patch(&path, &json!({"owner_id": bela})).await.expect(200);
    assert_eq!((found(&hers, "clinic").await.len(), found(&his, "clinic").await.len()), (0, 3));
    admin.with_header("if-match", "*").patch(&path, &json!({"owner_id": null})).await.expect(200);
    assert_eq!(found(&hers, "clinic").await.len(), 3);
    hers.post(at(&private[0], "/discard"), &json!({})).await.expect(200);
    assert_eq!(found(&his, "clinic").await.len(), 2);
}

#[tokio::test]
async fn nobody_who_was_erased_is_found_by_what_they_wrote() {
    let (app, org) = start().await;
    let admin = org.as_roles([Role::Admin, Role::Sales]);
    let server = Server::start().await;
    let shared = mailbox(&admin, &server, json!({})).await;
    arrive(&admin, &shared, &raw("kata@lost.example", "Subject: Glasshouse\r\n", "Hello")).await.expect(200);
    assert_eq!(found(&admin, "kata@lost.example").await.len(), 1);
    let person = json!({"name": "Kiss Kata", "email": "kata@lost.example"});
    let person = admin.post("/v1/contacts", &person).await.expect(201);
    let at = format!("/v1/contacts/{}/erase", text(&person["contact_id"]));
    let erased = admin.post(at, &json!({"reason": "request"})).await.expect(200);
    finish(&app, &org, &admin, &erased.json).await;
    for words in ["kata@lost.example", "glasshouse"] {
        assert_eq!(found(&admin, words).await, [], "{words}");
    }
}
