//! The description of the API, made from the handlers.

use std::collections::HashSet;

use serde_json::{Value, json};

#[test]
fn every_operation_is_described_once() {
    let document = serde_json::to_value(crm::service().openapi()).unwrap();
    let mut ids = HashSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no id"));
            assert!(ids.insert(id.to_owned()), "{id} twice");
            let open = operation["security"] == json!([{}]);
            assert_eq!(operation["x-permission"].is_string(), !open, "{method} {path}");
            assert_eq!(open, path.starts_with("/v1/public/"), "{method} {path}");
        }
    }
    for id in [
        "accounts_create",
        "contacts_list",
        "deals_open",
        "deals_win",
        "deals_reopen",
        "pipelines_list",
        "members_list",
        "leads_convert",
        "lead_forms_public_submit",
    ] {
        assert!(ids.contains(id), "{id} is not in {ids:?}");
    }
}

#[test]
fn a_changed_field_may_be_emptied() {
    let document = serde_json::to_value(crm::service().openapi()).unwrap();
    let body = &document["components"]["schemas"]["UpdateDeal"];
    let account = &body["properties"]["account_id"];
    assert_ne!(account, &Value::Null);
    assert!(account.to_string().contains("null"), "{account}");
    assert_eq!(body["required"], Value::Null);
}
