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
            // Prose may change.
            ("description" | "title" | "$schema", _) => {}
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
