//! No text of CRM's events is forgotten: whoever adds one says here why no person who can ask to be forgotten stands in it for ever, or
//! veils it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Texts that are told in clear, and why.
const TOLD: [(&[&str], &str); 14] = [
    (
        &[
            "account.name",
            "account.tax_number",
            "account.address.street",
            "account.address.postal_code",
            "account.address.city",
            "account.address.region",
        ],
        "of a client: it stands on invoices, which the law keeps, and billing, projects and reports need it; the preview of an \
         erasure names an account that is called like the person",
    ),
    (
        &[
            "deal.name",
            "deal.lines.name",
            "deal.lines.billing.milestones.name",
            "deal.lines.billing.rates.role",
            "deal.lines.discount.before.milestones.name",
            "deal.lines.discount.before.rates.role",
        ],
        "what is sold, which projects and billing work with; an erasure takes the person out of it wherever it is kept, by \
         crm.deal.redacted, and its preview says that the history of events has said so",
    ),
    (
        &["reason", "lost_reason"],
        "of a deal, which projects and billing show; the people around the deal are taken out before it is told",
    ),
    (
        &["loss_reason.name", "deal.stage_name", "pipeline.name", "pipeline.stages.name", "team.name"],
        "words of the organisation's own, which reports and rules show; the preview of an erasure names those that are called like \
         the person",
    ),
    (
        &["mailbox.name", "mailbox.address", "mailbox.from_name", "mailbox.signature"],
        "the organisation's own address, and colleagues",
    ),
    (
        &["quote.seller.name", "quote.seller.details", "quote.seller.contact_name", "quote.seller.contact_email"],
        "the organisation itself, and a colleague",
    ),
    (&["settings.seller_details"], "the organisation itself"),
    (&["quote.number"], "given by a counter"),
    (&["quote.recorded.by"], "the id of a member or a key"),
    (&["attachment.content_type", "automation.trigger", "run.event_type", "enrolment.time_zone"], "one of a list"),
    (&["run.actions.kind", "run.actions.code"], "words of the service"),
    (&["run.actions.made"], "the address of a record, by its id"),
    (&["webhook.origin"], "scheme, host and port of another program"),
    (&["form.sites"], "hosts of the organisation's own sites"),
];

/// Forms of texts in which nobody can stand: amounts, days, codes of countries and currencies.
fn is_narrow(form: &Value) -> bool {
    let format = form["format"].as_str().unwrap_or_default();
    let digits = |pattern: &str| pattern.starts_with("^[0-9]") || pattern.starts_with("^-?[0-9]");
    let capitals = ["^[A-Z]{2}$", "^[A-Z]{3}$"];
    matches!(format, "uuid" | "date" | "date-time" | "time" | "partial-time")
        || form.get("const").is_some()
        || form["enum"].is_array()
        || form["pattern"].as_str().is_some_and(|pattern| digits(pattern) || capitals.contains(&pattern))
}

/// Paths at which a text stands that may say anything.
fn texts(root: &Value, schema: &Value, path: &str, depth: usize, found: &mut BTreeSet<String>) {
    let kind = &schema["type"];
    let is_text = kind == "string" || kind.as_array().is_some_and(|kinds| kinds.contains(&"string".into()));
    if is_text && !is_narrow(schema) {
        found.insert(path.to_owned());
    }
    assert!(depth > 0, "{path} is deeper than this looks");
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
        texts(root, &root["$defs"][name], path, depth - 1, found);
    }
    for several in ["anyOf", "oneOf", "allOf"] {
        for one in schema[several].as_array().into_iter().flatten() {
            texts(root, one, path, depth - 1, found);
        }
    }
    for each in ["items", "additionalProperties"] {
        if schema[each].is_object() {
            texts(root, &schema[each], path, depth - 1, found);
        }
    }
    for (name, value) in schema["properties"].as_object().into_iter().flatten() {
        let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        texts(root, value, &below, depth - 1, found);
    }
}

/// Whether a path is veiled, or what it stands in.
fn is_veiled(entry: &contracts::CatalogEntry, path: &str) -> bool {
    let mut personal = entry.personal.iter();
    personal.any(|veiled| path.strip_prefix(veiled).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
}

#[test]
fn every_text_of_an_event_is_veiled_or_told_for_a_reason() {
    let mut clear: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut events = 0;
    for entry in contracts::catalog().iter().filter(|entry| entry.event_type.starts_with("crm.")) {
        let root = entry.schema.clone().to_value();
        let mut found = BTreeSet::new();
        texts(&root, &root, "", 24, &mut found);
        for path in found.into_iter().filter(|path| !is_veiled(entry, path)) {
            clear.entry(path).or_default().push(entry.event_type);
        }
        events += 1;
    }
    assert!(events > 100, "{events} events");

    let told: Vec<&str> = TOLD.iter().flat_map(|(paths, _)| paths.iter().copied()).collect();
    let forgotten: Vec<_> = clear.iter().filter(|(path, _)| !told.contains(&path.as_str())).collect();
    assert!(forgotten.is_empty(), "can a person stand in these? veil them, or say here why not: {forgotten:#?}");
    let gone: Vec<_> = told.iter().filter(|path| !clear.contains_key(**path)).collect();
    assert!(gone.is_empty(), "these are no texts that are told: {gone:#?}");
    assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), told.len(), "each is told of once");
}

#[test]
fn a_new_text_is_noticed() {
    let schema = serde_json::json!({
        "properties": {
            "day": {"type": "string", "format": "date"},
            "amount": {"type": "string", "pattern": "^-?[0-9]{1,15}(\\.[0-9]{1,4})?$"},
            "state": {"oneOf": [{"type": "string", "const": "open"}, {"type": "string", "const": "won"}]},
            "note": {"type": ["string", "null"]},
            "code": {"type": "string", "pattern": "^[A-Za-z0-9._/-]{1,40}$"},
            "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
            "custom": {"type": "object", "additionalProperties": {"anyOf": [{"type": "boolean"}, {"type": "string"}]}}
        },
        "$defs": {"Line": {"properties": {"name": {"type": "string"}}}}
    });
    let mut found = BTreeSet::new();
    texts(&schema, &schema, "", 8, &mut found);
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, ["code", "custom", "lines.name", "note"]);
}
