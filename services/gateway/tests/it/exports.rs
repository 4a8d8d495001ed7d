//! Members, invitations and API keys as files.

use serde_json::json;

use crate::stage::gateway;

const EXPORTS: &str = "/api/identity/v1/exports";

/// The rows of a CSV file; no cell of these tests has a comma.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let lines = csv.strip_prefix('\u{feff}').unwrap().lines();
    lines.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn who_works_here_is_a_file_for_whoever_may_see_it() {
    let stage = gateway().await;
    let (anna, stranger) = (stage.owner().await, stage.owner().await);
    let bela = anna.hire(&["sales", "employee"]).await;
    anna.invite(&stranger.email, &["finance"]).await;
    let key = json!({ "name": "=1+1", "roles": ["auditor"] });
    let key = anna.post("/api/identity/v1/api-keys", &key).await.expect(201);

    let file = anna.get(&format!("{EXPORTS}/members.csv")).await.expect(200);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert!(file.headers["content-disposition"].to_str().unwrap().contains("members.csv"));
    let members = rows(&file.text);
    assert_eq!(members[0], ["Name", "E-mail", "Roles", "Active", "ID"]);
    assert_eq!(members[1], ["Anna", &anna.email, "owner", "yes", &anna.member_id]);
    assert_eq!(members[2], ["Béla", &bela.email, "sales; employee", "yes", &bela.member_id]);
    let hungarian = rows(&anna.get(&format!("{EXPORTS}/members.csv?language=hu")).await.expect(200).text);
    assert_eq!(hungarian[0], ["Név", "E-mail-cím", "Szerepkörök", "Aktív", "Azonosító"]);
    assert_eq!(hungarian[2], ["Béla", &bela.email, "Értékesítő; Munkatárs", "igen", &bela.member_id]);
    anna.get(&format!("{EXPORTS}/members.csv?language=de")).await.problem(422, "invalid-query");
    let invited = rows(&anna.get(&format!("{EXPORTS}/invitations.csv")).await.expect(200).text);
    assert_eq!((&invited[1][1], &invited[1][3]), (&stranger.email, &"Anna".to_owned()));
    let keys = anna.get(&format!("{EXPORTS}/api-keys.csv")).await.expect(200);
    assert_eq!((&rows(&keys.text)[1][0], &rows(&keys.text)[1][2]), (&"'=1+1".to_owned(), &"Anna".to_owned()));
    assert!(!keys.text.contains(key["key"].as_str().unwrap()), "no secret");

    for list in ["members", "invitations", "api-keys", "dead-letters"] {
        let xlsx = anna.get(&format!("{EXPORTS}/{list}.xlsx")).await.expect(200);
        assert!(xlsx.text.starts_with("PK"), "{list}");
        let theirs = stranger.get(&format!("{EXPORTS}/{list}.csv")).await.expect(200);
        assert_eq!(rows(&theirs.text).len(), if list == "members" { 2 } else { 1 }, "{list} of another organisation");
        assert!(!theirs.text.contains(&bela.email), "{list}");
        let seen = bela.get(&format!("{EXPORTS}/{list}.csv")).await;
        assert_eq!(seen.status, if list == "members" { 200 } else { 403 }, "{list}: as the list");
        anna.get(&format!("{EXPORTS}/{list}.csv?surprise=1")).await.problem(422, "invalid-query");
    }
}
