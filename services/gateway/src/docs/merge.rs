//! Making one OpenAPI document of several.

use serde_json::{Map, Value, json};

const SCHEMAS: &str = "#/components/schemas/";

/// The document so far.
#[derive(Debug)]
pub struct Merged {
    paths: Map<String, Value>,
    schemas: Map<String, Value>,
}

impl Merged {
    /// Nothing yet.
    pub fn new() -> Self {
        Self { paths: Map::new(), schemas: Map::new() }
    }

    /// Adds what the gateway answers beside the services, under the addresses it has already.
    pub fn add_own(&mut self, mut document: Value) {
        self.schemas.extend(take_object(&mut document, "/components/schemas"));
        self.paths.extend(take_object(&mut document, "/paths"));
    }

    /// Adds the document of a service: its paths get the prefix clients use, its operations and tags the service's
    /// name, and its schemas too where another service has a different one of the same name.
    pub fn add(&mut self, service: &str, mut document: Value) {
        let mut schemas = take_object(&mut document, "/components/schemas");
        let renamed = self.collisions(service, &schemas);
        let mut paths = take_object(&mut document, "/paths");
        for path in paths.values_mut() {
            point_to(path, service, &renamed);
            mark(path, service);
        }
        for schema in schemas.values_mut() {
            point_to(schema, service, &renamed);
        }
        for (name, schema) in schemas {
            let name = if renamed.contains(&name) { prefixed(service, &name) } else { name };
            self.schemas.insert(name, schema);
        }
        self.paths.extend(paths.into_iter().map(|(path, item)| (format!("/api/{service}{path}"), item)));
    }

    /// Names that mean something else already. A schema that points to a renamed one is itself another schema, so this
    /// goes on until no more are found.
    fn collisions(&self, service: &str, schemas: &Map<String, Value>) -> Vec<String> {
        let mut renamed: Vec<String> = Vec::new();
        loop {
            let found = schemas.iter().find(|(name, schema)| {
                let mut schema = (*schema).clone();
                point_to(&mut schema, service, &renamed);
                !renamed.contains(name) && self.schemas.get(*name).is_some_and(|other| *other != schema)
            });
            match found {
                Some((name, _)) => renamed.push(name.clone()),
                None => return renamed,
            }
        }
    }

    /// The whole document; names the services that are missing from it.
    pub fn finish(self, missing: &[String]) -> Value {
        let gaps = match missing {
            [] => String::new(),
            names => format!(" Not reachable just now, and therefore not described here: {}.", names.join(", ")),
        };
        let description = format!("The whole suite. Log in at `/api/identity/v1/login`, or send an API key.{gaps}");
        json!({
            "openapi": "3.1.0",
            "info": { "title": "Gerinc", "version": env!("CARGO_PKG_VERSION"), "description": description },
            "paths": self.paths,
            "components": {
                "schemas": self.schemas,
                "securitySchemes": {
                    "bearer": { "type": "http", "scheme": "bearer", "description": "An access token or an API key." },
                    "session": { "type": "apiKey", "in": "cookie", "name": crate::access::SESSION_COOKIE },
                },
            },
            "security": [{ "bearer": [] }, { "session": [] }],
        })
    }
}

/// One document of two of the same service; what both have is taken from the first.
pub fn join(mut first: Value, mut second: Value) -> Value {
    for place in ["/paths", "/components/schemas"] {
        let mut both = take_object(&mut second, place);
        both.extend(take_object(&mut first, place));
        put_object(&mut first, place, both);
    }
    first
}

fn take_object(document: &mut Value, pointer: &str) -> Map<String, Value> {
    match document.pointer_mut(pointer).map(Value::take) {
        Some(Value::Object(object)) => object,
        _ => Map::new(),
    }
}

fn put_object(document: &mut Value, pointer: &str, object: Map<String, Value>) {
    let mut place = document;
    for part in pointer.split('/').skip(1) {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = &mut place[part];
    }
    *place = Value::Object(object);
}

/// `crm` and `Status` become `CrmStatus`.
fn prefixed(service: &str, name: &str) -> String {
    let mut letters = service.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!("{}{}{name}", first.map(String::from).unwrap_or_default(), letters.as_str())
}

/// Lets every reference to a renamed schema point to its new name.
fn point_to(value: &mut Value, service: &str, renamed: &[String]) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(target)) = object.get_mut("$ref")
                && let Some(name) = target.strip_prefix(SCHEMAS)
                && renamed.iter().any(|one| one == name)
            {
                *target = format!("{SCHEMAS}{}", prefixed(service, name));
            }
            object.values_mut().for_each(|inner| point_to(inner, service, renamed));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| point_to(item, service, renamed)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Puts the service's name before ids and tags of the operations of a path.
fn mark(path: &mut Value, service: &str) {
    let Value::Object(operations) = path else { return };
    for operation in operations.values_mut() {
        if let Some(Value::String(id)) = operation.get_mut("operationId") {
            *id = format!("{service}_{id}");
        }
        if let Some(Value::Array(tags)) = operation.get_mut("tags") {
            for tag in tags {
                if let Value::String(text) = tag {
                    *text = format!("{service}: {text}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(kind: &str) -> Value {
        json!({
            "paths": { "/v1/things": { "get": {
                "operationId": "list",
                "tags": ["things"],
                "responses": { "200": { "schema": { "$ref": "#/components/schemas/Page" } } },
            } } },
            "components": { "schemas": {
                "Status": { "enum": [kind] },
                "Page": { "items": { "$ref": "#/components/schemas/Status" } },
                "Money": { "type": "object" },
            } },
        })
    }

    #[test]
    fn schemas_that_differ_get_the_name_of_their_service() {
        let mut merged = Merged::new();
        merged.add("crm", document("won"));
        merged.add("billing", document("paid"));
        let all = merged.finish(&[]);
        let schemas = all["components"]["schemas"].as_object().unwrap();
        let names: Vec<&str> = schemas.keys().map(String::as_str).collect();
        assert_eq!(names.len(), 5, "{names:?}");
        assert_eq!(schemas["Status"], json!({ "enum": ["won"] }));
        assert_eq!(schemas["BillingPage"]["items"]["$ref"], "#/components/schemas/BillingStatus");
        let operation = &all["paths"]["/api/billing/v1/things"]["get"];
        assert_eq!(operation["operationId"], "billing_list");
        assert_eq!(operation["responses"]["200"]["schema"]["$ref"], "#/components/schemas/BillingPage");
        assert_eq!(all["paths"]["/api/crm/v1/things"]["get"]["tags"], json!(["crm: things"]));
    }

    #[test]
    fn what_is_missing_is_named() {
        let all = Merged::new().finish(&["crm".to_owned(), "billing".to_owned()]);
        assert!(all["info"]["description"].as_str().unwrap().contains("crm, billing"));
    }

    #[test]
    fn two_documents_of_one_service_become_one() {
        let all = join(json!({ "paths": { "/a": 1 } }), json!({ "paths": { "/a": 2, "/b": 3 } }));
        assert_eq!(all["paths"], json!({ "/a": 1, "/b": 3 }));
    }
}
