//! Text of every kind is kept as it was written, and never becomes anything else than text.

use serde_json::{Value, json};
use suite::world;

use super::Desk;

const TEXTS: [&str; 16] = [
    "Robert'); drop table accounts;--",
    "' or '1'='1",
    "%' union select null--",
    "\\'; select pg_sleep(10);--",
    "$$ $1 {0} %s ${jndi:ldap://x} {{7*7}}",
    "<script>alert(1)</script> & \"quoted\"",
    "ev.crm.deal.> * .. / \\ |",
    "../../etc/passwd",
    "=HYPERLINK(\"http://example.com\")",
    "🧾👩‍👩‍👧‍👦🇭🇺 emoji",
    "שלום עולם مرحبا بالعالم",
    "e\u{301} decomposed and \u{e9} composed",
    "zero\u{200b}width\u{200d}joined\u{feff}mark",
    "ÁRVÍZTŰRŐ tükörfúrógép ẞ ß İ ı",
    "𝕌𝕟𝕚𝕔𝕠𝕕𝕖 𠜎𠜱",
    "null",
];

#[tokio::test]
async fn every_text_comes_back_as_it_was_written() {
    let desk = Desk::new(&*world().await).await;
    let before = desk.counts().await;
    for text in TEXTS {
        let account = desk.client.post("/api/crm/v1/accounts", &json!({ "name": text })).await.expect(201);
        assert_eq!(account["name"], text);
        let path = format!("/api/crm/v1/accounts/{}", account["account_id"].as_str().unwrap());
        assert_eq!(desk.client.get(&path).await.expect(200)["name"], text);
        for (path, field) in
            [("/v1/claims", "/title"), ("/v1/projects", "/name"), ("/v1/invoices", "/lines/0/description")]
        {
            let (path, mut body) = desk.post(path);
            *body.pointer_mut(field).unwrap() = json!(text);
            let made = desk.client.post(&path, &body).await.expect(201);
            assert_eq!(made.pointer(field), Some(&Value::from(text)), "{path}");
        }
    }
    let after = desk.counts().await;
    for ((path, before), (_, after)) in before.iter().zip(&after) {
        let made = ["/v1/accounts", "/v1/claims", "/v1/projects", "/v1/invoices"].iter().any(|end| path.ends_with(end));
        assert_eq!(after - before, if made { TEXTS.len() } else { 0 }, "{path}");
    }
    let names: Vec<Value> =
        desk.client.items("/api/crm/v1/accounts").await.iter().map(|one| one["name"].clone()).collect();
    assert!(TEXTS.iter().all(|text| names.iter().any(|name| name == text)), "{names:?}");
    desk.no_dead_letters().await;
}

#[tokio::test]
async fn ids_and_tokens_in_the_wrong_places_change_nothing() {
    let world = world().await;
    let (desk, other) = (Desk::new(&world).await, world.owner().await);
    let theirs = other.org_id.to_string();
    // Whatever a request says of its organisation elsewhere than in its token is not heard.
    for name in ["x-org-id", "x-tenant", "ce-tenant", "x-forwarded-user"] {
        let client = desk.client.with(name, &theirs);
        assert_eq!(
            client.get("/api/identity/v1/organization").await.expect(200)["org_id"],
            desk.api.org_id.to_string()
        );
    }
    let client = desk.client.with("cookie", "gerinc_session=0123456789abcdef");
    client.get("/api/crm/v1/accounts").await.expect(200);
}
