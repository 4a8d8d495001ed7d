//! The published language does not change by accident: every event's JSON Schema is kept in `schemas/`, and what is
//! there may only grow by optional fields.
//!
//! `GERINC_BLESS=1 cargo test -p contracts` writes new and grown schemas; it never writes an incompatible one.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

fn schema_of(entry: &contracts::CatalogEntry) -> Value {
    let mut schema = entry.schema.clone().to_value();
    schema["x-aggregate"] = entry.aggregate.into();
    if !entry.personal.is_empty() {
        schema["x-personal"] = entry.personal.into();
    }
    schema
}

/// Why data that fits the old schema, or is read by who knows it, would break under the new one.
fn breaks(path: &str, old: &Value, new: &Value, found: &mut Vec<String>) {
    let (Some(old), Some(new)) = (old.as_object(), new.as_object()) else {
        if old != new {
            found.push(format!("{path}: {old} became {new}"));
        }
        return;
    };
    for (key, value) in old {
        let here = format!("{path}/{key}");
        match (key.as_str(), new.get(key)) {
            // Prose may change, and what is personal is of the same type whether it is veiled or not.
            ("description" | "title" | "$schema" | "x-personal", _) => {}
            ("required", other) => {
                let names = |value: Option<&Value>| -> Vec<String> {
                    value
                        .and_then(Value::as_array)
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_str)
                        .map(str::to_owned)
                        .collect()
                };
                if names(Some(value)) != names(other) {
                    found.push(format!("{here}: the required fields changed"));
                }
            }
            (_, Some(other)) => breaks(&here, value, other, found),
            (_, None) => found.push(format!("{here} is gone")),
        }
    }
    if new.contains_key("required") && !old.contains_key("required") {
        found.push(format!("{path}: fields became required"));
    }
}

#[test]
fn published_events_only_grow() {
    let bless = std::env::var_os("GERINC_BLESS").is_some();
    let mut wrong = Vec::new();
    for entry in contracts::catalog() {
        let path = folder().join(format!("{}.json", entry.event_type));
        let now = schema_of(&entry);
        let text = format!("{}\n", serde_json::to_string_pretty(&now).unwrap());
        match fs::read_to_string(&path) {
            Ok(kept) => {
                let mut found = Vec::new();
                breaks("", &serde_json::from_str(&kept).unwrap(), &now, &mut found);
                if !found.is_empty() {
                    wrong.push(format!("{} needs a new version: {}", entry.event_type, found.join("; ")));
                } else if kept != text && bless {
                    fs::write(&path, text).unwrap();
                } else if kept != text {
                    wrong.push(format!("{} grew; keep its schema with GERINC_BLESS=1", entry.event_type));
                }
            }
            Err(_) if bless => fs::write(&path, text).unwrap(),
            Err(_) => wrong.push(format!("{} has no schema yet; keep it with GERINC_BLESS=1", entry.event_type)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_published_event_disappears() {
    let known: Vec<String> = contracts::catalog().iter().map(|entry| format!("{}.json", entry.event_type)).collect();
    for file in fs::read_dir(folder()).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name), "{name} was published once; consumers may still meet it");
    }
}

#[test]
fn types_are_well_formed_and_unique() {
    let mut seen = std::collections::BTreeSet::new();
    for entry in contracts::catalog() {
        assert!(contracts::event_type(entry.event_type).is_some(), "{}", entry.event_type);
        assert!(seen.insert(entry.event_type), "{} is declared twice", entry.event_type);
    }
}

#[test]
fn breaking_changes_are_noticed() {
    let old = serde_json::json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]});
    let found = |new: Value| {
        let mut found = Vec::new();
        breaks("", &old, &new, &mut found);
        found
    };
    let with = |change: &dyn Fn(&mut Value)| {
        let mut new = old.clone();
        change(&mut new);
        new
    };
    assert!(found(with(&|new| new["properties"]["b"] = serde_json::json!({"type": "string"}))).is_empty());
    assert!(!found(with(&|new| new["required"] = serde_json::json!(["a", "b"]))).is_empty());
    assert!(!found(with(&|new| new["properties"]["a"]["type"] = "integer".into())).is_empty());
    assert!(!found(with(&|new| new["properties"] = serde_json::json!({}))).is_empty());
}

/// Everything a schema says a value may be at a place: itself, what it refers to, and each of several.
fn forms<'a>(root: &'a Value, schema: &'a Value, found: &mut Vec<&'a Value>) {
    found.push(schema);
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        forms(root, &root["$defs"][name], found);
    }
    for several in ["anyOf", "oneOf", "allOf"] {
        for one in schema[several].as_array().into_iter().flatten() {
            forms(root, one, found);
        }
    }
}

fn forms_of<'a>(root: &'a Value, schema: &'a Value) -> Vec<&'a Value> {
    let mut found = Vec::new();
    forms(root, schema, &mut found);
    found
}

/// Paths at which an e-mail address stands.
fn addresses(root: &Value, schema: &Value, path: &str, depth: usize, found: &mut Vec<String>) {
    for form in forms_of(root, schema) {
        if form["format"] == "email" {
            found.push(path.to_owned());
        }
        if depth == 0 {
            continue;
        }
        if form["items"].is_object() {
            addresses(root, &form["items"], path, depth - 1, found);
        }
        for (name, value) in form["properties"].as_object().into_iter().flatten() {
            let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            addresses(root, value, &below, depth - 1, found);
        }
    }
}

#[test]
fn what_is_veiled_is_there() {
    for entry in contracts::catalog() {
        let root = entry.schema.clone().to_value();
        for path in entry.personal {
            let mut here = vec![&root];
            for name in path.split('.') {
                let forms = here.iter().flat_map(|one| forms_of(&root, one));
                let each = forms.flat_map(|form| [vec![form], forms_of(&root, &form["items"])].concat());
                here = each.map(|form| &form["properties"][name]).collect();
                here.retain(|value| !value.is_null());
            }
            assert!(!here.is_empty(), "{} has no {path}", entry.event_type);
        }
    }
}

/// Colleagues, and the addresses of the organisation itself, are no strangers.
#[test]
fn no_address_of_a_stranger_is_told_in_clear() {
    let ours = ["mailbox.address", "quote.seller.contact_email", "member.email", "person.email"];
    for entry in contracts::catalog() {
        let root = entry.schema.clone().to_value();
        let mut found = Vec::new();
        addresses(&root, &root, "", 6, &mut found);
        for path in found {
            let veiled = entry.personal.contains(&path.as_str());
            assert!(veiled || ours.contains(&path.as_str()), "{} tells {path}", entry.event_type);
        }
    }
}
