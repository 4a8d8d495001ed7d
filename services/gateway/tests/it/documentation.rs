//! The merged documentation and the pages.

use axum::Router;
use axum::routing::get;
use gateway::Settings;
use http::{Method, header};
use serde_json::{Value, json};

use crate::proxy::upstream;
use crate::stage::{gateway, gateway_with};

fn documented(kind: &'static str) -> Router {
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "x", "version": "1" },
        "paths": { "/v1/things": { "get": { "operationId": "list", "responses": {
            "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } },
        } } } },
        "components": { "schemas": { "Thing": { "type": kind } } },
    });
    Router::new().route("/openapi.json", get(move || async move { axum::Json(document) }))
}

#[tokio::test]
async fn one_document_describes_the_whole_suite() {
    let stage = gateway_with(Settings::default()).await;
    for (name, kind) in [("crm", "object"), ("billing", "string")] {
        stage.upstreams.set(name, &format!("http://{}", upstream(documented(kind)).await)).unwrap();
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = listener.local_addr().unwrap();
    drop(listener);
    stage.upstreams.set("expenses", &format!("http://{nobody}")).unwrap();

    let all = stage.call(Method::GET, "/api/openapi.json", &[], None).await.expect(200);
    assert_eq!(all["openapi"], "3.1.0");
    assert!(all["info"]["description"].as_str().unwrap().contains("not described here: expenses"));
    let paths = all["paths"].as_object().unwrap();
    for path in ["/api/crm/v1/things", "/api/identity/v1/login", "/api/identity/v1/members/{member_id}"] {
        assert!(paths.contains_key(path), "{path}: {:?}", paths.keys());
    }
    let log_in = &paths["/api/identity/v1/login"]["post"];
    assert_eq!(log_in["operationId"], "identity_sessions_log_in");
    assert_eq!(log_in["security"], json!([{}]), "logging in needs no proof");
    let schemas = all["components"]["schemas"].as_object().unwrap();
    assert_eq!(schemas["Thing"]["type"], "string", "the first by name");
    assert_eq!(schemas["CrmThing"]["type"], "object");
    let broken: Vec<String> = references(&all.json)
        .into_iter()
        .filter(|target| all.json.pointer(target.trim_start_matches('#')).is_none())
        .collect();
    assert!(broken.is_empty(), "{broken:?}");
}

fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(object) => {
            let own = object.get("$ref").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(object.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

#[tokio::test]
async fn the_pages_bring_all_they_need() {
    let stage = gateway().await;
    let page = stage.call(Method::GET, "/api/docs", &[], None).await.expect(200);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!policy.contains("http"), "something comes from elsewhere: {policy}");
}

#[tokio::test]
async fn operators_see_that_it_lives() {
    let stage = gateway().await;
    for path in ["/livez", "/readyz", "/metrics"] {
        stage.call(Method::GET, path, &[], None).await.expect(200);
    }
    stage.call(Method::GET, "/nothing", &[], None).await.problem(404, "not-found");
}
