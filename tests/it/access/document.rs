//! The suite's own OpenAPI document, as a list of what can be asked and with which body.

use kernel::Permission;
use reqwest::Method;
use serde_json::{Map, Value, json};

/// Operations that look at sessions and passwords themselves, what anybody may send with a form, and what an address with
/// a secret in it answers. Of changes everybody hears those they may read.
const OPEN: [(&str, &str); 21] = [
    ("POST", "/api/identity/v1/signup"),
    ("POST", "/api/identity/v1/login"),
    ("POST", "/api/identity/v1/logout"),
    ("POST", "/api/identity/v1/token"),
    ("GET", "/api/identity/v1/session"),
    ("GET", "/api/identity/v1/session/organizations"),
    ("POST", "/api/identity/v1/session/switch"),
    ("GET", "/api/identity/v1/session/demos"),
    ("POST", "/api/identity/v1/session/demos/join"),
    ("POST", "/api/identity/v1/session/demos/leave"),
    ("POST", "/api/identity/v1/password"),
    ("POST", "/api/identity/v1/invitations/accept"),
    ("GET", "/api/live"),
    ("POST", "/api/crm/v1/public/forms/{form_key}/submissions"),
    ("GET", "/api/crm/v1/public/forms/{form_key}/token"),
    ("GET", "/api/crm/v1/public/calendars/{calendar}"),
    ("GET", "/api/crm/v1/public/quotes/{quote_key}"),
    ("GET", "/api/crm/v1/public/quotes/{quote_key}/pdf"),
    ("POST", "/api/crm/v1/public/quotes/{quote_key}/view"),
    ("POST", "/api/crm/v1/public/quotes/{quote_key}/accept"),
    ("POST", "/api/crm/v1/public/quotes/{quote_key}/decline"),
];

/// One operation of the document.
#[derive(Debug, Clone)]
pub struct Operation {
    pub method: Method,
    /// With its parameters in braces.
    pub path: String,
    /// All of these are needed; none when it is open.
    pub needs: Option<Vec<Permission>>,
    /// Names of its query parameters.
    pub query: Vec<String>,
    body: Option<Value>,
}

impl Operation {
    fn of(method: &str, path: &str, operation: &Value) -> Self {
        let word = |value: &Value| value.as_str().unwrap().parse::<Permission>().unwrap();
        let stated = &operation["x-permission"];
        let several = stated.as_array().map(|all| all.iter().map(word).collect());
        let needs = several.or_else(|| stated.is_string().then(|| vec![word(stated)]));
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let query = parameters.filter(|one| one["in"] == "query").map(|one| one["name"].as_str().unwrap().to_owned());
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        Self {
            method: method.to_uppercase().parse().unwrap(),
            path: path.to_owned(),
            needs,
            query: query.collect(),
            body: Some(schema.clone()).filter(|schema| !schema.is_null()),
        }
    }

    /// Whether it may be asked by somebody unknown.
    pub fn is_open(&self) -> bool {
        OPEN.contains(&(self.method.as_str(), self.path.as_str()))
    }

    /// Whether it answers about one thing that its path names.
    pub fn names_a_thing(&self) -> bool {
        self.path.contains('{')
    }

    /// The path with its parameters filled in.
    pub fn at(&self, value: impl Fn(&str) -> String) -> String {
        let mut parts = self.path.split(['{', '}']);
        let mut path = parts.next().unwrap().to_owned();
        while let (Some(name), Some(rest)) = (parts.next(), parts.next()) {
            path.push_str(&value(name));
            path.push_str(rest);
        }
        path
    }

    /// Name of the service, e.g. `crm`.
    pub fn service(&self) -> &str {
        self.path.split('/').nth(2).unwrap()
    }
}

/// The document.
#[derive(Debug)]
pub struct Document {
    schemas: Map<String, Value>,
    pub operations: Vec<Operation>,
}

impl Document {
    /// Of the suite at this address.
    pub async fn read(url: &str) -> Self {
        let text = reqwest::get(format!("{url}/api/openapi.json")).await.unwrap().text().await.unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        let about = document["info"]["description"].as_str().unwrap();
        assert!(!about.contains("Not reachable"), "{about}");
        for name in text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document["components"]["schemas"][name].is_object(), "{name} is not described");
        }
        let paths = document["paths"].as_object().unwrap();
        let each = |(path, item): (&String, &Value)| {
            let item = item.as_object().unwrap().clone();
            let path = path.clone();
            item.into_iter().map(move |(method, operation)| Operation::of(&method, &path, &operation))
        };
        let schemas = document["components"]["schemas"].as_object().unwrap().clone();
        Self { schemas, operations: paths.iter().flat_map(each).collect() }
    }

    /// What needs a permission.
    pub fn guarded(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(|operation| operation.needs.is_some())
    }

    /// The smallest body that fits, with this property wherever it may stand; ids are chosen by name.
    pub fn body(
        &self,
        operation: &Operation,
        wanted: Option<&str>,
        id: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Value> {
        operation.body.as_ref().map(|schema| self.example(schema, "", wanted, id))
    }

    /// Whether a body may hold this property, however deep.
    pub fn body_has(&self, operation: &Operation, property: &str) -> bool {
        operation.body.as_ref().is_some_and(|schema| self.has(schema, property))
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        if let Some(name) = schema["$ref"].as_str() {
            let schema = self.schemas.get(name.rsplit('/').next().unwrap());
            return self.resolve(schema.unwrap_or_else(|| panic!("{name} points to nothing")));
        }
        match schema["allOf"].as_array().or(schema["anyOf"].as_array()) {
            Some(parts) => self.resolve(&parts[0]),
            None => schema,
        }
    }

    fn has(&self, schema: &Value, property: &str) -> bool {
        let schema = self.resolve(schema);
        let inside = |(name, inner): (&String, &Value)| name == property || self.has(inner, property);
        schema["properties"].as_object().is_some_and(|all| all.iter().any(inside))
            || schema["items"].is_object() && self.has(&schema["items"], property)
            || schema["oneOf"].as_array().is_some_and(|all| all.iter().any(|one| self.has(one, property)))
    }

    fn example(&self, schema: &Value, name: &str, wanted: Option<&str>, id: &dyn Fn(&str) -> Option<String>) -> Value {
        let schema = self.resolve(schema);
        let wants = |schema: &Value| wanted.is_some_and(|wanted| self.has(schema, wanted));
        if let Some(all) = schema["oneOf"].as_array() {
            let one = all.iter().find(|one| wants(one)).unwrap_or(&all[0]);
            return self.example(one, name, wanted, id);
        }
        let given = [&schema["const"], &schema["enum"][0], &schema["examples"][0]];
        if let Some(value) = given.into_iter().find(|value| !value.is_null()) {
            return value.clone();
        }
        let kinds = schema["type"].as_array().map_or_else(|| vec![&schema["type"]], |kinds| kinds.iter().collect());
        let kinds: Vec<&str> = kinds.into_iter().filter_map(Value::as_str).collect();
        match kinds[..] {
            ["object", ..] => self.object(schema, wanted, id),
            ["array", ..] if wanted == Some(name) || wants(&schema["items"]) || schema["items"]["$ref"].is_string() => {
                json!([self.example(&schema["items"], name, wanted, id)])
            }
            ["array", ..] => json!([]),
            ["integer", ..] => json!(30),
            ["boolean", ..] => json!(true),
            ["string", ..] => match schema["format"].as_str() {
                Some("uuid") => json!(id(name).unwrap_or_else(unknown_id)),
                Some("date") => json!("2026-03-02"),
                Some("email") => json!(format!("{}@example.com", unknown_id())),
                _ => json!("some words"),
            },
            _ => panic!("no example of {schema}"),
        }
    }

    fn object(&self, schema: &Value, wanted: Option<&str>, id: &dyn Fn(&str) -> Option<String>) -> Value {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let mut object = Map::new();
        for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
            let is_wanted = wanted.is_some_and(|wanted| name == wanted || self.has(inner, wanted));
            if is_wanted || required.iter().any(|one| one == name) {
                object.insert(name.clone(), self.example(inner, name, wanted, id));
            }
        }
        object.into()
    }
}

/// An id that nothing has.
pub fn unknown_id() -> String {
    kernel::EventId::new().as_uuid().to_string()
}
