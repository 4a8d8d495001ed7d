//! The suite with each service in a process of its own answers the same addresses as in one.

use gerinc::api::ApiError;

use crate::program::Program;

#[tokio::test]
async fn imports_are_reached_as_in_one_process() {
    let program = Program::start(&[]).await;
    let url = &program.url;
    let api = program.sign_up("processes@example.com").await;
    let error = api.get(&format!("imports/v1/maven/{}", api.org_id)).await.unwrap_err();
    let error = error.downcast::<ApiError>().unwrap();
    assert_eq!((error.status, error.code.as_str()), (404, "not-found"), "{error}");
    let begun = api.post("imports/v1/maven", &serde_json::json!({ "accounts_csv": "x" })).await.unwrap_err();
    assert_eq!(begun.downcast::<ApiError>().unwrap().status, 422, "it reads what it is sent");
    let document: serde_json::Value =
        reqwest::get(format!("{url}/api/openapi.json")).await.unwrap().json().await.unwrap();
    assert!(document["paths"]["/api/imports/v1/maven"].is_object());
    let page = reqwest::get(url).await.unwrap().text().await.unwrap();
    assert!(page.contains("npm run build"), "without a console the page says how to get it");
    program.stop().await;
}
