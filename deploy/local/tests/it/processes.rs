//! The suite with each service in a process of its own answers the same addresses as in one.

use std::process::Stdio;
use std::time::{Duration, Instant};

use gerinc::api::{Api, ApiError, SignUp};
use testkit::environment;
use tokio::process::Command;

/// How long starting and stopping may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

#[tokio::test]
async fn imports_are_reached_as_in_one_process() {
    let environment = environment().await;
    let folder = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_gerinc"))
        .arg("--folder")
        .arg(folder.path())
        .args(["up", "--processes", "--empty", "--no-console", "--listen", "127.0.0.1:0"])
        .env("POSTGRES_URL", &environment.admin_url)
        .env("NATS_URL", &environment.nats_url)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let started = Instant::now();
    let url = loop {
        let running = std::fs::read(folder.path().join("running.json")).unwrap_or_default();
        if let Ok(running) = serde_json::from_slice::<serde_json::Value>(&running) {
            break running["url"].as_str().unwrap().to_owned();
        }
        assert!(program.try_wait().unwrap().is_none(), "it ended by itself");
        assert!(started.elapsed() < PATIENCE, "it does not start");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let who = SignUp {
        organization: "Test Ltd",
        country: "HU",
        currency: "EUR",
        time_zone: "Europe/Budapest",
        name: "Test Owner",
        email: "processes@example.com",
        password: "a long password",
    };
    let api = Api::sign_up(&url, &who).await.unwrap();
    let error = api.get(&format!("imports/v1/maven/{}", api.org_id)).await.unwrap_err();
    let error = error.downcast::<ApiError>().unwrap();
    assert_eq!((error.status, error.code.as_str()), (404, "not-found"), "{error}");
    let begun = api.post("imports/v1/maven", &serde_json::json!({ "accounts_csv": "x" })).await.unwrap_err();
    assert_eq!(begun.downcast::<ApiError>().unwrap().status, 422, "it reads what it is sent");
    let document: serde_json::Value =
        reqwest::get(format!("{url}/api/openapi.json")).await.unwrap().json().await.unwrap();
    assert!(document["paths"]["/api/imports/v1/maven"].is_object());
    let page = reqwest::get(&url).await.unwrap().text().await.unwrap();
    assert!(page.contains("npm run build"), "without a console the page says how to get it");

    let id = program.id().unwrap().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
    let ended = tokio::time::timeout(PATIENCE, program.wait()).await.expect("it stops").unwrap();
    assert!(ended.success(), "{ended}");
}
